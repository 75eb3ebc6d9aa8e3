//! The start page: the questionnaires.

use engine::Lang;
use engine::encoding::content::Summary;
use engine::model::id::Id;
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::Texts;

use crate::components::{have_file, heading, loading, try_again};
use crate::load::{self, Fault};
use crate::route::{Place, Route, Step};
use crate::state::AppState;
use crate::ui::{El, el, keep, link, text_el};

/// The questionnaires in the municipality's order, and a way in for those who have a result file.
pub fn start(lang: Lang) -> Vec<El> {
    let t = Texts(lang);
    let state = AppState::get();
    let ids = state.site.with(|site| site.as_ref().map(|site| site.questionnaires.clone()).unwrap_or_default());
    let Some(known) = state.shelf.summaries(lang).get() else { return vec![loading()] };
    let known = |id: &str| {
        let known = known.as_ref().ok()?.value.iter().find(|(of, _)| of == id);
        known.map(|(_, summary)| summary.clone())
    };
    let list = match ids.is_empty() {
        // What the settings name is not known, and that is told above.
        true if state.site_fault.with(Option::is_some) => el("div"),
        true => text_el("p", t.no_questionnaires()).class("notice"),
        false => el("ul").class("cards").children(ids.into_iter().map(|id| card(state, lang, known(&id), id))),
    };
    let documents = link(&Route::new(lang, Place::Documents(None)).to_string(), t.start_documents());
    let file = have_file(lang).child(el("p").child(documents));
    vec![heading(t.start_title(), t.home()), text_el("p", t.start_lead()).class("lead"), list, file]
}

/// One questionnaire. Shows what the build knew at once, and what the host has edited since as soon as it is read.
fn card(state: AppState, lang: Lang, known: Option<Summary>, id: String) -> El {
    let summary: RwSignal<Option<Result<Summary, Fault>>> = RwSignal::new(known.clone().map(Ok));
    let named = Id::new(&id);
    let mut again = false;
    keep(move || {
        state.shelf.attempts.track();
        let (named, known, is_again) = (named.clone(), known.clone(), again);
        again = true;
        spawn_local(async move {
            let Some(id) = named else { return };
            let newer = load::newer_summary(lang, id, known.as_ref()).await;
            // The visitor may have left the page in the meantime. At first, what is on show is what the build knew.
            if is_again || newer.is_some() {
                summary.try_set(newer.or(known.map(Ok)));
            }
        });
    });
    el("li").live(move || [content(state, lang, &id, summary.get())])
}

fn content(state: AppState, lang: Lang, id: &str, summary: Option<Result<Summary, Fault>>) -> El {
    let t = Texts(lang);
    let to = Route::to(lang, id, Step::Front).to_string();
    match summary {
        None => el("div").class("card").child(text_el("p", t.loading()).class("loading")),
        Some(Ok(Summary { title, about, audience, minutes, .. })) => {
            let begun = (state.count(id) > 0).then(|| text_el("span", t.begun()).class("tag"));
            let facts = el("p").class("card-facts").child(text_el("span", &t.minutes(minutes)));
            let facts = facts.child(text_el("span", &audience)).children(begun);
            link(&to, "").class("card").child(text_el("h2", &title)).child(text_el("p", &about)).child(facts)
        }
        Some(Err(fault)) => {
            let (count, show, again) = match &fault {
                Fault::Faulty { diagnostics, .. } => {
                    (format!(" {}.", t.has_faults(diagnostics.len())), t.show_faults(), None)
                }
                _ => (String::new(), t.show_why(), Some(try_again(lang))),
            };
            el("div")
                .class("card card-faulty")
                .child(text_el("h2", id))
                .child(text_el("p", &format!("{}.{count}", t.faulty_title())))
                .child(el("p").class("buttons").child(link(&to, show)).children(again))
        }
    }
}
