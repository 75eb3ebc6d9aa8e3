//! The gallery: two checkers look at every component in every state, in light, dark and forced
//! colours, both languages and three engines. It is the development build, in `target/gallery`.

use serde_json::{Value, json};

use crate::checkers;
use crate::harness::{COLOURS, Engine, Site, Visit, root};

/// The gallery in a browser.
async fn gallery(engine: Engine, preferences: Value, lang: &str) -> Visit {
    let folder = root().join("target/gallery");
    assert!(folder.join("index.html").exists(), "the gallery is not built: run `make target/gallery` (or `make test`)");
    let visit = Visit::with(engine, Site::copy_of(&folder), preferences).await;
    visit.open(&format!("?gallery={lang}")).await;
    visit.find("nav a").await;
    visit
}

/// Shows one exhibit after the other to a checker. Where what is shown differs, the findings say so.
async fn shown_to(visit: &Visit, how: &str, checker: impl AsyncFn(&Visit) -> Vec<String>) {
    let names = visit.script("return [...document.querySelectorAll('nav a')].map(link => link.textContent)").await;
    let names: Vec<String> = serde_json::from_value(names).unwrap();
    assert!(names.len() > 40, "{names:?}");
    for name in names {
        visit.script(&format!("location.hash = '#{name}'")).await;
        visit.find(&format!("nav a[aria-current][href='#{name}']")).await;
        // One of them shows what stands where something is still to come.
        visit.wait(&name, || async { (name == "loading" || visit.is_settled().await).then_some(()) }).await;
        visit.faults(&format!("{name}, {how}"), checker(visit).await);
    }
}

async fn passes_axe(lang: &str) {
    let visit = gallery(Engine::Chromium, json!({}), lang).await;
    for (how, features) in COLOURS {
        visit.prefer(features).await;
        shown_to(&visit, how, checkers::axe).await;
    }
    visit.finish().await;
}

#[tokio::test]
async fn passes_axe_in_swedish() {
    passes_axe("sv").await;
}

#[tokio::test]
async fn passes_axe_in_english() {
    passes_axe("en").await;
}

#[tokio::test]
async fn passes_axe_in_firefox() {
    for (how, dark) in [("light", 0), ("dark", 1)] {
        let visit = gallery(Engine::Firefox, json!({ "ui.systemUsesDarkTheme": dark }), "sv").await;
        shown_to(&visit, how, checkers::axe).await;
        visit.finish().await;
    }
}

#[tokio::test]
async fn passes_axe_in_webkit() {
    let visit = gallery(Engine::WebKit, json!({}), "sv").await;
    shown_to(&visit, "light", checkers::axe).await;
    visit.finish().await;
}

#[tokio::test]
async fn passes_the_checker_of_ibm() {
    let visit = gallery(Engine::Chromium, json!({}), "sv").await;
    shown_to(&visit, "light", checkers::ibm).await;
    visit.finish().await;
}
