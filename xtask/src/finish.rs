//! `cargo xtask finish`: from what trunk has built to the site that is served.
//!
//! Trunk runs it as its one `post_build` hook, with the folder in `TRUNK_STAGING_DIR`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use engine::Lang;
use engine::encoding::content::{Compiled, Summaries, Summary};
use engine::encoding::digest::sha256;
use packaging::is_release_file;
use packaging::release::{Release, ReleasedFile, version_of};
use serde::Serialize;
use sha2::{Digest as _, Sha384};

use crate::check;
use crate::content::{Content, File, Written};
use crate::released;

/// What the pages may do. No inline script or style, nothing from elsewhere. The same policy, with `frame-ancestors`,
/// is in the header snippets under `public/`. The manifest goes by `default-src`: WebKit knows no directive for it, and
/// complains in its console of one that it does not know.
pub const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; worker-src 'self'; font-src 'none'; frame-src 'none'; media-src 'none'; object-src 'none'; \
     base-uri 'none'; form-action 'none'";

/// The program that makes scripts and style sheets small: `tools/env` sets it.
const ESBUILD: &str = "VATTENPASS_ESBUILD";

/// The folder in which trunk has left the site.
struct Staging {
    folder: PathBuf,
    /// Whether it is a release: small, and with the policy.
    release: bool,
}

/// Finishes the site in trunk's staging folder.
///
/// Everything that belongs to a release gets a name by its content, so that no cache can mix two releases. `boot.js` and
/// the site find the names in the page, as data of the script that starts it.
pub fn run() -> Result<(), String> {
    let profile = variable("TRUNK_PROFILE")?;
    let staging = Staging { folder: variable("TRUNK_STAGING_DIR")?.into(), release: profile == "release" };
    compile(&staging.folder.join("content"))?;
    let root = crate::root();

    let page = staging.folder.join("index.html");
    let mut html = String::from_utf8(read(&page)?).map_err(|error| fault(&page, &error))?;
    let mut names = vec![
        ("boot.js".to_owned(), staging.take_parts(&profile)?),
        ("style.css".to_owned(), staging.keep("style.css", read(&root.join("style.css"))?)?),
    ];
    // Trunk names the main part by the linker's output, which is not yet bound and made small.
    for (ending, name) in [(".js", "vattenpass.js"), ("_bg.wasm", "vattenpass_bg.wasm")] {
        let old = main_part(&staging.folder, ending)?;
        let new = staging.keep(name, staging.take(&old)?)?;
        names.push((old, new));
    }
    for (old, new) in names {
        html = replaced(&html, &old, &new).ok_or(format!("index.html does not name {old}"))?;
    }

    let worker = staging.take_worker("worker", "reader.js")?;
    let gather = staging.take_worker("gather", "gatherer.js")?;
    let office = staging.take_worker("office_worker", "office.js")?;
    let style = staging.keep("parts.css", read(&root.join("parts.css"))?)?;
    let room = staging.keep("room.css", read(&root.join("room.css"))?)?;
    let group = staging.keep("group.css", read(&root.join("group.css"))?)?;
    let trouble = staging.keep("trouble.js", read(&root.join("scripts/trouble.js"))?)?;
    let release = staging.keep("release.json", release(&staging.folder)?)?;
    let offline = own_script("sw.js")?;
    let offline = replaced(&offline, "release-00000000.json", &release).ok_or("sw.js names no list of the release")?;
    let path = staging.folder.join("sw.js");
    fs::write(&path, staging.small("sw.js", offline.into_bytes())?).map_err(|error| fault(&path, &error))?;
    let data = [
        ("sheet", style),
        ("room", room.clone()),
        ("join", room),
        ("group", group),
        ("trouble", trouble),
        ("release", release),
        ("worker", worker),
        ("gather", gather),
        ("office", office),
    ];
    html = with_data(&html, &data).ok_or("index.html: no script that starts the site")?;

    // `trunk serve` reloads the page by an inline script, which the policy would stop.
    if staging.release {
        html = with_policy(&html).ok_or("index.html: no <meta charset> to put the policy after")?;
    }
    fs::write(&page, html).map_err(|error| fault(&page, &error))
}

impl Staging {
    /// A script or a style sheet as a release has it; another file as it is. The same each time, so that a release can be
    /// built anew.
    fn small(&self, name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, String> {
        let Some((_, kind @ ("js" | "css"))) = name.rsplit_once('.').filter(|_| self.release) else { return Ok(bytes) };
        let mut program = Command::new(variable(ESBUILD)?);
        program.args(["--minify", "--charset=utf8", "--legal-comments=none", &format!("--loader={kind}")]);
        // The one module. What a script of the old kind names stays: others look for it.
        if name == "vattenpass.js" {
            program.arg("--format=esm");
        }
        let mut running = program
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{:?}: {error}", program.get_program()))?;
        let input = running.stdin.take().ok_or("esbuild takes no input")?;
        // It reads all of it before it writes.
        { input }.write_all(&bytes).map_err(|error| format!("esbuild, {name}: {error}"))?;
        let done = running.wait_with_output().map_err(|error| format!("esbuild, {name}: {error}"))?;
        if done.status.success() { Ok(done.stdout) } else { Err(format!("esbuild could not make {name} small")) }
    }

    /// Makes a file small, and names it by its content. Gives the name.
    fn keep(&self, name: &str, bytes: Vec<u8>) -> Result<String, String> {
        named_by_content(&self.folder, name, &self.small(name, bytes)?)
    }

    /// Takes a file out of the folder.
    fn take(&self, name: &str) -> Result<Vec<u8>, String> {
        let path = self.folder.join(name);
        let bytes = read(&path)?;
        fs::remove_file(&path).map_err(|error| fault(&path, &error))?;
        Ok(bytes)
    }

    /// Takes the parts of the site, and the script that fetches them, from where `splitter` has left them. Gives the
    /// script's name.
    fn take_parts(&self, profile: &str) -> Result<String, String> {
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::root().join("target"), PathBuf::from);
        let folder = target.join("wasm-bindgen").join(profile).join("parts");
        for entry in fs::read_dir(&folder).map_err(|error| fault(&folder, &error))? {
            let name = entry.map_err(|error| fault(&folder, &error))?.file_name();
            if name != "boot.js" {
                fs::copy(folder.join(&name), self.folder.join(&name)).map_err(|error| fault(&folder, &error))?;
            }
        }
        self.keep("boot.js", read(&folder.join("boot.js"))?)
    }

    /// Names a worker's files by their content, and makes the script that starts it. Gives that script's name.
    fn take_worker(&self, worker: &str, starts: &str) -> Result<String, String> {
        let mut script = own_script("start_worker.js")?;
        for ending in [".js", "_bg.wasm"] {
            let file = format!("{worker}{ending}");
            let name = self.keep(&file, self.take(&file)?)?;
            script = replaced(&script, &format!("./worker{ending}"), &format!("./{name}"))
                .ok_or(format!("start_worker.js does not name worker{ending}"))?;
        }
        self.keep(starts, script.into_bytes())
    }
}

fn variable(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|_| format!("{name} is not set: trunk runs this step, in tools/run"))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| fault(path, &error))
}

/// A script of ours.
fn own_script(name: &str) -> Result<String, String> {
    let path = crate::root().join("scripts").join(name);
    fs::read_to_string(&path).map_err(|error| fault(&path, &error))
}

fn fault(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}

/// The name that trunk has given the main part's script or module.
fn main_part(staging: &Path, ending: &str) -> Result<String, String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(staging).map_err(|error| fault(staging, &error))? {
        let name = entry.map_err(|error| fault(staging, &error))?.file_name().to_string_lossy().into_owned();
        found.extend(Some(name).filter(|name| name.starts_with("vattenpass-") && name.ends_with(ending)));
    }
    match found.as_slice() {
        [one] => Ok(one.clone()),
        _ => Err(format!("{found:?}: not one vattenpass-…{ending}")),
    }
}

/// Writes a file of the release under a name that changes with its content: `worker_bg.wasm` as
/// `worker-01234567_bg.wasm`. Gives the name.
fn named_by_content(folder: &Path, name: &str, bytes: &[u8]) -> Result<String, String> {
    let at = name.find("_bg.").or_else(|| name.find('.')).unwrap_or(name.len());
    let name = format!("{}-{}{}", &name[..at], &sha256(bytes)[..8], &name[at..]);
    let path = folder.join(&name);
    fs::write(&path, bytes).map_err(|error| fault(&path, &error))?;
    Ok(name)
}

/// The text with every `old` replaced. `None` if there is none.
fn replaced(text: &str, old: &str, new: &str) -> Option<String> {
    text.contains(old).then(|| text.replace(old, new))
}

/// The page with data for the script that starts the site.
fn with_data(html: &str, data: &[(&str, String)]) -> Option<String> {
    let at = html.find(" data-wasm")?;
    let data: String = data.iter().map(|(name, value)| format!(" data-{name}=\"{value}\"")).collect();
    Some(format!("{}{data}{}", &html[..at], &html[at..]))
}

/// The list of what is in the release, as JSON.
fn release(folder: &Path) -> Result<Vec<u8>, String> {
    let mut all = BTreeMap::new();
    crate::release::read(folder, "", &mut all)?;
    let released = released::content()?;
    let (mut files, mut content) = (BTreeMap::new(), BTreeMap::new());
    for (path, bytes) in all {
        if path.starts_with("content/") {
            if !path.ends_with(".bin") {
                let digest = sha256(&bytes);
                let earlier = released.values().filter_map(|files| files.get(&path)).filter(|other| **other != digest);
                let mut earlier: Vec<String> = earlier.cloned().collect();
                earlier.sort();
                earlier.dedup();
                let version = version_of(&String::from_utf8_lossy(&bytes)).unwrap_or_default().to_owned();
                content.insert(path, ReleasedFile { digest, version, earlier });
            }
        } else if is_release_file(&path) {
            files.insert(path, format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes))));
        }
    }
    let release = Release { version: env!("CARGO_PKG_VERSION").to_owned(), files, content };
    serde_json::to_vec_pretty(&release).map_err(|error| fault(folder, &error))
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
        // Made from no file: each summary has the digest of its own.
        write(&path, String::new(), summaries.collect::<Summaries>(), &[])?;
    }
    write(&folder.join("released.bin"), String::new(), released::structures()?, &[])?;
    write_beside(folder, &content.site)
}

fn write_beside<T: Serialize>(folder: &Path, file: &File<T>) -> Result<(), String> {
    write(&folder.join(&file.path).with_extension("bin"), file.digest(), &file.value, &file.bytes)
}

fn write(path: &Path, digest: String, value: impl Serialize, source: &[u8]) -> Result<(), String> {
    let compiled = Compiled { digest, value };
    fs::write(path, compiled.encode(source)).map_err(|error| format!("{}: {error}", path.display()))
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
    use engine::model::questionnaire::Questionnaire;
    use engine::model::site::Site;

    use super::*;

    #[test]
    fn the_policy_comes_before_everything_it_governs() {
        let page = with_policy("<head><meta charset=\"utf-8\"><script src=x></script>").unwrap();
        assert!(page.find("Content-Security-Policy").unwrap() < page.find("<script").unwrap());
        assert_eq!(with_policy("<head></head>"), None);
    }

    #[test]
    fn the_names_go_where_boot_js_looks() {
        let data = [("sheet", "a.css".to_owned()), ("worker", "b.js c.wasm".to_owned())];
        let page = with_data("<script data-js=\"x\" data-wasm=\"y\">", &data).unwrap();
        assert_eq!(page, "<script data-js=\"x\" data-sheet=\"a.css\" data-worker=\"b.js c.wasm\" data-wasm=\"y\">");
        assert_eq!(with_data("<script src=x>", &data), None);
    }

    #[test]
    fn another_content_is_another_name() {
        let folder = tempfile::tempdir().unwrap();
        let name = |bytes: &[u8]| named_by_content(folder.path(), "worker_bg.wasm", bytes).unwrap();
        // FIPS 180-4's example.
        assert_eq!(name(b"abc"), "worker-ba7816bf_bg.wasm");
        assert_ne!(name(b"abc"), name(b"abd"));
        assert_eq!(fs::read(folder.path().join(name(b"abc"))).unwrap(), b"abc");
        assert!(named_by_content(folder.path(), "trouble.js", b"abc").unwrap().starts_with("trouble-ba78"));
    }

    #[test]
    fn the_policy_allows_nothing_inline_and_nothing_evaluated() {
        assert!(!POLICY.contains("unsafe-inline") && !POLICY.contains("'unsafe-eval'"));
    }

    #[test]
    fn the_policy_names_only_what_every_browser_knows() {
        let known = "default script style img connect worker font frame media object";
        let known: Vec<String> = known.split(' ').map(|kind| format!("{kind}-src")).collect();
        for directive in POLICY.split(';').filter_map(|directive| directive.split_whitespace().next()) {
            let is_known =
                known.iter().any(|name| name == directive) || ["base-uri", "form-action"].contains(&directive);
            assert!(is_known, "{directive}");
        }
    }

    #[test]
    fn the_header_snippets_carry_the_same_policy() {
        for name in ["public/web.config", "public/.htaccess", "hosting/nginx.conf", "hosting/Caddyfile"] {
            let text = fs::read_to_string(crate::root().join(name)).unwrap();
            // With its quotes: nothing before it, and nothing after.
            assert!(text.contains(&format!("\"{POLICY}; frame-ancestors 'self'\"")), "{name} has another policy");
        }
    }

    #[test]
    fn each_file_of_the_release_has_its_integrity_written_down_and_each_of_the_content_its_digest() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        let files = ["a-01234567.js", "b-01234567_bg.wasm", "index.html", "content/site.toml", "content/site.bin"];
        for name in files {
            fs::write(folder.path().join(name), "abc").unwrap();
        }
        let release: serde_json::Value = serde_json::from_slice(&release(folder.path()).unwrap()).unwrap();
        // FIPS 180-4's example, as `openssl dgst -sha384 -binary | base64` gives it.
        let integrity = "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";
        let expected = serde_json::json!({ "a-01234567.js": integrity, "b-01234567_bg.wasm": integrity });
        assert_eq!(release["files"], expected);
        assert_eq!(release["content"]["content/site.toml"]["digest"], sha256(b"abc"));
        assert_eq!(release["content"].as_object().unwrap().len(), 1);
        assert!(release["version"] == env!("CARGO_PKG_VERSION"));
    }

    #[test]
    fn every_content_file_gets_its_compiled_form() {
        let folder = tempfile::tempdir().unwrap();
        copy(&crate::root().join("content"), folder.path());
        compile(folder.path()).unwrap();
        let markdown = fs::read(folder.path().join("sv/bits-basniva.md")).unwrap();
        let compiled = fs::read(folder.path().join("sv/bits-basniva.bin")).unwrap();
        let compiled =
            Compiled::<Questionnaire>::decode(&compiled, &sha256(&markdown), &markdown).expect("is of this file");
        assert_eq!(compiled.value, reader::read_questionnaire(&markdown, None).value);
        let settings = fs::read(folder.path().join("site.toml")).unwrap();
        let index = fs::read(folder.path().join("site.bin")).unwrap();
        Compiled::<Site>::decode(&index, &sha256(&settings), &settings).expect("is of this file");
        let summaries = fs::read(folder.path().join("en.bin")).unwrap();
        let summaries = Compiled::<Summaries>::decode(&summaries, "", &[]).unwrap().value;
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
