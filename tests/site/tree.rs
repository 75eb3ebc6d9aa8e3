//! The accessibility tree of each page of the gallery, as Chromium gives it to screen readers: kept as snapshots, so that a
//! change in what is read out is seen and read. The coordinator's pages are read once more on the release site, where the
//! worker has gathered and counted what they show.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::gallery::{gallery, names, show};
use crate::group::{JOINT, autumn};
use crate::harness::{Engine, Visit};

/// Days are shown, and now is always another one.
const NOW: (&str, &str) = ("Europe/Stockholm", "2026-11-20T09:00:00Z");

/// Roles that say nothing by themselves: what is in them is read.
const SILENT: [&str; 12] = [
    "generic",
    "none",
    "InlineTextBox",
    "LabelText",
    "Legend",
    "ListMarker",
    "RootWebArea",
    "caption",
    "listitem",
    "paragraph",
    "rowgroup",
    "strong",
];

/// States that are read out.
const STATES: [&str; 9] =
    ["level", "checked", "expanded", "disabled", "required", "invalid", "selected", "pressed", "valuetext"];

/// What a screen reader reads of the page from top to bottom: role, name and states, a line each.
async fn read_aloud(visit: &Visit) -> String {
    read_aloud_from(visit, "RootWebArea").await
}

/// The same from the first element with a role on.
async fn read_aloud_from(visit: &Visit, role: &str) -> String {
    let tree = visit.driver.cdp().send_raw("Accessibility.getFullAXTree", json!({})).await.unwrap();
    let nodes = tree["nodes"].as_array().unwrap();
    let by_id: HashMap<&str, &Value> = nodes.iter().map(|node| (node["nodeId"].as_str().unwrap(), node)).collect();
    let mut lines = String::new();
    let first = nodes.iter().find(|node| node["role"]["value"] == role).unwrap();
    read(&by_id, first, 0, "", &mut lines);
    lines
}

fn read(by_id: &HashMap<&str, &Value>, node: &Value, depth: usize, said: &str, lines: &mut String) {
    let text = |field: &str| node[field]["value"].as_str().unwrap_or_default().trim();
    let (role, name) = (text("role"), text("name"));
    let steady = steady(name);
    let name = steady.as_str();
    let is_silent = node["ignored"] == true || SILENT.contains(&role);
    // What is the name of something has been said with it.
    let is_said = role == "StaticText" && (name.is_empty() || said.contains(name));
    if !is_silent && !is_said {
        let mut line = if role == "StaticText" { name.to_owned() } else { format!("{role} {}", quoted(name)) };
        for state in node["properties"].as_array().into_iter().flatten() {
            let (of, value) = (state["name"].as_str().unwrap_or_default(), &state["value"]["value"]);
            let is_set = !value.is_null() && *value != false && *value != "false";
            if STATES.contains(&of) && (is_set || ["checked", "expanded"].contains(&of)) {
                // Writing to a `String` cannot fail.
                let _ = write!(line, ", {of} {}", value.to_string().trim_matches('"'));
            }
        }
        for (what, field) in [("value", "value"), ("description", "description")] {
            let value = text(field);
            if !value.is_empty() && role != "StaticText" {
                let _ = write!(line, ", {what} {}", quoted(value));
            }
        }
        let _ = writeln!(lines, "{}{}", "  ".repeat(depth), line.trim_end());
    }
    let depth = depth + usize::from(!is_silent && !is_said);
    let children = node["childIds"].as_array().into_iter().flatten();
    let children: Vec<&&Value> = children.filter_map(|id| by_id.get(id.as_str()?)).collect();
    let said = match role {
        // The name of the field that it is around.
        "LabelText" => children.iter().find_map(|child| child["name"]["value"].as_str()).unwrap_or(said),
        _ if is_silent => said,
        _ => name,
    };
    for child in children {
        read(by_id, child, depth, said, lines);
    }
}

/// A text without what is another one each time: a result code, the server's port.
fn steady(text: &str) -> String {
    if text.starts_with("VP1-") {
        return "VP1-…".to_owned();
    }
    match text.split_once("127.0.0.1:") {
        Some((before, after)) => format!("{before}127.0.0.1{}", after.trim_start_matches(|c: char| c.is_ascii_digit())),
        None => text.to_owned(),
    }
}

/// A name as it stands in a snapshot. Nothing if there is none.
fn quoted(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("”{text}”") }
}

#[tokio::test]
async fn each_page_reads_as_its_snapshot_says() {
    let visit = gallery(Engine::Chromium, json!({}), "sv").await;
    visit.at(NOW.0, NOW.1).await;
    visit.reload().await;
    visit.find("nav a").await;
    for name in names(&visit).await {
        show(&visit, &name).await;
        // The gallery's own list of what there is is no part of the page.
        visit.script("document.querySelector('nav').hidden = true").await;
        insta::assert_snapshot!(name.as_str(), read_aloud(&visit).await);
        visit.script("document.querySelector('nav').hidden = false").await;
    }
    visit.finish().await;
}

/// A coordinator who has opened the page where results are gathered.
async fn coordinator(route: &str) -> Visit {
    let visit = Visit::new().await;
    visit.at(NOW.0, NOW.1).await;
    visit.open(route).await;
    visit.find(".drop-zone").await;
    visit
}

/// Holds what the page says to its snapshot, once it says this. The frame around it is the same everywhere.
async fn reads_as(visit: &Visit, name: &str, once: &str) {
    visit.see(once).await;
    visit.wait(name, || async { visit.is_settled().await.then_some(()) }).await;
    insta::assert_snapshot!(name, read_aloud_from(visit, "main").await);
}

#[tokio::test]
async fn the_coordinators_pages_read_as_their_snapshots_say() {
    let visit = coordinator("#/sv/grupp").await;
    visit.press("Bjud in dem som ska svara").await;
    visit.write(".invite textarea", "Omsorgen\nSkolan").await;
    // They come in any order, and the first to come is the one that is chosen.
    let all = "return document.querySelector('.invite select')?.options.length";
    visit.wait("every questionnaire", || async { (visit.script(all).await == json!(15)).then_some(()) }).await;
    visit.script("const select = document.querySelector('.invite select'); select.value = 'chefsenkat'; select.dispatchEvent(new Event('change', { bubbles: true }))").await;
    reads_as(&visit, "coordinator-invitation", "chefsenkat?e=Skolan").await;
    visit.press("Bjud in dem som ska svara").await;
    let mut files = [autumn(2026), autumn(2025)].concat();
    files.push(("igen.json".to_owned(), files[0].1.clone()));
    files.push(("brev.txt".to_owned(), b"Hej".to_vec()));
    visit.drop_files(&files).await;
    visit.see("2025").await;
    visit.press("1 räknas inte: visa varför").await;
    visit.press("1 fanns mer än en gång").await;
    reads_as(&visit, "coordinator-gathered", "Samma resultat som").await;
    visit.press("Chefsenkäten").await;
    reads_as(&visit, "coordinator-questions", "Det här sticker ut").await;
    visit.press("Enheterna").await;
    visit.press("Vilka har svarat").await;
    reads_as(&visit, "coordinator-units", "dela inte listan").await;
    visit.press("Rollerna").await;
    visit.press(JOINT).await;
    reads_as(&visit, "coordinator-roles", "Gemensamt svar från rollen IT-service").await;
    visit.press("Åren").await;
    reads_as(&visit, "coordinator-years", "Det här året bredvid det förra.").await;
    visit.press("Spara och dela").await;
    reads_as(&visit, "coordinator-share", "Ladda ner gruppfilen").await;
    visit.finish().await;
}

#[tokio::test]
async fn the_coordinators_questions_read_as_their_snapshot_says_in_english() {
    let visit = coordinator("#/en/group").await;
    visit.drop_files(&[autumn(2026), autumn(2025)].concat()).await;
    visit.see("2025").await;
    visit.press("The manager survey").await;
    reads_as(&visit, "coordinator-questions-in-english", "What stands out").await;
    visit.finish().await;
}
