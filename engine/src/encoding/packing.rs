//! Values as bytes (postcard), for what never leaves the site: the same build writes and reads them.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value as bytes, to be read by the same build: what the worker answers with.
#[must_use]
pub fn pack(value: &impl Serialize) -> Vec<u8> {
    // Cannot fail for the types of this crate: all their lengths are known. No bytes unpack to nothing.
    postcard::to_allocvec(value).unwrap_or_default()
}

/// The value that was packed, or nothing where the bytes are damaged.
#[must_use]
pub fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
