//! The clipboard.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Copies a text. `false` where the browser has no clipboard for pages, which is so over plain http, or refuses.
pub async fn copy(text: &str) -> bool {
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else { return false };
    // Typed as always there, it is missing over plain http.
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok();
    let Some(clipboard) = clipboard.and_then(|found| found.dyn_into::<web_sys::Clipboard>().ok()) else { return false };
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// Selects the text of an element, so that the keyboard's own command copies it.
pub fn select(selector: &str) {
    let Some(window) = web_sys::window() else { return };
    let element = window.document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let (Some(element), Ok(Some(selection))) = (element, window.get_selection()) {
        // It fails only for a document type, which this is not.
        let _ = selection.select_all_children(&element);
    }
}
