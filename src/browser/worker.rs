//! The worker that reads Markdown edited on the host. It is fetched only when there is some.
//!
//! It does one thing after another, in the order it was asked. Whatever becomes of it, whoever waits hears of it: it may not
//! come, stop, or stand still.

use std::cell::RefCell;
use std::time::Duration;

use engine::Lang;
use js_sys::{Array, Function, Promise, Uint8Array};
use leptos::prelude::set_timeout;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::browser::page;

/// What is to be done: a kind of file to read, or a form to write a document in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A questionnaire.
    Questionnaire,
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
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Questionnaire => "questionnaire",
            Kind::Page => "page",
            Kind::Template => "template",
            Kind::Site => "site",
            Kind::Html => "html",
            Kind::Markdown => "markdown",
        }
    }
}

/// The files it is made of; the first starts it.
#[must_use]
pub fn files() -> Vec<String> {
    page::release_files("worker")
}

/// How long it may take to come, and then to do one thing. A slow line needs some ten seconds; a file is read in a
/// fraction of one.
const PATIENCE: Duration = Duration::from_secs(60);

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
    static STATE: RefCell<State> = RefCell::default();
}

/// Has the worker read a file, or write a document. Gives its answer. `None` if the worker cannot run.
pub async fn ask(kind: Kind, lang: Lang, name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let answer = Promise::new(&mut |resolve, reject| {
        STATE.with_borrow_mut(|state| {
            state.last += 1;
            let (number, bytes) = (state.last, Uint8Array::from(bytes));
            let message =
                Array::of5(&number.into(), &kind.word().into(), &lang.code().into(), &name.into(), &bytes.into());
            state.requests.push(Request { number, message, resolve, reject });
            match &state.worker {
                Some(worker) if state.ready => {
                    // Only what cannot be copied is refused; texts and bytes can.
                    let _ = worker.post_message(&state.requests[state.requests.len() - 1].message);
                    if state.requests.len() == 1 {
                        state.step();
                    }
                }
                Some(_) => {}
                None => state.start(),
            }
        });
    });
    Some(Uint8Array::new(&JsFuture::from(answer).await.ok()?).to_vec())
}

impl State {
    /// Starts a worker. It is asked when it is ready: what is sent before that would be lost.
    fn start(&mut self) {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        // Each under an address of its own: where the host says nothing of caching, the browser would keep a damaged file
        // for days, and trying again would try that one.
        let address = format!("./{}?start={}", files().first().map_or("", String::as_str), self.starts);
        self.starts += 1;
        self.worker = Worker::new_with_options(&address, &options).ok();
        if let Some(worker) = &self.worker {
            let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| take(&event.data()));
            let on_error = Closure::<dyn FnMut()>::new(give_up);
            worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
            worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
            worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
            // They live as long as the page.
            on_message.forget();
            on_error.forget();
            self.step();
        } else {
            set_timeout(give_up, Duration::ZERO);
        }
    }

    /// Notes that the worker has got on, and sees to it that it does so again while something is waited for.
    fn step(&mut self) {
        self.steps += 1;
        if !self.requests.is_empty() {
            let steps = self.steps;
            set_timeout(
                move || {
                    if STATE.with_borrow(|state| state.steps) == steps {
                        give_up();
                    }
                },
                PATIENCE,
            );
        }
    }
}

fn take(message: &JsValue) {
    match message.as_string().as_deref() {
        Some("ready") => STATE.with_borrow_mut(|state| {
            state.ready = true;
            if let Some(worker) = &state.worker {
                state.requests.iter().for_each(|request| drop(worker.post_message(&request.message)));
            }
            state.step();
        }),
        Some(_) => give_up(),
        None => {
            let message: &Array = message.unchecked_ref();
            let number = message.get(0).as_f64();
            let answered = STATE.with_borrow_mut(|state| {
                let at = state.requests.iter().position(|request| Some(f64::from(request.number)) == number)?;
                let answered = state.requests.remove(at);
                state.step();
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
fn give_up() {
    let failed: Vec<Request> = STATE.with_borrow_mut(|state| {
        if let Some(worker) = state.worker.take() {
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.terminate();
        }
        let failed = if std::mem::take(&mut state.ready) { state.requests.len().min(1) } else { state.requests.len() };
        let failed = state.requests.drain(..failed).collect();
        if !state.requests.is_empty() {
            state.start();
        }
        failed
    });
    for request in failed {
        let _ = request.reject.call0(&JsValue::NULL);
    }
}
