//! A field that takes a text and does not keep it: a chat with names in it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement, InputEvent};

use crate::components::Field;

/// A field to paste a text in. What is pasted or dropped is taken at once, what is typed when the field is left; either way
/// the field is empty then.
#[component]
pub fn PasteField(
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// How many rows it has.
    rows: &'static str,
    /// Takes the text.
    #[prop(into)]
    take: UnsyncCallback<(String,)>,
) -> impl IntoView {
    let taken = move |event: &Event| {
        let field: HtmlTextAreaElement = event_target(event);
        let text = field.value();
        field.set_value("");
        if !text.trim().is_empty() {
            take.run((text,));
        }
    };
    let input = move |event: Event| {
        let kind = event.dyn_ref::<InputEvent>().map(InputEvent::input_type).unwrap_or_default();
        if kind == "insertFromPaste" || kind == "insertFromDrop" {
            taken(&event);
        }
    };
    view! {
        <Field label>
            <textarea rows=rows on:input=input on:change=move |event: Event| taken(&event)></textarea>
        </Field>
    }
}
