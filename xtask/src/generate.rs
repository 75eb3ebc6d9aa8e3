//! `cargo xtask generate`: files made from the sources, kept in the repository so that they can be read and shipped
//! without a build. A test holds them to their sources.

use std::fs;
use std::path::PathBuf;

use crate::root;

/// Writes every generated file.
pub fn run() -> Result<(), String> {
    for (path, text) in files()? {
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

fn files() -> Result<[(PathBuf, String); 4], String> {
    let schemas = root().join("public/schema");
    let result = (schemas.join("result-1.json"), engine::results::result_file::schema());
    let room = (schemas.join("room-1.json"), engine::room::measured::schema());
    let group = (schemas.join("group-1.json"), engine::group::group_file::schema());
    Ok([result, room, group, (root().join("docs/diagnostics.md"), diagnostics()?)])
}

/// The diagnostics' pages as one page.
fn diagnostics() -> Result<String, String> {
    let mut page = String::from(
        "# Vad som kan vara fel i ett frågeformulär\n\n\
         <!-- Skapad av `cargo xtask generate` ur reader/src/diagnostics/*.md. Ändra där. -->\n\n\
         Varje fel och varning har en kod. Här står vad den betyder och vad du skriver i stället. \
         I exemplen står koden på den rad där felet finns. Formatet beskrivs i [Så skrivs ett frågeformulär](format.md).\n",
    );
    for code in reader::diagnostics::ALL {
        let path = root().join("reader/src/diagnostics").join(code.id.replace('-', "_") + ".md");
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        page.push('\n');
        for line in text.lines() {
            // A page's title becomes a section. Inside its examples nothing changes.
            let title = line.strip_prefix("# ").filter(|title| *title == code.id);
            page += &title.map_or_else(|| line.to_owned(), |title| format!("## `{title}`"));
            page.push('\n');
        }
    }
    Ok(plain_fences(&page))
}

/// The kind of an example is for the test; a reader sees Markdown.
fn plain_fences(page: &str) -> String {
    let mut lines: Vec<&str> =
        page.lines().map(|line| if line.starts_with("````markdown") { "````markdown" } else { line }).collect();
    lines.push("");
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// What JSON Schema 2020-12 knows as a format.
    const FORMATS: [&str; 19] = [
        "date-time",
        "date",
        "time",
        "duration",
        "email",
        "idn-email",
        "hostname",
        "idn-hostname",
        "ipv4",
        "ipv6",
        "uri",
        "uri-reference",
        "iri",
        "iri-reference",
        "uuid",
        "uri-template",
        "json-pointer",
        "relative-json-pointer",
        "regex",
    ];

    /// Every schema within a schema.
    fn all<'s>(schema: &'s Value, found: &mut Vec<&'s Value>) {
        found.extend(schema.as_object().map(|_| schema));
        let inside: Box<dyn Iterator<Item = &Value>> = match schema {
            Value::Object(map) => Box::new(map.values()),
            Value::Array(list) => Box::new(list.iter()),
            _ => Box::new(std::iter::empty()),
        };
        inside.for_each(|inside| all(inside, found));
    }

    #[test]
    fn the_schema_says_what_validators_know() {
        let files = [engine::results::result_file::schema(), engine::room::measured::schema()];
        let files = files.map(|schema| serde_json::from_str::<Value>(&schema).unwrap());
        let mut schemas = Vec::new();
        files.iter().for_each(|schema| all(schema, &mut schemas));
        let formats: Vec<_> = schemas.iter().filter_map(|schema| schema.get("format")?.as_str()).collect();
        assert!(formats.contains(&"date-time"), "{formats:?}");
        assert!(formats.iter().all(|format| FORMATS.contains(format)), "{formats:?}");
        let types = |schema: &Value| schema.get("type").map(|kind| kind.to_string()).unwrap_or_default();
        let whole: Vec<_> = schemas.iter().filter(|schema| types(schema).contains("\"integer\"")).collect();
        assert!(whole.len() > 10);
        for schema in whole {
            assert!(schema.get("const").is_some() || schema.get("maximum").is_some(), "{schema}");
            assert_eq!(schema["minimum"], 0, "{schema}");
        }
    }

    #[test]
    fn what_is_generated_is_up_to_date() {
        for (path, text) in files().unwrap() {
            let kept = fs::read_to_string(&path).unwrap_or_default();
            // Built together with the other crates, the JSON library may keep another order of the keys.
            let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
            let same = kept == text || json(&text).is_some_and(|text| Some(text) == json(&kept));
            assert!(same, "{} is out of date: run `cargo xtask generate`", path.display());
        }
    }
}
