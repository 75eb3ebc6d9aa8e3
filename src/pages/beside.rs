//! What is said beside some questions: how another questionnaire's same question was answered, and who takes reports.

use std::sync::Arc;

use engine::model::answers::{Answer, AnswerField};
use engine::model::questionnaire::{Question, QuestionRef};
use engine::results::migration::migrate;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::{format, page};
use crate::components::{Button, fresh};
use crate::load::Loaded;
use crate::state::AppState;

/// What is said beside a question.
#[component]
pub fn Beside(
    /// The questionnaire.
    loaded: Loaded,
    /// The question.
    question: Arc<Question>,
) -> impl IntoView {
    let state = AppState::get();
    let lang = loaded.value.language;
    let recipient = state.site.with_untracked(|site| site.incident_recipient.get(lang).to_owned());
    let recipient = (question.reports && !recipient.is_empty())
        .then(|| view! { <p class="hint">{Texts(lang).reports_go_to(&recipient)}</p> }.into_any());
    let same = question.same_as.clone();
    let same = same.map(|same| view! { <SameAs loaded question same/> }.into_any());
    view! { {recipient} {same} }
}

/// How the same question of another questionnaire was answered, in the newest assessment on the device. Where the choices are
/// the same the answer can be used here. Nothing is used unasked.
#[component]
fn SameAs(
    /// The questionnaire.
    loaded: Loaded,
    /// The question.
    question: Arc<Question>,
    /// The same question of the other one.
    same: QuestionRef,
) -> impl IntoView {
    let state = AppState::get();
    let lang = loaded.value.language;
    let t = Texts(lang);
    let newest = untrack(|| state.newest(&same.questionnaire));
    let own = {
        let id = question.id.clone();
        Memo::new(move |_| state.answers().get(&id).cloned().unwrap_or_default())
    };
    let offer = move || {
        let newest = newest.as_ref()?;
        let other = state.content.questionnaire(lang, &same.questionnaire)?.ok()?;
        let asked = other.value.question(&same.question)?;
        let answers = migrate(&other.value, &newest.answers).0;
        let given = answers.get(&asked.id).filter(|answer| !answer.choices.is_empty())?;
        let has_same_choices = asked.kind == question.kind;
        let own = own.get();
        if has_same_choices && own.choices == given.choices {
            return None;
        }
        let words = t.list(&t.in_words(given, asked));
        let says = t.same_answered(&words, &other.value.title, &format::day(newest.dated(), lang));
        let can_use = has_same_choices && own.choices.is_empty();
        let button = can_use.then(|| use_button(state, &question, given, t));
        Some(view! { <div class="notice"><p>{says}</p>{button}</div> }.into_any())
    };
    view! { <div role="status">{move || fresh(offer())}</div> }
}

fn use_button(state: AppState, question: &Question, given: &Answer, t: Texts) -> AnyView {
    let (id, choices) = (question.id.clone(), given.choices.clone());
    let run = move || {
        state.answer(&id, |_| AnswerField::Choices(choices.clone()));
        // The button goes: the focus must not go with it.
        page::focus("input[name=answer]:checked");
    };
    view! { <p><Button class="button button-quiet" text=t.use_answer() run/></p> }.into_any()
}
