//! What has been gathered for a group: results from files and codes, with what counts once and what does not count.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::encoding::packing::{pack, unpack};
use crate::group::cells::Cells;
use crate::group::entry::Entry;
use crate::group::group_file::GroupFile;
use crate::group::items::Item;
use crate::group::rows::{Head, Row};
use crate::model::answers::{Answer, Answers};
use crate::model::decimal::Decimal;
use crate::model::id::is_id;
use crate::model::questionnaire::Questionnaire;
use crate::results::code::{CodeError, ResultCode};
use crate::results::migration::migrate;
use crate::results::open_error::OpenError;
use crate::results::result_file::{ResultFile, shared_id};
use crate::results::status::Status;
use crate::results::structure::Structure;

/// Why something that was gathered does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// A file cannot be read.
    File(OpenError),
    /// A code cannot be read; with its first characters.
    Code(CodeError, String),
    /// A code was answered with a version of the questionnaire that is not known; with its first characters.
    UnknownVersion(String),
    /// There is no result in it.
    Nothing,
    /// The browser cannot read it: it has been moved or changed since it was chosen.
    Unreadable,
    /// A packed file cannot be unpacked.
    Packed,
    /// A packed file in a packed file is not unpacked.
    PackedTwice,
    /// A packed file holds more than is unpacked.
    PackedTooLarge,
}

/// Something that does not count, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Where it came from: the file's name.
    pub source: String,
    /// The line of the file, from 1, if a file has one result on each line.
    pub line: Option<u32>,
    /// Why.
    pub problem: Problem,
}

/// A result that was gathered more than once: only the newest counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Duplicate {
    /// Where the one that does not count came from.
    pub source: String,
    /// Where the one that counts came from.
    pub counted: String,
}

/// Everything that has been gathered.
#[derive(Debug, Default)]
pub struct Pile {
    names: Names,
    entries: Vec<Packed>,
    /// Codes whose structure is not known yet.
    codes: Vec<(u32, ResultCode)>,
    groups: Vec<(u32, GroupFile)>,
    refused: Vec<Refused>,
    /// The result whose rows are being read.
    rows: Option<Entry>,
}

/// Some of what is in a pile, as it is kept on a device: another pile takes it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Batch {
    /// Results, each with where it came from.
    pub entries: Vec<(String, Entry)>,
    /// Codes, each with where it came from.
    pub codes: Vec<(String, String)>,
    /// Group files, each with where it came from.
    pub groups: Vec<(String, GroupFile)>,
    /// What does not count.
    pub refused: Vec<Refused>,
}

/// How far a pile has been filled: to take back what came after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark([usize; 4]);

impl Mark {
    /// How many results there were, counted or not.
    #[must_use]
    pub fn results(self) -> usize {
        self.0[0]
    }
}

/// Texts that occur often, each kept once.
#[derive(Debug, Default)]
struct Names {
    texts: Vec<String>,
    places: BTreeMap<String, u32>,
}

/// An entry in little space: a hundred thousand are held at once.
#[derive(Debug, Clone)]
struct Packed {
    id: Box<str>,
    dated: Box<str>,
    is_draft: bool,
    questionnaire: u32,
    version: u32,
    unit: u32,
    role: u32,
    source: u32,
    /// The answers: names of the question and of its choices, or a number.
    answers: Box<[u8]>,
}

/// An answer as it is kept.
type PackedAnswer = (u32, Vec<u32>, Option<Decimal>);

impl Names {
    fn place(&mut self, text: &str) -> u32 {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        // As many texts as that do not fit into memory.
        let place = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.to_owned());
        self.places.insert(text.to_owned(), place);
        place
    }

    fn text(&self, place: u32) -> &str {
        self.texts.get(place as usize).map_or("", String::as_str)
    }
}

impl Pile {
    /// Takes what a file holds, or a text that was pasted: a result, a group, a result on each line, or codes with whatever
    /// stands around them.
    pub fn take(&mut self, source: &str, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        if text.trim_start().starts_with('{') {
            if is_lines(text) {
                self.take_lines(source, 1, bytes);
            } else {
                self.take_json(source, None, bytes);
            }
            self.end(source);
        } else if !self.take_codes(source, text) {
            self.refuse(source, None, Problem::Nothing);
        }
    }

    /// Takes the results of a text that has one on each line, or a row. `first` is the number of its first line, from 1. At
    /// the end of the text comes [`Pile::end`].
    pub fn take_lines(&mut self, source: &str, first: u32, bytes: &[u8]) {
        for (line, number) in bytes.split(|byte| *byte == b'\n').zip(first..) {
            if !line.trim_ascii().is_empty() {
                self.take_json(source, Some(number), line);
            }
        }
    }

    /// Ends a text that had something on each line.
    pub fn end(&mut self, source: &str) {
        if let Some(entry) = self.rows.take() {
            self.add(source, &entry);
        }
    }

    /// Takes a row, if it is one.
    fn take_row(&mut self, source: &str, text: &str) -> bool {
        let Ok(row) = serde_json::from_str::<Row>(text) else { return false };
        if !is_id(&row.questionnaire) {
            return false;
        }
        if !self.rows.as_ref().is_some_and(|entry| row.is_of(entry)) {
            self.end(source);
        }
        let entry = self.rows.get_or_insert_with(|| row.entry());
        row.add_to(&mut entry.answers);
        true
    }

    fn take_json(&mut self, source: &str, line: Option<u32>, bytes: &[u8]) {
        // What is not UTF-8 is no result either: a unit with a sign in it that stands for another would be a unit of its own.
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        // A row says nothing of a format: there are many of them.
        if text.starts_with("{\"result\"") && self.take_row(source, text) {
            return;
        }
        let is_head = || serde_json::from_str::<Head>(text).is_ok_and(|head| head.format == Head::FORMAT);
        match ResultFile::read(bytes) {
            Ok(file) => self.add(source, &Entry::of_file(&file)),
            Err(OpenError::NotOurs) if is_head() => {}
            Err(OpenError::NotOurs) => match GroupFile::read(text) {
                Ok(file) => {
                    let source = self.names.place(source);
                    self.groups.push((source, file));
                }
                Err(error) => self.refuse(source, line, Problem::File(error)),
            },
            Err(error) => self.refuse(source, line, Problem::File(error)),
        }
    }

    /// Takes the codes in a text. Says whether there is anything that begins as one.
    fn take_codes(&mut self, source: &str, text: &str) -> bool {
        let found = ResultCode::find(text);
        let any = !found.is_empty();
        for found in found {
            match found.code {
                Ok(code) => {
                    let source = self.names.place(source);
                    self.codes.push((source, code));
                }
                Err(error) => self.refuse(source, None, Problem::Code(error, found.beginning)),
            }
        }
        any
    }

    /// Says that something does not count.
    pub fn refuse(&mut self, source: &str, line: Option<u32>, problem: Problem) {
        self.refused.push(Refused { source: source.to_owned(), line, problem });
    }

    /// Adds a result.
    pub fn add(&mut self, source: &str, entry: &Entry) {
        let names = &mut self.names;
        let answers: Vec<PackedAnswer> = entry
            .answers
            .iter()
            .map(|(question, answer)| {
                let choices = answer.choices.iter().map(|choice| names.place(choice)).collect();
                (names.place(question), choices, answer.number.clone())
            })
            .collect();
        let packed = Packed {
            id: entry.id.as_str().into(),
            dated: entry.dated.as_str().into(),
            is_draft: entry.status == Status::Draft,
            questionnaire: names.place(&entry.questionnaire),
            version: names.place(&entry.version),
            unit: names.place(&entry.unit),
            role: names.place(&entry.role),
            source: names.place(source),
            answers: pack(&answers).into(),
        };
        self.entries.push(packed);
    }

    /// Reads the codes that were answered with one of these structures. `units` is the municipality's list.
    pub fn know(&mut self, structures: &[Structure], units: &[String]) {
        for (source, code) in std::mem::take(&mut self.codes) {
            match Entry::of_code(&code, structures, units) {
                Some(entry) => {
                    let source = self.names.text(source).to_owned();
                    self.add(&source, &entry);
                }
                None => self.codes.push((source, code)),
            }
        }
    }

    /// How far the pile has been filled.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark([self.entries.len(), self.codes.len(), self.groups.len(), self.refused.len()])
    }

    /// Takes back what came after a mark, if no codes have been read since.
    pub fn back_to(&mut self, mark: Mark) {
        let Mark([entries, codes, groups, refused]) = mark;
        self.entries.truncate(entries);
        self.codes.truncate(codes);
        self.groups.truncate(groups);
        self.refused.truncate(refused);
        self.rows = None;
    }

    /// The results at some places, to be kept.
    #[must_use]
    pub fn batch(&self, places: Range<usize>) -> Batch {
        let source = |at: usize| self.entries.get(at).map(|entry| self.names.text(entry.source).to_owned());
        let entries = places.filter_map(|at| Some((source(at)?, self.unpacked(at))));
        Batch { entries: entries.collect(), ..Batch::default() }
    }

    /// What is no result and came after a mark, to be kept.
    #[must_use]
    pub fn batch_since(&self, mark: Mark) -> Batch {
        let Mark([_, codes, groups, refused]) = mark;
        let source = |place: u32| self.names.text(place).to_owned();
        let codes = self.codes.iter().skip(codes).map(|(place, code)| (source(*place), code.write()));
        let groups = self.groups.iter().skip(groups).map(|(place, file)| (source(*place), file.clone()));
        let refused = self.refused.iter().skip(refused).cloned();
        Batch { entries: Vec::new(), codes: codes.collect(), groups: groups.collect(), refused: refused.collect() }
    }

    /// Takes what was kept.
    pub fn take_batch(&mut self, batch: Batch) {
        batch.entries.iter().for_each(|(source, entry)| self.add(source, entry));
        for (source, code) in &batch.codes {
            self.take_codes(source, code);
        }
        for (source, file) in batch.groups {
            let source = self.names.place(&source);
            self.groups.push((source, file));
        }
        self.refused.extend(batch.refused);
    }

    /// The ids of the questionnaires that anything was gathered for.
    #[must_use]
    pub fn questionnaires(&self) -> BTreeSet<&str> {
        let of_entries: BTreeSet<u32> = self.entries.iter().map(|entry| entry.questionnaire).collect();
        let of_entries = of_entries.into_iter().map(|place| self.names.text(place));
        let of_codes = self.codes.iter().map(|(_, code)| code.questionnaire.as_str());
        of_entries.chain(of_codes).chain(self.groups.iter().map(|(_, group)| group.questionnaire.as_str())).collect()
    }

    /// The group files, each with where it came from. The same file counts once.
    #[must_use]
    pub fn groups(&self) -> Vec<(&str, &GroupFile)> {
        let mut groups: Vec<(&str, &GroupFile)> = Vec::new();
        for (source, file) in &self.groups {
            if !groups.iter().any(|(_, known)| *known == file) {
                groups.push((self.names.text(*source), file));
            }
        }
        groups
    }

    /// What does not count, and why. Codes count if their structure is known.
    #[must_use]
    pub fn refused(&self) -> Vec<Refused> {
        let unknown = self.codes.iter().map(|(source, code)| Refused {
            source: self.names.text(*source).to_owned(),
            line: None,
            problem: Problem::UnknownVersion(code.write().chars().take(12).collect()),
        });
        self.refused.iter().cloned().chain(unknown).collect()
    }

    /// Which results count: each once a year, the newest of it. If that one does not say its unit or its role, as a code may
    /// not, it has those of the newest one that does. Whatever order they were gathered in, the same ones count.
    #[must_use]
    pub fn settle(&self) -> Settled {
        let mut of_result: BTreeMap<(u32, String, &str), Vec<usize>> = BTreeMap::new();
        for (at, (entry, result)) in self.entries.iter().zip(self.results()).enumerate() {
            // Whoever goes on with last year's assessment has answered twice.
            let year = entry.dated.get(..4).unwrap_or_default();
            of_result.entry((entry.questionnaire, result, year)).or_default().push(at);
        }
        let mut settled = Settled::default();
        for mut same in of_result.into_values() {
            same.sort_by(|a, b| self.compare(*b, *a));
            let Some(newest) = same.first().copied() else { continue };
            let said = |name: fn(&Packed) -> u32| {
                let mut names = same.iter().filter_map(|at| self.entries.get(*at)).map(name);
                names.find(|name| !self.names.text(*name).is_empty())
            };
            settled.counted.push(Counted {
                at: newest,
                unit: said(|entry| entry.unit),
                role: said(|entry| entry.role),
            });
            for other in same.into_iter().skip(1) {
                let source = |at: usize| self.names.text(self.entries[at].source).to_owned();
                settled.duplicates.push(Duplicate { source: source(other), counted: source(newest) });
            }
        }
        settled.counted.sort_unstable_by_key(|counted| counted.at);
        settled.duplicates.sort();
        settled
    }

    /// The id of the result that each entry is of. What was shared, and what a code holds, is of the result whose file is
    /// there: a file to share has an id of its own, and a code the first digits of it.
    fn results(&self) -> Vec<String> {
        let of = |entry: &Packed, id: &str| (entry.questionnaire, id.to_owned());
        let is_code = |entry: &&Packed| entry.id.len() == 8;
        let mut from: BTreeMap<(u32, String), String> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| !is_code(entry)) {
            from.insert(of(entry, &shared_id(&entry.id)), entry.id.to_string());
            if let Some(start) = entry.id.get(..8) {
                // Two results may begin alike. Which of them a code is of then goes by their ids, not by their order.
                let first = from.entry(of(entry, start)).or_insert_with(|| entry.id.to_string());
                if *entry.id < **first {
                    *first = entry.id.to_string();
                }
            }
        }
        let original = |entry: &Packed| {
            let mut id = entry.id.to_string();
            // A file to share can be shared again. So often, nobody does it.
            for _ in 0..8 {
                match from.get(&of(entry, &id)) {
                    Some(before) if *before != id => id.clone_from(before),
                    _ => break,
                }
            }
            id
        };
        self.entries.iter().map(original).collect()
    }

    /// Which of two entries of one result is the newer one. Of one time, a file is rather than a code, and one that is
    /// finished rather than a draft; after that, any, but always the same.
    fn compare(&self, a: usize, b: usize) -> std::cmp::Ordering {
        let key = |at: usize| {
            let entry = &self.entries[at];
            // A code, and a file to share, say the day alone.
            let day = entry.dated.get(..10).unwrap_or(&entry.dated).to_owned();
            (day, entry.id.len(), entry.dated.clone(), !entry.is_draft)
        };
        key(a).cmp(&key(b)).then_with(|| pack(&self.unpacked(a)).cmp(&pack(&self.unpacked(b))))
    }

    /// A result that counts.
    #[must_use]
    pub fn entry(&self, counted: Counted) -> Entry {
        let text = |name: Option<u32>| name.map_or("", |name| self.names.text(name)).to_owned();
        Entry { unit: text(counted.unit), role: text(counted.role), ..self.unpacked(counted.at) }
    }

    fn unpacked(&self, at: usize) -> Entry {
        let Some(packed) = self.entries.get(at) else { return Entry::default() };
        let text = |place: u32| self.names.text(place).to_owned();
        let answers: Vec<PackedAnswer> = unpack(&packed.answers).unwrap_or_default();
        let mut answers: Vec<(String, Answer)> = answers
            .into_iter()
            .map(|(question, choices, number)| {
                let choices = choices.into_iter().map(text).collect();
                (text(question), Answer { choices, number, ..Answer::default() })
            })
            .collect();
        answers.sort_by(|a, b| a.0.cmp(&b.0));
        Entry {
            id: packed.id.to_string(),
            dated: packed.dated.to_string(),
            status: if packed.is_draft { Status::Draft } else { Status::Final },
            questionnaire: text(packed.questionnaire),
            version: text(packed.version),
            unit: text(packed.unit),
            role: text(packed.role),
            answers: answers.into_iter().collect(),
        }
    }
}

/// A result that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The place of its entry.
    at: usize,
    /// The name of its unit, if it is known.
    unit: Option<u32>,
    /// The name of its role, if it is known.
    role: Option<u32>,
}

/// The results that count, and those that are there more than once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settled {
    /// Those that count: see [`Pile::entry`].
    pub counted: Vec<Counted>,
    /// Those that are there more than once.
    pub duplicates: Vec<Duplicate>,
}

/// What results of a questionnaire are counted with.
#[derive(Debug, Clone)]
pub struct Counting {
    /// The questionnaire as it is now.
    pub questionnaire: Questionnaire,
    /// What is counted of it.
    pub items: Vec<Item>,
    /// The digests of its structure and of its Markdown in every language: a result that names one of them is of this version.
    pub versions: Vec<String>,
    /// Whether results of other versions are counted too, with the answers that are still asked for.
    pub migrates: bool,
}

impl Counting {
    /// The answers of an entry to the questionnaire as it is now. `None` if it does not count: it is of another
    /// questionnaire, or of another version.
    #[must_use]
    pub fn answers(&self, entry: &Entry) -> Option<Answers> {
        self.given(entry).map(Cow::into_owned)
    }

    /// The same, copied only if they had to be migrated.
    fn given<'a>(&self, entry: &'a Entry) -> Option<Cow<'a, Answers>> {
        if entry.questionnaire != self.questionnaire.id {
            None
        } else if self.versions.contains(&entry.version) {
            Some(Cow::Borrowed(&entry.answers))
        } else {
            self.migrates.then(|| Cow::Owned(migrate(&self.questionnaire, &entry.answers).0))
        }
    }

    /// Counts an entry, if it counts. Says whether it does.
    pub fn count(&self, cells: &mut Cells, entry: &Entry) -> bool {
        let answers = self.given(entry);
        answers.iter().for_each(|answers| cells.count(&self.questionnaire, &self.items, entry, answers));
        answers.is_some()
    }
}

/// Whether a text has something of its own on each line: its first line ends what it begins.
fn is_lines(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (first, second) = (lines.next(), lines.next());
    first.is_some_and(|line| line.ends_with('}')) && second.is_none_or(|line| line.starts_with('{'))
}
