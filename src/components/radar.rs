//! Parts of a result as a radar: for those who want the whole shape at a look. The table beside it says the same.

use std::f64::consts::TAU;
use std::fmt::Write as _;

use leptos::prelude::*;
use texts::Texts;

use crate::components::section_table::Row;

/// The radius of the outermost ring, in the drawing's units; its middle is at 0, 0.
const RADIUS: f64 = 100.0;
/// Fewer axes than this enclose no area.
pub const FEWEST_AXES: usize = 3;

/// A radar of rows with a number at each axis, and the list that says what the numbers are.
#[component]
pub fn Radar(
    /// The rows. Those without a figure have no axis: no figure is not 0.
    rows: Vec<Row>,
    /// The reader's language.
    t: Texts,
) -> impl IntoView {
    let rows: Vec<Row> = rows.into_iter().filter(|row| row.fraction.is_some()).collect();
    let count = rows.len();
    let rings = [0.25, 0.5, 0.75, 1.0].map(|ring| shape("radar-ring", &vec![ring; count]));
    let axes = (0..count).map(|n| {
        let (x, y) = point(n, count, 1.0);
        view! { <path class="radar-ring" d=format!("M0 0L{x:.1} {y:.1}")/> }.into_any()
    });
    let numbers = (0..count).map(|n| {
        let (x, y) = point(n, count, 1.14);
        view! { <text class="radar-number" x=format!("{x:.1}") y=format!("{y:.1}")>{n + 1}</text> }.into_any()
    });
    let values: Vec<f64> = rows.iter().filter_map(|row| row.fraction).collect();
    let targets: Option<Vec<f64>> = rows.iter().map(|row| Some(row.target.as_ref()?.fraction)).collect();
    let targets = targets.map(|targets| shape("radar-target", &targets));
    let names = rows.iter().map(|row| {
        let target = row.target.as_ref().map(|target| format!(" ({}: {})", t.target(), target.text));
        let name = format!("{}: {}{}", row.name, row.figure, target.unwrap_or_default());
        view! { <li>{name}</li> }.into_any()
    });
    view! {
        <figure class="radar-figure" aria-label=t.by_section()>
            <svg class="radar" viewBox="-125 -125 250 250" aria-hidden="true">
                {Vec::from(rings)}
                {axes.collect::<Vec<_>>()}
                {shape("radar-value", &values)}
                {targets}
                {numbers.collect::<Vec<_>>()}
            </svg>
            <figcaption><ol>{names.collect::<Vec<_>>()}</ol></figcaption>
        </figure>
    }
}

/// A closed line through a share on each axis.
fn shape(class: &'static str, shares: &[f64]) -> AnyView {
    let mut points = String::new();
    for (n, share) in shares.iter().enumerate() {
        let (x, y) = point(n, shares.len(), *share);
        // Writing to a `String` cannot fail.
        let _ = write!(points, "{x:.1},{y:.1} ");
    }
    view! { <polygon class=class points=points.trim_end().to_owned()/> }.into_any()
}

/// Where a share lies on an axis; the first axis points up, the others follow clockwise.
fn point(axis: usize, of: usize, share: f64) -> (f64, f64) {
    #[expect(clippy::cast_precision_loss, reason = "a handful of axes")]
    let angle = TAU * axis as f64 / of as f64;
    (RADIUS * share * angle.sin(), -RADIUS * share * angle.cos())
}
