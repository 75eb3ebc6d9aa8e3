//! What the page says when the site does not start: which fault it is, whose it is, and what to do.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::harness::{Engine, Instead, Site, Visit, in_every_engine, release_file};

/// Stands in the page itself, for where no script runs.
const HELP: &str = "Står det så här länge har sidan inte startat.";
/// The same in English.
const HELP_EN: &str = "If this stays, the site has not started.";
/// Before what every fault on the way here says.
const NOT_FETCHED: &str = "Sidan kunde inte hämtas.";

/// A copy of the site with something done to the files beside its page.
fn altered(alter: impl FnOnce(&Path)) -> Site {
    Site::edited(|content| alter(content.parent().unwrap()))
}

/// As a transfer in text mode leaves a file.
fn change_line_ends(file: &Path) {
    let bytes = fs::read(file).unwrap();
    assert!(bytes.contains(&b'\n'), "{} has no line ends to change", file.display());
    let changed = bytes.iter().flat_map(|byte| if *byte == b'\n' { vec![b'\r', b'\n'] } else { vec![*byte] });
    fs::write(file, changed.collect::<Vec<_>>()).unwrap();
}

/// Visits a site that cannot start, and sees why in both languages.
async fn sees(site: Site, failures: &[&str], swedish: &[&str], english: &str) {
    let visit = Visit::to(site, json!({})).await;
    failures.iter().for_each(|failure| visit.expect_failure(failure));
    visit.open("").await;
    for text in swedish {
        visit.see(text).await;
    }
    visit.see(english).await;
    visit.finish().await;
}

#[tokio::test]
async fn opened_as_a_file_the_page_says_that_it_must_come_from_a_server() {
    let visit = Visit::new().await;
    visit.open("#/sv/").await;
    visit.see("BITS basnivå").await;
    visit.expect_failure("file:///");
    visit.driver.goto(format!("file://{}/index.html", visit.site.folder().display())).await.unwrap();
    visit.see("Sidan är öppnad som en fil.").await;
    visit.see("Lägg mappen på en webbserver, eller använd filen vattenpass.html").await;
    visit.see("The page was opened as a file").await;
    visit.finish().await;
}

#[tokio::test]
async fn where_the_starting_script_is_missing_the_page_says_so() {
    let site = altered(|folder| fs::remove_file(folder.join(release_file(folder, "boot", ".js"))).unwrap());
    sees(site, &["boot-"], &[HELP, "servern ska ha alla filer"], HELP_EN).await;
}

#[tokio::test]
async fn what_the_page_says_needs_no_style() {
    let site = altered(|folder| {
        fs::remove_file(folder.join(release_file(folder, "boot", ".js"))).unwrap();
        let style = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let style = style.into_iter().find(|path| path.to_str().unwrap().contains("/style-")).unwrap();
        fs::remove_file(style).unwrap();
    });
    let visit = Visit::to(site, json!({})).await;
    visit.expect_failure("boot-");
    visit.expect_failure("style-");
    visit.open("").await;
    visit.see(HELP).await;
    visit.finish().await;
}

/// A host that knows no scripts: the one that starts the site runs all the same, and says what the host must change.
async fn a_host_that_sends_scripts_as_something_else_is_told_so(engine: Engine) {
    for (kind, said) in [
        ("text/plain", "som text/plain."),
        ("application/octet-stream", "som application/octet-stream."),
        ("", "utan typ."),
    ] {
        let visit = Visit::with(engine, Site::Built, json!({})).await;
        visit.program_may_fail();
        for start in ["boot", "trouble", "vattenpass"] {
            visit.instead_of(visit.site.file(start, ".js").leak(), Instead::Typed(kind));
        }
        visit.open("").await;
        visit.see(said).await;
        visit.see("filer som slutar på .js ska skickas som text/javascript.").await;
        visit.finish().await;
    }
}

#[tokio::test]
async fn a_started_site_keeps_nothing_of_it() {
    let visit = Visit::new().await;
    visit.open("#/sv/").await;
    visit.see("BITS basnivå").await;
    assert_eq!(visit.script("return document.querySelector('.boot, #boot-help') === null").await, true);
    visit.finish().await;
}

/// A transfer in text mode changes the line ends of scripts: that alone keeps no site from starting.
async fn changed_line_ends(engine: Engine) {
    let site = altered(|folder| {
        // The main script has none: it is one line.
        for start in ["boot", "trouble"] {
            change_line_ends(&folder.join(release_file(folder, start, ".js")));
        }
    });
    let visit = Visit::with(engine, site, json!({})).await;
    visit.open("").await;
    visit.see("BITS basnivå").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_module_sent_in_text_mode_is_told_from_a_network_fault() {
    let site = altered(|folder| change_line_ends(&folder.join(release_file(folder, "vattenpass", "_bg.wasm"))));
    sees(
        site,
        &["_bg.wasm", "WebAssembly"],
        &[NOT_FETCHED, "_bg.wasm har fått andra radslut", "i binärt läge"],
        "in binary mode",
    )
    .await;
}

#[tokio::test]
async fn a_file_of_another_version_is_told_from_a_network_fault() {
    let site = altered(|folder| {
        let file = folder.join(release_file(folder, "vattenpass", "_bg.wasm"));
        let bytes = fs::read(&file).unwrap();
        fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
    });
    sees(
        site,
        &["_bg.wasm", "WebAssembly"],
        &[NOT_FETCHED, "_bg.wasm är inte den som hör till sidan"],
        "is not the one that belongs",
    )
    .await;
}

#[tokio::test]
async fn a_file_that_the_host_does_not_hand_out_is_named_with_what_the_host_answers() {
    let site = altered(|folder| fs::remove_file(folder.join(release_file(folder, "vattenpass", "_bg.wasm"))).unwrap());
    let swedish = [NOT_FETCHED, "Servern svarar 404 för filen vattenpass-", "filer som slutar på .wasm."];
    sees(site, &["_bg.wasm"], &swedish, "The server answers 404 for the file vattenpass-").await;
}

#[tokio::test]
async fn what_the_host_answers_in_the_place_of_a_file_is_told() {
    let visit = Visit::new().await;
    let name = visit.site.file("vattenpass", ".js");
    let script = fs::read_to_string(visit.site.folder().join(&name)).unwrap();
    visit.expect_failure(&name);
    let name: &str = name.leak();
    for (answer, said) in [
        (
            Instead::Answer(200, "text/html", "<!doctype html><h1>Intranätet"),
            "Servern skickar en webbsida i stället för filen",
        ),
        (Instead::Answer(200, "text/plain; charset=utf-8", script.leak()), "som text/plain. Säg till"),
        (Instead::Answer(401, "text/html", ""), "Servern svarar 401 för filen"),
        (Instead::Answer(503, "text/html", ""), "Försök igen om en stund."),
        (Instead::CutOff, "Nätet eller servern svarar inte."),
    ] {
        visit.mend_server();
        visit.instead_of(name, answer);
        visit.open("").await;
        visit.reload().await;
        visit.see(said).await;
    }
    visit.finish().await;
}

#[tokio::test]
async fn where_the_network_is_gone_altogether_that_is_what_is_said_and_one_can_try_again() {
    let visit = Visit::new().await;
    let name: &str = visit.site.file("vattenpass", ".js").leak();
    for file in [name, visit.site.file("trouble", ".js").leak()] {
        visit.expect_failure(file);
        visit.instead_of(file, Instead::CutOff);
    }
    visit.open("#/sv/chefsenkat/1").await;
    visit.see("Sidan kunde inte hämtas. Kontrollera nätet.").await;
    visit.see("Check the network.").await;
    visit.mend_server();
    visit.press("Försök igen / Try again").await;
    visit.see("Fråga 1 av 10").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_browser_that_is_too_old_is_told_from_a_site_that_stops() {
    let visit = Visit::new().await;
    let cases = [
        ("delete window.WebAssembly", "Webbläsaren är för gammal."),
        (
            "WebAssembly.instantiate = async () => { throw new WebAssembly.CompileError('new') }",
            "Webbläsaren är för gammal.",
        ),
        (
            "WebAssembly.instantiate = async () => { throw new WebAssembly.RuntimeError('unreachable') }",
            "Sidan stannade på ett fel.",
        ),
        (
            "WebAssembly.instantiate = async () => { throw new TypeError('a.b is not a function') }",
            "Felet: TypeError: a.b is not a function",
        ),
    ];
    visit.expect_failure("boot-");
    for (script, said) in cases {
        let script = json!({ "source": script });
        let added = visit.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", script).await.unwrap();
        visit.open("").await;
        visit.reload().await;
        visit.see(said).await;
        visit.driver.cdp().send_raw("Page.removeScriptToEvaluateOnNewDocument", added).await.unwrap();
    }
    visit.finish().await;
}

/// Neither failed for good: not the script that Firefox and WebKit never ask for again under its address, and not the
/// module that a cache has kept.
async fn what_starts_the_site_is_asked_for_again_without_a_reload(engine: Engine) {
    for (start, ending) in [("vattenpass", ".js"), ("vattenpass", "_bg.wasm")] {
        for instead in [Instead::Answer(404, "text/html", ""), Instead::Half, Instead::CutOff] {
            let visit = Visit::with(engine, Site::Built, json!({})).await;
            let name: &str = visit.site.file(start, ending).leak();
            visit.program_may_fail();
            visit.instead_of(name, instead);
            visit.open("#/sv/chefsenkat/1").await;
            visit.see(NOT_FETCHED).await;
            visit.script("window.same = true").await;
            visit.mend_server();
            visit.press("Försök igen / Try again").await;
            visit.see("Fråga 1 av 10").await;
            assert_eq!(visit.script("return window.same").await, true, "{name}, {instead:?}: the page was loaded anew");
            visit.finish().await;
        }
    }
}

/// The settings and the questionnaire come beside the module, and not after it: also where it does not come at all.
async fn everything_is_fetched_once_and_nothing_waits_for_the_module(engine: Engine) {
    let visit = Visit::with(engine, Site::Built, json!({})).await;
    let module: &str = visit.site.file("vattenpass", "_bg.wasm").leak();
    let content =
        ["site.toml", "site.bin", "sv/chefsenkat.md", "sv/chefsenkat.bin"].map(|file| format!("content/{file}"));
    let times = |name: &str| visit.served().iter().filter(|path| path.ends_with(name)).count();
    visit.open("#/sv/chefsenkat/1").await;
    visit.see("Fråga 1 av 10").await;
    for name in content.iter().map(String::as_str).chain([module, &visit.site.file("vattenpass", ".js")]) {
        assert_eq!(times(name), 1, "{name}");
    }
    visit.finish().await;

    // A browser of its own: this one has the module.
    let visit = Visit::with(engine, Site::Built, json!({})).await;
    visit.program_may_fail();
    visit.instead_of(module, Instead::Answer(404, "text/html", ""));
    visit.open("#/sv/chefsenkat/1").await;
    visit.see(NOT_FETCHED).await;
    for name in &content {
        assert!(visit.served().iter().any(|path| path.ends_with(name)), "{name} waits for the module");
    }
    visit.finish().await;
}

in_every_engine!(
    a_host_that_sends_scripts_as_something_else_is_told_so,
    changed_line_ends,
    everything_is_fetched_once_and_nothing_waits_for_the_module,
    what_starts_the_site_is_asked_for_again_without_a_reload
);
