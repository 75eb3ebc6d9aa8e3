//! The start page: the groups, where one was, and how far one has come.

use std::fs;

use serde_json::json;

use crate::harness::{QUESTION_1, Site, Visit, result_file};

/// The headings of the groups, each with the number of its questionnaires.
async fn groups(visit: &Visit) -> Vec<(String, usize)> {
    let look = "return [...document.querySelectorAll('.groups section')].map(s => [s.querySelector('h3')?.innerText ?? '', s.querySelectorAll('li').length])";
    serde_json::from_value(visit.script(look).await).unwrap()
}

#[tokio::test]
async fn the_municipalitys_groups_stand_in_order_and_what_is_in_none_comes_last() {
    let settings = "name = \"Provby\"\nquestionnaires = [\"chefsenkat\", \"bits-basniva\", \"servicedesk\"]\n";
    for (groups_of_it, expect) in [
        ("", vec![(String::new(), 3)]),
        (
            "[[groups]]\nname = \"Chefer\"\nquestionnaires = [\"servicedesk\", \"chefsenkat\"]\n[[groups]]\nname = \"Tom\"\nquestionnaires = []\n",
            vec![("Chefer".to_owned(), 2), ("Fler frågeformulär".to_owned(), 1)],
        ),
    ] {
        let edit = |content: &std::path::Path| {
            fs::write(content.join("site.toml"), format!("{settings}{groups_of_it}")).unwrap();
        };
        let visit = Visit::to(Site::edited(edit), json!({})).await;
        visit.open("#/sv/").await;
        visit.see("BITS basnivå").await;
        assert_eq!(groups(&visit).await, expect);
        visit.finish().await;
    }
}

#[tokio::test]
async fn one_goes_on_where_one_was_until_the_result_is_final() {
    let visit = Visit::new().await;
    visit.answer_first("Nej").await;
    visit.press("Nästa").await;
    visit
        .heading(
            "Har du haft möjlighet att påverka vilka mål och vilken servicenivå IT-service ska ha i sin verksamhet?",
        )
        .await;
    visit.follow("#/sv/").await;
    visit.see("Fortsätt där du var").await;
    visit.see("1 av 10 besvarade").await;
    visit.see("1 av 10").await;
    visit.press("Fortsätt").await;
    visit
        .heading(
            "Har du haft möjlighet att påverka vilka mål och vilken servicenivå IT-service ska ha i sin verksamhet?",
        )
        .await;
    // Where the questionnaire has changed since, the question may be gone: its front page leads on.
    visit
        .script(
            "const key = Object.keys(localStorage).find(key => key.includes(':assessment:'));
            const record = JSON.parse(localStorage.getItem(key));
            record.questionnaire.digest = 'x';
            record.position = 'borta';
            localStorage.setItem(key, JSON.stringify(record))",
        )
        .await;
    visit.open("#/sv/").await;
    visit.press("Fortsätt").await;
    visit.heading("Chefsenkäten").await;
    visit.open("#/sv/chefsenkat/resultat/spara").await;
    visit.press("Fastställd").await;
    visit.follow("#/sv/").await;
    visit.see("Fastställd").await;
    visit.see_no("Fortsätt där du var").await;
    visit.press("Chefsenkäten").await;
    visit.heading("Chefsenkäten").await;
    visit.finish().await;
}

#[tokio::test]
async fn the_way_in_to_answering_leads_to_the_list_and_the_address_stays() {
    let visit = Visit::new().await;
    visit.open("#/sv/").await;
    visit.press_starting("Svara").await;
    visit.focus_is_on("Svara", "H2 Frågeformulär").await;
    assert_eq!(visit.route().await, "#/sv/");
    visit.press("Chefsenkäten").await;
    visit.press("Starta").await;
    visit.heading(QUESTION_1).await;
    visit.finish().await;
}

#[tokio::test]
async fn on_a_phone_it_is_no_longer_than_three_screens() {
    let visit = Visit::new().await;
    visit.open("#/sv/").await;
    visit.see("BITS basnivå").await;
    let high = visit.script("return document.documentElement.scrollHeight").await;
    assert!(high.as_u64() < Some(2600), "{high} pixels");
    visit.finish().await;
}

#[tokio::test]
async fn it_says_what_a_questionnaire_that_was_answered_to_its_end_came_to() {
    let visit = Visit::new().await;
    visit.open("#/sv/").await;
    let file = result_file("nis2-beredskap", "2026-11-20T10:00:00Z", |n| 2 * (n % 2));
    visit.open_file(file.to_json().as_bytes()).await;
    visit.heading("Resultat").await;
    let figure = visit.find(".verdict-figure").await.text().await.unwrap();
    visit.open("#/sv/").await;
    // Whoever is there already stays there when it comes.
    visit.wait("the focus", || async { visit.script("const link = [...document.querySelectorAll('.item a')].find(link => link.textContent === 'Beredskap för NIS2'); link?.focus(); return !!link").await.as_bool().filter(|is_there| *is_there) }).await;
    visit.see(&format!("{figure} · Besvarad 20 nov. 2026")).await;
    assert_eq!(visit.script("return document.activeElement.textContent").await, json!("Beredskap för NIS2"));
    // One that is only begun has come to nothing yet.
    visit.answer_first("Ja").await;
    visit.open("#/sv/").await;
    visit.see("1 av 10").await;
    visit.see(&format!("{figure} · ")).await;
    assert_eq!(visit.text().await.matches(" · Besvarad").count(), 1);
    visit.finish().await;
}
