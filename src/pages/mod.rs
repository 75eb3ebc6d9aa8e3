//! The pages, one module each. They show what the engine has computed and compute no score themselves.

mod about;
mod front;
mod not_found;
mod question;
mod questionnaire;
mod result;
mod review;
mod start;

pub use about::About;
pub use not_found::NotFound;
pub use questionnaire::QuestionnairePages;
pub use start::Start;
