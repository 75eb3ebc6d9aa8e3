//! Documents made of results: template and results → [`Document`] → HTML or Markdown. A group of results becomes a report
//! and a workbook ([`GroupInputs`]).
//!
//! The template is a page of content ([`engine::model::site::Page`]). [`Inputs::document`] fills it: the site shows what comes out.
//! Its worker writes that as a file (feature `write`). This crate knows no browser, and reads no Markdown.

mod fill;
mod group;
#[cfg(feature = "write")]
mod write;

use engine::Lang;
use engine::model::rich_text::Block;
use serde::{Deserialize, Serialize};

pub use fill::{DatedResult, Inputs, Results};
pub use group::{GroupInputs, GroupSection};
#[cfg(feature = "write")]
pub use write::{to_html, to_markdown};

/// A finished document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Document {
    /// The title.
    pub title: String,
    /// The language it is written in.
    pub language: Lang,
    /// The text under the title.
    pub blocks: Vec<Block>,
}
