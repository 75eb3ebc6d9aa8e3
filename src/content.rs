//! The content that has been fetched: what came stays, what failed is forgotten when it is tried again.

use engine::Lang;
use engine::encoding::content::Summaries;
use engine::model::id::Id;
use engine::model::questionnaire::Questionnaire;
use engine::model::site::Page;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::load::{self, Fault, Outcome};

/// A piece of content; `None` while it is on its way.
pub type Fetched<T> = Option<Outcome<T>>;

/// Counted, not owned: it outlives the page that first asked for it.
type Slot<T> = ArcRwSignal<Fetched<T>>;

/// What has been asked for, by language and name.
type Cache<T> = StoredValue<Vec<(Lang, String, Slot<T>)>>;

/// The content that has been fetched.
#[derive(Clone, Copy)]
pub struct Content {
    /// How often what failed has been tried again. Who fetches something by itself follows it.
    pub attempts: RwSignal<u32>,
    questionnaires: Cache<Questionnaire>,
    summaries: Cache<Summaries>,
    pages: Cache<Page>,
    templates: Cache<Page>,
}

impl Content {
    /// Nothing fetched.
    #[must_use]
    pub fn new() -> Self {
        Self {
            attempts: RwSignal::new(0),
            questionnaires: StoredValue::new(Vec::new()),
            summaries: StoredValue::new(Vec::new()),
            pages: StoredValue::new(Vec::new()),
            templates: StoredValue::new(Vec::new()),
        }
    }

    /// A questionnaire; loads it the first time it is asked for.
    #[must_use]
    pub fn questionnaire(self, lang: Lang, id: &str) -> Fetched<Questionnaire> {
        self.fetched(self.questionnaires, lang, id, load::questionnaire)
    }

    /// What the build knew of each questionnaire; loads it the first time it is asked for.
    #[must_use]
    pub fn summaries(self, lang: Lang) -> Fetched<Summaries> {
        self.fetched(self.summaries, lang, lang.code(), |lang, _| load::summaries(lang))
    }

    /// A page of text; loads it the first time it is asked for.
    #[must_use]
    pub fn page(self, lang: Lang, name: &str) -> Fetched<Page> {
        self.fetched(self.pages, lang, name, load::page)
    }

    /// The template of a document; loads it the first time it is asked for.
    #[must_use]
    pub fn template(self, lang: Lang, id: &str) -> Fetched<Page> {
        self.fetched(self.templates, lang, id, load::template)
    }

    /// Forgets what failed: whoever asks for it next has it fetched anew.
    pub fn forget_failures(self) {
        forget(self.questionnaires);
        forget(self.summaries);
        forget(self.pages);
        forget(self.templates);
    }

    /// Fetches anew what failed and is on show.
    pub fn try_again(self) {
        self.forget_failures();
        self.attempts.update(|attempts| *attempts += 1);
    }

    /// A piece of content, and whoever calls this follows it. Who is shown one that failed follows the next attempt too.
    fn fetched<T, F>(self, all: Cache<T>, lang: Lang, name: &str, load: impl FnOnce(Lang, Id) -> F) -> Fetched<T>
    where
        T: Send + Sync + 'static,
        F: Future<Output = Outcome<T>> + 'static,
    {
        let known = all.with_value(|all| {
            let known = all.iter().find(|(of, named, _)| *of == lang && named == name);
            known.map(|(_, _, signal)| signal.clone())
        });
        if let Some(signal) = known {
            if has_failed(&signal) {
                self.attempts.track();
            }
            return signal.get();
        }
        let Some(id) = Id::new(name) else { return Some(Err(Fault::nowhere())) };
        let signal: Slot<T> = ArcRwSignal::new(None);
        all.update_value(|all| all.push((lang, name.to_owned(), signal.clone())));
        let loading = load(lang, id);
        spawn_local({
            let signal = signal.clone();
            async move { signal.set(Some(loading.await)) }
        });
        signal.get()
    }
}

fn has_failed<T: Send + Sync + 'static>(signal: &Slot<T>) -> bool {
    signal.with_untracked(|loaded| matches!(loaded, Some(Err(_))))
}

fn forget<T: Send + Sync + 'static>(all: Cache<T>) {
    all.update_value(|all| all.retain(|(_, _, signal)| !has_failed(signal)));
}
