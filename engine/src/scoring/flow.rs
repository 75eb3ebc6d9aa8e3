//! Which questions a respondent meets, and how far along one of them is.

use crate::model::answers::{AnswerState, Answers};
use crate::model::questionnaire::{Condition, Question, Questionnaire};

/// The questions that are shown with these answers, in order.
///
/// A condition holds only if its question is shown too: an answer left behind on a path not taken opens nothing.
#[must_use]
pub fn shown<'q>(questionnaire: &'q Questionnaire, answers: &Answers) -> Vec<&'q Question> {
    reached(questionnaire, |condition| answers.chose_any(&condition.question, &condition.choices))
}

/// The questions that are shown or may still be, depending on what has not been answered.
#[must_use]
pub fn possible<'q>(questionnaire: &'q Questionnaire, answers: &Answers) -> Vec<&'q Question> {
    reached(questionnaire, |condition| {
        let open = questionnaire
            .question(&condition.question)
            .is_some_and(|question| answers.state(question) == AnswerState::Unanswered);
        open || answers.chose_any(&condition.question, &condition.choices)
    })
}

fn reached(questionnaire: &Questionnaire, holds: impl Fn(&Condition) -> bool) -> Vec<&Question> {
    let mut ids: Vec<&str> = Vec::new();
    questionnaire
        .questions()
        .filter(|question| {
            let on = question.conditions.iter().all(|c| ids.contains(&c.question.as_str()) && holds(c));
            if on {
                ids.push(&question.id);
            }
            on
        })
        .collect()
}

/// How many of the questions that are shown have been answered in any way, and how many are shown.
#[must_use]
pub fn answered(questionnaire: &Questionnaire, answers: &Answers) -> (usize, usize) {
    let shown = shown(questionnaire, answers);
    let answered = shown.iter().filter(|question| answers.state(question) != AnswerState::Unanswered).count();
    (answered, shown.len())
}

/// A question's position among those shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The question's place, from 1.
    pub number: usize,
    /// How many questions are shown with the answers so far.
    pub total: usize,
    /// How many it can become; the same as `total` when no condition is open.
    pub at_most: usize,
}

/// The position of a question. `None` if the question is not shown.
#[must_use]
pub fn position(questionnaire: &Questionnaire, answers: &Answers, question: &str) -> Option<Position> {
    let shown = shown(questionnaire, answers);
    let number = shown.iter().position(|q| q.id == question)? + 1;
    Some(Position { number, total: shown.len(), at_most: possible(questionnaire, answers).len() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::answers::Answer;
    use crate::model::questionnaire::{Choice, ChoiceValue, QuestionKind, Section};

    /// 8 (ja/nej) opens 8a; 8a = ja opens 8b; 9 stands alone.
    fn questionnaire() -> Questionnaire {
        let question = |id: &str, condition: Option<&str>| Question {
            id: id.into(),
            kind: QuestionKind::Single(
                ["ja", "nej"].map(|id| Choice { id: id.into(), text: id.into(), value: ChoiceValue::Plain }).into(),
            ),
            conditions: condition
                .map(|q| Condition { question: q.into(), choices: vec!["ja".into()] })
                .into_iter()
                .collect(),
            ..Question::default()
        };
        let questions =
            vec![question("8", None), question("8a", Some("8")), question("8b", Some("8a")), question("9", None)];
        Questionnaire { sections: vec![Section { questions, ..Section::default() }], ..Questionnaire::default() }
    }

    #[track_caller]
    fn check(given: &[(&str, &str)], expect: &[&str], at_most: usize) {
        let answers: Answers = given.iter().map(|(q, c)| (*q, Answer::choosing([*c]))).collect();
        let questionnaire = questionnaire();
        let ids: Vec<_> = shown(&questionnaire, &answers).iter().map(|q| q.id.clone()).collect();
        assert_eq!(ids, expect);
        let at_nine = position(&questionnaire, &answers, "9").unwrap();
        assert_eq!(at_nine, Position { number: expect.len(), total: expect.len(), at_most });
    }

    #[test]
    fn a_condition_opens_and_closes_questions_and_changes_the_position() {
        check(&[], &["8", "9"], 4);
        check(&[("8", "ja")], &["8", "8a", "9"], 4);
        check(&[("8", "nej")], &["8", "9"], 2);
        check(&[("8", "ja"), ("8a", "ja")], &["8", "8a", "8b", "9"], 4);
    }

    #[test]
    fn an_answer_on_a_path_not_taken_opens_nothing() {
        check(&[("8", "nej"), ("8a", "ja")], &["8", "9"], 2);
    }

    #[test]
    fn a_hidden_question_has_no_place() {
        assert_eq!(position(&questionnaire(), &Answers::default(), "8a"), None);
    }
}
