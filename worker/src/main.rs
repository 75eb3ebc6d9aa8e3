//! The worker: reads a content file and answers with what it says and what is wrong with it.
//!
//! A request is `[number, kind, language, name, bytes]`; its answer `[number, JSON of a Reading]`. The first message is
//! `"ready"`: what is sent before that would be lost.

use engine::Lang;
use js_sys::{Array, Uint8Array};
use reader::Origin;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let answering = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let request: Array = event.data().unchecked_into();
        let answer = Array::of2(&request.get(0), &JsValue::from_str(&answer(&request)));
        // Only an answer that cannot be copied would fail; a number and a text can.
        let _ = answering.post_message(&answer);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str("ready"));
}

fn answer(request: &Array) -> String {
    let text = |at: u32| request.get(at).as_string().unwrap_or_default();
    let bytes = Uint8Array::new(&request.get(4)).to_vec();
    match text(1).as_str() {
        "site" => json(&reader::read_site(&bytes)),
        "page" => json(&reader::read_page(&bytes)),
        _ => {
            let language = Lang::from_code(&text(2)).unwrap_or_default();
            json(&reader::read_questionnaire(&bytes, Some(Origin { language, name: &text(3) })))
        }
    }
}

/// Cannot fail: keys are strings and numbers finite. An empty answer is told as a fault by the page.
fn json(reading: &impl Serialize) -> String {
    serde_json::to_string(reading).unwrap_or_default()
}
