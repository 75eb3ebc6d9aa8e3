//! What `scripts/boot.js` knows: it starts the site, fetches its parts, and asks for the first page's content meanwhile.

use engine::Lang;
use js_sys::{Array, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = vattenpass, js_name = whyPartFailed)]
    fn why_failed(lang: &str) -> Promise;

    /// A file of the site: its HTTP status, its type, and its content as an `ArrayBuffer`. It may have been fetched while
    /// the site was. Fails if the host cannot be reached, or was lost before the whole file had come.
    #[wasm_bindgen(js_namespace = vattenpass, js_name = fetchFile)]
    pub fn fetch_file(path: &str) -> Promise;
}

/// Why the last part that failed did not come, in words of a language; and whether the host has another release of the
/// site now.
pub async fn why_part_failed(lang: Lang) -> (String, bool) {
    let found = JsFuture::from(why_failed(lang.code())).await.ok().and_then(|found| found.dyn_into::<Array>().ok());
    let found = found.unwrap_or_default();
    (found.get(0).as_string().unwrap_or_default(), found.get(1).is_truthy())
}
