// The benchmark's respondent: answers the questionnaire that is opened and measures each wait. It runs in the page, before
// the page's own scripts. Before it stand `PAUSE`, how long a question is read, in milliseconds, and `SITE`, whose page it is.
globalThis.journey = (async () => {
  const PATIENCE = 60_000;
  const shown = (selector) => [...document.querySelectorAll(selector)].find((e) => e.checkVisibility());
  const button = (name) => [...document.querySelectorAll("a, button")].find((e) => e.textContent.trim() === name);
  const text = (selector) => shown(selector)?.textContent.trim() ?? "";

  // What each site's pages are known by: the question, its fields, the way on, and the end of the questions.
  const sites = {
    vattenpass: {
      asked: () => text("h1:not([hidden] *)"),
      fields: "main :is(input:is([type=radio], [type=checkbox]), textarea)",
      next: () => button("Nästa"),
      isEnd: () => text("h1:not([hidden] *)") === "Kontrollera dina svar" && button("Visa resultat"),
    },
    plain: {
      asked: () => text("form:not([hidden]) h1"),
      fields: "form:not([hidden]) :is(input, textarea)",
      next: () => shown("form:not([hidden]) button"),
      isEnd: () => shown("section:not([hidden]) h1"),
    },
    surveyjs: {
      asked: () => text(".sd-question__title"),
      fields: ".sd-question :is(input:is([type=radio], [type=checkbox]), textarea)",
      next: () => shown(".sd-navigation__next-btn, .sd-navigation__complete-btn"),
      isEnd: () => shown(".sd-completedpage"),
    },
    formsmd: {
      asked: () => text(".fmd-slide-active .fmd-form-question"),
      fields: ".fmd-slide-active :is(input, textarea)",
      next: () => shown(".fmd-slide-active .fmd-submit-btn"),
      isEnd: () => shown(".fmd-end-slide.fmd-slide-active"),
    },
  };
  const { asked, fields, next, isEnd } = sites[SITE];

  // Each has its heading, and what a reader wants of it: then it is no page that says that it loads.
  const isQuestion = () => asked() && document.querySelector(fields) && next();
  const isResult = () => asked() === "Resultat" && document.querySelector("main").textContent.includes("%");

  // Waits until a page is made and on the screen, and gives both times since the navigation began, in milliseconds.
  const drawn = (isThere) =>
    new Promise((done, fail) => {
      const inVain = () => fail(new Error(`waited in vain; the page says: ${document.body?.innerText}`));
      const timer = setTimeout(inVain, PATIENCE);
      const look = () => {
        if (!isThere()) return;
        const made = performance.now();
        observer.disconnect();
        clearTimeout(timer);
        requestAnimationFrame(() => {
          // A message arrives after the frame that this callback belongs to has been drawn.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done({ made, drawn: performance.now() });
          port2.postMessage(null);
        });
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
      look();
    });

  // Presses something, and gives the waits for what comes.
  const press = async (what, isThere) => {
    await new Promise((done) => setTimeout(done, PAUSE));
    const start = performance.now();
    what().click();
    const there = await drawn(isThere);
    return { made: there.made - start, drawn: there.drawn - start };
  };

  // What has been fetched so far: each address, and the bytes of its body as they came over the line. The browser adds
  // 300 for the headers, gives those 300 alone for what had not changed, and nothing for what came from a cache.
  // What a worker fetches is not among them: none runs on the way to a result.
  const fetched = () =>
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
      .filter(({ transferSize }) => transferSize > 300)
      .map(({ name, transferSize }) => [name, transferSize - 300]);

  // How long the page has answered nothing: what each task takes beyond 50 ms.
  let blocked = 0;
  new PerformanceObserver((tasks) => {
    for (const { duration } of tasks.getEntries()) blocked += duration - 50;
  }).observe({ type: "longtask", buffered: true });

  const first = (await drawn(isQuestion)).drawn;
  const [fetchedFirst, [paint]] = [fetched(), performance.getEntriesByName("first-contentful-paint")];
  // What comes just after belongs to the wait for the first answer.
  await new Promise((done) => setTimeout(done, PAUSE));
  const blockedFirst = blocked;
  const steps = [];
  while (!isEnd()) {
    // The last choice opens no follow-up questions.
    [...document.querySelectorAll(fields)].filter(({ type }) => type !== "textarea").at(-1)?.click();
    const before = asked();
    steps.push(await press(next, () => (asked() !== before && isQuestion()) || isEnd()));
  }
  const { drawn: end } = steps.pop();
  const result = SITE === "vattenpass" ? (await press(() => button("Visa resultat"), isResult)).drawn : 0;
  return {
    paint: paint?.startTime ?? first,
    first,
    blocked: blockedFirst,
    work: steps.map(({ made }) => made),
    steps: steps.map(({ drawn }) => drawn),
    review: end,
    result,
    fetchedFirst,
    fetchedAll: fetched(),
  };
})();
