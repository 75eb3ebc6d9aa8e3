//! Whether an attacker with a solver of linear programs can work out of a group's file what it hides. `make quick` leaves it
//! out: the solver comes with `tools/setup test`.

#![expect(clippy::unwrap_used, reason = "a panic in a test is the failure it reports")]

#[path = "../many/dice.rs"]
mod dice;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use engine::group::cells::{CellKey, Cells};
use engine::group::disclosure::Thresholds;
use engine::group::entry::Entry;
use engine::group::group_file::{GroupFile, Kind, Making};
use engine::group::items::{Item, classes_of, items};
use engine::model::answers::{Answer, Answers};
use engine::model::questionnaire::{
    Choice, ChoiceValue, Question, QuestionKind, Questionnaire, Scoring, ScoringKind, Section,
};
use engine::results::status::Status;
use serde_json::{Value, json};

use dice::Dice;

/// So many groups of each questionnaire.
const GROUPS: u64 = 18;

/// A questionnaire, and which of its questions hang together: whatever is counted hangs on the questions of one list.
struct Asked {
    questionnaire: Questionnaire,
    items: Vec<Item>,
    together: Vec<Vec<&'static str>>,
}

/// The shipped survey of managers: shares of a few questions, a question that is asked after another, several choices.
fn survey() -> Asked {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/sv/chefsenkat.md");
    let questionnaire = reader::read_questionnaire(&fs::read(path).unwrap(), None).value;
    let together = vec![vec!["1", "2", "4", "5"], vec!["3"], vec!["6"], vec!["7", "8", "8a"], vec!["9"]];
    Asked { items: items(&questionnaire), questionnaire, together }
}

/// Three statements in two areas, with a figure that is not a share.
fn statements(kind: ScoringKind) -> Asked {
    let choice = |(id, value): (&str, ChoiceValue)| Choice { id: id.into(), text: id.into(), value };
    let score = ChoiceValue::Score;
    let choices =
        [("ja", score(1.0)), ("delvis", score(0.5)), ("nej", score(0.0)), ("vet-inte", ChoiceValue::DontKnow)];
    let question = |(id, level): (&str, u8)| Question {
        id: id.into(),
        kind: QuestionKind::Single(choices.map(choice).into()),
        level: Some(level),
        ..Question::default()
    };
    let sections = [("ett", vec![("a", 1), ("b", 2)]), ("tva", vec![("c", 1)])].map(|(id, questions)| Section {
        id: id.into(),
        questions: questions.into_iter().map(question).collect(),
        ..Section::default()
    });
    let scoring = Scoring { kind, ..Scoring::default() };
    let questionnaire =
        Questionnaire { id: "prov".into(), scoring, sections: sections.into(), ..Questionnaire::default() };
    Asked { items: items(&questionnaire), questionnaire, together: vec![vec!["a", "b", "c"]] }
}

/// Every answer to a question that is counted as another one: no answer, a choice, or any of several.
fn possible(question: &Question) -> Vec<Option<Answer>> {
    let ids: Vec<&str> = question.choices().iter().map(|choice| choice.id.as_str()).collect();
    let mut chosen: Vec<Vec<&str>> = vec![Vec::new()];
    for id in ids {
        let before = if question.kind.allows_several() { chosen.clone() } else { vec![Vec::new()] };
        chosen.extend(before.into_iter().map(|chosen| [chosen, vec![id]].concat()));
    }
    chosen.into_iter().map(|chosen| (!chosen.is_empty()).then(|| Answer::choosing(chosen))).collect()
}

impl Asked {
    /// What everybody can know of the questionnaire: its classes, and what each way of answering falls into.
    fn known(&self) -> Value {
        let items = self.items.iter().map(|item| {
            let (kind, scale): (Kind, _) = (item.kind.into(), &item.scale);
            json!({ "id": item.id, "kind": kind, "classes": item.classes, "scale": scale, "rests_on": item.rests_on })
        });
        let together = self.together.iter().map(|questions| self.ways(questions));
        json!({ "items": items.collect::<Vec<_>>(), "together": together.collect::<Vec<_>>() })
    }

    /// The items that hang on some questions, and what each way of answering these falls into.
    fn ways(&self, questions: &[&str]) -> Value {
        let mut ways = vec![Answers::default()];
        for id in questions {
            let possible = possible(self.questionnaire.question(id).unwrap());
            let with = |answers: &Answers, answer: &Option<Answer>| {
                let mut answers = answers.clone();
                answer.iter().for_each(|answer| answers.set(id, answer.clone()));
                answers
            };
            ways = ways.iter().flat_map(|way| possible.iter().map(move |answer| with(way, answer))).collect();
        }
        let classes: Vec<_> =
            ways.iter().map(|answers| classes_of(&self.questionnaire, &self.items, answers)).collect();
        let hangs = |item: &usize| classes.iter().any(|way| way[*item] != classes[0][*item]);
        let items: Vec<usize> = (0..self.items.len()).filter(hangs).collect();
        let ways: BTreeSet<Vec<_>> =
            classes.iter().map(|way| items.iter().map(|item| way[*item].clone()).collect()).collect();
        json!({ "items": items, "ways": ways })
    }

    /// A group: two to five units of one to fourteen people in two roles, who mostly agree on some questions.
    fn group(&self, dice: &mut Dice) -> Cells {
        let mut cells = Cells::default();
        let agreement: Vec<usize> = self.questionnaire.questions().map(|_| dice.below(10)).collect();
        let mut number = 0;
        for unit in 0..2 + dice.below(4) {
            for _ in 0..1 + dice.below(14) {
                let mut answers = Answers::default();
                for (question, agreement) in self.questionnaire.questions().zip(&agreement) {
                    let possible = possible(question);
                    let place = if dice.below(10) < *agreement { 1 } else { dice.below(possible.len()) };
                    let place = place.min(possible.len() - 1);
                    possible[place].iter().for_each(|answer| answers.set(&question.id, answer.clone()));
                }
                let entry = Entry {
                    id: format!("{number:032x}"),
                    dated: "2026-11-22".into(),
                    status: Status::Final,
                    questionnaire: self.questionnaire.id.clone(),
                    unit: ["", "Omsorgen", "Skolan", "Miljö", "Kultur"][unit].into(),
                    role: if dice.below(4) == 0 { "it-service" } else { "chef" }.into(),
                    ..Entry::default()
                };
                cells.count(&self.questionnaire, &self.items, &entry, &answers);
                number += 1;
            }
        }
        cells
    }

    fn file(&self, cells: &Cells, thresholds: Thresholds) -> GroupFile {
        let making = Making { items: &self.items, thresholds, joint: &BTreeSet::new() };
        GroupFile {
            format: GroupFile::FORMAT.into(),
            version: GroupFile::VERSION,
            day: "2026-11-26".into(),
            municipalities: vec!["Exempelby".into()],
            questionnaire: self.questionnaire.id.clone(),
            structure: String::new(),
            thresholds,
            years: making.year(cells, 2026).into_iter().collect(),
        }
    }
}

#[test]
fn a_solver_in_the_office_works_out_no_hidden_count() {
    let packages = std::env::var("VATTENPASS_SCIPY").expect("SciPy is missing: `make test` installs it");
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let write = |name: String, text: String| fs::write(folder.path().join(name), text).unwrap();
    let kinds = [ScoringKind::Baseline, ScoringKind::Levels, ScoringKind::Agreement];
    for (n, asked) in std::iter::once(survey()).chain(kinds.map(statements)).enumerate() {
        write(format!("{n}-known.json"), asked.known().to_string());
        for group in 0..GROUPS {
            let cells = asked.group(&mut Dice(group));
            // Those that are shipped, and the lowest there are.
            let thresholds = if group % 2 == 1 { Thresholds::new(5, 8) } else { Thresholds::new(3, 4) };
            write(format!("{n}-{group}-group.json"), asked.file(&cells, thresholds).to_json());
            let by = |part: fn(&CellKey) -> &str| cells.by(2026, |_| true, part);
            let truth = json!({ "units": by(|key| &key.unit), "roles": by(|key| &key.role) });
            write(format!("{n}-{group}-truth.json"), truth.to_string());
        }
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attack/solve.py");
    let run = Command::new("python3").env("PYTHONPATH", packages).arg(&script).arg(folder.path()).output();
    let run = run.expect("Python is missing");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let told: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(told["found"], json!([]));
    assert!(told["tried"].as_u64() > Some(5_000), "{}", told["tried"]);
}
