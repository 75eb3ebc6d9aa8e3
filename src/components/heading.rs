//! A page's heading.

use leptos::prelude::*;
use texts::Texts;

use crate::browser::page;
use crate::state::AppState;
use crate::ui::{El, text_el};

/// The page's one `h1`. Sets the document's title to `title` and the site's name, and takes the focus when the visitor
/// has come from another page.
pub fn heading(text: &str, title: &str) -> El {
    let state = AppState::get();
    let site = Texts(state.lang_untracked()).site_name();
    page::set_title(&format!("{title} – {site}"));
    let heading = text_el("h1", text).attr("tabindex", "-1");
    if state.has_moved.get_untracked() {
        page::scroll_to_top();
        heading.focus_soon();
    }
    heading
}
