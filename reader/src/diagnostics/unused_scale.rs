//! A scale that no question uses.

use crate::draft::Draft;
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::warning("unused-scale");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    for scale in &draft.scales {
        let used =
            draft.questions().filter_map(|q| q.settings.scale.as_ref()).any(|name| name.value == scale.name.value);
        if !used {
            let name = &scale.name.value;
            let what = say!("Ingen fråga använder svarsskalan `{name}`.", "No question uses the scale `{name}`.");
            let help = say!(
                "Ta bort den, eller ange scale = \"{name}\" vid en fråga.",
                "Remove it, or name it at a question: scale = \"{name}\""
            );
            report.add(CODE, scale.name.span.clone(), what, help);
        }
    }
}
