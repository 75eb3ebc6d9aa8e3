//! A checkbox.

use leptos::prelude::*;
use web_sys::Event;

/// A checkbox.
pub fn check(label: String, is_on: bool, change: impl Fn(bool) + 'static) -> AnyView {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=is_on on:change=move |event: Event| change(event_target_checked(&event))/>
            <span>{label}</span>
        </label>
    }
    .into_any()
}
