//! A questionnaire's Markdown.

#![no_main]

use std::collections::BTreeSet;

use engine::model::answers::{Answer, Answers};
use engine::model::questionnaire::Questionnaire;
use engine::results::structure::Structure;
use engine::scoring::{Figure, score};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let reading = reader::read_questionnaire(bytes, None);
    fuzz::check_reading(bytes, &reading);
    if reading.is_usable() {
        check_usable(&reading.value);
    }
});

/// What every page takes for granted of a questionnaire without errors.
fn check_usable(questionnaire: &Questionnaire) {
    let ids: Vec<&str> = questionnaire.questions().map(|question| question.id.as_str()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "one id twice: {ids:?}");
    let structure = Structure::of(questionnaire);
    assert_eq!(structure.questions.len(), ids.len());
    // The first choice everywhere, the last choice everywhere, all of them, and none.
    let answered = |choose: fn(&[String]) -> Vec<String>| -> Answers {
        let choices = |question: &engine::model::questionnaire::Question| -> Vec<String> {
            question.choices().iter().map(|choice| choice.id.clone()).collect()
        };
        questionnaire.questions().map(|q| (q.id.clone(), Answer::choosing(choose(&choices(q))))).collect()
    };
    for answers in [
        answered(|choices| choices.first().cloned().into_iter().collect()),
        answered(|choices| choices.last().cloned().into_iter().collect()),
        answered(|choices| choices.to_vec()),
        Answers::default(),
    ] {
        let score = score(questionnaire, &answers);
        for part in [&score.whole].into_iter().chain(&score.sections).chain(&score.indices) {
            let share = part.figure.share();
            // Sums of fractions may be a little above.
            assert!(share.is_none_or(|share| (0.0..=1.0 + 1e-9).contains(&share)), "{part:?}");
            if let Figure::Level { level, highest, .. } = part.figure {
                assert!(level <= highest, "{part:?}");
            }
        }
    }
}
