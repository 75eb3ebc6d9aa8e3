//! A setting has a value of the right kind that it cannot have.

use std::ops::Range;

use engine::model::lang::Bilingual;

use crate::draft::{Draft, Question};
use crate::report::{Code, Report, Spanned, listed, nearest, say};

pub(crate) const CODE: Code = Code::error("invalid-value");

pub(crate) fn add(report: &mut Report<'_>, span: Range<usize>, key: &str, written: &str, allowed: &Bilingual) {
    let what = say!("`{key}` kan inte vara {written}.", "`{key}` cannot be {written}.");
    let Bilingual { sv, en } = allowed;
    let help = say!("Skriv {sv}.", "Write {en}.");
    report.add(CODE, span, what, help);
}

/// A list that may be left out has nothing in it. `least` is what it has at least.
pub(crate) fn add_empty(report: &mut Report<'_>, span: Range<usize>, key: &str, least: &Bilingual) {
    let what = say!("`{key}` kan inte vara en tom lista.", "`{key}` cannot be an empty list.");
    let Bilingual { sv, en } = least;
    let help = say!("Skriv {sv}, eller ta bort raden.", "Write {en}, or remove the line.");
    report.add(CODE, span, what, help);
}

/// One of some words was asked for.
pub(crate) fn add_word(report: &mut Report<'_>, span: Range<usize>, key: &str, written: &str, known: &[&str]) {
    let what = say!("`{key}` kan inte vara `{written}`.", "`{key}` cannot be `{written}`.");
    let all = listed(known.iter().copied());
    let help = match nearest(written, known.iter().copied()) {
        Some(near) => say!("Menade du `{near}`? Det finns {all}.", "Did you mean `{near}`? There are {all}."),
        None => say!("Skriv någon av {all}.", "Write one of {all}."),
    };
    report.add(CODE, span, what, help);
}

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    for Question { settings, .. } in draft.questions() {
        if let Some(Spanned { value, span }) = settings.weight.as_ref().filter(|weight| weight.value <= 0.0) {
            let allowed = say!(
                "ett tal större än 0; en fråga som inte ska räknas har val utan poäng",
                "a number above 0; a question that should not count has choices without points"
            );
            add(report, span.clone(), "weight", &value.to_string(), &allowed);
        }
        if let (Some(min), Some(max)) = (&settings.min, &settings.max)
            && min.value > max.value
        {
            let least = min.value;
            let allowed = say!("ett tal som är minst {least}", "a number that is at least {least}");
            add(report, max.span.clone(), "max", &max.value.to_string(), &allowed);
        }
    }
}
