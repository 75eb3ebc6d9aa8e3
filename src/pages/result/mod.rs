//! The result: the verdict, why it came out so, section by section, what to do, and the file.

mod chart;
mod keep;
mod recommendations;
mod verdict;
mod written;

use std::sync::Arc;

use engine::model::questionnaire::ScoringKind;
use engine::results::plan::Plan;
use engine::results::result_file::OpenReport;
use engine::scoring;
use leptos::prelude::*;
use texts::{Explain, Texts};

use crate::browser::{format, page};
use crate::components::{AssessmentNotices, Background, Caveat, Heading, fresh};
use crate::load::Loaded;
use crate::pages::compare::Compare;
use crate::pages::plan::PlanSection;
use crate::pages::result::chart::Chart;
use crate::pages::result::keep::Keep;
use crate::pages::result::recommendations::Recommendations;
use crate::pages::result::verdict::Verdict;
use crate::pages::result::written::{Explanations, OwnTexts};
use crate::route::Step;
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
    // The targets alone: the charts are not drawn anew while an action is being written.
    let targets = Memo::new(move |_| Plan { targets: state.plan().targets, ..Plan::default() });
    let opened = {
        let loaded = loaded.clone();
        move || match state.notice.get()? {
            Notice::Opened(report) => Some(view! { <Opened loaded=loaded.clone() report/> }.into_any()),
            _ => None,
        }
    };
    let scored = {
        let loaded = loaded.clone();
        move || {
            let (loaded, answers) = (loaded.clone(), answers.get());
            let score = Arc::new(scoring::score(&loaded.value, &answers));
            view! {
                <Verdict loaded=loaded.clone() targets score=score.clone()/>
                <Caveat loaded=loaded.clone()/>
                <Chart loaded=loaded.clone() targets score/>
                <Recommendations loaded answers/>
            }
            .into_any()
        }
    };
    let written = {
        let loaded = loaded.clone();
        move || {
            let (loaded, answers) = (loaded.clone(), answers.get());
            view! { <Explanations loaded=loaded.clone() answers=answers.clone()/> <OwnTexts loaded answers/> }
                .into_any()
        }
    };
    let plan =
        (q.scoring.kind != ScoringKind::Knowledge).then(|| view! { <PlanSection loaded=loaded.clone()/> }.into_any());
    view! {
        <Heading text=t.result() title=format!("{} – {}", t.result(), q.title)/>
        <p class="hint">
            {t.made_with(&q.title, &q.version)}
            <span prop:textContent=move || made(state, t)></span>
        </p>
        <div role="status">{move || fresh(opened())}</div>
        <AssessmentNotices loaded=loaded.clone()/>
        <div>{move || fresh(scored())}</div>
        {plan}
        <div>{move || fresh(written())}</div>
        <Compare loaded=loaded.clone()/>
        <Keep loaded=loaded.clone()/>
        <Background loaded=loaded.clone()/>
        <p class="buttons step-buttons">
            <a class="button button-quiet" href=state.to(&q.id, Step::Review)>{t.to_review()}</a>
        </p>
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
