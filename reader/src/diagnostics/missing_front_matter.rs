//! The file does not start with settings between two lines of `+++`.

use std::ops::Range;

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("missing-front-matter");

pub(crate) fn add(report: &mut Report<'_>, span: Range<usize>, opened: bool) {
    let (what, help) = match opened {
        true => (
            say!(
                "Inställningarna överst har ingen avslutande rad `+++`.",
                "The settings at the top have no closing line `+++`."
            ),
            say!(
                "Sätt en rad `+++` efter inställningarna, före titeln.",
                "Put a line `+++` after the settings, before the title."
            ),
        ),
        false => (
            say!("Filen börjar inte med inställningar.", "The file does not start with settings."),
            say!(
                "Sätt en rad `+++` allra först i filen och en rad `+++` efter inställningarna.",
                "Put a line `+++` at the very start of the file and a line `+++` after the settings."
            ),
        ),
    };
    report.add(CODE, span, what, help);
}
