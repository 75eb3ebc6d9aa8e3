// Tells the tests' server what goes wrong in the page. It runs before the site's own scripts.
{
  const tell = (report) => fetch("watch", { method: "POST", body: report, keepalive: true }).catch(() => {});
  const { error } = console;
  console.error = (...what) => {
    tell(`console: ${what.map(String).join(" ")}`);
    error.apply(console, what);
  };
  addEventListener("securitypolicyviolation", (e) => tell(`policy: ${e.violatedDirective} ${e.blockedURI}`));
  addEventListener("unhandledrejection", (e) => tell(`unhandled: ${e.reason}`));
  // Captured, so that it hears of scripts, styles and images that fail as well: they tell nobody but their element.
  const failed = ({ target, message }) => message ?? `failed: ${target.src ?? target.href}`;
  addEventListener("error", (e) => tell(`error: ${failed(e)}`), true);
  const foreign = ({ name }) => !["data:", "blob:", `${location.origin}/`].some((own) => name.startsWith(own));
  new PerformanceObserver((seen) => {
    for (const { name } of seen.getEntries().filter(foreign)) tell(`the site asked for ${name}`);
  }).observe({ type: "resource", buffered: true });
}
