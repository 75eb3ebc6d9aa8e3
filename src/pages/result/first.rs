//! The one thing to do first.

use engine::model::answers::Answers;
use engine::model::questionnaire::ScoringKind;
use engine::scoring::recommendations;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::page::fresh_id;
use crate::components::RichText;
use crate::load::Loaded;
use crate::pages::result::plan::{AddToPlan, action_for};
use crate::route::{Step, Tab};
use crate::state::AppState;

/// The most important recommendation, what it is good for, and the way to the others. `None` if there are no answers, or if
/// only knowledge is checked.
#[component]
pub fn First(
    /// The questionnaire.
    loaded: Loaded,
    /// The answers.
    answers: Answers,
) -> impl IntoView {
    let q = &loaded.value;
    let t = Texts(q.language);
    if q.scoring.kind == ScoringKind::Knowledge || answers.is_empty() {
        return None;
    }
    let triggered = recommendations::triggered(q, &answers);
    let content = match triggered.first() {
        None => view! { <p>{t.nothing_to_do()}</p> }.into_any(),
        Some(first) => {
            let area = q.section_of(&first.question.id).map(|section| section.title.clone()).unwrap_or_default();
            let lifts = match first.question.level {
                Some(level) => t.missing_for(level, &area),
                None => t.in_area(&area),
            };
            let owner = &first.recommendation.owner;
            let owner = (!owner.is_empty()).then(|| format!(" {}: {owner}.", t.owner()));
            let described = fresh_id();
            let all = AppState::get().to(&q.id, Step::Result(Tab::ToDo));
            view! {
                <div class="first-text"><RichText blocks=&first.recommendation.text id=described.clone()/></div>
                <p>{lifts}{owner}</p>
                <div class="first-ways">
                    <AddToPlan action=action_for(first) described t/>
                    <p><a href=all>{t.see_all(triggered.len())}</a></p>
                </div>
            }
            .into_any()
        }
    };
    Some(view! { <section class="first"><h2>{t.do_first()}</h2>{content}</section> }.into_any())
}
