//! Text that leaves the site in a calendar, a table or a document.
//!
//! Each of those formats forbids some characters, and programs that read them fail on others. There is one rule for
//! all. A result file needs none: JSON can hold every character, and gives back what was written.

/// A text of any number of lines, as every format can hold it: each kind of line break is `\n`, tabs stay, and what is
/// neither text nor space is left out.
///
/// That is: control characters (C0, delete and C1), Unicode's noncharacters, and the marks that change the direction of
/// the text after them (U+202A to U+202E, U+2066 to U+2069). With those a cell, or the sentence after it, could read
/// otherwise than it is. The marks U+200E, U+200F and U+061C change no direction but their own, and stay.
#[must_use]
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    for c in text.chars() {
        match c {
            // The second half of one line break.
            '\n' if before == Some('\r') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(c),
            c if c.is_control() || is_noncharacter(c) || turns(c) => {}
            c => out.push(c),
        }
        before = Some(c);
    }
    out
}

/// A run of text within a line: as [`text`], with a space for each line break and tab.
#[must_use]
pub fn run(run: &str) -> String {
    text(run).replace(['\n', '\t'], " ")
}

/// A text on one line: as [`run`], with single spaces and none at the ends. Spaces that hold a number and its unit
/// together stay.
#[must_use]
pub fn line(line: &str) -> String {
    text(line).split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// The last two code points of each of Unicode's planes, and U+FDD0 to U+FDEF.
fn is_noncharacter(c: char) -> bool {
    u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every character that may make a file unreadable, or make it read otherwise than it is: all of C0 and C1, delete,
    /// other line breaks, noncharacters, and what turns text.
    pub(crate) fn troublesome() -> impl Iterator<Item = char> {
        let controls = ('\0'..='\u{1f}').chain('\u{7f}'..='\u{9f}');
        let breaks = ['\u{2028}', '\u{2029}'];
        let nothing = ['\u{fffe}', '\u{ffff}', '\u{1fffe}', '\u{10ffff}', '\u{fdd0}', '\u{fdef}'];
        controls.chain(breaks).chain(nothing).chain('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}')
    }

    #[test]
    fn nothing_troublesome_gets_out_and_words_stay_apart() {
        for c in troublesome() {
            let between = match c {
                '\t' => "\t",
                '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => "\n",
                _ => "",
            };
            assert_eq!(text(&format!("å{c}ä")), format!("å{between}ä"), "{c:?}");
            let between = if between.is_empty() { "" } else { " " };
            assert_eq!(run(&format!("å{c}ä")), format!("å{between}ä"), "{c:?}");
            assert_eq!(line(&format!(" å{c}{c} ä{c}")), "å ä", "{c:?}");
        }
    }

    #[test]
    fn a_line_breaks_once_whatever_made_it() {
        assert_eq!(text("a\r\nb\rc\n\r\nd\r\r"), "a\nb\nc\n\nd\n\n");
        assert_eq!(run(" a\r\nb "), " a b ");
        assert_eq!(line("1\u{a0}000\u{202f}kr \u{200f}א\u{200e} 👩‍💻"), "1\u{a0}000\u{202f}kr \u{200f}א\u{200e} 👩‍💻");
    }

    fn any_text() -> impl Strategy<Value = String> {
        let c = prop_oneof![any::<char>(), prop::sample::select(troublesome().collect::<Vec<_>>())];
        prop::collection::vec(c, 0..20).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn what_is_text_stays_and_nothing_is_changed_twice(given in any_text()) {
            let once = text(&given);
            prop_assert_eq!(text(&once), once.clone());
            prop_assert!(!once.contains(|c| !matches!(c, '\n' | '\t') && troublesome().any(|bad| bad == c)));
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&once), letters(&given));
        }
    }
}
