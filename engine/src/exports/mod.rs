//! What leaves the site for other programs: tables and calendars.

pub mod calendar;
pub mod outgoing;
pub mod spreadsheet;
