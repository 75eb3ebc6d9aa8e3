//! What is said beside some questions: how the same question was answered in another questionnaire, and who takes reports.

use std::sync::Arc;

use engine::encoding::content::Summaries;
use engine::model::answers::{Answer, AnswerField};
use engine::model::questionnaire::{Question, QuestionRef};
use engine::results::assessment::Assessment;
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
    let says = (question.reports && !recipient.is_empty()).then(|| Texts(lang).reports_go_to(&recipient));
    let own = {
        let id = question.id.clone();
        Memo::new(move |_| state.answers().get(&id).cloned().unwrap_or_default())
    };
    // Before the answer to a knowledge question it would give the answer away.
    let is_knowledge = loaded.value.scoring.kind.has_right_answers();
    let recipient = move || {
        let says = says.clone().filter(|_| !is_knowledge || own.with(|own| !own.choices.is_empty()))?;
        Some(view! { <p class="hint">{says}</p> }.into_any())
    };
    let offer = move || offer(state, &loaded, &question, &own.get());
    view! {
        <div role="status">
            {move || fresh(recipient())}
            {move || fresh(offer())}
        </div>
    }
}

/// How the same question of another questionnaire was answered, in the newest assessment on the device. Where the choices are
/// the same the answer can be used here. Nothing is used unasked.
fn offer(state: AppState, loaded: &Loaded, question: &Arc<Question>, own: &Answer) -> Option<AnyView> {
    let (q, lang) = (&loaded.value, loaded.value.language);
    let t = Texts(lang);
    let measure = question.measure(&q.id);
    let others = state.site.with_untracked(|site| site.questionnaires.clone());
    let others: Vec<String> = others.into_iter().filter(|id| *id != q.id).collect();
    // Without another questionnaire's answers nothing is fetched.
    let answered: Vec<Assessment> = untrack(|| others.iter().filter_map(|id| state.newest(id)).collect());
    let known = (!answered.is_empty()).then(|| state.content.summaries(lang)).flatten()?.ok()?;
    let asked_there = |assessment: &Assessment| {
        let id = same_in(&known.value, &assessment.questionnaire.id, &measure)?;
        let is_answered = assessment.answers.get(&id).is_some_and(|answer| !answer.choices.is_empty());
        is_answered.then_some(id)
    };
    let asked = answered.iter().filter_map(|assessment| Some((assessment, asked_there(assessment)?)));
    let (newest, id) = asked.max_by(|(a, _), (b, _)| a.dated().cmp(b.dated()))?;
    let other = state.content.questionnaire(lang, &newest.questionnaire.id)?.ok()?;
    let asked = other.value.question(&id)?;
    let answers = migrate(&other.value, &newest.answers).0;
    let given = answers.get(&id).filter(|answer| !answer.choices.is_empty())?;
    let has_same_choices = asked.kind == question.kind;
    if has_same_choices && own.choices == given.choices {
        return None;
    }
    let words = t.list(&t.in_words(given, asked));
    let says = t.same_answered(&words, &other.value.title, &format::day(newest.dated(), lang));
    let can_use = has_same_choices && own.choices.is_empty();
    let button = can_use.then(|| use_button(state, question, given, t));
    Some(view! { <div class="notice"><p>{says}</p>{button}</div> }.into_any())
}

/// The id of the question that measures the same in a questionnaire. `None` if it has none.
fn same_in(known: &Summaries, questionnaire: &str, measure: &QuestionRef) -> Option<String> {
    if measure.questionnaire == questionnaire {
        return Some(measure.question.clone());
    }
    let (_, summary) = known.iter().find(|(id, _)| id == questionnaire)?;
    summary.same.iter().find(|(_, same)| same == measure).map(|(id, _)| id.clone())
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
