//! What many have answered, on its way from the coordinator's pages into a document. It lives as long as the window.

use documents::GroupSection;
use leptos::prelude::*;

thread_local! {
    static SECTIONS: ArcRwSignal<Vec<GroupSection>> = ArcRwSignal::new(Vec::new());
}

/// The sections that go into documents, one for each questionnaire.
#[must_use]
pub fn group_sections() -> ArcRwSignal<Vec<GroupSection>> {
    SECTIONS.with(Clone::clone)
}

/// Includes a section, in the place of an earlier one of the same questionnaire.
pub fn include(section: GroupSection) {
    leave_out(&section.questionnaire);
    group_sections().update(|all| all.push(section));
}

/// Leaves out what there is of a questionnaire.
pub fn leave_out(questionnaire: &str) {
    group_sections().update(|all| all.retain(|section| section.questionnaire != questionnaire));
}
