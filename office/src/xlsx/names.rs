//! The names of sheets.

use engine::exports::outgoing;
use engine::exports::workbook::Sheet;

/// How long a name can be, in units of UTF-16.
const LONGEST: usize = 31;

/// A name for each sheet that Excel takes: no more than 31 units, none of its forbidden characters, no apostrophe at an end,
/// not its own "History", not empty, and no two alike. A sheet that is left without one gets its number.
pub(super) fn of_sheets(sheets: &[Sheet]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (n, sheet) in sheets.iter().enumerate() {
        let wanted = cleaned(&sheet.name);
        let wanted = if wanted.is_empty() { (n + 1).to_string() } else { wanted };
        let others = (2..).map(|again| {
            let end = format!(" ({again})");
            format!("{}{end}", start(&wanted, LONGEST - end.len()).trim_end())
        });
        let free = |name: &String| !names.iter().any(|taken| taken.to_lowercase() == name.to_lowercase());
        let name = std::iter::once(start(&wanted, LONGEST).to_owned()).chain(others).find(free);
        // There is no end of numbers.
        names.push(name.unwrap_or_default());
    }
    names
}

fn cleaned(name: &str) -> String {
    let at_ends = |c: char| c == '\'' || c == ' ';
    let name = outgoing::line(&name.replace(['[', ']', ':', '*', '?', '/', '\\'], " "));
    let name = start(name.trim_matches(at_ends), LONGEST).trim_matches(at_ends);
    if name.eq_ignore_ascii_case("history") { String::new() } else { name.to_owned() }
}

/// The beginning of a text, no longer than so many units of UTF-16.
pub(super) fn start(text: &str, longest: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > longest
    });
    end.map_or(text, |(at, _)| &text[..at])
}
