//! What is said after a file has been downloaded.

use leptos::prelude::*;
use texts::Texts;

use crate::browser::files::{self, HeldFile};
use crate::components::region::fresh;

/// The last download, and what became of it.
#[derive(Clone, Copy)]
pub struct Download(RwSignal<Option<Outcome>>);

#[derive(Clone)]
enum Outcome {
    /// The browser was given a file of this name, and this is not in it.
    Downloaded(String, Option<String>),
    /// The browser refuses.
    Refused,
    /// There was nothing to download, for this reason.
    Nothing(&'static str),
}

impl Download {
    /// Nothing has been downloaded yet.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Gives the respondent a file.
    pub fn give(self, name: String, kind: &str, contents: impl AsRef<[u8]>) {
        self.give_all_but(name, kind, contents, None);
    }

    /// Gives the respondent a file, and says what is not in it.
    pub fn give_all_but(self, name: String, kind: &str, contents: impl AsRef<[u8]>, left_out: Option<String>) {
        let given = files::download(&name, kind, contents.as_ref());
        self.set(given.map_or(Outcome::Refused, |()| Outcome::Downloaded(name, left_out)));
    }

    /// Gives the respondent a file that the browser holds already.
    pub fn give_held(self, name: String, file: &HeldFile) {
        let given = files::download_held(&name, file);
        self.set(given.map_or(Outcome::Refused, |()| Outcome::Downloaded(name, None)));
    }

    /// Says why there is nothing to download.
    pub fn give_nothing(self, why: &'static str) {
        self.set(Outcome::Nothing(why));
    }

    fn set(self, outcome: Outcome) {
        // The visitor may have left the page in the meantime.
        self.0.try_set(Some(outcome));
    }
}

/// Says what became of a download.
#[component]
pub fn DownloadMessage(
    /// The download.
    of: Download,
    /// The reader's language.
    t: Texts,
) -> impl IntoView {
    let message = move || {
        of.0.get().map(|outcome| match outcome {
            Outcome::Downloaded(name, left_out) => {
                let left_out = left_out.map(|left_out| view! { <p>{left_out}</p> }.into_any());
                view! { <div class="notice"><p>{t.downloaded(&name)}</p>{left_out}</div> }.into_any()
            }
            Outcome::Refused => view! { <p class="notice notice-warning">{t.download_failed()}</p> }.into_any(),
            Outcome::Nothing(why) => view! { <p class="notice notice-warning">{why}</p> }.into_any(),
        })
    };
    view! { <div role="status">{move || fresh(message())}</div> }
}
