// Starts the worker that reads Markdown edited on the host. The version that it was asked for goes on to its files.
const version = new URL(import.meta.url).search;
try {
  const worker = await import(`./worker.js${version}`);
  // Whole before it is compiled: Firefox waits for ever for the rest of a file that was cut off.
  const wasm = await fetch(new URL(`./worker_bg.wasm${version}`, import.meta.url));
  await worker.default({ module_or_path: await wasm.arrayBuffer() });
} catch (error) {
  // What fails here reaches the page as no error: it is told in so many words.
  console.error(error);
  postMessage("failed");
}
