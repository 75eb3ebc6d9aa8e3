//! Charts of counts: bars for one question, and for several groups bars of 100 %. Each has its sentence and its table.

use engine::group::cells::Counts;
use engine::group::group_file::{Figures, Spread};
use engine::group::items::{Item, ItemKind};
use engine::model::questionnaire::ChoiceValue;
use leptos::prelude::*;

use crate::browser::format::BROWSER;
use crate::browser::page::fresh_id;
use crate::components::Details;
use crate::pages::group::view::GroupView;

/// A row of a chart of several groups.
pub struct Row {
    /// Who they are.
    pub name: String,
    /// What is shown of them.
    pub figures: Figures,
}

/// The order in which the classes of an item are shown: those on its scale, the lowest first, then the others.
fn order(item: &Item) -> Vec<usize> {
    let others = (0..item.classes.len()).filter(|place| !item.scale.contains(place));
    item.scale.iter().copied().chain(others).collect()
}

fn class_name(view: &GroupView, item: &Item, place: usize) -> String {
    let class = item.classes.get(place).map(String::as_str).unwrap_or_default();
    view.t().class_name(view.questionnaire(), item, class)
}

/// What the counts are of: so many were asked, so many answered.
#[must_use]
pub fn denominator(view: &GroupView, place: usize, spread: &Spread) -> String {
    view.items.get(place).map(|item| view.t().denominator(item, spread)).unwrap_or_default()
}

/// What to see in counts.
#[must_use]
pub fn sentence(view: &GroupView, place: usize, spread: &Spread) -> String {
    let item = view.items.get(place);
    item.map(|item| view.t().spread_in_words(view.questionnaire(), item, spread)).unwrap_or_default()
}

/// The answers to one question, or the figures of one area: a table whose cells are bars.
#[must_use]
pub fn bars(view: &GroupView, place: usize, spread: &Spread) -> AnyView {
    let (t, Some(item)) = (view.t(), view.items.get(place)) else { return ().into_any() };
    let q = view.questionnaire();
    let question = q.question(&item.id).filter(|_| item.kind == ItemKind::Question);
    let counts = spread.counts(item);
    let of = counts.answered();
    let rows = order(item).into_iter().filter(|class| {
        // Of many classes, most are empty.
        item.kind == ItemKind::Question || counts.classes.get(*class).is_some_and(|count| *count > 0)
    });
    let rows = rows.map(|class| {
        let count = counts.classes.get(class).copied().unwrap_or_default();
        let value = question.and_then(|question| question.choices().get(class)).map(|choice| choice.value);
        let right = (value == Some(ChoiceValue::Right)).then(|| view! { <strong>" ✓ "{t.right()}</strong> }.into_any());
        view! {
            <tr class:right=value == Some(ChoiceValue::Right)>
                <th scope="row">{class_name(view, item, class)}{right}</th>
                <td>
                    <span class="bar-track" aria-hidden="true">
                        <span class="bar-fill" style:width=width(count, of)></span>
                    </span>
                    {t.so_many(count, of, BROWSER)}
                </td>
            </tr>
        }
        .into_any()
    });
    let rows: Vec<_> = rows.collect();
    let head = if item.kind == ItemKind::Question { t.class_head() } else { t.figure_head() };
    view! {
        <table class="bars">
            <thead class="visually-hidden"><tr><th scope="col">{head}</th><th scope="col">{t.count_head()}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn width(count: u32, of: u32) -> String {
    format!("{}%", share(count, of) * 100.0)
}

fn share(count: u32, of: u32) -> f64 {
    f64::from(count) / f64::from(of.max(1))
}

/// Groups beside each other: a bar of 100 % for each, with a key and a table.
#[must_use]
pub fn stacked(view: &GroupView, place: usize, rows: &[Row]) -> AnyView {
    let (t, Some(item)) = (view.t(), view.items.get(place)) else { return ().into_any() };
    if item.several || item.classes.is_empty() {
        // Several choices of one person do not add up to 100 %.
        return table(view, place, item, rows);
    }
    let used: Vec<usize> = order(item)
        .into_iter()
        .filter(|class| rows.iter().any(|row| counts(row, item).is_some_and(|counts| counts.classes[*class] > 0)))
        .collect();
    let bars = rows.iter().map(|row| {
        let bar = match counts(row, item) {
            Some(counts) => {
                let of: u32 = counts.classes.iter().sum();
                let pieces =
                    used.iter().enumerate().filter(|(_, class)| counts.classes[**class] > 0).map(|(n, class)| {
                        let count = counts.classes[*class];
                        let piece = format!("piece piece-{}", n % PATTERNS);
                        view! { <span class=piece style:width=width(count, of)><span>{letter(n)}</span></span> }
                            .into_any()
                    });
                let pieces: Vec<_> = pieces.collect();
                view! { <span class="stack" aria-hidden="true">{pieces}</span> }.into_any()
            }
            None => view! { <span class="hint">{hidden(view, place, &row.figures)}</span> }.into_any(),
        };
        view! { <li><span class="stack-name">{row.name.clone()}</span>{bar}</li> }.into_any()
    });
    let bars: Vec<_> = bars.collect();
    let key = used.iter().enumerate().map(|(n, class)| {
        let piece = format!("piece piece-{}", n % PATTERNS);
        view! { <li><span class=piece aria-hidden="true"><span>{letter(n)}</span></span>{class_name(view, item, *class)}</li> }
            .into_any()
    });
    let key: Vec<_> = key.collect();
    let table = table(view, place, item, rows);
    view! {
        <div class="stacked">
            <ul class="stacks">{bars}</ul>
            <ul class="key" aria-hidden="true">{key}</ul>
            <Details summary=t.as_table()>{table}</Details>
        </div>
    }
    .into_any()
}

/// How many patterns the style sheet has.
const PATTERNS: usize = 12;

/// What stands in a piece of a bar and in the key: A, B, C …
fn letter(n: usize) -> String {
    // At most a dozen classes are told apart by it.
    u8::try_from(n % 26).map(|n| char::from(b'A' + n).to_string()).unwrap_or_default()
}

fn counts(row: &Row, item: &Item) -> Option<Counts> {
    let counts = row.figures.spread.as_ref()?.counts(item);
    (counts.answered() > 0).then_some(counts)
}

/// What stands where a spread is not shown.
fn hidden(view: &GroupView, place: usize, figures: &Figures) -> String {
    let t = view.t();
    if figures.spread.is_some() {
        return t.no_answers().to_owned();
    }
    view.median(place, figures).map_or_else(|| t.hidden_figures().to_owned(), |median| t.median_only(&median))
}

fn table(view: &GroupView, place: usize, item: &Item, rows: &[Row]) -> AnyView {
    let t = view.t();
    let classes = order(item);
    let id = fresh_id();
    let line = |name: String, cell: &dyn Fn(&Row) -> String| (name, rows.iter().map(cell).collect());
    let mut lines: Vec<Line> = classes
        .into_iter()
        .filter(|class| {
            item.kind == ItemKind::Question
                || rows.iter().any(|row| counts(row, item).is_some_and(|counts| counts.classes[*class] > 0))
        })
        .map(|class| {
            line(class_name(view, item, class), &|row| {
                counts(row, item).map_or("–".to_owned(), |counts| counts.classes[class].to_string())
            })
        })
        .collect();
    lines.push(line(t.answered_head().to_owned(), &|row| {
        row.figures.spread.as_ref().map_or("–".to_owned(), |spread| spread.answered().to_string())
    }));
    if item.scale.len() > 1 {
        lines.push(line(t.median_head().to_owned(), &|row| {
            view.median(place, &row.figures).unwrap_or_else(|| "–".to_owned())
        }));
    }
    view! {
        <div class="scroll" tabindex="0" role="region" aria-labelledby=id.clone()>
            <table class="numbers">
                <caption class="visually-hidden" id=id.clone()>{view.name(place)}</caption>
                {numbers(t.class_head(), rows.iter().map(|row| row.name.clone()).collect(), lines)}
            </table>
        </div>
    }
    .into_any()
}

/// A line of a table: its head and its cells.
pub type Line = (String, Vec<String>);

/// The rows of a table with a column for each group. Where there are more groups than lines, each group is a row: a page can
/// be as long as it likes, and not as wide.
pub fn numbers(head: &'static str, groups: Vec<String>, lines: Vec<Line>) -> AnyView {
    let (corner, heads, lines) = if groups.len() > lines.len() {
        let cells = |n: usize| lines.iter().filter_map(|(_, cells)| cells.get(n).cloned()).collect();
        let turned = groups.into_iter().enumerate().map(|(n, name)| (name, cells(n))).collect();
        (None, lines.into_iter().map(|(name, _)| name).collect(), turned)
    } else {
        (Some(head), groups, lines)
    };
    let corner = match corner {
        Some(head) => view! { <th scope="col">{head}</th> }.into_any(),
        // What the groups are, their names say.
        None => view! { <td></td> }.into_any(),
    };
    let heads: Vec<_> = heads.into_iter().map(|name| view! { <th scope="col">{name}</th> }.into_any()).collect();
    let lines = lines.into_iter().map(|(name, cells)| {
        let cells: Vec<_> = cells.into_iter().map(|cell| view! { <td>{cell}</td> }.into_any()).collect();
        view! { <tr><th scope="row">{name}</th>{cells}</tr> }.into_any()
    });
    let lines: Vec<_> = lines.collect();
    view! { <thead><tr>{corner}{heads}</tr></thead><tbody>{lines}</tbody> }.into_any()
}
