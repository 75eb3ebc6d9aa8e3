//! The focus: it moves once the page has been drawn, and no button that takes itself away leaves it nowhere.

use serde_json::json;

use crate::harness::{Site, Visit, add_questionnaire, result_file};

const FIELDS: &str = include_str!("fixtures/falt.md");

async fn fields() -> Visit {
    let site = Site::edited(|content| add_questionnaire(content, "falt", FIELDS));
    let visit = Visit::to(site, json!({})).await;
    visit.open("#/sv/falt").await;
    visit
}

/// Waits until the focus is on an element with this text (or value, or label), and never on the page as a whole.
pub async fn focus_is_on(visit: &Visit, what: &str, expected: &str) {
    let said = "const a = document.activeElement;
        return a === document.body ? '' : a.tagName + ' ' + ((a.value || a.innerText || a.getAttribute('aria-label') || '').trim())";
    visit
        .wait(format!("the focus after {what} on {expected:?}"), || async {
            visit.script(said).await.as_str()?.contains(expected).then_some(())
        })
        .await;
}

#[tokio::test]
async fn no_button_on_a_front_page_that_goes_leaves_the_focus_nowhere() {
    let visit = fields().await;
    for _ in 0..2 {
        visit.press("Starta").await;
        visit.heading("Finns en plan?").await;
        visit.choose("Ja").await;
        visit.open("#/sv/falt").await;
        visit.heading("Fältprov").await;
    }
    visit.press("Byt namn").await;
    focus_is_on(&visit, "Byt namn", "INPUT Självskattning 2").await;
    visit.press("Avbryt").await;
    focus_is_on(&visit, "Avbryt", "BUTTON Byt namn").await;
    visit.press("Byt namn").await;
    visit.write(".inline-form input", "Hösten").await;
    visit.press("Spara namnet").await;
    focus_is_on(&visit, "Spara namnet", "BUTTON Byt namn").await;
    visit.press("Radera mina svar").await;
    focus_is_on(&visit, "Radera mina svar", "för gott?").await;
    visit.press("Avbryt").await;
    focus_is_on(&visit, "Avbryt", "BUTTON").await;
    visit.press("Radera mina svar").await;
    visit.press("Ja, radera").await;
    focus_is_on(&visit, "Ja, radera", "H2 Dina självskattningar").await;
    visit.press("Radera mina svar").await;
    visit.press("Ja, radera").await;
    focus_is_on(&visit, "the last one", "H1 Fältprov").await;
    // Two damaged records: after the first the other's heading, after the last the page's.
    let damage = "const site = location.pathname.replace(/[^/]*$/, '');
        for (const n of [1, 2]) localStorage.setItem(`vattenpass:${site}:assessment:falt:${n}`, 'skada')";
    visit.script(damage).await;
    visit.reload().await;
    visit.press("Ta bort den").await;
    focus_is_on(&visit, "Ta bort den", "H2 En sparad självskattning är skadad").await;
    visit.press("Ta bort den").await;
    focus_is_on(&visit, "the last one", "H1 Fältprov").await;
    visit.finish().await;
}

#[tokio::test]
async fn no_button_on_a_question_that_goes_leaves_the_focus_nowhere() {
    let visit = fields().await;
    visit.press("Starta").await;
    visit.heading("Finns en plan?").await;
    focus_is_on(&visit, "Starta", "H1 Finns en plan?").await;
    visit.choose("Ja").await;
    visit.press("Ta bort svaret").await;
    focus_is_on(&visit, "Ta bort svaret", "INPUT ja").await;
    visit.open("#/sv/falt/timmar").await;
    visit.heading("Hur många timmar klarar ni er?").await;
    visit.write("main form input", "cirka").await;
    // The first Nästa: the summary is not there before it.
    visit.press("Nästa").await;
    focus_is_on(&visit, "Nästa", "DIV Något behöver rättas").await;
    visit.open("#/sv/nis2-kunskap").await;
    visit.press("Starta").await;
    visit.choose("Vet inte").await;
    visit.press("Förklaring").await;
    focus_is_on(&visit, "Förklaring", "H2 ").await;
    visit.finish().await;
}

#[tokio::test]
async fn no_button_on_a_result_that_goes_leaves_the_focus_nowhere() {
    let visit = fields().await;
    let earlier = result_file("chefsenkat", "2025-11-20T10:00:00Z", |_| 1).to_json();
    visit.open("#/sv/").await;
    visit.open_file(earlier.as_bytes()).await;
    visit.see("Resultatfilen är öppnad.").await;
    visit.press("Lägg till i planen").await;
    focus_is_on(&visit, "Lägg till i planen", "Finns i planen").await;
    visit.press("Lägg till en egen åtgärd").await;
    focus_is_on(&visit, "Lägg till en egen åtgärd", "TEXTAREA").await;
    visit.press_starting("Ta bort åtgärd").await;
    focus_is_on(&visit, "Ta bort åtgärd", "H2 Handlingsplan").await;
    visit.press("Radera mina svar").await;
    focus_is_on(&visit, "Radera mina svar", "för gott?").await;
    visit.press("Avbryt").await;
    focus_is_on(&visit, "Avbryt", "BUTTON Radera mina svar").await;
    visit.open_file(b"fel").await;
    focus_is_on(&visit, "a file that cannot be opened", "Filen kunde inte öppnas").await;
    visit.press("Radera mina svar").await;
    visit.press("Ja, radera").await;
    focus_is_on(&visit, "Ja, radera", "H1").await;
    visit.finish().await;
}
