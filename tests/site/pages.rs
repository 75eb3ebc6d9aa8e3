//! The pages of text, and the way between them and the questions.

use thirtyfour::prelude::*;

use crate::harness::Visit;

/// Waits until a heading has the focus.
async fn focus_on(visit: &Visit, heading: &str) {
    visit
        .wait(heading, || async {
            let focused = visit.script("return document.activeElement.innerText").await;
            (focused.as_str() == Some(heading)).then_some(())
        })
        .await;
}

#[tokio::test]
async fn a_question_leads_to_its_passage_and_the_passage_to_every_question_that_rests_on_it() {
    let visit = Visit::new().await;
    visit.begin("#/sv/chefsenkat").await;
    visit.open("#/sv/chefsenkat/4").await;
    // It would lead the answer.
    visit.see_no("Källa").await;
    visit.choose("Vet inte").await;
    visit.press("Källa").await;
    visit.press("A.2 IT-säkerhet").await;
    focus_on(&visit, "A.2 IT-säkerhet").await;
    assert_eq!(visit.route().await, "#/sv/om/kpmg-kumla-2012/a-2-it-sakerhet");
    // Questions of other instruments stand there too, and lead to themselves.
    let path = "//details[.//a[starts-with(@href,'#/sv/chefsenkat/4')] and .//a[starts-with(@href,'#/sv/vem-ansvarar/')]]/summary";
    // Again if the page was just then drawn anew: the questionnaires come one by one.
    visit
        .wait("the questions under the heading", || async {
            visit.driver.find(By::XPath(path)).await.ok()?.click().await.ok()
        })
        .await;
    visit.click("details[open] a[href^='#/sv/administrativ-sakerhet/']").await;
    visit.see("Fråga").await;
    assert!(visit.route().await.starts_with("#/sv/administrativ-sakerhet/"));
    visit.finish().await;
}

#[tokio::test]
async fn the_front_page_leads_to_the_documents_and_a_term_to_the_glossary() {
    let visit = Visit::new().await;
    visit.open("#/sv/kontinuitet").await;
    visit.press_starting("Stockholms stad: PM Rotel I").await;
    visit.see("Mina synpunkter").await;
    visit.open("#/sv/om/ordlista/systemagare").await;
    focus_on(&visit, "Systemägare").await;
    visit.open("#/en/about/ordlista/system-owner").await;
    focus_on(&visit, "System owner").await;
    // A heading that is not there: the page all the same.
    visit.open("#/sv/om/ordlista/finns-inte").await;
    visit.heading("Ordlista").await;
    visit.finish().await;
}

#[tokio::test]
async fn the_method_page_shows_what_the_engine_computes() {
    let visit = Visit::new().await;
    visit.open("#/sv/").await;
    visit.press("Så räknas det").await;
    visit.heading("Så räknas det").await;
    visit.see("Totalt: 50 %.").await;
    visit.see("Totalt: Inte nådd.").await;
    visit.see("3 av 4 krav är uppfyllda.").await;
    visit.see("Totalt: Nivå 1 av 3.").await;
    visit.see("Den samlade nivån är det lägsta avsnittets: B.").await;
    visit.see("Totalt: 2 av 4.").await;
    visit.see("1 svar är ”Kan inte bedömas”").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_knowledge_check_explains_after_the_answer_and_keeps_its_source_until_then() {
    let visit = Visit::new().await;
    visit.begin("#/sv/nis2-kunskap").await;
    visit.see("Fråga 1 av 26").await;
    visit.see_no("Källa").await;
    visit.choose("Vet inte").await;
    visit.press("Förklaring").await;
    visit.see("Inte rätt.").await;
    visit.see("Rätt svar:").await;
    visit.press("Källa").await;
    visit.see("Cybersäkerhetslag (2025:1506)").await;
    visit.open("#/sv/nis2-kunskap/resultat").await;
    visit.see("0 av 1").await;
    visit.finish().await;
}

/// Answers every question of every instrument with its first choice, and reads the result.
async fn walk_through_all(lang: &str, review: &str, result: &str, next: &str) {
    let visit = Visit::new().await;
    visit.open(&format!("#/{lang}/")).await;
    visit.find(".item").await;
    let ids = "return [...document.querySelectorAll('.item > a')].map(a => a.getAttribute('href').split('/')[2])";
    let ids: Vec<String> = serde_json::from_value(visit.script(ids).await).unwrap();
    assert_eq!(ids.len(), 15);
    for id in ids {
        visit.open(&format!("#/{lang}/{id}")).await;
        visit.click(".button-start").await;
        // The address changes before the page does: another page is another heading.
        let mut last = format!("#/{lang}/{id}");
        let mut heading = String::new();
        loop {
            (last, heading) = visit
                .wait("another page", || async {
                    let now = visit.now_heading().await?;
                    let route = visit.route().await;
                    (route != last && now != heading).then_some((route, now))
                })
                .await;
            if last.ends_with(review) {
                break;
            }
            if visit.driver.find(By::Css(".choice")).await.is_ok() {
                visit.click(".choice").await;
            }
            visit.press(next).await;
        }
        visit.open(&format!("#/{lang}/{id}/{result}")).await;
        visit.find(".verdict").await;
        let text = visit.text().await;
        assert!(!text.contains("Inget resultat") && !text.contains("No result"), "{id}: {text}");
        assert!(!text.contains("Preliminär") && !text.contains("Preliminary"), "{id}: {text}");
    }
    visit.finish().await;
}

#[tokio::test]
async fn every_instrument_can_be_answered_to_its_result_in_swedish() {
    walk_through_all("sv", "granska", "resultat", "Nästa").await;
}

#[tokio::test]
async fn every_instrument_can_be_answered_to_its_result_in_english() {
    walk_through_all("en", "review", "result", "Next").await;
}
