//! Pictures of every page: at three widths, light and dark, in both languages. `make pictures` takes them; people look at
//! them.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a panic is the failure it reports")]
#![expect(clippy::print_stdout, reason = "it says where they are")]

use std::fs;
use std::path::{Path, PathBuf};

use engine::Lang;
use harness::{Visit, result_file};

#[expect(dead_code, unused_imports, unused_macros, reason = "the tests use the rest")]
mod harness;

/// A phone, a tablet and a wide screen, in pixels.
const WIDTHS: [u32; 3] = [360, 768, 1440];
const SCHEMES: [&str; 2] = ["light", "dark"];
/// Where the pictures are put.
const FOLDER: &str = "target/pictures";
/// What the README shows, and the names of its files.
const IN_README: [(&str, &str); 2] = [("start-sv-1440-light", "start"), ("result-sv-1440-light", "resultat")];

/// The pages: what a picture is called, and the routes in Swedish and English.
const PAGES: &[(&str, &str, &str)] = &[
    ("start", "", ""),
    ("front", "nis2-beredskap", "nis2-beredskap"),
    ("question", "nis2-beredskap/riskpolicy", "nis2-beredskap/riskpolicy"),
    ("knowledge", "nis2-kunskap", "nis2-kunskap"),
    ("review", "nis2-beredskap/granska", "nis2-beredskap/review"),
    ("result", "nis2-beredskap/resultat", "nis2-beredskap/result"),
    ("to-do", "nis2-beredskap/resultat/att-gora", "nis2-beredskap/result/to-do"),
    ("compare", "nis2-beredskap/resultat/jamfor", "nis2-beredskap/result/compare"),
    ("save", "nis2-beredskap/resultat/spara", "nis2-beredskap/result/save"),
    ("paper", "chefsenkat/papper", "chefsenkat/paper"),
    ("documents", "dokument", "documents"),
    ("document", "dokument/sammanfattning", "documents/sammanfattning"),
    ("method", "om/metod", "about/metod"),
    ("source", "om/cybersakerhetslagen", "about/cybersakerhetslagen"),
    ("not-found", "a/b/c", "a/b/c"),
    ("training", "utbildning", "training"),
    ("training-setup", "utbildning/nis2-kunskap", "training/nis2-kunskap"),
    ("attendance", "utbildning/nis2-kunskap/narvaro", "training/nis2-kunskap/attendance"),
    ("in-platform", "delta/nis2-kunskap?scorm", "join/nis2-kunskap?scorm"),
    ("join", "delta/nis2-kunskap?e=1&s=ab12", "join/nis2-kunskap?e=1&s=ab12"),
];

/// The pages of a session that is under way.
const IN_SESSION: &[(&str, &str, &str)] = &[
    ("training-underway", "utbildning/nis2-kunskap", "training/nis2-kunskap"),
    ("stage", "utbildning/nis2-kunskap/visa", "training/nis2-kunskap/present"),
    ("notes", "utbildning/nis2-kunskap/anteckningar", "training/nis2-kunskap/notes"),
    ("sheet", "utbildning/nis2-kunskap/papper", "training/nis2-kunskap/paper"),
    ("room-answers", "utbildning/nis2-kunskap/efterat", "training/nis2-kunskap/after"),
];

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    fs::create_dir_all(&folder).unwrap();
    for lang in Lang::ALL {
        let visit = Visit::new().await;
        visit.open(&format!("#/{}/", lang.code())).await;
        let file = result_file("nis2-beredskap", "2026-11-20T10:00:00Z", |n| [0, 2, 0, 3, 5, 0][n % 6]).to_json();
        visit.open_file(file.as_bytes()).await;
        visit.find(".verdict").await;
        pictures(&visit, &folder, lang, PAGES).await;
        visit.open(&format!("#/{}/{}", lang.code(), lang.pick(IN_SESSION[0].1, IN_SESSION[0].2))).await;
        visit.press(lang.pick("Starta", "Start")).await;
        visit.press(lang.pick("Visa på projektorn", "Show on the projector")).await;
        visit.press(lang.pick("Räkna händer", "Count hands")).await;
        visit.find(".hands").await.send_keys("11123").await.unwrap();
        visit.press(lang.pick("Stäng och visa fördelningen", "Close and show the distribution")).await;
        visit.press(lang.pick("Visa rätt svar", "Show the right answer")).await;
        pictures(&visit, &folder, lang, IN_SESSION).await;
        visit.finish().await;
    }
    let shown = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/bilder");
    fs::create_dir_all(&shown).unwrap();
    for (name, file) in IN_README {
        let copy: PathBuf = shown.join(file).with_extension("png");
        fs::copy(folder.join(name).with_extension("png"), copy).unwrap();
    }
    println!("The pictures are in {FOLDER}.");
}

/// Takes each page at each width, light and dark.
async fn pictures(visit: &Visit, folder: &Path, lang: Lang, pages: &[(&str, &str, &str)]) {
    for (name, sv, en) in pages {
        visit.open(&format!("#/{}/{}", lang.code(), lang.pick(sv, en))).await;
        visit.wait("the page", || async { visit.is_settled().await.then_some(()) }).await;
        if *name == "start" {
            // It comes once the page can be used.
            visit.find(".open-file").await;
        }
        for scheme in SCHEMES {
            for width in WIDTHS {
                let name = format!("{name}-{}-{width}-{scheme}", lang.code());
                fs::write(folder.join(&name).with_extension("png"), picture(visit, width, scheme).await).unwrap();
            }
        }
    }
}

/// The page from top to bottom.
async fn picture(visit: &Visit, width: u32, scheme: &str) -> Vec<u8> {
    visit.prefer(&[("prefers-color-scheme", scheme)]).await;
    // First low, then as high as the page is: a page is never lower than its screen.
    let mut high = 600;
    for _ in 0..2 {
        visit.resize(width, high).await;
        let high_now = visit.script("return document.documentElement.scrollHeight").await;
        high = u32::try_from(high_now.as_u64().unwrap()).unwrap();
    }
    visit.driver.screenshot_as_png().await.unwrap()
}
