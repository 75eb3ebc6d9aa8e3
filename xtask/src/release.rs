//! `cargo xtask release`: from the built site to what a municipality downloads.
//!
//! The same commit makes the same bytes, in whatever folder: all times are the commit's, and all is in order of its name.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;

use engine::encoding::digest::sha256;
use packaging::{gzip, is_release_file, single_file};
use pulldown_cmark::{Options, Parser, html};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{bom, root};

/// Files by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The folder in the package that is put on a web server.
const SITE: &str = "vattenpass";
/// Files of the release that are packed beside themselves, by their endings: a server sends the packed one. Never what the
/// host edits: there an old packed file would hide the edit.
const PACKED: [&str; 5] = [".js", ".wasm", ".css", ".json", ".svg"];
/// The guides, and what they are called in the package.
const GUIDES: [(&str, &str); 4] = [
    ("docs/hosting.md", "Publicera.html"),
    ("docs/format.md", "Frageformular.html"),
    ("docs/diagnostics.md", "Felmeddelanden.html"),
    ("docs/termlista.md", "Termlista.html"),
];
/// What is copied as it is.
const COPIED: [(&str, &str); 3] = [
    ("hosting/nginx.conf", "servrar/vattenpass.conf"),
    ("hosting/Caddyfile", "servrar/Caddyfile"),
    ("LICENSE", "LICENSE.txt"),
];

/// Makes the release of the site in `dist/` in the folder `release/`.
pub fn run() -> Result<(), String> {
    let mut site = Files::new();
    read(&root().join("dist"), "", &mut site)?;
    if !site.contains_key("index.html") {
        return Err("dist/ holds no site: run `make dist`".to_owned());
    }
    let time = commit_time()?;
    let version = env!("CARGO_PKG_VERSION");
    let bom = bom::of_site(version, &time)?;

    let page = String::from_utf8(site["index.html"].clone()).map_err(|error| error.to_string())?;
    let inside = site.iter().filter(|(path, _)| is_release_file(path) || path.starts_with("content/"));
    let inside: Vec<(String, Vec<u8>)> = inside.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    let single = single_file(&page, &inside).ok_or("dist/index.html is not the page of a release")?;

    let mut files = Files::new();
    for (path, bytes) in site {
        if PACKED.iter().any(|ending| path.ends_with(ending)) && is_release_file(&path) {
            files.insert(format!("{SITE}/{path}.br"), brotli(&bytes)?);
            files.insert(format!("{SITE}/{path}.gz"), gzip(&bytes).map_err(|error| error.to_string())?);
        }
        files.insert(format!("{SITE}/{path}"), bytes);
    }
    for (source, name) in GUIDES {
        files.insert(name.to_owned(), guide(&text(source)?)?.into_bytes());
    }
    for (source, name) in COPIED {
        files.insert(name.to_owned(), text(source)?.into_bytes());
    }
    let name = format!("vattenpass-{version}");
    files.insert(format!("{name}.cdx.json"), bom.clone());
    let zip = zip(&name, &files, &time).map_err(|error| format!("{name}.zip: {error}"))?;

    let made = Files::from([
        (format!("{name}.zip"), zip),
        (format!("{name}.cdx.json"), bom),
        ("vattenpass.html".to_owned(), single.into_bytes()),
    ]);
    let sums: String = made.iter().map(|(name, bytes)| format!("{}  {name}\n", sha256(bytes))).collect();
    let folder = root().join("release");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for (name, bytes) in made.into_iter().chain([("SHA256SUMS".to_owned(), sums.into_bytes())]) {
        let path = folder.join(name);
        fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

/// Reads every file under a folder, by its path there.
pub fn read(folder: &Path, under: &str, files: &mut Files) -> Result<(), String> {
    let fault = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.insert(name, fs::read(entry.path()).map_err(fault)?);
        }
    }
    Ok(())
}

fn text(file: &str) -> Result<String, String> {
    fs::read_to_string(root().join(file)).map_err(|error| format!("{file}: {error}"))
}

/// The time of the commit that is released, as `2026-11-27T08:00:00+00:00`. Nothing newer is in a release, and it is the same
/// in every folder. Not the beginning of time: a browser keeps a file of unknown freshness the longer, the older it is.
pub fn commit_time() -> Result<String, String> {
    let mut git = Command::new("git");
    git.args(["log", "-1", "--format=%cd", "--date=iso-strict-local"]).env("TZ", "UTC").current_dir(root());
    let said = git.output().map_err(|error| format!("git: {error}"))?;
    let time = String::from_utf8_lossy(&said.stdout).trim().replace('Z', "+00:00");
    if said.status.success() && time.len() == 25 { Ok(time) } else { Err("git names no commit to release".to_owned()) }
}

/// A time of [`commit_time`], as a zip holds it: to two seconds, of no zone.
fn zip_time(time: &str) -> Option<zip::DateTime> {
    let mut parts = time.split(|c: char| !c.is_ascii_digit()).map(|part| part.parse::<u16>().ok());
    let mut next = || parts.next().flatten();
    let (year, mut small) = (next()?, Vec::new());
    for _ in 0..5 {
        small.push(u8::try_from(next()?).ok()?);
    }
    let [month, day, hour, minute, second] = small.try_into().ok()?;
    zip::DateTime::from_date_and_time(year, month, day, hour, minute, second).ok()
}

/// The files in one, in a folder of the release's name.
fn zip(folder: &str, files: &Files, time: &str) -> Result<Vec<u8>, String> {
    let time = zip_time(time).ok_or(format!("{time} is no time of a zip's"))?;
    let options = SimpleFileOptions::default().last_modified_time(time).unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        zip.start_file(format!("{folder}/{path}"), options).map_err(|error| error.to_string())?;
        zip.write_all(bytes).map_err(|error| error.to_string())?;
    }
    Ok(zip.finish().map_err(|error| error.to_string())?.into_inner())
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut packed = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &settings).map_err(|error| error.to_string())?;
    Ok(packed)
}

/// A guide as a page that is opened from the package: its links lead there.
fn guide(markdown: &str) -> Result<String, String> {
    let title = markdown.lines().find_map(|line| line.strip_prefix("# ")).ok_or("a guide has no title")?;
    let mut markdown = markdown.to_owned();
    for (source, name) in GUIDES.into_iter().chain(COPIED) {
        let file = source.strip_prefix("docs/").map_or_else(|| format!("../{source}"), str::to_owned);
        markdown = markdown.replace(&format!("]({file}"), &format!("]({name}"));
    }
    let mut body = String::new();
    html::push_html(&mut body, Parser::new_ext(&markdown, Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES));
    Ok(format!(
        "<!doctype html>\n<html lang=\"sv\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>{STYLE}</style>\n{body}</html>\n"
    ))
}

/// A guide is read on a screen, and printed.
const STYLE: &str = "body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 system-ui,sans-serif}\
    h1,h2,h3{line-height:1.25;margin:2rem 0 .5rem}pre{overflow:auto;padding:1rem;border:1px solid #8886;border-radius:6px}\
    code{font-size:.9em;overflow-wrap:anywhere}table{border-collapse:collapse;display:block;overflow:auto}\
    th,td{text-align:left;vertical-align:top;padding:.5rem 1rem .5rem 0;border-bottom:1px solid #8886}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_what_a_zip_can_hold() {
        let time = zip_time("2026-11-27T08:09:10+00:00").unwrap();
        assert_eq!((time.year(), time.month(), time.day(), time.hour(), time.minute()), (2026, 11, 27, 8, 9));
        assert!(zip_time("1970-01-01T00:00:00+00:00").is_none() && zip_time("").is_none());
        assert!(zip_time(&commit_time().unwrap()).is_some());
    }

    #[test]
    fn a_guide_leads_to_what_is_in_the_package() {
        let page = guide("# Så & så\n\n[a](format.md) [b](../hosting/nginx.conf)\n\n|x|y|\n|-|-|\n|1|2|\n").unwrap();
        assert!(
            page.contains("href=\"Frageformular.html\"") && page.contains("href=\"servrar/vattenpass.conf\""),
            "{page}"
        );
        assert!(page.contains("<td>1</td>"), "{page}");
        for (source, _) in GUIDES {
            let page = guide(&text(source).unwrap()).unwrap();
            let links = page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
            let dead: Vec<_> = links
                .filter(|link| !link.starts_with('#'))
                .map(|link| link.split('#').next().unwrap())
                .filter(|link| !GUIDES.iter().chain(&COPIED).any(|(_, name)| name == link))
                .collect();
            assert!(dead.is_empty(), "{source} leads out of the package: {dead:?}");
        }
    }

    #[test]
    fn the_same_files_make_the_same_package() {
        let files = Files::from([("b".to_owned(), vec![1; 9]), ("a".to_owned(), Vec::new())]);
        let made = || zip("v", &files, "2026-11-27T08:00:00+00:00").unwrap();
        assert_eq!(made(), made());
    }
}
