//! Whether a respondent has finished.

use serde::{Deserialize, Serialize};

/// Whether a respondent has finished: an official document may follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Utkast.
    #[default]
    Draft,
    /// Fastställd.
    Final,
}
