//! Placeholders in a document: each becomes a table or a list that is made from the respondent's results.
//!
//! The Markdown holds the template of a document and every word that is the same each time.

use serde::{Deserialize, Serialize};

use crate::model::questionnaire::Questionnaire;

/// A placeholder in a document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Placeholder {
    /// With what.
    pub kind: PlaceholderKind,
    /// Of what: questionnaires (`kontinuitet`), sections or questions (`kontinuitet/avbrott`). Empty is everything.
    pub of: Vec<String>,
    /// How many items at most, the most important ones first. `None` is all of them.
    pub limit: Option<u32>,
    /// Whether statements of questionnaires without a result are listed too, as not answered.
    pub unanswered: bool,
}

/// What can take the place of a placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum PlaceholderKind {
    /// A row for each questionnaire: its figure, its target, and "vet inte".
    #[default]
    Results,
    /// A sentence for each questionnaire.
    Verdicts,
    /// A table of its sections for each questionnaire.
    Areas,
    /// Statements with their answers and notes.
    Statements,
    /// What rose and fell since an earlier result.
    Changes,
    /// Recommendations that are not in the plan.
    Recommendations,
    /// Actions that have been begun, are done, or are late.
    EarlierActions,
    /// Actions that are left, under a heading for each of three years.
    Priorities,
    /// What many have answered to each questionnaire: what may be shared of a group.
    Groups,
}

/// The words for them, as an author writes them.
pub const KINDS: [(&str, PlaceholderKind); 9] = [
    ("results", PlaceholderKind::Results),
    ("verdicts", PlaceholderKind::Verdicts),
    ("areas", PlaceholderKind::Areas),
    ("statements", PlaceholderKind::Statements),
    ("changes", PlaceholderKind::Changes),
    ("recommendations", PlaceholderKind::Recommendations),
    ("earlier-actions", PlaceholderKind::EarlierActions),
    ("priorities", PlaceholderKind::Priorities),
    ("groups", PlaceholderKind::Groups),
];

impl Placeholder {
    /// Whether the placeholder is about a questionnaire.
    #[must_use]
    pub fn is_about(&self, questionnaire: &str) -> bool {
        self.of.is_empty() || self.of.iter().any(|of| of.split('/').next() == Some(questionnaire))
    }

    /// The place in [`Placeholder::of`] of what a question belongs to, which is in a section of a questionnaire. `None` if the
    /// placeholder is not about it.
    #[must_use]
    pub fn place_of(&self, questionnaire: &str, section: &str, question: &str) -> Option<usize> {
        if self.of.is_empty() {
            return Some(0);
        }
        self.of.iter().position(|of| match of.split_once('/') {
            None => of == questionnaire,
            Some((named, part)) => named == questionnaire && (part == section || part == question),
        })
    }

    /// What it names that none of the questionnaires has.
    pub fn unknown<'p, 'q>(
        &'p self,
        questionnaires: impl Iterator<Item = &'q Questionnaire> + Clone + 'p,
    ) -> impl Iterator<Item = &'p String> {
        self.of.iter().filter(move |of| {
            let (id, part) = of.split_once('/').map_or((of.as_str(), None), |(id, part)| (id, Some(part)));
            let has = |q: &Questionnaire, part| {
                q.question(part).is_some() || q.sections.iter().any(|section| section.id == part)
            };
            !questionnaires.clone().any(|q| q.id == id && part.is_none_or(|part| has(q, part)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::questionnaire::{Question, Section};

    #[test]
    fn what_no_questionnaire_has_is_unknown() {
        let question = Question { id: "q".into(), ..Question::default() };
        let section = Section { id: "s".into(), questions: vec![question], ..Section::default() };
        let a = Questionnaire { id: "a".into(), sections: vec![section], ..Questionnaire::default() };
        let of = ["a", "a/s", "a/q", "a/x", "b", "b/q"].map(str::to_owned).to_vec();
        let placeholder = Placeholder { of, ..Placeholder::default() };
        assert_eq!(placeholder.unknown([&a].into_iter()).collect::<Vec<_>>(), ["a/x", "b", "b/q"]);
    }

    #[test]
    fn a_placeholder_is_about_what_it_names() {
        let of =
            |of: &[&str]| Placeholder { of: of.iter().map(|of| (*of).to_owned()).collect(), ..Placeholder::default() };
        let place = |all: &[&str]| of(all).place_of("a", "s", "q");
        assert!(of(&[]).is_about("a") && place(&[]) == Some(0));
        assert!(of(&["a"]).is_about("a") && !of(&["a"]).is_about("b") && place(&["a"]) == Some(0));
        assert!(place(&["b", "a/s"]) == Some(1) && place(&["a/q"]) == Some(0));
        assert!(of(&["b", "a/x"]).is_about("a") && place(&["b", "a/x"]).is_none());
    }
}
