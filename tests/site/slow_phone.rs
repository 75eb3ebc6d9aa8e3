//! The benchmark: a first visit on a slow phone, from the address to the first question and on to the result, with this
//! release of the site beside an earlier one, and beside the same questions as others show them. `tools/bench` builds both
//! and runs it.
//!
//! It reports and never fails on a time. All are visited in turn, so that what slows the machine slows all.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a panic is the failure it reports")]
#![expect(clippy::print_stdout, reason = "its report")]

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use harness::{FOLDER, Site, Visit, brotli};
use serde::Deserialize;
use serde_json::json;

#[expect(dead_code, unused_imports, unused_macros, reason = "the tests use the rest")]
mod harness;
mod rivals;

/// The respondent, in the page: it measures there, where nothing is late.
const RESPONDENT: &str = include_str!("slow_phone.js");
/// How many times slower than this machine the phone computes.
const SLOWER: u32 = 4;
/// 1.6 Mbit/s down and 750 kbit/s up, in bytes a second.
const LINE: (u32, u32) = (200_000, 93_750);
/// From a request to its answer, in milliseconds.
const LATENCY: u32 = 150;
/// How long each respondent reads a question before going on, in milliseconds.
const PAUSES: [u32; 2] = [1000, 0];

/// What one visit has measured: times in milliseconds, addresses with the bytes of their bodies.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Journey {
    /// From the navigation until anything was on the screen.
    paint: f64,
    /// From the navigation until the first question was on the screen.
    first: f64,
    /// How long the page answered nothing until a moment after the first question: each task beyond 50 ms.
    blocked: f64,
    /// From "Nästa" until the next question was made, before it was drawn.
    work: Vec<f64>,
    /// From "Nästa" until the next question was.
    steps: Vec<f64>,
    /// From "Nästa" at the last question until the review was, or what others end with.
    review: f64,
    /// From "Visa resultat" until the result was. 0 for others, which have none.
    result: f64,
    /// What had come when the first question was on the screen.
    fetched_first: Vec<(String, u64)>,
    /// What had come when the result was.
    fetched_all: Vec<(String, u64)>,
}

impl Journey {
    fn slowest_step(&self) -> f64 {
        self.steps.iter().copied().fold(0.0, f64::max)
    }

    fn most_work(&self) -> f64 {
        self.work.iter().copied().fold(0.0, f64::max)
    }

    /// All waiting from the address to the result: without the time that the questions are read.
    fn waited(&self) -> f64 {
        self.first + self.steps.iter().sum::<f64>() + self.review + self.result
    }
}

/// A visit to the earlier site, and the one to this release's that followed it.
type Pair = [Journey; 2];

/// The others: what the respondent knows each by, and its name.
const RIVALS: [(&str, &str); 3] = [("plain", "plain HTML"), ("surveyjs", "SurveyJS"), ("formsmd", "Forms.md")];

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let earlier = std::env::var("VATTENPASS_EARLIER").expect("VATTENPASS_EARLIER names a built site: run `make bench`");
    let runs = std::env::var("RUNS").map_or(7, |runs| runs.parse::<NonZero<usize>>().expect("RUNS is a number").get());
    eprintln!("compressing both sites");
    let [earlier, now] = &[PathBuf::from(earlier), Site::Built.folder()].map(|folder| compressed(&folder));
    let packages = rivals::packages();
    let rivals = [rivals::plain(), rivals::survey_js(&packages), rivals::forms_md(&packages)];
    let rivals = &rivals.map(|folder| compressed(folder.path()));
    // A list for each pause, for each of the others, and for this release on this machine as it is.
    let mut visits: [Vec<Pair>; 2] = Default::default();
    let mut others: [Vec<Journey>; 3] = Default::default();
    let mut unhindered = Vec::new();
    for run in 1..=runs {
        eprintln!("run {run} of {runs}");
        for (pause, pairs) in PAUSES.into_iter().zip(&mut visits) {
            pairs.push([journey(earlier, pause).await, journey(now, pause).await]);
        }
        for ((site, folder), journeys) in RIVALS.into_iter().zip(rivals).zip(&mut others) {
            journeys.push(visit(folder, site.0, "", PAUSES[0], true).await);
        }
        unhindered.push(visit(now, OWN, QUESTION, PAUSES[0], false).await);
    }
    report(&visits, &others, &unhindered);
}

/// The site with each file compressed beside it, as a host does that sends what the budgets count.
fn compressed(folder: &Path) -> Site {
    let site = Site::copy_of(folder);
    compress(&site.folder());
    site
}

fn compress(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            compress(&path);
        } else {
            let mut compressed = path.clone().into_os_string();
            compressed.push(".br");
            fs::write(compressed, brotli(&fs::read(path).unwrap())).unwrap();
        }
    }
}

/// What the respondent knows this site by.
const OWN: &str = "vattenpass";
/// The address of its first question.
const QUESTION: &str = "#/sv/chefsenkat/1";

/// A first visit to this site on the phone.
async fn journey(site: &Site, pause: u32) -> Journey {
    visit(site, OWN, QUESTION, pause, true).await
}

/// A first visit: nothing is cached, and nothing stored. On the phone, or on this machine as it is.
async fn visit(site: &Site, name: &str, route: &str, pause: u32, on_phone: bool) -> Journey {
    let visit = Visit::to(Site::copy_of(&site.folder()), json!({})).await;
    let phone = json!({ "width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": true });
    let (down, up) = LINE;
    let line = json!({ "offline": false, "latency": LATENCY, "downloadThroughput": down, "uploadThroughput": up });
    let slow = [
        ("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })),
        ("Network.enable", json!({})),
        ("Network.emulateNetworkConditions", line),
    ];
    let commands = [("Emulation.setDeviceMetricsOverride", phone)].into_iter();
    for (command, parameters) in commands.chain(slow.into_iter().filter(|_| on_phone)) {
        visit.driver.cdp().send_raw(command, parameters).await.unwrap();
    }
    visit.before_each_page(&format!("const PAUSE = {pause}, SITE = {name:?};\n{RESPONDENT}")).await;
    visit.open(route).await;
    let wait = json!({ "expression": "journey", "awaitPromise": true, "returnByValue": true });
    let done = visit.driver.cdp().send_raw("Runtime.evaluate", wait).await.unwrap();
    let journey = serde_json::from_value(done["result"]["value"].clone());
    let journey = journey.unwrap_or_else(|error| panic!("the journey through {name} did not end: {error}: {done:#}"));
    if name == OWN {
        visit.finish().await;
    } else {
        // What others complain of, or ask for, is not ours to hold.
        visit.driver.clone().quit().await.unwrap();
    }
    journey
}

fn report(visits: &[Vec<Pair>; 2], others: &[Vec<Journey>; 3], unhindered: &[Journey]) {
    let [unhurried, _] = visits;
    println!(
        "\n\
         A first visit to the manager survey on a slow phone: 390×844, a processor {SLOWER} times slower than this\n\
         machine's, {} kbit/s, {LATENCY} ms from request to answer. Files under brotli, nothing cached.\n\
         Milliseconds until it is on the screen: the median of {} visits by each reader (least–most).\n",
        LINE.0 / 125,
        unhurried.len(),
    );
    println!("{:46}{:>24}{:>24}{:>14}", "", "earlier", "now", "now/earlier");
    row("anything on the screen, from the address", visits.iter().flatten(), |visit| visit.paint);
    row("first question, from the address", visits.iter().flatten(), |visit| visit.first);
    for (pause, pairs) in PAUSES.into_iter().zip(visits) {
        println!("one who reads each question for {pause} ms:");
        row("  next question, the slowest of them", pairs, Journey::slowest_step);
        row("  review, from the last question", pairs, |visit| visit.review);
        row("  result, from the review", pairs, |visit| visit.result);
        row("  all waiting, from the address to the result", pairs, Journey::waited);
    }
    println!("bytes fetched by one who reads each question for {} ms:", PAUSES[0]);
    row("  when the first question is there", unhurried, |visit| weight(&visit.fetched_first));
    row("  when the result is there", unhurried, |visit| weight(&visit.fetched_all));
    beside_others(unhurried, others);
    let work = sorted(unhindered, Journey::most_work);
    println!("\nWork for the next question on this machine as it is, the slowest of them: {} ms", spread(&work));
    let [earlier, now] = &unhurried[0];
    for (site, visit) in [("earlier", earlier), ("now", now)] {
        println!("\nWhat the first question fetched, {site}:");
        for (address, size) in &visit.fetched_first {
            let (_, file) = address.split_once(FOLDER).expect("every file is the site's own");
            println!("{size:>9}  {}", if file.starts_with('#') { "index.html" } else { file });
        }
    }
}

/// A figure of a visit.
type Measure = fn(&Journey) -> f64;

/// The same questions as others show them.
fn beside_others(unhurried: &[Pair], others: &[Vec<Journey>; 3]) {
    println!("\nBeside others, with the same questions, read for {} ms each:", PAUSES[0]);
    let names = RIVALS.map(|(_, name)| format!("{name:>22}")).concat();
    println!("{:46}{names}{:>22}{:>14}{:>14}", "", "now", "now/SurveyJS", "now/Forms.md");
    let rows: [(&str, Measure); 6] = [
        ("anything on the screen", |visit| visit.paint),
        ("first question", |visit| visit.first),
        ("time in which nothing is answered", |visit| visit.blocked),
        ("next question, the slowest of them", Journey::slowest_step),
        ("bytes when the first question is there", |visit| weight(&visit.fetched_first)),
        ("bytes at the end", |visit| weight(&visit.fetched_all)),
    ];
    for (name, figure) in rows {
        let rivals = others.each_ref().map(|visits| sorted(visits, figure));
        let mut now: Vec<f64> = unhurried.iter().map(|[_, now]| figure(now)).collect();
        now.sort_by(f64::total_cmp);
        let cells = rivals.iter().map(|rival| format!("{:>22}", spread(rival))).collect::<String>();
        let [_, survey_js, forms_md] = rivals.each_ref().map(|rival| median(&now) / median(rival));
        println!("{name:46}{cells}{:>22}{survey_js:>14.2}{forms_md:>14.2}", spread(&now));
    }
}

/// A figure of each visit, from the least.
fn sorted(visits: &[Journey], figure: impl Fn(&Journey) -> f64) -> Vec<f64> {
    let mut figures: Vec<f64> = visits.iter().map(figure).collect();
    figures.sort_by(f64::total_cmp);
    figures
}

/// A line of the report: a figure of each visit.
fn row<'a>(name: &str, pairs: impl IntoIterator<Item = &'a Pair>, figure: impl Fn(&Journey) -> f64) {
    let (mut earlier, mut now): (Vec<f64>, Vec<f64>) =
        pairs.into_iter().map(|[earlier, now]| (figure(earlier), figure(now))).unzip();
    earlier.sort_by(f64::total_cmp);
    now.sort_by(f64::total_cmp);
    let ratio = median(&now) / median(&earlier);
    println!("{name:46}{:>24}{:>24}{ratio:>14.2}", spread(&earlier), spread(&now));
}

/// The one in the middle; of an even number, the greater of the two.
fn median(sorted: &[f64]) -> f64 {
    sorted[sorted.len() / 2]
}

fn spread(sorted: &[f64]) -> String {
    let (least, most) = (sorted[0], sorted[sorted.len() - 1]);
    let median = median(sorted);
    if least == most { format!("{median:.0}") } else { format!("{median:.0} ({least:.0}–{most:.0})") }
}

#[expect(clippy::cast_precision_loss, reason = "counts of bytes")]
fn weight(fetched: &[(String, u64)]) -> f64 {
    fetched.iter().map(|(_, size)| *size).sum::<u64>() as f64
}
