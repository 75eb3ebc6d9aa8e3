//! This result beside earlier ones, from files that the respondent opens.

use engine::compare::{self, Comparison, Row, Way};
use engine::plan;
use engine::result::ResultFile;
use engine::scoring::{Figure, Part};
use leptos::prelude::*;

use crate::browser::{format, page};
use crate::components::{add_result, question_links};
use crate::desk::{CannotOpen, Desk};
use crate::explain::Explain;
use crate::pages::plan::HEADING;
use crate::pages::questionnaire::Loaded;
use crate::texts::Texts;
use crate::ui::{El, button, el, svg, text_el};

/// A button that takes an earlier result in, and the comparison with those that have been.
pub fn compare(desk: Desk, loaded: &Loaded) -> El {
    let t = Texts(loaded.value.language);
    let lang = loaded.value.language;
    let earlier = RwSignal::new(Vec::<ResultFile>::new());
    let id = loaded.value.id.clone();
    let take = move |result: ResultFile| match result.questionnaire.id == id {
        true => {
            earlier.update(|earlier| earlier.push(result));
            Ok(())
        }
        false => Err(CannotOpen::OtherQuestionnaire(result.questionnaire.id)),
    };
    let shown = {
        let loaded = loaded.clone();
        move || {
            let mut results = earlier.get();
            (!results.is_empty()).then_some(())?;
            results.extend(desk.result_file(&loaded.value));
            Some(comparison(&loaded, &compare::compare(&loaded.value, results)?))
        }
    };
    let carry_over = move || {
        let mut results = earlier.get();
        results.sort_by(|a, b| b.time.cmp(&a.time));
        let left = plan::left_of(&desk.plan(), results.iter().map(|result| &result.plan));
        let count = left.len();
        let take = move || {
            desk.change_plan(|plan| left.iter().for_each(|action| plan.put(action.clone())));
            page::focus(HEADING);
        };
        (count > 0).then(|| el("p").child(button("button button-quiet", &t.carry_over(count), take)))
    };
    el("section")
        .class("compare")
        .child(text_el("h2", t.compare()))
        .child(text_el("p", t.compare_help()).class("hint"))
        .child(add_result(t.compare_add(), lang, take))
        .child(el("div").attr("role", "status").live(shown))
        .live(carry_over)
}

fn comparison(loaded: &Loaded, compared: &Comparison) -> El {
    let q = &loaded.value;
    let t = Texts(q.language);
    let times = compared.times.iter().map(|time| format::day(time, q.language));
    let heads = [t.section().to_owned()].into_iter().chain(times).chain([t.since_last().to_owned()]);
    let heads = heads.map(|head| text_el("th", &head).attr("scope", "col"));
    let whole = compared.whole.figures.iter().any(|figure| *figure != Figure::None).then_some(&compared.whole);
    let rows = whole.into_iter().chain(&compared.sections).chain(&compared.indices);
    let rows = rows.map(|row| figures(loaded, row, &t.part(q, &row.id)));
    let table = el("table")
        .child(text_el("caption", t.compare()).class("visually-hidden"))
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(rows));
    let scroll = el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", t.compare());
    let lists = [Way::Fell, Way::Rose, Way::New, Way::Left].into_iter().filter_map(|way| {
        let moved = || compared.questions.iter().filter(|(_, went)| *went == way);
        let links = question_links(q, moved().filter_map(|(id, _)| q.question(id)))?;
        let title = text_el("h3", &format!("{} ({})", t.questions_that(way), moved().count()));
        Some(el("div").child(title).child(links))
    });
    let gone = (!compared.gone.is_empty()).then(|| text_el("p", &t.no_longer_asked(&compared.gone.join(", "))));
    el("div").child(scroll.child(table)).children(lists).children(gone)
}

/// One part's figures, with a line where there are more than two.
fn figures(loaded: &Loaded, row: &Row, name: &str) -> El {
    let q = &loaded.value;
    let t = Texts(q.language);
    let explain = Explain::new(q);
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
    let heights: Vec<f64> = row.figures.iter().filter_map(Figure::height).collect();
    let line = (heights.len() > 2).then(|| trend(&heights));
    let way = row.way().map_or(t.unchanged(), |way| t.way(way));
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
