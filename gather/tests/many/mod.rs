//! Results of the shipped questionnaires, as many as wanted and the same each time: for the tests and the benchmarks, that of
//! the site in a browser (`tests/site/many_results.rs`) among them.

mod dice;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use engine::model::answers::{Answer, Answers};
use engine::model::decimal::Decimal;
use engine::model::questionnaire::{Question, QuestionKind, Questionnaire};
use engine::results::assessment::Assessment;
use engine::results::plan::Plan;
use engine::results::questionnaire_ref::QuestionnaireRef;
use engine::results::result_file::ResultFile;

use dice::Dice;

/// How many results each unit has: a larger group has more units, and not larger ones.
const IN_A_UNIT: usize = 25;

/// The shipped questionnaires, in Swedish.
pub fn questionnaires() -> Vec<Questionnaire> {
    // The crate that uses this lies in the repository's root, or is the root.
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let folder = above.map(|folder| folder.join("content/sv")).find(|folder| folder.exists()).unwrap();
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files.iter().map(|path| reader::read_questionnaire(&fs::read(path).unwrap(), None).value).collect()
}

/// The one with most questions.
pub fn longest() -> Questionnaire {
    questionnaires().into_iter().max_by_key(|questionnaire| questionnaire.questions().count()).unwrap()
}

/// The result with a number. Each tenth question is left unanswered, and each twentieth has a note.
pub fn result(questionnaire: &Questionnaire, n: usize) -> ResultFile {
    let mut dice = Dice(u64::try_from(n).unwrap());
    let mut answers: Vec<(String, Answer)> = Vec::new();
    for question in questionnaire.questions() {
        if dice.below(10) > 0 {
            answers.push((question.id.clone(), answer(question, &mut dice)));
        }
    }
    let reference = QuestionnaireRef { id: questionnaire.id.clone(), ..QuestionnaireRef::default() };
    // The first digits differ too, as in random ids.
    let id = format!("{:016x}{n:016x}", Dice(u64::try_from(n).unwrap() << 20).below(usize::MAX));
    let blank = Assessment::new(reference, id, String::new(), String::new());
    let role = (!questionnaire.roles.is_empty()).then(|| dice.below(questionnaire.roles.len()));
    let assessment = Assessment {
        answers: answers.into_iter().collect::<Answers>(),
        unit: Some(format!("Enhet {}", n / IN_A_UNIT)).filter(|_| dice.below(20) > 0),
        role: role.map(|place| questionnaire.roles[place].id.clone()).filter(|_| dice.below(20) > 0),
        answered: Some(format!("{}-11-{:02}T10:00:00Z", 2025 + n % 2, 1 + dice.below(30))),
        ..blank
    };
    ResultFile::of(&assessment, Plan::default(), questionnaire, "2026-12-01T10:00:00Z".into())
}

/// Writes results to a file, one on each line.
pub fn write_lines(file: &Path, results: impl Iterator<Item = ResultFile>) {
    let mut lines = BufWriter::new(File::create(file).unwrap());
    for result in results {
        serde_json::to_writer(&mut lines, &result).unwrap();
        lines.write_all(b"\n").unwrap();
    }
    lines.flush().unwrap();
}

fn answer(question: &Question, dice: &mut Dice) -> Answer {
    let note = (dice.below(20) == 0).then(|| "Vi har inte hunnit se över rutinen sedan omorganisationen.".to_owned());
    let given = match &question.kind {
        QuestionKind::Single(choices) => Answer::choosing([choices[dice.below(choices.len())].id.clone()]),
        QuestionKind::Several(choices) => {
            let mut answer = Answer::default();
            (0..3).for_each(|_| answer.toggle(question, &choices[dice.below(choices.len())].id, true));
            answer
        }
        QuestionKind::Text => Answer { text: Some("Det fungerar bra.".into()), ..Answer::default() },
        QuestionKind::Number(_) => Answer { number: Decimal::read(&dice.below(100).to_string()), ..Answer::default() },
    };
    Answer { note, ..given }
}
