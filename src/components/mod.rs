//! What pages are made of.

mod bars;
mod faults;
mod heading;
mod keeping;
mod layout;
mod open_file;
mod rich_text;
mod vial;

pub use bars::{Bars, Row};
pub use faults::FaultReport;
pub use heading::Heading;
pub use keeping::KeepingNotice;
pub use layout::{Layout, Loading};
pub use open_file::OpenFile;
pub use rich_text::RichText;
pub use vial::Vial;
