//! A page of text from content.

use engine::Lang;
use leptos::prelude::*;

use crate::components::{fault_report, heading, loading, rich_text};
use crate::desk::Desk;
use crate::load::Fault;
use crate::pages::not_found;
use crate::texts::Texts;
use crate::ui::El;

/// The page `content/<language>/om/<name>.md`.
pub fn about(lang: Lang, name: &str) -> Vec<El> {
    match Desk::get().page(lang, name).get() {
        None => vec![loading()],
        Some(Ok(page)) => vec![heading(&page.value.title, &page.value.title), rich_text(&page.value.blocks)],
        Some(Err(Fault::Missing { .. })) => not_found(lang),
        Some(Err(fault)) => {
            let title = Texts(lang).page_faulty();
            vec![heading(title, title), fault_report(&fault, lang)]
        }
    }
}
