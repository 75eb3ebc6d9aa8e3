//! The Vattenpass site: Leptos components over the engine. It computes no score and reads no Markdown itself.

mod app;
mod browser;
mod components;
mod desk;
mod explain;
mod load;
mod pages;
pub mod route;
mod store;
pub mod texts;
mod ui;

pub use app::app;
