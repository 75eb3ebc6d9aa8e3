//! The plan after a result: the targets that are set, and what is to be done, by whom and in which year.
//!
//! Actions begin as recommendations or as the respondent's own words. The plan is kept with the assessment and goes into
//! the result file; its actions can be taken out as a table for a spreadsheet and as events for a calendar.

use std::collections::BTreeSet;
use std::mem;

use ics::properties::{Categories, Description, DtStart, Status, Summary, Transp};
use ics::{Event, ICalendar, escape_text, parameters};
use serde::{Deserialize, Serialize};

use crate::Lang;
use crate::encoding::digest::sha256;
use crate::exports::{outgoing, spreadsheet};
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
    #[serde(skip_serializing_if = "Progress::is_planned")]
    pub progress: Progress,
    /// The id of the question whose answer called for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
}

/// How far an action has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Progress {
    /// Planned, and not begun.
    #[default]
    Planned,
    /// Begun.
    Ongoing,
    /// Done.
    Done,
}

impl Progress {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Ongoing, Self::Done];

    fn is_planned(&self) -> bool {
        *self == Self::Planned
    }

    /// The word for it.
    #[must_use]
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Planned => lang.pick("Planerad", "Planned"),
            Self::Ongoing => lang.pick("Pågår", "Under way"),
            Self::Done => lang.pick("Klar", "Done"),
        }
    }
}

impl Action {
    /// Whether the day to be reminded of it is past and it is not done. `today` is the day where the respondent is, such
    /// as `2026-11-22`.
    #[must_use]
    pub fn is_past(&self, today: &str) -> bool {
        let next = next_year(today);
        self.progress != Progress::Done && self.year.is_some_and(|year| next.is_some_and(|next| year < next))
    }
}

impl Plan {
    /// The plan of an assessment, with a uid for each action.
    #[must_use]
    pub fn of(assessment: &Assessment) -> Self {
        Self::unpack(&assessment.plan).identified(&assessment.id, &assessment.questionnaire.id)
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

    /// A plan that comes from a file, so that every action can be told from the others and every target can be shown: ids
    /// are there, differ and hold nothing but ASCII letters, digits and hyphens; uids differ; years have four digits; a
    /// part has one target, at most 100.
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

    /// The plan that was packed. Empty where the text is none of ours.
    #[must_use]
    pub fn unpack(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// Puts an action into the plan, in the place of the one with its id if there is one. That one's uid stays, also
    /// where it has none yet: calendars know it by the one that comes of that.
    pub fn put(&mut self, action: Action) {
        match self.actions.iter_mut().find(|known| known.id == action.id) {
            Some(known) => *known = Action { uid: mem::take(&mut known.uid), ..action },
            None => self.actions.push(action),
        }
    }

    /// Sets the target of a part, or takes it away.
    pub fn aim(&mut self, part: &str, value: Option<u8>) {
        self.targets.retain(|target| target.part != part);
        self.targets.extend(value.map(|value| Target { part: part.to_owned(), value }));
    }

    /// The target that is set for a part, as one of [`target_values`]: a file made elsewhere, or an older version of the
    /// questionnaire, may hold another.
    #[must_use]
    pub fn target_set(&self, questionnaire: &Questionnaire, part: &str) -> Option<u8> {
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
        if questionnaire.scoring.kind != ScoringKind::Levels {
            return self.target_set(questionnaire, part);
        }
        let of = |section: &Part| {
            let set = self.target_set(questionnaire, &section.id)?;
            Some(set.min(section.applicable_level)).filter(|target| *target > 0)
        };
        if part == questionnaire.id {
            // As for the level itself, a section that is all "ej tillämpligt" has no say.
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
        let called = recommendations::called_for(questionnaire, answers);
        let place = |action: &&Action| {
            let question = action.question.as_deref()?;
            called.iter().position(|called| called.question.id == question)
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

/// What earlier plans have left to do: their actions that are not done and that the plan has not already. The newest plan
/// comes first: it decides how far an action has come.
#[must_use]
pub fn left_of<'p>(plan: &Plan, earlier: impl Iterator<Item = &'p Plan>) -> Vec<Action> {
    let mut newest: Vec<&Action> = Vec::new();
    for action in earlier.flat_map(|earlier| &earlier.actions) {
        if !plan.actions.iter().chain(newest.iter().copied()).any(|known| known.id == action.id) {
            newest.push(action);
        }
    }
    newest.into_iter().filter(|action| action.progress != Progress::Done).cloned().collect()
}

/// How many years a plan looks ahead, this one included: as a management review does.
pub const YEARS: u16 = 3;

/// The day of its year on which an action is followed up, when next year's plan is being made: month and day.
const REMINDER: &str = "10-01";

/// How many hexadecimal digits an action's uid has.
const UID: usize = 32;

/// The first year whose day to be reminded, the first of October, is not past. `today` is a day such as `2026-11-22`;
/// nothing where it is no day.
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

/// The first of the ids that is not taken; then it is. There must be no end of them.
fn untaken(mut ids: impl Iterator<Item = String>, taken: &mut BTreeSet<String>) -> String {
    ids.find(|id| taken.insert(id.clone())).unwrap_or_default()
}

/// The values a target can have: levels up to the highest that a section states, or shares in steps of ten per cent.
/// Nothing for a part that takes no target.
#[must_use]
pub fn target_values(questionnaire: &Questionnaire, part: &str) -> Vec<u8> {
    let section = questionnaire.sections.iter().find(|section| section.id == part);
    match (questionnaire.scoring.kind, section) {
        (ScoringKind::Levels, Some(section)) => {
            let highest = section.questions.iter().filter_map(|question| question.level).max();
            (1..=highest.unwrap_or_default()).collect()
        }
        (ScoringKind::Agreement | ScoringKind::Percentages, Some(_)) => (10..=100).step_by(10).collect(),
        (ScoringKind::Agreement, None) if part == questionnaire.id => (10..=100).step_by(10).collect(),
        _ => Vec::new(),
    }
}

/// How high on its figure's scale a target lies, from 0 to 1: beside [`Figure::height`].
#[must_use]
pub fn target_height(figure: &Figure, target: u8) -> f64 {
    let full = if let Figure::Level { highest, .. } = figure { (*highest).max(1) } else { 100 };
    (f64::from(target) / f64::from(full)).min(1.0)
}

/// How far a figure is below its target: in levels, or in percentage points; 0 where it is reached. Nothing where there
/// is no figure.
#[must_use]
pub fn gap(figure: &Figure, target: u8) -> Option<f64> {
    let reached = match figure {
        Figure::Level { level, .. } => f64::from(*level),
        figure => figure.share()? * 100.0,
    };
    Some((f64::from(target) - reached).max(0.0))
}

/// A table for Swedish spreadsheets: semicolons, a byte order mark, and nothing that a spreadsheet would run.
#[must_use]
pub fn to_csv(plan: &Plan, questionnaire: &Questionnaire, answers: &Answers) -> String {
    let lang = questionnaire.language;
    let heads = lang.pick(
        ["År", "Åtgärd", "Ansvarig", "Läge", "Fråga", "Frågeformulär"],
        ["Year", "Action", "Owner", "Progress", "Question", "Questionnaire"],
    );
    let rows = plan.by_year(questionnaire, answers).into_iter().map(|action| {
        let asked = action.question.as_deref().and_then(|id| questionnaire.question(id));
        let year = action.year.map(|year| year.to_string()).unwrap_or_default();
        let question = asked.map(|question| question.text.clone()).unwrap_or_default();
        let progress = action.progress.word(lang).to_owned();
        [year, action.text.clone(), action.owner.clone(), progress, question, questionnaire.title.clone()]
    });
    spreadsheet::table(heads, rows)
}

/// Reminders for a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminders {
    /// The calendar's file. Nothing where there is none to be reminded of.
    pub file: Option<String>,
    /// How many actions are left out because their day is past.
    pub past: usize,
}

/// Reminders of the actions that have a year and are not done: each is followed up on the first of October of it, all day.
/// A calendar is for what is to come, so those whose day is past are left out, and counted.
///
/// `today` is the day where the respondent is, such as `2026-11-22`; `now` is RFC 3339, UTC.
#[must_use]
pub fn to_ics(plan: &Plan, questionnaire: &Questionnaire, answers: &Answers, today: &str, now: &str) -> Reminders {
    let left = plan.by_year(questionnaire, answers).into_iter().filter(|action| action.progress != Progress::Done);
    let (past, to_come): (Vec<_>, Vec<_>) =
        left.filter_map(|action| Some((action, action.year?))).partition(|(action, _)| action.is_past(today));
    let stamp: String = now.chars().filter(char::is_ascii_digit).take(14).collect();
    let file = stamp.split_at_checked(8).filter(|_| !to_come.is_empty()).map(|(date, time)| {
        let stamp = format!("{date}T{time:0<6}Z");
        let mut calendar = ICalendar::new("2.0", "-//Vattenpass//Vattenpass 1//SV");
        to_come.iter().for_each(|(action, year)| calendar.add_event(event(action, *year, questionnaire, &stamp)));
        folded(&calendar.to_string())
    });
    Reminders { file, past: past.len() }
}

fn event(action: &Action, year: u16, questionnaire: &Questionnaire, stamp: &str) -> Event<'static> {
    let mut event = Event::new(format!("{}@vattenpass", action.uid), stamp.to_owned());
    let mut start = DtStart::new(format!("{year:04}{}", REMINDER.replace('-', "")));
    start.add(parameters::Value::DATE);
    event.push(start);
    event.push(Summary::new(escape_text(outgoing::line(&action.text))));
    event.push(Description::new(escape_text(described(action, questionnaire))));
    event.push(Categories::new(escape_text(outgoing::line(&questionnaire.title))));
    event.push(Status::confirmed());
    event.push(Transp::transparent());
    event
}

fn described(action: &Action, questionnaire: &Questionnaire) -> String {
    let (owner, question) = questionnaire.language.pick(("Ansvarig", "Fråga"), ("Owner", "Question"));
    let owner = (!action.owner.is_empty()).then(|| format!("{owner}: {}", outgoing::line(&action.owner)));
    let asked = action.question.as_deref().and_then(|id| questionnaire.question(id));
    let asked = asked.map(|asked| format!("{question}: {}", outgoing::line(&asked.text)));
    owner.into_iter().chain(asked).collect::<Vec<_>>().join("\n")
}

/// The calendar with lines of at most 75 octets that break between characters (RFC 5545, 3.1). `ics` breaks them too, but
/// does not count the space that a continued line begins with.
fn folded(calendar: &str) -> String {
    let mut folded = String::with_capacity(calendar.len());
    for line in calendar.replace("\r\n ", "").split_terminator("\r\n") {
        let mut room = 75;
        for c in line.chars() {
            if c.len_utf8() > room {
                folded.push_str("\r\n ");
                room = 74;
            }
            room -= c.len_utf8();
            folded.push(c);
        }
        folded.push_str("\r\n");
    }
    folded
}

#[cfg(test)]
mod tests {
    use icalendar::{Calendar, CalendarComponent, Component};
    use proptest::prelude::*;

    use super::*;
    use crate::exports::outgoing::tests::troublesome;
    use crate::model::answers::Answer;
    use crate::model::questionnaire::{Choice, ChoiceValue, Question, QuestionKind, Recommendation, Scoring, Section};
    use crate::results::questionnaire_ref::QuestionnaireRef;
    use crate::scoring::score;

    fn questionnaire() -> Questionnaire {
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

    fn no() -> Answers {
        ["ova", "plan"].map(|id| (id, Answer::choosing(["nej"]))).into_iter().collect()
    }

    fn action(id: &str, text: &str, year: Option<u16>) -> Action {
        let question = Some("plan".to_owned());
        let uid = sha256(id.as_bytes())[..UID].to_owned();
        Action { id: id.into(), uid, text: text.into(), owner: "Nämnden".into(), year, question, ..Action::default() }
    }

    fn plan(actions: Vec<Action>) -> Plan {
        Plan { actions, ..Plan::default() }
    }

    #[test]
    fn a_target_is_set_beside_the_figure_and_the_gap_told() {
        let q = questionnaire();
        let yes = [("plan", "ja"), ("ova", "nej"), ("t1", "ja")];
        let score = score(&q, &yes.map(|(id, choice)| (id, Answer::choosing([choice]))).into_iter().collect());
        let mut plan = Plan::default();
        assert_eq!(
            (target_values(&q, "s"), target_values(&q, "t"), target_values(&q, "q")),
            (vec![1, 2], vec![1], vec![])
        );
        plan.aim("s", Some(2));
        assert_eq!((plan.target(&q, &score, "s"), plan.target(&q, &score, "q")), (Some(2), None));
        plan.aim("t", Some(1));
        assert_eq!(plan.target(&q, &score, "q"), Some(1), "the whole is to be where its lowest section is to be");
        let unanswered = crate::scoring::score(&q, &no());
        plan.aim("t", None);
        assert_eq!(plan.target(&q, &unanswered, "q"), None, "a section that nobody has answered has a say too");
        plan.aim("t", Some(1));
        assert_eq!(gap(&score.sections[0].figure, 2), Some(1.0));
        assert_eq!(target_height(&score.sections[0].figure, 2), 1.0);
        plan.aim("s", Some(1));
        assert_eq!(gap(&score.sections[0].figure, plan.target(&q, &score, "s").unwrap()), Some(0.0));
        plan.aim("s", None);
        assert_eq!(plan.targets.len(), 1);
        assert_eq!(Plan::unpack(&plan.pack()), plan);

        let shares = Questionnaire { scoring: Scoring::default(), ..q };
        assert_eq!(target_values(&shares, "s").len(), 10);
        assert_eq!(target_values(&shares, "q").last(), Some(&100));
        let quarter = Figure::Share { share: 0.25, points: 1.0, possible: 4.0 };
        assert_eq!((gap(&quarter, 80), gap(&Figure::None, 80)), (Some(55.0), None));
        assert_eq!(target_height(&quarter, 80), 0.8);
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
        plan.aim("s", Some(2));
        plan.aim("t", Some(1));
        let gap_of = |score: &Score, part: &str| {
            let of = score.sections.iter().find(|section| section.id == part).unwrap_or(&score.whole);
            gap(&of.figure, plan.target(&q, score, part)?)
        };
        let reached = scored(&[("plan", "ja"), ("ova", "ej"), ("t1", "ja")]);
        assert_eq!((plan.target_set(&q, "s"), plan.target(&q, &reached, "s")), (Some(2), Some(1)));
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
        assert_eq!([1, 2, 3, 255].map(|value| set(value).target_set(&levels, "s")), [1, 2, 2, 2].map(Some));
        let shares = Questionnaire { scoring: Scoring::default(), ..questionnaire() };
        assert_eq!([1, 80, 85, 255].map(|value| set(value).target_set(&shares, "s")), [10, 80, 90, 100].map(Some));
        assert_eq!(set(80).target_set(&shares, "finns-inte"), None);
        let baseline = Scoring { kind: ScoringKind::Baseline, ..Scoring::default() };
        assert_eq!(set(80).target_set(&Questionnaire { scoring: baseline, ..questionnaire() }, "s"), None);
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
        fn every_action_of_a_tidy_plan_can_be_told_from_the_others(plan in any_plan()) {
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
                let set = tidy.target_set(&questionnaire(), &target.part);
                prop_assert!(set.is_none_or(|set| target_values(&questionnaire(), &target.part).contains(&set)));
            }
        }

        #[test]
        fn every_line_of_a_calendar_is_short_and_unfolds_to_what_was_written(
            texts in prop::collection::vec(any_text(), 1..4)
        ) {
            let actions = texts.iter().enumerate().map(|(n, text)| action(&format!("a{n}"), text, Some(2027)));
            let written = plan(actions.collect());
            let file = to_ics(&written, &questionnaire(), &no(), "2026-11-22", "2026-11-22T10:00:00Z").file.unwrap();
            for line in file.strip_suffix("\r\n").unwrap().split("\r\n") {
                prop_assert!(line.len() <= 75 && !line.contains(|c: char| c.is_control() && c != '\t'), "{:?}", line);
            }
            let calendar: Calendar = file.parse().unwrap();
            let events = calendar.components.iter().filter_map(CalendarComponent::as_event);
            let summaries: Vec<_> = events.map(|event| event.get_summary().unwrap_or_default().to_owned()).collect();
            prop_assert_eq!(summaries, texts.iter().map(|text| outgoing::line(text)).collect::<Vec<_>>());
        }
    }

    /// Text of words that a fold may fall into, and of what must not get into a calendar.
    fn any_text() -> impl Strategy<Value = String> {
        let bad = prop::sample::select(troublesome().collect::<Vec<_>>()).prop_map(String::from);
        let good = prop::sample::select(vec!["å", "ö", "☂", "👩‍💻", "a", "Skriv en plan", " ", ";", ",", "\\"])
            .prop_map(str::to_owned);
        prop::collection::vec(prop_oneof![1 => bad, 6 => good], 0..80).prop_map(|words| words.concat())
    }

    #[test]
    fn what_is_left_of_earlier_plans_is_carried_over_once() {
        let done = Action { progress: Progress::Done, ..action("c", "Gjort", Some(2025)) };
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
        plan.put(Action { progress: Progress::Ongoing, ..action("a", "Skriv en plan", Some(2027)) });
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
    fn a_spreadsheet_reads_the_table_and_runs_nothing_of_it() {
        let hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "a;\"b\"\nc"];
        let plan = plan(hostile.iter().map(|text| action(text, text, Some(2027))).collect());
        let text = to_csv(&plan, &questionnaire(), &no());
        let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap(), vec!["År", "Åtgärd", "Ansvarig", "Läge", "Fråga", "Frågeformulär"]);
        let rows: Vec<_> = reader.records().map(|row| row.unwrap()).collect();
        let cells: Vec<_> = rows.iter().map(|row| row[1].to_owned()).collect();
        assert_eq!(cells, ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\tx", "'\nx", "a;\"b\"\nc"]);
        assert_eq!((&rows[0][3], &rows[0][4]), ("Planerad", "Finns det en plan; en riktig?"));
    }

    fn reminders(plan: &Plan, today: &str) -> Reminders {
        to_ics(plan, &questionnaire(), &no(), today, "2026-11-22T10:00:00.000Z")
    }

    #[test]
    fn a_calendar_reads_the_events() {
        let long = "Skriv en plan, och öva den; ".repeat(8);
        let done = Action { progress: Progress::Done, ..action("c", "Gjort", Some(2027)) };
        let plan = plan(vec![action("a", &long, Some(2027)), action("b", "Utan år", None), done]);
        let Reminders { file, past: 0 } = reminders(&plan, "2026-11-22") else { panic!("nothing is past") };
        let calendar: Calendar = file.unwrap().parse().unwrap();
        let events: Vec<_> = calendar.components.iter().filter_map(CalendarComponent::as_event).collect();
        assert_eq!(events.len(), 1, "only what has a year and is not done");
        assert_eq!(events[0].get_summary(), Some(long.trim()));
        assert_eq!(events[0].get_description(), Some("Ansvarig: Nämnden\nFråga: Finns det en plan; en riktig?"));
        assert_eq!(events[0].property_value("DTSTART"), Some("20271001"));
        assert_eq!(events[0].property_value("DTSTAMP"), Some("20261122T100000Z"));
        assert_eq!(events[0].get_uid(), Some(format!("{}@vattenpass", plan.actions[0].uid).as_str()));
        let nothing = Plan { actions: plan.actions[1..].to_vec(), ..Plan::default() };
        assert_eq!(reminders(&nothing, "2026-11-22"), Reminders { file: None, past: 0 });
        assert_eq!(to_ics(&plan, &questionnaire(), &no(), "i dag", "nu").file, None, "no panic");
    }

    #[test]
    fn no_reminder_lies_in_the_past() {
        assert_eq!(
            ["2026-01-01", "2026-10-01", "2026-10-02", "2026-12-31"].map(next_year),
            [Some(2026), Some(2026), Some(2027), Some(2027)]
        );
        assert_eq!(["", "i dag", "2026", "x-10-01"].map(next_year), [None; 4]);
        let done = Action { progress: Progress::Done, ..action("c", "Gjort", Some(2025)) };
        let old = plan(vec![action("a", "Sen", Some(2025)), action("b", "I år", Some(2026)), done]);
        let past = |today: &str| old.actions.iter().map(|action| action.is_past(today)).collect::<Vec<_>>();
        assert_eq!(past("2026-10-01"), [true, false, false], "the day itself is not past, and what is done never is");
        assert_eq!(past("2026-10-02"), [true, true, false]);
        let on_the_day = reminders(&old, "2026-10-01");
        assert_eq!(on_the_day.past, 1);
        let file = on_the_day.file.unwrap();
        assert!(file.contains("DTSTART;VALUE=DATE:20261001") && !file.contains("Sen"), "{file}");
        assert_eq!(reminders(&old, "2026-10-02"), Reminders { file: None, past: 2 });
    }

    /// The ids of the events in a calendar.
    fn uids(plan: &Plan) -> Vec<String> {
        let file = reminders(plan, "2026-11-22").file.unwrap().replace("\r\n ", "");
        file.lines().filter_map(|line| line.strip_prefix("UID:")).map(str::to_owned).collect()
    }

    #[test]
    fn a_reminder_keeps_its_id_and_shares_it_with_none() {
        // As plans were stored before there were uids.
        let stored =
            r#"{"actions":[{"id":"plan-nej","text":"Skriv","year":2027},{"id":"b","text":"Öva","year":2028}]}"#;
        let planned = |id: &str, questionnaire: &str| {
            let reference = QuestionnaireRef { id: questionnaire.into(), ..QuestionnaireRef::default() };
            let blank = Assessment::new(reference, id.into(), String::new(), String::new());
            Assessment { plan: stored.into(), ..blank }
        };
        let own = Plan::of(&planned("1", "q"));
        assert_eq!(own, Plan::of(&planned("1", "q")), "the same each time");
        let mut all: Vec<String> =
            [("1", "q"), ("2", "q"), ("1", "r")].iter().flat_map(|(id, q)| uids(&Plan::of(&planned(id, q)))).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 6, "neither another unit's nor another questionnaire's");

        // Everything that is changed on the page, before and after the first time that the uid was written.
        let changed = |mut plan: Plan| {
            plan.actions.iter_mut().for_each(|action| action.year = Some(2029));
            plan.put(Action { owner: "Nämnden".into(), uid: "f".repeat(UID), ..plan.actions[0].clone() });
            Plan::unpack(&plan.pack())
        };
        assert_eq!(uids(&changed(own.clone())), uids(&own));
        let reread = changed(Plan::unpack(stored)).identified("1", "q");
        assert_eq!(uids(&reread), uids(&own));
    }
}
