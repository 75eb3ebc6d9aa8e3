//! Values as bytes, and the digests that tell files apart.

pub mod content;
pub mod digest;
pub mod packing;
