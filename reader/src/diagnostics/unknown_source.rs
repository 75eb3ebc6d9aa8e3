//! A question rests on a document that is not among the sources.

use crate::draft::Draft;
use crate::report::{Code, Report, listed, nearest, say};

pub(crate) const CODE: Code = Code::error("unknown-source");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    let known: Vec<_> = draft.front.sources.iter().map(|source| source.value.id.as_str()).collect();
    for passage in draft.questions().flat_map(|question| &question.settings.sources) {
        let written = &passage.value.document;
        if known.contains(&written.as_str()) {
            continue;
        }
        let what = say!(
            "Dokumentet `{written}` finns inte bland källorna.",
            "The document `{written}` is not among the sources."
        );
        let all = listed(known.iter().copied());
        let help = match nearest(written, known.iter().copied()) {
            Some(near) => say!("Menade du `{near}`?", "Did you mean `{near}`?"),
            None if known.is_empty() => say!(
                "Lägg till överst: [sources] och raden {written} = \"Dokumentets namn\"",
                "Add at the top: [sources] and the line {written} = \"The document's name\""
            ),
            None => say!(
                "Använd någon av {all}, eller lägg till dokumentet under [sources].",
                "Use one of {all}, or add the document under [sources]."
            ),
        };
        report.add(CODE, passage.span.clone(), what, help);
    }
}
