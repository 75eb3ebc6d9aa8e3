//! The Vattenpass site: Leptos over the engine. It computes no score and reads no Markdown itself.
//!
//! It is built twice from the same source: a small part for the first visit, and the whole (feature `whole`), which
//! takes over when a page is wanted that the small part does not have (`src/handover.rs`).

// The small part leaves out pages, not what they call: the linker does that.
#![cfg_attr(not(feature = "whole"), allow(dead_code, reason = "used by the whole"))]

mod app;
mod browser;
mod components;
mod desk;
#[cfg(feature = "whole")]
mod document;
#[cfg(feature = "whole")]
mod explain;
mod handover;
mod load;
mod pages;
pub mod route;
mod shelf;
mod store;
pub mod texts;
mod ui;

/// Puts the site into the page.
pub fn mount() {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(place) = document.and_then(|document| document.get_element_by_id("app")) else { return };
    // Leptos gives the reactive owner; the elements mount themselves (see `ui`). The page lives as long as its owner.
    leptos::mount::mount_to_body(move || {
        let app = app::app();
        // What stands there says that the page is loading, or is the part that hands over.
        place.set_inner_html("");
        app.mount(&place);
    });
}
