//! How long a group takes, and how much memory: `cargo bench -p gather`.
//!
//! Each number of results is gathered and counted in a process of its own, so that the memory is its own too. They come as
//! the page would get them, as a file with a result file on each line.

#![expect(clippy::unwrap_used, reason = "a benchmark that fails has nothing to show")]
#![expect(clippy::print_stdout, reason = "the table is what it is run for")]

#[path = "../tests/many/mod.rs"]
mod many;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use engine::group::disclosure::Thresholds;
use engine::group::items::items;
use engine::group::pile::Counting;
use engine::results::structure::Structure;
use gather::{Count, Gathering};

const SIZES: [usize; 4] = [100, 1_000, 10_000, 100_000];

/// What of it takes how long, in milliseconds, and the most memory it took at a time, in kB.
struct Figures {
    size: usize,
    steps: [f64; 4],
    memory: u64,
}

fn main() {
    // Cargo passes `--bench` along.
    let mut given = std::env::args().skip(1).filter(|argument| argument != "--bench");
    if let (Some(size), Some(file)) = (given.next(), given.next()) {
        run(size.parse().unwrap(), Path::new(&file));
        return;
    }
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let file = folder.path().join("resultat.ndjson");
    let all: Vec<Figures> = SIZES.into_iter().map(|size| measured(size, &file)).collect();
    println!("{}", table(&all));
}

/// Writes so many results, and has a process of its own gather and count them.
fn measured(size: usize, file: &Path) -> Figures {
    let questionnaire = many::longest();
    many::write_lines(file, (0..size).map(|n| many::result(&questionnaire, n)));
    let run = Command::new(std::env::current_exe().unwrap()).arg(size.to_string()).arg(file).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let said = String::from_utf8(run.stdout).unwrap();
    let mut figures = said.split_whitespace();
    let steps = [(); 4].map(|()| figures.next().unwrap().parse().unwrap());
    Figures { size, steps, memory: figures.next().unwrap().parse().unwrap() }
}

/// Gathers and counts, and says how long each step took and how much memory there was at most.
fn run(size: usize, file: &Path) {
    let (questionnaire, before) = (many::longest(), memory());
    let mut start = Instant::now();
    let mut lap = || {
        let took = start.elapsed().as_secs_f64() * 1000.0;
        start = Instant::now();
        took
    };
    let mut gathering = Gathering::default();
    let bytes = fs::metadata(file).unwrap().len();
    gathering.add("resultat.ndjson", bytes, Box::new(File::open(file).unwrap()));
    while gathering.step().is_some() {}
    let read = lap();
    assert_eq!((gathering.report().results as usize, gathering.report().refused.len()), (size, 0));
    // Two reports.
    let settled = lap() / 2.0;
    let versions = vec![Structure::of(&questionnaire).digest()];
    let counting = Counting { items: items(&questionnaire), questionnaire, versions, migrates: false };
    let mut count = Count::new(&gathering.pile, counting);
    while count.step(&gathering.pile).is_some() {}
    let counted = lap();
    let overview = count.overview(Thresholds::new(5, 8), &BTreeSet::from(["it-service".to_owned()]));
    let shown = lap();
    assert_eq!(overview.counted as usize, size);
    println!("{read} {settled} {counted} {shown} {}", memory() - before);
}

/// The most memory that this process has had so far, in kB. 0 where the system does not tell.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

/// The figures as a table in Markdown: of each number of results, how much longer each result took than with a tenth of them.
#[expect(clippy::cast_precision_loss, reason = "as near as a table shows")]
fn table(all: &[Figures]) -> String {
    let head = "| results | reading | report | counting | overview | in all | of each | beside a tenth | memory |\n\
        |---:|---:|---:|---:|---:|---:|---:|---:|---:|";
    let mut rows = vec![head.to_owned()];
    let of_each = |figures: &Figures| figures.steps.iter().sum::<f64>() / figures.size as f64;
    for (at, figures) in all.iter().enumerate() {
        let steps: Vec<String> = figures.steps.iter().map(|took| format!("{took:.0} ms")).collect();
        let beside = at.checked_sub(1).map(|before| of_each(figures) / of_each(&all[before]));
        rows.push(format!(
            "| {} | {} | {:.0} ms | {:.3} ms | {} | {:.1} MB |",
            figures.size,
            steps.join(" | "),
            figures.steps.iter().sum::<f64>(),
            of_each(figures),
            beside.map_or("–".to_owned(), |ratio| format!("{ratio:.2}")),
            figures.memory as f64 / 1024.0
        ));
    }
    rows.join("\n")
}
