//! What ids an author may choose, and what to choose instead.

/// Words that routes use after a questionnaire's id, in both languages.
pub(crate) const RESERVED_QUESTIONS: [&str; 8] =
    ["granska", "review", "resultat", "result", "papper", "paper", "ifyllt", "filled-in"];

/// Words that routes use in the place of a questionnaire's id, in both languages.
pub(crate) const RESERVED_QUESTIONNAIRES: [&str; 10] =
    ["grupp", "group", "utbildning", "training", "forfatta", "author", "om", "about", "dokument", "documents"];

/// An id made from a text: "Är målen kända?" gives `ar-malen-kanda`.
pub(crate) fn suggestion(text: &str) -> String {
    let mut id = String::new();
    for c in text.to_lowercase().chars() {
        let plain = match c {
            'å' | 'ä' => 'a',
            'ö' => 'o',
            'é' | 'è' => 'e',
            'ü' => 'u',
            c if c.is_ascii_alphanumeric() => c,
            _ => '-',
        };
        if plain != '-' || !(id.is_empty() || id.ends_with('-')) {
            id.push(plain);
        }
    }
    // Short: the first words are enough to tell it from the others.
    let end = id.char_indices().take(24).last().map_or(0, |(at, c)| at + c.len_utf8());
    let cut = if id.len() > end { id[..end].rfind('-').unwrap_or(end) } else { end };
    let short = id[..cut].trim_matches('-');
    if short.is_empty() { "id-1".to_owned() } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use engine::model::id::is_id;

    use super::*;

    #[test]
    fn every_suggestion_is_an_id() {
        assert_eq!(suggestion("Är målen kända?"), "ar-malen-kanda");
        assert_eq!(suggestion("Vem är ansvarig för att systemen fungerar?"), "vem-ar-ansvarig-for-att");
        for text in ["", "???", "日本語", "ÅÄÖ", &"lång ".repeat(50), &"x".repeat(90)] {
            assert!(is_id(&suggestion(text)), "{text}: {}", suggestion(text));
        }
    }
}
