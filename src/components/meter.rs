//! A bar or steps: where a part of a result stands.

use std::fmt::Write as _;

use leptos::prelude::*;

/// A bar that is filled from the left, or steps of which the first are filled.
///
/// It says nothing that the text beside it does not say, so it is hidden from screen readers.
#[component]
pub fn Meter(
    /// How much is filled, from 0 to 1. `None` if nothing can be said.
    share: Option<f64>,
    /// How many steps it has. 0 for a bar.
    steps: u8,
    /// Where a mark stands, from 0 to 1.
    target: Option<f64>,
) -> impl IntoView {
    let target = target.map(|target| {
        let mark = format!("M{} 0v12", length(target));
        view! { <path class="meter-target" d=mark/> }.into_any()
    });
    view! {
        <svg class="meter" viewBox="0 0 1200 12" preserveAspectRatio="none" aria-hidden="true">
            <path class="meter-track" d=boxes(1.0, steps)/>
            <path class="meter-fill" d=share.map(|share| boxes(share, steps))/>
            {target}
        </svg>
    }
}

/// The length of the whole, in the drawing's units.
const LENGTH: u32 = 1200;
/// The room between two steps.
const GAP: u32 = 40;

/// How long a share is.
fn length(share: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1200")]
    let length = (share.clamp(0.0, 1.0) * f64::from(LENGTH)).round() as u32;
    length
}

/// The boxes that are filled: one as long as the share, or as many whole ones as the share has steps.
fn boxes(share: f64, steps: u8) -> String {
    let filled = length(share);
    if steps == 0 {
        return format!("M0 2h{filled}v8H0z");
    }
    let steps = u32::from(steps);
    let mut boxes = String::new();
    let width = (LENGTH + GAP) / steps - GAP;
    // A step is filled if the share reaches its end, but for what rounding takes away.
    for n in (0..steps).filter(|n| (n + 1) * LENGTH <= filled * steps + steps) {
        // Writing to a `String` cannot fail.
        let _ = write!(boxes, "M{} 2h{width}v8h-{width}z", n * (width + GAP));
    }
    boxes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_a_box_as_long_and_a_level_as_many_boxes() {
        assert_eq!(boxes(0.25, 0), "M0 2h300v8H0z");
        let count = |share, steps| boxes(share, steps).matches('M').count();
        for steps in 1..=9 {
            for level in 0..=steps {
                assert_eq!(count(f64::from(level) / f64::from(steps), steps), usize::from(level), "{level} of {steps}");
            }
        }
    }
}
