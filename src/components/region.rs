//! What a page draws anew when something changes.

use leptos::prelude::*;

/// A view that takes the place of the one before it: `{move || fresh(…)}`.
///
/// Leptos changes a view of the same type in place, text node by text node. A browser's translator has put nodes of its
/// own there, and would go on showing the old text. Here the elements go, and new ones come. A text alone that changes
/// stands in an element of its own: `<span prop:textContent=move || …/>`.
#[must_use]
pub fn fresh(view: impl IntoView + 'static) -> AnyView {
    replacing(view.into_any())
}

fn replacing(view: AnyView) -> AnyView {
    let mut view = Some(view);
    // Leptos replaces what a function shows when it is given another function.
    (move || view.take()).into_any()
}
