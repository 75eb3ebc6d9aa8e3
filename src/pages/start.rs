//! The start page: the questionnaires.

use engine::Lang;
use engine::encoding::content::Summary;
use engine::model::id::Id;
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::Texts;

use crate::components::{HaveFile, Heading, Loading, TryAgain, fresh};
use crate::load::{self, Fault};
use crate::route::{Place, Route, Step};
use crate::state::AppState;

/// The questionnaires in the municipality's order, and a way in for those who have a result file.
#[component]
pub fn Start(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(lang);
    let content = move || {
        let ids = state.site.with(|site| site.as_ref().map(|site| site.questionnaires.clone()));
        let (Some(ids), Some(known)) = (ids, state.content.summaries(lang)) else {
            return view! { <Loading/> }.into_any();
        };
        let known = |id: &str| {
            let known = known.as_ref().ok()?.value.iter().find(|(of, _)| of == id);
            known.map(|(_, summary)| summary.clone())
        };
        let list = match ids.is_empty() {
            // What the settings name is not known, and a message above says so.
            true if state.site_fault.with(Option::is_some) => view! { <div></div> }.into_any(),
            true => view! { <p class="notice">{t.no_questionnaires()}</p> }.into_any(),
            false => {
                let cards = ids.into_iter().map(|id| view! { <Card lang known=known(&id) id/> }.into_any());
                view! { <ul class="cards">{cards.collect::<Vec<_>>()}</ul> }.into_any()
            }
        };
        let documents = Route::new(lang, Place::Documents(None)).to_string();
        view! {
            <Heading text=t.start_title() title=t.home()/>
            <p class="lead">{t.start_lead()}</p>
            {list}
            <HaveFile lang>
                <p><a href=documents>{t.start_documents()}</a></p>
            </HaveFile>
        }
        .into_any()
    };
    view! { {move || fresh(content())} }
}

/// One questionnaire. Shows what the build knew at once, and what the host has edited since as soon as it is read.
#[component]
fn Card(
    /// The reader's language.
    lang: Lang,
    /// What the build knew of it.
    known: Option<Summary>,
    /// The id of the questionnaire.
    id: String,
) -> impl IntoView {
    let state = AppState::get();
    let summary: RwSignal<Option<Result<Summary, Fault>>> = RwSignal::new(known.clone().map(Ok));
    let named = Id::new(&id);
    Effect::new(move |before: Option<()>| {
        state.content.attempts.track();
        let (named, known) = (named.clone(), known.clone());
        spawn_local(async move {
            let Some(id) = named else { return };
            let newer = load::newer_summary(lang, id, known.as_ref()).await;
            // The visitor may have left the page in the meantime. At first, what is on show is what the build knew.
            if before.is_some() || newer.is_some() {
                summary.try_set(newer.or(known.map(Ok)));
            }
        });
    });
    view! { <li>{move || fresh(card(state, lang, &id, summary.get()))}</li> }
}

fn card(state: AppState, lang: Lang, id: &str, summary: Option<Result<Summary, Fault>>) -> AnyView {
    let t = Texts(lang);
    let to = Route::to(lang, id, Step::Front).to_string();
    match summary {
        None => view! { <div class="card"><p class="loading">{t.loading()}</p></div> }.into_any(),
        Some(Ok(Summary { title, about, audience, minutes, .. })) => {
            let begun = (state.count(id) > 0).then(|| view! { <span class="tag">{t.begun()}</span> }.into_any());
            view! {
                <a class="card" href=to>
                    <h2>{title}</h2>
                    <p>{about}</p>
                    <p class="card-facts"><span>{t.minutes(minutes)}</span><span>{audience}</span>{begun}</p>
                </a>
            }
            .into_any()
        }
        Some(Err(fault)) => {
            let (count, show, again) = match &fault {
                Fault::Faulty { diagnostics, .. } => {
                    (format!(" {}.", t.has_faults(diagnostics.len())), t.show_faults(), None)
                }
                _ => (String::new(), t.show_why(), Some(view! { <TryAgain lang/> }.into_any())),
            };
            view! {
                <div class="card card-faulty">
                    <h2>{id.to_owned()}</h2>
                    <p>{format!("{}.{count}", t.faulty_title())}</p>
                    <p class="buttons"><a href=to>{show}</a>{again}</p>
                </div>
            }
            .into_any()
        }
    }
}
