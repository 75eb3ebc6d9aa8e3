//! What an author declares and a respondent answers. It imports nothing else of this crate.

pub mod answers;
pub mod decimal;
pub mod diagnostic;
pub mod id;
pub mod lang;
pub mod questionnaire;
pub mod rich_text;
pub mod site;
