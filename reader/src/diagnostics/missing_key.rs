//! A setting that must be there is not.

use std::ops::Range;

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("missing-key");

pub(crate) fn add(report: &mut Report<'_>, span: Range<usize>, key: &str, example: &str) {
    let what = say!("Inställningen `{key}` saknas.", "The setting `{key}` is missing.");
    let help = say!("Lägg till: {example}", "Add: {example}");
    report.add(CODE, span, what, help);
}

/// As [`add`], of a key that stands under a line with the name of its table.
pub(crate) fn add_under(report: &mut Report<'_>, span: Range<usize>, table: &str, key: &str, example: &str) {
    let what = say!("Inställningen `{key}` under [{table}] saknas.", "The setting `{key}` under [{table}] is missing.");
    let help = say!(
        "Lägg till sist bland inställningarna, på en rad under raden [{table}]: {example}",
        "Add at the end of the settings, on a line below the line [{table}]: {example}"
    );
    report.add(CODE, span, what, help);
}
