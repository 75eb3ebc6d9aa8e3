//! Gathers results for a group from files of any kind, and counts them, a slice at a time: whoever runs it can say how far it
//! has come, and stop it.
//!
//! The worker (`main.rs`) runs it in a browser; tests and the benchmark run it natively.

use std::collections::{BTreeSet, VecDeque};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

use engine::exports::workbook::{Cell, Column, Sheet, Workbook};
use engine::group::cells::Cells;
use engine::group::disclosure::Thresholds;
use engine::group::entry::Entry;
use engine::group::group_file::Making;
use engine::group::items::{ItemKind, classes_of};
use engine::group::overview::{Overview, Report};
use engine::group::pile::{Counted, Counting, Mark, Pile, Problem};
use engine::group::rows::{Head, MOST_IN_WORKBOOK, Row};
use engine::model::answers::Answers;
use engine::results::open_error::{MAX_BYTES, OpenError};
use engine::results::structure::Structure;
use texts::Texts;
use zip::ZipArchive;

/// Something to read from, piece by piece.
pub trait Input: Read + Seek {}
impl<T: Read + Seek> Input for T {}

/// How many bytes are unpacked from one packed file at most. A hundred thousand results take less.
const MAX_UNPACKED: u64 = 2_000_000_000;
/// How many lines are read in a slice.
const LINES: usize = 100;
/// How many results are counted in a slice.
pub const COUNTED: usize = 250;

/// A file that is being read.
enum Job {
    /// One that has not been looked at.
    File(Box<dyn Input>),
    /// A packed file: its files from a place on, and how many bytes of them have been unpacked.
    Packed(Box<ZipArchive<Box<dyn Input>>>, usize, u64),
    /// One with a result on each line: where it has come to.
    Lines(BufReader<Box<dyn Input>>, u32),
}

/// What is being gathered.
#[derive(Default)]
pub struct Gathering {
    /// What has been gathered.
    pub pile: Pile,
    jobs: VecDeque<(String, u64, Job)>,
    /// How many bytes of the files have been read, and how many there are.
    progress: (u64, u64),
    /// Where the pile stood before these files. `None` if none of them has been begun.
    before: Option<Mark>,
}

impl Gathering {
    /// Adds a file to those that are to be read. `size` is how many bytes it has.
    pub fn add(&mut self, name: &str, size: u64, input: Box<dyn Input>) {
        if self.jobs.is_empty() {
            self.before = None;
            self.progress = (0, 0);
        }
        self.progress.1 += size;
        self.jobs.push_back((name.to_owned(), size, Job::File(input)));
    }

    /// Whether there is something left to read.
    #[must_use]
    pub fn is_underway(&self) -> bool {
        !self.jobs.is_empty()
    }

    /// Reads on for a while. Says how much of all there is to read has been read, from 0 to 1; `None` if there is nothing left.
    pub fn step(&mut self) -> Option<f64> {
        let (name, size, job) = self.jobs.pop_front()?;
        self.before.get_or_insert_with(|| self.pile.mark());
        let next = match job {
            Job::File(input) => self.begin(&name, size, input),
            Job::Packed(archive, at, unpacked) => self.unpack(&name, archive, at, unpacked),
            Job::Lines(reader, line) => self.lines(&name, size, reader, line),
        };
        let (done, of) = self.progress;
        let part = next.as_ref().map_or(1.0, |(part, _)| *part);
        match next {
            Some((_, job)) => self.jobs.push_front((name, size, job)),
            None => self.progress.0 += size,
        }
        if self.jobs.is_empty() {
            return None;
        }
        Some(come(done, part, size, of))
    }

    /// Where the pile stood before what is being read, or was read last.
    #[must_use]
    pub fn before(&self) -> Mark {
        self.before.unwrap_or_else(|| self.pile.mark())
    }

    /// Stops reading, and forgets what has been read of these files.
    pub fn cancel(&mut self) {
        self.jobs.clear();
        if let Some(before) = self.before.take() {
            self.pile.back_to(before);
        }
    }

    /// Begins with a file. Gives what is left to do, and how much of it has been done.
    fn begin(&mut self, name: &str, size: u64, mut input: Box<dyn Input>) -> Option<(f64, Job)> {
        let mut head = Vec::new();
        let read = input.by_ref().take(4).read_to_end(&mut head).and_then(|_| input.seek(SeekFrom::Start(0)));
        if read.is_err() {
            self.pile.refuse(name, None, Problem::Unreadable);
            return None;
        }
        if is_packed(&head) {
            return match ZipArchive::new(input) {
                Ok(archive) => Some((0.0, Job::Packed(Box::new(archive), 0, 0))),
                Err(_) => {
                    self.pile.refuse(name, None, Problem::Packed);
                    None
                }
            };
        }
        if size > MAX_BYTES as u64 {
            // Only what has a result on each line is so large.
            return Some((0.0, Job::Lines(BufReader::with_capacity(1 << 16, input), 1)));
        }
        let mut bytes = Vec::new();
        match input.read_to_end(&mut bytes) {
            Ok(_) => self.pile.take(name, &bytes),
            Err(_) => self.pile.refuse(name, None, Problem::Unreadable),
        }
        None
    }

    /// Takes the next file out of a packed one.
    fn unpack(
        &mut self,
        name: &str,
        mut archive: Box<ZipArchive<Box<dyn Input>>>,
        at: usize,
        unpacked: u64,
    ) -> Option<(f64, Job)> {
        if at >= archive.len() {
            return None;
        }
        let unpacked = match archive.by_index(at) {
            Ok(mut file) if file.is_file() => {
                let inside = file.name().map(|name| name.into_owned()).unwrap_or_default();
                let source = format!("{name}/{inside}");
                if is_of_system(&inside) { unpacked } else { unpacked + self.take_packed(&source, &mut file) }
            }
            Ok(_) => unpacked,
            Err(_) => {
                self.pile.refuse(name, None, Problem::Packed);
                unpacked
            }
        };
        if unpacked > MAX_UNPACKED {
            self.pile.refuse(name, None, Problem::PackedTooLarge);
            return None;
        }
        Some((share(at as u64 + 1, archive.len() as u64), Job::Packed(archive, at + 1, unpacked)))
    }

    /// Takes a file of a packed one. What it says of its size is not trusted. Gives how many bytes were unpacked.
    fn take_packed(&mut self, source: &str, file: &mut impl Read) -> u64 {
        let mut bytes = Vec::new();
        let read = file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes);
        let length = bytes.len() as u64;
        match read {
            Err(_) => self.pile.refuse(source, None, Problem::Packed),
            Ok(_) if is_packed(&bytes) => self.pile.refuse(source, None, Problem::PackedTwice),
            Ok(_) if bytes.len() <= MAX_BYTES => self.pile.take(source, &bytes),
            // Only what has a result on each line is so large.
            Ok(_) => {
                let all = std::io::Cursor::new(bytes).chain(file.take(MAX_UNPACKED));
                let (mut reader, mut line, mut length) = (BufReader::new(all), 1, 0);
                while let Some((next, read)) = self.some_lines(source, &mut reader, line) {
                    (line, length) = (next, length + read);
                }
                self.pile.end(source);
                return length.max(MAX_BYTES as u64);
            }
        }
        length
    }

    /// Takes the next lines of a file.
    fn lines(&mut self, name: &str, size: u64, mut reader: BufReader<Box<dyn Input>>, line: u32) -> Option<(f64, Job)> {
        let Some((next, _)) = self.some_lines(name, &mut reader, line) else {
            self.pile.end(name);
            return None;
        };
        let part = share(reader.stream_position().unwrap_or_default(), size);
        Some((part, Job::Lines(reader, next)))
    }

    /// Takes the next lines, from the one with a number. Gives the number of the line after them, and how many bytes they had.
    /// `None` at the end, or where a line is longer than any result: then it is no file of ours.
    fn some_lines(&mut self, name: &str, reader: &mut impl BufRead, first: u32) -> Option<(u32, u64)> {
        let (mut length, mut bytes) = (0, Vec::new());
        for line in (first..).take(LINES) {
            bytes.clear();
            let Ok(read) = reader.by_ref().take(MAX_BYTES as u64 + 1).read_until(b'\n', &mut bytes) else {
                self.pile.refuse(name, Some(line), Problem::Unreadable);
                return None;
            };
            if read == 0 {
                return None;
            }
            if read > MAX_BYTES {
                self.pile.refuse(name, Some(line), Problem::File(OpenError::TooLarge));
                return None;
            }
            length += read as u64;
            self.pile.take_lines(name, line, &bytes);
        }
        Some((first.saturating_add(u32::try_from(LINES).unwrap_or_default()), length))
    }

    /// What has been gathered.
    #[must_use]
    pub fn report(&self) -> Report {
        let settled = self.pile.settle();
        Report {
            results: u32::try_from(settled.counted.len()).unwrap_or(u32::MAX),
            questionnaires: self.pile.questionnaires().into_iter().map(str::to_owned).collect(),
            refused: self.pile.refused(),
            duplicates: settled.duplicates,
            groups: self.pile.groups().into_iter().map(|(_, file)| file.clone().into()).collect(),
        }
    }
}

/// The results of a questionnaire that are being counted.
pub struct Count {
    counting: Counting,
    left: VecDeque<Counted>,
    of: usize,
    cells: Cells,
    overview: Overview,
}

impl Count {
    /// Begins to count what has been gathered.
    #[must_use]
    pub fn new(pile: &Pile, counting: Counting) -> Self {
        let left: VecDeque<Counted> = pile.settle().counted.into();
        let overview = Overview { questionnaire: counting.questionnaire.id.clone(), ..Overview::default() };
        Self { counting, of: left.len(), left, cells: Cells::default(), overview }
    }

    /// Counts on for a while. Says how much has been counted, from 0 to 1; `None` if there is nothing left.
    pub fn step(&mut self, pile: &Pile) -> Option<f64> {
        for _ in 0..COUNTED {
            let entry = pile.entry(self.left.pop_front()?);
            if entry.questionnaire != self.counting.questionnaire.id {
                continue;
            }
            let is_counted = self.counting.count(&mut self.cells, &entry);
            let is_other = !self.counting.versions.contains(&entry.version);
            self.overview.counted += u32::from(is_counted);
            self.overview.migrated += u32::from(is_counted && is_other);
            self.overview.of_other_versions += u32::from(!is_counted);
        }
        Some(1.0 - share(self.left.len() as u64, self.of as u64))
    }

    /// What has been counted, as the page shows it.
    #[must_use]
    pub fn overview(&self, thresholds: Thresholds, joint: &BTreeSet<String>) -> Overview {
        let making = Making { items: &self.counting.items, thresholds, joint };
        let years = self.cells.years().into_iter().map(|year| making.overview(&self.cells, year));
        Overview { years: years.collect(), ..self.overview.clone() }
    }
}

/// The rows of a questionnaire's results that are being written.
pub struct Writing {
    count: Count,
    version: String,
    joint: BTreeSet<String>,
}

impl Writing {
    /// Begins to write the rows of what has been gathered. Roles in `joint` have given joint answers.
    #[must_use]
    pub fn new(pile: &Pile, counting: Counting, joint: BTreeSet<String>) -> Self {
        let version = Structure::of(&counting.questionnaire).digest();
        Self { count: Count::new(pile, counting), version, joint }
    }

    /// The first line of the file: what it is, and a note to whoever opens it.
    #[must_use]
    pub fn head(note: String) -> String {
        let head = Head { format: Head::FORMAT.to_owned(), version: Head::VERSION, note };
        // Cannot fail: every key is a string.
        serde_json::to_string(&head).unwrap_or_default() + "\n"
    }

    /// Writes on for a while. Gives the next lines; `None` if there are none left.
    pub fn step(&mut self, pile: &Pile) -> Option<String> {
        let mut text = String::new();
        for _ in 0..COUNTED {
            let Some(counted) = self.count.left.pop_front() else { break };
            let (entry, counting) = (pile.entry(counted), &self.count.counting);
            let Some(answers) = counting.answers(&entry) else { continue };
            let joint = self.joint.contains(&entry.role);
            let rows = Row::of(&counting.questionnaire, &counting.items, &self.version, &entry, &answers, joint);
            rows.iter().for_each(|row| text += &(row.to_json() + "\n"));
        }
        (!text.is_empty() || !self.count.left.is_empty()).then_some(text)
    }
}

/// A questionnaire's results that are being put into a workbook: a row for each.
pub struct Tabling {
    count: Count,
    joint: BTreeSet<String>,
    rows: Vec<Vec<Cell>>,
}

impl Tabling {
    /// Begins to put what has been gathered into a workbook. Roles in `joint` have given joint answers.
    #[must_use]
    pub fn new(pile: &Pile, counting: Counting, joint: BTreeSet<String>) -> Self {
        Self { count: Count::new(pile, counting), joint, rows: Vec::new() }
    }

    /// Goes on for a while. Says whether anything is left.
    pub fn step(&mut self, pile: &Pile) -> bool {
        for _ in 0..COUNTED {
            let Some(at) = self.count.left.pop_front() else { return false };
            let (entry, counting) = (pile.entry(at), &self.count.counting);
            if let Some(answers) = counting.answers(&entry).filter(|_| self.rows.len() < MOST_IN_WORKBOOK) {
                self.rows.push(self.row(&entry, &answers));
            }
        }
        true
    }

    fn t(&self) -> Texts {
        Texts(self.count.counting.questionnaire.language)
    }

    fn row(&self, entry: &Entry, answers: &Answers) -> Vec<Cell> {
        let (t, Counting { questionnaire, items, .. }) = (self.t(), &self.count.counting);
        let mut row = vec![
            Cell::Text(entry.id.clone()),
            Cell::Day(entry.day().to_owned()),
            Cell::Text(t.of_status(entry.status).to_owned()),
            Cell::Text(entry.unit.clone()),
            Cell::Text(if entry.role.is_empty() { String::new() } else { t.role_name(questionnaire, &entry.role) }),
            if self.joint.contains(&entry.role) { Cell::Text(t.yes().to_owned()) } else { Cell::Empty },
        ];
        let cells = items.iter().zip(classes_of(questionnaire, items, answers)).map(|(item, classes)| {
            let number = answers.get(&item.id).and_then(|answer| answer.number.as_ref()?.value());
            let classes = classes.unwrap_or_default().into_iter().filter_map(|class| item.classes.get(class));
            let names: Vec<String> = classes.map(|class| t.class_name(questionnaire, item, class)).collect();
            match number.filter(|_| item.kind == ItemKind::Question && item.classes.is_empty()) {
                Some(number) => Cell::Number(number),
                None if names.is_empty() => Cell::Empty,
                None => Cell::Text(names.join("; ")),
            }
        });
        row.extend(cells);
        row
    }

    /// The workbook.
    #[must_use]
    pub fn workbook(self) -> Workbook {
        let (t, Counting { questionnaire, items, .. }) = (self.t(), &self.count.counting);
        let heads = [t.id_head(), t.day_head(), t.status_head(), t.unit_head(), t.role_head(), t.joint_head()];
        let heads = heads.into_iter().map(|head| Column { head: head.to_owned(), width: 14 });
        let names = items.iter().map(|item| Column { head: t.item_name(questionnaire, item), width: 24 });
        let sheet = Sheet {
            name: t.working().to_owned(),
            notes: vec![t.rows_note().to_owned()],
            columns: heads.chain(names).collect(),
            rows: self.rows,
            charts: Vec::new(),
        };
        let title = format!("{} – {}", t.working(), questionnaire.title);
        Workbook { title, language: questionnaire.language, sheets: vec![sheet] }
    }
}

/// How much of all that there is to read has been read, from 0 to 1: so many bytes, and a part of a file. In one fraction, so
/// that the file's end and the next one's beginning are the same.
#[allow(clippy::cast_precision_loss, reason = "as near as a progress bar can show")]
fn come(done: u64, part: f64, size: u64, of: u64) -> f64 {
    (done as f64 + part * size as f64) / of.max(1) as f64
}

/// How much of something has been done, from 0 to 1.
#[allow(clippy::cast_precision_loss, reason = "as near as a progress bar can show")]
fn share(done: u64, of: u64) -> f64 {
    done as f64 / of.max(1) as f64
}

fn is_packed(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Whether a file is one that operating systems leave in folders, and nobody has put there.
#[must_use]
pub fn is_of_system(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    path.starts_with("__MACOSX/")
        || name.starts_with('.')
        || ["thumbs.db", "desktop.ini"].contains(&name.to_lowercase().as_str())
}
