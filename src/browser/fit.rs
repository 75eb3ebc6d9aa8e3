//! Fitting a page to the screen.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The scales that are tried, from the largest, in percent.
const SCALES: [u32; 11] = [100, 92, 84, 77, 70, 64, 58, 53, 48, 44, 40];

/// Makes the text in an element as large as fits in it: sets its custom property `--fit`, 1 at the most. What fits at no
/// scale can be scrolled.
pub fn fit(selector: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.query_selector(selector).ok().flatten());
    let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return };
    for percent in SCALES {
        let _ = element.style().set_property("--fit", &format!("{}.{:02}", percent / 100, percent % 100));
        if element.scroll_height() <= element.client_height() && element.scroll_width() <= element.client_width() {
            return;
        }
    }
}
