//! The term list: one word for one thing in all content. `docs/termlista.md` says which word stands for which.

use std::ops::Range;

use engine::Lang;
use engine::model::diagnostic::{Diagnostic, Severity, line_and_column};
use engine::model::lang::Bilingual;

/// The list, as authors read it.
const LIST: &str = include_str!("../../docs/termlista.md");

/// The code of a diagnostic about a word.
const CODE: &str = "other-term";

/// A word that is not written, and what is written in its place.
struct Term {
    lang: Lang,
    word: &'static str,
    right: &'static str,
}

/// The list's terms. A row has several words for one right word.
fn terms() -> Vec<Term> {
    let mut lang = None;
    let mut terms = Vec::new();
    for line in LIST.lines() {
        match line {
            "## Svenska" => lang = Some(Lang::Sv),
            "## English" => lang = Some(Lang::En),
            _ => {
                let mut cells = line.trim_matches('|').split('|').map(str::trim);
                let (Some(words), Some(right), Some(_), Some(lang)) = (cells.next(), cells.next(), cells.next(), lang)
                else {
                    continue;
                };
                // The head of the table, and the line under it.
                if words.starts_with("---") || words == "skriv inte" || words == "do not write" {
                    continue;
                }
                terms.extend(words.split(", ").map(|word| Term { lang, word, right }));
            }
        }
    }
    terms
}

/// A warning for each word of a Markdown file in a language that the list has another word for.
pub fn check(text: &str, lang: Lang) -> Vec<Diagnostic> {
    let terms: Vec<Term> = terms().into_iter().filter(|term| term.lang == lang).collect();
    let mut found = Vec::new();
    for Range { start, end } in readable(text) {
        let part = &text[start..end];
        let lower = part.to_lowercase();
        // A word in capitals is an abbreviation, and as it stands. Where lower case is as long, others are in any case.
        let haystack =
            |word: &str| if word.chars().any(char::is_uppercase) || lower.len() != part.len() { part } else { &lower };
        for term in &terms {
            for (at, _) in haystack(term.word).match_indices(term.word) {
                let whole = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '-');
                let after = at + term.word.len();
                if whole(part[..at].chars().next_back()) && whole(part[after..].chars().next()) {
                    found.push(warning(text, start + at..start + after, term));
                }
            }
        }
    }
    found.sort_by_key(|diagnostic| diagnostic.span.start);
    found
}

fn warning(text: &str, span: Range<usize>, term: &Term) -> Diagnostic {
    let (line, column) = line_and_column(text, span.start);
    let Term { word, right, .. } = term;
    Diagnostic {
        code: CODE.to_owned(),
        severity: Severity::Warning,
        span,
        line,
        column,
        message: Bilingual::new(
            format!("Termlistan har ett annat ord för ”{word}”."),
            format!("The term list has another word for “{word}”."),
        ),
        help: Bilingual::new(
            format!("Skriv ”{right}”. Se docs/termlista.md."),
            format!("Write “{right}”. See docs/termlista.md."),
        ),
        related: None,
    }
}

/// The parts of a Markdown file that people read: not settings, `code`, or the addresses of links.
fn readable(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut in_front, mut in_fence, mut at) = (false, false, 0);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim();
        if bare == "+++" {
            in_front = !in_front;
            continue;
        }
        if bare.starts_with("```") {
            in_fence = !in_fence;
            continue;
        }
        if in_front || in_fence {
            continue;
        }
        let mut from = 0;
        let mut rest = line.char_indices();
        while let Some((n, c)) = rest.next() {
            let end = match c {
                '`' => '`',
                '(' if line[..n].ends_with(']') => ')',
                _ => continue,
            };
            parts.push(start + from..start + n);
            from = line.len();
            for (n, c) in rest.by_ref() {
                if c == end {
                    from = n + c.len_utf8();
                    break;
                }
            }
        }
        parts.push(start + from..at);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, lang: Lang) -> Vec<(usize, String)> {
        let found = check(text, lang);
        found.into_iter().map(|of| (of.line, text[of.span].to_owned())).collect()
    }

    #[test]
    fn the_list_has_terms_in_both_languages_and_no_word_is_its_own() {
        let terms = terms();
        for lang in Lang::ALL {
            assert!(terms.iter().filter(|term| term.lang == lang).count() > 10);
        }
        for Term { lang, word, right } in &terms {
            assert_eq!(words(right, *lang), [], "“{right}” is what the list says in place of “{word}”");
            assert_eq!(words(&format!("a {word} b"), *lang).len(), 1, "{word}");
        }
    }

    #[test]
    fn a_word_is_found_where_people_read_it_and_nowhere_else() {
        let text = "+++\nid = \"mejl\"\n+++\n\nSkicka mejl.\n\n```toml\nid = \"mejl\"\n```\n\n- `mejl: HR` [Mejl](#/sv/mejl) till HR, inte mejlade.\n";
        let expect = [(5, "mejl"), (11, "Mejl"), (11, "HR")];
        assert_eq!(words(text, Lang::Sv), expect.map(|(line, word)| (line, word.to_owned())));
        assert_eq!(words("Skicka mejl.", Lang::En), []);
        // Faulty Markdown ends nothing.
        assert_eq!(words("`mejl", Lang::Sv), []);
        assert_eq!(words("[a](mejl", Lang::Sv), []);
    }
}
