//! What depends on what: the invariants of `ARCHITECTURE.md`.

#![expect(clippy::unwrap_used, reason = "a panic in a test is the failure it reports")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The names of all crates that a crate links, for the browser or natively.
fn linked_by(package: &str) -> Vec<String> {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--package", package, "--edges", "normal,no-proc-macro", "--target", "all", "--prefix", "none"])
        .args(["--format", "{lib}", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let names: Vec<String> = String::from_utf8(tree.stdout).unwrap().lines().map(str::to_owned).collect();
    assert!(names.iter().any(|name| name == package), "{names:?}");
    names
}

#[track_caller]
fn never_links(package: &str, forbidden: &[&str]) {
    let linked = linked_by(package);
    for name in forbidden {
        assert!(!linked.iter().any(|linked| linked == name), "{package} links {name}");
    }
}

#[test]
fn the_engine_knows_no_browser_and_no_markdown() {
    never_links("engine", &["leptos", "web_sys", "js_sys", "wasm_bindgen", "reader", "pulldown_cmark", "toml"]);
}

#[test]
fn the_reader_knows_no_browser() {
    never_links("reader", &["leptos", "web_sys", "js_sys", "wasm_bindgen"]);
}

#[test]
fn the_texts_know_no_browser() {
    never_links("texts", &["leptos", "web_sys", "js_sys", "wasm_bindgen"]);
}

#[test]
fn documents_know_no_browser_and_no_reader() {
    never_links("documents", &["leptos", "web_sys", "js_sys", "wasm_bindgen", "reader"]);
}

#[test]
fn the_site_does_not_link_the_reader() {
    never_links("vattenpass", &["reader", "pulldown_cmark", "pulldown_cmark_to_cmark"]);
}

/// A page tells what the engine has computed. None of what a score is made of is in its hands.
#[test]
fn pages_compute_no_score() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages");
    let mut pages = 0;
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        for word in ["weight", "points()", "full_points", "Rating", "scoring::share", "scoring::levels"] {
            assert!(!text.contains(word), "{} contains {word}: let the engine compute it", path.display());
        }
        pages += 1;
    }
    assert!(pages > 5);
}
