//! This result beside earlier ones, from files that the respondent opens.

use engine::Lang;
use engine::results::compare::{self, Comparison, Row, Trend};
use engine::results::plan;
use engine::results::result_file::ResultFile;
use engine::scoring::{Figure, Part};
use leptos::prelude::*;
use texts::{Explain, Texts};

use crate::browser::format;
use crate::components::{AddedResults, Button, fresh, numbered, question_links};
use crate::load::Loaded;
use crate::route::{Step, Tab};
use crate::state::AppState;
use crate::state::files::CannotOpen;

/// As many ids as anybody reads. A file may hold very many answers that nobody asks for.
const MOST: usize = 20;

/// A button that adds an earlier result, and the comparison with those that have been added.
#[component]
pub fn Compare(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let state = AppState::get();
    let lang = loaded.value.language;
    let t = Texts(lang);
    let files = RwSignal::new(Vec::new());
    let name = {
        let id = loaded.value.id.clone();
        UnsyncCallback::new(move |result: ResultFile| match result.questionnaire.id == id {
            true => Ok(name(&result, lang)),
            false => Err(CannotOpen::OtherQuestionnaire(result.questionnaire.id)),
        })
    };
    let is_here = {
        let loaded = loaded.clone();
        UnsyncCallback::new(move |result: ResultFile| {
            untrack(|| state.result_file(&loaded.value)).is_some_and(|own| own.is_same_as(&result))
        })
    };
    // Drawn anew only when it says something else: not while an action is being written.
    let compared = {
        let loaded = loaded.clone();
        Memo::new(move |_| {
            let mut results = files.get();
            // What is shown counts once too, also where its file was added before it was opened.
            if let Some(own) = state.result_file(&loaded.value) {
                compare::add(&mut results, own);
            }
            compare::compare(&loaded.value, results)
        })
    };
    let id = loaded.value.id.clone();
    let carry_over = move || {
        let mut results = files.get();
        compare::in_order(&mut results);
        let left = plan::left_of(&state.plan(), results.iter().rev().map(|result| &result.plan));
        let count = left.len();
        let id = id.clone();
        let add = move || {
            let left = left.clone();
            state.change_plan("carry over", move |plan| left.iter().for_each(|action| plan.put(action.clone())));
            // There the actions are now.
            state.go(&id, Step::Result(Tab::ToDo));
        };
        (count > 0)
            .then(|| view! { <p><Button class="button button-quiet" text=t.carry_over(count) run=add/></p> }.into_any())
    };
    let comparison = move || compared.get().map(|compared| comparison(&loaded, &compared));
    view! {
        <div class="compare">
            <p class="hint">{t.compare_help()}</p>
            <AddedResults files text=t.compare_add() lang name is_here/>
            {move || fresh(comparison())}
            {move || fresh(carry_over())}
        </div>
    }
}

/// What a result is called: its day, and its unit.
pub fn name(result: &ResultFile, lang: Lang) -> String {
    let unit = result.unit.as_ref().map(|unit| format!(", {unit}"));
    format!("{}{}", format::day(result.dated(), lang), unit.unwrap_or_default())
}

fn comparison(loaded: &Loaded, compared: &Comparison) -> AnyView {
    let q = &loaded.value;
    let t = Texts(q.language);
    let days = numbered(compared.days.iter().map(|day| format::day(day, q.language)));
    let heads = [t.section().to_owned()].into_iter().chain(days).chain([t.since_last().to_owned()]);
    let heads = heads.map(|head| view! { <th scope="col">{head}</th> }.into_any());
    let whole = compared.whole.figures.iter().any(|figure| *figure != Figure::None).then_some(&compared.whole);
    let rows = whole.into_iter().chain(&compared.sections).chain(&compared.indices);
    let rows = rows.map(|row| figures(loaded, row, t.part(q, &row.id)));
    let lists = [Trend::Fell, Trend::Rose, Trend::New, Trend::Left].into_iter().filter_map(|trend| {
        let moved = || compared.questions.iter().filter(|(_, of)| *of == trend);
        let links = question_links(q, moved().filter_map(|(id, _)| q.question(id)), None)?;
        let title = format!("{} ({})", t.questions_that(trend), moved().count());
        Some(view! { <div><h2>{title}</h2>{links}</div> }.into_any())
    });
    let gone = (!compared.gone.is_empty())
        .then(|| view! { <p>{t.no_longer_asked(&first_of(&compared.gone, t))}</p> }.into_any());
    view! {
        <div>
            <div class="scroll" tabindex="0" role="region" aria-label=t.compare()>
                <table>
                    <caption class="visually-hidden">{t.compare()}</caption>
                    <thead><tr>{heads.collect::<Vec<_>>()}</tr></thead>
                    <tbody>{rows.collect::<Vec<_>>()}</tbody>
                </table>
            </div>
            {lists.collect::<Vec<_>>()}
            {gone}
        </div>
    }
    .into_any()
}

/// The first of many, and how many more there are.
fn first_of(ids: &[String], t: Texts) -> String {
    let (first, rest) = ids.split_at(ids.len().min(MOST));
    let more = (!rest.is_empty()).then(|| format!(" {}", t.and_more(rest.len())));
    first.join(", ") + &more.unwrap_or_default()
}

/// One part's figures, with a line where there are more than two.
fn figures(loaded: &Loaded, row: &Row, name: String) -> AnyView {
    let q = &loaded.value;
    let t = Texts(q.language);
    let explain = Explain::new(q, format::BROWSER);
    let cells = row.figures.iter().map(|figure| {
        let text = match figure {
            Figure::None => "–".to_owned(),
            // Without its name: the table is wide enough as it is. With its share, which may move while the level stands.
            Figure::Level { level, share, unconfirmed, .. } => {
                let level = if *unconfirmed { t.no_level().to_owned() } else { format!("{} {level}", t.level()) };
                format!("{level}, {}", format::percent(*share, q.language))
            }
            figure => explain.figure(&Part { figure: *figure, ..Part::default() }),
        };
        view! { <td>{text}</td> }.into_any()
    });
    let shares: Vec<f64> = row.figures.iter().filter_map(Figure::fraction).collect();
    let line = (shares.len() > 2).then(|| trend_line(&shares));
    let trend = row.trend().map_or(t.unchanged(), |trend| t.trend(trend));
    view! {
        <tr>
            <th scope="row">{name}{line}</th>
            {cells.collect::<Vec<_>>()}
            <td class="figure">{trend}</td>
        </tr>
    }
    .into_any()
}

/// A line through the figures; the cells beside it say the same.
fn trend_line(shares: &[f64]) -> AnyView {
    #[expect(clippy::cast_precision_loss, reason = "a handful of results")]
    let step = 100.0 / (shares.len() - 1) as f64;
    let mut x = 0.0;
    let mut points = String::new();
    for share in shares {
        points += &format!("{x:.1},{:.1} ", 18.0 - 16.0 * share);
        x += step;
    }
    let points = points.trim_end().to_owned();
    view! {
        <svg class="trend" viewBox="-2 0 104 20" preserveAspectRatio="none" aria-hidden="true">
            <polyline class="trend-line" points=points/>
        </svg>
    }
    .into_any()
}
