//! Markdown from a stranger: it cannot run anything, lead where no link may lead, or make the reader hang or fall over.

#![expect(clippy::unwrap_used, reason = "a panic in a test is the failure it reports")]

use std::time::Instant;

use engine::model::rich_text::{Block, Inline};
use proptest::prelude::*;
use url::Url;

/// The stack that a browser gives the worker, in bytes: Rust's linker asks for one megabyte.
const STACK: usize = 1 << 20;

/// Every link in some blocks, wherever it stands.
fn links(blocks: &[Block]) -> Vec<String> {
    fn inlines(of: &[Inline], found: &mut Vec<String>) {
        for inline in of {
            match inline {
                Inline::Link(address, inner) => {
                    found.push(address.clone());
                    inlines(inner, found);
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) => inlines(inner, found),
                Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
            }
        }
    }
    fn walk(blocks: &[Block], found: &mut Vec<String>) {
        for block in blocks {
            match block {
                Block::Paragraph(of) | Block::Heading(_, of) => inlines(of, found),
                Block::Bullets(items) | Block::Numbers(items) => items.iter().for_each(|item| walk(item, found)),
                Block::Quote(inner) => walk(inner, found),
                Block::Table(head, rows) => {
                    head.iter().chain(rows.iter().flatten()).for_each(|cell| inlines(cell, found));
                }
                Block::Directive(_) => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(blocks, &mut found);
    found
}

/// Holds that every link leads where one may, as a browser reads it and not as we do.
fn check_links(markdown: &str) {
    let page = reader::read_page(format!("# T\n\n{markdown}\n").as_bytes());
    let base = Url::parse("https://kommunen.se/vattenpass/").unwrap();
    for address in links(&page.value.blocks) {
        let leads_to = base.join(&address).unwrap();
        let is_inside = address.starts_with("#/") && leads_to.path() == base.path();
        assert!(is_inside || ["https", "http", "mailto", "tel"].contains(&leads_to.scheme()), "{markdown}: {address}");
        assert!(is_inside || leads_to.host() != base.host(), "{markdown}: {address} looks as if it led here");
    }
}

#[test]
fn no_link_leads_where_none_may() {
    let schemes = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6a;avascript:alert(1)",
        "java&Tab;script:alert(1)",
        "java&NewLine;script:alert(1)",
        "&#1;javascript:alert(1)",
        "&#32;javascript:alert(1)",
        "javascript&colon;alert(1)",
        "jav\tascript:alert(1)",
        "\\javascript:alert(1)",
        "javascript\\:alert(1)",
        "%6aavascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD4=",
        "blob:x",
        "file:///etc/passwd",
        "filesystem:x",
        "about:blank",
        "//elak.se",
        "/\\elak.se",
        "\\\\elak.se",
        "///elak.se",
        "https:elak",
        "https:/elak",
        "http:\\\\elak.se",
        "view-source:x",
        "#javascript:alert(1)",
        "?x",
        "../x",
        "",
        " ",
        "#",
        "#/sv/\tx",
        "&#0;javascript:x",
        "mailto:",
    ];
    for scheme in schemes {
        for form in [
            "[a](X)",
            "[a](<X>)",
            "[a](X \"t\")",
            "[a][b]\n\n[b]: X",
            "[a][b]\n\n[b]: <X>",
            "<X>",
            "![a](X)",
            "[![a](X)](X)",
        ] {
            check_links(&form.replace('X', scheme));
        }
    }
}

#[test]
fn raw_html_is_refused_and_never_kept() {
    let pieces = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<a href=javascript:x>a</a>",
        "<iframe srcdoc=x></iframe>",
        "<style>*{}</style>",
        "<base href=//elak.se>",
        "<meta http-equiv=refresh content=0>",
        "<!-- x -->",
        "<![CDATA[x]]>",
        "<?x?>",
        "<form action=//elak.se>",
        "<SCRIPT\n>x</SCRIPT\n>",
        "<b\tonclick=x>b</b>",
    ];
    for piece in pieces {
        for text in [
            piece.to_owned(),
            format!("a {piece} b"),
            format!("> {piece}"),
            format!("- {piece}"),
            format!("|{piece}|\n|-|\n|{piece}|"),
        ] {
            let page = reader::read_page(format!("# T\n\n{text}\n").as_bytes());
            let codes: Vec<&str> = page.diagnostics.iter().map(|d| d.code.as_str()).collect();
            // In a table a line break ends it, and what is left is text: it is shown, and cannot run.
            assert!(codes.contains(&"raw-html") || !text.contains("<b"), "{text}: {codes:?}");
            assert!(links(&page.value.blocks).iter().all(|address| !address.contains("elak")), "{text}");
        }
    }
}

/// A text with so many of something in it.
type Made = Box<dyn Fn(usize) -> String>;

/// Reads it as a page and as a questionnaire, on a stack like the worker's.
fn read(text: String) -> std::time::Duration {
    let reading = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        let start = Instant::now();
        let page = reader::read_page(text.as_bytes());
        let questionnaire = reader::read_questionnaire(text.as_bytes(), None);
        // Dropping a deep tree takes a stack as well.
        drop((page, questionnaire));
        start.elapsed()
    });
    reading.unwrap().join().unwrap()
}

#[test]
fn nothing_is_so_deep_or_so_long_that_it_falls_over_or_costs_more_than_its_length() {
    let repeated = |piece: &'static str| move |n: usize| format!("# T\n\n{}\n", piece.repeat(n));
    let many: Vec<(&str, Made)> = vec![
        ("quotes", Box::new(repeated("> "))),
        ("quotes without spaces", Box::new(repeated(">"))),
        ("lists", Box::new(repeated("- "))),
        ("numbers", Box::new(repeated("1. "))),
        ("brackets", Box::new(repeated("["))),
        ("links", Box::new(repeated("[a]("))),
        ("images", Box::new(repeated("![a]("))),
        ("stars", Box::new(repeated("*"))),
        ("stars and words", Box::new(repeated("*a _b "))),
        ("backticks", Box::new(repeated("`a``"))),
        ("angles", Box::new(repeated("<a"))),
        ("comments", Box::new(repeated("<!--"))),
        ("entities", Box::new(repeated("&#106;"))),
        ("pipes", Box::new(|n| format!("# T\n\n{}\n{}\n", "|a".repeat(n), "|-".repeat(n)))),
        (
            "definitions",
            Box::new(|n| format!("# T\n\n{}", (0..n).map(|n| format!("[{n}]: #/{n}\n")).collect::<String>())),
        ),
        ("headings", Box::new(repeated("## A\n\n"))),
        ("a line", Box::new(repeated("å"))),
        ("settings", Box::new(|n| format!("+++\n{}\n+++\n", "a = [".repeat(n)))),
        ("tables in settings", Box::new(|n| format!("+++\n{}\n+++\n", "[a.b.c]\n".repeat(n)))),
        ("a key", Box::new(|n| format!("+++\n{} = 1\n+++\n", vec!["a"; n].join(".")))),
    ];
    for (what, text) in many {
        // Once before, so that nothing else is measured.
        read(text(100));
        // The machine may do something else meanwhile: one time of five is enough.
        let grows = || {
            let (some, more) = (read(text(10_000)), read(text(100_000)));
            more.as_secs_f64() / some.as_secs_f64().max(0.005)
        };
        assert!((0..5).any(|_| grows() < 60.0), "{what}: ten times as much takes more than sixty times as long");
    }
    // Ten megabytes on one line.
    read(format!("# T\n\n{}\n", "x".repeat(10 << 20)));
    read("> ".repeat(5 << 20));
}

proptest! {
    #[test]
    fn no_mixture_makes_a_link_that_leads_elsewhere(pieces in prop::collection::vec(prop::sample::select(vec![
        "[a](", ")", "<", ">", "javascript", ":", "&colon;", "&#106;", "&Tab;", "\t", "\n", " ", "//", "\\", "/", "#/", "https:", "data:", "mailto:",
        "[b]: ", "[a][b]", "!", "\"", "'", "x", "@", "é", "\u{0}", "\u{1}", "\u{202e}", "%6a", "?", "..",
    ]), 0..24)) {
        check_links(&pieces.concat());
    }
}
