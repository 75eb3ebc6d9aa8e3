//! The worker that reads Markdown edited on the host. It is fetched only when there is some.

use std::cell::RefCell;

use engine::Lang;
use js_sys::{Array, Function, Promise, Uint8Array};
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
    /// A document that results fill.
    Document,
    /// `site.toml`.
    Site,
    /// A document to write as HTML.
    #[cfg(feature = "whole")]
    Html,
    /// A document to write as Markdown.
    #[cfg(feature = "whole")]
    Markdown,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Questionnaire => "questionnaire",
            Kind::Page => "page",
            Kind::Document => "document",
            Kind::Site => "site",
            #[cfg(feature = "whole")]
            Kind::Html => "html",
            #[cfg(feature = "whole")]
            Kind::Markdown => "markdown",
        }
    }
}

/// Waits for the worker: called with its answer, or with nothing when it is gone.
type Waiting = (Function, Function);

#[derive(Default)]
struct State {
    worker: Option<Worker>,
    ready: bool,
    /// Requests made before the worker was ready.
    queued: Vec<Array>,
    waiting: Vec<(u32, Waiting)>,
    last: u32,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Has the worker read a file, or write a document. What it answers, or nothing where the worker cannot run.
pub async fn ask(kind: Kind, lang: Lang, name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    start()?;
    let answer = Promise::new(&mut |resolve, reject| {
        STATE.with_borrow_mut(|state| {
            state.last += 1;
            state.waiting.push((state.last, (resolve, reject)));
            let request = Array::of5(
                &state.last.into(),
                &kind.word().into(),
                &lang.code().into(),
                &name.into(),
                &Uint8Array::from(bytes).into(),
            );
            match &state.worker {
                Some(worker) if state.ready => drop(worker.post_message(&request)),
                _ => state.queued.push(request),
            }
        });
    });
    Some(Uint8Array::new(&JsFuture::from(answer).await.ok()?).to_vec())
}

/// Starts the worker once.
fn start() -> Option<()> {
    if STATE.with_borrow(|state| state.worker.is_some()) {
        return Some(());
    }
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&format!("./reader.js?v={}", page::version()), &options).ok()?;
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| take(&event.data()));
    let on_error = Closure::<dyn FnMut()>::new(give_up);
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    // They live as long as the page.
    on_message.forget();
    on_error.forget();
    STATE.with_borrow_mut(|state| state.worker = Some(worker));
    Some(())
}

fn take(message: &JsValue) {
    if message.as_string().as_deref() == Some("ready") {
        STATE.with_borrow_mut(|state| {
            state.ready = true;
            let queued = std::mem::take(&mut state.queued);
            if let Some(worker) = &state.worker {
                queued.iter().for_each(|request| drop(worker.post_message(request)));
            }
        });
        return;
    }
    let message: &Array = message.unchecked_ref();
    let number = message.get(0).as_f64();
    let waiting = STATE.with_borrow_mut(|state| {
        let at = state.waiting.iter().position(|(n, _)| Some(f64::from(*n)) == number)?;
        Some(state.waiting.remove(at).1)
    });
    if let Some((resolve, _)) = waiting {
        let _ = resolve.call1(&JsValue::NULL, &message.get(1));
    }
}

/// The worker cannot be loaded or has stopped: whoever waits is told, and the next request starts another.
fn give_up() {
    let state = STATE.with_borrow_mut(std::mem::take);
    for (_, (_, reject)) in state.waiting {
        let _ = reject.call0(&JsValue::NULL);
    }
}
