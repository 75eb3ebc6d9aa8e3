//! The whole site as one page, which a browser opens from a disk or a memory stick: every file stands in it, packed.

use std::collections::BTreeMap;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::{gzip, release_files};

/// What stands between the files in the page and `boot.js`.
const INSIDE: &str = include_str!("../../scripts/inside.js");
/// Images by their endings, and their types.
const IMAGES: [(&str, &str); 5] = [
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("webp", "image/webp"),
];
/// The kinds of workers that the page names.
const WORKERS: [&str; 3] = ["worker", "gather", "office"];

/// What stands in the page.
#[derive(Serialize)]
struct Inside<'f> {
    /// Each file, under gzip and in base64.
    files: BTreeMap<&'f str, String>,
    /// Each image, as an address.
    images: BTreeMap<&'f str, String>,
    /// The script that starts a worker, and what the worker is made of: its script as it is, since a worker in a page on a
    /// disk can load no other in every browser, and its module.
    workers: BTreeMap<&'f str, [&'f str; 2]>,
}

/// The single file: the page that starts the site, with all these files in it, by their paths beside the page. `None` if it is
/// no page of the site's, or a file that it names is not among them.
///
/// Its policy lets it run what stands in it and nothing else, and ask for nothing at all.
#[must_use]
pub fn single_file(page: &str, files: &[(String, Vec<u8>)]) -> Option<String> {
    let file = |name: &str| files.iter().find(|(path, _)| path == name).map(|(_, bytes)| bytes.as_slice());
    let text = |name: &str| std::str::from_utf8(file(name)?).ok();
    let start = tags(page).find(|tag| tag.starts_with("<script"))?;
    let linked = |rel: &str| {
        let link = tags(page).find(|tag| tag.starts_with("<link") && attribute(tag, "rel") == Some(rel))?;
        Some(name_of(attribute(link, "href")?))
    };
    let style = text(linked("stylesheet")?)?;
    let script = format!("{INSIDE}{}", text(name_of(attribute(start, "src")?))?);
    let icon = linked("icon")?;
    let icon = image(icon, file(icon)?)?;

    let mut inside = Inside { files: BTreeMap::new(), images: BTreeMap::new(), workers: BTreeMap::new() };
    for (path, bytes) in files {
        inside.files.insert(path, BASE64_STANDARD.encode(gzip(bytes).ok()?));
        inside.images.extend(image(path, bytes).map(|address| (path.as_str(), address)));
    }
    for kind in WORKERS {
        let starter = attribute(start, &format!("data-{kind}"))?;
        let of = release_files(text(starter)?);
        let ending = |end| of.iter().copied().find(|name| name.ends_with(end));
        inside.workers.insert(starter, [text(ending(".js")?)?, ending(".wasm")?]);
    }
    // Nothing in it may look like the end of the script.
    let inside = serde_json::to_string(&inside).ok()?.replace('<', "\\u003c");

    let policy = format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval' blob: '{}'; style-src blob: '{}'; img-src data:; worker-src blob:; \
         base-uri 'none'; form-action 'none'",
        integrity(&script),
        integrity(style)
    );
    let head = format!("<link rel=\"icon\" href=\"{icon}\"><style>{style}</style></head>");
    let data: String =
        ["js", "wasm", "sheet", "room", "join", "group", "trouble", "release", "worker", "gather", "office"]
            .iter()
            .map(|name| Some(format!(" data-{name}=\"{}\"", attribute(start, &format!("data-{name}"))?)))
            .collect::<Option<_>>()?;
    let body = format!(
        "<script type=\"application/json\" id=\"inside\">{inside}</script>\n<script{data}>{script}</script></body>"
    );
    let mut made = String::with_capacity(page.len() + body.len());
    let mut rest = page;
    for tag in tags(page) {
        let (before, after) = rest.split_at(rest.find(tag)?);
        made += before;
        rest = &after[tag.len()..];
        match tag {
            "</head>" => made += &head,
            "</body>" => made += &body,
            "</script>" => {}
            _ if tag.starts_with("<link") || tag.starts_with("<script") => {}
            _ if tag.contains("Content-Security-Policy") => {
                made += &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
            }
            _ => made += tag,
        }
    }
    Some(made + rest)
}

/// The tags of a page, with their brackets. No attribute of ours holds one.
fn tags(page: &str) -> impl Iterator<Item = &str> {
    page.match_indices('<').filter_map(|(at, _)| Some(&page[at..=at + page[at..].find('>')?]))
}

/// An attribute of a tag, with quotes or without.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, value) = tag.split_once(&format!(" {name}="))?;
    match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => value.split([' ', '>']).next(),
    }
}

fn name_of(path: &str) -> &str {
    path.trim_start_matches("./")
}

/// An image, as an address that holds all of it. `None` for another file.
fn image(path: &str, bytes: &[u8]) -> Option<String> {
    let (_, ending) = path.rsplit_once('.')?;
    let (_, kind) = IMAGES.iter().find(|(end, _)| *end == ending)?;
    Some(format!("data:{kind};base64,{}", BASE64_STANDARD.encode(bytes)))
}

/// How a policy names a script or a style that it lets in.
fn integrity(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    const PAGE: &str = "<!doctype html><head><meta charset=utf-8><meta http-equiv=\"Content-Security-Policy\" \
        content=\"default-src 'none'\"><title>V</title><link href=./icon-01234567.svg rel=icon>\
        <link rel=stylesheet href=./style-01234567.css><script data-js=./v-01234567.js data-sheet=\"p-01234567.css\" \
        data-room=\"r-01234567.css\" data-join=\"r-01234567.css\" data-group=\"g-01234567.css\" data-trouble=\"t-01234567.js\" \
        data-release=\"release-01234567.json\" data-worker=\"reader-01234567.js\" data-gather=\"reader-01234567.js\" \
        data-office=\"reader-01234567.js\" data-wasm=./v-01234567_bg.wasm defer src=./boot-01234567.js></script></head>\
        <body><p>Hej</p></body></html>";

    fn files() -> Vec<(String, Vec<u8>)> {
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        vec![
            file("icon-01234567.svg", "<svg/>"),
            file("style-01234567.css", "p{}"),
            file("boot-01234567.js", "start()"),
            file("reader-01234567.js", "import(\"./worker-01234567.js\"); \"./worker-01234567_bg.wasm\""),
            file("worker-01234567.js", "wasm_bindgen"),
            file("content/site.toml", "name = \"</script>\""),
        ]
    }

    #[test]
    fn all_of_the_site_is_in_the_page_and_the_policy_names_what_may_run() {
        let made = single_file(PAGE, &files()).unwrap();
        for gone in ["<link rel=stylesheet", "src=", "default-src 'none'\">"] {
            assert!(!made.contains(gone), "{gone}: {made}");
        }
        let scripts: Vec<&str> = made.split("<script").skip(1).map(|rest| rest.split_once('>').unwrap().1).collect();
        let of = |n: usize| scripts[n].split("</script>").next().unwrap();
        assert!(of(1).ends_with("start()") && of(1).starts_with(INSIDE));
        // As `openssl dgst -sha256 -binary | base64` gives it for `p{}`.
        assert!(made.contains("style-src blob: 'sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y='"), "{made}");
        assert!(made.contains(&format!("blob: '{}'", integrity(of(1)))));
        assert!(made.contains("data-release=\"release-01234567.json\"") && made.contains("<p>Hej</p>"));
        let inside: serde_json::Value = serde_json::from_str(of(0)).unwrap();
        let packed = BASE64_STANDARD.decode(inside["files"]["content/site.toml"].as_str().unwrap()).unwrap();
        let mut text = String::new();
        GzDecoder::new(packed.as_slice()).read_to_string(&mut text).unwrap();
        assert_eq!(text, "name = \"</script>\"");
        let of_worker = serde_json::json!(["wasm_bindgen", "worker-01234567_bg.wasm"]);
        assert_eq!(inside["workers"]["reader-01234567.js"], of_worker);
    }

    #[test]
    fn of_another_page_or_with_less_there_is_none() {
        assert_eq!(single_file("<!doctype html><p>Intranätet</p>", &files()), None);
        for left_out in 0..5 {
            let mut files = files();
            files.remove(left_out);
            assert_eq!(single_file(PAGE, &files), None, "{left_out}");
        }
    }
}
