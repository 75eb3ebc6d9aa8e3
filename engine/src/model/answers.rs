//! What a respondent has answered.

use std::fmt;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::decimal::Decimal;
use crate::model::questionnaire::{ChoiceValue, Question, QuestionKind};

/// The answer to one question. All fields empty is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Answer {
    /// The ids of the chosen choices.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// Free text, for a text question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The number, for a number question, in the question's unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Decimal>,
    /// What was typed last in a number question's field and is no number that the question allows. It is kept as it was
    /// typed; the number before it stays the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub typed: Option<String>,
    /// The respondent's note to the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One field of an answer with its new value: what one change to an assessment sets, so that two tabs can change
/// different fields of one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerField {
    /// The ids of the chosen choices.
    Choices(Vec<String>),
    /// Free text.
    Text(Option<String>),
    /// The number. It also clears what was typed and could not be read.
    Number(Option<Decimal>),
    /// What was typed and is no number that the question allows.
    Typed(String),
    /// The note.
    Note(Option<String>),
}

impl AnswerField {
    /// Whether this change overwrites an earlier change to the same answer completely.
    #[must_use]
    pub fn replaces(&self, earlier: &Self) -> bool {
        match self {
            Self::Choices(_) => matches!(earlier, Self::Choices(_)),
            Self::Text(_) => matches!(earlier, Self::Text(_)),
            Self::Number(_) => matches!(earlier, Self::Number(_) | Self::Typed(_)),
            Self::Typed(_) => matches!(earlier, Self::Typed(_)),
            Self::Note(_) => matches!(earlier, Self::Note(_)),
        }
    }
}

impl Answer {
    /// Sets one field.
    pub fn set(&mut self, field: AnswerField) {
        match field {
            AnswerField::Choices(choices) => self.choices = choices,
            AnswerField::Text(text) => self.text = text,
            AnswerField::Number(number) => (self.number, self.typed) = (number, None),
            AnswerField::Typed(typed) => self.typed = Some(typed),
            AnswerField::Note(note) => self.note = note,
        }
    }

    /// The note, unless it is blank.
    #[must_use]
    pub fn written_note(&self) -> Option<&str> {
        self.note.as_deref().map(str::trim).filter(|note| !note.is_empty())
    }

    /// The free text, unless it is blank.
    #[must_use]
    pub fn written_text(&self) -> Option<&str> {
        self.text.as_deref().map(str::trim).filter(|text| !text.is_empty())
    }

    /// An answer that chooses.
    pub fn choosing(choices: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { choices: choices.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// Whether every field is empty, the note too.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Chooses or unchooses one choice, as the question's kind and the choice's value ask.
    pub fn toggle(&mut self, question: &Question, choice: &str, on: bool) {
        let exclusive = |id: &str| question.choice(id).is_some_and(|c| c.value.is_exclusive());
        if !on {
            self.choices.retain(|id| id != choice);
        } else if question.kind.allows_several() && !exclusive(choice) {
            let keeps = |id: &str| id == choice || (self.choices.iter().any(|c| c == id) && !exclusive(id));
            let kept = question.choices().iter().map(|c| &c.id).filter(|id| keeps(id));
            self.choices = kept.cloned().collect();
        } else {
            self.choices = vec![choice.to_owned()];
        }
    }
}

/// The answers, keyed by question id.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answers(
    /// In the ids' order. Mostly some dozen: the code for a list is smaller than that for a map. A file may hold very many,
    /// so nothing looks through all of them for one.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, Answer>"))]
    Vec<(String, Answer)>,
);

impl Answers {
    /// The answer to the question, if there is one.
    #[must_use]
    pub fn get(&self, question: &str) -> Option<&Answer> {
        Some(&self.0[self.place(question).ok()?].1)
    }

    /// Puts an answer in the place of the one before. An empty answer is no answer.
    pub fn set(&mut self, question: &str, answer: Answer) {
        match (self.place(question), answer.is_empty()) {
            (Ok(at), false) => self.0[at].1 = answer,
            (Ok(at), true) => drop(self.0.remove(at)),
            (Err(at), false) => self.0.insert(at, (question.to_owned(), answer)),
            (Err(_), true) => {}
        }
    }

    /// Sets one field of an answer.
    pub fn change(&mut self, question: &str, field: AnswerField) {
        let mut answer = self.get(question).cloned().unwrap_or_default();
        answer.set(field);
        self.set(question, answer);
    }

    /// Where the answer to the question is, or where it would be.
    fn place(&self, question: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(id, _)| id.as_str().cmp(question))
    }

    /// How many questions have been answered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The answers with their question ids, in the ids' order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.0.iter().map(|(id, answer)| (id.as_str(), answer))
    }

    /// Whether nothing has been answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the answer to the question counts as.
    #[must_use]
    pub fn state(&self, question: &Question) -> AnswerState {
        self.get(&question.id).map_or(AnswerState::Unanswered, |answer| state_of(question, answer))
    }

    /// Whether one of the choices has been chosen.
    #[must_use]
    pub fn chose_any(&self, question: &str, choices: &[String]) -> bool {
        self.get(question).is_some_and(|answer| answer.choices.iter().any(|id| choices.contains(id)))
    }
}

impl<S: AsRef<str>> FromIterator<(S, Answer)> for Answers {
    /// The last answer to a question counts. Many answers are fast to add only if they come in the order of their ids.
    fn from_iter<I: IntoIterator<Item = (S, Answer)>>(iter: I) -> Self {
        let mut answers = Self::default();
        iter.into_iter().for_each(|(id, answer)| answers.set(id.as_ref(), answer));
        answers
    }
}

impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Answers {
    /// A question answered twice in one file is refused: it is unclear which answer was meant.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Map;
        impl<'de> Visitor<'de> for Map {
            type Value = Answers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("answers keyed by question id")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answers, A::Error> {
                let mut all = Vec::new();
                while let Some(entry) = map.next_entry::<String, Answer>()? {
                    all.push(entry);
                }
                // Sorted once, at the end: to insert each in its place would move the others every time.
                sort(&mut all);
                if let Some([(id, _), _]) = all.array_windows().find(|[(a, _), (b, _)]| a == b) {
                    return Err(A::Error::custom(format_args!("duplicate question `{id}`")));
                }
                all.retain(|(_, answer)| !answer.is_empty());
                Ok(Answers(all))
            }
        }
        deserializer.deserialize_map(Map)
    }
}

/// Sorts the answers by id, by heap sort. The standard library's sort or map would cost the first visit 1.2 kB more.
fn sort(all: &mut [(String, Answer)]) {
    (0..all.len() / 2).rev().for_each(|root| sink(all, root));
    for end in (1..all.len()).rev() {
        all.swap(0, end);
        sink(&mut all[..end], 0);
    }
}

/// Lets an answer sink in a heap until none below it has a greater id.
fn sink(heap: &mut [(String, Answer)], mut at: usize) {
    loop {
        let below = (2 * at + 1..heap.len()).take(2);
        let Some(child) = below.max_by(|a, b| heap[*a].0.cmp(&heap[*b].0)) else { return };
        if heap[at].0 >= heap[child].0 {
            return;
        }
        heap.swap(at, child);
        at = child;
    }
}

/// What the answer to a question counts as. This is the one place where an answer is read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AnswerState {
    /// Not answered; neither 0 nor "vet inte".
    Unanswered,
    /// "Vet inte".
    DontKnow,
    /// "Ej tillämpligt".
    NotApplicable,
    /// "Kan inte bedömas": no assessment was made, which is neither 0 nor "ej tillämpligt".
    CannotAssess,
    /// Answered. The share of the question's full points, 0 to 1; 0 for a question without points.
    Answered(f64),
}

impl AnswerState {
    /// The share of the full points: 0 for everything but an answer.
    #[must_use]
    pub fn share(self) -> f64 {
        match self {
            Self::Answered(share) => share,
            Self::Unanswered | Self::DontKnow | Self::NotApplicable | Self::CannotAssess => 0.0,
        }
    }

    /// Whether the answer says that a statement holds, fully or largely: more than half of the points.
    #[must_use]
    pub fn holds(self) -> bool {
        self.share() > 0.5
    }

    /// Whether the answer gives full points: the right answer to a knowledge question.
    #[must_use]
    pub fn is_full(self) -> bool {
        self.share() >= 1.0
    }
}

pub(crate) fn state_of(question: &Question, answer: &Answer) -> AnswerState {
    let answered = |yes: bool| if yes { AnswerState::Answered(0.0) } else { AnswerState::Unanswered };
    match &question.kind {
        QuestionKind::Text => answered(answer.written_text().is_some()),
        QuestionKind::Number(field) => answered(answer.number.as_ref().is_some_and(|number| field.allows(number))),
        QuestionKind::Single(_) => match answer.choices.as_slice() {
            // More than one choice can only come from a file that another program made: it counts as no answer.
            [one] => chosen(question, std::slice::from_ref(one)),
            _ => AnswerState::Unanswered,
        },
        QuestionKind::Several(_) => chosen(question, &answer.choices),
    }
}

/// Choices that the questionnaire no longer has count as not chosen.
fn chosen(question: &Question, ids: &[String]) -> AnswerState {
    let values: Vec<ChoiceValue> =
        question.choices().iter().filter(|choice| ids.contains(&choice.id)).map(|choice| choice.value).collect();
    if values.is_empty() {
        return AnswerState::Unanswered;
    }
    // A file that another program made may hold more than one choice that rules out the others. The first in this order
    // counts.
    let ruling_out = values.iter().filter_map(|value| match value {
        ChoiceValue::DontKnow => Some((0, AnswerState::DontKnow)),
        ChoiceValue::NotApplicable => Some((1, AnswerState::NotApplicable)),
        ChoiceValue::CannotAssess => Some((2, AnswerState::CannotAssess)),
        ChoiceValue::Plain | ChoiceValue::Score(_) | ChoiceValue::Right | ChoiceValue::NoneOfThese => None,
    });
    let first = ruling_out.min_by_key(|(order, _)| *order);
    first.map_or_else(|| AnswerState::Answered(share_of_points(question, &values)), |(_, state)| state)
}

fn share_of_points(question: &Question, values: &[ChoiceValue]) -> f64 {
    let full = question.full_points();
    if full <= 0.0 {
        return 0.0;
    }
    // A knowledge question is right only with every right choice and no wrong one.
    if question.choices().iter().any(|choice| choice.value == ChoiceValue::Right) {
        let right = question.choices().iter().filter(|choice| choice.value == ChoiceValue::Right).count();
        let needed = if question.kind.allows_several() { right } else { 1 };
        let all_right = values.iter().all(|value| *value == ChoiceValue::Right) && values.len() == needed;
        return if all_right { 1.0 } else { 0.0 };
    }
    values.iter().filter_map(|value| value.points()).sum::<f64>() / full
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::questionnaire::Choice;

    fn choice(id: &str, value: ChoiceValue) -> Choice {
        Choice { id: id.into(), text: id.into(), value }
    }

    fn several() -> Question {
        let choices = vec![
            choice("a", ChoiceValue::Score(1.0)),
            choice("b", ChoiceValue::Score(1.0)),
            choice("inga", ChoiceValue::NoneOfThese),
            choice("vet-inte", ChoiceValue::DontKnow),
        ];
        Question { id: "q".into(), kind: QuestionKind::Several(choices), ..Question::default() }
    }

    #[track_caller]
    fn check(question: &Question, chosen: &[&str], expect: AnswerState) {
        assert_eq!(state_of(question, &Answer::choosing(chosen.iter().copied())), expect, "{chosen:?}");
    }

    #[test]
    fn several_choices_add_up() {
        let q = several();
        check(&q, &[], AnswerState::Unanswered);
        check(&q, &["a"], AnswerState::Answered(0.5));
        check(&q, &["a", "b"], AnswerState::Answered(1.0));
        check(&q, &["inga"], AnswerState::Answered(0.0));
        check(&q, &["vet-inte"], AnswerState::DontKnow);
        check(&q, &["finns-inte-längre"], AnswerState::Unanswered);
    }

    #[test]
    fn knowledge_with_several_right_needs_all_of_them_and_no_wrong_one() {
        let choices =
            vec![choice("a", ChoiceValue::Right), choice("b", ChoiceValue::Right), choice("c", ChoiceValue::Plain)];
        let q = Question { kind: QuestionKind::Several(choices.clone()), ..several() };
        check(&q, &["a", "b"], AnswerState::Answered(1.0));
        check(&q, &["a"], AnswerState::Answered(0.0));
        check(&q, &["a", "b", "c"], AnswerState::Answered(0.0));
        let single = Question { kind: QuestionKind::Single(choices), ..several() };
        check(&single, &["a"], AnswerState::Answered(1.0));
        check(&single, &["b"], AnswerState::Answered(1.0));
        check(&single, &["c"], AnswerState::Answered(0.0));
        check(&single, &["a", "b"], AnswerState::Unanswered);
    }

    #[test]
    fn an_exclusive_choice_clears_the_others_and_is_cleared_by_them() {
        let q = several();
        let mut answer = Answer::default();
        answer.toggle(&q, "b", true);
        answer.toggle(&q, "a", true);
        assert_eq!(answer.choices, ["a", "b"], "in the question's order");
        answer.toggle(&q, "inga", true);
        assert_eq!(answer.choices, ["inga"]);
        answer.toggle(&q, "b", true);
        assert_eq!(answer.choices, ["b"]);
        answer.toggle(&q, "b", false);
        assert!(answer.is_empty());
    }

    #[test]
    fn a_question_answered_twice_in_one_file_is_refused() {
        for second in [r#"{"choices": ["y"]}"#, r#"{"choices": ["x"]}"#, "{}"] {
            let twice = format!(r#"{{"a": {{"choices": ["x"]}}, "b": {{}}, "a": {second}}}"#);
            let error = serde_json::from_str::<Answers>(&twice).unwrap_err();
            assert!(error.to_string().contains("duplicate question `a`"), "{error}");
        }
    }

    /// Some answers under different ids, some of them empty, in any order.
    fn any_entries() -> impl Strategy<Value = Vec<(String, Answer)>> {
        let answer = prop::sample::select(vec![Answer::default(), Answer::choosing(["x"]), Answer::choosing(["y"])]);
        let entries = prop::collection::btree_map("[a-cåäö]{0,3}|x[0-9]{1,2}", answer, 0..40);
        entries.prop_map(Vec::from_iter).prop_shuffle()
    }

    proptest! {
        #[test]
        fn answers_are_found_whatever_order_they_came_in(entries in any_entries()) {
            let written: Vec<String> = entries.iter().map(|(id, answer)| {
                format!("{}:{}", serde_json::to_string(id).unwrap(), serde_json::to_string(answer).unwrap())
            }).collect();
            let read: Answers = serde_json::from_str(&format!("{{{}}}", written.join(","))).unwrap();
            prop_assert_eq!(&read, &entries.iter().cloned().collect());
            let mut kept: Vec<_> = entries.iter().filter(|(_, answer)| !answer.is_empty()).cloned().collect();
            for (id, answer) in &kept {
                prop_assert_eq!(read.get(id), Some(answer));
            }
            kept.sort_by(|(a, _), (b, _)| a.cmp(b));
            let listed: Vec<_> = read.iter().map(|(id, answer)| (id.to_owned(), answer.clone())).collect();
            prop_assert_eq!(listed, kept);
            prop_assert_eq!(read.get("finns inte"), None);
        }

        #[test]
        fn the_last_answer_to_a_question_stands(
            changes in prop::collection::vec(("[a-d]", prop::sample::select(vec!["", "x", "y"])), 0..30)
        ) {
            let mut answers = Answers::default();
            let mut expect = std::collections::BTreeMap::new();
            for (id, choice) in &changes {
                let answer = if choice.is_empty() { Answer::default() } else { Answer::choosing([*choice]) };
                answers.set(id, answer.clone());
                expect.insert(id.as_str(), answer);
            }
            expect.retain(|_, answer| !answer.is_empty());
            prop_assert_eq!(answers.len(), expect.len());
            let listed: Vec<_> = answers.iter().map(|(id, answer)| (id, answer.clone())).collect();
            prop_assert_eq!(listed, Vec::from_iter(expect));
        }
    }
}
