//! Where the coordinator gathers results.

use engine::Lang;
use engine::group::overview::{Overview, Report};
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::Texts;
use web_sys::{DragEvent, Event, HtmlInputElement};

use crate::browser::dropped::{Dropped, chosen};
use crate::browser::gatherer::Gathered;
use crate::browser::{format, page};
use crate::components::{Button, Details, FaultText, Heading, fresh};
use crate::load::Loaded;
use crate::pages::group::checklist::checklist;
use crate::pages::group::invite::Invite;
use crate::pages::group::keep::KeepWork;
use crate::pages::group::place::{self, GroupPage};
use crate::pages::group::work::{Progress, Work};
use crate::pages::paste::PasteField;
use crate::state::AppState;

/// The page where results are gathered.
#[component]
pub fn Gather(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(lang);
    let work = Work::get();
    let report = {
        let work = work.clone();
        move || gathered(&work, lang)
    };
    let fault = {
        let work = work.clone();
        move || {
            let fault = work.fault.get()?;
            let says = if work.is_kept() { t.gather_lost_kept() } else { t.gather_lost() };
            let again = work.is_kept().then(|| {
                let run = move || {
                    Work::get().open(state);
                    page::focus("h1");
                };
                view! { <p><Button class="button button-quiet" text=t.try_again() run/></p> }.into_any()
            });
            let notice = view! { <div class="notice notice-warning"><p>{says}</p><FaultText fault lang/>{again}</div> };
            Some(notice.into_any())
        }
    };
    view! {
        <Heading text=t.group() title=t.group()/>
        <p class="lead screen-only">{t.group_lead()}</p>
        <p class="screen-only">{t.group_privacy()}</p>
        <Invite lang/>
        <WaysIn lang/>
        <div role="alert">{move || fresh(fault())}</div>
        <Underway lang/>
        <section class="gathered wide" tabindex="-1">{move || fresh(report())}</section>
        <KeepWork lang/>
    }
}

/// The ways in for files and for codes.
#[component]
fn WaysIn(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(lang);
    let is_over = RwSignal::new(false);
    let take = move |files: Vec<(String, web_sys::File)>| async move {
        let mut all = Vec::new();
        for (name, file) in files {
            all.push(Gathered::chosen(name, file).await);
        }
        Work::get().gather(state, all);
    };
    let change = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        let files = chosen(&input);
        // Emptied, so that the same files can be chosen once more.
        input.set_value("");
        spawn_local(take(files));
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        let dropped = Dropped::of(&event);
        spawn_local(async move { take(dropped.files().await).await });
    };
    let over = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let paste = move |text: String| {
        Work::get().gather(state, vec![Gathered::Text(t.pasted().to_owned(), text)]);
    };
    view! {
        <div
            class="drop-zone"
            class:is-over=move || is_over.get()
            on:dragover=over
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop
        >
            <p class="drop-here"><strong>{t.gather_drop()}</strong></p>
            <p class="hint">{t.gather_help()}</p>
            <p class="buttons">
                <label class="button file-button">
                    <input type="file" class="visually-hidden" multiple on:change=change/>
                    {t.gather_files()}
                </label>
                <label class="button button-quiet file-button">
                    <input type="file" class="visually-hidden" multiple prop:webkitdirectory=true on:change=change/>
                    {t.gather_folder()}
                </label>
            </p>
            <PasteField label=t.gather_codes() rows="2" take=paste/>
        </div>
    }
}

/// How far the worker has come, and a button that stops it.
#[component]
fn Underway(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(lang);
    let work = Work::get();
    let is_gathering = {
        let progress = work.progress.clone();
        Memo::new(move |_| match progress.get() {
            Progress::Idle => None,
            Progress::Gathering(_) => Some(true),
            Progress::Counting(_) => Some(false),
        })
    };
    let share = {
        let progress = work.progress.clone();
        move || match progress.get() {
            Progress::Idle => 0.0,
            Progress::Gathering(share) | Progress::Counting(share) => share,
        }
    };
    let stop = {
        let work = work.clone();
        move || {
            work.stop(state);
            page::focus("h1");
        }
    };
    let bar = move || {
        is_gathering.get().map(|is_gathering| {
            let label = if is_gathering { t.gathering() } else { t.counting() };
            let stop = stop.clone();
            let button = is_gathering
                .then(|| view! { <Button class="button button-quiet" text=t.gather_stop() run=stop/> }.into_any());
            let share = share.clone();
            view! {
                <div class="underway">
                    <label>{label}" "<progress max="1" prop:value=share></progress></label>
                    {button}
                </div>
            }
            .into_any()
        })
    };
    let said = {
        let stopped = work.stopped.clone();
        move || match is_gathering.get() {
            Some(true) => t.gathering(),
            Some(false) => t.counting(),
            None if stopped.get() => t.gather_stopped(),
            None => "",
        }
    };
    view! {
        <div>{move || fresh(bar())}</div>
        <p role="status" class="visually-hidden" prop:textContent=said.clone()></p>
        <p class="hint" aria-hidden="true" prop:textContent=move || if is_gathering.get().is_none() { said() } else { "" }></p>
    }
}

/// What has been gathered.
fn gathered(work: &Work, lang: Lang) -> AnyView {
    let state = AppState::get();
    let t = Texts(lang);
    let Some(report) = work.report.get() else {
        return view! { <p class="hint">{t.group_empty()}</p> }.into_any();
    };
    let work = work.clone();
    let counts = {
        let mut counts = vec![t.results_gathered(report.results as usize)];
        counts.extend((!report.groups.is_empty()).then(|| t.group_files(report.groups.len())));
        counts.join(", ")
    };
    let forget = {
        let work = work.clone();
        move || {
            work.forget(state);
            page::focus("h1");
        }
    };
    view! {
        <h2>{t.gathered()}</h2>
        <p><strong>{counts}</strong></p>
        {questionnaires(&work, &report, lang)}
        {left_out(&report, t)}
        <p class="screen-only"><Button class="link-button" text=t.gather_forget() run=forget/></p>
    }
    .into_any()
}

/// The questionnaires that results were gathered of.
fn questionnaires(work: &Work, report: &Report, lang: Lang) -> AnyView {
    let state = AppState::get();
    let t = Texts(lang);
    let (overviews, missing) = (work.overviews.get(), work.missing.get());
    let order = state.site.with(|site| site.questionnaires.clone());
    let mut ids = report.questionnaires.clone();
    ids.sort_by_key(|id| order.iter().position(|listed| listed == id).unwrap_or(usize::MAX));
    let (there, gone): (Vec<String>, Vec<String>) = ids.into_iter().partition(|id| !missing.contains_key(id));
    let known = |id: &String| state.content.questionnaire(lang, id)?.ok();
    let asked: Vec<Loaded> = there.iter().filter_map(known).collect();
    let rows: Vec<_> = asked
        .iter()
        .flat_map(|loaded| rows_of(loaded, overviews.get(&loaded.value.id).map(AsRef::as_ref), t))
        .collect();
    let gone = gone.into_iter().map(|id| {
        let fault = missing.get(&id).filter(|fault| !fault.is_absent()).cloned();
        let says = if fault.is_some() { t.questionnaire_not_fetched(&id) } else { t.questionnaire_missing(&id) };
        let fault = fault.map(|fault| {
            let again = move || {
                Work::get().try_again(state);
                page::focus("h1");
            };
            view! { <FaultText fault lang/><p><Button class="button button-quiet" text=t.try_again() run=again/></p> }
                .into_any()
        });
        view! { <div class="notice notice-warning"><p>{says}</p>{fault}</div> }.into_any()
    });
    let gone: Vec<_> = gone.collect();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <div class="scroll" tabindex="0" role="region" aria-label=t.gathered()>
                <table class="numbers">
                    <thead>
                        <tr>
                            <th scope="col">{t.col_questionnaire()}</th>
                            <th scope="col">{t.choose_year()}</th>
                            <th scope="col">{t.col_results()}</th>
                            <th scope="col">{t.group_units()}</th>
                            <th scope="col">{t.group_roles()}</th>
                            <th scope="col">{t.days_head()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    });
    view! { <div>{table}{gone}{checklist(&asked, &overviews, lang)}</div> }.into_any()
}

/// The rows of a questionnaire: one for each year, or one that says why there is none.
fn rows_of(loaded: &Loaded, overview: Option<&Overview>, t: Texts) -> Vec<AnyView> {
    let questionnaire = &loaded.value;
    let to = place::address(t.0, Some((&questionnaire.id, GroupPage::Questions)));
    let others = overview.map_or(0, |overview| overview.of_other_versions as usize);
    let others = (others > 0).then(|| view! { <p class="hint">{t.of_other_versions(others)}</p> }.into_any());
    let years = overview.map(|overview| overview.years.as_slice()).unwrap_or_default();
    let span = years.len().max(1);
    let name = view! { <th scope="rowgroup" rowspan=span><a href=to>{questionnaire.title.clone()}</a>{others}</th> };
    let mut name = Some(name.into_any());
    if years.is_empty() {
        return vec![view! { <tr>{name}<td></td><td></td><td></td><td></td><td></td></tr> }.into_any()];
    }
    let rows = years.iter().map(|year| {
        let units = year.units.iter().filter(|row| !row.unit.is_empty()).count();
        let roles: Vec<String> =
            year.roles.iter().map(|(role, n)| format!("{} {n}", t.role_name(questionnaire, role))).collect();
        let results: u32 = year.roles.values().sum();
        let days = t.days_in_words(format::day(&year.days.0, t.0), &format::day(&year.days.1, t.0));
        view! {
            <tr>
                {name.take()}
                <td>{year.year}</td>
                <td>{results}</td>
                <td>{units}</td>
                <td>{roles.join(", ")}</td>
                <td>{days}</td>
            </tr>
        }
        .into_any()
    });
    rows.collect()
}

/// How many lines of a list are drawn at most: a folder may hold ten thousand files.
const MOST: usize = 500;

/// What does not count, and what is there more than once.
fn left_out(report: &Report, t: Texts) -> AnyView {
    let line = |source: String, why: String| view! { <tr><th scope="row">{source}</th><td>{why}</td></tr> }.into_any();
    let list = |summary: String, lines: Vec<AnyView>| {
        (!lines.is_empty()).then(|| {
            view! {
                <Details summary>
                    <table class="numbers">
                        <thead><tr><th scope="col">{t.not_counted_why()}</th><th scope="col">{t.not_counted_reason()}</th></tr></thead>
                        <tbody>{lines}</tbody>
                    </table>
                </Details>
            }
            .into_any()
        })
    };
    let refused = report.refused.iter().take(MOST).map(|refused| {
        let source = refused.line.map_or_else(|| refused.source.clone(), |line| t.at_row(&refused.source, line));
        line(source, t.why_refused(&refused.problem))
    });
    let duplicates = report.duplicates.iter().take(MOST);
    let duplicates = duplicates.map(|one| line(one.source.clone(), t.duplicate_of(&one.counted)));
    let refused = list(t.not_counted(report.refused.len()), refused.collect());
    let duplicates = list(t.counted_once(report.duplicates.len()), duplicates.collect());
    view! { <div>{refused}{duplicates}</div> }.into_any()
}
