//! The focus: it moves once the page has been drawn, and no button that takes itself away leaves it nowhere.

use crate::harness::{Visit, result_file};

async fn fields() -> Visit {
    let visit = Visit::with_fields().await;
    visit.open("#/sv/falt").await;
    visit
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
    visit.focus_is_on("Byt namn", "INPUT Självskattning 2").await;
    visit.press("Avbryt").await;
    visit.focus_is_on("Avbryt", "BUTTON Byt namn").await;
    visit.rename("Hösten").await;
    visit.focus_is_on("Spara namnet", "BUTTON Byt namn").await;
    visit.press("Radera mina svar").await;
    visit.focus_is_on("Radera mina svar", "för gott?").await;
    visit.press("Avbryt").await;
    visit.focus_is_on("Avbryt", "BUTTON").await;
    visit.delete_answers().await;
    visit.focus_is_on("Ja, radera", "H2 Dina självskattningar").await;
    visit.delete_answers().await;
    visit.focus_is_on("the last one", "H1 Fältprov").await;
    // Two damaged records: after the first the other's heading, after the last the page's.
    let damage = "const site = location.pathname.replace(/[^/]*$/, '');
        for (const n of [1, 2]) localStorage.setItem(`vattenpass:${site}:assessment:falt:${n}`, 'skada')";
    visit.script(damage).await;
    visit.reload().await;
    visit.press("Ta bort den").await;
    visit.focus_is_on("Ta bort den", "H2 En sparad självskattning är skadad").await;
    visit.press("Ta bort den").await;
    visit.focus_is_on("the last one", "H1 Fältprov").await;
    visit.finish().await;
}

#[tokio::test]
async fn no_button_on_a_question_that_goes_leaves_the_focus_nowhere() {
    let visit = fields().await;
    visit.press("Starta").await;
    visit.heading("Finns en plan?").await;
    visit.focus_is_on("Starta", "H1 Finns en plan?").await;
    visit.choose("Ja").await;
    visit.press("Ta bort svaret").await;
    visit.focus_is_on("Ta bort svaret", "INPUT ja").await;
    visit.open("#/sv/falt/timmar").await;
    visit.heading("Hur många timmar klarar ni er?").await;
    visit.write("main form input", "cirka").await;
    // The first Nästa: the summary is not there before it.
    visit.press("Nästa").await;
    visit.focus_is_on("Nästa", "DIV Något behöver rättas").await;
    visit.begin("#/sv/nis2-kunskap").await;
    visit.choose("Vet inte").await;
    visit.press("Förklaring").await;
    visit.focus_is_on("Förklaring", "H2 ").await;
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
    visit.focus_is_on("Lägg till i planen", "Finns i planen").await;
    visit.press("Lägg till en egen åtgärd").await;
    visit.focus_is_on("Lägg till en egen åtgärd", "TEXTAREA").await;
    visit.press_starting("Ta bort åtgärd").await;
    visit.focus_is_on("Ta bort åtgärd", "BUTTON Lägg till i planen").await;
    visit.press_starting("Ta bort åtgärd").await;
    visit.focus_is_on("the respondent's own", "H1 Att göra").await;
    visit.press("Radera mina svar").await;
    visit.focus_is_on("Radera mina svar", "för gott?").await;
    visit.press("Avbryt").await;
    visit.focus_is_on("Avbryt", "BUTTON Radera mina svar").await;
    visit.open_file(b"fel").await;
    visit.focus_is_on("a file that cannot be opened", "Filen kunde inte öppnas").await;
    visit.delete_answers().await;
    visit.focus_is_on("Ja, radera", "H1").await;
    visit.finish().await;
}

/// Names each field that stands too close to what is above it for the mark of its focus, which is 6 pixels wide.
async fn has_room_for_the_mark(visit: &Visit) {
    let look = "return [...document.querySelectorAll('.field :is(input, textarea, select)')].flatMap(field => {
        const place = field.closest('.with-unit') ?? field;
        const above = place.previousElementSibling;
        const [low, high] = [above.getBoundingClientRect(), place.getBoundingClientRect()];
        const isBeside = low.right <= high.left;
        return high.height === 0 || isBeside || high.top - low.bottom >= 6 ? [] : [above.textContent];
    })";
    let close = visit.script(look).await;
    assert_eq!(close, serde_json::json!([]), "at {}", visit.route().await);
}

#[tokio::test]
async fn the_mark_of_the_focus_hides_no_label() {
    let visit = fields().await;
    visit.press("Starta").await;
    visit.heading("Finns en plan?").await;
    visit.choose("Ja").await;
    visit.open("#/sv/falt").await;
    visit.press("Byt namn").await;
    visit.find(".inline-form input").await;
    has_room_for_the_mark(&visit).await;
    visit.open("#/sv/falt/timmar").await;
    visit.write("main form input", "cirka").await;
    visit.press("Nästa").await;
    visit.find(".field .error").await;
    has_room_for_the_mark(&visit).await;
    visit.open("#/sv/chefsenkat/10").await;
    visit.find("textarea").await;
    has_room_for_the_mark(&visit).await;
    visit.open("#/sv/chefsenkat/1").await;
    visit.press("Lägg till en anteckning").await;
    has_room_for_the_mark(&visit).await;
    visit.open("#/sv/chefsenkat/granska").await;
    visit.heading("Kontrollera dina svar").await;
    has_room_for_the_mark(&visit).await;
    visit.finish().await;
}
