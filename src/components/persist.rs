//! How long the browser keeps what is saved here.

use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::Texts;

use crate::browser::boot::{able, persist};
use crate::browser::page;
use crate::components::button::Button;
use crate::components::region::fresh;

/// A button that asks the browser to keep what is saved, and what it answers.
#[component]
pub fn AskToKeep(
    /// The reader's language.
    t: Texts,
    /// Runs when the browser has answered.
    #[prop(optional, into)]
    answered: Option<UnsyncCallback<()>>,
) -> impl IntoView {
    let persists = RwSignal::new(None::<bool>);
    let ask = move || {
        spawn_local(async move {
            let kept = persist().await;
            // The visitor may have left the page in the meantime.
            if persists.try_set(Some(kept)).is_none() {
                answered.iter().for_each(|answered| answered.run(()));
            }
        });
    };
    let answer = move || {
        let text = persists.get().map(|kept| if kept { t.persists() } else { t.persist_refused() });
        text.map(|text| view! { <p class="notice">{text}</p> }.into_any())
    };
    view! {
        <div>
            <p class="buttons"><Button class="button button-quiet" text=t.persist() run=ask/></p>
            <div role="status">{move || fresh(answer())}</div>
        </div>
    }
}

/// How long the browser keeps what is saved here, and what to do about it. Nothing where it saves nothing.
#[component]
pub fn HowLongKept(
    /// The reader's language.
    t: Texts,
) -> impl IntoView {
    let found = RwSignal::new(None);
    spawn_local(async move {
        let able = able(&page::release_file("release")).await;
        found.try_set(Some(able));
    });
    let said = move || {
        let able = found.get().filter(|able| able.saves)?;
        Some(match (page::deletes_after_a_week(), able.persists) {
            (true, _) => view! { <p>{t.persists_a_week()}</p> }.into_any(),
            (_, true) => view! { <p>{t.persists()}</p> }.into_any(),
            (_, false) => view! { <p>{t.persists_not()}</p><AskToKeep t/> }.into_any(),
        })
    };
    view! { <div>{move || fresh(said())}</div> }
}
