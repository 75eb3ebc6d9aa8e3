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

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Puts the site into the page, as soon as its settings have come: what is shown depends on them.
pub fn mount() {
    #[cfg(debug_assertions)]
    if let Some(lang) = gallery::asked() {
        return put(move || view! { <gallery::Gallery lang/> });
    }
    // Leptos has its own only once something is mounted.
    wasm_bindgen_futures::spawn_local(async {
        let (site, fault) = load::site().await;
        put(move || view! { <app::App site=site.unwrap_or_default() fault/> });
    });
}

fn put<V: IntoView + 'static>(page: impl FnOnce() -> V + 'static) {
    let document = web_sys::window().and_then(|window| window.document());
    let place = document.and_then(|document| document.get_element_by_id("app"));
    let Some(place) = place.and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok()) else { return };
    // What stands there says that the page is loading.
    place.set_text_content(None);
    mount_to(place, page).forget();
}
