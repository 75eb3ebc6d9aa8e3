//! One choice of a question, to choose.

use std::sync::Arc;

use engine::model::answers::{Answer, AnswerField};
use engine::model::questionnaire::{Choice, Question, QuestionKind};
use leptos::prelude::*;
use web_sys::Event;

use crate::state::AppState;

/// A radio button or a check box for a choice, which answers the question in the active assessment. The whole row is the
/// label.
#[component]
pub fn ChoiceRow(
    /// The question.
    question: Arc<Question>,
    /// The choice.
    choice: Choice,
    /// The answer as it stands in the active assessment.
    answer: Memo<Answer>,
) -> impl IntoView {
    let state = AppState::get();
    let several = matches!(question.kind, QuestionKind::Several(_));
    let class = if choice.value.is_exclusive() { "choice choice-special" } else { "choice" };
    let (value, id) = (choice.id.clone(), choice.id.clone());
    let changed = move |event: Event| {
        let on = event_target_checked(&event);
        state.answer(&question.id, |answer| {
            let mut answer = answer.clone();
            answer.toggle(&question, &id, on);
            AnswerField::Choices(answer.choices)
        });
    };
    view! {
        <label class=class>
            <input
                type=if several { "checkbox" } else { "radio" }
                name="answer"
                value=value
                prop:checked=move || answer.with(|answer| answer.choices.contains(&choice.id))
                on:change=changed
            />
            <span>{choice.text}</span>
        </label>
    }
}
