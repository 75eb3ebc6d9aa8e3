//! The coordinator's pages: many results, gathered and seen together.

mod chart;
mod checklist;
pub mod gather;
mod invite;
mod keep;
pub mod place;
mod questions;
mod roles;
mod share;
mod units;
mod view;
pub mod work;
mod years;

use engine::Lang;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::{format, page};
use crate::components::{Button, Caveat, Field, Heading, Loading, Select, fresh};
use crate::load::Loaded;
use crate::pages::group::gather::Gather;
use crate::pages::group::place::GroupPage;
use crate::pages::group::questions::Questions;
use crate::pages::group::roles::Roles;
use crate::pages::group::share::Share;
use crate::pages::group::units::Units;
use crate::pages::group::view::GroupView;
use crate::pages::group::work::{Progress, Work};
use crate::pages::group::years::Years;
use crate::pages::not_found::NotFound;
use crate::pages::of_questionnaire::of_questionnaire;
use crate::state::AppState;

/// One of the coordinator's pages.
#[component]
pub fn Group(
    /// The reader's language.
    lang: Lang,
    /// The questionnaire's id. Empty where results are gathered.
    id: String,
    /// The word for one of the pages of its group.
    page: String,
) -> impl IntoView {
    Work::get().open(AppState::get());
    match GroupPage::of(&page) {
        None => view! { <NotFound lang/> }.into_any(),
        Some(_) if id.is_empty() => view! { <Gather lang/> }.into_any(),
        Some(page) => {
            page::replace(&place::address(lang, Some((&id, page))));
            of_questionnaire(lang, id, Box::new(move |loaded| view! { <OfQuestionnaire loaded page/> }.into_any()))
        }
    }
}

/// A page of a questionnaire's group.
#[component]
pub fn OfQuestionnaire(
    /// The questionnaire.
    loaded: Loaded,
    /// The page.
    page: GroupPage,
) -> impl IntoView {
    let state = AppState::get();
    let lang = loaded.value.language;
    let t = Texts(lang);
    let work = Work::get();
    let title = t.group_of(&loaded.value.title);
    let back = place::address(lang, None);
    let body = {
        let loaded = loaded.clone();
        move || {
            page::keep_focus();
            match GroupView::new(state, &loaded) {
                Some(group) => shown(&group, page),
                None if work.progress.get() != Progress::Idle => view! { <Loading/> }.into_any(),
                None => view! { <p class="notice">{t.group_nothing()}</p> }.into_any(),
            }
        }
    };
    view! {
        <p class="screen-only"><a href=back>{t.to_gather()}</a></p>
        <Heading text=title.clone() title/>
        {move || fresh(body())}
    }
}

fn shown(group: &GroupView, page: GroupPage) -> AnyView {
    let work = Work::get();
    let t = group.t();
    let year = work.year.get().filter(|year| group.years.contains(year)).or_else(|| group.years.first().copied());
    let versions = versions(group);
    let Some(year) = year else { return versions.into_any() };
    let tabs = tabs(group, page);
    let body = match page {
        GroupPage::Questions => view! { <Questions group=group.clone() year/> }.into_any(),
        GroupPage::Units => view! { <Units group=group.clone() year/> }.into_any(),
        GroupPage::Roles => view! { <Roles group=group.clone() year/> }.into_any(),
        GroupPage::Years => view! { <Years group=group.clone()/> }.into_any(),
        GroupPage::Share => view! { <Share group=group.clone()/> }.into_any(),
    };
    let by_year = !matches!(page, GroupPage::Years | GroupPage::Share);
    let heading = matches!(page, GroupPage::Units | GroupPage::Roles | GroupPage::Years)
        .then(|| view! { <h2>{name(page, t)}</h2> }.into_any());
    let lead = by_year.then(|| view! { <p class="lead">{lead(group, year)}</p> }.into_any());
    let choose = (by_year && group.years.len() > 1).then(|| choose_year(group, year));
    let too_few = (by_year && group.shared_year(year).is_none()).then(|| {
        view! { <p class="notice">{t.too_few_for_anything(group.together.file.thresholds.medians)}</p> }.into_any()
    });
    view! {
        <div class="group wide">
            {lead}
            {versions}
            {tabs}
            {choose}
            {too_few}
            {heading}
            {body}
            <Caveat loaded=group.loaded.clone()/>
        </div>
    }
    .into_any()
}

/// How many have answered, from where and when.
fn lead(group: &GroupView, year: u16) -> String {
    let (t, lang) = (group.t(), group.loaded.value.language);
    let (people, days) = match (group.own_year(year), group.shared_year(year)) {
        (Some(own), _) => (own.people, &own.days),
        (None, Some(shared)) => (shared.people, &shared.days),
        (None, None) => return String::new(),
    };
    let mut lead = t.answers_from(people as usize);
    let units = group.own_year(year).map_or(0, |own| own.units.iter().filter(|row| !row.unit.is_empty()).count());
    if units > 0 {
        lead += " ";
        lead += &t.from_units(units);
    }
    lead += ", ";
    lead += &t.days_in_words(format::day(&days.0, lang), &format::day(&days.1, lang));
    lead += ". ";
    if group.shared_year(year).is_some_and(|year| !year.municipalities.is_empty()) {
        lead += &t.group_municipalities(&t.list(&group.together.file.municipalities));
        lead += " ";
    }
    if let Some(own) = group.own_year(year).filter(|own| own.drafts > 0) {
        lead += &t.with_drafts(own.drafts as usize);
    }
    lead
}

/// What became of results of other versions, and of files that overlap.
fn versions(group: &GroupView) -> AnyView {
    let state = AppState::get();
    let (t, id) = (group.t(), group.loaded.value.id.clone());
    let migrates = move |migrates: bool| {
        let id = id.clone();
        move || {
            Work::get().choose(state, &id, |choices| choices.migrates = migrates);
            page::focus("h1");
        }
    };
    let others = group.own.of_other_versions as usize;
    let migrated = group.own.migrated as usize;
    let others = (others > 0).then(|| {
        let run = migrates.clone()(true);
        view! {
            <div class="notice">
                <p>{t.of_other_versions(others)}</p>
                <p><Button class="button button-quiet" text=t.migrate_button() run/></p>
            </div>
        }
        .into_any()
    });
    let migrated = (migrated > 0).then(|| {
        let run = migrates(false);
        view! {
            <div class="notice">
                <p>{t.migrated(migrated)}</p>
                <p><Button class="button button-quiet" text=t.migrate_undo() run/></p>
            </div>
        }
        .into_any()
    });
    let overlapping =
        (group.together.overlapping > 0).then(|| view! { <p class="notice">{t.overlapping()}</p> }.into_any());
    view! { <div>{others}{migrated}{overlapping}</div> }.into_any()
}

/// What a page is called.
fn name(page: GroupPage, t: Texts) -> &'static str {
    match page {
        GroupPage::Questions => t.group_questions(),
        GroupPage::Units => t.group_units(),
        GroupPage::Roles => t.group_roles(),
        GroupPage::Years => t.group_years(),
        GroupPage::Share => t.group_share(),
    }
}

fn tabs(group: &GroupView, page: GroupPage) -> AnyView {
    let (t, lang) = (group.t(), group.loaded.value.language);
    let link = |own: GroupPage| {
        let to = place::address(lang, Some((&group.loaded.value.id, own)));
        let current = (own == page).then_some("page");
        view! { <li><a href=to aria-current=current>{name(own, t)}</a></li> }.into_any()
    };
    let links: Vec<_> = GroupPage::ALL.into_iter().map(link).collect();
    view! { <nav class="tabs wide" aria-label=t.group_pages()><ul>{links}</ul></nav> }.into_any()
}

fn choose_year(group: &GroupView, year: u16) -> AnyView {
    let years: Vec<_> = group.years.iter().map(|year| (year.to_string(), year.to_string())).collect();
    let choose = move |year: String| {
        Work::get().year.set(year.parse().ok());
        page::focus(".group select");
    };
    view! {
        <Field label=group.t().choose_year()>
            <Select options=Signal::stored(years) value=Signal::stored(year.to_string()) choose/>
        </Field>
    }
    .into_any()
}
