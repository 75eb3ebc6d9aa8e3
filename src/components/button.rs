//! Buttons.

use std::borrow::Cow;

use leptos::ev::Targeted;
use leptos::prelude::*;
use web_sys::{Event, File, HtmlInputElement};

/// A button.
#[component]
pub fn Button(
    /// How much it weighs: a class of the style sheet.
    class: &'static str,
    /// What it says.
    #[prop(into)]
    text: Cow<'static, str>,
    /// What it does.
    #[prop(into)]
    run: UnsyncCallback<()>,
    /// Its id, where another element refers to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// The id of the element that says what it is about.
    #[prop(optional, into)]
    describedby: Option<String>,
    /// What it says besides, to screen readers.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <button type="button" class=class id=id aria-describedby=describedby on:click=move |_| run.run(())>
            {text.into_owned()}
            {children.map(|children| children())}
        </button>
    }
}

/// A button that has a result file chosen. It is a label around a field, which is there for the keyboard and screen
/// readers.
#[component]
pub fn FileButton(
    /// What it says.
    text: &'static str,
    /// Runs with the file that was chosen.
    #[prop(into)]
    chosen: UnsyncCallback<(File,)>,
) -> impl IntoView {
    let change = move |event: Targeted<Event, HtmlInputElement>| {
        let input = event.target();
        let file = input.files().and_then(|files| files.get(0));
        // Emptied, so that the same file can be chosen once more.
        input.set_value("");
        file.into_iter().for_each(|file| chosen.run((file,)));
    };
    view! {
        <label class="button button-quiet file-button">
            <input type="file" class="visually-hidden" accept=".json,application/json" on:change:target=change/>
            {text}
        </label>
    }
}
