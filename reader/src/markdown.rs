//! Markdown as a flat run of headings, settings, lists and blocks. The only place that knows the Markdown library.

use std::iter::Peekable;
use std::ops::Range;

use engine::model::rich_text::{Block, Inline, allowed_link, plain_inlines};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, OffsetIter, Options, Parser, Tag};

use crate::diagnostics::{link_scheme, raw_html, unsupported_markdown};
use crate::report::{Report, say};

/// How deep blocks and inlines may be nested. Only a hostile file nests them deeper.
const MAX_DEPTH: usize = 12;

/// A piece of the file at its top.
#[derive(Debug, PartialEq)]
pub(crate) enum Item {
    /// A heading.
    Heading { level: u8, inlines: Vec<Inline>, span: Range<usize> },
    /// A fenced block of TOML; `toml` is what stands between the fences.
    Settings { toml: Range<usize>, span: Range<usize> },
    /// A list without numbers.
    Bullets { items: Vec<(Vec<Block>, Range<usize>)>, span: Range<usize> },
    /// Anything else that can be shown.
    Block { block: Block, span: Range<usize> },
}

/// The pieces of the file from a byte on.
pub(crate) fn items(file: &str, from: usize, report: &mut Report<'_>) -> Vec<Item> {
    let events = Parser::new_ext(&file[from..], Options::ENABLE_TABLES).into_offset_iter().peekable();
    let mut walk = Walk { file, from, events, report };
    let mut items = Vec::new();
    while let Some((event, span)) = walk.next() {
        let Event::Start(tag) = event else { continue };
        match tag {
            Tag::Heading { level, .. } => {
                let inlines = walk.inlines(0);
                items.push(Item::Heading { level: number(level), inlines, span });
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(word)) if &*word == "toml" => {
                items.push(Item::Settings { toml: walk.code(&span), span });
            }
            Tag::List(None) => items.push(Item::Bullets { items: walk.list(0), span }),
            tag => items.extend(walk.block(&tag, &span, 0).map(|block| Item::Block { block, span })),
        }
    }
    items
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

struct Walk<'t, 'r, 'd> {
    file: &'t str,
    from: usize,
    events: Peekable<OffsetIter<'t>>,
    report: &'r mut Report<'d>,
}

impl<'t> Walk<'t, '_, '_> {
    fn next(&mut self) -> Option<(Event<'t>, Range<usize>)> {
        let (event, span) = self.events.next()?;
        Some((event, span.start + self.from..span.end + self.from))
    }

    /// Skips to the end of what has just started.
    fn skip(&mut self) {
        let mut open = 1;
        while open > 0 {
            match self.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }

    /// The bytes between the fences of the code block that has just started.
    fn code(&mut self, span: &Range<usize>) -> Range<usize> {
        let mut inside: Option<Range<usize>> = None;
        while let Some((event, at)) = self.next() {
            match event {
                Event::Text(_) => inside = Some(inside.map_or(at.clone(), |inside| inside.start..at.end)),
                _ => break,
            }
        }
        inside.unwrap_or(span.end..span.end)
    }

    /// The block that has just started with `tag`. `None` if it cannot be shown.
    fn block(&mut self, tag: &Tag<'t>, span: &Range<usize>, depth: usize) -> Option<Block> {
        if depth > MAX_DEPTH {
            let what = say!("text i så många nivåer", "text nested this deep");
            return self.unsupported(span, &what, &say!("Skriv den i färre nivåer.", "Write it with fewer levels."));
        }
        match tag {
            Tag::Paragraph => paragraph(self.inlines(depth)),
            Tag::Heading { level, .. } => Some(Block::Heading(number(*level), self.inlines(depth))),
            Tag::BlockQuote(_) => Some(Block::Quote(self.blocks(depth + 1))),
            Tag::List(None) => Some(Block::Bullets(self.list(depth).into_iter().map(|(item, _)| item).collect())),
            Tag::List(Some(_)) => Some(Block::Numbers(self.list(depth).into_iter().map(|(item, _)| item).collect())),
            Tag::Table(_) => Some(self.table(depth)),
            Tag::HtmlBlock => {
                if !is_comment(&self.file[span.clone()]) {
                    raw_html::add(self.report, span.clone());
                }
                self.skip();
                None
            }
            Tag::CodeBlock(_) => {
                let what = say!("kodblock här", "a code block here");
                let help = say!(
                    "Inställningar står i ett block ```toml direkt under sin rubrik. Indragen text: ta bort indraget.",
                    "Settings stand in a ```toml block right under their heading. Indented text: remove the indent."
                );
                self.unsupported(span, &what, &help)
            }
            _ => {
                let help = say!("Skriv det som vanlig text.", "Write it as ordinary text.");
                self.unsupported(span, &say!("den här Markdownen", "this Markdown"), &help)
            }
        }
    }

    fn unsupported(
        &mut self,
        span: &Range<usize>,
        what: &engine::model::lang::Bilingual,
        help: &engine::model::lang::Bilingual,
    ) -> Option<Block> {
        unsupported_markdown::add(self.report, span.clone(), what, help);
        self.skip();
        None
    }

    /// The blocks up to the end of what has just started. Inlines without a paragraph (tight lists) get one.
    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(_) => {
                    self.next();
                    break;
                }
                Event::Start(tag) if is_block(tag) => {
                    let Some((Event::Start(tag), span)) = self.next() else { break };
                    blocks.extend(self.block(&tag, &span, depth));
                }
                Event::Rule => {
                    self.next();
                }
                _ => {
                    let mut inlines = Vec::new();
                    self.push_inlines(&mut inlines, depth);
                    blocks.extend(paragraph(inlines));
                }
            }
        }
        blocks
    }

    fn list(&mut self, depth: usize) -> Vec<(Vec<Block>, Range<usize>)> {
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), span)) = self.next() {
            items.push((self.blocks(depth + 1), span));
        }
        items
    }

    fn table(&mut self, depth: usize) -> Block {
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        while let Some((Event::Start(row), _)) = self.next() {
            let mut cells = Vec::new();
            while let Some((Event::Start(Tag::TableCell), _)) = self.next() {
                cells.push(self.inlines(depth));
            }
            if row == Tag::TableHead { head = cells } else { rows.push(cells) }
        }
        Block::Table(head, rows)
    }

    /// The inlines up to the end of what has just started.
    fn inlines(&mut self, depth: usize) -> Vec<Inline> {
        let mut inlines = Vec::new();
        self.push_inlines(&mut inlines, depth);
        self.next();
        trim(&mut inlines);
        inlines
    }

    /// Pushes inlines until something else comes.
    fn push_inlines(&mut self, inlines: &mut Vec<Inline>, depth: usize) {
        while let Some((event, _)) = self.events.peek() {
            if matches!(event, Event::End(_) | Event::Rule) || matches!(event, Event::Start(tag) if is_block(tag)) {
                return;
            }
            let Some((event, span)) = self.next() else { return };
            match event {
                Event::Text(text) => push_text(inlines, &text),
                Event::Code(code) => inlines.push(Inline::Code(code.into_string())),
                Event::SoftBreak => push_text(inlines, " "),
                Event::HardBreak => inlines.push(Inline::Break),
                Event::InlineHtml(html) | Event::Html(html) if !is_comment(&html) => raw_html::add(self.report, span),
                Event::Start(tag) => self.push_span(inlines, &tag, span, depth + 1),
                _ => {}
            }
        }
    }

    fn push_span(&mut self, inlines: &mut Vec<Inline>, tag: &Tag<'t>, span: Range<usize>, depth: usize) {
        if depth > MAX_DEPTH {
            let what = say!("text i så många nivåer", "text nested this deep");
            self.unsupported(&span, &what, &say!("Skriv den i färre nivåer.", "Write it with fewer levels."));
            return;
        }
        match tag {
            Tag::Emphasis => inlines.push(Inline::Emphasis(self.inlines(depth))),
            Tag::Strong => inlines.push(Inline::Strong(self.inlines(depth))),
            Tag::Link { link_type, dest_url, .. } => {
                let email = *link_type == LinkType::Email;
                let address = if email { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                let inside = self.inlines(depth);
                if allowed_link(&address) {
                    inlines.push(Inline::Link(address, inside));
                } else {
                    link_scheme::add(self.report, span, &address);
                    inlines.extend(inside);
                }
            }
            Tag::Image { .. } => {
                let help = say!(
                    "Beskriv det bilden visar i ord. Sidan hämtar inga bilder.",
                    "Describe in words what the image shows. The page fetches no images."
                );
                self.unsupported(&span, &say!("en bild", "an image"), &help);
            }
            _ => inlines.extend(self.inlines(depth)),
        }
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// A comment is for authors. It is not shown.
fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("<!--") && html.find("-->") == Some(html.len().saturating_sub(3))
}

fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    match inlines.last_mut() {
        Some(Inline::Text(before)) => before.push_str(text),
        _ => inlines.push(Inline::Text(text.to_owned())),
    }
}

/// Removes the spaces that a comment leaves behind.
fn trim(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        last.truncate(last.trim_end().len());
        if last.is_empty() {
            inlines.pop();
        }
    }
}

fn paragraph(mut inlines: Vec<Inline>) -> Option<Block> {
    trim(&mut inlines);
    (!plain_inlines(&inlines).trim().is_empty()).then_some(Block::Paragraph(inlines))
}

#[cfg(test)]
mod tests {
    use engine::model::rich_text::plain_text;

    use super::*;

    fn blocks(text: &str) -> (Vec<Block>, Vec<String>) {
        let mut report = Report::new(text);
        let items = items(text, 0, &mut report);
        let blocks = items.into_iter().map(|item| match item {
            Item::Block { block, .. } => block,
            Item::Bullets { items, .. } => Block::Bullets(items.into_iter().map(|(item, _)| item).collect()),
            other => panic!("{other:?}"),
        });
        (blocks.collect(), report.finish().into_iter().map(|d| d.code).collect())
    }

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let (blocks, codes) = blocks(text);
        assert_eq!(format!("{blocks:?}"), expect);
        assert!(codes.is_empty(), "{codes:?}");
    }

    #[test]
    fn text_becomes_a_small_tree() {
        check(
            "Ett *två* **tre** `fyra`\nfem",
            r#"[Paragraph([Text("Ett "), Emphasis([Text("två")]), Text(" "), Strong([Text("tre")]), Text(" "), Code("fyra"), Text(" fem")])]"#,
        );
        check("- a\n- b", r#"[Bullets([[Paragraph([Text("a")])], [Paragraph([Text("b")])]])]"#);
        check("1. a\n\n   b", r#"[Numbers([[Paragraph([Text("a")]), Paragraph([Text("b")])]])]"#);
        check("> a", r#"[Quote([Paragraph([Text("a")])])]"#);
        check("a <!-- dold --> b", r#"[Paragraph([Text("a  b")])]"#);
        check("<!-- bara\nen kommentar -->", "[]");
        check("<a@b.se>", r#"[Paragraph([Link("mailto:a@b.se", [Text("a@b.se")])])]"#);
        check(
            "| a | b |\n|---|---|\n| c | d |",
            r#"[Table([[Text("a")], [Text("b")]], [[[Text("c")], [Text("d")]]])]"#,
        );
        check("a\n\n---\n\nb", r#"[Paragraph([Text("a")]), Paragraph([Text("b")])]"#);
    }

    #[test]
    fn what_cannot_be_shown_is_reported_and_its_words_are_kept() {
        for (text, code, kept) in [
            ("[klicka](javascript:x)", "link-scheme", "klicka"),
            ("a <b onclick=x>b</b> c", "raw-html", "a b c"),
            ("<script>alert(1)</script>", "raw-html", ""),
            ("<!-- a --> <img src=x onerror=y>", "raw-html", ""),
            ("![bild](x.png) efter", "unsupported-markdown", " efter"),
            ("    indragen", "unsupported-markdown", ""),
        ] {
            let (blocks, codes) = blocks(text);
            assert!(codes.iter().all(|c| c == code) && !codes.is_empty(), "{text}: {codes:?}");
            assert_eq!(plain_text(&blocks), kept, "{text}");
        }
    }

    #[test]
    fn a_hostile_depth_is_reported_not_followed() {
        for text in [
            format!("{}x", "> ".repeat(5_000)),
            format!("{}x", "- ".repeat(5_000)),
            format!("{}x{}", "*a _b ".repeat(500), " b_ a*".repeat(500)),
        ] {
            let (_, codes) = blocks(&text);
            assert!(codes.contains(&"unsupported-markdown".to_owned()), "{}", &text[..9]);
        }
    }
}
