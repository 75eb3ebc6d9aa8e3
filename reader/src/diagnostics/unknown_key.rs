//! A key that the format does not have: a spelling mistake, or a key in the wrong place.

use std::ops::Range;

use crate::report::{Code, Report, listed, nearest, say};

pub(crate) const CODE: Code = Code::error("unknown-key");

pub(crate) fn add(report: &mut Report<'_>, span: Range<usize>, key: &str, known: &[&'static str]) {
    let what = say!("Nyckeln `{key}` finns inte här.", "There is no key `{key}` here.");
    let all = listed(known.iter().copied());
    let help = match nearest(key, known.iter().copied()) {
        Some(near) => say!("Menade du `{near}`?", "Did you mean `{near}`?"),
        None if known.is_empty() => {
            say!("Ta bort den: här finns inga inställningar.", "Remove it: there are no settings here.")
        }
        None => say!("Ta bort den, eller använd någon av {all}.", "Remove it, or use one of {all}."),
    };
    report.add(CODE, span, what, help);
}

/// A key of a table stands outside it. `is_there` says whether the line with the table's name is there, and no comment.
pub(crate) fn add_outside_table(
    report: &mut Report<'_>,
    span: Range<usize>,
    key: &str,
    (table, is_there): (&str, bool),
) {
    let what = say!("Nyckeln `{key}` hör till `[{table}]`.", "The key `{key}` belongs to `[{table}]`.");
    let help = match is_there {
        true => say!("Flytta raden till under [{table}].", "Move the line below [{table}]."),
        false => say!(
            "Ta bort # framför raden [{table}], eller flytta raden till sist i filen, under en rad [{table}].",
            "Remove the # before the line [{table}], or move the line to the end of the file, below a line [{table}]."
        ),
    };
    report.add(CODE, span, what, help);
}
