//! What stands in the place of a page whose part of the program could not be fetched.

use engine::Lang;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::page;
use crate::components::heading::heading;
use crate::parts::{Part, PartFault};
use crate::state::AppState;
use crate::ui::{El, button, el, link, text_el};

/// Where a page leads back to when its part cannot be fetched: an address, and its text.
pub type Back = (String, String);

/// Says why the page did not come, and lets the reader try again or go back. If the host has another release of the site
/// now, trying again is of no use: then it offers to reload the page, but never while that would lose answers.
pub fn part_missing(part: Part, fault: &PartFault, lang: Lang, (address, text): Back) -> Vec<El> {
    let (state, t) = (AppState::get(), Texts(lang));
    let is_stale = fault.replaced && fault.times > 1;
    let weight = if is_stale { "button button-quiet" } else { "button" };
    let again = button(weight, t.try_again(), move || {
        // The button goes: the focus must not go with it.
        page::focus("main");
        state.has_moved.set(true);
        part.fetch(lang);
    });
    vec![
        heading(t.page_faulty(), t.page_faulty()),
        el("div").attr("role", "alert").child(text_el("p", &fault.message)),
        el("div").live(move || is_stale.then(|| reload(state, t))),
        el("p").class("buttons").child(again).child(link(&address, &text).class("button button-quiet")),
    ]
}

/// Offers the new release, and to save first what is only in memory.
fn reload(state: AppState, t: Texts) -> El {
    let notice = el("div").class("notice notice-warning");
    if !state.is_at_risk() {
        let reload = button("button", t.reload(), page::reload);
        return notice.child(text_el("p", t.replaced())).child(el("p").child(reload));
    }
    let notice = notice.child(text_el("p", t.replaced_unsaved()));
    if state.can_be_kept() {
        let keep = button("button", t.keep_here(), move || {
            page::focus("h1");
            state.keep();
        });
        notice.child(el("p").child(keep))
    } else {
        notice
    }
}
