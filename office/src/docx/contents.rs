//! The table of contents.

use docx_rs::{
    FieldCharType, Hyperlink, HyperlinkType, InstrText, InstrToC, Paragraph, ParagraphChild, Run, StructuredDataTag,
};

/// From how many headings on a document has a table of contents. With fewer it is a page or two, and a table would only
/// fill them.
const FROM: usize = 6;

/// A heading that the table of contents names.
pub(super) struct Entry {
    /// Its level.
    pub(super) level: u8,
    /// Its text.
    pub(super) text: String,
    /// The bookmark at the heading.
    pub(super) bookmark: String,
}

/// The table under its own heading, if the document is long enough for one.
///
/// It is a field that a word processor can bring up to date, with numbers of pages. Until somebody asks for that it lists
/// the headings as links, without numbers: only a word processor knows on which page a heading stands, and Word counts
/// by itself only what stands outside the text. It could be told to when it opens the file (`w:updateFields`, `w:dirty`),
/// but then asks first whether to update fields "that may refer to other files". That would frighten whoever opens the
/// document, in a product that promises to send nothing.
pub(super) fn table_of_contents(heading: &str, entries: &[Entry]) -> Option<StructuredDataTag> {
    if entries.len() < FROM {
        return None;
    }
    let heading = Paragraph::new().style("TOCHeading").add_run(Run::new().add_text(heading));
    let mut tag = StructuredDataTag::new().add_paragraph(heading);
    let mut paragraphs: Vec<Paragraph> = entries.iter().map(line).collect();
    if let Some(first) = paragraphs.first_mut() {
        first.children.insert(0, ParagraphChild::Run(Box::new(start())));
    }
    if let Some(last) = paragraphs.pop() {
        paragraphs.push(last.add_run(Run::new().add_field_char(FieldCharType::End, false)));
    }
    for paragraph in paragraphs {
        tag = tag.add_paragraph(paragraph);
    }
    Some(tag)
}

/// The beginning of the field: headings of the levels 2 and 3, as links.
fn start() -> Run {
    let field = InstrToC::new().heading_styles_range(2, 3).hyperlink();
    Run::new()
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::TOC(field))
        .add_field_char(FieldCharType::Separate, false)
}

fn line(entry: &Entry) -> Paragraph {
    let link = Hyperlink::new(&entry.bookmark, HyperlinkType::Anchor).add_run(Run::new().add_text(&entry.text));
    Paragraph::new().style(&format!("TOC{}", entry.level)).add_hyperlink(link)
}
