//! Answers are never lost: reload, blocked, full and damaged storage, two tabs, several assessments.

use thirtyfour::By;

use crate::harness::{Visit, result_file};

const FIRST: &str = "Vet du vilka mål IT-service har för sin verksamhet?";

async fn answer_first(visit: &Visit, words: &str) {
    visit.open("#/sv/chefsenkat").await;
    visit.press("Starta").await;
    visit.heading(FIRST).await;
    visit.choose(words).await;
}

#[tokio::test]
async fn a_full_storage_is_told_and_written_to_again_when_it_can_be() {
    let visit = Visit::new().await;
    answer_first(&visit, "Nej").await;
    // Fills what is left to the last byte.
    let fill = "let n = 1 << 22; let i = 0; while (n > 0) { try { localStorage.setItem('annat' + i++, 'x'.repeat(n)) } catch { n >>= 1 } }";
    visit.script(fill).await;
    visit.press("Nästa").await;
    visit.see("Fråga 2 av 10").await;
    visit.choose("Ja").await;
    visit.see("Webbläsarens lagring är full.").await;
    visit.press("Nästa").await;
    visit.see("Fråga 3 av 10").await;
    visit.see("Webbläsarens lagring är full.").await;
    // The result can still be shown and downloaded.
    visit.driver.execute("location.hash = '#/sv/chefsenkat/resultat'", vec![]).await.unwrap();
    visit.see("50 %").await;
    visit
        .script(
            "for (const key of Object.keys(localStorage)) if (key.startsWith('annat')) localStorage.removeItem(key)",
        )
        .await;
    visit.driver.execute("location.hash = '#/sv/chefsenkat/3'", vec![]).await.unwrap();
    visit.choose("På annat sätt").await;
    visit.see_no("Webbläsarens lagring är full.").await;
    visit.reload().await;
    visit.see("Fråga 3 av 10").await;
    assert_eq!(visit.chosen().await, ["På annat sätt"]);
    visit.press("Tillbaka").await;
    visit.see("Fråga 2 av 10").await;
    assert_eq!(visit.chosen().await, ["Ja"], "what could not be written then has been written since");
    visit.finish().await;
}

#[tokio::test]
async fn a_damaged_record_is_set_aside_and_offered_as_a_file() {
    let visit = Visit::new().await;
    answer_first(&visit, "Nej").await;
    let damage = "const key = Object.keys(localStorage).find(k => k.includes(':assessment:')); localStorage.setItem(key, '{\"name\": \"trasig')";
    visit.script(damage).await;
    visit.open("#/sv/chefsenkat").await;
    visit.reload().await;
    visit.see("En sparad självskattning är skadad").await;
    visit.press("Spara som fil").await;
    let (name, file) = visit.downloaded().await;
    assert_eq!(
        (name.as_str(), file.as_slice()),
        ("vattenpass-chefsenkat-skadad.txt", br#"{"name": "trasig"#.as_slice())
    );
    // A new one is made beside it, and the damaged one stays until it is removed.
    visit.press("Starta").await;
    visit.heading(FIRST).await;
    visit.choose("Ja").await;
    visit.open("#/sv/chefsenkat").await;
    visit.see("En sparad självskattning är skadad").await;
    visit.see("1 av 10 besvarade").await;
    visit.press("Ta bort den").await;
    visit.see_no("En sparad självskattning är skadad").await;
    visit.reload().await;
    visit.see("1 av 10 besvarade").await;
    visit.see_no("En sparad självskattning är skadad").await;
    visit.finish().await;
}

#[tokio::test]
async fn two_tabs_answer_side_by_side_and_see_each_others_answers() {
    let visit = Visit::new().await;
    answer_first(&visit, "Nej").await;
    let first = visit.driver.window().await.unwrap();
    let second = visit.driver.new_tab().await.unwrap();
    visit.driver.switch_to_window(second.clone()).await.unwrap();
    visit.open("#/sv/chefsenkat/4").await;
    visit.choose("Vet inte").await;
    visit.driver.switch_to_window(first.clone()).await.unwrap();
    visit.press("Nästa").await;
    visit.see("Fråga 2 av 10").await;
    visit.choose("Ja").await;
    visit.open("#/sv/chefsenkat/granska").await;
    visit.see("Vet inte").await;
    visit.see("7 frågor är inte besvarade.").await;
    // The other tab has all of it too, without a reload.
    visit.driver.switch_to_window(second.clone()).await.unwrap();
    visit.press("Tillbaka").await;
    visit.press("Tillbaka").await;
    visit.see("Fråga 2 av 10").await;
    assert_eq!(visit.chosen().await, ["Ja"]);
    // Deleted in one, told in the other.
    visit.driver.switch_to_window(first).await.unwrap();
    visit.open("#/sv/chefsenkat").await;
    visit.press("Radera mina svar").await;
    visit.press("Ja, radera").await;
    visit.see("Svaren är raderade.").await;
    assert!(visit.stored_keys().await.is_empty());
    visit.driver.switch_to_window(second).await.unwrap();
    visit.see("Svaren raderades i ett annat fönster.").await;
    assert_eq!(visit.route().await, "#/sv/chefsenkat");
    visit.finish().await;
}

#[tokio::test]
async fn not_saved_on_this_device_means_that_nothing_is() {
    let visit = Visit::new().await;
    visit.open("#/sv/chefsenkat").await;
    visit.press("Spara inte på den här enheten").await;
    visit.press("Starta").await;
    visit.heading(FIRST).await;
    visit.see("Svaren sparas inte på den här enheten.").await;
    visit.choose("Ja").await;
    visit.press("Nästa").await;
    visit.see("Fråga 2 av 10").await;
    assert!(visit.stored_keys().await.is_empty());
    assert_eq!(visit.script("return sessionStorage.length").await, 0);
    // Within the page they are there, to the result and back.
    visit.driver.execute("location.hash = '#/sv/chefsenkat/resultat'", vec![]).await.unwrap();
    visit.see("100 %").await;
    visit.driver.execute("location.hash = '#/sv/chefsenkat/1'", vec![]).await.unwrap();
    visit.heading(FIRST).await;
    assert_eq!(visit.chosen().await, ["Ja"]);
    assert!(visit.stored_keys().await.is_empty());
    visit.reload().await;
    visit.heading(FIRST).await;
    assert!(visit.chosen().await.is_empty(), "a reload forgets them");
    visit.finish().await;
}

#[tokio::test]
async fn what_is_not_saved_survives_another_questionnaire_and_an_opened_file() {
    let visit = Visit::new().await;
    visit.open("#/sv/chefsenkat").await;
    visit.press("Spara inte på den här enheten").await;
    visit.press("Starta").await;
    visit.heading(FIRST).await;
    visit.choose("Ja").await;
    // Another questionnaire; then a page of another part of the program.
    visit.open("#/sv/bits-basniva").await;
    visit.heading("BITS basnivå").await;
    visit.open("#/sv/om/ordlista").await;
    visit.heading("Ordlista").await;
    visit.open("#/sv/chefsenkat/1").await;
    visit.heading(FIRST).await;
    assert_eq!(visit.chosen().await, ["Ja"]);
    let file = result_file("chefsenkat", "2025-11-20T10:00:00Z", |_| 1).to_json();
    visit.open("#/sv/chefsenkat/resultat").await;
    visit.heading("Resultat").await;
    visit.open_file(file.as_bytes()).await;
    visit.see("Resultatfilen är öppnad.").await;
    visit.open("#/sv/chefsenkat").await;
    visit.see("9 av 10 besvarade").await;
    visit.see("Självskattning 2").await;
    let other = "//li[contains(@class,'assessment')][contains(.,'1 av 10 besvarade')]//button[1]";
    visit
        .wait("the one that is not saved", || async {
            visit.driver.find(By::XPath(other)).await.ok()?.click().await.ok()
        })
        .await;
    visit.heading(FIRST).await;
    assert_eq!(visit.chosen().await, ["Ja"]);
    visit.finish().await;
}

#[tokio::test]
async fn another_part_of_the_site_goes_on_with_what_is_being_worked_on() {
    let visit = Visit::new().await;
    // One that is not to be saved, then one that is: the second is the one that is shown.
    visit.open("#/sv/chefsenkat").await;
    visit.press("Spara inte på den här enheten").await;
    visit.press("Starta").await;
    visit.heading(FIRST).await;
    visit.choose("Ja").await;
    visit.open("#/sv/chefsenkat").await;
    visit.press("Starta").await;
    visit.heading(FIRST).await;
    visit.choose("Nej").await;
    visit.open("#/sv/chefsenkat/resultat").await;
    visit.see("Svaren ger 0 av 1 poäng").await;
    // Nothing has been answered yet, and it is still not to be saved.
    visit.open("#/sv/bits-basniva").await;
    visit.reload().await;
    visit.press("Spara inte på den här enheten").await;
    visit.press("Starta").await;
    visit.see("Fråga 1 av 16").await;
    visit.open("#/sv/om/ordlista").await;
    visit.heading("Ordlista").await;
    visit.open("#/sv/bits-basniva/policy").await;
    visit.see("Svaren sparas inte på den här enheten.").await;
    visit.choose("Uppfyllt").await;
    let keys = visit.stored_keys().await;
    assert!(!keys.iter().any(|key| key.contains("bits-basniva")), "{keys:?}");
    visit.finish().await;
}

#[tokio::test]
async fn several_named_assessments_lie_side_by_side() {
    let visit = Visit::new().await;
    answer_first(&visit, "Nej").await;
    visit.open("#/sv/chefsenkat").await;
    visit.press("Byt namn").await;
    visit.write(".inline-form input", "Hösten").await;
    visit.press("Spara namnet").await;
    visit.see("Hösten").await;
    visit.press("Starta").await;
    visit.heading(FIRST).await;
    assert!(visit.chosen().await.is_empty(), "a new one begins empty");
    visit.choose("Ja").await;
    visit.open("#/sv/chefsenkat").await;
    visit.see("Självskattning 2").await;
    // The older one stands second: go on with it.
    let path = "(//li[contains(@class,'assessment')][.//h3='Hösten']//button)[1]";
    visit.driver.find(By::XPath(path)).await.unwrap().click().await.unwrap();
    visit.heading(FIRST).await;
    assert_eq!(visit.chosen().await, ["Nej"]);
    visit.reload().await;
    visit.heading(FIRST).await;
    assert_eq!(visit.chosen().await, ["Nej"], "the tab stays with the one it worked on");
    visit.finish().await;
}
