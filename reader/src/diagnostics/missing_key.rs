//! A setting that must be there is not.

use std::ops::Range;

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("missing-key");

pub(crate) fn add(report: &mut Report<'_>, span: Range<usize>, key: &str, example: &str) {
    let what = say!("Inställningen `{key}` saknas.", "The setting `{key}` is missing.");
    let help = say!("Lägg till: {example}", "Add: {example}");
    report.add(CODE, span, what, help);
}

/// As [`add`], of a key of a table. `is_there` says whether the line with the table's name is.
pub(crate) fn add_under(
    report: &mut Report<'_>,
    span: Range<usize>,
    (table, is_there): (&str, bool),
    key: &str,
    example: &str,
) {
    let what = say!("Inställningen `{key}` under [{table}] saknas.", "The setting `{key}` under [{table}] is missing.");
    let help = match is_there {
        true => say!(
            "Lägg till på en rad direkt under [{table}]: {example}",
            "Add on a line right below [{table}]: {example}"
        ),
        false => say!(
            "Lägg till sist bland inställningarna en rad [{table}], och på raden under den: {example}",
            "Add at the end of the settings a line [{table}], and on the line below it: {example}"
        ),
    };
    report.add(CODE, span, what, help);
}
