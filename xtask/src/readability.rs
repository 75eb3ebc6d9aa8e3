//! How easy a text is to read, as LIX: the Swedish readability index (C-H Björnsson, 1968).

use crate::content::Written;

/// The LIX of a text: words a sentence, plus the share of words longer than six letters in percent. Below 30 is very easy,
/// 40 to 50 is a newspaper, above 60 is very hard. Zero for a text without words.
#[must_use]
pub fn lix(text: &str) -> f64 {
    let (mut words, mut long, mut sentences) = (0_u32, 0_u32, 0_u32);
    for piece in text.split_whitespace() {
        let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
        words += u32::from(letters > 0);
        long += u32::from(letters > 6);
        sentences += u32::from(piece.trim_end_matches(['”', '"', ')']).ends_with(['.', '!', '?', ':']));
    }
    if words == 0 {
        return 0.0;
    }
    let words = f64::from(words);
    words / f64::from(sentences.max(1)) + 100.0 * f64::from(long) / words
}

/// The LIX of a questionnaire's questions, each a sentence.
#[must_use]
pub fn of_questions(written: &Written) -> f64 {
    let ended = |text: &str| if text.ends_with(['.', '?', '!', ':']) { text.to_owned() } else { format!("{text}.") };
    lix(&written.file.value.questions().map(|question| ended(&question.text)).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lix_is_words_a_sentence_plus_the_share_of_long_words() {
        // Eight words in two sentences, three of them long: 8 / 2 + 100 × 3 / 8.
        assert_eq!(lix("Nämnden äger sina system. Kommunstyrelsen äger de gemensamma."), 4.0 + 37.5);
        assert_eq!(lix(""), 0.0);
        assert_eq!(lix("– … –"), 0.0);
    }
}
