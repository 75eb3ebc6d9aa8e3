//! A list of links to questions.

use engine::model::questionnaire::{Question, Questionnaire};
use leptos::prelude::*;

use crate::route::Step;
use crate::state::AppState;

/// A list that leads to some questions of a questionnaire. `None` if there are none.
pub fn question_links<'q>(
    q: &Questionnaire,
    questions: impl Iterator<Item = &'q Question>,
    class: Option<&'static str>,
) -> Option<AnyView> {
    let state = AppState::get();
    let items = questions.map(|question| {
        let to = state.to(&q.id, Step::Question(question.id.clone()));
        view! { <li><a href=to>{question.text.clone()}</a></li> }.into_any()
    });
    let items: Vec<AnyView> = items.collect();
    (!items.is_empty()).then(|| view! { <ul class=class>{items}</ul> }.into_any())
}
