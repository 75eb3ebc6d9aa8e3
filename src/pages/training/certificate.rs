//! What a certificate of attendance says.

use leptos::prelude::*;
use texts::Texts;

use crate::browser::format;
use crate::state::AppState;

/// The facts of a certificate, of today.
#[component]
pub fn Certificate(
    /// Who was there.
    #[prop(into)]
    name: Signal<String>,
    /// What the training was about.
    title: String,
    /// How it went, where that is known.
    result: Option<String>,
    /// Who led it; may be empty.
    trainer: String,
    /// The reader's language.
    t: Texts,
) -> impl IntoView {
    let state = AppState::get();
    let organisation = state.site.with(|site| site.name.get(t.0).to_owned());
    let fact = |label: &'static str, text: String| view! { <div><dt>{label}</dt><dd>{text}</dd></div> }.into_any();
    let result = result.map(|result| fact(t.result(), result));
    let by = (!trainer.is_empty()).then(|| fact(t.trainer(), trainer));
    view! {
        <dl class="facts">
            <div><dt>{t.name()}</dt><dd prop:textContent=move || name.get()></dd></div>
            {fact(t.day(), format::day(&format::now(), t.0))}
            {fact(t.training(), title)}
            {result}
            {by}
            {fact(t.organisation(), organisation)}
        </dl>
    }
}
