//! The two languages' files do not say the same of one thing.

use std::ops::Range;

use engine::model::lang::Bilingual;

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("pair-differs");

pub(crate) fn add(report: &mut Report<'_>, span: Range<usize>, aspect: &Bilingual, here: &str, there: &str) {
    let Bilingual { sv, en } = aspect;
    let shown = |text: &str| if text.is_empty() { "–".to_owned() } else { format!("`{text}`") };
    let (here, there) = (shown(here), shown(there));
    let what = say!(
        "{sv}: här {here}, i den andra språkfilen {there}.",
        "{en}: {here} here, {there} in the other language's file."
    );
    let help = say!("Gör de två filerna lika.", "Make the two files the same.");
    report.add(CODE, span, what, help);
}
