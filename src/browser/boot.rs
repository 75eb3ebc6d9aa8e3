//! What `scripts/boot.js` knows: it starts the site, fetches its parts and workers, asks for the first page's content
//! meanwhile, and keeps the site for when there is no network.

use engine::Lang;
use js_sys::{Array, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Worker;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = vattenpass, js_name = whyPartFailed)]
    fn why_failed(lang: &str) -> Promise;

    /// A file of the site: its HTTP status, its type, and its content as an `ArrayBuffer`. It may have been fetched while
    /// the site was. Fails if the host cannot be reached, or was lost before the whole file had come.
    #[wasm_bindgen(js_namespace = vattenpass, js_name = fetchFile)]
    pub fn fetch_file(path: &str) -> Promise;

    #[wasm_bindgen(js_namespace = vattenpass, catch)]
    fn worker(script: &str, starts: u32) -> Result<Worker, JsValue>;

    /// The address of an image of the site's.
    #[wasm_bindgen(js_namespace = vattenpass)]
    pub fn image(path: &str) -> String;

    #[wasm_bindgen(js_namespace = vattenpass)]
    fn keep(paths: Array, newer: &JsValue);
}

/// The worker that a script of the release starts. `starts` says how often one has been started before.
#[must_use]
pub fn started(script: &str, starts: u32) -> Option<Worker> {
    worker(script, starts).ok()
}

/// Keeps the site for when there is no network, with the content at these paths. Calls back whenever another release has
/// been kept since.
pub fn keep_offline(paths: impl IntoIterator<Item = String>, newer: impl Fn() + 'static) {
    let newer = Closure::<dyn Fn()>::new(newer).into_js_value();
    keep(paths.into_iter().map(JsValue::from).collect(), &newer);
}

/// Why the last part that failed did not come, in words of a language; and whether the host has another release of the
/// site now.
pub async fn why_part_failed(lang: Lang) -> (String, bool) {
    let found = JsFuture::from(why_failed(lang.code())).await.ok().and_then(|found| found.dyn_into::<Array>().ok());
    let found = found.unwrap_or_default();
    (found.get(0).as_string().unwrap_or_default(), found.get(1).is_truthy())
}
