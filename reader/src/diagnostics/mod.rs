//! Everything an author can get wrong: one module a code.
//!
//! Each module holds the code, its check or the sentence for it; the file `<code>.md` beside it is its documentation
//! and its cases (`tests/diagnostics.rs` runs them). To add one: the module, its page, and a line in [`ALL`].

pub(crate) mod duplicate_id;
pub(crate) mod empty_part;
pub(crate) mod empty_section;
pub(crate) mod invalid_id;
pub(crate) mod invalid_tag;
pub(crate) mod invalid_value;
pub(crate) mod later_question;
pub(crate) mod level_gap;
pub(crate) mod link_scheme;
pub(crate) mod low_contrast;
pub(crate) mod misnamed;
pub(crate) mod misplaced;
pub(crate) mod missing_choices;
pub(crate) mod missing_front_matter;
pub(crate) mod missing_id;
pub(crate) mod missing_key;
pub(crate) mod missing_level;
pub(crate) mod missing_recommendation;
pub(crate) mod missing_source;
pub(crate) mod missing_title;
pub(crate) mod no_effect;
pub(crate) mod no_right_answer;
pub(crate) mod not_utf8;
pub(crate) mod nothing_scored;
pub(crate) mod pair_differs;
pub(crate) mod pair_missing;
pub(crate) mod raw_html;
pub(crate) mod toml_syntax;
pub(crate) mod too_large;
pub(crate) mod unknown_choice;
pub(crate) mod unknown_index;
pub(crate) mod unknown_key;
pub(crate) mod unknown_part;
pub(crate) mod unknown_question;
pub(crate) mod unknown_scale;
pub(crate) mod unknown_source;
pub(crate) mod unreachable_question;
pub(crate) mod unscored_choice;
pub(crate) mod unsupported_markdown;
pub(crate) mod unused_scale;
pub(crate) mod wrong_type;

use crate::draft::Draft;
use crate::report::{Code, Report};

/// Every code there is.
pub const ALL: &[Code] = &[
    duplicate_id::CODE,
    empty_part::CODE,
    empty_section::CODE,
    invalid_id::CODE,
    invalid_tag::CODE,
    invalid_value::CODE,
    later_question::CODE,
    level_gap::CODE,
    link_scheme::CODE,
    low_contrast::CODE,
    misnamed::CODE,
    misplaced::CODE,
    missing_choices::CODE,
    missing_front_matter::CODE,
    missing_id::CODE,
    missing_key::CODE,
    missing_level::CODE,
    missing_recommendation::CODE,
    missing_source::CODE,
    missing_title::CODE,
    no_effect::CODE,
    no_right_answer::CODE,
    not_utf8::CODE,
    nothing_scored::CODE,
    pair_differs::CODE,
    pair_missing::CODE,
    raw_html::CODE,
    toml_syntax::CODE,
    too_large::CODE,
    unknown_choice::CODE,
    unknown_index::CODE,
    unknown_key::CODE,
    unknown_part::CODE,
    unknown_question::CODE,
    unknown_scale::CODE,
    unknown_source::CODE,
    unreachable_question::CODE,
    unscored_choice::CODE,
    unsupported_markdown::CODE,
    unused_scale::CODE,
    wrong_type::CODE,
];

/// Runs every check that looks at the whole questionnaire. The others are made while the file is read.
pub(crate) fn check(draft: &Draft, report: &mut Report<'_>) {
    duplicate_id::check(draft, report);
    empty_part::check(draft, report);
    empty_section::check(draft, report);
    invalid_id::check(draft, report);
    invalid_tag::check(draft, report);
    invalid_value::check(draft, report);
    later_question::check(draft, report);
    level_gap::check(draft, report);
    missing_choices::check(draft, report);
    missing_level::check(draft, report);
    missing_recommendation::check(draft, report);
    missing_source::check(draft, report);
    missing_title::check(draft, report);
    no_effect::check(draft, report);
    no_right_answer::check(draft, report);
    nothing_scored::check(draft, report);
    unknown_choice::check(draft, report);
    unknown_index::check(draft, report);
    unknown_question::check(draft, report);
    unknown_scale::check(draft, report);
    unknown_source::check(draft, report);
    unreachable_question::check(draft, report);
    unscored_choice::check(draft, report);
    unused_scale::check(draft, report);
}
