//! The code span at the start of a choice, a recommendation or a remark cannot be read.

use std::ops::Range;

use crate::draft::{Draft, PartKind};
use crate::report::{Code, Report, Spanned, listed, nearest, say};

pub(crate) const CODE: Code = Code::error("invalid-tag");

/// The other items of the list have a tag; this has none.
pub(crate) fn add_missing(report: &mut Report<'_>, span: Range<usize>) {
    let what = say!("Raden saknar id.", "The line has no id.");
    let help = say!(
        "Börja den med id och poäng mellan grava accenter: - `nej: 0` Nej",
        "Start it with id and points between backticks: - `no: 0` No"
    );
    report.add(CODE, span, what, help);
}

/// A choice has several ids.
pub(crate) fn add_many(report: &mut Report<'_>, span: Range<usize>) {
    let what = say!("Ett val har ett enda id.", "A choice has one id only.");
    let help = say!(
        "Skriv ett id och poängen med punkt: - `delvis: 0.5` Delvis",
        "Write one id, and the points with a point: - `partly: 0.5` Partly"
    );
    report.add(CODE, span, what, help);
}

/// A choice has no words.
pub(crate) fn add_textless(report: &mut Report<'_>, span: Range<usize>) {
    let what = say!("Valet saknar text.", "The choice has no text.");
    let help = say!(
        "Skriv det som ska stå vid knappen efter id:t: - `ja: 1` Ja",
        "Write what stands beside the button after the id: - `yes: 1` Yes"
    );
    report.add(CODE, span, what, help);
}

/// The value of a choice is neither points nor one of the words.
pub(crate) fn add_value(report: &mut Report<'_>, written: &Spanned<String>, words: &[&str]) {
    let value = &written.value;
    let what = say!("`{value}` är inte poäng.", "`{value}` is not points.");
    let all = listed(words.iter().copied());
    let comma = value.replace(',', ".");
    let help = match nearest(value, words.iter().copied()) {
        Some(near) => say!("Menade du `{near}`?", "Did you mean `{near}`?"),
        None if comma != *value && comma.parse::<f64>().is_ok() => {
            say!("Skriv decimalerna efter en punkt: `{comma}`", "Write decimals after a point: `{comma}`")
        }
        None => say!(
            "Skriv ett tal som är 0 eller mer, eller någon av {all}.",
            "Write a number that is 0 or more, or one of {all}."
        ),
    };
    report.add(CODE, written.span.clone(), what, help);
}

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    for part in draft.questions().flat_map(|question| &question.parts) {
        for tagged in &part.tagged {
            let owner = tagged.value.as_ref().is_some_and(|owner| !owner.value.is_empty());
            if part.kind == PartKind::Recommendation && !owner {
                let what =
                    say!("Rekommendationen säger inte vems den är.", "The recommendation does not say whose it is.");
                let help = say!(
                    "Skriv rollen efter ett kolon: - `nej: Systemägaren` Gör så här.",
                    "Write the role after a colon: - `no: The system owner` Do this."
                );
                report.add(CODE, tagged.span.clone(), what, help);
            } else if tagged.blocks.is_empty() {
                add_textless(report, tagged.span.clone());
            }
        }
    }
}
