//! Days are those of the place where the page is read, not those of UTC.

use crate::files::download;
use crate::harness::Visit;

#[tokio::test]
async fn a_result_of_the_evening_in_utc_is_of_the_next_day_in_sweden() {
    let visit = Visit::new().await;
    visit.at("Europe/Stockholm", "2026-11-24T23:30:00Z").await;
    visit.worked_case().await;
    let (name, file) = download(&visit).await;
    assert_eq!(name, "vattenpass-chefsenkat-2026-11-25.json");
    assert!(file["time"].as_str().unwrap().starts_with("2026-11-24T23:3"), "{}", file["time"]);
    let sheets = visit.printed().await.join("\n");
    assert!(sheets.contains("25 nov. 2026") && !sheets.contains("24 nov. 2026"), "{sheets}");
    visit.finish().await;
}

#[tokio::test]
async fn a_result_of_the_night_in_utc_is_of_the_day_before_in_the_west() {
    let visit = Visit::new().await;
    visit.at("America/New_York", "2026-01-01T02:00:00Z").await;
    visit.worked_case().await;
    let (name, _) = download(&visit).await;
    assert_eq!(name, "vattenpass-chefsenkat-2025-12-31.json");
    let sheets = visit.printed().await.join("\n");
    assert!(sheets.contains("31 dec. 2025"), "{sheets}");
    visit.finish().await;
}
