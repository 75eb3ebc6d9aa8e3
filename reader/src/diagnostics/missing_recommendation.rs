//! A weak answer after which nothing is recommended, or a knowledge question without an explanation.

use engine::model::questionnaire::ChoiceValue;

use crate::draft::{Draft, PartKind};
use crate::report::{Code, Report, listed, say};

pub(crate) const CODE: Code = Code::warning("missing-recommendation");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    for question in draft.questions().filter(|question| draft.best(question) > 0.0) {
        if draft.scoring_kind().has_right_answers() {
            if question.parts(PartKind::Explanation).next().is_none() {
                let what = say!("Svaret förklaras inte.", "The answer is not explained.");
                let help = say!("Lägg till en del: #### Förklaring", "Add a part: #### Explanation");
                report.add(CODE, question.text.span.clone(), what, help);
            }
            continue;
        }
        // Of several choices, each one chosen is a gain: only choosing none of them is weak.
        let several = question.kind().allows_several();
        let best = draft.best(question);
        let weak = draft.choices(question).iter().filter(|choice| match choice.value {
            ChoiceValue::Score(points) => !several && points < best,
            ChoiceValue::NoneOfThese => true,
            ChoiceValue::Plain
            | ChoiceValue::Right
            | ChoiceValue::DontKnow
            | ChoiceValue::NotApplicable
            | ChoiceValue::CannotAssess => false,
        });
        let followed: Vec<_> =
            question.parts(PartKind::Recommendation).flat_map(|part| &part.tagged).flat_map(|t| &t.ids).collect();
        let left = weak.map(|choice| choice.id.value.as_str()).filter(|id| !followed.iter().any(|c| c.value == *id));
        let left = listed(left);
        if !left.is_empty() {
            let what =
                say!("Efter svaret {left} rekommenderas inget.", "Nothing is recommended after the answer {left}.");
            let help = say!(
                "Lägg till under #### Rekommendation en rad som: - `nej: Systemägaren` Gör så här.",
                "Add under #### Recommendation a line such as: - `no: The system owner` Do this."
            );
            report.add(CODE, question.text.span.clone(), what, help);
        }
    }
}
