//! The size of a first visit, and what the page is allowed to do.

use std::fs;

use crate::harness::{FOLDER, Visit, brotli};

/// The most that a first visit to a question may weigh, in bytes under brotli.
const LIMIT: usize = 155_000;

#[tokio::test]
async fn a_first_visit_to_a_question_is_at_most_155_kb() {
    let visit = Visit::new().await;
    visit.open("#/sv/chefsenkat/1").await;
    visit.see("Fråga 1 av 10").await;
    let mut paths = visit.served();
    paths.sort();
    paths.dedup();
    let mut total = 0;
    for path in &paths {
        let path = path.strip_prefix(FOLDER).unwrap();
        let path = if path.is_empty() { "index.html" } else { path };
        let size = brotli(&fs::read(visit.site.folder().join(path)).unwrap()).len();
        println!("{size:>7}  {path}");
        total += size;
    }
    println!("{total:>7}  in all, of {LIMIT}");
    assert!(total <= LIMIT, "{total} bytes");
    visit.finish().await;
}

#[tokio::test]
async fn the_policy_stands_before_every_script_and_nothing_is_inline() {
    let visit = Visit::new().await;
    let page = fs::read_to_string(visit.site.folder().join("index.html")).unwrap();
    let policy = page.find("Content-Security-Policy").unwrap();
    assert!(policy < page.find("<script").unwrap() && policy < page.find("<link").unwrap());
    assert!(!page.contains("style=") && !page.contains("<style"));
    visit.open("#/sv/").await;
    visit.see("BITS basnivå").await;
    // The policy works: an inline script does not run, and the browser says so.
    visit
        .script(
            "const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s)",
        )
        .await;
    assert_eq!(visit.script("return window.ran === undefined").await, true);
    let log = visit.driver.get_log("browser").await.unwrap();
    assert!(log.iter().any(|entry| entry.message.contains("policy: script-src")), "{log:?}");
    visit.finish().await;
}
