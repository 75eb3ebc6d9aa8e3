//! What depends on what: the invariants of `ARCHITECTURE.md`.

#![expect(clippy::unwrap_used, reason = "a panic in a test is the failure it reports")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
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

/// `zip` brings the browser's random numbers along: so packing is not in the engine.
#[test]
fn packaging_knows_no_page_and_no_reader() {
    never_links("packaging", &["leptos", "web_sys", "reader"]);
}

/// The library for workbooks asks the browser for the time.
#[test]
fn what_writes_for_word_and_excel_knows_no_page_and_no_reader() {
    never_links("office", &["leptos", "web_sys", "reader", "pulldown_cmark"]);
}

#[test]
fn the_site_does_not_link_the_reader() {
    never_links("vattenpass", &["reader", "pulldown_cmark", "pulldown_cmark_to_cmark"]);
}

/// A page shows what the engine has computed. None of what a score is made of is in its hands.
#[test]
fn pages_compute_no_score() {
    let lines = lines_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages"));
    assert!(lines.len() > 1000, "{}", lines.len());
    for (file, line) in lines {
        for word in ["weight", "points()", "full_points", "Rating", "scoring::share", "scoring::levels"] {
            assert!(!line.contains(word), "{file} contains {word}: let the engine compute it");
        }
    }
}

/// The engine's values become words in `texts`. What it picks by language itself is a language's code, its text of a pair,
/// and the decimal sign.
#[test]
fn the_engine_holds_no_words_for_people() {
    let mut lines = lines_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("engine/src"));
    lines.retain(|(_, line)| line.contains("pick(") || line.contains("Lang::Sv =>"));
    let (may, must_not): (Vec<_>, Vec<_>) =
        lines.iter().partition(|(file, _)| ["model/lang.rs", "model/decimal.rs"].contains(&file.as_str()));
    assert!(must_not.is_empty(), "words belong in `texts`: {must_not:#?}");
    assert!(may.len() > 3, "{may:?}");
}

/// What asks the network for something: names of `web_sys`.
const NETWORK: [&str; 12] = [
    "fetch_with_request",
    "fetch_with_request_and_init",
    "fetch_with_str",
    "fetch_with_str_and_init",
    "Request",
    "XmlHttpRequest",
    "WebSocket",
    "EventSource",
    "RtcPeerConnection",
    "WebTransport",
    "Worker",
    "SharedWorker",
];

/// What keeps something in the browser, reads or makes files, or gives the time: names of `web_sys`, `js_sys` and `gloo`.
/// `LocalStorage` is not among them: Leptos has a type of that name. The browser's is reached through `gloo_storage`.
const DEVICE: [&str; 12] = [
    "local_storage",
    "session_storage",
    "gloo_storage",
    "gloo_file",
    "IdbFactory",
    "CacheStorage",
    "FileReader",
    "Blob",
    "Url",
    "Date",
    "Performance",
    "performance",
];

/// The network, storage, files and the clock by other ways than the browser's.
const SYSTEM: [&str; 6] = ["std::fs", "std::net", "std::env", "std::process", "SystemTime", "Instant::now"];

#[test]
fn only_the_browser_folder_touches_the_network_storage_files_and_the_clock() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let touches = |line: &str| {
        let mut names = line.split(|c: char| !c.is_alphanumeric() && c != '_');
        let beacon = line.contains("send_beacon");
        beacon || names.any(|name| NETWORK.contains(&name) || DEVICE.contains(&name))
    };
    for folder in ["src", "worker/src"] {
        let mut lines = lines_of(&root.join(folder));
        lines.retain(|(file, line)| !file.starts_with("browser/") && touches(line));
        assert!(lines.is_empty(), "this belongs in src/browser: {lines:#?}");
    }
    // It reads the files that the page has been given, and asks for nothing.
    let mut gather = lines_of(&root.join("gather/src"));
    gather
        .retain(|(_, line)| line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|name| NETWORK.contains(&name)));
    assert!(gather.is_empty(), "{gather:#?}");
    let mut inside = lines_of(&root.join("src/browser"));
    inside.retain(|(_, line)| touches(line));
    for file in ["files.rs", "format.rs", "storage.rs", "worker.rs"] {
        assert!(inside.iter().any(|(name, _)| name == file), "nothing was found in {file}: {inside:#?}");
    }
}

/// These crates do not link the browser's interfaces (see above), and use none of the system's.
/// What the site writes by `Debug` is nothing in a release (`splitter/src/slim.rs`).
#[test]
fn the_site_writes_nothing_by_debug() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for package in ["src", "engine/src", "texts/src", "documents/src", "packaging/src", "gather/src", "office/src"] {
        let mut lines = lines_of(&root.join(package));
        lines.retain(|(file, line)| {
            (line.contains(":?}") || line.contains(":#?}")) && !file.starts_with("gallery") && !line.contains("assert")
        });
        assert!(lines.is_empty(), "{package}: {lines:#?}");
    }
}

#[test]
fn crates_without_a_browser_do_no_input_or_output() {
    for package in ["engine", "gather", "office", "packaging", "reader", "texts", "documents", "worker"] {
        let mut lines = lines_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join(package).join("src"));
        lines.retain(|(_, line)| SYSTEM.iter().any(|name| line.contains(name)));
        assert!(lines.is_empty(), "{package}: {lines:#?}");
    }
}

/// What is written as markup can run. Elements and their texts are made one by one: no text becomes markup.
#[test]
fn nothing_is_written_as_markup() {
    const WAYS: [&str; 7] =
        ["innerhtml", "outerhtml", "adjacenthtml", "document.write", "createcontextualfragment", "domparser", "srcdoc"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = ["src", "worker/src", "gather/src"].into_iter().flat_map(|folder| lines_of(&root.join(folder)));
    for (file, text) in code.chain(scripts()) {
        let plain = text.to_lowercase().replace('_', "");
        assert!(!WAYS.iter().any(|way| plain.contains(way)), "{file}: {text}");
    }
}

/// The scripts of the site that are not compiled, by their names.
fn scripts() -> Vec<(String, String)> {
    let folder = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts")).unwrap();
    let paths = folder.map(|script| script.unwrap().path());
    paths.map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn scripts_ask_the_network_by_fetch_alone() {
    let names =
        ["fetch(", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "RTCPeerConnection", "WebTransport"];
    for (file, text) in scripts() {
        let used: Vec<_> = names.into_iter().filter(|name| text.contains(name)).collect();
        // In the single file all is in the page.
        let expected: &[&str] = if file.ends_with("inside.js") { &[] } else { &["fetch("] };
        assert_eq!(used, expected, "{file}");
    }
}

/// The lines of code under a folder, each with its file, but for tests.
fn lines_of(src: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect_files(src, &mut files);
    assert!(!files.is_empty(), "{}", src.display());
    let mut found = Vec::new();
    for file in files.into_iter().filter(|file| !file.ends_with("tests.rs")) {
        let name = file.strip_prefix(src).unwrap().to_str().unwrap().to_owned();
        let text = without_tests(&fs::read_to_string(&file).unwrap(), &name, &mut BTreeSet::new());
        found.extend(text.lines().map(|line| (name.clone(), line.trim().to_owned())));
    }
    found
}

#[test]
fn the_engines_modules_import_in_one_direction() {
    imports_in_one_direction(&Path::new(env!("CARGO_MANIFEST_DIR")).join("engine/src"));
}

#[test]
fn the_sites_modules_import_in_one_direction() {
    imports_in_one_direction(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
}

/// Fails if modules under a crate's `src` folder import each other in a circle, and shows the circle.
#[track_caller]
fn imports_in_one_direction(src: &Path) {
    let imports = imports(src);
    assert!(imports.values().any(|imported| !imported.is_empty()), "no import was found in {}", src.display());
    let circle = circle(&imports).map(|circle| circle.join(" → "));
    assert_eq!(circle, None, "these modules import each other in a circle");
}

/// The modules that each module imports, but for tests. A module is a file, and its name the path to it in the crate:
/// `scoring::flow`. The crate's own file is `crate`.
fn imports(src: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut files = Vec::new();
    collect_files(src, &mut files);
    let mut tests = BTreeSet::new();
    let mut modules = BTreeMap::new();
    for file in files {
        let module = module_of(file.strip_prefix(src).unwrap());
        let text = without_tests(&fs::read_to_string(&file).unwrap(), &module, &mut tests);
        modules.insert(module, text);
    }
    modules.retain(|module, _| !tests.contains(module));
    let imports = modules.iter().map(|(module, text)| {
        let paths = paths(text, module).into_iter();
        let imported = paths.filter_map(|path| nearest(&path, &modules)).filter(|imported| imported != module);
        (module.clone(), imported.collect())
    });
    imports.collect()
}

fn collect_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The module that a file is: `scoring/flow.rs` is `crate::scoring::flow`.
fn module_of(file: &Path) -> String {
    let mut parts: Vec<String> = file.with_extension("").iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    if parts.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        parts.pop();
    }
    parts.insert(0, "crate".to_owned());
    parts.join("::")
}

/// A file without comments and without what is compiled for tests only. Modules that are declared for tests only and stand
/// in files of their own are added to `tests`. The code is formatted: an item ends where its first line's indentation
/// comes back.
fn without_tests(text: &str, module: &str, tests: &mut BTreeSet<String>) -> String {
    let mut kept = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            let item = lines.by_ref().find(|line| !line.trim_start().starts_with("#[")).unwrap_or_default();
            if let Some(name) = item.strip_suffix(';').and_then(|item| item.split("mod ").nth(1)) {
                tests.insert(format!("{module}::{name}"));
            } else if item.ends_with(['{', '(', '[']) {
                let indent = &item[..item.len() - item.trim_start().len()];
                lines.by_ref().find(|line| line.starts_with(&format!("{indent}}}")) || *line == format!("{indent});"));
            }
        } else if !line.trim_start().starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// The paths in the text that begin with `crate`, `self`, `super` or a module that the text declares, each in full.
fn paths(text: &str, module: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words = text.split(|c| !is_word(c)).collect::<Vec<_>>();
    let children: BTreeSet<&str> = words.windows(2).filter(|pair| pair[0] == "mod").map(|pair| pair[1]).collect();
    for (at, _) in text.match_indices("::") {
        let before = &text[..at];
        let word = &before[before.rfind(|c| !is_word(c)).map_or(0, |end| end + 1)..];
        if before[..before.len() - word.len()].ends_with("::") {
            // Not the beginning of the path.
            continue;
        }
        let base = match word {
            "crate" => "crate".to_owned(),
            "self" => module.to_owned(),
            "super" => parent(module),
            child if children.contains(child) => format!("{module}::{child}"),
            _ => continue,
        };
        expand(&base, &text[at + 2..], &mut paths);
    }
    paths
}

fn parent(module: &str) -> String {
    module.rsplit_once("::").map_or(module, |(parent, _)| parent).to_owned()
}

/// Follows a path from `base`, into each branch of its groups. Says how much of the text it took.
fn expand(base: &str, text: &str, paths: &mut Vec<String>) -> usize {
    if let Some(group) = text.strip_prefix('{') {
        let mut at = 0;
        loop {
            at += group[at..].find(|c: char| !c.is_whitespace() && c != ',').unwrap_or(group.len() - at);
            if group[at..].starts_with('}') || at == group.len() {
                return at + 2;
            }
            let taken = expand(base, &group[at..], paths);
            // What follows a name in a group: nothing, or ` as another`.
            at += taken;
            at += group[at..].find([',', '}']).unwrap_or(group.len() - at);
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let path = match &text[..end] {
        "super" => parent(base),
        "self" => base.to_owned(),
        name => format!("{base}::{name}"),
    };
    match text[end..].strip_prefix("::") {
        Some(rest) if rest.starts_with(|c: char| c == '{' || c.is_alphabetic()) => end + 2 + expand(&path, rest, paths),
        _ => {
            paths.push(path);
            end
        }
    }
}

/// The module that a path leads into: the longest beginning of it that is one.
fn nearest(path: &str, modules: &BTreeMap<String, String>) -> Option<String> {
    let ends = path.match_indices("::").map(|(at, _)| at).chain([path.len()]);
    let mut beginnings: Vec<&str> = ends.map(|end| &path[..end]).collect();
    beginnings.reverse();
    beginnings.into_iter().find(|beginning| modules.contains_key(*beginning)).map(str::to_owned)
}

/// A circle of imports, its first module once more at the end. `None` if there is none.
fn circle(imports: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn walk(
        at: &str,
        imports: &BTreeMap<String, BTreeSet<String>>,
        way: &mut Vec<String>,
        done: &mut BTreeSet<String>,
    ) -> Option<Vec<String>> {
        if let Some(start) = way.iter().position(|module| module == at) {
            return Some(way[start..].iter().cloned().chain([at.to_owned()]).collect());
        }
        if !done.insert(at.to_owned()) {
            return None;
        }
        way.push(at.to_owned());
        let found = imports[at].iter().find_map(|imported| walk(imported, imports, way, done));
        way.pop();
        found
    }
    let mut done = BTreeSet::new();
    imports.keys().find_map(|module| walk(module, imports, &mut Vec::new(), &mut done))
}

/// Writes files and looks for a circle among them.
fn circle_among(files: &[(&str, &str)]) -> Option<String> {
    let src = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = src.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    circle(&imports(src.path())).map(|circle| circle.join(" → "))
}

#[test]
fn a_circle_of_imports_is_found_however_it_is_written() {
    let lib = ("lib.rs", "pub mod a;\npub mod b;\npub mod c;\n");
    let to_b = ("a.rs", "use crate::b::B;\n");
    let circles = [
        ("use crate::a::A;\n", "crate::a → crate::b → crate::a"),
        ("use crate::{\n    a::{A as Other, D},\n    c,\n};\n", "crate::a → crate::b → crate::a"),
        ("use crate::{c::{self, C}, a};\n", "crate::a → crate::b → crate::a"),
        ("fn f() -> super::a::A {}\n", "crate::a → crate::b → crate::a"),
        ("fn f() {\n    g::<crate::c::C>(self::super::a::f())\n}\n", "crate::a → crate::b → crate::a"),
        ("#[cfg(test)]\nmod tests {\n    use crate::c::C;\n}\n\nuse crate::a::A;\n", "crate::a → crate::b → crate::a"),
    ];
    for (b, expect) in circles {
        let found = circle_among(&[lib, to_b, ("b.rs", b), ("c.rs", "")]);
        assert_eq!(found.as_deref(), Some(expect), "{b}");
    }
    let through_the_parent = [
        ("lib.rs", "pub mod a;\n"),
        ("a/mod.rs", "mod b;\n\npub use b::B;\n\npub struct A;\n"),
        ("a/b.rs", "use super::A;\n"),
    ];
    assert_eq!(circle_among(&through_the_parent).as_deref(), Some("crate::a → crate::a::b → crate::a"));
}

#[test]
fn what_is_no_circle_of_imports_is_none() {
    let files = [
        ("lib.rs", "pub mod a;\npub mod b;\npub mod c;\n\npub use a::A;\n"),
        // A declaration is no import, and neither is a path in a comment or a test.
        ("a/mod.rs", "pub mod d;\n\n//! See [`crate::b`].\npub struct A;\n\n#[cfg(test)]\nmod tests;\n"),
        ("a/d.rs", "use super::A;\nuse std::fmt::{self, b};\n"),
        ("a/tests.rs", "use crate::b::B;\n"),
        ("b.rs", "use crate::a::d;\nuse crate::{A, c::C};\n"),
        ("c.rs", "use crate::A;\n\n#[cfg(test)]\nmod tests {\n    use crate::b::B;\n}\n"),
    ];
    assert_eq!(circle_among(&files), None);
}

/// A component says what it is, and each of its props what comes in by it. The code is formatted: a prop that has a comment
/// stands on a line of its own.
#[test]
fn every_component_and_prop_says_what_it_is() {
    let mut missing = Vec::new();
    let mut components = 0;
    let mut files = Vec::new();
    collect_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for (n, _) in lines.iter().enumerate().filter(|(_, line)| **line == "#[component]") {
            components += 1;
            let signature = lines[n..].iter().position(|line| line.contains("fn ")).unwrap() + n;
            let name = lines[signature];
            if !lines[n - 1].starts_with("///") || !(name.ends_with('(') || name.contains("()")) {
                missing.push(format!("{}: {name}", file.display()));
            }
            let props = lines[signature + 1..].iter().take_while(|line| name.ends_with('(') && !line.starts_with(')'));
            let mut described = false;
            for line in props {
                if line.starts_with("///") {
                    described = true;
                } else if !(line.starts_with("#[") && line.ends_with(']')) {
                    if !described {
                        missing.push(format!("{}: {name} {line}", file.display()));
                    }
                    described = false;
                }
            }
        }
    }
    assert!(components > 50, "{components}");
    assert!(missing.is_empty(), "no comment:\n{}", missing.join("\n"));
}
