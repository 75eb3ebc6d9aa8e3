//! The worker: reads a content file, and answers with its value and its diagnostics. It also writes documents, since it
//! has the Markdown library.
//!
//! A request is `[number, kind, language, name, bytes]`; its answer `[number, bytes of a packed Reading]`. The first
//! message is `"ready"`: a request that is sent before it is lost.

use documents::Document;
use engine::Lang;
use engine::encoding::packing::{pack, unpack};
use js_sys::{Array, Uint8Array};
use reader::Origin;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let answering = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let request: Array = event.data().unchecked_into();
        let answer = Array::of2(&request.get(0), &Uint8Array::from(answer(&request).as_slice()));
        // Only an answer that cannot be copied would fail; numbers and bytes can.
        let _ = answering.post_message(&answer);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str("ready"));
}

fn answer(request: &Array) -> Vec<u8> {
    let text = |at: u32| request.get(at).as_string().unwrap_or_default();
    let bytes = Uint8Array::new(&request.get(4)).to_vec();
    match text(1).as_str() {
        "site" => pack(&reader::read_site(&bytes)),
        "page" => pack(&reader::read_page(&bytes)),
        "template" => pack(&reader::read_template(&bytes)),
        "html" => written(&bytes, documents::to_html),
        "markdown" => written(&bytes, documents::to_markdown),
        _ => {
            let language = Lang::from_code(&text(2)).unwrap_or_default();
            pack(&reader::read_questionnaire(&bytes, Some(Origin { language, name: &text(3) })))
        }
    }
}

/// A packed document as a file. No bytes if it cannot be unpacked.
fn written(bytes: &[u8], write: fn(&Document) -> String) -> Vec<u8> {
    unpack(bytes).map(|document| write(&document).into_bytes()).unwrap_or_default()
}
