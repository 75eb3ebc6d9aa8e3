//! A setting has a value of the wrong kind, such as a text where a number is asked for.

use std::ops::Range;

use engine::model::lang::Bilingual;
use toml::de::DeValue;

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("wrong-type");

pub(crate) fn add(report: &mut Report<'_>, span: Range<usize>, key: &str, expected: &Bilingual, found: &DeValue<'_>) {
    let (sv, en) = match found {
        DeValue::String(_) => ("en text", "a text"),
        DeValue::Integer(_) | DeValue::Float(_) => ("ett tal", "a number"),
        DeValue::Boolean(_) => ("`true` eller `false`", "`true` or `false`"),
        DeValue::Datetime(_) => ("ett datum", "a date"),
        DeValue::Array(_) => ("en lista", "a list"),
        DeValue::Table(_) => ("en tabell", "a table"),
    };
    let what = say!("Värdet för `{key}` är {sv}.", "The value of `{key}` is {en}.");
    let Bilingual { sv, en } = expected;
    let help = say!("Skriv {sv}.", "Write {en}.");
    report.add(CODE, span, what, help);
}
