//! What a room has answered, measured up to four times: codes from before, the first votes, the second votes, codes from
//! after.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::answers::Answers;
use crate::model::questionnaire::{Question, Questionnaire};
use crate::results::code::ResultCode;
use crate::results::structure::Structure;
use crate::room::session::Session;
use crate::room::tally::Tally;

/// When the room was measured, in the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// By the codes that were collected before the session.
    CodesBefore,
    /// By the first vote.
    FirstVote,
    /// By the vote after the discussion.
    SecondVote,
    /// By the codes that were collected after the session.
    CodesAfter,
}

impl When {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::CodesBefore, Self::FirstVote, Self::SecondVote, Self::CodesAfter];
}

/// What the room has answered to each question of a session.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measured(Vec<[Option<Tally>; 4]>);

impl Measured {
    /// What a session holds. `released` are the structures of earlier versions of the questionnaire, for codes of those.
    #[must_use]
    pub fn of(session: &Session, questionnaire: &Questionnaire, released: &[Structure]) -> Self {
        let opened = |codes: &[ResultCode]| -> Vec<Answers> {
            codes.iter().filter_map(|code| Some(code.open(questionnaire, released)?.0)).collect()
        };
        let (before, after) = (opened(&session.before), opened(&session.after));
        let some = |tally: Tally| Some(tally).filter(|tally| tally.people > 0);
        let rounds = session.rounds.iter().map(|round| {
            let Some(question) = questionnaire.question(&round.question) else { return Default::default() };
            When::ALL.map(|when| match when {
                When::CodesBefore => some(Tally::of_answers(question, &before)),
                When::FirstVote => some(round.first.tally(question)),
                When::SecondVote => round.again.as_ref().and_then(|vote| some(vote.tally(question))),
                When::CodesAfter => some(Tally::of_answers(question, &after)),
            })
        });
        Self(rounds.collect())
    }

    /// The measurements of a round, from 0, in the order of time.
    pub fn round(&self, round: usize) -> impl Iterator<Item = (When, &Tally)> {
        let tallies = self.0.get(round).into_iter().flatten();
        When::ALL.into_iter().zip(tallies).filter_map(|(when, tally)| Some((when, tally.as_ref()?)))
    }

    /// How the room stood in a round before it discussed: by its votes, or else by the codes from after, or from before.
    #[must_use]
    pub fn undiscussed(&self, round: usize) -> Option<&Tally> {
        let of = |when| self.round(round).find(|(of, _)| *of == when).map(|(_, tally)| tally);
        of(When::FirstVote).or_else(|| of(When::CodesAfter)).or_else(|| of(When::CodesBefore))
    }

    /// The rounds that divide the room most, at most so many, the most divided first: by [`Tally::division`]. One in which
    /// all agree divides nobody.
    #[must_use]
    pub fn most_divided(&self, most: usize) -> Vec<usize> {
        let division = |round: &usize| self.undiscussed(*round).map_or(0.0, Tally::division);
        let mut rounds: Vec<usize> = (0..self.0.len()).filter(|round| division(round) > 0.0).collect();
        rounds.sort_by(|a, b| division(b).total_cmp(&division(a)));
        rounds.truncate(most);
        rounds
    }

    /// Whether nobody has answered anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().flatten().all(Option::is_none)
    }
}

/// The room's answers as a file: counts alone, nothing of any one person. Its schema is `schema/room-1.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "Vattenpass room file, version 1"))]
pub struct RoomFile {
    /// Always `vattenpass-room`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = RoomFile::FORMAT)))]
    pub format: String,
    /// The version of the format.
    #[cfg_attr(feature = "schema", schemars(extend("const" = RoomFile::VERSION)))]
    pub version: u32,
    /// The day the file was made, where it was made.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub day: String,
    /// The questionnaire's id.
    pub questionnaire: String,
    /// The digest of the questionnaire's structure, as in the result file.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub structure: String,
    /// The questions of the session, in order.
    pub questions: Vec<RoomQuestion>,
}

/// A question in a room's file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoomQuestion {
    /// Its id.
    pub id: String,
    /// What was measured, in the order of time.
    pub measurements: Vec<Measurement>,
}

/// How the room answered a question once.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Measurement {
    /// When.
    pub when: When,
    /// How many people answered.
    pub people: u32,
    /// How many chose each choice, by its id. Where several can be chosen, the sum may be more than `people`.
    pub chosen: BTreeMap<String, u32>,
}

impl RoomFile {
    /// What `format` says.
    pub const FORMAT: &str = "vattenpass-room";
    /// What `version` says.
    pub const VERSION: u32 = 1;

    /// The file of a session, made on a day such as `2026-11-26`.
    #[must_use]
    pub fn new(session: &Session, measured: &Measured, questionnaire: &Questionnaire, day: String) -> Self {
        let rounds = session.rounds.iter().enumerate();
        let questions = rounds.filter_map(|(n, round)| {
            let question: &Question = questionnaire.question(&round.question)?;
            let measurements = measured.round(n).map(|(when, tally)| {
                let choices = question.choices().iter().enumerate();
                let chosen = choices.map(|(place, choice)| (choice.id.clone(), tally.count(place))).collect();
                Measurement { when, people: tally.people, chosen }
            });
            Some(RoomQuestion { id: question.id.clone(), measurements: measurements.collect() })
        });
        Self {
            format: Self::FORMAT.to_owned(),
            version: Self::VERSION,
            day,
            questionnaire: questionnaire.id.clone(),
            structure: Structure::of(questionnaire).digest(),
            questions: questions.collect(),
        }
    }

    /// The file as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Cannot fail: every key is a string.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// The JSON Schema of the room's file: `schema/room-1.json`.
#[cfg(feature = "schema")]
#[must_use]
pub fn schema() -> String {
    crate::encoding::schema::schema_of::<RoomFile>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::answers::Answer;
    use crate::model::questionnaire::{Choice, ChoiceValue, QuestionKind, Section};
    use crate::results::code::Contents;
    use crate::room::session::Vote;

    fn questionnaire() -> Questionnaire {
        let choice = |id: &str| Choice { id: id.into(), text: id.into(), value: ChoiceValue::Plain };
        let question = |id: &str| Question {
            id: id.into(),
            kind: QuestionKind::Single(["a", "b", "c"].map(choice).into()),
            ..Question::default()
        };
        let questions = ["ett", "tva", "tre"].map(question).into();
        let sections = vec![Section { id: "allt".into(), questions, ..Section::default() }];
        Questionnaire { id: "prov".into(), sections, ..Questionnaire::default() }
    }

    fn code(nonce: u32, choice: &str) -> ResultCode {
        let answers: Answers = [("ett".to_owned(), Answer::choosing([choice]))].into_iter().collect();
        let id = format!("{nonce:08x}");
        let contents = Contents { id: &id, day: "2026-11-26", unit: None, role: None, answers: &answers };
        ResultCode::new(&Structure::of(&questionnaire()), &[], contents)
    }

    fn session() -> Session {
        let mut session = Session::new(&questionnaire(), "ab12".into(), &["ett", "tva", "tre"].map(str::to_owned));
        session.before = vec![code(1, "a"), code(2, "b")];
        session.after = vec![code(3, "a")];
        session.rounds[0].first.hands = vec![0, 1, 2];
        session.rounds[0].again = Some(Vote { hands: vec![0, 0, 0], ..Vote::default() });
        session.rounds[1].first.hands = vec![0, 0, 0, 1];
        session
    }

    #[test]
    fn a_round_is_measured_each_time_somebody_answered() {
        let measured = Measured::of(&session(), &questionnaire(), &[]);
        let people = |round| measured.round(round).map(|(when, tally)| (when, tally.people)).collect::<Vec<_>>();
        let all = [(When::CodesBefore, 2), (When::FirstVote, 3), (When::SecondVote, 3), (When::CodesAfter, 1)];
        assert_eq!(people(0), all);
        assert_eq!(people(1), [(When::FirstVote, 4)]);
        assert_eq!([people(2), people(9)], [[], []]);
        assert!(!measured.is_empty() && Measured::default().is_empty());
    }

    #[test]
    fn what_divides_the_room_is_measured_before_it_discussed() {
        let mut session = session();
        let measured = |session: &Session| Measured::of(session, &questionnaire(), &[]);
        assert_eq!(measured(&session).most_divided(3), [0, 1], "the second vote of the first round was unanimous");
        assert_eq!(measured(&session).most_divided(1), [0]);
        session.rounds[0].first.hands.clear();
        assert_eq!(measured(&session).undiscussed(0).unwrap().people, 1, "by the codes from after");
        session.after.clear();
        assert_eq!(measured(&session).undiscussed(0).unwrap().people, 2, "by the codes from before");
    }

    #[test]
    fn the_file_holds_counts_alone() {
        let measured = Measured::of(&session(), &questionnaire(), &[]);
        let file = RoomFile::new(&session(), &measured, &questionnaire(), "2026-11-26".into());
        let json: serde_json::Value = serde_json::from_str(&file.to_json()).unwrap();
        assert_eq!(json["questions"][0]["measurements"][1]["chosen"], serde_json::json!({ "a": 1, "b": 1, "c": 1 }));
        assert_eq!(json["questions"][0]["measurements"][2]["when"], "second-vote");
        assert_eq!(json["questions"][2], serde_json::json!({ "id": "tre", "measurements": [] }));
        assert!(!file.to_json().contains("VP1-") && !file.to_json().contains("ab12"));
    }
}
