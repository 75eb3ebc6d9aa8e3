//! From the first visit's part of the site to the whole.
//!
//! The small part loads the whole when a page is wanted that only the whole has, and leaves it what is nowhere else: an
//! assessment that is not on the device, and a file that was just chosen. Everything else the whole finds for itself, in
//! the address and in the storage. The whole never hands back: it has every page.

use engine::assessment::Assessment;
use js_sys::{Array, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::File;

use crate::store::Open;

/// Where what is handed over waits.
const LEFT: &str = "vattenpassHandover";

/// What one part leaves for the other.
#[derive(Debug, Default)]
pub struct Handover {
    /// An assessment that is not on the device.
    pub open: Option<Open>,
    /// A result file that is to be opened.
    pub file: Option<File>,
}

/// Loads the whole and leaves it what is handed over. From now on this part must do nothing more.
#[cfg(not(feature = "whole"))]
pub fn hand_over(handover: &Handover) {
    let text = |text: &str| JsValue::from_str(text);
    let left = match &handover.open {
        Some(open) => Array::of3(&text(open.key()), &text(&open.assessment.to_json()), &open.is_asked_for().into()),
        None => Array::of3(&JsValue::UNDEFINED, &JsValue::UNDEFINED, &JsValue::UNDEFINED),
    };
    left.push(handover.file.as_ref().map_or(&JsValue::UNDEFINED, |file| file.as_ref()));
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
    let assessment = left.get(1).as_string().and_then(|text| Assessment::read(&text).ok());
    let asked = left.get(2).as_bool().unwrap_or(true);
    let open = assessment.and_then(|assessment| Some(Open::adopted(left.get(0).as_string()?, assessment, asked)));
    Some(Handover { open, file: left.get(3).dyn_into().ok() })
}
