//! The result as a code.

use engine::results::code::{Contents, ResultCode};
use engine::results::structure::Structure;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::{format, page};
use crate::components::CopyText;
use crate::load::Loaded;
use crate::state::AppState;

/// The result code of the active assessment, to copy into a chat, or to send to whom the municipality has named.
#[component]
pub fn CodeSection(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(loaded.value.language);
    let structure = Structure::of(&loaded.value);
    let title = loaded.value.title.clone();
    let code = Memo::new(move |_| {
        let file = state.result_file(&loaded.value)?;
        let day = format::day_code(file.dated());
        let (unit, role) = (file.unit.as_deref(), file.role.as_deref());
        let contents = Contents { id: &file.id, day: &day, unit, role, answers: &file.answers };
        Some(state.site.with(|site| ResultCode::new(&structure, &site.units, contents)).write())
    });
    let text = Signal::derive(move || code.get().unwrap_or_default());
    let email = state.site.with(|site| site.contact.email.clone());
    let mail = move || {
        let (subject, body) = (page::encoded(&t.code_subject(&title)), page::encoded(&text.get()));
        format!("mailto:{email}?subject={subject}&body={body}")
    };
    let has_mail = state.site.with(|site| !site.contact.email.is_empty());
    let mail = has_mail.then(|| view! { <a class="button button-quiet" href=mail>{t.code_mail()}</a> }.into_any());
    view! {
        <section class="code screen-only">
            <h2>{t.result_code()}</h2>
            <p class="hint">{t.result_code_help()}</p>
            <CopyText label=t.copy_code() text t>{mail}</CopyText>
        </section>
    }
}
