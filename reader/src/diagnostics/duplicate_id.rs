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
    let sentences = |id: &str| {
        let what = say!("Id:t `{id}` används två gånger.", "The id `{id}` is used twice.");
        (what, say!("Ge det ena ett annat id: `{id}-2`", "Give one of them another id: `{id}-2`"))
    };
    each_once(ids, sentences, report);
}

/// As [`unique`], of what stands in a list and names something: it cannot be changed here. `kind` is what it is: "the id".
pub(crate) fn listed<'d>(names: impl Iterator<Item = &'d Spanned<String>>, kind: &Bilingual, report: &mut Report<'_>) {
    let Bilingual { sv, en } = kind;
    let sentences = |name: &str| {
        let what = say!("{sv} `{name}` står två gånger.", "{en} `{name}` is listed twice.");
        (what, say!("Ta bort dubbletten.", "Remove one of them."))
    };
    each_once(names, sentences, report);
}

/// Reports what is not the first of its name: what is wrong, and what to do.
fn each_once<'d>(
    names: impl Iterator<Item = &'d Spanned<String>>,
    sentences: impl Fn(&str) -> (Bilingual, Bilingual),
    report: &mut Report<'_>,
) {
    let mut first: HashMap<&str, Range<usize>> = HashMap::new();
    for Spanned { value: name, span } in names {
        if let Some(before) = first.get(name.as_str()) {
            let (what, help) = sentences(name);
            report.add(CODE, span.clone(), what, help);
            report.relate(before.clone(), say!("Här står `{name}` första gången.", "`{name}` is first listed here."));
        } else {
            first.insert(name, span.clone());
        }
    }
}
