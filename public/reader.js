// Starts the worker that reads Markdown edited on the host. The version that it was asked for goes on to its files.
const version = new URL(import.meta.url).search;
const worker = await import(`./worker.js${version}`);
await worker.default({ module_or_path: new URL(`./worker_bg.wasm${version}`, import.meta.url) });
