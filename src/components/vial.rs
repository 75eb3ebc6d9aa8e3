//! The spirit level: the product's sign, the progress, and the figure of a result.

use leptos::prelude::*;

/// Where the bubble's centre can be, in the drawing's units: from the left end to between the marks.
const FROM: f64 = 28.0;
const TO: f64 = 212.0;

/// A vial with a bubble. It says nothing that the text beside it does not say, so it is hidden from screen readers.
#[component]
pub fn Vial(
    /// Where the bubble is, from 0 (the left end) to 1 (between the marks: level). Nothing: no bubble.
    #[prop(into)]
    share: Signal<Option<f64>>,
) -> impl IntoView {
    let place = move || share.get().map(|share| FROM + (TO - FROM) * share.clamp(0.0, 1.0));
    view! {
        <svg class="vial" viewBox="0 0 244 48" aria-hidden="true" focusable="false">
            <rect class="vial-tube" x="2" y="6" width="240" height="36" rx="18"/>
            <path class="vial-shine" d="M20 14 H224"/>
            {move || place().map(|x| view! {
                <ellipse class="vial-bubble" cx=x.to_string() cy="23" rx="18" ry="12"/>
                <ellipse class="vial-glint" cx=(x - 5.0).to_string() cy="18" rx="6" ry="2.5"/>
            })}
            <path class="vial-mark" d="M190 4 V44 M234 4 V44"/>
        </svg>
    }
}
