//! The pages of one questionnaire: loads it, puts an assessment on the desk, and shows the step the route names.

use std::sync::Arc;

use engine::Lang;
use engine::content::Compiled;
use engine::questionnaire::Questionnaire;
use leptos::prelude::*;

use crate::components::{FaultReport, Heading, Loading};
use crate::desk::Desk;
use crate::pages::front::Front;
use crate::pages::question::QuestionPage;
use crate::pages::result::ResultPage;
use crate::pages::review::Review;
use crate::route::{Place, Route, Step};
use crate::texts::Texts;

/// A questionnaire with the digest of its Markdown.
pub type Loaded = Arc<Compiled<Questionnaire>>;

/// One step of a questionnaire.
#[component]
pub fn QuestionnairePages(
    /// The language.
    lang: Lang,
    /// The questionnaire's id.
    id: String,
    /// How far into it.
    step: Step,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let fetched = desk.questionnaire(lang, &id);
    move || match fetched.get() {
        None => view! { <Loading/> }.into_any(),
        Some(Err(fault)) => {
            let t = Texts(lang);
            view! {
                <Heading text=t.faulty_title().to_owned()/>
                <p>{t.faulty_intro()}</p>
                <FaultReport fault lang/>
                <p><a href=Route::new(lang, Place::Start).to_string()>{t.to_start()}</a></p>
            }
            .into_any()
        }
        Some(Ok(loaded)) => {
            untrack(|| desk.enter(&loaded));
            match step.clone() {
                Step::Front => view! { <Front loaded/> }.into_any(),
                Step::Question(question) => view! { <QuestionPage loaded question/> }.into_any(),
                Step::Review => view! { <Review loaded/> }.into_any(),
                Step::Result => view! { <ResultPage loaded/> }.into_any(),
            }
        }
    }
}
