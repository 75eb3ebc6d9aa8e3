//! What comes from outside: the network, the host, the site's own files, and addresses that lead out of the content.
//!
//! Each fault is blamed on what is to blame, and can be tried again where it stands.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde_json::json;

use crate::harness::{Engine, FOLDER, Instead, QUESTION_1, Site, Visit, in_every_engine, replace, result_file};

in_every_engine!(
    a_worker_that_does_not_come_is_told_as_its_own_and_tried_again,
    what_the_host_does_not_give_is_blamed_on_the_host
);

const TO_BLAME_THE_AUTHOR: &str = "Filen har fel som den som sköter sidan behöver rätta.";
const OFFLINE: &str = "Servern går inte att nå.";
const NO_WORKER: &str = "Den del av sidan som läser filer och skriver dokument startade inte.";

/// Takes the network away, or gives it back. Chromium can; it tells the page.
async fn network(visit: &Visit, is_there: bool) {
    let conditions = json!({ "offline": !is_there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    visit.driver.cdp().send_raw("Network.enable", json!({})).await.unwrap();
    visit.driver.cdp().send_raw("Network.emulateNetworkConditions", conditions).await.unwrap();
}

async fn focus_is_on_the_page(visit: &Visit) {
    let look = "return document.activeElement !== document.body";
    visit.wait("the focus somewhere", || async { (visit.script(look).await == true).then_some(()) }).await;
}

async fn go(visit: &Visit, route: &str) {
    visit.script(&format!("location.hash = String.raw`{route}`")).await;
}

/// The page loaded anew, with nothing of the last one's in memory: a page that has all of the site's parts.
async fn load_anew(visit: &Visit, n: usize) {
    visit.open(&format!("?{n}#/sv/om/metod")).await;
    visit.heading("Så räknas det").await;
}

#[tokio::test]
async fn without_a_network_that_is_said_and_tried_again_and_no_answer_is_lost() {
    let visit = Visit::new().await;
    visit.expect_failure("ERR_INTERNET_DISCONNECTED");
    visit.open("#/sv/chefsenkat").await;
    visit.click("input[type=checkbox]").await;
    visit.press("Starta").await;
    visit.answer(QUESTION_1, "Nej").await;
    network(&visit, false).await;
    // The other language is another file.
    visit.press("English").await;
    visit.heading("The questionnaire cannot be shown").await;
    visit.see("The server cannot be reached.").await;
    visit.see("Your answers are still there.").await;
    visit.see_no("The file has faults").await;
    visit.press("Try again").await;
    visit.heading("The questionnaire cannot be shown").await;
    focus_is_on_the_page(&visit).await;
    visit.press("Svenska").await;
    visit.press("Tillbaka").await;
    visit.heading(QUESTION_1).await;
    assert_eq!(visit.chosen().await, ["Nej"]);
    go(&visit, "#/sv/kontinuitet").await;
    visit.see(OFFLINE).await;
    visit.see_no(TO_BLAME_THE_AUTHOR).await;
    // It comes by itself with the network.
    network(&visit, true).await;
    visit.see_no(OFFLINE).await;
    visit.see("Starta").await;
    go(&visit, "#/en/chefsenkat/1").await;
    visit.see("Question 1 of 10").await;
    assert_eq!(visit.chosen().await, ["No"]);
    visit.finish().await;
}

#[tokio::test]
async fn what_failed_once_is_asked_for_again_by_the_button_and_by_coming_back() {
    let visit = Visit::new().await;
    visit.expect_failure("ERR_INTERNET_DISCONNECTED");
    visit.expect_failure("kontinuitet.");
    visit.open("#/sv/").await;
    visit.see("BITS basnivå").await;
    network(&visit, false).await;
    go(&visit, "#/sv/bits-basniva").await;
    visit.see(OFFLINE).await;
    // What the start page knows already it goes on showing.
    go(&visit, "#/sv/").await;
    visit.see("Chefsenkäten").await;
    visit.see_no("kan inte visas").await;
    network(&visit, true).await;
    go(&visit, "#/sv/bits-basniva").await;
    visit.heading("BITS basnivå").await;
    // A line that is lost midway is a network that is gone, and not a file that is cut.
    visit.instead_of("kontinuitet.md", Instead::CutOff);
    go(&visit, "#/sv/kontinuitet").await;
    visit.see(OFFLINE).await;
    visit.see_no(TO_BLAME_THE_AUTHOR).await;
    visit.press("Försök igen").await;
    visit.see(OFFLINE).await;
    visit.mend_server();
    visit.press("Försök igen").await;
    visit.see("Starta").await;
    focus_is_on_the_page(&visit).await;
    visit.finish().await;
}

/// A host that gives nothing that ends in .md: no questionnaire is there, and none is said to be faulty or missing.
async fn what_the_host_does_not_give_is_blamed_on_the_host(engine: Engine) {
    let visit = Visit::with(engine, Site::Built, json!({})).await;
    visit.expect_failure(".md");
    visit.expect_failure("finns-inte.");
    visit.instead_of(".md", Instead::Answer(404, "text/html", "<h1>Not found</h1>"));
    visit.open("#/sv/").await;
    visit.see("Frågeformuläret kan inte visas.").await;
    visit.see_no("Här finns inga frågeformulär än").await;
    visit.press("Visa varför").await;
    for (route, file) in [
        ("#/sv/chefsenkat", "chefsenkat"),
        ("#/sv/om/metod", "om/metod"),
        ("#/sv/om/kpmg-kumla-2012", "om/kpmg-kumla-2012"),
        ("#/sv/dokument/sammanfattning", "dokument/sammanfattning"),
        ("#/sv/dokument", "dokument/ledningens-genomgang"),
    ] {
        go(&visit, route).await;
        visit.see(&format!("filen content/sv/{file}.md (svar 404).")).await;
        visit.see_no(TO_BLAME_THE_AUTHOR).await;
    }
    // What no one has named is an address that leads nowhere.
    for route in ["#/sv/om/finns-inte", "#/sv/dokument/finns-inte", "#/sv/finns-inte/1"] {
        go(&visit, route).await;
        visit.heading("Sidan finns inte").await;
        go(&visit, "#/sv/chefsenkat").await;
        visit.heading("Frågeformuläret kan inte visas").await;
    }
    visit.mend_server();
    visit.press("Försök igen").await;
    visit.heading("Chefsenkäten").await;
    visit.finish().await;
}

#[tokio::test]
async fn what_the_host_answers_in_the_place_of_a_file_is_told_for_what_it_is() {
    let visit = Visit::new().await;
    visit.expect_failure("chefsenkat.md");
    let html = "text/html; charset=utf-8";
    let answers = [
        (Instead::Answer(403, html, "<p>Nej"), "filen content/sv/chefsenkat.md (svar 403)."),
        (Instead::Answer(503, html, "<p>Snart"), "filen content/sv/chefsenkat.md (svar 503)."),
        (
            Instead::Answer(200, html, "<!doctype html><h1>Intranätet"),
            "en webbsida i stället för filen content/sv/chefsenkat.md.",
        ),
        (Instead::Answer(200, "text/plain", "\n<!DOCTYPE HTML><h1>Hem"), "Servern skickar en webbsida"),
        (Instead::Answer(200, html, "<!-- Inloggning --><html>"), "Servern skickar en webbsida"),
    ];
    for (n, (answer, told)) in answers.into_iter().enumerate() {
        load_anew(&visit, n).await;
        visit.instead_of("sv/chefsenkat.md", answer);
        go(&visit, "#/sv/chefsenkat").await;
        visit.see(told).await;
        visit.see_no(TO_BLAME_THE_AUTHOR).await;
        visit.mend_server();
        visit.press("Försök igen").await;
        visit.heading("Chefsenkäten").await;
    }
    load_anew(&visit, answers.len()).await;
    // A host that calls Markdown a page still gives the file.
    visit.instead_of("sv/chefsenkat.md", Instead::Answer(200, html, "+++\nid = \"annat\"\n+++\n"));
    go(&visit, "#/sv/chefsenkat").await;
    visit.see(TO_BLAME_THE_AUTHOR).await;
    // What the author mends is read without loading the page anew.
    visit.mend_server();
    visit.press("Försök igen").await;
    visit.heading("Chefsenkäten").await;
    visit.finish().await;
}

#[tokio::test]
async fn settings_that_do_not_come_are_no_site_without_questionnaires() {
    let visit = Visit::new().await;
    visit.expect_failure("site.toml");
    let answers = [Instead::Answer(404, "text/html", ""), Instead::Answer(500, "text/plain", ""), Instead::CutOff];
    for (n, answer) in answers.into_iter().enumerate() {
        visit.instead_of("site.toml", answer);
        visit.open(&format!("?{n}#/sv/")).await;
        visit.see("Sidans inställningar kunde inte hämtas.").await;
        visit.see_no("Här finns inga frågeformulär än").await;
        visit.see_no("Sidans inställningar har fel").await;
        visit.mend_server();
        visit.press("Försök igen").await;
        visit.see("Chefsenkäten").await;
        visit.see_no("Sidans inställningar kunde inte hämtas.").await;
        focus_is_on_the_page(&visit).await;
    }
    visit.finish().await;
}

#[tokio::test]
async fn a_compiled_form_that_does_not_come_is_no_fault() {
    let visit = Visit::new().await;
    visit.expect_failure(".bin");
    visit.instead_of(".bin", Instead::Answer(404, "text/html", ""));
    visit.open("#/sv/").await;
    visit.see("Chefsenkäten").await;
    visit.press_starting("Chefsenkäten").await;
    visit.see("Starta").await;
    visit.finish().await;
}

fn edited() -> Site {
    Site::edited(|content| replace(content, "sv/chefsenkat.md", "# Chefsenkäten", "# Vår egen chefsenkät"))
}

/// Puts something else in the place of a file of the site, and gives what stood there.
fn put(site: &Site, file: &str, contents: Option<&[u8]>) -> Vec<u8> {
    let path = site.folder().join(file);
    let before = fs::read(&path).unwrap();
    match contents {
        Some(contents) => fs::write(path, contents).unwrap(),
        None => fs::remove_file(path).unwrap(),
    }
    before
}

fn put_back(site: &Site, file: &str, contents: &[u8]) {
    fs::write(site.folder().join(file), contents).unwrap();
}

/// The files that the worker is made of: what starts it, its script and its module.
fn worker_files(site: &Site) -> [String; 3] {
    [("reader", ".js"), ("worker", ".js"), ("worker", "_bg.wasm")].map(|(start, ending)| site.file(start, ending))
}

async fn a_worker_that_does_not_come_is_told_as_its_own_and_tried_again(engine: Engine) {
    let visit = Visit::with(engine, edited(), json!({})).await;
    let [reader, worker, module] = worker_files(&visit.site);
    [&reader, &worker, &module].iter().for_each(|file| visit.expect_failure(file));
    let all_there = format!("Alla dess filer finns: {reader}, {worker} och {module}.");
    let wasm = fs::read(visit.site.folder().join(&module)).unwrap();
    let refused = |file: &str| format!("Servern lämnar inte ut filen {file}");
    let page = b"<!doctype html><h1>Hem</h1>".as_slice();
    let cases: [(&str, Option<&[u8]>, String); 6] = [
        (&worker, None, refused(&worker)),
        (&reader, None, refused(&reader)),
        (&module, None, refused(&module)),
        (&worker, Some(page), format!("en webbsida i stället för filen {worker}")),
        (&worker, Some(b"var wasm_bindgen = async () => { throw new Error('trasig') }"), all_there.clone()),
        (&module, Some(&wasm[..wasm.len() / 2]), all_there),
    ];
    for (n, (file, contents, told)) in cases.into_iter().enumerate() {
        let before = put(&visit.site, file, contents);
        load_anew(&visit, n).await;
        go(&visit, "#/sv/chefsenkat").await;
        visit.see(NO_WORKER).await;
        visit.see(&told).await;
        visit.see_no(TO_BLAME_THE_AUTHOR).await;
        // The others need no worker.
        go(&visit, "#/sv/bits-basniva").await;
        visit.heading("BITS basnivå").await;
        go(&visit, "#/sv/chefsenkat").await;
        visit.see(&told).await;
        put_back(&visit.site, file, &before);
        visit.press("Försök igen").await;
        visit.heading("Vår egen chefsenkät").await;
    }
    visit.finish().await;
}

/// Has the worker do something of its own before it reads what it is asked to. Gives its script.
fn hijack(site: &Site, script: &str) -> PathBuf {
    let [_, worker, _] = worker_files(site);
    let worker = site.folder().join(worker);
    fs::rename(&worker, site.folder().join("own.js")).unwrap();
    fs::write(&worker, script).unwrap();
    worker
}

#[tokio::test]
async fn a_worker_that_stops_at_one_file_still_reads_the_others() {
    let site = Site::edited(|content| {
        for (id, title) in [("chefsenkat", "Chefsenkäten"), ("it-uppdrag", ""), ("servicedesk", "")] {
            let file = format!("sv/{id}.md");
            let text = fs::read_to_string(content.join(&file)).unwrap();
            let was = text.lines().find(|line| line.starts_with("# ")).unwrap().to_owned();
            assert!(was.contains(title));
            replace(content, &file, &was, &format!("# Ändrad {id}"));
        }
    });
    hijack(
        &site,
        "importScripts('./own.js');
         const own = wasm_bindgen;
         wasm_bindgen = async (options) => {
           await own(options);
           const read = self.onmessage;
           self.onmessage = (event) => {
             if (event.data[3] === 'it-uppdrag') throw new Error('stannade');
             read(event);
           };
         };",
    );
    let visit = Visit::to(site, json!({})).await;
    visit.open("#/sv/").await;
    visit.see("Ändrad chefsenkat").await;
    visit.see("Ändrad servicedesk").await;
    visit.see("Frågeformuläret kan inte visas.").await;
    visit.press("Visa varför").await;
    visit.see(NO_WORKER).await;
    visit.finish().await;
}

#[tokio::test]
async fn nobody_waits_for_ever_for_a_worker_that_stands_still() {
    let silent_at_first = "var wasm_bindgen = async () => {}";
    let silent_then = "var wasm_bindgen = async () => postMessage('ready')";
    for script in [silent_at_first, silent_then] {
        let site = edited();
        let worker = hijack(&site, script);
        // As on a host that says nothing of caching: an old file is one that the browser asks for no more.
        let year = Duration::from_secs(365 * 24 * 60 * 60);
        let file = fs::File::options().write(true).open(&worker).unwrap();
        file.set_modified(SystemTime::now() - year).unwrap();
        let visit = Visit::to(site, json!({})).await;
        // A minute goes by in six seconds: a worker that does come has that long.
        visit
            .before_each_page("{ const wait = setTimeout; window.setTimeout = (run, time) => wait(run, time / 10) }")
            .await;
        visit.open("#/sv/chefsenkat").await;
        visit.see(NO_WORKER).await;
        // Written and not moved: a file that is older than the one before it is "not modified" to the server.
        let own = fs::read(visit.site.folder().join("own.js")).unwrap();
        fs::write(worker, own).unwrap();
        visit.press("Försök igen").await;
        visit.heading("Vår egen chefsenkät").await;
        visit.finish().await;
    }
}

#[tokio::test]
async fn a_document_that_cannot_be_written_says_why() {
    let visit = Visit::to(edited(), json!({})).await;
    let [reader, worker, _] = worker_files(&visit.site);
    visit.expect_failure(&worker);
    // What starts the worker complains of it, and names no file.
    visit.may_fail(&reader);
    visit.open("#/sv/om/metod").await;
    visit.heading("Så räknas det").await;
    let before = put(&visit.site, &worker, None);
    go(&visit, "#/sv/dokument/sammanfattning").await;
    visit.press("Ladda ner som Markdown").await;
    visit.see(&format!("Servern lämnar inte ut filen {worker}")).await;
    put_back(&visit.site, &worker, &before);
    visit.press("Ladda ner som Markdown").await;
    let (name, _) = visit.downloaded().await;
    assert!(Path::new(&name).extension().is_some_and(|end| end == "md"), "{name}");
    visit.finish().await;
}

#[tokio::test]
async fn no_address_and_no_file_leads_out_of_the_content() {
    let visit = Visit::new().await;
    visit.open("#/sv/om/metod").await;
    visit.heading("Så räknas det").await;
    let before = visit.served().len();
    let routes = [
        r"#/sv/om/..\..\x",
        r"#/sv/om/..\..\..\annan\x",
        "#/sv/om/..%2f..%2fx",
        "#/sv/om/%2e%2e%5cx",
        r"#/sv/dokument/..\x",
        r"#/sv/..\x",
        r"#/sv/..\x/1",
        r"#/sv/om/\\annan.example\x",
        "#/sv/om/https:x",
        "#/sv/om/åäö",
    ];
    for route in routes {
        go(&visit, route).await;
        visit.heading("Sidan finns inte").await;
        go(&visit, "#/sv/om/metod").await;
        visit.heading("Så räknas det").await;
        // By an address that was typed, too.
        visit.open(route).await;
        visit.heading("Sidan finns inte").await;
    }
    go(&visit, "#/sv/").await;
    visit.see("BITS basnivå").await;
    for id in [r"..\..\x", "../../x", "//annan.example/x", "om/metod", ""] {
        let mut file = result_file("kontinuitet", "2026-01-02T10:00:00Z", |_| 0);
        file.questionnaire.id = id.to_owned();
        visit.open_file(file.to_json().as_bytes()).await;
        visit.see("Filen säger inte vilket frågeformulär den hör till").await;
        go(&visit, "#/sv/om/metod").await;
        visit.heading("Så räknas det").await;
        go(&visit, "#/sv/").await;
        visit.see("BITS basnivå").await;
    }
    let content = format!("{FOLDER}content/");
    for path in &visit.served()[before..] {
        let own = path.strip_prefix(&content).is_some_and(|path| !path.contains("..") && !path.contains("/x."));
        let is_page = path.strip_prefix(FOLDER).is_some_and(|path| !path.contains('/'));
        assert!(own || is_page, "{path}");
    }
    visit.finish().await;
}
