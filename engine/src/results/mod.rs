//! What becomes of answers: the assessment on the device, its plan, the result file, and results side by side.

pub mod assessment;
pub mod code;
pub mod compare;
pub mod migration;
pub mod open_error;
pub mod plan;
pub mod questionnaire_ref;
pub mod result_file;
pub mod status;
pub mod structure;
pub mod to_do;
