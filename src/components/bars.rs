//! Parts of a result, as a table that is also its chart.

use engine::Lang;
use engine::scoring::Counts;
use leptos::prelude::*;

use crate::texts::Texts;

/// One row of the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the row is about.
    pub name: String,
    /// How far the bar goes, from 0 to 1; nothing where there is no figure.
    pub share: Option<f64>,
    /// The figure in words.
    pub figure: String,
    /// How its questions stand.
    pub counts: Counts,
}

/// A bar for each row, in a table that says the same in words and numbers.
#[component]
pub fn Bars(
    /// What the table is about.
    caption: &'static str,
    /// The heading of the first column.
    what: &'static str,
    /// The heading of the figures.
    outcome: &'static str,
    /// The rows, in order.
    rows: Vec<Row>,
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let t = Texts(lang);
    // A column that would hold only zeros is left out: on a phone there is no room for it.
    let columns: Vec<(&'static str, fn(Counts) -> u32)> = vec![
        (t.figure_answered(), |counts| counts.answered),
        (t.dont_know(), |counts| counts.dont_know),
        (t.not_applicable(), |counts| counts.not_applicable),
        (t.unanswered(), |counts| counts.unanswered),
    ];
    let used: Vec<_> = columns.into_iter().filter(|(_, of)| rows.iter().any(|row| of(row.counts) > 0)).collect();
    let heads = used.iter().map(|(head, _)| view! { <th scope="col">{*head}</th> }).collect_view();
    let rows = rows.into_iter().map(|Row { name, share, figure, counts }| {
        // A bar of nothing still shows where it starts.
        let width = share.map(|share| (share * 100.0).max(0.75).to_string());
        let cells = used.iter().map(|(_, of)| view! { <td>{of(counts)}</td> }).collect_view();
        view! {
            <tr>
                <th scope="row">
                    {name}
                    <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                        <rect class="bar-ground" x="0" y="0" width="100" height="10"/>
                        {width.map(|width| view! { <rect class="bar-value" x="0" y="0" width=width height="10"/> })}
                    </svg>
                </th>
                <td class="figure">{figure}</td>
                {cells}
            </tr>
        }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=caption>
            <table class="bars">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr><th scope="col">{what}</th><th scope="col">{outcome}</th>{heads}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
