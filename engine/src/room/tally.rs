//! How a room answered one question, in numbers alone.

use serde::{Deserialize, Serialize};

use crate::model::answers::{AnswerState, Answers};
use crate::model::questionnaire::{Question, QuestionKind};

/// How many chose what.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// How many people answered.
    pub people: u32,
    /// How many chose each choice, in the question's order. Where several can be chosen, the sum may be more than `people`.
    pub counts: Vec<u32>,
}

impl Tally {
    /// Counts votes: the places of the choices that each person chose, from 0. A vote for nothing is none.
    pub fn of<'v>(choices: usize, votes: impl IntoIterator<Item = &'v [usize]>) -> Self {
        let mut tally = Self { people: 0, counts: vec![0; choices] };
        for vote in votes.into_iter().filter(|vote| !vote.is_empty()) {
            tally.people += 1;
            vote.iter().for_each(|place| tally.counts.iter_mut().skip(*place).take(1).for_each(|count| *count += 1));
        }
        tally
    }

    /// Counts what people have answered to a question.
    pub fn of_answers<'a>(question: &Question, all: impl IntoIterator<Item = &'a Answers>) -> Self {
        let votes: Vec<Vec<usize>> = all
            .into_iter()
            .filter(|answers| answers.state(question) != AnswerState::Unanswered)
            .filter_map(|answers| answers.get(&question.id))
            .map(|answer| {
                let chosen =
                    question.choices().iter().enumerate().filter(|(_, choice)| answer.choices.contains(&choice.id));
                chosen.map(|(place, _)| place).collect()
            })
            .collect();
        Self::of(question.choices().len(), votes.iter().map(Vec::as_slice))
    }

    /// Counts hands: the place of the choice that each hand was counted for. Where several can be chosen, nobody knows how
    /// many people there are: at least as many as hands for one choice.
    #[must_use]
    pub fn of_hands(question: &Question, hands: &[usize]) -> Self {
        let mut tally = Self::of(question.choices().len(), hands.chunks(1));
        if let QuestionKind::Several(_) = question.kind {
            tally.people = tally.counts.iter().copied().max().unwrap_or_default();
        }
        tally
    }

    /// Both together: they are of different people.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let length = self.counts.len().max(other.counts.len());
        let count = |tally: &Self, place: usize| tally.counts.get(place).copied().unwrap_or_default();
        let counts = (0..length).map(|place| count(self, place) + count(other, place)).collect();
        Self { people: self.people + other.people, counts }
    }

    /// How many chose a choice, by its place.
    #[must_use]
    pub fn count(&self, place: usize) -> u32 {
        self.counts.get(place).copied().unwrap_or_default()
    }

    /// The share of the people who chose a choice, 0 to 1. `None` if nobody answered.
    #[must_use]
    pub fn share(&self, place: usize) -> Option<f64> {
        (self.people > 0).then(|| f64::from(self.count(place)) / f64::from(self.people))
    }

    /// How divided the room is, 0 to 1: the chance that two people of it, picked with putting back, chose otherwise (the
    /// Gini–Simpson index, 1 − Σ p²). Where several can be chosen, the shares are those of all that was chosen.
    #[must_use]
    pub fn division(&self) -> f64 {
        let all: f64 = self.counts.iter().copied().map(f64::from).sum();
        if all == 0.0 {
            return 0.0;
        }
        1.0 - self.counts.iter().map(|count| (f64::from(*count) / all).powi(2)).sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::answers::Answer;
    use crate::model::questionnaire::{Choice, ChoiceValue};

    fn question(several: bool) -> Question {
        let choice = |id: &str| Choice { id: id.into(), text: id.into(), value: ChoiceValue::Plain };
        let choices = ["a", "b", "c"].map(choice).into();
        let kind = if several { QuestionKind::Several(choices) } else { QuestionKind::Single(choices) };
        Question { id: "q".into(), kind, ..Question::default() }
    }

    #[test]
    fn votes_are_counted_for_each_choice() {
        let votes: [&[usize]; 5] = [&[0], &[1], &[1], &[], &[0, 2]];
        let tally = Tally::of(3, votes);
        assert_eq!(tally, Tally { people: 4, counts: vec![2, 2, 1] });
        assert_eq!((tally.share(0), Tally::of(3, []).share(0)), (Some(0.5), None));
        assert_eq!(Tally::of(2, [&[7][..]]).counts, [0, 0], "no such choice");
    }

    #[test]
    fn answers_that_are_none_are_not_counted() {
        let answers = |chosen: &[&str]| [("q", Answer::choosing(chosen.iter().copied()))].into_iter().collect();
        let all: [Answers; 5] =
            [answers(&["a"]), answers(&[]), answers(&["gone"]), answers(&["c"]), answers(&["a", "b"])];
        assert_eq!(Tally::of_answers(&question(false), &all), Tally { people: 2, counts: vec![1, 0, 1] });
        assert_eq!(Tally::of_answers(&question(true), &all), Tally { people: 3, counts: vec![2, 1, 1] });
    }

    #[test]
    fn hands_for_several_choices_are_of_the_same_people() {
        assert_eq!(Tally::of_hands(&question(false), &[0, 0, 1]).people, 3);
        assert_eq!(Tally::of_hands(&question(true), &[0, 0, 1]).people, 2);
        let both = Tally::of_hands(&question(false), &[2]).and(&Tally { people: 1, counts: vec![1, 0, 0] });
        assert_eq!(both, Tally { people: 2, counts: vec![1, 0, 1] });
    }

    #[test]
    fn a_room_of_one_mind_is_not_divided_and_two_halves_are() {
        assert_eq!(Tally { people: 4, counts: vec![4, 0] }.division(), 0.0);
        assert_eq!(Tally { people: 4, counts: vec![2, 2] }.division(), 0.5);
        assert_eq!(Tally::default().division(), 0.0);
    }
}
