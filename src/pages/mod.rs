//! The pages, one module each. They show what the engine has computed and compute no score themselves.

#[cfg(feature = "whole")]
mod about;
#[cfg(feature = "whole")]
mod compare;
#[cfg(feature = "whole")]
mod document;
mod front;
mod not_found;
#[cfg(feature = "whole")]
mod paper;
#[cfg(feature = "whole")]
mod plan;
mod question;
pub mod questionnaire;
#[cfg(feature = "whole")]
mod result;
#[cfg(feature = "whole")]
mod review;
mod start;

#[cfg(feature = "whole")]
pub use about::about;
#[cfg(feature = "whole")]
pub use document::{document, documents};
pub use not_found::not_found;
pub use questionnaire::questionnaire;
pub use start::start;

/// A page that only the whole site has: hands over to it.
#[cfg(not(feature = "whole"))]
pub fn elsewhere() -> Vec<crate::ui::El> {
    crate::desk::Desk::get().hand_over(None);
    vec![crate::components::loading()]
}
