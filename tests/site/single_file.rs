//! The whole site as one page, opened from a disk.

use std::fs;

use serde_json::json;

use crate::harness::{Engine, GROUP_FILES, QUESTION_1, Site, Visit, in_every_engine, result_file, root};

in_every_engine!(it_opens_from_a_disk_and_does_all_that_the_site_does);

/// A visit to the single file on the device's own disk.
async fn opened(engine: Engine) -> Visit {
    let mut visit = Visit::with(engine, Site::Built, json!({})).await;
    let file = visit.on_disk("vattenpass.html");
    fs::copy(root().join("release/vattenpass.html"), file).unwrap();
    visit
}

async fn it_opens_from_a_disk_and_does_all_that_the_site_does(engine: Engine) {
    let visit = opened(engine).await;
    visit.open("#/sv/").await;
    visit.see("Chefsenkäten").await;
    visit.press_starting("Chefsenkäten").await;
    visit.press("Starta").await;
    visit.answer(QUESTION_1, "Nej").await;
    visit.see("Fråga 2 av 10").await;
    // What is saved is there after a reload, where the browser lets a file save anything.
    let saves = visit.script(
        "try { localStorage.setItem('x', 'x'); localStorage.removeItem('x'); return true } catch { return false }",
    );
    if saves.await == json!(true) {
        visit.reload().await;
        // From within: Chromium's driver waits in vain for an address on a disk that differs in its fragment alone.
        visit.see("Fråga 2 av 10").await;
        visit.script("location.hash = '#/sv/chefsenkat/1'").await;
        visit.heading(QUESTION_1).await;
        assert_eq!(visit.chosen().await, ["Nej"]);
    }
    visit.script("location.hash = '#/sv/chefsenkat/resultat/spara'").await;
    visit.press("Ladda ner resultat").await;
    let (name, result) = visit.downloaded().await;
    assert!(name.starts_with("vattenpass-chefsenkat-"), "{name}");
    assert!(String::from_utf8_lossy(&result).contains("\"nej\""));
    // The other language, both workers, and the coordinator's page with its own.
    visit.script("location.hash = '#/en/nis2-kunskap'").await;
    visit.see("Start").await;
    visit.script("location.hash = '#/sv/dokument/sammanfattning'").await;
    visit.press("Ladda ner som Markdown").await;
    visit.downloaded().await;
    visit.press("Ladda ner för Word").await;
    visit.downloaded().await;
    visit.script("location.hash = '#/sv/grupp'").await;
    visit.find(".drop-zone").await;
    // What needs a server says so.
    visit.press("Bjud in dem som ska svara").await;
    visit.see("Adresser till den fungerar bara på den här datorn").await;
    let file = result_file("chefsenkat", "2026-11-20T10:00:00Z", |_| 0).to_json();
    visit.choose_file(GROUP_FILES, file.as_bytes()).await;
    visit.see("1 resultat").await;
    visit.script("location.hash = '#/sv/kontroll'").await;
    visit.see("Då finns ingen server att kontrollera, bara det som är i filen.").await;
    visit.see("filer är som de gavs ut.").await;
    visit.see("Vattenpass 0.").await;
    visit.see("Sidan går att använda utan nät.").await;
    visit.see_no("Servern").await;
    visit.script("location.hash = '#/sv/utbildning/nis2-kunskap'").await;
    visit.see("Starta").await;
    visit.see_no("lärplattform").await;
    visit.finish().await;
}
