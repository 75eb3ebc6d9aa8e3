//! The state of the site: where the visitor is, what has been loaded, and the assessment being worked on.
//!
//! There is one `AppState`, given to every component through the context. Components read its signals and call its methods;
//! nothing else writes to the store.

mod assessment;
pub mod device;
pub mod files;
mod list;

use engine::Lang;
use engine::model::site::Site;
use engine::results::result_file::OpenReport;
use leptos::prelude::*;

use crate::browser::{page, storage};
use crate::content::Content;
use crate::load::{self, Fault};
use crate::parts::Parts;
use crate::route::{Route, Step};
use crate::store::{ActiveAssessment, Store};

/// A message about the active assessment.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// It was opened from a file.
    Opened(OpenReport),
    /// It was deleted.
    Deleted {
        /// The questionnaire it was of.
        questionnaire: String,
        /// By another tab.
        elsewhere: bool,
    },
    /// It was final, and is a draft since it was changed.
    DraftAgain,
}

/// The state of the site.
#[derive(Clone, Copy)]
pub struct AppState {
    /// Where the visitor is.
    pub route: RwSignal<Route>,
    /// Whether the visitor has gone anywhere yet: only then does the focus move.
    pub has_moved: RwSignal<bool>,
    /// The site's settings.
    pub site: RwSignal<Site>,
    /// What is wrong with the site's settings.
    pub site_fault: RwSignal<Option<Fault>>,
    /// Whether another release of the site has been kept since the page was opened.
    pub has_newer: RwSignal<bool>,
    /// The content that has been fetched.
    pub content: Content,
    /// The assessment being worked on.
    pub active: RwSignal<Option<ActiveAssessment>>,
    /// A message about it.
    pub notice: RwSignal<Option<Notice>>,
    /// Changes whenever what is stored has changed: lists depend on it.
    stored: RwSignal<u32>,
    /// The parts of the program that a first visit does not fetch.
    pub parts: Parts,
    store: StoredValue<Store, LocalStorage>,
}

impl AppState {
    /// A state in which nothing but the settings has been loaded.
    #[must_use]
    pub fn new(route: Route, site: Site, parts: Parts) -> Self {
        Self {
            route: RwSignal::new(route),
            has_moved: RwSignal::new(false),
            site: RwSignal::new(site),
            site_fault: RwSignal::new(None),
            has_newer: RwSignal::new(false),
            active: RwSignal::new(None),
            notice: RwSignal::new(None),
            stored: RwSignal::new(0),
            parts,
            store: StoredValue::new_local(storage::store()),
            content: Content::new(),
        }
    }

    /// Reads the site's settings once more: they may have been corrected since.
    pub async fn read_settings(self) {
        let (site, fault) = load::site().await;
        self.site_fault.set(fault);
        // What was read before still holds.
        let Some(site) = site else { return };
        page::apply_colours(&site.accent, &site.accent_dark);
        self.site.set(site);
    }

    /// The state of the site.
    #[must_use]
    pub fn get() -> Self {
        expect_context()
    }

    /// The language of the page.
    #[must_use]
    pub fn lang(self) -> Lang {
        self.route.with(|route| route.lang)
    }

    /// The language, without depending on it.
    #[must_use]
    pub fn lang_untracked(self) -> Lang {
        untrack(|| self.lang())
    }

    /// The address of a step of a questionnaire. It names the assessment being worked on where there are several, or
    /// where the present address does.
    #[must_use]
    pub fn to(self, questionnaire: &str, step: Step) -> String {
        let (lang, is_named) = self.route.with_untracked(|route| (route.lang, route.assessment.is_some()));
        let is_of_one = !matches!(step, Step::Front | Step::Paper { filled: false });
        let named = self.active.with_untracked(|active| {
            let active =
                active.as_ref().filter(|active| is_of_one && active.assessment.questionnaire.id == questionnaire)?;
            let is_one_of_several = || self.store.with_value(|store| store.count(questionnaire, Some(active)) > 1);
            (is_named || is_one_of_several()).then(|| active.short_id().to_owned())
        });
        Route::to(lang, questionnaire, step).of(named).to_string()
    }

    /// Goes to a step of a questionnaire.
    pub fn go(self, questionnaire: &str, step: Step) {
        page::go(&self.to(questionnaire, step));
    }

    // Content.

    /// Whether the site's settings name something: `state.lists(|site| &site.sources, "metod")`.
    #[must_use]
    pub fn lists(self, of: fn(&Site) -> &Vec<String>, id: &str) -> bool {
        self.site.with(|site| of(site).iter().any(|listed| listed == id))
    }

    /// Whether a source document has a page of its own.
    #[must_use]
    pub fn has_source_page(self, document: &str) -> bool {
        self.lists(|site| &site.sources, document)
    }
}
