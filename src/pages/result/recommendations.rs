//! What to do, first things first.

use engine::model::answers::Answers;
use engine::model::questionnaire::ScoringKind;
use engine::scoring::recommendations::{self, TriggeredRecommendation};
use leptos::prelude::*;
use texts::Texts;

use crate::components::RichText;
use crate::load::Loaded;
use crate::pages::plan::{AddToPlan, action_for};
use crate::route::Step;
use crate::state::AppState;

/// The recommendations that the answers trigger. `None` if there are no answers, or if only knowledge is checked.
#[component]
pub fn Recommendations(
    /// The questionnaire.
    loaded: Loaded,
    /// The answers.
    answers: Answers,
) -> impl IntoView {
    let state = AppState::get();
    let q = &loaded.value;
    let t = Texts(q.language);
    if q.scoring.kind == ScoringKind::Knowledge || answers.is_empty() {
        return None;
    }
    let rows = recommendations::triggered(q, &answers).into_iter().map(|triggered| {
        let TriggeredRecommendation { question, recommendation } = triggered;
        let answer = answers.get(&question.id).map(|answer| t.in_words(answer, question)).unwrap_or_default();
        let to = state.to(&q.id, Step::Question(question.id.clone()));
        view! {
            <li>
                <RichText blocks=&recommendation.text/>
                <p class="owner">{t.owner()}": "<strong>{recommendation.owner.clone()}</strong></p>
                <p class="hint"><a href=to>{t.after_answer(&question.text, &answer.join(", "))}</a></p>
                <AddToPlan action=action_for(&triggered) t/>
            </li>
        }
        .into_any()
    });
    let rows: Vec<_> = rows.collect();
    let list = match rows.is_empty() {
        true => view! { <p>{t.nothing_to_do()}</p> }.into_any(),
        false => view! { <ol class="to-do">{rows}</ol> }.into_any(),
    };
    Some(view! { <section><h2>{t.to_do()}</h2>{list}</section> }.into_any())
}
