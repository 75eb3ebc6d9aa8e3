//! Markdown edited on the host: read through the worker, with no rebuild.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::harness::{QUESTION_1, Site, Visit, add_questionnaire, everything, replace, root};

#[tokio::test]
async fn what_the_host_edits_is_what_the_page_shows() {
    let site = Site::edited(|content| {
        replace(content, "sv/chefsenkat.md", "# Chefsenkäten", "# Vår egen chefsenkät");
        replace(content, "sv/chefsenkat.md", "- `nej: 0` Nej", "- `nej: 0` Nej, aldrig");
        replace(content, "site.toml", "sv = \"Er kommun\"", "sv = \"Kumla kommun\"");
    });
    let visit = Visit::to(site, json!({})).await;
    visit.open("#/sv/").await;
    visit.see("Vår egen chefsenkät").await;
    visit.see("Kumla kommun").await;
    visit.press_starting("Vår egen chefsenkät").await;
    visit.press("Starta").await;
    visit.choose("Nej, aldrig").await;
    assert!(visit.served().iter().any(|path| path.contains("/worker-")), "it was read through the worker");
    visit.finish().await;
}

#[tokio::test]
async fn unedited_content_never_loads_the_worker() {
    let visit = Visit::new().await;
    visit.open("#/sv/").await;
    visit.see("BITS basnivå").await;
    visit.open("#/sv/bits-basniva/policy").await;
    visit.see("Fråga 1 av 11").await;
    assert!(!visit.served().iter().any(|path| path.contains("/worker-")));
    visit.finish().await;
}

#[tokio::test]
async fn a_broken_file_is_shown_with_file_line_and_help_and_the_others_still_run() {
    let mut line = 0;
    let site = Site::edited(|content| {
        replace(content, "sv/chefsenkat.md", "scale = \"nojdhet\"\nindex", "scale = \"nojdhet\"\nwieght = 2\nindex");
        let text = fs::read_to_string(content.join("sv/chefsenkat.md")).unwrap();
        line = text.lines().position(|line| line == "wieght = 2").unwrap() + 1;
    });
    let visit = Visit::to(site, json!({})).await;
    visit.open("#/sv/").await;
    visit.see("Frågeformuläret kan inte visas. Fel i filen: 1.").await;
    assert_eq!(visit.find(".item-faulty strong").await.text().await.unwrap(), "Chefsenkäten");
    visit.press("Visa felen").await;
    visit.heading("Frågeformuläret kan inte visas").await;
    visit.see(&format!("content/sv/chefsenkat.md, rad {line}, tecken 1 unknown-key")).await;
    visit.see("Menade du ”weight”?").await;
    visit.press("English").await;
    visit.heading("The manager survey").await;
    visit.open("#/sv/bits-basniva/policy").await;
    visit.see("Fråga 1 av 11").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_fault_in_the_settings_is_told_and_the_rest_of_them_holds() {
    let site = Site::edited(|content| {
        replace(content, "site.toml", "group_threshold = 5", "group_treshold = 5");
        replace(content, "site.toml", "sv = \"Er kommun\"", "sv = \"Kumla kommun\"");
    });
    let visit = Visit::to(site, json!({})).await;
    visit.open("#/sv/").await;
    visit.see("Sidans inställningar har fel.").await;
    visit.see("content/site.toml, rad").await;
    visit.see("Kumla kommun").await;
    visit.see("Chefsenkäten").await;
    visit.finish().await;
}

#[tokio::test]
async fn an_address_in_a_language_that_the_site_does_not_have_leads_to_one_it_has() {
    let one = |content: &Path| replace(content, "site.toml", "languages = [\"sv\", \"en\"]", "languages = [\"sv\"]");
    let visit = Visit::to(Site::edited(one), json!({})).await;
    visit.open("#/en/chefsenkat/1").await;
    visit.heading(QUESTION_1).await;
    assert_eq!(visit.route().await, "#/sv/chefsenkat/1");
    // From within too.
    visit.script("location.hash = '#/en/documents'").await;
    visit.heading("Dokument").await;
    assert_eq!(visit.route().await, "#/sv/dokument");
    visit.finish().await;
}

#[tokio::test]
async fn a_questionnaire_that_was_added_on_the_host_runs_to_its_levels() {
    let visit = Visit::to(Site::edited(|content| add_questionnaire(content, "allt", &everything())), json!({})).await;
    visit.open("#/sv/").await;
    visit.see("Allt på en gång").await;
    visit.begin("#/sv/allt").await;
    visit.answer("Finns en policy?", "Ja, dokumenterat").await;
    visit.heading("Hur når ni ut?").await;
    visit.choose("Möten").await;
    visit.choose("Inget av detta").await;
    visit.wait("only the exclusive", || async { (visit.chosen().await == ["Inget av detta"]).then_some(()) }).await;
    visit.choose("Brev").await;
    visit.wait("the other one", || async { (visit.chosen().await == ["Brev"]).then_some(()) }).await;
    visit.press("Nästa").await;
    visit.answer("Är du nöjd?", "Ja").await;
    visit.heading("Hur många system har ni?").await;
    visit.write("input", "fler än tusen").await;
    visit.press("Nästa").await;
    visit.see("Något behöver rättas").await;
    visit.see("Skriv ett tal från 0 till 500.").await;
    assert_eq!(visit.route().await, "#/sv/allt/antal");
    visit.write("input", "12,5").await;
    visit.press("Nästa").await;
    visit.heading("Något mer?").await;
    visit.press("Nästa").await;
    visit.see("12,5 system").await;
    visit.press("Visa resultat").await;
    // Level 1 fully met, level 2 half: partly is not enough.
    assert_eq!(visit.find(".verdict-figure").await.text().await.unwrap(), "Nivå 1 av 2");
    visit.see("Grund").await;
    visit.see("Den samlade nivån är det lägsta avsnittets: Styrning.").await;
    visit.finish().await;
}

#[tokio::test]
async fn script_in_content_from_a_stranger_cannot_run() {
    let site = Site::edited(|content| {
        let hostile =
            "# Vår enkät\n\n<img src=x onerror=\"document.title='ägd'\"> [klicka](javascript:document.title='ägd')\n\n";
        replace(content, "sv/chefsenkat.md", "# Chefsenkäten\n", hostile);
    });
    let visit = Visit::to(site, json!({})).await;
    visit.open("#/sv/chefsenkat").await;
    visit.see("HTML får inte förekomma.").await;
    visit.see("Länken får inte gå till").await;
    assert_eq!(visit.script("return document.querySelectorAll('main img, a[href^=javascript]').length").await, 0);
    visit.finish().await;
}

/// What writes markup is Leptos, for what stands in the program: nothing from the content, the settings or an answer is in it.
#[tokio::test]
async fn no_text_from_outside_is_written_as_markup() {
    let site = Site::edited(|content| {
        replace(content, "sv/chefsenkat.md", "# Chefsenkäten\n", "# Utifrån 1\n");
        replace(content, "site.toml", "sv = \"Er kommun\"", "sv = \"Utifrån 2\"");
    });
    let visit = Visit::to(site, json!({})).await;
    visit
        .before_each_page(
            "for (const [of, name] of [[Element.prototype, 'innerHTML'], [Element.prototype, 'outerHTML'], [ShadowRoot.prototype, 'innerHTML']]) {
               const real = Object.getOwnPropertyDescriptor(of, name);
               Object.defineProperty(of, name, { ...real, set(text) {
                 if (/Utifrån|Nej/.test(text)) console.error('markup: ' + text);
                 real.set.call(this, text);
               } });
             }
             for (const name of ['insertAdjacentHTML', 'setHTMLUnsafe']) {
               Element.prototype[name] = () => console.error('markup by ' + name);
             }",
        )
        .await;
    visit.open("#/sv/").await;
    visit.see("Utifrån 1").await;
    visit.see("Utifrån 2").await;
    visit.open("#/sv/chefsenkat/1").await;
    visit.answer(QUESTION_1, "Nej").await;
    for page in ["granska", "resultat", "resultat/att-gora", "papper", "ifyllt"] {
        visit.script(&format!("location.hash = '#/sv/chefsenkat/{page}'")).await;
        visit.wait(page, || async { visit.is_settled().await.then_some(()) }).await;
    }
    visit.open("#/sv/dokument/sammanfattning").await;
    visit.see("Utifrån 1").await;
    // And the trap is one.
    visit.expect_failure("markup: Utifrån");
    visit.script("document.createElement('p').innerHTML = 'Utifrån'").await;
    visit.finish().await;
}

#[tokio::test]
async fn the_municipalitys_colours_logo_and_units_are_used() {
    let site = Site::edited(|content| {
        replace(content, "site.toml", "# logo = \"logo.svg\"", "logo = \"logo.svg\"");
        fs::copy(root().join("public/icon.svg"), content.join("logo.svg")).unwrap();
        replace(content, "site.toml", "# units", "units");
        replace(content, "site.toml", "# [colours]\n# accent = \"#0b5a6e\"", "[colours]\naccent = \"#7a1f3d\"");
    });
    let visit = Visit::to(site, json!({})).await;
    visit.open("#/sv/chefsenkat/1").await;
    visit.choose("Ja").await;
    let colour = visit.script("return getComputedStyle(document.querySelector('.button')).backgroundColor").await;
    assert_eq!(colour, "rgb(122, 31, 61)");
    assert!(visit.script("return document.querySelector('.brand img').naturalWidth").await.as_u64() > Some(0));
    visit.open("#/sv/chefsenkat/granska").await;
    visit.click("option[value=Socialförvaltningen]").await;
    visit.finish().await;
}
