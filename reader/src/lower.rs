//! From the draft to the questionnaire. Nothing is reported here: every fault has been reported before.

use engine::model::questionnaire::{
    Choice, Condition, Question, QuestionKind, Questionnaire, Recommendation, Remark, Scoring, Section,
};
use engine::model::rich_text::Block;

use crate::draft::{self, Draft, KindWord, PartKind};
use crate::report::Spanned;

pub(crate) fn questionnaire(draft: &Draft) -> Questionnaire {
    let front = &draft.front;
    let text = |text: &Option<Spanned<String>>| text.as_ref().map_or_else(String::new, |text| text.value.clone());
    Questionnaire {
        id: text(&front.id),
        version: text(&front.version),
        language: front.language.as_ref().map(|language| language.value).unwrap_or_default(),
        title: text(&draft.title),
        minutes: front.minutes.as_ref().map_or(0, |minutes| minutes.value),
        audience: text(&front.audience),
        intro: draft.intro.clone(),
        caveat: draft.caveat.clone(),
        method: draft.method.clone(),
        roles: values(&front.roles),
        sources: values(&front.sources),
        scoring: Scoring {
            kind: draft.scoring_kind(),
            name: text(&front.scoring.name),
            gate: front.scoring.gate.as_ref().map(|gate| gate.value).unwrap_or_default(),
            level_names: values(&front.scoring.levels),
        },
        indices: values(&front.indices),
        sections: draft.sections.iter().map(|section| self::section(draft, section)).collect(),
    }
}

fn section(draft: &Draft, section: &draft::Section) -> Section {
    Section {
        id: section.id.as_ref().map_or_else(String::new, |id| id.value.clone()),
        title: section.title.value.clone(),
        intro: section.intro.clone(),
        questions: section.questions.iter().map(|question| self::question(draft, question)).collect(),
    }
}

fn question(draft: &Draft, written: &draft::Question) -> Question {
    let settings = &written.settings;
    let part = |kind| -> Vec<Block> { written.parts(kind).flat_map(|part| part.blocks.clone()).collect() };
    let tagged = |kind| written.parts(kind).flat_map(|part| &part.tagged);
    let choices = || -> Vec<Choice> {
        let choices = draft.choices(written).iter();
        choices.map(|c| Choice { id: c.id.value.clone(), text: c.text.clone(), value: c.value }).collect()
    };
    let notes = draft.front.notes.as_ref().is_none_or(|notes| notes.value);
    Question {
        id: written.id().unwrap_or_default().to_owned(),
        formerly: values(&settings.formerly),
        number: settings.number.as_ref().map(|number| number.value.clone()),
        text: written.text.value.clone(),
        hint: written.hint.clone(),
        help: part(PartKind::Help),
        why: part(PartKind::Why),
        explanation: part(PartKind::Explanation),
        discussion: part(PartKind::Discussion),
        evidence: part(PartKind::Evidence),
        same_as: settings.same_as.as_ref().map(|same| same.value.clone()),
        background_after: settings.background_after.as_ref().is_some_and(|after| after.value),
        reports: settings.reports.as_ref().is_some_and(|reports| reports.value),
        sources: values(&settings.sources),
        conditions: settings
            .show_if
            .iter()
            .map(|c| Condition { question: c.question.value.clone(), choices: values(&c.choices) })
            .collect(),
        kind: match written.kind() {
            KindWord::Single => QuestionKind::Single(choices()),
            KindWord::Several => QuestionKind::Several(choices()),
            KindWord::Text => QuestionKind::Text,
            KindWord::Number => QuestionKind::Number(written.number_field()),
        },
        index: settings.index.as_ref().map(|index| index.value.clone()),
        weight: settings.weight.as_ref().map_or(1.0, |weight| weight.value),
        level: settings.level.as_ref().and_then(|level| u8::try_from(level.value).ok()),
        required: settings.required.as_ref().is_none_or(|required| required.value),
        note: written.kind().takes_note() && settings.note.as_ref().map_or(notes, |note| note.value),
        recommendations: tagged(PartKind::Recommendation)
            .map(|tagged| Recommendation {
                choices: values(&tagged.ids),
                owner: tagged.value.as_ref().map_or_else(String::new, |owner| owner.value.clone()),
                text: tagged.blocks.clone(),
            })
            .collect(),
        remarks: tagged(PartKind::Explanation)
            .map(|tagged| Remark { choices: values(&tagged.ids), text: tagged.blocks.clone() })
            .collect(),
    }
}

fn values<T: Clone>(spanned: &[Spanned<T>]) -> Vec<T> {
    spanned.iter().map(|spanned| spanned.value.clone()).collect()
}
