//! A condition on a question that comes later, or on the question itself: it could never be met in time.

use crate::draft::Draft;
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("later-question");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    let ids: Vec<_> = draft.questions().map(|question| question.id()).collect();
    for (place, question) in draft.questions().enumerate() {
        for asked in question.settings.show_if.iter().map(|condition| &condition.question) {
            let written = Some(asked.value.as_str());
            if !ids[..place].contains(&written) && ids[place..].contains(&written) {
                let id = &asked.value;
                let what = say!(
                    "Villkoret gäller `{id}`, som inte står tidigare.",
                    "The condition is on `{id}`, which does not stand earlier."
                );
                let help = say!(
                    "Flytta frågan `{id}` före den här, eller välj en tidigare fråga.",
                    "Move the question `{id}` before this one, or choose an earlier question."
                );
                report.add(CODE, asked.span.clone(), what, help);
            }
        }
    }
}
