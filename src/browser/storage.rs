//! The browser's storage behind the store's trait.

use gloo_storage::{LocalStorage, SessionStorage, Storage as _};
use wasm_bindgen::JsValue;
use web_sys::{Storage as WebStorage, Window};

use crate::browser::json::JSON;
use crate::browser::page;
use crate::store::{Memory, Refused, Storage, Store};

/// `localStorage` or `sessionStorage`. Every call can be refused, and none panics.
struct Browser(WebStorage);

impl Storage for Browser {
    fn keys(&self) -> Vec<String> {
        let length = self.0.length().unwrap_or(0);
        (0..length).filter_map(|n| self.0.key(n).ok().flatten()).collect()
    }

    fn get(&self, key: &str) -> Option<String> {
        self.0.get_item(key).ok().flatten()
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Refused> {
        self.0.set_item(key, text).map_err(|_| Refused)
    }

    fn remove(&self, key: &str) {
        let _ = self.0.remove_item(key);
    }
}

/// Whether the browser allows a storage. `raw` panics where it does not: asked first.
fn allows(storage: fn(&Window) -> Result<Option<WebStorage>, JsValue>) -> bool {
    web_sys::window().is_some_and(|window| matches!(storage(&window), Ok(Some(_))))
}

/// What stays on the device, if the browser allows it.
pub fn local() -> Option<WebStorage> {
    allows(Window::local_storage).then(LocalStorage::raw)
}

/// The store of this page: in the browser's storage, or in memory where there is none.
#[must_use]
pub fn store() -> Store {
    let device = local();
    let tab = allows(Window::session_storage).then(SessionStorage::raw);
    let boxed = |storage: Option<WebStorage>| -> Box<dyn Storage> {
        match storage {
            Some(storage) => Box::new(Browser(storage)),
            None => Box::new(Memory::default()),
        }
    };
    let blocked = device.is_none();
    Store::new(boxed(device), boxed(tab), JSON, &page::folder(), blocked)
}
