//! The file is not UTF-8: an editor saved it in another character set.

use engine::model::lang::Bilingual;

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("not-utf8");

pub(crate) fn add(report: &mut Report<'_>, at: usize) {
    let what = say!(
        "Filen är inte sparad som UTF-8: å, ä och ö går inte att läsa.",
        "The file is not saved as UTF-8: å, ä and ö cannot be read."
    );
    report.add(CODE, at..at, what, help());
}

pub(crate) fn add_utf16(report: &mut Report<'_>) {
    let what = say!(
        "Filen är sparad som UTF-16, som en del program kallar Unicode. Den går inte att läsa.",
        "The file is saved as UTF-16, which some programs call Unicode. It cannot be read."
    );
    report.add(CODE, 0..0, what, help());
}

fn help() -> Bilingual {
    say!("Spara om filen och välj teckenkodningen UTF-8.", "Save the file again and choose the encoding UTF-8.")
}
