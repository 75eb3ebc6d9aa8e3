//! The size of a first visit, and what the page is allowed to do.

use std::fs;

use crate::harness::{FOLDER, Site, Visit, brotli};

/// The sizes of files of the site, printed with their names, and their sum.
#[expect(clippy::print_stdout, reason = "the sizes are what one asks for")]
fn sizes(what: &str, limit: usize, files: impl IntoIterator<Item = String>) {
    let folder = Site::Built.folder();
    let mut total = 0;
    for file in files {
        let size = brotli(&fs::read(folder.join(&file)).unwrap()).len();
        println!("{size:>7}  {file}");
        total += size;
    }
    println!("{total:>7}  {what}, of {limit}");
    assert!(total <= limit, "{what}: {total} bytes, of {limit}");
}

/// What starts the site, whichever page is opened.
fn main_part() -> Vec<String> {
    let site = Site::Built;
    let start = [("boot", ".js"), ("vattenpass", ".js"), ("vattenpass", "_bg.wasm"), ("style", ".css")];
    start.map(|(start, ending)| site.file(start, ending)).into()
}

/// What a page fetches until it is there, with the part that it belongs to. What is fetched ahead for other pages is not
/// among it.
async fn fetched(route: &str, text: &str, part: Option<&str>) -> Vec<String> {
    let visit = Visit::new().await;
    visit.open(route).await;
    visit.see(text).await;
    let own: Vec<String> = part.into_iter().flat_map(|part| Site::Built.files_of(part)).collect();
    let ahead: Vec<String> = ["start", "front", "result", "documents", "open", "edited"]
        .into_iter()
        .flat_map(|part| Site::Built.files_of(part))
        .collect();
    let ahead = |name: &String| (ahead.contains(name) && !own.contains(name)) || name.starts_with("parts-");
    let paths = visit.served().into_iter().map(|path| path.strip_prefix(FOLDER).unwrap().to_owned());
    let mut files: Vec<String> = paths.filter(|name| !ahead(name)).collect();
    files.iter_mut().filter(|name| name.is_empty()).for_each(|name| "index.html".clone_into(name));
    files.sort();
    files.dedup();
    visit.finish().await;
    files
}

#[tokio::test]
async fn a_first_visit_to_a_question() {
    sizes("a first visit to a question", 148_600, fetched("#/sv/chefsenkat/1", "Fråga 1 av 10", None).await);
}

#[tokio::test]
async fn a_first_visit_to_the_start_page() {
    let files = fetched("#/sv/", "BITS basnivå", Some("start")).await;
    // With the style sheet that comes with it.
    assert!(files.len() < 14, "{files:#?}");
    sizes("a first visit to the start page", 171_200, files.into_iter().chain([Site::Built.file("parts", ".css")]));
}

#[test]
fn the_code_on_the_way_to_a_result() {
    let whole = Site::Built.file("parts", ".css");
    sizes(
        "the code on the way to a result",
        335_500,
        main_part().into_iter().chain([whole]).chain(Site::Built.files_of("result")),
    );
}

#[test]
fn each_part_and_the_worker() {
    sizes("the part start", 20_500, Site::Built.files_of("start"));
    sizes("the part front", 63_500, Site::Built.files_of("front"));
    sizes("the part result", 192_500, Site::Built.files_of("result"));
    sizes("the part documents", 135_000, Site::Built.files_of("documents"));
    sizes("the part open", 68_500, Site::Built.files_of("open"));
    sizes("the part edited", 22_800, Site::Built.files_of("edited"));
    sizes("the part room", 195_000, Site::Built.files_of("room"));
    sizes("the part join", 104_500, Site::Built.files_of("join"));
    sizes("the part pack", 94_800, Site::Built.files_of("pack"));
    sizes("the part group", 249_000, Site::Built.files_of("group"));
    sizes("the part check", 89_200, Site::Built.files_of("check"));
    sizes("the part device", 84_800, Site::Built.files_of("device"));
    let site = Site::Built;
    let worker = [("reader", ".js"), ("worker", ".js"), ("worker", "_bg.wasm")];
    sizes("the worker", 218_600, worker.map(|(start, ending)| site.file(start, ending)));
    let gather = [("gatherer", ".js"), ("gather", ".js"), ("gather", "_bg.wasm")];
    sizes("the worker that gathers", 240_000, gather.map(|(start, ending)| site.file(start, ending)));
    let office = [("office", ".js"), ("office_worker", ".js"), ("office_worker", "_bg.wasm")];
    sizes("the worker for office files", 345_000, office.map(|(start, ending)| site.file(start, ending)));
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
