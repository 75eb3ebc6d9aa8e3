//! Getting the site's own files.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Request, RequestCache, RequestInit, Response};

/// The bytes of a file of the site, or nothing where there is none or the network is down.
///
/// Asks the host each time whether the file has changed: what was edited there is what a reload shows.
pub async fn bytes(path: &str) -> Option<Vec<u8>> {
    let window = web_sys::window()?;
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    let request = Request::new_with_str_and_init(path, &options).ok()?;
    let response: Response = JsFuture::from(window.fetch_with_request(&request)).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
