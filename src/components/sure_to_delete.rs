//! The question before an assessment is deleted.

use leptos::prelude::*;
use texts::Texts;

use crate::browser::page;
use crate::components::button::Button;
use crate::state::AppState;

/// What asks. There is one on a page at a time.
const ASKED: &str = ".sure-to-delete > p";
/// The heading above the assessments: what is left to read when one has been deleted.
const BEGUN: &str = ".begun h2";

/// Asks before an assessment is deleted.
#[component]
pub fn SureToDelete(
    /// The id of its questionnaire.
    questionnaire: String,
    /// The key it is stored under.
    key: String,
    /// Its name.
    name: String,
    /// The reader's language.
    t: Texts,
    /// Runs when the respondent decides to keep it.
    #[prop(into)]
    cancel: UnsyncCallback<()>,
) -> impl IntoView {
    let state = AppState::get();
    page::focus(ASKED);
    let delete = move || {
        state.delete(&questionnaire, &key);
        // The row is gone: what is left is the list, or only the page.
        page::focus_first(&[BEGUN, "h1"]);
    };
    view! {
        <div class="sure-to-delete notice notice-warning" role="group">
            <p tabindex="-1"><strong>{t.delete_sure(&name)}</strong></p>
            <p>{t.delete_help()}</p>
            <p class="buttons">
                <Button class="button button-danger" text=t.delete_yes() run=delete/>
                <Button class="button button-quiet" text=t.cancel() run=move || cancel.run(())/>
            </p>
        </div>
    }
}
