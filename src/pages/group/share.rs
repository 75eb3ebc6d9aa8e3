//! What the coordinator takes away: files to share, and working material. They cannot be mistaken for each other.

use documents::GroupInputs;
use engine::directives::Directive;
use engine::directives::placeholder::PlaceholderKind;
use engine::exports::spreadsheet::of_sheet;
use engine::group::rows::MOST_IN_WORKBOOK;
use engine::model::rich_text::Block;
use engine::model::site::Page;
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::Texts;

use crate::browser::files::{DOCX, XLSX};
use crate::browser::worker::Kind;
use crate::browser::{format, page};
use crate::components::{Button, Download, DownloadMessage, FaultText, Loading, fresh};
use crate::load::{self, Fault};
use crate::pages::group::view::GroupView;
use crate::pages::group::work::{Form, Material, Work};
use crate::pages::group_sections::include;
use crate::route::{Place, Route};
use crate::state::AppState;

/// The page of the files.
#[component]
pub fn Share(
    /// The group.
    group: GroupView,
) -> impl IntoView {
    view! { <div><ToShare group=group.clone()/><Working group/></div> }
}

/// Why nothing may be shared now. `None` if it may.
fn refusal(group: &GroupView) -> Option<String> {
    let t = group.t();
    let file = &group.together.file;
    if file.years.is_empty() {
        return Some(t.nothing_to_share(file.thresholds.medians));
    }
    let mut differences = group.together.before.iter().flat_map(|before| file.differences(before));
    let first = differences.next()?;
    let name = if first.of.is_empty() { t.everybody().to_owned() } else { t.list(&first.of) };
    Some(t.differs(first.year, &t.differs_by(&name, first.by)))
}

/// What may be shared.
#[component]
fn ToShare(
    /// The group.
    group: GroupView,
) -> impl IntoView {
    let t = group.t();
    let download = Download::new();
    let refusal = refusal(&group);
    let warns = refusal.is_none() && group.together.before.is_empty() && !group.own.years.is_empty();
    let name = file_name(&group, t.shared_name());
    let body = match refusal {
        Some(why) => view! { <p class="notice notice-warning">{why}</p> }.into_any(),
        None => {
            let file = {
                let (group, name) = (group.clone(), name.clone());
                move || download.give(format!("{name}.json"), "application/json", group.together.file.to_json())
            };
            let failed = RwSignal::new(None::<Fault>);
            let table = {
                let (group, name) = (group.clone(), name.clone());
                move || {
                    download.give(format!("{name}.csv"), "text/csv;charset=utf-8", of_sheet(&inputs(&group).table()))
                }
            };
            let report = {
                let (group, name) = (group.clone(), name.clone());
                move || {
                    let (report, name) = (inputs(&group).report(), format!("{name}.docx"));
                    spawn_local(async move {
                        give(load::written(&report, Kind::Docx, t.0).await, name, DOCX, download, failed)
                    });
                }
            };
            let workbook = {
                let (group, name) = (group.clone(), name.clone());
                move || {
                    let (workbook, name) = (inputs(&group).workbook(), format!("{name}.xlsx"));
                    spawn_local(async move {
                        give(load::written(&workbook, Kind::Xlsx, t.0).await, name, XLSX, download, failed)
                    });
                }
            };
            let fault = move || {
                let fault = failed.get()?;
                Some(view! { <div class="notice notice-error"><FaultText fault lang=t.0/></div> }.into_any())
            };
            view! {
                <p class="buttons">
                    <Button class="button" text=t.group_report() run=report/>
                    <Button class="button button-quiet" text=t.group_workbook() run=workbook/>
                    <Button class="button button-quiet" text=t.group_table() run=table/>
                    <Button class="button button-quiet" text=t.group_file() run=file/>
                    <Button class="button button-quiet" text=t.print() run=page::print/>
                </p>
                <p class="hint">{t.group_file_help()}</p>
                <DownloadMessage of=download t/>
                <div role="alert">{move || fresh(fault())}</div>
                <IntoDocuments group=group.clone()/>
            }
            .into_any()
        }
    };
    let warning = warns.then(|| view! { <p class="notice">{t.shared_before()}</p> }.into_any());
    view! {
        <section>
            <h2>{t.to_share()}</h2>
            <p>{t.to_share_help()}" "{t.thresholds(group.together.file.thresholds)}</p>
            {warning}
            {body}
        </section>
    }
}

/// Includes what may be shared in the documents of the site that have a place for it.
#[component]
fn IntoDocuments(
    /// The group.
    group: GroupView,
) -> impl IntoView {
    let state = AppState::get();
    let lang = group.loaded.value.language;
    let buttons = move || {
        let ids = state.site.with(|site| site.documents.clone());
        // All are asked for before any is waited for.
        let fetched: Vec<_> = ids.into_iter().map(|id| (state.content.template(lang, &id), id)).collect();
        if fetched.iter().any(|(template, _)| template.is_none()) {
            return view! { <Loading/> }.into_any();
        }
        let buttons = fetched.into_iter().filter_map(|(template, id)| {
            let template = template?.ok()?;
            let group = group.clone();
            let run = move || {
                inputs(&group).section().into_iter().for_each(include);
                page::go(&Route::new(lang, Place::Documents(Some(id.clone()))).to_string());
            };
            let text = Texts(lang).include_in(&template.value.title);
            has_place(&template.value).then(|| view! { <Button class="button button-quiet" text run/> }.into_any())
        });
        view! { <div class="buttons">{buttons.collect::<Vec<_>>()}</div> }.into_any()
    };
    view! { <div>{move || fresh(buttons())}</div> }
}

/// Whether a document has a place for what many have answered.
fn has_place(template: &Page) -> bool {
    template.blocks.iter().any(|block| match block {
        Block::Directive(bytes) => {
            matches!(Directive::read(bytes), Some(Directive::Placeholder(fill)) if fill.kind == PlaceholderKind::Groups)
        }
        _ => false,
    })
}

/// What the files are made of.
fn inputs(group: &GroupView) -> GroupInputs<'_> {
    GroupInputs {
        questionnaire: group.questionnaire(),
        items: &group.items,
        file: &group.together.file,
        format: format::BROWSER,
        day: format::day,
    }
}

/// Gives the coordinator a file that the worker has written, or says why it has not.
fn give(
    written: Result<Vec<u8>, Fault>,
    name: String,
    kind: &'static str,
    download: Download,
    failed: RwSignal<Option<Fault>>,
) {
    // The visitor may have left the page in the meantime.
    failed.try_set(written.as_ref().err().cloned());
    if let Ok(file) = written {
        download.give(name, kind, file);
    }
}

/// The name of a file, without its ending.
fn file_name(group: &GroupView, kind: &str) -> String {
    format!("vattenpass-grupp-{}-{kind}-{}", group.loaded.value.id, format::today())
}

/// The working material.
#[component]
fn Working(
    /// The group.
    group: GroupView,
) -> impl IntoView {
    let state = AppState::get();
    let t: Texts = group.t();
    let download = Download::new();
    let name = file_name(&group, t.working_name());
    let id = group.loaded.value.id.clone();
    let has_any = group.own.counted > 0;
    let failed = RwSignal::new(None::<Fault>);
    let write = move |form: Form| {
        let name = name.clone();
        Work::get().write(state, &id, form, move |material| match material {
            Material::Rows(rows) => download.give_held(format!("{name}.ndjson"), &rows),
            Material::Workbook(packed) => spawn_local(async move {
                let written = load::written_packed(packed, Kind::Xlsx, t.0).await;
                give(written, format!("{name}.xlsx"), XLSX, download, failed);
            }),
        });
    };
    let rows = {
        let write = write.clone();
        move || write(Form::Rows(t.rows_note()))
    };
    let workbook = match group.own.counted as usize <= MOST_IN_WORKBOOK {
        true => {
            let run = move || write(Form::Workbook);
            view! { <Button class="button button-quiet" text=t.working_table() run/> }.into_any()
        }
        false => {
            let most = format::number(MOST_IN_WORKBOOK as f64, t.0);
            view! { <p class="hint">{t.working_table_too_large(&most)}</p> }.into_any()
        }
    };
    let fault = move || {
        let fault = failed.get()?;
        Some(view! { <div class="notice notice-error"><FaultText fault lang=t.0/></div> }.into_any())
    };
    let underway = {
        let work = Work::get();
        move || work.writing.get().then(|| view! { <p role="status" class="hint">{t.counting()}</p> }.into_any())
    };
    has_any.then(|| {
        view! {
            <section>
                <h2>{t.working()}</h2>
                <p>{t.working_help()}</p>
                <div class="buttons">{workbook}<Button class="button button-quiet" text=t.working_rows() run=rows/></div>
                <div>{move || fresh(underway())}</div>
                <div role="alert">{move || fresh(fault())}</div>
                <DownloadMessage of=download t/>
            </section>
        }
        .into_any()
    })
}
