//! The spirit level: the sign of a result. The bubble between the two marks is level: at the target, or at the highest
//! there is. What is lower lies to the left.

use leptos::prelude::*;

/// Where the bubble's middle is, in the drawing's units: at nothing, between the marks, and at the far end.
const LEFT: f64 = 40.0;
const MIDDLE: f64 = 208.0;
const RIGHT: f64 = 360.0;
/// How far each mark is from the middle.
const MARK: f64 = 32.0;
/// How far below another a line of text stands.
const LINE: &str = "20";
/// The glass and the light on it.
const TUBE: &str = "M28 10H372a24 24 0 0 1 0 48H28a24 24 0 0 1 0-48Z";
const SHINE: &str = "M30 20H370";

/// A spirit level with a bubble on a scale.
///
/// It says nothing that the text beside it does not say, so it is hidden from screen readers.
#[component]
pub fn Vial(
    /// Where the bubble is, from 0 to 1, the highest there is.
    share: f64,
    /// What is between the marks, from 0 to 1.
    target: f64,
    /// What the scale says, and where, from 0 to 1. What is said in two lines has a line break in it.
    scale: Vec<(f64, String)>,
) -> impl IntoView {
    let x = at(share, target);
    let ticks = scale.iter().map(|(share, _)| at(*share, target)).filter(|x| (x - MIDDLE).abs() > MARK);
    let ticks: String = ticks.map(|x| format!("M{x:.0} 50v14")).collect();
    let labels = scale.into_iter().map(|(share, label)| {
        let x = format!("{:.0}", at(share, target));
        let lines = label.split('\n').map(|line| {
            let x = x.clone();
            view! { <tspan x=x dy=LINE>{line.to_owned()}</tspan> }.into_any()
        });
        view! { <text class="vial-label" y="64">{lines.collect::<Vec<_>>()}</text> }.into_any()
    });
    // The paths are named, since Leptos wraps a shape that is all literals in a `g`.
    view! {
        <svg class="vial" viewBox="0 0 400 108" aria-hidden="true">
            <path class="vial-tube" d=TUBE/>
            <path class="vial-shine" d=SHINE/>
            <path class="vial-tick" d=ticks/>
            <ellipse class="vial-bubble" cx=format!("{x:.0}") cy="34" rx="28" ry="16"/>
            <path class="vial-mark" d=format!("M{} 4v60M{} 4v60", MIDDLE - MARK, MIDDLE + MARK)/>
            {labels.collect::<Vec<_>>()}
        </svg>
    }
}

/// How far from the left end something stands.
fn at(share: f64, target: f64) -> f64 {
    let share = share.clamp(0.0, 1.0);
    if share <= target {
        // With no way below the target, everything is at it.
        let below = if target > 0.0 { share / target } else { 1.0 };
        LEFT + (MIDDLE - LEFT) * below
    } else {
        MIDDLE + (RIGHT - MIDDLE) * (share - target) / (1.0 - target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_target_is_between_the_marks_and_what_is_lower_to_the_left() {
        for target in [0.0, 1.0 / 3.0, 0.8, 1.0] {
            assert_eq!(at(target, target), MIDDLE, "{target}");
            let places: Vec<f64> = (0..=10).map(|tenth| at(f64::from(tenth) / 10.0, target)).collect();
            assert!(places.is_sorted() && places[0] >= LEFT && places[10] <= RIGHT, "{target}: {places:?}");
        }
        assert_eq!((at(0.0, 1.0), at(1.0, 0.5)), (LEFT, RIGHT));
    }
}
