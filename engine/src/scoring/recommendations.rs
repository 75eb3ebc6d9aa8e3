//! What to do after the weak answers, the most important first.

use crate::model::answers::Answers;
use crate::model::questionnaire::{Question, Questionnaire, Recommendation};
use crate::scoring::flow;

/// A recommendation that an answer has triggered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TriggeredRecommendation<'q> {
    /// The question that was answered.
    pub question: &'q Question,
    /// What its author recommends after that answer.
    pub recommendation: &'q Recommendation,
}

impl TriggeredRecommendation<'_> {
    /// An id of the recommendation within its questionnaire: the same each time.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}-{}", self.question.id, self.recommendation.choices.join("-"))
    }
}

/// The recommendations that the answers trigger.
///
/// First those for the lowest level, since no level is reached before the one below; then those where most points are
/// missing (weight times the share not given); then in the questionnaire's order.
#[must_use]
pub fn triggered<'q>(questionnaire: &'q Questionnaire, answers: &Answers) -> Vec<TriggeredRecommendation<'q>> {
    let mut triggered: Vec<(u8, f64, TriggeredRecommendation<'q>)> = Vec::new();
    for question in flow::shown(questionnaire, answers) {
        let level = question.level.unwrap_or(0);
        let lost = question.weight * (1.0 - answers.state(question).share());
        for recommendation in &question.recommendations {
            if answers.chose_any(&question.id, &recommendation.choices) {
                // Behind its equals, so that they keep the questionnaire's order.
                let at = triggered.partition_point(|(l, m, _)| *l < level || (*l == level && *m >= lost));
                triggered.insert(at, (level, lost, TriggeredRecommendation { question, recommendation }));
            }
        }
    }
    triggered.into_iter().map(|(_, _, triggered)| triggered).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::answers::Answer;
    use crate::model::questionnaire::{Choice, ChoiceValue, QuestionKind, Section};

    fn question(id: &str, level: Option<u8>, weight: f64) -> Question {
        let choice = |id: &str, points| Choice { id: id.into(), text: id.into(), value: ChoiceValue::Score(points) };
        let recommendation =
            Recommendation { choices: vec!["nej".into(), "delvis".into()], ..Recommendation::default() };
        Question {
            id: id.into(),
            level,
            weight,
            kind: QuestionKind::Single(vec![choice("ja", 1.0), choice("delvis", 0.5), choice("nej", 0.0)]),
            recommendations: vec![recommendation],
            ..Question::default()
        }
    }

    #[test]
    fn lowest_level_first_then_most_points_missing_then_the_questionnaires_order() {
        let questions = vec![
            question("a", Some(2), 9.0),
            question("b", Some(1), 1.0),
            question("c", Some(1), 3.0),
            question("d", Some(1), 1.0),
            question("e", Some(1), 1.0),
            question("f", Some(1), 1.0),
        ];
        let sections = vec![Section { questions, ..Section::default() }];
        let questionnaire = Questionnaire { sections, ..Questionnaire::default() };
        let given = [("a", "nej"), ("b", "delvis"), ("c", "nej"), ("d", "nej"), ("e", "nej"), ("f", "ja")];
        let answers: Answers = given.iter().map(|(q, c)| (*q, Answer::choosing([*c]))).collect();
        let order: Vec<_> = triggered(&questionnaire, &answers).iter().map(|c| c.question.id.as_str()).collect();
        assert_eq!(order, ["c", "d", "e", "b", "a"]);
    }
}
