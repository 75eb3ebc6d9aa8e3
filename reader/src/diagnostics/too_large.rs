//! The file is larger than any questionnaire needs to be. Reading it would block the page.

use crate::MAX_BYTES;
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("too-large");

pub(crate) fn add(report: &mut Report<'_>) {
    let limit = MAX_BYTES / 1000;
    let what =
        say!("Filen är större än {limit} kB och läses inte.", "The file is larger than {limit} kB and is not read.");
    let help = say!("Dela upp den i flera frågeformulär.", "Split it into several questionnaires.");
    report.add(CODE, 0..0, what, help);
}
