//! The workers that are asked one thing after another: one reads Markdown edited on the host and writes documents as plain
//! text, one writes files of office programs. Each is fetched when it is first asked.
//!
//! A worker does things in the order it was asked. Whatever becomes of it, whoever waits hears of it: it may not come, stop,
//! or stand still.

use std::cell::RefCell;
use std::time::Duration;

use engine::Lang;
use js_sys::{Array, Function, Promise, Uint8Array};
use leptos::prelude::set_timeout;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};

use crate::browser::boot::started;
use crate::browser::page;

/// What is to be done: a kind of file to read, or a form to write a document in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A questionnaire.
    Questionnaire,
    /// A questionnaire in two languages, packed: whether both say the same.
    Pair,
    /// A page of text.
    Page,
    /// The template of a document.
    Template,
    /// `site.toml`.
    Site,
    /// A document to write as HTML.
    Html,
    /// A document to write as Markdown.
    Markdown,
    /// A document to write for word processors.
    Docx,
    /// A workbook to write for spreadsheets.
    Xlsx,
}

/// Which worker does it.
#[derive(Clone, Copy)]
enum Which {
    /// The one with the Markdown library.
    Reader,
    /// The one that writes office files.
    Office,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Questionnaire => "questionnaire",
            Kind::Pair => "pair",
            Kind::Page => "page",
            Kind::Template => "template",
            Kind::Site => "site",
            Kind::Html => "html",
            Kind::Markdown => "markdown",
            Kind::Docx => "docx",
            Kind::Xlsx => "xlsx",
        }
    }

    fn which(self) -> Which {
        match self {
            Kind::Questionnaire
            | Kind::Pair
            | Kind::Page
            | Kind::Template
            | Kind::Site
            | Kind::Html
            | Kind::Markdown => Which::Reader,
            Kind::Docx | Kind::Xlsx => Which::Office,
        }
    }

    /// The script that starts the worker that does it.
    #[must_use]
    pub fn script(self) -> String {
        self.which().script()
    }
}

impl Which {
    fn script(self) -> String {
        page::release_file(match self {
            Self::Reader => "worker",
            Self::Office => "office",
        })
    }

    /// Does something with what is known of the worker.
    fn with<T>(self, run: impl FnOnce(&mut State) -> T) -> T {
        match self {
            Self::Reader => READER.with_borrow_mut(run),
            Self::Office => OFFICE.with_borrow_mut(run),
        }
    }
}

/// How long it may take to come, and then to do one thing. A slow line needs some ten seconds; a file is read in a
/// fraction of one.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Something that the worker is to do.
struct Request {
    number: u32,
    message: Array,
    /// Called with the answer.
    resolve: Function,
    /// Called when there will be none.
    reject: Function,
}

#[derive(Default)]
struct State {
    worker: Option<Worker>,
    /// Whether it has said that it can be asked.
    ready: bool,
    /// What has not been answered, in the order it was asked.
    requests: Vec<Request>,
    /// The number of the last request.
    last: u32,
    /// How often the worker has got anywhere: it stands still when this does.
    steps: u32,
    /// How often one has been started.
    starts: u32,
}

thread_local! {
    static READER: RefCell<State> = RefCell::default();
    static OFFICE: RefCell<State> = RefCell::default();
}

/// Has a worker read a file, or write one. Gives its answer. `None` if the worker cannot run.
pub async fn ask(kind: Kind, lang: Lang, name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let which = kind.which();
    let answer = Promise::new(&mut |resolve, reject| {
        which.with(|state| {
            state.last += 1;
            let (number, bytes) = (state.last, Uint8Array::from(bytes));
            let message: [JsValue; 5] =
                [number.into(), kind.word().into(), lang.code().into(), name.into(), bytes.into()];
            let message = message.iter().collect();
            state.requests.push(Request { number, message, resolve, reject });
            match &state.worker {
                Some(worker) if state.ready => {
                    // Only what cannot be copied is refused; texts and bytes can.
                    let _ = worker.post_message(&state.requests[state.requests.len() - 1].message);
                    if state.requests.len() == 1 {
                        state.step(which);
                    }
                }
                Some(_) => {}
                None => state.start(which),
            }
        });
    });
    Some(Uint8Array::new(&JsFuture::from(answer).await.ok()?).to_vec())
}

impl State {
    /// Starts a worker. It is asked when it is ready: what is sent before that would be lost.
    fn start(&mut self, which: Which) {
        self.worker = started(&which.script(), self.starts);
        self.starts += 1;
        if let Some(worker) = &self.worker {
            let on_message =
                Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| take(which, &event.data()));
            let on_error = Closure::<dyn FnMut()>::new(move || give_up(which));
            worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
            worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
            worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
            // They live as long as the page.
            on_message.forget();
            on_error.forget();
            self.step(which);
        } else {
            set_timeout(move || give_up(which), Duration::ZERO);
        }
    }

    /// Notes that the worker has got on, and sees to it that it does so again while something is waited for.
    fn step(&mut self, which: Which) {
        self.steps += 1;
        if !self.requests.is_empty() {
            let steps = self.steps;
            set_timeout(
                move || {
                    if which.with(|state| state.steps) == steps {
                        give_up(which);
                    }
                },
                PATIENCE,
            );
        }
    }
}

fn take(which: Which, message: &JsValue) {
    match message.as_string().as_deref() {
        Some("ready") => which.with(|state| {
            state.ready = true;
            if let Some(worker) = &state.worker {
                state.requests.iter().for_each(|request| drop(worker.post_message(&request.message)));
            }
            state.step(which);
        }),
        Some(_) => give_up(which),
        None => {
            let message: &Array = message.unchecked_ref();
            let number = message.get(0).as_f64();
            let answered = which.with(|state| {
                let at = state.requests.iter().position(|request| Some(f64::from(request.number)) == number)?;
                let answered = state.requests.remove(at);
                state.step(which);
                Some(answered)
            });
            if let Some(request) = answered {
                let _ = request.resolve.call1(&JsValue::NULL, &message.get(1));
            }
        }
    }
}

/// The worker did not come, has stopped, or stands still. If it had begun, it stopped at the first request: that one gets
/// no answer, and another worker takes the rest. If it had not, none gets an answer; the next request starts another.
fn give_up(which: Which) {
    let failed: Vec<Request> = which.with(|state| {
        if let Some(worker) = state.worker.take() {
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.terminate();
        }
        let failed = if std::mem::take(&mut state.ready) { state.requests.len().min(1) } else { state.requests.len() };
        let failed = state.requests.drain(..failed).collect();
        if !state.requests.is_empty() {
            state.start(which);
        }
        failed
    });
    for request in failed {
        let _ = request.reject.call0(&JsValue::NULL);
    }
}
