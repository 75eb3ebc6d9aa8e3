//! How safe the answers are, when that needs saying.

use leptos::prelude::*;

use crate::desk::Desk;
use crate::store::Keeping;
use crate::texts::Texts;
use crate::ui::{El, el, text_el};

/// Says that the answers on the desk are not on the device. Says nothing when they are.
pub fn keeping_notice() -> El {
    let desk = Desk::get();
    let keeping = Memo::new(move |_| desk.open.with(|open| open.as_ref().map(|open| open.keeping)));
    // The element stands there from the start, so that screen readers tell what comes into it.
    el("div").attr("role", "status").live(move || {
        let t = Texts(desk.lang_untracked());
        let (text, class) = match keeping.get()? {
            Keeping::Kept => return None,
            Keeping::NotAsked => (t.keeping_not_asked(), "notice"),
            Keeping::Blocked => (t.keeping_blocked(), "notice notice-warning"),
            Keeping::Full => (t.keeping_full(), "notice notice-warning"),
        };
        Some(text_el("p", text).class(class))
    })
}
