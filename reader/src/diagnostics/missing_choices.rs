//! A question that asks for a choice and has fewer than two.

use crate::draft::Draft;
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("missing-choices");

pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    for question in draft.questions() {
        let chooses = question.kind().has_choices();
        if chooses && !draft.lacks_scale(question) && draft.choices(question).len() < 2 {
            let what = say!("Frågan har färre än två val.", "The question has fewer than two choices.");
            let help = say!(
                "Skriv valen som en lista: - `ja: 1` Ja. Eller ange en svarsskala: scale = \"…\". Eller en annan sorts fråga: type = \"text\".",
                "Write the choices as a list: - `yes: 1` Yes. Or name a scale: scale = \"…\". Or another type of question: type = \"text\"."
            );
            report.add(CODE, question.text.span.clone(), what, help);
        }
    }
    for scale in draft.scales.iter().filter(|scale| scale.choices.len() < 2) {
        let what = say!("Svarsskalan har färre än två val.", "The scale has fewer than two choices.");
        let help = say!("Skriv valen som en lista: - `ja: 1` Ja", "Write the choices as a list: - `yes: 1` Yes");
        report.add(CODE, scale.name.span.clone(), what, help);
    }
}
