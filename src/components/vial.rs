//! The spirit level: the product's sign, the progress, and the figure of a result.

use leptos::prelude::*;

use crate::components::region::fresh;

/// Where the bubble's centre can be, in the drawing's units: from the left end to between the marks.
const FROM: f64 = 28.0;
const TO: f64 = 212.0;
/// The glass and the light on it.
const TUBE: &str = "M20 6H224a18 18 0 0 1 0 36H20a18 18 0 0 1 0-36Z";
const SHINE: &str = "M20 13H224";

/// A spirit level with a bubble.
///
/// It says nothing that the text beside it does not say, so it is hidden from screen readers.
#[component]
pub fn Vial(
    /// Where the bubble is, from 0 (the left end) to 1 (level). `None` if there is no bubble.
    #[prop(into)]
    share: Signal<Option<f64>>,
    /// Where the marks are, from 0 to 1.
    #[prop(default = 1.0)]
    target: f64,
) -> impl IntoView {
    let bubble = move || {
        share.get().map(|share| {
            let x = at(share);
            view! {
                <ellipse class="vial-bubble" cx=x.to_string() cy="23" rx="18" ry="12"/>
                <ellipse class="vial-glint" cx=(x - 5).to_string() cy="18" rx="6" ry="2.5"/>
            }
            .into_any()
        })
    };
    let x = at(target);
    let marks = format!("M{} 3V45M{} 3V45", x - 22, x + 22);
    // The paths are named, since Leptos wraps a shape that is all literals in a `g`.
    view! {
        <svg class="vial" viewBox="0 0 244 48" aria-hidden="true">
            <path class="vial-tube" d=TUBE/>
            <path class="vial-shine" d=SHINE/>
            <g>{move || fresh(bubble())}</g>
            <path class="vial-mark" d=marks/>
        </svg>
    }
}

/// How far from the left end something stands.
fn at(share: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "between FROM and TO")]
    let x = (FROM + (TO - FROM) * share.clamp(0.0, 1.0)) as i32;
    x
}
