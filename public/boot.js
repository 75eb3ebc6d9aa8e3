// Starts the site. A file of its own, so that the content security policy can refuse every inline script.
const here = document.querySelector("script[data-wasm]");
const address = (name) => new URL(here.dataset[name], document.baseURI).href;

function cannotStart(error) {
  console.error(error);
  const message = document.getElementById("boot-message");
  if (message) {
    message.textContent =
      "Sidan kunde inte starta. Ladda om den, eller öppna den i en nyare webbläsare. / " +
      "The page could not start. Reload it, or open it in a newer browser.";
    message.setAttribute("role", "alert");
  }
}

try {
  const site = await import(address("js"));
  await site.default({ module_or_path: address("wasm") });
} catch (error) {
  cannotStart(error);
}
