//! The group page's worker: gathers files and counts what is in them, while the page goes on answering.
//!
//! A request is an array that begins with its word; so is an answer. The first message is `["ready"]`: a request that is sent
//! before it is lost.
//!
//! | request | answers |
//! |---|---|
//! | `"gather"`, then a name and a file or a text for each | `"progress"` and a share, as often as there is something to tell; then `"gathered"` and a report as JSON |
//! | `"know"`, packed structures, packed names of units | `"gathered"`, as above: from then on codes of these can be read |
//! | `"count"`, a packed [`Order`] | `"counting"` and a share; then `"counted"` and an overview as JSON |
//! | `"rows"`, a packed [`Order`], a note | `"rows"` and a file |
//! | `"stop"` | `"gathered"`: what was being gathered is forgotten |
//! | `"forget"` | `"gathered"`: everything is forgotten |

use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};
use std::io::{Error, Read, Result, Seek, SeekFrom};

use engine::encoding::packing::unpack;
use engine::group::disclosure::Thresholds;
use engine::group::items::items;
use engine::group::pile::Counting;
use engine::model::questionnaire::Questionnaire;
use engine::results::structure::Structure;
use gather::{Count, Gathering, Writing};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
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
    /// The structures that codes are read with.
    structures: Vec<Structure>,
    /// The municipality's list of units.
    units: Vec<String>,
    /// Whether the next slice is on its way.
    runs: bool,
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
    // Only what cannot be copied would fail; texts and numbers can.
    let _ = scope().map(|scope| scope.post_message(&Array::of2(&word.into(), what)));
}

fn take(request: &Array) {
    let word = request.get(0).as_string().unwrap_or_default();
    let bytes = |at| Uint8Array::new(&request.get(at)).to_vec();
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
                    Err(text) => {
                        let text = text.as_string().unwrap_or_default().into_bytes();
                        state.gathering.add(&name, text.len() as u64, Box::new(std::io::Cursor::new(text)));
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
                let (questionnaire, versions, migrates, thresholds, joint) = order;
                let items = items(&questionnaire);
                let counting = Counting { questionnaire, items, versions, migrates };
                let count = Count::new(&state.gathering.pile, counting);
                state.counts.push_back((count, thresholds, joint));
                state.go_on();
            }
        }
        "rows" => {
            if let Some(order) = unpack::<Order>(&bytes(1)) {
                let (questionnaire, versions, migrates, _, joint) = order;
                let items = items(&questionnaire);
                let counting = Counting { questionnaire, items, versions, migrates };
                let written = Array::of1(&Writing::head(request.get(2).as_string().unwrap_or_default()).into());
                state.writing = Some((Writing::new(&state.gathering.pile, counting, joint), written));
                state.go_on();
            }
        }
        "stop" => {
            state.gathering.cancel();
            state.report();
        }
        "forget" => {
            *state = State { runs: state.runs, ..State::default() };
            state.report();
        }
        _ => {}
    });
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
        if self.gathering.is_underway() {
            match self.gathering.step() {
                Some(done) => tell("progress", &done.into()),
                None => self.report(),
            }
            return true;
        }
        let Some((count, thresholds, joint)) = self.counts.front_mut() else { return self.write() };
        match count.step(&self.gathering.pile) {
            Some(done) => tell("counting", &done.into()),
            None => {
                let overview = count.overview(*thresholds, joint);
                self.counts.pop_front();
                // Cannot fail: every key is a string.
                tell("counted", &serde_json::to_string(&overview).unwrap_or_default().into());
            }
        }
        true
    }

    /// Writes some rows. Says whether anything is left.
    fn write(&mut self) -> bool {
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

    fn report(&mut self) {
        // What is still being read can be stopped: then the pile goes back to what it was.
        if !self.gathering.is_underway() {
            self.gathering.pile.know(&self.structures, &self.units);
        }
        // Cannot fail: every key is a string.
        tell("gathered", &serde_json::to_string(&self.gathering.report()).unwrap_or_default().into());
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
