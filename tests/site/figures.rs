//! Figures that say no more than the answers do.

use engine::model::answers::{Answer, Answers};
use serde_json::json;

use crate::harness::{Site, Visit, add_questionnaire, questionnaire, scored};

#[tokio::test]
async fn an_area_that_cannot_be_assessed_leaves_no_level_confirmed_and_is_named() {
    let visit = Visit::new().await;
    let q = questionnaire("kontinuitet");
    let area = q.sections.last().unwrap();
    let answer = |id: &str| {
        let choice = if area.questions.iter().any(|question| question.id == id) { "kan-inte-bedomas" } else { "ja" };
        (id.to_owned(), Answer::choosing([choice]))
    };
    let answers: Answers = q.questions().map(|question| answer(&question.id)).collect();
    visit.open("#/sv/").await;
    visit.open_file(scored("kontinuitet", "2026-11-20T10:00:00Z", answers).to_json().as_bytes()).await;
    visit.heading("Resultat").await;
    let figure = || async { visit.find(".verdict-figure").await.text().await.ok() };
    let is = async |expect: &str| visit.wait(expect, || async { (figure().await? == expect).then_some(()) }).await;
    is("Ingen nivå bekräftad").await;
    visit.see("Ingen nivå är bekräftad. Svaren ger 100 % av poängen.").await;
    visit.see(&format!("inte kan bedömas i {}.", area.title)).await;
    // Assessed as met, one by one: nothing falls, and the last gives the level of the others.
    for (n, question) in area.questions.iter().enumerate() {
        visit.open(&format!("#/sv/kontinuitet/{}", question.id)).await;
        visit.heading(&question.text).await;
        visit.choose("Ja, fullt ut").await;
        visit.open_result("#/sv/kontinuitet").await;
        if n == 0 {
            visit.see_no("når inte nivå 1").await;
        }
    }
    visit.see("den högsta, är nådd.").await;
    visit.finish().await;
}

#[tokio::test]
async fn nearly_everything_is_not_100_percent_and_nearly_nothing_not_0() {
    let question = |id: &str, weight: u32| {
        format!("### Fråga {id}?\n\n```toml\nid = \"{id}\"\nscale = \"ja-nej\"\nweight = {weight}\n```\n\n")
    };
    let text = "+++\nid = \"vikt\"\nversion = \"1.0\"\nlanguage = \"sv\"\nminutes = 1\naudience = \"Alla\"\n\n[scoring]\nkind = \"agreement\"\nname = \"Andel\"\n+++\n\n# Vikt\n\nTvå frågor.\n\n## Svarsskala\n\n```toml\nscale = \"ja-nej\"\n```\n\n- `ja: 1` Ja\n- `nej: 0` Nej\n\n## Allt\n\n```toml\nid = \"allt\"\n```\n\n";
    let text = format!("{text}{}{}", question("tung", 499), question("latt", 1));
    let visit = Visit::to(Site::edited(|content| add_questionnaire(content, "vikt", &text)), json!({})).await;
    for (heavy, light, share) in [("Ja", "Nej", "99 %"), ("Nej", "Ja", "1 %"), ("Ja", "Ja", "100 %")] {
        visit.open("#/sv/vikt/tung").await;
        visit.answer("Fråga tung?", heavy).await;
        visit.answer("Fråga latt?", light).await;
        visit.show_result().await;
        let figure = || async { visit.find(".verdict-figure").await.text().await.ok() };
        visit.wait(share, || async { (figure().await? == share).then_some(()) }).await;
        visit.see(&format!("av 500 poäng, {share}.")).await;
    }
    visit.finish().await;
}
