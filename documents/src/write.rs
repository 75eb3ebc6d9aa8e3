//! Documents as HTML and as Markdown.
//!
//! Libraries write both from the same events. This module only makes the events.

use engine::exports::outgoing;
use engine::model::rich_text::{Block, Inline};
use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Options, Tag, TagEnd, html};

use crate::Document;

/// The look of a document. Word processors read few properties, and misread the rest: margins, widths and the padding of
/// cells are theirs, or attributes of [`TABLE`]. A browser gets its own.
const STYLE: &str = "body,h1,h2,h3,h4,td,th{font-family:Calibri,\"Liberation Sans\",Arial,sans-serif}\
     body,td,th{font-size:11pt}h1{font-size:20pt}h2{font-size:15pt}h3{font-size:12.5pt}h4{font-size:11pt}\
     td,th{text-align:left;vertical-align:top}\
     @media screen{body{max-width:17cm;margin:2cm auto;padding:0 1cm;line-height:1.4}table{border-collapse:collapse}}";

/// How a table starts, with attributes that every word processor understands.
const TABLE: &str = "<table border=\"1\" cellspacing=\"0\" cellpadding=\"5\" width=\"100%\">";

/// A page of HTML that a browser and a word processor open, with headings and tables as such.
#[must_use]
pub fn to_html(document: &Document) -> String {
    let mut title = String::new();
    html::push_html(&mut title, [run(&document.title)].into_iter());
    let mut body = String::new();
    html::push_html(&mut body, events(document).into_iter());
    // Every `<` of a text is escaped: only tables start so.
    let body = body.replace("<table>", TABLE);
    let lang = document.language.code();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// The document as Markdown.
#[must_use]
pub fn to_markdown(document: &Document) -> String {
    let mut text = String::new();
    // Writing to a `String` cannot fail, and every start has its end: `events` makes them in pairs.
    let _ = pulldown_cmark_to_cmark::cmark(events(document).iter(), &mut text, Options::ENABLE_TABLES);
    text + "\n"
}

fn events(document: &Document) -> Vec<Event<'_>> {
    let mut events = Vec::new();
    wrap(&mut events, heading(1), |events| events.push(run(&document.title)));
    push_blocks(&mut events, &document.blocks);
    events
}

fn heading(level: u8) -> Tag<'static> {
    let level = match level {
        1 => HeadingLevel::H1,
        2 => HeadingLevel::H2,
        3 => HeadingLevel::H3,
        _ => HeadingLevel::H4,
    };
    Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }
}

fn wrap<'b>(events: &mut Vec<Event<'b>>, tag: Tag<'b>, inside: impl FnOnce(&mut Vec<Event<'b>>)) {
    let end = TagEnd::from(tag.clone());
    events.push(Event::Start(tag));
    inside(events);
    events.push(Event::End(end));
}

fn push_blocks<'b>(events: &mut Vec<Event<'b>>, blocks: &'b [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(text) => wrap(events, Tag::Paragraph, |events| push_inlines(events, text)),
            Block::Heading(level, text) => wrap(events, heading(*level), |events| push_inlines(events, text)),
            Block::Bullets(items) => push_list(events, None, items),
            Block::Numbers(items) => push_list(events, Some(1), items),
            Block::Quote(inside) => wrap(events, Tag::BlockQuote(None), |events| push_blocks(events, inside)),
            Block::Table(head, rows) => {
                let alignments = vec![Alignment::None; head.len()];
                wrap(events, Tag::Table(alignments), |events| {
                    wrap(events, Tag::TableHead, |events| push_cells(events, head));
                    for row in rows {
                        wrap(events, Tag::TableRow, |events| push_cells(events, row));
                    }
                });
            }
            // Filling has replaced these.
            Block::Directive(_) => {}
        }
    }
}

fn push_list<'b>(events: &mut Vec<Event<'b>>, first: Option<u64>, items: &'b [Vec<Block>]) {
    wrap(events, Tag::List(first), |events| {
        for item in items {
            wrap(events, Tag::Item, |events| match item.as_slice() {
                // One paragraph alone needs none of a paragraph's space.
                [Block::Paragraph(text)] => push_inlines(events, text),
                blocks => push_blocks(events, blocks),
            });
        }
    });
}

fn push_cells<'b>(events: &mut Vec<Event<'b>>, cells: &'b [Vec<Inline>]) {
    for cell in cells {
        wrap(events, Tag::TableCell, |events| push_inlines(events, cell));
    }
}

/// A run of text as a file can hold it. It has no line breaks: Markdown would take what follows one for its own.
fn run(text: &str) -> Event<'static> {
    Event::Text(outgoing::run(text).into())
}

fn push_inlines<'b>(events: &mut Vec<Event<'b>>, text: &'b [Inline]) {
    for inline in text {
        match inline {
            Inline::Text(text) => events.push(run(text)),
            Inline::Emphasis(text) => wrap(events, Tag::Emphasis, |events| push_inlines(events, text)),
            Inline::Strong(text) => wrap(events, Tag::Strong, |events| push_inlines(events, text)),
            Inline::Code(text) => events.push(Event::Code(outgoing::run(text).into())),
            // A place on the site leads nowhere from a file.
            Inline::Link(address, text) if address.starts_with('#') => push_inlines(events, text),
            Inline::Link(address, text) => {
                let (dest_url, none) = (CowStr::from(outgoing::run(address)), CowStr::Borrowed(""));
                let tag = Tag::Link { link_type: LinkType::Inline, dest_url, title: none.clone(), id: none };
                wrap(events, tag, |events| push_inlines(events, text));
            }
            Inline::Break => events.push(Event::HardBreak),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use engine::Lang;

    use super::*;

    fn text(text: &str) -> Vec<Inline> {
        vec![Inline::Text(text.to_owned())]
    }

    fn document(blocks: Vec<Block>) -> Document {
        Document { title: "Ledningens genomgång <2026>".into(), language: Lang::Sv, blocks }
    }

    /// One of everything.
    fn everything() -> Document {
        document(vec![
            Block::Heading(2, text("1 Status för \"åtgärder\"")),
            Block::Paragraph(vec![
                Inline::Text("Fet ".into()),
                Inline::Strong(text("text")),
                Inline::Break,
                Inline::Link("https://www.imy.se/?a=1&b=2".into(), text("IMY")),
                Inline::Text(" och ".into()),
                Inline::Link("#/sv/om/metod".into(), text("metoden")),
                Inline::Emphasis(text(" lutad")),
            ]),
            Block::Table(vec![text("Område"), text("Nivå")], vec![vec![text("Styrning | drift"), text("2 <3")]]),
            Block::Bullets(vec![
                vec![Block::Paragraph(text("ett"))],
                vec![Block::Paragraph(text("två")), Block::Quote(vec![Block::Paragraph(text("sagt"))])],
            ]),
            Block::Numbers(vec![vec![Block::Paragraph(vec![Inline::Code("a`b".into())])]]),
        ])
    }

    #[test]
    fn a_document_as_html() {
        insta::assert_snapshot!(to_html(&everything()));
    }

    #[test]
    fn a_document_as_markdown() {
        insta::assert_snapshot!(to_markdown(&everything()));
    }

    /// What a reader makes of the Markdown.
    fn read_back(document: &Document) -> (String, Vec<Block>) {
        let page = reader::read_template(to_markdown(document).as_bytes()).value;
        (page.title, page.blocks)
    }

    /// Words as respondents write them, with what Markdown, HTML and tables take for their own. Not a backslash at the end
    /// of a cell: no Markdown table can hold one.
    fn words() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "åtgärd",
            "#",
            "1.",
            "-",
            "+",
            "*",
            "**",
            "_a_",
            "`kod`",
            "[x](y)",
            "<b>",
            "&amp;",
            "a|b",
            "a\\b",
            "~~",
            "=1",
            ">",
            "![x]",
            "https://a.se",
            "2 < 3",
            "\"citat\"",
            "```",
            "---",
            "(a)",
            "!",
            "|",
        ]);
        prop::collection::vec(word, 1..6).prop_map(|words| words.join(" "))
    }

    fn block() -> impl Strategy<Value = Block> {
        let inlines = || words().prop_map(|words| text(&words));
        prop_oneof![
            inlines().prop_map(Block::Paragraph),
            inlines().prop_map(|text| Block::Heading(3, text)),
            prop::collection::vec(inlines(), 1..4)
                .prop_map(|items| Block::Bullets(items.into_iter().map(|text| vec![Block::Paragraph(text)]).collect())),
            (inlines(), inlines(), inlines(), inlines())
                .prop_map(|(a, b, c, d)| Block::Table(vec![a, b], vec![vec![c, d]])),
        ]
    }

    /// Every control character, other line breaks, noncharacters, and what turns text, between two letters.
    fn troublesome() -> impl Iterator<Item = String> {
        let controls = ('\0'..='\u{1f}').chain('\u{7f}'..='\u{9f}');
        let others = ['\u{2028}', '\u{2029}', '\u{fffe}', '\u{ffff}', '\u{202e}', '\u{2067}'];
        controls.chain(others).map(|c| format!("å{c}# ä"))
    }

    #[test]
    fn no_character_breaks_a_document() {
        for words in troublesome() {
            let address = format!("https://a.se/{words}");
            let link = vec![Inline::Link(address, text(&words))];
            let code = vec![Inline::Code(words.clone())];
            let blocks = vec![
                Block::Paragraph(text(&words)),
                Block::Heading(2, text(&words)),
                Block::Paragraph(link),
                Block::Table(vec![text(&words), text("b")], vec![vec![code, text(&words)]]),
            ];
            let written = Document { title: words.clone(), language: Lang::Sv, blocks };
            let (html, markdown) = (to_html(&written), to_markdown(&written));
            for file in [&html, &markdown] {
                let bad = |c: char| (c.is_control() && c != '\n') || outgoing::text(&c.to_string()).is_empty();
                assert!(!file.contains(bad), "{words:?}: {file:?}");
            }
            let run = outgoing::run(&words);
            let (title, blocks) = read_back(&written);
            assert_eq!((&title, blocks.len(), &blocks[0]), (&run, 4, &Block::Paragraph(text(&run))), "{markdown:?}");
            assert!(html.contains(&format!("<title>{run}</title>")), "{html:?}");
        }
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_again(block in block()) {
            let written = document(vec![block]);
            prop_assert_eq!(read_back(&written).1, written.blocks.clone(), "{}", to_markdown(&written));
        }

        #[test]
        fn no_word_becomes_markup(words in words()) {
            let html = to_html(&document(vec![Block::Paragraph(text(&words))]));
            let body = html.split("<body>").nth(1).unwrap();
            prop_assert_eq!(body.matches('<').count(), 6, "{}", body);
        }
    }
}
