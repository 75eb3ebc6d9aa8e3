//! The settings are not TOML. The TOML library's message is in English. The help names the usual causes.

use std::ops::Range;

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("toml-syntax");

pub(crate) fn add(report: &mut Report<'_>, span: Range<usize>, library: &str) {
    let library = library.lines().next().unwrap_or_default();
    let what = say!("Inställningen går inte att läsa ({library}).", "The setting cannot be read ({library}).");
    let help = say!(
        "Skriv nyckel = värde på en rad, text inom raka citattecken: title = \"…\". En nyckel får stå en gång.",
        "Write key = value on one line, text in straight quotes: title = \"…\". A key may stand once."
    );
    report.add(CODE, span, what, help);
}
