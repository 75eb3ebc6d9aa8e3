//! The model of Vattenpass and its arithmetic.
//!
//! This crate knows no browser, no Markdown and no clock: everything it needs comes in as arguments, so
//! that the same answers always give the same score. Data flows one way through it:
//! [`questionnaire`] → [`answers`] → [`flow`] (which questions are shown) → [`scoring`] → [`result`].

pub mod answers;
pub mod assessment;
pub mod compare;
pub mod content;
pub mod decimal;
pub mod diagnostic;
pub mod digest;
pub mod directives;
pub mod flow;
pub mod id;
pub mod lang;
pub mod migration;
pub mod open_error;
pub mod outgoing;
pub mod packing;
pub mod plan;
pub mod questionnaire;
pub mod questionnaire_ref;
pub mod recommendations;
pub mod result;
pub mod rich_text;
pub mod scoring;
pub mod site;
pub mod spreadsheet;
pub mod status;

pub use lang::Lang;
