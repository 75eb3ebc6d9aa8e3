//! A knowledge check as a package for the learning platform: the site as it is on the host, with the check as its first page.

use engine::model::questionnaire::Questionnaire;
use leptos::prelude::*;
use leptos::task::spawn_local;
use packaging::{ENTRY, entry};
use texts::Texts;

use crate::browser::page;
use crate::components::{Button, Download, DownloadMessage, FaultReport, PartNotice, fresh};
use crate::load::{Fault, Loaded};
use crate::pages::packing::{make_pack, not_ours, site_files};
use crate::parts::PartFault;
use crate::route::{PLATFORM, Place, Route};
use crate::state::AppState;

/// What making a package came to nothing for.
#[derive(Clone)]
enum Failed {
    /// A file of the site did not come.
    File(Fault),
    /// The part of the program that packs did not come.
    Part(PartFault),
}

/// A section that gives the trainer the package.
#[component]
pub fn ForPlatform(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let state = AppState::get();
    let lang = loaded.value.language;
    let t = Texts(lang);
    let download = Download::new();
    let is_underway = RwSignal::new(false);
    let failed = RwSignal::new(None::<Failed>);
    let make = move || {
        if is_underway.get_untracked() {
            return;
        }
        is_underway.set(true);
        failed.set(None);
        let loaded = loaded.clone();
        spawn_local(async move {
            let made = packed(state, loaded.clone()).await;
            is_underway.try_set(false);
            match made {
                Ok(Some(bytes)) => {
                    let (id, lang) = (&loaded.value.id, lang.code());
                    download.give(format!("vattenpass-scorm-{id}-{lang}.zip"), "application/zip", bytes);
                }
                Ok(None) => download.give_nothing(t.download_failed()),
                Err(why) => {
                    failed.try_set(Some(why));
                }
            }
        });
    };
    let again = make.clone();
    let message = move || {
        failed.get().map(|failed| match failed {
            Failed::File(fault) => view! { <FaultReport fault lang/> }.into_any(),
            Failed::Part(fault) => {
                let again = again.clone();
                view! { <PartNotice message=fault.message lang again=move |()| again()/> }.into_any()
            }
        })
    };
    // What it is packed of is not there.
    if page::is_on_disk() {
        return ().into_any();
    }
    view! {
        <section class="aside">
            <h2>{t.to_platform()}</h2>
            <p>{t.to_platform_help()}</p>
            <p>{t.to_platform_privacy()}</p>
            <p><Button class="button button-quiet" text=t.package() run=make/></p>
            <p role="status" class="hint" prop:textContent=move || if is_underway.get() { t.package_underway() } else { "" }></p>
            <div role="status">{move || fresh(message())}</div>
            <DownloadMessage of=download t/>
        </section>
    }
    .into_any()
}

/// The package. `None` if the files can't be packed.
async fn packed(state: AppState, loaded: Loaded) -> Result<Option<Vec<u8>>, Failed> {
    state.parts.pack.fetched(loaded.value.language).await.map_err(Failed::Part)?;
    let files = files(state, &loaded.value).await.map_err(Failed::File)?;
    // The part has just come.
    Ok(make_pack(loaded, files).await.ok().flatten())
}

/// Every file of the site as it is on the host now. The page that the platform opens begins with the questionnaire.
async fn files(state: AppState, questionnaire: &Questionnaire) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let (page, mut files) = site_files(state).await?;
    let first = Place::Join(questionnaire.id.clone(), PLATFORM.to_owned());
    let first = Route::new(questionnaire.language, first).to_string();
    let entry = entry(&page, &questionnaire.title, &first).ok_or_else(not_ours)?;
    files.insert(0, (ENTRY.to_owned(), entry.into_bytes()));
    Ok(files)
}
