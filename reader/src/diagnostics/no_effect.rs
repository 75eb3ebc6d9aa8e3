//! A setting that has no effect in its place.

use std::ops::Range;

use engine::model::lang::Bilingual;
use engine::model::questionnaire::ChoiceValue;

use crate::draft::{Draft, PartKind, Question};
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::warning("no-effect");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    let kind = draft.scoring_kind();
    let mut add = |span: &Range<usize>, key: &str, needs: Bilingual| {
        let Bilingual { sv, en } = needs;
        let what = say!("`{key}` har ingen verkan här.", "`{key}` has no effect here.");
        let help = say!("Ta bort det, eller: {sv}.", "Remove it, or: {en}.");
        report.add(CODE, span.clone(), what, help);
    };
    let levels = || say!("välj kind = \"levels\" i [scoring]", "choose kind = \"levels\" in [scoring]");
    if !kind.has_levels() {
        draft.front.scoring.gate.iter().for_each(|gate| add(&gate.span, "gate", levels()));
        draft.front.scoring.levels.iter().take(1).for_each(|name| add(&name.span, "levels", levels()));
    }
    for question in draft.questions() {
        let Question { settings, .. } = question;
        if !kind.has_levels() {
            settings.level.iter().for_each(|level| add(&level.span, "level", levels()));
        }
        if !kind.has_requirements() {
            let baseline = || say!("välj kind = \"baseline\" i [scoring]", "choose kind = \"baseline\" in [scoring]");
            settings.required.iter().for_each(|required| add(&required.span, "required", baseline()));
        }
        if !question.kind().has_number() {
            let number = || say!("välj type = \"number\"", "choose type = \"number\"");
            settings.min.iter().for_each(|min| add(&min.span, "min", number()));
            settings.max.iter().for_each(|max| add(&max.span, "max", number()));
            settings.unit.iter().for_each(|unit| add(&unit.span, "unit", number()));
        }
        if !question.kind().has_choices() {
            let single = || say!("välj type = \"single\" eller \"several\"", "choose type = \"single\" or \"several\"");
            settings.scale.iter().for_each(|scale| add(&scale.span, "scale", single()));
            question.choices.iter().take(1).for_each(|choice| add(&choice.id.span, &choice.id.value, single()));
        } else if let (Some(scale), false) = (&settings.scale, question.choices.is_empty()) {
            add(&scale.span, "scale", say!("ta bort frågans egna val", "remove the question's own choices"));
        }
        if draft.best(question) <= 0.0 && !draft.lacks_scale(question) {
            let points = || say!("ge valen poäng", "give the choices points");
            settings.weight.iter().for_each(|weight| add(&weight.span, "weight", points()));
            settings.index.iter().for_each(|index| add(&index.span, "index", points()));
        }
        if !kind.has_right_answers() {
            let knowledge =
                || say!("välj kind = \"knowledge\" i [scoring]", "choose kind = \"knowledge\" in [scoring]");
            let right = question.choices.iter().filter(|choice| choice.value == ChoiceValue::Right);
            right.for_each(|choice| add(&choice.id.span, "right", knowledge()));
            question.parts(PartKind::Explanation).for_each(|part| add(&part.heading, "Förklaring", knowledge()));
        }
    }
}
