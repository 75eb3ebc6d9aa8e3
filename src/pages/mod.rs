//! The pages, one module each. They show what the engine has computed and compute no score themselves.

mod about;
mod compare;
mod document;
mod front;
mod not_found;
mod paper;
mod plan;
mod question;
mod questionnaire;
mod result;
mod review;
pub mod split;
mod start;

pub use not_found::not_found;
pub use questionnaire::questionnaire;
pub use start::start;
