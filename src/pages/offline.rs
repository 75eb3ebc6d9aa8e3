//! Keeping the site for when there is no network, and offering a new release.

use engine::Lang;
use engine::model::site::Site;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::boot;
use crate::components::{fresh, new_release};
use crate::route::about;
use crate::state::AppState;

/// Has the browser keep the site, and whatever the host's settings name of content now.
pub fn keep(state: AppState) {
    let paths = state.site.with_untracked(content_files);
    boot::keep_offline(paths, move || {
        state.has_newer.try_set(true);
    });
}

/// Offers the new release of the site that has been kept since the page was opened. Nothing is lost by going on without.
#[component]
pub fn NewRelease(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let state = AppState::get();
    let notice = move || new_release(state, Texts(lang));
    view! { <div role="status">{move || fresh(notice())}</div> }
}

/// The files of the content that the settings name, with the compiled forms beside them.
#[must_use]
pub fn content_files(site: &Site) -> Vec<String> {
    let of_language = |lang: &Lang| {
        let code = lang.code();
        let pages = about::ALL.into_iter().chain(site.sources.iter().map(String::as_str));
        let pages = pages.map(move |name| format!("{code}/om/{name}"));
        let documents = site.documents.iter().map(move |id| format!("{code}/dokument/{id}"));
        let questionnaires = site.questionnaires.iter().map(move |id| format!("{code}/{id}"));
        let files = pages.chain(documents).chain(questionnaires);
        files
            .flat_map(|name| ["md", "bin"].map(|end| format!("content/{name}.{end}")))
            .chain([format!("content/{code}.bin")])
    };
    let all = site.languages.iter().flat_map(of_language);
    let logo = Some(&site.logo).filter(|logo| !logo.is_empty()).map(|logo| format!("content/{logo}"));
    let mut files: Vec<String> = all
        .chain(["site.toml", "site.bin", "released.bin"].map(|name| format!("content/{name}")))
        .chain(logo)
        .collect();
    files.sort();
    files.dedup();
    files
}
