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
    let delete = move || {
        state.delete(&questionnaire, &key);
        // The row is gone: what is left is the list, or only the page.
        page::focus_first(&[BEGUN, "h1"]);
    };
    view! {
        <Sure question=t.delete_sure(&name) help=t.delete_help() t delete cancel/>
    }
}

/// A question before something is deleted. It has the focus.
#[component]
pub fn Sure(
    /// The question.
    question: String,
    /// What is deleted with it, and what is not.
    help: &'static str,
    /// The reader's language.
    t: Texts,
    /// Deletes.
    #[prop(into)]
    delete: UnsyncCallback<()>,
    /// Runs when the reader decides to keep it.
    #[prop(into)]
    cancel: UnsyncCallback<()>,
) -> impl IntoView {
    page::focus(ASKED);
    view! {
        <div class="sure-to-delete notice notice-warning" role="group">
            <p tabindex="-1"><strong>{question}</strong></p>
            <p>{help}</p>
            <p class="buttons">
                <Button class="button button-danger" text=t.delete_yes() run=delete/>
                <Button class="button button-quiet" text=t.cancel() run=move || cancel.run(())/>
            </p>
        </div>
    }
}
