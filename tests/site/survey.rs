//! The manager survey, from the start page to the result.

use crate::harness::{QUESTION_1, QUESTION_9, QUESTION_10, Visit};

#[tokio::test]
async fn the_worked_case_of_a1_shows_25_percent() {
    let visit = Visit::new().await;
    visit.open("").await;
    visit.heading("Hur står det till med kommunens IT?").await;
    assert_eq!(visit.route().await, "#/sv/");
    visit.worked_case().await;
    visit.see("25 %").await;
    visit.see("Svaren ger 1 av 4 poäng, 25 %.").await;
    visit.see("3 svar gav mindre än full poäng.").await;
    visit.see("Nöjdhet: 100 %").await;
    visit.press("Förbehåll").await;
    visit.see("något statistiskt signifikant underlag").await;
    // First things first: equals keep the questionnaire's order.
    let advice =
        visit.script("return [...document.querySelectorAll('.plan .owner strong')].map(e => e.innerText)").await;
    assert_eq!(advice, serde_json::json!(["IT-chefen", "IT-chefen", "Förvaltningschefen"]));
    let parts = visit
        .script("return [...document.querySelectorAll('.parts tbody tr')].map(r => r.innerText.replace(/\\s+/g, ' '))")
        .await;
    assert_eq!(parts, serde_json::json!(["Mål och inflytande Lägst 0 % 2", "Ansvar 50 % 2"]));
    visit.finish().await;
}

#[tokio::test]
async fn both_branches_open_their_questions_and_the_progress_says_so() {
    let visit = Visit::new().await;
    visit.open("#/sv/chefsenkat").await;
    visit.see("10, högst 13 med följdfrågor").await;
    visit.press("Starta").await;
    visit.see("Fråga 1 av 10 (högst 13)").await;
    visit.open("#/sv/chefsenkat").await;
    visit.worked_case_to_question_8().await;
    visit.heading("Har du under året fått stöd av någon av kommunens systemförvaltare?").await;
    visit.see("Fråga 8 av 10 (högst 13)").await;
    visit.choose("Ja").await;
    visit.see("Fråga 8 av 11 (högst 13)").await;
    visit.press("Nästa").await;
    visit.answer("Om ja, är du nöjd med det stöd du fick av systemförvaltaren?", "Delvis").await;
    visit.heading(QUESTION_9).await;
    visit.see("Fråga 10 av 11 (högst 13)").await;
    visit.choose("Ja").await;
    visit.see("Fråga 10 av 13").await;
    visit.see_no("högst").await;
    visit.press("Nästa").await;
    visit.heading("Om ja, vad handlade ärendet om?").await;
    visit.see("Skriv inga personuppgifter och inget som är hemligt.").await;
    visit.write("textarea", "Lönerna försenades.").await;
    visit.press("Nästa").await;
    visit.heading("Om ja, hur löstes det?").await;
    visit.write("textarea", "Med handpåläggning.").await;
    visit.press("Nästa").await;
    visit.heading(QUESTION_10).await;
    visit.press("Nästa").await;
    visit.heading("Kontrollera dina svar").await;
    visit.see("Lönerna försenades.").await;
    visit.see("1 fråga är inte besvarad. Det påverkar inte resultatet.").await;
    visit.press("Visa resultat").await;
    visit.see("Nöjdhet: 75 %").await;
    visit.see("Med handpåläggning.").await;
    // Taken back: the follow-ups are no longer asked, and no longer shown.
    visit.open("#/sv/chefsenkat/9").await;
    visit.heading(QUESTION_9).await;
    visit.choose("Nej").await;
    visit.see("Fråga 10 av 11").await;
    visit.open("#/sv/chefsenkat/resultat").await;
    visit.see("Nöjdhet: 75 %").await;
    visit.see_no("Med handpåläggning.").await;
    visit.open("#/sv/chefsenkat/9a").await;
    visit.heading("Frågan visas inte med de svar du har gett").await;
    visit.finish().await;
}

#[tokio::test]
async fn nothing_answered_is_no_result_and_part_of_it_is_preliminary() {
    let visit = Visit::new().await;
    visit.open("#/sv/chefsenkat/resultat").await;
    visit.see("Inget resultat än").await;
    visit.see_no("0 %").await;
    visit.open("#/sv/chefsenkat/1").await;
    visit.heading(QUESTION_1).await;
    visit.choose("Ja").await;
    visit.open("#/sv/chefsenkat/granska").await;
    visit.see("9 frågor är inte besvarade. Resultatet blir preliminärt.").await;
    visit.press("Visa resultat").await;
    visit.see("100 %").await;
    visit.see("Preliminärt").await;
    visit.see("3 frågor är inte besvarade. Därför är resultatet preliminärt.").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_radio_answer_can_be_taken_back() {
    let visit = Visit::new().await;
    visit.open("#/sv/chefsenkat/1").await;
    visit.heading(QUESTION_1).await;
    visit.choose("Ja").await;
    visit.press("Ta bort svaret").await;
    visit.wait("no choice", || async { visit.chosen().await.is_empty().then_some(()) }).await;
    visit.open("#/sv/chefsenkat/granska").await;
    visit.see("10 frågor är inte besvarade.").await;
    visit.finish().await;
}

#[tokio::test]
async fn addresses_that_lead_nowhere_say_so() {
    let visit = Visit::new().await;
    visit.expect_failure("finns-inte.");
    for route in ["#/sv/a/b/c", "#/sv/chefsenkat/finns-inte", "#/sv/om/finns-inte", "#/sv/finns-inte"] {
        visit.open(route).await;
        visit.heading("Sidan finns inte").await;
    }
    visit.press("Till startsidan").await;
    visit.heading("Hur står det till med kommunens IT?").await;
    visit.finish().await;
}
