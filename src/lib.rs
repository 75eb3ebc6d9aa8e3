//! The Vattenpass site: Leptos over the engine. It computes no score and reads no Markdown itself.
//!
//! It is one program in parts: a first visit fetches what leads to the questions and through them, and the other pages
//! come when they are wanted (`parts`).

mod app;
mod browser;
mod components;
mod content;
#[cfg(debug_assertions)]
mod gallery;
mod load;
mod pages;
mod parts;
pub mod route;
mod state;
mod store;

use wasm_bindgen::JsCast;

/// Puts the site into the page.
pub fn mount() {
    let document = web_sys::window().and_then(|window| window.document());
    let place = document.and_then(|document| document.get_element_by_id("app"));
    let Some(place) = place.and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok()) else { return };
    // What stands there says that the page is loading.
    place.set_inner_html("");
    #[cfg(debug_assertions)]
    if let Some(lang) = gallery::asked() {
        leptos::mount::mount_to(place, move || leptos::view! { <gallery::Gallery lang/> }).forget();
        return;
    }
    leptos::mount::mount_to(place, app::App).forget();
}
