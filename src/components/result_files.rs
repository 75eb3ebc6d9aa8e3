//! Result files: what opens one, and a button that adds one.

use std::rc::Rc;

use engine::Lang;
use engine::results::open_error::{MAX_BYTES, OpenError};
use engine::results::result_file::ResultFile;
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::Texts;
use web_sys::File;

use crate::browser::files::{self, ReadError};
use crate::browser::page::{self, fresh_id};
use crate::components::button::FileButton;
use crate::components::details::Details;
use crate::components::faults::FaultText;
use crate::components::region::fresh;
use crate::route::Step;
use crate::state::AppState;
use crate::state::files::CannotOpen;

/// What says why a file cannot be opened.
pub type Refusal = Rc<dyn Fn() -> AnyView>;

/// Opens a result file and goes to its result. Otherwise: what says why it cannot be opened.
pub async fn open_result_file(state: AppState, file: File) -> Result<(), Refusal> {
    let lang = state.lang_untracked();
    let opened = async { state.open_file(read_result(&file).await?).await };
    match opened.await {
        Ok(questionnaire) => {
            state.go(&questionnaire, Step::Result);
            Ok(())
        }
        Err(cannot) => Err(Rc::new(move || cannot_open(cannot.clone(), lang))),
    }
}

/// A button that takes a result file in without opening it, or says why it cannot.
#[component]
pub fn AddResult(
    /// What the button says.
    text: &'static str,
    /// The reader's language.
    lang: Lang,
    /// Runs with the result. It may refuse it too.
    take: UnsyncCallback<ResultFile, Result<(), CannotOpen>>,
) -> impl IntoView {
    let error = RwSignal::new(None::<CannotOpen>);
    let id = fresh_id();
    let selector = StoredValue::new(format!("#{id}"));
    let chosen = move |file: File| {
        spawn_local(async move {
            let read = read_result(&file).await;
            // The visitor may have left the page in the meantime.
            if error.is_disposed() {
                return;
            }
            let refused = read.and_then(|result| take.run(result)).err();
            let is_refused = refused.is_some();
            error.set(refused);
            if is_refused {
                selector.with_value(|selector| page::focus(selector));
            }
        });
    };
    let message = move || error.get().map(|cannot| cannot_open(cannot, lang));
    view! {
        <div class="add-file">
            <FileButton text chosen/>
            <div id=id role="alert" tabindex="-1" class="open-error">{move || fresh(message())}</div>
        </div>
    }
}

/// The result in a file that was chosen.
///
/// # Errors
/// Says why it cannot be opened.
async fn read_result(file: &File) -> Result<ResultFile, CannotOpen> {
    let bytes = files::read(file, MAX_BYTES).await.map_err(|error| match error {
        ReadError::TooLarge => CannotOpen::File(OpenError::TooLarge),
        ReadError::Unreadable => CannotOpen::Unreadable,
    })?;
    ResultFile::read(&bytes).map_err(CannotOpen::File)
}

/// Why a file cannot be opened, and what to do.
fn cannot_open(cannot: CannotOpen, lang: Lang) -> AnyView {
    let t = Texts(lang);
    let why = match cannot {
        CannotOpen::Unreadable => view! { <p>{t.unreadable_file()}</p> }.into_any(),
        CannotOpen::File(error) => {
            let message = t.open_error(&error);
            let detail = match error {
                OpenError::Damaged { detail, .. } => Some(
                    view! { <Details summary=t.technical()><p><code lang="en">{detail}</code></p></Details> }
                        .into_any(),
                ),
                _ => None,
            };
            view! { <p>{message}</p> {detail} }.into_any()
        }
        CannotOpen::UnknownQuestionnaire(id) => view! { <p>{t.unknown_questionnaire(&id)}</p> }.into_any(),
        CannotOpen::OtherQuestionnaire(id) => view! { <p>{t.other_questionnaire(&id)}</p> }.into_any(),
        CannotOpen::Content(fault) => view! { <FaultText fault lang/> }.into_any(),
    };
    view! { <div class="notice notice-error"><p><strong>{t.cannot_open()}</strong></p>{why}</div> }.into_any()
}
