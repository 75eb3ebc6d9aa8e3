//! Formatted text from content.

use engine::model::rich_text::{Block, Inline, anchor, plain_inlines};

use crate::ui::{El, el, link};

/// What the ids of headings begin with.
pub const HEADING: &str = "om-";

/// How a directive is shown: its bytes, as an element.
pub type Directive = fn(&[u8]) -> El;

/// Blocks of formatted text that holds no directives.
pub fn rich_text(blocks: &[Block]) -> El {
    rich_text_with(blocks, |_| el("div"))
}

/// Blocks of formatted text, with something that shows the directives in it. Given from outside: it would bring what it
/// needs along to every page.
pub fn rich_text_with(blocks: &[Block], directive: Directive) -> El {
    fill(el("div").class("prose"), blocks, directive)
}

fn fill(parent: El, blocks: &[Block], directive: Directive) -> El {
    parent.children(blocks.iter().map(|of| block(of, directive)))
}

fn block(block: &Block, directive: Directive) -> El {
    match block {
        Block::Paragraph(text) => inlines(el("p"), text),
        Block::Heading(2, text) => heading("h2", text),
        Block::Heading(3, text) => heading("h3", text),
        Block::Heading(_, text) => heading("h4", text),
        Block::Bullets(list) => items(el("ul"), list, directive),
        Block::Numbers(list) => items(el("ol"), list, directive),
        Block::Quote(inside) => fill(el("blockquote"), inside, directive),
        Block::Table(head, rows) => {
            let head = head.iter().fold(el("tr"), |row, cell| row.child(inlines(el("th").attr("scope", "col"), cell)));
            let rows = rows.iter().map(|row| row.iter().fold(el("tr"), |row, cell| row.child(inlines(el("td"), cell))));
            let table = el("table").child(el("thead").child(head)).child(el("tbody").children(rows));
            el("div").class("scroll").attr("tabindex", "0").child(table)
        }
        Block::Directive(bytes) => directive(bytes),
    }
}

/// A heading that a route can lead to.
fn heading(tag: &'static str, text: &[Inline]) -> El {
    inlines(el(tag).attr("id", &format!("{HEADING}{}", anchor(&plain_inlines(text)))).attr("tabindex", "-1"), text)
}

fn items(list: El, items: &[Vec<Block>], directive: Directive) -> El {
    list.children(items.iter().map(|item| match item.as_slice() {
        // One paragraph alone needs none of a paragraph's space.
        [Block::Paragraph(text)] => inlines(el("li"), text),
        blocks => fill(el("li"), blocks, directive),
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
