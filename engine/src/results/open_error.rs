//! Why a file or a stored record cannot be opened, and the limits that a file is held to.

use crate::Lang;

/// The `version` this program writes, and the newest it reads.
pub const VERSION: u32 = 1;
/// The largest file that is read, in bytes. A result is a few kilobytes; notes and free text make it tens.
pub const MAX_BYTES: usize = 5_000_000;
/// The most answers that are read from a file: hundreds of times those to the longest questionnaire.
pub const MAX_ANSWERS: usize = 100_000;
/// The most that a file may have in any other list: choices of one answer, parts of the score, targets, actions.
pub const MAX_LIST: usize = 1_000;

/// Why a file cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
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
        /// What the JSON reader says, in English: for whoever made the file.
        detail: String,
    },
}

impl OpenError {
    /// A record or a file that is JSON but cannot be read.
    pub(crate) fn damaged(error: &serde_json::Error) -> Self {
        OpenError::Damaged { line: error.line(), column: error.column(), detail: error.to_string() }
    }

    /// What is wrong and what to do, for the person who opened the file.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            OpenError::TooLarge => lang
                .pick(
                    "Filen är större än 5 MB. En resultatfil är mycket mindre. Välj en fil som heter vattenpass-….json.",
                    "The file is larger than 5 MB. A result file is much smaller. Choose a file named vattenpass-….json.",
                )
                .to_owned(),
            OpenError::TooMany => lang
                .pick(
                    "Filen innehåller mer än sidan läser: fler än 100 000 svar, eller fler än 1 000 av något annat, som åtgärder. En resultatfil har mycket färre. Välj en fil som heter vattenpass-….json.",
                    "The file holds more than this site reads: more than 100,000 answers, or more than 1,000 of something else, such as actions. A result file has far fewer. Choose a file named vattenpass-….json.",
                )
                .to_owned(),
            OpenError::NotJson { line, column } => lang.pick(
                format!("Filen är ingen resultatfil: den går inte att läsa vid rad {line}, tecken {column}. Välj en fil som heter vattenpass-….json. Hämta den på nytt om den har ändrats i ett annat program."),
                format!("The file is not a result file: it cannot be read at line {line}, character {column}. Choose a file named vattenpass-….json. If another program has changed it, get a fresh copy."),
            ),
            OpenError::NotOurs => lang
                .pick(
                    "Filen är inte gjord av Vattenpass. Välj en fil som heter vattenpass-….json.",
                    "The file was not made by Vattenpass. Choose a file named vattenpass-….json.",
                )
                .to_owned(),
            OpenError::NoQuestionnaire => lang
                .pick(
                    "Filen säger inte vilket frågeformulär den hör till: det som står där kan inte vara ett id. Den är skadad eller ändrad. Öppna en kopia som inte har ändrats.",
                    "The file does not say which questionnaire it belongs to: what it says cannot be an id. It is damaged or has been changed. Open a copy that has not been changed.",
                )
                .to_owned(),
            OpenError::Newer { version } => lang.pick(
                format!("Filen är gjord av en nyare version av Vattenpass (format {version}, den här sidan läser till och med {VERSION}). Öppna den där den gjordes, eller be den som sköter sidan att uppdatera den."),
                format!("The file was made by a newer version of Vattenpass (format {version}; this site reads up to {VERSION}). Open it where it was made, or ask whoever runs this site to update it."),
            ),
            OpenError::Damaged { line, column, .. } => lang.pick(
                format!("Resultatfilen är skadad eller ändrad: rad {line}, tecken {column} går inte att läsa. Öppna en kopia som inte har ändrats."),
                format!("The result file is damaged or has been changed: line {line}, character {column} cannot be read. Open a copy that has not been changed."),
            ),
        }
    }
}
