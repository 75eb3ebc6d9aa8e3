//! Result files: what opens one, and a button that adds one.

use std::rc::Rc;

use engine::Lang;
use engine::results::open_error::{MAX_BYTES, OpenError};
use engine::results::result_file::ResultFile;
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::Texts;
use web_sys::HtmlInputElement;

use crate::browser::files::{self, ReadError};
use crate::browser::page;
use crate::components::faults::fault_words;
use crate::route::Step;
use crate::state::AppState;
use crate::state::files::CannotOpen;
use crate::ui::{El, details, el, file_button, fresh_id, text_el};

/// What is said of a file that cannot be opened.
pub type Refusal = Rc<dyn Fn() -> El>;

/// Opens a result file and goes to its result. Otherwise: what to say of why it cannot be opened.
pub async fn open_result_file(state: AppState, file: web_sys::File) -> Result<(), Refusal> {
    let lang = state.lang_untracked();
    let opened = async { state.open_file(read_result(&file).await?).await };
    match opened.await {
        Ok(questionnaire) => {
            state.go(&questionnaire, Step::Result);
            Ok(())
        }
        Err(cannot) => Err(Rc::new(move || cannot_open(&cannot, lang))),
    }
}

/// A button that takes a result file in without opening it, or says why it cannot. `take` may refuse it too.
pub fn add_result(
    label: &str,
    lang: Lang,
    take: impl Fn(ResultFile) -> Result<(), CannotOpen> + Clone + 'static,
) -> El {
    let error = RwSignal::new(None::<CannotOpen>);
    let id = fresh_id();
    let selector = format!("#{id}");
    let chosen = move |input: HtmlInputElement| {
        let file = input.files().and_then(|files| files.get(0));
        input.set_value("");
        let Some(file) = file else { return };
        let (take, selector) = (take.clone(), selector.clone());
        spawn_local(async move {
            let read = read_result(&file).await;
            // The visitor may have left the page in the meantime.
            if error.is_disposed() {
                return;
            }
            let refused = read.and_then(take).err();
            let is_refused = refused.is_some();
            error.set(refused);
            if is_refused {
                page::focus(&selector);
            }
        });
    };
    let message = el("div").attr("id", &id).attr("role", "alert").attr("tabindex", "-1").class("open-error");
    el("div")
        .class("add-file")
        .child(file_button(label, chosen))
        .child(message.live(move || error.get().map(|cannot| cannot_open(&cannot, lang))))
}

/// The result in a file that was chosen.
///
/// # Errors
/// Says why it cannot be opened.
async fn read_result(file: &web_sys::File) -> Result<ResultFile, CannotOpen> {
    let bytes = files::read(file, MAX_BYTES).await.map_err(|error| match error {
        ReadError::TooLarge => CannotOpen::File(OpenError::TooLarge),
        ReadError::Unreadable => CannotOpen::Unreadable,
    })?;
    ResultFile::read(&bytes).map_err(CannotOpen::File)
}

/// Why a file cannot be opened, and what to do.
fn cannot_open(cannot: &CannotOpen, lang: Lang) -> El {
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
            notice.child(text_el("p", &t.open_error(error))).children(detail)
        }
        CannotOpen::UnknownQuestionnaire(id) => notice.child(text_el("p", &t.unknown_questionnaire(id))),
        CannotOpen::OtherQuestionnaire(id) => notice.child(text_el("p", &t.other_questionnaire(id))),
        CannotOpen::Content(fault) => notice.child(fault_words(fault, lang)),
    }
}
