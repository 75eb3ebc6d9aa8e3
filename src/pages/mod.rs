//! The pages, one module each. They show what the engine has computed and compute no score themselves.

mod about;
mod attempt;
mod beside;
pub mod check;
pub mod device;
mod document;
mod documents;
pub mod front;
pub mod group;
mod group_sections;
mod invitation;
pub mod join;
pub mod later;
mod not_found;
mod of_questionnaire;
pub mod offline;
mod packing;
pub mod paper;
mod paste;
pub mod question;
mod questionnaire;
pub mod result;
pub mod review;
pub mod split;
pub mod start;
pub mod training;

pub use not_found::NotFound;
pub use questionnaire::Questionnaire;
