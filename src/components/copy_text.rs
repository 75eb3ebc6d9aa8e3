//! A text to copy, such as a result code.

use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::Texts;

use crate::browser::clipboard;
use crate::browser::page::fresh_id;
use crate::components::button::Button;

/// A text, and a button that copies it. Where the browser copies nothing for a page, the text is selected, and the reader
/// is told to copy it.
#[component]
pub fn CopyText(
    /// What the button says.
    label: &'static str,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// The reader's language.
    t: Texts,
    /// What else can be done with it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let id = fresh_id();
    let message = RwSignal::new("");
    let copy = {
        let selector = format!("#{id}");
        move || {
            let selector = selector.clone();
            // Emptied first, so that it is read out again.
            message.set("");
            spawn_local(async move {
                let is_copied = clipboard::copy(&text.get_untracked()).await;
                if !is_copied {
                    clipboard::select(&selector);
                }
                message.try_set(if is_copied { t.copied() } else { t.copy_it_yourself() });
            });
        }
    };
    view! {
        <div class="copy-text">
            <p><code id=id class="to-copy" prop:textContent=move || text.get()></code></p>
            <p class="buttons">
                <Button class="button button-quiet" text=label run=copy/>
                {children.map(|children| children())}
            </p>
            <p role="status" class="hint" prop:textContent=move || message.get()></p>
        </div>
    }
}
