//! A list of links to questions.

use engine::model::questionnaire::{Question, Questionnaire};

use crate::route::Step;
use crate::state::AppState;
use crate::ui::{El, el, link};

/// A list that leads to some questions of a questionnaire; nothing where there are none.
pub fn question_links<'q>(q: &Questionnaire, questions: impl Iterator<Item = &'q Question>) -> Option<El> {
    let state = AppState::get();
    let items: Vec<El> = questions
        .map(|question| {
            let to = state.to(&q.id, Step::Question(question.id.clone()));
            el("li").child(link(&to, &question.text))
        })
        .collect();
    (!items.is_empty()).then(|| el("ul").children(items))
}
