//! The figure of the whole, and why it is what it is.

use std::sync::Arc;

use engine::model::questionnaire::{Questionnaire, ScoringKind};
use engine::results::plan::{Plan, gap, target_fraction};
use engine::scoring::{Figure, Part, Reason, Score};
use leptos::prelude::*;
use texts::{Explain, Texts};

use crate::browser::format;
use crate::components::{Target, Vial, fresh, question_links};
use crate::load::Loaded;

/// The verdict.
#[component]
pub fn Verdict(
    /// The questionnaire.
    loaded: Loaded,
    /// A plan with the targets alone.
    targets: Memo<Plan>,
    /// The score.
    score: Arc<Score>,
) -> impl IntoView {
    let q = &loaded.value;
    let t = Texts(q.language);
    let explain = Explain::new(q, format::BROWSER);
    let whole = &score.whole;
    let no_whole = q.scoring.kind == ScoringKind::Percentages;
    if whole.figure == Figure::None && whole.counts.cannot_assess == 0 && !no_whole {
        return view! {
            <section class="verdict">
                <p class="verdict-figure">{t.no_result()}</p>
                <Vial share=None/>
                <p>{t.no_result_help()}</p>
            </section>
        }
        .into_any();
    }
    let preliminary = whole.preliminary.then(|| view! { <span class="tag">{t.preliminary()}</span> }.into_any());
    let figure = (!no_whole).then(|| view! { <p class="verdict-figure">{explain.figure(whole)}</p> }.into_any());
    let sentence = explain.verdict(whole).map(|sentence| view! { <p class="lead">{sentence}</p> }.into_any());
    let reasons = reasons(q, &explain, whole);
    let why = (!reasons.is_empty()).then(|| view! { <h2>{t.why_this()}</h2> }.into_any());
    let indices = q.indices.iter().filter_map(|index| {
        let part = score.indices.iter().find(|part| part.id == index.id)?;
        Some(view! { <li>{format!("{}: ", index.name)}<strong>{explain.figure(part)}</strong></li> }.into_any())
    });
    let indices: Vec<_> = indices.collect();
    let beside = (!indices.is_empty()).then(|| view! { <div><h2>{t.beside()}</h2><ul>{indices}</ul></div> }.into_any());
    let name = q.scoring.name.clone();
    let level = {
        let (loaded, score) = (loaded.clone(), score.clone());
        move || spirit_level(&targets.get(), &loaded.value, &score)
    };
    view! {
        <section class="verdict">
            <p class="verdict-name">{name}" "{preliminary}</p>
            {figure}
            {move || fresh(level())}
            {sentence}
            {why}
            <ul class="reasons">{reasons}</ul>
            {beside}
        </section>
    }
    .into_any()
}

/// The reasons for a figure, each with links to the questions that it is about.
pub fn reasons(q: &Questionnaire, explain: &Explain<'_>, part: &Part) -> Vec<AnyView> {
    let reason = |reason: &Reason| {
        let questions = reason.questions().iter().filter_map(|id| q.question(id));
        let links = question_links(q, questions, Some("concerned"));
        view! { <li>{explain.reason(reason, part)}{links}</li> }.into_any()
    };
    part.reasons.iter().map(reason).collect()
}

/// The spirit level, with its marks at the target of the whole where there is one.
fn spirit_level(plan: &Plan, q: &Questionnaire, score: &Score) -> Option<AnyView> {
    let whole = &score.whole;
    if whole.figure == Figure::None {
        return None;
    }
    let share = whole.figure.fraction();
    let Some(target) = target(plan, q, score, whole) else { return Some(view! { <Vial share/> }.into_any()) };
    let t = Texts(q.language);
    let text = format!("{}: {}. {}: {}.", t.target(), target.text, t.gap(), target.gap);
    Some(view! { <Vial share target=target.fraction/> <p>{text}</p> }.into_any())
}

/// The target of a part, if the respondent has set one.
pub fn target(plan: &Plan, q: &Questionnaire, score: &Score, part: &Part) -> Option<Target> {
    let explain = Explain::new(q, format::BROWSER);
    let target = plan.target(q, score, &part.id)?;
    Some(Target {
        fraction: target_fraction(&part.figure, target),
        text: explain.target(target),
        gap: explain.gap(gap(&part.figure, target)?),
    })
}
