//! The pages, one module each. They show what the engine has computed and compute no score themselves.

mod about;
mod front;
mod not_found;
mod question;
mod questionnaire;
#[cfg(feature = "whole")]
mod result;
#[cfg(feature = "whole")]
mod review;
mod start;

pub use about::about;
pub use not_found::not_found;
pub use questionnaire::questionnaire;
pub use start::start;
