//! The pages of a result, and the links to them.

use engine::model::questionnaire::ScoringKind;
use engine::results::to_do::Area;
use leptos::prelude::*;
use texts::Texts;

use crate::load::Loaded;
use crate::route::{Step, Tab};
use crate::state::AppState;

/// What a page is called.
pub fn name(tab: Tab, t: Texts) -> &'static str {
    match tab {
        Tab::Summary => t.result(),
        Tab::ToDo => t.to_do(),
        Tab::Compare => t.compare(),
        Tab::Save => t.save_and_share(),
    }
}

/// The heading of the page that is shown.
pub const SHOWN_HEADING: &str = ".tab-page:not([hidden]) h1";

/// One of the pages.
#[component]
pub fn TabPage(
    /// Which one it is.
    own: Tab,
    /// Which one is shown.
    tab: Memo<Tab>,
    /// The texts, in the reader's language.
    t: Texts,
    /// What is on it.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="tab-page wide" hidden=move || tab.get() != own>
            <h1 tabindex="-1">{name(own, t)}</h1>
            {children()}
        </div>
    }
}

/// The links to the pages. A knowledge check leaves nothing to do.
#[component]
pub fn Tabs(
    /// The questionnaire.
    loaded: Loaded,
    /// What is to be done.
    areas: Memo<Vec<Area>>,
    /// Which page is shown.
    tab: Memo<Tab>,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(loaded.value.language);
    let is_knowledge = loaded.value.scoring.kind == ScoringKind::Knowledge;
    let id = loaded.value.id.clone();
    let count = move || areas.with(|areas| areas.iter().map(|area| area.entries.len()).sum::<usize>());
    let link = |own: Tab| {
        let current = move || (tab.get() == own).then_some("page");
        let text = move || match own {
            Tab::ToDo => format!("{} ({})", name(own, t), count()),
            _ => name(own, t).to_owned(),
        };
        let to = state.to(&id, Step::Result(own));
        view! { <li><a href=to aria-current=current prop:textContent=text></a></li> }.into_any()
    };
    let links = Tab::ALL.into_iter().filter(|own| *own != Tab::ToDo || !is_knowledge).map(link);
    let links: Vec<_> = links.collect();
    view! { <nav class="tabs wide" aria-label=t.result()><ul>{links}</ul></nav> }
}
