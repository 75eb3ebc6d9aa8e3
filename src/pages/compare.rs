//! This result beside earlier ones, from files that the respondent opens.

use engine::Lang;
use engine::results::compare::{self, Comparison, Row, Trend};
use engine::results::plan;
use engine::results::result_file::ResultFile;
use engine::scoring::{Figure, Part};
use leptos::prelude::*;
use texts::{Explain, Texts};

use crate::browser::{format, page};
use crate::components::{AddedResults, numbered, question_links};
use crate::load::Loaded;
use crate::pages::plan::HEADING;
use crate::state::AppState;
use crate::state::files::CannotOpen;
use crate::ui::{El, button, el, svg, text_el};

/// As many ids as anybody reads. A file may hold very many answers that nobody asks for.
const MOST: usize = 20;

/// A button that takes an earlier result in, and the comparison with those that have been.
pub fn compare(state: AppState, loaded: &Loaded) -> El {
    let lang = loaded.value.language;
    let t = Texts(lang);
    let added = AddedResults::new(lang);
    let id = loaded.value.id.clone();
    let name = move |result: &ResultFile| match result.questionnaire.id == id {
        true => Ok(name(result, lang)),
        false => Err(CannotOpen::OtherQuestionnaire(result.questionnaire.id.clone())),
    };
    let is_here = {
        let loaded = loaded.clone();
        move |result: &ResultFile| {
            untrack(|| state.result_file(&loaded.value)).is_some_and(|own| own.is_same_as(result))
        }
    };
    // Drawn anew only when it says something else: not while an action is being written.
    let compared = {
        let loaded = loaded.clone();
        Memo::new(move |_| {
            let mut results = added.files.get();
            // What is shown counts once too, also where its file was added before it was opened.
            if let Some(own) = state.result_file(&loaded.value) {
                compare::add(&mut results, own);
            }
            compare::compare(&loaded.value, results)
        })
    };
    let shown = {
        let loaded = loaded.clone();
        move || compared.get().map(|compared| comparison(&loaded, &compared))
    };
    let carry_over = move || {
        let mut results = added.files.get();
        compare::in_order(&mut results);
        let left = plan::left_of(&state.plan(), results.iter().rev().map(|result| &result.plan));
        let count = left.len();
        let take = move || {
            let left = left.clone();
            state.change_plan("carry over", move |plan| left.iter().for_each(|action| plan.put(action.clone())));
            page::focus(HEADING);
        };
        (count > 0).then(|| el("p").child(button("button button-quiet", &t.carry_over(count), take)))
    };
    el("section")
        .class("compare")
        .child(text_el("h2", t.compare()))
        .child(text_el("p", t.compare_help()).class("hint"))
        .child(added.fields(t.compare_add(), name, is_here))
        .live(shown)
        .live(carry_over)
}

/// What a result is called: its day, and its unit.
pub fn name(result: &ResultFile, lang: Lang) -> String {
    let unit = result.unit.as_ref().map(|unit| format!(", {unit}"));
    format!("{}{}", format::day(result.dated(), lang), unit.unwrap_or_default())
}

fn comparison(loaded: &Loaded, compared: &Comparison) -> El {
    let q = &loaded.value;
    let t = Texts(q.language);
    let days = numbered(compared.days.iter().map(|day| format::day(day, q.language)));
    let heads = [t.section().to_owned()].into_iter().chain(days).chain([t.since_last().to_owned()]);
    let heads = heads.map(|head| text_el("th", &head).attr("scope", "col"));
    let whole = compared.whole.figures.iter().any(|figure| *figure != Figure::None).then_some(&compared.whole);
    let rows = whole.into_iter().chain(&compared.sections).chain(&compared.indices);
    let rows = rows.map(|row| figures(loaded, row, &t.part(q, &row.id)));
    let table = el("table")
        .child(text_el("caption", t.compare()).class("visually-hidden"))
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(rows));
    let scroll = el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", t.compare());
    let lists = [Trend::Fell, Trend::Rose, Trend::New, Trend::Left].into_iter().filter_map(|way| {
        let moved = || compared.questions.iter().filter(|(_, went)| *went == way);
        let links = question_links(q, moved().filter_map(|(id, _)| q.question(id)))?;
        let title = text_el("h3", &format!("{} ({})", t.questions_that(way), moved().count()));
        Some(el("div").child(title).child(links))
    });
    let gone = (!compared.gone.is_empty()).then(|| text_el("p", &t.no_longer_asked(&first_of(&compared.gone, t))));
    el("div").child(scroll.child(table)).children(lists).children(gone)
}

/// The first of many, and how many more there are.
fn first_of(ids: &[String], t: Texts) -> String {
    let (first, rest) = ids.split_at(ids.len().min(MOST));
    let more = (!rest.is_empty()).then(|| format!(" {}", t.and_more(rest.len())));
    first.join(", ") + &more.unwrap_or_default()
}

/// One part's figures, with a line where there are more than two.
fn figures(loaded: &Loaded, row: &Row, name: &str) -> El {
    let q = &loaded.value;
    let t = Texts(q.language);
    let explain = Explain::new(q, format::BROWSER);
    let cells = row.figures.iter().map(|figure| {
        let said = match figure {
            Figure::None => "–".to_owned(),
            // Without its name: the table is wide enough as it is. With its share, which may move while the level stands.
            Figure::Level { level, share, unconfirmed, .. } => {
                let level = if *unconfirmed { t.no_level().to_owned() } else { format!("{} {level}", t.level()) };
                format!("{level}, {}", format::percent(*share, q.language))
            }
            figure => explain.figure(&Part { figure: *figure, ..Part::default() }),
        };
        text_el("td", &said)
    });
    let heights: Vec<f64> = row.figures.iter().filter_map(Figure::fraction).collect();
    let line = (heights.len() > 2).then(|| trend(&heights));
    let way = row.trend().map_or(t.unchanged(), |way| t.way(way));
    el("tr")
        .child(text_el("th", name).attr("scope", "row").children(line))
        .children(cells)
        .child(text_el("td", way).class("figure"))
}

/// A line through the figures; the cells beside it say the same.
fn trend(heights: &[f64]) -> El {
    #[expect(clippy::cast_precision_loss, reason = "a handful of results")]
    let step = 100.0 / (heights.len() - 1) as f64;
    let mut x = 0.0;
    let mut points = String::new();
    for height in heights {
        points += &format!("{x:.1},{:.1} ", 18.0 - 16.0 * height);
        x += step;
    }
    let line = svg("polyline").class("trend-line").attr("points", points.trim_end());
    svg("svg")
        .class("trend")
        .attr("viewBox", "-2 0 104 20")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .child(line)
}
