// Runs axe-core on the page as it is, and tells its findings and what it leaves undecided.
const done = arguments[arguments.length - 1];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// axe-core does not judge text in drawings. It stands on the ground of what the drawing lies on.
const luminance = (colour) =>
  colour
    .map((part) => (part /= 255) <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0);
const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
function ground(element) {
  for (let at = element.ownerSVGElement; at; at = at.parentElement) {
    const [red, green, blue, alpha = 1] = parts(getComputedStyle(at).backgroundColor);
    if (alpha === 1) return [red, green, blue];
  }
  return [255, 255, 255];
}
function isReadable(element) {
  const both = [ground(element), parts(getComputedStyle(element).fill).slice(0, 3)].map(luminance);
  return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05) >= 4.5;
}
const isDecided = (id, { element }) => id === "color-contrast" && element?.ownerSVGElement && isReadable(element);

axe
  .run(document, { runOnly: tags, elementRef: true })
  .then(({ violations, incomplete }) => [
    ...violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`)),
    ...incomplete.flatMap(({ id, nodes }) =>
      nodes
        .filter((node) => !isDecided(id, node))
        .map(({ any, all, none, html }) => `${id} is undecided: ${[...any, ...all, ...none].map((check) => check.message)}: ${html}`),
    ),
  ])
  .then(done, (error) => done([`axe-core: ${error}`]));
