// Starts the site. The policy refuses inline scripts.
const tag = document.querySelector("script[data-wasm]");
const address = (name) => new URL(name, document.baseURI).href;

async function start(js, wasm, ready) {
  try {
    const [site] = await Promise.all([import(address(js)), ready]);
    await site.default({ module_or_path: address(wasm) });
    return true;
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

// Called by src/handover.rs. The names never change, so the version goes with them.
globalThis.vattenpassLoadWhole = () => {
  const version = `?v=${tag.dataset.version}`;
  const style = document.createElement("link");
  const styled = new Promise((done) => (style.onload = style.onerror = done));
  Object.assign(style, { rel: "stylesheet", href: address(`whole.css${version}`) });
  document.head.append(style);
  return start(`whole.js${version}`, `whole_bg.wasm${version}`, styled);
};

start(tag.dataset.js, tag.dataset.wasm);
