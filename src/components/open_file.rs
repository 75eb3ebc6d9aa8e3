//! Choosing a result file: to open it, or to add its result to others. What reads it is another part of the program.

use std::rc::Rc;

use engine::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::wasm_split;
use texts::Texts;
use web_sys::File;

use crate::browser::page::{self, fresh_id};
use crate::components::button::FileButton;
use crate::components::part_missing::PartNotice;
use crate::components::read_file::{Refusal, Then, read_file};
use crate::components::region::fresh;
use crate::parts::{Fetched, Part, PartFault, Soon};
use crate::state::AppState;

#[wasm_split(open, wasm_split_path = leptos::wasm_split, preload(fetch_open), fallible)]
fn make_open(state: AppState, file: File, then: Then) -> Fetched<Soon<Result<(), Refusal>>> {
    Ok(Box::pin(read_file(state, file, then)))
}

/// The part `open`, not fetched yet.
#[must_use]
pub fn open_part() -> Part {
    Part::new(|| Box::pin(fetch_open()))
}

/// Reads a result file and does with it what is to be done. Otherwise: what says why it cannot be opened.
async fn open(state: AppState, file: File, then: Then, lang: Lang) -> Result<Result<(), Refusal>, PartFault> {
    state.parts.open.fetched(lang).await?;
    match make_open(state, file, then).await {
        Ok(opening) => Ok(opening.await),
        // It has just come.
        Err(_) => Ok(Ok(())),
    }
}

/// A way in for those who have a result file.
#[component]
pub fn HaveFile(
    /// The reader's language.
    lang: Lang,
    /// What else such a reader may look for.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let t = Texts(lang);
    view! {
        <section class="aside">
            <h2>{t.have_file()}</h2>
            <p>{t.have_file_help()}</p>
            <OpenFile text=t.open_result() then=Then::Open/>
            {children.map(|children| children())}
        </section>
    }
}

/// A button that takes a result file, or says why it cannot.
#[component]
pub fn OpenFile(
    /// What the button says.
    text: &'static str,
    /// What happens with the result.
    then: Then,
) -> impl IntoView {
    let state = AppState::get();
    let lang = state.lang_untracked();
    let id = fresh_id();
    let opening = Opening {
        state,
        lang,
        then,
        message: StoredValue::new(format!("#{id}")),
        is_loading: RwSignal::new(false),
        refusal: RwSignal::new_local(None),
    };
    let loading = move || if opening.is_loading.get() { Texts(lang).loading() } else { "" };
    let refusal = move || opening.refusal.get().map(|refusal| refusal());
    view! {
        <div class="open-file">
            <FileButton text chosen=move |file| opening.begin(file)/>
            <div role="status" prop:textContent=loading></div>
            <div id=id role="alert" tabindex="-1" class="open-error">{move || fresh(refusal())}</div>
        </div>
    }
}

/// A file that is being opened, and what became of it.
#[derive(Clone, Copy)]
struct Opening {
    state: AppState,
    lang: Lang,
    then: Then,
    /// Where it says why a file cannot be opened.
    message: StoredValue<String>,
    is_loading: RwSignal<bool>,
    refusal: RwSignal<Option<Refusal>, LocalStorage>,
}

impl Opening {
    fn begin(self, file: File) {
        self.refusal.set(None);
        self.is_loading.set(true);
        spawn_local(async move {
            let opened = open(self.state, file.clone(), self.then, self.lang).await;
            // The visitor may have left the page in the meantime.
            if self.is_loading.try_set(false).is_some() {
                return;
            }
            let refusal = match opened {
                Ok(Ok(())) => return,
                Ok(Err(refusal)) => refusal,
                Err(fault) => Rc::new(move || self.missing(&fault, &file)),
            };
            self.refusal.set(Some(refusal));
            self.message.with_value(|message| page::focus(message));
        });
    }

    /// That what opens the file could not be fetched. The file stays chosen.
    fn missing(self, fault: &PartFault, file: &File) -> AnyView {
        let file = file.clone();
        let again = move || self.begin(file.clone());
        view! { <PartNotice message=fault.message.clone() lang=self.lang again/> }.into_any()
    }
}
