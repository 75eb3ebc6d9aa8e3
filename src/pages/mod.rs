//! The pages, one module each. They show what the engine has computed and compute no score themselves.

mod about;
mod compare;
mod document;
mod front;
mod not_found;
mod paper;
mod plan;
mod question;
pub mod questionnaire;
mod result;
mod review;
mod start;

pub use about::about;
pub use document::{document, documents};
pub use not_found::not_found;
pub use paper::paper;
pub use questionnaire::questionnaire;
pub use result::result;
pub use review::review;
pub use start::start;
