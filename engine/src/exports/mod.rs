//! What leaves the site for other programs: tables and calendars.

pub mod outgoing;
pub mod spreadsheet;
