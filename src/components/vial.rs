//! The spirit level: the product's sign, the progress, and the figure of a result.

use crate::ui::{El, svg};

/// Where the bubble's centre can be, in the drawing's units: from the left end to between the marks.
const FROM: f64 = 28.0;
const TO: f64 = 212.0;
/// The marks around [`TO`].
const TOP: &str = "M190 3V45M234 3V45";

/// A vial with a bubble at a share from 0 (the left end) to 1 (between the marks: level); nothing: no bubble.
///
/// It says nothing that the text beside it does not say, so it is hidden from screen readers.
pub fn vial(share: Option<f64>) -> El {
    live_vial(move || share)
}

/// A vial whose bubble follows a signal.
pub fn live_vial(share: impl Fn() -> Option<f64> + 'static) -> El {
    drawn(share, TOP)
}

/// A vial with a bubble, and the marks where the target is.
pub fn vial_with_target(share: Option<f64>, target: f64) -> El {
    let x = at(target);
    drawn(move || share, &format!("M{} 3V45M{} 3V45", x - 22, x + 22))
}

/// How far from the left end something stands.
fn at(share: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "between FROM and TO")]
    let x = (FROM + (TO - FROM) * share.clamp(0.0, 1.0)) as i32;
    x
}

fn drawn(share: impl Fn() -> Option<f64> + 'static, marks: &str) -> El {
    let bubble = move || {
        share().into_iter().flat_map(|share| {
            let x = at(share);
            [ellipse("vial-bubble", x, "23", "18", "12"), ellipse("vial-glint", x - 5, "18", "6", "2.5")]
        })
    };
    svg("svg")
        .class("vial")
        .attr("viewBox", "0 0 244 48")
        .attr("aria-hidden", "true")
        .child(svg("path").class("vial-tube").attr("d", "M20 6H224a18 18 0 0 1 0 36H20a18 18 0 0 1 0-36Z"))
        .child(svg("path").class("vial-shine").attr("d", "M20 13H224"))
        .child(svg("g").live(bubble))
        .child(svg("path").class("vial-mark").attr("d", marks))
}

fn ellipse(class: &'static str, x: i32, y: &str, rx: &str, ry: &str) -> El {
    svg("ellipse").class(class).attr("cx", &x.to_string()).attr("cy", y).attr("rx", rx).attr("ry", ry)
}
