//! The BITS base level: reached or not.

use crate::harness::Visit;

/// Answers the seventeen requirements, the nth with what `answer` gives, and goes to the result.
async fn answered(visit: &Visit, answer: impl Fn(usize) -> &'static str) {
    visit.begin("#/sv/bits-basniva").await;
    for n in 1..=17 {
        // How many there are depends on whether there is an analysis.
        visit.see(&format!("Fråga {n} av ")).await;
        visit.choose(answer(n)).await;
        visit.press("Nästa").await;
    }
    visit.heading("Kontrollera dina svar").await;
    visit.show_result().await;
}

#[tokio::test]
async fn fifteen_met_and_two_not_applicable_reaches_the_base_level() {
    let visit = Visit::new().await;
    answered(&visit, |n| if [4, 17].contains(&n) { "Ej tillämpligt" } else { "Uppfyllt" }).await;
    assert_eq!(visit.find(".verdict-figure").await.text().await.unwrap(), "Nådd");
    visit.see("15 av 15 krav är uppfyllda.").await;
    visit.see("2 svar är ”Ej tillämpligt” och räknas inte.").await;
    visit.press("Förbehåll").await;
    visit.see("Bara en riskanalys visar om den räcker för er.").await;
    visit.see("Inget av dina svar leder till en rekommendation.").await;
    visit.finish().await;
}

#[tokio::test]
async fn sixteen_met_and_one_partly_do_not() {
    let visit = Visit::new().await;
    answered(&visit, |n| if n == 15 { "Delvis uppfyllt" } else { "Uppfyllt" }).await;
    assert_eq!(visit.find(".verdict-figure").await.text().await.unwrap(), "Inte nådd");
    visit.see("16 av 17 krav är uppfyllda.").await;
    visit.see("1 krav är inte helt uppfyllt.").await;
    visit.see("Godkänn även större ändringar av system som redan är i drift.").await;
    visit.press("Visa frågorna (1)").await;
    visit.press("System godkänns formellt innan de tas i drift.").await;
    assert_eq!(visit.route().await, "#/sv/bits-basniva/driftgodkannande");
    visit.finish().await;
}
