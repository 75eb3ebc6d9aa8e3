use std::cell::Cell;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

use super::*;
use crate::Lang;
use crate::encoding::content::Compiled;
use crate::exports::outgoing::tests::troublesome;
use crate::model::answers::AnswerField;
use crate::model::questionnaire::{Choice, ChoiceValue, Condition, Question, QuestionKind, Section};
use crate::results::assessment::Change;
use crate::results::compare::compare;
use crate::results::plan::{Action, Target};
use crate::scoring::Figure;

/// The worked case of A1 in miniature: 1, 2, 4, 5 scored; 8 opens 8a.
fn questionnaire() -> Questionnaire {
    let choice = |(id, value): (&str, ChoiceValue)| Choice { id: id.into(), text: id.into(), value };
    let question = |id: &str, choices: &[(&str, ChoiceValue)]| Question {
        id: id.into(),
        kind: QuestionKind::Single(choices.iter().copied().map(choice).collect()),
        ..Question::default()
    };
    let yes_no = [("ja", ChoiceValue::Score(1.0)), ("nej", ChoiceValue::Score(0.0))];
    let plain = [("ja", ChoiceValue::Plain), ("nej", ChoiceValue::Plain)];
    let mut after = question("8a", &plain);
    after.conditions = vec![Condition { question: "8".into(), choices: vec!["ja".into()] }];
    let systems = [("namnd", ChoiceValue::Score(1.0)), ("it", ChoiceValue::Score(0.0))];
    let computer = [("it", ChoiceValue::Score(1.0)), ("datastod", ChoiceValue::Score(0.5))];
    let questions = vec![
        question("1", &yes_no),
        question("2", &yes_no),
        question("4", &systems),
        question("5", &computer),
        question("8", &plain),
        after,
    ];
    let sections = vec![Section { id: "allt".into(), questions, ..Section::default() }];
    Questionnaire { id: "chefsenkat".into(), version: "1.0".into(), sections, ..Questionnaire::default() }
}

fn digest() -> String {
    crate::encoding::digest::sha256(b"markdown")
}

fn reference() -> QuestionnaireRef {
    QuestionnaireRef { id: "chefsenkat".into(), version: "1.0".into(), language: Lang::Sv, digest: digest() }
}

fn worked_case() -> Assessment {
    let given = [("1", "nej"), ("2", "nej"), ("4", "it"), ("5", "it"), ("8", "nej"), ("8a", "ja")];
    let blank = Assessment::new(reference(), "0123456789abcdef0123456789abcdef".into(), "Hösten".into(), String::new());
    let answers = given.iter().map(|(q, c)| (*q, Answer::choosing([*c]))).collect();
    let answered = Some("2025-11-20T08:00:00Z".into());
    Assessment { answered, unit: Some("Socialförvaltningen".into()), answers, plan: plan().pack(), ..blank }
}

fn plan() -> Plan {
    let action =
        Action { id: "1-nej".into(), text: "Berätta om målen".into(), year: Some(2027), ..Action::default() };
    Plan { targets: vec![Target { part: "allt".into(), value: 80 }], actions: vec![action] }
}

fn file_of(assessment: &Assessment, questionnaire: &Questionnaire, time: String) -> ResultFile {
    ResultFile::of(assessment, Plan::of(assessment, Plan::unpack), questionnaire, time)
}

fn finished() -> ResultFile {
    file_of(&worked_case(), &questionnaire(), "2026-11-22T10:00:00Z".into())
}

fn opened(file: ResultFile, questionnaire: &Questionnaire, digest: String) -> Opened {
    Opened::new(file, questionnaire, reference(), &[digest])
}

#[test]
fn a1_the_worked_case_is_25_percent_in_the_file() {
    let json: serde_json::Value = serde_json::from_str(&finished().to_json()).unwrap();
    assert_eq!(json["score"]["whole"]["figure"]["share"], 0.25);
    assert_eq!(json["score"]["whole"]["counts"]["answered"], 4);
    assert_eq!(finished().file_name("2026-11-22"), "vattenpass-chefsenkat-2026-11-22.json");
}

#[test]
fn an_answer_on_a_path_not_taken_is_kept_on_the_device_but_not_sent() {
    assert!(worked_case().answers.get("8a").is_some());
    assert!(finished().answers.get("8a").is_none());
    assert!(finished().answers.get("8").is_some());
}

#[test]
fn what_was_written_opens_again_and_agrees() {
    let read = ResultFile::read(finished().to_json().as_bytes()).unwrap();
    assert_eq!((&read.answers, read.score.whole.figure), (&finished().answers, finished().score.whole.figure));
    let Opened { assessment, report } = opened(read, &questionnaire(), digest());
    assert!(!report.other_version && report.answers.is_clean() && report.disagreements.is_empty());
    assert_eq!(report.answers.matched, 5);
    assert_eq!(Plan::unpack(&assessment.plan), Plan::of(&worked_case(), Plan::unpack));
    assert_eq!(file_of(&assessment, &questionnaire(), finished().time), finished(), "and is written again the same");
}

#[test]
fn a_result_keeps_the_day_of_its_last_answer_when_its_file_is_opened_and_saved_again() {
    let saved = |file: ResultFile, time: &str| {
        let Opened { mut assessment, .. } = opened(file, &questionnaire(), digest());
        assessment.apply(&Change::Status(Status::Final), time);
        assessment.apply(&Change::Unit(Some("Annan".into())), time);
        file_of(&assessment, &questionnaire(), time.into())
    };
    let first = finished();
    let again = saved(first.clone(), "2027-03-01T10:00:00Z");
    assert_eq!((again.time.as_str(), again.dated()), ("2027-03-01T10:00:00Z", "2025-11-20T08:00:00Z"));
    assert!(again.is_same_as(&first));
    // A file from before there was `answered`: its time is all that is known.
    let older = ResultFile { answered: None, ..first };
    let again = saved(older.clone(), "2027-03-01T10:00:00Z");
    assert_eq!(again.answered.as_deref(), Some("2026-11-22T10:00:00Z"));
    assert!(again.is_same_as(&older));
    // Answered on, it is another result.
    let Opened { mut assessment, .. } = opened(older.clone(), &questionnaire(), digest());
    assessment.apply(&Change::Answer("1".into(), AnswerField::Choices(vec!["ja".into()])), "2027-03-02T10:00:00Z");
    let on = file_of(&assessment, &questionnaire(), "2027-03-03T10:00:00Z".into());
    assert_eq!((on.dated(), &on.id), ("2027-03-02T10:00:00Z", &older.id));
    assert!(!on.is_same_as(&older));
}

#[test]
fn a_result_whose_answers_were_all_taken_back_keeps_its_day_too() {
    let none = ResultFile { answers: Answers::default(), ..finished() };
    let Opened { assessment, .. } = opened(none.clone(), &questionnaire(), digest());
    assert_eq!(assessment.dated(), "2025-11-20T08:00:00Z");
    assert!(file_of(&assessment, &questionnaire(), "2027-03-01T10:00:00Z".into()).is_same_as(&none));
    // One that was never answered has no such day.
    let Opened { assessment, .. } = opened(ResultFile { answered: None, ..none }, &questionnaire(), digest());
    assert_eq!(assessment.answered, None);
}

#[test]
fn a_share_holds_nothing_that_was_written() {
    let mut assessment = worked_case();
    assessment.answers.set("4", Answer { note: Some("Hemligt".into()), ..Answer::choosing(["it"]) });
    assessment.answers.set("gammal", Answer { text: Some("Hemligt".into()), ..Answer::default() });
    let full = file_of(&assessment, &questionnaire(), "2026-11-22T10:11:12Z".into());
    // East of Greenwich the day has begun before it has in UTC.
    let day = |time: &str| if time < "2026" { "2025-11-20".to_owned() } else { "2026-11-23".to_owned() };
    let shared = full.clone().shared(false, day);
    let text = shared.to_json();
    for secret in ["Hemligt", "Socialförvaltningen", "Berätta om målen", "Hösten", "10:11:12", "08:00:00", &full.id]
    {
        assert!(!text.contains(secret), "{secret}");
    }
    assert_eq!((&shared.score, shared.answers.get("5")), (&full.score, full.answers.get("5")));
    assert_eq!(shared.answers.get("gammal"), None, "nothing is left of it");
    assert_eq!(shared.time, "2026-11-23T00:00:00Z");
    assert_eq!(shared.answered.as_deref(), Some("2025-11-20T00:00:00Z"));
    assert_eq!(full.clone().shared(true, day).unit.as_deref(), Some("Socialförvaltningen"));
    assert_eq!(full.clone().shared(true, day).id, shared.id, "the same share each time");
    assert!(ResultFile::read(text.as_bytes()).is_ok());
}

#[test]
fn a_score_that_the_answers_do_not_give_is_reported() {
    let forged = finished().to_json().replace("\"share\": 0.25", "\"share\": 0.95");
    let opened = opened(ResultFile::read(forged.as_bytes()).unwrap(), &questionnaire(), digest());
    let (theirs, ours) = &opened.report.disagreements[0];
    assert_eq!((theirs.figure.share(), ours.figure.share()), (Some(0.95), Some(0.25)));
    assert!(matches!(ours.figure, Figure::Share { .. }));
}

#[test]
fn a_score_of_parts_without_end_is_reported_once_for_each_part_that_there_is() {
    let mut file = finished();
    file.score.sections = vec![Part { figure: Figure::None, ..file.score.sections[0].clone() }; MAX_LIST];
    let report = opened(ResultFile::read(file.to_json().as_bytes()).unwrap(), &questionnaire(), digest()).report;
    assert_eq!(report.disagreements.len(), 1);
}

#[test]
fn another_version_is_matched_with_a_report_and_nothing_is_dropped() {
    let mut newer = questionnaire();
    newer.sections[0].questions[0].id = "mal".into();
    newer.sections[0].questions[0].formerly = vec!["1".into()];
    newer.sections[0].questions.remove(1);
    let QuestionKind::Single(choices) = &mut newer.sections[0].questions[2].kind else { panic!() };
    choices[0].id = "it-enheten".into();
    let Opened { assessment, report } = opened(finished(), &newer, "another".into());
    assert!(report.other_version);
    assert_eq!(report.answers.renamed, [("1".to_owned(), "mal".to_owned())]);
    assert_eq!(report.answers.gone, ["2"]);
    assert_eq!(report.answers.choice_gone, ["5"]);
    assert_eq!(report.answers.matched, 3);
    for kept in ["mal", "2", "4", "5", "8"] {
        assert!(assessment.answers.get(kept).is_some(), "{kept} was dropped");
    }
    let again = file_of(&assessment, &newer, String::new());
    assert!(again.answers.get("2").is_some(), "what is no longer asked is still in the file");
}

#[test]
fn a_renamed_question_does_not_overwrite_the_answer_it_already_has() {
    let mut newer = questionnaire();
    newer.sections[0].questions[0].formerly = vec!["0".into()];
    let mut given = worked_case().answers;
    given.set("0", Answer::choosing(["ja"]));
    let (answers, report) = migrate(&newer, &given);
    assert_eq!(answers.get("1").unwrap().choices, ["nej"]);
    assert_eq!(report.gone, ["0"]);
}

#[track_caller]
fn check_refused(bytes: &[u8], expect: fn(&OpenError) -> bool) {
    let error = ResultFile::read(bytes).expect_err("must be refused");
    assert!(expect(&error), "{error:?}");
}

#[test]
fn hostile_files_are_refused() {
    let good = finished().to_json();
    let damaged = |e: &OpenError| matches!(e, OpenError::Damaged { .. });
    let not_json = |e: &OpenError| matches!(e, OpenError::NotJson { .. });
    check_refused(&vec![b' '; 100_000_000], |e| *e == OpenError::TooLarge);
    check_refused(b"", not_json);
    check_refused(b"\xff\xfe\x00", not_json);
    check_refused(good.replace("Social", "\u{1}").as_bytes(), not_json);
    check_refused(&good.as_bytes()[..good.len() / 2], not_json);
    let mut not_utf8 = good.clone().into_bytes();
    let at = good.find("Social").unwrap();
    not_utf8[at] = 0xff;
    assert!(ResultFile::read(&not_utf8).is_err());
    check_refused("[".repeat(1_000_000).as_bytes(), |e| *e == OpenError::NotOurs);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    check_refused(good.replace("\"answers\": {", &format!("\"answers\": {{\"9\": {deep},")).as_bytes(), damaged);
    check_refused(format!("{{\"format\": {deep}}}").as_bytes(), |e| *e == OpenError::NotOurs);
    check_refused(b"[1, 2, 3]", |e| *e == OpenError::NotOurs);
    check_refused(b"null", |e| *e == OpenError::NotOurs);
    check_refused(br#"{"format": 7}"#, |e| *e == OpenError::NotOurs);
    check_refused(br#"{"format": "annat", "version": 1}"#, |e| *e == OpenError::NotOurs);
    check_refused(good.replace("\"version\": 1,", "\"version\": 2,").as_bytes(), |e| {
        *e == OpenError::Newer { version: 2 }
    });
    check_refused(good.replace("\"version\": 1,", "\"version\": 99999999999,").as_bytes(), |e| {
        *e == OpenError::Newer { version: 99_999_999_999 }
    });
    check_refused(good.replace("\"version\": 1,", "\"version\": \"ett\",").as_bytes(), |e| *e == OpenError::NotOurs);
    check_refused(good.replace("\"draft\"", "\"ohej\"").as_bytes(), damaged);
    check_refused(good.replace("\"answers\": {", "\"answers\": {\"9\": 7,").as_bytes(), damaged);
    check_refused(good.replace("\"answers\": {", "\"answers\": {\"1\": {\"choices\": [\"ja\"]},").as_bytes(), damaged);
    check_refused(good.replace("\"answers\": {", "\"answers\": {\"9\": {\"number\": NaN},").as_bytes(), not_json);
    check_refused(good.replace("\"answers\": {", "\"answers\": {\"9\": {\"number\": 1e999},").as_bytes(), |_| true);
    check_refused(good.replacen("\"id\":", "\"id\": \"a\", \"id\":", 1).as_bytes(), damaged);
}

/// A file's questionnaire is fetched by its id. The answers' ids may be those of any version, and name no file.
#[test]
fn a_questionnaire_that_no_file_can_be_named_after_is_refused() {
    let mut file = finished();
    file.answers.set("..\\x/Å?", Answer::choosing(["ja"]));
    assert!(ResultFile::read(file.to_json().as_bytes()).is_ok());
    let long = "a".repeat(1_000_000);
    let paths = ["", "..", "../../x", "..\\..\\x", "/etc/passwd", "//x.se/a", "https://x.se/a", "%2e%2e%2fx"];
    let others = ["om/metod", "å", "Chefsenkat", "a b", "a?b", "a#b", "a\0", "-a", long.as_str()];
    for id in paths.into_iter().chain(others) {
        let mut file = finished();
        file.questionnaire.id = id.to_owned();
        check_refused(file.to_json().as_bytes(), |error| *error == OpenError::NoQuestionnaire);
    }
}

#[test]
fn a_file_saved_with_a_byte_order_mark_opens() {
    let marked = format!("\u{feff}{}", finished().to_json());
    assert!(ResultFile::read(marked.as_bytes()).is_ok());
}

#[test]
fn a_file_keeps_every_character_that_was_written() {
    let note: String = troublesome().collect();
    let mut assessment = worked_case();
    assessment.answers.set("1", Answer { note: Some(note.clone()), ..Answer::choosing(["nej"]) });
    assessment.unit = Some(note.clone());
    let file = file_of(&assessment, &questionnaire(), "2026-11-22T10:00:00Z".into());
    let read = ResultFile::read(file.to_json().as_bytes()).unwrap();
    assert_eq!((read.unit, &read.answers), (Some(note), &file.answers));
}

/// A file with so many answers to questions that nobody asks, in an order that is not theirs.
fn with_answers(n: usize) -> String {
    // No number of answers has this factor, so that each number comes once.
    let ids = (0..n).map(|at| at * 7_919 % n);
    let answers: Vec<String> = ids.map(|id| format!("\"x{id}\":{{\"note\":\"\"}}")).collect();
    finished().to_json().replace("\"answers\": {", &format!("\"answers\": {{{},", answers.join(",")))
}

#[test]
fn as_many_answers_as_a_file_may_hold_are_read_and_migrated() {
    let n = MAX_ANSWERS - finished().answers.len();
    let file = ResultFile::read(with_answers(n).as_bytes()).unwrap();
    assert_eq!(file.answers.len(), MAX_ANSWERS);
    let Opened { assessment, report } = opened(file, &questionnaire(), digest());
    assert_eq!((report.answers.matched, report.answers.gone.len()), (5, n));
    let again = file_of(&assessment, &questionnaire(), String::new());
    assert_eq!(again.answers, assessment.answers);
    assert_eq!(again.clone().shared(false, str::to_owned).answers.len(), 5, "notes are not shared");
    // Set beside each other, and met by another version once more.
    let compared = compare(&questionnaire(), vec![again.clone(), again]).unwrap();
    assert_eq!(compared.gone.len(), n);
    let mut kept = assessment;
    kept.apply(&Change::Read, "2027");
    kept.apply(&Change::Migrate(Arc::new(Compiled { digest: "another".into(), value: questionnaire() })), "2027");
    assert!(kept.migrated.unwrap().read, "what has been read is not reported again");
}

#[test]
fn more_of_anything_than_a_file_may_hold_is_refused() {
    let too_many = |error: &OpenError| *error == OpenError::TooMany;
    let longest = with_answers(200_000);
    assert!(longest.len() < MAX_BYTES);
    check_refused(longest.as_bytes(), too_many);
    check_refused(with_answers(MAX_ANSWERS).as_bytes(), too_many);
    let check = |change: fn(&mut ResultFile, usize)| {
        let with = |n| {
            let mut file = finished();
            change(&mut file, n);
            file.to_json()
        };
        assert!(ResultFile::read(with(MAX_LIST).as_bytes()).is_ok());
        check_refused(with(MAX_LIST + 1).as_bytes(), too_many);
    };
    check(|file, n| file.plan.actions = vec![Action::default(); n]);
    check(|file, n| file.plan.targets = vec![Target { part: "allt".into(), value: 80 }; n]);
    check(|file, n| file.score.sections = vec![Part::default(); n]);
    check(|file, n| file.score.indices = vec![Part::default(); n]);
    check(|file, n| file.answers.set("1", Answer::choosing(vec!["ja"; n])));
}

/// Any JSON that a file could hold in a place where it does not belong.
fn any_json() -> impl Strategy<Value = Value> {
    let text = || {
        prop::sample::select(vec!["", "1", "ja", "allt", "level", "draft", "sv", "a\r\nb\0", "2026-11-22T10:00:00Z"])
    };
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0u16..300).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, move |inner| {
        let key = prop_oneof![
            text().prop_map(str::to_owned),
            prop::sample::select(vec![
                "choices", "note", "number", "kind", "share", "year", "value", "part", "id", "uid"
            ])
            .prop_map(str::to_owned)
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(key, inner, 0..4).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// The place of every value in a file.
fn collect_places(value: &Value, at: &str, places: &mut Vec<String>) {
    places.push(at.to_owned());
    let inside: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(n, value)| (n.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    inside.iter().for_each(|(key, value)| collect_places(value, &format!("{at}/{key}"), places));
}

/// Checks that a file which is read can be used: it opens, and is written and read again the same. Any other is refused.
/// Gives whether it was read.
fn holds(bytes: &[u8]) -> Result<bool, TestCaseError> {
    let file = match ResultFile::read(bytes) {
        Ok(file) => file,
        Err(_) => return Ok(false),
    };
    let Opened { assessment, report } = opened(file, &questionnaire(), digest());
    prop_assert!(
        report.answers.matched + report.answers.renamed.len() + report.answers.gone.len() == assessment.answers.len()
    );
    let write = |assessment| file_of(assessment, &questionnaire(), "2026-11-22T10:00:00Z".into()).to_json();
    let text = write(&assessment);
    let again = ResultFile::read(text.as_bytes());
    prop_assert!(again.is_ok(), "{again:?} {text}");
    let again = opened(again.unwrap(), &questionnaire(), digest());
    prop_assert_eq!(write(&again.assessment), text);
    prop_assert_eq!(again.report.disagreements, []);
    Ok(true)
}

#[test]
fn whatever_a_file_holds_it_opens_fit_for_use_or_is_refused() {
    let good: Value = serde_json::from_str(&finished().to_json()).unwrap();
    let mut all = Vec::new();
    collect_places(&good, "", &mut all);
    let (opened, refused) = (Cell::new(0), Cell::new(0));
    let mut runner = TestRunner::new_with_rng(
        ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() },
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    let run = runner.run(&(prop::sample::select(all), any_json()), |(place, json)| {
        let mut file = good.clone();
        *file.pointer_mut(&place).unwrap() = json;
        let text = file.to_string();
        let is_json = !matches!(ResultFile::read(text.as_bytes()), Err(OpenError::NotJson { .. }));
        prop_assert!(is_json, "{}", text);
        let counter = if holds(text.as_bytes())? { &opened } else { &refused };
        counter.set(counter.get() + 1);
        Ok(())
    });
    run.unwrap();
    // Both ways are tried, time and again: otherwise the cases are no test.
    assert!(opened.get() > 100 && refused.get() > 100, "{opened:?} {refused:?}");
}

/// What JSON is made of, and what may have got into it.
#[rustfmt::skip]
const SIGNS: [&str; 24] = [
    "", "{", "}", "[", "]", ",", ":", "\"", "\"format\"", "\"vattenpass-result\"", "\"version\"", "\"answers\"",
    "0", "1", "-1", "1e999", "true", "null", "\n", "\\", "\\u0000", "\0", "å", "\u{feff}",
];

proptest! {
    #[test]
    fn a_good_file_with_something_else_in_it_opens_fit_for_use_or_is_refused(
        at in any::<prop::sample::Index>(),
        gone in 0usize..6,
        new in prop::sample::select(&SIGNS[..]),
    ) {
        let mut bytes = finished().to_json().into_bytes();
        let at = at.index(bytes.len());
        let end = bytes.len().min(at + gone);
        bytes.splice(at..end, new.bytes());
        holds(&bytes)?;
    }

    #[test]
    fn signs_of_json_in_any_order_are_refused(
        signs in prop::collection::vec(prop::sample::select(&SIGNS[..]), 0..40)
    ) {
        let text = signs.concat();
        let error = ResultFile::read(text.as_bytes()).expect_err("no answers, no score");
        if let OpenError::NotJson { line, column } | OpenError::Damaged { line, column, .. } = error {
            let lines: Vec<_> = text.split('\n').collect();
            let is_there = line <= lines.len() && column <= lines[line.max(1) - 1].len() + 1;
            prop_assert!(is_there, "{}:{} of {:?}", line, column, text);
        }
    }
}
