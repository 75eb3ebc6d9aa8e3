//! Parts of a result, as a table that is also its chart.

use engine::scoring::Counts;
use leptos::prelude::*;
use texts::Texts;

use crate::components::meter::Meter;

/// One row of the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the row is about.
    pub name: String,
    /// The figure as a share of the highest, from 0 to 1. `None` if there is no figure.
    pub fraction: Option<f64>,
    /// Into how many steps the figure is divided. 0 if it is a share.
    pub steps: u8,
    /// Whether no other part is lower, and most are higher.
    pub is_lowest: bool,
    /// The figure in words.
    pub figure: String,
    /// The figure in words under the head of its column.
    pub in_column: String,
    /// The share of the points, where the figure says something else.
    pub share: Option<String>,
    /// The target, where one is set.
    pub target: Option<Target>,
    /// How its questions stand.
    pub counts: Counts,
}

/// A target beside a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The target as a share of the highest figure, from 0 to 1.
    pub fraction: f64,
    /// The target in words.
    pub text: String,
    /// What is left to it, in words.
    pub gap: String,
}

/// A heading and the count under it.
type Column = (&'static str, fn(Counts) -> u32);

/// Steps or a bar for each row, in a table that says the same in words and numbers.
#[component]
pub fn SectionTable(
    /// What the table is about.
    caption: &'static str,
    /// The heading of the first column.
    what: &'static str,
    /// The heading of the figures.
    outcome: &'static str,
    /// The rows, in order.
    rows: Vec<Row>,
    /// The reader's language.
    t: Texts,
) -> impl IntoView {
    let columns: [Column; 5] = [
        (t.figure_answered(), |counts| counts.answered),
        (t.dont_know(), |counts| counts.dont_know),
        (t.cannot_assess(), |counts| counts.cannot_assess),
        (t.not_applicable(), |counts| counts.not_applicable),
        (t.unanswered(), |counts| counts.unanswered),
    ];
    // A column that would hold only zeros is left out: on a phone there is no room for it.
    let used: Vec<Column> = columns.into_iter().filter(|(_, of)| rows.iter().any(|row| of(row.counts) > 0)).collect();
    let has_shares = rows.iter().any(|row| row.share.is_some());
    let has_targets = rows.iter().any(|row| row.target.is_some());
    let mut more = Vec::new();
    more.extend(has_targets.then(|| [t.target(), t.gap()]).into_iter().flatten());
    more.extend(has_shares.then(|| t.share()));
    more.extend(used.iter().map(|(head, _)| *head));
    let heads = [what, outcome].into_iter().chain(more.iter().copied());
    let heads = heads.map(|head| view! { <th scope="col">{head}</th> }.into_any());
    let rows = rows.into_iter().map(|row| {
        let mut cells = Vec::new();
        if has_targets {
            let target = row.target.as_ref().map(|target| [target.text.clone(), target.gap.clone()]);
            cells.extend(target.unwrap_or_else(|| ["–".to_owned(), "–".to_owned()]));
        }
        cells.extend(has_shares.then(|| row.share.unwrap_or_default()));
        cells.extend(used.iter().map(|(_, of)| of(row.counts).to_string()));
        // On a phone the heads are gone, and each cell says its own.
        let cells = more.iter().zip(cells).map(|(head, cell)| view! { <td data-head=*head>{cell}</td> }.into_any());
        let cells = cells.collect::<Vec<_>>();
        let lowest = row.is_lowest.then(|| view! { <span class="tag">{t.lowest()}</span> }.into_any());
        let target = row.target.map(|target| target.fraction);
        view! {
            <tr>
                <th scope="row">{row.name}" "{lowest}</th>
                <td class="figure"><Meter share=row.fraction steps=row.steps target/>{row.in_column}</td>
                {cells}
            </tr>
        }
        .into_any()
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=caption>
            <table class="parts">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr>{heads.collect::<Vec<_>>()}</tr></thead>
                <tbody>{rows.collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    }
}
