//! The settings at the top of a file, between two lines of `+++`.

use std::ops::Range;

use crate::diagnostics::missing_front_matter;
use crate::report::Report;

const FENCE: &str = "+++";

/// Where the parts of a file stand.
#[derive(Debug, PartialEq)]
pub(crate) struct Parts {
    /// The TOML between the fences.
    pub toml: Range<usize>,
    /// The opening fence: where a missing setting is reported.
    pub opening: Range<usize>,
    /// Where the Markdown starts.
    pub body: usize,
    /// Whether there are settings at all.
    pub found: bool,
}

/// Splits a file. A byte order mark before the fence is skipped: Windows editors write one.
pub(crate) fn split(text: &str, report: &mut Report<'_>) -> Parts {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = Lines { text, at: start };
    let first = lines.next().unwrap_or(start..start);
    if text[first.clone()].trim_end() != FENCE {
        missing_front_matter::add(report, first.clone(), false);
        return Parts { toml: start..start, opening: first, body: start, found: false };
    }
    let toml = lines.at;
    while let Some(line) = lines.next() {
        if text[line.clone()].trim_end() == FENCE {
            return Parts { toml: toml..line.start, opening: first, body: lines.at, found: true };
        }
    }
    // All of it may be Markdown that was meant for the body, so none of it is read as settings.
    missing_front_matter::add(report, first.clone(), true);
    Parts { toml: toml..toml, opening: first, body: toml, found: false }
}

/// The lines' ranges without their ends.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = &self.text[self.at..];
        if rest.is_empty() {
            return None;
        }
        let start = self.at;
        let length = rest.find('\n').unwrap_or(rest.len());
        self.at = (start + length + 1).min(self.text.len());
        Some(start..start + length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<(&str, &str)>) {
        let mut report = Report::new(text);
        let parts = split(text, &mut report);
        assert_eq!(parts.found, expect.is_some(), "{text:?}");
        assert_eq!(report.finish().is_empty(), expect.is_some(), "{text:?}");
        if let Some((toml, body)) = expect {
            assert_eq!((&text[parts.toml], &text[parts.body..]), (toml, body), "{text:?}");
        }
    }

    #[test]
    fn the_settings_stand_between_two_fences_at_the_top() {
        check("+++\na = 1\n+++\n# T", Some(("a = 1\n", "# T")));
        check("+++\r\na = 1\r\n+++\r\n# T", Some(("a = 1\r\n", "# T")));
        check("\u{feff}+++\na = 1\n+++\n# T", Some(("a = 1\n", "# T")));
        check("+++\n+++", Some(("", "")));
        check("+++  \na\n+++ \nb", Some(("a\n", "b")));
        check("", None);
        check("\n+++\na = 1\n+++\n", None);
        check("# T", None);
        check("+++\na = 1\n# T", None);
        check("+++", None);
        check("++++\n++++\n", None);
    }
}
