//! The file is not UTF-8: an editor saved it in an older character set.

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("not-utf8");

pub(crate) fn add(report: &mut Report<'_>, at: usize) {
    let what = say!(
        "Filen är inte sparad som UTF-8: å, ä och ö går inte att läsa.",
        "The file is not saved as UTF-8: å, ä and ö cannot be read."
    );
    let help =
        say!("Spara om filen och välj teckenkodningen UTF-8.", "Save the file again and choose the encoding UTF-8.");
    report.add(CODE, at..at, what, help);
}
