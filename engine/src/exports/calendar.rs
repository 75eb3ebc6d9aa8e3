//! The plan as reminders for a calendar (`.ics`).

use ics::properties::{Categories, Description, DtStart, Status, Summary, Transp};
use ics::{Event, ICalendar, escape_text, parameters};

use crate::exports::outgoing;
use crate::model::answers::Answers;
use crate::model::questionnaire::Questionnaire;
use crate::results::plan::{Action, ActionStatus, Plan, REMINDER};

/// The words before the values in a reminder's description.
#[derive(Debug, Clone, Copy)]
pub struct Labels<'a> {
    /// Before the owner of the action.
    pub owner: &'a str,
    /// Before the question that the action is about.
    pub question: &'a str,
}

/// Reminders for a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminders {
    /// The calendar's file. `None` if there is no action to be reminded of.
    pub file: Option<String>,
    /// How many actions are left out because their day is past.
    pub past: usize,
}

/// Reminders of the actions that have a year and are not done, each on the first of October of that year, all day. A
/// calendar is for what is to come: actions whose day is past are left out and counted.
///
/// `today` is the day where the respondent is, such as `2026-11-22`; `now` is RFC 3339, UTC.
#[must_use]
pub fn reminders(
    plan: &Plan,
    questionnaire: &Questionnaire,
    answers: &Answers,
    labels: Labels<'_>,
    today: &str,
    now: &str,
) -> Reminders {
    let left = plan.by_year(questionnaire, answers).into_iter().filter(|action| action.status != ActionStatus::Done);
    let (past, to_come): (Vec<_>, Vec<_>) =
        left.filter_map(|action| Some((action, action.year?))).partition(|(action, _)| action.is_past(today));
    let stamp: String = now.chars().filter(char::is_ascii_digit).take(14).collect();
    let file = stamp.split_at_checked(8).filter(|_| !to_come.is_empty()).map(|(date, time)| {
        let stamp = format!("{date}T{time:0<6}Z");
        let mut calendar = ICalendar::new("2.0", "-//Vattenpass//Vattenpass 1//SV");
        to_come
            .iter()
            .for_each(|(action, year)| calendar.add_event(event(action, *year, questionnaire, labels, &stamp)));
        folded(&calendar.to_string())
    });
    Reminders { file, past: past.len() }
}

fn event(action: &Action, year: u16, questionnaire: &Questionnaire, labels: Labels<'_>, stamp: &str) -> Event<'static> {
    let mut event = Event::new(format!("{}@vattenpass", action.uid), stamp.to_owned());
    let mut start = DtStart::new(format!("{year:04}{}", REMINDER.replace('-', "")));
    start.add(parameters::Value::DATE);
    event.push(start);
    event.push(Summary::new(escape_text(outgoing::line(&action.text))));
    event.push(Description::new(escape_text(described(action, questionnaire, labels))));
    event.push(Categories::new(escape_text(outgoing::line(&questionnaire.title))));
    event.push(Status::confirmed());
    event.push(Transp::transparent());
    event
}

fn described(action: &Action, questionnaire: &Questionnaire, labels: Labels<'_>) -> String {
    let Labels { owner, question } = labels;
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
    use crate::results::assessment::Assessment;
    use crate::results::plan::UID;
    use crate::results::plan::tests::{action, no, plan, questionnaire};
    use crate::results::questionnaire_ref::QuestionnaireRef;

    const LABELS: Labels<'static> = Labels { owner: "Ansvarig", question: "Fråga" };

    fn on(plan: &Plan, today: &str) -> Reminders {
        reminders(plan, &questionnaire(), &no(), LABELS, today, "2026-11-22T10:00:00.000Z")
    }

    #[test]
    fn a_calendar_reads_the_events() {
        let long = "Skriv en plan, och öva den; ".repeat(8);
        let done = Action { status: ActionStatus::Done, ..action("c", "Gjort", Some(2027)) };
        let plan = plan(vec![action("a", &long, Some(2027)), action("b", "Utan år", None), done]);
        let Reminders { file, past: 0 } = on(&plan, "2026-11-22") else { panic!("nothing is past") };
        let calendar: Calendar = file.unwrap().parse().unwrap();
        let events: Vec<_> = calendar.components.iter().filter_map(CalendarComponent::as_event).collect();
        assert_eq!(events.len(), 1, "only what has a year and is not done");
        assert_eq!(events[0].get_summary(), Some(long.trim()));
        assert_eq!(events[0].get_description(), Some("Ansvarig: Nämnden\nFråga: Finns det en plan; en riktig?"));
        assert_eq!(events[0].property_value("DTSTART"), Some("20271001"));
        assert_eq!(events[0].property_value("DTSTAMP"), Some("20261122T100000Z"));
        assert_eq!(events[0].get_uid(), Some(format!("{}@vattenpass", plan.actions[0].uid).as_str()));
        let nothing = Plan { actions: plan.actions[1..].to_vec(), ..Plan::default() };
        assert_eq!(on(&nothing, "2026-11-22"), Reminders { file: None, past: 0 });
        assert_eq!(reminders(&plan, &questionnaire(), &no(), LABELS, "i dag", "nu").file, None, "no panic");
    }

    #[test]
    fn no_reminder_lies_in_the_past() {
        let done = Action { status: ActionStatus::Done, ..action("c", "Gjort", Some(2025)) };
        let old = plan(vec![action("a", "Sen", Some(2025)), action("b", "I år", Some(2026)), done]);
        let on_the_day = on(&old, "2026-10-01");
        assert_eq!(on_the_day.past, 1);
        let file = on_the_day.file.unwrap();
        assert!(file.contains("DTSTART;VALUE=DATE:20261001") && !file.contains("Sen"), "{file}");
        assert_eq!(on(&old, "2026-10-02"), Reminders { file: None, past: 2 });
    }

    /// The ids of the events in a calendar.
    fn uids(plan: &Plan) -> Vec<String> {
        let file = on(plan, "2026-11-22").file.unwrap().replace("\r\n ", "");
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
        let own = Plan::of(&planned("1", "q"), Plan::unpack);
        assert_eq!(own, Plan::of(&planned("1", "q"), Plan::unpack), "the same each time");
        let mut all: Vec<String> = [("1", "q"), ("2", "q"), ("1", "r")]
            .iter()
            .flat_map(|(id, q)| uids(&Plan::of(&planned(id, q), Plan::unpack)))
            .collect();
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

    /// Text of words that a fold may fall into, and of what must not get into a calendar.
    fn any_text() -> impl Strategy<Value = String> {
        let bad = prop::sample::select(troublesome().collect::<Vec<_>>()).prop_map(String::from);
        let good = prop::sample::select(vec!["å", "ö", "☂", "👩‍💻", "a", "Skriv en plan", " ", ";", ",", "\\"])
            .prop_map(str::to_owned);
        prop::collection::vec(prop_oneof![1 => bad, 6 => good], 0..80).prop_map(|words| words.concat())
    }

    proptest! {
        #[test]
        fn every_line_of_a_calendar_is_short_and_unfolds_to_what_was_written(
            texts in prop::collection::vec(any_text(), 1..4)
        ) {
            let actions = texts.iter().enumerate().map(|(n, text)| action(&format!("a{n}"), text, Some(2027)));
            let written = plan(actions.collect());
            let file = reminders(&written, &questionnaire(), &no(), LABELS, "2026-11-22", "2026-11-22T10:00:00Z").file.unwrap();
            for line in file.strip_suffix("\r\n").unwrap().split("\r\n") {
                prop_assert!(line.len() <= 75 && !line.contains(|c: char| c.is_control() && c != '\t'), "{:?}", line);
            }
            let calendar: Calendar = file.parse().unwrap();
            let events = calendar.components.iter().filter_map(CalendarComponent::as_event);
            let summaries: Vec<_> = events.map(|event| event.get_summary().unwrap_or_default().to_owned()).collect();
            prop_assert_eq!(summaries, texts.iter().map(|text| outgoing::line(text)).collect::<Vec<_>>());
        }
    }
}
