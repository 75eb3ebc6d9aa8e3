//! Words for people: the site's own texts, and the sentences that explain a score.
//!
//! This crate knows no browser. How a number is written comes in as a [`Format`], and a day as text that is ready to read.

mod explain;
mod site;

pub use explain::{Explain, Format};
pub use site::Texts;
