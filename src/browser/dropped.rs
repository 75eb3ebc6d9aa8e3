//! Files that are dropped on the page, with those of whole folders.
//!
//! The browser's objects are asked by name, through `Reflect`: each typed binding, and each check of a type, would cost every
//! visitor's main script a function, and only coordinators drop folders.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, File};

/// The files that were chosen in a field, each with its path where a folder was chosen, or else its name.
#[must_use]
pub fn chosen(field: &JsValue) -> Vec<(String, File)> {
    listed(&get(field, "files"))
}

/// The files of a `FileList`.
fn listed(files: &JsValue) -> Vec<(String, File)> {
    let path = |file: &File| text(file, "webkitRelativePath").or_else(|| text(file, "name")).unwrap_or_default();
    all(files).into_iter().map(JsValue::unchecked_into).map(|file: File| (path(&file), file)).collect()
}

/// What is in an array, or in something like one.
fn all(of: &JsValue) -> Vec<JsValue> {
    if !of.is_object() {
        return Vec::new();
    }
    let array = Array::from(of);
    (0..array.length()).map(|n| array.get(n)).collect()
}

/// What was dropped, as far as it is known at once: afterwards the browser says nothing more.
pub struct Dropped {
    /// Files and folders, as `FileSystemEntry`.
    entries: Vec<JsValue>,
    files: Vec<(String, File)>,
}

impl Dropped {
    /// What was dropped by an event.
    #[must_use]
    pub fn of(event: &Event) -> Self {
        let data = get(event, "dataTransfer");
        let items = all(&get(&data, "items")).into_iter();
        let entries: Vec<JsValue> = items.map(|item| entry_of(&item)).filter(JsValue::is_object).collect();
        let files = if entries.is_empty() { listed(&get(&data, "files")) } else { Vec::new() };
        Self { entries, files }
    }

    /// The files, with those in folders, each with its path.
    pub async fn files(self) -> Vec<(String, File)> {
        let Self { entries: mut left, mut files } = self;
        while let Some(entry) = left.pop() {
            if get(&entry, "isDirectory").is_truthy() {
                left.extend(entries_of(&entry).await);
            } else if let Ok(file) = promised(&entry, "file").await {
                let path = text(&entry, "fullPath").or_else(|| text(&file, "name")).unwrap_or_default();
                files.push((path.trim_start_matches('/').to_owned(), file.unchecked_into()));
            }
        }
        files
    }
}

/// What is in a folder. A browser gives at most a hundred at a time.
async fn entries_of(folder: &JsValue) -> Vec<JsValue> {
    let reader = function(folder, "createReader").and_then(|function| function.call0(folder)).unwrap_or_default();
    let mut entries = Vec::new();
    loop {
        let some = promised(&reader, "readEntries").await.map(|some| all(&some)).unwrap_or_default();
        if some.is_empty() {
            return entries;
        }
        entries.extend(some);
    }
}

/// What a function that takes two callbacks gives to the first of them.
async fn promised(of: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        let _ = function(of, name).and_then(|function| function.call2(of, &resolve, &reject));
    });
    JsFuture::from(promise).await
}

fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// A property that is a text with something in it.
fn text(of: &JsValue, name: &str) -> Option<String> {
    get(of, name).as_string().filter(|text| !text.is_empty())
}

/// A function of an object.
fn function(of: &JsValue, name: &str) -> Result<Function, JsValue> {
    get(of, name).dyn_into()
}

/// The file or folder that something that was dropped is.
fn entry_of(item: &JsValue) -> JsValue {
    function(item, "webkitGetAsEntry").and_then(|function| function.call0(item)).unwrap_or_default()
}
