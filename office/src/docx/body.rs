//! The text of a document.

use documents::Document;
use docx_rs::{
    AbstractNumbering, BreakType, DocumentChild, Hyperlink, HyperlinkData, IndentLevel, Level, LevelJc, LevelOverride,
    LevelText, NumberFormat, Numbering, NumberingId, Numberings, Paragraph, ParagraphChild, Run, SpecialIndentType,
    Start,
};
use engine::exports::outgoing;
use engine::model::rich_text::{Block, Inline, allowed_link, plain_inlines};
use texts::Texts;

use super::contents::{Entry, table_of_contents};
use super::escaped;
use super::table::table;

/// What a list or a quotation is indented by, in twentieths of a point.
const INDENT: usize = 425;
/// The deepest level that a list can have in a file.
const DEEPEST: usize = 8;
/// The definitions of both kinds of lists. `docx-rs` takes 1 for its own.
const BULLETS: usize = 2;
const NUMBERS: usize = 3;

/// The text of a document while it is made.
pub(super) struct Body {
    /// What stands in it.
    pub(super) children: Vec<DocumentChild>,
    /// The headings so far.
    entries: Vec<Entry>,
    /// The lists so far: the definition of each, and its level.
    lists: Vec<(usize, usize)>,
    /// The links so far.
    links: usize,
}

/// Where a block stands.
#[derive(Clone, Copy, Default)]
struct Place {
    /// In how many lists.
    lists: usize,
    /// Whether in a quotation.
    quoted: bool,
}

/// How a run looks.
#[derive(Clone, Copy, Default)]
struct Look {
    bold: bool,
    italic: bool,
    link: bool,
}

impl Body {
    /// The title, the table of contents and the text.
    pub(super) fn of(document: &Document, t: Texts) -> Self {
        let mut body = Self { children: Vec::new(), entries: Vec::new(), lists: Vec::new(), links: 0 };
        body.push_heading(1, &[Inline::Text(document.title.clone())]);
        let after_title = body.children.len();
        body.push_blocks(&document.blocks, Place::default());
        if let Some(table) = table_of_contents(t.contents(), &body.entries) {
            let table = DocumentChild::StructuredDataTag(Box::new(table));
            body.children.splice(after_title..after_title, [table, space()]);
        }
        body
    }

    pub(super) fn has_lists(&self) -> bool {
        !self.lists.is_empty()
    }

    /// The definitions of the lists. Each numbered list starts anew.
    pub(super) fn numberings(&self) -> Numberings {
        let bullet = |level: usize| ("bullet", ["•", "–", "·"][level % 3].to_owned());
        let number = |level: usize| ("decimal", format!("%{}.", level + 1));
        let mut numberings = Numberings::new()
            .add_abstract_numbering(definition(BULLETS, bullet))
            .add_abstract_numbering(definition(NUMBERS, number));
        for (n, (kind, level)) in self.lists.iter().enumerate() {
            let list = Numbering::new(number_of(n), *kind);
            numberings = numberings.add_numbering(list.add_override(LevelOverride::new(*level).start(1)));
        }
        numberings
    }

    fn push_blocks(&mut self, blocks: &[Block], place: Place) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.push_paragraph(text, place),
                Block::Heading(level, text) => self.push_heading(*level, text),
                Block::Bullets(items) => self.push_list(BULLETS, items, place),
                Block::Numbers(items) => self.push_list(NUMBERS, items, place),
                Block::Quote(inside) => self.push_blocks(inside, Place { quoted: true, ..place }),
                Block::Table(head, rows) => self.push_table(head, rows),
                // Filling has replaced these.
                Block::Directive(_) => {}
            }
        }
    }

    fn push(&mut self, paragraph: Paragraph) {
        self.children.push(DocumentChild::Paragraph(Box::new(paragraph)));
    }

    fn push_paragraph(&mut self, text: &[Inline], place: Place) {
        let mut paragraph = match place {
            Place { quoted: true, .. } => self.paragraph("Quote", text),
            Place { lists: 0, .. } => self.paragraph("BodyText", text),
            _ => self.paragraph("ListParagraph", text),
        };
        if place.lists > 0 {
            paragraph = paragraph.indent(Some(indent(place.lists + usize::from(place.quoted))), None, None, None);
        }
        self.push(paragraph);
    }

    /// A heading, with a bookmark that the table of contents leads to.
    fn push_heading(&mut self, level: u8, text: &[Inline]) {
        let level = level.clamp(1, 4);
        let id = self.children.len();
        let bookmark = format!("_Toc{id:08}");
        let style = format!("Heading{level}");
        let mut paragraph = Paragraph::new().style(&style).add_bookmark_start(id, &bookmark);
        self.runs(text, Look::default(), &mut paragraph.children);
        self.push(paragraph.add_bookmark_end(id));
        let text = outgoing::line(&plain_inlines(text));
        if (2..=3).contains(&level) && !text.is_empty() {
            self.entries.push(Entry { level, text, bookmark });
        }
    }

    fn push_list(&mut self, kind: usize, items: &[Vec<Block>], place: Place) {
        if items.is_empty() {
            return;
        }
        let level = place.lists.min(DEEPEST);
        let id = number_of(self.lists.len());
        self.lists.push((kind, level));
        for item in items {
            let (first, rest) = match item.as_slice() {
                [Block::Paragraph(text), rest @ ..] => (text.as_slice(), rest),
                blocks => (&[][..], blocks),
            };
            let paragraph = self.paragraph("ListParagraph", first);
            self.push(paragraph.numbering(NumberingId::new(id), IndentLevel::new(level)));
            self.push_blocks(rest, Place { lists: place.lists + 1, ..place });
        }
    }

    fn push_table(&mut self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        let Some(table) = table(head, rows, |style, text| self.paragraph(style, text)) else { return };
        self.children.push(DocumentChild::Table(Box::new(table)));
        // Word joins tables that nothing stands between, and takes none for the end of a document.
        self.children.push(space());
    }

    fn paragraph(&mut self, style: &str, text: &[Inline]) -> Paragraph {
        let mut paragraph = Paragraph::new().style(style);
        self.runs(text, Look::default(), &mut paragraph.children);
        paragraph
    }

    fn runs(&mut self, text: &[Inline], look: Look, out: &mut Vec<ParagraphChild>) {
        for inline in text {
            match inline {
                Inline::Text(text) => out.push(child(look.run().add_text(outgoing::run(text)))),
                Inline::Code(text) => out.push(child(look.code().add_text(outgoing::run(text)))),
                Inline::Break => out.push(child(Run::new().add_break(BreakType::TextWrapping))),
                Inline::Emphasis(text) => self.runs(text, Look { italic: true, ..look }, out),
                Inline::Strong(text) => self.runs(text, Look { bold: true, ..look }, out),
                Inline::Link(to, text) => match address(to) {
                    Some(path) if !look.link => out.push(self.link(path, text, look)),
                    _ => self.runs(text, look, out),
                },
            }
        }
    }

    fn link(&mut self, path: String, text: &[Inline], look: Look) -> ParagraphChild {
        self.links += 1;
        let mut children = Vec::new();
        self.runs(text, Look { link: true, ..look }, &mut children);
        // Not by `Hyperlink::new`: its ids go on from one document to the next.
        // And the library expects an address to be escaped.
        let link = HyperlinkData::External { rid: format!("rIdLink{}", self.links), path: escaped(&path) };
        ParagraphChild::Hyperlink(Hyperlink { link, history: None, children })
    }
}

impl Look {
    fn run(self) -> Run {
        let run = if self.link { Run::new().style("Hyperlink") } else { Run::new() };
        let run = if self.bold { run.bold() } else { run };
        if self.italic { run.italic() } else { run }
    }

    /// A run has one style. In a link it is the link's.
    fn code(self) -> Run {
        let run = self.run();
        if self.link { run } else { run.style("HTMLCode") }
    }
}

fn child(run: Run) -> ParagraphChild {
    ParagraphChild::Run(Box::new(run))
}

/// Sets apart what follows a table.
fn space() -> DocumentChild {
    DocumentChild::Paragraph(Box::new(Paragraph::new().style("AfterTable")))
}

/// An address as a file can hold it: what is no part of one is percent-encoded, since Word takes a file with such an address
/// for damaged. A place on the site leads nowhere from a file, and has none.
fn address(to: &str) -> Option<String> {
    if to.starts_with('#') || !allowed_link(to) {
        return None;
    }
    let mut address = String::new();
    for byte in to.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => address.push(char::from(byte)),
            _ if b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte) => address.push(char::from(byte)),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(address)
}

/// The number of a list in the file, by its place in the document. `docx-rs` takes 1 for its own.
fn number_of(list: usize) -> usize {
    list + 2
}

/// How far something at a depth is indented.
fn indent(depth: usize) -> i32 {
    // Nothing is deeper than a page is wide.
    i32::try_from(INDENT * depth.min(DEEPEST + 1)).unwrap_or_default()
}

/// The definition of a kind of lists: what each level is marked by.
fn definition(id: usize, mark: impl Fn(usize) -> (&'static str, String)) -> AbstractNumbering {
    let mut definition = AbstractNumbering::new(id);
    definition.multi_level_type = Some("multilevel".to_owned());
    for level in 0..=DEEPEST {
        let (format, text) = mark(level);
        let hanging = SpecialIndentType::Hanging(indent(1));
        let made =
            Level::new(level, Start::new(1), NumberFormat::new(format), LevelText::new(text), LevelJc::new("left"));
        definition = definition.add_level(made.indent(Some(indent(level + 1)), Some(hanging), None, None));
    }
    definition
}
