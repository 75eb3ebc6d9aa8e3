//! Mounts the site in the page.

use wasm_bindgen::JsCast;

fn main() {
    let found =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("app"));
    let Some(place) = found.and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok()) else { return };
    // What stands there says that the page is loading.
    place.set_inner_html("");
    leptos::mount::mount_to(place, vattenpass::App).forget();
}
