//! What leaves the site for other programs: tables, workbooks, calendars, and packages for learning platforms.

pub mod calendar;
pub mod outgoing;
pub mod scorm;
pub mod spreadsheet;
pub mod workbook;
