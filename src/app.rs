//! The app: the frame around every page, and which page stands in it.

use engine::site::Site;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::browser::page;
use crate::components::{Layout, Loading};
use crate::desk::Desk;
use crate::load;
use crate::pages::{About, NotFound, QuestionnairePages, Start};
use crate::route::{Place, Route};

/// The whole site.
#[component]
pub fn App() -> impl IntoView {
    let desk =
        Desk::new(Route::parse(&page::fragment()).unwrap_or_else(|| Route::new(engine::Lang::default(), Place::Start)));
    provide_context(desk);
    follow_address(desk);
    follow_other_tabs(desk);
    warn_before_loss(desk);
    spawn_local(async move {
        let (index, fault) = load::index().await;
        apply_colours(&index.site);
        if Route::parse(&page::fragment()).is_none() {
            let lang = index.site.languages.first().copied().unwrap_or_default();
            page::replace(&Route::new(lang, Place::Start).to_string());
        }
        desk.site_fault.set(fault);
        desk.index.set(Some(index));
    });
    Effect::new(move || page::set_language(desk.lang()));
    let content = move || match desk.route.get() {
        Route { place: Place::About(name), lang } => view! { <About lang name/> }.into_any(),
        Route { place: Place::Unknown, lang } => view! { <NotFound lang/> }.into_any(),
        Route { place: Place::Questionnaire(id, step), lang } => {
            view! { <QuestionnairePages lang id step/> }.into_any()
        }
        Route { place: Place::Start, .. } if desk.index.with(Option::is_none) => view! { <Loading/> }.into_any(),
        Route { place: Place::Start, lang } => view! { <Start lang/> }.into_any(),
    };
    view! { <Layout>{content}</Layout> }
}

/// Keeps the route equal to the address.
fn follow_address(desk: Desk) {
    let handle = window_event_listener_untyped("hashchange", move |_| {
        if let Some(route) = Route::parse(&page::fragment()) {
            desk.has_moved.set(true);
            desk.route.set(route);
        }
    });
    on_cleanup(move || handle.remove());
}

/// Takes in what other tabs store.
fn follow_other_tabs(desk: Desk) {
    let handle = window_event_listener_untyped("storage", move |event| {
        let event: &web_sys::StorageEvent = event.unchecked_ref();
        desk.refresh(event.key().as_deref());
    });
    on_cleanup(move || handle.remove());
}

/// Has the browser ask before it closes a page whose answers are nowhere else.
fn warn_before_loss(desk: Desk) {
    let handle = window_event_listener_untyped("beforeunload", move |event| {
        if desk.open.with_untracked(|open| open.as_ref().is_some_and(crate::store::Open::is_at_risk)) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// The municipality's colours. Set through the object model, which the policy allows; a style attribute it would not.
fn apply_colours(site: &Site) {
    for (name, value) in [("--accent-light", &site.accent), ("--accent-dark", &site.accent_dark)] {
        if !value.is_empty() {
            page::set_property(name, value);
        }
    }
}
