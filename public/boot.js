// Starts the site. A file of its own, so that the content security policy can refuse every inline script.
const tag = document.querySelector("script[data-wasm]");
const address = (name) => new URL(name, document.baseURI).href;

async function start(js, wasm, ready) {
  try {
    const [site] = await Promise.all([import(address(js)), ready]);
    await site.default({ module_or_path: address(wasm) });
  } catch (error) {
    console.error(error);
    const message = document.querySelector("#boot-message, main .loading, main [role=status]");
    if (message) {
      message.textContent =
        "Sidan kunde inte hämtas. Kontrollera nätet och ladda om sidan, eller öppna den i en nyare webbläsare. / " +
        "The page could not be fetched. Check the network and reload the page, or open it in a newer browser.";
      message.setAttribute("role", "alert");
    }
  }
}

// The first visit's part calls this when a page is wanted that only the whole site has. The file's name never changes,
// so its version goes with it: otherwise a cache could mix two versions.
globalThis.vattenpassLoadWhole = () => {
  const version = `?v=${tag.dataset.version}`;
  const style = document.createElement("link");
  // Without its style the site still works: whatever comes of it, it has come.
  const styled = new Promise((done) => (style.onload = style.onerror = done));
  Object.assign(style, { rel: "stylesheet", href: address(`whole.css${version}`) });
  document.head.append(style);
  return start(`whole.js${version}`, `whole_bg.wasm${version}`, styled);
};

start(tag.dataset.js, tag.dataset.wasm);
