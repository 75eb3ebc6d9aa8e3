//! Each questionnaire as three municipalities would answer it, in both languages: what the result then says is a snapshot, to be
//! read for sense. `INSTA_UPDATE=always cargo test --test profiles` accepts a new one.

#![expect(clippy::unwrap_used, reason = "a panic is the failure it reports")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use engine::model::answers::{Answer, Answers};
use engine::model::questionnaire::{Choice, ChoiceValue, Question, Questionnaire, ScoringKind};
use engine::model::rich_text::plain_text;
use engine::scoring::recommendations::triggered;
use engine::scoring::{flow, score, to_show};
use texts::{Explain, Format, Texts};

const FORMAT: Format = Format {
    percent: |share, _| format!("{:.0} %", to_show(share, 1.0, 0.01) * 100.0),
    number: |number, _| number.to_string(),
};

/// What a municipality answers, in turn: a share of the points, or that it does not know.
type Pattern = &'static [Option<f64>];

/// A municipality: for statements at level 1, at level 2, and above; what has no level is answered as level 2.
struct Profile {
    name: &'static str,
    levels: [Pattern; 3],
}

const PROFILES: [Profile; 3] = [
    Profile {
        name: "a small municipality that begins",
        levels: [
            &[Some(1.0), Some(0.5), Some(0.0), Some(0.75)],
            &[Some(0.0), None, Some(0.5), Some(0.0)],
            &[Some(0.0), Some(0.0), None],
        ],
    },
    Profile {
        name: "one in the middle",
        levels: [
            &[Some(1.0), Some(0.75)],
            &[Some(1.0), Some(0.75), Some(0.5), Some(0.75)],
            &[Some(0.0), Some(0.5), Some(0.75), None],
        ],
    },
    Profile {
        name: "a good one",
        levels: [&[Some(1.0)], &[Some(1.0), Some(1.0), Some(0.75)], &[Some(0.75), Some(1.0), Some(1.0)]],
    },
];

/// The choice that gives most nearly a share of the points, or says that one does not know.
fn choice(question: &Question, wanted: Option<f64>) -> Option<&Choice> {
    let full = question.full_points();
    let share = |choice: &Choice| match choice.value {
        ChoiceValue::Plain | ChoiceValue::NoneOfThese => Some(0.0),
        value => value.points().map(|points| points / full.max(1.0)),
    };
    let known = question.choices().iter().filter_map(|choice| Some((choice, share(choice)?)));
    match wanted {
        None => question.choices().iter().find(|choice| choice.value == ChoiceValue::DontKnow),
        Some(wanted) => {
            known.min_by(|(_, a), (_, b)| (a - wanted).abs().total_cmp(&(b - wanted).abs())).map(|(of, _)| of)
        }
    }
}

fn answers(q: &Questionnaire, profile: &Profile) -> Answers {
    let mut answers = Answers::default();
    let mut turns = [0; 3];
    for question in q.questions() {
        let level = usize::from(question.level.unwrap_or(2).clamp(1, 3)) - 1;
        let pattern = profile.levels[level];
        let wanted = pattern[turns[level] % pattern.len()];
        turns[level] += usize::from(question.is_scored());
        if let Some(choice) = choice(question, wanted).or_else(|| question.choices().first()) {
            answers.set(&question.id, Answer::choosing([choice.id.as_str()]));
        }
    }
    answers
}

/// What the result says: the figure and why, each section, and what to do first.
fn result(q: &Questionnaire, answers: &Answers) -> String {
    let (explain, t) = (Explain::new(q, FORMAT), Texts(q.language));
    let score = score(q, answers);
    let mut text = String::new();
    if q.scoring.kind != ScoringKind::Percentages {
        let (figure, name) = explain.headline(&score.whole);
        let name = name.map(|name| format!(" – {name}")).unwrap_or_default();
        writeln!(text, "{figure}{name}").unwrap();
        let why = score.whole.reasons.iter().map(|reason| explain.reason(reason, &score.whole));
        for sentence in explain.verdict(&score.whole).into_iter().chain(why) {
            writeln!(text, "  {sentence}").unwrap();
        }
    }
    for part in score.sections.iter().chain(&score.indices) {
        writeln!(text, "  {}: {}", t.part(q, &part.id), explain.figure(part)).unwrap();
        for reason in part.reasons.iter().take(1) {
            writeln!(text, "    {}", explain.reason(reason, part)).unwrap();
        }
    }
    for called in triggered(q, answers).iter().take(3) {
        let recommendation = called.recommendation;
        writeln!(text, "  → {} ({})", plain_text(&recommendation.text), recommendation.owner).unwrap();
    }
    text
}

#[test]
fn three_municipalities_get_results_that_make_sense() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for lang in ["sv", "en"] {
        let mut files: Vec<_> = fs::read_dir(content.join(lang)).unwrap().map(|file| file.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
        files.sort();
        assert!(files.len() > 14);
        for path in files {
            let q = reader::read_questionnaire(&fs::read(&path).unwrap(), None).value;
            let mut text = String::new();
            for profile in &PROFILES {
                let answers = answers(&q, profile);
                // What is hidden is not answered.
                let shown: Vec<&str> = flow::shown(&q, &answers).iter().map(|question| question.id.as_str()).collect();
                let answers: Answers = answers
                    .iter()
                    .filter(|(id, _)| shown.contains(id))
                    .map(|(id, of)| (id.to_owned(), of.clone()))
                    .collect();
                writeln!(text, "## {}\n\n{}", profile.name, result(&q, &answers)).unwrap();
            }
            insta::assert_snapshot!(format!("{lang}_{}", q.id), text);
        }
    }
}
