//! The parts of the program that a first visit does not fetch: fetched ahead, and asked for again when they do not come.

use std::fs;

use serde_json::json;

use crate::group::autumn;
use crate::harness::{Engine, Instead, QUESTION_1, Site, Visit, in_every_engine, result_file, root};

in_every_engine!(
    a_part_that_does_not_come_is_asked_for_again_with_the_answers_that_are_nowhere_else,
    a_release_that_has_been_replaced_is_offered_once_the_answers_are_safe,
);

const NOT_SHOWN: &str = "Sidan kan inte visas";

/// With answers that are on no device: a page loaded anew would lose them.
async fn a_part_that_does_not_come_is_asked_for_again_with_the_answers_that_are_nowhere_else(engine: Engine) {
    let site = Site::Built;
    let part: &str = site.file("result", ".wasm").leak();
    // What several parts share is a file of its own. The way leads over a front page: that must not need it.
    let front = site.files_of("front");
    let is_it = |name: &String| name.starts_with("chunk-") && !front.contains(name);
    let shared: &str = site.files_of("result").into_iter().find(is_it).unwrap().leak();
    let page = "<!doctype html><h1>Intranätet</h1>";
    let cases = [
        (part, Instead::Answer(404, "text/html", ""), "Servern svarar 404 för filen result-"),
        (part, Instead::Answer(503, "text/html", ""), "Servern svarar 503 för filen result-"),
        (part, Instead::Answer(200, "text/html", page), "Servern skickar en webbsida i stället för filen"),
        (part, Instead::Half, "är inte den som hör till sidan"),
        (part, Instead::CutOff, "Nätet eller servern svarar inte."),
        (shared, Instead::Answer(404, "text/html", ""), "Servern svarar 404 för filen chunk-"),
    ];
    for (file, instead, message) in cases {
        // A browser of its own: what has come once is in its cache.
        let visit = Visit::with(engine, Site::Built, json!({})).await;
        visit.program_may_fail();
        visit.instead_of(file, instead);
        visit.answer_first_unsaved("Ja").await;
        visit.follow("#/sv/chefsenkat/resultat").await;
        visit.heading(NOT_SHOWN).await;
        visit.see(message).await;
        let title = visit.script("return document.title").await;
        assert!(title.as_str().unwrap().starts_with(NOT_SHOWN), "{title}");
        visit.see_no("Ladda om").await;
        // Again in vain.
        visit.press("Försök igen").await;
        visit.heading(NOT_SHOWN).await;
        visit.see(message).await;
        // The way back is there, and so is the answer.
        visit.press("Till Chefsenkäten").await;
        visit.heading("Chefsenkäten").await;
        visit.follow("#/sv/chefsenkat/1").await;
        visit.heading(QUESTION_1).await;
        assert_eq!(visit.chosen().await, ["Ja"]);
        visit.follow("#/sv/chefsenkat/resultat").await;
        visit.heading(NOT_SHOWN).await;
        visit.mend_server();
        visit.press("Försök igen").await;
        visit.heading("Resultat").await;
        visit.see("Svaren ger 1 av 1 poäng").await;
        assert_eq!(visit.script("return document.activeElement !== document.body").await, true, "the focus is lost");
        visit.finish().await;
    }
}

/// The host has got another release while the page was open: the files of this one are gone.
async fn a_release_that_has_been_replaced_is_offered_once_the_answers_are_safe(engine: Engine) {
    let visit = Visit::with(engine, Site::edited(|_| {}), json!({})).await;
    visit.program_may_fail();
    visit.answer_first_unsaved("Ja").await;
    let folder = visit.site.folder();
    let (script, part) = (visit.site.file("vattenpass", ".js"), visit.site.file("documents", ".wasm"));
    let page = fs::read_to_string(folder.join("index.html")).unwrap();
    fs::copy(folder.join(&script), folder.join("vattenpass-new.js")).unwrap();
    fs::write(folder.join("index.html"), page.replace(&script, "vattenpass-new.js")).unwrap();
    fs::rename(folder.join(&part), folder.join("moved")).unwrap();
    visit.follow("#/sv/chefsenkat/papper").await;
    visit.heading(NOT_SHOWN).await;
    visit.see_no("nyare version").await;
    visit.press("Försök igen").await;
    visit.see("Dina svar finns bara i den här fliken.").await;
    visit.see_no("Ladda om sidan för att").await;
    visit.press("Spara svaren i webbläsaren").await;
    visit.see("Ladda om sidan för att få den.").await;
    fs::rename(folder.join("moved"), folder.join(&part)).unwrap();
    visit.press("Ladda om sidan").await;
    visit.see("Skriv ut").await;
    visit.follow("#/sv/chefsenkat/1").await;
    visit.heading(QUESTION_1).await;
    assert_eq!(visit.chosen().await, ["Ja"]);
    visit.finish().await;
}

#[tokio::test]
async fn a_start_page_whose_part_is_missing_says_so_and_leads_nowhere_else() {
    let part: &str = Site::Built.file("start", ".wasm").leak();
    let visit = Visit::new().await;
    visit.program_may_fail();
    visit.instead_of(part, Instead::Answer(404, "text/html", ""));
    visit.instead_of(Site::Built.file("front", ".wasm").leak(), Instead::Answer(404, "text/html", ""));
    visit.open("#/sv/").await;
    visit.heading(NOT_SHOWN).await;
    visit.see("Servern svarar 404 för filen start-").await;
    visit.see_no("Till startsidan").await;
    // A front page leads back to the start page.
    visit.follow("#/sv/chefsenkat").await;
    visit.press("Till startsidan").await;
    // It has been asked for again, and is still missing: only then does the button bring it.
    visit.see_no("Till startsidan").await;
    visit.heading(NOT_SHOWN).await;
    visit.mend_server();
    visit.press("Försök igen").await;
    visit.see("BITS basnivå").await;
    visit.finish().await;
}

#[tokio::test]
async fn what_the_start_page_fetches_later_is_told_if_it_is_missing_and_can_be_had_again() {
    let visit = Visit::new().await;
    visit.program_may_fail();
    visit.instead_of(Site::Built.file("front", ".wasm").leak(), Instead::Answer(404, "text/html", ""));
    visit.open("#/sv/").await;
    visit.see("BITS basnivå").await;
    visit.see("Servern svarar 404 för filen front-").await;
    visit.press("Försök igen").await;
    visit.see("Servern svarar 404 för filen front-").await;
    visit.mend_server();
    visit.press("Försök igen").await;
    visit.see("Har du en resultatfil?").await;
    visit.see_no("Servern svarar").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_missing_part_is_told_in_the_readers_language_and_comes_by_itself_with_the_network() {
    let visit = Visit::new().await;
    visit.program_may_fail();
    visit.instead_of(visit.site.file("result", ".wasm").leak(), Instead::Answer(404, "text/html", ""));
    visit.answer_first_unsaved("Ja").await;
    visit.follow("#/sv/chefsenkat/resultat").await;
    visit.see("Servern svarar 404 för filen result-").await;
    visit.press("English").await;
    visit.heading("The page cannot be shown").await;
    visit.see("The server answers 404 for the file result-").await;
    visit.see_no("Servern svarar").await;
    visit.mend_server();
    visit.script("dispatchEvent(new Event('online'))").await;
    visit.heading("Result").await;
    visit.see("1 of 1 point, 100%.").await;
    visit.finish().await;
}

#[tokio::test]
async fn while_one_answers_what_leads_to_the_result_is_fetched() {
    let visit = Visit::new().await;
    visit.open("#/sv/chefsenkat/1").await;
    visit.heading(QUESTION_1).await;
    visit.choose("Ja").await;
    let name = visit.site.file("result", ".wasm");
    let entry = format!(
        "return performance.getEntriesByType('resource').some(e => e.name.endsWith('{name}') && e.responseEnd)"
    );
    let has_come = || async { (visit.script(&entry).await == true).then_some(()) };
    visit.wait("the part with the result", has_come).await;
    let offline = json!({ "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    visit.driver.cdp().send_raw("Network.enable", json!({})).await.unwrap();
    visit.driver.cdp().send_raw("Network.emulateNetworkConditions", offline).await.unwrap();
    visit.follow("#/sv/chefsenkat/resultat").await;
    visit.heading("Resultat").await;
    visit.see("Svaren ger 1 av 1 poäng").await;
    visit.may_fail("ERR_INTERNET_DISCONNECTED");
    visit.finish().await;
}

#[tokio::test]
async fn a_file_that_was_chosen_is_opened_when_the_part_that_opens_it_comes_at_last() {
    let visit = Visit::new().await;
    visit.program_may_fail();
    visit.instead_of(visit.site.file("open", ".wasm").leak(), Instead::Answer(503, "text/html", ""));
    visit.open("#/en/").await;
    visit.see("BITS baseline").await;
    visit.open_file(result_file("kontinuitet", "2026-11-20T10:00:00Z", |_| 0).to_json().as_bytes()).await;
    visit.see("The server answers 503 for the file open-").await;
    visit.press("Try again").await;
    visit.see("The server answers 503 for the file open-").await;
    visit.mend_server();
    visit.press("Try again").await;
    visit.heading("Result").await;
    visit.finish().await;
}

/// A cache may keep a file for as long as it likes: another content is another name. `ARCHITECTURE.md` lists the rest.
#[test]
fn all_that_belongs_to_a_release_is_named_by_its_content() {
    const LASTING: [&str; 12] = [
        "index.html",
        "sw.js",
        "manifest.webmanifest",
        "icon.svg",
        "icon-512.png",
        "apple-touch-icon.png",
        ".htaccess",
        "web.config",
        ".gitattributes",
        ".nojekyll",
        "content",
        "schema",
    ];
    let is_digest = |part: &str| [8, 16].contains(&part.len()) && part.bytes().all(|digit| digit.is_ascii_hexdigit());
    let names = fs::read_dir(Site::Built.folder()).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.map(|name| name.into_string().unwrap());
    let (lasting, named): (Vec<_>, Vec<_>) = names.partition(|name| LASTING.contains(&name.as_str()));
    assert_eq!(lasting.len(), LASTING.len(), "{lasting:?}");
    let others: Vec<_> = named.iter().filter(|name| !name.split(['-', '.', '_']).any(is_digest)).collect();
    assert!(others.is_empty(), "{others:?}");
    let architecture = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let list = architecture.lines().find(|line| line.contains("keep their names")).unwrap();
    for name in LASTING {
        assert!(list.contains(&format!("`{name}")), "ARCHITECTURE.md does not list {name}");
    }
}

/// The style sheet of a part stays when another part's page is shown.
#[tokio::test]
async fn a_groups_charts_look_alike_after_a_page_for_a_room() {
    let visit = Visit::new().await;
    visit.open("#/sv/utbildning").await;
    visit.heading("Utbildning").await;
    visit.follow("#/sv/grupp").await;
    visit.drop_files(&autumn(2026)).await;
    visit.press("Chefsenkäten").await;
    visit.find("table.bars").await;
    assert_eq!(visit.script("return getComputedStyle(document.querySelector('table.bars')).display").await, "table");
    visit.finish().await;
}
