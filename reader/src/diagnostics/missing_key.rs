//! A setting that must be there is not.

use std::ops::Range;

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("missing-key");

pub(crate) fn add(report: &mut Report<'_>, span: Range<usize>, key: &str, example: &str) {
    let what = say!("Inställningen `{key}` saknas.", "The setting `{key}` is missing.");
    let help = say!("Lägg till: {example}", "Add: {example}");
    report.add(CODE, span, what, help);
}
