//! Why a file or a stored record cannot be opened, and the limits of what is read from a file.

use serde::{Deserialize, Serialize};

/// The `version` this program writes, and the newest it reads.
pub const VERSION: u32 = 1;
/// The largest file that is read, in bytes. A result is a few kilobytes; notes and free text make it tens.
pub const MAX_BYTES: usize = 5_000_000;
/// The most answers that are read from a file: hundreds of times those to the longest questionnaire.
pub const MAX_ANSWERS: usize = 100_000;
/// The most that a file may have in any other list: choices of one answer, parts of the score, targets, actions.
pub const MAX_LIST: usize = 1_000;

/// Why a file cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpenError {
    /// Larger than [`MAX_BYTES`].
    TooLarge,
    /// With more than [`MAX_ANSWERS`] answers, or more than [`MAX_LIST`] of something else.
    TooMany,
    /// Not JSON.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// JSON, but not a result file of ours.
    NotOurs,
    /// The id of its questionnaire is not an id: no questionnaire can have it.
    NoQuestionnaire,
    /// Made by a newer Vattenpass.
    Newer {
        /// The file's version.
        version: u64,
    },
    /// A result file with a part that cannot be read.
    Damaged {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// The JSON reader's message, in English, for the person who made the file.
        detail: String,
    },
}

impl OpenError {
    /// A record or a file that is JSON but cannot be read.
    pub(crate) fn damaged(error: &serde_json::Error) -> Self {
        OpenError::Damaged { line: error.line(), column: error.column(), detail: error.to_string() }
    }
}
