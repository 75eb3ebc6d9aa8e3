//! Formatted text from content.

use engine::rich_text::{Block, Inline};
use leptos::prelude::*;

/// Blocks of formatted text.
#[component]
pub fn RichText(
    /// The text.
    blocks: Vec<Block>,
) -> impl IntoView {
    view! { <div class="prose">{blocks.into_iter().map(block).collect_view()}</div> }
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(text) => view! { <p>{inlines(text)}</p> }.into_any(),
        Block::Heading(2, text) => view! { <h2>{inlines(text)}</h2> }.into_any(),
        Block::Heading(3, text) => view! { <h3>{inlines(text)}</h3> }.into_any(),
        Block::Heading(_, text) => view! { <h4>{inlines(text)}</h4> }.into_any(),
        Block::Bullets(list) => view! { <ul>{items(list)}</ul> }.into_any(),
        Block::Numbers(list) => view! { <ol>{items(list)}</ol> }.into_any(),
        Block::Quote(inside) => {
            view! { <blockquote>{inside.into_iter().map(self::block).collect_view()}</blockquote> }.into_any()
        }
        Block::Table(head, rows) => {
            let head = head.into_iter().map(|cell| view! { <th scope="col">{inlines(cell)}</th> }).collect_view();
            let rows = rows.into_iter().map(|row| {
                let cells = row.into_iter().map(|cell| view! { <td>{inlines(cell)}</td> }).collect_view();
                view! { <tr>{cells}</tr> }
            });
            view! { <div class="scroll" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{rows.collect_view()}</tbody></table></div> }.into_any()
        }
    }
}

fn items(list: Vec<Vec<Block>>) -> impl IntoView {
    let items = list.into_iter().map(|mut item| {
        // One paragraph alone needs none of a paragraph's space.
        let content = match (item.pop(), item.is_empty()) {
            (Some(Block::Paragraph(text)), true) => inlines(text).into_any(),
            (last, _) => item.into_iter().chain(last).map(block).collect_view().into_any(),
        };
        view! { <li>{content}</li> }
    });
    items.collect_view()
}

fn inlines(text: Vec<Inline>) -> Vec<AnyView> {
    text.into_iter().map(inline).collect()
}

fn inline(inline: Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.into_any(),
        Inline::Emphasis(text) => view! { <em>{inlines(text)}</em> }.into_any(),
        Inline::Strong(text) => view! { <strong>{inlines(text)}</strong> }.into_any(),
        Inline::Code(text) => view! { <code>{text}</code> }.into_any(),
        Inline::Link(address, text) => view! { <a href=address rel="noreferrer">{inlines(text)}</a> }.into_any(),
        Inline::Break => view! { <br/> }.into_any(),
    }
}
