//! A group: the results of many, counted. Nothing that anybody wrote is in it.
//!
//! [`entry`] is one result as a group counts it, [`pile`] what has been gathered, with what counts once and what does not
//! count. [`items`] says what is counted of a questionnaire, and [`cells`] counts it exactly, for each year, unit and role.
//! [`disclosure`] decides what of that may be shown and shared: [`group_file`]. [`overview`] is what the coordinator sees, and
//! [`rows`] are for the coordinator's own desk.

pub mod cells;
pub mod disclosure;
pub mod entry;
pub mod findings;
pub mod group_file;
pub mod items;
pub mod overview;
pub mod pile;
pub mod rows;

#[cfg(test)]
mod tests;
