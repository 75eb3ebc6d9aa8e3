//! What pages are made of: functions that give elements.

#[cfg(feature = "whole")]
mod added_results;
#[cfg(feature = "whole")]
mod download;
mod faults;
mod heading;
mod keeping;
mod layout;
#[cfg_attr(not(feature = "whole"), path = "choose_file.rs")]
mod open_file;
#[cfg(feature = "whole")]
mod parts;
#[cfg(feature = "whole")]
mod question_links;
#[cfg(feature = "whole")]
mod radar;
mod rich_text;
#[cfg(feature = "whole")]
mod status_choice;
mod vial;
#[cfg(feature = "whole")]
mod worked_example;

#[cfg(feature = "whole")]
pub use added_results::{AddedResults, numbered};
#[cfg(feature = "whole")]
pub use download::Download;
#[cfg(feature = "whole")]
pub use faults::fault_words;
pub use faults::{fault_report, try_again};
pub use heading::heading;
pub use keeping::assessment_notices;
pub use layout::{layout, loading};
pub use open_file::open_file;
#[cfg(feature = "whole")]
pub use parts::{Aim, Parts, Row};
#[cfg(feature = "whole")]
pub use question_links::question_links;
#[cfg(feature = "whole")]
pub use radar::{FEWEST_AXES, radar};
#[cfg(feature = "whole")]
pub use rich_text::HEADING;
pub use rich_text::rich_text;
#[cfg(feature = "whole")]
pub use status_choice::status_choice;
#[cfg(feature = "whole")]
pub use vial::vial_with_target;
pub use vial::{live_vial, vial};
#[cfg(feature = "whole")]
pub use worked_example::worked_example;
