//! Two things of one kind have the same id.

use std::collections::HashMap;
use std::ops::Range;

use engine::model::lang::Bilingual;

use crate::draft::{Choice, Draft};
use crate::report::{Code, Report, Spanned, say};

pub(crate) const CODE: Code = Code::error("duplicate-id");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    unique(draft.sections.iter().filter_map(|section| section.id.as_ref()), report);
    unique(draft.questions().flat_map(|q| q.settings.id.iter().chain(&q.settings.formerly)), report);
    unique(draft.scales.iter().map(|scale| &scale.name), report);
    let own = draft.questions().map(|question| &question.choices);
    for choices in own.chain(draft.scales.iter().map(|scale| &scale.choices)) {
        unique(choices.iter().map(|Choice { id, .. }| id), report);
    }
}

pub(crate) fn unique<'d>(ids: impl Iterator<Item = &'d Spanned<String>>, report: &mut Report<'_>) {
    each_once(ids, |id| say!("Ge det ena ett annat id: `{id}-2`", "Give one of them another id: `{id}-2`"), report);
}

/// As [`unique`], of ids in a list: they name what is elsewhere, and cannot be changed here.
pub(crate) fn listed<'d>(ids: impl Iterator<Item = &'d Spanned<String>>, report: &mut Report<'_>) {
    each_once(ids, |_| say!("Ta bort det ena.", "Remove one of them."), report);
}

fn each_once<'d>(
    ids: impl Iterator<Item = &'d Spanned<String>>,
    help: impl Fn(&str) -> Bilingual,
    report: &mut Report<'_>,
) {
    let mut first: HashMap<&str, Range<usize>> = HashMap::new();
    for Spanned { value: id, span } in ids {
        if let Some(before) = first.get(id.as_str()) {
            let what = say!("Id:t `{id}` används två gånger.", "The id `{id}` is used twice.");
            report.add(CODE, span.clone(), what, help(id));
            report.relate(before.clone(), say!("Här används `{id}` första gången.", "Here `{id}` is used first."));
        } else {
            first.insert(id, span.clone());
        }
    }
}
