//! The documents that results can fill.

use engine::Lang;
use engine::model::rich_text::Block;
use leptos::prelude::*;
use texts::Texts;

use crate::components::{FaultReport, Heading, Loading, RichText, fresh};
use crate::load::Outcome;
use crate::route::{Place, Route};
use crate::state::AppState;

/// The list of documents.
#[component]
pub fn Documents(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(lang);
    let content = move || {
        let ids = state.site.with(|site| site.documents.clone());
        // All are asked for before any is waited for.
        let asked: Vec<_> = ids.into_iter().map(|id| (state.content.template(lang, &id), id)).collect();
        let fetched: Option<Vec<_>> = asked.into_iter().map(|(page, id)| Some((page?, id))).collect();
        let Some(fetched) = fetched else { return view! { <Loading/> }.into_any() };
        let cards: Vec<_> = fetched.into_iter().map(|(page, id)| card(lang, page, id)).collect();
        let list = match cards.is_empty() {
            true => view! { <p class="notice">{t.no_documents()}</p> }.into_any(),
            false => view! { <ul class="cards">{cards}</ul> }.into_any(),
        };
        let group = Route::new(lang, Place::Group(String::new(), String::new())).to_string();
        view! {
            <Heading text=t.documents_title() title=t.documents_title()/>
            <p class="lead">{t.documents_lead()}</p>
            {list}
            <section class="aside">
                <h2>{t.group()}</h2>
                <p>{t.group_lead()}</p>
                <p class="buttons"><a class="button button-quiet" href=group>{t.group()}</a></p>
            </section>
        }
        .into_any()
    };
    view! { {move || fresh(content())} }
}

fn card(lang: Lang, page: Outcome<engine::model::site::Page>, id: String) -> AnyView {
    let page = match page {
        Ok(page) => page,
        Err(fault) => return view! { <li><FaultReport fault lang/></li> }.into_any(),
    };
    let to = Route::new(lang, Place::Documents(Some(id))).to_string();
    let about = page.value.blocks.iter().find(|block| matches!(block, Block::Paragraph(_)));
    let about = about.map(|about| view! { <RichText blocks=std::slice::from_ref(about)/> }.into_any());
    view! { <li><a class="card" href=to><h2>{page.value.title.clone()}</h2>{about}</a></li> }.into_any()
}
