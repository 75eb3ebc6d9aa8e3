//! Forms that were filled in on paper, typed in one after the other.

use engine::results::code::{Contents, ResultCode};
use engine::results::structure::Structure;
use engine::room::form::read_form;
use leptos::prelude::*;
use texts::Texts;
use web_sys::{Event, SubmitEvent};

use crate::browser::{format, page, random};
use crate::components::{Details, Field};
use crate::pages::training::room::Room;

/// A field for one form at a time. Each becomes a result code, as if it had been answered on a phone.
#[component]
pub fn TypedForm(
    /// The session.
    room: Room,
    /// What the forms are added to.
    label: &'static str,
    /// Takes the code.
    #[prop(into)]
    take: UnsyncCallback<(ResultCode,)>,
) -> impl IntoView {
    let t = Texts(room.questionnaire().language);
    let written = RwSignal::new(String::new());
    let message = RwSignal::new((false, String::new()));
    let (field, help) = (page::fresh_id(), page::fresh_id());
    let (described, selector) = (help.clone(), format!("#{field}"));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let questions = room.questions();
        page::focus(&selector);
        let answers = match read_form(&written.get_untracked(), &questions) {
            Ok(answers) if answers.is_empty() => return message.set((true, t.form_empty().to_owned())),
            Ok(answers) => answers,
            Err(word) => return message.set((true, t.form_not_read(&word))),
        };
        message.set((false, t.form_taken(answers.len(), questions.len())));
        written.set(String::new());
        let (id, day) = (random::id(), format::today());
        let contents = Contents { id: &id, day: &day, unit: None, role: None, answers: &answers };
        take.run((ResultCode::new(&Structure::of(room.questionnaire()), &[], contents),));
    };
    view! {
        <Details summary=t.type_forms()>
            <form aria-label=label on:submit=submit>
                <Field label=t.typed_form()>
                    <span class="hint" id=help>{t.typed_form_help()}</span>
                    <input
                        id=field
                        type="text"
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                        aria-describedby=described
                        aria-invalid=move || if message.with(|(is_wrong, _)| *is_wrong) { "true" } else { "false" }
                        prop:value=move || written.get()
                        on:input=move |event: Event| written.set(event_target_value(&event))
                    />
                </Field>
                <p><button type="submit" class="button button-quiet">{t.add_form()}</button></p>
            </form>
            <p role="status" class:error=move || message.with(|(is_wrong, _)| *is_wrong)>
                <span prop:textContent=move || message.with(|(_, text)| text.clone())></span>
            </p>
        </Details>
    }
}
