//! The parts of the program that a first visit does not fetch.
//!
//! What only a function marked `wasm_split` calls is left out of the main part, and comes with the part of that name.
//! `scripts/boot.js` fetches it.

use std::pin::Pin;

use engine::Lang;
use futures::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use web_sys::File;

use crate::browser::boot::why_part_failed;
use crate::components::{Refusal, loading, open_result_file, part_missing};
use crate::desk::Desk;
use crate::pages;
use crate::pages::questionnaire::Loaded;
use crate::ui::El;

/// What a part gives, unless it cannot be fetched.
type Fetched<T> = Result<T, SplitLoaderError>;
type Soon<T> = Pin<Box<dyn Future<Output = T>>>;

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
        ResultPage::Review => pages::review(&loaded),
        ResultPage::Result => pages::result(&loaded),
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
        DocumentsPage::About(lang, name, anchor) => pages::about(lang, &name, anchor.as_deref()),
        DocumentsPage::Documents(lang) => pages::documents(lang),
        DocumentsPage::Document(lang, id) => pages::document(lang, &id),
        DocumentsPage::Paper(loaded, filled) => untrack(|| pages::paper(&loaded, filled)),
    })
}

#[wasm_split(open, wasm_split_path = leptos::wasm_split, preload(fetch_open), fallible)]
fn make_open(desk: Desk, file: File) -> Fetched<Soon<Result<(), Refusal>>> {
    Ok(Box::pin(open_result_file(desk, file)))
}

/// How far the fetching of a part has come.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// Nobody has asked for it.
    NotAsked,
    /// It is on its way.
    Underway,
    /// It has come.
    There,
    /// It has failed.
    Failed(PartFault),
}

/// Why a part could not be fetched.
#[derive(Debug, Clone, PartialEq)]
pub struct PartFault {
    /// What is wrong and what to do, in the reader's language.
    pub message: String,
    /// Whether the host has another release of the site now, which has no such file.
    pub replaced: bool,
    /// How many times in a row it has failed.
    pub times: u32,
}

/// A part of the program.
#[derive(Clone, Copy)]
pub struct Part {
    state: RwSignal<State>,
    times: StoredValue<u32>,
    fetch: fn() -> Soon<Fetched<()>>,
}

/// The parts of the program.
#[derive(Clone, Copy)]
pub struct Parts {
    /// The review and the result, with the plan and the comparison.
    pub result: Part,
    /// Documents, paper forms and pages of text.
    pub documents: Part,
    /// What opens a result file.
    pub open: Part,
}

impl Parts {
    /// None of them is fetched yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            result: Part::new(|| Box::pin(fetch_result())),
            documents: Part::new(|| Box::pin(fetch_documents())),
            open: Part::new(|| Box::pin(fetch_open())),
        }
    }
}

impl Part {
    fn new(fetch: fn() -> Soon<Fetched<()>>) -> Self {
        Self { state: RwSignal::new(State::NotAsked), times: StoredValue::new(0), fetch }
    }

    /// Fetches the part before anybody wants it. If that fails, whoever wants it asks again.
    pub fn prefetch(self) {
        if self.state.with_untracked(|state| *state == State::NotAsked) {
            self.start(|fetched| Box::pin(async move { fetched.map_or(State::NotAsked, |()| State::There) }));
        }
    }

    /// How far the part has come. Fetches it if nobody has.
    #[must_use]
    pub fn wanted(self, lang: Lang) -> State {
        if self.state.with_untracked(|state| *state == State::NotAsked) {
            self.fetch(lang);
        }
        self.state.get()
    }

    /// Fetches the part, also if it has failed. What is wrong is said in a language.
    pub fn fetch(self, lang: Lang) {
        self.start(move |fetched| {
            Box::pin(async move { self.outcome(fetched, lang).await.map_or_else(State::Failed, |()| State::There) })
        });
    }

    fn start(self, state: impl FnOnce(Fetched<()>) -> Soon<State> + 'static) {
        let mut fetching = (self.fetch)();
        // A part that has been fetched is there at once: its page is made without a flicker.
        if let Some(Ok(())) = fetching.as_mut().now_or_never() {
            self.state.set(State::There);
            return;
        }
        self.state.set(State::Underway);
        spawn_local(async move { self.state.set(state(fetching.await).await) });
    }

    /// What has come of fetching the part, and if nothing: why.
    async fn outcome(self, fetched: Fetched<()>, lang: Lang) -> Result<(), PartFault> {
        match fetched {
            Ok(()) => {
                self.times.set_value(0);
                Ok(())
            }
            Err(_) => {
                let (message, replaced) = why_part_failed(lang).await;
                self.times.update_value(|times| *times += 1);
                Err(PartFault { message, replaced, times: self.times.get_value() })
            }
        }
    }
}

/// Where a page leads back to when its part cannot be fetched: an address, and its text.
pub type Back = (String, String);

/// A page of the part `result`.
#[must_use]
pub fn result(page: ResultPage, loaded: &Loaded, back: Back) -> Vec<El> {
    let loaded = loaded.clone();
    page_of(Desk::get().parts.result, loaded.value.language, back, || Box::pin(make_result(page, loaded)))
}

/// A page of the part `documents`.
#[must_use]
pub fn documents(page: DocumentsPage, lang: Lang, back: Back) -> Vec<El> {
    page_of(Desk::get().parts.documents, lang, back, || Box::pin(make_documents(page)))
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

/// Opens a result file and goes to its result. Otherwise: what to say of why it cannot be opened.
///
/// # Errors
/// What opens it could not be fetched.
pub async fn open(desk: Desk, file: File, lang: Lang) -> Result<Result<(), Refusal>, PartFault> {
    let part = desk.parts.open;
    part.outcome((part.fetch)().await, lang).await?;
    match make_open(desk, file).await {
        Ok(opening) => Ok(opening.await),
        // It has just come.
        Err(_) => Ok(Ok(())),
    }
}
