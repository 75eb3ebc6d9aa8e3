//! Formatted text as a small tree: never HTML, so content from a stranger cannot run script.

use serde::{Deserialize, Serialize};

/// A block of formatted text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading inside a page; 2 to 4, the page's own title is 1.
    Heading(u8, Vec<Inline>),
    /// A list without numbers.
    Bullets(Vec<Vec<Block>>),
    /// A numbered list.
    Numbers(Vec<Vec<Block>>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A table: the cells of its head, then its rows.
    Table(Vec<Vec<Inline>>, Vec<Vec<Vec<Inline>>>),
    /// A directive, packed (`directives::Directive`). The part of the site for a first visit carries it without the code to
    /// read it.
    Directive(Vec<u8>),
}

/// A run of formatted text inside a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Emphasised text.
    Emphasis(Vec<Inline>),
    /// Strongly emphasised text.
    Strong(Vec<Inline>),
    /// Text to be taken letter by letter.
    Code(String),
    /// A link whose address [`allowed_link`] has let through.
    Link(String, Vec<Inline>),
    /// A forced line break.
    Break,
}

/// How the address of a link may begin. Of the web with its slashes: without them a browser takes it for a place on the host's
/// own site. A link inside the site starts with `#/`.
pub const LINK_SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// Whether an address may stand in a link: one of [`LINK_SCHEMES`], or `#/…` inside the site.
///
/// Everything else is refused, relative addresses too: they would mean different things in the Markdown's
/// folder and on the page.
#[must_use]
pub fn allowed_link(address: &str) -> bool {
    // A browser drops tabs and line breaks inside an address before it looks at the scheme.
    let plain = !address.chars().any(|c| c.is_control() || c.is_whitespace());
    let lower = address.to_ascii_lowercase();
    plain && (lower.starts_with("#/") || LINK_SCHEMES.iter().any(|scheme| lower.starts_with(scheme)))
}

/// The word that leads to a heading: `#/sv/om/ordlista/systemagare` leads to "Systemägare". Lower case, `å` and `ä` as
/// `a`, `ö` as `o`, `é` as `e`; whatever else is no letter or digit of ASCII becomes a single `-`.
#[must_use]
pub fn anchor(heading: &str) -> String {
    let mut anchor = String::new();
    for c in heading.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => anchor.push(c.to_ascii_lowercase()),
            // Named one by one: the tables for all of Unicode would cost the first visit some kilobytes.
            'å' | 'ä' | 'Å' | 'Ä' => anchor.push('a'),
            'ö' | 'Ö' => anchor.push('o'),
            'é' | 'É' => anchor.push('e'),
            _ if anchor.is_empty() || anchor.ends_with('-') => {}
            _ => anchor.push('-'),
        }
    }
    anchor.trim_end_matches('-').to_owned()
}

/// What is in square brackets in a text: where a template leaves something for the host to fill in.
pub fn gaps(text: &str) -> impl Iterator<Item = &str> {
    text.split('[').skip(1).filter_map(|rest| rest.split_once(']').map(|(gap, _)| gap))
}

/// The text without its formatting, blocks separated by a space.
#[must_use]
pub fn plain_text(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        if !text.is_empty() {
            text.push(' ');
        }
        match block {
            Block::Paragraph(inlines) | Block::Heading(_, inlines) => push_inlines(&mut text, inlines),
            Block::Bullets(items) | Block::Numbers(items) => {
                let items: Vec<_> = items.iter().map(|item| plain_text(item)).collect();
                text.push_str(&items.join(" "));
            }
            Block::Quote(blocks) => text.push_str(&plain_text(blocks)),
            Block::Directive(_) => {}
            Block::Table(head, rows) => {
                let cells = head.iter().chain(rows.iter().flatten());
                let cells: Vec<_> = cells.map(|cell| plain_inlines(cell)).collect();
                text.push_str(&cells.join(" "));
            }
        }
    }
    text
}

/// The text of inlines without their formatting.
#[must_use]
pub fn plain_inlines(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_inlines(&mut text, inlines);
    text
}

fn push_inlines(text: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(run) | Inline::Code(run) => text.push_str(run),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => push_inlines(text, inner),
            Inline::Break => text.push(' '),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_a_heading_made_fit_for_an_address() {
        let cases = [
            ("Systemägare", "systemagare"),
            ("9. Centrala styrdokument", "9-centrala-styrdokument"),
            ("3.5 Risk- och sårbarhetsanalys (RSA)", "3-5-risk-och-sarbarhetsanalys-rsa"),
            ("2 kap. 5–8 §§", "2-kap-5-8"),
            ("–", ""),
        ];
        for (heading, expect) in cases {
            assert_eq!(anchor(heading), expect);
        }
    }

    #[test]
    fn only_listed_schemes_and_places_inside_the_site_may_be_linked() {
        for good in ["https://x.se/", "HTTP://x.se", "mailto:a@b.se", "tel:+46", "#/sv/om/metod"] {
            assert!(allowed_link(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\tscript:x",
            " javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "sida.html",
            "//x.se",
            "#x",
            "",
            "blob:x",
            "https://a b",
        ] {
            assert!(!allowed_link(bad), "{bad}");
        }
    }

    #[test]
    fn plain_text_keeps_every_word() {
        let text = |s: &str| Inline::Text(s.into());
        let blocks = [
            Block::Paragraph(vec![
                text("ett "),
                Inline::Strong(vec![text("två")]),
                Inline::Break,
                Inline::Link("#/".into(), vec![text("tre")]),
            ]),
            Block::Bullets(vec![
                vec![Block::Paragraph(vec![text("fyra")])],
                vec![Block::Quote(vec![Block::Paragraph(vec![text("fem")])])],
            ]),
            Block::Table(vec![vec![text("sex")]], vec![vec![vec![Inline::Code("sju".into())]]]),
        ];
        assert_eq!(plain_text(&blocks), "ett två tre fyra fem sex sju");
    }
}
