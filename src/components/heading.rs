//! A page's heading.

use leptos::prelude::*;
use texts::Texts;

use crate::browser::page;
use crate::state::AppState;

/// The page's one `h1`. It takes the focus when the visitor has come from another page.
#[component]
pub fn Heading(
    /// What it says.
    #[prop(into)]
    text: String,
    /// The document's title; the site's name is added to it.
    #[prop(into)]
    title: String,
    /// Its id, where another element refers to it.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let state = AppState::get();
    let site = Texts(state.lang_untracked()).site_name();
    page::set_title(&format!("{title} – {site}"));
    if state.has_moved.get_untracked() {
        page::scroll_to_top();
        page::focus("h1");
    }
    view! { <h1 id=id tabindex="-1">{text}</h1> }
}
