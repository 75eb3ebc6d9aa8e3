//! Files that are dropped on the page, with those of whole folders.
//!
//! The browser's objects are asked by name, through `Reflect`: a typed binding for each would cost every visitor's main
//! script a function, and only coordinators drop folders.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, File, FileList};

/// The files of a list, each with its path where a folder was chosen, or else its name.
#[must_use]
pub fn listed(files: Option<&FileList>) -> Vec<(String, File)> {
    let Some(files) = files else { return Vec::new() };
    let all = (0..files.length()).filter_map(|n| files.get(n));
    all.map(|file| (text(&file, "webkitRelativePath").unwrap_or_else(|| file.name()), file)).collect()
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
        let items = get(&data, "items");
        let items = if items.is_object() { Array::from(&items) } else { Array::new() };
        let entries: Vec<JsValue> =
            items.iter().map(|item| call(&item, "webkitGetAsEntry", &[])).filter(JsValue::is_object).collect();
        let files = if entries.is_empty() { listed(get(&data, "files").dyn_ref()) } else { Vec::new() };
        Self { entries, files }
    }

    /// The files, with those in folders, each with its path.
    pub async fn files(self) -> Vec<(String, File)> {
        let Self { entries: mut left, mut files } = self;
        while let Some(entry) = left.pop() {
            if get(&entry, "isDirectory").is_truthy() {
                left.extend(entries_of(&entry).await);
            } else if let Ok(file) = promised(&entry, "file").await
                && let Ok(file) = file.dyn_into::<File>()
            {
                let path = text(&entry, "fullPath").unwrap_or_else(|| file.name());
                files.push((path.trim_start_matches('/').to_owned(), file));
            }
        }
        files
    }
}

/// What is in a folder. A browser gives at most a hundred at a time.
async fn entries_of(folder: &JsValue) -> Vec<JsValue> {
    let reader = call(folder, "createReader", &[]);
    let mut all = Vec::new();
    loop {
        let Ok(some) = promised(&reader, "readEntries").await else { return all };
        let some = Array::from(&some);
        if some.length() == 0 {
            return all;
        }
        all.extend(some.iter());
    }
}

/// What a function that takes two callbacks gives to the first of them.
async fn promised(of: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        call(of, name, &[resolve.into(), reject.into()]);
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

/// Calls a function of an object. Nothing, if it has none or that fails.
fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> JsValue {
    let arguments: Array = arguments.iter().collect();
    let function = get(of, name).dyn_into::<Function>();
    function.and_then(|function| function.apply(of, &arguments)).unwrap_or_default()
}
