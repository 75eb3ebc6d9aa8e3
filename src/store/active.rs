//! An assessment that is being worked on, and how safe its answers are.

use engine::results::assessment::{Assessment, Change};

/// How safe the answers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveState {
    /// They are on the device.
    Saved,
    /// The respondent has asked that they be not.
    NotAsked,
    /// The browser allows no storage.
    Blocked,
    /// The storage is full, or what stands in the record's place can neither be read nor moved.
    Full,
    /// The assessment they belong to was deleted in another tab. They are the beginning of a new one, if the respondent
    /// wants it.
    Orphaned,
    /// The browser's storage has been emptied as a whole. The answers are in memory, if the respondent still wants them.
    Emptied,
    /// A newer version of the site has written the record. It stays as it is.
    Newer,
    /// They are kept elsewhere: by the learning platform that runs the page.
    Elsewhere,
}

impl SaveState {
    /// Whether nothing is to be written until the respondent asks for it.
    #[must_use]
    pub fn waits_to_be_asked(self) -> bool {
        matches!(self, Self::NotAsked | Self::Orphaned | Self::Emptied | Self::Elsewhere)
    }
}

/// An assessment that is being worked on.
#[derive(Debug, Clone)]
pub struct ActiveAssessment {
    /// The key it is stored under.
    pub(super) key: String,
    /// The assessment as it is now.
    pub assessment: Assessment,
    /// How safe it is.
    pub save_state: SaveState,
    /// Changes that are not on the device yet.
    pub(super) waiting: Vec<Change>,
}

/// How many hexadecimal digits of its key an address names an assessment by.
pub const SHORT_ID: usize = 8;

/// The part of a key that an address names its assessment by.
#[must_use]
pub fn short_id(key: &str) -> &str {
    let random = key.rsplit(':').next().unwrap_or_default();
    random.get(..SHORT_ID).unwrap_or(random)
}

impl ActiveAssessment {
    /// The digits that an address names it by.
    #[must_use]
    pub fn short_id(&self) -> &str {
        short_id(&self.key)
    }

    /// The key to delete or open it by.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Whether no device has it, or is to have it: an empty one too, since its answers are not to be saved.
    pub(super) fn is_nowhere_else(&self) -> bool {
        self.save_state == SaveState::NotAsked || self.is_at_risk()
    }

    /// Whether closing the page would lose answers.
    #[must_use]
    pub fn is_at_risk(&self) -> bool {
        let is_kept = matches!(self.save_state, SaveState::Saved | SaveState::Elsewhere);
        !(is_kept && self.waiting.is_empty() || self.assessment.answers.is_empty())
    }
}
