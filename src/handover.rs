//! From the first visit's part of the site to the whole.
//!
//! The small part loads the whole when a page is wanted that only the whole has, and leaves it what is nowhere else:
//! assessments that are not on the device, and a file that was just chosen. Everything else the whole finds for itself, in
//! the address and in the storage. The whole never hands back: it has every page.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::File;

/// Where what is handed over waits.
const LEFT: &str = "vattenpassHandover";

/// What one part leaves for the other.
#[derive(Debug, Default)]
pub struct Handover {
    /// The key of the assessment on the desk.
    pub open: Option<String>,
    /// Keys and texts of the assessments that are not on the device (`Open::to_hand_over`).
    pub parked: Vec<(String, String)>,
    /// A result file that is to be opened.
    pub file: Option<File>,
}

/// Loads the whole and leaves it what is handed over. Says whether it has come: then this part must do nothing more.
#[cfg(not(feature = "whole"))]
pub async fn hand_over(handover: &Handover) -> bool {
    let text = |text: &str| JsValue::from_str(text);
    let left = Array::of2(
        &handover.file.as_ref().map_or(JsValue::UNDEFINED, JsValue::from),
        &handover.open.as_deref().map_or(JsValue::UNDEFINED, text),
    );
    for (key, assessment) in &handover.parked {
        left.push(&text(key));
        left.push(&text(assessment));
    }
    let global = js_sys::global();
    let _ = Reflect::set(&global, &LEFT.into(), &left);
    // `boot.js` keeps it; it tells by itself when the whole cannot be loaded.
    let load = Reflect::get(&global, &"vattenpassLoadWhole".into());
    let Some(load) = load.ok().and_then(|load| load.dyn_into::<js_sys::Function>().ok()) else { return false };
    let Ok(loaded) = load.call0(&JsValue::NULL) else { return false };
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(&loaded))
        .await
        .is_ok_and(|has_come| has_come.is_truthy())
}

/// Takes what was left, if this part was handed over to.
#[must_use]
pub fn take() -> Option<Handover> {
    let global = js_sys::global();
    let left: Array = Reflect::get(&global, &LEFT.into()).ok()?.dyn_into().ok()?;
    let _ = Reflect::set(&global, &LEFT.into(), &JsValue::UNDEFINED);
    let texts: Vec<String> = left.iter().skip(2).filter_map(|text| text.as_string()).collect();
    let parked = texts.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone()));
    Some(Handover { open: left.get(1).as_string(), parked: parked.collect(), file: left.get(0).dyn_into().ok() })
}
