//! Parts of a result as a radar: for those who want the whole shape at a look. The table beside it says the same.

use std::f64::consts::TAU;
use std::fmt::Write as _;

use texts::Texts;

use crate::components::parts::Row;
use crate::ui::{El, el, svg, text_el};

/// The radius of the outermost ring, in the drawing's units; its middle is at 0, 0.
const RADIUS: f64 = 100.0;
/// Fewer axes than this enclose no area.
pub const FEWEST_AXES: usize = 3;

/// A radar of rows with a number at each axis, and the list that tells what the numbers are.
pub fn radar(rows: &[Row], t: Texts) -> El {
    // No figure is not 0: it has no axis.
    let rows: Vec<&Row> = rows.iter().filter(|row| row.height.is_some()).collect();
    let rings = [0.25, 0.5, 0.75, 1.0].map(|ring| shape("radar-ring", rows.iter().map(|_| ring)));
    let axes = (0..rows.len()).map(|n| {
        let (x, y) = point(n, rows.len(), 1.0);
        svg("path").class("radar-ring").attr("d", &format!("M0 0L{x:.1} {y:.1}"))
    });
    let numbers = (0..rows.len()).map(|n| {
        let (x, y) = point(n, rows.len(), 1.14);
        let number = svg("text").class("radar-number").attr("x", &format!("{x:.1}")).attr("y", &format!("{y:.1}"));
        number.text(&(n + 1).to_string())
    });
    let aims: Option<Vec<f64>> = rows.iter().map(|row| Some(row.target.as_ref()?.height)).collect();
    let targets = aims.map(|aims| shape("radar-target", aims.into_iter()));
    let drawing = svg("svg")
        .class("radar")
        .attr("viewBox", "-125 -125 250 250")
        .attr("role", "img")
        .attr("aria-label", t.by_section())
        .children(rings)
        .children(axes)
        .child(shape("radar-value", rows.iter().map(|row| row.height.unwrap_or(0.0))))
        .children(targets)
        .children(numbers);
    let names = rows.iter().map(|row| {
        let aim = row.target.as_ref().map(|aim| format!(" ({}: {})", t.target(), aim.target));
        text_el("li", &format!("{}: {}{}", row.name, row.figure, aim.unwrap_or_default()))
    });
    el("figure").class("radar-figure").child(drawing).child(el("figcaption").child(el("ol").children(names)))
}

/// A closed line through a share on each axis.
fn shape(class: &'static str, shares: impl ExactSizeIterator<Item = f64>) -> El {
    let count = shares.len();
    let mut points = String::new();
    for (n, share) in shares.enumerate() {
        let (x, y) = point(n, count, share);
        // Writing to a `String` cannot fail.
        let _ = write!(points, "{x:.1},{y:.1} ");
    }
    svg("polygon").class(class).attr("points", points.trim_end())
}

/// Where a share lies on an axis; the first axis points up, the others follow clockwise.
fn point(axis: usize, of: usize, share: f64) -> (f64, f64) {
    #[expect(clippy::cast_precision_loss, reason = "a handful of axes")]
    let angle = TAU * axis as f64 / of as f64;
    (RADIUS * share * angle.sin(), -RADIUS * share * angle.cos())
}
