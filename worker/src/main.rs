//! The worker that reads a content file, and answers with its value and its diagnostics: a packed `Reading`. It also writes
//! documents as plain text, since it has the Markdown library.

mod serve;

use documents::Document;
use engine::Lang;
use engine::encoding::packing::{pack, unpack};
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
        "html" => written(bytes, documents::to_html),
        "markdown" => written(bytes, documents::to_markdown),
        _ => {
            let language = Lang::from_code(language).unwrap_or_default();
            pack(&reader::read_questionnaire(bytes, Some(Origin { language, name })))
        }
    }
}

/// A packed document as a file. No bytes if it cannot be unpacked.
fn written(bytes: &[u8], write: fn(&Document) -> String) -> Vec<u8> {
    unpack(bytes).map(|document| write(&document).into_bytes()).unwrap_or_default()
}
