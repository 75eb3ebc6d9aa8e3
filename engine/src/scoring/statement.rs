//! A scored question with its answer: what the rules look at.

use super::rating::Rating;
use crate::model::answers::AnswerState;
use crate::model::questionnaire::Question;

/// A scored question that is shown, and what its answer counts as.
#[derive(Debug, Clone, Copy)]
pub(super) struct Statement<'q> {
    pub question: &'q Question,
    pub state: AnswerState,
}

impl Statement<'_> {
    /// What it gives and could give, in points of its weight. `None` if it does not count.
    pub fn points(&self) -> Option<(f64, f64)> {
        let weight = self.question.weight;
        match self.state {
            AnswerState::Answered(share) => Some((share * weight, weight)),
            AnswerState::DontKnow => Some((0.0, weight)),
            AnswerState::NotApplicable | AnswerState::CannotAssess | AnswerState::Unanswered => None,
        }
    }

    /// How far it is fulfilled. What is not known fulfils nothing. `None` if it is not applicable.
    pub fn rating(&self) -> Option<Rating> {
        match self.state {
            AnswerState::Answered(share) => Some(Rating::from_share(share)),
            AnswerState::DontKnow | AnswerState::CannotAssess | AnswerState::Unanswered => Some(Rating::Not),
            AnswerState::NotApplicable => None,
        }
    }

    /// Whether it is still open how far it is fulfilled.
    pub fn is_open(&self) -> bool {
        match self.state {
            AnswerState::CannotAssess | AnswerState::Unanswered => true,
            AnswerState::Answered(_) | AnswerState::DontKnow | AnswerState::NotApplicable => false,
        }
    }

    pub fn id(&self) -> String {
        self.question.id.clone()
    }
}

/// A count that fits the result file: no questionnaire comes near its limit.
pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
