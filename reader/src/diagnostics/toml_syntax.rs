//! The settings are not TOML. The TOML library's message is in English: only the English sentence has it. The help names the
//! usual causes.

use std::ops::Range;

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("toml-syntax");

/// `file` is the text of the whole file, `library` the message.
pub(crate) fn add(report: &mut Report<'_>, file: &str, span: Range<usize>, library: &str) {
    let library = library.lines().next().unwrap_or_default();
    let line = line_at(file, span.start);
    let key = line.split('=').next().map(str::trim).filter(|key| is_key(key));
    let what = say!("Raden går inte att läsa.", "The line cannot be read ({library}).");
    let help = if line.contains(['”', '“', '„', '’']) {
        let key = key.unwrap_or("title");
        say!(
            "Citattecknen är böjda. Skriv raka: {key} = \"…\"",
            "The quotation marks are curly. Write straight ones: {key} = \"…\""
        )
    } else if library.contains("missing comma") {
        say!("Sätt ett kommatecken efter raden ovanför.", "Put a comma after the line above.")
    } else {
        let key = key.unwrap_or("title");
        say!(
            "Skriv nyckel = värde på en rad, text inom raka citattecken och tal med punkt: {key} = \"…\" eller {key} = 2.5. En nyckel får stå en gång.",
            "Write key = value on one line, text in straight quotes and numbers with a point: {key} = \"…\" or {key} = 2.5. A key may stand once."
        )
    };
    report.add(CODE, span, what, help);
}

/// The line that a byte stands on.
fn line_at(file: &str, at: usize) -> &str {
    let (before, after) = file.split_at_checked(at).unwrap_or((file, ""));
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = at + after.find('\n').unwrap_or(after.len());
    file.get(start..end).unwrap_or_default()
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}
