use documents::Document;
use engine::Lang;
use engine::exports::outgoing;
use engine::model::rich_text::{Block, Inline};
use proptest::prelude::*;

use super::to_docx;
use crate::opened::{attribute, elements, parts, text, troublesome};

fn plain(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_owned())]
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(plain(words))
}

fn document(blocks: Vec<Block>) -> Document {
    Document { title: "Läget <2026>".into(), language: Lang::Sv, blocks }
}

/// A part of the document's file.
fn part(document: &Document, name: &str) -> String {
    parts(&to_docx(document).unwrap()).remove(name).unwrap()
}

/// A paragraph: its style, the list and its level if it is in one, and its words.
type Paragraph = (String, Option<(u32, u32)>, String);

/// The paragraphs of the text.
fn paragraphs(document: &Document) -> Vec<Paragraph> {
    let xml = part(document, "word/document.xml");
    let read = roxmltree::Document::parse(&xml).unwrap();
    let paragraphs = elements(read.root(), "p").into_iter().map(|node| {
        let value = |name: &str| elements(node, name).first().and_then(|node| attribute(*node, "val"));
        let list = value("numId").zip(value("ilvl")).map(|(id, level)| (id.parse().unwrap(), level.parse().unwrap()));
        (value("pStyle").unwrap_or_default().to_owned(), list, text(node, "t"))
    });
    paragraphs.collect()
}

fn styles(document: &Document) -> Vec<(String, String)> {
    paragraphs(document).into_iter().map(|(style, _, words)| (style, words)).collect()
}

fn owned(expect: &[(&str, &str)]) -> Vec<(String, String)> {
    expect.iter().map(|(style, words)| ((*style).to_owned(), (*words).to_owned())).collect()
}

#[test]
fn headings_have_the_styles_of_their_levels_and_the_title_is_the_first() {
    let levels = [0, 1, 2, 3, 4, 9].map(|level| Block::Heading(level, plain("Rubrik")));
    let expect = ["Heading1", "Heading1", "Heading1", "Heading2", "Heading3", "Heading4", "Heading4"];
    let found = styles(&document(levels.into()));
    assert_eq!(found.iter().map(|(style, _)| style.as_str()).collect::<Vec<_>>(), expect);
    assert_eq!(found[0].1, "Läget <2026>");
}

#[test]
fn every_style_that_a_paragraph_has_is_defined_and_headings_have_their_outline_levels() {
    let inside = vec![paragraph("a"), Block::Quote(vec![paragraph("b")])];
    let mut blocks: Vec<_> = (1..=4).cycle().take(12).map(|level| Block::Heading(level, plain("Rubrik"))).collect();
    blocks.extend([Block::Bullets(vec![inside.clone()]), Block::Quote(inside), Block::Table(vec![plain("h")], vec![])]);
    blocks
        .push(Block::Paragraph(vec![Inline::Code("kod".into()), Inline::Link("https://a.se/".into(), plain("länk"))]));
    let parts = parts(&to_docx(&document(blocks)).unwrap());
    let styles = roxmltree::Document::parse(&parts["word/styles.xml"]).unwrap();
    let defined = elements(styles.root(), "style");
    let id = |node| attribute(node, "styleId").unwrap();
    for name in ["word/document.xml", "word/footer1.xml", "word/styles.xml"] {
        let read = roxmltree::Document::parse(&parts[name]).unwrap();
        for tag in ["pStyle", "rStyle", "tblStyle", "basedOn", "next"] {
            for used in elements(read.root(), tag) {
                let used = attribute(used, "val").unwrap();
                assert!(defined.iter().any(|style| id(*style) == used), "{name}: {used}");
            }
        }
    }
    for level in 1..=4 {
        let style = defined.iter().find(|style| id(**style) == format!("Heading{level}")).unwrap();
        let outline = elements(*style, "outlineLvl")[0];
        assert_eq!(attribute(outline, "val"), Some((level - 1).to_string().as_str()));
    }
}

#[test]
fn the_language_and_the_title_are_in_the_file() {
    for (language, tag, decimal) in [(Lang::Sv, "sv-SE", ","), (Lang::En, "en-GB", ".")] {
        let parts = parts(&to_docx(&Document { language, ..document(Vec::new()) }).unwrap());
        let styles = roxmltree::Document::parse(&parts["word/styles.xml"]).unwrap();
        assert_eq!(attribute(elements(styles.root(), "lang")[0], "val"), Some(tag));
        let settings = roxmltree::Document::parse(&parts["word/settings.xml"]).unwrap();
        assert_eq!(attribute(elements(settings.root(), "themeFontLang")[0], "val"), Some(tag));
        assert_eq!(attribute(elements(settings.root(), "decimalSymbol")[0], "val"), Some(decimal));
        let core = roxmltree::Document::parse(&parts["docProps/core.xml"]).unwrap();
        assert_eq!((text(core.root(), "title"), text(core.root(), "language")), ("Läget <2026>".into(), tag.into()));
    }
}

#[test]
fn each_page_says_which_it_is_of_how_many() {
    for (language, words) in [(Lang::Sv, "Sida 1 av 1"), (Lang::En, "Page 1 of 1")] {
        let footer = part(&Document { language, ..document(Vec::new()) }, "word/footer1.xml");
        let read = roxmltree::Document::parse(&footer).unwrap();
        assert_eq!((text(read.root(), "t"), text(read.root(), "instrText")), (words.into(), "PAGENUMPAGES".into()));
    }
}

#[test]
fn every_list_with_numbers_starts_anew_and_its_items_may_hold_more() {
    let more = vec![paragraph("två"), paragraph("mer"), Block::Numbers(vec![vec![paragraph("inre")]])];
    let first = Block::Numbers(vec![vec![paragraph("ett")], more, Vec::new()]);
    let second = Block::Numbers(vec![vec![Block::Bullets(vec![vec![paragraph("punkt")]])]]);
    let document = document(vec![first, Block::Bullets(Vec::new()), second]);
    let item = |list, level, words: &str| ("ListParagraph".to_owned(), Some((list, level)), words.to_owned());
    let expect = [
        item(2, 0, "ett"),
        item(2, 0, "två"),
        ("ListParagraph".to_owned(), None, "mer".to_owned()),
        item(3, 1, "inre"),
        item(2, 0, ""),
        item(4, 0, ""),
        item(5, 1, "punkt"),
    ];
    assert_eq!(paragraphs(&document)[1..], expect);

    let numbering = part(&document, "word/numbering.xml");
    let read = roxmltree::Document::parse(&numbering).unwrap();
    for list in elements(read.root(), "num").iter().filter(|list| attribute(**list, "numId") != Some("1")) {
        assert_eq!(attribute(elements(*list, "startOverride")[0], "val"), Some("1"));
    }
}

#[test]
fn the_first_row_of_each_table_is_a_header_and_short_rows_are_filled() {
    let rows = vec![vec![plain("a")], vec![plain("b"), plain("c"), plain("d")]];
    let table = Block::Table(vec![plain("Ett"), plain("Två")], rows);
    let xml = part(&document(vec![table.clone(), Block::Table(vec![], vec![]), table]), "word/document.xml");
    let read = roxmltree::Document::parse(&xml).unwrap();
    let tables = elements(read.root(), "tbl");
    assert_eq!(tables.len(), 2, "a table without cells is none");
    for table in tables {
        let rows = elements(table, "tr");
        let heads: Vec<bool> = rows.iter().map(|row| !elements(*row, "tblHeader").is_empty()).collect();
        assert_eq!(heads, [true, false, false]);
        assert!(rows.iter().all(|row| elements(*row, "tc").len() == 3));
        let after = table.next_sibling_element().unwrap();
        assert_eq!(after.tag_name().name(), "p", "Word joins tables that nothing stands between");
        let columns = elements(table, "gridCol").into_iter().map(|column| attribute(column, "w").unwrap());
        let width: usize = columns.map(|width| width.parse::<usize>().unwrap()).sum();
        assert!((9000..=9070).contains(&width), "{width}");
    }
}

#[test]
fn a_link_leads_where_it_says_and_a_place_on_the_site_is_plain_text() {
    let to = ["https://a.se/?a=1&b=\"å\"", "#/sv/om/metod", "javascript:alert(1)", "https://a.se/'x'"];
    let inlines = to.map(|to| Inline::Link(to.into(), plain("länk ")));
    let parts = parts(&to_docx(&document(vec![Block::Paragraph(inlines.into())])).unwrap());
    let relations = roxmltree::Document::parse(&parts["word/_rels/document.xml.rels"]).unwrap();
    let external = |node: &roxmltree::Node| attribute(*node, "TargetMode") == Some("External");
    let relations: Vec<_> = elements(relations.root(), "Relationship").into_iter().filter(external).collect();
    let targets: Vec<_> = relations.iter().filter_map(|node| attribute(*node, "Target")).collect();
    assert_eq!(targets, ["https://a.se/?a=1&b=%22%C3%A5%22", "https://a.se/'x'"]);
    let body = roxmltree::Document::parse(&parts["word/document.xml"]).unwrap();
    let links = elements(body.root(), "hyperlink").into_iter().filter_map(|node| attribute(node, "id"));
    assert_eq!(
        links.collect::<Vec<_>>(),
        relations.iter().filter_map(|node| attribute(*node, "Id")).collect::<Vec<_>>()
    );
    assert_eq!(text(elements(body.root(), "p")[1], "t"), "länk länk länk länk ");
}

#[test]
fn formatting_comes_through() {
    let both = Inline::Strong(vec![Inline::Emphasis(plain("båda"))]);
    let words = vec![both, Inline::Break, Inline::Code("k".into()), Inline::Text("a".into())];
    let xml = part(&document(vec![Block::Paragraph(words)]), "word/document.xml");
    let read = roxmltree::Document::parse(&xml).unwrap();
    let runs = elements(elements(read.root(), "p")[1], "r");
    let has = |run: usize, names: &[&str]| names.iter().all(|name| !elements(runs[run], name).is_empty());
    assert!(has(0, &["b", "i"]) && has(1, &["br"]) && has(2, &["rStyle"]), "{xml}");
    assert!(!has(3, &["rPr"]), "{xml}");
}

#[test]
fn a_long_document_has_a_table_of_contents_that_leads_to_its_headings_and_a_short_one_has_none() {
    let headings = |count: u8| (0..count).map(|n| Block::Heading(2 + n % 3, plain(&format!("Rubrik {n}")))).collect();
    // Those of level 4 are not in it.
    assert!(!part(&document(headings(7)), "word/document.xml").contains("TOC"));
    let long = document(headings(8));
    let expect = [
        ("Heading1", "Läget <2026>"),
        ("TOCHeading", "Innehåll"),
        ("TOC2", "Rubrik 0"),
        ("TOC3", "Rubrik 1"),
        ("TOC2", "Rubrik 3"),
        ("TOC3", "Rubrik 4"),
        ("TOC2", "Rubrik 6"),
        ("TOC3", "Rubrik 7"),
    ];
    assert_eq!(styles(&long)[..8], owned(&expect));
    let xml = part(&long, "word/document.xml");
    let read = roxmltree::Document::parse(&xml).unwrap();
    let bookmarks: Vec<_> =
        elements(read.root(), "bookmarkStart").iter().map(|node| attribute(*node, "name")).collect();
    let links: Vec<_> = elements(read.root(), "hyperlink").iter().map(|node| attribute(*node, "anchor")).collect();
    assert_eq!(links.len(), 6);
    assert!(links.iter().all(|link| bookmarks.contains(link)), "{links:?} {bookmarks:?}");
    let fields: Vec<_> = elements(read.root(), "fldChar").iter().map(|node| attribute(*node, "fldCharType")).collect();
    assert_eq!(fields, [Some("begin"), Some("separate"), Some("end")]);
    assert_eq!(text(read.root(), "instrText"), "TOC \\o \"2-3\" \\h");
    assert!(xml.contains("<w:docPartGallery w:val=\"Table of Contents\"/>"));
    // Word would ask before it opens the document.
    assert!(!part(&long, "word/settings.xml").contains("updateFields") && !xml.contains("w:dirty=\"true\""));
}

#[test]
fn the_same_document_makes_the_same_file() {
    let links = (0..20).map(|n| Inline::Link(format!("https://a.se/{n}"), plain("länk"))).collect();
    let document = document(vec![Block::Paragraph(links), Block::Numbers(vec![vec![paragraph("ett")]])]);
    assert_eq!(to_docx(&document).unwrap(), to_docx(&document).unwrap());
}

#[test]
fn nothing_is_too_deep() {
    let mut block = paragraph("innerst");
    for n in 0..40 {
        block = if n % 3 == 0 { Block::Quote(vec![block]) } else { Block::Numbers(vec![vec![block]]) };
    }
    let levels = paragraphs(&document(vec![block]));
    assert!(levels.iter().all(|(_, list, _)| list.is_none_or(|(_, level)| level <= 8)), "{levels:?}");
}

#[test]
fn no_character_breaks_a_document() {
    for c in troublesome() {
        let words = format!("å{c}# ä{c}");
        let link = Inline::Link(format!("https://a.se/{words}"), plain(&words));
        let blocks = vec![
            Block::Heading(2, plain(&words)),
            Block::Paragraph(vec![link, Inline::Code(words.clone())]),
            Block::Bullets(vec![vec![paragraph(&words)]]),
            Block::Table(vec![plain(&words)], vec![vec![plain(&words)]]),
        ];
        let run = outgoing::run(&words);
        let written = Document { title: words.clone(), language: Lang::Sv, blocks };
        let expect = [run.clone(), run.clone(), format!("{run}{run}"), run.clone(), run.clone(), run, String::new()];
        let found: Vec<_> = paragraphs(&written).into_iter().map(|(_, _, words)| words).collect();
        assert_eq!(found, expect, "{c:?}");
        let core = part(&written, "docProps/core.xml");
        let core = roxmltree::Document::parse(&core).unwrap();
        assert_eq!(text(core.root(), "title"), outgoing::line(&words), "{c:?}");
    }
}

fn words() -> impl Strategy<Value = String> {
    let c = prop_oneof![any::<char>(), prop::sample::select(troublesome())];
    prop::collection::vec(c, 0..12).prop_map(String::from_iter)
}

fn block() -> impl Strategy<Value = Block> {
    let inlines = || {
        let inline = prop_oneof![
            words().prop_map(Inline::Text),
            words().prop_map(Inline::Code),
            words().prop_map(|words| Inline::Strong(vec![Inline::Emphasis(plain(&words))])),
            (words(), words()).prop_map(|(to, words)| Inline::Link(format!("https:{to}"), plain(&words))),
            Just(Inline::Break),
        ];
        prop::collection::vec(inline, 0..4)
    };
    let row = move || prop::collection::vec(inlines(), 0..4);
    let leaf = prop_oneof![
        inlines().prop_map(Block::Paragraph),
        (any::<u8>(), inlines()).prop_map(|(level, words)| Block::Heading(level, words)),
        (row(), prop::collection::vec(row(), 0..3)).prop_map(|(head, rows)| Block::Table(head, rows)),
        Just(Block::Directive(vec![1, 2])),
    ];
    leaf.prop_recursive(4, 20, 3, |inner| {
        let items = || prop::collection::vec(prop::collection::vec(inner.clone(), 0..3), 0..3);
        prop_oneof![
            items().prop_map(Block::Bullets),
            items().prop_map(Block::Numbers),
            prop::collection::vec(inner.clone(), 0..3).prop_map(Block::Quote),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_document_is_a_whole_file(title in words(), blocks in prop::collection::vec(block(), 0..8)) {
        let written = Document { title, language: Lang::En, blocks };
        let parts = parts(&to_docx(&written).unwrap());
        // What is related to is there, and what is linked to is named.
        let relations = roxmltree::Document::parse(&parts["word/_rels/document.xml.rels"]).unwrap();
        let relations = elements(relations.root(), "Relationship");
        for relation in relations.iter().filter(|node| attribute(**node, "TargetMode").is_none()) {
            let part = format!("word/{}", attribute(*relation, "Target").unwrap());
            prop_assert!(parts.contains_key(&part), "{}", part);
        }
        let body = roxmltree::Document::parse(&parts["word/document.xml"]).unwrap();
        for link in elements(body.root(), "hyperlink").into_iter().filter_map(|node| attribute(node, "id")) {
            prop_assert!(relations.iter().any(|node| attribute(*node, "Id") == Some(link)), "{}", link);
        }
    }
}
