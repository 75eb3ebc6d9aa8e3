//! A page of text: a title and what stands under it, without settings.

use engine::diagnostic::Reading;
use engine::rich_text::{Block, plain_inlines};
use engine::site::Page;

use crate::diagnostics::{misplaced, missing_title, too_large, unsupported_markdown};
use crate::markdown::{self, Item};
use crate::report::{Report, say};
use crate::{MAX_BYTES, check_encoding, text};

/// Reads a page: a heading `#` and text under it, with headings from `##` to `####`.
#[must_use]
pub fn read_page(bytes: &[u8]) -> Reading<Page> {
    let text = text(bytes);
    let mut report = Report::new(&text);
    let mut page = Page::default();
    if bytes.len() > MAX_BYTES {
        too_large::add(&mut report);
        return Reading { value: page, diagnostics: report.finish() };
    }
    check_encoding(bytes, &mut report);
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    for item in markdown::items(&text, start, &mut report) {
        match item {
            Item::Heading { level: 1, inlines, .. } if page.title.is_empty() => {
                page.title = plain_inlines(&inlines).trim().to_owned();
            }
            Item::Heading { level: level @ 2..=4, inlines, .. } => page.blocks.push(Block::Heading(level, inlines)),
            Item::Heading { level, span, .. } => {
                let what = say!(
                    "En rubrik på nivå {level} hör inte hemma här.",
                    "A level {level} heading does not belong here."
                );
                let help = say!(
                    "`#` är titeln (en gång, först); under den `##` till `####`.",
                    "`#` is the title (once, first); under it `##` to `####`."
                );
                misplaced::add(&mut report, span, what, help);
            }
            Item::Settings { span, .. } => {
                let (what, help) = (
                    say!("inställningar på en textsida", "settings on a page of text"),
                    say!("Ta bort blocket.", "Remove the block."),
                );
                unsupported_markdown::add(&mut report, span, &what, &help);
            }
            Item::Bullets { items, .. } => {
                page.blocks.push(Block::Bullets(items.into_iter().map(|(item, _)| item).collect()));
            }
            Item::Block { block, .. } => page.blocks.push(block),
        }
    }
    if page.title.is_empty() {
        missing_title::add_page(&mut report);
    }
    Reading { value: page, diagnostics: report.finish() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_title_and_blocks() {
        let read = read_page("\u{feff}# Om sidan\n\nText.\n\n## Mer\n\n- a\n- b\n".as_bytes());
        assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
        assert_eq!(read.value.title, "Om sidan");
        assert_eq!(read.value.blocks.len(), 3);
    }

    #[test]
    fn what_a_page_cannot_have_is_reported() {
        let read = read_page(b"Text\n\n##### Djup\n\n```toml\nid = 1\n```\n");
        let codes: Vec<_> = read.diagnostics.iter().map(|d| d.code.as_str()).collect();
        assert_eq!(codes, ["missing-title", "misplaced", "unsupported-markdown"]);
    }
}
