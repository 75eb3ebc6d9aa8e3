//! Reading a result file that was chosen, and what says why it cannot be opened: the part `open`.

use std::rc::Rc;

use engine::Lang;
use engine::results::open_error::{MAX_BYTES, OpenError};
use engine::results::result_file::ResultFile;
use leptos::prelude::*;
use texts::Texts;
use web_sys::File;

use crate::browser::files::{self, ReadError};
use crate::components::details::Details;
use crate::components::faults::FaultText;
use crate::route::Step;
use crate::state::AppState;
use crate::state::files::CannotOpen;

/// What happens with the result in a file.
#[derive(Clone, Copy)]
pub enum Then {
    /// It becomes the active assessment, and its page is shown.
    Open,
    /// This takes it in, or refuses it.
    Take(UnsyncCallback<ResultFile, Result<(), CannotOpen>>),
}

/// What says why a file cannot be opened.
pub type Refusal = Rc<dyn Fn() -> AnyView>;

/// Reads a result file and does with it what is to be done. Otherwise: what says why it cannot be opened.
pub async fn read_file(state: AppState, file: File, then: Then) -> Result<(), Refusal> {
    let lang = state.lang_untracked();
    let opened = async {
        let result = read_result(&file).await?;
        match then {
            Then::Open => {
                let questionnaire = state.open_file(result).await?;
                state.go(&questionnaire, Step::RESULT);
                Ok(())
            }
            // The visitor may have left the page in the meantime, and the callback with it.
            Then::Take(take) => take.try_run(result).unwrap_or(Ok(())),
        }
    };
    opened.await.map_err(|cannot| Rc::new(move || cannot_open(cannot.clone(), lang)) as Refusal)
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
