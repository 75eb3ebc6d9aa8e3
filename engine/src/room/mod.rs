//! A room that answers together: what a chat holds, shows of hands, and the rounds of a session. Nobody's name is kept.

pub mod chat;
pub mod form;
pub mod measured;
pub mod session;
pub mod tally;
