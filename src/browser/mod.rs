//! All that touches the browser, thin: each function does one thing and gives an error instead of a panic.

pub mod boot;
pub mod clipboard;
pub mod dropped;
pub mod fetch;
pub mod files;
pub mod fit;
pub mod format;
pub mod gatherer;
pub mod json;
pub mod keep;
pub mod page;
pub mod platform;
pub mod random;
pub mod storage;
pub mod worker;
