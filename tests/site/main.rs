//! The release site in real browsers, over HTTP, in a sub-folder. `engines` runs in three of them, all else in Chromium.
//!
//! Every test ends with [`harness::Visit::finish`], which holds that the page violated no policy, logged no error, asked
//! for nothing outside its own origin and for nothing that is not there.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a panic in a test is the failure it reports")]

mod access;
mod assessments;
mod baseline;
mod check;
mod checkers;
mod clock;
mod compare;
mod content;
mod device;
mod documents;
mod engines;
mod figures;
mod files;
mod focus;
mod front_door;
mod gallery;
mod group;
mod harness;
mod hosts;
mod measures;
mod names;
mod network;
mod office;
mod offline;
mod pages;
mod parts;
mod plan;
mod platform;
mod room;
mod single_file;
mod size;
mod start;
mod storage;
mod survey;
mod translate;
mod tree;
mod trust;
mod widths;
