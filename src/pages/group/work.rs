//! What the coordinator has gathered: it lives as long as the window, whichever page is shown.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use engine::Lang;
use engine::encoding::packing::pack;
use engine::group::disclosure::Thresholds;
use engine::group::group_file::{GroupFile, GroupItem};
use engine::group::overview::{Overview, Report};
use engine::model::id::Id;
use engine::results::structure::Structure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::browser::files::HeldFile;
use crate::browser::gatherer::{self, Asked, Gathered, Told};
use crate::browser::keep;
use crate::load::{self, Fault};
use crate::state::AppState;

/// What is done with working material that has been written.
type Written = Box<dyn FnOnce(Material)>;

/// Working material.
pub enum Material {
    /// Rows: a file.
    Rows(HeldFile),
    /// A workbook, packed.
    Workbook(Vec<u8>),
}

/// The form of working material.
#[derive(Clone, Copy)]
pub enum Form {
    /// Rows, with a note in the first line.
    Rows(&'static str),
    /// A workbook.
    Workbook,
}

/// What of the work is kept on this device.
#[derive(Clone, Copy, PartialEq)]
pub enum Kept {
    /// Nothing.
    Nothing,
    /// It is being written.
    Writing,
    /// It is being read.
    Reading,
    /// All of it.
    All,
    /// The browser does not keep it.
    Refused,
    /// The browser has deleted it.
    Gone,
}

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
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
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
    pub overviews: ArcRwSignal<BTreeMap<String, Arc<Overview>>>,
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
    /// Whether working material is being written.
    pub writing: ArcRwSignal<bool>,
    /// What of it is kept on this device.
    pub kept: ArcRwSignal<Kept>,
    /// The questionnaires whose structures the worker has been told.
    told: ArcRwSignal<BTreeSet<String>>,
}

thread_local! {
    /// Runs with the working material when it has been written.
    static WRITTEN: RefCell<Option<Written>> = const { RefCell::new(None) };
    /// The group files of the report that comes next.
    static GROUPS: RefCell<Vec<Arc<GroupFile>>> = const { RefCell::new(Vec::new()) };
    /// The items of the overview that comes next, each with its year.
    static ITEMS: RefCell<Vec<(u16, GroupItem)>> = const { RefCell::new(Vec::new()) };
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
        kept: ArcRwSignal::new(Kept::Nothing),
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
        keep::forget(keep::GROUP);
        self.kept.set(Kept::Nothing);
        self.ask(state, Asked::Forget);
    }

    /// Whether any of the work is kept on this device.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        keep::kept(keep::GROUP).is_some()
    }

    /// Takes what is kept on this device, if anything is and it has not been taken.
    pub fn open(&self, state: AppState) {
        if self.kept.get_untracked() == Kept::Nothing
            && let Some(choices) = keep::kept(keep::GROUP)
        {
            self.choices.set(serde_json::from_str(&choices).unwrap_or_default());
            self.kept.set(Kept::Reading);
            self.fault.set(None);
            self.progress.set(Progress::Gathering(0.0));
            self.ask(state, Asked::Restore(keep::key(keep::GROUP)));
        }
    }

    /// Keeps the work on this device, from now on.
    pub fn keep(&self, state: AppState) {
        // Where another window keeps its work already, this one's goes beside it.
        let anew = !self.is_kept();
        self.kept.set(Kept::Writing);
        self.keep_choices();
        self.ask(state, Asked::Keep(keep::key(keep::GROUP), anew));
    }

    /// Deletes from this device what is kept of the work. On the page it lives on.
    pub fn let_go(&self, state: AppState) {
        keep::forget(keep::GROUP);
        self.kept.set(Kept::Nothing);
        self.ask(state, Asked::LetGo(keep::key(keep::GROUP)));
    }

    fn keep_choices(&self) {
        // Cannot fail: every key is a string.
        let choices = self.choices.with_untracked(|choices| serde_json::to_string(choices).unwrap_or_default());
        keep::keep(keep::GROUP, &choices);
    }

    /// Changes how the results of a questionnaire are counted, and counts them anew.
    pub fn choose(&self, state: AppState, id: &str, change: impl FnOnce(&mut Choices)) {
        self.choices.update(|choices| change(choices.entry(id.to_owned()).or_default()));
        if self.kept.get_untracked() == Kept::All {
            self.keep_choices();
        }
        let (work, id) = (self.clone(), id.to_owned());
        spawn_local(async move { work.count(state, id).await });
    }

    /// Has working material of a questionnaire's results written.
    pub fn write(&self, state: AppState, id: &str, form: Form, then: impl FnOnce(Material) + 'static) {
        if self.writing.get_untracked() {
            return;
        }
        self.writing.set(true);
        WRITTEN.replace(Some(Box::new(then)));
        let (work, id) = (self.clone(), id.to_owned());
        spawn_local(async move {
            match work.order(state, &id).await {
                Some(order) => work.ask(
                    state,
                    match form {
                        Form::Rows(note) => Asked::Rows(order, note.to_owned()),
                        Form::Workbook => Asked::Table(order),
                    },
                ),
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
        if !matches!(request, Asked::Restore(_) | Asked::Keep(..) | Asked::LetGo(_) | Asked::Forget) {
            // A worker that has just been started knows of nothing that is kept.
            self.open(state);
        }
        let work = self.clone();
        gatherer::ask(request, move |told| work.hear(state, told));
    }

    fn hear(&self, state: AppState, told: Told) {
        match told {
            Told::Gathering(share) => self.progress.set(Progress::Gathering(share)),
            Told::Counting(share) => self.progress.set(Progress::Counting(share)),
            // What the worker writes, the page can read.
            Told::Group(file) => GROUPS.with_borrow_mut(|all| all.extend(serde_json::from_str(&file).map(Arc::new))),
            Told::Item(year, item) => {
                ITEMS.with_borrow_mut(|all| all.extend(serde_json::from_str(&item).map(|item| (year, item))));
            }
            Told::Gathered(report) => {
                let mut report: Report = serde_json::from_str(&report).unwrap_or_default();
                report.groups = GROUPS.take();
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
                let mut overview: Overview = serde_json::from_str(&overview).unwrap_or_default();
                for (of, item) in ITEMS.take() {
                    let year = overview.years.iter_mut().find(|year| year.year == of);
                    if let Some(shared) = year.and_then(|year| year.shared.as_mut()) {
                        shared.items.push(item);
                    }
                }
                self.overviews.update(|all| drop(all.insert(overview.questionnaire.clone(), overview.into())));
            }
            Told::Rows(rows) => self.has_written(Material::Rows(rows)),
            Told::Table(workbook) => self.has_written(Material::Workbook(workbook)),
            Told::Kept(is_kept) => {
                let before = self.kept.get_untracked();
                let is_wanted = self.is_kept();
                if !is_kept {
                    keep::forget(keep::GROUP);
                } else if !is_wanted {
                    self.ask(state, Asked::LetGo(keep::key(keep::GROUP)));
                }
                self.kept.set(match before {
                    _ if is_wanted && is_kept => Kept::All,
                    Kept::Reading if is_wanted => Kept::Gone,
                    // Deleted here, or in another window.
                    Kept::Nothing | Kept::Reading | Kept::Gone => Kept::Nothing,
                    Kept::All if !is_wanted => Kept::Nothing,
                    Kept::Writing | Kept::All | Kept::Refused => Kept::Refused,
                });
            }
            Told::Stopped => {
                COUNTS.set(0);
                GROUPS.take();
                ITEMS.take();
                self.writing.set(false);
                self.kept.set(Kept::Nothing);
                self.progress.set(Progress::Idle);
                self.report.set(None);
                self.overviews.set(BTreeMap::new());
                self.told.set(BTreeSet::new());
                let work = self.clone();
                spawn_local(async move {
                    let fault = load::no_worker(gatherer::script()).await;
                    work.fault.set(Some(fault));
                });
            }
        }
    }

    fn has_written(&self, material: Material) {
        self.writing.set(false);
        if let Some(then) = WRITTEN.take() {
            then(material);
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

    /// Asks again for the questionnaires that could not be had.
    pub fn try_again(&self, state: AppState) {
        let missing = self.missing.get_untracked();
        state.content.try_again();
        self.missing.set(BTreeMap::new());
        self.told.update(|told| told.retain(|id| !missing.contains_key(id)));
        if let Some(report) = self.report.get_untracked() {
            let work = self.clone();
            spawn_local(async move { work.take(state, report).await });
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
