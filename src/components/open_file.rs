//! Opening a result file.

use engine::result::{MAX_BYTES, OpenError};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::browser::files::{self, ReadError};
use crate::browser::page;
use crate::components::FaultReport;
use crate::desk::{CannotOpen, Desk};
use crate::route::Step;
use crate::texts::Texts;

/// A button that opens a result file and goes to its result, or says why it cannot.
#[component]
pub fn OpenFile() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let error = RwSignal::new(None::<CannotOpen>);
    let chosen = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        spawn_local(async move {
            let bytes = files::read(&file, MAX_BYTES).await.map_err(|error| match error {
                ReadError::TooLarge => CannotOpen::File(OpenError::TooLarge),
                ReadError::Unreadable => CannotOpen::Unreadable,
            });
            let opened = match bytes {
                Ok(bytes) => desk.open_file(&bytes).await,
                Err(error) => Err(error),
            };
            // Emptied, so that the same file can be chosen once more.
            input.set_value("");
            match opened {
                Ok(questionnaire) => {
                    error.set(None);
                    desk.go(&questionnaire, Step::Result);
                }
                Err(cannot) => {
                    error.set(Some(cannot));
                    page::focus(".open-error");
                }
            }
        });
    };
    let message = move || {
        let (t, lang) = (Texts(desk.lang()), desk.lang());
        let what = match error.get()? {
            CannotOpen::Unreadable => view! { <p>{t.unreadable_file()}</p> }.into_any(),
            CannotOpen::File(error) => {
                let detail = match &error {
                    OpenError::Damaged { detail, .. } => Some(detail.clone()),
                    _ => None,
                };
                let detail = detail.map(|detail| {
                    view! {
                        <details><summary>{t.technical()}</summary><p><code lang="en">{detail}</code></p></details>
                    }
                });
                view! { <p>{error.sentence(lang)}</p>{detail} }.into_any()
            }
            CannotOpen::UnknownQuestionnaire(id) => view! { <p>{t.unknown_questionnaire(&id)}</p> }.into_any(),
            CannotOpen::Content(fault) => view! { <FaultReport fault lang/> }.into_any(),
        };
        Some(view! { <p><strong>{t.cannot_open()}</strong></p>{what} })
    };
    view! {
        <div class="open-file">
            <label class="button button-quiet">
                <input type="file" class="visually-hidden" accept=".json,application/json" on:change=chosen/>
                {move || Texts(desk.lang()).open_result()}
            </label>
            <div class="open-error" role="alert" tabindex="-1" class:notice=move || error.with(Option::is_some) class:notice-error=move || error.with(Option::is_some)>
                {message}
            </div>
        </div>
    }
}
