//! A page of text from content. A source document's page also lists the questions that rest on each of its headings.

use engine::Lang;
use engine::model::questionnaire::Passage;
use engine::model::rich_text::{Block, anchor, plain_inlines};
use leptos::prelude::*;
use texts::Texts;

use crate::browser::page as browser;
use crate::components::{HEADING, directive, fault_report, heading, loading, question_links, rich_text_with};
use crate::pages::not_found;
use crate::route::about;
use crate::state::AppState;
use crate::ui::{El, details, el};

/// The page `content/<language>/om/<name>.md`, at the heading that an anchor names.
pub fn about(lang: Lang, name: &str, anchor: Option<&str>) -> Vec<El> {
    let state = AppState::get();
    match state.shelf.page(lang, name).get() {
        None => vec![loading()],
        Some(Ok(page)) => {
            let (title, blocks) = (&page.value.title, page.value.blocks.as_slice());
            let mut shown = vec![heading(title, title)];
            shown.extend(match state.has_source_page(name) {
                true => passages(state, lang, name, blocks),
                false => vec![rich_text_with(blocks, directive)],
            });
            if let Some(anchor) = anchor {
                let heading = format!("#{HEADING}{anchor}");
                Effect::new(move || browser::focus(&heading));
            }
            shown
        }
        Some(Err(_)) if state.site.with(Option::is_none) => vec![loading()],
        Some(Err(fault)) if fault.is_absent() && !is_linked(state, name) => not_found(lang),
        Some(Err(fault)) => {
            let title = Texts(lang).page_faulty();
            vec![heading(title, title), fault_report(&fault, lang)]
        }
    }
}

/// Whether the site itself leads to a page: then it should be there.
fn is_linked(state: AppState, name: &str) -> bool {
    about::ALL.contains(&name) || state.has_source_page(name)
}

/// The page in pieces, each from one heading to the next, with the questions that rest on it behind each.
fn passages(state: AppState, lang: Lang, document: &str, blocks: &[Block]) -> Vec<El> {
    let mut pieces: Vec<&[Block]> = Vec::new();
    let mut rest = blocks;
    while let Some((_, behind)) = rest.split_first() {
        let next = behind.iter().position(|block| matches!(block, Block::Heading(..)));
        let (piece, others) = rest.split_at(next.map_or(rest.len(), |next| next + 1));
        pieces.push(piece);
        rest = others;
    }
    let pieces = pieces.into_iter().map(|piece| {
        let shown = rich_text_with(piece, directive);
        let Some(Block::Heading(_, title)) = piece.first() else { return shown };
        let (document, title) = (document.to_owned(), anchor(&plain_inlines(title)));
        shown.live(move || resting(state, lang, &document, &title))
    });
    pieces.collect()
}

/// The questions of every questionnaire that rest on a passage.
fn resting(state: AppState, lang: Lang, document: &str, title: &str) -> Option<El> {
    let is_it = |passage: &Passage| passage.document == document && anchor(&passage.heading) == title;
    let ids = state.site.with(|site| site.as_ref().map(|site| site.questionnaires.clone()).unwrap_or_default());
    let mut count = 0;
    let lists: Vec<El> = ids
        .iter()
        .filter_map(|id| {
            let loaded = state.shelf.questionnaire(lang, id).get()?.ok()?;
            let q = &loaded.value;
            let own = || q.questions().filter(|question| question.sources.iter().any(is_it));
            count += own().count();
            question_links(q, own()).map(|links| el("li").text(&q.title).child(links))
        })
        .collect();
    let list = el("ul").class("resting").children(lists);
    (count > 0).then(|| details(&Texts(lang).questions_resting(count), list))
}
