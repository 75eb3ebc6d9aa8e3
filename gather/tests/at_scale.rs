//! The SQL of `docs/at-scale.md`, taken out of it and run by DuckDB, beside what the engine counts. `make quick` leaves it
//! out: DuckDB comes with `tools/setup test`.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a panic in a test is the failure it reports")]

#[expect(dead_code, reason = "the benchmarks use the rest")]
mod many;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use engine::group::cells::{CellKey, Cells, Counts};
use engine::group::entry::Entry;
use engine::group::items::{Item, ItemKind, items, median};
use engine::group::rows::{Head, Row};
use engine::model::questionnaire::{ChoiceValue, Questionnaire};
use serde_json::Value;

/// So many rows of the longest questionnaire there are, at least.
const ROWS: usize = 1_000_000;
/// So many results there are of the questionnaire that has roles, conditions and questions with several choices.
const VARIED: usize = 2_000;
/// Runs each statement and writes its rows as JSON, those of each statement on a line.
const RUN: &str = "
import duckdb, json, sys
for statement in json.load(sys.stdin):
    print(json.dumps(duckdb.execute(statement).fetchall(), default=float))";

/// What figures are of: the year, the part, the questionnaire and the question, and perhaps a choice.
type Key = Vec<String>;

/// What part of the whole a cell belongs to.
type PartOf = fn(&CellKey) -> &str;

/// A questionnaire, and its results as the engine counts them.
struct Counted {
    questionnaire: Questionnaire,
    items: Vec<Item>,
    cells: Cells,
}

impl Counted {
    fn new(questionnaire: Questionnaire) -> Self {
        Self { items: items(&questionnaire), cells: Cells::default(), questionnaire }
    }

    /// Counts a result and writes its rows. Gives how many they are.
    fn take(&mut self, entry: &Entry, joint: bool, file: &mut impl Write) -> usize {
        if !joint {
            self.cells.count(&self.questionnaire, &self.items, entry, &entry.answers);
        }
        let rows = Row::of(&self.questionnaire, &self.items, &entry.version, entry, &entry.answers, joint);
        rows.iter().for_each(|row| writeln!(file, "{}", row.to_json()).unwrap());
        rows.len()
    }

    fn questions(&self) -> impl Iterator<Item = (usize, &Item)> {
        self.items.iter().enumerate().filter(|(_, item)| item.kind == ItemKind::Question)
    }

    /// The choices that lie on a scale, each with its question and its points.
    fn scale(&self) -> Vec<(String, String, f64)> {
        let mut scale = Vec::new();
        for (_, item) in self.questions() {
            let question = self.questionnaire.question(&item.id).unwrap();
            for place in &item.scale {
                let choice = &question.choices()[*place];
                let ChoiceValue::Score(points) = choice.value else { panic!("{} has no points", choice.id) };
                scale.push((item.id.clone(), choice.id.clone(), points));
            }
        }
        scale
    }

    /// The counts of each question, for each year and part.
    fn counts(&self, part: PartOf) -> Vec<(Key, &Item, Counts)> {
        let mut all = Vec::new();
        for year in self.cells.years() {
            for (name, cell) in self.cells.by(year, |_| true, part) {
                for (at, item) in self.questions() {
                    let key = [&year.to_string(), &name, &self.questionnaire.id, &item.id].map(String::clone);
                    all.push((key.into(), item, cell.counts[at].clone()));
                }
            }
        }
        all
    }
}

/// How many were asked each question and how many have not answered; how many chose each choice; and the medians.
#[derive(Default)]
struct Expected {
    people: BTreeMap<Key, Vec<Value>>,
    choices: BTreeMap<Key, Vec<Value>>,
    medians: BTreeMap<Key, Vec<Value>>,
}

impl Expected {
    /// What SQL is to say: nothing of what nobody was asked, chose or answered.
    fn of(counted: &[Counted], part: PartOf) -> Self {
        let mut expected = Self::default();
        for (key, item, counts) in counted.iter().flat_map(|counted| counted.counts(part)) {
            if counts.people > 0 {
                expected.people.insert(key.clone(), vec![counts.people.into(), counts.unanswered.into()]);
            }
            for (class, count) in item.classes.iter().zip(&counts.classes).filter(|(_, count)| **count > 0) {
                let key = [key.as_slice(), std::slice::from_ref(class)].concat();
                expected.choices.insert(key, vec![(*count).into()]);
            }
            let on_scale = counts.on_scale(item);
            if let Some((lower, upper)) = median(&on_scale) {
                let class = |place: usize| Value::from(item.classes[item.scale[place]].as_str());
                let all = on_scale.iter().sum::<u32>();
                expected.medians.insert(key, vec![all.into(), class(lower), class(upper)]);
            }
        }
        expected
    }
}

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/at-scale.md")).unwrap()
}

/// The SQL under a heading of the page.
fn sql(heading: &str) -> String {
    let page = page();
    let section = page.split(&format!("### {heading}\n")).nth(1).unwrap_or_else(|| panic!("no heading {heading}"));
    section.split("```sql\n").nth(1).unwrap().split("```").next().unwrap().to_owned()
}

/// What DuckDB gives for some statements, a list of rows for each.
fn duckdb(folder: &Path, statements: &[String]) -> Vec<Vec<Vec<Value>>> {
    let packages = std::env::var("VATTENPASS_DUCKDB").expect("DuckDB is missing: `make test` installs it");
    let mut python = Command::new("python3");
    python.args(["-c", RUN]).env("PYTHONPATH", packages).env("PYTHONIOENCODING", "utf-8").current_dir(folder);
    let mut run = python.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("Python is missing");
    serde_json::to_writer(run.stdin.take().unwrap(), statements).unwrap();
    let done = run.wait_with_output().unwrap();
    assert!(done.status.success());
    String::from_utf8(done.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The rows by their first columns, as many as `key` says.
fn by_key(rows: &[Vec<Value>], key: usize) -> BTreeMap<Key, Vec<Value>> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let all: BTreeMap<Key, Vec<Value>> =
        rows.iter().map(|row| (row[..key].iter().map(text).collect(), row[key..].to_vec())).collect();
    assert_eq!(all.len(), rows.len(), "a key twice");
    all
}

/// Writes the rows of many results, as the page does, and the scale. Gives what the engine counts of them.
fn write(folder: &Path) -> [Counted; 2] {
    let mut file = BufWriter::new(File::create(folder.join("arbetsmaterial.ndjson")).unwrap());
    let head = Head { format: Head::FORMAT.into(), version: Head::VERSION, note: "Arbetsmaterial".into() };
    serde_json::to_writer(&mut file, &head).unwrap();
    file.write_all(b"\n").unwrap();
    let varied = many::questionnaires().into_iter().find(|questionnaire| questionnaire.id == "chefsenkat").unwrap();
    let mut all = [Counted::new(many::longest()), Counted::new(varied)];
    let (mut n, mut rows) = (0, 0);
    while rows < ROWS {
        let entry = Entry::of_file(&many::result(&all[0].questionnaire, n));
        rows += all[0].take(&entry, false, &mut file);
        n += 1;
    }
    for n in 0..VARIED {
        let entry = Entry::of_file(&many::result(&all[1].questionnaire, n));
        all[1].take(&entry, n == 0, &mut file);
    }
    file.flush().unwrap();
    let mut scale = "questionnaire,question,choice,points\n".to_owned();
    for counted in &all {
        for (question, choice, points) in counted.scale() {
            scale += &format!("{},{question},{choice},{points}\n", counted.questionnaire.id);
        }
    }
    fs::write(folder.join("skala.csv"), scale).unwrap();
    all
}

#[test]
fn the_page_describes_every_column_of_a_row() {
    let page = page();
    let described: Vec<&str> = page
        .split("| kolumn | typ | betyder |\n|---|---|---|\n")
        .nth(1)
        .unwrap()
        .lines()
        .map_while(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    assert_eq!(described, Row::COLUMNS);
}

#[test]
fn duckdb_in_the_office_counts_a_million_rows_as_the_engine_does() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let folder = folder.path();
    let all = write(folder);
    let mut statements = vec![
        sql("DuckDB"),
        "CREATE TABLE skala AS SELECT * FROM read_csv('skala.csv')".to_owned(),
        format!("SELECT * FROM ({}) ORDER BY question, points", sql("Skalan")),
    ];
    // A part as the page calls it, and what it is of the engine's.
    let parts: [(&str, PartOf); 3] =
        [("'alla' AS part", |_| "alla"), ("unit AS part", |key| &key.unit), ("role AS part", |key| &key.role)];
    let queries = ["Hur många som fick frågan och inte svarade", "Hur många som valde varje val", "Medianen"].map(sql);
    for (part, _) in parts {
        statements.extend(queries.iter().map(|query| query.replace("'alla' AS part", part)));
    }
    let given = duckdb(folder, &statements);
    let mut scale: Vec<Vec<Value>> = Vec::new();
    for (question, choice, points) in all[0].scale() {
        scale.push(vec![all[0].questionnaire.id.as_str().into(), question.into(), choice.into(), points.into()]);
    }
    scale.sort_by(|a, b| a[1].as_str().cmp(&b[1].as_str()));
    assert_eq!(given[2], scale);
    for ((name, part), given) in parts.iter().zip(given[3..].chunks(3)) {
        let expected = Expected::of(&all, *part);
        assert!(by_key(&given[0], 4) == expected.people, "{name}");
        assert!(by_key(&given[1], 5) == expected.choices, "{name}");
        assert!(by_key(&given[2], 4) == expected.medians, "{name}");
    }
}
