// Runs IBM's checker on the page as it is, and reports what does not pass.
const done = arguments[arguments.length - 1];
const finding = ({ ruleId, value, message, snippet }) => `${ruleId}: ${value.join(" ")}: ${message}: ${snippet}`;
new ace.Checker()
  .check(document, ["IBM_Accessibility", "WCAG_2_2"])
  .then(({ results }) => results.filter(({ value }) => value[1] !== "PASS").map(finding))
  .then(done, (error) => done([`IBM's checker: ${error}`]));
