//! A question names a scale that is not defined.

use crate::draft::Draft;
use crate::report::{Code, Report, listed, nearest, say};

pub(crate) const CODE: Code = Code::error("unknown-scale");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    let known: Vec<_> = draft.scales.iter().map(|scale| scale.name.value.as_str()).collect();
    for name in draft.questions().filter_map(|question| question.settings.scale.as_ref()) {
        if known.contains(&name.value.as_str()) {
            continue;
        }
        let written = &name.value;
        let what = say!("Svarsskalan `{written}` finns inte.", "There is no scale `{written}`.");
        let all = listed(known.iter().copied());
        let help = match nearest(written, known.iter().copied()) {
            Some(near) => say!("Menade du `{near}`?", "Did you mean `{near}`?"),
            None if known.is_empty() => say!(
                "Beskriv skalan under en rubrik `##` med scale = \"{written}\" i sitt block.",
                "Define the scale under a `##` heading with scale = \"{written}\" in its block."
            ),
            None => say!(
                "Använd någon av {all}, eller beskriv skalan under en egen rubrik `##`.",
                "Use one of {all}, or define the scale under a `##` heading of its own."
            ),
        };
        report.add(CODE, name.span.clone(), what, help);
    }
}
