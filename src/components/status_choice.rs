//! Draft or final.

use engine::results::status::Status;
use leptos::prelude::*;
use texts::Texts;

/// A choice between draft and final.
#[component]
pub fn StatusChoice(
    /// What it is now.
    now: Status,
    /// The reader's language.
    t: Texts,
    /// Runs with what the respondent chooses.
    #[prop(into)]
    choose: UnsyncCallback<(Status,)>,
) -> impl IntoView {
    let choices = [Status::Draft, Status::Final].map(|status| {
        view! {
            <label class="check">
                <input type="radio" name="status" checked=now == status on:change=move |_| choose.run((status,))/>
                <span>{t.of_status(status)}</span>
            </label>
        }
        .into_any()
    });
    view! { <fieldset class="inline"><legend>{t.status()}</legend>{Vec::from(choices)}</fieldset> }
}
