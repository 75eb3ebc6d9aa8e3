//! The benchmark of a large group: how long the group page takes in Chromium, how much memory, and whether it answers
//! meanwhile. `gather/benches/group.rs` measures the same results natively.
//!
//! It reports and never fails on a time. It visits the site in `dist/`, and `make bench` runs it. Numbers given to it are
//! measured alone: `tools/run cargo bench --profile dev --bench many_results -- 100 1000`.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a panic is the failure it reports")]
#![expect(clippy::print_stdout, reason = "its report")]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use engine::model::questionnaire::Questionnaire;
use engine::results::result_file::ResultFile;
use harness::engine::family;
use harness::{GROUP_FILES, Visit};
use serde::Deserialize;
use tokio::time::sleep;

#[expect(dead_code, unused_imports, unused_macros, reason = "the tests use the rest")]
mod harness;
#[path = "../../gather/tests/many/mod.rs"]
mod many;

/// The coordinator, in the page: it measures there, where nothing is late.
const COORDINATOR: &str = include_str!("many_results.js");
/// How many results, of how many units: so many units that their municipality would be the largest of all come last.
const SIZES: [(usize, usize); 5] = [(100, 5), (1_000, 5), (10_000, 5), (100_000, 5), (4_000, 400)];
const ROLES: [&str; 2] = ["chef", "it-service"];
/// How long a number of results may take before something must be wrong.
const PATIENCE: Duration = Duration::from_secs(600);

/// What the page has noted, in milliseconds.
#[derive(Deserialize)]
struct Noted {
    /// From the choice of the file until its results were counted and on the screen.
    took: f64,
    /// How long the page answered nothing at most.
    silence: f64,
}

/// What a number of results takes.
struct Figures {
    size: usize,
    units: usize,
    noted: Noted,
    /// The most memory of the page with its worker, in kB: before the file was chosen, and at the end.
    memory: [u64; 2],
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    // Cargo passes `--bench` along.
    let given = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let given: Vec<_> = given.map(|size| (size.parse().expect("a number of results"), 5)).collect();
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let file = folder.path().join("resultat.ndjson");
    let questionnaire = many::longest();
    let mut all = Vec::new();
    for (size, units) in if given.is_empty() { SIZES.to_vec() } else { given } {
        eprintln!("{size} results of {units} units");
        many::write_lines(&file, (0..size).map(|n| result(&questionnaire, units, n)));
        all.push(measured(size, units, &file).await);
    }
    println!("\nResults of the longest questionnaire on the group page, in Chromium:\n\n{}", table(&all));
}

/// The result with a number, of one of the units and in one of two roles.
fn result(questionnaire: &Questionnaire, units: usize, n: usize) -> ResultFile {
    let (unit, role) = (format!("Enhet {}", n % units), ROLES[n / units % ROLES.len()]);
    ResultFile { unit: Some(unit), role: Some(role.into()), ..many::result(questionnaire, n) }
}

/// Chooses the file on the group page, in a browser of its own, and waits until its results are counted.
async fn measured(size: usize, units: usize, file: &Path) -> Figures {
    let visit = Visit::new().await;
    visit.before_each_page(&format!("const RESULTS = {size};\n{COORDINATOR}")).await;
    visit.open("#/sv/grupp").await;
    visit.heading("Samla svar").await;
    let before = memory();
    visit.choose_path(GROUP_FILES, file).await;
    let start = Instant::now();
    let noted = loop {
        // Seldom: being asked takes the page's time.
        sleep(Duration::from_secs(1)).await;
        if let Ok(noted) = serde_json::from_value(visit.script("return globalThis.noted").await) {
            break noted;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain; the page says:\n{}", visit.text().await);
    };
    let figures = Figures { size, units, noted, memory: [before, memory()] };
    visit.finish().await;
    figures
}

/// The most memory that the page and its workers have had so far, in kB: they share a process, the largest of those that the
/// browser has for pages. 0 where the system does not tell.
fn memory() -> u64 {
    let read = |id: u32, file: &str| fs::read_to_string(format!("/proc/{id}/{file}")).unwrap_or_default();
    let pages = family(std::process::id()).into_iter().filter(|id| read(*id, "cmdline").contains("--type=renderer"));
    let most = pages.filter_map(|id| {
        let status = read(id, "status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.trim().trim_end_matches(" kB").parse().ok()
    });
    most.max().unwrap_or_default()
}

/// The figures as a table in Markdown: of each number of results, how much longer each result took than with the number
/// before, a tenth of them.
#[expect(clippy::cast_precision_loss, reason = "as near as a table shows")]
fn table(all: &[Figures]) -> String {
    let head = "| results | units | in all | of each | beside a tenth | memory | of it before | longest silence |\n\
        |---:|---:|---:|---:|---:|---:|---:|---:|";
    let mut rows = vec![head.to_owned()];
    let of_each = |figures: &Figures| figures.noted.took / figures.size as f64;
    for (at, figures) in all.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &all[before]).filter(|before| before.units == figures.units);
        let beside = before.map(|before| of_each(figures) / of_each(before));
        let [before, most] = figures.memory.map(|memory| memory as f64 / 1024.0);
        rows.push(format!(
            "| {} | {} | {:.0} ms | {:.3} ms | {} | {most:.0} MB | {before:.0} MB | {:.0} ms |",
            figures.size,
            figures.units,
            figures.noted.took,
            of_each(figures),
            beside.map_or("–".to_owned(), |ratio| format!("{ratio:.2}")),
            figures.noted.silence,
        ));
    }
    rows.join("\n")
}
