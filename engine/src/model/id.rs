//! Ids: what may stand in an address and name a file.

use std::fmt;

/// The longest an id may be, in characters: file names and addresses must stay short.
pub const MAX_LENGTH: usize = 40;

/// Whether it is an id: lower-case letters a–z, digits and hyphens between them, [`MAX_LENGTH`] at the most.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=MAX_LENGTH).contains(&text.len())
        && text.bytes().all(allowed)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// A text that is an id. A path is made of nothing else, so that none leads out of its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Id(String);

impl Id {
    /// The text as an id, if it is one.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        is_id(text).then(|| Self(text.to_owned()))
    }

    /// The id as a text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_letters_digits_and_hyphens() {
        for good in ["1", "8a", "it-service", "a1-b2", &"a".repeat(MAX_LENGTH)] {
            assert_eq!(Id::new(good).unwrap().as_str(), good);
        }
        let long = "a".repeat(MAX_LENGTH + 1);
        for bad in ["", "Åtgärd", "å", "a b", "A", "-a", "a-", "a/b", "a\\b", "a_b", "a.b", "a%2fb", "..", "a\0", &long]
        {
            assert_eq!(Id::new(bad), None, "{bad}");
        }
    }
}
