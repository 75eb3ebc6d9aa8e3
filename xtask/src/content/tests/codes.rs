//! Result codes of the questionnaires as shipped.

use engine::model::decimal::Decimal;
use engine::results::code::{Contents, ResultCode};
use engine::results::structure::Structure;

use super::*;

/// The longest code of each questionnaire, in characters.
const LENGTHS: [(&str, usize); 15] = [
    ("administrativ-sakerhet", 74),
    ("bits-basniva", 60),
    ("chefsenkat", 55),
    ("informationssakerhet", 70),
    ("it-program", 63),
    ("it-uppdrag", 63),
    ("kontinuitet", 62),
    ("ledningens-genomgang", 79),
    ("nis2-beredskap", 78),
    ("nis2-kunskap", 64),
    ("outsourcing", 62),
    ("servicedesk", 55),
    ("skl-fyra-omraden", 66),
    ("snabbkollen", 56),
    ("vem-ansvarar", 63),
];

/// Every question answered in full, as wordy as it gets.
fn everything(questionnaire: &Questionnaire) -> Answers {
    let answer = |question: &Question| match &question.kind {
        QuestionKind::Single(choices) => Answer::choosing(choices.last().map(|choice| choice.id.clone())),
        QuestionKind::Several(choices) => Answer::choosing(choices.iter().map(|choice| choice.id.clone())),
        QuestionKind::Text => Answer { text: Some("Fritt".into()), ..Answer::default() },
        QuestionKind::Number(_) => Answer { number: Decimal::read("1234567"), ..Answer::default() },
    };
    questionnaire.questions().map(|question| (question.id.clone(), answer(question))).collect()
}

#[test]
fn every_code_is_shorter_than_120_characters_and_gives_the_answers_back() {
    let units: Vec<String> = (0..40).map(|n| format!("Förvaltning {n}")).collect();
    let content = content();
    let mut lengths = Vec::new();
    for (name, q) in all(&content).filter(|(_, q)| q.language == Lang::Sv) {
        let (structure, answers) = (Structure::of(q), everything(q));
        let role = structure.roles.last().cloned();
        let (unit, role) = (units.last().map(String::as_str), role.as_deref());
        let id = "ffffffffffffffffffffffffffffffff";
        let contents = Contents { id, day: "2029-12-31", unit, role, answers: &answers };
        let code = ResultCode::new(&structure, &units, contents);
        lengths.push((q.id.as_str(), code.write().len()));
        let back = code.answers(&structure).unwrap_or_else(|| panic!("{name}"));
        let said = |question: &&Question| question.kind != QuestionKind::Text;
        assert_eq!(back.len(), q.questions().filter(said).count(), "{name}");
    }
    lengths.sort_unstable();
    assert_eq!(lengths, LENGTHS, "the length of each code, in characters");
    assert!(LENGTHS.iter().all(|(_, length)| *length < 120));
}

#[test]
fn both_languages_have_the_same_structure() {
    let content = content();
    for (_, sv) in all(&content).filter(|(_, q)| q.language == Lang::Sv) {
        let (_, en) = all(&content).find(|(_, q)| q.language == Lang::En && q.id == sv.id).unwrap();
        assert_eq!(Structure::of(sv).digest(), Structure::of(en).digest(), "{}", sv.id);
    }
}
