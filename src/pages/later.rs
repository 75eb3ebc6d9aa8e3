//! What comes after the start page, and what of it can wait until the visitor can use the rest: the part `front`, which is
//! fetched then.

use std::sync::Arc;
use std::time::Duration;

use engine::Lang;
use engine::encoding::content::Summary;
use engine::model::answers::Answers;
use engine::model::id::Id;
use engine::model::questionnaire::Question;
use engine::results::migration::migrate;
use engine::scoring::score;
use futures::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::wasm_split;
use texts::Explain;

use crate::browser::format::BROWSER;
use crate::browser::page;
use crate::components::{HaveFile, PartNotice, fresh};
use crate::load::{self, Fault, Loaded};
use crate::pages::beside::Beside;
use crate::pages::front::Front;
use crate::pages::offline::{self, NewRelease};
use crate::parts::{Fetched, Part, PartFault, Soon, State};
use crate::state::AppState;

/// How long a visitor has the network alone.
const UNDISTURBED: Duration = Duration::from_secs(5);

/// What is in the part `front`.
#[derive(Clone)]
pub enum FrontPage {
    /// A questionnaire's front page.
    Front(Loaded),
    /// The start page's way in for those who have a result file.
    HaveFile(Lang),
    /// What is said beside some questions.
    Beside(Loaded, Arc<Question>),
    /// The offer of a new release.
    NewRelease(Lang),
}

#[wasm_split(front, wasm_split_path = leptos::wasm_split, preload(fetch_front), fallible)]
pub fn make_front(page: FrontPage) -> Fetched<AnyView> {
    Ok(match page {
        FrontPage::Front(loaded) => view! { <Front loaded/> }.into_any(),
        FrontPage::HaveFile(lang) => view! { <HaveFile lang/> }.into_any(),
        FrontPage::Beside(loaded, question) => view! { <Beside loaded question/> }.into_any(),
        FrontPage::NewRelease(lang) => view! { <NewRelease lang/> }.into_any(),
    })
}

/// The part `front`, not fetched yet.
#[must_use]
pub fn front_part() -> Part {
    Part::new(|| Box::pin(fetch_front()))
}

/// The way in for those who have a result file. Its part is fetched once the rest can be used.
#[component]
pub fn HaveFileSoon(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let part = AppState::get().parts.front;
    let is_time = RwSignal::new(false);
    page::soon(move || {
        is_time.try_set(true);
    });
    let again = move || {
        // The button goes: the focus must not go with it.
        page::focus("main");
        part.fetch(lang);
    };
    let section = move || match is_time.get().then(|| part.wanted(lang)) {
        Some(State::There) => make_front(FrontPage::HaveFile(lang)).now_or_never().and_then(Result::ok),
        Some(State::Failed(PartFault { message, .. })) => {
            Some(view! { <div role="alert"><PartNotice message lang again/></div> }.into_any())
        }
        Some(State::NotAsked | State::Underway) | None => None,
    };
    view! { {move || fresh(section())} }
}

/// What is said beside a question, once its part is there: the question can do without, and does not ask for it.
#[component]
pub fn BesideSoon(
    /// The questionnaire.
    loaded: Loaded,
    /// The question.
    question: Arc<Question>,
) -> impl IntoView {
    let part = AppState::get().parts.front;
    let beside = move || {
        let page = FrontPage::Beside(loaded.clone(), question.clone());
        part.is_there().then(|| make_front(page).now_or_never().and_then(Result::ok)).flatten()
    };
    view! { <div>{move || fresh(beside())}</div> }
}

#[wasm_split(front, wasm_split_path = leptos::wasm_split, fallible)]
fn make_kept(state: AppState) -> Fetched<()> {
    offline::keep(state);
    Ok(())
}

/// Keeps the site for when there is no network, once the visitor has had time for what they came for.
pub fn keep_soon(state: AppState) {
    page::after(UNDISTURBED, move || {
        spawn_local(async move {
            let lang = state.lang_untracked();
            if state.parts.front.fetched(lang).await.is_ok() {
                // The part has just come.
                let _ = make_kept(state).await;
            }
        });
    });
}

/// The offer of a new release, if there is one.
pub fn newer_release(state: AppState) -> Option<AnyView> {
    let page = FrontPage::NewRelease(state.lang());
    state.has_newer.get().then(|| make_front(page).now_or_never().and_then(Result::ok)).flatten()
}

/// What [`load::newer_summary`] finds out.
type Newer = Soon<Option<Result<Summary, Fault>>>;

#[wasm_split(front, wasm_split_path = leptos::wasm_split, fallible)]
fn make_newer(lang: Lang, id: Id, known: Option<Summary>) -> Fetched<Newer> {
    Ok(Box::pin(async move { load::newer_summary(lang, id, known.as_ref()).await }))
}

/// What the start page says of a questionnaire, if it is not what the build knew.
pub async fn newer_summary(lang: Lang, id: Id, known: Option<Summary>) -> Option<Result<Summary, Fault>> {
    let is_known = known.is_some();
    match make_newer(lang, id, known).await {
        Ok(newer) => newer.await,
        // What finds out did not come. The questionnaire's own page says why.
        Err(_) => (!is_known).then_some(Err(Fault::Offline)),
    }
}

#[wasm_split(result, wasm_split_path = leptos::wasm_split, fallible)]
fn make_figure(loaded: Loaded, answers: Answers) -> Fetched<Option<String>> {
    let q = &loaded.value;
    let (answers, _) = migrate(q, &answers);
    let whole = score(q, &answers).whole;
    Ok(whole.figure.share().map(|_| Explain::new(q, BROWSER).headline(&whole).0))
}

/// What answers have come to, in short. `None` if the questionnaire gives no figure of the whole, or something did not come.
pub async fn figure(lang: Lang, id: Id, answers: Answers) -> Option<String> {
    let loaded = load::questionnaire(lang, id).await.ok()?;
    make_figure(loaded, answers).await.ok()?
}
