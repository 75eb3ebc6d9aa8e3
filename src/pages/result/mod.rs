//! The result, on four pages that are drawn together: the figure and why, what to do, earlier results, and the file. One is
//! shown; paper gets all of them, whichever it is printed from.

mod areas;
mod code;
pub mod compare;
mod first;
mod plan;
mod save;
mod tabs;
mod to_do;
mod verdict;
mod written;

use std::sync::Arc;

use engine::model::answers::Answers;
use engine::model::questionnaire::ScoringKind;
use engine::results::plan::Plan;
use engine::results::result_file::OpenReport;
use engine::results::to_do::to_do;
use engine::scoring;
use leptos::prelude::*;
use texts::{Explain, Texts};

use crate::browser::{format, page};
use crate::components::{AssessmentNotices, Background, CaveatInBrief, fresh};
use crate::load::Loaded;
use crate::pages::result::areas::Areas;
use crate::pages::result::code::CodeSection;
use crate::pages::result::compare::Compare;
use crate::pages::result::first::First;
use crate::pages::result::save::{DownloadResult, Save};
use crate::pages::result::tabs::{SHOWN_HEADING, TabPage, Tabs, name};
use crate::pages::result::to_do::ToDo;
use crate::pages::result::verdict::{Verdict, Why};
use crate::pages::result::written::{Explanations, OwnTexts, ToShow};
use crate::route::{Place, Step, Tab};
use crate::state::{AppState, Notice};

/// The result of the answers of the active assessment. What shows answers follows them, also when another tab changes
/// one; what is being written stays as it is.
#[component]
pub fn ResultView(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let state = AppState::get();
    let q = &loaded.value;
    let t = Texts(q.language);
    page::soon(move || state.parts.documents.prefetch());
    let answers = Memo::new(move |_| state.answers());
    let areas = {
        let loaded = loaded.clone();
        Memo::new(move |_| answers.with(|answers| to_do(&loaded.value, answers, &state.plan())))
    };
    let tab = Memo::new(move |before: Option<&Tab>| {
        let of_route = state.route.with(|route| match &route.place {
            Place::Questionnaire(_, Step::Result(tab)) => Some(*tab),
            _ => None,
        });
        // This page is about to go.
        of_route.or(before.copied()).unwrap_or(Tab::Summary)
    });
    let title = q.title.clone();
    Effect::new(move |_| {
        page::set_title(&format!("{} – {title} – {}", name(tab.get(), t), t.site_name()));
        if state.has_moved.get_untracked() {
            page::scroll_to_top();
            page::focus(SHOWN_HEADING);
        }
    });
    let opened = {
        let loaded = loaded.clone();
        move || match state.notice.get()? {
            Notice::Opened(report) => Some(view! { <Opened loaded=loaded.clone() report/> }.into_any()),
            _ => None,
        }
    };
    let is_knowledge = q.scoring.kind == ScoringKind::Knowledge;
    let to_do = (!is_knowledge).then(|| view! { <ToDo loaded=loaded.clone() answers areas/> }.into_any());
    let front = state.to(&q.id, Step::Front);
    let summary = view! { <Summary loaded=loaded.clone() answers/> }.into_any();
    let compare = view! { <Compare loaded=loaded.clone()/> }.into_any();
    let save = view! { <Save loaded=loaded.clone()/> }.into_any();
    view! {
        <p class="made">
            <a href=front>{q.title.clone()}</a>
            {format!(", version {}", q.version)}
            <span prop:textContent=move || made(state, t)></span>
        </p>
        <div role="status">{move || fresh(opened())}</div>
        <AssessmentNotices loaded=loaded.clone()/>
        <Tabs loaded=loaded.clone() areas tab/>
        <TabPage own=Tab::Summary tab t>{summary}</TabPage>
        <TabPage own=Tab::ToDo tab t>{to_do}</TabPage>
        <TabPage own=Tab::Compare tab t>{compare}</TabPage>
        <TabPage own=Tab::Save tab t>{save}</TabPage>
    }
}

/// The figure, what it means, what to do first, why, and section by section.
#[component]
fn Summary(
    /// The questionnaire.
    loaded: Loaded,
    /// The answers.
    answers: Memo<Answers>,
) -> impl IntoView {
    let state = AppState::get();
    let q = &loaded.value;
    let t = Texts(q.language);
    // The targets alone: the charts are not drawn anew while an action is being written.
    let targets = Memo::new(move |_| Plan { targets: state.plan().targets, ..Plan::default() });
    let scored = {
        let loaded = loaded.clone();
        move || {
            let (loaded, answers) = (loaded.clone(), answers.get());
            let score = Arc::new(scoring::score(&loaded.value, &answers));
            // With nothing answered there is nothing to explain.
            let parts = (!answers.is_empty()).then(|| {
                view! {
                    <Why loaded=loaded.clone() score=score.clone()/>
                    <Areas loaded=loaded.clone() targets score=score.clone()/>
                    <Explanations loaded=loaded.clone() answers=answers.clone()/>
                    <OwnTexts loaded=loaded.clone() answers=answers.clone()/>
                    <ToShow loaded=loaded.clone() answers=answers.clone()/>
                }
                .into_any()
            });
            view! {
                <div class="at-a-glance wide">
                    <Verdict loaded=loaded.clone() targets score/>
                    <First loaded answers/>
                </div>
                {parts}
            }
            .into_any()
        }
    };
    view! {
        <div class="parted wide">{move || fresh(scored())}</div>
        <CaveatInBrief loaded=loaded.clone()/>
        <section class="screen-only">
            <DownloadResult loaded=loaded.clone()/>
            <p><a href=state.to(&q.id, Step::Review)>{t.to_review()}</a></p>
        </section>
        <CodeSection loaded=loaded.clone()/>
        <Background loaded/>
    }
}

/// Whether it is a draft, of which day, and of which unit: what paper has to say.
fn made(state: AppState, t: Texts) -> String {
    let made = state.active.with(|active| {
        let assessment = &active.as_ref()?.assessment;
        let status = t.of_status(assessment.status);
        let day = format::day(assessment.dated(), t.0);
        let unit = assessment.unit.as_ref().filter(|unit| !unit.trim().is_empty()).map(|unit| format!(" · {unit}"));
        Some(format!(" · {status} · {day}{}", unit.unwrap_or_default()))
    });
    made.unwrap_or_default()
}

/// What a reader of a file that has been opened must know. What became of its answers is said with the assessment.
#[component]
fn Opened(
    /// The questionnaire.
    loaded: Loaded,
    /// What has to be known about the file.
    report: OpenReport,
) -> impl IntoView {
    let state = AppState::get();
    let q = &loaded.value;
    let t = Texts(q.language);
    let OpenReport { other_version, answers, disagreements } = report;
    let warning = other_version || !disagreements.is_empty();
    let saved = if state.is_saved() { t.opened_kept() } else { t.opened_not_kept() };
    let version = format!("{} {}", t.other_version(), t.matched(answers.matched));
    let version = other_version.then(|| view! { <p>{version}</p> }.into_any());
    let explain = Explain::new(q, format::BROWSER);
    let figures = disagreements.iter().map(|(theirs, ours)| {
        let figures = t.disagreement(&t.part(q, &ours.id), &explain.figure(theirs), &explain.figure(ours));
        view! { <li>{figures}</li> }.into_any()
    });
    let figures: Vec<_> = figures.collect();
    let disagrees = (!figures.is_empty()).then(|| view! { <p>{t.disagrees()}</p> <ul>{figures}</ul> }.into_any());
    view! {
        <div class=if warning { "notice notice-warning" } else { "notice" }>
            <p><strong>{t.opened()}</strong>" "{saved}</p>
            {version}
            {disagrees}
        </div>
    }
}
