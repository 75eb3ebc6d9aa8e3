//! A questionnaire's results as the coordinator sees them on the page: everything that may be shared, and beside it what is
//! for the coordinator's own desk.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::group::cells::{Cell, CellKey, Cells};
use crate::group::group_file::{GroupFile, Making, Spread, Year};
use crate::group::items::{ItemKind, median};
use crate::group::pile::{Duplicate, Refused};

/// What has been gathered, but for the results themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Report {
    /// How many results count.
    pub results: u32,
    /// The ids of their questionnaires, and of those that group files are of.
    pub questionnaires: Vec<String>,
    /// What does not count, and why.
    pub refused: Vec<Refused>,
    /// What is there more than once.
    pub duplicates: Vec<Duplicate>,
    /// The group files. They go from the worker to the page each for itself: hundreds of them are no message of an instant.
    #[serde(skip)]
    pub groups: Vec<Arc<GroupFile>>,
}

/// The results of a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Overview {
    /// The questionnaire's id.
    pub questionnaire: String,
    /// How many results are counted.
    pub counted: u32,
    /// How many of them are of another version of the questionnaire, and were migrated.
    pub migrated: u32,
    /// How many are of another version and are not counted.
    pub of_other_versions: u32,
    /// The years, the last one first.
    pub years: Vec<YearOverview>,
}

/// The results of one year.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct YearOverview {
    /// The year.
    pub year: u16,
    /// How many people have answered, joint answers left out.
    pub people: u32,
    /// How many of these are drafts.
    pub drafts: u32,
    /// The first and the last day of an answer.
    pub days: (String, String),
    /// How many there are in each role, by its id; those who gave none under an empty one.
    pub roles: BTreeMap<String, u32>,
    /// Who has answered, unit by unit.
    pub units: Vec<UnitRow>,
    /// What everybody has answered to each item, whatever the thresholds. Not for sharing.
    pub all: Vec<Spread>,
    /// What may be shared. `None` if there are too few people for anything.
    pub shared: Option<Year>,
}

/// What a unit has answered, for the coordinator's list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UnitRow {
    /// The unit; empty for those who gave none.
    pub unit: String,
    /// How many results there are of it.
    pub people: u32,
    /// The day of the last one.
    pub last: String,
    /// The classes between which the median of the whole lies. `None` if the whole has no scale, or no figure.
    pub whole: Option<(String, String)>,
}

impl Making<'_> {
    /// The results of a year. The list of units holds everybody, joint answers too: whoever has answered has.
    #[must_use]
    pub fn overview(self, cells: &Cells, year: u16) -> YearOverview {
        let joint = self.joint_roles(cells, year);
        let all = cells.all(year, |key: &CellKey| !joint.contains(&key.role));
        let units = cells.by(year, |_| true, |key| &key.unit);
        let rows = units.into_iter().map(|(unit, cell)| UnitRow {
            whole: self.whole(&cell),
            unit,
            people: cell.people,
            last: cell.days.1,
        });
        YearOverview {
            year,
            people: all.people,
            drafts: all.drafts,
            days: all.days,
            roles: cells.roles(year).into_iter().map(|(role, people)| (role.to_owned(), people)).collect(),
            units: rows.collect(),
            all: self.items.iter().zip(&all.counts).map(|(item, counts)| Spread::of(item, counts)).collect(),
            shared: self.year(cells, year),
        }
    }

    fn whole(self, cell: &Cell) -> Option<(String, String)> {
        let (item, counts) = self.items.iter().zip(&cell.counts).find(|(item, _)| item.kind == ItemKind::Whole)?;
        let class = |place: usize| item.classes.get(*item.scale.get(place)?).cloned();
        let (lower, upper) = median(&counts.on_scale(item))?;
        Some((class(lower)?, class(upper)?))
    }
}
