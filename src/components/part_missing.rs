//! What stands in the place of a page whose part of the program could not be fetched.

use engine::Lang;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::page;
use crate::components::button::Button;
use crate::components::heading::Heading;
use crate::components::region::fresh;
use crate::parts::{Part, PartFault};
use crate::state::AppState;

/// Where a page leads back to when its part cannot be fetched: an address, and its text.
pub type Back = (String, String);

/// Says why the page did not come, and lets the reader try again or go back. If the host has another release of the site
/// now, trying again is of no use: then it offers to reload the page, but never while that would lose answers.
#[component]
pub fn PartMissing(
    /// The part.
    part: Part,
    /// Why it did not come.
    fault: PartFault,
    /// The reader's language.
    lang: Lang,
    /// The way back, if there is one.
    back: Option<Back>,
) -> impl IntoView {
    let (state, t) = (AppState::get(), Texts(lang));
    let is_stale = fault.replaced && fault.times > 1;
    let again = move || {
        // The button goes: the focus must not go with it.
        page::focus("main");
        state.has_moved.set(true);
        part.fetch(lang);
    };
    let back = back.map(|(address, text)| view! { <a class="button button-quiet" href=address>{text}</a> }.into_any());
    view! {
        <Heading text=t.page_faulty() title=t.page_faulty()/>
        <div role="alert"><p>{fault.message}</p></div>
        <div>{move || fresh(is_stale.then(|| new_release(state, t)))}</div>
        <p class="buttons">
            <Button
                class=if is_stale { "button button-quiet" } else { "button" }
                text=t.try_again()
                run=again
            />
            {back}
        </p>
    }
}

/// The same in a place on a page, where the rest can be used: why something did not come, and a button to try again.
#[component]
pub fn PartNotice(
    /// Why it did not come.
    message: String,
    /// The reader's language.
    lang: Lang,
    /// Tries again.
    #[prop(into)]
    again: UnsyncCallback<()>,
) -> impl IntoView {
    view! {
        <div class="notice notice-warning">
            <p>{message}</p>
            <p><Button class="button button-quiet" text=Texts(lang).try_again() run=again/></p>
        </div>
    }
}

/// Offers the new release, and to save first what is only in memory.
pub fn new_release(state: AppState, t: Texts) -> AnyView {
    let (text, button) = if !state.is_at_risk() {
        (t.replaced(), Some(view! { <Button class="button" text=t.reload() run=page::reload/> }.into_any()))
    } else if state.can_be_saved() {
        let save = move || {
            page::focus("h1");
            state.save_as_new();
        };
        (t.replaced_unsaved(), Some(view! { <Button class="button" text=t.save_in_browser() run=save/> }.into_any()))
    } else {
        (t.replaced_unsaved(), None)
    };
    let button = button.map(|button| view! { <p>{button}</p> }.into_any());
    view! { <div class="notice notice-warning"><p>{text}</p>{button}</div> }.into_any()
}
