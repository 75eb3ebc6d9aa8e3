//! The app: which page stands in the frame, and what the window reports.

use engine::Lang;
use engine::model::site::Site;
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::Texts;
use wasm_bindgen::JsCast;

use crate::browser::page;
use crate::components::{Back, Layout, fresh};
use crate::load::Fault;
use crate::pages::later::{keep_soon, newer_release};
use crate::pages::split::{DocumentsPage, InDocuments, InRoom, InStart, RoomPage, parts};
use crate::pages::{NotFound, Questionnaire};
use crate::route::{Place, Route, Step, Tab};
use crate::state::AppState;

/// The whole site.
#[component]
pub fn App(
    /// The site's settings.
    site: Site,
    /// What is wrong with them.
    fault: Option<Fault>,
) -> impl IntoView {
    page::apply_colours(&site.accent, &site.accent_dark);
    let route = route_here(&site).unwrap_or_else(|| {
        let start = Route::new(site.languages.first().copied().unwrap_or_default(), Place::Start);
        page::replace(&start.to_string());
        start
    });
    let state = AppState::new(route, site, parts());
    state.site_fault.set(fault);
    provide_context(state);
    follow_window(state);
    Effect::new(move || {
        if state.content.attempts.get() > 0 && state.site_fault.with_untracked(Option::is_some) {
            spawn_local(state.read_settings());
        }
    });
    Effect::new(move || page::set_language(state.lang()));
    keep_soon(state);
    // The pages of a result are one page: what is being done on one of them stays when another is shown.
    let drawn = Memo::new(move |_| {
        let mut route = state.route.get();
        if let Place::Questionnaire(_, Step::Result(tab)) = &mut route.place {
            *tab = Tab::Summary;
        }
        route
    });
    let page = move || {
        let Route { lang, place, .. } = drawn.get();
        match place {
            Place::Start => view! { <InStart lang/> }.into_any(),
            Place::About(name, anchor) => in_documents(DocumentsPage::About(lang, name, anchor), lang),
            Place::Documents(None) => in_documents(DocumentsPage::Documents(lang), lang),
            Place::Documents(Some(id)) => in_documents(DocumentsPage::Document(lang, id), lang),
            Place::Training(id, page) => in_room(RoomPage::Training(id, page), lang),
            Place::Join(id, query) => in_room(RoomPage::Join(id, query), lang),
            Place::Group(id, page) => in_room(RoomPage::Group(id, page), lang),
            Place::Check => in_room(RoomPage::Check, lang),
            Place::Device => in_room(RoomPage::Device, lang),
            Place::Questionnaire(id, step) => view! { <Questionnaire lang id step/> }.into_any(),
            Place::Unknown => view! { <NotFound lang/> }.into_any(),
        }
    };
    view! { <Layout>{move || fresh(newer_release(state))}{move || fresh(page())}</Layout> }
}

/// The route in the address; in the site's first language if it does not have the one that is asked for. `None` if the
/// address names no language.
fn route_here(site: &Site) -> Option<Route> {
    let mut route = Route::parse(&page::fragment())?;
    if let Some(first) = site.languages.first().filter(|_| !site.languages.contains(&route.lang)) {
        route.lang = *first;
        // An address that leads nowhere stays what it is.
        if route.place != Place::Unknown {
            page::replace(&route.to_string());
        }
    }
    Some(route)
}

fn in_room(page: RoomPage, lang: Lang) -> AnyView {
    view! { <InRoom page lang back=to_start(lang)/> }.into_any()
}

fn in_documents(page: DocumentsPage, lang: Lang) -> AnyView {
    view! { <InDocuments page lang back=to_start(lang)/> }.into_any()
}

fn to_start(lang: Lang) -> Back {
    (Route::new(lang, Place::Start).to_string(), Texts(lang).to_start().to_owned())
}

/// Keeps the route equal to the address, takes in what other tabs store, and has the browser ask before it closes a page
/// whose answers are nowhere else.
fn follow_window(state: AppState) {
    let _ = window_event_listener_untyped("hashchange", move |_| {
        if let Some(route) = state.site.with_untracked(route_here) {
            state.has_moved.set(true);
            // The new page first: the old one would have what failed fetched again, and reported in its language.
            state.route.set(route);
            state.content.forget_failures();
            state.parts.forget_failures();
        }
    });
    let _ = window_event_listener_untyped("storage", move |event| {
        let event: &web_sys::StorageEvent = event.unchecked_ref();
        state.follow_storage(event.key().as_deref());
    });
    // A page that comes back from the browser's memory has missed the events.
    let _ = window_event_listener_untyped("pageshow", move |event| {
        let event: &web_sys::PageTransitionEvent = event.unchecked_ref();
        if event.persisted() {
            state.catch_up();
        }
    });
    let _ = window_event_listener_untyped("online", move |_| {
        state.content.try_again();
        state.parts.forget_failures();
    });
    let _ = window_event_listener_untyped("beforeunload", move |event| {
        if untrack(|| state.is_at_risk()) {
            event.prevent_default();
        }
    });
}
