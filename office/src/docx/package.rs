//! The parts of a package, and how they are packed.
//!
//! `docx-rs` would store them uncompressed, and brings a packer of its own for it. The workspace's is there already.

use std::io::{Cursor, Write};

use docx_rs::XMLDocx;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::Error;

/// The parts, by their paths.
pub(super) struct Parts(Vec<(String, Vec<u8>)>);

impl From<XMLDocx> for Parts {
    fn from(built: XMLDocx) -> Self {
        let named = [
            // This one comes first, so that who reads the beginning of a file knows what it is.
            ("[Content_Types].xml", built.content_type),
            ("_rels/.rels", built.rels),
            ("docProps/app.xml", built.doc_props.app),
            ("docProps/core.xml", built.doc_props.core),
            ("docProps/custom.xml", built.doc_props.custom),
            ("word/_rels/document.xml.rels", sorted(built.document_rels)),
            ("word/document.xml", built.document),
            ("word/styles.xml", built.styles),
            ("word/settings.xml", built.settings),
            ("word/fontTable.xml", built.font_table),
            ("word/comments.xml", built.comments),
            ("word/numbering.xml", built.numberings),
            ("word/commentsExtended.xml", built.comments_extended),
        ];
        let mut parts: Vec<_> = named.into_iter().map(|(name, part)| (name.to_owned(), part)).collect();
        let footers = built.footers.into_iter().enumerate();
        parts.extend(footers.map(|(n, part)| (format!("word/footer{}.xml", n + 1), part)));
        Self(parts)
    }
}

impl Parts {
    /// Makes something else of a part. Each is UTF-8: `docx-rs` writes nothing else.
    pub(super) fn replace(&mut self, name: &str, make: impl FnOnce(String) -> String) {
        if let Some((_, part)) = self.0.iter_mut().find(|(found, _)| found == name) {
            *part = make(String::from_utf8_lossy(part).into_owned()).into_bytes();
        }
    }

    pub(super) fn pack(self) -> Result<Vec<u8>, Error> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, part) in self.0 {
            // Of no day: the same document makes the same file.
            zip.start_file(name, SimpleFileOptions::default().last_modified_time(zip::DateTime::default()))?;
            zip.write_all(&part)?;
        }
        Ok(zip.finish()?.into_inner())
    }
}

/// The relationships in an order that is the same each time: `docx-rs` takes links out of a map that has none.
fn sorted(relationships: Vec<u8>) -> Vec<u8> {
    let xml = String::from_utf8_lossy(&relationships);
    let Some((rest, end)) = xml.rsplit_once("</Relationships>") else { return relationships };
    let mut parts = rest.split("<Relationship ");
    let start = parts.next().unwrap_or_default();
    let mut each: Vec<&str> = parts.collect();
    each.sort_unstable();
    let each: String = each.into_iter().map(|one| format!("<Relationship {one}")).collect();
    format!("{start}{each}</Relationships>{end}").into_bytes()
}
