//! Where diagnostics are gathered while a file is read.

use std::ops::Range;

use crate::diagnostics::missing_front_matter;
use engine::model::diagnostic::{Diagnostic, Related, Severity, line_and_column};
use engine::model::lang::Bilingual;

/// A kind of fault. Each has its module in [`crate::diagnostics`] and its page of documentation beside it.
#[derive(Debug, Clone, Copy)]
pub struct Code {
    /// The stable code, such as `duplicate-id`.
    pub id: &'static str,
    /// How serious it is.
    pub severity: Severity,
}

impl Code {
    pub(crate) const fn error(id: &'static str) -> Self {
        Self { id, severity: Severity::Error }
    }

    pub(crate) const fn warning(id: &'static str) -> Self {
        Self { id, severity: Severity::Warning }
    }
}

/// A value with the bytes of the file it was read from.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Spanned<T> {
    pub value: T,
    pub span: Range<usize>,
}

impl<T> Spanned<T> {
    pub fn new(value: T, span: Range<usize>) -> Self {
        Self { value, span }
    }
}

/// The diagnostics of one file.
pub(crate) struct Report<'t> {
    text: &'t str,
    diagnostics: Vec<Diagnostic>,
}

impl<'t> Report<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, diagnostics: Vec::new() }
    }

    /// Adds a fault: what is wrong, and what to write instead.
    pub fn add(&mut self, code: Code, span: Range<usize>, message: Bilingual, help: Bilingual) {
        let (line, column) = line_and_column(self.text, span.start);
        let Code { id, severity } = code;
        let code = id.to_owned();
        self.diagnostics.push(Diagnostic { code, severity, span, line, column, message, help, related: None });
    }

    /// Names another place that the fault added last concerns.
    pub fn relate(&mut self, span: Range<usize>, message: Bilingual) {
        let (line, _) = line_and_column(self.text, span.start);
        if let Some(last) = self.diagnostics.last_mut() {
            last.related = Some(Related { span, line, message });
        }
    }

    /// The diagnostics in the file's order.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        // Where the settings are not found, whatever else seems to be wrong follows from that.
        let no_settings = missing_front_matter::CODE.id;
        if self.diagnostics.iter().any(|diagnostic| diagnostic.code == no_settings) {
            self.diagnostics.retain(|diagnostic| diagnostic.code == no_settings);
        }
        self.diagnostics.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.code.clone()));
        self.diagnostics
    }
}

/// A sentence in both languages, Swedish first, with the same values in both.
macro_rules! say {
    ($sv:literal, $en:literal) => {
        engine::model::lang::Bilingual::new(format!($sv), format!($en))
    };
}
pub(crate) use say;

/// The known word nearest to what was written, if it is near enough to be what was meant.
pub(crate) fn nearest<'w>(written: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let written = written.to_lowercase();
    known
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(&written, &word.to_lowercase()), word))
        .filter(|(distance, word)| *distance <= (word.chars().count() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// The words as a list to read: `a`, `b`, `c`.
pub(crate) fn listed<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
