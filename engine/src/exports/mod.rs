//! What leaves the site for other programs: tables, calendars, and packages for learning platforms.

pub mod calendar;
pub mod outgoing;
pub mod scorm;
pub mod spreadsheet;
