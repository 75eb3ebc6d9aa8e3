//! Conditions that cannot all hold: the question is never shown.

use std::collections::{BTreeMap, BTreeSet};

use crate::draft::{Draft, Question};
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("unreachable-question");

/// Per earlier question with a single choice, the choices that would still do.
type Needed<'d> = BTreeMap<&'d str, BTreeSet<&'d str>>;

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    let mut needed_by: BTreeMap<&str, Needed<'_>> = BTreeMap::new();
    for question in draft.questions() {
        let needed = needed(draft, question, &needed_by);
        let conflict = needed.iter().find(|(_, choices)| choices.is_empty()).map(|(asked, _)| (*asked).to_owned());
        if let Some(asked) = conflict {
            let what = say!(
                "Frågan visas aldrig: inget svar på `{asked}` uppfyller alla villkor.",
                "The question is never shown: no answer to `{asked}` meets every condition."
            );
            let help = say!(
                "Ändra show_if här, eller villkoret på frågan som den hänger på.",
                "Change show_if here, or the condition of the question it depends on."
            );
            report.add(CODE, question.text.span.clone(), what, help);
        }
        if let Some(id) = question.id() {
            needed_by.insert(id, needed);
        }
    }
}

/// What has to be chosen for the question to be shown: its own conditions and those of the questions it depends on.
fn needed<'d>(draft: &'d Draft, question: &'d Question, before: &BTreeMap<&str, Needed<'d>>) -> Needed<'d> {
    let mut all = Needed::new();
    for condition in &question.settings.show_if {
        let Some(asked) = draft.question(&condition.question.value) else { continue };
        // Several choices can be chosen at once, so they never rule each other out.
        if asked.kind().has_choices() && !asked.kind().allows_several() {
            let choices = condition.choices.iter().map(|choice| choice.value.as_str()).collect();
            narrow(&mut all, &condition.question.value, &choices);
        }
        for (earlier, choices) in before.get(condition.question.value.as_str()).into_iter().flatten() {
            narrow(&mut all, earlier, choices);
        }
    }
    all
}

fn narrow<'d>(all: &mut Needed<'d>, question: &'d str, choices: &BTreeSet<&'d str>) {
    all.entry(question)
        .and_modify(|left| left.retain(|choice| choices.contains(choice)))
        .or_insert_with(|| choices.clone());
}
