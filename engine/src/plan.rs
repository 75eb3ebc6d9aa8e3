//! The action plan: what a municipality means to do after a result, by whom and in which year.
//!
//! Actions begin as recommendations or as the respondent's own words. The plan is kept with the assessment and goes into
//! the result file; it can be taken out as a table for a spreadsheet and as events for a calendar.

use ics::properties::{Categories, Description, DtStart, Status, Summary, Transp};
use ics::{Event, ICalendar, escape_text, parameters};
use serde::{Deserialize, Serialize};

use crate::Lang;
use crate::questionnaire::Questionnaire;
use crate::spreadsheet;

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
    /// The id of the question whose answer called for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
}

/// A plan as one text, for [`crate::assessment::Assessment::plan`].
#[must_use]
pub fn pack(plan: &[Action]) -> String {
    // Cannot fail: every key is a string, and there are no numbers but years.
    if plan.is_empty() { String::new() } else { serde_json::to_string(plan).unwrap_or_default() }
}

/// The plan that was packed. Empty where the text is none of ours.
#[must_use]
pub fn unpack(text: &str) -> Vec<Action> {
    serde_json::from_str(text).unwrap_or_default()
}

/// Puts an action into a plan, in the place of the one with its id if there is one.
pub fn put(plan: &mut Vec<Action>, action: Action) {
    match plan.iter_mut().find(|known| known.id == action.id) {
        Some(known) => *known = action,
        None => plan.push(action),
    }
}

/// The plan by year: first what has a year, the earliest first; within a year in the order it was added.
#[must_use]
pub fn by_year(plan: &[Action]) -> Vec<&Action> {
    let mut actions: Vec<&Action> = plan.iter().collect();
    actions.sort_by_key(|action| action.year.unwrap_or(u16::MAX));
    actions
}

/// A table for Swedish spreadsheets: semicolons, a byte order mark, and nothing that a spreadsheet would run.
#[must_use]
pub fn to_csv(plan: &[Action], questionnaire: &Questionnaire) -> String {
    let heads = questionnaire.language.pick(
        ["År", "Åtgärd", "Ansvarig", "Fråga", "Frågeformulär"],
        ["Year", "Action", "Owner", "Question", "Questionnaire"],
    );
    let rows = by_year(plan).into_iter().map(|action| {
        let asked = action.question.as_deref().and_then(|id| questionnaire.question(id));
        let year = action.year.map(|year| year.to_string()).unwrap_or_default();
        let question = asked.map(|question| question.text.clone()).unwrap_or_default();
        [year, action.text.clone(), action.owner.clone(), question, questionnaire.title.clone()]
    });
    spreadsheet::table(heads, rows)
}

/// Events for a calendar: each action that has a year is followed up on the first of October of it, all day, when next
/// year's plan is being made. `now` is RFC 3339, UTC. `None` where no action has a year.
#[must_use]
pub fn to_ics(plan: &[Action], questionnaire: &Questionnaire, now: &str) -> Option<String> {
    let lang = questionnaire.language;
    let stamp: String = now.chars().filter(|c| c.is_ascii_digit()).take(14).collect();
    let (date, time) = stamp.split_at_checked(8)?;
    let stamp = format!("{date}T{time:0<6}Z");
    let mut calendar = ICalendar::new("2.0", "-//Vattenpass//Vattenpass 1//SV");
    let dated: Vec<_> = by_year(plan).into_iter().filter_map(|action| Some((action, action.year?))).collect();
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
    use crate::questionnaire::{Question, Section};

    fn questionnaire() -> Questionnaire {
        let question =
            Question { id: "plan".into(), text: "Finns det en plan; en riktig?".into(), ..Question::default() };
        let section = Section { questions: vec![question], ..Section::default() };
        Questionnaire { title: "Kontinuitet, IT".into(), sections: vec![section], ..Questionnaire::default() }
    }

    fn action(id: &str, text: &str, year: Option<u16>) -> Action {
        Action { id: id.into(), text: text.into(), owner: "Nämnden".into(), year, question: Some("plan".into()) }
    }

    #[test]
    fn an_action_is_put_in_the_place_of_its_namesake() {
        let mut plan = vec![action("a", "Skriv", None)];
        put(&mut plan, action("b", "Öva", None));
        put(&mut plan, action("a", "Skriv en plan", Some(2027)));
        let texts: Vec<_> = plan.iter().map(|action| action.text.as_str()).collect();
        assert_eq!(texts, ["Skriv en plan", "Öva"]);
        assert_eq!(unpack(&pack(&plan)), plan);
        assert_eq!((pack(&[]).as_str(), unpack(""), unpack("{")), ("", vec![], vec![]));
    }

    #[test]
    fn the_plan_goes_by_year_and_then_by_when_it_was_added() {
        let plan = [
            action("a", "1", None),
            action("b", "2", Some(2028)),
            action("c", "3", Some(2027)),
            action("d", "4", Some(2027)),
        ];
        let order: Vec<_> = by_year(&plan).into_iter().map(|action| action.id.as_str()).collect();
        assert_eq!(order, ["c", "d", "b", "a"]);
    }

    #[test]
    fn a_spreadsheet_reads_the_table_and_runs_nothing_of_it() {
        let hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "a;\"b\"\nc"];
        let plan: Vec<_> = hostile.iter().map(|text| action(text, text, Some(2027))).collect();
        let text = to_csv(&plan, &questionnaire());
        let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap(), vec!["År", "Åtgärd", "Ansvarig", "Fråga", "Frågeformulär"]);
        let rows: Vec<_> = reader.records().map(|row| row.unwrap()).collect();
        let cells: Vec<_> = rows.iter().map(|row| row[1].to_owned()).collect();
        assert_eq!(cells, ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\tx", "'\rx", "a;\"b\"\nc"]);
        assert_eq!(&rows[0][3], "Finns det en plan; en riktig?");
    }

    #[test]
    fn a_calendar_reads_the_events() {
        let long = "Skriv en plan, och öva den; ".repeat(8);
        let plan = [action("a", &long, Some(2027)), action("b", "Utan år", None)];
        let text = to_ics(&plan, &questionnaire(), "2026-11-22T10:00:00.000Z").unwrap();
        let longest = text.lines().map(str::len).max();
        // RFC 5545, 3.1: 75 octets; the library does not count the space that continues a line.
        assert!(longest <= Some(76), "lines are folded: {text}");
        let calendar: Calendar = text.parse().unwrap();
        let events: Vec<_> = calendar.components.iter().filter_map(CalendarComponent::as_event).collect();
        assert_eq!(events.len(), 1, "only what has a year");
        assert_eq!(events[0].get_summary(), Some(long.trim()));
        assert_eq!(events[0].get_description(), Some("Ansvarig: Nämnden\nFråga: Finns det en plan; en riktig?"));
        assert_eq!(events[0].property_value("DTSTART"), Some("20271001"));
        assert_eq!(events[0].property_value("DTSTAMP"), Some("20261122T100000Z"));
        assert_eq!(to_ics(&plan[1..], &questionnaire(), "2026-11-22T10:00:00Z"), None);
        assert_eq!(to_ics(&plan, &questionnaire(), "nu"), None, "no panic");
    }
}
