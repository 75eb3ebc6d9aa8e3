//! A choice without points among choices with points: it is unclear whether it counts 0 or is left out.

use engine::model::questionnaire::ChoiceValue;

use crate::draft::{Choice, Draft};
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("unscored-choice");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    let own = draft.questions().map(|question| &question.choices);
    for choices in own.chain(draft.scales.iter().map(|scale| &scale.choices)) {
        let scored = choices.iter().any(|choice| matches!(choice.value, ChoiceValue::Score(_)));
        for Choice { id, value, .. } in choices.iter().filter(|_| scored) {
            let lacks_points = match value {
                ChoiceValue::Plain | ChoiceValue::Right => true,
                ChoiceValue::Score(_)
                | ChoiceValue::DontKnow
                | ChoiceValue::NotApplicable
                | ChoiceValue::CannotAssess
                | ChoiceValue::NoneOfThese => false,
            };
            if lacks_points {
                let id_text = &id.value;
                let what = say!(
                    "Valet `{id_text}` saknar poäng, men de andra har det.",
                    "The choice `{id_text}` has no points, but the others have."
                );
                let help = say!(
                    "Skriv `{id_text}: 0`, eller `dont-know`, `not-applicable`, `cannot-assess` eller `none` om det är ett sådant svar.",
                    "Write `{id_text}: 0`, or `dont-know`, `not-applicable`, `cannot-assess` or `none` if it is such an answer."
                );
                report.add(CODE, id.span.clone(), what, help);
            }
        }
    }
}
