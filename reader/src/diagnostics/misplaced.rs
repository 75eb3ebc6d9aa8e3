//! A heading, settings or text where they take no effect.

use std::ops::Range;

use engine::model::lang::Bilingual;

use crate::report::{Code, Report};

pub(crate) const CODE: Code = Code::error("misplaced");

pub(crate) fn add(report: &mut Report<'_>, span: Range<usize>, what: Bilingual, help: Bilingual) {
    report.add(CODE, span, what, help);
}
