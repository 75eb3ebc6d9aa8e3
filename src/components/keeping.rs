//! How safe the answers are, when that needs saying.

use leptos::prelude::*;

use crate::desk::Desk;
use crate::store::Keeping;
use crate::texts::Texts;

/// Says that the answers on the desk are not on the device. Says nothing when they are.
#[component]
pub fn KeepingNotice() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let keeping = Memo::new(move |_| desk.open.with(|open| open.as_ref().map(|open| open.keeping)));
    let text = move || {
        let t = Texts(desk.lang());
        match keeping.get()? {
            Keeping::Kept => None,
            Keeping::NotAsked => Some((t.keeping_not_asked(), "notice")),
            Keeping::Blocked => Some((t.keeping_blocked(), "notice notice-warning")),
            Keeping::Full => Some((t.keeping_full(), "notice notice-warning")),
        }
    };
    // The element stands there from the start, so that screen readers tell what comes into it.
    view! { <div role="status">{move || text().map(|(text, class)| view! { <p class=class>{text}</p> })}</div> }
}
