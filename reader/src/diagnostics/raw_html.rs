//! HTML in the Markdown. It is refused: content from a stranger must not be able to run script.

use std::ops::Range;

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("raw-html");

pub(crate) fn add(report: &mut Report<'_>, span: Range<usize>) {
    let what = say!("HTML får inte förekomma.", "HTML is not allowed.");
    let help = say!(
        "Skriv med Markdown: **fet**, *kursiv*, [länk](https://…). Sätt ett ensamt < mellan grava accenter: `<`",
        "Write with Markdown: **bold**, *italic*, [link](https://…). Put a lone < between backticks: `<`"
    );
    report.add(CODE, span, what, help);
}
