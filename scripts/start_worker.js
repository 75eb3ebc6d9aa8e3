// Starts a worker. The query of its own address goes on to its files: after a failure it is another one. The build puts
// their names in, for each worker a script of its own (xtask/src/finish.rs).
"use strict";
(async () => {
  const { search } = self.location;
  try {
    importScripts("./worker.js" + search);
    // Whole before it is compiled: Firefox waits forever for the rest of a file that was cut off.
    const wasm = await fetch("./worker_bg.wasm" + search);
    await wasm_bindgen({ module_or_path: await wasm.arrayBuffer() });
  } catch (error) {
    // An error here does not reach the page by itself: a message reports it.
    console.error(error);
    postMessage("failed");
  }
})();
