//! The pages that a first visit does not fetch: each belongs to a part of the program.

use engine::Lang;
use futures::FutureExt;
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;
use texts::Texts;

use crate::components::{Back, Loading, PartMissing, edited_part, fresh, open_part};
use crate::load::Loaded;
use crate::pages::about::About;
use crate::pages::check::Check;
use crate::pages::device::DevicePage;
use crate::pages::document::DocumentPage;
use crate::pages::documents::Documents;
use crate::pages::group::Group;
use crate::pages::join::Join;
use crate::pages::later::{FrontPage, front_part, make_front};
use crate::pages::packing::pack_part;
use crate::pages::paper::Paper;
use crate::pages::result::ResultView;
use crate::pages::review::Review;
use crate::pages::start::Start;
use crate::pages::training::Training;
use crate::parts::{Fetched, Part, Parts, Soon, State};
use crate::route::{Place, Route, TrainingPage};
use crate::state::AppState;

#[wasm_split(start, wasm_split_path = leptos::wasm_split, preload(fetch_start), fallible)]
fn make_start(lang: Lang) -> Fetched<AnyView> {
    Ok(view! { <Start lang/> }.into_any())
}

/// A page of the part `result`.
#[derive(Clone, Copy)]
pub enum ResultPage {
    /// What has been answered, to check.
    Review,
    /// The result, with the plan and the comparison.
    Result,
}

#[wasm_split(result, wasm_split_path = leptos::wasm_split, preload(fetch_result), fallible)]
fn make_result(page: ResultPage, loaded: Loaded) -> Fetched<AnyView> {
    Ok(match page {
        ResultPage::Review => view! { <Review loaded/> }.into_any(),
        ResultPage::Result => view! { <ResultView loaded/> }.into_any(),
    })
}

/// A page of the part `documents`.
#[derive(Clone)]
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

/// A page for those who go through a questionnaire together, run the site, or see to what is saved.
#[derive(Clone)]
pub enum RoomPage {
    /// The trainer's: the questionnaire's id, and which page.
    Training(Option<String>, TrainingPage),
    /// A participant's: the questionnaire's id, and what the address says besides.
    Join(String, String),
    /// A coordinator's: the questionnaire's id, and the word for the page of its group. Both may be empty.
    Group(String, String),
    /// The check of an installation.
    Check,
    /// Everything that is saved on the device.
    Device,
}

#[wasm_split(documents, wasm_split_path = leptos::wasm_split, preload(fetch_documents), fallible)]
fn make_documents(page: DocumentsPage) -> Fetched<AnyView> {
    Ok(match page {
        DocumentsPage::About(lang, name, anchor) => view! { <About lang name anchor/> }.into_any(),
        DocumentsPage::Documents(lang) => view! { <Documents lang/> }.into_any(),
        DocumentsPage::Document(lang, id) => view! { <DocumentPage lang id/> }.into_any(),
        DocumentsPage::Paper(loaded, filled) => view! { <Paper loaded filled/> }.into_any(),
    })
}

#[wasm_split(room, wasm_split_path = leptos::wasm_split, preload(fetch_room), fallible)]
fn make_room(lang: Lang, id: Option<String>, page: TrainingPage) -> Fetched<AnyView> {
    Ok(view! { <Training lang id page/> }.into_any())
}

#[wasm_split(join, wasm_split_path = leptos::wasm_split, preload(fetch_join), fallible)]
fn make_join(lang: Lang, id: String, query: String) -> Fetched<AnyView> {
    Ok(view! { <Join lang id query/> }.into_any())
}

#[wasm_split(group, wasm_split_path = leptos::wasm_split, preload(fetch_group), fallible)]
fn make_group(lang: Lang, id: String, page: String) -> Fetched<AnyView> {
    Ok(view! { <Group lang id page/> }.into_any())
}

#[wasm_split(check, wasm_split_path = leptos::wasm_split, preload(fetch_check), fallible)]
fn make_check(lang: Lang) -> Fetched<AnyView> {
    Ok(view! { <Check lang/> }.into_any())
}

#[wasm_split(device, wasm_split_path = leptos::wasm_split, preload(fetch_device), fallible)]
fn make_device(lang: Lang) -> Fetched<AnyView> {
    Ok(view! { <DevicePage lang/> }.into_any())
}

/// The parts of the program. None has been fetched yet.
#[must_use]
pub fn parts() -> Parts {
    Parts {
        start: Part::new(|| Box::pin(fetch_start())),
        front: front_part(),
        result: Part::new(|| Box::pin(fetch_result())),
        documents: Part::new(|| Box::pin(fetch_documents())),
        open: open_part(),
        edited: edited_part(),
        room: Part::new(|| Box::pin(fetch_room())),
        join: Part::new(|| Box::pin(fetch_join())),
        pack: pack_part(),
        group: Part::new(|| Box::pin(fetch_group())),
        check: Part::new(|| Box::pin(fetch_check())),
        device: Part::new(|| Box::pin(fetch_device())),
    }
}

/// The start page.
#[component]
pub fn InStart(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    // It has no page behind it.
    in_part(AppState::get().parts.start, lang, None, move || Box::pin(make_start(lang)))
}

/// A questionnaire's front page.
#[component]
pub fn InFront(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let lang = loaded.value.language;
    let back = (Route::new(lang, Place::Start).to_string(), Texts(lang).to_start().to_owned());
    let page = FrontPage::Front(loaded);
    in_part(AppState::get().parts.front, lang, Some(back), move || Box::pin(make_front(page.clone())))
}

/// A page of the part `result`.
#[component]
pub fn InResult(
    /// The page.
    page: ResultPage,
    /// The questionnaire.
    loaded: Loaded,
    /// Where it leads back to if it does not come.
    back: Back,
) -> impl IntoView {
    let lang = loaded.value.language;
    in_part(AppState::get().parts.result, lang, Some(back), move || Box::pin(make_result(page, loaded.clone())))
}

/// A page of the part `documents`.
#[component]
pub fn InDocuments(
    /// The page.
    page: DocumentsPage,
    /// The reader's language.
    lang: Lang,
    /// Where it leads back to if it does not come.
    back: Back,
) -> impl IntoView {
    in_part(AppState::get().parts.documents, lang, Some(back), move || Box::pin(make_documents(page.clone())))
}

/// One of the trainer's pages, a participant's, one of the coordinator's, the check of an installation, and what is saved.
#[component]
pub fn InRoom(
    /// The page.
    page: RoomPage,
    /// The reader's language.
    lang: Lang,
    /// Where it leads back to if it does not come.
    back: Back,
) -> impl IntoView {
    let parts = AppState::get().parts;
    let part = match page {
        RoomPage::Training(..) => parts.room,
        RoomPage::Join(..) => parts.join,
        RoomPage::Group(..) => parts.group,
        RoomPage::Check => parts.check,
        RoomPage::Device => parts.device,
    };
    in_part(part, lang, Some(back), move || match page.clone() {
        RoomPage::Training(id, page) => Box::pin(make_room(lang, id, page)),
        RoomPage::Join(id, query) => Box::pin(make_join(lang, id, query)),
        RoomPage::Group(id, page) => Box::pin(make_group(lang, id, page)),
        RoomPage::Check => Box::pin(make_check(lang)),
        RoomPage::Device => Box::pin(make_device(lang)),
    })
}

/// A page of a part that may have to be fetched. Follows how far that has come.
fn in_part(
    part: Part,
    lang: Lang,
    back: Option<Back>,
    make: impl Fn() -> Soon<Fetched<AnyView>> + Send + 'static,
) -> AnyView {
    let page = move || match part.wanted(lang) {
        // It is there: so the page is made at once, with the present owner.
        State::There => make().now_or_never().and_then(Result::ok),
        State::NotAsked | State::Underway => Some(view! { <Loading/> }.into_any()),
        State::Failed(fault) => Some(view! { <PartMissing part fault lang back=back.clone()/> }.into_any()),
    };
    view! { {move || fresh(page())} }.into_any()
}
