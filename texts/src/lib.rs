//! Words for people: the site's own texts, and the sentences that explain a score.
//!
//! `engine` gives values and holds no words. Here they become text. This crate knows no browser. How a number is written
//! comes in as a [`Format`], and a day as text that is ready to read.

pub mod exports;

mod check;
mod device;
mod explain;
mod group;
mod open_error;
mod room;
mod site;
mod words;

pub use explain::{Explain, Format};
pub use site::Texts;
