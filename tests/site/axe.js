// Runs axe-core on the page as it is, and reports what it finds and what it leaves undecided.
const done = arguments[arguments.length - 1];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Text that axe-core leaves undecided: in a drawing, or past the edge of a table that scrolls. No text here lies over
// anything but a ground of one colour, so its own colour and that ground decide.
const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
function ground(at) {
  if (!at) return [255, 255, 255];
  const { backgroundColor, backgroundImage } = getComputedStyle(at);
  if (backgroundImage !== "none") return undefined;
  const [red, green, blue, alpha = 1] = parts(backgroundColor);
  return alpha === 1 ? [red, green, blue] : ground(at.parentElement);
}
const luminance = (colour) =>
  colour
    .map((part) => (part /= 255) <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0);
function isReadable(element) {
  const { fill, color } = getComputedStyle(element);
  const [under, text] = [ground(element), parts(element.ownerSVGElement ? fill : color).slice(0, 3)];
  if (!under) return false;
  const [dark, light] = [luminance(under), luminance(text)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05) >= 4.5;
}
const isDecided = (id, { element }) => id === "color-contrast" && isReadable(element);

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
