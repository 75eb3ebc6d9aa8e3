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
    /// Keys and texts of the assessments that are not on the device ([`crate::store::Store::parked`]); the one on the
    /// desk last.
    pub parked: Vec<(String, String)>,
    /// A result file that is to be opened.
    pub file: Option<File>,
}

/// Loads the whole and leaves it what is handed over. From now on this part must do nothing more.
#[cfg(not(feature = "whole"))]
pub fn hand_over(handover: &Handover) {
    let text = |text: &str| JsValue::from_str(text);
    let left = Array::of1(handover.file.as_ref().map_or(&JsValue::UNDEFINED, |file| file.as_ref()));
    for (key, assessment) in &handover.parked {
        left.push(&text(key));
        left.push(&text(assessment));
    }
    let global = js_sys::global();
    let _ = Reflect::set(&global, &LEFT.into(), &left);
    // `boot.js` keeps it; it tells by itself when the whole cannot be loaded.
    let load = Reflect::get(&global, &"vattenpassLoadWhole".into());
    if let Some(load) = load.ok().and_then(|load| load.dyn_into::<js_sys::Function>().ok()) {
        let _ = load.call0(&JsValue::NULL);
    }
}

/// Takes what was left, if this part was handed over to.
#[must_use]
pub fn take() -> Option<Handover> {
    let global = js_sys::global();
    let left: Array = Reflect::get(&global, &LEFT.into()).ok()?.dyn_into().ok()?;
    let _ = Reflect::set(&global, &LEFT.into(), &JsValue::UNDEFINED);
    let texts: Vec<String> = left.iter().skip(1).filter_map(|text| text.as_string()).collect();
    let parked = texts.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone()));
    Some(Handover { parked: parked.collect(), file: left.get(0).dyn_into().ok() })
}
