//! The worker that reads a content file, and answers with its value and its diagnostics: a packed `Reading`. It also writes
//! documents as plain text, since it has the Markdown library.

mod serve;

use documents::Document;
use engine::Lang;
use engine::encoding::packing::{pack, unpack};
use engine::model::diagnostic::{Diagnostic, Reading};
use engine::model::lang::Bilingual;
use reader::Origin;
use serde::Serialize;
use serve::{Asked, serve};

fn main() {
    serve(answer);
}

fn answer(Asked { kind, language, name, bytes }: &Asked) -> Vec<u8> {
    match kind.as_str() {
        "site" => told(reader::read_site(bytes)),
        "page" => told(reader::read_page(bytes)),
        "template" => told(reader::read_template(bytes)),
        "pair" => unpack(bytes).map(|(here, there)| pack(&quoted(differences(here, there)))).unwrap_or_default(),
        "html" => written(bytes, documents::to_html),
        "markdown" => written(bytes, documents::to_markdown),
        _ => {
            let language = Lang::from_code(language).unwrap_or_default();
            told(reader::read_questionnaire(bytes, Some(Origin { language, name })))
        }
    }
}

/// What was read, packed.
fn told<T: Serialize>(reading: Reading<T>) -> Vec<u8> {
    pack(&Reading { diagnostics: quoted(reading.diagnostics), ..reading })
}

/// Diagnostics as a page tells them: with quotation marks in the place of the backticks that a terminal shows.
fn quoted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for text in diagnostics.iter_mut().flat_map(|diagnostic| [&mut diagnostic.message, &mut diagnostic.help]) {
        *text = Bilingual::new(in_marks(&text.sv, ["”", "”"]), in_marks(&text.en, ["“", "”"]));
    }
    diagnostics
}

fn in_marks(text: &str, marks: [&str; 2]) -> String {
    // To be written to the letter.
    if text.contains("```") {
        return text.to_owned();
    }
    let mut written = String::new();
    for (n, part) in text.split('`').enumerate() {
        if n > 0 {
            written += marks[(n + 1) % 2];
        }
        written += part;
    }
    written
}

/// What a questionnaire does not say as its counterpart in the other language does. Nothing where one of them has faults: what
/// differs may follow from those.
fn differences(here: Vec<u8>, there: Vec<u8>) -> Vec<Diagnostic> {
    let (here_read, places) = reader::read_with_places(&here, None);
    let there = reader::read_questionnaire(&there, None);
    if !here_read.is_usable() || !there.is_usable() {
        return Vec::new();
    }
    reader::compare(&String::from_utf8_lossy(&here), &here_read.value, &places, &there.value)
}

/// A packed document as a file. No bytes if it cannot be unpacked.
fn written(bytes: &[u8], write: fn(&Document) -> String) -> Vec<u8> {
    unpack(bytes).map(|document| write(&document).into_bytes()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_a_file_stands_in_quotation_marks() {
        assert_eq!(in_marks("`a` och `b`: c", ["”", "”"]), "”a” och ”b”: c");
        assert_eq!(in_marks("Write `a`.", ["“", "”"]), "Write “a”.");
        assert_eq!(in_marks("ett block ```toml", ["”", "”"]), "ett block ```toml");
    }

    #[test]
    fn what_is_compared_has_no_faults() {
        let [here, there] =
            [include_str!("../../content/sv/servicedesk.md"), include_str!("../../content/en/servicedesk.md")];
        let differing = |here: String| differences(here.into_bytes(), there.as_bytes().to_vec());
        assert!(differing(here.to_owned()).is_empty());
        assert!(!differing(here.replacen("minutes = ", "minutes = 1", 1)).is_empty());
        // Points that are no number are reported as such: that the two differ follows from it.
        assert!(differing(here.replacen("`ja: 1`", "`ja: ett`", 1)).is_empty());
    }
}
