use proptest::prelude::*;

use super::*;
use crate::model::questionnaire::{
    Choice, ChoiceValue, Named, NumberField, Question, QuestionKind, Questionnaire, Section,
};

const ID: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

fn question(id: &str, kind: QuestionKind) -> Question {
    Question { id: id.into(), kind, ..Question::default() }
}

fn choices(ids: &[&str]) -> Vec<Choice> {
    ids.iter().map(|id| Choice { id: (*id).into(), text: (*id).into(), value: ChoiceValue::Plain }).collect()
}

/// One question of each kind, and one with many choices.
fn questionnaire() -> Questionnaire {
    let questions = vec![
        question("ett", QuestionKind::Single(choices(&["ja", "delvis", "nej", "vet-inte"]))),
        question("antal", QuestionKind::Number(NumberField::default())),
        question("flera", QuestionKind::Several(choices(&["c", "a", "b"]))),
        question("fritt", QuestionKind::Text),
        question("sist", QuestionKind::Single(choices(&["x"]))),
    ];
    let sections = vec![Section { id: "allt".into(), questions, ..Section::default() }];
    let role = |id: &str| Named { id: id.into(), name: id.into() };
    let roles = vec![role("it-service"), role("chef")];
    Questionnaire { id: "prov".into(), sections, roles, ..Questionnaire::default() }
}

fn units() -> Vec<String> {
    ["Kommunledning", "Socialförvaltning"].map(str::to_owned).into()
}

fn code_of(answers: &Answers) -> ResultCode {
    let (unit, role) = (Some("Socialförvaltning"), Some("it-service"));
    let contents = Contents { id: ID, day: "2026-11-22T10:00:00Z", unit, role, answers };
    ResultCode::new(&Structure::of(&questionnaire()), &units(), contents)
}

/// Every kind answered.
fn answered() -> Answers {
    let number = Answer { number: Decimal::read("-12,5"), ..Answer::default() };
    let text = Answer { text: Some("Fritt".into()), note: Some("En anteckning".into()), ..Answer::default() };
    [("ett", Answer::choosing(["nej"])), ("antal", number), ("flera", Answer::choosing(["a", "c"])), ("fritt", text)]
        .into_iter()
        .collect()
}

#[track_caller]
fn only(text: &str) -> ResultCode {
    match ResultCode::find(text).as_slice() {
        [Found { code: Ok(code), .. }] => code.clone(),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn a_code_gives_back_what_was_answered_but_for_words() {
    let (structure, written) = (Structure::of(&questionnaire()), code_of(&answered()).write());
    let code = only(&written);
    assert_eq!((code.questionnaire.as_str(), code.nonce), ("prov", 0x0a1b_2c3d));
    assert_eq!(code.day.to_string(), "2026-11-22");
    assert_eq!(code.unit(&units()), Some("Socialförvaltning"));
    assert_eq!(code.role(&structure), Some("it-service"));
    let mut expect = answered();
    expect.set("fritt", Answer::default());
    assert_eq!(code.answers(&structure), Some(expect));
    assert!(written.len() < 70, "{written}");
}

#[test]
fn two_who_answer_alike_have_codes_of_their_own() {
    let answers = answered();
    let contents = |id| Contents { id, day: "2026-11-22", unit: None, role: None, answers: &answers };
    let structure = Structure::of(&questionnaire());
    let codes = [ID, "ffffffffffffffffffffffffffffffff"].map(|id| ResultCode::new(&structure, &[], contents(id)));
    assert_ne!(codes[0].write(), codes[1].write());
    assert_eq!(codes[0].answers(&structure), codes[1].answers(&structure));
}

#[test]
fn a_code_is_found_in_the_noise_of_a_chat() {
    let code = code_of(&answered());
    let written = code.write();
    let (first, second) = written.split_at(23);
    let noisy = [
        format!("[10:32] Anna Svensson: här kommer den 👍 {written} tack!"),
        format!("Anna Svensson\n10:32\n{first}\n{second}\nBo Ek\n10:33\n👏"),
        format!("> {first}\r\n> {second}\r\n"),
        format!("<{written}>"),
        format!("\u{200b}{first}\u{ad}{second}\u{200b}"),
        format!("Kod:{}{}", written[..2].to_lowercase(), &written[2..]),
        format!("10:32:05 Från Anna till Alla:\n\t{written}."),
        format!("{written}tack"),
    ];
    for text in noisy {
        assert_eq!(only(&text), code, "{text}");
    }
    let two = ResultCode::find(&format!("{written}\n{written} och {written}"));
    assert_eq!(two.len(), 3);
    for nothing in ["", "VP", "VP1", "MVP1-a", "vp-1", "Läs om VP1 på sidan 3", "åVP1"] {
        assert_eq!(ResultCode::find(nothing), [], "{nothing}");
    }
}

#[test]
fn a_damaged_code_is_told_and_the_next_one_is_read() {
    let written = code_of(&answered()).write();
    let cut = &written[..written.len() - 3];
    for text in [format!("{cut}\n{written}"), format!("Bo: {cut} {written}"), format!("VP1-\n{written}")] {
        let found = ResultCode::find(&text);
        assert_eq!(found[0].code, Err(CodeError::Damaged), "{text}");
        assert_eq!(found.last().map(|found| found.code.is_ok()), Some(true), "{text}");
        assert_eq!(found.len(), 2, "{text}");
    }
    let found = ResultCode::find(&format!("VP2-{}", &written[4..]));
    assert_eq!(found[0].code, Err(CodeError::Newer));
    assert_eq!(ResultCode::find(cut)[0].beginning, written[..12]);
}

#[test]
fn a_code_of_another_structure_gives_no_answers() {
    let code = code_of(&answered());
    let mut other = questionnaire();
    other.sections[0].questions.pop();
    assert_eq!(code.answers(&Structure::of(&other)), None);
    assert!(!code.is_of(&Structure::of(&other)));
    // Words and order make no other structure.
    let mut same = questionnaire();
    same.language = crate::Lang::En;
    same.title = "Another title".into();
    same.sections[0].questions.reverse();
    same.sections[0].questions[0].text = "Other words".into();
    same.roles.reverse();
    assert_eq!(Structure::of(&same), Structure::of(&questionnaire()));
    assert!(code.answers(&Structure::of(&same)).is_some());
}

#[test]
fn a_code_of_a_released_version_is_migrated_and_any_other_is_not_opened() {
    let code = code_of(&answered());
    let mut now = questionnaire();
    now.sections[0].questions.retain(|question| question.id != "antal");
    now.sections[0].questions[0].id = "först".into();
    now.sections[0].questions[0].formerly = vec!["ett".into()];
    assert_eq!(code.open(&now, &[]), None);
    let (answers, report) = code.open(&now, &[Structure::of(&questionnaire())]).unwrap();
    assert_eq!(answers.get("först"), Some(&Answer::choosing(["nej"])));
    assert_eq!(report.renamed, [("ett".to_owned(), "först".to_owned())]);
    assert_eq!(report.gone, ["antal"]);
    let (_, report) = code.open(&questionnaire(), &[]).unwrap();
    assert!(report.is_clean());
}

#[test]
fn a_unit_of_another_list_is_no_unit_of_this_one() {
    let code = code_of(&answered());
    let other = ["A".to_owned(), "B".to_owned()];
    assert_eq!((code.unit(&other), code.is_of_other_units(&other)), (None, true));
    assert!(!code.is_of_other_units(&units()));
}

#[test]
fn days_are_read_and_written() {
    for day in ["2000-01-01", "2026-02-29", "2026-12-31", "2099-12-31"] {
        assert_eq!(Day::read(day).map(|day| day.to_string()).as_deref(), Some(day));
    }
    for none in ["", "2026-13-01", "2026-00-01", "1999-12-31", "2100-01-01", "igår åäö å", "2026-1-1"] {
        assert_eq!(Day::read(none), None, "{none}");
    }
}

/// A file that another program made may hold anything.
#[test]
fn a_day_has_two_digits_for_its_month_and_two_for_itself() {
    for none in ["2026-1-010", "2026-1-1-1", "2026-+1-+1", "2026-11 22", "2026-11-2å"] {
        assert_eq!(Day::read(none), None, "{none}");
    }
}

prop_compose! {
    fn any_answers()(
        one in prop::option::of(prop::sample::select(vec!["ja", "delvis", "nej", "vet-inte"])),
        number in prop::option::of("-?[0-9]{1,9}(,[0-9]{1,4})?"),
        several in prop::sample::subsequence(vec!["a", "b", "c"], 0..=3),
    ) -> Answers {
        let number = number.and_then(|number| Decimal::read(&number));
        let all = [
            ("ett", Answer::choosing(one)),
            ("antal", Answer { number, ..Answer::default() }),
            ("flera", Answer::choosing(several)),
        ];
        all.into_iter().collect()
    }
}

proptest! {
    #[test]
    fn every_code_gives_back_its_answers(answers in any_answers()) {
        let code = only(&code_of(&answers).write());
        prop_assert_eq!(code.answers(&Structure::of(&questionnaire())), Some(answers));
    }

    /// Any one character another, left out or doubled.
    #[test]
    fn no_damaged_code_is_taken_for_a_whole_one(at in 4usize..60, with in "[A-Za-z0-9_-]", how in 0u8..3) {
        let written = code_of(&answered()).write();
        let at = at.min(written.len() - 1);
        let (before, after) = (&written[..at], &written[at + 1..]);
        let damaged = match how {
            0 => format!("{before}{with}{after}"),
            1 => format!("{before}{after}"),
            _ => format!("{before}{}{}", &written[at..=at].repeat(2), after),
        };
        let found = ResultCode::find(&damaged);
        let is_whole = found.iter().any(|found| found.code.is_ok());
        // What stands after a whole code is none of it.
        prop_assert!(!is_whole || damaged.starts_with(&written), "{}", damaged);
    }

    #[test]
    fn no_text_makes_it_fail(text in "(VP1-)?[A-Za-z0-9_\\n >å-]{0,80}") {
        for found in ResultCode::find(&text) {
            let _ = found.code.map(|code| code.answers(&Structure::of(&questionnaire())));
        }
    }
}
