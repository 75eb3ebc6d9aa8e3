//! `cargo xtask finish`: from what trunk has built to the site that is served.
//!
//! Trunk runs it as its one `post_build` hook, with the folder in `TRUNK_STAGING_DIR`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use engine::Lang;
use engine::content::{Compiled, Summaries, Summary};
use engine::digest::sha256;
use serde::Serialize;
use sha2::{Digest as _, Sha384};

use crate::check;
use crate::content::{Content, File, Written};

/// What the pages may do. No inline script or style, nothing from elsewhere. The same policy, with `frame-ancestors`,
/// stands in the header snippets under `public/`.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// The files whose names never change, and which a cache must not mix with those of another version.
const VERSIONED: [&str; 7] =
    ["whole.css", "whole.js", "whole_bg.wasm", "reader.js", "worker.js", "worker_bg.wasm", "trouble.js"];

/// Finishes the site in trunk's staging folder.
pub fn run() -> Result<(), String> {
    let variable = |name: &str| std::env::var(name).map_err(|_| format!("{name} is not set: trunk runs this step"));
    let staging = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    compile(&staging.join("content"))?;
    write_digests(&staging)?;
    let page = staging.join("index.html");
    let html = fs::read_to_string(&page).map_err(|error| format!("{}: {error}", page.display()))?;
    let mut html = with_version(&html, &version(&staging)?).ok_or("index.html: no data-version to fill in")?;
    // `trunk serve` reloads the page by an inline script, which the policy would stop.
    if variable("TRUNK_PROFILE")? == "release" {
        html = with_policy(&html).ok_or("index.html: no <meta charset> to put the policy after")?;
    }
    fs::write(&page, html).map_err(|error| format!("{}: {error}", page.display()))
}

/// Writes `digests.json`: what each script and module that the site loads has as its integrity. `trouble.js` tells by it
/// that a file was changed on its way to the server.
fn write_digests(folder: &Path) -> Result<(), String> {
    let fault = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let mut digests = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(|error| fault(folder, &error))? {
        let path = entry.map_err(|error| fault(folder, &error))?.path();
        if path.extension().is_some_and(|end| end == "js" || end == "wasm") {
            let bytes = fs::read(&path).map_err(|error| fault(&path, &error))?;
            let digest = format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)));
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            digests.insert(name, digest);
        }
    }
    let path = folder.join("digests.json");
    let json = serde_json::to_string_pretty(&digests).map_err(|error| fault(&path, &error))?;
    fs::write(&path, json).map_err(|error| fault(&path, &error))
}

/// A digest of the files whose names never change.
fn version(folder: &Path) -> Result<String, String> {
    let mut all = Vec::new();
    for name in VERSIONED {
        let path = folder.join(name);
        all.extend(fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?);
    }
    Ok(sha256(&all)[..12].to_owned())
}

/// The page with the version where `boot.js` looks for it.
fn with_version(html: &str, version: &str) -> Option<String> {
    // Minified, the empty value has lost its quotes.
    let at = html.find("data-version")? + "data-version".len();
    let rest = html[at..].trim_start_matches("=\"\"");
    Some(format!("{}=\"{version}\"{rest}", &html[..at]))
}

/// Writes the compiled form of every content file beside it.
pub fn compile(folder: &Path) -> Result<(), String> {
    let content = Content::read(folder)?;
    check::report(&content, folder, Lang::En)?;
    for Written { file, .. } in &content.questionnaires {
        write_beside(folder, file)?;
    }
    for file in &content.pages {
        write_beside(folder, file)?;
    }
    for lang in Lang::ALL {
        let own = content.questionnaires.iter().filter(|written| written.lang == lang);
        let summaries = own.map(|w| (w.file.value.id.clone(), Summary::of(&w.file.value, w.file.digest())));
        let path = folder.join(lang.code()).with_extension("bin");
        // Of no file: each summary goes by the digest of its own.
        write(&path, String::new(), summaries.collect::<Summaries>())?;
    }
    write_beside(folder, &content.site)
}

fn write_beside<T: Serialize>(folder: &Path, file: &File<T>) -> Result<(), String> {
    write(&folder.join(&file.path).with_extension("bin"), file.digest(), &file.value)
}

fn write(path: &Path, digest: String, value: impl Serialize) -> Result<(), String> {
    let compiled = Compiled { digest, value };
    fs::write(path, compiled.encode()).map_err(|error| format!("{}: {error}", path.display()))
}

/// The page with the policy right after its character set: before anything that it governs.
fn with_policy(html: &str) -> Option<String> {
    let charset = html.find("<meta charset")?;
    let after = charset + html[charset..].find('>')? + 1;
    let (head, rest) = html.split_at(after);
    Some(format!("{head}<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">{rest}"))
}

#[cfg(test)]
mod tests {
    use engine::questionnaire::Questionnaire;
    use engine::site::Site;

    use super::*;

    #[test]
    fn the_policy_comes_before_everything_it_governs() {
        let page = with_policy("<head><meta charset=\"utf-8\"><script src=x></script>").unwrap();
        assert!(page.find("Content-Security-Policy").unwrap() < page.find("<script").unwrap());
        assert_eq!(with_policy("<head></head>"), None);
    }

    #[test]
    fn the_version_goes_where_boot_js_looks() {
        let expect = Some("<script data-version=\"abc\" src=x>".to_owned());
        assert_eq!(with_version("<script data-version=\"\" src=x>", "abc"), expect);
        assert_eq!(with_version("<script data-version src=x>", "abc"), expect);
        assert_eq!(with_version("<script src=x>", "abc"), None);
    }

    #[test]
    fn the_policy_allows_nothing_inline_and_nothing_evaluated() {
        assert!(!POLICY.contains("unsafe-inline") && !POLICY.contains("'unsafe-eval'"));
    }

    #[test]
    fn the_header_snippets_carry_the_same_policy() {
        for name in ["public/web.config", "public/.htaccess", "docs/hosting.md"] {
            let text = fs::read_to_string(crate::root().join(name)).unwrap();
            // With its quotes: nothing before it, and nothing after.
            assert!(text.contains(&format!("\"{POLICY}; frame-ancestors 'self'\"")), "{name} has another policy");
        }
    }

    #[test]
    fn each_script_and_module_has_its_integrity_written_down() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [("a.js", "abc"), ("a_bg.wasm", ""), ("a.css", ""), ("page.html", "")] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        write_digests(folder.path()).unwrap();
        let json = fs::read(folder.path().join("digests.json")).unwrap();
        let digests: BTreeMap<String, String> = serde_json::from_slice(&json).unwrap();
        assert_eq!(digests.keys().collect::<Vec<_>>(), ["a.js", "a_bg.wasm"]);
        // FIPS 180-4's example, as `openssl dgst -sha384 -binary | base64` gives it.
        assert_eq!(digests["a.js"], "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn");
    }

    #[test]
    fn every_content_file_gets_its_compiled_form() {
        let folder = tempfile::tempdir().unwrap();
        copy(&crate::root().join("content"), folder.path());
        compile(folder.path()).unwrap();
        let markdown = fs::read(folder.path().join("sv/bits-basniva.md")).unwrap();
        let compiled = fs::read(folder.path().join("sv/bits-basniva.bin")).unwrap();
        let compiled = Compiled::<Questionnaire>::decode(&compiled, &sha256(&markdown)).expect("is of this file");
        assert_eq!(compiled.value, reader::read_questionnaire(&markdown, None).value);
        let settings = fs::read(folder.path().join("site.toml")).unwrap();
        let index = fs::read(folder.path().join("site.bin")).unwrap();
        Compiled::<Site>::decode(&index, &sha256(&settings)).expect("is of this file");
        let summaries = fs::read(folder.path().join("en.bin")).unwrap();
        let summaries = Compiled::<Summaries>::decode_any(&summaries).unwrap().value;
        let (_, bits) = summaries.iter().find(|(id, _)| id == "bits-basniva").unwrap();
        assert_eq!(bits.title, "BITS baseline");
    }

    #[test]
    fn a_fault_in_the_content_stops_the_build() {
        let folder = tempfile::tempdir().unwrap();
        copy(&crate::root().join("content"), folder.path());
        fs::write(folder.path().join("sv/bits-basniva.md"), "+++\n").unwrap();
        assert!(compile(folder.path()).is_err());
    }

    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let target = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &target)
            } else {
                fs::copy(entry.path(), target).map(drop).unwrap()
            }
        }
    }
}
