//! The model of Vattenpass and its arithmetic.
//!
//! This crate knows no browser, no Markdown and no clock: everything it needs comes in as arguments, so
//! that the same answers always give the same score. Data flows one way through it:
//! [`model::questionnaire`] → [`model::answers`] → [`scoring::flow`] (which questions are shown) → [`scoring`] →
//! [`results`] → [`exports`]. Imports go the other way, and never in a circle.

pub mod directives;
pub mod encoding;
pub mod exports;
pub mod group;
pub mod model;
pub mod results;
pub mod room;
pub mod scoring;

pub use model::lang::Lang;
