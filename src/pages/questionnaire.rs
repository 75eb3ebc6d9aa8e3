//! The pages of one questionnaire: loads it, makes an assessment the active one, and shows the step the route names.

use engine::Lang;
use engine::model::questionnaire::Questionnaire;
use leptos::prelude::*;
use texts::Texts;

use crate::components::{fault_report, heading, loading};
use crate::load::{Fault, Loaded};
use crate::pages::split::{self, DocumentsPage, ResultPage};
use crate::pages::{front, not_found, question};
use crate::route::{Place, Route, Step};
use crate::state::AppState;
use crate::ui::{El, el, link, text_el};

/// One step of a questionnaire.
pub fn questionnaire(lang: Lang, id: &str, step: &Step) -> Vec<El> {
    let state = AppState::get();
    let t = Texts(lang);
    match state.shelf.questionnaire(lang, id).get() {
        None => vec![loading()],
        // The settings are on their way too, and what is shown depends on them.
        Some(_) if state.site.with(Option::is_none) => vec![loading()],
        Some(Err(fault)) if fault.is_absent() && !state.lists(|site| &site.questionnaires, id) => not_found(lang),
        Some(Err(fault)) => {
            let intro = matches!(fault, Fault::Faulty { .. }).then(|| text_el("p", t.faulty_intro()));
            vec![
                heading(t.faulty_title(), t.faulty_title()),
                el("div").children(intro).child(fault_report(&fault, lang)),
                text_el("p", t.answers_kept()),
                el("p").child(link(&Route::new(lang, Place::Start).to_string(), t.to_start())),
            ]
        }
        Some(Ok(loaded)) => shown(state, &loaded, step),
    }
}

/// The step of a questionnaire that has come. Follows only how far its part of the program has come.
fn shown(state: AppState, loaded: &Loaded, step: &Step) -> Vec<El> {
    let q = &loaded.value;
    if !matches!(step, Step::Front | Step::Paper { filled: false }) && !untrack(|| state.enter(loaded)) {
        return untrack(|| unknown_assessment(state, q));
    }
    let back = || (state.to(&q.id, Step::Front), Texts(q.language).to_questionnaire(&q.title));
    match step {
        Step::Front => untrack(|| front::front(loaded)),
        Step::Question(question) => untrack(|| question::question(loaded, question)),
        Step::Review => split::result(ResultPage::Review, loaded, back()),
        Step::Result => split::result(ResultPage::Result, loaded, back()),
        Step::Paper { filled } => split::documents(DocumentsPage::Paper(loaded.clone(), *filled), q.language, back()),
    }
}

/// What the page says when its address names an assessment that this device does not have.
fn unknown_assessment(state: AppState, q: &Questionnaire) -> Vec<El> {
    let t = Texts(q.language);
    vec![
        heading(t.unknown_assessment(), &format!("{} – {}", t.unknown_assessment(), q.title)),
        text_el("p", t.unknown_assessment_help()),
        el("p").child(link(&state.to(&q.id, Step::Front), &t.to_questionnaire(&q.title)).class("button")),
    ]
}
