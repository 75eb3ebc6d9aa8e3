//! The Vattenpass site: Leptos over the engine. It computes no score and reads no Markdown itself.
//!
//! It is one program in parts: a first visit fetches what leads to the questions and through them, and the other pages
//! come when they are wanted (`parts`).

mod app;
mod browser;
mod components;
mod load;
mod pages;
mod parts;
pub mod route;
mod shelf;
mod state;
mod store;
mod ui;

/// Puts the site into the page.
pub fn mount() {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(place) = document.and_then(|document| document.get_element_by_id("app")) else { return };
    // Leptos gives the reactive owner; the elements mount themselves (see `ui`). The page lives as long as its owner.
    leptos::mount::mount_to_body(move || {
        let app = app::app();
        // What stands there says that the page is loading.
        place.set_inner_html("");
        app.mount(&place);
    });
}
