//! What a page keeps for itself on this device, apart from the assessments.

use crate::browser::page;
use crate::browser::storage::local;

/// The name of the coordinator's choices. The database of the coordinator's work has the key of it.
pub const GROUP: &str = "group";
/// What the name of a training session begins with.
pub const ROOM: &str = "room-";

/// The key that a name is kept under. It begins otherwise than those of assessments.
#[must_use]
pub fn key(name: &str) -> String {
    format!("vattenpass-{name}:{}", page::folder())
}

/// The text that is kept under a name.
#[must_use]
pub fn kept(name: &str) -> Option<String> {
    local()?.get_item(&key(name)).ok().flatten()
}

/// Keeps a text under a name. Where the browser refuses, it lives as long as the page.
pub fn keep(name: &str, text: &str) {
    if let Some(storage) = local() {
        let _ = storage.set_item(&key(name), text);
    }
}

/// Takes away what is kept under a name.
pub fn forget(name: &str) {
    if let Some(storage) = local() {
        let _ = storage.remove_item(&key(name));
    }
}

/// Everything that is kept, by its name.
#[must_use]
pub fn all() -> Vec<(String, String)> {
    let Some(storage) = local() else { return Vec::new() };
    let end = format!(":{}", page::folder());
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|n| storage.key(n).ok().flatten());
    let keys: Vec<String> = keys.collect();
    let named = keys.into_iter().filter_map(|key| {
        let name = key.strip_prefix("vattenpass-")?.strip_suffix(&end)?.to_owned();
        Some((name, storage.get_item(&key).ok().flatten()?))
    });
    named.collect()
}
