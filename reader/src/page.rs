//! A page of text, or the template of a document: a title and what stands under it.

use engine::directives::Directive;
use engine::directives::example::{CHOICES, Example, Statement, UNANSWERED};
use engine::directives::placeholder::{self, Placeholder};
use engine::model::diagnostic::Reading;
use engine::model::rich_text::{Block, plain_inlines};
use engine::model::site::Page;

use crate::diagnostics::{invalid_value, misplaced, missing_title};
use crate::encoding;
use crate::markdown::{self, Item};
use crate::outline::{GATES, KINDS};
use crate::report::{Report, Spanned, say};
use crate::settings::Settings;

/// Reads a page: a heading `#` and text under it, with headings from `##` to `####`. Its settings are worked examples.
#[must_use]
pub fn read_page(bytes: &[u8]) -> Reading<Page> {
    read(bytes, example)
}

/// Reads the template of a document: as a page, but its settings say what results fill.
#[must_use]
pub fn read_template(bytes: &[u8]) -> Reading<Page> {
    read(bytes, placeholder)
}

fn read(bytes: &[u8], block: fn(Settings<'_>, &mut Report<'_>) -> Option<Block>) -> Reading<Page> {
    let mut page = Page::default();
    let text = match encoding::text(bytes) {
        Ok(text) => text,
        Err(diagnostics) => return Reading { value: page, diagnostics },
    };
    let mut report = Report::new(text);
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    for item in markdown::items(text, start, &mut report) {
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
            Item::Settings { toml, span } => {
                page.blocks.extend(block(Settings::parse(text, toml, span, &mut report), &mut report));
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

/// A placeholder: the only settings that a template can have.
fn placeholder(mut settings: Settings<'_>, report: &mut Report<'_>) -> Option<Block> {
    settings.require("fill", "fill = \"results\"", report);
    let kind = settings.word("fill", &placeholder::KINDS, report);
    let of = settings.strings("of", report).into_iter().map(|of| of.value).collect();
    let limit = settings.integer("limit", (1, 100), report).map(|limit| limit.value);
    let unanswered = settings.boolean("unanswered", report).is_some_and(|unanswered| unanswered.value);
    settings.finish(report);
    Some(Directive::Placeholder(Placeholder { kind: kind?.value, of, limit, unanswered }).block())
}

/// A worked example: the only settings that a page of text can have.
fn example(mut settings: Settings<'_>, report: &mut Report<'_>) -> Option<Block> {
    settings.require("example", "example = \"levels\"", report);
    settings.require("sections", "sections = [[\"ja\", \"delvis\"]]", report);
    let kind = settings.word("example", &KINDS, report);
    let gate = settings.word("gate", &GATES, report);
    let sections = settings.nested("sections", report);
    settings.finish(report);
    let unanswered = UNANSWERED;
    let mut read = |written: Spanned<String>| {
        let read = Statement::read(&written.value);
        if read.is_none() {
            let answers = CHOICES.map(|(id, ..)| id).join(", ");
            let allowed = say!(
                "ett svar ({answers} eller {unanswered}), med sin nivå före om exemplet har nivåer: \"1 ja\"",
                "an answer ({answers} or {unanswered}), after its level if the example has levels: \"1 ja\""
            );
            invalid_value::add(report, written.span, "sections", &format!("`{}`", written.value), &allowed);
        }
        read
    };
    let sections = sections.into_iter().map(|section| section.into_iter().filter_map(&mut read).collect()).collect();
    let gate = gate.map(|gate| gate.value).unwrap_or_default();
    Some(Directive::Example(Example { kind: kind?.value, gate, sections }).block())
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
    fn a_page_can_have_worked_examples() {
        let read = read_page(
            b"# T\n\n```toml\nexample = \"levels\"\nsections = [[\"1 ja\", \"2 obesvarad\"], [\"1 nja\"]]\n```\n",
        );
        let codes: Vec<_> = read.diagnostics.iter().map(|d| (d.code.as_str(), d.span.clone())).collect();
        assert_eq!(codes, [("invalid-value", 70..77)]);
        let [Block::Directive(bytes)] = read.value.blocks.as_slice() else { panic!("{:?}", read.value.blocks) };
        let Some(Directive::Example(example)) = Directive::read(bytes) else { panic!("no example") };
        assert_eq!(example.sections.iter().map(Vec::len).collect::<Vec<_>>(), [2, 0]);
    }

    #[test]
    fn a_document_can_have_placeholders() {
        let text = "# T\n\n```toml\nfill = \"areas\"\nof = [\"a\", \"b/c\"]\nlimit = 3\n```\n\n```toml\nfill = \"arias\"\n```\n";
        let read = read_template(text.as_bytes());
        let codes: Vec<_> = read.diagnostics.iter().map(|d| d.code.as_str()).collect();
        assert_eq!(codes, ["invalid-value"]);
        let [Block::Directive(bytes)] = read.value.blocks.as_slice() else { panic!("{:?}", read.value.blocks) };
        let Some(Directive::Placeholder(placeholder)) = Directive::read(bytes) else { panic!("no placeholder") };
        assert_eq!(
            (placeholder.kind, placeholder.of.len(), placeholder.limit),
            (placeholder::PlaceholderKind::Areas, 2, Some(3))
        );
        let codes: Vec<_> = read_page(text.as_bytes()).diagnostics.into_iter().map(|d| d.code).collect();
        assert!(codes.contains(&"unknown-key".to_owned()), "a page of text has no results: {codes:?}");
    }

    #[test]
    fn what_a_page_cannot_have_is_reported() {
        let read = read_page(b"Text\n\n##### Djup\n\n```toml\nid = 1\n```\n");
        let codes: Vec<_> = read.diagnostics.iter().map(|d| d.code.as_str()).collect();
        assert_eq!(codes, ["missing-title", "misplaced", "missing-key", "missing-key", "unknown-key"]);
    }
}
