//! `docs/format.md` says what the reader does.

#![expect(clippy::unwrap_used, reason = "a panic in a test is the failure it reports")]

use std::fs;
use std::path::Path;

fn file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn the_example_is_a_questionnaire_without_a_remark() {
    let docs = file("../docs/format.md");
    let example = docs.split("````markdown\n").nth(1).unwrap().split("````").next().unwrap();
    let reading = reader::read_questionnaire(example.as_bytes(), None);
    assert_eq!(reading.diagnostics, []);
    assert_eq!(reading.value.questions().count(), 2);
}

#[test]
fn everything_that_can_fill_a_document_is_described() {
    let docs = file("../docs/format.md");
    for (word, _) in engine::directives::placeholder::KINDS {
        assert!(docs.contains(&format!("| `\"{word}\"` |")), "docs/format.md does not tell of {word}");
    }
}

#[test]
fn every_key_and_heading_that_a_questionnaire_can_have_is_described() {
    let docs = file("../docs/format.md");
    let everything = file("tests/fixtures/allt.md");
    let keys = everything.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key);
    let keys = keys.filter(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
    // Names that the fixture makes up itself.
    let keys: Vec<_> = keys.filter(|key| !["chef", "dok", "nojdhet"].contains(key)).collect();
    let parts = everything.lines().filter(|line| line.starts_with("#### "));
    let all: Vec<_> = keys.iter().map(|key| format!("`{key}`")).chain(parts.map(str::to_owned)).collect();
    assert!(all.len() > 25, "{all:?}");
    for word in all {
        assert!(docs.contains(&word), "docs/format.md does not tell of {word}");
    }
}
