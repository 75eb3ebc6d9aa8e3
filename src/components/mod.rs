//! What pages are made of: functions that give elements.

mod added_results;
mod download;
mod faults;
mod heading;
mod keeping;
mod layout;
mod open_file;
mod part_missing;
mod parts;
mod question_links;
mod radar;
mod result_files;
mod rich_text;
mod status_choice;
mod vial;
mod worked_example;

pub use added_results::{AddedResults, numbered};
pub use download::Download;
pub use faults::fault_words;
pub use faults::{fault_report, try_again};
pub use heading::heading;
pub use keeping::assessment_notices;
pub use layout::{layout, loading};
pub use open_file::{Refusal, open_file};
pub use part_missing::part_missing;
pub use parts::{Aim, Parts, Row};
pub use question_links::question_links;
pub use radar::{FEWEST_AXES, radar};
pub use result_files::open_result_file;
pub use rich_text::HEADING;
pub use rich_text::{rich_text, rich_text_with};
pub use status_choice::status_choice;
pub use vial::vial_with_target;
pub use vial::{live_vial, vial};
pub use worked_example::directive;
