//! The group's file: what of a group may be shared. It is what the page shows of a group, too, and files can be added up.
//!
//! There are no rows in it, nothing of any one person, and no count from which one can be worked out
//! ([`disclosure`](crate::group::disclosure)).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::group::cells::{CellKey, Cells, Counts};
use crate::group::disclosure::{Block, Shown, Split, Thresholds, of_all, split};
use crate::group::items::{Item, ItemKind};
use crate::results::open_error::{MAX_LIST, OpenError};

/// A group's file. Its schema is `schema/group-1.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "Vattenpass group file, version 1"))]
pub struct GroupFile {
    /// Always `vattenpass-group`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = GroupFile::FORMAT)))]
    pub format: String,
    /// The version of the format.
    #[cfg_attr(feature = "schema", schemars(extend("const" = GroupFile::VERSION)))]
    pub version: u32,
    /// The day the file was made, where it was made.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub day: String,
    /// Whose results they are: the municipality's name. Several, if files of several have been added up.
    pub municipalities: Vec<String>,
    /// The questionnaire's id.
    pub questionnaire: String,
    /// The digest of the questionnaire's structure, as in the result file.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub structure: String,
    /// From how many people on something is shown.
    pub thresholds: Thresholds,
    /// The years, the last one first.
    pub years: Vec<Year>,
}

/// The results of one year.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Year {
    /// The year.
    pub year: u16,
    /// How many people have answered, joint answers left out.
    pub people: u32,
    /// The first and the last day of an answer.
    pub days: (String, String),
    /// How many people there are in each unit, or in several that are too small to be shown alone.
    pub units: Vec<People>,
    /// The same for the roles, by their ids.
    pub roles: Vec<People>,
    /// The same for the municipalities, if there are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub municipalities: Vec<People>,
    /// What they have answered.
    pub items: Vec<GroupItem>,
    /// Joint answers, that of a function and of no person: by the role's id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub joint: BTreeMap<String, Vec<JointAnswer>>,
}

/// What a group is split by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// By unit.
    Unit,
    /// By role.
    Role,
    /// By municipality.
    Municipality,
}

/// How many people there are in a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct People {
    /// The names of its parts: one, or several that are shown together. An empty one is of those who gave none.
    pub of: Vec<String>,
    /// How many.
    pub people: u32,
}

/// What of a question, an area or the whole is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GroupItem {
    /// The id of the question, the section, the index or the questionnaire.
    pub id: String,
    /// Which of them.
    pub kind: Kind,
    /// Of everybody.
    pub all: Figures,
    /// Of the units.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<Part>,
    /// Of the roles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Part>,
    /// Of the municipalities.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub municipalities: Vec<Part>,
}

/// What an item is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A question.
    Question,
    /// A section.
    Section,
    /// A figure of its own.
    Index,
    /// The whole.
    Whole,
}

impl From<ItemKind> for Kind {
    fn from(kind: ItemKind) -> Self {
        match kind {
            ItemKind::Question => Self::Question,
            ItemKind::Section => Self::Section,
            ItemKind::Index => Self::Index,
            ItemKind::Whole => Self::Whole,
        }
    }
}

/// What is shown of a part of everybody, or of several parts together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Part {
    /// The names of the parts.
    pub of: Vec<String>,
    /// What is shown of them.
    #[serde(flatten)]
    pub figures: Figures,
}

/// What is shown of some people's answers. With none of its fields, nothing is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Figures {
    /// How their answers are spread.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spread: Option<Spread>,
    /// Their median alone, where they are too few for more: the ids of the lower and the upper class in the middle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub median: Option<(String, String)>,
}

/// How answers are spread.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Spread {
    /// How many the question was for, or all of them.
    pub people: u32,
    /// How many of them have not answered, or have no figure.
    pub unanswered: u32,
    /// How many chose each choice, by its id; of an area or the whole, how many have a figure in each class. Where several
    /// can be chosen, the sum may be more than those who answered.
    pub classes: BTreeMap<String, u32>,
}

impl Spread {
    /// How many have answered, or have a figure.
    #[must_use]
    pub fn answered(&self) -> u32 {
        self.people - self.unanswered.min(self.people)
    }

    /// The spread that counts tell.
    #[must_use]
    pub fn of(item: &Item, counts: &Counts) -> Self {
        let classes = item.classes.iter().cloned().zip(counts.classes.iter().copied()).collect();
        Self { people: counts.people, unanswered: counts.unanswered, classes }
    }

    /// The counts, in the order of the item's classes.
    #[must_use]
    pub fn counts(&self, item: &Item) -> Counts {
        let count = |class: &String| self.classes.get(class).copied().unwrap_or_default();
        let classes = item.classes.iter().map(count).collect();
        Counts { people: self.people, unanswered: self.unanswered, classes }
    }

    fn add(&mut self, other: &Self) {
        self.people = self.people.saturating_add(other.people);
        self.unanswered = self.unanswered.saturating_add(other.unanswered);
        for (class, count) in &other.classes {
            let sum = self.classes.entry(class.clone()).or_default();
            *sum = sum.saturating_add(*count);
        }
    }
}

/// The joint answer of a function to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JointAnswer {
    /// The question's id.
    pub question: String,
    /// The ids of the choices.
    pub choices: Vec<String>,
}

/// What a group's figures are made with.
#[derive(Debug, Clone, Copy)]
pub struct Making<'a> {
    /// What is counted.
    pub items: &'a [Item],
    /// From how many people on something is shown.
    pub thresholds: Thresholds,
    /// The ids of the roles whose only result of a year is the joint answer of a function.
    pub joint: &'a BTreeSet<String>,
}

impl Making<'_> {
    /// The roles of a year whose results are of no person. A role whose answer is joint has a single one in the year.
    pub(super) fn joint_roles(self, cells: &Cells, year: u16) -> BTreeSet<String> {
        let roles = cells.roles(year).into_iter();
        roles
            .filter(|(role, people)| *people == 1 && self.joint.contains(*role))
            .map(|(role, _)| role.to_owned())
            .collect()
    }

    /// What may be shown of a year. `None` if there are too few people for anything.
    #[must_use]
    pub fn year(self, cells: &Cells, year: u16) -> Option<Year> {
        let joint = self.joint_roles(cells, year);
        let persons = |key: &CellKey| !joint.contains(&key.role);
        let all = cells.all(year, persons);
        if all.people < self.thresholds.medians {
            return None;
        }
        let shown = of_all(self.items, &all, self.thresholds);
        let split_by =
            |part: fn(&CellKey) -> &str| split(self.items, &shown, &cells.by(year, persons, part), self.thresholds);
        let (units, roles) = (split_by(|key| &key.unit), split_by(|key| &key.role));
        let items = self.items.iter().enumerate().map(|(at, item)| GroupItem {
            id: item.id.clone(),
            kind: item.kind.into(),
            all: shown.get(at).map(|shown| figures(item, shown)).unwrap_or_default(),
            units: parts(item, at, &units),
            roles: parts(item, at, &roles),
            municipalities: Vec::new(),
        });
        Some(Year {
            year,
            people: all.people,
            days: all.days,
            units: people(&units),
            roles: people(&roles),
            municipalities: Vec::new(),
            items: items.collect(),
            joint: self.joint_answers(cells, year, &joint),
        })
    }

    /// The joint answers of a year, by the role's id.
    fn joint_answers(self, cells: &Cells, year: u16, joint: &BTreeSet<String>) -> BTreeMap<String, Vec<JointAnswer>> {
        let is_joint = |key: &CellKey| joint.contains(&key.role);
        let by_role = cells.by(year, is_joint, |key| &key.role);
        let answers = by_role.into_iter().map(|(role, cell)| {
            let questions = self.items.iter().zip(&cell.counts).filter(|(item, _)| item.kind == ItemKind::Question);
            let answers = questions.filter_map(|(item, counts)| {
                let chosen = item.classes.iter().zip(&counts.classes).filter(|(_, count)| **count > 0);
                let choices: Vec<String> = chosen.map(|(class, _)| class.clone()).collect();
                (!choices.is_empty()).then(|| JointAnswer { question: item.id.clone(), choices })
            });
            (role, answers.collect())
        });
        answers.collect()
    }
}

fn people(split: &Split) -> Vec<People> {
    split.people.iter().map(|block| People { of: block.of.clone(), people: block.shown }).collect()
}

fn parts(item: &Item, at: usize, split: &Split) -> Vec<Part> {
    let blocks: &[Block<Shown>] = split.items.get(at).map_or(&[], Vec::as_slice);
    blocks.iter().map(|block| Part { of: block.of.clone(), figures: figures(item, &block.shown) }).collect()
}

fn figures(item: &Item, shown: &Shown) -> Figures {
    let id = |class: &usize| item.classes.get(*class).cloned().unwrap_or_default();
    match shown {
        Shown::Spread(counts) => Figures { spread: Some(Spread::of(item, counts)), median: None },
        Shown::Median(lower, upper) => Figures { spread: None, median: Some((id(lower), id(upper))) },
        Shown::Nothing => Figures::default(),
    }
}

/// People that were in a file that was shared earlier and are not in this one, or the other way about: so few that the
/// difference would tell how they answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The year.
    pub year: u16,
    /// Whose number differs: everybody's if it is empty.
    pub of: Vec<String>,
    /// By how many.
    pub by: u32,
}

/// A municipality's own figures with files that were dropped beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// Everything, added up.
    pub file: GroupFile,
    /// Earlier files of the municipality itself, of years that it has results of: what has been shared before.
    pub before: Vec<GroupFile>,
    /// How many files hold what others hold already, and were not added.
    pub overlapping: usize,
}

impl Together {
    /// Adds files to a municipality's own figures. `years` are those that it has results of, shown or not: an earlier file
    /// of its own is not added to them, since it holds the same people. Of one municipality and year, the newest file counts.
    #[must_use]
    pub fn new(own: GroupFile, years: &[u16], files: &[&GroupFile]) -> Self {
        let mut files: Vec<&GroupFile> =
            files.iter().copied().filter(|file| file.questionnaire == own.questionnaire).collect();
        files.sort_by(|a, b| (&b.day, &b.municipalities).cmp(&(&a.day, &a.municipalities)));
        let mut together = Self { file: own.clone(), before: Vec::new(), overlapping: 0 };
        let (of_own, others): (Vec<&GroupFile>, Vec<&GroupFile>) =
            files.into_iter().partition(|file| file.municipalities == own.municipalities);
        for file in of_own {
            if file.years.iter().any(|year| years.contains(&year.year)) {
                together.before.push(file.clone());
            }
            for year in file.years.iter().filter(|year| !years.contains(&year.year)) {
                if !together.file.years.iter().any(|of| of.year == year.year) {
                    together.file.years.push(year.clone());
                }
            }
        }
        together.file.years.sort_by_key(|year| std::cmp::Reverse(year.year));
        let mut known: BTreeSet<(&str, u16)> = BTreeSet::new();
        let own_years: Vec<u16> =
            together.file.years.iter().map(|year| year.year).chain(years.iter().copied()).collect();
        for name in &own.municipalities {
            known.extend(own_years.iter().map(|year| (name.as_str(), *year)));
        }
        for file in others {
            let of: Vec<(&str, u16)> = file
                .municipalities
                .iter()
                .flat_map(|name| file.years.iter().map(move |year| (name.as_str(), year.year)))
                .collect();
            let is_new = |year: &&Year| !of.iter().any(|one| one.1 == year.year && known.contains(one));
            let years: Vec<Year> = file.years.iter().filter(is_new).cloned().collect();
            if years.len() < file.years.len() {
                together.overlapping += 1;
            }
            known.extend(of);
            if !years.is_empty() {
                together.file.add(&GroupFile { years, ..file.clone() });
            }
        }
        together
    }
}

impl GroupFile {
    /// What `format` says.
    pub const FORMAT: &str = "vattenpass-group";
    /// What `version` says.
    pub const VERSION: u32 = 1;

    /// Reads a file, whatever it holds.
    ///
    /// # Errors
    /// Why it cannot be read. Then nothing of it has been used.
    pub fn read(text: &str) -> Result<Self, OpenError> {
        #[derive(Deserialize)]
        struct Head {
            format: String,
            version: u64,
        }
        let head: Head = serde_json::from_str(text).map_err(|_| OpenError::NotOurs)?;
        if head.format != Self::FORMAT {
            return Err(OpenError::NotOurs);
        }
        if head.version > u64::from(Self::VERSION) {
            return Err(OpenError::Newer { version: head.version });
        }
        let file: Self = serde_json::from_str(text).map_err(|error| OpenError::damaged(&error))?;
        if !crate::model::id::is_id(&file.questionnaire) {
            return Err(OpenError::NoQuestionnaire);
        }
        let lists = [file.years.len(), file.municipalities.len()];
        let of_year = |year: &Year| [year.units.len(), year.roles.len(), year.items.len(), year.municipalities.len()];
        if lists.into_iter().chain(file.years.iter().flat_map(of_year)).any(|n| n > MAX_LIST) {
            return Err(OpenError::TooMany);
        }
        Ok(file)
    }

    /// The file as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Cannot fail: every key is a string.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// Adds the figures of other people: another municipality's. What is shown of both is added up, and of each what it
    /// calls everybody becomes one of the municipalities. Units stay in the file they came in.
    pub fn add(&mut self, other: &Self) {
        let alone = [&*self, other].map(|file| match file.municipalities.as_slice() {
            [name] => Some(name.clone()),
            _ => None,
        });
        let [own, others] = alone;
        self.years.iter_mut().for_each(|year| year.become_municipality(own.as_deref()));
        for year in &other.years {
            let mut year = year.clone();
            year.become_municipality(others.as_deref());
            match self.years.iter_mut().find(|of| of.year == year.year) {
                Some(of) => of.add(&year),
                None => self.years.push(year),
            }
        }
        self.years.sort_by_key(|year| std::cmp::Reverse(year.year));
        self.municipalities.extend(other.municipalities.iter().cloned());
        self.municipalities.sort();
        self.municipalities.dedup();
        if other.day > self.day {
            other.day.clone_into(&mut self.day);
        }
    }

    /// Where this file and one that was shared before it differ by so few people that the difference would tell how they
    /// answered: by at least one and fewer than the threshold.
    #[must_use]
    pub fn differences(&self, before: &Self) -> Vec<Difference> {
        let mut found = Vec::new();
        for year in &self.years {
            let Some(then) = before.years.iter().find(|then| then.year == year.year) else { continue };
            let mut compare = |of: &[String], now: u32, then: u32| {
                let by = now.abs_diff(then);
                let difference = Difference { year: year.year, of: of.to_vec(), by };
                if (1..self.thresholds.medians).contains(&by) && !found.contains(&difference) {
                    found.push(difference);
                }
            };
            compare(&[], year.people, then.people);
            for (now, then) in [(&year.units, &then.units), (&year.roles, &then.roles)] {
                for block in now {
                    let same = then.iter().find(|then| then.of == block.of);
                    same.into_iter().for_each(|then| compare(&block.of, block.people, then.people));
                }
            }
            for item in &year.items {
                let Some(then) = then.items.iter().find(|then| then.id == item.id && then.kind == item.kind) else {
                    continue;
                };
                let mut compare_spread = |of: &[String], now: &Figures, then: &Figures| {
                    if let (Some(now), Some(then)) = (&now.spread, &then.spread) {
                        compare(of, now.answered(), then.answered());
                    }
                };
                compare_spread(&[], &item.all, &then.all);
                for (now, then) in [(&item.units, &then.units), (&item.roles, &then.roles)] {
                    for part in now {
                        let same = then.iter().find(|then| then.of == part.of);
                        same.into_iter().for_each(|then| compare_spread(&part.of, &part.figures, &then.figures));
                    }
                }
            }
        }
        found
    }
}

impl Year {
    /// What is shown of an item.
    #[must_use]
    pub fn item(&self, item: &Item) -> Option<&GroupItem> {
        self.items.iter().find(|of| of.id == item.id && of.kind == item.kind.into())
    }

    /// How many people there are in each block of a split.
    #[must_use]
    pub fn people_by(&self, by: By) -> &[People] {
        match by {
            By::Unit => &self.units,
            By::Role => &self.roles,
            By::Municipality => &self.municipalities,
        }
    }

    /// Makes the whole a part: that of a municipality. Does nothing if it has parts by municipality already.
    fn become_municipality(&mut self, name: Option<&str>) {
        self.units = Vec::new();
        let Some(name) = name else { return };
        if self.municipalities.is_empty() {
            self.municipalities = vec![People { of: vec![name.to_owned()], people: self.people }];
        }
        for item in &mut self.items {
            item.units = Vec::new();
            if item.municipalities.is_empty() && item.all != Figures::default() {
                item.municipalities = vec![Part { of: vec![name.to_owned()], figures: item.all.clone() }];
            }
        }
    }

    fn add(&mut self, other: &Self) {
        self.people = self.people.saturating_add(other.people);
        if other.days.0 < self.days.0 {
            other.days.0.clone_into(&mut self.days.0);
        }
        if other.days.1 > self.days.1 {
            other.days.1.clone_into(&mut self.days.1);
        }
        add_people(&mut self.roles, &other.roles);
        add_people(&mut self.municipalities, &other.municipalities);
        for item in &other.items {
            match self.items.iter_mut().find(|of| of.id == item.id && of.kind == item.kind) {
                Some(of) => of.add(item),
                None => self.items.push(item.clone()),
            }
        }
        // A joint answer is one municipality's: those of several say nothing together.
        self.joint = BTreeMap::new();
    }
}

fn add_people(all: &mut Vec<People>, others: &[People]) {
    for other in others {
        match all.iter_mut().find(|one| one.of == other.of) {
            Some(one) => one.people = one.people.saturating_add(other.people),
            None => all.push(other.clone()),
        }
    }
    all.sort_by(|a, b| a.of.cmp(&b.of));
}

impl GroupItem {
    /// What is shown of the parts of a split.
    #[must_use]
    pub fn parts_by(&self, by: By) -> &[Part] {
        match by {
            By::Unit => &self.units,
            By::Role => &self.roles,
            By::Municipality => &self.municipalities,
        }
    }

    /// Adds what is shown of other people. A median alone cannot be added.
    fn add(&mut self, other: &Self) {
        self.all.add(&other.all);
        for (all, others) in [(&mut self.roles, &other.roles), (&mut self.municipalities, &other.municipalities)] {
            for other in others {
                match all.iter_mut().find(|one| one.of == other.of) {
                    Some(one) => one.figures.add(&other.figures),
                    None => all.push(other.clone()),
                }
            }
            all.sort_by(|a, b| a.of.cmp(&b.of));
        }
    }
}

impl Figures {
    fn add(&mut self, other: &Self) {
        match (&mut self.spread, &other.spread) {
            (Some(own), Some(other)) => own.add(other),
            (None, Some(other)) => self.spread = Some(other.clone()),
            (_, None) => {}
        }
        self.median = None;
    }
}

/// The JSON Schema of the group's file: `schema/group-1.json`.
#[cfg(feature = "schema")]
#[must_use]
pub fn schema() -> String {
    crate::encoding::schema::schema_of::<GroupFile>()
}
