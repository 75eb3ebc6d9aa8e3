//! Days are those of the place where the page is read, not those of UTC.

use serde_json::Value;

use crate::files::download;
use crate::harness::Visit;

/// The worked case at a moment, when it is another day in UTC: every file that the site gives and what comes out of the
/// printer has the day of the place.
async fn dated(time_zone: &str, moment: &str, day: &str, in_words: &str) {
    let visit = Visit::new().await;
    visit.at(time_zone, moment).await;
    visit.worked_case().await;
    let (name, file) = download(&visit).await;
    assert_eq!(name, format!("vattenpass-chefsenkat-{day}.json"));
    // What one keeps tells the moment, in UTC.
    assert!(file["time"].as_str().unwrap().starts_with(&moment[..15]), "{}", file["time"]);
    visit.press("Ladda ner för delning").await;
    let (name, shared) = visit.downloaded().await;
    assert_eq!(name, format!("vattenpass-chefsenkat-delning-{day}.json"));
    let shared: Value = serde_json::from_slice(&shared).unwrap();
    assert_eq!(shared["time"], format!("{day}T00:00:00Z"));
    visit.press("Ladda ner svaren som tabell").await;
    assert_eq!(visit.downloaded().await.0, format!("vattenpass-chefsenkat-svar-{day}.csv"));
    visit.press("Lägg till en egen åtgärd").await;
    visit.write(".to-do:last-child textarea", "Öva på att ringa").await;
    visit.press("Ladda ner planen som tabell").await;
    assert_eq!(visit.downloaded().await.0, format!("vattenpass-chefsenkat-plan-{day}.csv"));
    let sheets = visit.printed().await.join("\n");
    assert!(sheets.contains(in_words), "{sheets}");
    visit.open("#/sv/dokument/sammanfattning").await;
    visit.see(&format!("Utkast · {in_words}")).await;
    visit.press("Ladda ner som Markdown").await;
    assert_eq!(visit.downloaded().await.0, format!("vattenpass-sammanfattning-{day}.md"));
    visit.finish().await;
}

#[tokio::test]
async fn an_evening_in_utc_is_the_next_day_in_sweden() {
    dated("Europe/Stockholm", "2026-11-24T23:30:00Z", "2026-11-25", "25 nov. 2026").await;
}

#[tokio::test]
async fn a_night_in_utc_is_last_year_in_the_west() {
    dated("America/New_York", "2026-01-01T02:00:00Z", "2025-12-31", "31 dec. 2025").await;
}
