//! Markdown that the pages cannot show.

use std::ops::Range;

use engine::model::lang::Bilingual;

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("unsupported-markdown");

pub(crate) fn add(report: &mut Report<'_>, span: Range<usize>, what: &Bilingual, help: &Bilingual) {
    let Bilingual { sv, en } = what;
    report.add(CODE, span, say!("Sidan kan inte visa {sv}.", "The page cannot show {en}."), help.clone());
}
