//! What `scripts/boot.js` knows: it starts the site, fetches its parts and workers, asks for the first page's content
//! meanwhile, and keeps the site for when there is no network.

use engine::Lang;
use js_sys::{Array, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Worker;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = vattenpass, js_name = whyPartFailed)]
    fn why_failed(lang: &str) -> Promise;

    /// A file of the site: its HTTP status, its type, and its content as an `ArrayBuffer`. It may have been fetched while
    /// the site was. Fails if the host cannot be reached, or was lost before the whole file had come.
    #[wasm_bindgen(js_namespace = vattenpass, js_name = fetchFile)]
    pub fn fetch_file(path: &str) -> Promise;

    #[wasm_bindgen(js_namespace = vattenpass, catch)]
    fn worker(script: &str, starts: u32) -> Result<Worker, JsValue>;

    /// The address of an image of the site's.
    #[wasm_bindgen(js_namespace = vattenpass)]
    pub fn image(path: &str) -> String;

    #[wasm_bindgen(js_namespace = vattenpass, variadic)]
    fn examine(what: &str, of: &JsValue) -> Promise;

    #[wasm_bindgen(js_namespace = vattenpass)]
    fn keep(paths: Array, newer: &JsValue);

    /// Asks the browser to keep what has been saved here even if space runs short, unless it would ask the reader.
    #[wasm_bindgen(js_namespace = vattenpass, js_name = keepSaved)]
    pub fn keep_saved();
}

/// The worker that a script of the release starts. `starts` says how often one has been started before.
#[must_use]
pub fn started(script: &str, starts: u32) -> Option<Worker> {
    worker(script, starts).ok()
}

/// Keeps the site for when there is no network, with the content at these paths. Calls back whenever another release has
/// been kept since.
pub fn keep_offline(paths: impl IntoIterator<Item = String>, newer: impl Fn() + 'static) {
    let newer = Closure::<dyn Fn()>::new(newer).into_js_value();
    keep(paths.into_iter().map(JsValue::from).collect(), &newer);
}

/// Why the last part that failed did not come, in words of a language; and whether the host has another release of the
/// site now.
pub async fn why_part_failed(lang: Lang) -> (String, bool) {
    let found = JsFuture::from(why_failed(lang.code())).await.ok().and_then(|found| found.dyn_into::<Array>().ok());
    let found = found.unwrap_or_default();
    (found.get(0).as_string().unwrap_or_default(), found.get(1).is_truthy())
}

/// How the host sends a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sent {
    /// The HTTP status; 0 if the host does not answer, or sends the browser elsewhere.
    pub status: u16,
    /// The headers `Content-Type`, `Content-Encoding` and `Cache-Control`.
    pub kind: String,
    /// How it is packed.
    pub encoding: String,
    /// How long it may be kept.
    pub cache: String,
    /// What guards the page: `Content-Security-Policy`, `X-Content-Type-Options`, `Referrer-Policy`, `Permissions-Policy`.
    pub guards: [String; 4],
}

/// What the browser can do on this site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Able {
    /// Nobody on the way can read or change what the host sends.
    pub is_secure: bool,
    /// It saves answers.
    pub saves: bool,
    /// It has promised to keep them whatever happens.
    pub persists: bool,
    /// It can keep the site for when there is no network.
    pub can_keep: bool,
    /// How many files of this release it has kept.
    pub kept: usize,
}

async fn examined(what: &str, of: &[&str]) -> Option<JsValue> {
    let of: Array = of.iter().map(|of| JsValue::from_str(of)).collect();
    JsFuture::from(examine(what, &of)).await.ok()
}

/// How the host sends a file now, asked past the cache.
pub async fn sent(file: &str) -> Sent {
    let found = examined("sent", &[file]).await.and_then(|found| found.dyn_into::<Array>().ok()).unwrap_or_default();
    let text = |at: u32| found.get(at).as_string().unwrap_or_default();
    Sent {
        status: found.get(0).as_f64().map_or(0, |status| status as u16),
        kind: text(1),
        encoding: text(2),
        cache: text(3),
        guards: [4, 5, 6, 7].map(text),
    }
}

/// What is wrong with a file of the release, in words of a language. `None` if the host sends it as it was released.
pub async fn fault_in(file: &str, integrity: &str, lang: Lang) -> Option<String> {
    examined("faultIn", &[file, integrity, lang.code()]).await?.as_string()
}

/// What the browser can do on this site. `list` is the name of the release's list.
pub async fn able(list: &str) -> Able {
    let found = examined("browser", &[list]).await.and_then(|found| found.dyn_into::<Array>().ok()).unwrap_or_default();
    let is = |at: u32| found.get(at).is_truthy();
    Able {
        is_secure: is(0),
        saves: is(1),
        persists: is(2),
        can_keep: is(3),
        kept: found.get(4).as_f64().map_or(0, |kept| kept as usize),
    }
}

/// Asks the browser to keep what is saved here even if space runs short, and the reader if it wishes. Whether it will.
pub async fn persist() -> bool {
    examined("persist", &[]).await.is_some_and(|kept| kept.is_truthy())
}
