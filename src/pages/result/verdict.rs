//! The figure of the whole, and why it is what it is.

use std::sync::Arc;

use engine::model::questionnaire::{Questionnaire, ScoringKind};
use engine::results::plan::{Plan, gap, target_fraction};
use engine::scoring::{Figure, Part, Reason, Score};
use leptos::prelude::*;
use texts::{Explain, Texts};

use crate::browser::format;
use crate::components::{Details, Target, Vial, fresh, question_links};
use crate::load::Loaded;
use crate::route::Step;
use crate::state::AppState;

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
        let to_questions = AppState::get().to(&q.id, Step::Front);
        return view! {
            <section class="verdict">
                <p class="verdict-figure">{t.no_result()}</p>
                <p>{t.no_result_help()}</p>
                <p class="screen-only"><a class="button" href=to_questions>{t.to_questions()}</a></p>
            </section>
        }
        .into_any();
    }
    let preliminary = whole.preliminary.then(|| view! { <span class="tag">{t.preliminary()}</span> }.into_any());
    let (figure, meaning) = explain.headline(whole);
    let figure = (!no_whole).then(|| view! { <p class="verdict-figure">{figure}</p> }.into_any());
    let meaning = meaning.map(|meaning| view! { <p class="lead">{meaning}</p> }.into_any());
    let sentence = if no_whole { Some(t.no_whole().to_owned()) } else { explain.verdict(whole) };
    let sentence = sentence.map(|sentence| view! { <p>{sentence}</p> }.into_any());
    let name = q.scoring.name.clone();
    let level = {
        let (loaded, score) = (loaded.clone(), score.clone());
        move || spirit_level(&targets.get(), &loaded.value, &score)
    };
    view! {
        <section class="verdict">
            <p class="verdict-name">{name}" "{preliminary}</p>
            {figure}
            {meaning}
            {move || fresh(level())}
            {sentence}
        </section>
    }
    .into_any()
}

/// Why the figure of the whole is what it is, and the figures beside it. Empty if there is nothing to say.
#[component]
pub fn Why(
    /// The questionnaire.
    loaded: Loaded,
    /// The score.
    score: Arc<Score>,
) -> impl IntoView {
    let q = &loaded.value;
    let t = Texts(q.language);
    let explain = Explain::new(q, format::BROWSER);
    let reasons = reasons(q, &explain, &score.whole);
    let why = (!reasons.is_empty())
        .then(|| view! { <section><h2>{t.why_this()}</h2><ul class="reasons">{reasons}</ul></section> }.into_any());
    let indices = q.indices.iter().filter_map(|index| {
        let part = score.indices.iter().find(|part| part.id == index.id)?;
        Some(view! { <li>{format!("{}: ", index.name)}<strong>{explain.figure(part)}</strong></li> }.into_any())
    });
    let indices: Vec<_> = indices.collect();
    let beside =
        (!indices.is_empty()).then(|| view! { <section><h2>{t.beside()}</h2><ul>{indices}</ul></section> }.into_any());
    view! { {why} {beside} }
}

/// The reasons for a figure, each with the questions that it is about.
pub fn reasons(q: &Questionnaire, explain: &Explain<'_>, part: &Part) -> Vec<AnyView> {
    let t = Texts(q.language);
    let reason = |reason: &Reason| {
        let questions = reason.questions();
        let links = question_links(q, questions.iter().filter_map(|id| q.question(id)), None);
        let links = links.map(|links| {
            view! { <Details summary=t.show_questions(questions.len()) class="concerned">{links}</Details> }.into_any()
        });
        view! { <li>{explain.reason(reason, part)}{links}</li> }.into_any()
    };
    part.reasons.iter().map(reason).collect()
}

/// The spirit level of the whole: its bubble is between the marks where the target is reached, or the highest there is if
/// none is set.
fn spirit_level(plan: &Plan, q: &Questionnaire, score: &Score) -> Option<AnyView> {
    let whole = &score.whole;
    let share = whole.figure.fraction()?;
    let t = Texts(q.language);
    let target = target(plan, q, score, whole);
    let marked = target.as_ref().map_or(1.0, |target| target.fraction);
    let said = target.map(|target| {
        let text = format!("{}: {}. {}: {}.", t.target(), target.text, t.gap(), target.gap);
        view! { <p>{text}</p> }.into_any()
    });
    let mut scale = Explain::new(q, format::BROWSER).scale(whole);
    match scale.iter_mut().find(|(share, _)| (share - marked).abs() < 1e-6) {
        Some((_, label)) => *label = format!("{label}\n{}", t.is_level()),
        None => scale.push((marked, t.target().to_owned())),
    }
    Some(view! { <Vial share target=marked scale/> {said} }.into_any())
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
