//! The worked cases of the domain's arithmetic by name, then properties that hold for every questionnaire.

use proptest::prelude::*;

use super::*;
use crate::model::answers::Answer;
use crate::model::questionnaire::{Choice, ChoiceValue, Gate, QuestionKind, Scoring};

/// One question on the scale 0–`full`, with "vet inte" and "ej tillämpligt"; a choice's id is its points.
fn on_scale(id: &str, points: &[f64]) -> Question {
    let scored =
        points.iter().map(|p| Choice { id: p.to_string(), text: p.to_string(), value: ChoiceValue::Score(*p) });
    let special = [
        ("vet-inte", ChoiceValue::DontKnow),
        ("ej", ChoiceValue::NotApplicable),
        ("kan-inte", ChoiceValue::CannotAssess),
    ];
    let special = special.map(|(id, value)| Choice { id: id.into(), text: id.into(), value });
    Question { id: id.into(), kind: QuestionKind::Single(scored.chain(special).collect()), ..Question::default() }
}

const THIRDS: &[f64] = &[0.0, 1.0, 2.0, 3.0];
const HALVES: &[f64] = &[0.0, 0.5, 1.0];
const SAMM: &[f64] = &[0.0, 0.25, 0.5, 1.0];

/// A questionnaire of sections, each a list of (question, chosen choice or "" for unanswered).
#[derive(Debug, Clone, Default)]
struct Case {
    questionnaire: Questionnaire,
    answers: Answers,
}

impl Case {
    fn new(kind: ScoringKind) -> Self {
        let scoring = Scoring { kind, ..Scoring::default() };
        Case { questionnaire: Questionnaire { scoring, ..Questionnaire::default() }, answers: Answers::default() }
    }

    fn gate(mut self, gate: Gate) -> Self {
        self.questionnaire.scoring.gate = gate;
        self
    }

    fn section(mut self, questions: impl IntoIterator<Item = (Question, &'static str)>) -> Self {
        let n = self.questionnaire.sections.len();
        let mut section = Section { id: format!("s{n}"), ..Section::default() };
        for (question, chosen) in questions {
            let id = format!("s{n}-{}-{}", section.questions.len(), question.id);
            if !chosen.is_empty() {
                self.answers.set(&id, Answer::choosing([chosen]));
            }
            section.questions.push(Question { id, ..question });
        }
        self.questionnaire.sections.push(section);
        self
    }

    /// A section of statements at levels, rated as in C2M2: "F", "L", "P", "N", "" or one of the special choices.
    fn levels(self, statements: &[(u8, &'static str)]) -> Self {
        self.section(statements.iter().map(|(level, rating)| {
            let chosen = match *rating {
                "F" => "3",
                "L" => "2",
                "P" => "1",
                "N" => "0",
                other => other,
            };
            (Question { level: Some(*level), ..on_scale("q", THIRDS) }, chosen)
        }))
    }

    fn score(&self) -> Score {
        score(&self.questionnaire, &self.answers)
    }

    #[track_caller]
    fn check_share(&self, expect: f64) {
        let share = self.score().whole.figure.share().expect("a figure");
        assert!((share - expect).abs() < 1e-12, "{share} is not {expect}");
    }

    /// The whole confirms no level, though no answer rules one out: because of these sections and questions.
    #[track_caller]
    fn check_unconfirmed(&self, sections: &[&str], questions: &[&str]) {
        let whole = self.score().whole;
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let reason = Reason::NotConfirmed { sections: ids(sections), questions: ids(questions) };
        assert_eq!(whole.reasons.first(), Some(&reason));
        assert!(matches!(whole.figure, Figure::Level { level: 0, unconfirmed: true, .. }), "{:?}", whole.figure);
    }

    #[track_caller]
    fn check_level(&self, expect: u8) {
        let Figure::Level { level, unconfirmed, .. } = self.score().whole.figure else {
            panic!("no level: {:?}", self.score().whole)
        };
        assert_eq!(level, expect);
        assert!(level == 0 || !unconfirmed);
    }
}

fn share_case(chosen: &[&'static str]) -> Case {
    Case::new(ScoringKind::Agreement).section(chosen.iter().map(|chosen| (on_scale("q", THIRDS), *chosen)))
}

// House rules.

#[test]
fn house_rules_2_1_0_3_and_not_applicable_on_0_to_3_is_6_of_12() {
    let case = share_case(&["2", "1", "0", "3", "ej"]);
    case.check_share(6.0 / 12.0);
    let whole = case.score().whole;
    assert_eq!(whole.counts, Counts { answered: 4, not_applicable: 1, ..Counts::default() });
    let ids = |ns: &[usize]| ns.iter().map(|n| format!("s0-{n}-q")).collect::<Vec<_>>();
    let less = Reason::NotFull { questions: ids(&[0, 1, 2]) };
    assert_eq!(whole.reasons, [less, Reason::NotApplicable { questions: ids(&[4]) }]);
    assert!(!whole.preliminary);
}

#[test]
fn a_figure_stands_as_high_as_it_says() {
    let level = |level, highest| Figure::Level { level, highest, share: 0.9, unconfirmed: false }.fraction();
    assert_eq!([level(0, 3), level(3, 3), level(0, 0)], [Some(0.0), Some(1.0), Some(0.0)]);
    assert_eq!(Figure::Share { share: 0.25, points: 1.0, possible: 4.0 }.fraction(), Some(0.25));
    assert_eq!(Figure::None.fraction(), None);
    assert_eq!(Figure::Level { level: 0, highest: 3, share: 0.9, unconfirmed: true }.fraction(), None);
}

#[test]
fn continuity_cannot_be_assessed_is_neither_0_nor_not_applicable() {
    // Domain A7: no plans, so no assessment of them. The share is over the rest; the level is not confirmed.
    let case = Case::new(ScoringKind::Levels).levels(&[(1, "F"), (2, "F"), (2, "kan-inte"), (3, "F")]);
    case.check_level(1);
    case.check_share(1.0);
    let whole = case.score().sections.remove(0);
    assert_eq!(whole.counts, Counts { answered: 3, cannot_assess: 1, ..Counts::default() });
    assert!(!whole.preliminary, "it is an answer");
    let id = || vec!["s0-2-q".to_owned()];
    let expect = [Reason::Capped { level: 2, questions: id() }, Reason::CannotAssess { questions: id() }];
    assert_eq!(whole.reasons, expect);
    let nothing = Case::new(ScoringKind::Levels).levels(&[(1, "kan-inte"), (2, "kan-inte")]);
    assert_eq!(nothing.score().whole.figure, Figure::None, "no assessment, not level 0");
    let baseline = Case::new(ScoringKind::Baseline)
        .section([(on_scale("q", HALVES), "1"), (on_scale("q", HALVES), "kan-inte")])
        .score()
        .whole;
    let expect = Figure::Baseline { met: false, fulfilled: 1, applicable: 1, share: 1.0 };
    assert_eq!((baseline.figure, baseline.reasons.len()), (expect, 1), "no gap, and not confirmed");
}

#[test]
fn house_rules_dont_know_counts_zero_and_is_shown_apart() {
    let case = share_case(&["3", "vet-inte"]);
    case.check_share(0.5);
    let whole = case.score().whole;
    assert_eq!(whole.counts.dont_know_share(), Some(0.5));
    assert_eq!(whole.reasons, [Reason::DontKnow { questions: vec!["s0-1-q".into()] }]);
}

#[test]
fn house_rules_unanswered_is_neither_zero_nor_dont_know_and_makes_it_preliminary() {
    let case = share_case(&["3", ""]);
    case.check_share(1.0);
    let whole = case.score().whole;
    assert!(whole.preliminary);
    assert_eq!(whole.reasons, [Reason::Unanswered { questions: vec!["s0-1-q".into()] }]);
}

#[test]
fn house_rules_nothing_applicable_answered_is_no_result_never_zero() {
    for chosen in [vec![""], vec!["ej"], vec!["ej", ""]] {
        for kind in [
            ScoringKind::Agreement,
            ScoringKind::Baseline,
            ScoringKind::Levels,
            ScoringKind::Percentages,
            ScoringKind::Knowledge,
        ] {
            let case = Case::new(kind).section(chosen.iter().map(|c| (on_scale("q", THIRDS), *c)));
            assert_eq!(case.score().whole.figure, Figure::None, "{kind:?} {chosen:?}");
            assert_eq!(case.score().sections[0].figure, Figure::None, "{kind:?} {chosen:?}");
        }
    }
}

#[test]
fn house_rules_a_question_that_is_not_shown_does_not_exist() {
    let mut case = share_case(&["3", "0"]);
    let condition = crate::model::questionnaire::Condition { question: "s0-0-q".into(), choices: vec!["1".into()] };
    case.questionnaire.sections[0].questions[1].conditions.push(condition);
    case.check_share(1.0);
}

#[test]
fn a_question_weighs_what_its_weight_says_whatever_its_scale() {
    let heavy = Question { weight: 3.0, ..on_scale("q", HALVES) };
    let case = Case::new(ScoringKind::Agreement).section([(heavy, "1"), (on_scale("q", THIRDS), "0")]);
    case.check_share(0.75);
    let Figure::Share { points, possible, .. } = case.score().whole.figure else { panic!() };
    assert_eq!((points, possible), (3.0, 4.0));
}

// A1: the manager survey.

#[test]
fn a1_no_no_it_service_it_service_is_1_of_4() {
    let case = Case::new(ScoringKind::Agreement).section([
        (on_scale("1", &[0.0, 1.0]), "0"),
        (on_scale("2", &[0.0, 1.0]), "0"),
        (on_scale("4", HALVES), "0"),
        (on_scale("5", HALVES), "1"),
    ]);
    case.check_share(0.25);
    assert_eq!(case.score().whole.figure, Figure::Share { share: 0.25, points: 1.0, possible: 4.0 });
}

#[test]
fn an_index_of_its_own_counts_neither_in_the_whole_nor_in_its_section() {
    let mut case = share_case(&["0", "3"]);
    case.questionnaire
        .indices
        .push(crate::model::questionnaire::Named { id: "nojdhet".into(), name: "Nöjdhet".into() });
    case.questionnaire.sections[0].questions[1].index = Some("nojdhet".into());
    let score = case.score();
    assert_eq!(score.whole.figure.share(), Some(0.0));
    assert_eq!(score.sections[0].figure.share(), Some(0.0));
    assert_eq!(score.indices[0].figure.share(), Some(1.0));
    assert_eq!(score.indices[0].id, "nojdhet");
}

// Cumulative levels: C2M2 v2.1.

#[test]
fn c2m2_mil1_fi_li_fi_and_mil2_fi_pi_and_mil3_all_fi_is_1() {
    let case =
        Case::new(ScoringKind::Levels).levels(&[(1, "F"), (1, "L"), (1, "F"), (2, "F"), (2, "P"), (3, "F"), (3, "F")]);
    case.check_level(1);
    assert_eq!(case.score().sections[0].reasons, [Reason::Capped { level: 2, questions: vec!["s0-4-q".into()] }]);
}

#[test]
fn c2m2_mil1_fi_pi_and_mil2_all_fi_is_0() {
    Case::new(ScoringKind::Levels).levels(&[(1, "F"), (1, "P"), (2, "F"), (2, "F")]).check_level(0);
}

#[test]
fn c2m2_unanswered_fails() {
    let case = Case::new(ScoringKind::Levels).levels(&[(1, "F"), (1, ""), (2, "F")]);
    case.check_level(0);
    assert!(case.score().whole.preliminary);
}

#[test]
fn cmmi_the_organisation_is_at_its_lowest_area_3_2_3_is_2() {
    let three: &[(u8, &'static str)] = &[(1, "F"), (2, "F"), (3, "F")];
    let two: &[(u8, &'static str)] = &[(1, "F"), (2, "F"), (3, "N")];
    let case = Case::new(ScoringKind::Levels).levels(three).levels(two).levels(three);
    case.check_level(2);
    assert_eq!(case.score().whole.reasons, [Reason::LowestSection { sections: vec!["s1".into()] }]);
}

#[test]
fn a_level_that_is_all_not_applicable_neither_stops_nor_lifts() {
    Case::new(ScoringKind::Levels).levels(&[(1, "F"), (2, "ej"), (3, "F")]).check_level(3);
    Case::new(ScoringKind::Levels).levels(&[(1, "F"), (2, "F"), (3, "ej")]).check_level(2);
    Case::new(ScoringKind::Levels).levels(&[(1, "ej"), (2, "N")]).check_level(0);
}

#[test]
fn an_area_that_is_all_not_applicable_has_no_say() {
    let case = Case::new(ScoringKind::Levels).levels(&[(1, "F"), (2, "F")]).levels(&[(1, "ej"), (3, "ej")]);
    case.check_level(2);
    assert!(!case.score().whole.preliminary);
}

#[test]
fn an_area_that_cannot_be_assessed_confirms_no_level_and_the_whole_keeps_its_share() {
    let best: &[(u8, &'static str)] = &[(1, "F"), (2, "F"), (3, "N")];
    let case = Case::new(ScoringKind::Levels).levels(best).levels(&[(1, "kan-inte"), (2, "kan-inte")]).levels(best);
    case.check_unconfirmed(&["s1"], &["s1-0-q"]);
    case.check_share(4.0 / 6.0);
    let area = case.score().sections.remove(1);
    assert_eq!(area.figure, Figure::None, "no assessment, not level 0");
    // One statement assessed as met takes nothing away: the level that was shown before was none.
    let case = Case::new(ScoringKind::Levels).levels(best).levels(&[(1, "kan-inte"), (2, "F")]).levels(best);
    case.check_unconfirmed(&["s1"], &["s1-0-q"]);
    let case = Case::new(ScoringKind::Levels).levels(best).levels(&[(1, "F"), (2, "kan-inte")]).levels(best);
    case.check_level(1);
}

#[test]
fn an_area_that_is_unanswered_confirms_no_level() {
    let case = Case::new(ScoringKind::Levels).levels(&[(1, "F"), (2, "F")]).levels(&[(1, ""), (2, "")]);
    case.check_unconfirmed(&["s1"], &["s1-0-q"]);
    case.check_share(1.0);
    assert!(case.score().whole.preliminary);
}

#[test]
fn an_area_known_to_be_at_0_is_the_level_of_the_whole_whatever_the_others_turn_out_to_be() {
    let case =
        Case::new(ScoringKind::Levels).levels(&[(1, "kan-inte")]).levels(&[(1, "N"), (2, "")]).levels(&[(1, "")]);
    case.check_level(0);
    let whole = case.score().whole;
    assert!(matches!(whole.figure, Figure::Level { unconfirmed: false, .. }), "{:?}", whole.figure);
    assert_eq!(whole.reasons[0], Reason::LowestSection { sections: vec!["s1".into()] });
}

#[test]
fn caf_what_is_not_assessed_is_reported_where_another_level_is_known_not_to_hold() {
    // Not partially achieved, and nobody knows whether achieved.
    let case = Case::new(ScoringKind::Levels).gate(Gate::Own).levels(&[(0, "F"), (1, "N"), (2, "kan-inte")]);
    case.check_unconfirmed(&["s0"], &["s0-2-q"]);
    Case::new(ScoringKind::Levels).gate(Gate::Own).levels(&[(0, "N"), (1, "N"), (2, "kan-inte")]).check_level(0);
}

#[test]
fn a_file_tells_that_no_level_is_confirmed_and_older_ones_need_not() {
    let figure = Figure::Level { level: 0, highest: 3, share: 0.5, unconfirmed: true };
    let json = serde_json::to_string(&figure).unwrap();
    assert_eq!(json, r#"{"kind":"level","level":0,"highest":3,"share":0.5,"unconfirmed":true}"#);
    assert_eq!(serde_json::from_str::<Figure>(&json).unwrap(), figure);
    let older: Figure = serde_json::from_str(&json.replace(r#","unconfirmed":true"#, "")).unwrap();
    assert_eq!(older, Figure::Level { level: 0, highest: 3, share: 0.5, unconfirmed: false });
    assert!(older.agrees_with(&figure));
}

// OWASP SAMM: a practice is the sum over three levels of the mean of two streams, which is 3 × the share.

fn samm_practice(streams: [&'static str; 6]) -> f64 {
    let case = Case::new(ScoringKind::Agreement).section(streams.map(|chosen| (on_scale("q", SAMM), chosen)));
    3.0 * case.score().whole.figure.share().unwrap()
}

#[test]
fn samm_practice_half_quarter_and_quarter_none_and_none_is_0_5() {
    assert!((samm_practice(["0.5", "0.25", "0.25", "0", "0", "0"]) - 0.5).abs() < 1e-12);
}

#[test]
fn samm_practice_one_half_and_half_quarter_and_quarter_none_is_1_25() {
    assert!((samm_practice(["1", "0.5", "0.5", "0.25", "0.25", "0"]) - 1.25).abs() < 1e-12);
}

#[test]
fn samm_function_1_25_0_5_and_0_75_is_0_8333() {
    let practices = [
        ["1", "0.5", "0.5", "0.25", "0.25", "0"],
        ["0.5", "0.25", "0.25", "0", "0", "0"],
        ["0.5", "0.5", "0.25", "0.25", "0", "0"],
    ];
    assert!((samm_practice(practices[2]) - 0.75).abs() < 1e-12);
    let function = Case::new(ScoringKind::Agreement);
    let function =
        practices.iter().fold(function, |case, practice| case.section(practice.map(|c| (on_scale("q", SAMM), c))));
    let total = 3.0 * function.score().whole.figure.share().unwrap();
    assert!((total - 0.833_333).abs() < 1e-4, "{total}");
}

// ISO/IEC 33020: the level's own attributes largely, everything below fully. (The rating's limits: `rating.rs`.)

fn iso_33020(attributes: &[(u8, &'static str)]) -> Case {
    Case::new(ScoringKind::Levels).gate(Gate::Fully).levels(attributes)
}

#[test]
fn iso_33020_pa11_f_pa21_l_pa22_l_pa31_p_is_2() {
    iso_33020(&[(1, "F"), (2, "L"), (2, "L"), (3, "P")]).check_level(2);
}

#[test]
fn iso_33020_pa11_l_and_pa2x_f_is_1() {
    iso_33020(&[(1, "L"), (2, "F"), (2, "F")]).check_level(1);
}

#[test]
fn iso_33020_pa11_p_is_0() {
    iso_33020(&[(1, "P")]).check_level(0);
}

// NCSC CAF: level 0 holds the not-achieved indicators (as "not so"), 1 the partially, 2 the achieved ones.

fn caf(not_achieved: &[bool], partially: &[bool], achieved: &[bool]) -> Case {
    let at = |level: u8, met: bool| (level, if met { "F" } else { "N" });
    let indicators: Vec<_> = not_achieved
        .iter()
        .map(|shown| at(0, !shown))
        .chain(partially.iter().map(|shown| at(1, *shown)))
        .chain(achieved.iter().map(|shown| at(2, *shown)))
        .collect();
    Case::new(ScoringKind::Levels).gate(Gate::Own).levels(&indicators)
}

#[test]
fn caf_any_not_achieved_indicator_is_not_achieved() {
    caf(&[false, true], &[true], &[true, true]).check_level(0);
}

#[test]
fn caf_no_not_achieved_and_all_achieved_is_achieved() {
    caf(&[false, false], &[false], &[true, true]).check_level(2);
    caf(&[false], &[], &[true]).check_level(2);
}

#[test]
fn caf_all_of_a_partially_column_is_partially_achieved() {
    caf(&[false], &[true, true], &[true, false]).check_level(1);
}

#[test]
fn caf_else_not_achieved() {
    caf(&[false], &[true, false], &[true, false]).check_level(0);
    caf(&[false], &[], &[true, false]).check_level(0);
}

// The baseline gate (A3).

fn baseline(met: usize, partly: usize, not_applicable: usize, unanswered: usize) -> Part {
    let chosen = [("1", met), ("0.5", partly), ("ej", not_applicable), ("", unanswered)];
    let questions = chosen.iter().flat_map(|(chosen, n)| std::iter::repeat_n((on_scale("q", HALVES), *chosen), *n));
    Case::new(ScoringKind::Baseline).section(questions).score().whole
}

#[test]
fn baseline_15_met_and_1_partly_is_not_met_15_of_16() {
    let whole = baseline(15, 1, 0, 0);
    assert_eq!(whole.figure, Figure::Baseline { met: false, fulfilled: 15, applicable: 16, share: 0.9375 });
    assert_eq!(whole.reasons, [Reason::Gaps { questions: vec!["s0-15-q".into()] }]);
}

#[test]
fn baseline_14_met_and_2_not_applicable_is_met_14_of_14() {
    let whole = baseline(14, 0, 2, 0);
    assert_eq!(whole.figure, Figure::Baseline { met: true, fulfilled: 14, applicable: 14, share: 1.0 });
}

#[test]
fn baseline_with_an_unanswered_requirement_is_not_met_yet_and_has_no_gap() {
    let whole = baseline(15, 0, 0, 1);
    assert_eq!(whole.figure, Figure::Baseline { met: false, fulfilled: 15, applicable: 15, share: 1.0 });
    assert!(whole.preliminary);
    assert_eq!(whole.reasons, [Reason::Unanswered { questions: vec!["s0-15-q".into()] }]);
}

#[test]
fn baseline_asks_only_for_what_is_required() {
    let optional = Question { required: false, ..on_scale("q", HALVES) };
    let case = Case::new(ScoringKind::Baseline).section([(on_scale("q", HALVES), "1"), (optional, "0")]);
    assert_eq!(case.score().whole.figure, Figure::Baseline { met: true, fulfilled: 1, applicable: 1, share: 1.0 });
}

// Percentages and knowledge.

#[test]
fn percentages_have_a_share_per_section_and_none_of_the_whole() {
    let case = Case::new(ScoringKind::Percentages)
        .section([(on_scale("q", THIRDS), "3")])
        .section([(on_scale("q", THIRDS), "0")]);
    let score = case.score();
    assert_eq!(score.whole.figure, Figure::None);
    assert_eq!(score.sections.iter().map(|s| s.figure.share()).collect::<Vec<_>>(), [Some(1.0), Some(0.0)]);
}

#[test]
fn knowledge_counts_right_answers_and_dont_know_is_not_right() {
    let choice = |id: &str, value| Choice { id: id.into(), text: id.into(), value };
    let choices = vec![
        choice("a", ChoiceValue::Right),
        choice("b", ChoiceValue::Plain),
        choice("vet-inte", ChoiceValue::DontKnow),
    ];
    let question = Question { kind: QuestionKind::Single(choices), ..Question::default() };
    let chosen = ["a", "b", "vet-inte", ""];
    let case = Case::new(ScoringKind::Knowledge).section(chosen.map(|c| (question.clone(), c)));
    let whole = case.score().whole;
    assert_eq!(whole.figure, Figure::Right { right: 1, of: 3, share: 1.0 / 3.0 });
    assert_eq!(whole.counts, Counts { answered: 2, dont_know: 1, unanswered: 1, ..Counts::default() });
}

// Showing.

#[test]
fn a_share_that_is_not_whole_is_shown_as_neither_nothing_nor_everything() {
    let shown = |share: f64| format!("{:.0} %", to_show(share, 1.0, 0.01) * 100.0);
    let cases = [
        (0.998, "99 %"),
        (0.995, "99 %"),
        (0.99, "99 %"),
        (0.5, "50 %"),
        (0.004, "1 %"),
        (0.0, "0 %"),
        (1.0, "100 %"),
        // Noise of a sum, and no answer's doing.
        (1.0 - 1e-16, "100 %"),
        (0.1 + 0.2 + 0.3 + 0.4, "100 %"),
        (1e-17, "0 %"),
    ];
    for (share, expect) in cases {
        assert_eq!(shown(share), expect, "{share}");
    }
    assert_eq!(to_show(499.999, 500.0, 0.01), 499.99, "points too");
}

// Properties.

const CHOICES: [&str; 8] = ["0", "1", "2", "3", "vet-inte", "ej", "kan-inte", ""];

fn any_kind() -> impl Strategy<Value = (ScoringKind, Gate)> {
    use {Gate as G, ScoringKind as K};
    prop_oneof![
        Just((K::Agreement, G::Largely)),
        Just((K::Baseline, G::Largely)),
        Just((K::Levels, G::Largely)),
        Just((K::Levels, G::Fully)),
        Just((K::Levels, G::Own)),
        Just((K::Percentages, G::Largely)),
        Just((K::Knowledge, G::Largely)),
    ]
}

/// Sections of (weight, level, chosen).
type Sections = Vec<Vec<(f64, u8, &'static str)>>;

fn any_sections() -> impl Strategy<Value = Sections> {
    let statement = (0.25f64..8.0, 1u8..4, prop::sample::select(&CHOICES[..]));
    prop::collection::vec(prop::collection::vec(statement, 1..6), 1..5)
}

fn case_of((kind, gate): (ScoringKind, Gate), sections: &Sections) -> Case {
    sections.iter().fold(Case::new(kind).gate(gate), |case, section| {
        case.section(section.iter().map(|(weight, level, chosen)| {
            (Question { weight: *weight, level: Some(*level), ..on_scale("q", THIRDS) }, *chosen)
        }))
    })
}

/// What can be compared between two figures of one kind: the share, and the level or the gate.
fn comparable(figure: &Figure) -> Option<(f64, u8)> {
    let step = match *figure {
        Figure::Level { level, .. } => level,
        Figure::Baseline { met, .. } => u8::from(met),
        _ => 0,
    };
    figure.share().map(|share| (share, step))
}

/// What a figure has confirmed, so that only another answer can take it back: points, requirements met and the baseline
/// itself, the level, right answers. A share is nothing of the kind: it is of what has been assessed.
fn confirmed(figure: &Figure) -> f64 {
    match *figure {
        Figure::None | Figure::Level { unconfirmed: true, .. } => 0.0,
        Figure::Share { points, .. } => points,
        Figure::Baseline { met, fulfilled, .. } => f64::from(fulfilled) + if met { 0.5 } else { 0.0 },
        Figure::Level { level, .. } => f64::from(level),
        Figure::Right { right, .. } => f64::from(right),
    }
}

/// The figures of every part, the whole first.
fn figures(score: &Score) -> Vec<Figure> {
    std::iter::once(&score.whole).chain(&score.sections).map(|part| part.figure).collect()
}

fn is_open(chosen: &str) -> bool {
    matches!(chosen, "" | "kan-inte")
}

proptest! {
    #[test]
    fn only_nothing_is_shown_as_0_percent_and_only_everything_as_100(
        // Many answers, all full but one that is almost full or almost empty.
        weights in prop::collection::vec(0.001f64..1000.0, 2..40),
        at in any::<prop::sample::Index>(),
        (most, one) in prop::sample::select(&[("1", "0"), ("1", "0.5"), ("0", "0.5"), ("0", "1"), ("1", "1"), ("0", "0")][..]),
    ) {
        let odd = at.index(weights.len());
        let questions = weights.iter().enumerate().map(|(n, weight)| {
            (Question { weight: *weight, ..on_scale("q", HALVES) }, if n == odd { one } else { most })
        });
        let share = Case::new(ScoringKind::Agreement).section(questions).score().whole.figure.share().unwrap();
        let shown = format!("{:.0}", to_show(share, 1.0, 0.01) * 100.0);
        prop_assert_eq!(shown == "100", most == "1" && one == "1", "{}", share);
        prop_assert_eq!(shown == "0", most == "0" && one == "0", "{}", share);
    }

    #[test]
    fn an_assessment_in_the_place_of_none_takes_back_nothing_confirmed(
        kind in any_kind(),
        sections in any_sections(),
        pick in any::<prop::sample::Index>(),
        assessed in prop::sample::select(&CHOICES[..6]),
    ) {
        let open = |(s, q): &(usize, usize)| is_open(sections[*s][*q].2);
        let all = sections.iter().enumerate().flat_map(|(s, v)| (0..v.len()).map(move |q| (s, q)));
        let open: Vec<_> = all.filter(open).collect();
        prop_assume!(!open.is_empty());
        let (s, q) = open[pick.index(open.len())];
        let mut after = sections.clone();
        after[s][q].2 = assessed;
        let (before, after) = (case_of(kind, &sections).score(), case_of(kind, &after).score());
        for (before, after) in figures(&before).iter().zip(figures(&after)) {
            prop_assert!(confirmed(&after) >= confirmed(before) - 1e-12, "{:?} {:?}", before, after);
        }
    }

    #[test]
    fn a_level_is_confirmed_whatever_the_rest_turns_out_to_be(
        gate in prop::sample::select(&[Gate::Largely, Gate::Fully, Gate::Own][..]),
        sections in any_sections(),
        rest in prop::collection::vec(prop::sample::select(&CHOICES[..6]), 1..30),
    ) {
        let with = |pick: &dyn Fn(usize) -> &'static str| {
            let mut n = 0;
            let mut all = sections.clone();
            for (_, _, chosen) in all.iter_mut().flatten().filter(|statement| is_open(statement.2)) {
                (*chosen, n) = (pick(n), n + 1);
            }
            figures(&case_of((ScoringKind::Levels, gate), &all).score())
        };
        let shown = figures(&case_of((ScoringKind::Levels, gate), &sections).score());
        let (best, other) = (with(&|_| "3"), with(&|n| rest[n % rest.len()]));
        for ((shown, best), other) in shown.iter().zip(best).zip(&other) {
            prop_assert!(confirmed(other) >= confirmed(shown), "{:?} {:?}", shown, other);
            match *shown {
                Figure::Level { unconfirmed: true, .. } => prop_assert!(confirmed(&best) > 0.0, "{:?}", best),
                Figure::Level { level: 0, .. } => prop_assert!(confirmed(&best) == 0.0, "{:?}", best),
                _ => {}
            }
        }
    }

    #[test]
    fn the_whole_confirms_no_level_that_an_area_does_not(
        gate in prop::sample::select(&[Gate::Largely, Gate::Fully, Gate::Own][..]),
        sections in any_sections(),
    ) {
        let score = case_of((ScoringKind::Levels, gate), &sections).score();
        for (part, statements) in score.sections.iter().zip(&sections) {
            let applies = statements.iter().any(|(_, _, chosen)| *chosen != "ej");
            prop_assert!(!applies || confirmed(&score.whole.figure) <= confirmed(&part.figure), "{:?} {:?}", score.whole, part);
        }
    }

    #[test]
    fn every_figure_is_bounded_and_every_question_is_counted_once(kind in any_kind(), sections in any_sections()) {
        let score = case_of(kind, &sections).score();
        for (part, n) in std::iter::once((&score.whole, sections.iter().map(Vec::len).sum()))
            .chain(score.sections.iter().zip(sections.iter().map(Vec::len)))
        {
            if let Some(share) = part.figure.share() {
                prop_assert!((0.0..=1.0 + 1e-12).contains(&share));
            }
            if let Figure::Level { level, highest, .. } = part.figure {
                prop_assert!(level <= highest);
            }
            let c = part.counts;
            prop_assert_eq!((c.answered + c.not_applicable + c.dont_know + c.cannot_assess + c.unanswered) as usize, n);
            prop_assert_eq!(part.preliminary, c.unanswered > 0);
        }
    }

    #[test]
    fn a_better_answer_never_lowers_a_figure(kind in any_kind(), sections in any_sections(), pick in any::<prop::sample::Index>()) {
        let flat: Vec<(usize, usize)> = sections.iter().enumerate().flat_map(|(s, v)| (0..v.len()).map(move |q| (s, q))).collect();
        let (s, q) = flat[pick.index(flat.len())];
        let better = match sections[s][q].2 {
            "vet-inte" | "0" => "1",
            "1" => "2",
            "2" => "3",
            _ => return Ok(()),
        };
        let before = case_of(kind, &sections).score();
        let mut raised = sections.clone();
        raised[s][q].2 = better;
        let after = case_of(kind, &raised).score();
        let pairs = [(&before.whole, &after.whole), (&before.sections[s], &after.sections[s])];
        for (before, after) in pairs {
            let (before, after) = (comparable(&before.figure), comparable(&after.figure));
            if let (Some(before), Some(after)) = (before, after) {
                prop_assert!(after.0 >= before.0 - 1e-12 && after.1 >= before.1, "{:?} {:?}", before, after);
            } else {
                prop_assert_eq!(before.is_some(), after.is_some());
            }
        }
    }

    #[test]
    fn the_order_of_questions_and_sections_does_not_matter(kind in any_kind(), sections in any_sections()) {
        let mut turned = sections.clone();
        turned.reverse();
        turned.iter_mut().for_each(|section| section.reverse());
        let (a, b) = (case_of(kind, &sections).score(), case_of(kind, &turned).score());
        prop_assert!(a.whole.figure.agrees_with(&b.whole.figure), "{:?} {:?}", a.whole, b.whole);
        prop_assert_eq!(a.whole.counts, b.whole.counts);
        for (a, b) in a.sections.iter().zip(b.sections.iter().rev()) {
            prop_assert!(a.figure.agrees_with(&b.figure));
        }
    }

    #[test]
    fn a_statement_that_is_not_applicable_changes_no_figure(kind in any_kind(), sections in any_sections(), at in any::<prop::sample::Index>(), level in 1u8..4) {
        let before = case_of(kind, &sections).score();
        let mut with = sections.clone();
        with[at.index(sections.len())].push((2.0, level, "ej"));
        let after = case_of(kind, &with).score();
        let pairs = std::iter::once((&before.whole, &after.whole)).chain(before.sections.iter().zip(&after.sections));
        for (before, after) in pairs {
            // Only `highest` may differ: the new statement may be the first at its level.
            prop_assert_eq!(comparable(&before.figure), comparable(&after.figure));
        }
    }

    #[test]
    fn what_cannot_be_assessed_leaves_the_points_and_lifts_nothing(kind in any_kind(), sections in any_sections(), at in any::<prop::sample::Index>(), level in 1u8..4) {
        let before = case_of(kind, &sections).score();
        let mut with = sections.clone();
        with[at.index(sections.len())].push((2.0, level, "kan-inte"));
        let after = case_of(kind, &with).score();
        let pairs = std::iter::once((&before.whole, &after.whole)).chain(before.sections.iter().zip(&after.sections));
        for (before, after) in pairs {
            let (before, after) = (comparable(&before.figure), comparable(&after.figure));
            prop_assert_eq!(before.map(|(share, _)| share), after.map(|(share, _)| share));
            prop_assert!(after.map(|(_, step)| step) <= before.map(|(_, step)| step));
        }
    }

    #[test]
    fn the_order_in_which_answers_were_given_does_not_matter(
        (case, first, last) in (any_kind(), any_sections()).prop_flat_map(|(kind, sections)| {
            let case = case_of(kind, &sections);
            let ids: Vec<String> = case.questionnaire.questions().map(|question| question.id.clone()).collect();
            (Just(case), Just(ids.clone()).prop_shuffle(), Just(ids).prop_shuffle())
        })
    ) {
        // Every question is answered otherwise first, and then again, each time in an order of its own.
        let mut given = Answers::default();
        first.iter().for_each(|id| given.set(id, Answer::choosing(["1"])));
        last.iter().for_each(|id| given.set(id, case.answers.get(id).cloned().unwrap_or_default()));
        prop_assert_eq!(case.score(), score(&case.questionnaire, &given));
        // In a file answers may stand in any order.
        let written: Vec<String> = last.iter().filter_map(|id| Some((id, case.answers.get(id)?))).map(|(id, answer)| {
            format!("\"{id}\":{}", serde_json::to_string(answer).unwrap())
        }).collect();
        let read: Answers = serde_json::from_str(&format!("{{{}}}", written.join(","))).unwrap();
        prop_assert_eq!(case.score(), score(&case.questionnaire, &read));
    }

    #[test]
    fn the_order_of_several_choices_does_not_matter(
        chosen in prop::sample::subsequence(vec!["a", "b", "c", "d"], 0..=4).prop_shuffle()
    ) {
        use ChoiceValue::{DontKnow, Plain, Score};
        let values = [("a", Score(1.0)), ("b", Score(0.5)), ("c", Plain), ("d", DontKnow)];
        let choices = values.map(|(id, value)| Choice { id: id.into(), text: id.into(), value });
        let question = Question { kind: QuestionKind::Several(choices.into()), ..Question::default() };
        let mut case = Case::new(ScoringKind::Agreement).section([(question, "")]);
        case.answers.set("s0-0-", Answer::choosing(chosen.iter().copied()));
        let given = values.iter().filter(|(id, _)| chosen.contains(id) && !chosen.contains(&"d"));
        let points: f64 = given.filter_map(|(_, value)| value.points()).sum();
        prop_assert_eq!(case.score().whole.figure.share(), (!chosen.is_empty()).then_some(points / 1.5));
    }
}
