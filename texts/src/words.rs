//! Words for what the engine knows as values.

use engine::directives::example::Statement;
use engine::model::answers::Answer;
use engine::model::questionnaire::{Question, QuestionKind};
use engine::results::plan::ActionStatus;

use crate::Texts;

impl Texts {
    /// An answer, a line for each choice. What the question does not ask for is left out.
    #[must_use]
    pub fn in_words(self, answer: &Answer, question: &Question) -> Vec<String> {
        match &question.kind {
            QuestionKind::Single(_) | QuestionKind::Several(_) => {
                // In the question's order, and each once, whatever a file may hold.
                let chosen = question.choices().iter().filter(|choice| answer.choices.contains(&choice.id));
                chosen.map(|choice| choice.text.clone()).collect()
            }
            QuestionKind::Text => answer.written_text().map(str::to_owned).into_iter().collect(),
            QuestionKind::Number(field) => {
                let number = answer.number.iter().map(|number| format!("{} {}", number.written(self.0), field.unit));
                number.map(|number| number.trim_end().to_owned()).collect()
            }
        }
    }

    /// How far an action has come.
    #[must_use]
    pub fn action_status(self, status: ActionStatus) -> &'static str {
        match status {
            ActionStatus::Planned => self.0.pick("Planerad", "Planned"),
            ActionStatus::Ongoing => self.0.pick("Pågår", "Under way"),
            ActionStatus::Done => self.0.pick("Klar", "Done"),
        }
    }

    /// The answer to a statement of a worked example.
    #[must_use]
    pub fn example_answer(self, statement: &Statement) -> &'static str {
        match statement.answer.as_deref() {
            Some("ja") => self.0.pick("Ja", "Yes"),
            Some("delvis") => self.0.pick("Delvis", "Partly"),
            Some("nej") => self.0.pick("Nej", "No"),
            Some("vet-inte") => self.dont_know(),
            Some("kan-inte-bedomas") => self.cannot_assess(),
            Some("ej-tillampligt") => self.not_applicable(),
            Some(_) | None => self.0.pick("Obesvarad", "Not answered"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use engine::Lang;
    use engine::directives::example::CHOICES;
    use engine::model::questionnaire::{Choice, ChoiceValue};

    use super::*;

    #[test]
    fn an_answer_names_each_choice_once_in_the_questions_order() {
        let choice = |id: &str| Choice { id: id.into(), text: id.into(), value: ChoiceValue::Plain };
        let kind = QuestionKind::Several(["a", "b"].map(choice).into());
        let chosen = Answer::choosing(["b", "a", "borta", "b", "a"]);
        assert_eq!(Texts(Lang::Sv).in_words(&chosen, &Question { kind, ..Question::default() }), ["a", "b"]);
    }

    #[test]
    fn every_answer_of_an_example_has_its_own_words() {
        for lang in Lang::ALL {
            let answers = CHOICES.iter().map(|(id, _)| Some((*id).to_owned())).chain([None]);
            let words = answers.map(|answer| Texts(lang).example_answer(&Statement { level: None, answer }));
            assert_eq!(words.collect::<BTreeSet<_>>().len(), CHOICES.len() + 1, "{lang:?}");
        }
    }
}
