//! The state of the site: where the visitor is, what has been loaded, and the assessment being worked on.
//!
//! There is one desk, given to every component through the context. Components read its signals and call its methods;
//! nothing else writes to the store.

use engine::Lang;
use engine::answers::{Answer, Answers};
use engine::assessment::{Assessment, Change};
use engine::content::{Compiled, Summaries};
#[cfg(feature = "whole")]
use engine::plan::Plan;
use engine::questionnaire::Questionnaire;
#[cfg(feature = "whole")]
use engine::result::{OpenError, OpenReport, Opened, ResultFile};
use engine::result::{QuestionnaireRef, Reconciliation, reconcile};
#[cfg(feature = "whole")]
use engine::site::Page;
use engine::site::Site;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{format, page, random, storage};
use crate::handover::Handover;
use crate::load::{self, Fault, Loaded};
use crate::route::{Route, Step};
use crate::store::{Kept, Open, SetAside, Store};
use crate::texts::Texts;

/// A piece of content that may still be on its way. Counted, not owned: it outlives the page that first asked for it.
pub type Fetched<T> = ArcRwSignal<Option<Loaded<T>>>;

/// What has been asked for, by language and name.
type Cache<T> = Vec<(Lang, String, Fetched<T>)>;

/// What is to be told about the assessment on the desk.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// It was opened from a file.
    #[cfg(feature = "whole")]
    Opened(OpenReport),
    /// The questionnaire has changed since the answers were given.
    NewVersion(Reconciliation),
    /// It was deleted.
    Deleted {
        /// By another tab.
        elsewhere: bool,
    },
}

/// The state of the site.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Where the visitor is.
    pub route: RwSignal<Route>,
    /// Whether the visitor has gone anywhere yet: only then does the focus move.
    pub has_moved: RwSignal<bool>,
    /// The site's settings; nothing while they are on their way.
    pub site: RwSignal<Option<Site>>,
    /// What is wrong with the site's settings.
    pub site_fault: RwSignal<Option<Fault>>,
    /// The assessment being worked on.
    pub open: RwSignal<Option<Open>>,
    /// What is to be told about it.
    pub notice: RwSignal<Option<Notice>>,
    /// Changes whenever what is stored has changed: lists depend on it.
    stored: RwSignal<u32>,
    /// Whether another part of the site has taken over: then this one does nothing more.
    pub retired: StoredValue<bool>,
    /// A result file that was chosen before this part took over.
    #[cfg(feature = "whole")]
    pub chosen: StoredValue<Option<web_sys::File>, LocalStorage>,
    store: StoredValue<Store, LocalStorage>,
    questionnaires: StoredValue<Cache<Questionnaire>>,
    summaries: StoredValue<Cache<Summaries>>,
    #[cfg(feature = "whole")]
    pages: StoredValue<Cache<Page>>,
    #[cfg(feature = "whole")]
    documents: StoredValue<Cache<Page>>,
}

impl Desk {
    /// A desk with what another part of the site has left.
    #[must_use]
    pub fn new(route: Route, handover: Option<Handover>) -> Self {
        let has_moved = handover.is_some();
        let handover = handover.unwrap_or_default();
        let store = storage::store();
        handover.parked.into_iter().for_each(|(key, text)| store.take_over(key, &text));
        let open = handover.open.and_then(|key| store.open(&key));
        Self {
            route: RwSignal::new(route),
            has_moved: RwSignal::new(has_moved),
            site: RwSignal::new(None),
            site_fault: RwSignal::new(None),
            open: RwSignal::new(open),
            notice: RwSignal::new(None),
            stored: RwSignal::new(0),
            retired: StoredValue::new(false),
            #[cfg(feature = "whole")]
            chosen: StoredValue::new_local(handover.file),
            store: StoredValue::new_local(store),
            questionnaires: StoredValue::new(Vec::new()),
            summaries: StoredValue::new(Vec::new()),
            #[cfg(feature = "whole")]
            pages: StoredValue::new(Vec::new()),
            #[cfg(feature = "whole")]
            documents: StoredValue::new(Vec::new()),
        }
    }

    /// The desk of the site.
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

    /// Goes to a page.
    pub fn go(self, questionnaire: &str, step: Step) {
        let lang = self.lang_untracked();
        page::go(&Route::to(lang, questionnaire, step).to_string());
    }

    // Content.

    /// Whether a source document has a page of its own.
    #[must_use]
    pub fn has_source_page(self, document: &str) -> bool {
        self.site.with(|site| site.as_ref().is_some_and(|site| site.sources.iter().any(|id| id == document)))
    }

    /// A questionnaire; loads it the first time it is asked for.
    #[must_use]
    pub fn questionnaire(self, lang: Lang, id: &str) -> Fetched<Questionnaire> {
        fetched(self.questionnaires, lang, id, |lang, id| async move { load::questionnaire(lang, &id).await })
    }

    /// What the build knew of each questionnaire; loads it the first time it is asked for.
    #[must_use]
    pub fn summaries(self, lang: Lang) -> Fetched<Summaries> {
        fetched(self.summaries, lang, "", |lang, _| async move { load::summaries(lang).await })
    }

    /// A page of text; loads it the first time it is asked for.
    #[cfg(feature = "whole")]
    #[must_use]
    pub fn page(self, lang: Lang, name: &str) -> Fetched<Page> {
        fetched(self.pages, lang, name, |lang, name| async move { load::page(lang, &name).await })
    }

    /// A document that results fill; loads it the first time it is asked for.
    #[cfg(feature = "whole")]
    #[must_use]
    pub fn document(self, lang: Lang, id: &str) -> Fetched<Page> {
        fetched(self.documents, lang, id, |lang, id| async move { load::document(lang, &id).await })
    }

    // Assessments.

    /// Puts an assessment of the questionnaire on the desk, unless one is there: the one this tab was working on, the one
    /// changed last, or a new one. Fits its answers to the questionnaire if that has changed.
    pub fn enter(self, questionnaire: &Compiled<Questionnaire>) {
        let id = &questionnaire.value.id;
        let at = |open: &Open| open.assessment.questionnaire.id.clone();
        if self.open.with_untracked(|open| open.as_ref().map(at)).as_ref() != Some(id) {
            let current = self.store.with_value(|store| store.current(id));
            self.put(current.unwrap_or_else(|| self.blank(questionnaire, true)));
            // That answers were deleted is told on the page that comes after.
            self.notice
                .update(|notice| *notice = notice.take().filter(|notice| matches!(notice, Notice::Deleted { .. })));
        }
        self.fit(questionnaire);
    }

    /// Fits the answers on the desk to the questionnaire as it is now.
    fn fit(self, questionnaire: &Compiled<Questionnaire>) {
        let now = reference(questionnaire);
        let given = |open: &Open| (open.assessment.questionnaire.clone(), open.assessment.answers.clone());
        let Some((then, given)) = self.open.with_untracked(|open| open.as_ref().map(given)) else { return };
        if then == now {
            return;
        }
        // Another language has another digest and is no other version.
        let changed = then.language == now.language && then.digest != now.digest;
        let (answers, report) = reconcile(&questionnaire.value, &given);
        if answers.is_empty() {
            // Nothing has been answered: there is nothing to write or to tell.
            self.open.update(|open| open.iter_mut().for_each(|open| open.assessment.questionnaire = now.clone()));
        } else {
            self.change(Change::Fitted(now, answers));
            if changed && !report.is_clean() {
                self.notice.set(Some(Notice::NewVersion(report)));
            }
        }
    }

    /// Puts an assessment on the desk in the place of the one that is there.
    fn put(self, open: Open) {
        let mut before = None;
        self.open.update(|now| before = now.replace(open));
        if let Some(before) = before {
            self.store.with_value(|store| store.park(before));
        }
    }

    /// Whether closing the page would lose answers.
    #[must_use]
    pub fn is_at_risk(self) -> bool {
        self.open.with_untracked(|open| open.as_ref().is_some_and(Open::is_at_risk))
            || self.store.with_value(Store::is_at_risk)
    }

    fn blank(self, questionnaire: &Compiled<Questionnaire>, keep: bool) -> Open {
        let id = &questionnaire.value.id;
        let n = untrack(|| self.list(id).len()) + 1;
        let name = Texts(questionnaire.value.language).default_name(n);
        let assessment = Assessment::new(reference(questionnaire), random::id(), name, format::now());
        self.store.with_value(|store| store.create(assessment, &random::id(), keep))
    }

    /// Puts a new assessment on the desk.
    pub fn begin(self, questionnaire: &Compiled<Questionnaire>, keep: bool) {
        let open = self.blank(questionnaire, keep);
        self.store.with_value(|store| store.remember(&open));
        self.put(open);
        self.notice.set(None);
    }

    /// Puts a stored assessment on the desk, unless it is there.
    pub fn resume(self, key: &str) {
        if self.open.with_untracked(|open| open.as_ref().is_some_and(|open| open.key() == key)) {
            return;
        }
        if let Some(open) = self.store.with_value(|store| store.open(key)) {
            self.put(open);
            self.notice.set(None);
        }
    }

    /// Changes the assessment on the desk.
    pub fn change(self, change: Change) {
        self.open.update(|open| {
            if let Some(open) = open {
                self.store.with_value(|store| store.change(open, change, &format::now()));
            }
        });
        self.stored.update(|n| *n += 1);
    }

    /// Changes one answer of the assessment on the desk.
    pub fn answer(self, question: &str, edit: impl FnOnce(&mut Answer)) {
        let mut answer = self.answers_untracked().get(question).cloned().unwrap_or_default();
        edit(&mut answer);
        self.change(Change::Answer(question.to_owned(), answer));
    }

    /// Remembers where the respondent is; it is no change by itself.
    pub fn remember_position(self, question: &str) {
        let answered = self.open.with_untracked(|open| {
            open.as_ref().is_some_and(|open| {
                !open.assessment.answers.is_empty() && open.assessment.position.as_deref() != Some(question)
            })
        });
        if answered {
            self.change(Change::Position(question.to_owned()));
        }
    }

    /// The answers of the assessment on the desk.
    #[must_use]
    pub fn answers(self) -> Answers {
        self.open.with(|open| open.as_ref().map(|open| open.assessment.answers.clone()).unwrap_or_default())
    }

    /// The answers, without depending on them.
    #[must_use]
    pub fn answers_untracked(self) -> Answers {
        untrack(|| self.answers())
    }

    /// The plan of the assessment on the desk.
    #[cfg(feature = "whole")]
    #[must_use]
    pub fn plan(self) -> Plan {
        self.open.with(|open| open.as_ref().map(|open| Plan::of(&open.assessment)).unwrap_or_default())
    }

    /// Changes the plan of the assessment on the desk.
    #[cfg(feature = "whole")]
    pub fn change_plan(self, edit: impl FnOnce(&mut Plan)) {
        // Another tab may have changed the plan a moment ago: begin from what is stored, not from what this tab believes.
        self.refresh(None);
        let mut plan = self.plan_untracked();
        edit(&mut plan);
        self.change(Change::Plan(plan.pack()));
    }

    /// The plan, without depending on it.
    #[cfg(feature = "whole")]
    #[must_use]
    pub fn plan_untracked(self) -> Plan {
        untrack(|| self.plan())
    }

    /// The assessments of a questionnaire. What is on the desk but not on the device is the visitor's too, and comes first.
    #[must_use]
    pub fn list(self, questionnaire: &str) -> Vec<Kept> {
        self.stored.track();
        let mut list = self.store.with_value(|store| store.list(questionnaire));
        self.open.with(|open| {
            let is_own = |open: &&Open| open.assessment.questionnaire.id == questionnaire && open.is_at_risk();
            if let Some(open) = open.as_ref().filter(is_own) {
                list.retain(|kept| kept.key != open.key());
                list.insert(0, Kept { key: open.key().to_owned(), assessment: open.assessment.clone() });
            }
        });
        list
    }

    /// The stored records of a questionnaire that could not be read.
    #[must_use]
    pub fn set_aside(self, questionnaire: &str) -> Vec<SetAside> {
        self.stored.track();
        self.store.with_value(|store| store.set_aside(questionnaire))
    }

    /// Takes away a record that could not be read.
    pub fn discard(self, record: &SetAside) {
        self.store.with_value(|store| store.discard(record));
        self.stored.update(|n| *n += 1);
    }

    /// Renames a stored assessment.
    pub fn rename(self, key: &str, name: String) {
        self.resume(key);
        self.change(Change::Name(name));
    }

    /// Deletes an assessment for good, and goes to its questionnaire's front page.
    pub fn delete(self, key: &str) {
        self.store.with_value(|store| store.delete(key));
        let mut questionnaire = None;
        self.open.update(|open| {
            questionnaire = open.as_ref().map(|open| open.assessment.questionnaire.id.clone());
            *open = open.take().filter(|open| open.key() != key);
        });
        self.notice.set(Some(Notice::Deleted { elsewhere: false }));
        self.stored.update(|n| *n += 1);
        if let Some(questionnaire) = questionnaire {
            self.go(&questionnaire, Step::Front);
        }
    }

    /// Takes in what another tab has written under a key; no key is everything.
    pub fn refresh(self, key: Option<&str>) {
        let mut gone = None;
        self.open.update(|open| {
            let Some(mine) = open.as_mut().filter(|open| key.is_none_or(|key| Store::concerns(open, key))) else {
                return;
            };
            if !self.store.with_value(|store| store.refresh(mine)) {
                gone = Some(mine.assessment.questionnaire.id.clone());
                *open = None;
            }
        });
        if let Some(questionnaire) = gone {
            self.notice.set(Some(Notice::Deleted { elsewhere: true }));
            self.go(&questionnaire, Step::Front);
        }
        self.stored.update(|n| *n += 1);
    }
}

/// What leads out of the first visit's part.
#[cfg(not(feature = "whole"))]
impl Desk {
    /// Hands over to the whole site, with a result file to open if one was chosen.
    pub fn hand_over(self, file: Option<web_sys::File>) {
        let open = self.open.with_untracked(|open| open.as_ref().map(|open| open.key().to_owned()));
        // It goes along where it is nowhere else, and stays here too, in case the whole cannot be loaded.
        let parked = self.store.with_value(|store| {
            let mut parked = store.parked();
            self.open.with_untracked(|open| parked.extend(open.as_ref().and_then(Open::to_hand_over)));
            parked
        });
        self.retired.set_value(true);
        spawn_local(async move {
            if !crate::handover::hand_over(&Handover { open, parked, file }).await {
                self.retired.set_value(false);
            }
        });
    }
}

/// What only the whole site does.
#[cfg(feature = "whole")]
impl Desk {
    /// Opens a result file: puts it on the desk as an assessment of its own, and gives its questionnaire's id.
    ///
    /// # Errors
    /// Says why it cannot be opened; then nothing has changed.
    pub async fn open_file(self, file: ResultFile) -> Result<String, CannotOpen> {
        let id = file.questionnaire.id.clone();
        let lang = self.lang_untracked();
        let questionnaire = load::questionnaire(lang, &id).await.map_err(|fault| match fault {
            Fault::Missing { .. } => CannotOpen::UnknownQuestionnaire(id.clone()),
            fault => CannotOpen::Content(fault),
        })?;
        // The language a file was answered in makes no other version of the questionnaire.
        let mut digests = vec![questionnaire.digest.clone()];
        if file.questionnaire.language != lang {
            let theirs = load::questionnaire(file.questionnaire.language, &id).await;
            digests.extend(theirs.ok().map(|theirs| theirs.digest.clone()));
        }
        let Opened { assessment, report } =
            Opened::new(file, &questionnaire.value, reference(&questionnaire), &digests);
        let blank = self.blank(&questionnaire, true);
        let name = blank.assessment.name.clone();
        self.put(blank);
        self.change(Change::New(Box::new(Assessment { name, ..assessment })));
        self.notice.set(Some(Notice::Opened(report)));
        Ok(id)
    }

    /// The result file of the assessment on the desk.
    #[must_use]
    pub fn result_file(self, questionnaire: &Questionnaire) -> Option<ResultFile> {
        self.open.with_untracked(|open| {
            open.as_ref().map(|open| ResultFile::of(&open.assessment, questionnaire, format::now()))
        })
    }
}

/// Why a result file cannot be opened here.
#[cfg(feature = "whole")]
#[derive(Debug, Clone, PartialEq)]
pub enum CannotOpen {
    /// It is larger than a result file can be, or the browser cannot read it.
    Unreadable,
    /// It is no result file that this site reads.
    File(OpenError),
    /// Its questionnaire is not on this site.
    UnknownQuestionnaire(String),
    /// It is of another questionnaire than the one it is to be compared in.
    OtherQuestionnaire(String),
    /// Its questionnaire cannot be shown.
    Content(Fault),
}

/// How a result file names this questionnaire.
fn reference(questionnaire: &Compiled<Questionnaire>) -> QuestionnaireRef {
    let Questionnaire { id, version, language, .. } = &questionnaire.value;
    QuestionnaireRef {
        id: id.clone(),
        version: version.clone(),
        language: *language,
        digest: questionnaire.digest.clone(),
    }
}

/// The signal of a piece of content, which is loaded the first time it is asked for.
fn fetched<T, F>(all: StoredValue<Cache<T>>, lang: Lang, name: &str, load: impl FnOnce(Lang, String) -> F) -> Fetched<T>
where
    T: Send + Sync + 'static,
    F: Future<Output = Loaded<T>> + 'static,
{
    let known =
        |all: &Cache<T>| all.iter().find(|(of, named, _)| *of == lang && named == name).map(|(_, _, c)| c.clone());
    if let Some(signal) = all.with_value(known) {
        return signal;
    }
    let signal: Fetched<T> = ArcRwSignal::new(None);
    all.update_value(|all| all.push((lang, name.to_owned(), signal.clone())));
    let loading = load(lang, name.to_owned());
    spawn_local({
        let signal = signal.clone();
        async move { signal.set(Some(loading.await)) }
    });
    signal
}
