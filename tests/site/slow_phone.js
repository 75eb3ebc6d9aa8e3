// The benchmark's respondent: answers the questionnaire that is opened and measures each wait. It runs in the page, before
// the page's own scripts; `PAUSE` stands before it: how long a question is read, in milliseconds.
globalThis.journey = (async () => {
  const PATIENCE = 60_000;
  const heading = () => document.querySelector("h1:not([hidden] *)")?.textContent.trim() ?? "";
  const fields = () => [...document.querySelectorAll("main :is(input:is([type=radio], [type=checkbox]), textarea)")];
  const button = (name) => [...document.querySelectorAll("a, button")].find((e) => e.textContent.trim() === name);

  // Each has its heading, and what a reader wants of it: then it is no page that says that it loads.
  const isQuestion = () => heading() && fields().length > 0 && button("Nästa");
  const isReview = () => heading() === "Kontrollera dina svar" && button("Visa resultat");
  const isResult = () => heading() === "Resultat" && document.querySelector("main").textContent.includes("%");

  // Waits until a page is on the screen, and gives the time since the navigation began, in milliseconds.
  const drawn = (isThere) =>
    new Promise((done, fail) => {
      const inVain = () => fail(new Error(`waited in vain; the page says: ${document.body?.innerText}`));
      const timer = setTimeout(inVain, PATIENCE);
      const look = () => {
        if (!isThere()) return;
        observer.disconnect();
        clearTimeout(timer);
        requestAnimationFrame(() => {
          // A message arrives after the frame that this callback belongs to has been drawn.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done(performance.now());
          port2.postMessage(null);
        });
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true, characterData: true });
      look();
    });

  // Presses what has this name, and gives the wait for what comes.
  const press = async (name, isThere) => {
    await new Promise((done) => setTimeout(done, PAUSE));
    const start = performance.now();
    button(name).click();
    return (await drawn(isThere)) - start;
  };

  // What has been fetched so far: each address, and the bytes of its body as they came over the line. The browser adds
  // 300 for the headers, gives those 300 alone for what had not changed, and nothing for what came from a cache.
  // What a worker fetches is not among them: none runs on the way to a result.
  const fetched = () =>
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
      .filter(({ transferSize }) => transferSize > 300)
      .map(({ name, transferSize }) => [name, transferSize - 300]);

  const first = await drawn(isQuestion);
  const fetchedFirst = fetched();
  const steps = [];
  while (!isReview()) {
    const choices = fields().filter((field) => field.type !== "textarea");
    // The last choice opens no follow-up questions.
    choices.at(-1)?.click();
    const asked = heading();
    steps.push(await press("Nästa", () => heading() !== asked && (isQuestion() || isReview())));
  }
  const review = steps.pop();
  const result = await press("Visa resultat", isResult);
  return { first, steps, review, result, fetchedFirst, fetchedAll: fetched() };
})();
