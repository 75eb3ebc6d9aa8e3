//! The list of what a release is made of, and what a host has made of its content since.

use std::collections::BTreeMap;

use engine::encoding::digest::sha256;
use serde::{Deserialize, Serialize};

/// What a release is made of: `release-….json`, which the build writes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Release {
    /// Its version.
    pub version: String,
    /// Each file that changes its name with its content, and its integrity. By it `trouble.js` finds out that a file was
    /// changed on its way to the server, and `sw.js` keeps none that was.
    pub files: BTreeMap<String, String>,
    /// Each content file as it was released: by it a host's own edits are told apart.
    pub content: BTreeMap<String, ReleasedFile>,
}

/// A content file as it was released.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReleasedFile {
    /// Its SHA-256.
    pub digest: String,
    /// The version that a questionnaire says it has; empty for other files.
    pub version: String,
    /// Its SHA-256 in earlier releases, where it was another.
    pub earlier: Vec<String>,
}

/// Whose a content file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// As it was released.
    AsReleased,
    /// The same, with other line ends: what the build made of it does not count.
    OtherLineEnds,
    /// As an earlier version had it: nobody has edited it, and nobody has put the new one there.
    OfEarlier,
    /// The host has edited it.
    Edited,
    /// The host has added it.
    Own,
}

/// The version that a questionnaire says it has in its settings. `None` where it says none, and for other files.
#[must_use]
pub fn version_of(text: &str) -> Option<&str> {
    let settings = text.strip_prefix("+++")?.split("\n+++").next()?;
    let version = settings.lines().find_map(|line| line.strip_prefix("version = "))?;
    Some(version.trim().trim_matches('"'))
}

impl Standing {
    /// Whether it is the host's own work.
    #[must_use]
    pub fn is_own(self) -> bool {
        matches!(self, Self::Edited | Self::Own)
    }
}

impl Release {
    /// Whose a content file is that the host has now.
    #[must_use]
    pub fn standing(&self, path: &str, bytes: &[u8]) -> Standing {
        let Some(released) = self.content.get(path) else { return Standing::Own };
        let is = |digest: &String| *digest == released.digest || released.earlier.contains(digest);
        let digest = sha256(bytes);
        if digest == released.digest {
            return Standing::AsReleased;
        }
        if is(&digest) {
            return Standing::OfEarlier;
        }
        let plain: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != b'\r').collect();
        if is(&sha256(&plain)) { Standing::OtherLineEnds } else { Standing::Edited }
    }

    /// The ids of released questionnaires that the settings do not name.
    #[must_use]
    pub fn not_shown(&self, shown: &[String]) -> Vec<String> {
        let ids = self.content.keys().filter_map(|path| path.strip_prefix("content/sv/")?.strip_suffix(".md"));
        ids.filter(|id| !id.contains('/') && !shown.iter().any(|shown| shown == id)).map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_a_file_is_is_told_by_its_digest() {
        let file =
            ReleasedFile { digest: sha256(b"ny\n"), earlier: vec![sha256(b"gammal\n")], ..ReleasedFile::default() };
        let release = Release { content: [("content/sv/a.md".to_owned(), file)].into(), ..Release::default() };
        let standing = |bytes: &[u8]| release.standing("content/sv/a.md", bytes);
        assert_eq!(standing(b"ny\n"), Standing::AsReleased);
        assert_eq!(standing(b"ny\r\n"), Standing::OtherLineEnds);
        assert_eq!(standing(b"gammal\n"), Standing::OfEarlier);
        assert_eq!(standing(b"egen\n"), Standing::Edited);
        assert_eq!(release.standing("content/sv/b.md", b"ny\n"), Standing::Own);
        assert_eq!(release.not_shown(&[]), ["a"]);
        assert_eq!(release.not_shown(&["a".to_owned()]), [""; 0]);
    }

    #[test]
    fn a_version_is_one_of_the_settings() {
        assert_eq!(version_of("+++\ntitle = \"A\"\nversion = \"2026-11\"\r\n+++\n# A\n"), Some("2026-11"));
        assert_eq!(version_of("+++\ntitle = \"A\"\n+++\nversion = \"1\"\n"), None);
        assert_eq!(version_of("version = \"1\"\n"), None);
    }
}
