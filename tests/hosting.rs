//! What the site's folder tells IIS, Apache and nginx: read as they read it.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a panic in a test is the failure it reports")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use roxmltree::{Document, Node};

/// Names, or endings of files without their dot, and what they are given.
type Given = BTreeMap<String, String>;

fn text(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// The endings of the files that the site's folder holds, those for the web server itself left out.
fn served() -> BTreeSet<String> {
    fn walk(folder: &Path, endings: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, endings);
            } else if let Some(ending) = path.extension() {
                // `.htaccess` and its like have no ending.
                endings.insert(ending.to_str().unwrap().to_owned());
            }
        }
    }
    // What the build makes.
    let mut endings = BTreeSet::from(["html", "css", "js", "wasm", "bin"].map(str::to_owned));
    for folder in ["public", "content"] {
        walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut endings);
    }
    assert!(endings.remove("config"), "web.config is in the folder");
    endings
}

/// A list of IIS, below a folder whose own list holds every key already: there a second entry of one key is the error
/// 500.19, and nothing of the site is served.
fn iis_list(list: Node, entry: &str, key: &str, value: &str) -> Given {
    let entries = || list.children().filter(|node| node.has_tag_name(entry));
    let mut inherited: BTreeSet<&str> = entries().map(|node| node.attribute(key).unwrap()).collect();
    let mut given = Given::new();
    for node in list.children().filter(Node::is_element) {
        if node.has_tag_name("remove") {
            inherited.remove(node.attribute(key).unwrap());
        } else if node.has_tag_name(entry) {
            let name = node.attribute(key).unwrap();
            assert!(inherited.insert(name), "500.19: {name} is there already, without <remove> before it");
            given.insert(name.to_owned(), node.attribute(value).unwrap().to_owned());
        }
    }
    given
}

fn find<'a>(document: &'a Document, name: &str) -> Node<'a, 'a> {
    let mut found = document.descendants().filter(|node| node.has_tag_name(name));
    let node = found.next().unwrap_or_else(|| panic!("no <{name}>"));
    assert!(found.next().is_none(), "<{name}> twice");
    node
}

/// The type of each ending, without its character set.
fn types(given: impl IntoIterator<Item = (String, String)>) -> Given {
    let bare = |kind: String| kind.split(';').next().unwrap_or_default().trim().to_owned();
    given.into_iter().map(|(ending, kind)| (ending.trim_start_matches('.').to_owned(), bare(kind))).collect()
}

fn iis() -> (Given, Given) {
    let config = text("public/web.config");
    let config = Document::parse(&config).unwrap();
    let kinds = iis_list(find(&config, "staticContent"), "mimeMap", "fileExtension", "mimeType");
    let mut headers = iis_list(find(&config, "customHeaders"), "add", "name", "value");
    let cache = find(&config, "clientCache");
    assert_eq!(cache.attribute("cacheControlMode"), Some("DisableCache"));
    // What a folder above has set here would be added to it.
    assert_eq!(cache.attribute("cacheControlCustom"), Some(""));
    // That is how IIS writes it.
    headers.insert("Cache-Control".to_owned(), "no-cache".to_owned());
    (types(kinds), headers)
}

fn apache() -> (Given, Given) {
    let rules = text("public/.htaccess");
    let mut kinds = Given::new();
    let mut headers = Given::new();
    for line in rules.lines().map(str::trim) {
        if let Some((kind, endings)) = line.strip_prefix("AddType ").and_then(|rest| rest.split_once(' ')) {
            kinds.extend(endings.split(' ').map(|ending| (ending.to_owned(), kind.to_owned())));
        } else if let Some((name, value)) = line.strip_prefix("Header set ").and_then(|rest| rest.split_once(' ')) {
            headers.insert(name.to_owned(), value.trim_matches('"').to_owned());
        }
    }
    assert!(!rules.contains("<Files"), "the headers hold for every file");
    (types(kinds), headers)
}

fn nginx() -> (Given, Given) {
    let page = text("docs/hosting.md");
    let snippet = page.split("```nginx").nth(1).expect("a snippet").split("```").next().unwrap();
    let kinds = snippet.split("types {").nth(1).unwrap().split('}').next().unwrap();
    let kinds = kinds.split(';').filter_map(|line| {
        let mut words = line.split_whitespace();
        let kind = words.next()?;
        Some(words.map(|ending| (ending.to_owned(), kind.to_owned())).collect::<Vec<_>>())
    });
    let headers = snippet.lines().filter_map(|line| {
        let (name, value) = line.trim().strip_prefix("add_header ")?.strip_suffix(" always;")?.split_once(' ')?;
        Some((name.to_owned(), value.trim_matches('"').to_owned()))
    });
    (types(kinds.flatten()), headers.collect())
}

#[test]
fn iis_takes_the_settings_under_a_folder_that_has_set_the_same() {
    iis();
}

#[test]
fn every_ending_that_is_served_has_a_type_on_every_server() {
    for (server, (kinds, _)) in [("IIS", iis()), ("Apache", apache()), ("nginx", nginx())] {
        let missing: Vec<String> = served().into_iter().filter(|ending| !kinds.contains_key(ending)).collect();
        assert!(missing.is_empty(), "{server} would refuse or guess {missing:?}");
        // Without these the browser refuses to run them.
        assert_eq!(kinds["js"], "text/javascript", "{server}");
        assert_eq!(kinds["wasm"], "application/wasm", "{server}");
    }
}

#[test]
fn every_server_sends_the_same() {
    let (kinds, headers) = iis();
    for (other_kinds, other_headers) in [apache(), nginx()] {
        assert_eq!(kinds, other_kinds);
        assert_eq!(headers, other_headers);
    }
    assert_eq!(headers["Cache-Control"], "no-cache");
    assert_eq!(headers["X-Content-Type-Options"], "nosniff");
    // `cargo xtask finish` writes the policy into the page, and holds these to be the same.
    assert!(headers["Content-Security-Policy"].ends_with("; frame-ancestors 'self'"));
}

#[test]
fn git_changes_no_line_ends_in_the_folder() {
    let rules = text("public/.gitattributes");
    let rules: Vec<&str> = rules.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(rules, ["* -text"]);
}
