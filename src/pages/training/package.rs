//! A knowledge check as a package for the learning platform: the site as it is on the host, with the check as its first page.

use engine::model::questionnaire::Questionnaire;
use futures::future::{join, join_all};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::wasm_split;
use packaging::{ENTRY, entry, package, release_files};
use texts::Texts;

use crate::browser::fetch::{self, Failure};
use crate::browser::page::address;
use crate::components::{Button, Download, DownloadMessage, FaultReport, PartNotice, fresh};
use crate::load::{Fault, Loaded};
use crate::pages::offline::content_files;
use crate::parts::{Fetched, Part, PartFault, Soon};
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

/// What packs is a part of the program too: few trainers have a learning platform.
#[wasm_split(pack, wasm_split_path = leptos::wasm_split, preload(fetch_pack), fallible)]
fn make_pack(loaded: Loaded, files: Vec<(String, Vec<u8>)>) -> Fetched<Option<Vec<u8>>> {
    Ok(package(&loaded.value, &files).ok())
}

/// The part `pack`, not fetched yet.
#[must_use]
pub fn pack_part() -> Part {
    Part::new(|| -> Soon<Fetched<()>> { Box::pin(fetch_pack()) })
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
    let fault = |failure, name: &str| Fault::of(failure, name, true);
    let page = fetch::page(&address()).await.map_err(|failure| fault(failure, ENTRY))?;
    let first = Place::Join(questionnaire.id.clone(), PLATFORM.to_owned());
    let first = Route::new(questionnaire.language, first).to_string();
    let entry = entry(&page, &questionnaire.title, &first).ok_or_else(|| fault(Failure::Refused(200), ENTRY))?;
    let mut program: Vec<String> = release_files(&page).into_iter().map(str::to_owned).collect();
    let lists: Vec<String> = program.iter().filter(|name| name.starts_with("release-")).cloned().collect();
    for list in lists {
        let text = fetch::bytes(&list).await.map_err(|failure| fault(failure, &list))?;
        program.extend(release_files(&String::from_utf8_lossy(&text)).into_iter().map(str::to_owned));
    }
    program.sort();
    program.dedup();
    let content = untrack(|| state.site.with(content_files));
    let (program, content) = join(all(&program), all(&content)).await;
    let mut files = vec![(ENTRY.to_owned(), entry.into_bytes())];
    for (name, fetched) in program {
        files.push((name.to_owned(), fetched.map_err(|failure| fault(failure, name))?));
    }
    for (name, fetched) in content {
        match fetched {
            Ok(bytes) => files.push((name.to_owned(), bytes)),
            Err(Failure::Unreachable) => return Err(Fault::Offline),
            // The site has none either: of a file that the host has added there is no compiled form.
            Err(Failure::Refused(_)) => {}
        }
    }
    Ok(files)
}

async fn all(names: &[String]) -> Vec<(&str, Result<Vec<u8>, Failure>)> {
    join_all(names.iter().map(|name| async move { (name.as_str(), fetch::bytes(name).await) })).await
}
