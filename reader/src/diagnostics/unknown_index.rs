//! A question counts in an index that is not declared, or an index has no question.

use crate::draft::Draft;
use crate::report::{Code, Report, listed, nearest, say};

pub(crate) const CODE: Code = Code::error("unknown-index");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    let known: Vec<_> = draft.front.indices.iter().map(|index| index.value.id.as_str()).collect();
    for index in draft.questions().filter_map(|question| question.settings.index.as_ref()) {
        if known.contains(&index.value.as_str()) {
            continue;
        }
        let written = &index.value;
        let what = say!("Indexet `{written}` finns inte.", "There is no index `{written}`.");
        let all = listed(known.iter().copied());
        let help = match nearest(written, known.iter().copied()) {
            Some(near) => say!("Menade du `{near}`?", "Did you mean `{near}`?"),
            None if known.is_empty() => say!(
                "Lägg till överst: [indices] och raden {written} = \"Namnet\"",
                "Add at the top: [indices] and the line {written} = \"The name\""
            ),
            None => say!("Använd någon av {all}.", "Use one of {all}."),
        };
        report.add(CODE, index.span.clone(), what, help);
    }
    for index in &draft.front.indices {
        let id = &index.value.id;
        let counts = |question| draft.lacks_scale(question) || draft.best(question) > 0.0;
        if !draft.questions().any(|q| q.settings.index.as_ref().is_some_and(|i| i.value == *id) && counts(q)) {
            let what = say!(
                "Ingen fråga med poäng räknas i indexet `{id}`.",
                "No question with points counts in the index `{id}`."
            );
            let help = say!(
                "Lägg till index = \"{id}\" vid en fråga, eller ta bort indexet.",
                "Add index = \"{id}\" at a question, or remove the index."
            );
            report.add(CODE, index.span.clone(), what, help);
        }
    }
}
