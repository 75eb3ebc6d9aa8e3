//! A knowledge question without a right answer, or where every answer is right.

use engine::model::questionnaire::ChoiceValue;

use crate::draft::Draft;
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("no-right-answer");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    if !draft.scoring_kind().has_right_answers() {
        return;
    }
    for question in draft.questions().filter(|question| !draft.lacks_scale(question)) {
        let choices = draft.choices(question);
        let right = choices.iter().filter(|choice| choice.value == ChoiceValue::Right).count();
        let wrong = choices.iter().filter(|choice| choice.value == ChoiceValue::Plain).count();
        let asks = question.kind().has_choices() && question.settings.index.is_none();
        // A question whose every choice is special, or with points, is for the other checks.
        if asks
            && right + wrong == choices.len() - choices.iter().filter(|c| c.value.is_exclusive()).count()
            && (right == 0 || wrong == 0)
        {
            let what = match right {
                0 => say!("Frågan har inget rätt svar.", "The question has no right answer."),
                _ => say!("Frågan har inget fel svar.", "The question has no wrong answer."),
            };
            let help = say!(
                "Märk det rätta valet, och bara det: - `b: right` Texten",
                "Mark the right choice, and only that: - `b: right` The text"
            );
            report.add(CODE, question.text.span.clone(), what, help);
        }
    }
}
