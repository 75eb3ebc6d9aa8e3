//! A page of text from content. A source document's page also lists the questions that rest on each of its headings.

use engine::Lang;
use engine::model::questionnaire::Passage;
use engine::model::rich_text::{Block, anchor, gaps, plain_inlines, plain_text};
use engine::model::site::Page;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::page as browser;
use crate::components::{ANCHOR, Details, FaultReport, Heading, Loading, RichText, directive, fresh, question_links};
use crate::pages::not_found::NotFound;
use crate::route::about;
use crate::state::AppState;

/// Where the licence can be read, before a language of the Union.
const LICENCE: &str = "https://eupl.eu/1.2/";

/// The page `content/<language>/om/<name>.md`.
#[component]
pub fn About(
    /// The page's language.
    lang: Lang,
    /// Its name.
    name: String,
    /// The heading to go to.
    anchor: Option<String>,
) -> impl IntoView {
    let state = AppState::get();
    let content = move || match state.content.page(lang, &name) {
        None => view! { <Loading/> }.into_any(),
        Some(Ok(page)) => {
            let text = text(state, lang, &name, &page.value);
            // After the page's own heading has asked for the focus.
            if let Some(anchor) = &anchor {
                browser::focus(&format!("#{ANCHOR}{anchor}"));
            }
            text
        }
        Some(Err(fault)) if fault.is_absent() && !is_linked(state, &name) => view! { <NotFound lang/> }.into_any(),
        Some(Err(fault)) => {
            let title = Texts(lang).page_faulty();
            view! { <Heading text=title title=title/> <FaultReport fault lang/> }.into_any()
        }
    };
    view! { {move || fresh(content())} }
}

/// Whether the site itself leads to a page: then it should be there.
fn is_linked(state: AppState, name: &str) -> bool {
    about::ALL.contains(&name) || state.has_source_page(name)
}

fn text(state: AppState, lang: Lang, name: &str, page: &Page) -> AnyView {
    let title = page.title.clone();
    let text = match state.has_source_page(name) {
        true => passages(lang, name, &page.blocks),
        false => view! { <RichText blocks=&page.blocks directive anchors=true/> }.into_any(),
    };
    let t = Texts(lang);
    // A template that has not been filled in must not pass for what the law asks of the municipality.
    let left = match gaps(&plain_text(&page.blocks)).count() {
        0 => None,
        n => Some(view! { <p class="notice notice-warning">{t.page_gaps(n)}</p> }.into_any()),
    };
    let version = (name == about::SITE).then(|| {
        view! {
            <h2>{t.licence()}</h2>
            <p>
                {t.version_and_licence(env!("CARGO_PKG_VERSION"))}
                " "
                <a href=format!("{LICENCE}{}/", lang.code())>"EUPL 1.2"</a>
                "."
            </p>
        }
        .into_any()
    });
    view! { <Heading text=title.clone() title/> {left} {text} {version} }.into_any()
}

/// The page in pieces, each from one heading to the next, with the questions that rest on it behind each.
fn passages(lang: Lang, document: &str, blocks: &[Block]) -> AnyView {
    let mut pieces = Vec::new();
    let mut rest = blocks;
    while let Some((_, behind)) = rest.split_first() {
        let next = behind.iter().position(|block| matches!(block, Block::Heading(..)));
        let (piece, others) = rest.split_at(next.map_or(rest.len(), |next| next + 1));
        let resting = match piece.first() {
            Some(Block::Heading(_, title)) => {
                let (document, title) = (document.to_owned(), anchor(&plain_inlines(title)));
                Some(view! { <Resting lang document title/> }.into_any())
            }
            _ => None,
        };
        pieces.push(view! { <RichText blocks=piece directive anchors=true>{resting}</RichText> }.into_any());
        rest = others;
    }
    pieces.into_any()
}

/// The questions of every questionnaire that rest on a passage.
#[component]
fn Resting(
    /// The reader's language.
    lang: Lang,
    /// The id of the source document.
    document: String,
    /// What the document is called.
    title: String,
) -> impl IntoView {
    let state = AppState::get();
    view! { {move || fresh(resting(state, lang, &document, &title))} }
}

fn resting(state: AppState, lang: Lang, document: &str, title: &str) -> Option<AnyView> {
    let is_it = |passage: &Passage| passage.document == document && anchor(&passage.heading) == title;
    let ids = state.site.with(|site| site.questionnaires.clone());
    let mut count = 0;
    let lists = ids.iter().filter_map(|id| {
        let loaded = state.content.questionnaire(lang, id)?.ok()?;
        let q = &loaded.value;
        let own = || q.questions().filter(|question| question.sources.iter().any(is_it));
        count += own().count();
        question_links(q, own(), None).map(|links| view! { <li>{q.title.clone()}{links}</li> }.into_any())
    });
    let lists: Vec<_> = lists.collect();
    (count > 0).then(|| {
        view! { <Details summary=Texts(lang).questions_resting(count)><ul class="resting">{lists}</ul></Details> }
            .into_any()
    })
}
