//! The pages of one questionnaire: loads it, makes an assessment the active one, and shows the step the route names.

use engine::Lang;
use leptos::prelude::*;
use texts::Texts;

use crate::components::Heading;
use crate::load::Loaded;
use crate::pages::of_questionnaire::of_questionnaire;
use crate::pages::question::QuestionPage;
use crate::pages::split::{DocumentsPage, InDocuments, InFront, InResult, ResultPage};
use crate::route::Step;
use crate::state::AppState;

/// One step of a questionnaire.
#[component]
pub fn Questionnaire(
    /// The questionnaire's language.
    lang: Lang,
    /// Its id.
    id: String,
    /// The step.
    step: Step,
) -> impl IntoView {
    of_questionnaire(lang, id, Box::new(move |loaded| view! { <StepPage loaded step=step.clone()/> }.into_any()))
}

/// The step of a questionnaire that has come.
#[component]
fn StepPage(
    /// The questionnaire.
    loaded: Loaded,
    /// The page.
    step: Step,
) -> impl IntoView {
    let state = AppState::get();
    let q = &loaded.value;
    let lang = q.language;
    if !matches!(step, Step::Front | Step::Paper { filled: false }) && !state.enter(&loaded) {
        return view! { <UnknownAssessment loaded/> }.into_any();
    }
    let back = (state.to(&q.id, Step::Front), Texts(lang).to_questionnaire(&q.title));
    match step {
        Step::Front => view! { <InFront loaded/> }.into_any(),
        Step::Question(id) => view! { <QuestionPage loaded id/> }.into_any(),
        Step::Review => view! { <InResult page=ResultPage::Review loaded back/> }.into_any(),
        Step::Result(_) => view! { <InResult page=ResultPage::Result loaded back/> }.into_any(),
        Step::Paper { filled } => {
            view! { <InDocuments page=DocumentsPage::Paper(loaded, filled) lang back/> }.into_any()
        }
    }
}

/// What the page says when its address names an assessment that this device does not have.
#[component]
fn UnknownAssessment(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let q = &loaded.value;
    let t = Texts(q.language);
    let front = AppState::get().to(&q.id, Step::Front);
    view! {
        <Heading text=t.unknown_assessment() title=format!("{} – {}", t.unknown_assessment(), q.title)/>
        <p>{t.unknown_assessment_help()}</p>
        <p><a class="button" href=front>{t.to_questionnaire(&q.title)}</a></p>
    }
}
