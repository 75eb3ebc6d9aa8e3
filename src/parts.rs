//! The parts of the program that a first visit does not fetch, and how far the fetching of each has come.
//!
//! What only a function marked `wasm_split` calls is left out of the main part, and comes with the part of that name.
//! Those functions stand where they are called: `pages::split`, `pages::later`, `pages::packing`, `load`,
//! `components::open_file` and `components::assessment_notices`. `scripts/boot.js` fetches what they name.

use std::pin::Pin;

use engine::Lang;
use futures::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use crate::browser::boot::why_part_failed;

/// What a part gives, unless it cannot be fetched.
pub type Fetched<T> = Result<T, SplitLoaderError>;
/// What is there later.
pub type Soon<T> = Pin<Box<dyn Future<Output = T>>>;

/// How far the fetching of a part has come.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// Nobody has asked for it.
    NotAsked,
    /// It is on its way.
    Underway,
    /// It has come.
    There,
    /// It has failed.
    Failed(PartFault),
}

/// Why a part could not be fetched.
#[derive(Debug, Clone, PartialEq)]
pub struct PartFault {
    /// What is wrong and what to do, in the reader's language.
    pub message: String,
    /// Whether the host has another release of the site now, which has no such file.
    pub replaced: bool,
    /// How many times in a row it has failed.
    pub times: u32,
}

/// A part of the program.
#[derive(Clone, Copy)]
pub struct Part {
    state: RwSignal<State>,
    times: StoredValue<u32>,
    fetch: fn() -> Soon<Fetched<()>>,
}

/// The parts of the program.
#[derive(Clone, Copy)]
pub struct Parts {
    /// The start page.
    pub start: Part,
    /// The questionnaires' front pages.
    pub front: Part,
    /// The review and the result, with the plan and the comparison.
    pub result: Part,
    /// Documents, paper forms and pages of text.
    pub documents: Part,
    /// What opens a result file.
    pub open: Part,
    /// What is for content that was edited on the host: asking the worker, and what becomes of answers.
    pub edited: Part,
    /// The trainer's pages.
    pub room: Part,
    /// A participant's page.
    pub join: Part,
    /// What packs the site for a learning platform.
    pub pack: Part,
    /// The coordinator's pages.
    pub group: Part,
    /// What checks an installation.
    pub check: Part,
    /// The page of everything that is saved on the device.
    pub device: Part,
}

impl Parts {
    /// Forgets what failed: whoever wants it next has it fetched again.
    pub fn forget_failures(self) {
        let Self { start, front, result, documents, open, edited, room, join, pack, group, check, device } = self;
        for part in [start, front, result, documents, open, edited, room, join, pack, group, check, device] {
            if part.state.with_untracked(|state| matches!(state, State::Failed(_))) {
                part.state.set(State::NotAsked);
            }
        }
    }
}

impl Part {
    /// A part that is not fetched yet, and what fetches it.
    #[must_use]
    pub fn new(fetch: fn() -> Soon<Fetched<()>>) -> Self {
        Self { state: RwSignal::new(State::NotAsked), times: StoredValue::new(0), fetch }
    }

    /// Fetches the part before anybody wants it. If that fails, whoever wants it asks again.
    pub fn prefetch(self) {
        if self.state.with_untracked(|state| *state == State::NotAsked) {
            self.start(|fetched| Box::pin(async move { fetched.map_or(State::NotAsked, |()| State::There) }));
        }
    }

    /// Whether the part has come. Whoever asks hears when it does.
    #[must_use]
    pub fn is_there(self) -> bool {
        self.state.with(|state| *state == State::There)
    }

    /// How far the part has come. Fetches it if nobody has.
    #[must_use]
    pub fn wanted(self, lang: Lang) -> State {
        if self.state.with_untracked(|state| *state == State::NotAsked) {
            self.fetch(lang);
        }
        self.state.get()
    }

    /// Fetches the part, also if it has failed. What is wrong is said in a language.
    pub fn fetch(self, lang: Lang) {
        self.start(move |fetched| {
            Box::pin(async move { self.outcome(fetched, lang).await.map_or_else(State::Failed, |()| State::There) })
        });
    }

    fn start(self, state: impl FnOnce(Fetched<()>) -> Soon<State> + 'static) {
        let mut fetching = (self.fetch)();
        // A part that has been fetched is there at once: its page is made without a flicker.
        if let Some(Ok(())) = fetching.as_mut().now_or_never() {
            self.state.set(State::There);
            return;
        }
        self.state.set(State::Underway);
        spawn_local(async move { self.state.set(state(fetching.await).await) });
    }

    /// Fetches the part for an act of the visitor, whatever has come of fetching it before.
    ///
    /// # Errors
    /// It could not be fetched.
    pub async fn fetched(self, lang: Lang) -> Result<(), PartFault> {
        self.outcome((self.fetch)().await, lang).await
    }

    /// What has come of fetching the part, and if nothing: why.
    async fn outcome(self, fetched: Fetched<()>, lang: Lang) -> Result<(), PartFault> {
        match fetched {
            Ok(()) => {
                self.times.set_value(0);
                Ok(())
            }
            Err(_) => {
                let (message, replaced) = why_part_failed(lang).await;
                self.times.update_value(|times| *times += 1);
                Err(PartFault { message, replaced, times: self.times.get_value() })
            }
        }
    }
}
