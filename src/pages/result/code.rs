//! The result as a code.

use leptos::prelude::*;
use texts::Texts;

use crate::browser::page;
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
    let title = loaded.value.title.clone();
    let code = Memo::new(move |_| state.result_code(&loaded.value).map(|code| code.write()).unwrap_or_default());
    let text = Signal::derive(move || code.get());
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
