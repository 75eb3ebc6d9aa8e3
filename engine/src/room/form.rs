//! Forms that were filled in on paper, as somebody types them in: `1a 2c 3bd`.

use crate::model::answers::{Answer, Answers};
use crate::model::questionnaire::{Question, QuestionKind};
use crate::room::chat::letter;

/// The answers of one form. The questions have their numbers by their order, from 1; what is left out is unanswered.
///
/// # Errors
/// The first word that is no answer to any of the questions, or answers one for the second time.
pub fn read_form(text: &str, questions: &[&Question]) -> Result<Answers, String> {
    let mut answers = Answers::default();
    for word in text.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|word| !word.is_empty()) {
        let (question, chosen) = answer(word, questions).ok_or(word)?;
        if answers.get(&question.id).is_some() {
            return Err(word.to_owned());
        }
        answers.set(&question.id, Answer::choosing(chosen));
    }
    Ok(answers)
}

/// The question that a word answers, and the ids of the choices.
fn answer<'q>(word: &str, questions: &[&'q Question]) -> Option<(&'q Question, Vec<String>)> {
    let at = word.find(|c: char| !c.is_ascii_digit())?;
    let number: usize = word[..at].parse().ok()?;
    let question = questions.get(number.checked_sub(1)?)?;
    let mut chosen: Vec<String> = Vec::new();
    for of in word[at..].trim_start_matches(['.', ':', ')']).to_lowercase().chars() {
        let choices = question.choices().iter().enumerate();
        let (_, choice) = choices.into_iter().find(|(place, _)| letter(*place) == of)?;
        if !chosen.contains(&choice.id) {
            chosen.push(choice.id.clone());
        }
    }
    let is_single = !matches!(question.kind, QuestionKind::Several(_));
    (!(chosen.is_empty() || is_single && chosen.len() > 1)).then_some((question, chosen))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::questionnaire::{Choice, ChoiceValue};

    fn questions() -> Vec<Question> {
        let choices = || -> Vec<Choice> {
            let choice = |id: &str| Choice { id: id.into(), text: id.into(), value: ChoiceValue::Plain };
            ["ja", "nej", "vet-inte"].map(choice).into()
        };
        let question = |id: &str, kind| Question { id: id.into(), kind, ..Question::default() };
        vec![
            question("ett", QuestionKind::Single(choices())),
            question("flera", QuestionKind::Several(choices())),
            question("tre", QuestionKind::Single(choices())),
        ]
    }

    fn read(text: &str) -> Result<Vec<(String, Vec<String>)>, String> {
        let questions = questions();
        let answers = read_form(text, &questions.iter().collect::<Vec<_>>())?;
        let of = |question: &Question| Some((question.id.clone(), answers.get(&question.id)?.choices.clone()));
        Ok(questions.iter().filter_map(of).collect())
    }

    #[test]
    fn a_form_is_read_in_each_way_that_people_type_it() {
        let expect = [("ett", vec!["ja"]), ("flera", vec!["nej", "vet-inte"]), ("tre", vec!["vet-inte"])];
        let expect: Vec<_> =
            expect.map(|(id, of)| (id.to_owned(), of.into_iter().map(str::to_owned).collect::<Vec<_>>())).into();
        for text in ["1a 2bc 3c", " 1A,2BC;3C ", "3c\n1a\n2bcb", "1:a 2.bc 3)c"] {
            assert_eq!(read(text), Ok(expect.clone()), "{text}");
        }
        assert_eq!(read("3a"), Ok(vec![("tre".to_owned(), vec!["ja".to_owned()])]), "the others are unanswered");
        assert_eq!(read(""), Ok(Vec::new()));
    }

    #[test]
    fn what_is_no_answer_is_named() {
        for word in ["4a", "0a", "1d", "1ab", "a", "1", "1å", "ja", "99999999999999999999999a", "1a2b", "-1a"] {
            assert_eq!(read(&format!("3a {word} 2b")), Err(word.to_owned()));
        }
        assert_eq!(read("1a 2b 1b"), Err("1b".to_owned()), "a second answer to the same question");
    }
}
