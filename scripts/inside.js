// In the single file (packaging/src/single_file.rs): every file of the site stands in the page, packed. `boot.js` asks here
// where it asks the host otherwise.
"use strict";
self.vattenpassInside = (() => {
const { files, images, workers } = JSON.parse(document.querySelector("#inside").textContent);
const types = { js: "text/javascript", css: "text/css", svg: "image/svg+xml", png: "image/png", jpg: "image/jpeg", webp: "image/webp" };
const typeOf = (name) => types[name.split(".").pop()] ?? "application/octet-stream";
const named = (path) => path.replace(/^\.\//, "").split("?")[0];
const has = (path) => Object.hasOwn(files, named(path));
const packed = (path) => Uint8Array.from(atob(files[named(path)]), (letter) => letter.charCodeAt(0));

function bytes(path) {
  if (!has(path)) return Promise.reject(new Error(`${path}: 404`));
  const stream = new Blob([packed(path)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

const blob = (content, type) => URL.createObjectURL(new Blob([content], { type }));
const made = new Map();
function address(path) {
  if (!made.has(path)) made.set(path, bytes(path).then((content) => blob(content, typeOf(named(path)))));
  return made.get(path);
}

// A worker's module it is given: it cannot ask for it.
const start = `onmessage = async ({ data }) => {
  onmessage = null;
  try {
    await wasm_bindgen({ module_or_path: data });
  } catch (error) {
    console.error(error);
    postMessage("failed");
  }
}`;
function worker(name) {
  const [script, module] = workers[name];
  const started = new Worker(blob(`${script}\n${start}`, types.js));
  bytes(module).then((bytes) => started.postMessage(bytes), () => started.dispatchEvent(new Event("error")));
  return started;
}

async function answer(path) {
  return has(path) ? [200, typeOf(path), await bytes(path)] : [404, "", new ArrayBuffer()];
}

return { address, answer, bytes, images, worker };
})();
