//! The documentation of the diagnostics is their test: every example in `src/diagnostics/<code>.md` is read, and gives
//! exactly the diagnostics that are written in it, as `error: code` or `warning: code` in a comment on the line.
//!
//! After the four backticks comes the kind of example: `file` is a whole file; `agreement`, `baseline`, `levels` and
//! `knowledge` stand after a good question in a good file that is scored so.

#![expect(clippy::unwrap_used, reason = "a panic in a test is the failure it reports")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use engine::Lang;

struct Example {
    kind: String,
    text: String,
    line: usize,
}

/// Codes that no example can show, since they are not about one questionnaire's text. Tested below, and in `reading.rs`
/// and `site.rs`.
const ELSEWHERE: [&str; 6] = ["pair-missing", "pair-differs", "low-contrast", "not-utf8", "too-large", "misnamed"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostics")
}

fn examples(page: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut open = false;
    for (n, line) in page.lines().enumerate() {
        match line.strip_prefix("````") {
            Some(_) if open => open = false,
            Some(info) => {
                let kind =
                    info.strip_prefix("markdown ").unwrap_or_else(|| panic!("line {}: ````markdown <kind>", n + 1));
                examples.push(Example { kind: kind.trim().to_owned(), text: String::new(), line: n + 1 });
                open = true;
            }
            None if open => {
                let example = examples.last_mut().unwrap();
                example.text.push_str(line);
                example.text.push('\n');
            }
            None => {}
        }
    }
    examples
}

/// The example as a whole file.
fn file(example: &Example) -> String {
    let (setting, choice) = match example.kind.as_str() {
        "file" => return example.text.clone(),
        "levels" => ("level = 1\n", "`ja: 1` Ja\n- `nej: 0` Nej"),
        "knowledge" => ("", "`ja: right` Ja\n- `nej` Nej"),
        "agreement" | "baseline" => ("", "`ja: 1` Ja\n- `nej: 0` Nej"),
        other => panic!("line {}: no example is of the kind {other}", example.line),
    };
    let advice = match example.kind.as_str() {
        "knowledge" => "#### Förklaring\n\nDärför.",
        _ => "#### Rekommendation\n\n- `nej: Chefen` Gör så här.",
    };
    let kind = &example.kind;
    format!(
        "+++\nid = \"prov\"\nversion = \"1\"\nlanguage = \"sv\"\nminutes = 5\naudience = \"Alla\"\n\n\
         [scoring]\nkind = \"{kind}\"\nname = \"Andel\"\n\n[sources]\ndok = \"Ett dokument\"\n+++\n\n# Prov\n\n\
         ## Avsnitt\n\n```toml\nid = \"avsnitt\"\n```\n\n### Är allt bra?\n\n\
         ```toml\nid = \"bra\"\n{setting}source = {{ document = \"dok\", heading = \"1\" }}\n```\n\n\
         - {choice}\n\n{advice}\n\n{}",
        example.text
    )
}

/// The diagnostics written in the file's comments, as line, severity and code.
fn expected(text: &str) -> BTreeSet<(usize, String, String)> {
    let mut expected = BTreeSet::new();
    for (n, line) in text.lines().enumerate() {
        for severity in ["error", "warning"] {
            let mark = format!("{severity}: ");
            let written =
                line.split(['#', '!']).filter_map(|part| part.trim_start_matches('-').trim_start().strip_prefix(&mark));
            for codes in written {
                let codes = codes.split("-->").next().unwrap_or(codes);
                expected.extend(codes.split(',').map(|code| (n + 1, severity.to_owned(), code.trim().to_owned())));
            }
        }
    }
    expected
}

#[test]
fn every_example_gives_the_diagnostics_written_in_it() {
    let mut shown = String::new();
    for code in reader::diagnostics::ALL {
        let path = folder().join(code.id.replace('-', "_") + ".md");
        let page = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} has no documentation", code.id));
        assert!(page.starts_with(&format!("# {}\n", code.id)), "{} has another title", code.id);
        let examples = examples(&page);
        let mut seen = ELSEWHERE.contains(&code.id);
        for example in &examples {
            let text = file(example);
            let read = reader::read_questionnaire(text.as_bytes(), None);
            let got: BTreeSet<_> = read
                .diagnostics
                .iter()
                .map(|d| (d.line, format!("{:?}", d.severity).to_lowercase(), d.code.clone()))
                .collect();
            assert_eq!(got, expected(&text), "{} line {}:\n{text}", path.display(), example.line);
            seen |= got.iter().any(|(_, _, got)| got == code.id);
            for d in &read.diagnostics {
                let written =
                    text.get(d.span.clone()).unwrap_or_else(|| panic!("{}: {:?} is no place", code.id, d.span));
                let written = written.lines().next().unwrap_or_default();
                let _ = writeln!(
                    shown,
                    "{}: {} | {}\n  sv: {} {}\n  en: {} {}",
                    d.code, d.line, written, d.message.sv, d.help.sv, d.message.en, d.help.en
                );
            }
        }
        assert!(seen, "no example shows {}", code.id);
    }
    insta::assert_snapshot!("sentences", shown);
}

#[test]
fn every_page_belongs_to_a_code() {
    let known: BTreeSet<String> = reader::diagnostics::ALL.iter().map(|code| code.id.replace('-', "_")).collect();
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(name == "mod" || known.contains(&name), "{name} belongs to no code");
    }
}

/// The bytes of a text in UTF-16, with its mark or without.
fn utf16(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some('\u{feff}').map(String::from).unwrap_or_default();
    (mark + text).encode_utf16().flat_map(bytes).collect()
}

#[test]
fn a_file_in_another_encoding_is_reported_first_and_alone() {
    let good = include_str!("fixtures/allt.md");
    let western = good.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
    let mut cut = good.as_bytes().to_vec();
    cut.truncate(good.find('å').unwrap() + 1);
    let mut files: Vec<Vec<u8>> = vec![western, cut, b"+++\nid = \"\xe5\"\nwieght = 1\n+++\n".to_vec()];
    // Å, a plus, a hash and a letter: whatever a file begins with.
    for text in [good, "# Om sidan", "name = \"Å\"", "Åtgärder"] {
        for mark in [true, false] {
            files.push(utf16(text, mark, u16::to_le_bytes));
            files.push(utf16(text, mark, u16::to_be_bytes));
        }
    }
    for (n, bytes) in files.iter().enumerate() {
        let questionnaire = reader::read_questionnaire(bytes, None).diagnostics;
        let page = reader::read_page(bytes).diagnostics;
        let template = reader::read_template(bytes).diagnostics;
        let site = reader::read_site(bytes).diagnostics;
        for reported in [questionnaire, page, template, site] {
            let codes: Vec<_> = reported.iter().map(|d| d.code.as_str()).collect();
            assert_eq!(codes, ["not-utf8"], "file {n}");
            assert_eq!(reported[0].message.sv.contains("UTF-16"), n > 2, "file {n}: {}", reported[0].message.sv);
        }
    }
    let read = reader::read_questionnaire(&files[2], None);
    assert_eq!((read.diagnostics[0].line, read.diagnostics[0].column), (2, 7));
}

#[test]
fn settings_hold_also_when_they_are_saved_in_another_encoding() {
    let text = "name = \"Växjö kommun\"\nquestionnaires = [\"chefsenkat\"]\nunits = [\"Räddningstjänsten\"]\n";
    let western = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let files = [
        western,
        utf16(text, true, u16::to_le_bytes),
        utf16(text, false, u16::to_le_bytes),
        utf16(text, true, u16::to_be_bytes),
        utf16(text, false, u16::to_be_bytes),
    ];
    for bytes in files {
        let read = reader::read_site(&bytes);
        assert!(!read.is_usable());
        assert_eq!(read.value, reader::read_site(text.as_bytes()).value);
        assert_eq!(read.value.units, ["Räddningstjänsten"]);
    }
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let read = reader::read_questionnaire(&vec![b'#'; reader::MAX_BYTES + 1], None);
    let codes: Vec<_> = read.diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(codes, ["too-large"]);
}

#[test]
fn a_file_must_be_called_what_it_calls_itself() {
    let text = "+++\nid = \"annat\"\nlanguage = \"en\"\n+++\n";
    let origin = reader::Origin { language: Lang::Sv, name: "prov" };
    let read = reader::read_questionnaire(text.as_bytes(), Some(origin));
    let found: Vec<_> = read.diagnostics.iter().filter(|d| d.code == "misnamed").map(|d| d.line).collect();
    assert_eq!(found, [2, 3]);
}
