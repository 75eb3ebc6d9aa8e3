//! Labelled fields.

use leptos::prelude::*;

use crate::components::region::fresh;

/// A field with its label.
#[component]
pub fn Field(
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// A class of the style sheet.
    #[prop(default = "field")]
    class: &'static str,
    /// The field.
    children: Children,
) -> impl IntoView {
    view! { <label class=class><span>{label}</span>{children()}</label> }
}

/// A field to choose one value in from a list.
#[component]
pub fn Select(
    /// The values, each with its text.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The value that is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Runs with the value that the reader chooses.
    #[prop(into)]
    choose: UnsyncCallback<(String,)>,
    /// The id of the element that says more about it.
    #[prop(optional, into)]
    describedby: Signal<Option<String>>,
) -> impl IntoView {
    let option = move |(of, text): (String, String)| {
        let shown = of.clone();
        view! { <option value=shown prop:selected=move || value.with(|value| *value == of)>{text}</option> }.into_any()
    };
    let options = move || options.get().into_iter().map(option).collect::<Vec<_>>();
    view! {
        <select
            aria-describedby=move || describedby.get()
            on:change=move |event| choose.run((event_target_value(&event),))
        >
            {move || fresh(options())}
        </select>
    }
}
