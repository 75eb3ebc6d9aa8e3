//! The accessible names that tools and people outside rely on, as the browser computes them.

use serde_json::json;

use crate::harness::Visit;

/// Waits for a control with a role and a name, as assistive technology meets them.
async fn there_is(visit: &Visit, role: &str, name: &str) {
    visit
        .wait((role, name), || async {
            let tree = visit.driver.cdp().send_raw("Accessibility.getFullAXTree", json!({})).await.ok()?;
            let mut nodes = tree["nodes"].as_array()?.iter();
            nodes.any(|node| node["role"]["value"] == role && node["name"]["value"] == name).then_some(())
        })
        .await;
}

#[tokio::test]
async fn every_name_of_the_contract_is_there_in_both_languages() {
    let visit = Visit::new().await;
    for (lang, words) in [
        (
            "sv",
            [
                "Starta",
                "Fortsätt",
                "Nästa",
                "Tillbaka",
                "Visa resultat",
                "Ladda ner resultat",
                "Öppna resultat",
                "Radera mina svar",
                "Spara inte på den här enheten",
            ],
        ),
        (
            "en",
            [
                "Start",
                "Continue",
                "Next",
                "Back",
                "Show result",
                "Download result",
                "Open result",
                "Delete my answers",
                "Do not save on this device",
            ],
        ),
    ] {
        let [start, carry_on, next, back, show, download, open, delete, do_not_save] = words;
        visit.open(&format!("#/{lang}/")).await;
        there_is(&visit, "button", open).await;
        visit.open(&format!("#/{lang}/chefsenkat")).await;
        there_is(&visit, "button", start).await;
        there_is(&visit, "checkbox", do_not_save).await;
        visit.press(start).await;
        there_is(&visit, "button", next).await;
        there_is(&visit, "button", back).await;
        visit.click(".choice").await;
        let (review, result) = if lang == "sv" { ("granska", "resultat") } else { ("review", "result") };
        visit.open(&format!("#/{lang}/chefsenkat/{review}")).await;
        there_is(&visit, "link", show).await;
        visit.open(&format!("#/{lang}/chefsenkat/{result}")).await;
        there_is(&visit, "button", download).await;
        let save = if lang == "sv" { "spara" } else { "save" };
        visit.open(&format!("#/{lang}/chefsenkat/{result}/{save}")).await;
        there_is(&visit, "button", download).await;
        there_is(&visit, "button", open).await;
        there_is(&visit, "button", delete).await;
        visit.open(&format!("#/{lang}/chefsenkat")).await;
        there_is(&visit, "button", carry_on).await;
        there_is(&visit, "button", delete).await;
    }
    visit.finish().await;
}
