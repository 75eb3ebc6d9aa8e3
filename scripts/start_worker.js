// Starts a worker. The query of its own address goes on to its files: after a failure it is another one. The build puts
// their names in, for each worker a script of its own (xtask/src/finish.rs).
const { search } = new URL(import.meta.url);
try {
  const worker = await import("./worker.js" + search);
  // Whole before it is compiled: Firefox waits forever for the rest of a file that was cut off.
  const wasm = await fetch(new URL("./worker_bg.wasm" + search, import.meta.url));
  await worker.default({ module_or_path: await wasm.arrayBuffer() });
} catch (error) {
  // An error here does not reach the page by itself: a message reports it.
  console.error(error);
  postMessage("failed");
}
