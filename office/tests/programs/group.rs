//! What a group may share, as a coordinator makes it: two years of the survey of managers, three units of which one is too
//! small, and IT-service's joint answer.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use documents::{Document, GroupInputs};
use engine::exports::workbook::Workbook;
use engine::group::cells::Cells;
use engine::group::disclosure::Thresholds;
use engine::group::entry::Entry;
use engine::group::group_file::{GroupFile, Making};
use engine::group::items::items;
use engine::group::pile::Counting;
use engine::model::answers::Answer;
use engine::model::questionnaire::Questionnaire;
use engine::results::structure::Structure;
use texts::Format;

fn questionnaire() -> Questionnaire {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/sv/chefsenkat.md");
    reader::read_questionnaire(&fs::read(path).unwrap(), None).value
}

fn entry(questionnaire: &Questionnaire, version: &str, year: u16, n: usize) -> Entry {
    let answers = questionnaire.questions().enumerate().filter_map(|(at, question)| {
        let choices = question.choices();
        let choice = choices.get((n * 7 + at * 3 + usize::from(year)) % choices.len().max(1))?;
        Some((question.id.clone(), Answer::choosing([choice.id.clone()])))
    });
    let (unit, role) = match n {
        0..12 => ("=Omsorgen", "chef"),
        12..24 => ("Skolan", "chef"),
        24..27 => ("Miljö & bygg", "chef"),
        _ => ("", "it-service"),
    };
    Entry {
        id: format!("{n:032x}"),
        dated: format!("{year}-11-20T10:00:00Z"),
        questionnaire: questionnaire.id.clone(),
        version: version.to_owned(),
        unit: unit.to_owned(),
        role: role.to_owned(),
        answers: answers.collect(),
        ..Entry::default()
    }
}

/// The report and the workbook.
pub fn files() -> (Document, Workbook) {
    let questionnaire = questionnaire();
    let version = Structure::of(&questionnaire).digest();
    let items = items(&questionnaire);
    let counting = Counting { questionnaire, items, versions: vec![version.clone()], migrates: false };
    let Counting { questionnaire, items, .. } = &counting;
    let mut cells = Cells::default();
    for year in [2025, 2026] {
        for n in 0..28 {
            assert!(counting.count(&mut cells, &entry(questionnaire, &version, year, n)));
        }
    }
    let (thresholds, joint) = (Thresholds::new(5, 8), BTreeSet::from(["it-service".to_owned()]));
    let making = Making { items, thresholds, joint: &joint };
    let file = GroupFile {
        format: GroupFile::FORMAT.into(),
        version: GroupFile::VERSION,
        day: "2026-11-26".into(),
        municipalities: vec!["Exempelby".into()],
        questionnaire: questionnaire.id.clone(),
        structure: version,
        thresholds,
        years: cells.years().into_iter().filter_map(|year| making.year(&cells, year)).collect(),
    };
    let format =
        Format { percent: |share, _| format!("{:.0} %", share * 100.0), number: |number, _| number.to_string() };
    let inputs = GroupInputs { questionnaire, items, file: &file, format, day: |day, _| day.to_owned() };
    (inputs.report(), inputs.workbook())
}
