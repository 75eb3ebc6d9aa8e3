//! A part of a page that opens.

use leptos::prelude::*;

/// A part that opens: its summary, and what is in it.
#[component]
pub fn Details(
    /// What stands there while it is closed.
    #[prop(into)]
    summary: String,
    /// A class of the style sheet.
    #[prop(optional)]
    class: Option<&'static str>,
    /// Whether it is open from the start.
    #[prop(optional)]
    open: bool,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    view! { <details class=class open=open><summary>{summary}</summary>{children()}</details> }
}
