//! A `####` heading that is none of the parts a question can have.

use std::ops::Range;

use crate::draft::PartKind;
use crate::report::{Code, Report, nearest, say};

pub(crate) const CODE: Code = Code::error("unknown-part");

pub(crate) fn add(report: &mut Report<'_>, span: Range<usize>, written: &str) {
    let words = PartKind::WORDS.map(|(word, _)| word);
    let what = say!("En fråga har ingen del som heter ”{written}”.", "A question has no part called “{written}”.");
    let help = match nearest(written, words) {
        Some(near) => say!("Menade du `#### {near}`?", "Did you mean `#### {near}`?"),
        None => say!(
            "Delarna är Hjälp, Varför vi frågar, Rekommendation, Förklaring och Diskussion.",
            "The parts are Help, Why we ask, Recommendation, Explanation and Discussion."
        ),
    };
    report.add(CODE, span, what, help);
}
