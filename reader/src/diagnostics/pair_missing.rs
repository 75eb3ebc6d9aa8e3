//! Something stands in one language's file and not in the other's.

use std::ops::Range;

use engine::Lang;
use engine::model::lang::Bilingual;

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("pair-missing");

pub(crate) fn add(report: &mut Report<'_>, span: Range<usize>, what: &Bilingual, id: &str, missing_in: Lang) {
    let Bilingual { sv, en } = what;
    let (file_sv, file_en) = missing_in.pick(("svenska", "Swedish"), ("engelska", "English"));
    let what = say!("{sv} `{id}` saknas i den {file_sv} filen.", "The {en} `{id}` is missing in the {file_en} file.");
    let help = say!(
        "Lägg till den där med samma id, eller ta bort den här.",
        "Add it there with the same id, or remove it here."
    );
    report.add(CODE, span, what, help);
}
