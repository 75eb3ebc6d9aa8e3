//! The worker that gathers results for a group, and counts them. It is fetched when there is something to gather.

use std::cell::RefCell;
use std::rc::Rc;

use futures::channel::oneshot;
use js_sys::{Array, Uint8Array};
use leptos::prelude::set_timeout;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, File, MessageEvent, Worker};

use crate::browser::boot::started;
use crate::browser::worker::PATIENCE;
use crate::browser::{files, page};

/// What is to be gathered: a name, and a file or a text.
#[derive(Clone)]
pub enum Gathered {
    /// A file, with its path where a whole folder was chosen.
    File(String, File),
    /// What a file holds that the worker cannot read by itself.
    Bytes(String, Vec<u8>),
    /// A text that was pasted.
    Text(String, String),
}

impl Gathered {
    /// A file that was chosen. WebKit lets no worker of a page on a disk read a file: there the page reads it. One that it
    /// cannot read either is listed by the worker.
    pub async fn chosen(name: String, file: File) -> Self {
        if !page::is_on_disk() {
            return Self::File(name, file);
        }
        match files::read(&file, usize::MAX).await {
            Ok(bytes) => Self::Bytes(name, bytes),
            Err(_) => Self::File(name, file),
        }
    }
}

/// What the worker is asked.
pub enum Asked {
    /// To gather.
    Gather(Vec<Gathered>),
    /// To read the codes of these structures (packed), with this list of units (packed).
    Know(Vec<u8>, Vec<u8>),
    /// To count: a packed order (`gather/src/main.rs`).
    Count(Vec<u8>),
    /// To write the results of a packed order as rows, with a note.
    Rows(Vec<u8>, String),
    /// To put the results of a packed order into a workbook.
    Table(Vec<u8>),
    /// To stop gathering.
    Stop,
    /// To forget everything, and to keep nothing.
    Forget,
    /// To keep what has been gathered, and what will be, in a database of this name; and whether to begin it anew.
    Keep(String, bool),
    /// To take what is kept in a database of this name.
    Restore(String),
    /// To delete what is kept in a database of this name.
    LetGo(String),
}

/// What the worker tells.
pub enum Told {
    /// How much of what it gathers has been read, from 0 to 1.
    Gathering(f64),
    /// How much of what it counts has been counted, from 0 to 1.
    Counting(f64),
    /// A group file of what has been gathered, as JSON.
    Group(String),
    /// What has been gathered, but for the group files told before it: a report as JSON.
    Gathered(String),
    /// What may be shared of an item of what has been counted, with its year, as JSON.
    Item(u16, String),
    /// What has been counted, but for the items told before it: an overview as JSON.
    Counted(String),
    /// Rows: a file.
    Rows(Blob),
    /// A workbook, packed.
    Table(Vec<u8>),
    /// Whether what has been gathered is kept.
    Kept(bool),
    /// It cannot run, or has stopped. What had been gathered is lost.
    Stopped,
}

/// What the page of everything on the device asks: a worker of its own, which is ended with its answer.
pub enum AskedOnce {
    /// For the batches that are kept in a database of this name.
    Export(String),
    /// To keep batches in a database of this name, beside those that are there.
    Import(String, Vec<Vec<u8>>),
    /// To delete what is kept in a database of this name.
    LetGo(String),
}

/// What a worker of its own tells: batches, or whether it has been done. `None` if it cannot run.
pub async fn ask_once(request: AskedOnce) -> Option<Vec<Vec<u8>>> {
    let bytes = |bytes: &Vec<u8>| JsValue::from(Uint8Array::from(bytes.as_slice()));
    let export = |name: &str| Array::of2(&"export".into(), &name.into());
    // What was deleted is looked for: then it has been deleted.
    let requests = match &request {
        AskedOnce::Export(name) => vec![export(name)],
        AskedOnce::Import(name, batches) => {
            let words = ["import".into(), JsValue::from(name.as_str())];
            vec![words.into_iter().chain(batches.iter().map(bytes)).collect()]
        }
        AskedOnce::LetGo(name) => vec![Array::of2(&"let go".into(), &name.as_str().into()), export(name)],
    };
    let worker = started(&script(), 0)?;
    let (tell, told) = oneshot::channel();
    let tell = Rc::new(RefCell::new(Some(tell)));
    let answer = move |answer: Option<Vec<Vec<u8>>>| {
        // Whoever asked may have left the page.
        tell.borrow_mut().take().map(|tell: oneshot::Sender<_>| tell.send(answer));
    };
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
        let (worker, answer) = (worker.clone(), answer.clone());
        move |event: MessageEvent| {
            let message: Array = event.data().dyn_into().unwrap_or_default();
            match message.get(0).as_string().as_deref() {
                Some("ready") => requests.iter().for_each(|request| drop(worker.post_message(request))),
                Some("exported") => {
                    answer(Some(message.iter().skip(1).map(|batch| Uint8Array::new(&batch).to_vec()).collect()));
                }
                Some("imported") if message.get(1).is_truthy() => answer(Some(Vec::new())),
                _ => answer(None),
            }
        }
    });
    let on_error = Closure::<dyn FnMut()>::new({
        let answer = answer.clone();
        move || answer(None)
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    set_timeout(move || answer(None), PATIENCE);
    let told = told.await.ok().flatten();
    worker.terminate();
    told
}

#[derive(Default)]
struct State {
    worker: Option<Worker>,
    ready: bool,
    /// What is asked when it is ready.
    waiting: Vec<Array>,
    starts: u32,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// The script that starts it.
#[must_use]
pub fn script() -> String {
    page::release_file("gather")
}

/// Asks the worker, which is started if there is none. `tell` hears of what it tells; it stays the same for as long as the
/// worker runs.
pub fn ask(request: Asked, tell: impl Fn(Told) + Clone + 'static) {
    let message = message(request);
    STATE.with_borrow_mut(|state| match &state.worker {
        Some(worker) if state.ready => {
            // Only what cannot be copied is refused; files, texts and bytes can.
            let _ = worker.post_message(&message);
        }
        Some(_) => state.waiting.push(message),
        None => {
            state.waiting.push(message);
            state.start(tell);
        }
    });
}

fn message(request: Asked) -> Array {
    let bytes = |bytes: Vec<u8>| JsValue::from(Uint8Array::from(bytes.as_slice()));
    let (word, mut values) = match request {
        Asked::Gather(all) => {
            let values = all.into_iter().flat_map(|one| match one {
                Gathered::File(name, file) => [name.into(), file.into()],
                Gathered::Bytes(name, content) => [name.into(), bytes(content)],
                Gathered::Text(name, text) => [name.into(), text.into()],
            });
            ("gather", values.collect())
        }
        Asked::Know(structures, units) => ("know", vec![bytes(structures), bytes(units)]),
        Asked::Count(order) => ("count", vec![bytes(order)]),
        Asked::Rows(order, note) => ("rows", vec![bytes(order), note.into()]),
        Asked::Table(order) => ("table", vec![bytes(order)]),
        Asked::Keep(name, anew) => ("keep", vec![name.into(), anew.into()]),
        Asked::Restore(name) => ("restore", vec![name.into()]),
        Asked::LetGo(name) => ("let go", vec![name.into()]),
        Asked::Stop => ("stop", Vec::new()),
        Asked::Forget => ("forget", Vec::new()),
    };
    values.insert(0, JsValue::from(word));
    values.iter().collect()
}

impl State {
    fn start(&mut self, tell: impl Fn(Told) + Clone + 'static) {
        self.worker = started(&script(), self.starts);
        self.starts += 1;
        let (stopped, late) = (tell.clone(), tell.clone());
        let stop = move || {
            end();
            stopped(Told::Stopped);
        };
        let Some(worker) = &self.worker else {
            set_timeout(stop, std::time::Duration::ZERO);
            return;
        };
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
            let stop = stop.clone();
            move |event: MessageEvent| take(&event.data(), &tell, &stop)
        });
        let on_error = Closure::<dyn FnMut()>::new(stop);
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        // They live as long as the page.
        on_message.forget();
        on_error.forget();
        let starts = self.starts;
        set_timeout(
            move || {
                if STATE.with_borrow(|state| state.starts == starts && !state.ready && state.worker.is_some()) {
                    end();
                    late(Told::Stopped);
                }
            },
            PATIENCE,
        );
    }
}

/// Ends the worker. The next request starts another.
fn end() {
    STATE.with_borrow_mut(|state| {
        if let Some(worker) = state.worker.take() {
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.terminate();
        }
        state.ready = false;
        state.waiting.clear();
    });
}

fn take(message: &JsValue, tell: &impl Fn(Told), stop: &impl Fn()) {
    let Some(message) = message.dyn_ref::<Array>() else {
        stop();
        return;
    };
    let text = |at| message.get(at).as_string().unwrap_or_default();
    let number = || message.get(1).as_f64().unwrap_or_default();
    match message.get(0).as_string().as_deref() {
        Some("ready") => STATE.with_borrow_mut(|state| {
            state.ready = true;
            if let Some(worker) = &state.worker {
                state.waiting.drain(..).for_each(|message| drop(worker.post_message(&message)));
            }
        }),
        Some("progress") => tell(Told::Gathering(number())),
        Some("counting") => tell(Told::Counting(number())),
        Some("group") => tell(Told::Group(text(1))),
        Some("gathered") => tell(Told::Gathered(text(1))),
        // The worker tells a year.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Some("item") => tell(Told::Item(number() as u16, text(2))),
        Some("counted") => tell(Told::Counted(text(1))),
        Some("table") => tell(Told::Table(Uint8Array::new(&message.get(1)).to_vec())),
        Some("kept") => tell(Told::Kept(message.get(1).is_truthy())),
        // The worker sends a file, or nothing if the browser could not make one.
        Some("rows") if message.get(1).is_object() => tell(Told::Rows(message.get(1).unchecked_into())),
        _ => stop(),
    }
}
