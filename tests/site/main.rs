//! The release site in a real browser, over HTTP, in a sub-folder.
//!
//! Every test ends with [`harness::Visit::finish`], which holds that the page violated no policy, logged no error and asked
//! for nothing outside its own origin.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a panic in a test is the failure it reports")]

mod access;
mod baseline;
mod compare;
mod content;
mod documents;
mod files;
mod harness;
mod names;
mod office;
mod pages;
mod plan;
mod size;
mod storage;
mod survey;
