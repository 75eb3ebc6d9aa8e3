//! Directives: what a text asks the program to show in their place. They are worked examples and placeholders.

pub mod example;
pub mod placeholder;

use serde::{Deserialize, Serialize};

use crate::encoding::packing::{pack, unpack};
use crate::model::rich_text::Block;
use example::Example;
use placeholder::Placeholder;

/// What a text asks the program to show in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Directive {
    /// A worked example of a scoring kind, which the engine computes.
    Example(Example),
    /// A placeholder in a document, which results fill.
    Placeholder(Placeholder),
}

impl Directive {
    /// The block that holds it.
    #[must_use]
    pub fn block(&self) -> Block {
        Block::Directive(pack(self))
    }

    /// The directive in a block's bytes. `None` if they are damaged.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        unpack(bytes)
    }
}
