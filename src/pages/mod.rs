//! The pages, one module each. They show what the engine has computed and compute no score themselves.

mod about;
mod document;
mod documents;
mod front;
mod not_found;
mod paper;
mod question;
mod questionnaire;
mod result;
mod review;
pub mod split;
mod start;

pub use not_found::NotFound;
pub use questionnaire::Questionnaire;
