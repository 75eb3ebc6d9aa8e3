//! Choosing a result file to open. What opens it is another part of the program.

use std::rc::Rc;

use engine::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::wasm_split;
use texts::Texts;
use web_sys::{File, HtmlInputElement};

use crate::browser::page;
use crate::components::result_files::{Refusal, open_result_file};
use crate::parts::{Fetched, Part, PartFault, Soon};
use crate::state::AppState;
use crate::ui::{El, button, el, file_button, fresh_id, text_el};

#[wasm_split(open, wasm_split_path = leptos::wasm_split, preload(fetch_open), fallible)]
fn make_open(state: AppState, file: File) -> Fetched<Soon<Result<(), Refusal>>> {
    Ok(Box::pin(open_result_file(state, file)))
}

/// The part `open`, not fetched yet.
#[must_use]
pub fn open_part() -> Part {
    Part::new(|| Box::pin(fetch_open()))
}

/// Opens a result file and goes to its result. Otherwise: what to say of why it cannot be opened.
async fn open(state: AppState, file: File, lang: Lang) -> Result<Result<(), Refusal>, PartFault> {
    state.parts.open.fetched(lang).await?;
    match make_open(state, file).await {
        Ok(opening) => Ok(opening.await),
        // It has just come.
        Err(_) => Ok(Ok(())),
    }
}

/// A way in for those who have a result file.
pub fn have_file(lang: Lang) -> El {
    let t = Texts(lang);
    el("section")
        .class("aside")
        .child(text_el("h2", t.have_file()))
        .child(text_el("p", t.have_file_help()))
        .child(open_file())
}

/// A button that opens a result file and goes to its result, or says why it cannot.
pub fn open_file() -> El {
    let state = AppState::get();
    let lang = state.lang_untracked();
    let id = fresh_id();
    let opening = Opening {
        state,
        lang,
        message: StoredValue::new(format!("#{id}")),
        is_loading: RwSignal::new(false),
        refusal: RwSignal::new_local(None),
    };
    let chosen = move |input: HtmlInputElement| {
        let file = input.files().and_then(|files| files.get(0));
        // Emptied, so that the same file can be chosen once more.
        input.set_value("");
        file.into_iter().for_each(|file| opening.begin(file));
    };
    let loading = move || if opening.is_loading.get() { Texts(lang).loading() } else { "" };
    let message = el("div").attr("id", &id).attr("role", "alert").attr("tabindex", "-1").class("open-error");
    el("div")
        .class("open-file")
        .child(file_button(Texts(lang).open_result(), chosen))
        .child(el("div").attr("role", "status").live_text(loading))
        .child(message.live(move || opening.refusal.get().map(|refusal| refusal())))
}

/// A file that is being opened, and what became of it.
#[derive(Clone, Copy)]
struct Opening {
    state: AppState,
    lang: Lang,
    /// Where it says why a file cannot be opened.
    message: StoredValue<String>,
    is_loading: RwSignal<bool>,
    refusal: RwSignal<Option<Refusal>, LocalStorage>,
}

impl Opening {
    fn begin(self, file: File) {
        self.refusal.set(None);
        self.is_loading.set(true);
        spawn_local(async move {
            let opened = open(self.state, file.clone(), self.lang).await;
            // The visitor may have left the page in the meantime.
            if self.is_loading.try_set(false).is_some() {
                return;
            }
            let refusal = match opened {
                Ok(Ok(())) => return,
                Ok(Err(refusal)) => refusal,
                Err(fault) => Rc::new(move || self.missing(&fault, &file)),
            };
            self.refusal.set(Some(refusal));
            self.message.with_value(|message| page::focus(message));
        });
    }

    /// That what opens the file could not be fetched. The file stays chosen.
    fn missing(self, fault: &PartFault, file: &File) -> El {
        let file = file.clone();
        let again = button("button button-quiet", Texts(self.lang).try_again(), move || self.begin(file.clone()));
        let notice = el("div").class("notice notice-warning").child(text_el("p", &fault.message));
        notice.child(el("p").child(again))
    }
}
