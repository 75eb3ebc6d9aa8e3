//! The result section by section, and the targets that the respondent sets.

use std::sync::Arc;

use engine::model::questionnaire::{Questionnaire, ScoringKind};
use engine::results::plan::{Plan, target_values};
use engine::scoring::Score;
use leptos::prelude::*;
use texts::{Explain, Texts};

use crate::browser::format;
use crate::components::{Details, FEWEST_AXES, Field, Radar, Row, SectionTable, Select, fresh};
use crate::load::Loaded;
use crate::pages::result::verdict::{reasons, target};
use crate::state::AppState;

/// The sections, each with its steps or bar, and fields for targets.
#[component]
pub fn Areas(
    /// The questionnaire.
    loaded: Loaded,
    /// A plan with the targets alone.
    targets: Memo<Plan>,
    /// The score.
    score: Arc<Score>,
) -> impl IntoView {
    let q = &loaded.value;
    let t = Texts(q.language);
    if score.sections.is_empty() {
        return ().into_any();
    }
    let rows = {
        let (loaded, score) = (loaded.clone(), score.clone());
        move || rows(&targets.get(), &loaded.value, &score)
    };
    let outcome = match q.scoring.kind {
        ScoringKind::Agreement | ScoringKind::Percentages => t.share(),
        ScoringKind::Levels => t.level(),
        ScoringKind::Baseline | ScoringKind::Knowledge => t.outcome(),
    };
    let axes = score.sections.iter().filter(|part| part.figure.fraction().is_some()).count();
    let radar = (axes >= FEWEST_AXES).then(|| {
        let rows = rows.clone();
        view! {
            <Details summary=t.show_radar()>
                <div>{move || fresh(view! { <Radar rows=rows() t/> })}</div>
            </Details>
        }
        .into_any()
    });
    let reasons = section_reasons(q, &score);
    let reasons = (!reasons.is_empty())
        .then(|| view! { <Details summary=t.why_each()><div>{reasons}</div></Details> }.into_any());
    let fields = view! { <TargetFields loaded=loaded.clone() targets score/> }.into_any();
    let table =
        move || view! { <SectionTable caption=t.by_section() what=t.section() outcome rows=rows() t/> }.into_any();
    view! {
        <section class="wide areas">
            <h2>{t.by_section()}</h2>
            {move || fresh(table())}
            {radar}
            {fields}
            {reasons}
        </section>
    }
    .into_any()
}

/// The sections, as rows of a table that is also their chart.
fn rows(plan: &Plan, q: &Questionnaire, score: &Score) -> Vec<Row> {
    let t = Texts(q.language);
    let explain = Explain::new(q, format::BROWSER);
    let is_levels = q.scoring.kind == ScoringKind::Levels;
    // Marked only where it tells something: where most are higher.
    let fractions = || score.sections.iter().filter_map(|part| part.figure.fraction());
    let lowest = fractions().reduce(f64::min).filter(|lowest| {
        let count = fractions().filter(|other| other <= lowest).count();
        2 * count <= score.sections.len()
    });
    let rows = score.sections.iter().map(|part| Row {
        name: t.part(q, &part.id),
        fraction: part.figure.fraction(),
        steps: part.figure.highest().unwrap_or(0),
        is_lowest: lowest.is_some_and(|lowest| part.figure.fraction() == Some(lowest)),
        figure: explain.figure(part),
        in_column: explain.figure_in_column(part),
        share: part.figure.share().filter(|_| is_levels).map(|share| format::percent(share, q.language)),
        target: target(plan, q, score, part),
        counts: part.counts,
    });
    rows.collect()
}

/// Fields for the target profile, unless the questionnaire's figures take no targets.
#[component]
fn TargetFields(
    /// The questionnaire.
    loaded: Loaded,
    /// The plan with the targets.
    targets: Memo<Plan>,
    /// The score.
    score: Arc<Score>,
) -> impl IntoView {
    let state = AppState::get();
    let q = &loaded.value;
    let t = Texts(q.language);
    let parts = std::iter::once(&score.whole).chain(&score.sections);
    let parts: Vec<(String, Vec<u8>)> = parts.map(|part| (part.id.clone(), target_values(q, &part.id))).collect();
    let parts: Vec<_> = parts.into_iter().filter(|(_, values)| !values.is_empty()).collect();
    if parts.is_empty() {
        return None;
    }
    let fields = parts.iter().map(|(part, values)| {
        let own = {
            let (id, loaded) = (part.clone(), loaded.clone());
            Signal::derive(move || {
                let target = targets.get().chosen_target(&loaded.value, &id);
                target.map(|target| target.to_string()).unwrap_or_default()
            })
        };
        let (id, label, options) = (part.clone(), t.part(q, part), target_options(q, values));
        let choose = move |chosen: String| {
            let (id, target) = (id.clone(), chosen.parse().ok());
            state.change_plan(&format!("target {id}"), move |plan| plan.set_target(&id, target));
        };
        view! {
            <Field label class="field target"><Select options value=own choose/></Field>
        }
        .into_any()
    });
    let fields: Vec<_> = fields.collect();
    let most = parts.iter().max_by_key(|(_, values)| values.len()).filter(|_| parts.len() > 1);
    let all = most.map(|(_, values)| {
        let options = target_options(q, values);
        let parts = parts.clone();
        let chosen = RwSignal::new(String::new());
        let choose = move |value: String| {
            let (parts, target) = (parts.clone(), value.parse::<u8>().ok());
            chosen.set(value);
            state.change_plan("target", move |plan| {
                for (part, values) in &parts {
                    // A section that states no level so high is to reach its highest.
                    plan.set_target(part, target.map(|target| target.min(values.last().copied().unwrap_or(target))));
                }
            });
        };
        view! {
            <Field label=t.target_for_all() class="field target"><Select options value=chosen choose/></Field>
        }
        .into_any()
    });
    let fields = view! {
        <Details summary=t.set_targets() class="set-targets">
            <div><p class="hint">{t.targets_help()}</p>{all}{fields}</div>
        </Details>
    };
    Some(fields.into_any())
}

/// The targets to choose from, and none.
fn target_options(q: &Questionnaire, values: &[u8]) -> Vec<(String, String)> {
    let explain = Explain::new(q, format::BROWSER);
    let none = (String::new(), Texts(q.language).no_target().to_owned());
    std::iter::once(none).chain(values.iter().map(|value| (value.to_string(), explain.target(*value)))).collect()
}

/// Why each section's figure is what it is. Only where sections stand for themselves: elsewhere the whole says it.
fn section_reasons(q: &Questionnaire, score: &Score) -> Vec<AnyView> {
    if !matches!(q.scoring.kind, ScoringKind::Levels | ScoringKind::Percentages) {
        return Vec::new();
    }
    let explain = Explain::new(q, format::BROWSER);
    let parts = score.sections.iter().filter(|part| !part.reasons.is_empty());
    let parts = parts.map(|part| {
        let reasons = reasons(q, &explain, part);
        let summary = format!("{}: {}", Texts(q.language).part(q, &part.id), explain.figure(part));
        view! { <Details summary><div><ul class="reasons">{reasons}</ul></div></Details> }.into_any()
    });
    parts.collect()
}
