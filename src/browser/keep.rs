//! What a page keeps for itself on this device, apart from the assessments.

use gloo_storage::{LocalStorage, Storage as _};

use crate::browser::page;

/// The storage, if the browser allows one. `raw` panics where it does not: asked first.
fn storage() -> Option<web_sys::Storage> {
    let is_there = web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))));
    is_there.then(LocalStorage::raw)
}

/// The key that a name is kept under. It begins otherwise than those of assessments.
#[must_use]
pub fn key(name: &str) -> String {
    format!("vattenpass-{name}:{}", page::folder())
}

/// The text that is kept under a name.
#[must_use]
pub fn kept(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok().flatten()
}

/// Keeps a text under a name. Where the browser refuses, it lives as long as the page.
pub fn keep(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&key(name), text);
    }
}

/// Takes away what is kept under a name.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(name));
    }
}
