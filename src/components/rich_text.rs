//! Formatted text from content.

use engine::model::rich_text::{Block, Inline, anchor, plain_inlines};
use leptos::prelude::*;

/// What the ids of headings begin with.
pub const ANCHOR: &str = "om-";

/// What shows a directive: from its bytes.
pub type Directive = fn(&[u8]) -> AnyView;

/// Blocks of formatted text.
#[component]
pub fn RichText<'a>(
    /// The blocks.
    blocks: &'a [Block],
    /// Classes of the style sheet.
    #[prop(default = "prose")]
    class: &'static str,
    /// Its id, where another element refers to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// What shows the directives. Given from outside, since it needs what most pages do without.
    #[prop(default = no_directive)]
    directive: Directive,
    /// Whether links lead to its headings. Then no two of them on a page are the same.
    #[prop(optional)]
    anchors: bool,
    /// What stands below the text.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView + use<> {
    view! { <div class=class id=id>{all(blocks, How { directive, anchors })}{children.map(|children| children())}</div> }
}

/// How blocks are shown.
#[derive(Clone, Copy)]
struct How {
    directive: Directive,
    anchors: bool,
}

fn no_directive(_: &[u8]) -> AnyView {
    ().into_any()
}

fn all(blocks: &[Block], how: How) -> Vec<AnyView> {
    blocks.iter().map(|of| block(of, how)).collect()
}

fn block(block: &Block, how: How) -> AnyView {
    match block {
        Block::Paragraph(text) => view! { <p>{inlines(text)}</p> }.into_any(),
        Block::Heading(2, text) => view! { <h2 id=id(text, how) tabindex="-1">{inlines(text)}</h2> }.into_any(),
        Block::Heading(3, text) => view! { <h3 id=id(text, how) tabindex="-1">{inlines(text)}</h3> }.into_any(),
        Block::Heading(_, text) => view! { <h4 id=id(text, how) tabindex="-1">{inlines(text)}</h4> }.into_any(),
        Block::Bullets(list) => view! { <ul>{items(list, how)}</ul> }.into_any(),
        Block::Numbers(list) => view! { <ol>{items(list, how)}</ol> }.into_any(),
        Block::Quote(inside) => view! { <blockquote>{all(inside, how)}</blockquote> }.into_any(),
        Block::Table(head, rows) => {
            let head = head.iter().map(|cell| view! { <th scope="col">{inlines(cell)}</th> }.into_any());
            let rows = rows.iter().map(|row| {
                let cells = row.iter().map(|cell| view! { <td>{inlines(cell)}</td> }.into_any());
                view! { <tr>{cells.collect::<Vec<_>>()}</tr> }.into_any()
            });
            view! {
                <div class="scroll" tabindex="0">
                    <table>
                        <thead><tr>{head.collect::<Vec<_>>()}</tr></thead>
                        <tbody>{rows.collect::<Vec<_>>()}</tbody>
                    </table>
                </div>
            }
            .into_any()
        }
        Block::Directive(bytes) => (how.directive)(bytes),
    }
}

/// The id of a heading that a route can lead to.
fn id(text: &[Inline], how: How) -> Option<String> {
    how.anchors.then(|| format!("{ANCHOR}{}", anchor(&plain_inlines(text))))
}

fn items(items: &[Vec<Block>], how: How) -> Vec<AnyView> {
    let items = items.iter().map(|item| match item.as_slice() {
        // One paragraph alone needs none of a paragraph's space.
        [Block::Paragraph(text)] => view! { <li>{inlines(text)}</li> }.into_any(),
        blocks => view! { <li>{all(blocks, how)}</li> }.into_any(),
    });
    items.collect()
}

fn inlines(text: &[Inline]) -> Vec<AnyView> {
    let inline = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Emphasis(text) => view! { <em>{inlines(text)}</em> }.into_any(),
        Inline::Strong(text) => view! { <strong>{inlines(text)}</strong> }.into_any(),
        Inline::Code(text) => view! { <code>{text.clone()}</code> }.into_any(),
        Inline::Link(address, text) => view! { <a href=address.clone()>{inlines(text)}</a> }.into_any(),
        Inline::Break => view! { <br/> }.into_any(),
    };
    text.iter().map(inline).collect()
}
