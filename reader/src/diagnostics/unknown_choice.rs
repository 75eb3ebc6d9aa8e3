//! A recommendation, a remark or a condition names a choice that the question does not have.

use crate::draft::{Draft, Question};
use crate::report::{Code, Report, Spanned, listed, nearest, say};

pub(crate) const CODE: Code = Code::error("unknown-choice");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    for question in draft.questions() {
        for tagged in question.parts.iter().flat_map(|part| &part.tagged) {
            tagged.ids.iter().for_each(|id| known(draft, question, id, report));
        }
        for condition in &question.settings.show_if {
            // An unknown question is reported as such.
            if let Some(asked) = draft.question(&condition.question.value) {
                condition.choices.iter().for_each(|id| known(draft, asked, id, report));
            }
        }
    }
}

fn known(draft: &Draft, question: &Question, id: &Spanned<String>, report: &mut Report<'_>) {
    if draft.lacks_scale(question) {
        return;
    }
    let choices: Vec<_> = draft.choices(question).iter().map(|choice| choice.id.value.as_str()).collect();
    if choices.contains(&id.value.as_str()) {
        return;
    }
    let (written, of) = (&id.value, question.id().unwrap_or_default());
    let what = say!("Frågan `{of}` har inget val `{written}`.", "The question `{of}` has no choice `{written}`.");
    let all = listed(choices.iter().copied());
    let help = match nearest(written, choices.iter().copied()) {
        Some(near) => say!("Menade du `{near}`?", "Did you mean `{near}`?"),
        None if choices.is_empty() => {
            say!("Frågan har inga val. Ta bort raden.", "The question has no choices. Remove the line.")
        }
        None => say!("Den har {all}.", "It has {all}."),
    };
    report.add(CODE, id.span.clone(), what, help);
}
