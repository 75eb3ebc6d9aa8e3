//! The pages that a first visit does not fetch: each belongs to a part of the program.

use engine::Lang;
use futures::FutureExt;
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

use crate::components::{Back, loading, part_missing};
use crate::load::Loaded;
use crate::pages::{about, document, paper, result, review};
use crate::parts::{Fetched, Part, Soon, State};
use crate::state::AppState;
use crate::ui::El;

/// A page of the part `result`.
pub enum ResultPage {
    /// What has been answered, to check.
    Review,
    /// The result, with the plan and the comparison.
    Result,
}

#[wasm_split(result, wasm_split_path = leptos::wasm_split, preload(fetch_result), fallible)]
fn make_result(page: ResultPage, loaded: Loaded) -> Fetched<Vec<El>> {
    Ok(untrack(|| match page {
        ResultPage::Review => review::review(&loaded),
        ResultPage::Result => result::result(&loaded),
    }))
}

/// A page of the part `documents`.
pub enum DocumentsPage {
    /// A page of text, and the heading to go to.
    About(Lang, String, Option<String>),
    /// The list of documents.
    Documents(Lang),
    /// One document.
    Document(Lang, String),
    /// A questionnaire on paper, with or without the answers.
    Paper(Loaded, bool),
}

#[wasm_split(documents, wasm_split_path = leptos::wasm_split, preload(fetch_documents), fallible)]
fn make_documents(page: DocumentsPage) -> Fetched<Vec<El>> {
    Ok(match page {
        DocumentsPage::About(lang, name, anchor) => about::about(lang, &name, anchor.as_deref()),
        DocumentsPage::Documents(lang) => document::documents(lang),
        DocumentsPage::Document(lang, id) => document::document(lang, &id),
        DocumentsPage::Paper(loaded, filled) => untrack(|| paper::paper(&loaded, filled)),
    })
}

/// The part `result`, not fetched yet.
#[must_use]
pub fn result_part() -> Part {
    Part::new(|| Box::pin(fetch_result()))
}

/// The part `documents`, not fetched yet.
#[must_use]
pub fn documents_part() -> Part {
    Part::new(|| Box::pin(fetch_documents()))
}

/// A page of the part `result`.
#[must_use]
pub fn result(page: ResultPage, loaded: &Loaded, back: Back) -> Vec<El> {
    let loaded = loaded.clone();
    page_of(AppState::get().parts.result, loaded.value.language, back, || Box::pin(make_result(page, loaded)))
}

/// A page of the part `documents`.
#[must_use]
pub fn documents(page: DocumentsPage, lang: Lang, back: Back) -> Vec<El> {
    page_of(AppState::get().parts.documents, lang, back, || Box::pin(make_documents(page)))
}

/// A page of a part that may have to be fetched. Follows how far that has come.
fn page_of(part: Part, lang: Lang, back: Back, make: impl FnOnce() -> Soon<Fetched<Vec<El>>>) -> Vec<El> {
    match part.wanted(lang) {
        // It is there: so the page is made at once, with the present owner.
        State::There => make().now_or_never().and_then(Result::ok).unwrap_or_default(),
        State::NotAsked | State::Underway => vec![loading()],
        State::Failed(fault) => untrack(|| part_missing(part, &fault, lang, back)),
    }
}
