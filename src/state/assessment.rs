//! The assessment being worked on: its answers, its plan, and what other tabs write to it.

use std::sync::Arc;

use engine::encoding::content::Compiled;
use engine::model::answers::{Answer, AnswerField, Answers};
use engine::model::questionnaire::Questionnaire;
use engine::results::assessment::{Change, PlanEdit};
use engine::results::plan::Plan;
use engine::results::questionnaire_ref::QuestionnaireRef;
use engine::results::status::Status;
use leptos::prelude::*;

use crate::browser::json::read_plan;
use crate::browser::{boot, format};
use crate::route::Step;
use crate::state::{AppState, Notice};
use crate::store::{ActiveAssessment, Presence, SaveState, Store};

impl AppState {
    /// Makes an assessment of the questionnaire the active one, unless one is: the one that the address names, or else the
    /// one this tab was working on, the one changed last, or a new one. Its answers migrate to the questionnaire if that
    /// has changed. Says whether this device has the one that the address names.
    #[must_use]
    pub fn enter(self, questionnaire: &Arc<Compiled<Questionnaire>>) -> bool {
        let id = &questionnaire.value.id;
        let named = self.route.with_untracked(|route| route.assessment.clone());
        let is_it = |active: &ActiveAssessment| {
            active.assessment.questionnaire.id == *id && named.as_ref().is_none_or(|named| active.short_id() == named)
        };
        if !self.active.with_untracked(|active| active.as_ref().is_some_and(is_it)) {
            let found = self.store.with_value(|store| match &named {
                Some(named) => store.find(id, named).and_then(|key| store.open(&key)),
                None => store.current(id),
            });
            let active = match (found, named) {
                (Some(active), _) => active,
                (None, Some(_)) => return false,
                (None, None) => self.blank(questionnaire, true),
            };
            self.put(active);
        }
        self.migrate(questionnaire);
        true
    }

    /// Fits the answers of the active assessment to the questionnaire as it is now.
    fn migrate(self, questionnaire: &Arc<Compiled<Questionnaire>>) {
        let now = QuestionnaireRef::to(questionnaire);
        let state =
            |active: &ActiveAssessment| (active.assessment.questionnaire == now, active.assessment.answers.is_empty());
        match self.active.with_untracked(|active| active.as_ref().map(state)) {
            // Nothing has been answered: there is nothing to write.
            Some((false, true)) => {
                self.active.update(|active| {
                    active.iter_mut().for_each(|active| active.assessment.questionnaire = now.clone())
                });
            }
            Some((false, false)) => self.change(Change::Migrate(questionnaire.clone())),
            Some((true, _)) | None => {}
        }
    }

    /// Makes an assessment the active one, in the place of the one that is.
    pub(super) fn put(self, active: ActiveAssessment) {
        let id = active.assessment.questionnaire.id.clone();
        let mut before = None;
        self.active.update(|now| before = now.replace(active));
        if let Some(before) = before {
            self.store.with_value(|store| store.hold_unsaved(before));
        }
        // The page that comes after says that answers were deleted.
        let stays = |notice: &Notice| matches!(notice, Notice::Deleted { questionnaire, .. } if *questionnaire == id);
        self.notice.update(|notice| *notice = notice.take().filter(stays));
    }

    /// Changes the active assessment.
    pub fn change(self, change: Change) {
        let is_final = |active: &ActiveAssessment| active.assessment.status == Status::Final;
        let (mut presence, mut is_draft_again) = (Presence::There, false);
        self.active.update(|active| {
            if let Some(active) = active {
                let was_final = is_final(active);
                let is_answer = change.is_answer();
                presence = self.store.with_value(|store| store.change(active, change, &format::now()));
                is_draft_again = was_final && is_answer;
            }
        });
        if presence == Presence::Deleted {
            self.has_been_deleted();
        } else if is_draft_again {
            self.notice.set(Some(Notice::DraftAgain));
        }
        self.stored.update(|n| *n += 1);
        if self
            .active
            .with_untracked(|active| active.as_ref().is_some_and(|active| active.save_state == SaveState::Saved))
        {
            boot::keep_saved();
        }
    }

    /// Another tab has deleted the active assessment. What has been answered since begins a new one; if nothing has,
    /// the way leads to the front page.
    fn has_been_deleted(self) {
        let mut deleted = None;
        self.active.update(|active| deleted = active.take());
        let Some(deleted) = deleted else { return };
        let questionnaire = deleted.assessment.questionnaire.clone();
        let id = questionnaire.id.clone();
        let (blank, key) = self.nameless(questionnaire);
        match self.store.with_value(|store| store.orphan(deleted, blank, &key, &format::now())) {
            Some(new) => self.active.set(Some(new)),
            None => {
                self.notice.set(Some(Notice::Deleted { questionnaire: id.clone(), elsewhere: true }));
                self.go(&id, Step::Front);
            }
        }
    }

    /// Whether nothing but the respondent's wish keeps the active assessment off the device.
    #[must_use]
    pub fn can_be_saved(self) -> bool {
        self.active.with(|active| active.as_ref().is_some_and(|active| active.save_state.waits_to_be_asked()))
    }

    /// Puts the active assessment on the device, which another tab has deleted there.
    pub fn save_as_new(self) {
        self.active.update(|active| {
            if let Some(active) = active {
                self.store.with_value(|store| store.save_as_new(active, &format::now()));
            }
        });
        self.stored.update(|n| *n += 1);
    }

    /// Changes one field of an answer of the active assessment: `edit` is given the answer as it is stored now.
    pub fn answer(self, question: &str, edit: impl FnOnce(&Answer) -> AnswerField) {
        // Another tab may have changed it a moment ago, and its event not have come yet. If it has deleted it, the change
        // finds out.
        let _ = self.take_in();
        let field = edit(&self.answers_untracked().get(question).cloned().unwrap_or_default());
        self.change(Change::Answer(question.to_owned(), field));
    }

    /// Remembers where the respondent is; it is no change by itself.
    pub fn remember_position(self, question: &str) {
        let answered = self.active.with_untracked(|active| {
            active.as_ref().is_some_and(|active| {
                !active.assessment.answers.is_empty() && active.assessment.position.as_deref() != Some(question)
            })
        });
        if answered {
            self.change(Change::Position(question.to_owned()));
        }
    }

    /// The answers of the active assessment.
    #[must_use]
    pub fn answers(self) -> Answers {
        self.active.with(|active| active.as_ref().map(|active| active.assessment.answers.clone()).unwrap_or_default())
    }

    /// The answers, without depending on them.
    #[must_use]
    pub fn answers_untracked(self) -> Answers {
        untrack(|| self.answers())
    }

    /// The plan of the active assessment.
    #[must_use]
    pub fn plan(self) -> Plan {
        self.active
            .with(|active| active.as_ref().map(|active| Plan::of(&active.assessment, read_plan)).unwrap_or_default())
    }

    /// Changes the plan of the active assessment. `slot` says what is changed: a later change with the same slot must
    /// leave nothing of an earlier one.
    pub fn change_plan(self, slot: &str, edit: impl Fn(&mut Plan) + Send + Sync + 'static) {
        let edit = move |packed: &str| {
            let mut plan = read_plan(packed);
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

    /// Whether closing the page would lose answers.
    #[must_use]
    pub fn is_at_risk(self) -> bool {
        self.stored.track();
        self.active.with(|active| active.as_ref().is_some_and(ActiveAssessment::is_at_risk))
            || self.store.with_value(Store::is_at_risk)
    }

    /// Whether the active assessment is on the device.
    #[must_use]
    pub fn is_saved(self) -> bool {
        self.active.with(|active| active.as_ref().is_some_and(|active| active.save_state == SaveState::Saved))
    }

    /// Takes in what other tabs have written to the active assessment.
    fn take_in(self) -> Presence {
        let mut presence = Presence::There;
        self.active.maybe_update(|active| {
            let Some(active) = active else { return false };
            let before = active.assessment.clone();
            presence = self.store.with_value(|store| store.refresh(active));
            active.assessment != before
        });
        presence
    }

    /// Takes in what other tabs have written under a key; without a key, the storage has been emptied as a whole.
    pub fn follow_storage(self, key: Option<&str>) {
        if !self.store.with_value(|store| store.owns(key)) {
            return;
        }
        match self.take_in() {
            Presence::Deleted if key.is_none() => self.active.update(|active| {
                active.iter_mut().for_each(|active| self.store.with_value(|store| store.has_been_emptied(active)));
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
