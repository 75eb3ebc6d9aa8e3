//! What is said after a file has been given.

use leptos::prelude::*;
use texts::Texts;

use crate::browser::files;
use crate::ui::{El, el, text_el};

/// What became of the last download: nothing yet, or what is told.
#[derive(Clone, Copy)]
pub struct Download(RwSignal<Option<Told>>);

#[derive(Clone)]
enum Told {
    /// The browser was given a file of this name, and this is not in it.
    Given(String, Option<String>),
    /// The browser refuses.
    Refused,
    /// There was nothing to give, for this reason.
    Nothing(&'static str),
}

impl Download {
    /// Nothing has been downloaded yet.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Gives the respondent a file. No text means that it could not be made: that is told as a refusal.
    pub fn give(self, name: String, kind: &str, text: Option<&str>) {
        match text {
            Some(text) => self.give_all_but(name, kind, text, None),
            None => self.tell(Told::Refused),
        }
    }

    /// Gives the respondent a file, and tells what is not in it.
    pub fn give_all_but(self, name: String, kind: &str, text: &str, left_out: Option<String>) {
        let given = files::download(&name, kind, text);
        self.tell(given.map_or(Told::Refused, |()| Told::Given(name, left_out)));
    }

    /// Tells why there is nothing to give.
    pub fn give_nothing(self, why: &'static str) {
        self.tell(Told::Nothing(why));
    }

    fn tell(self, told: Told) {
        // The visitor may have left the page in the meantime.
        self.0.try_set(Some(told));
    }

    /// The place where it is told.
    #[must_use]
    pub fn told(self, t: Texts) -> El {
        el("div").attr("role", "status").live(move || {
            self.0.get().map(|told| match told {
                Told::Given(name, left_out) => {
                    let notice = el("div").class("notice").child(text_el("p", &t.downloaded(&name)));
                    notice.children(left_out.map(|left_out| text_el("p", &left_out)))
                }
                Told::Refused => text_el("p", t.download_failed()).class("notice notice-warning"),
                Told::Nothing(why) => text_el("p", why).class("notice notice-warning"),
            })
        })
    }
}
