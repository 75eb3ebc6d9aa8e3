//! Everything that is saved on the device: what there is, taking it to another one, how long it stays, and deleting it.

use std::collections::BTreeSet;

use engine::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::Texts;
use web_sys::File;

use crate::browser::{files, format, keep, page};
use crate::components::{Button, Download, DownloadMessage, FileButton, Heading, HowLongKept, Loading, Sure, fresh};
use crate::state::AppState;
use crate::state::device::{Arrivals, DeviceFile, NoDeviceFile};

/// A file of a whole device is no larger, in bytes: a browser saves 5 MB, and gathered answers come packed.
const MAX_BYTES: usize = 200_000_000;

/// What has become of opening a file.
#[derive(Clone, Copy)]
pub enum Done {
    /// A file has been taken in.
    Taken(Arrivals),
    /// A file could not be read.
    Refused(NoDeviceFile),
    /// The browser could not read it.
    Unreadable,
}

/// The page.
#[component]
pub fn DevicePage(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(lang);
    let download = Download::new();
    let done = RwSignal::new(None::<Done>);
    // What pages keep for themselves changes without anybody hearing of it, but for what is done here.
    let changes = RwSignal::new(0);
    let asks = RwSignal::new(false);
    let give = move || {
        spawn_local(async move {
            match state.device_file().await {
                Some(file) if file.is_empty() => download.give_nothing(t.device_empty()),
                Some(file) => {
                    download.give(
                        format!("vattenpass-enhet-{}.json", format::today()),
                        "application/json",
                        file.to_json(),
                    );
                }
                None => download.give_nothing(t.device_not_read()),
            }
        });
    };
    let end = move |outcome| {
        // The visitor may have left the page in the meantime.
        if done.try_set(Some(outcome)).is_none() {
            changes.update(|n| *n += 1);
        }
    };
    let open = move |file: File| {
        spawn_local(async move {
            let read = files::read(&file, MAX_BYTES).await.map(|bytes| DeviceFile::read(&bytes));
            end(match read {
                Ok(Ok(file)) => Done::Taken(state.take_device(file).await),
                Ok(Err(why)) => Done::Refused(why),
                Err(_) => Done::Unreadable,
            });
        });
    };
    let delete = move || {
        asks.set(false);
        spawn_local(async move {
            state.delete_everything().await;
            // What other pages still hold of it goes too.
            page::reload();
        });
    };
    let cancel = move || {
        asks.set(false);
        page::focus(".delete-everything h2");
    };
    let sure = move || {
        asks.get().then(|| {
            let question = t.device_delete_sure().to_owned();
            view! { <Sure question help=t.device_delete_help() t delete cancel/> }.into_any()
        })
    };
    let list = move || {
        changes.track();
        saved(state, t)
    };
    let outcome = move || done.get().map(|done| said(done, t));
    view! {
        <Heading text=t.device() title=t.device()/>
        <p class="lead">{t.device_lead()}</p>
        <div role="status">{move || fresh(outcome())}</div>
        <div>{move || fresh(list())}</div>
        <section>
            <h2>{t.device_keep_title()}</h2>
            <HowLongKept t/>
        </section>
        <section>
            <h2>{t.device_download_title()}</h2>
            <p>{t.device_download_help()}</p>
            <p class="buttons"><Button class="button" text=t.device_download() run=give/></p>
            <DownloadMessage of=download t/>
            <p>{t.device_open_help()}</p>
            <p class="buttons"><FileButton text=t.device_open() chosen=open/></p>
        </section>
        <section class="delete-everything">
            <h2 tabindex="-1">{t.device_delete_title()}</h2>
            <p class="buttons"><Button class="button button-quiet" text=t.device_delete() run=move || asks.set(true)/></p>
            {move || fresh(sure())}
        </section>
    }
}

/// What is saved: a row for each questionnaire, and for what pages keep for themselves.
fn saved(state: AppState, t: Texts) -> AnyView {
    let lang = t.0;
    let records = state.records();
    let ids: BTreeSet<&str> = records.iter().filter_map(|(key, _)| key.split(':').nth(1)).collect();
    // All of them are asked for at once.
    let titles: Vec<_> = ids.into_iter().map(|id| (id.to_owned(), state.content.questionnaire(lang, id))).collect();
    if titles.iter().any(|(_, loaded)| loaded.is_none()) {
        return view! { <Loading/> }.into_any();
    }
    let mut rows: Vec<(String, usize, String)> = Vec::new();
    for (id, loaded) in titles {
        let title = loaded.and_then(Result::ok).map(|loaded| loaded.value.title.clone());
        let list = state.list(&id);
        if let Some(newest) = list.first() {
            let changed = format::day(&newest.assessment.changed, lang);
            rows.push((title.clone().unwrap_or_else(|| id.clone()), list.len(), changed));
        }
        let damaged = state.quarantined(&id).len();
        if damaged > 0 {
            rows.push((format!("{}: {}", title.unwrap_or(id), t.device_damaged()), damaged, String::new()));
        }
    }
    let kept = keep::all();
    let sessions = kept.iter().filter(|(name, _)| name.starts_with(keep::ROOM)).count();
    let gathered = kept.iter().filter(|(name, _)| name == keep::GROUP).count();
    for (what, count) in [(t.device_sessions(), sessions), (t.device_gathered(), gathered)] {
        if count > 0 {
            rows.push((what.to_owned(), count, String::new()));
        }
    }
    if rows.is_empty() {
        let text = if state.is_blocked() { t.device_blocked() } else { t.device_empty() };
        return view! { <p class="notice">{text}</p> }.into_any();
    }
    let rows = rows.into_iter().map(|(what, count, changed)| {
        view! { <tr><th scope="row">{what}</th><td class="number">{count}</td><td>{changed}</td></tr> }.into_any()
    });
    let rows: Vec<AnyView> = rows.collect();
    view! {
        <div class="scroll" tabindex="0">
            <table>
                <thead><tr><th scope="col">{t.device_what()}</th><th scope="col" class="number">{t.device_count()}</th><th scope="col">{t.device_changed()}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What has become of opening a file, in words.
#[must_use]
pub fn said(done: Done, t: Texts) -> AnyView {
    let warning = |text: &'static str| view! { <p class="notice notice-warning">{text}</p> }.into_any();
    match done {
        Done::Taken(Arrivals { added, there, beside, refused, damaged, gathered }) => {
            let lines = [
                (added, t.device_added(added)),
                (there, t.device_there(there)),
                (beside, t.device_beside(beside)),
                (refused, t.device_refused(refused)),
            ];
            let shown = lines.into_iter().enumerate().filter(|(at, (n, _))| *n > 0 || *at == 0 && !gathered);
            let of_many = match (damaged, gathered) {
                (true, _) => Some(t.device_gathered_damaged()),
                (false, true) => Some(t.device_gathered_taken()),
                (false, false) => None,
            };
            let reload = gathered.then(|| t.device_gathered_open());
            let of_many = [of_many, reload].into_iter().flatten().map(str::to_owned);
            let shown = shown.map(|(_, (_, line))| line).chain(of_many);
            let lines: Vec<AnyView> = shown.map(|line| view! { <p>{line}</p> }.into_any()).collect();
            let class = if refused > 0 || damaged { "notice notice-warning" } else { "notice" };
            view! { <div class=class>{lines}</div> }.into_any()
        }
        Done::Refused(NoDeviceFile::Other) => warning(t.device_not_one()),
        Done::Refused(NoDeviceFile::Result) => warning(t.device_is_result()),
        Done::Refused(NoDeviceFile::Newer) => warning(t.device_is_newer()),
        Done::Unreadable => warning(t.unreadable_file()),
    }
}
