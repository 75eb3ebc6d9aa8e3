//! Values as bytes (postcard), for what never leaves the site. The same build writes and reads them.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value as bytes. The worker answers with them.
#[must_use]
pub fn pack(value: &impl Serialize) -> Vec<u8> {
    // Cannot fail for the types of this crate: all their lengths are known. If it did, `unpack` would give `None`.
    postcard::to_allocvec(value).unwrap_or_default()
}

/// The value that was packed. `None` if the bytes are damaged.
#[must_use]
pub fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
