//! Formatted text from content.

#[cfg(feature = "whole")]
use engine::rich_text::Live;
use engine::rich_text::{Block, Inline, anchor, plain_inlines};

use crate::ui::{El, el, link};

/// What the ids of headings begin with.
pub const HEADING: &str = "om-";

/// Blocks of formatted text.
pub fn rich_text(blocks: &[Block]) -> El {
    fill(el("div").class("prose"), blocks)
}

fn fill(parent: El, blocks: &[Block]) -> El {
    parent.children(blocks.iter().map(block))
}

fn block(block: &Block) -> El {
    match block {
        Block::Paragraph(text) => inlines(el("p"), text),
        Block::Heading(2, text) => heading("h2", text),
        Block::Heading(3, text) => heading("h3", text),
        Block::Heading(_, text) => heading("h4", text),
        Block::Bullets(list) => items(el("ul"), list),
        Block::Numbers(list) => items(el("ol"), list),
        Block::Quote(inside) => fill(el("blockquote"), inside),
        Block::Table(head, rows) => {
            let head = head.iter().fold(el("tr"), |row, cell| row.child(inlines(el("th").attr("scope", "col"), cell)));
            let rows = rows.iter().map(|row| row.iter().fold(el("tr"), |row, cell| row.child(inlines(el("td"), cell))));
            let table = el("table").child(el("thead").child(head)).child(el("tbody").children(rows));
            el("div").class("scroll").attr("tabindex", "0").child(table)
        }
        #[cfg(feature = "whole")]
        Block::Live(bytes) => match Live::read(bytes) {
            Some(Live::Example(example)) => super::worked_example(&example),
            // Results have filled it before a document is shown.
            Some(Live::Fill(_)) | None => el("div"),
        },
        // Stands only on pages that the whole site shows.
        #[cfg(not(feature = "whole"))]
        Block::Live(_) => el("div"),
    }
}

/// A heading that a route can lead to.
fn heading(tag: &'static str, text: &[Inline]) -> El {
    inlines(el(tag).attr("id", &format!("{HEADING}{}", anchor(&plain_inlines(text)))).attr("tabindex", "-1"), text)
}

fn items(list: El, items: &[Vec<Block>]) -> El {
    list.children(items.iter().map(|item| match item.as_slice() {
        // One paragraph alone needs none of a paragraph's space.
        [Block::Paragraph(text)] => inlines(el("li"), text),
        blocks => fill(el("li"), blocks),
    }))
}

fn inlines(parent: El, text: &[Inline]) -> El {
    text.iter().fold(parent, |parent, inline| match inline {
        Inline::Text(text) => parent.text(text),
        Inline::Emphasis(text) => parent.child(inlines(el("em"), text)),
        Inline::Strong(text) => parent.child(inlines(el("strong"), text)),
        Inline::Code(text) => parent.child(el("code").text(text)),
        Inline::Link(address, text) => parent.child(inlines(link(address, ""), text)),
        Inline::Break => parent.child(el("br")),
    })
}
