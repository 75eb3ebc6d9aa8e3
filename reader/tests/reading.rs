//! Whole files: what is read from them, and that nothing whatever makes the reader fail.

#![expect(clippy::unwrap_used, reason = "a panic in a test is the failure it reports")]

use std::fs;
use std::path::Path;

use engine::model::questionnaire::{ChoiceValue, Question, QuestionKind};
use proptest::prelude::*;

fn fixture() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/allt.md")).unwrap()
}

#[test]
fn everything_the_format_can_say_is_read() {
    let read = reader::read_questionnaire(fixture().as_bytes(), None);
    assert!(read.diagnostics.is_empty(), "{:#?}", read.diagnostics);
    insta::assert_debug_snapshot!("allt", read.value);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let windows = format!("\u{feff}{}", fixture().replace('\n', "\r\n"));
    let read = reader::read_questionnaire(windows.as_bytes(), None);
    assert!(read.diagnostics.is_empty(), "{:#?}", read.diagnostics);
    assert_eq!(read.value, reader::read_questionnaire(fixture().as_bytes(), None).value);
}

#[test]
fn a_fault_is_placed_on_its_line_with_windows_line_ends_too() {
    let broken = fixture().replace("weight = 2.5", "weight = 2.5\nwieght = 1").replace('\n', "\r\n");
    let at = broken.lines().position(|line| line == "wieght = 1").unwrap() + 1;
    let read = reader::read_questionnaire(broken.as_bytes(), None);
    let places: Vec<_> = read.diagnostics.iter().map(|d| (d.code.as_str(), d.line, d.column)).collect();
    assert_eq!(places, [("unknown-key", at, 1)]);
}

/// Reads the fixture and a changed copy as its English counterpart; the codes and messages of the comparison.
fn compared(change: impl Fn(String) -> String) -> Vec<String> {
    let (here, places) = reader::read_with_places(fixture().as_bytes(), None);
    let there = reader::read_questionnaire(change(fixture().replace("\"sv\"", "\"en\"")).as_bytes(), None);
    let found = reader::compare(&fixture(), &here.value, &places, &there.value);
    found.iter().map(|d| format!("{}:{} {}", d.code, d.line, d.message.sv)).collect()
}

#[test]
fn a_translation_may_differ_in_words_but_not_in_what_counts() {
    let line = |text: &str| fixture().lines().position(|line| line == text).unwrap() + 1;
    let policy = line("### Finns en policy?");
    let check = |from: &str, to: &str, expect: &[&str]| {
        assert!(fixture().contains(from), "{from}");
        assert_eq!(compared(|text| text.replacen(from, to, 1)), expect, "{from} → {to}");
    };
    check("### Finns en policy?", "### Is there a policy?", &[]);
    check("Därför.", "Because.", &[]);
    check("minutes = 7", "minutes = 8", &["pair-differs:1 Minuter: här `7`, i den andra språkfilen `8`."]);
    check("weight = 2.5", "", &[&format!("pair-differs:{policy} Vikt: här `2.5`, i den andra språkfilen `1`.")]);
    check("level = 1", "level = 2", &[&format!("pair-differs:{policy} Nivå: här `1`, i den andra språkfilen `2`.")]);
    check(
        "- `nej, delvis: S",
        "- `nej: S",
        &[&format!(
            "pair-differs:{policy} Rekommendationer: här `nej/delvis, vet-inte`, i den andra språkfilen `nej, vet-inte`."
        )],
    );
    check(
        "#### Diskussion\n\nPrata om det.",
        "",
        &[&format!(
            "pair-differs:{policy} Delar: här `Ledtext, Hjälp, Varför vi frågar, Diskussion, Underlag`, i den andra språkfilen `Ledtext, Hjälp, Varför vi frågar, Underlag`."
        )],
    );
    check(
        "id = \"mer\"",
        "id = \"more\"",
        &[&format!("pair-missing:{} Frågan `mer` saknas i den engelska filen.", line("### Något mer?"))],
    );
    let channels = line("### Hur når ni ut?");
    check(
        "`brev: 1`",
        "`letter: 1`",
        &[&format!(
            "pair-differs:{channels} Val och poäng: här `mote: 1, brev: 1, inget: none`, i den andra språkfilen `mote: 1, letter: 1, inget: none`."
        )],
    );
    check(
        "policy = [\"ja\", \"delvis\"]",
        "policy = \"ja\"",
        &[&format!("pair-differs:{channels} Villkor: här `policy = ja/delvis`, i den andra språkfilen `policy = ja`.")],
    );
}

#[test]
fn a_scale_is_defined_once_and_reused() {
    let value = reader::read_questionnaire(fixture().as_bytes(), None).value;
    let policy: &Question = value.question("policy").unwrap();
    let QuestionKind::Single(choices) = &policy.kind else { panic!() };
    let values: Vec<_> = choices.iter().map(|choice| choice.value).collect();
    let score = ChoiceValue::Score;
    assert_eq!(values, [score(1.0), score(0.5), score(0.0), ChoiceValue::DontKnow, ChoiceValue::NotApplicable]);
}

/// Reads the bytes, and checks that every diagnostic points into them and speaks both languages.
fn check_any(bytes: &[u8]) {
    let lines = String::from_utf8_lossy(bytes).matches('\n').count() + 1;
    let questionnaire = reader::read_questionnaire(bytes, None).diagnostics;
    let page = reader::read_page(bytes).diagnostics;
    let template = reader::read_template(bytes).diagnostics;
    let site = reader::read_site(bytes).diagnostics;
    for d in questionnaire.iter().chain(&page).chain(&template).chain(&site) {
        assert!(d.line >= 1 && d.line <= lines && d.column >= 1, "{d:?}");
        assert!(!d.message.sv.is_empty() && !d.message.en.is_empty() && !d.help.sv.is_empty() && !d.help.en.is_empty());
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        check_any(&bytes);
    }

    #[test]
    fn no_mixture_of_what_it_knows_makes_it_fail(pieces in prop::collection::vec(prop::sample::select(vec![
        "+++\n", "```toml\n", "```\n", "# ", "## ", "### ", "#### Hjälp\n", "#### Rekommendation\n", "- `ja: 1` Ja\n", "- `", "`", "id = \"a\"\n",
        "scale = \"b\"\n", "[scoring]\n", "kind = \"levels\"\n", "show_if = { a = 1 }\n", "source = [1, {}]\n", "text\n", "\n\n", "> ", "  ", "<b>", "<!--", "-->",
        "[a](b)", "|a|b|\n|-|-|\n", "1. ", "å", "\u{feff}", "\r\n", "weight = nan\n", "level = -1\n", "fill = \"areas\"\n", "= ", "\"", "[[", "]]",
    ]), 0..60)) {
        check_any(pieces.concat().as_bytes());
    }

    #[test]
    fn no_change_to_a_good_file_makes_it_fail(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = fixture().into_bytes();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        check_any(&bytes);
    }
}
