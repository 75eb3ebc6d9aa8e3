//! The pages of one questionnaire: loads it, puts an assessment on the desk, and shows the step the route names.

use std::sync::Arc;

use engine::Lang;
use engine::content::Compiled;
use engine::questionnaire::Questionnaire;
use leptos::prelude::*;

use crate::components::{fault_report, heading, loading};
use crate::desk::Desk;
#[cfg(not(feature = "whole"))]
use crate::pages::elsewhere;
use crate::pages::{front, question};
#[cfg(feature = "whole")]
use crate::pages::{paper, result, review};
use crate::route::{Place, Route, Step};
use crate::texts::Texts;
use crate::ui::{El, el, link, text_el};

/// A questionnaire with the digest of its Markdown.
pub type Loaded = Arc<Compiled<Questionnaire>>;

/// One step of a questionnaire.
pub fn questionnaire(lang: Lang, id: &str, step: &Step) -> Vec<El> {
    let desk = Desk::get();
    let t = Texts(lang);
    match desk.questionnaire(lang, id).get() {
        None => vec![loading()],
        // The settings are on their way too, and the questionnaire's pages use them.
        Some(Ok(_)) if desk.site.with(Option::is_none) => vec![loading()],
        Some(Err(fault)) => vec![
            heading(t.faulty_title(), t.faulty_title()),
            text_el("p", t.faulty_intro()),
            fault_report(&fault, lang),
            el("p").child(link(&Route::new(lang, Place::Start).to_string(), t.to_start())),
        ],
        Some(Ok(loaded)) => untrack(|| {
            desk.enter(&loaded);
            match step {
                Step::Front => front::front(&loaded),
                Step::Question(question) => question::question(&loaded, question),
                #[cfg(feature = "whole")]
                Step::Review => review::review(&loaded),
                #[cfg(feature = "whole")]
                Step::Result => result::result(&loaded),
                #[cfg(feature = "whole")]
                Step::Paper { filled } => paper::paper(&loaded, *filled),
                #[cfg(not(feature = "whole"))]
                Step::Review | Step::Result | Step::Paper { .. } => elsewhere(),
            }
        }),
    }
}
