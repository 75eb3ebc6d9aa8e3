//! A section or a question without an id. Without one, answers lose their question as soon as its words change.

use std::ops::Range;

use crate::ids::suggestion;
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("missing-id");

pub(crate) fn add_question(report: &mut Report<'_>, heading: Range<usize>, text: &str) {
    let id = suggestion(text);
    let what = say!("Frågan har inget id.", "The question has no id.");
    let help = say!(
        "Sätt under rubriken ett block ```toml med raden: id = \"{id}\"",
        "Put a ```toml block under the heading with the line: id = \"{id}\""
    );
    report.add(CODE, heading, what, help);
}

pub(crate) fn add_section(report: &mut Report<'_>, heading: Range<usize>, title: &str) {
    let id = suggestion(title);
    let what = say!("Avsnittet har inget id.", "The section has no id.");
    let help = say!(
        "Sätt under rubriken ett block ```toml med raden: id = \"{id}\" (eller scale = \"{id}\" om det är en svarsskala). Rubrikerna Förbehåll och Metod behöver inget.",
        "Put a ```toml block under the heading with the line: id = \"{id}\" (or scale = \"{id}\" if it is a scale). The headings Caveat and Method need none."
    );
    report.add(CODE, heading, what, help);
}
