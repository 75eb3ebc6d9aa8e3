//! Exact counts: for each year, unit and role, what the results of it fall into.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::group::entry::Entry;
use crate::group::items::{Item, classes_of};
use crate::model::answers::Answers;
use crate::model::questionnaire::Questionnaire;

/// What one cell is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CellKey {
    /// The year the results were answered in.
    pub year: u16,
    /// The unit; empty for those who gave none.
    pub unit: String,
    /// The id of the role; empty for those who gave none.
    pub role: String,
}

/// The results of one year, unit and role, counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// How many results.
    pub people: u32,
    /// How many of them are drafts.
    pub drafts: u32,
    /// The first and the last day on which any of them was answered, such as `2026-11-22`; empty if there are none.
    pub days: (String, String),
    /// What they fall into, of each item.
    pub counts: Vec<Counts>,
}

/// How many fall into each class of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// How many the item is for: those to whom the question was shown, or all of them.
    pub people: u32,
    /// How many of them have not answered, or have no figure.
    pub unanswered: u32,
    /// How many chose each choice, or have a figure in each class, in the order of [`Item::classes`]. Where several can be
    /// chosen, the sum may be more than those who answered.
    pub classes: Vec<u32>,
}

impl Counts {
    /// How many have answered, or have a figure.
    #[must_use]
    pub fn answered(&self) -> u32 {
        self.people - self.unanswered.min(self.people)
    }

    /// The counts of the classes that lie on the item's scale, the lowest first.
    #[must_use]
    pub fn on_scale(&self, item: &Item) -> Vec<u32> {
        item.scale.iter().map(|place| self.classes.get(*place).copied().unwrap_or_default()).collect()
    }

    /// Adds those of other people.
    pub fn add(&mut self, other: &Self) {
        self.people += other.people;
        self.unanswered += other.unanswered;
        add_each(&mut self.classes, &other.classes, |count, more| *count += more);
    }

    /// Adds one person: what they fall into.
    fn add_one(&mut self, classes: &[usize]) {
        self.people += 1;
        self.unanswered += u32::from(classes.is_empty());
        classes.iter().for_each(|class| self.classes.iter_mut().skip(*class).take(1).for_each(|count| *count += 1));
    }
}

fn add_each<T: Clone + Default>(all: &mut Vec<T>, others: &[T], add: impl Fn(&mut T, &T)) {
    all.resize(all.len().max(others.len()), T::default());
    all.iter_mut().zip(others).for_each(|(one, other)| add(one, other));
}

impl Cell {
    fn new(items: &[Item]) -> Self {
        let counts = items.iter().map(|item| Counts { classes: vec![0; item.classes.len()], ..Counts::default() });
        Self { counts: counts.collect(), ..Self::default() }
    }

    /// Adds the results of another cell.
    pub fn add(&mut self, other: &Self) {
        self.people += other.people;
        self.drafts += other.drafts;
        self.add_days(&other.days.0, &other.days.1);
        add_each(&mut self.counts, &other.counts, Counts::add);
    }

    fn add_days(&mut self, first: &str, last: &str) {
        if !first.is_empty() && (self.days.0.is_empty() || first < self.days.0.as_str()) {
            first.clone_into(&mut self.days.0);
        }
        if last > self.days.1.as_str() {
            last.clone_into(&mut self.days.1);
        }
    }
}

/// Every result of a questionnaire, counted exactly. The order in which they are counted makes no difference, and counts that
/// were made apart can be added.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cells(BTreeMap<CellKey, Cell>);

impl Cells {
    /// Counts a result. Its answers are those it has to the questionnaire as it is now.
    pub fn count(&mut self, questionnaire: &Questionnaire, items: &[Item], entry: &Entry, answers: &Answers) {
        let (year, unit, role) = (entry.year(), entry.unit.clone(), entry.role.clone());
        let cell = self.0.entry(CellKey { year, unit, role }).or_insert_with(|| Cell::new(items));
        cell.people += 1;
        cell.drafts += u32::from(entry.status == crate::results::status::Status::Draft);
        cell.add_days(entry.day(), entry.day());
        let classes = classes_of(questionnaire, items, answers);
        for (counts, classes) in cell.counts.iter_mut().zip(classes) {
            classes.iter().for_each(|classes| counts.add_one(classes));
        }
    }

    /// Adds the counts of other results of the same questionnaire.
    pub fn add(&mut self, other: Self) {
        for (key, cell) in other.0 {
            self.0.entry(key).or_default().add(&cell);
        }
    }

    /// Whether nothing is counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The years, the last one first.
    #[must_use]
    pub fn years(&self) -> Vec<u16> {
        let mut years: Vec<u16> = self.0.keys().map(|key| key.year).collect();
        years.dedup();
        years.reverse();
        years
    }

    /// The roles that have answered in a year, each with how many.
    #[must_use]
    pub fn roles(&self, year: u16) -> BTreeMap<&str, u32> {
        let mut roles = BTreeMap::new();
        for (key, cell) in self.0.iter().filter(|(key, _)| key.year == year) {
            *roles.entry(key.role.as_str()).or_default() += cell.people;
        }
        roles
    }

    /// The sum of the cells of a year that are wanted, by what `part` says they are a part of.
    #[must_use]
    pub fn by(
        &self,
        year: u16,
        wanted: impl Fn(&CellKey) -> bool,
        part: fn(&CellKey) -> &str,
    ) -> BTreeMap<String, Cell> {
        let mut parts: BTreeMap<String, Cell> = BTreeMap::new();
        for (key, cell) in self.0.iter().filter(|(key, _)| key.year == year && wanted(key)) {
            parts.entry(part(key).to_owned()).or_default().add(cell);
        }
        parts
    }

    /// The sum of the cells of a year that are wanted.
    #[must_use]
    pub fn all(&self, year: u16, wanted: impl Fn(&CellKey) -> bool) -> Cell {
        let mut all = Cell::default();
        self.0.iter().filter(|(key, _)| key.year == year && wanted(key)).for_each(|(_, cell)| all.add(cell));
        all
    }
}
