//! Opening a result file.

use engine::Lang;
use engine::result::{MAX_BYTES, OpenError};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::browser::files::{self, ReadError};
use crate::browser::page;
use crate::components::fault_report;
use crate::desk::{CannotOpen, Desk};
use crate::route::Step;
use crate::texts::Texts;
use crate::ui::{El, details, el, text_el};

/// A button that opens a result file and goes to its result, or says why it cannot.
pub fn open_file() -> El {
    let desk = Desk::get();
    let lang = desk.lang_untracked();
    let error = RwSignal::new(None::<CannotOpen>);
    let chosen = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        spawn_local(async move {
            let opened = open(desk, &file).await;
            // Emptied, so that the same file can be chosen once more.
            input.set_value("");
            // The visitor may have left the page in the meantime.
            if let Err(cannot) = opened
                && error.try_set(Some(cannot)).is_none()
            {
                page::focus(".open-error");
            }
        });
    };
    let input = el("input").attr("type", "file").class("visually-hidden").attr("accept", ".json,application/json");
    let label =
        el("label").class("button button-quiet").child(input.on("change", chosen)).text(Texts(lang).open_result());
    let message = el("div").attr("role", "alert").attr("tabindex", "-1").class("open-error");
    el("div").class("open-file").child(label).child(message.live(move || error.get().map(|cannot| why(&cannot, lang))))
}

async fn open(desk: Desk, file: &web_sys::File) -> Result<(), CannotOpen> {
    let bytes = files::read(file, MAX_BYTES).await.map_err(|error| match error {
        ReadError::TooLarge => CannotOpen::File(OpenError::TooLarge),
        ReadError::Unreadable => CannotOpen::Unreadable,
    })?;
    let questionnaire = desk.open_file(&bytes).await?;
    desk.go(&questionnaire, Step::Result);
    Ok(())
}

fn why(cannot: &CannotOpen, lang: Lang) -> El {
    let t = Texts(lang);
    let notice = el("div").class("notice notice-error").child(el("p").child(text_el("strong", t.cannot_open())));
    match cannot {
        CannotOpen::Unreadable => notice.child(text_el("p", t.unreadable_file())),
        CannotOpen::File(error) => {
            let detail = match error {
                OpenError::Damaged { detail, .. } => {
                    Some(details(t.technical(), el("p").child(text_el("code", detail).attr("lang", "en"))))
                }
                _ => None,
            };
            notice.child(text_el("p", &error.sentence(lang))).children(detail)
        }
        CannotOpen::UnknownQuestionnaire(id) => notice.child(text_el("p", &t.unknown_questionnaire(id))),
        CannotOpen::Content(fault) => notice.child(fault_report(fault, lang)),
    }
}
