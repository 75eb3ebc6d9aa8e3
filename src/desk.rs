//! The state of the site: where the visitor is, what has been loaded, and the assessment being worked on.
//!
//! There is one desk, given to every component through the context. Components read its signals and call its methods;
//! nothing else writes to the store.

use std::sync::Arc;

use engine::Lang;
use engine::encoding::content::Compiled;
use engine::model::answers::{Answer, AnswerField, Answers};
use engine::model::id::Id;
use engine::model::questionnaire::Questionnaire;
use engine::model::site::Site;
use engine::results::assessment::PlanEdit;
use engine::results::assessment::{Assessment, Change};
use engine::results::open_error::OpenError;
use engine::results::plan::Plan;
use engine::results::questionnaire_ref::QuestionnaireRef;
use engine::results::result_file::{OpenReport, Opened, ResultFile};
use engine::results::status::Status;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::{format, page, random, storage};
use crate::load;
use crate::load::Fault;
use crate::parts::Parts;
use crate::route::{Route, Step};
use crate::shelf::Shelf;
use crate::store::{Keeping, Kept, Open, Presence, SHORT_ID, SetAside, Store};

/// What is to be told about the assessment on the desk.
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
pub struct Desk {
    /// Where the visitor is.
    pub route: RwSignal<Route>,
    /// Whether the visitor has gone anywhere yet: only then does the focus move.
    pub has_moved: RwSignal<bool>,
    /// The site's settings; nothing while they are on their way.
    pub site: RwSignal<Option<Site>>,
    /// What is wrong with the site's settings.
    pub site_fault: RwSignal<Option<Fault>>,
    /// The content that has been fetched.
    pub shelf: Shelf,
    /// The assessment being worked on.
    pub open: RwSignal<Option<Open>>,
    /// What is to be told about it.
    pub notice: RwSignal<Option<Notice>>,
    /// Changes whenever what is stored has changed: lists depend on it.
    stored: RwSignal<u32>,
    /// The parts of the program that a first visit does not fetch.
    pub parts: Parts,
    store: StoredValue<Store, LocalStorage>,
}

impl Desk {
    /// A desk with nothing on it.
    #[must_use]
    pub fn new(route: Route, parts: Parts) -> Self {
        Self {
            route: RwSignal::new(route),
            has_moved: RwSignal::new(false),
            site: RwSignal::new(None),
            site_fault: RwSignal::new(None),
            open: RwSignal::new(None),
            notice: RwSignal::new(None),
            stored: RwSignal::new(0),
            parts,
            store: StoredValue::new_local(storage::store()),
            shelf: Shelf::new(),
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

    /// The address of a step of a questionnaire. It names the assessment being worked on where there are several, or
    /// where the present address does.
    #[must_use]
    pub fn to(self, questionnaire: &str, step: Step) -> String {
        let (lang, is_named) = self.route.with_untracked(|route| (route.lang, route.assessment.is_some()));
        let is_of_one = !matches!(step, Step::Front | Step::Paper { filled: false });
        let named = self.open.with_untracked(|open| {
            let open = open.as_ref().filter(|open| is_of_one && open.assessment.questionnaire.id == questionnaire)?;
            let is_one_of_several = || self.store.with_value(|store| store.count(questionnaire, Some(open)) > 1);
            (is_named || is_one_of_several()).then(|| open.short_id().to_owned())
        });
        Route::to(lang, questionnaire, step).of(named).to_string()
    }

    /// Goes to a step of a questionnaire.
    pub fn go(self, questionnaire: &str, step: Step) {
        page::go(&self.to(questionnaire, step));
    }

    // Content.

    /// Whether the site's settings name something: `desk.lists(|site| &site.sources, "metod")`.
    #[must_use]
    pub fn lists(self, of: fn(&Site) -> &Vec<String>, id: &str) -> bool {
        self.site.with(|site| site.as_ref().is_some_and(|site| of(site).iter().any(|listed| listed == id)))
    }

    /// Whether a source document has a page of its own.
    #[must_use]
    pub fn has_source_page(self, document: &str) -> bool {
        self.lists(|site| &site.sources, document)
    }

    // Assessments.

    /// Puts an assessment of the questionnaire on the desk, unless it is there: the one that the address names, or else the
    /// one this tab was working on, the one changed last, or a new one. Its answers migrate to the questionnaire if that
    /// has changed. Says whether this device has the one that the address names.
    #[must_use]
    pub fn enter(self, questionnaire: &Arc<Compiled<Questionnaire>>) -> bool {
        let id = &questionnaire.value.id;
        let named = self.route.with_untracked(|route| route.assessment.clone());
        let is_it = |open: &Open| {
            open.assessment.questionnaire.id == *id && named.as_ref().is_none_or(|named| open.short_id() == named)
        };
        if !self.open.with_untracked(|open| open.as_ref().is_some_and(is_it)) {
            let found = self.store.with_value(|store| match &named {
                Some(named) => store.find(id, named).and_then(|key| store.open(&key)),
                None => store.current(id),
            });
            let open = match (found, named) {
                (Some(open), _) => open,
                (None, Some(_)) => return false,
                (None, None) => self.blank(questionnaire, true),
            };
            self.put(open);
        }
        self.migrate(questionnaire);
        true
    }

    /// Fits the answers on the desk to the questionnaire as it is now.
    fn migrate(self, questionnaire: &Arc<Compiled<Questionnaire>>) {
        let now = QuestionnaireRef::to(questionnaire);
        let state = |open: &Open| (open.assessment.questionnaire == now, open.assessment.answers.is_empty());
        match self.open.with_untracked(|open| open.as_ref().map(state)) {
            // Nothing has been answered: there is nothing to write.
            Some((false, true)) => {
                self.open.update(|open| open.iter_mut().for_each(|open| open.assessment.questionnaire = now.clone()));
            }
            Some((false, false)) => self.change(Change::Migrate(questionnaire.clone())),
            Some((true, _)) | None => {}
        }
    }

    /// Puts an assessment on the desk in the place of the one that is there.
    fn put(self, open: Open) {
        let id = open.assessment.questionnaire.id.clone();
        let mut before = None;
        self.open.update(|now| before = now.replace(open));
        if let Some(before) = before {
            self.store.with_value(|store| store.park(before));
        }
        // That answers were deleted is told on the page that comes after.
        let stays = |notice: &Notice| matches!(notice, Notice::Deleted { questionnaire, .. } if *questionnaire == id);
        self.notice.update(|notice| *notice = notice.take().filter(stays));
    }

    /// Whether closing the page would lose answers.
    #[must_use]
    pub fn is_at_risk(self) -> bool {
        self.stored.track();
        self.open.with(|open| open.as_ref().is_some_and(Open::is_at_risk)) || self.store.with_value(Store::is_at_risk)
    }

    /// An assessment without answers, with a name and an address that no other has.
    fn blank(self, questionnaire: &Compiled<Questionnaire>, keep: bool) -> Open {
        let (assessment, key) = self.nameless(QuestionnaireRef::to(questionnaire));
        self.store.with_value(|store| store.create(assessment, &key, keep))
    }

    /// An assessment that only the site has named, and a key for it.
    fn nameless(self, questionnaire: QuestionnaireRef) -> (Assessment, String) {
        let names: Vec<String> =
            untrack(|| self.list(&questionnaire.id)).into_iter().map(|kept| kept.assessment.name).collect();
        let free = |name: &String| !names.contains(name);
        // Of one more number than there are names, one is free.
        let name = (names.len() + 1..).map(|n| Texts(questionnaire.language).default_name(n)).find(free);
        let is_taken =
            |key: &str| self.store.with_value(|store| store.find(&questionnaire.id, &key[..SHORT_ID]).is_some());
        let mut key = random::id();
        while is_taken(&key) {
            key = random::id();
        }
        (Assessment::new(questionnaire, random::id(), name.unwrap_or_default(), format::now()), key)
    }

    /// Puts a new assessment on the desk.
    pub fn begin(self, questionnaire: &Compiled<Questionnaire>, keep: bool) {
        let open = self.blank(questionnaire, keep);
        self.store.with_value(|store| store.remember(&open));
        self.put(open);
        self.notice.set(None);
    }

    /// Puts an assessment of the list on the desk, unless it is there.
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
        let is_final = |open: &Open| open.assessment.status == Status::Final;
        let (mut presence, mut is_draft_again) = (Presence::There, false);
        self.open.update(|open| {
            if let Some(open) = open {
                let was_final = is_final(open);
                let is_answer = change.is_answer();
                presence = self.store.with_value(|store| store.change(open, change, &format::now()));
                is_draft_again = was_final && is_answer;
            }
        });
        if presence == Presence::Deleted {
            self.has_been_deleted();
        } else if is_draft_again {
            self.notice.set(Some(Notice::DraftAgain));
        }
        self.stored.update(|n| *n += 1);
    }

    /// Another tab has deleted the assessment on the desk. What has been answered since begins a new one; if nothing has,
    /// the way leads to the front page.
    fn has_been_deleted(self) {
        let mut deleted = None;
        self.open.update(|open| deleted = open.take());
        let Some(deleted) = deleted else { return };
        let questionnaire = deleted.assessment.questionnaire.clone();
        let id = questionnaire.id.clone();
        let (blank, key) = self.nameless(questionnaire);
        match self.store.with_value(|store| store.orphan(deleted, blank, &key, &format::now())) {
            Some(new) => self.open.set(Some(new)),
            None => {
                self.notice.set(Some(Notice::Deleted { questionnaire: id.clone(), elsewhere: true }));
                self.go(&id, Step::Front);
            }
        }
    }

    /// Whether nothing but the respondent's wish keeps the assessment on the desk off the device.
    #[must_use]
    pub fn can_be_kept(self) -> bool {
        self.open.with(|open| open.as_ref().is_some_and(|open| open.keeping.waits_to_be_asked()))
    }

    /// Puts the assessment on the desk on the device, which another tab has deleted there.
    pub fn keep(self) {
        self.open.update(|open| {
            if let Some(open) = open {
                self.store.with_value(|store| store.keep(open, &format::now()));
            }
        });
        self.stored.update(|n| *n += 1);
    }

    /// Changes one field of an answer of the assessment on the desk: `edit` is given the answer as it is stored now.
    pub fn answer(self, question: &str, edit: impl FnOnce(&Answer) -> AnswerField) {
        // Another tab may have changed it a moment ago, and its event not have come yet. If it has deleted it, the change
        // finds out.
        let _ = self.take_in();
        let field = edit(&self.answers_untracked().get(question).cloned().unwrap_or_default());
        self.change(Change::Answer(question.to_owned(), field));
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
    #[must_use]
    pub fn plan(self) -> Plan {
        self.open.with(|open| open.as_ref().map(|open| Plan::of(&open.assessment)).unwrap_or_default())
    }

    /// Changes the plan of the assessment on the desk. `slot` says what is changed: a later change with the same slot must
    /// leave nothing of an earlier one.
    pub fn change_plan(self, slot: &str, edit: impl Fn(&mut Plan) + Send + Sync + 'static) {
        let edit = move |packed: &str| {
            let mut plan = Plan::unpack(packed);
            edit(&mut plan);
            plan.pack()
        };
        self.change(Change::Plan(PlanEdit { slot: slot.to_owned(), edit: Arc::new(edit) }));
    }

    /// The plan, without depending on it.
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

    /// How many assessments a questionnaire has here. Cheap: none of them is read.
    #[must_use]
    pub fn count(self, questionnaire: &str) -> usize {
        self.stored.track();
        self.open.with(|open| self.store.with_value(|store| store.count(questionnaire, open.as_ref())))
    }

    /// Whether the browser allows no storage.
    #[must_use]
    pub fn is_blocked(self) -> bool {
        self.store.with_value(Store::is_blocked)
    }

    /// Whether the assessment on the desk is on the device.
    #[must_use]
    pub fn is_kept(self) -> bool {
        self.open.with(|open| open.as_ref().is_some_and(|open| open.keeping == Keeping::Kept))
    }

    fn is_open(self, key: &str) -> bool {
        self.open.with_untracked(|open| open.as_ref().is_some_and(|open| open.key() == key))
    }

    /// Renames an assessment. Which one is being worked on stays as it is.
    pub fn rename(self, key: &str, name: String) {
        if self.is_open(key) {
            self.change(Change::Name(name));
        } else {
            self.store.with_value(|store| store.change_other(key, Change::Name(name), &format::now()));
            self.stored.update(|n| *n += 1);
        }
    }

    /// Deletes an assessment of a questionnaire for good. If it is the one being worked on, the way leads to the front
    /// page.
    pub fn delete(self, questionnaire: &str, key: &str) {
        let was_open = self.is_open(key);
        self.store.with_value(|store| store.delete(key));
        if was_open {
            self.open.set(None);
        }
        self.notice.set(Some(Notice::Deleted { questionnaire: questionnaire.to_owned(), elsewhere: false }));
        self.stored.update(|n| *n += 1);
        if was_open {
            self.go(questionnaire, Step::Front);
        }
    }

    /// Takes in what other tabs have written to the assessment on the desk.
    fn take_in(self) -> Presence {
        let mut presence = Presence::There;
        self.open.maybe_update(|open| {
            let Some(open) = open else { return false };
            let before = open.assessment.clone();
            presence = self.store.with_value(|store| store.refresh(open));
            open.assessment != before
        });
        presence
    }

    /// Takes in what other tabs have written under a key; without a key, the storage has been emptied as a whole.
    pub fn follow_storage(self, key: Option<&str>) {
        if !self.store.with_value(|store| store.owns(key)) {
            return;
        }
        match self.take_in() {
            Presence::Deleted if key.is_none() => self.open.update(|open| {
                open.iter_mut().for_each(|open| self.store.with_value(|store| store.has_been_emptied(open)));
            }),
            Presence::Deleted => self.has_been_deleted(),
            Presence::There => {}
        }
        self.stored.update(|n| *n += 1);
    }

    /// Takes in everything that other tabs have written while this one heard of nothing.
    pub fn catch_up(self) {
        if self.take_in() == Presence::Deleted {
            self.has_been_deleted();
        }
        self.stored.update(|n| *n += 1);
    }
}

/// Result files.
impl Desk {
    /// Opens a result file: puts it on the desk as an assessment of its own, and gives its questionnaire's id.
    ///
    /// # Errors
    /// Says why it cannot be opened; then nothing has changed.
    pub async fn open_file(self, file: ResultFile) -> Result<String, CannotOpen> {
        let Some(id) = Id::new(&file.questionnaire.id) else {
            return Err(CannotOpen::File(OpenError::NoQuestionnaire));
        };
        let lang = self.lang_untracked();
        let questionnaire = load::questionnaire(lang, id.clone()).await.map_err(|fault| {
            let is_listed = untrack(|| self.lists(|site| &site.questionnaires, id.as_str()));
            match fault.is_absent() && !is_listed {
                true => CannotOpen::UnknownQuestionnaire(id.to_string()),
                false => CannotOpen::Content(fault),
            }
        })?;
        // The language a file was answered in makes no other version of the questionnaire.
        let mut digests = vec![questionnaire.digest.clone()];
        if file.questionnaire.language != lang {
            match load::questionnaire(file.questionnaire.language, id.clone()).await {
                Ok(theirs) => digests.push(theirs.digest.clone()),
                // Which version it is cannot be told without it.
                Err(fault @ Fault::Offline) => return Err(CannotOpen::Content(fault)),
                Err(_) => {}
            }
        }
        let Opened { assessment, report } =
            Opened::new(file, &questionnaire.value, QuestionnaireRef::to(&questionnaire), &digests);
        let blank = self.blank(&questionnaire, true);
        let name = blank.assessment.name.clone();
        self.put(blank);
        self.change(Change::New(Box::new(Assessment { name, ..assessment })));
        self.notice.set(Some(Notice::Opened(report)));
        Ok(id.to_string())
    }

    /// The result file of the assessment on the desk.
    #[must_use]
    pub fn result_file(self, questionnaire: &Questionnaire) -> Option<ResultFile> {
        self.open.with(|open| open.as_ref().map(|open| ResultFile::of(&open.assessment, questionnaire, format::now())))
    }
}

/// Why a result file cannot be opened here.
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
