//! What a text asks the program to make in its place: worked examples, and what results fill.

pub mod example;
pub mod fill;

use serde::{Deserialize, Serialize};

use crate::encoding::packing::{pack, unpack};
use crate::model::rich_text::Block;
use example::Example;
use fill::Fill;

/// What is made when a text is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Live {
    /// A worked example of a scoring kind, which the engine computes.
    Example(Example),
    /// A place in a document that results fill.
    Fill(Fill),
}

impl Live {
    /// The block that holds it.
    #[must_use]
    pub fn block(&self) -> Block {
        Block::Live(pack(self))
    }

    /// What a block holds, from its bytes.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        unpack(bytes)
    }
}
