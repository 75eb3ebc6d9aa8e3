// Starts the worker that reads Markdown edited on the host. What it was asked for with goes on to its files: after a failure
// that is another address. The build puts their names in (xtask/src/finish.rs).
const { search } = new URL(import.meta.url);
try {
  const worker = await import("./worker.js" + search);
  // Whole before it is compiled: Firefox waits for ever for the rest of a file that was cut off.
  const wasm = await fetch(new URL("./worker_bg.wasm" + search, import.meta.url));
  await worker.default({ module_or_path: await wasm.arrayBuffer() });
} catch (error) {
  // What fails here reaches the page as no error: it is told in so many words.
  console.error(error);
  postMessage("failed");
}
