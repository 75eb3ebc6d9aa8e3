//! A result file: read, opened with a questionnaire, and written again.

#![no_main]

use engine::Lang;
use engine::model::questionnaire::Questionnaire;
use engine::results::assessment::Assessment;
use engine::results::code::Day;
use engine::results::plan::Plan;
use engine::results::questionnaire_ref::QuestionnaireRef;
use engine::results::result_file::{Opened, ResultFile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = ResultFile::read(bytes) else { return };
    let again = read_again(&file);
    // The last digit of a share may be another: the reader of JSON rounds so. Ours is computed anew.
    assert_eq!(ResultFile { score: file.score.clone(), ..again }, file, "it is not read as it was written");
    if let Some(day) = Day::read(file.dated()) {
        assert!(file.dated().starts_with(&day.to_string()), "{} was taken for {day}", file.dated());
    }
    check_shared(&file);
    for questionnaire in fuzz::questionnaires() {
        check_opened(&file, questionnaire);
    }
});

fn read_again(file: &ResultFile) -> ResultFile {
    match ResultFile::read(file.to_json().as_bytes()) {
        Ok(again) => again,
        Err(error) => panic!("{error:?}: {file:?}"),
    }
}

/// Nothing that was written is shared, and what is shared opens.
fn check_shared(file: &ResultFile) {
    let shared = read_again(&file.clone().shared(false, |_| "2026-11-22".to_owned()));
    assert!(shared.unit.is_none() && shared.plan.is_empty(), "{shared:?}");
    for (id, answer) in shared.answers.iter() {
        assert!(answer.text.is_none() && answer.typed.is_none() && answer.note.is_none(), "{id}: {answer:?}");
    }
}

/// No answer is lost, and what was opened and saved opens in the same way.
fn check_opened(file: &ResultFile, questionnaire: &Questionnaire) {
    let reference = QuestionnaireRef {
        id: questionnaire.id.clone(),
        version: questionnaire.version.clone(),
        language: Lang::Sv,
        digest: String::new(),
    };
    let open = |file: ResultFile| Opened::new(file, questionnaire, reference.clone(), &[]);
    let save = |assessment: &Assessment| {
        ResultFile::of(assessment, Plan::of(assessment, Plan::unpack), questionnaire, file.time.clone())
    };
    let Opened { assessment, report } = open(file.clone());
    assert_eq!(assessment.answers.len(), file.answers.len(), "an answer is gone");
    let found = report.answers.matched + report.answers.renamed.len() + report.answers.gone.len();
    assert_eq!(found, file.answers.len(), "{report:?}");
    let saved = save(&assessment);
    assert_eq!(saved.plan, file.plan, "the plan is another");
    let opened = open(read_again(&saved));
    assert!(opened.report.answers.renamed.is_empty() && !opened.report.other_version, "{:?}", opened.report);
    assert!(opened.report.disagreements.is_empty(), "our own score is doubted: {:?}", opened.report);
    assert_eq!(save(&opened.assessment), saved, "it changes each time it is saved");
}
