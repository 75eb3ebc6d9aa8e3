//! What the coordinator has gathered: it lives as long as the window, whichever page is shown.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use engine::Lang;
use engine::encoding::packing::pack;
use engine::group::disclosure::Thresholds;
use engine::group::overview::{Overview, Report};
use engine::model::id::Id;
use engine::results::structure::Structure;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::files::HeldFile;
use crate::browser::gatherer::{self, Asked, Gathered, Told};
use crate::load::{self, Fault};
use crate::state::AppState;

/// What is done with rows that have been written.
type Written = Box<dyn FnOnce(HeldFile)>;

/// How far the worker has come with what it does.
#[derive(Clone, PartialEq)]
pub enum Progress {
    /// It has nothing to do.
    Idle,
    /// It gathers: a share from 0 to 1.
    Gathering(f64),
    /// It counts: a share from 0 to 1.
    Counting(f64),
}

/// How the coordinator has the results of a questionnaire counted.
#[derive(Clone, Default, PartialEq)]
pub struct Choices {
    /// Whether results of other versions of the questionnaire count too.
    pub migrates: bool,
    /// The ids of the roles whose answer is a function's, not a person's.
    pub joint: BTreeSet<String>,
}

/// What has been gathered.
#[derive(Clone)]
pub struct Work {
    /// How far the worker has come.
    pub progress: ArcRwSignal<Progress>,
    /// What has been gathered. `None` if nothing has.
    pub report: ArcRwSignal<Option<Report>>,
    /// What has been counted, by the questionnaire's id.
    pub overviews: ArcRwSignal<BTreeMap<String, Overview>>,
    /// How it is counted, by the questionnaire's id.
    pub choices: ArcRwSignal<BTreeMap<String, Choices>>,
    /// The ids of questionnaires that have results and cannot be had, and why.
    pub missing: ArcRwSignal<BTreeMap<String, Fault>>,
    /// Why the worker cannot run.
    pub fault: ArcRwSignal<Option<Fault>>,
    /// The year that is shown; the last one if none has been chosen.
    pub year: ArcRwSignal<Option<u16>>,
    /// Whether what was being gathered has just been stopped.
    pub stopped: ArcRwSignal<bool>,
    /// Whether rows are being written.
    pub writing: ArcRwSignal<bool>,
    /// The questionnaires whose structures the worker has been told.
    told: ArcRwSignal<BTreeSet<String>>,
}

thread_local! {
    /// Runs with the rows when they have been written.
    static WRITTEN: RefCell<Option<Written>> = const { RefCell::new(None) };
    /// How many questionnaires are being counted.
    static COUNTS: Cell<u32> = const { Cell::new(0) };
    static WORK: Work = Work {
        progress: ArcRwSignal::new(Progress::Idle),
        report: ArcRwSignal::new(None),
        overviews: ArcRwSignal::new(BTreeMap::new()),
        choices: ArcRwSignal::new(BTreeMap::new()),
        missing: ArcRwSignal::new(BTreeMap::new()),
        fault: ArcRwSignal::new(None),
        year: ArcRwSignal::new(None),
        stopped: ArcRwSignal::new(false),
        writing: ArcRwSignal::new(false),
        told: ArcRwSignal::new(BTreeSet::new()),
    };
}

impl Work {
    /// What has been gathered in this window.
    #[must_use]
    pub fn get() -> Self {
        WORK.with(Clone::clone)
    }

    /// Gathers files and texts.
    pub fn gather(&self, state: AppState, all: Vec<Gathered>) {
        if all.is_empty() {
            return;
        }
        self.stopped.set(false);
        self.fault.set(None);
        self.progress.set(Progress::Gathering(0.0));
        self.ask(state, Asked::Gather(all));
    }

    /// Stops gathering, and forgets what was being gathered.
    pub fn stop(&self, state: AppState) {
        self.stopped.set(true);
        self.ask(state, Asked::Stop);
    }

    /// Forgets everything.
    pub fn forget(&self, state: AppState) {
        self.overviews.set(BTreeMap::new());
        self.choices.set(BTreeMap::new());
        self.missing.set(BTreeMap::new());
        self.told.set(BTreeSet::new());
        self.stopped.set(false);
        COUNTS.set(0);
        self.ask(state, Asked::Forget);
    }

    /// Changes how the results of a questionnaire are counted, and counts them anew.
    pub fn choose(&self, state: AppState, id: &str, change: impl FnOnce(&mut Choices)) {
        self.choices.update(|choices| change(choices.entry(id.to_owned()).or_default()));
        let (work, id) = (self.clone(), id.to_owned());
        spawn_local(async move { work.count(state, id).await });
    }

    /// Has the rows of a questionnaire's results written: one for each answer. `note` says in the file what it is for.
    pub fn rows(&self, state: AppState, id: &str, note: &'static str, then: impl FnOnce(HeldFile) + 'static) {
        if self.writing.get_untracked() {
            return;
        }
        self.writing.set(true);
        WRITTEN.replace(Some(Box::new(then)));
        let (work, id) = (self.clone(), id.to_owned());
        spawn_local(async move {
            match work.order(state, &id).await {
                Some(order) => work.ask(state, Asked::Rows(order, note.to_owned())),
                None => work.writing.set(false),
            }
        });
    }

    /// How the results of a questionnaire are counted.
    #[must_use]
    pub fn choices_of(&self, id: &str) -> Choices {
        self.choices.with(|choices| choices.get(id).cloned().unwrap_or_default())
    }

    fn ask(&self, state: AppState, request: Asked) {
        let work = self.clone();
        gatherer::ask(request, move |told| work.hear(state, told));
    }

    fn hear(&self, state: AppState, told: Told) {
        match told {
            Told::Gathering(share) => self.progress.set(Progress::Gathering(share)),
            Told::Counting(share) => self.progress.set(Progress::Counting(share)),
            Told::Gathered(report) => {
                // What the worker writes, it can read.
                let report: Report = serde_json::from_str(&report).unwrap_or_default();
                let is_empty = report == Report::default();
                self.progress.set(Progress::Idle);
                self.report.set((!is_empty).then(|| report.clone()));
                let work = self.clone();
                spawn_local(async move { work.take(state, report).await });
            }
            Told::Counted(overview) => {
                let left = COUNTS.get().saturating_sub(1);
                COUNTS.set(left);
                if left == 0 {
                    self.progress.set(Progress::Idle);
                }
                let overview: Overview = serde_json::from_str(&overview).unwrap_or_default();
                self.overviews.update(|all| drop(all.insert(overview.questionnaire.clone(), overview)));
            }
            Told::Rows(rows) => {
                self.writing.set(false);
                if let Some(then) = WRITTEN.take() {
                    then(rows);
                }
            }
            Told::Stopped => {
                COUNTS.set(0);
                self.writing.set(false);
                self.progress.set(Progress::Idle);
                self.report.set(None);
                self.overviews.set(BTreeMap::new());
                self.told.set(BTreeSet::new());
                let work = self.clone();
                spawn_local(async move {
                    let fault = load::no_worker(gatherer::files()).await;
                    work.fault.set(Some(fault));
                });
            }
        }
    }

    /// Has what was gathered counted, once the codes in it can be read.
    async fn take(&self, state: AppState, report: Report) {
        let told = self.told.get_untracked();
        let new: Vec<String> = report.questionnaires.iter().filter(|id| !told.contains(*id)).cloned().collect();
        if !new.is_empty() {
            let mut structures = Vec::new();
            for id in &new {
                self.told.update(|told| told.extend([id.clone()]));
                match questionnaire(state.lang_untracked(), id).await {
                    Ok(loaded) => structures.push(Structure::of(&loaded.value)),
                    Err(fault) => self.missing.update(|missing| drop(missing.insert(id.clone(), fault))),
                }
            }
            // Where they do not come, codes of earlier versions are told apart and not read.
            structures.extend(load::released().await.unwrap_or_default());
            let units = state.site.with_untracked(|site| site.units.clone());
            // It reports again.
            self.ask(state, Asked::Know(pack(&structures), pack(&units)));
            return;
        }
        for id in report.questionnaires {
            self.count(state, id).await;
        }
    }

    /// Has the results of a questionnaire counted.
    async fn count(&self, state: AppState, id: String) {
        let Some(order) = self.order(state, &id).await else { return };
        self.missing.update(|missing| drop(missing.remove(&id)));
        COUNTS.set(COUNTS.get() + 1);
        self.progress.set(Progress::Counting(0.0));
        self.ask(state, Asked::Count(order));
    }

    /// What the worker is told of a questionnaire and of how its results are counted, packed. `None` if it cannot be had.
    async fn order(&self, state: AppState, id: &str) -> Option<Vec<u8>> {
        let lang = state.lang_untracked();
        let loaded = questionnaire(lang, id).await.ok()?;
        let mut versions = vec![Structure::of(&loaded.value).digest(), loaded.digest.clone()];
        // Files of before 0.3 name the Markdown they were answered in.
        if let Ok(other) = questionnaire(lang.other(), id).await {
            versions.push(other.digest.clone());
        }
        let Choices { migrates, joint } = self.choices.with_untracked(|all| all.get(id).cloned().unwrap_or_default());
        Some(pack(&(&loaded.value, versions, migrates, thresholds(state), joint)))
    }
}

/// From how many people on something is shown.
#[must_use]
pub fn thresholds(state: AppState) -> Thresholds {
    state.site.with_untracked(|site| Thresholds::new(site.group_threshold, site.group_spread_threshold))
}

async fn questionnaire(lang: Lang, id: &str) -> Result<load::Loaded, Fault> {
    match Id::new(id) {
        Some(id) => load::questionnaire(lang, id).await,
        None => Err(Fault::nowhere()),
    }
}
