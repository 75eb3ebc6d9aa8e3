//! Everything that is saved on a device: in one file, out of it on another device, and deleted.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::access::{key, reach};
use crate::harness::{Engine, GROUP_FILES, QUESTION_1, Site, Visit, in_every_engine, result_file};

in_every_engine!(
    everything_on_a_device_goes_to_another_in_one_file,
    how_long_the_browser_keeps_what_is_saved_is_said_where_it_is_saved,
);

const PAGE: &str = "#/sv/enheten";
const FILE: &str = "input[type=file]";

/// The rows of the list: what, how many.
async fn list(visit: &Visit) -> Vec<(String, String)> {
    visit.find(".scroll table").await;
    let script = "return [...document.querySelectorAll('.scroll tbody tr')]
        .map((row) => [row.cells[0].innerText, row.cells[1].innerText])";
    serde_json::from_value(visit.script(script).await).unwrap()
}

fn row(what: &str, count: &str) -> (String, String) {
    (what.to_owned(), count.to_owned())
}

/// The other device is this one, with everything deleted.
async fn everything_on_a_device_goes_to_another_in_one_file(engine: Engine) {
    let visit = Visit::with(engine, Site::Built, json!({})).await;
    visit.open("#/sv/grupp").await;
    visit.find(".drop-zone").await;
    let result = result_file("chefsenkat", "2026-11-20T10:00:00Z", |_| 0).to_json();
    visit.choose_file(GROUP_FILES, result.as_bytes()).await;
    visit.see("1 resultat").await;
    visit.press("Spara på datorn").await;
    visit.see("Arbetet sparas på den här datorn").await;
    visit.answer_first("Nej").await;
    visit.script("localStorage.setItem('annat', 'hör till en annan sida')").await;
    visit.open(PAGE).await;
    visit.heading("Sparat på enheten").await;
    let all = [row("Chefsenkäten", "1"), row("Samlade svar från många", "1")];
    assert_eq!(list(&visit).await, all);
    visit.press("Ladda ner allt i en fil").await;
    let (name, file) = visit.downloaded().await;
    assert!(name.starts_with("vattenpass-enhet-20") && name.ends_with(".json"), "{name}");
    assert!(!String::from_utf8_lossy(&file).contains("hör till en annan sida"));

    visit.press("Ta bort allt från enheten").await;
    visit.press("Ja, radera").await;
    visit.see("Inget är sparat på den här enheten.").await;
    visit.open("#/sv/grupp").await;
    visit.find(".drop-zone").await;
    visit.see_no("1 resultat").await;
    visit.open(PAGE).await;
    visit.see("Inget är sparat på den här enheten.").await;

    visit.choose_file(FILE, &file).await;
    visit.see("1 självskattning är tillagd.").await;
    visit.see("Svaren du har samlat från många är med.").await;
    assert_eq!(list(&visit).await, all);
    visit.choose_file(FILE, &file).await;
    visit.see("1 fanns redan här.").await;
    // Damaged on its way.
    let mut damaged: Value = serde_json::from_slice(&file).unwrap();
    damaged["group"][0] = json!("%");
    visit.choose_file(FILE, damaged.to_string().as_bytes()).await;
    visit.see("En del av svaren du har samlat från många är skadad i filen").await;
    visit.open("#/sv/grupp").await;
    visit.see("1 resultat").await;
    visit.open("#/sv/chefsenkat/1").await;
    visit.heading(QUESTION_1).await;
    assert_eq!(visit.chosen().await, ["Nej"]);

    // Changed here since: both are there.
    visit.choose("Ja").await;
    visit.open(PAGE).await;
    visit.heading("Sparat på enheten").await;
    visit.choose_file(FILE, &file).await;
    visit.see("1 finns nu i två versioner").await;
    assert_eq!(list(&visit).await[0], row("Chefsenkäten", "2"));
    visit.finish().await;
}

async fn how_long_the_browser_keeps_what_is_saved_is_said_where_it_is_saved(engine: Engine) {
    let visit = Visit::with(engine, Site::Built, json!({})).await;
    visit.answer_first("Ja").await;
    visit.script("location.hash = '#/sv/chefsenkat/resultat/spara'").await;
    // Apple's browsers, and what is made of the same engine.
    let said = match engine {
        Engine::WebKit => "om du inte besöker sidan på sju dagar",
        Engine::Chromium | Engine::Firefox => "om det blir ont om plats",
    };
    visit.heading("Spara och dela").await;
    // Where nothing is known of when, there is nothing to say beside each result.
    assert_eq!(visit.text().await.contains(said), engine == Engine::WebKit);
    visit.press("Allt som är sparat på enheten").await;
    visit.heading("Sparat på enheten").await;
    visit.see(said).await;
    visit.finish().await;
}

/// By keyboard alone, with a phone's width, in English.
#[tokio::test]
async fn everything_is_deleted_when_the_reader_is_sure() {
    let visit = Visit::new().await;
    visit.answer_first("Nej").await;
    visit.script("localStorage.setItem('annat', 'hör till en annan sida')").await;
    visit.script("location.hash = '#/en/device'").await;
    visit.heading("Saved on this device").await;
    list(&visit).await;
    reach(&visit, Key::Tab, "button Delete everything from this device").await;
    key(&visit, Key::Enter).await;
    visit.focus_is_on("the question", "P Do you want to delete everything").await;
    reach(&visit, Key::Tab, "button Cancel").await;
    key(&visit, Key::Enter).await;
    visit.focus_is_on("Cancel", "H2 Delete everything").await;
    assert_eq!(list(&visit).await.len(), 1);
    reach(&visit, Key::Tab, "button Delete everything from this device").await;
    key(&visit, Key::Enter).await;
    reach(&visit, Key::Tab, "button Yes, delete").await;
    key(&visit, Key::Enter).await;
    visit.see("Nothing is saved on this device.").await;
    assert_eq!(visit.script("return Object.keys(localStorage)").await, json!(["annat"]));
    visit.script("location.hash = '#/sv/chefsenkat'").await;
    visit.see("Starta").await;
    visit.see_no("Fortsätt").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_file_that_is_no_devices_is_refused_with_what_it_is() {
    let visit = Visit::new().await;
    visit.answer_first("Nej").await;
    visit.script(&format!("location.hash = '{PAGE}'")).await;
    visit.heading("Sparat på enheten").await;
    let result = result_file("chefsenkat", "2026-11-20T10:00:00Z", |_| 0).to_json();
    let newer = json!({ "format": "vattenpass-device", "version": 9 }).to_string();
    // Keys that are no records, and a record that is damaged: it is set aside and told of, as any that is.
    let odd = json!({
        "format": "vattenpass-device", "version": 1, "saved": "", "kept": {}, "group": ["***"],
        "records": { "assessment:chefsenkat:skadad": "{", "current:chefsenkat:": "x", "../": "x" },
    });
    for (file, said) in [
        (result.as_str(), "Det här är en resultatfil."),
        ("hej", "Filen är inte en fil med allt från en enhet."),
        (&newer, "en nyare version av Vattenpass"),
        (&odd.to_string(), "1 självskattning är tillagd."),
    ] {
        visit.choose_file(FILE, file.as_bytes()).await;
        visit.see(said).await;
    }
    let damaged = row("Chefsenkäten: Skadat, går inte att läsa", "1");
    visit.wait("the damaged record", || async { list(&visit).await.contains(&damaged).then_some(()) }).await;
    assert!(list(&visit).await.contains(&row("Chefsenkäten", "1")));
    let keys: Value = visit.script("return Object.keys(localStorage).filter((key) => key.includes('..'))").await;
    assert_eq!(keys, json!([]));
    visit.finish().await;
}
