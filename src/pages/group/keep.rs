//! Whether the browser keeps the work, so that it survives a reload. Nothing is kept until the coordinator asks for it.

use engine::Lang;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::page;
use crate::components::{Button, fresh};
use crate::pages::group::work::{Kept, Work};
use crate::state::AppState;

/// What is kept, and the buttons that keep and delete it.
#[component]
pub fn KeepWork(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(lang);
    let work = Work::get();
    // The button goes: the focus must not go with it.
    let keep = move || {
        Work::get().keep(state);
        page::focus(".keep-work");
    };
    let let_go = move || {
        Work::get().let_go(state);
        page::focus(".keep-work");
    };
    let said = {
        let kept = work.kept.clone();
        move || match kept.get() {
            Kept::Nothing => "",
            Kept::Writing => t.keep_writing(),
            Kept::Reading => t.keep_reading(),
            Kept::All => t.kept(),
            Kept::Refused => t.keep_refused(),
            Kept::Gone => t.keep_gone(),
        }
    };
    let offer = move || {
        let has_any = work.report.with(Option::is_some);
        match work.kept.get() {
            Kept::Nothing | Kept::Refused | Kept::Gone if has_any => Some(
                view! {
                    <p>{t.keep_offer()}</p>
                    <p><Button class="button button-quiet" text=t.keep_button() run=keep/></p>
                }
                .into_any(),
            ),
            Kept::All => {
                Some(view! { <p><Button class="button button-quiet" text=t.keep_delete() run=let_go/></p> }.into_any())
            }
            _ => None,
        }
    };
    let is_shown = {
        let work = Work::get();
        move || work.kept.get() != Kept::Nothing || work.report.with(Option::is_some)
    };
    let heading = move || is_shown().then(|| view! { <h2>{t.keep_work()}</h2> }.into_any());
    view! {
        <section class="screen-only keep-work">
            {move || fresh(heading())}
            <p role="status" prop:textContent=said></p>
            {move || fresh(offer())}
        </section>
    }
}
