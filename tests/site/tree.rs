//! The accessibility tree of each page of the gallery, as Chromium gives it to screen readers: kept as snapshots, so that a
//! change in what is read out is seen and read.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::gallery::{gallery, names, show};
use crate::harness::{Engine, Visit};

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
    let tree = visit.driver.cdp().send_raw("Accessibility.getFullAXTree", json!({})).await.unwrap();
    let nodes = tree["nodes"].as_array().unwrap();
    let by_id: HashMap<&str, &Value> = nodes.iter().map(|node| (node["nodeId"].as_str().unwrap(), node)).collect();
    let mut lines = String::new();
    read(&by_id, &nodes[0], 0, "", &mut lines);
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
    // Days are shown, and now is always another one.
    visit.at("Europe/Stockholm", "2026-11-20T09:00:00Z").await;
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
