//! What has been released: the structures of questionnaires, since a result code of an earlier version is read with them; and
//! the digests of content files, since by them a host's own edits are told from files of an earlier release.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use engine::Lang;
use engine::encoding::digest::sha256;
use engine::results::structure::Structure;

use crate::content::Content;

/// Where they are kept, from the repository's root.
const FILE: &str = "xtask/released.json";

/// Where the digests of content files are kept.
const CONTENT: &str = "xtask/released-content.json";

/// The structures, by the digest of each.
type Released = BTreeMap<String, Structure>;

/// For each version the SHA-256 of each content file, by its path in the site.
pub type ReleasedContent = BTreeMap<String, BTreeMap<String, String>>;

/// Keeps the structure of every questionnaire in a content folder. A release does this once; what is kept is never taken
/// away.
pub fn keep(folder: &Path) -> Result<(), String> {
    let content = Content::read(folder)?;
    let mut all = read()?;
    let before = all.len();
    // The languages have the same structure.
    for written in content.questionnaires.iter().filter(|written| written.lang == Lang::Sv) {
        let structure = Structure::of(&written.file.value);
        all.insert(structure.digest(), structure);
    }
    let text = serde_json::to_string_pretty(&all).map_err(|error| format!("{FILE}: {error}"))?;
    fs::write(crate::root().join(FILE), text + "\n").map_err(|error| format!("{FILE}: {error}"))?;
    eprintln!("{FILE}: {} structures, {} of them new", all.len(), all.len() - before);
    let mut files = BTreeMap::new();
    crate::release::read(folder, "content/", &mut files)?;
    let digests = files.into_iter().map(|(path, bytes)| (path, sha256(&bytes))).collect();
    let mut released = self::content()?;
    released.insert(env!("CARGO_PKG_VERSION").to_owned(), digests);
    let text = serde_json::to_string_pretty(&released).map_err(|error| format!("{CONTENT}: {error}"))?;
    fs::write(crate::root().join(CONTENT), text + "\n").map_err(|error| format!("{CONTENT}: {error}"))
}

/// The digests of the content files of each release.
pub fn content() -> Result<ReleasedContent, String> {
    let text = fs::read_to_string(crate::root().join(CONTENT)).map_err(|error| format!("{CONTENT}: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("{CONTENT}: {error}"))
}

/// Every structure that is kept.
pub fn structures() -> Result<Vec<Structure>, String> {
    Ok(read()?.into_values().collect())
}

fn read() -> Result<Released, String> {
    let text = fs::read_to_string(crate::root().join(FILE)).map_err(|error| format!("{FILE}: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("{FILE}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_has_its_own_digest() {
        for (digest, structure) in read().unwrap() {
            assert_eq!(digest, structure.digest(), "{}: kept structures are never edited", structure.questionnaire);
        }
    }
}
