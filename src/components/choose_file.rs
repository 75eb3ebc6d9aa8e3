//! Choosing a result file: the whole site opens it.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::desk::Desk;
use crate::texts::Texts;
use crate::ui::{El, el, file_button};

/// A button that has the whole site open a result file.
pub fn open_file() -> El {
    let desk = Desk::get();
    let busy = RwSignal::new(false);
    let lang = desk.lang_untracked();
    let chosen = move |input: HtmlInputElement| {
        let file = input.files().and_then(|files| files.get(0));
        if file.is_some() {
            busy.set(true);
            desk.hand_over(file);
        }
    };
    let status =
        el("div").attr("role", "status").live_text(move || if busy.get() { Texts(lang).loading() } else { "" });
    el("div").class("open-file").child(file_button(Texts(lang).open_result(), chosen)).child(status)
}
