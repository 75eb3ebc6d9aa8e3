//! What several questionnaires ask is one measure: answered once, planned once. And what is said beside and after a question.

use serde_json::json;

use crate::harness::{Engine, Site, Visit, in_every_engine, replace, result_file};

in_every_engine!(the_same_question_offers_its_answer_and_nothing_is_copied_unasked);

async fn the_same_question_offers_its_answer_and_nothing_is_copied_unasked(engine: Engine) {
    let visit = Visit::with(engine, Site::Built, json!({})).await;
    visit.begin("#/sv/snabbkollen").await;
    visit.heading("Nämnderna känner sitt ansvar för sina egna system.").await;
    visit.see_no("Du svarade").await;
    visit.choose("I stort sett").await;
    visit.open("#/sv/snabbkollen/plan-finns").await;
    visit.choose("Delvis").await;
    // The same choices: offered, and not taken.
    visit.begin("#/sv/administrativ-sakerhet").await;
    visit.open("#/sv/administrativ-sakerhet/namnden").await;
    visit.see("Du svarade ”I stort sett” på samma fråga i Snabbkollen den").await;
    assert_eq!(visit.chosen().await, Vec::<String>::new());
    visit.press("Använd svaret").await;
    visit.focus_is_on("Använd svaret", "INPUT i-stort-sett").await;
    assert_eq!(visit.chosen().await, ["I stort sett"]);
    visit.see_no("Du svarade").await;
    // The newest answer counts, whichever questionnaire it is in.
    visit.choose("Nej").await;
    visit.open("#/sv/snabbkollen/namndernas-ansvar").await;
    visit.see("Du svarade ”Nej” på samma fråga i Administrativ säkerhet och roller den").await;
    visit.see_no("Använd svaret").await;
    // Other choices: only shown.
    visit.open("#/en/nis2-beredskap").await;
    visit.press("Start").await;
    visit.open("#/en/nis2-beredskap/kontinuitetsplan").await;
    visit.see("You answered “Partly” to the same question in Quick check on").await;
    visit.see_no("Use this answer").await;
    visit.finish().await;
}

#[tokio::test]
async fn who_takes_reports_stands_beside_what_asks_about_them_and_gives_no_right_answer_away() {
    let visit = Visit::to(
        Site::edited(|content| {
            replace(content, "site.toml", "sv = \"NCSC (Cyberportalen)\"", "sv = \"vår egen jour\"");
        }),
        json!({}),
    )
    .await;
    visit.open("#/sv/nis2-beredskap/mottagare").await;
    visit.see("Betydande incidenter rapporteras till vår egen jour.").await;
    visit.open("#/sv/nis2-kunskap/mottagare").await;
    visit.see("Fråga").await;
    visit.see_no("vår egen jour").await;
    visit.choose("Vet inte").await;
    visit.see("Betydande incidenter rapporteras till vår egen jour.").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_result_says_what_can_be_shown_and_what_is_worth_talking_about() {
    let visit = Visit::new().await;
    visit.open("#/sv/").await;
    let file = result_file("nis2-beredskap", "2026-11-20T10:00:00Z", |n| if n == 0 { 0 } else { 3 }).to_json();
    visit.open_file(file.as_bytes()).await;
    visit.heading("Resultat").await;
    visit.press("Det här ska ni kunna visa").await;
    let shown = visit.script("return document.querySelectorAll('details[open] .own-texts > div').length").await;
    assert_eq!(shown, json!(1), "only what holds is to be shown");
    visit.open("#/sv/nis2-beredskap/papper").await;
    visit.see("Det här ska ni kunna visa:").await;
    let file = result_file("chefsenkat", "2026-11-20T10:00:00Z", |_| 0).to_json();
    visit.open("#/sv/").await;
    visit.open_file(file.as_bytes()).await;
    visit.press("Att samtala om").await;
    visit.see("Var borde en chef kunna läsa IT:s mål?").await;
    visit.finish().await;
}

#[tokio::test]
async fn what_is_planned_for_the_same_question_elsewhere_is_not_planned_again() {
    // One points to the other: both say it.
    let mandate = ("it-uppdrag", "IT-funktionens uppdrag");
    let security = ("administrativ-sakerhet", "Administrativ säkerhet och roller");
    for (planned, then) in [(mandate, security), (security, mandate)] {
        let visit = Visit::new().await;
        let to_do = async |id: &str| {
            visit.open("#/sv/").await;
            let file = result_file(id, "2026-11-20T10:00:00Z", |_| 3).to_json();
            visit.open_file(file.as_bytes()).await;
            visit.open(&format!("#/sv/{id}/resultat/att-gora")).await;
            visit.press_starting("Visa fler").await;
        };
        to_do(planned.0).await;
        let add = "const all = [...document.querySelectorAll('.to-do-item')];
            const to = all.find(item => item.innerText.includes('Nämnderna känner sitt ansvar'));
            to?.querySelector('button')?.click(); return Boolean(to)";
        visit.wait("the recommendation", || async { visit.script(add).await.as_bool().filter(|there| *there) }).await;
        visit.see("Finns i planen").await;
        to_do(then.0).await;
        visit.see(&format!("Åtgärden finns redan i planen för {}.", planned.1)).await;
        visit.finish().await;
    }
}
