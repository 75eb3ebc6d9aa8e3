//! The page that checks an installation, and an upgrade by it.

use std::fs;
use std::io::Read;
use std::path::Path;

use serde_json::json;
use thirtyfour::Key;

use crate::access::{key, reach};
use crate::harness::{Engine, Host, Instead, Site, Visit, in_every_engine, published, release_file, replace, root};

in_every_engine!(a_host_that_is_set_up_has_nothing_to_correct);

/// The lines of a grade: `wrong`, `fair` or `good`.
async fn lines(visit: &Visit, grade: &str) -> Vec<String> {
    visit.find(".findings").await;
    let script = format!("return [...document.querySelectorAll('.finding-{grade}')].map((line) => line.innerText)");
    serde_json::from_value(visit.script(&script).await).unwrap()
}

async fn says(visit: &Visit, grade: &str, texts: &[&str]) {
    let lines = lines(visit, grade).await;
    for text in texts {
        assert!(lines.iter().any(|line| line.contains(text)), "{grade}: {text} is not in {lines:#?}");
    }
}

async fn a_host_that_is_set_up_has_nothing_to_correct(engine: Engine) {
    let site = published();
    for host in [Host::Nginx, Host::Apache] {
        let running = host.serve(site.path(), "/intranat/vattenpass/").await;
        let visit = Visit::on(engine, &running).await;
        visit.open("#/sv/kontroll").await;
        visit.heading("Kontrollera webbplatsen").await;
        assert_eq!(lines(&visit, "wrong").await, [""; 0], "{host:?}");
        let good = [
            "Filerna skickas som rätt typ.",
            "Filerna packas på vägen.",
            "Det ni ändrar syns direkt.",
            "Programmets filer sparas i webbläsaren.",
            "Säkerhetsrubrikerna skickas.",
            "filer är på plats och hela.",
            "Vattenpass 0.",
        ];
        says(&visit, "good", &good).await;
        // As unpacked: nobody has said whose it is.
        says(&visit, "fair", &["content/site.toml", "Kvar att fylla i content/sv/om/tillganglighet.md: 8."]).await;
        visit.finish().await;
    }
}

#[tokio::test]
async fn each_fault_of_a_host_is_told_with_what_to_do() {
    let visit = Visit::new().await;
    let name = |start: &str, ending: &str| -> &'static str { visit.site.file(start, ending).leak() };
    visit.open("#/en/about/metod").await;
    visit.see("How results are worked out").await;
    visit.instead_of(name("office", ".js"), Instead::Answer(404, "text/html", "<h1>Nej"));
    visit.instead_of(name("room", ".css"), Instead::Half);
    visit.instead_of(name("parts", ".css"), Instead::Typed("text/plain"));
    for failure in ["office-", "room-", "parts-"] {
        visit.may_fail(failure);
    }
    visit.script("location.hash = '#/sv/kontroll'").await;
    let wrong = [
        "som text/plain",
        "Filer som slutar på .css ska skickas som text/css.",
        "Servern svarar 404 för filen office-",
        "är inte den som hör till sidan",
    ];
    says(&visit, "wrong", &wrong).await;
    let fair = ["Säkerhetsrubriker saknas: Content-Security-Policy", "hur länge filer får sparas", "skickas opackade"];
    says(&visit, "fair", &fair).await;
    visit.see("saker behöver rättas.").await;
    visit.mend_server();
    visit.press("Kontrollera igen").await;
    visit.see_no("saker behöver rättas").await;
    visit.finish().await;
}

/// The municipality's own content, some of it faulty, and some left from version 0.2.0.
fn old_and_own(content: &Path) {
    let before = root().join("tests/site/fixtures/release-0.2.0/content");
    let own = fs::read_to_string(before.join("sv/bits-basniva.md")).unwrap();
    fs::write(content.join("sv/bits-basniva.md"), own.replacen("# ", "# Vår ", 1)).unwrap();
    fs::copy(before.join("sv/servicedesk.md"), content.join("sv/servicedesk.md")).unwrap();
    replace(content, "site.toml", "sv = \"Er kommun\"", "sv = \"Kumla kommun\"");
    replace(content, "site.toml", "  \"snabbkollen\",\n", "");
    let lines = fs::read_to_string(content.join("sv/outsourcing.md")).unwrap().replace('\n', "\r\n");
    fs::write(content.join("sv/outsourcing.md"), lines).unwrap();
    fs::write(content.join("sv/it-program.md"), "+++\nid = \"it-program\"\n+++\n").unwrap();
    replace(content, "en/vem-ansvarar.md", "id = \"", "id = \"x-");
}

#[tokio::test]
async fn what_is_edited_faulty_and_left_from_before_is_told_apart() {
    let visit = Visit::to(Site::edited(old_and_own), json!({})).await;
    visit.may_fail("snabbkollen");
    visit.open("#/sv/kontroll").await;
    says(&visit, "wrong", &["content/sv/it-program.md, rad 1", "vem-ansvarar"]).await;
    let fair = [
        "content/sv/servicedesk.md är från en tidigare version av Vattenpass.",
        "content/sv/outsourcing.md har fått andra radslut.",
        "Ni har ändrat content/sv/bits-basniva.md, som har version 1.0. Den som följer med Vattenpass har version 2.0.",
    ];
    says(&visit, "fair", &fair).await;
    says(&visit, "fair", &["Kommunens namn i content/site.toml är fortfarande exemplet"]).await;
    says(&visit, "good", &["står inte på startsidan: snabbkollen."]).await;
    let table = visit.script("return document.querySelector('main table').innerText").await.to_string();
    for row in
        ["site.toml\\tÄndrad av er", "bits-basniva.md\\tÄndrad av er", "servicedesk.md\\tFrån en tidigare version"]
    {
        assert!(table.contains(row), "{row}: {table}");
    }
    visit.finish().await;
}

/// What would make results of the two languages count differently, what nobody sees, and what is left of the examples.
#[tokio::test]
async fn what_an_administrator_overlooks_is_told() {
    let own = |content: &Path| {
        replace(content, "sv/servicedesk.md", "`ja: 1`", "`ja: 0.5`");
        replace(content, "site.toml", "# logo =", "logo =");
        replace(content, "site.toml", "# email =", "email =");
        replace(
            content,
            "site.toml",
            "sv = \"Er kommun\", en = \"Your municipality\"",
            "sv = \"Kumla\", en = \"Kumla\"",
        );
        for lang in ["sv", "en"] {
            let path = content.join(lang).join("om/integritet.md");
            fs::write(&path, fs::read_to_string(&path).unwrap().replace(['[', ']'], "")).unwrap();
        }
    };
    let visit = Visit::to(Site::edited(own), json!({})).await;
    visit.may_fail("logo.svg");
    visit.open("#/sv/kontroll").await;
    let wrong = ["content/sv/servicedesk.md, rad ", "Logotypen content/logo.svg finns inte"];
    says(&visit, "wrong", &wrong).await;
    says(&visit, "fair", &["informationssakerhet@kommunen.se", "Kvar att fylla i content/en/om/tillganglighet.md: 8."])
        .await;
    let text = visit.text().await;
    assert!(!text.contains("integritet.md: ") && !text.contains("namn i content/site.toml är fortfarande"), "{text}");
    visit.open("#/sv/om/integritet").await;
    visit.see("Det som sparas").await;
    assert!(!visit.text().await.contains("inte är klar"));
    visit.open("#/sv/om/tillganglighet").await;
    visit.see("har 8 uppgifter kvar att fylla i").await;
    visit.finish().await;
}

/// A questionnaire off the list, and one in a language that is off, are the municipality's work all the same.
#[tokio::test]
async fn what_is_not_shown_is_read_and_comes_along_too() {
    let own = |content: &Path| {
        replace(content, "site.toml", "languages = [\"sv\", \"en\"]", "languages = [\"sv\"]");
        for id in ["outsourcing", "servicedesk", "it-program"] {
            replace(content, "site.toml", &format!("  \"{id}\",\n"), "");
        }
        replace(content, "sv/outsourcing.md", "# Outsourcad", "# Vår outsourcade");
        replace(content, "sv/it-program.md", "+++\nid", "id");
        replace(content, "en/chefsenkat.md", "# The manager survey", "# Our manager survey");
        fs::remove_file(content.join("sv/servicedesk.md")).unwrap();
        fs::remove_file(content.join("en/servicedesk.md")).unwrap();
    };
    let visit = Visit::to(Site::edited(own), json!({})).await;
    visit.may_fail("servicedesk.md");
    visit.open("#/sv/kontroll").await;
    says(&visit, "wrong", &["content/sv/it-program.md, rad 1"]).await;
    says(&visit, "good", &["står inte på startsidan: it-program och outsourcing."]).await;
    assert!(!visit.text().await.contains("inställningar har fel"), "a group may name what is off the list");
    visit.press("Ladda ner det ni har ändrat").await;
    let (_, zip) = visit.downloaded().await;
    let zip = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    let mut names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    names.sort();
    let edited = ["en/chefsenkat.md", "site.toml", "sv/it-program.md", "sv/outsourcing.md"];
    assert_eq!(names, edited.map(|name| format!("content/{name}")));
    visit.finish().await;
}

#[tokio::test]
async fn what_is_corrected_in_the_settings_is_seen_by_checking_again() {
    let wrong = |content: &Path| {
        replace(content, "site.toml", "group_threshold = 5", "group_threshold = \"5\"");
        replace(content, "site.toml", "sv = \"Er kommun\"", "sv = \"Kumla kommun\"");
    };
    let visit = Visit::to(Site::edited(wrong), json!({})).await;
    visit.open("#/sv/kontroll").await;
    says(&visit, "wrong", &["Skriv ett tal: group_threshold = 3."]).await;
    says(&visit, "fair", &["har varken e-post eller telefon"]).await;
    let content = visit.site.folder().join("content");
    replace(&content, "site.toml", "group_threshold = \"5\"", "group_threshold = 5");
    replace(&content, "site.toml", "# email =", "email =");
    replace(&content, "site.toml", "informationssakerhet@kommunen.se", "informationssakerhet@kumla.se");
    visit.press("Kontrollera igen").await;
    visit.see("kan bli bättre.").await;
    visit.see_no("sak behöver rättas").await;
    let text = visit.text().await;
    assert!(!text.contains("inställningar har fel") && !text.contains("varken e-post"), "{text}");
    visit.finish().await;
}

#[tokio::test]
async fn the_page_is_used_by_keyboard_alone() {
    let own = |content: &Path| replace(content, "site.toml", "sv = \"Er kommun\"", "sv = \"Kumla kommun\"");
    let visit = Visit::to(Site::edited(own), json!({})).await;
    visit.resize(390, 844).await;
    visit.open("#/sv/kontroll").await;
    visit.find(".finding").await;
    reach(&visit, Key::Tab, "button Kontrollera igen").await;
    key(&visit, Key::Enter).await;
    visit.focus_is_on("Kontrollera igen", "H1 Kontrollera webbplatsen").await;
    visit.find(".finding").await;
    reach(&visit, Key::Tab, "button Be webbläsaren att behålla det").await;
    key(&visit, Key::Enter).await;
    let answers = ["Webbläsaren har lovat", "Webbläsaren lovar inget"];
    let has_answered = async || {
        let text = visit.text().await;
        answers.iter().any(|answer| text.contains(answer)).then_some(())
    };
    visit.wait(answers, has_answered).await;
    visit.focus_is_on("the browser's answer", "BUTTON Be webbläsaren att behålla det").await;
    reach(&visit, Key::Tab, "button Ladda ner det ni har ändrat").await;
    key(&visit, Key::Enter).await;
    let (name, _) = visit.downloaded().await;
    assert!(name.starts_with("vattenpass-eget-"), "{name}");
    reach(&visit, Key::Tab, "button Ladda ner hela webbplatsen som en fil").await;
    key(&visit, Key::Enter).await;
    let (name, _) = visit.downloaded().await;
    assert_eq!(name, "vattenpass.html");
    visit.finish().await;
}

/// A municipality that has edited 0.2.0 upgrades: what is its own is downloaded, the new release unpacked over the old one,
/// and its own over that.
#[tokio::test]
async fn what_a_municipality_has_edited_comes_along_to_a_new_release() {
    let own = |content: &Path| {
        let before = root().join("tests/site/fixtures/release-0.2.0/content");
        let settings = fs::read_to_string(before.join("site.toml")).unwrap();
        fs::write(content.join("site.toml"), settings.replacen("Er kommun", "Kumla kommun", 1)).unwrap();
        let text = fs::read_to_string(before.join("sv/bits-basniva.md")).unwrap();
        fs::write(content.join("sv/bits-basniva.md"), text.replacen("# BITS basnivå", "# Vår egen BITS", 1)).unwrap();
    };
    let visit = Visit::to(Site::edited(own), json!({})).await;
    visit.open("#/sv/kontroll").await;
    visit.press("Ladda ner det ni har ändrat").await;
    let (name, zip) = visit.downloaded().await;
    assert!(name.starts_with("vattenpass-eget-"), "{name}");
    visit.press("Ladda ner hela webbplatsen som en fil").await;
    let (name, single) = visit.downloaded().await;
    assert_eq!(name, "vattenpass.html");
    visit.finish().await;

    let fresh = published();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names, ["content/site.toml", "content/sv/bits-basniva.md"]);
    for n in 0..zip.len() {
        let mut file = zip.by_index(n).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let path = fresh.path().join(file.name().unwrap().into_owned());
        fs::write(path, bytes).unwrap();
    }
    let running = Host::Nginx.serve(fresh.path(), "/").await;
    let visit = Visit::on(Engine::Chromium, &running).await;
    visit.open("#/sv/").await;
    visit.see("Kumla kommun").await;
    visit.see("Vår egen BITS").await;
    visit.open("#/sv/kontroll").await;
    // What no longer fits: the English questionnaire is the new one.
    let wrong = lines(&visit, "wrong").await;
    assert!(wrong.iter().all(|line| line.contains("bits-basniva.md, rad ")), "{wrong:#?}");
    says(&visit, "wrong", &["content/sv/bits-basniva.md, rad 1,", "content/en/bits-basniva.md, rad 430"]).await;
    says(&visit, "fair", &["content/sv/bits-basniva.md, som har version 1.0."]).await;
    says(&visit, "good", &["står inte på startsidan: snabbkollen."]).await;
    visit.finish().await;

    // The single file has it too.
    let mut visit = Visit::with(Engine::Chromium, Site::Built, json!({})).await;
    let file = visit.on_disk("vattenpass.html");
    fs::write(file, single).unwrap();
    visit.open("#/sv/").await;
    visit.see("Vår egen BITS").await;
    visit.finish().await;
    assert!(fresh.path().join(release_file(fresh.path(), "boot", ".js")).exists());
}
