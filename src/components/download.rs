//! What is said after a file has been given.

use leptos::prelude::*;

use crate::browser::files;
use crate::texts::Texts;
use crate::ui::{El, el, text_el};

/// What became of the last download: nothing yet, refused, or the file's name.
#[derive(Clone, Copy)]
pub struct Download(RwSignal<Option<Option<String>>>);

impl Download {
    /// Nothing has been downloaded yet.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Gives the respondent a file. No text means that there is none to give: that is told as a refusal.
    pub fn give(self, name: String, kind: &str, text: Option<&str>) {
        // The visitor may have left the page in the meantime.
        self.0.try_set(Some(text.and_then(|text| files::download(&name, kind, text)).map(|()| name)));
    }

    /// The place where it is told.
    #[must_use]
    pub fn told(self, t: Texts) -> El {
        el("div").attr("role", "status").live(move || {
            self.0.get().map(|done| match done {
                Some(name) => text_el("p", &t.downloaded(&name)).class("notice"),
                None => text_el("p", t.download_failed()).class("notice notice-warning"),
            })
        })
    }
}
