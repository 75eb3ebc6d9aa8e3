//! How a worker answers: a request is `[number, kind, language, name, bytes]`; its answer `[number, bytes]`. The first
//! message is `"ready"`: a request that is sent before it is lost.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// What is asked: a kind, a language and a name, and bytes.
pub struct Asked {
    /// What is to be done.
    pub kind: String,
    /// A language's code.
    #[allow(dead_code, reason = "only files of content have one")]
    pub language: String,
    /// The name of a file.
    #[allow(dead_code, reason = "only files of content have one")]
    pub name: String,
    /// What it is to be done with.
    pub bytes: Vec<u8>,
}

/// Answers whatever is asked, one thing after another.
pub fn serve(answer: fn(&Asked) -> Vec<u8>) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let answering = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let asked: Array = event.data().unchecked_into();
        let text = |at: u32| asked.get(at).as_string().unwrap_or_default();
        let bytes = Uint8Array::new(&asked.get(4)).to_vec();
        let request = Asked { kind: text(1), language: text(2), name: text(3), bytes };
        let answer = Array::of2(&asked.get(0), &Uint8Array::from(answer(&request).as_slice()));
        // Only an answer that cannot be copied would fail; numbers and bytes can.
        let _ = answering.post_message(&answer);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str("ready"));
}
