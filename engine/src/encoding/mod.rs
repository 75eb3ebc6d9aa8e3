//! Values as bytes, and the digests that identify files.

pub mod content;
pub mod delta;
pub mod digest;
pub mod packing;
