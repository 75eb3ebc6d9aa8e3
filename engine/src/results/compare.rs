//! Results of one questionnaire side by side: last year's beside this year's.
//!
//! Every result is migrated to the questionnaire as it is now and scored by its rules, so that figures mean the same.
//! Answers to questions that are no longer asked are reported, not compared.

use std::collections::BTreeSet;

use crate::model::answers::{AnswerState, Answers};
use crate::model::questionnaire::Questionnaire;
use crate::results::migration::migrate;
use crate::results::result_file::ResultFile;
use crate::scoring::{self, Figure, Score};

/// Results of one questionnaire, the oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// When each result was answered ([`ResultFile::dated`]): RFC 3339, UTC.
    pub days: Vec<String>,
    /// The figures of the whole.
    pub whole: Row,
    /// The figures of each section that any of the results has.
    pub sections: Vec<Row>,
    /// The figures of each index.
    pub indices: Vec<Row>,
    /// The ids of the questions whose answers changed in value between the last two results, in the questionnaire's order.
    pub questions: Vec<(String, Trend)>,
    /// Ids that the results answer and that are no longer asked, in their order.
    pub gone: Vec<String>,
}

/// One part's figures, a place for each result.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The id of the questionnaire, the section or the index.
    pub id: String,
    /// The figures. [`Figure::None`] if a result has none.
    pub figures: Vec<Figure>,
}

/// How a figure or an answer has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// More than before.
    Rose,
    /// Less than before.
    Fell,
    /// Answered now, and not before.
    New,
    /// Answered before, and not now.
    Left,
}

impl Row {
    /// How the figure changed between the last two results. `None` if it did not.
    #[must_use]
    pub fn trend(&self) -> Option<Trend> {
        let [.., before, now] = self.figures.as_slice() else { return None };
        trend(before, now)
    }
}

/// How a figure changed: by its level if it has one, and if the level is the same, by its share. `None` if neither changed.
#[must_use]
pub fn trend(before: &Figure, now: &Figure) -> Option<Trend> {
    trend_of(before.fraction(), now.fraction()).or_else(|| trend_of(before.share(), now.share()))
}

fn trend_of(before: Option<f64>, now: Option<f64>) -> Option<Trend> {
    match (before, now) {
        (None, None) => None,
        (None, Some(_)) => Some(Trend::New),
        (Some(_), None) => Some(Trend::Left),
        (Some(before), Some(now)) if now - before > 1e-9 => Some(Trend::Rose),
        (Some(before), Some(now)) if before - now > 1e-9 => Some(Trend::Fell),
        _ => None,
    }
}

/// Puts results in the order they were answered in, the oldest first; of one day, the file that was made first.
pub fn in_order(results: &mut [ResultFile]) {
    results.sort_by(|a, b| (a.dated(), &a.time).cmp(&(b.dated(), &b.time)));
}

/// Adds a result to others. Each result counts once: of two files of it, the one made last stays, with its plan. Says
/// whether there is one result more.
pub fn add(results: &mut Vec<ResultFile>, result: ResultFile) -> bool {
    match results.iter_mut().find(|known| known.is_same_as(&result)) {
        Some(known) => {
            if known.time <= result.time {
                *known = result;
            }
            false
        }
        None => {
            results.push(result);
            true
        }
    }
}

/// Compares results, whatever their order and their versions of the questionnaire. `None` if there are fewer than two, or
/// one is of another questionnaire.
#[must_use]
pub fn compare(questionnaire: &Questionnaire, mut results: Vec<ResultFile>) -> Option<Comparison> {
    if results.len() < 2 || results.iter().any(|result| result.questionnaire.id != questionnaire.id) {
        return None;
    }
    in_order(&mut results);
    let mut gone = BTreeSet::new();
    let migrated: Vec<(Answers, Score)> = results
        .iter()
        .map(|result| {
            let (answers, report) = migrate(questionnaire, &result.answers);
            gone.extend(report.gone);
            let score = scoring::score(questionnaire, &answers);
            (answers, score)
        })
        .collect();
    let row = |id: &str, figure: &dyn Fn(&Score) -> Option<Figure>| Row {
        id: id.to_owned(),
        figures: migrated.iter().map(|(_, score)| figure(score).unwrap_or_default()).collect(),
    };
    let whole = row(&questionnaire.id, &|score| Some(score.whole.figure));
    let sections = questionnaire.sections.iter().map(|section| {
        row(&section.id, &|score| score.sections.iter().find(|part| part.id == section.id).map(|part| part.figure))
    });
    let indices = questionnaire.indices.iter().map(|index| {
        row(&index.id, &|score| score.indices.iter().find(|part| part.id == index.id).map(|part| part.figure))
    });
    let has_figure = |row: &Row| row.figures.iter().any(|figure| *figure != Figure::None);
    let questions = match migrated.as_slice() {
        [.., (before, _), (now, _)] => moved(questionnaire, before, now),
        _ => Vec::new(),
    };
    Some(Comparison {
        days: results.iter().map(|result| result.dated().to_owned()).collect(),
        whole,
        sections: sections.filter(has_figure).collect(),
        indices: indices.filter(has_figure).collect(),
        questions,
        gone: gone.into_iter().collect(),
    })
}

/// The scored questions whose answers are worth more or less than before, each with its trend.
#[must_use]
pub fn moved(questionnaire: &Questionnaire, before: &Answers, now: &Answers) -> Vec<(String, Trend)> {
    let counting = |state: AnswerState| match state {
        AnswerState::Answered(share) => Some(share),
        AnswerState::DontKnow => Some(0.0),
        AnswerState::Unanswered | AnswerState::NotApplicable | AnswerState::CannotAssess => None,
    };
    let questions = questionnaire.questions().filter(|question| question.is_scored());
    let moved = questions.filter_map(|question| {
        let trend = trend_of(counting(before.state(question)), counting(now.state(question)))?;
        Some((question.id.clone(), trend))
    });
    moved.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::answers::Answer;
    use crate::model::questionnaire::{Choice, ChoiceValue, Question, QuestionKind, Section};
    use crate::results::assessment::Assessment;
    use crate::results::plan::{Action, Plan};
    use crate::results::questionnaire_ref::QuestionnaireRef;

    fn questionnaire() -> Questionnaire {
        let choice = |id: &str, value| Choice { id: id.into(), text: id.into(), value };
        let question = |id: &str| Question {
            id: id.into(),
            kind: QuestionKind::Single(vec![
                choice("ja", ChoiceValue::Score(1.0)),
                choice("nej", ChoiceValue::Score(0.0)),
                choice("ej", ChoiceValue::NotApplicable),
            ]),
            ..Question::default()
        };
        let renamed = Question { formerly: vec!["gammal".into()], ..question("c") };
        let section = |id: &str, questions| Section { id: id.into(), questions, ..Section::default() };
        let sections =
            vec![section("x", vec![question("a"), question("b")]), section("y", vec![renamed, question("d")])];
        Questionnaire { id: "q".into(), sections, ..Questionnaire::default() }
    }

    fn result(time: &str, answers: &[(&str, &str)]) -> ResultFile {
        let reference = QuestionnaireRef { id: "q".into(), ..QuestionnaireRef::default() };
        let blank = Assessment::new(reference, "i".into(), String::new(), String::new());
        let answers = answers.iter().map(|(id, choice)| (*id, Answer::choosing([*choice]))).collect();
        ResultFile::of(&Assessment { answers, ..blank }, Plan::default(), &questionnaire(), time.into())
    }

    #[test]
    fn last_year_beside_this_year_also_from_another_version() {
        let now = result("2026-11-22", &[("a", "ja"), ("b", "nej"), ("c", "ja"), ("d", "ej")]);
        let then = result("2025-11-20", &[("a", "nej"), ("b", "ja"), ("gammal", "ja"), ("borta", "ja")]);
        let both = compare(&questionnaire(), vec![now.clone(), then.clone()]).unwrap();
        assert_eq!(both.days, ["2025-11-20", "2026-11-22"], "the oldest first");
        let shares = |row: &Row| row.figures.iter().map(Figure::share).collect::<Vec<_>>();
        assert_eq!(shares(&both.whole), [Some(2.0 / 3.0), Some(2.0 / 3.0)]);
        assert_eq!(both.whole.trend(), None);
        assert_eq!(both.sections.iter().map(|row| row.trend()).collect::<Vec<_>>(), [None, None]);
        let moved: Vec<_> = both.questions.iter().map(|(id, trend)| (id.as_str(), *trend)).collect();
        assert_eq!(
            moved,
            [("a", Trend::Rose), ("b", Trend::Fell)],
            "c kept its answer under another id; d is not applicable"
        );
        assert_eq!(both.gone, ["borta"]);
    }

    #[test]
    fn the_day_of_the_last_answer_decides_the_order_and_not_when_a_file_was_made() {
        let then = result("2025-11-20", &[("a", "nej")]);
        let now = result("2026-11-22", &[("a", "ja")]);
        // Opened and saved again next year: the same result, made later.
        let again = ResultFile { answered: Some("2025-11-20".into()), time: "2027-01-10".into(), ..then.clone() };
        for results in [vec![again.clone(), now.clone()], vec![now.clone(), again.clone()]] {
            let both = compare(&questionnaire(), results).unwrap();
            assert_eq!(both.days, ["2025-11-20", "2026-11-22"]);
            assert_eq!((both.whole.trend(), both.questions[0].1), (Some(Trend::Rose), Trend::Rose));
        }
        let mut order = vec![again.clone(), then.clone()];
        in_order(&mut order);
        assert_eq!(order, [then, again], "of one day, the file that was made first");
    }

    #[test]
    fn the_same_result_counts_once_with_the_plan_of_the_file_made_last() {
        let first = result("2025-11-20", &[("a", "nej")]);
        let planned = Plan { actions: vec![Action { id: "x".into(), ..Action::default() }], ..Plan::default() };
        let again = ResultFile {
            answered: Some("2025-11-20".into()),
            time: "2026-01-10".into(),
            plan: planned.clone(),
            ..first.clone()
        };
        for order in [[first.clone(), again.clone()], [again.clone(), first.clone()]] {
            let mut results = Vec::new();
            let more = order.map(|file| add(&mut results, file));
            assert_eq!((more, results.len(), &results[0].plan), ([true, false], 1, &planned));
        }
        let mut results = vec![first.clone()];
        assert!(add(&mut results, ResultFile { answered: Some("2026-11-22".into()), ..first.clone() }), "answered on");
        assert!(add(&mut results, ResultFile { id: "j".into(), ..first }), "another respondent's");
        assert_eq!(results.len(), 3);
    }

    #[test]
    fn three_results_make_a_line_and_the_last_two_its_trend() {
        let of = |time, answer| result(time, &[("a", answer)]);
        let all = compare(&questionnaire(), vec![of("1", "ja"), of("2", "nej"), of("3", "ja")]).unwrap();
        assert_eq!(all.whole.figures.iter().map(Figure::share).collect::<Vec<_>>(), [Some(1.0), Some(0.0), Some(1.0)]);
        assert_eq!(
            (all.whole.trend(), all.sections.len()),
            (Some(Trend::Rose), 1),
            "a section nobody answered has no row"
        );
    }

    #[test]
    fn what_cannot_be_compared_is_nothing() {
        let one = result("1", &[("a", "ja")]);
        assert_eq!(compare(&questionnaire(), vec![one.clone()]), None);
        let other = Questionnaire { id: "annat".into(), ..questionnaire() };
        assert_eq!(compare(&other, vec![one.clone(), one]), None);
    }

    #[test]
    fn what_is_new_and_what_has_left_are_reported() {
        let both = compare(&questionnaire(), vec![result("1", &[("a", "ja")]), result("2", &[("b", "ja")])]).unwrap();
        let moved: Vec<_> = both.questions.iter().map(|(id, trend)| (id.as_str(), *trend)).collect();
        assert_eq!(moved, [("a", Trend::Left), ("b", Trend::New)]);
    }
}
