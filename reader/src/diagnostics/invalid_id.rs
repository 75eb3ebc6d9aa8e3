//! An id that cannot stand in a route, or that is one of the site's own words.

use engine::model::id::{MAX_LENGTH, is_id};

use crate::draft::Draft;
use crate::ids::{RESERVED_QUESTIONNAIRES, RESERVED_QUESTIONS, suggestion};
use crate::report::{Code, Report, Spanned, say};

pub(crate) const CODE: Code = Code::error("invalid-id");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    if let Some(id) = &draft.front.id {
        shape(id, report);
        reserved(id, &RESERVED_QUESTIONNAIRES, report);
    }
    for named in draft.front.roles.iter().chain(&draft.front.sources).chain(&draft.front.indices) {
        shape(&Spanned::new(named.value.id.clone(), named.span.clone()), report);
    }
    for scale in &draft.scales {
        shape(&scale.name, report);
        scale.choices.iter().for_each(|choice| shape(&choice.id, report));
    }
    for section in &draft.sections {
        section.id.iter().for_each(|id| shape(id, report));
        for question in &section.questions {
            for id in question.settings.id.iter().chain(&question.settings.formerly) {
                shape(id, report);
                reserved(id, &RESERVED_QUESTIONS, report);
            }
            question.choices.iter().for_each(|choice| shape(&choice.id, report));
        }
    }
}

pub(crate) fn shape(id: &Spanned<String>, report: &mut Report<'_>) {
    if is_id(&id.value) {
        return;
    }
    let (written, better) = (&id.value, suggestion(&id.value));
    let what = say!("`{written}` kan inte vara ett id.", "`{written}` cannot be an id.");
    let help = say!(
        "Använd högst {MAX_LENGTH} små bokstäver a–z, siffror och bindestreck: `{better}`",
        "Use at most {MAX_LENGTH} lower-case letters a–z, digits and hyphens: `{better}`"
    );
    report.add(CODE, id.span.clone(), what, help);
}

fn reserved(id: &Spanned<String>, words: &[&str], report: &mut Report<'_>) {
    if !words.contains(&id.value.as_str()) {
        return;
    }
    let word = &id.value;
    let what = say!("`{word}` är namnet på en av sidorna.", "`{word}` is the name of one of the pages.");
    let help = say!("Välj ett annat id, till exempel `{word}-1`.", "Choose another id, such as `{word}-1`.");
    report.add(CODE, id.span.clone(), what, help);
}
