//! The group page's worker: gathers files and counts what is in them, while the page goes on answering.
//!
//! A request is an array that begins with its word; so is an answer. The first message is `["ready"]`: a request that is sent
//! before it is lost.
//!
//! | request | answers |
//! |---|---|
//! | `"gather"`, then a name and a file, its bytes or a text for each | `"progress"` and a share, as often as there is something to tell; then `"group"` and a group file for each; then `"gathered"` and a report. All as JSON |
//! | `"know"`, packed structures, packed names of units | `"gathered"`, as above: from then on codes of these can be read |
//! | `"count"`, a packed [`Order`] | `"counting"` and a share; then `"item"` with a year and an item for each that may be shared; then `"counted"` and an overview without them. All as JSON |
//! | `"rows"`, a packed [`Order`], a note | `"rows"` and a file |
//! | `"table"`, a packed [`Order`] | `"table"` and a packed workbook |
//! | `"stop"` | `"gathered"`: what was being gathered is forgotten |
//! | `"forget"` | `"gathered"`: everything is forgotten, and nothing is kept |
//! | `"keep"`, a database's name, whether to begin anew | `"kept"` and whether the browser keeps what has been gathered: from then on, also what will be |
//! | `"restore"`, a database's name | `"kept"` and whether anything is; then as for `"gather"`. From then on it is kept |
//! | `"let go"`, a database's name | none: nothing is kept any more |
//! | `"export"`, a database's name | `"exported"` and every batch that is kept there, as bytes; `"failed"` if it cannot be read |
//! | `"import"`, a database's name, batches | `"imported"` and whether all of them are kept there now |

mod kept;

use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};
use std::io::{Error, Read, Result, Seek, SeekFrom};
use std::ops::Range;

use engine::encoding::packing::{pack, unpack};
use engine::group::disclosure::Thresholds;
use engine::group::items::items;
use engine::group::pile::{Batch, Counting, Mark, Problem};
use engine::model::questionnaire::Questionnaire;
use engine::results::structure::Structure;
use gather::{COUNTED, Count, Gathering, Tabling, Writing};
use js_sys::{Array, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, File, FileReaderSync, MessageEvent};

/// How long a slice takes, in milliseconds: after it, a request is heard.
const SLICE: f64 = 40.0;

/// What is to be counted: a questionnaire, the digests of its version, whether results of other versions are migrated, the
/// thresholds, and the roles whose answer is joint.
type Order = (Questionnaire, Vec<String>, bool, Thresholds, BTreeSet<String>);

#[derive(Default)]
struct State {
    gathering: Gathering,
    counts: VecDeque<(Count, Thresholds, BTreeSet<String>)>,
    /// Rows that are being written, and what has been: texts.
    writing: Option<(Writing, Array)>,
    /// A workbook that is being written.
    tabling: Option<Tabling>,
    /// The structures that codes are read with.
    structures: Vec<Structure>,
    /// The municipality's list of units.
    units: Vec<String>,
    /// Whether the next slice is on its way.
    runs: bool,
    /// The database that what is gathered is kept in. `None` if it is not.
    database: Option<String>,
    /// What is to be kept and is not yet.
    to_keep: VecDeque<ToKeep>,
    /// Whether something is being written to the database.
    keeps: bool,
    /// What was kept, packed, and has not been taken into the pile yet.
    restoring: VecDeque<Vec<u8>>,
    /// Whether the database is being read: nothing is gathered before.
    waits: bool,
}

/// Something to be kept.
enum ToKeep {
    /// A batch. The first one of a database takes the place of whatever is there.
    Batch(Box<Batch>, bool),
    /// The results at these places.
    Results(Range<usize>),
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

fn main() {
    let Some(scope) = scope() else { return };
    let on_message =
        Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| take(&event.data().unchecked_into()));
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    tell("ready", &JsValue::NULL);
}

fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

fn tell(word: &str, what: &JsValue) {
    post(&Array::of2(&word.into(), what));
}

fn post(message: &Array) {
    // Only what cannot be copied would fail; texts and numbers can.
    let _ = scope().map(|scope| scope.post_message(message));
}

/// A value as JSON. It cannot fail for what is told here: every key is a string.
fn json(value: &impl Serialize) -> JsValue {
    serde_json::to_string(value).unwrap_or_default().into()
}

fn take(request: &Array) {
    let word = request.get(0).as_string().unwrap_or_default();
    let bytes = |at| Uint8Array::new(&request.get(at)).to_vec();
    let name = || request.get(1).as_string().unwrap_or_default();
    STATE.with_borrow_mut(|state| match word.as_str() {
        "gather" => {
            for at in (1..request.length()).step_by(2) {
                let name = request.get(at).as_string().unwrap_or_default();
                match request.get(at + 1).dyn_into::<File>() {
                    Ok(file) => {
                        // Sizes are whole numbers.
                        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                        let size = file.size() as u64;
                        state.gathering.add(&name, size, Box::new(BlobReader { blob: file.into(), size, at: 0 }));
                    }
                    Err(content) => {
                        let content = match content.as_string() {
                            Some(text) => text.into_bytes(),
                            None => bytes(at + 1),
                        };
                        state.gathering.add(&name, content.len() as u64, Box::new(std::io::Cursor::new(content)));
                    }
                }
            }
            state.go_on();
        }
        "know" => {
            let structures: Vec<Structure> = unpack(&bytes(1)).unwrap_or_default();
            state.structures.extend(structures);
            state.units = unpack(&bytes(2)).unwrap_or_default();
            state.report();
        }
        "count" => {
            if let Some(order) = unpack::<Order>(&bytes(1)) {
                let (counting, thresholds, joint) = counting(order);
                let count = Count::new(&state.gathering.pile, counting);
                state.counts.push_back((count, thresholds, joint));
                state.go_on();
            }
        }
        "rows" => {
            if let Some(order) = unpack::<Order>(&bytes(1)) {
                let (counting, _, joint) = counting(order);
                let written = Array::of1(&Writing::head(request.get(2).as_string().unwrap_or_default()).into());
                state.writing = Some((Writing::new(&state.gathering.pile, counting, joint), written));
                state.go_on();
            }
        }
        "table" => {
            if let Some(order) = unpack::<Order>(&bytes(1)) {
                let (counting, _, joint) = counting(order);
                state.tabling = Some(Tabling::new(&state.gathering.pile, counting, joint));
                state.go_on();
            }
        }
        "stop" => {
            state.gathering.cancel();
            state.report();
        }
        "forget" => {
            let database = state.database.take();
            *state = State { runs: state.runs, keeps: state.keeps, ..State::default() };
            database.into_iter().for_each(let_go);
            state.report();
        }
        "keep" => {
            state.database = Some(name());
            state.keep(Mark::default(), request.get(2).is_truthy());
        }
        "restore" => {
            state.waits = true;
            spawn_local(restore(name()));
        }
        "export" => {
            let name = name();
            spawn_local(async move {
                // What cannot be read is no empty database: a file without it would pass for everything.
                let Ok(batches) = kept::all(&name).await else { return tell("failed", &JsValue::NULL) };
                let batches = batches.iter().map(|batch| JsValue::from(Uint8Array::from(batch.as_slice())));
                post(&std::iter::once("exported".into()).chain(batches).collect());
            });
        }
        "import" => {
            let (name, batches) = (name(), (2..request.length()).map(bytes).collect());
            spawn_local(async move { tell("imported", &import(&name, batches).await.unwrap_or(false).into()) });
        }
        "let go" => {
            state.database = None;
            state.to_keep.clear();
            let_go(name());
        }
        _ => {}
    });
}

fn counting((questionnaire, versions, migrates, thresholds, joint): Order) -> (Counting, Thresholds, BTreeSet<String>) {
    let items = items(&questionnaire);
    (Counting { questionnaire, items, versions, migrates }, thresholds, joint)
}

/// Deletes what is kept in a database.
fn let_go(database: String) {
    spawn_local(async move {
        // Where the browser has no database, there is nothing in it.
        let _ = kept::clear(&database).await;
    });
}

/// Reads what is kept in a database.
async fn restore(database: String) {
    let batches = kept::all(&database).await.unwrap_or_default();
    tell("kept", &(!batches.is_empty()).into());
    STATE.with_borrow_mut(|state| {
        state.waits = false;
        if batches.is_empty() {
            state.report();
        } else {
            state.database = Some(database);
            state.restoring.extend(batches);
        }
        state.go_on();
    });
}

/// Keeps batches from another device beside those that are kept here. One that is here already is not kept twice. Says
/// whether all of them are kept.
async fn import(database: &str, batches: Vec<Vec<u8>>) -> std::result::Result<bool, idb::Error> {
    let there = kept::all(database).await?;
    let mut is_first = there.is_empty();
    for batch in batches.into_iter().filter(|batch| !there.contains(batch)) {
        if !kept::add(database, &batch, is_first).await? {
            return Ok(false);
        }
        is_first = false;
    }
    Ok(true)
}

/// Writes what is to be kept, a batch at a time: what is asked in the meantime is heard.
async fn keep_on() {
    while let Some((database, batch, is_first)) = STATE.with_borrow_mut(State::next_to_keep) {
        let is_kept = kept::add(&database, &batch, is_first).await;
        if !matches!(is_kept, Ok(true)) {
            // Half of it would be taken for all of it. Where another window has deleted it, nothing of it is left.
            let _ = kept::clear(&database).await;
            STATE.with_borrow_mut(|state| {
                state.database = None;
                state.to_keep.clear();
            });
        }
    }
    STATE.with_borrow_mut(|state| state.keeps = false);
    tell("kept", &STATE.with_borrow(|state| state.database.is_some()).into());
}

/// Does a slice of what there is to do.
fn slice() {
    STATE.with_borrow_mut(|state| {
        state.runs = false;
        let start = now();
        while state.step() {
            if now() - start > SLICE {
                state.go_on();
                return;
            }
        }
    });
}

fn now() -> f64 {
    scope().and_then(|scope| scope.performance()).map_or(0.0, |performance| performance.now())
}

impl State {
    /// Sees to it that the next slice is done, after what has been asked in the meantime.
    fn go_on(&mut self) {
        if !std::mem::replace(&mut self.runs, true)
            && let Some(scope) = scope()
        {
            let run = Closure::once_into_js(slice);
            let _ = scope.set_timeout_with_callback(run.unchecked_ref());
        }
    }

    /// Does a little of what there is to do. Says whether anything is left.
    fn step(&mut self) -> bool {
        if self.waits {
            return false;
        }
        if let Some(batch) = self.restoring.pop_front() {
            match kept::unpacked(&batch) {
                Some(batch) => self.gathering.pile.take_batch(batch),
                // Damaged, or of a later version of the site.
                None => self.gathering.pile.refuse("IndexedDB", None, Problem::Packed),
            }
            if self.restoring.is_empty() && !self.gathering.is_underway() {
                self.report();
            }
            return true;
        }
        if self.gathering.is_underway() {
            match self.gathering.step() {
                Some(done) => tell("progress", &done.into()),
                None => {
                    self.keep(self.gathering.before(), false);
                    self.report();
                }
            }
            return true;
        }
        let Some((count, thresholds, joint)) = self.counts.front_mut() else { return self.write() };
        match count.step(&self.gathering.pile) {
            Some(done) => tell("counting", &done.into()),
            None => {
                let mut overview = count.overview(*thresholds, joint);
                self.counts.pop_front();
                // Each item is a message of its own: read at once, those of hundreds of units would keep the page silent.
                for year in &mut overview.years {
                    for item in year.shared.iter_mut().flat_map(|shared| shared.items.drain(..)) {
                        post(&Array::of3(&"item".into(), &year.year.into(), &json(&item)));
                    }
                }
                tell("counted", &json(&overview));
            }
        }
        true
    }

    /// Writes some rows. Says whether anything is left.
    fn write(&mut self) -> bool {
        if let Some(tabling) = &mut self.tabling {
            if !tabling.step(&self.gathering.pile)
                && let Some(tabling) = self.tabling.take()
            {
                tell("table", &Uint8Array::from(pack(&tabling.workbook()).as_slice()));
            }
            return true;
        }
        let Some((writing, written)) = &mut self.writing else { return false };
        match writing.step(&self.gathering.pile) {
            Some(text) => drop(written.push(&text.into())),
            None => {
                // The browser puts the texts together: they may be hundreds of megabytes.
                let rows = Blob::new_with_str_sequence(written).map_or(JsValue::NULL, JsValue::from);
                self.writing = None;
                tell("rows", &rows);
            }
        }
        true
    }

    /// Sees to it that what came after a mark is kept, if anything is.
    fn keep(&mut self, since: Mark, is_first: bool) {
        if self.database.is_none() {
            return;
        }
        let pile = &self.gathering.pile;
        self.to_keep.push_back(ToKeep::Batch(Box::new(pile.batch_since(since)), is_first));
        self.to_keep.push_back(ToKeep::Results(since.results()..pile.mark().results()));
        if !std::mem::replace(&mut self.keeps, true) {
            spawn_local(keep_on());
        }
    }

    /// What is to be kept next: the database, a packed batch, and whether it is the first. `None` if there is nothing left.
    fn next_to_keep(&mut self) -> Option<(String, Vec<u8>, bool)> {
        loop {
            let (batch, is_first) = match self.to_keep.pop_front()? {
                ToKeep::Batch(batch, false) if *batch == Batch::default() => continue,
                ToKeep::Batch(batch, is_first) => (*batch, is_first),
                ToKeep::Results(places) if places.is_empty() => continue,
                ToKeep::Results(places) => {
                    let end = places.end.min(places.start + COUNTED);
                    self.to_keep.push_front(ToKeep::Results(end..places.end));
                    (self.gathering.pile.batch(places.start..end), false)
                }
            };
            return Some((self.database.clone()?, kept::packed(&batch), is_first));
        }
    }

    fn report(&mut self) {
        // What is still being read can be stopped: then the pile goes back to what it was.
        if !self.gathering.is_underway() {
            self.gathering.pile.know(&self.structures, &self.units);
        }
        let report = self.gathering.report();
        for file in &report.groups {
            tell("group", &json(&**file));
        }
        tell("gathered", &json(&report));
    }
}

/// A file, read piece by piece.
struct BlobReader {
    blob: Blob,
    size: u64,
    at: u64,
}

impl Read for BlobReader {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let end = self.size.min(self.at.saturating_add(into.len() as u64));
        if end <= self.at {
            return Ok(0);
        }
        // A browser's numbers hold 2⁵³ bytes.
        #[allow(clippy::cast_precision_loss)]
        let (from, to) = (self.at as f64, end as f64);
        let read = FileReaderSync::new().and_then(|reader| {
            let piece = self.blob.slice_with_f64_and_f64(from, to)?;
            reader.read_as_array_buffer(&piece)
        });
        let piece = read.map_err(|_| Error::other("the browser cannot read the file"))?;
        let bytes = Uint8Array::new(&piece);
        let length = (bytes.length() as usize).min(into.len());
        bytes.subarray(0, bytes.length()).copy_to(&mut into[..length]);
        self.at += length as u64;
        Ok(length)
    }
}

impl Seek for BlobReader {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| Error::other("before the file's beginning"))?;
        Ok(self.at)
    }
}
