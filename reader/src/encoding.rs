//! From bytes to text: the first thing that can be wrong with a file. Then it is the only fault that is reported.

use engine::model::diagnostic::Diagnostic;

use crate::MAX_BYTES;
use crate::diagnostics::{not_utf8, too_large};
use crate::report::Report;

/// The bytes as text.
///
/// # Errors
/// The one fault that keeps them from being read. What else a reader would find in them is no fault of the author's.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, Vec<Diagnostic>> {
    if bytes.len() > MAX_BYTES {
        return Err(alone("", too_large::add));
    }
    if utf16(bytes).is_some() {
        return Err(alone("", not_utf8::add_utf16));
    }
    // Up to the fault the text is the same as the bytes, so the place is the same too.
    std::str::from_utf8(bytes)
        .map_err(|error| alone(&String::from_utf8_lossy(bytes), |report| not_utf8::add(report, error.valid_up_to())))
}

fn alone(text: &str, add: impl FnOnce(&mut Report<'_>)) -> Vec<Diagnostic> {
    let mut report = Report::new(text);
    add(&mut report);
    report.finish()
}

/// What the bytes most likely say, for settings that hold although their file has a fault.
///
/// An editor that writes neither UTF-8 nor UTF-16 writes Windows' Western set, whose letters are those of Latin-1.
pub(crate) fn guess(bytes: &[u8]) -> String {
    if bytes.len() > MAX_BYTES {
        return String::new();
    }
    let Some(unit) = utf16(bytes) else { return bytes.iter().copied().map(char::from).collect() };
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// How two bytes make a unit, if the bytes are UTF-16. They are if they begin with its mark, or with a letter that it
/// writes as two bytes of which one is zero: no text begins so in UTF-8.
fn utf16(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    match bytes {
        [0xff, 0xfe, ..] | [1..=0xff, 0, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] | [0, 1..=0xff, ..] => Some(u16::from_be_bytes),
        _ => None,
    }
}
