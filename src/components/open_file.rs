//! Choosing a result file to open. What opens it is another part of the program.

use std::rc::Rc;

use engine::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::Texts;
use web_sys::{File, HtmlInputElement};

use crate::browser::page;
use crate::desk::Desk;
use crate::parts::{self, PartFault};
use crate::ui::{El, button, el, file_button, fresh_id, text_el};

/// What is said of a file that cannot be opened.
pub type Refusal = Rc<dyn Fn() -> El>;

/// A button that opens a result file and goes to its result, or says why it cannot.
pub fn open_file() -> El {
    let desk = Desk::get();
    let lang = desk.lang_untracked();
    let id = fresh_id();
    let opening = Opening {
        desk,
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
    desk: Desk,
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
            let opened = parts::open(self.desk, file.clone(), self.lang).await;
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
