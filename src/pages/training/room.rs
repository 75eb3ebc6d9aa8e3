//! The session that a trainer leads, as this device keeps it. Windows on the same device follow each other: one can be on
//! the projector and another on the trainer's own screen.

use std::sync::Arc;

use engine::model::questionnaire::{Question, Questionnaire};
use engine::results::code::ResultCode;
use engine::room::session::{Round, RoundStep, Session, can_be_voted_on, write_places};
use engine::room::tally::Tally;
use leptos::prelude::*;
use texts::Texts;
use wasm_bindgen::JsCast;

use crate::browser::{format, keep, page};
use crate::load::Loaded;
use crate::route::{Place, Route, TrainingPage};

/// The session of one questionnaire.
#[derive(Clone)]
pub struct Room {
    /// The questionnaire.
    pub loaded: Loaded,
    /// The session; nothing while none is set up.
    pub session: RwSignal<Option<Session>>,
    name: Arc<str>,
}

impl Room {
    /// The session that this device keeps of a questionnaire. Follows what other windows make of it.
    #[must_use]
    pub fn open(loaded: Loaded) -> Self {
        let name: Arc<str> = format!("{}{}", keep::ROOM, loaded.value.id).into();
        let session = RwSignal::new(read(&name));
        let room = Self { loaded, session, name };
        let (name, key) = (room.name.clone(), keep::key(&room.name));
        let following = window_event_listener_untyped("storage", move |event| {
            let event: &web_sys::StorageEvent = event.unchecked_ref();
            if event.key().is_none_or(|changed| changed == key) {
                session.try_set(read(&name));
            }
        });
        on_cleanup(move || following.remove());
        room
    }

    /// The questionnaire.
    #[must_use]
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.loaded.value
    }

    /// Whether its questions have right answers; otherwise the room agrees on one.
    #[must_use]
    pub fn has_right_answers(&self) -> bool {
        self.loaded.value.scoring.kind.has_right_answers()
    }

    /// Changes the session, and keeps it.
    pub fn change(&self, change: impl FnOnce(&mut Session)) {
        self.session.update(|session| {
            if let Some(session) = session {
                change(session);
            }
        });
        self.session.with_untracked(|session| {
            if let Some(text) = session.as_ref().and_then(|session| serde_json::to_string(session).ok()) {
                keep::keep(&self.name, &text);
            }
        });
    }

    /// Begins a session.
    pub fn begin(&self, session: Session) {
        self.session.set(Some(session));
        self.change(|_| ());
    }

    /// Ends the session: nothing of it stays on the device.
    pub fn end(&self) {
        keep::forget(&self.name);
        self.session.set(None);
    }

    /// The round on show, with its question.
    #[must_use]
    pub fn now(&self) -> Option<(Round, &Question)> {
        let round = self.session.with(|session| session.as_ref()?.round().cloned())?;
        let question = self.loaded.value.question(&round.question)?;
        Some((round, question))
    }

    /// The questions of the session, in order.
    #[must_use]
    pub fn questions(&self) -> Vec<&Question> {
        let ids: Vec<String> = self.session.with(|session| {
            session.iter().flat_map(|session| &session.rounds).map(|round| round.question.clone()).collect()
        });
        ids.iter().filter_map(|id| self.loaded.value.question(id)).collect()
    }

    /// The number of the round on show, from 1, and how many there are.
    #[must_use]
    pub fn place(&self) -> (usize, usize) {
        self.session.with(|session| session.as_ref().map_or((0, 0), |session| (session.at + 1, session.rounds.len())))
    }

    /// What counts of the round on show now.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.now().map(|(round, question)| round.vote().tally(question)).unwrap_or_default()
    }

    /// How far the round on show has come.
    #[must_use]
    pub fn step(&self) -> RoundStep {
        self.session
            .with(|session| session.as_ref().and_then(|session| session.round()).map(|round| round.step))
            .unwrap_or_default()
    }

    /// Where the participants go.
    #[must_use]
    pub fn address(&self) -> String {
        let query = self.session.with(|session| {
            let session = session.as_ref()?;
            let q = &self.loaded.value;
            let places = session.places(q);
            let every = q.questions().filter(|question| can_be_voted_on(question)).count();
            // Short, since it may be typed: all questions need not be named.
            let places = if places.len() == every { String::new() } else { format!("f={}&", write_places(&places)) };
            let explains = if session.explains { "e=1&" } else { "" };
            let name = page::encoded(&session.trainer);
            let name = if name.is_empty() { name } else { format!("&n={name}") };
            Some(format!("{places}{explains}s={}{name}", session.key))
        });
        let place = Place::Join(self.loaded.value.id.clone(), query.unwrap_or_default());
        format!("{}{}", page::address(), Route::new(self.loaded.value.language, place))
    }

    /// The address of one of the trainer's pages.
    #[must_use]
    pub fn to(&self, page: TrainingPage) -> String {
        let q = &self.loaded.value;
        Route::new(q.language, Place::Training(Some(q.id.clone()), page)).to_string()
    }
}

/// A session that an earlier release has kept in another shape is none.
fn read(name: &str) -> Option<Session> {
    serde_json::from_str(&keep::kept(name)?).ok()
}

/// The newest of the codes in a text for each result, as they are sent; and the beginnings of those that are damaged.
#[must_use]
pub fn codes(text: &str) -> (Vec<ResultCode>, Vec<String>) {
    let (mut codes, mut damaged): (Vec<ResultCode>, Vec<String>) = (Vec::new(), Vec::new());
    for found in ResultCode::find(text) {
        match found.code {
            Ok(code) => {
                codes.retain(|before| (before.nonce, &before.questionnaire) != (code.nonce, &code.questionnaire));
                codes.push(code);
            }
            Err(_) => damaged.push(found.beginning),
        }
    }
    (codes, damaged)
}

/// How many chose a choice, and the share: "4 av 9 · 44 %". The number comes first: of few people a share says little.
#[must_use]
pub fn share_of(tally: &Tally, place: usize, t: Texts) -> String {
    let count = t.votes_for(tally.count(place), tally.people);
    tally.share(place).map_or(count.clone(), |share| format!("{count} · {}", format::percent(share, t.0)))
}
