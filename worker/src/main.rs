//! The worker that reads a content file, and answers with its value and its diagnostics: a packed `Reading`. It also writes
//! documents as plain text, since it has the Markdown library.

mod serve;

use documents::Document;
use engine::Lang;
use engine::encoding::packing::{pack, unpack};
use engine::model::diagnostic::Diagnostic;
use reader::Origin;
use serve::{Asked, serve};

fn main() {
    serve(answer);
}

fn answer(Asked { kind, language, name, bytes }: &Asked) -> Vec<u8> {
    match kind.as_str() {
        "site" => pack(&reader::read_site(bytes)),
        "page" => pack(&reader::read_page(bytes)),
        "template" => pack(&reader::read_template(bytes)),
        "pair" => unpack(bytes).map(|(here, there)| pack(&differences(here, there))).unwrap_or_default(),
        "html" => written(bytes, documents::to_html),
        "markdown" => written(bytes, documents::to_markdown),
        _ => {
            let language = Lang::from_code(language).unwrap_or_default();
            pack(&reader::read_questionnaire(bytes, Some(Origin { language, name })))
        }
    }
}

/// What a questionnaire does not say as its counterpart in the other language does.
fn differences(here: Vec<u8>, there: Vec<u8>) -> Vec<Diagnostic> {
    let (here_read, places) = reader::read_with_places(&here, None);
    let there = reader::read_questionnaire(&there, None);
    reader::compare(&String::from_utf8_lossy(&here), &here_read.value, &places, &there.value)
}

/// A packed document as a file. No bytes if it cannot be unpacked.
fn written(bytes: &[u8], write: fn(&Document) -> String) -> Vec<u8> {
    unpack(bytes).map(|document| write(&document).into_bytes()).unwrap_or_default()
}
