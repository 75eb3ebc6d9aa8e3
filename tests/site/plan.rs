//! The action plan: made from recommendations, changed, kept, and read by others.

use icalendar::{Calendar, CalendarComponent, Component};

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
    visit.see("Planen är tom.").await;
    // A tab that never hears of the other's change: what it adds must not undo it.
    visit.script("addEventListener('storage', (e) => e.stopImmediatePropagation(), true)").await;
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
    let file = result_file("kontinuitet", "2026-11-20T10:00:00Z", |n| if n % 5 == 4 { 2 } else { 0 });
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
    assert_eq!(saved["plan"]["targets"].as_array().map(Vec::len), Some(3));
    visit.reload().await;
    visit.see("Mål: Nivå 2. Kvar: 1 nivå.").await;
    visit.press("Ladda ner för delning").await;
    let (_, shared) = visit.downloaded().await;
    assert!(!String::from_utf8(shared).unwrap().contains("targets"));
    visit.finish().await;
}

#[tokio::test]
async fn a_plan_is_made_of_recommendations_and_own_actions_and_is_kept() {
    let visit = Visit::new().await;
    visit.worked_case().await;
    visit.see("Planen är tom.").await;
    visit.press("Lägg till i planen").await;
    visit.see("Finns i planen").await;
    let first = texts(&visit).await.remove(0);
    assert!(first.starts_with("Berätta för alla chefer"), "{first}");
    visit.press("Lägg till en egen åtgärd").await;
    visit.wait("two actions", || async { (texts(&visit).await.len() == 2).then_some(()) }).await;
    visit.write(".plan li:nth-child(2) textarea", "=Öva; avbrott").await;
    visit.write(".plan li:nth-child(2) input", "Socialnämnden").await;
    visit.click(".plan li:nth-child(2) option:nth-child(3)").await;
    let year = visit.find(".plan li:nth-child(2) select").await.prop("value").await.unwrap().unwrap();

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

    // Kept through a reload, in the small part as well, and by a file that is opened.
    visit.open("#/sv/chefsenkat/1").await;
    visit.reload().await;
    visit.choose("Ja").await;
    visit.open("#/sv/chefsenkat/resultat").await;
    visit.heading("Resultat").await;
    assert_eq!(texts(&visit).await, [first.as_str(), "=Öva; avbrott"]);
    visit.open_file(file.to_string().as_bytes()).await;
    visit.see("Resultatfilen är öppnad.").await;
    assert_eq!(texts(&visit).await.len(), 2);
    visit.click(".plan .link-button").await;
    visit.wait("one action", || async { (texts(&visit).await == ["=Öva; avbrott"]).then_some(()) }).await;
    visit.finish().await;
}
