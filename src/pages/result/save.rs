//! Downloading, sharing, documents, opening and deleting.

use engine::results::assessment::Change;
use engine::results::status::Status;
use leptos::prelude::*;
use texts::{Texts, exports};

use crate::browser::format;
use crate::browser::page::{self, fresh_id};
use crate::components::{
    Button, Details, Download, DownloadMessage, OpenFile, StatusChoice, SureToDelete, Then, fresh,
};
use crate::load::Loaded;
use crate::route::{Place, Route, Step};
use crate::state::AppState;

/// The button that gives the result as a file, and the one that prints it.
#[component]
pub fn DownloadResult(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(loaded.value.language);
    let download = Download::new();
    let give = move || {
        let Some(file) = state.result_file(&loaded.value) else { return };
        download.give(file.file_name(&format::day_code(file.dated())), "application/json", file.to_json());
    };
    view! {
        <p class="buttons">
            <Button class="button" text=t.download() run=give/>
            <Button class="button button-quiet" text=t.print() run=page::print/>
        </p>
        <DownloadMessage of=download t/>
    }
}

/// What can be done with the result as a whole.
#[component]
pub fn Save(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let state = AppState::get();
    let q = &loaded.value;
    let t = Texts(q.language);
    let deleting = RwSignal::new(false);
    let status = Memo::new(move |_| state.active.with(|active| active.as_ref().map(|active| active.assessment.status)));
    let set_status = move |status: Status| state.change(Change::Status(status));
    let statuses =
        move || view! { <StatusChoice now=status.get().unwrap_or_default() t choose=set_status/> }.into_any();
    let again = fresh_id();
    let cancel = {
        let again = format!("#{again}");
        UnsyncCallback::new(move |()| {
            deleting.set(false);
            page::focus(&again);
        })
    };
    let id = q.id.clone();
    let sure = move || {
        if !deleting.get() {
            return None;
        }
        let (key, name) = state.active.with_untracked(|active| {
            let active = active.as_ref()?;
            Some((active.key().to_owned(), active.assessment.name.clone()))
        })?;
        Some(view! { <SureToDelete questionnaire=id.clone() key name t cancel/> }.into_any())
    };
    view! {
        <div class="save">
            <div>{move || fresh(statuses())}</div>
            <section>
                <h2>{t.download()}</h2>
                <p class="hint">{t.download_help()}</p>
                <DownloadResult loaded=loaded.clone()/>
                {page::deletes_after_a_week().then(|| view! { <p>{t.persists_a_week()}</p> }.into_any())}
                <p><a href=Route::new(q.language, Place::Device).to_string()>{t.device_see()}</a></p>
            </section>
            <Share loaded=loaded.clone()/>
            <section>
                <h2>{t.documents()}</h2>
                <p class="hint">{t.documents_help()}</p>
                <p class="buttons">
                    <a
                        class="button button-quiet"
                        href=Route::new(q.language, Place::Documents(None)).to_string()
                    >
                        {t.make_document()}
                    </a>
                </p>
                <p><a href=state.to(&q.id, Step::Paper { filled: true })>{t.filled_form()}</a></p>
            </section>
            <section>
                <h2>{t.open_other()}</h2>
                <OpenFile text=t.open_result() then=Then::Open/>
                <p><Button class="link-button" text=t.delete() id=again run=move || deleting.set(true)/></p>
                {move || fresh(sure())}
            </section>
        </div>
    }
}

/// Sharing without anything that was written, with a preview of the very file; and the answers as a table.
#[component]
fn Share(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(loaded.value.language);
    let download = Download::new();
    let names_unit = RwSignal::new(false);
    let file = {
        let loaded = loaded.clone();
        move || state.result_file(&loaded.value).map(|file| file.shared(names_unit.get(), format::day_code))
    };
    let unit = state.active.with(|active| active.as_ref().and_then(|active| active.assessment.unit.clone()));
    let unit = unit.map(|unit| {
        view! {
            <p>
                <label class="check">
                    <input type="checkbox" on:change=move |event| names_unit.set(event_target_checked(&event))/>
                    <span>{t.include_unit(&unit)}</span>
                </label>
            </p>
        }
        .into_any()
    });
    let preview = {
        let file = file.clone();
        move || file().map(|file| view! { <pre tabindex="0">{file.to_json()}</pre> }.into_any())
    };
    let id = loaded.value.id.clone();
    let give = move || {
        let Some(file) = untrack(&file) else { return };
        let name = format!("vattenpass-{id}-delning-{}.json", format::day_code(file.dated()));
        download.give(name, "application/json", file.to_json());
    };
    let give_table = move || {
        let text = exports::answers(&loaded.value, &state.answers_untracked());
        let day = state
            .active
            .with_untracked(|active| active.as_ref().map(|active| format::day_code(active.assessment.dated())));
        let name = format!("vattenpass-{}-svar-{}.csv", loaded.value.id, day.unwrap_or_default());
        download.give(name, "text/csv;charset=utf-8", &text);
    };
    view! {
        <section>
            <h2>{t.share_title()}</h2>
            <p class="hint">{t.share_help()}</p>
            {unit}
            <Details summary=t.share_preview()><div class="preview">{move || fresh(preview())}</div></Details>
            <p class="buttons"><Button class="button button-quiet" text=t.share_download() run=give/></p>
            <h2>{t.table_title()}</h2>
            <p class="hint">{t.table_help()}</p>
            <p class="buttons"><Button class="button button-quiet" text=t.table_download() run=give_table/></p>
            <DownloadMessage of=download t/>
        </section>
    }
}
