//! Values as bytes, the digests that identify files, and the schemas that describe them.

pub mod content;
pub mod delta;
pub mod digest;
pub mod packing;
#[cfg(feature = "schema")]
pub mod schema;
