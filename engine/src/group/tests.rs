//! What a group counts, and that nothing it shows tells how a few have answered.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::group::cells::{Cell, CellKey, Cells, Counts};
use crate::group::disclosure::{Block, Shown, Split, Thresholds, of_all, split};
use crate::group::entry::Entry;
use crate::group::group_file::{GroupFile, Making, Together};
use crate::group::items::{Item, ItemKind, classes_of, items, median, middle_half};
use crate::group::pile::{Counting, Pile, Problem, Settled};
use crate::group::rows::{Head, Row};
use crate::model::answers::{Answer, Answers};
use crate::model::questionnaire::{
    Choice, ChoiceValue, Condition, Question, QuestionKind, Questionnaire, Scoring, ScoringKind, Section,
};
use crate::results::assessment::Assessment;
use crate::results::code::{CodeError, Contents, ResultCode};
use crate::results::plan::Plan;
use crate::results::questionnaire_ref::QuestionnaireRef;
use crate::results::result_file::ResultFile;
use crate::results::status::Status;
use crate::results::structure::Structure;

fn choice(id: &str, value: ChoiceValue) -> Choice {
    Choice { id: id.into(), text: id.into(), value }
}

fn scored(id: &str) -> Question {
    let choices = vec![
        choice("ja", ChoiceValue::Score(1.0)),
        choice("delvis", ChoiceValue::Score(0.5)),
        choice("nej", ChoiceValue::Score(0.0)),
        choice("vet-inte", ChoiceValue::DontKnow),
    ];
    Question { id: id.into(), kind: QuestionKind::Single(choices), ..Question::default() }
}

/// Two scored questions in an area, one that is asked after a "ja" to the first, and one with several choices.
fn questionnaire() -> Questionnaire {
    let several = ["x", "y", "z"].map(|id| choice(id, ChoiceValue::Plain)).into();
    let condition = Condition { question: "a".into(), choices: vec!["ja".into()] };
    let after = Question { index: Some("egen".into()), conditions: vec![condition], ..scored("efter") };
    let several = Question { id: "flera".into(), kind: QuestionKind::Several(several), ..Question::default() };
    let text = Question { id: "text".into(), ..Question::default() };
    let first = Section { id: "ett".into(), questions: vec![scored("a"), scored("b"), after], ..Section::default() };
    let second = Section { id: "tva".into(), questions: vec![text, several], ..Section::default() };
    Questionnaire { id: "prov".into(), sections: vec![first, second], ..Questionnaire::default() }
}

fn answers(given: &[(&str, &[&str])]) -> Answers {
    given.iter().map(|(id, choices)| (*id, Answer::choosing(choices.iter().copied()))).collect()
}

fn entry(n: u32, unit: &str, role: &str, given: &[(&str, &[&str])]) -> Entry {
    Entry {
        id: format!("{n:032x}"),
        dated: "2026-11-22T10:00:00Z".into(),
        status: Status::Final,
        questionnaire: "prov".into(),
        version: "v".into(),
        unit: unit.into(),
        role: role.into(),
        answers: answers(given),
    }
}

fn counting() -> Counting {
    let questionnaire = questionnaire();
    let items = items(&questionnaire);
    Counting { questionnaire, items, versions: vec!["v".into()], migrates: false }
}

fn cells(entries: &[Entry]) -> Cells {
    let (mut cells, counting) = (Cells::default(), counting());
    for entry in entries {
        counting.count(&mut cells, entry);
    }
    cells
}

#[test]
fn a_median_between_two_levels_is_both() {
    assert_eq!(median(&[0, 1, 1, 0]), Some((1, 2)));
    assert_eq!(median(&[0, 1, 2, 0]), Some((2, 2)));
    assert_eq!(median(&[5, 0, 0, 5]), Some((0, 3)));
    assert_eq!(median(&[1]), Some((0, 0)));
    assert_eq!(median(&[0, 0]), None);
    // Eight in order: the second and the sixth (nearest rank).
    assert_eq!(middle_half(&[1, 2, 2, 3]), Some((1, 3)));
    assert_eq!(middle_half(&[0, 1]), Some((1, 1)));
    assert_eq!(middle_half(&[]), None);
}

#[test]
fn the_items_are_what_can_be_counted() {
    let items = items(&questionnaire());
    let ids: Vec<(&str, ItemKind)> = items.iter().map(|item| (item.id.as_str(), item.kind)).collect();
    let question = |id| (id, ItemKind::Question);
    assert_eq!(
        ids,
        [
            question("a"),
            question("b"),
            question("efter"),
            question("flera"),
            ("ett", ItemKind::Section),
            ("prov", ItemKind::Whole)
        ],
        "texts are left out, and so is what is made of one question alone"
    );
    assert_eq!(items[0].scale, [2, 1, 0], "no, partly, yes; don't know is on no scale");
    assert!(items[3].scale.is_empty() && items[3].several);
    assert_eq!(items[2].rests_on, [0], "asked after the first one");
    assert_eq!(items[4].made_of, [0, 1], "a share of two");
    let levels = Scoring { kind: ScoringKind::Levels, ..Scoring::default() };
    let level = |id, level| Question { level: Some(level), ..scored(id) };
    let section = Section { id: "s".into(), questions: vec![level("a", 1), level("b", 2)], ..Section::default() };
    let of_levels =
        Questionnaire { id: "n".into(), scoring: levels, sections: vec![section], ..Questionnaire::default() };
    let items = super::items::items(&of_levels);
    assert_eq!(items[2].classes, ["0", "1", "2", "unconfirmed"]);
    let falls = |a: &str, b: &str| classes_of(&of_levels, &items, &answers(&[("a", &[a]), ("b", &[b])]))[2].clone();
    assert_eq!(
        [falls("ja", "nej"), falls("ja", "ja"), falls("nej", "ja")],
        [Some(vec![1]), Some(vec![2]), Some(vec![0])]
    );
}

#[test]
fn a_share_falls_into_its_tenth_and_only_everything_into_the_last() {
    let questionnaire = questionnaire();
    let items = items(&questionnaire);
    let falls = |a: &str, b: &str| {
        let classes = classes_of(&questionnaire, &items, &answers(&[("a", &[a]), ("b", &[b])]));
        classes[4].as_ref().unwrap().first().map(|class| items[4].classes[*class].clone())
    };
    assert_eq!(falls("ja", "ja").unwrap(), "100");
    assert_eq!(falls("ja", "delvis").unwrap(), "70-79");
    assert_eq!(falls("nej", "vet-inte").unwrap(), "0-9");
    assert_eq!(falls("borta", "").map(|_| ()), None, "nothing answered is no figure");
}

#[test]
fn each_result_is_counted_in_its_denominator() {
    let given: [&[(&str, &[&str])]; 4] = [
        &[("a", &["ja"]), ("efter", &["nej"]), ("flera", &["x", "z"])],
        &[("a", &["nej"]), ("efter", &["ja"]), ("flera", &["x"])],
        &[("a", &["vet-inte"])],
        &[("a", &["delvis", "nej"])],
    ];
    let entries: Vec<Entry> = (0..).zip(given).map(|(n, given)| entry(n, "", "", given)).collect();
    let all = cells(&entries).all(2026, |_| true);
    assert_eq!((all.people, all.days), (4, ("2026-11-22".to_owned(), "2026-11-22".to_owned())));
    let counts = |at: usize| (all.counts[at].people, all.counts[at].unanswered, all.counts[at].classes.clone());
    assert_eq!(counts(0), (4, 1, vec![1, 0, 1, 1]), "two choices of which one may be chosen are no answer");
    assert_eq!(counts(2), (1, 0, vec![0, 0, 1, 0]), "an answer to what is not asked is none");
    assert_eq!(counts(3), (4, 2, vec![2, 0, 1]), "two people, three choices");
}

fn file(n: u32, time: &str, a: &str) -> ResultFile {
    let reference = QuestionnaireRef { id: "prov".into(), ..QuestionnaireRef::default() };
    let blank = Assessment::new(reference, format!("{n:08x}{:024x}", 0), String::new(), String::new());
    let given = [("a".to_owned(), Answer { note: Some("hemligt".into()), ..Answer::choosing([a]) })];
    let (unit, answered) = (Some(" Skolan ".into()), Some(time.into()));
    let assessment = Assessment { answers: given.into_iter().collect(), unit, answered, ..blank };
    ResultFile::of(&assessment, Plan::default(), &questionnaire(), "2026-12-01T10:00:00Z".into())
}

fn code(n: u32, day: &str, a: &str) -> String {
    let id = format!("{n:08x}");
    let answers = answers(&[("a", &[a])]);
    let contents = Contents { id: &id, day, unit: None, role: None, answers: &answers };
    ResultCode::new(&Structure::of(&questionnaire()), &[], contents).write()
}

fn known(mut pile: Pile) -> Pile {
    pile.know(&[Structure::of(&questionnaire())], &[]);
    pile
}

/// What is gathered of some files and texts, what of it counts, and those entries in the order of their ids and times.
fn gathered(things: &[(&str, String)]) -> (Pile, Settled, Vec<Entry>) {
    let mut pile = Pile::default();
    things.iter().for_each(|(name, text)| pile.take(name, text.as_bytes()));
    let pile = known(pile);
    let settled = pile.settle();
    let mut counted: Vec<Entry> = settled.counted.iter().map(|at| pile.entry(*at)).collect();
    counted.sort_by(|a, b| (&a.id, &a.dated).cmp(&(&b.id, &b.dated)));
    (pile, settled, counted)
}

#[test]
fn one_result_counts_once_whatever_it_came_as() {
    let first = file(7, "2026-11-20T10:00:00Z", "nej");
    let shared = first.clone().shared(true, |time| time[..10].to_owned());
    let newest = file(7, "2026-11-22T09:00:00Z", "ja");
    let last_year = file(7, "2025-11-22T09:00:00Z", "delvis");
    let other = file(8, "2026-11-20T10:00:00Z", "nej");
    let mut things = [
        ("först.json", first.to_json()),
        ("delad.json", shared.to_json()),
        ("nyast.json", newest.to_json()),
        ("ifjol.json", last_year.to_json()),
        ("annan.json", other.to_json()),
        ("chatten", format!("Anna 10:02\r\n{}\n{}", code(7, "2026-11-21", "nej"), code(9, "2026-11-21", "ja"))),
    ];
    let mut expect = None;
    for _ in 0..things.len() {
        things.rotate_left(1);
        let (pile, settled, counted) = gathered(&things);
        let days: Vec<&str> = counted.iter().map(Entry::day).collect();
        assert_eq!(days, ["2025-11-22", "2026-11-22", "2026-11-20", "2026-11-21"]);
        assert_eq!(counted[1].unit, "Skolan");
        let once: Vec<_> = settled.duplicates.iter().map(|d| (d.source.as_str(), d.counted.as_str())).collect();
        assert_eq!(once, [("chatten", "nyast.json"), ("delad.json", "nyast.json"), ("först.json", "nyast.json")]);
        assert!(pile.refused().is_empty());
        assert!(counted.iter().all(|entry| entry.answers.iter().all(|(_, answer)| answer.note.is_none())));
        assert_eq!(*expect.get_or_insert_with(|| counted.clone()), counted, "in any order");
    }
}

#[test]
fn a_newer_code_takes_the_place_of_its_file_and_not_of_the_unit_and_the_role() {
    let of = |time: &str, unit: &str, role: &str| {
        let file = ResultFile { unit: Some(unit.into()), role: Some(role.into()), ..file(7, time, "nej") };
        file.to_json()
    };
    let mut things = [
        ("gammal.json", of("2026-11-18T10:00:00Z", "Omsorgen", "")),
        ("fil.json", of("2026-11-20T10:00:00Z", "Skolan", "")),
        ("roll.json", of("2026-11-19T10:00:00Z", "", "chef")),
        ("ifjol.json", of("2025-11-20T10:00:00Z", "Vården", "it")),
        ("chatten", code(7, "2026-11-21", "ja")),
        ("annan", code(8, "2026-11-21", "ja")),
    ];
    for _ in 0..things.len() {
        things.rotate_left(1);
        let (_, _, counted) = gathered(&things);
        let of: Vec<_> = counted.iter().map(|e| (e.day(), e.unit.as_str(), e.role.as_str(), &e.answers)).collect();
        let (yes, no) = (answers(&[("a", &["ja"])]), answers(&[("a", &["nej"])]));
        assert_eq!(
            of,
            [("2026-11-21", "Skolan", "chef", &yes), ("2025-11-20", "Vården", "it", &no), ("2026-11-21", "", "", &yes)],
            "the newest unit and the newest role of the same result and year, in any order"
        );
    }
}

#[test]
fn what_cannot_be_read_is_listed_with_its_reason_and_the_rest_counts() {
    let mut pile = Pile::default();
    let lines = format!(
        "{}\n\n{{\"format\": 1}}\n{}\n",
        serde_json::to_string(&file(1, "2026-11-20", "ja")).unwrap(),
        serde_json::to_string(&file(2, "2026-11-20", "ja")).unwrap()
    );
    pile.take("rader.ndjson", lines.as_bytes());
    pile.take("brev.txt", b"Hej!");
    pile.take("trasig.json", b"{\"format\": \"vattenpass-result\"");
    pile.take("bild.png", &[0x89, b'P', 0xff]);
    pile.take("kod.txt", b"VP1-abcdefgh och VP9-abcd");
    pile.take("tom.json", b"");
    let mut old = code(3, "2026-11-20", "ja");
    pile.take("ny.txt", old.as_bytes());
    old.truncate(12);
    // No structure is known.
    let refused: Vec<_> =
        pile.refused().into_iter().map(|refused| (refused.source, refused.line, refused.problem)).collect();
    let of = |name: &str| refused.iter().filter(|(source, ..)| source == name).collect::<Vec<_>>();
    assert_eq!(pile.settle().counted.len(), 2);
    assert!(matches!(of("rader.ndjson")[..], [(_, Some(3), Problem::File(_))]), "{refused:?}");
    assert!(matches!(of("trasig.json")[..], [(_, None, Problem::File(_))]));
    assert!(["brev.txt", "bild.png", "tom.json"].iter().all(|name| matches!(of(name)[..], [(_, _, Problem::Nothing)])));
    let codes: Vec<_> = of("kod.txt").into_iter().map(|(.., problem)| problem.clone()).collect();
    assert!(
        matches!(&codes[..], [Problem::Code(CodeError::Damaged, _), Problem::Code(CodeError::Newer, _)]),
        "{codes:?}"
    );
    assert!(matches!(&of("ny.txt")[..], [(_, _, Problem::UnknownVersion(start))] if *start == old));
    let pile = known(pile);
    assert_eq!(pile.settle().counted.len(), 3);
}

#[test]
fn rows_are_read_back_as_the_results_they_were() {
    let given: [&[(&str, &[&str])]; 3] =
        [&[("a", &["ja"]), ("b", &["nej"]), ("flera", &["x", "z"])], &[("b", &["delvis"])], &[("a", &["nej"])]];
    let entries: Vec<Entry> = (0..)
        .zip(given)
        .map(|(n, given)| Entry { dated: "2026-11-22".into(), ..entry(n, "Å", "chef", given) })
        .collect();
    let (questionnaire, items) = (questionnaire(), items(&questionnaire()));
    let rows = entries.iter().flat_map(|entry| Row::of(&questionnaire, &items, "v", entry, &entry.answers, false));
    let head = Head { format: Head::FORMAT.into(), version: Head::VERSION, note: "Arbetsmaterial".into() };
    let lines: Vec<String> =
        [serde_json::to_string(&head).unwrap()].into_iter().chain(rows.map(|row| row.to_json())).collect();
    // The first one is asked a, b, the one after a yes, and flera, where it chose two.
    assert_eq!(lines.len(), 1 + 5 + 3 + 3, "{lines:#?}");
    let mut pile = Pile::default();
    pile.take("rader.ndjson", lines.join("\n").as_bytes());
    assert_eq!(pile.refused(), []);
    let settled = pile.settle();
    let read: Vec<Entry> = settled.counted.iter().map(|at| pile.entry(*at)).collect();
    assert_eq!(read, entries);
    let columns: Vec<String> = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&lines[1])
        .unwrap()
        .keys()
        .cloned()
        .collect();
    assert_eq!(columns.len(), Row::COLUMNS.len());
    assert!(Row::COLUMNS.iter().all(|column| columns.contains(&(*column).to_owned())));
}

#[test]
fn what_came_after_a_mark_can_be_taken_back() {
    let mut pile = Pile::default();
    pile.take("a.json", file(1, "2026-11-20", "ja").to_json().as_bytes());
    let mark = pile.mark();
    pile.take("b.json", file(2, "2026-11-20", "ja").to_json().as_bytes());
    pile.take("c.txt", b"");
    pile.take("d.txt", code(3, "2026-11-20", "ja").as_bytes());
    pile.back_to(mark);
    assert_eq!((pile.settle().counted.len(), pile.refused().len(), pile.mark()), (1, 0, mark));
}

#[test]
fn results_of_another_version_stand_apart_until_they_are_migrated() {
    let other = Entry { version: "annan".into(), ..entry(1, "", "", &[("a", &["ja"]), ("borta", &["x"])]) };
    let mut counting = counting();
    let mut cells = Cells::default();
    assert!(!counting.count(&mut cells, &other) && cells.is_empty());
    counting.migrates = true;
    assert!(counting.count(&mut cells, &other));
    assert_eq!(cells.all(2026, |_| true).counts[0].classes, [1, 0, 0, 0]);
}

const LOW: Thresholds = Thresholds { medians: 3, spread: 4 };

/// Each unit has a median and no spread. Whether they are safe is asked a few times, and not for each unit of each unit:
/// that would take many minutes.
#[test]
fn thousands_of_small_units_are_split() {
    let choices = ["ja", "delvis", "nej", "vet-inte"];
    let entries = (0..15_000).map(|n: u32| {
        let chosen = choices[(n.wrapping_mul(2_654_435_761) >> 20) as usize % choices.len()];
        entry(n, &format!("{:04}", n / 5), "", &[("a", &[chosen]), ("b", &[chosen])])
    });
    let (cells, counting) = (cells(&entries.collect::<Vec<_>>()), counting());
    let all = of_all(&counting.items, &cells.all(2026, |_| true), LOW);
    let split = split(&counting.items, &all, &cells.by(2026, |_| true, |key| &key.unit), Thresholds::new(3, 6));
    assert_eq!(split.people.len(), 3_000);
    assert!(split.items[0].iter().any(|block| matches!(block.shown, Shown::Median(..))));
}

/// People of some units and roles, each with answers to two questions.
fn people() -> impl Strategy<Value = Vec<Entry>> {
    let choice = prop::sample::select(vec!["ja", "ja", "delvis", "nej", "vet-inte", ""]);
    let person = (
        prop::sample::select(vec!["", "Omsorgen", "Skolan", "Tekniska"]),
        prop::sample::select(vec!["chef", "it"]),
        prop::collection::vec(choice, 3),
    );
    prop::collection::vec(person, 0..30).prop_map(|people| {
        let entries = (0..).zip(people).map(|(n, (unit, role, chosen))| {
            let given: Vec<(&str, &[&str])> = ["a", "b", "efter"]
                .into_iter()
                .zip(&chosen)
                .filter(|(_, choice)| !choice.is_empty())
                .map(|(id, choice)| (id, std::slice::from_ref(choice)))
                .collect();
            entry(n, unit, role, &given)
        });
        entries.collect()
    })
}

fn file_of(entries: &[Entry], thresholds: Thresholds) -> GroupFile {
    let (questionnaire, none) = (questionnaire(), BTreeSet::new());
    let (items, cells) = (items(&questionnaire), cells(entries));
    let making = Making { items: &items, thresholds, joint: &none };
    GroupFile {
        format: GroupFile::FORMAT.into(),
        version: GroupFile::VERSION,
        day: "2026-11-26".into(),
        municipalities: vec!["Exempelby".into()],
        questionnaire: questionnaire.id.clone(),
        structure: Structure::of(&questionnaire).digest(),
        thresholds,
        years: cells.years().into_iter().filter_map(|year| making.year(&cells, year)).collect(),
    }
}

/// Linear equations over the integers modulo a prime, by which it is tried what follows from what is shown.
struct Equations(Vec<Vec<u64>>);

const PRIME: u64 = 2_147_483_647;

impl Equations {
    fn power(base: u64, mut exponent: u64) -> u64 {
        let (mut base, mut power) = (base % PRIME, 1);
        while exponent > 0 {
            if exponent & 1 == 1 {
                power = power * base % PRIME;
            }
            base = base * base % PRIME;
            exponent >>= 1;
        }
        power
    }

    /// What is left of an equation when those that are known are subtracted from it: nothing, if it follows from them.
    fn reduce(&self, mut row: Vec<u64>) -> Vec<u64> {
        for known in &self.0 {
            let Some(pivot) = known.iter().position(|x| *x != 0) else { continue };
            let factor = row[pivot];
            if factor != 0 {
                row.iter_mut().zip(known).for_each(|(x, k)| *x = (*x + PRIME - factor * k % PRIME) % PRIME);
            }
        }
        row
    }

    fn follows(&self, row: &[u64]) -> bool {
        self.reduce(row.to_vec()).iter().all(|x| *x == 0)
    }

    fn add(&mut self, row: Vec<u64>) {
        let row = self.reduce(row);
        if let Some(pivot) = row.iter().position(|x| *x != 0) {
            let inverse = Self::power(row[pivot], PRIME - 2);
            self.0.push(row.into_iter().map(|x| x * inverse % PRIME).collect());
        }
    }
}

/// Every way that a person can be: the unknowns are how many there are of each.
struct Ways {
    items: Vec<Item>,
    units: Vec<String>,
    roles: Vec<String>,
    /// What each way of answering falls into, of each item.
    answers: Vec<Vec<Option<Vec<usize>>>>,
}

impl Ways {
    fn new() -> Self {
        let questionnaire = questionnaire();
        let items = items(&questionnaire);
        let choices: [&[&str]; 5] = [&["ja"], &["delvis"], &["nej"], &["vet-inte"], &[]];
        let mut answers = Vec::new();
        for a in choices {
            for b in choices {
                for after in choices {
                    let given: Vec<(&str, &[&str])> = [("a", a), ("b", b), ("efter", after)].into();
                    answers.push(classes_of(&questionnaire, &items, &self::answers(&given)));
                }
            }
        }
        let units = ["", "Omsorgen", "Skolan", "Tekniska"].map(str::to_owned).into();
        Self { items, units, roles: ["chef", "it"].map(str::to_owned).into(), answers }
    }

    /// The sum of the people of some units and roles who fall into a class of an item (`None`: into none of them, of those it
    /// is for), or of all of them.
    fn row(&self, units: &[String], roles: &[String], of: Option<(usize, Option<usize>)>) -> Vec<u64> {
        let mut row = Vec::new();
        for unit in &self.units {
            for role in &self.roles {
                for answers in &self.answers {
                    let falls = of.is_none_or(|(item, class)| match (&answers[item], class) {
                        (None, _) => false,
                        (Some(classes), Some(class)) => classes.contains(&class),
                        (Some(classes), None) => classes.is_empty(),
                    });
                    row.push(u64::from(falls && units.contains(unit) && roles.contains(role)));
                }
            }
        }
        row
    }

    /// The names that a table tells apart: of units, or of roles.
    fn names(&self, by_unit: bool) -> &[String] {
        if by_unit { &self.units } else { &self.roles }
    }

    fn row_of(&self, by_unit: bool, of: &[String], what: Option<(usize, Option<usize>)>) -> Vec<u64> {
        if by_unit { self.row(of, &self.roles, what) } else { self.row(&self.units, of, what) }
    }
}

/// All that a file shows, as equations.
fn shown(ways: &Ways, file: &GroupFile) -> Equations {
    let mut known = Equations(Vec::new());
    for year in &file.years {
        known.add(ways.row(&ways.units, &ways.roles, None));
        for (by_unit, blocks) in [(true, &year.units), (false, &year.roles)] {
            blocks.iter().for_each(|block| known.add(ways.row_of(by_unit, &block.of, None)));
        }
        for (at, item) in year.items.iter().enumerate() {
            let classes = || (0..ways.items[at].classes.len()).map(Some).chain([None]);
            if item.all.spread.is_some() {
                classes().for_each(|class| known.add(ways.row(&ways.units, &ways.roles, Some((at, class)))));
            }
            for (by_unit, parts) in [(true, &item.units), (false, &item.roles)] {
                for part in parts.iter().filter(|part| part.figures.spread.is_some()) {
                    classes().for_each(|class| known.add(ways.row_of(by_unit, &part.of, Some((at, class)))));
                }
            }
        }
    }
    known
}

/// Every way in which a part can have answered, if its median is the one that is shown, and so many people of the whole of
/// each class at most.
fn possible(
    item: &Item,
    people: std::ops::RangeInclusive<u32>,
    most: &[u32],
    median: Option<(usize, usize)>,
) -> Vec<Vec<u32>> {
    let mut found = vec![Vec::new()];
    for most in most {
        found = found
            .into_iter()
            .flat_map(|cells: Vec<u32>| {
                (0..=*most).map(move |n| cells.iter().copied().chain([n]).collect::<Vec<u32>>())
            })
            .filter(|cells| cells.iter().sum::<u32>() <= *people.end())
            .collect();
    }
    found.retain(|cells| {
        let counts = Counts { classes: cells.clone(), ..Counts::default() };
        let on_scale = counts.on_scale(item);
        let own = super::items::median(&on_scale).map(|(a, b)| (item.scale[a], item.scale[b]));
        people.contains(&cells.iter().sum()) && (median.is_none() || own == median)
    });
    found
}

proptest! {
    #[test]
    fn grouping_files_is_merging_groups(people in people(), at in 0usize..30, seed in any::<u64>()) {
        let at = at.min(people.len());
        let mut merged = cells(&people[..at]);
        merged.add(cells(&people[at..]));
        prop_assert_eq!(&merged, &cells(&people));
        let mut shuffled = people.clone();
        shuffled.sort_by_key(|entry| crate::encoding::digest::sha256(format!("{seed}{}", entry.id).as_bytes()));
        prop_assert_eq!(merged, cells(&shuffled));
    }

    #[test]
    fn no_hidden_count_follows_from_all_that_is_shown(people in people()) {
        let ways = Ways::new();
        let file = file_of(&people, LOW);
        let known = shown(&ways, &file);
        let cells = cells(&people);
        for by_unit in [true, false] {
            let part: fn(&CellKey) -> &str = if by_unit { |key| &key.unit } else { |key| &key.role };
            let parts = cells.by(2026, |_| true, part);
            for name in ways.names(by_unit) {
                let of = std::slice::from_ref(name);
                let Some(cell) = parts.get(name) else { continue };
                let year = file.years.first();
                let blocks = year.map(|year| if by_unit { &year.units } else { &year.roles });
                let is_shown = blocks.is_some_and(|blocks| blocks.is_empty() && parts.len() == 1 || blocks.iter().any(|block| block.of == of));
                prop_assert!(is_shown || !known.follows(&ways.row_of(by_unit, of, None)), "the people of {name:?}");
                for (at, item) in ways.items.iter().enumerate() {
                    let shown = year.is_some_and(|year| {
                        let item = &year.items[at];
                        let parts_of = if by_unit { &item.units } else { &item.roles };
                        item.all.spread.is_some() && parts.len() == 1
                            || parts_of.iter().any(|part| part.of == of && part.figures.spread.is_some())
                    });
                    for (class, count) in cell.counts[at].classes.iter().enumerate() {
                        let row = ways.row_of(by_unit, of, Some((at, Some(class))));
                        prop_assert!(
                            shown || row.iter().all(|x| *x == 0) || !known.follows(&row),
                            "{name:?} {}={}: {count}", item.id, item.classes[class]
                        );
                    }
                }
            }
        }
    }

    /// With medians, and with what no count can be below, every way to fill the parts is tried.
    #[test]
    fn no_hidden_count_is_the_only_one_possible(
        parts in prop::collection::vec(prop::collection::vec(0u32..4, 3), 2..4)
    ) {
        let questionnaire = questionnaire();
        let mut item = items(&questionnaire).remove(0);
        item.classes.truncate(3);
        let counts: Vec<Counts> = parts
            .iter()
            .map(|classes| Counts { people: classes.iter().sum(), unanswered: 0, classes: classes.clone() })
            .collect();
        let cell = |counts: &Counts| Cell { people: counts.people, counts: vec![counts.clone()], ..Cell::default() };
        let named: BTreeMap<String, Cell> =
            (0..).zip(&counts).filter(|(_, counts)| counts.people > 0).map(|(n, counts)| (format!("{n}"), cell(counts))).collect();
        let mut all = Cell::default();
        named.values().for_each(|cell| all.add(cell));
        let items = [item];
        let everybody = of_all(&items, &all, LOW);
        let Split { people, items: shown } = split(&items, &everybody, &named, LOW);
        let shown = shown.first().cloned().unwrap_or_default();
        let alone = |name: &str| shown.iter().any(|Block { of, shown }| of.len() == 1 && of[0] == name && matches!(shown, Shown::Spread(_)));
        let hidden: Vec<(&String, &Cell)> = named.iter().filter(|(name, _)| !alone(name)).collect();
        if hidden.len() < 2 || all.people < LOW.medians || !matches!(everybody[0], Shown::Spread(_)) {
            return Ok(());
        }
        let mut rest = Counts::default();
        hidden.iter().for_each(|(_, cell)| rest.add(&cell.counts[0]));
        let ways: Vec<Vec<Vec<u32>>> = hidden
            .iter()
            .map(|(name, cell)| {
                let is_known = people.iter().any(|block| block.of.len() == 1 && block.of[0] == **name);
                let median = shown.iter().find_map(|Block { of, shown }| match shown {
                    Shown::Median(a, b) if of.len() == 1 && of[0] == **name => Some((*a, *b)),
                    _ => None,
                });
                let people = if is_known { cell.people..=cell.people } else { 1..=rest.people };
                possible(&items[0], people, &rest.classes, median)
            })
            .collect();
        // Every way in which the first ones leave the last one something that is possible.
        let (last, first) = ways.split_last().unwrap();
        let mut together: Vec<Vec<&Vec<u32>>> = vec![Vec::new()];
        for ways in first {
            together = together.into_iter().flat_map(|way| ways.iter().map(move |next| way.iter().copied().chain([next]).collect())).collect();
        }
        let mut values: Vec<Vec<BTreeSet<u32>>> = vec![vec![BTreeSet::new(); 3]; hidden.len()];
        for way in together {
            let left: Option<Vec<u32>> = (0..3)
                .map(|class| way.iter().try_fold(rest.classes[class], |left, cells| left.checked_sub(cells[class])))
                .collect();
            let Some(left) = left.filter(|left| last.contains(left)) else { continue };
            for (part, cells) in way.into_iter().chain([&left]).enumerate() {
                values[part].iter_mut().zip(cells).for_each(|(values, count)| values.extend([*count]));
            }
        }
        for (part, (name, cell)) in hidden.iter().enumerate() {
            for (class, values) in values[part].iter().enumerate() {
                prop_assert!(values.contains(&cell.counts[0].classes[class]));
                prop_assert!(
                    rest.classes[class] == 0 || values.len() > 1,
                    "{name} {class} of {:?}; {shown:?}", rest.classes
                );
            }
        }
    }

    #[test]
    fn a_file_says_nothing_of_a_few(people in people()) {
        let file = file_of(&people, Thresholds::new(5, 8));
        for year in &file.years {
            prop_assert!(year.people >= 5);
            let blocks = year.units.iter().chain(&year.roles);
            prop_assert!(blocks.clone().all(|block| block.people >= 5));
            for item in &year.items {
                let figures = item.units.iter().chain(&item.roles).map(|part| &part.figures).chain([&item.all]);
                for spread in figures.filter_map(|figures| figures.spread.as_ref()) {
                    let most = spread.classes.values().copied().max().unwrap_or_default();
                    prop_assert!(spread.answered() >= 8 && most + 2 <= spread.answered(), "{:?}", spread);
                }
            }
        }
        prop_assert_eq!(GroupFile::read(&file.to_json()), Ok(file));
    }

    #[test]
    fn what_was_shared_is_added_up_exactly(one in people(), other in people()) {
        let (one, mut other) = (file_of(&one, LOW), file_of(&other, LOW));
        other.municipalities = vec!["Grannby".into()];
        let (mut both, mut turned) = (one.clone(), other.clone());
        both.add(&other);
        turned.add(&one);
        turned.years.iter_mut().chain(&mut both.years).for_each(|year| year.items.sort_by(|a, b| a.id.cmp(&b.id)));
        prop_assert_eq!(&both, &turned);
        let people = |file: &GroupFile| file.years.iter().map(|year| year.people).sum::<u32>();
        prop_assert_eq!(people(&both), people(&one) + people(&other));
        let chose = |file: &GroupFile| -> u32 {
            let items = file.years.iter().flat_map(|year| &year.items).filter(|item| item.id == "a");
            items.filter_map(|item| item.all.spread.as_ref()).map(|spread| spread.classes["ja"]).sum()
        };
        prop_assert_eq!(chose(&both), chose(&one) + chose(&other));
    }
}

#[test]
fn a_later_file_that_differs_by_a_few_people_is_told() {
    let some = |n: u32, unit: &str| -> Vec<Entry> {
        (0..n)
            .map(|n| entry(n, unit, "chef", &[("a", [["ja"], ["nej"], ["delvis"]][n as usize % 3].as_slice())]))
            .collect()
    };
    let file =
        |skola: u32, vard: u32| file_of(&[some(skola, "Skolan"), some(vard, "Vården")].concat(), Thresholds::new(5, 8));
    let before = file(10, 10);
    assert_eq!(file(10, 10).differences(&before), []);
    assert_eq!(file(20, 10).differences(&before), [], "ten more are many");
    let told: Vec<_> = file(12, 20).differences(&before).into_iter().map(|d| (d.of, d.by)).collect();
    assert_eq!(told, [(vec!["Skolan".to_owned()], 2)]);
    let told: Vec<_> = file(10, 9).differences(&before).into_iter().map(|d| (d.of, d.by)).collect();
    assert!(told.contains(&(Vec::new(), 1)) && told.contains(&(vec!["Vården".to_owned()], 1)), "{told:?}");
}

#[test]
fn a_joint_answer_is_a_functions_and_is_not_hidden() {
    let mut entries: Vec<Entry> =
        (0..12).map(|n| entry(n, "", "chef", &[("a", if n < 5 { &["ja"] } else { &["nej"] })])).collect();
    entries.push(entry(99, "", "it", &[("a", &["delvis"]), ("flera", &["x", "z"])]));
    let (questionnaire, joint) = (questionnaire(), BTreeSet::from(["it".to_owned()]));
    let items = items(&questionnaire);
    let making = Making { items: &items, thresholds: Thresholds::new(5, 8), joint: &joint };
    let year = making.year(&cells(&entries), 2026).unwrap();
    assert_eq!(year.people, 12);
    let answers: Vec<_> = year.joint["it"].iter().map(|a| (a.question.as_str(), a.choices.join(" "))).collect();
    assert_eq!(answers, [("a", "delvis".to_owned()), ("flera", "x z".to_owned())]);
    // Of two, neither is.
    entries.push(entry(100, "", "it", &[("a", &["ja"])]));
    let year = making.year(&cells(&entries), 2026).unwrap();
    assert!(year.joint.is_empty() && year.people == 14);
    assert_eq!(year.roles.len(), 0, "two cannot stand alone, and the rest would tell how many they are");
}

#[test]
fn parts_that_are_too_small_are_shown_together() {
    let some = |from: u32, n: u32, unit: &str| -> Vec<Entry> {
        (0..n)
            .map(|k| entry(from + k, unit, "", &[("a", [["ja"], ["nej"], ["delvis"]][k as usize % 3].as_slice())]))
            .collect()
    };
    let entries = [some(0, 14, "Omsorgen"), some(100, 12, "Skolan"), some(200, 3, "Miljö"), some(300, 2, "")].concat();
    let file = file_of(&entries, Thresholds::new(5, 8));
    let blocks: Vec<_> = file.years[0].units.iter().map(|block| (block.of.join("+"), block.people)).collect();
    assert_eq!(blocks, [("Omsorgen".into(), 14), ("Skolan".into(), 12), ("+Miljö".into(), 5)]);
    // For how the five answered they are too few: the smallest unit joins them.
    let spread: Vec<_> = file.years[0].items[0]
        .units
        .iter()
        .map(|part| {
            (part.of.join("+"), part.figures.spread.as_ref().map(|spread| spread.people), part.figures.median.clone())
        })
        .collect();
    let partly = Some(("delvis".to_owned(), "delvis".to_owned()));
    assert_eq!(
        spread,
        [
            ("Omsorgen".into(), Some(14), None),
            ("Skolan".into(), None, partly),
            ("+Miljö+Skolan".into(), Some(17), None)
        ]
    );
}

/// People of a unit, so many for each of some answers to the first question.
fn unit(from: u32, unit: &str, given: &[(&str, u32)]) -> Vec<Entry> {
    let chosen = given.iter().flat_map(|(choice, n)| std::iter::repeat_n(*choice, *n as usize));
    (from..).zip(chosen).map(|(n, choice)| entry(n, unit, "", &[("a", &[choice])])).collect()
}

/// A median is shown of five people on: of five, it tells that none of them said "don't know". So the one in the two units who
/// did would be in the other.
#[test]
fn a_median_that_tells_that_all_of_a_unit_have_a_value_is_left_out() {
    let large = unit(0, "Omsorgen", &[("ja", 5), ("nej", 5)]);
    let five = unit(100, "Skolan", &[("ja", 3), ("delvis", 1), ("nej", 1)]);
    let seven = unit(200, "Miljö", &[("ja", 5), ("nej", 1), ("vet-inte", 1)]);
    let file = file_of(&[large, five, seven].concat(), Thresholds::new(5, 8));
    let parts = &file.years[0].items[0].units;
    let of = |name: &str| parts.iter().find(|part| part.of == [name]).map(|part| part.figures.clone());
    assert!(parts.iter().any(|part| part.of.len() == 2 && part.figures.spread.is_some()));
    assert!(of("Miljö").unwrap().median.is_some(), "of its seven, any could have said it");
    assert_eq!(of("Skolan"), None);
}

/// Whoever has a level meets every statement below it. Where nobody of a unit is at level 0, all of them meet the first one.
#[test]
fn a_level_is_not_spread_where_it_would_tell_a_statement_that_is_not() {
    for kind in [ScoringKind::Levels, ScoringKind::Baseline] {
        let level = |id, level| Question { level: Some(level), ..scored(id) };
        let section = Section { id: "s".into(), questions: vec![level("a", 1), level("b", 2)], ..Section::default() };
        let scoring = Scoring { kind, ..Scoring::default() };
        let questionnaire =
            Questionnaire { id: "prov".into(), scoring, sections: vec![section], ..Questionnaire::default() };
        let items = items(&questionnaire);
        let counted = |unit: &str, n: u32, a: &dyn Fn(u32) -> bool| {
            let mut cells = Cells::default();
            for n in 0..n {
                let choice = |yes: bool| if yes { "ja" } else { "nej" };
                let given = [("a", choice(a(n))), ("b", choice(n % 2 == 0))];
                let given: Vec<(&str, &[&str])> =
                    given.iter().map(|(id, choice)| (*id, std::slice::from_ref(choice))).collect();
                let entry = entry(n, unit, "", &given);
                cells.count(&questionnaire, &items, &entry, &entry.answers);
            }
            cells
        };
        let spread = |cells: &Cells| {
            let making = Making { items: &items, thresholds: Thresholds::new(5, 8), joint: &BTreeSet::new() };
            let year = making.year(cells, 2026).unwrap();
            let of = |item: &crate::group::group_file::GroupItem, unit: &str| {
                item.units.iter().any(|part| part.of == [unit] && part.figures.spread.is_some())
            };
            let all = year.items.iter().map(|item| item.all.spread.is_some()).collect::<Vec<_>>();
            let skola = year.items.iter().map(|item| of(item, "Skolan")).collect::<Vec<_>>();
            (all, skola)
        };
        let mut cells = counted("Skolan", 10, &|_| true);
        cells.add(counted("Vården", 20, &|n| n % 4 < 2));
        cells.add(counted("Omsorgen", 20, &|n| n % 4 < 2));
        let (all, skola) = spread(&cells);
        // The two statements, the area, the whole.
        assert_eq!((all, skola), (vec![true; 4], vec![false, true, false, false]));
        // Of everybody, it is left open which of the statements two have not met.
        let (all, _) = spread(&counted("", 10, &|n| n > 0));
        let is_open = kind == ScoringKind::Baseline;
        assert_eq!(all, [false, true, is_open, is_open], "{kind:?}");
    }
}

#[test]
fn files_of_others_are_added_and_ones_own_stand_for_their_year() {
    let some = |n: u32, year: &str| -> Vec<Entry> {
        let given = |k: u32| [["ja"], ["nej"], ["delvis"]][k as usize % 3];
        let of = |k| Entry { dated: format!("{year}-11-22"), ..entry(k, "", "", &[("a", &given(k))]) };
        (0..n).map(of).collect()
    };
    let file = |n: u32, year: &str, name: &str, day: &str| GroupFile {
        municipalities: vec![name.into()],
        day: day.into(),
        ..file_of(&some(n, year), Thresholds::new(5, 8))
    };
    let own = file(12, "2026", "Exempelby", "2026-11-26");
    let before = file(11, "2026", "Exempelby", "2026-11-20");
    let last_year = file(9, "2025", "Exempelby", "2025-11-20");
    let (other, older) = (file(20, "2026", "Grannby", "2026-11-25"), file(15, "2026", "Grannby", "2026-11-01"));
    let mut region = file(30, "2026", "Storby", "2026-11-01");
    region.add(&older);
    let people = |together: &Together| -> Vec<(u16, u32)> {
        together.file.years.iter().map(|year| (year.year, year.people)).collect()
    };
    let together = Together::new(own.clone(), &[2026], &[&last_year, &before]);
    assert_eq!(
        (people(&together), together.before, together.overlapping),
        (vec![(2026, 12), (2025, 9)], vec![before], 0)
    );
    let together = Together::new(own.clone(), &[2026], &[&older, &other, &region, &last_year]);
    assert_eq!(people(&together), [(2026, 32), (2025, 9)]);
    assert_eq!((together.overlapping, together.file.municipalities.join("+")), (2, "Exempelby+Grannby".to_owned()));
    let of: Vec<_> =
        together.file.years[0].municipalities.iter().map(|block| (block.of.join(""), block.people)).collect();
    assert_eq!(of, [("Exempelby".to_owned(), 12), ("Grannby".to_owned(), 20)]);
}
