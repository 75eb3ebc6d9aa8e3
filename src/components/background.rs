//! What a result rests on: for the front page and the result.

use texts::Texts;

use crate::components::rich_text::rich_text;
use crate::load::Loaded;
use crate::route::{Place, Route};
use crate::state::AppState;
use crate::ui::{El, details, el, link, text_el};

/// What a reader must know before trusting the result.
pub fn caveat(loaded: &Loaded) -> Option<El> {
    let q = &loaded.value;
    let title = text_el("h2", Texts(q.language).caveat());
    (!q.caveat.is_empty()).then(|| el("section").class("caveat").child(title).child(rich_text(&q.caveat)))
}

/// How it is counted, and what it rests on.
pub fn background(loaded: &Loaded) -> Vec<El> {
    let q = &loaded.value;
    let t = Texts(q.language);
    let sources = el("ul").children(q.sources.iter().map(|source| {
        let page = Route::new(q.language, Place::About(source.id.clone(), None));
        match AppState::get().has_source_page(&source.id) {
            true => el("li").child(link(&page.to_string(), &source.name)),
            false => text_el("li", &source.name),
        }
    }));
    let method = (!q.method.is_empty()).then(|| details(t.method(), rich_text(&q.method)));
    let sources = (!q.sources.is_empty()).then(|| el("section").child(text_el("h2", t.sources())).child(sources));
    method.into_iter().chain(sources).collect()
}
