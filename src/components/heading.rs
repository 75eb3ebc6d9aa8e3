//! A page's heading.

use leptos::prelude::*;
use texts::Texts;

use crate::browser::page;
use crate::desk::Desk;
use crate::ui::{El, text_el};

/// The page's one `h1`. Sets the document's title to `title` and the site's name, and takes the focus when the visitor
/// has come from another page.
pub fn heading(text: &str, title: &str) -> El {
    let desk = Desk::get();
    let site = Texts(desk.lang_untracked()).site_name();
    page::set_title(&format!("{title} – {site}"));
    let heading = text_el("h1", text).attr("tabindex", "-1");
    if desk.has_moved.get_untracked() {
        page::scroll_to_top();
        heading.focus_soon();
    }
    heading
}
