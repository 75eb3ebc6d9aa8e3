//! What a result rests on: for the front page and the result.

use leptos::prelude::*;
use texts::Texts;

use crate::components::details::Details;
use crate::components::rich_text::RichText;
use crate::load::Loaded;
use crate::route::{Place, Route};
use crate::state::AppState;

/// What a reader must know before trusting the result.
#[component]
pub fn Caveat(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let q = &loaded.value;
    (!q.caveat.is_empty()).then(|| {
        view! { <section class="caveat"><h2>{Texts(q.language).caveat()}</h2><RichText blocks=&q.caveat/></section> }
            .into_any()
    })
}

/// What a result is, in a sentence, and what a reader must know before trusting it a click away.
#[component]
pub fn CaveatInBrief(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let q = &loaded.value;
    let t = Texts(q.language);
    let rest = (!q.caveat.is_empty()).then(|| {
        let rest = view! { <RichText blocks=&q.caveat/> }.into_any();
        view! { <Details summary=t.caveat()>{rest}</Details> }.into_any()
    });
    view! { <section class="caveat-in-brief"><p>{t.own_view()}</p>{rest}</section> }
}

/// How it is counted, and what it rests on.
#[component]
pub fn Background(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let q = &loaded.value;
    let t = Texts(q.language);
    let sources = q.sources.iter().map(|source| {
        let page = Route::new(q.language, Place::About(source.id.clone(), None)).to_string();
        let name = source.name.clone();
        match AppState::get().has_source_page(&source.id) {
            true => view! { <li><a href=page>{name}</a></li> }.into_any(),
            false => view! { <li>{name}</li> }.into_any(),
        }
    });
    let sources: Vec<_> = sources.collect();
    let method = (!q.method.is_empty()).then(|| {
        let method = view! { <RichText blocks=&q.method/> }.into_any();
        view! { <Details summary=t.method()>{method}</Details> }.into_any()
    });
    let sources =
        (!sources.is_empty()).then(|| view! { <section><h2>{t.sources()}</h2><ul>{sources}</ul></section> }.into_any());
    view! { {method} {sources} }
}
