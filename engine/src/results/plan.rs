//! The plan after a result: the targets that are set, and what is to be done, by whom and in which year.
//!
//! Actions begin as recommendations or as the respondent's own words. The plan is kept with the assessment and goes into
//! the result file; `exports` makes a table and a calendar of it.

use std::collections::BTreeSet;
use std::mem;

use serde::{Deserialize, Serialize};

use crate::encoding::digest::sha256;
use crate::model::answers::Answers;
use crate::model::questionnaire::{Questionnaire, ScoringKind};
use crate::results::assessment::Assessment;
use crate::scoring::recommendations;
use crate::scoring::{Figure, Part, Score};

/// Where a municipality wants to be, and what it means to do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Plan {
    /// The target profile: at most one target for each part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// What is to be done, in the order it was added.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
}

/// The figure that a part of the score is to reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Target {
    /// The id of the part: a section, or the questionnaire for the whole.
    pub part: String,
    /// With levels: the level. Otherwise: the share in per cent, 0 to 100.
    pub value: u8,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Action {
    /// An id of its own within the plan; that of the recommendation it was made from.
    pub id: String,
    /// A random id of its own among all plans: 32 hexadecimal digits. Calendars know the action by it, so it stays through
    /// every change, also when the action is carried over to another plan. Files from before there was one have none.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{32}$")))]
    pub uid: String,
    /// What to do.
    pub text: String,
    /// The role that owns it; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// The year it is to be done in, such as 2027.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// How far it has come.
    #[serde(rename = "progress", skip_serializing_if = "ActionStatus::is_planned")]
    pub status: ActionStatus,
    /// The id of the question whose answer called for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
}

/// How far an action has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Progress"))]
#[serde(rename_all = "lowercase")]
pub enum ActionStatus {
    /// Planned, and not begun.
    #[default]
    Planned,
    /// Begun.
    Ongoing,
    /// Done.
    Done,
}

impl ActionStatus {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Ongoing, Self::Done];

    fn is_planned(&self) -> bool {
        *self == Self::Planned
    }
}

impl Action {
    /// Whether it is not done and its day of reminder is past. `today` is the day where the respondent is, such as
    /// `2026-11-22`.
    #[must_use]
    pub fn is_past(&self, today: &str) -> bool {
        let next = next_year(today);
        self.status != ActionStatus::Done && self.year.is_some_and(|year| next.is_some_and(|next| year < next))
    }
}

impl Plan {
    /// The plan of an assessment, with a uid for each action. `read` unpacks it: [`Plan::unpack`], or the browser's reader
    /// of JSON in its place.
    #[must_use]
    pub fn of(assessment: &Assessment, read: fn(&str) -> Self) -> Self {
        read(&assessment.plan).identified(&assessment.id, &assessment.questionnaire.id)
    }

    /// The plan with a uid for each action: those without one get theirs from the assessment they were planned in.
    #[must_use]
    pub fn identified(mut self, assessment: &str, questionnaire: &str) -> Self {
        let mut taken: BTreeSet<String> = self.actions.iter().map(|action| action.uid.clone()).collect();
        for action in self.actions.iter_mut().filter(|action| action.uid.is_empty()) {
            // A file made to mislead may have put the first one elsewhere.
            let uids = (0..).map(|n| sha256(format!("{assessment} {questionnaire} {} {n}", action.id).as_bytes()));
            action.uid = untaken(uids.map(|uid| uid[..UID].to_owned()), &mut taken);
        }
        self
    }

    /// Makes a plan from a file usable: every action has an id of its own, of ASCII letters, digits and hyphens alone. No
    /// two actions share a uid. Years have four digits. A part has at most one target, from 1 to 100.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        let (mut ids, mut uids, mut parts) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for action in &mut self.actions {
            if !is_plain(&action.id) || !ids.insert(action.id.clone()) {
                action.id.clear();
            }
            if !is_uid(&action.uid) || !uids.insert(action.uid.clone()) {
                action.uid.clear();
            }
            action.year = action.year.filter(|year| (1000..=9999).contains(year));
        }
        // Only now are all ids known that are taken.
        for (n, action) in self.actions.iter_mut().enumerate().filter(|(_, action)| action.id.is_empty()) {
            action.id = untaken((n..).map(|n| format!("fil-{n}")), &mut ids);
        }
        self.targets.retain(|target| target.value > 0 && parts.insert(target.part.clone()));
        self.targets.iter_mut().for_each(|target| target.value = target.value.min(100));
        self
    }

    /// Whether nothing is planned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The plan as one text, for [`crate::results::assessment::Assessment::plan`].
    #[must_use]
    pub fn pack(&self) -> String {
        // Cannot fail: every key is a string, and the numbers are whole.
        if self.is_empty() { String::new() } else { serde_json::to_string(self).unwrap_or_default() }
    }

    /// The plan that was packed. Empty if the text holds no plan.
    #[must_use]
    pub fn unpack(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// Adds an action, or replaces the one with its id. The uid of the one before stays, even if it is still empty:
    /// [`Plan::identified`] makes the one that calendars know from it.
    pub fn put(&mut self, action: Action) {
        match self.actions.iter_mut().find(|known| known.id == action.id) {
            Some(known) => *known = Action { uid: mem::take(&mut known.uid), ..action },
            None => self.actions.push(action),
        }
    }

    /// Sets the target of a part, or takes it away.
    pub fn set_target(&mut self, part: &str, value: Option<u8>) {
        self.targets.retain(|target| target.part != part);
        self.targets.extend(value.map(|value| Target { part: part.to_owned(), value }));
    }

    /// The target that is set for a part, as one of [`target_values`]. A file that another program made, or one for an older
    /// version of the questionnaire, may hold another value.
    #[must_use]
    pub fn chosen_target(&self, questionnaire: &Questionnaire, part: &str) -> Option<u8> {
        let set = self.targets.iter().find(|target| target.part == part)?.value;
        let values = target_values(questionnaire, part);
        values.iter().copied().find(|value| *value >= set).or(values.last().copied())
    }

    /// The target of a section, an index or the whole: the one that is set, but no level higher than anything applicable
    /// states. What is not applicable can never be reached.
    ///
    /// With levels the whole has none of its own: its target is the lowest of its sections', once each of them has one
    /// (CMMI's rule for the level itself, domain B).
    #[must_use]
    pub fn target(&self, questionnaire: &Questionnaire, score: &Score, part: &str) -> Option<u8> {
        if !questionnaire.scoring.kind.has_levels() {
            return self.chosen_target(questionnaire, part);
        }
        let of = |section: &Part| {
            let set = self.chosen_target(questionnaire, &section.id)?;
            Some(set.min(section.applicable_level)).filter(|target| *target > 0)
        };
        if part == questionnaire.id {
            // As for the level itself, a section that is all "ej tillämpligt" is left out.
            let applicable = score.sections.iter().filter(|section| section.counts.any_applicable());
            let all: Option<Vec<u8>> = applicable.map(of).collect();
            return all?.into_iter().min();
        }
        of(score.sections.iter().find(|section| section.id == part)?)
    }

    /// The actions in the order of the recommendations they come from: what lifts the lowest level first, then what has
    /// most points to give. Own actions come last, in the order they were added.
    #[must_use]
    pub fn in_order(&self, questionnaire: &Questionnaire, answers: &Answers) -> Vec<&Action> {
        let triggered = recommendations::triggered(questionnaire, answers);
        let place = |action: &&Action| {
            let question = action.question.as_deref()?;
            triggered.iter().position(|triggered| triggered.question.id == question)
        };
        let mut actions: Vec<&Action> = self.actions.iter().collect();
        actions.sort_by_key(|action| place(action).unwrap_or(usize::MAX));
        actions
    }

    /// The actions by year: first what has a year, the earliest first; within a year as [`Plan::in_order`].
    #[must_use]
    pub fn by_year(&self, questionnaire: &Questionnaire, answers: &Answers) -> Vec<&Action> {
        let mut actions = self.in_order(questionnaire, answers);
        actions.sort_by_key(|action| action.year.unwrap_or(u16::MAX));
        actions
    }
}

/// What earlier plans have left to do: their actions that are not done and not already in the plan. Give the newest plan
/// first: it decides how far an action has come.
#[must_use]
pub fn left_of<'p>(plan: &Plan, earlier: impl Iterator<Item = &'p Plan>) -> Vec<Action> {
    let mut newest: Vec<&Action> = Vec::new();
    for action in earlier.flat_map(|earlier| &earlier.actions) {
        if !plan.actions.iter().chain(newest.iter().copied()).any(|known| known.id == action.id) {
            newest.push(action);
        }
    }
    newest.into_iter().filter(|action| action.status != ActionStatus::Done).cloned().collect()
}

/// How many years a plan looks ahead, this one included: as a management review does.
pub const YEARS: u16 = 3;

/// The day of its year on which an action is followed up, when next year's plan is being made: month and day.
pub(crate) const REMINDER: &str = "10-01";

/// How many hexadecimal digits an action's uid has.
pub(crate) const UID: usize = 32;

/// The first year whose day of reminder, the first of October, is not past. `today` is a day such as `2026-11-22`. `None`
/// if it is no day.
#[must_use]
pub fn next_year(today: &str) -> Option<u16> {
    let (year, day) = today.split_once('-')?;
    Some(year.parse::<u16>().ok()?.saturating_add(u16::from(day > REMINDER)))
}

fn is_plain(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn is_uid(uid: &str) -> bool {
    uid.len() == UID && uid.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The first of the ids that is not taken, which it then is. The iterator must be endless.
fn untaken(mut ids: impl Iterator<Item = String>, taken: &mut BTreeSet<String>) -> String {
    ids.find(|id| taken.insert(id.clone())).unwrap_or_default()
}

/// The values a target can have: levels up to the highest that a section states, or shares in steps of ten per cent.
/// Empty for a part that takes no target.
#[must_use]
pub fn target_values(questionnaire: &Questionnaire, part: &str) -> Vec<u8> {
    let section = questionnaire.sections.iter().find(|section| section.id == part);
    let shares = || (10..=100).step_by(10).collect();
    match questionnaire.scoring.kind {
        ScoringKind::Levels => {
            let levels =
                section.into_iter().flat_map(|section| &section.questions).filter_map(|question| question.level);
            (1..=levels.max().unwrap_or_default()).collect()
        }
        ScoringKind::Agreement if section.is_some() || part == questionnaire.id => shares(),
        ScoringKind::Percentages if section.is_some() => shares(),
        ScoringKind::Agreement | ScoringKind::Percentages | ScoringKind::Baseline | ScoringKind::Knowledge => {
            Vec::new()
        }
    }
}

/// How far up its figure's scale a target is, from 0 to 1, as [`Figure::fraction`] is for the figure.
#[must_use]
pub fn target_fraction(figure: &Figure, target: u8) -> f64 {
    let full = match figure {
        Figure::Level { highest, .. } => (*highest).max(1),
        Figure::None | Figure::Share { .. } | Figure::Baseline { .. } | Figure::Right { .. } => 100,
    };
    (f64::from(target) / f64::from(full)).min(1.0)
}

/// How far a figure is below its target, in levels or in percentage points. 0 if it is reached, `None` if there is no
/// figure.
#[must_use]
pub fn gap(figure: &Figure, target: u8) -> Option<f64> {
    let reached = match figure {
        Figure::Level { level, .. } => f64::from(*level),
        Figure::None | Figure::Share { .. } | Figure::Baseline { .. } | Figure::Right { .. } => figure.share()? * 100.0,
    };
    Some((f64::from(target) - reached).max(0.0))
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::answers::Answer;
    use crate::model::questionnaire::{Choice, ChoiceValue, Question, QuestionKind, Recommendation, Scoring, Section};
    use crate::scoring::score;

    pub(crate) fn questionnaire() -> Questionnaire {
        let choice = |id: &str, points| Choice { id: id.into(), text: id.into(), value: ChoiceValue::Score(points) };
        let question = |id: &str, level| Question {
            id: id.into(),
            text: "Finns det en plan; en riktig?".into(),
            level: Some(level),
            kind: QuestionKind::Single(vec![choice("ja", 1.0), choice("nej", 0.0)]),
            recommendations: vec![Recommendation { choices: vec!["nej".into()], ..Recommendation::default() }],
            ..Question::default()
        };
        let section = |id: &str, questions| Section { id: id.into(), questions, ..Section::default() };
        Questionnaire {
            id: "q".into(),
            title: "Kontinuitet, IT".into(),
            scoring: Scoring { kind: ScoringKind::Levels, ..Scoring::default() },
            sections: vec![
                section("s", vec![question("ova", 2), question("plan", 1)]),
                section("t", vec![question("t1", 1)]),
            ],
            ..Questionnaire::default()
        }
    }

    pub(crate) fn no() -> Answers {
        ["ova", "plan"].map(|id| (id, Answer::choosing(["nej"]))).into_iter().collect()
    }

    pub(crate) fn action(id: &str, text: &str, year: Option<u16>) -> Action {
        let question = Some("plan".to_owned());
        let uid = sha256(id.as_bytes())[..UID].to_owned();
        Action { id: id.into(), uid, text: text.into(), owner: "Nämnden".into(), year, question, ..Action::default() }
    }

    pub(crate) fn plan(actions: Vec<Action>) -> Plan {
        Plan { actions, ..Plan::default() }
    }

    #[test]
    fn a_target_is_set_beside_the_figure_with_the_gap() {
        let q = questionnaire();
        let yes = [("plan", "ja"), ("ova", "nej"), ("t1", "ja")];
        let score = score(&q, &yes.map(|(id, choice)| (id, Answer::choosing([choice]))).into_iter().collect());
        let mut plan = Plan::default();
        assert_eq!(
            (target_values(&q, "s"), target_values(&q, "t"), target_values(&q, "q")),
            (vec![1, 2], vec![1], vec![])
        );
        plan.set_target("s", Some(2));
        assert_eq!((plan.target(&q, &score, "s"), plan.target(&q, &score, "q")), (Some(2), None));
        plan.set_target("t", Some(1));
        assert_eq!(plan.target(&q, &score, "q"), Some(1), "the whole is to be where its lowest section is to be");
        let unanswered = crate::scoring::score(&q, &no());
        plan.set_target("t", None);
        assert_eq!(plan.target(&q, &unanswered, "q"), None, "a section that nobody has answered has a say too");
        plan.set_target("t", Some(1));
        assert_eq!(gap(&score.sections[0].figure, 2), Some(1.0));
        assert_eq!(target_fraction(&score.sections[0].figure, 2), 1.0);
        plan.set_target("s", Some(1));
        assert_eq!(gap(&score.sections[0].figure, plan.target(&q, &score, "s").unwrap()), Some(0.0));
        plan.set_target("s", None);
        assert_eq!(plan.targets.len(), 1);
        assert_eq!(Plan::unpack(&plan.pack()), plan);

        let shares = Questionnaire { scoring: Scoring::default(), ..q };
        assert_eq!(target_values(&shares, "s").len(), 10);
        assert_eq!(target_values(&shares, "q").last(), Some(&100));
        let quarter = Figure::Share { share: 0.25, points: 1.0, possible: 4.0 };
        assert_eq!((gap(&quarter, 80), gap(&Figure::None, 80)), (Some(55.0), None));
        assert_eq!(target_fraction(&quarter, 80), 0.8);
    }

    #[test]
    fn no_target_is_higher_than_what_is_applicable() {
        let mut q = questionnaire();
        for question in q.sections.iter_mut().flat_map(|section| &mut section.questions) {
            let QuestionKind::Single(choices) = &mut question.kind else { panic!() };
            choices.push(Choice { id: "ej".into(), text: "ej".into(), value: ChoiceValue::NotApplicable });
        }
        let scored = |answers: &[(&str, &str)]| {
            score(&q, &answers.iter().map(|(id, choice)| (*id, Answer::choosing([*choice]))).collect())
        };
        let mut plan = Plan::default();
        plan.set_target("s", Some(2));
        plan.set_target("t", Some(1));
        let gap_of = |score: &Score, part: &str| {
            let of = score.sections.iter().find(|section| section.id == part).unwrap_or(&score.whole);
            gap(&of.figure, plan.target(&q, score, part)?)
        };
        let reached = scored(&[("plan", "ja"), ("ova", "ej"), ("t1", "ja")]);
        assert_eq!((plan.chosen_target(&q, "s"), plan.target(&q, &reached, "s")), (Some(2), Some(1)));
        assert_eq!((gap_of(&reached, "s"), gap_of(&reached, "q")), (Some(0.0), Some(0.0)));
        let not_yet = scored(&[("plan", "nej"), ("ova", "ej"), ("t1", "ja")]);
        assert_eq!((gap_of(&not_yet, "s"), gap_of(&not_yet, "q")), (Some(1.0), Some(1.0)));
        let unknown = scored(&[("plan", "ja"), ("t1", "ja")]);
        assert_eq!(gap_of(&unknown, "s"), Some(1.0), "what is not answered may still be applicable");
        let nothing = scored(&[("plan", "ej"), ("ova", "ej"), ("t1", "ja")]);
        assert_eq!((gap_of(&nothing, "s"), gap_of(&nothing, "q")), (None, Some(0.0)));
    }

    #[test]
    fn a_target_is_one_that_can_be_chosen() {
        let set = |value| Plan { targets: vec![Target { part: "s".into(), value }], ..Plan::default() };
        let levels = questionnaire();
        assert_eq!([1, 2, 3, 255].map(|value| set(value).chosen_target(&levels, "s")), [1, 2, 2, 2].map(Some));
        let shares = Questionnaire { scoring: Scoring::default(), ..questionnaire() };
        assert_eq!([1, 80, 85, 255].map(|value| set(value).chosen_target(&shares, "s")), [10, 80, 90, 100].map(Some));
        assert_eq!(set(80).chosen_target(&shares, "finns-inte"), None);
        let baseline = Scoring { kind: ScoringKind::Baseline, ..Scoring::default() };
        assert_eq!(set(80).chosen_target(&Questionnaire { scoring: baseline, ..questionnaire() }, "s"), None);
    }

    #[test]
    fn a_plan_from_a_file_is_made_fit_to_use() {
        let mut hostile = vec![action("fil-1", "a", Some(65535)), action("", "b", Some(2027)), action("x", "c", None)];
        hostile.extend([action("x", "d", None), action("y\r\nATTACH:z", "e", None), action("fil-3", "f", None)]);
        hostile[5].uid = "ATTACH:z".into();
        let targets = [("s", 255), ("t", 0), ("s", 1)].map(|(part, value)| Target { part: part.into(), value });
        let tidy = Plan { actions: hostile, targets: targets.into() }.tidy();
        let ids: Vec<_> = tidy.actions.iter().map(|action| action.id.as_str()).collect();
        assert_eq!(ids, ["fil-1", "fil-2", "x", "fil-4", "fil-5", "fil-3"], "what can stay stays");
        let uids: Vec<_> = tidy.actions.iter().map(|action| !action.uid.is_empty()).collect();
        assert_eq!(uids, [true, true, true, false, true, false]);
        assert_eq!((tidy.actions[0].year, tidy.actions[1].year), (None, Some(2027)));
        assert_eq!(tidy.targets, [Target { part: "s".into(), value: 100 }]);
    }

    fn any_action() -> impl Strategy<Value = Action> {
        let id = prop_oneof![
            prop::sample::select(vec!["", "a", "å", "fil-0", "fil-1", "fil-2"]).prop_map(str::to_owned),
            (0usize..12).prop_map(|n| format!("fil-{n}")),
        ];
        let derived = |id: &str| sha256(format!("assessment q {id} 0").as_bytes())[..UID].to_owned();
        let uid = prop_oneof![
            prop::sample::select(vec!["", "x", "0123456789abcdef0123456789abcdef"]).prop_map(str::to_owned),
            // What another action would get.
            prop::sample::select(vec!["a", "fil-0", "fil-1"]).prop_map(derived),
        ];
        let parts = (id, uid, prop::option::of(any::<u16>()));
        parts.prop_map(|(id, uid, year)| Action { id, uid, year, ..Action::default() })
    }

    fn any_plan() -> impl Strategy<Value = Plan> {
        let part = prop::sample::select(vec!["q", "s", "t", "borta"]);
        let target = (part, any::<u8>()).prop_map(|(part, value)| Target { part: part.into(), value });
        let lists = (prop::collection::vec(any_action(), 0..12), prop::collection::vec(target, 0..6));
        lists.prop_map(|(actions, targets)| Plan { actions, targets })
    }

    proptest! {
        #[test]
        fn every_action_of_a_tidy_plan_differs_from_the_others(plan in any_plan()) {
            let tidy = plan.clone().tidy();
            prop_assert_eq!(tidy.clone().tidy(), tidy.clone(), "once is enough");
            let identified = tidy.clone().identified("assessment", "q");
            prop_assert_eq!(identified.clone().tidy(), identified.clone(), "uids are fit for files");
            let n = plan.actions.len();
            let ids: BTreeSet<_> = identified.actions.iter().map(|action| &action.id).collect();
            let uids: BTreeSet<_> = identified.actions.iter().map(|action| &action.uid).collect();
            prop_assert_eq!((ids.len(), uids.len()), (n, n));
            for (before, after) in plan.actions.iter().zip(&tidy.actions) {
                let alone = plan.actions.iter().filter(|action| action.id == before.id).count() == 1;
                prop_assert!(!alone || !is_plain(&before.id) || after.id == before.id, "{before:?} {after:?}");
            }
            for target in &tidy.targets {
                prop_assert!((1..=100).contains(&target.value));
                prop_assert_eq!(tidy.targets.iter().filter(|other| other.part == target.part).count(), 1);
                let set = tidy.chosen_target(&questionnaire(), &target.part);
                prop_assert!(set.is_none_or(|set| target_values(&questionnaire(), &target.part).contains(&set)));
            }
        }
    }

    #[test]
    fn what_is_left_of_earlier_plans_is_carried_over_once() {
        let done = Action { status: ActionStatus::Done, ..action("c", "Gjort", Some(2025)) };
        let last_year = plan(vec![action("a", "Skriv", Some(2025)), action("b", "Öva", Some(2026)), done]);
        let before = plan(vec![action("c", "Inte gjort", Some(2024)), action("a", "Skriv något", Some(2024))]);
        let now = plan(vec![action("b", "Öva mer", Some(2026))]);
        let left = left_of(&now, [&last_year, &before].into_iter());
        assert_eq!(left, [action("a", "Skriv", Some(2025))]);
        let mut next = now.clone();
        left.iter().for_each(|action| next.put(action.clone()));
        assert_eq!(next.actions[1].uid, last_year.actions[0].uid, "calendars know it");
    }

    #[test]
    fn actions_go_as_the_recommendations_do() {
        let of = |id: &str, question: &str| Action { question: Some(question.into()), ..action(id, id, None) };
        let own = Action { question: None, ..action("egen", "egen", None) };
        let plan = plan(vec![own, of("a", "ova"), of("b", "plan")]);
        let q = questionnaire();
        let order: Vec<_> = plan.in_order(&q, &no()).iter().map(|action| action.id.as_str()).collect();
        assert_eq!(order, ["b", "a", "egen"], "the lowest level first, own words last");
    }

    #[test]
    fn an_action_is_put_in_the_place_of_its_namesake() {
        let mut plan = plan(vec![action("a", "Skriv", None)]);
        plan.put(action("b", "Öva", None));
        plan.put(Action { status: ActionStatus::Ongoing, ..action("a", "Skriv en plan", Some(2027)) });
        let texts: Vec<_> = plan.actions.iter().map(|action| action.text.as_str()).collect();
        assert_eq!(texts, ["Skriv en plan", "Öva"]);
        plan.put(Action { uid: "0".repeat(UID), ..action("a", "Skriv", None) });
        assert_eq!(plan.actions[0].uid, action("a", "", None).uid, "calendars know the one that was there");
        assert_eq!(Plan::unpack(&plan.pack()), plan);
        assert!(Plan::default().pack().is_empty());
        assert!(["", "{", "[]", "1"].iter().all(|text| Plan::unpack(text).is_empty()));
    }

    #[test]
    fn the_plan_goes_by_year_and_then_by_when_it_was_added() {
        let plan = plan(vec![
            action("a", "1", None),
            action("b", "2", Some(2028)),
            action("c", "3", Some(2027)),
            action("d", "4", Some(2027)),
        ]);
        let order: Vec<_> =
            plan.by_year(&questionnaire(), &no()).into_iter().map(|action| action.id.as_str()).collect();
        assert_eq!(order, ["c", "d", "b", "a"]);
    }

    #[test]
    fn an_action_is_past_after_the_first_of_october_of_its_year() {
        assert_eq!(
            ["2026-01-01", "2026-10-01", "2026-10-02", "2026-12-31"].map(next_year),
            [Some(2026), Some(2026), Some(2027), Some(2027)]
        );
        assert_eq!(["", "i dag", "2026", "x-10-01"].map(next_year), [None; 4]);
        let done = Action { status: ActionStatus::Done, ..action("c", "Gjort", Some(2025)) };
        let old = plan(vec![action("a", "Sen", Some(2025)), action("b", "I år", Some(2026)), done]);
        let past = |today: &str| old.actions.iter().map(|action| action.is_past(today)).collect::<Vec<_>>();
        assert_eq!(past("2026-10-01"), [true, false, false], "the day itself is not past, and what is done never is");
        assert_eq!(past("2026-10-02"), [true, true, false]);
    }
}
