//! Files of office programs: documents for word processors (`.docx`) and workbooks for spreadsheets (`.xlsx`), both in
//! Office Open XML (ECMA-376).
//!
//! A crate of its own: the two libraries that write the formats are as large as the rest of the site.

mod docx;
mod error;
#[cfg(test)]
mod opened;
mod xlsx;

pub use docx::to_docx;
pub use error::Error;
pub use xlsx::to_xlsx;

use engine::Lang;

/// The language as office programs name it.
fn tag(language: Lang) -> &'static str {
    language.pick("sv-SE", "en-GB")
}
