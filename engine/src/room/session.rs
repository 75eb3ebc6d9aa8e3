//! A session: the questions that a trainer has picked, and what has become of each.

use serde::{Deserialize, Serialize};

use crate::model::questionnaire::{Question, Questionnaire};
use crate::results::code::ResultCode;
use crate::room::tally::Tally;

/// A session. What has been closed stays as it is until it is opened again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The questionnaire's id.
    pub questionnaire: String,
    /// What the address of the participants names it by: four hexadecimal digits.
    pub key: String,
    /// Who leads it, as the participants see it; may be empty.
    pub trainer: String,
    /// Whether a participant sees the right answer at once, and not when the session is over.
    pub explains: bool,
    /// Who takes part, by role: what a workshop records.
    pub participants: String,
    /// The rounds, one for each question, in order.
    pub rounds: Vec<Round>,
    /// The round on show, from 0.
    pub at: usize,
    /// The result codes that were collected before the session.
    pub before: Vec<ResultCode>,
    /// The result codes that were collected after it.
    pub after: Vec<ResultCode>,
}

/// What has become of one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The question's id.
    pub question: String,
    /// How far it has come.
    pub step: RoundStep,
    /// The first vote.
    pub first: Vote,
    /// The vote after the discussion.
    pub again: Option<Vote>,
    /// Whether the first vote is shown while the second is being collected.
    pub compares: bool,
    /// What was said before the room agreed, in a workshop.
    pub note: String,
}

/// The steps of a round, each on the trainer's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum RoundStep {
    /// Votes come in. Only their number shows.
    #[default]
    Collecting,
    /// The vote is closed, and what was chosen shows.
    Distribution,
    /// The right answer shows, or what the room agreed on.
    Answer,
}

/// One vote.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Vote {
    /// What the chat held when it was pasted last.
    pub chat: Tally,
    /// The places of the choices that hands were counted for, in the order they were counted: the last can be taken back.
    pub hands: Vec<usize>,
}

impl Vote {
    /// Everything together.
    #[must_use]
    pub fn tally(&self, question: &Question) -> Tally {
        Tally::of_hands(question, &self.hands).and(&self.chat)
    }
}

impl Round {
    fn new(question: String) -> Self {
        Self {
            question,
            step: RoundStep::default(),
            first: Vote::default(),
            again: None,
            compares: false,
            note: String::new(),
        }
    }

    /// The vote that counts now: the last one.
    #[must_use]
    pub fn vote(&self) -> &Vote {
        self.again.as_ref().unwrap_or(&self.first)
    }

    /// The vote that is being collected. `None` if it is closed: then nothing changes it.
    pub fn open_vote(&mut self) -> Option<&mut Vote> {
        (self.step == RoundStep::Collecting).then(|| self.again.as_mut().unwrap_or(&mut self.first))
    }

    /// Whether there is a second vote and the first stands beside it: from when the second is closed, or when the trainer
    /// shows it.
    #[must_use]
    pub fn shows_both(&self) -> bool {
        self.again.is_some() && (self.compares || self.step > RoundStep::Collecting)
    }
}

impl Session {
    /// A session of the questions with these ids. Questions that have no choices can't be voted on and are left out.
    #[must_use]
    pub fn new(questionnaire: &Questionnaire, key: String, questions: &[String]) -> Self {
        let picked = questionnaire.questions().filter(|q| can_be_voted_on(q) && questions.contains(&q.id));
        Self {
            questionnaire: questionnaire.id.clone(),
            key,
            trainer: String::new(),
            explains: true,
            participants: String::new(),
            rounds: picked.map(|question| Round::new(question.id.clone())).collect(),
            at: 0,
            before: Vec::new(),
            after: Vec::new(),
        }
    }

    /// The round on show.
    #[must_use]
    pub fn round(&self) -> Option<&Round> {
        self.rounds.get(self.at)
    }

    /// The round on show, to change.
    pub fn round_mut(&mut self) -> Option<&mut Round> {
        self.rounds.get_mut(self.at)
    }

    /// One step on: to the distribution, to the answer if there is one to show, to the next question. Says whether there
    /// was one.
    pub fn forward(&mut self, has_answer: bool) -> bool {
        let last = self.rounds.len().saturating_sub(1);
        let Some(round) = self.rounds.get_mut(self.at) else { return false };
        match round.step {
            RoundStep::Collecting => round.step = RoundStep::Distribution,
            RoundStep::Distribution if has_answer => round.step = RoundStep::Answer,
            RoundStep::Distribution | RoundStep::Answer if self.at < last => self.at += 1,
            RoundStep::Distribution | RoundStep::Answer => return false,
        }
        true
    }

    /// One step back, without opening a closed vote: from the answer to the distribution, or to the question before. Says
    /// whether there was one.
    pub fn back(&mut self) -> bool {
        match self.rounds.get_mut(self.at) {
            Some(round) if round.step == RoundStep::Answer => round.step = RoundStep::Distribution,
            _ if self.at > 0 => self.at -= 1,
            _ => return false,
        }
        true
    }

    /// Opens the vote that was closed last.
    pub fn reopen(&mut self) {
        self.round_mut().into_iter().for_each(|round| round.step = RoundStep::Collecting);
    }

    /// Has the room vote once more, after a discussion. The first vote stays, hidden.
    pub fn vote_again(&mut self) {
        if let Some(round) = self.round_mut()
            && round.again.is_none()
        {
            (round.again, round.step, round.compares) = (Some(Vote::default()), RoundStep::Collecting, false);
        }
    }

    /// The places of its questions in the questionnaire, from 1, for the participants' address.
    #[must_use]
    pub fn places(&self, questionnaire: &Questionnaire) -> Vec<usize> {
        let of = |id: &str| questionnaire.questions().position(|question| question.id == id);
        self.rounds.iter().filter_map(|round| Some(of(&round.question)? + 1)).collect()
    }
}

/// Whether a question has choices to vote between.
#[must_use]
pub fn can_be_voted_on(question: &Question) -> bool {
    question.choices().len() > 1
}

/// Places as they stand in an address: `1-3.7` for 1, 2, 3 and 7.
#[must_use]
pub fn write_places(places: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for place in places {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *place => *last = *place,
            _ => runs.push((*place, *place)),
        }
    }
    let runs = runs.iter().map(|(from, to)| if from == to { from.to_string() } else { format!("{from}-{to}") });
    runs.collect::<Vec<_>>().join(".")
}

/// Reads places, and passes over those that are above `most`, doubled or no number.
#[must_use]
pub fn read_places(text: &str, most: usize) -> Vec<usize> {
    let mut places = Vec::new();
    for run in text.split('.') {
        let (from, to) = run.split_once('-').unwrap_or((run, run));
        let (Ok(from), Ok(to)) = (from.parse::<usize>(), to.parse::<usize>()) else { continue };
        for place in from.max(1)..=to.min(most) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::questionnaire::{Choice, ChoiceValue, QuestionKind, Section};

    fn questionnaire() -> Questionnaire {
        let choice = |id: &str| Choice { id: id.into(), text: id.into(), value: ChoiceValue::Plain };
        let question = |id: &str, kind| Question { id: id.into(), kind, ..Question::default() };
        let single = || QuestionKind::Single(["a", "b"].map(choice).into());
        let questions = vec![question("1", single()), question("fritt", QuestionKind::Text), question("2", single())];
        let sections = vec![Section { id: "allt".into(), questions, ..Section::default() }];
        Questionnaire { id: "prov".into(), sections, ..Questionnaire::default() }
    }

    fn session() -> Session {
        Session::new(&questionnaire(), "ab12".into(), &["2", "fritt", "1"].map(str::to_owned))
    }

    #[test]
    fn a_session_has_the_picked_questions_that_can_be_voted_on_in_their_order() {
        let session = session();
        assert_eq!(session.rounds.iter().map(|round| round.question.as_str()).collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(session.places(&questionnaire()), [1, 3]);
    }

    #[test]
    fn a_closed_vote_changes_only_when_it_is_opened_again() {
        let mut session = session();
        session.round_mut().unwrap().open_vote().unwrap().hands.push(1);
        assert!(session.forward(true));
        assert!(session.round_mut().unwrap().open_vote().is_none());
        assert!(session.forward(true));
        assert!(session.back(), "the answer is hidden again");
        assert_eq!(session.round().unwrap().step, RoundStep::Distribution);
        session.reopen();
        assert_eq!(session.round_mut().unwrap().open_vote().unwrap().hands, [1], "what was counted is still there");
    }

    #[test]
    fn the_way_leads_through_every_step_of_every_question_and_back_without_opening_any() {
        let mut session = session();
        let mut steps = 0;
        while session.forward(true) {
            steps += 1;
        }
        assert_eq!((steps, session.at), (5, 1));
        while session.back() {}
        assert_eq!(session.at, 0);
        assert!(session.rounds.iter().all(|round| round.step == RoundStep::Distribution));
        // Where nothing is right, the distribution is the end of a round.
        let mut session = self::session();
        assert!(session.forward(false) && session.forward(false));
        assert_eq!(session.at, 1);
    }

    #[test]
    fn a_second_vote_keeps_the_first() {
        let (mut session, q) = (session(), questionnaire());
        session.round_mut().unwrap().open_vote().unwrap().hands = vec![0, 0, 1];
        session.forward(true);
        session.vote_again();
        let round = session.round_mut().unwrap();
        assert!(round.again.is_some() && !round.shows_both(), "hidden while the room discusses");
        round.open_vote().unwrap().hands = vec![1, 1, 1];
        let question = q.question("1").unwrap();
        assert_eq!(round.first.tally(question).counts, [2, 1]);
        assert_eq!(round.vote().tally(question).counts, [0, 3]);
        session.forward(true);
        assert!(session.round().unwrap().shows_both());
        session.vote_again();
        assert_eq!(session.round().unwrap().step, RoundStep::Distribution, "there is no third");
    }

    #[test]
    fn places_in_an_address_are_short_and_never_fail() {
        assert_eq!(write_places(&[1, 2, 3, 7, 9, 10]), "1-3.7.9-10");
        assert_eq!(read_places("1-3.7.9-10", 9), [1, 2, 3, 7, 9]);
        assert_eq!(read_places("0-2.x.2.-.5-4.99999999999999999999.1-99999999", 3), [1, 2, 3]);
    }

    proptest! {
        #[test]
        fn places_come_back(places in prop::collection::btree_set(1usize..60, 0..30)) {
            let places: Vec<usize> = places.into_iter().collect();
            prop_assert_eq!(read_places(&write_places(&places), 60), places);
        }
    }
}
