//! Whether a questionnaire says the same in both languages: the same ids, choices, scores and conditions.

use engine::model::diagnostic::Diagnostic;
use engine::model::lang::Bilingual;
use engine::model::questionnaire::{ChoiceValue, Named, Question, QuestionKind, Questionnaire};

use crate::Places;
use crate::diagnostics::{pair_differs, pair_missing};
use crate::outline::{GATES, KINDS, VALUES};
use crate::report::{Report, say};

/// What must be the same in both languages, as name and value.
type Aspects = Vec<(Bilingual, String)>;

/// Compares a questionnaire with its counterpart in the other language. The diagnostics are of the first file.
/// Compare the other way round too, to find what is missing there.
#[must_use]
pub fn compare(text: &str, here: &Questionnaire, places: &Places, there: &Questionnaire) -> Vec<Diagnostic> {
    let mut report = Report::new(text);
    differences(&mut report, places.front.clone(), whole(here), whole(there));
    for section in &here.sections {
        let span = places.sections.get(&section.id).unwrap_or(&places.front).clone();
        if !there.sections.iter().any(|other| other.id == section.id) {
            pair_missing::add(&mut report, span, &say!("Avsnittet", "section"), &section.id, there.language);
        }
    }
    for question in here.questions() {
        let span = places.of_question(&question.id);
        match there.question(&question.id) {
            Some(other) => differences(&mut report, span, aspects(here, question), aspects(there, other)),
            None => pair_missing::add(&mut report, span, &say!("Frågan", "question"), &question.id, there.language),
        }
    }
    report.finish()
}

fn differences(report: &mut Report<'_>, span: std::ops::Range<usize>, here: Aspects, there: Aspects) {
    for ((aspect, here), (_, there)) in here.into_iter().zip(there) {
        if here != there {
            pair_differs::add(report, span.clone(), &aspect, &here, &there);
        }
    }
}

fn whole(q: &Questionnaire) -> Aspects {
    let names = |names: &[Named]| joined(names.iter().map(|named| named.id.clone()));
    vec![
        (say!("Id", "Id"), q.id.clone()),
        (say!("Version", "Version"), q.version.clone()),
        (say!("Minuter", "Minutes"), q.minutes.to_string()),
        (
            say!("Poängsättning", "Scoring"),
            format!("{} {}", word(&KINDS, q.scoring.kind), word(&GATES, q.scoring.gate)),
        ),
        (say!("Antal nivånamn", "Number of level names"), q.scoring.level_names.len().to_string()),
        (say!("Roller", "Roles"), names(&q.roles)),
        (say!("Källor", "Sources"), names(&q.sources)),
        (say!("Index", "Indices"), names(&q.indices)),
        (say!("Avsnittens ordning", "Order of the sections"), joined(q.sections.iter().map(|s| s.id.clone()))),
        (say!("Delar", "Parts"), parts(&[("Förbehåll", q.caveat.len()), ("Metod", q.method.len())])),
    ]
}

fn aspects(questionnaire: &Questionnaire, q: &Question) -> Aspects {
    let kind = match &q.kind {
        QuestionKind::Single(_) => "single".to_owned(),
        QuestionKind::Several(_) => "several".to_owned(),
        QuestionKind::Text => "text".to_owned(),
        QuestionKind::Number(field) => format!("number {}–{}", written(field.min), written(field.max)),
    };
    let section = questionnaire.section_of(&q.id).map_or_else(String::new, |section| section.id.clone());
    let place = questionnaire.questions().position(|other| other.id == q.id).map_or(0, |at| at + 1);
    vec![
        (say!("Avsnitt", "Section"), section),
        (say!("Plats i ordningen", "Place in the order"), place.to_string()),
        (say!("Sort", "Type"), kind),
        (
            say!("Val och poäng", "Choices and points"),
            joined(q.choices().iter().map(|c| format!("{}{}", c.id, worth(c.value)))),
        ),
        (
            say!("Villkor", "Conditions"),
            joined(q.conditions.iter().map(|c| format!("{} = {}", c.question, c.choices.join("/")))),
        ),
        (say!("Vikt", "Weight"), q.weight.to_string()),
        (say!("Nivå", "Level"), q.level.map_or_else(String::new, |level| level.to_string())),
        (say!("Krävs för basnivån", "Required for the baseline"), q.required.to_string()),
        (say!("Index", "Index"), q.index.clone().unwrap_or_default()),
        (say!("Anteckning", "Note"), q.note.to_string()),
        (
            say!("Samma fråga", "The same question"),
            q.same_as.as_ref().map_or_else(String::new, |same| format!("{}/{}", same.questionnaire, same.question)),
        ),
        (say!("Bakgrunden efter svaret", "Background after the answer"), q.background_after.to_string()),
        (say!("Om rapportering", "About reporting"), q.reports.to_string()),
        (say!("Nummer i källan", "Number in the source"), q.number.clone().unwrap_or_default()),
        (say!("Tidigare id", "Former ids"), joined(q.formerly.iter().cloned())),
        (say!("Källor", "Sources"), joined(q.sources.iter().map(|p| format!("{}: {}", p.document, p.heading)))),
        (say!("Rekommendationer", "Recommendations"), joined(q.recommendations.iter().map(|r| r.choices.join("/")))),
        (say!("Förklaringar till val", "Remarks on choices"), joined(q.remarks.iter().map(|r| r.choices.join("/")))),
        (
            say!("Delar", "Parts"),
            parts(&[
                ("Ledtext", q.hint.len()),
                ("Hjälp", q.help.len()),
                ("Varför vi frågar", q.why.len()),
                ("Förklaring", q.explanation.len()),
                ("Diskussion", q.discussion.len()),
                ("Underlag", q.evidence.len()),
            ]),
        ),
    ]
}

/// What a choice is worth, as it stands in the file: `: 0.5`, `: dont-know`.
fn worth(value: ChoiceValue) -> String {
    match value {
        ChoiceValue::Plain => String::new(),
        ChoiceValue::Score(points) => format!(": {points}"),
        other => format!(": {}", word(&VALUES, other)),
    }
}

/// The word of the file for a value.
fn word<T: PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, known)| *known == value).map_or("", |(word, _)| word)
}

fn written(number: Option<f64>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

fn joined(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

/// The parts that are there, whatever they say.
fn parts(all: &[(&str, usize)]) -> String {
    joined(all.iter().filter(|(_, n)| *n > 0).map(|(name, _)| (*name).to_owned()))
}
