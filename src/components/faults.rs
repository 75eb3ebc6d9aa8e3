//! What is wrong with content, for whoever runs the site.

use engine::Lang;
use leptos::prelude::*;

use crate::load::Fault;
use crate::texts::Texts;

/// A fault in content: file, line and what to write instead.
#[component]
pub fn FaultReport(
    /// The fault.
    fault: Fault,
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let t = Texts(lang);
    match fault {
        Fault::Missing { path } => view! { <p>{t.missing_file(&path)}</p> }.into_any(),
        Fault::Unread { path } => view! { <p>{t.unread_file(&path)}</p> }.into_any(),
        Fault::Faulty { path, diagnostics } => {
            let items = diagnostics.into_iter().map(|d| view! {
                <li>
                    <p class="fault-place">{t.at_line(&path, d.line, d.column)} " " <code>{d.code.clone()}</code></p>
                    <p>{d.message.get(lang).to_owned()}</p>
                    <p>{d.help.get(lang).to_owned()}</p>
                </li>
            });
            view! { <ol class="faults">{items.collect_view()}</ol> }.into_any()
        }
    }
}
