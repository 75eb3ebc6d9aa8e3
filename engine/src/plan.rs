//! The plan after a result: the targets that are set, and what is to be done, by whom and in which year.
//!
//! Actions begin as recommendations or as the respondent's own words. The plan is kept with the assessment and goes into
//! the result file; its actions can be taken out as a table for a spreadsheet and as events for a calendar.

use ics::properties::{Categories, Description, DtStart, Status, Summary, Transp};
use ics::{Event, ICalendar, escape_text, parameters};
use serde::{Deserialize, Serialize};

use crate::Lang;
use crate::answers::Answers;
use crate::questionnaire::{Questionnaire, ScoringKind};
use crate::recommendations;
use crate::scoring::{Figure, Score};
use crate::spreadsheet;

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
    /// An id of its own within the plan.
    pub id: String,
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

impl Plan {
    /// The most actions that are taken from a file: many more than anybody plans.
    pub const MAX_ACTIONS: usize = 500;

    /// A plan that comes from a file, so that every action can be told from the others: ids are there, differ and hold
    /// nothing but ASCII letters, digits and hyphens; years have four digits.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        self.actions.truncate(Self::MAX_ACTIONS);
        let mut ids: Vec<String> = Vec::new();
        for (n, action) in self.actions.iter_mut().enumerate() {
            let plain = action.id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !action.id.is_empty();
            if !plain || ids.contains(&action.id) {
                action.id = format!("fil-{n}");
            }
            ids.push(action.id.clone());
            action.year = action.year.filter(|year| (1000..=9999).contains(year));
        }
        self
    }

    /// Whether nothing is planned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The plan as one text, for [`crate::assessment::Assessment::plan`].
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

    /// Puts an action into the plan, in the place of the one with its id if there is one.
    pub fn put(&mut self, action: Action) {
        match self.actions.iter_mut().find(|known| known.id == action.id) {
            Some(known) => *known = action,
            None => self.actions.push(action),
        }
    }

    /// Sets the target of a part, or takes it away.
    pub fn aim(&mut self, part: &str, value: Option<u8>) {
        self.targets.retain(|target| target.part != part);
        self.targets.extend(value.map(|value| Target { part: part.to_owned(), value }));
    }

    /// The target of a section, an index or the whole.
    ///
    /// With levels the whole has none of its own: its target is the lowest of its sections', once each of them has one
    /// (CMMI's rule for the level itself, domain B).
    #[must_use]
    pub fn target(&self, questionnaire: &Questionnaire, score: &Score, part: &str) -> Option<u8> {
        let of = |part: &str| self.targets.iter().find(|target| target.part == part).map(|target| target.value);
        if part == questionnaire.id && questionnaire.scoring.kind == ScoringKind::Levels {
            // As for the level itself, a section that is all "ej tillämpligt" has no say.
            let applicable = score.sections.iter().filter(|section| section.counts.any_applicable());
            let all: Option<Vec<u8>> = applicable.map(|section| of(&section.id)).collect();
            return all?.into_iter().min();
        }
        of(part)
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

/// Events for a calendar: each action that has a year and is not done is followed up on the first of October of it, all
/// day, when next year's plan is being made. `now` is RFC 3339, UTC. `None` where no action has a year.
#[must_use]
pub fn to_ics(plan: &Plan, questionnaire: &Questionnaire, answers: &Answers, now: &str) -> Option<String> {
    let lang = questionnaire.language;
    let stamp: String = now.chars().filter(|c| c.is_ascii_digit()).take(14).collect();
    let (date, time) = stamp.split_at_checked(8)?;
    let stamp = format!("{date}T{time:0<6}Z");
    let mut calendar = ICalendar::new("2.0", "-//Vattenpass//Vattenpass 1//SV");
    let left = plan.by_year(questionnaire, answers).into_iter().filter(|action| action.progress != Progress::Done);
    let dated: Vec<_> = left.filter_map(|action| Some((action, action.year?))).collect();
    for (action, year) in &dated {
        let mut event = Event::new(format!("{}-{year}@vattenpass", action.id), stamp.clone());
        let mut start = DtStart::new(format!("{year:04}1001"));
        start.add(parameters::Value::DATE);
        event.push(start);
        event.push(Summary::new(escape_text(one_line(&action.text))));
        event.push(Description::new(escape_text(described(action, questionnaire, lang))));
        event.push(Categories::new(escape_text(questionnaire.title.clone())));
        event.push(Status::confirmed());
        event.push(Transp::transparent());
        calendar.add_event(event);
    }
    (!dated.is_empty()).then(|| calendar.to_string())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn described(action: &Action, questionnaire: &Questionnaire, lang: Lang) -> String {
    let (owner, question) = lang.pick(("Ansvarig", "Fråga"), ("Owner", "Question"));
    let owner = (!action.owner.is_empty()).then(|| format!("{owner}: {}", action.owner));
    let asked = action.question.as_deref().and_then(|id| questionnaire.question(id));
    let asked = asked.map(|asked| format!("{question}: {}", asked.text));
    owner.into_iter().chain(asked).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use icalendar::{Calendar, CalendarComponent, Component};

    use super::*;
    use crate::answers::Answer;
    use crate::questionnaire::{Choice, ChoiceValue, Question, QuestionKind, Recommendation, Scoring, Section};
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
        Action { id: id.into(), text: text.into(), owner: "Nämnden".into(), year, question, ..Action::default() }
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
    fn a_plan_from_a_file_is_made_fit_to_use() {
        let mut hostile = vec![action("", "a", Some(65535)), action("x", "b", Some(2027)), action("x", "c", None)];
        hostile.push(action("y\r\nATTACH:z", "d", None));
        hostile.extend((0..600).map(|n| action(&format!("n{n}"), "", None)));
        let tidy = plan(hostile).tidy();
        let ids: Vec<_> = tidy.actions.iter().take(5).map(|action| action.id.as_str()).collect();
        assert_eq!(ids, ["fil-0", "x", "fil-2", "fil-3", "n0"]);
        assert_eq!((tidy.actions[0].year, tidy.actions.len()), (None, Plan::MAX_ACTIONS));
    }

    #[test]
    fn what_is_left_of_earlier_plans_is_carried_over_once() {
        let done = Action { progress: Progress::Done, ..action("c", "Gjort", Some(2025)) };
        let last_year = plan(vec![action("a", "Skriv", Some(2025)), action("b", "Öva", Some(2026)), done]);
        let before = plan(vec![action("c", "Inte gjort", Some(2024)), action("a", "Skriv något", Some(2024))]);
        let now = plan(vec![action("b", "Öva mer", Some(2026))]);
        let left = left_of(&now, [&last_year, &before].into_iter());
        assert_eq!(left, [action("a", "Skriv", Some(2025))]);
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

    #[test]
    fn a_calendar_reads_the_events() {
        let long = "Skriv en plan, och öva den; ".repeat(8);
        let done = Action { progress: Progress::Done, ..action("c", "Gjort", Some(2026)) };
        let plan = plan(vec![action("a", &long, Some(2027)), action("b", "Utan år", None), done]);
        let to_ics = |plan: &Plan, now| to_ics(plan, &questionnaire(), &no(), now);
        let text = to_ics(&plan, "2026-11-22T10:00:00.000Z").unwrap();
        let longest = text.lines().map(str::len).max();
        // RFC 5545, 3.1: 75 octets; the library does not count the space that continues a line.
        assert!(longest <= Some(76), "lines are folded: {text}");
        let calendar: Calendar = text.parse().unwrap();
        let events: Vec<_> = calendar.components.iter().filter_map(CalendarComponent::as_event).collect();
        assert_eq!(events.len(), 1, "only what has a year and is not done");
        assert_eq!(events[0].get_summary(), Some(long.trim()));
        assert_eq!(events[0].get_description(), Some("Ansvarig: Nämnden\nFråga: Finns det en plan; en riktig?"));
        assert_eq!(events[0].property_value("DTSTART"), Some("20271001"));
        assert_eq!(events[0].property_value("DTSTAMP"), Some("20261122T100000Z"));
        let nothing = Plan { actions: plan.actions[1..].to_vec(), ..Plan::default() };
        assert_eq!(to_ics(&nothing, "2026-11-22T10:00:00Z"), None);
        assert_eq!(to_ics(&plan, "nu"), None, "no panic");
    }
}
