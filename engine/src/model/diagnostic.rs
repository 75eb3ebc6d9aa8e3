//! What an author has to fix, and where.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::model::lang::Bilingual;

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Worth fixing. The questionnaire can be used.
    Warning,
    /// Must be fixed: something that the author wrote does not take effect.
    Error,
}

/// One fault in a file: what, where, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The stable code, such as `duplicate-id`.
    pub code: String,
    /// How serious it is.
    pub severity: Severity,
    /// The bytes of the file it is about.
    pub span: Range<usize>,
    /// The line of the span's start, from 1.
    pub line: usize,
    /// The column of the span's start, in characters from 1.
    pub column: usize,
    /// What is wrong.
    pub message: Bilingual,
    /// What to write instead.
    pub help: Bilingual,
    /// Another place that the fault concerns, such as where an id was first used: its line, from 1.
    pub related: Option<Related>,
}

/// A place beside the fault itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// The bytes of the file.
    pub span: Range<usize>,
    /// The line of the span's start, from 1.
    pub line: usize,
    /// What is in that place.
    pub message: Bilingual,
}

/// What reading a file gave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading<T> {
    /// What could be understood. Use it only if [`Reading::is_usable`].
    pub value: T,
    /// What the author has to fix, in the file's order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Reading<T> {
    /// Whether nothing that the author wrote was left out: there are warnings at the most.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.severity < Severity::Error)
    }
}

/// Line and column of a byte in a text, both from 1; the column in characters.
#[must_use]
pub fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let end = (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let before = &text[..end];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::line_and_column;

    #[test]
    fn columns_count_characters_and_bytes_out_of_range_are_the_end() {
        assert_eq!(line_and_column("åäö\nx", 0), (1, 1));
        assert_eq!(line_and_column("åäö\nx", 4), (1, 3));
        assert_eq!(line_and_column("åäö\nx", 3), (1, 2), "the middle of a letter is its start");
        assert_eq!(line_and_column("åäö\nx", 7), (2, 1));
        assert_eq!(line_and_column("åäö\nx", 99), (2, 2));
    }
}
