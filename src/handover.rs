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

/// Where what is handed over waits.
const LEFT: &str = "vattenpassHandover";

/// What one part leaves for the other.
#[derive(Debug, Default)]
pub struct Handover {
    /// An assessment that is not on the device.
    pub assessment: Option<Left>,
    /// A result file that is to be opened.
    pub file: Option<File>,
}

/// An assessment that is not on the device.
#[derive(Debug)]
pub struct Left {
    /// The key it would be stored under.
    pub key: String,
    /// The assessment.
    pub assessment: Assessment,
    /// Whether the respondent wants it on the device.
    pub asked_for: bool,
}

/// Loads the whole and leaves it what is handed over. From now on this part must do nothing more.
#[cfg(not(feature = "whole"))]
pub fn hand_over(handover: &Handover) {
    let text = |text: &str| JsValue::from_str(text);
    let left = match &handover.assessment {
        Some(left) => Array::of3(&text(&left.key), &text(&left.assessment.to_json()), &left.asked_for.into()),
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
    let asked_for = left.get(2).as_bool().unwrap_or(true);
    let assessment = assessment.and_then(|assessment| {
        let key = left.get(0).as_string()?;
        Some(Left { key, assessment, asked_for })
    });
    Some(Handover { assessment, file: left.get(3).dyn_into().ok() })
}
