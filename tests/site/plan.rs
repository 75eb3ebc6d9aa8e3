//! The action plan: made from recommendations, changed, kept, and read by others.

use icalendar::{Calendar, CalendarComponent, Component, Event};

use crate::files::{download, validator};
use crate::harness::{Visit, result_file};

/// The texts of the plan's actions, as they stand in their fields.
async fn texts(visit: &Visit) -> Vec<String> {
    let texts = visit.script("return [...document.querySelectorAll('.plan textarea')].map(t => t.value)").await;
    serde_json::from_value(texts).unwrap()
}

#[tokio::test]
async fn two_tabs_add_to_one_plan() {
    let visit = Visit::new().await;
    visit.worked_case().await;
    let first = visit.driver.window().await.unwrap();
    let second = visit.driver.new_tab().await.unwrap();
    visit.driver.switch_to_window(second).await.unwrap();
    visit.open("#/sv/chefsenkat/resultat").await;
    visit.see("Att göra (3)").await;
    // A tab that never hears of the other's change: what it adds must not undo it.
    visit.script("Object.defineProperty(StorageEvent.prototype, 'key', { get: () => 'annat' })").await;
    visit.driver.switch_to_window(first).await.unwrap();
    visit.press("Lägg till i planen").await;
    visit.see("Finns i planen").await;
    visit.driver.switch_to_window(visit.driver.windows().await.unwrap().pop().unwrap()).await.unwrap();
    visit.press("Lägg till en egen åtgärd").await;
    visit.wait("both actions", || async { (texts(&visit).await.len() == 2).then_some(()) }).await;
    visit.reload().await;
    visit.wait("both actions", || async { (texts(&visit).await.len() == 2).then_some(()) }).await;
    visit.finish().await;
}

#[tokio::test]
async fn targets_are_set_for_each_area_and_the_gap_is_told() {
    let visit = Visit::new().await;
    visit.open("#/sv/").await;
    let file = result_file("kontinuitet", "2026-11-20T10:00:00Z", |n| if [7, 11, 15, 19].contains(&n) { 3 } else { 0 });
    visit.open_file(file.to_json().as_bytes()).await;
    visit.heading("Resultat").await;
    visit.see_no("Mål:").await;
    visit.press("Sätt mål").await;
    visit.click(".set-targets label:nth-of-type(2) option[value='3']").await;
    let row = "return document.querySelector('.parts tbody tr').innerText.replace(/\\s+/g, ' ')";
    visit.wait("the gap", || async { visit.script(row).await.as_str()?.contains("Nivå 3 1 nivå").then_some(()) }).await;
    visit.see_no("Mål: Nivå").await;
    // The whole has a target once each area has one: the lowest.
    visit.click(".set-targets label:nth-of-type(1) option[value='2']").await;
    visit.see("Mål: Nivå 2. Kvar: 1 nivå.").await;
    visit.press("Visa som radardiagram").await;
    visit.see("Ansvar och stöd: Nivå 2: Infört (Mål: Nivå 2)").await;
    let (_, saved) = download(&visit).await;
    assert!(validator(&visit).is_valid(&saved), "{saved}");
    assert_eq!(saved["plan"]["targets"].as_array().map(Vec::len), Some(4));
    visit.reload().await;
    visit.see("Mål: Nivå 2. Kvar: 1 nivå.").await;
    visit.press("Ladda ner för delning").await;
    let (_, shared) = visit.downloaded().await;
    assert!(!String::from_utf8(shared).unwrap().contains("targets"));
    visit.finish().await;
}

/// The events in the calendar that the plan gives.
async fn reminders(visit: &Visit) -> Vec<Event> {
    visit.press("Ladda ner planen till kalendern").await;
    let (name, events) = visit.downloaded().await;
    assert!(name.ends_with(".ics"), "{name}");
    let calendar: Calendar = String::from_utf8(events).unwrap().parse().unwrap();
    calendar.components.iter().filter_map(CalendarComponent::as_event).cloned().collect()
}

/// Sets the year of the first action: this year, a number of years ahead, or none.
async fn set_year(visit: &Visit, ahead: Option<usize>) {
    let option = ahead.map_or(1, |ahead| ahead + 2);
    visit.click(&format!(".to-do-item:has(select) select option:nth-child({option})")).await;
}

#[tokio::test]
async fn no_reminder_lies_in_the_past() {
    let visit = Visit::new().await;
    // The second of October in Sweden, and still the first by UTC.
    visit.at("Europe/Stockholm", "2026-10-01T22:30:00Z").await;
    visit.worked_case().await;
    visit.press("Lägg till i planen").await;
    visit.see("Finns i planen").await;
    let years = || visit.script("return [...document.querySelectorAll('.plan select')].map(s => s.value)");
    assert_eq!(years().await[0], "2027", "an action added late in the year");
    assert_eq!(reminders(&visit).await[0].property_value("DTSTART"), Some("20271001"));

    set_year(&visit, Some(0)).await;
    visit.see("Den 1 oktober 2026 har passerat").await;
    visit.press("Ladda ner planen till kalendern").await;
    visit.see("Den 1 oktober har passerat för varje åtgärd").await;
    set_year(&visit, None).await;
    visit.see_no("Den 1 oktober 2026 har passerat").await;
    visit.press("Ladda ner planen till kalendern").await;
    visit.see("Ingen åtgärd som återstår har ett år.").await;
    visit.see_no("Webbläsaren").await;

    set_year(&visit, Some(0)).await;
    visit.press("Lägg till en egen åtgärd").await;
    visit.wait("two actions", || async { (texts(&visit).await.len() == 2).then_some(()) }).await;
    visit.write(".to-do:last-child textarea", "Öva").await;
    let events = reminders(&visit).await;
    assert_eq!(events.iter().map(|event| event.get_summary()).collect::<Vec<_>>(), [Some("Öva")]);
    visit.see("för att deras dag har passerat: 1.").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_reminder_stays_the_same_whatever_is_changed() {
    let visit = Visit::new().await;
    visit.at("Europe/Stockholm", "2026-03-01T10:00:00Z").await;
    visit.worked_case().await;
    visit.press("Lägg till i planen").await;
    visit.see("Finns i planen").await;
    visit.press("Lägg till en egen åtgärd").await;
    visit.wait("two actions", || async { (texts(&visit).await.len() == 2).then_some(()) }).await;
    let known = |events: &[Event]| -> Vec<(String, String)> {
        let of = |event: &Event, name| event.property_value(name).unwrap_or_default().to_owned();
        events.iter().map(|event| (of(event, "UID"), of(event, "DTSTART"))).collect()
    };
    let first = known(&reminders(&visit).await);
    assert_eq!(first.len(), 2);
    assert_ne!(first[0].0, first[1].0);
    set_year(&visit, Some(1)).await;
    visit.write(".plan textarea", "Något annat").await;
    visit.reload().await;
    visit.see("Att göra").await;
    let expect = |events: &[(String, String)]| {
        let year = |uid: &str| if *uid == first[0].0 { "20271001" } else { "20261001" };
        let mut events = events.to_vec();
        events.sort();
        let mut expect: Vec<_> = first.iter().map(|(uid, _)| (uid.clone(), year(uid).to_owned())).collect();
        expect.sort();
        assert_eq!(events, expect);
    };
    expect(&known(&reminders(&visit).await));
    // Also in a file, and in the assessment that it becomes.
    let (_, file) = download(&visit).await;
    assert!(validator(&visit).is_valid(&file), "{file}");
    visit.open_file(file.to_string().as_bytes()).await;
    visit.see("Resultatfilen är öppnad.").await;
    expect(&known(&reminders(&visit).await));
    // Carried over to another year's plan, from the file.
    visit.begin("#/sv/chefsenkat").await;
    visit.open_result("#/sv/chefsenkat").await;
    visit.choose_file(".compare input[type=file]", file.to_string().as_bytes()).await;
    visit.press_starting("Ta med åtgärder").await;
    visit.wait("two actions", || async { (texts(&visit).await.len() == 2).then_some(()) }).await;
    expect(&known(&reminders(&visit).await));
    visit.finish().await;
}

#[tokio::test]
async fn a_plan_is_made_of_recommendations_and_own_actions_and_is_kept() {
    let visit = Visit::new().await;
    visit.worked_case().await;
    visit.see("Att göra (3)").await;
    visit.press("Lägg till i planen").await;
    visit.see("Finns i planen").await;
    let first = texts(&visit).await.remove(0);
    assert!(first.starts_with("Berätta för alla chefer"), "{first}");
    visit.press("Lägg till en egen åtgärd").await;
    visit.wait("two actions", || async { (texts(&visit).await.len() == 2).then_some(()) }).await;
    visit.write(".to-do:last-child textarea", "=Öva; avbrott").await;
    visit.write(".to-do:last-child input", "Socialnämnden").await;
    visit.click(".to-do:last-child option:nth-child(3)").await;
    let year = visit.find(".to-do:last-child select").await.prop("value").await.unwrap().unwrap();

    visit.press("Ladda ner planen som tabell").await;
    let (name, table) = visit.downloaded().await;
    assert!(name.starts_with("vattenpass-chefsenkat-plan-") && name.ends_with(".csv"), "{name}");
    let table = table.strip_prefix("\u{feff}".as_bytes()).expect("Excel needs the byte order mark");
    let rows: Vec<_> = csv::ReaderBuilder::new().delimiter(b';').from_reader(table).into_records().collect();
    let rows: Vec<_> = rows.into_iter().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!((&rows[1][0], &rows[1][1], &rows[1][2]), (year.as_str(), "'=Öva; avbrott", "Socialnämnden"));

    visit.press("Ladda ner planen till kalendern").await;
    let (name, events) = visit.downloaded().await;
    assert!(name.ends_with(".ics"), "{name}");
    let calendar: Calendar = String::from_utf8(events).unwrap().parse().unwrap();
    let events: Vec<_> = calendar.components.iter().filter_map(CalendarComponent::as_event).collect();
    assert_eq!(events.len(), 2);
    assert_eq!(events[1].get_summary(), Some("=Öva; avbrott"));
    assert_eq!(events[1].property_value("DTSTART"), Some(format!("{year}1001").as_str()));

    let (_, file) = download(&visit).await;
    assert!(validator(&visit).is_valid(&file), "{file}");
    assert_eq!(file["plan"]["actions"][1]["owner"], "Socialnämnden");

    // Kept through a reload, on every page, and by a file that is opened.
    visit.open("#/sv/chefsenkat/1").await;
    visit.reload().await;
    visit.choose("Ja").await;
    visit.open_result("#/sv/chefsenkat").await;
    assert_eq!(texts(&visit).await, [first.as_str(), "=Öva; avbrott"]);
    visit.open_file(file.to_string().as_bytes()).await;
    visit.see("Resultatfilen är öppnad.").await;
    assert_eq!(texts(&visit).await.len(), 2);
    visit.click(".to-do-item:has(textarea) .link-button").await;
    visit.wait("one action", || async { (texts(&visit).await == ["=Öva; avbrott"]).then_some(()) }).await;
    visit.finish().await;
}

#[tokio::test]
async fn the_most_important_is_shown_first_area_by_area_and_the_rest_when_asked_for() {
    let visit = Visit::new().await;
    visit.open("#/sv/").await;
    visit.open_file(result_file("nis2-beredskap", "2026-11-20T10:00:00Z", |_| 3).to_json().as_bytes()).await;
    visit.heading("Resultat").await;
    // The first of all stands on the result's first page, and leads to the list.
    visit.see("Gör det här först").await;
    let first = visit.find(".first-text").await.text().await.unwrap();
    visit.press_starting("Se allt att göra (").await;
    visit.heading("Att göra").await;
    assert_eq!(visit.route().await, "#/sv/nis2-beredskap/resultat/att-gora");
    let shown = "return [...document.querySelectorAll('.to-do-item')].filter(item => item.offsetParent).map(item => item.innerText)";
    let shown = async || -> Vec<String> { serde_json::from_value(visit.script(shown).await).unwrap() };
    let headings =
        "return [...document.querySelectorAll('.to-do h2')].filter(h => h.offsetParent).map(h => h.innerText)";
    let headings = async || -> Vec<String> { serde_json::from_value(visit.script(headings).await).unwrap() };
    let few = shown().await;
    assert_eq!(few.len(), 6);
    assert!(few[0].starts_with(&first), "{few:?}");
    visit.press_starting("Visa fler (").await;
    visit.wait("the rest", || async { (shown().await.len() > 6).then_some(()) }).await;
    visit.see_no("Visa fler").await;
    let all = shown().await;
    visit.focus_is_on("Visa fler", all.iter().find(|item| !few.contains(item)).unwrap().lines().next().unwrap()).await;
    visit.see(&format!("Att göra ({})", all.len())).await;
    // Each area once.
    let mut areas = headings().await;
    assert_eq!(areas.len(), 13);
    areas.sort();
    areas.dedup();
    assert_eq!(areas.len(), 13);
    // What is planned keeps its place, and so does what is planned no more.
    visit.click(".to-do:nth-child(3) .take-in button").await;
    visit.find(".to-do:nth-child(3) textarea").await;
    visit.click(".to-do:nth-child(3) .link-button").await;
    visit.find(".to-do:nth-child(3) .take-in button").await;
    // What is being done on one page stays while another is shown.
    visit.press_starting("Lägg till en egen åtgärd").await;
    visit.write(".to-do:last-child textarea", "Öva").await;
    visit.follow("#/sv/nis2-beredskap/resultat").await;
    visit.heading("Resultat").await;
    visit.follow("#/sv/nis2-beredskap/resultat/att-gora").await;
    visit.heading("Att göra").await;
    assert_eq!(shown().await.len(), all.len() + 1, "the rest is still shown");
    assert_eq!(headings().await.last().map(String::as_str), Some("Egna åtgärder"));
    visit.finish().await;
}
