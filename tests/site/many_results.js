// What the benchmark of many results notes in the page: how long it takes from the choice of a file until its results are
// counted and on the screen, and how long the page is silent at most meanwhile. Before it stands `RESULTS`, how many there
// are.
addEventListener(
  "change",
  ({ target }) => {
    if (target.type !== "file") return;
    const start = performance.now();

    // The page is to answer each 10 milliseconds. What it answers later than that, it has been silent.
    const PACE = 10;
    let [answered, silence] = [start, 0];
    const answer = () => {
      const now = performance.now();
      silence = Math.max(silence, now - answered - PACE);
      answered = now;
    };
    const answering = setInterval(answer, PACE);

    const look = () => {
      // A row for each year, with its results beside it.
      const counts = [...document.querySelectorAll(".gathered td:nth-of-type(2)")].map((cell) => Number(cell.textContent));
      if (counts.reduce((sum, count) => sum + count, 0) !== RESULTS) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        // A message arrives after the frame that this callback belongs to has been drawn.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          answer();
          clearInterval(answering);
          globalThis.noted = { took: answered - start, silence };
        };
        port2.postMessage(null);
      });
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true, characterData: true });
  },
  // Before the page hears of it.
  { capture: true },
);
