//! The site packed: in a single file ([`single_file`]), and a questionnaire as a package for learning platforms, SCORM 1.2
//! (ADL, October 2001), with a single SCO.
//!
//! A crate of its own: `zip` links what gives random numbers in a browser, and `engine` links no browser.

pub mod release;
mod single_file;

use std::io::{self, Cursor, Write};

use engine::exports::outgoing;
use engine::model::questionnaire::Questionnaire;
use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

pub use single_file::single_file;

/// The file that says what is in the package. It lies at the package's root.
pub const MANIFEST: &str = "imsmanifest.xml";
/// The page that the platform opens.
pub const ENTRY: &str = "index.html";

/// The page that starts the site, made to begin with a route where its address names none: `scripts/boot.js` reads it there.
/// `None` if it is no page of the site's.
#[must_use]
pub fn entry(page: &str, title: &str, first: &str) -> Option<String> {
    let at = page.find(" data-wasm")?;
    let (head, rest) = page.split_at(at);
    let (before, after) = head.split_once("<title>")?;
    let (_, after) = after.split_once("</title>")?;
    // What makes a site of its own of it: in a package it is none.
    let after = without_links(after, &["manifest", "apple-touch-icon"]);
    Some(format!(
        "{before}<title>{}</title>{after} data-first=\"{}\"{rest}",
        escaped(&outgoing::line(title)),
        escaped(first)
    ))
}

/// A head without its links of these kinds.
fn without_links(head: &str, kinds: &[&str]) -> String {
    let is_one = |tag: &str| tag.starts_with("link ") && kinds.iter().any(|kind| tag.contains(&format!("rel={kind}")));
    let mut parts = head.split('<');
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (tag, rest) = part.split_once('>').unwrap_or((part, ""));
        // The build writes attributes without quotes where it can.
        if is_one(&tag.replace('"', "")) {
            kept += rest;
        } else {
            kept += &format!("<{part}");
        }
    }
    kept
}

/// The files of the release that a text of it names, each once: their names have eight digits or more of their digest in
/// them.
#[must_use]
pub fn release_files(text: &str) -> Vec<&str> {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let words = text.split(|c| !is_of_name(c)).map(|word| word.trim_start_matches(['.', '/']));
    let mut names: Vec<&str> = words.filter(|name| is_release_file(name)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether a name is that of a file which changes its name with its content.
#[must_use]
pub fn is_release_file(name: &str) -> bool {
    let is_digest = |text: &str| text.len() == 8 && text.bytes().all(|c| c.is_ascii_hexdigit());
    let digest = name.rsplit_once('-').and_then(|(_, rest)| rest.get(..8));
    digest.is_some_and(is_digest) && name.rsplit_once('.').is_some_and(|(_, end)| !end.is_empty())
}

/// The manifest of a package with these files, of which [`ENTRY`] is one. It names no schema, since none is in the package,
/// and no score that passes: whether somebody has passed is for the platform's owner to say.
#[must_use]
pub fn manifest(questionnaire: &Questionnaire, files: &[&str]) -> String {
    let title = escaped(&outgoing::line(&questionnaire.title));
    let (id, language) = (&questionnaire.id, questionnaire.language.code());
    let files: String =
        files.iter().map(|file| format!("      <file href=\"{}\"/>\n", escaped(&outgoing::line(file)))).collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="vattenpass-{id}-{language}" version="1.0"
    xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="organization">
    <organization identifier="organization">
      <title>{title}</title>
      <item identifier="item" identifierref="sco" isvisible="true">
        <title>{title}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="sco" type="webcontent" adlcp:scormtype="sco" href="{ENTRY}">
{files}    </resource>
  </resources>
</manifest>
"#
    )
}

/// The package: the manifest, and the files by their paths.
///
/// # Errors
/// A file has a name that no package can hold, or two have the same.
pub fn package(questionnaire: &Questionnaire, files: &[(String, Vec<u8>)]) -> ZipResult<Vec<u8>> {
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let manifest = manifest(questionnaire, &names);
    packed(std::iter::once((MANIFEST, manifest.as_bytes())).chain(all(files)))
}

/// Bytes under gzip, as small as it makes them.
///
/// # Errors
/// None is known: memory takes what is written.
pub fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes)?;
    packer.finish()
}

/// The files in one, by their paths.
///
/// # Errors
/// A file has a name that no package can hold, or two have the same.
pub fn zipped(files: &[(String, Vec<u8>)]) -> ZipResult<Vec<u8>> {
    packed(all(files))
}

fn all(files: &[(String, Vec<u8>)]) -> impl Iterator<Item = (&str, &[u8])> {
    files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
}

fn packed<'f>(files: impl Iterator<Item = (&'f str, &'f [u8])>) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        // Of no day: the same files make the same package.
        zip.start_file(name, SimpleFileOptions::default().last_modified_time(zip::DateTime::default()))?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use engine::Lang;
    use roxmltree::{Document, Node};

    use super::*;

    fn check() -> Questionnaire {
        Questionnaire { id: "prov".into(), title: "Vad & hur <1>".into(), ..Questionnaire::default() }
    }

    fn elements<'d>(document: &'d Document<'_>, name: &str) -> Vec<Node<'d, 'd>> {
        document.descendants().filter(|node| node.tag_name().name() == name).collect()
    }

    #[test]
    fn the_manifest_has_one_sco_and_lists_every_file() {
        let files = [ENTRY, "content/sv/nis2-kunskap.md", "a&b.js"];
        let text = manifest(&Questionnaire { language: Lang::En, ..check() }, &files);
        let document = Document::parse(&text).unwrap();
        let text_of = |name| elements(&document, name)[0].text().unwrap().to_owned();
        assert_eq!([text_of("schema"), text_of("schemaversion")], ["ADL SCORM", "1.2"]);
        assert!(elements(&document, "title").iter().all(|title| title.text() == Some("Vad & hur <1>")));
        let resources = elements(&document, "resource");
        assert_eq!(resources.len(), 1);
        let of = |name| resources[0].attribute(name).unwrap();
        assert_eq!([of("href"), of("type"), of("identifier")], [ENTRY, "webcontent", "sco"]);
        assert_eq!(resources[0].attribute(("http://www.adlnet.org/xsd/adlcp_rootv1p2", "scormtype")), Some("sco"));
        let items = elements(&document, "item");
        assert_eq!(items.iter().map(|item| item.attribute("identifierref")).collect::<Vec<_>>(), [Some("sco")]);
        let listed: Vec<_> = elements(&document, "file").iter().filter_map(|file| file.attribute("href")).collect();
        assert_eq!(listed, files);
        // Identifiers are `xs:ID`.
        assert_eq!(document.root_element().attribute("identifier"), Some("vattenpass-prov-en"));
        assert!(!text.contains("schemaLocation") && !text.contains("masteryscore"));
    }

    const PAGE: &str = "<!doctype html><title>Vattenpass</title><link href=./style-ba99b1292130505e.css \
        integrity=sha384-SL2avFKyOaxH5jEIV/P7+ rel=stylesheet><link href=manifest.webmanifest rel=manifest><script data-release=\"release-08f6cf9e19974384.json\" \
        data-worker=\"reader-58ed665f555a12dd.js worker-ba2afed04a5e9ed7_bg.wasm\" data-wasm=./v-45bfd638aaca5a09_bg.wasm \
        src=./boot-e7a38a841713b6e4.js></script><link href=./style-ba99b1292130505e.css><p>Har du en fil-0123456789abcdef?";

    #[test]
    fn the_entry_says_where_it_begins_and_what_it_is() {
        let entry = entry(PAGE, "A & B", "#/sv/delta/prov?scorm").unwrap();
        assert!(entry.contains(" data-first=\"#/sv/delta/prov?scorm\" data-wasm=./v-"), "{entry}");
        assert!(entry.contains("<title>A &amp; B</title>") && !entry.contains("Vattenpass"));
        assert!(entry.contains("style-ba99b1292130505e.css") && !entry.contains("manifest"), "{entry}");
        assert_eq!(super::entry("<title>Intranätet</title>", "A", "#/"), None);
    }

    #[test]
    fn the_files_of_a_release_are_known_by_their_names() {
        let expect = [
            "boot-e7a38a841713b6e4.js",
            "reader-58ed665f555a12dd.js",
            "release-08f6cf9e19974384.json",
            "style-ba99b1292130505e.css",
            "v-45bfd638aaca5a09_bg.wasm",
            "worker-ba2afed04a5e9ed7_bg.wasm",
        ];
        assert_eq!(release_files(PAGE), expect);
        assert_eq!(release_files("{\n  \"a-0123456789abcdef.js\": \"sha384-abc\"}"), ["a-0123456789abcdef.js"]);
        assert_eq!(release_files(""), [""; 0]);
    }

    #[test]
    fn a_package_is_read_back_with_the_manifest_at_its_root() {
        let files =
            [(ENTRY.to_owned(), b"<!doctype html>".to_vec()), ("content/sv/prov.md".to_owned(), vec![b'x'; 9000])];
        let bytes = package(&check(), &files).unwrap();
        assert!(bytes.len() < 3000, "{}", bytes.len());
        assert_eq!(bytes, package(&check(), &files).unwrap());
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<_> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, [MANIFEST, ENTRY, "content/sv/prov.md"]);
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name(MANIFEST).unwrap(), &mut text).unwrap();
        assert_eq!(text, manifest(&check(), &[ENTRY, "content/sv/prov.md"]));
        let twice = [files[0].clone(), files[0].clone()];
        assert!(package(&check(), &twice).is_err());
    }
}
