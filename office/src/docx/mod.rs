//! Documents as `.docx`.
//!
//! `docx-rs` writes the text ([`body`]) and the parts of the package. What a word processor needs and the library has no
//! setter for is put into its XML here, before it is packed: the header row of each table, and the places where the order
//! of elements differs from the standard's. The parts that are the same in every document (styles, settings, fonts) are
//! files beside this one, in Word's own words.

mod body;
mod contents;
mod package;
mod table;
#[cfg(test)]
mod tests;

use documents::Document;
use docx_rs::{Docx, Footer, NumPages, PageMargin, PageNum, Paragraph, Run};
use engine::Lang;
use engine::exports::outgoing;
use texts::Texts;

use crate::{Error, tag};
use body::Body;
use package::Parts;

/// The width of A4 between its margins, in twentieths of a point.
const TEXT_WIDTH: usize = 9070;

/// The styles of a document. `LANGUAGE` stands where the language is to be.
const STYLES: &str = include_str!("styles.xml");
/// The settings of a document.
const SETTINGS: &str = include_str!("settings.xml");
/// The fonts that the styles name, each with what takes its place.
const FONTS: &str = include_str!("fonts.xml");
/// The properties of every table: the style, all of the page's width, and a first row that is a header.
const TABLE: &str = "<w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
     <w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" \
     w:noVBand=\"1\"/></w:tblPr>";

/// What tells a word processor that the field in it is the table of contents: then Word offers to bring it up to date.
const CONTENTS: &str = "<w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/>\
     </w:docPartObj></w:sdtPr>";

/// The document as a file that Word and LibreOffice open.
///
/// # Errors
/// The file would be larger than its format allows.
pub fn to_docx(document: &Document) -> Result<Vec<u8>, Error> {
    let t = Texts(document.language);
    let mut docx = Docx::new().page_size(11906, 16838).page_margin(margins()).footer(footer(t));
    let body = Body::of(document, t);
    docx.document_rels.has_numberings = body.has_lists();
    docx.numberings = body.numberings();
    docx.document.children = body.children;
    let built = docx.build();
    let mut parts = Parts::from(built);
    parts.replace("word/styles.xml", |_| localized(STYLES, document.language));
    parts.replace("word/settings.xml", |_| localized(SETTINGS, document.language));
    parts.replace("word/fontTable.xml", |_| FONTS.to_owned());
    parts.replace("word/document.xml", |xml| in_order(&with_contents(&with_tables(&xml))));
    parts.replace("word/numbering.xml", |xml| in_order(&xml));
    parts.replace("word/footer1.xml", |xml| in_order(&xml));
    parts.replace("docProps/core.xml", |_| properties(document));
    parts.pack()
}

/// 2.5 cm at the sides, and 2 above and below: a summary for the board is one page.
fn margins() -> PageMargin {
    PageMargin { top: 1134, left: 1418, bottom: 1134, right: 1418, header: 709, footer: 709, gutter: 0 }
}

/// The number of the page and of all pages. Word processors count anew whenever they show them.
fn footer(t: Texts) -> Footer {
    // What stands before, between and after the two numbers.
    let words = t.page_of("\0", "\0");
    let mut words = words.split('\0').map(|words| Run::new().add_text(words));
    let mut next = || words.next().unwrap_or_default();
    let paragraph = Paragraph::new().style("Footer").add_run(next()).add_page_num(PageNum::new());
    let paragraph = paragraph.add_run(next()).add_num_pages(NumPages::new()).add_run(next());
    Footer::new().add_paragraph(paragraph)
}

fn localized(part: &str, language: Lang) -> String {
    let (decimal, list) = language.pick((",", ";"), (".", ","));
    part.replace("LANGUAGE", tag(language)).replace("DECIMAL", decimal).replace("LIST", list)
}

/// Who made the document, and when, is for those who go on writing it: there is only what it is about.
fn properties(document: &Document) -> String {
    let title = escaped(&outgoing::line(&document.title));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:language>{}</dc:language><dc:title>{title}</dc:title>\
         </cp:coreProperties>",
        tag(document.language)
    )
}

/// Gives every table its properties, makes its first row a header that each page repeats, and leaves out an attribute that
/// the standard does not have. Every `<` of a text is escaped: what is looked for is never a text.
fn with_tables(xml: &str) -> String {
    let mut parts = xml.split("<w:tblPr>");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, rest) = part.split_once("</w:tblPr>").unwrap_or(("", part));
        let (grid, rows) = rest.split_once("</w:tblGrid>").unwrap_or(("<w:tblGrid>", rest));
        out.push_str(TABLE);
        out.push_str(&grid.replace(" w:type=\"dxa\"", ""));
        out.push_str("</w:tblGrid>");
        out.push_str(&rows.replacen("<w:trPr>", "<w:trPr><w:tblHeader/>", 1));
    }
    out
}

/// Marks the table of contents. Nothing else in a document is a structured tag.
fn with_contents(xml: &str) -> String {
    match xml.split_once("<w:sdtPr>").and_then(|(before, rest)| Some((before, rest.split_once("</w:sdtPr>")?.1))) {
        Some((before, after)) => format!("{before}{CONTENTS}{after}"),
        None => xml.to_owned(),
    }
}

/// Puts what `docx-rs` writes elsewhere to where the standard has it: the footer first among a section's properties. And
/// leaves out properties that say nothing, which would stand in the wrong place.
fn in_order(xml: &str) -> String {
    let xml = xml.replace("<w:rPr />", "");
    let Some((before, section)) = xml.rsplit_once("<w:sectPr>") else { return xml };
    let Some(at) = section.find("<w:footerReference ") else { return xml };
    let (first, rest) = section.split_at(at);
    let Some((reference, rest)) = rest.split_once("/>") else { return xml };
    format!("{before}<w:sectPr>{reference}/>{first}{rest}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
