//! The main journeys, each in Chromium, Firefox and WebKit.

use std::collections::BTreeMap;

use engine::results::result_file::ResultFile;
use engine::scoring::Figure;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::files::{download, open_on_another_device};
use crate::harness::{Engine, QUESTION_1, Site, Visit, in_every_engine, questionnaire, scored};

in_every_engine!(
    agreement,
    levels,
    baseline,
    percentages,
    knowledge,
    share,
    reload,
    blocked_storage,
    download_and_open,
    language,
    two_tabs,
    paper,
);

async fn visit(engine: Engine) -> Visit {
    Visit::with(engine, Site::Built, json!({})).await
}

/// What stands in the page.
#[derive(Deserialize, PartialEq)]
struct Page {
    route: String,
    heading: String,
    /// The ids of the choices.
    choices: Vec<String>,
}

/// The page, if it is another one than the last: another address, and drawn for it, with another heading.
async fn next_page(visit: &Visit, last: &Page) -> Page {
    let look = "return { route: location.hash, heading: document.querySelector('h1:not([hidden] *)')?.innerText ?? '',
        choices: [...document.querySelectorAll('.choice input')].map(i => i.value) }";
    visit
        .wait("another page", || async {
            let page: Page = serde_json::from_value(visit.script(look).await).ok()?;
            (page.route != last.route && page.heading != last.heading && !page.heading.is_empty()).then_some(page)
        })
        .await
}

/// Answers a questionnaire from its front page to the review: the question with a number from 0 with the choice that
/// `pick` says, or the last one there is. The choice to each question.
async fn answer_all(visit: &Visit, id: &str, pick: impl Fn(usize) -> usize) -> BTreeMap<String, String> {
    visit.open(&format!("#/sv/{id}")).await;
    let heading = questionnaire(id).title;
    visit.heading(&heading).await;
    let mut page = Page { route: visit.route().await, heading, choices: Vec::new() };
    visit.click(".button-start").await;
    let mut chosen = BTreeMap::new();
    for n in 0.. {
        page = next_page(visit, &page).await;
        if page.route.ends_with("/granska") {
            break;
        }
        let question = page.route.rsplit('/').next().unwrap().to_owned();
        if let Some(choice) = page.choices.get(pick(n)).or(page.choices.last()) {
            visit.click(&format!(".choice input[value='{choice}']")).await;
            chosen.insert(question, choice.clone());
        }
        visit.press("Nästa").await;
    }
    chosen
}

/// Answers a questionnaire to its result, and holds that the engine computes there what it computes natively: in the file,
/// and in the figure that is shown.
async fn to_its_result(engine: Engine, id: &str, pick: impl Fn(usize) -> usize) {
    let visit = visit(engine).await;
    let chosen = answer_all(&visit, id, pick).await;
    visit.show_result().await;
    let (_, file) = download(&visit).await;
    let answers: BTreeMap<_, _> = chosen.iter().map(|(id, choice)| (id, json!({ "choices": [choice] }))).collect();
    assert_eq!(file["answers"], json!(answers));
    let read: ResultFile = serde_json::from_value(file.clone()).unwrap();
    let score = scored(id, &read.time, read.answers).score;
    assert_eq!(file["score"], serde_json::to_value(&score).unwrap());
    let shown = visit.script("return document.querySelector('.verdict-figure')?.innerText ?? ''").await;
    let shown = shown.as_str().unwrap().replace('\u{a0}', " ");
    match score.whole.figure {
        Figure::Share { share, .. } => assert_eq!(shown, format!("{} %", (share * 100.0).round())),
        Figure::Level { level, .. } => assert!(shown.starts_with(&format!("Nivå {level}")), "{shown}"),
        Figure::Baseline { met, .. } => assert_eq!(shown, if met { "Nådd" } else { "Inte nådd" }),
        Figure::Right { right, of, .. } => assert_eq!(shown, format!("{right} av {of}")),
        // Percentages: no whole, but each section's share.
        Figure::None => {
            assert_eq!(shown, "");
            let shares = score.sections.iter().filter_map(|section| section.figure.share());
            for share in shares.collect::<Vec<_>>() {
                visit.see(&format!("{} %", (share * 100.0).round())).await;
            }
        }
    }
    visit.finish().await;
}

async fn agreement(engine: Engine) {
    to_its_result(engine, "chefsenkat", |n| n % 2).await;
}

async fn levels(engine: Engine) {
    to_its_result(engine, "kontinuitet", |n| if [7, 11, 15, 19].contains(&n) { 3 } else { 0 }).await;
}

async fn baseline(engine: Engine) {
    to_its_result(engine, "bits-basniva", |n| if n == 3 { 4 } else { 0 }).await;
}

async fn percentages(engine: Engine) {
    to_its_result(engine, "servicedesk", |n| n % 2).await;
}

async fn knowledge(engine: Engine) {
    to_its_result(engine, "nis2-kunskap", |n| n % 3).await;
}

async fn share(engine: Engine) {
    to_its_result(engine, "skl-fyra-omraden", |n| n % 3).await;
}

async fn reload(engine: Engine) {
    let visit = visit(engine).await;
    visit.open("#/sv/chefsenkat/1").await;
    visit.heading(QUESTION_1).await;
    visit.choose("Nej").await;
    visit.press("Lägg till en anteckning").await;
    visit.write("textarea", "Vid budgetdialogen.").await;
    visit.press("Nästa").await;
    visit.see("Fråga 2 av 10").await;
    visit.choose("Ja").await;
    visit.reload().await;
    visit.see("Fråga 2 av 10").await;
    assert_eq!(visit.chosen().await, ["Ja"]);
    visit.press("Tillbaka").await;
    visit.heading(QUESTION_1).await;
    assert_eq!(visit.chosen().await, ["Nej"]);
    assert_eq!(visit.find("textarea").await.prop("value").await.unwrap().as_deref(), Some("Vid budgetdialogen."));
    // The front page leads back to where it was.
    visit.open("#/sv/chefsenkat").await;
    visit.see("2 av 10 besvarade").await;
    visit.press("Fortsätt").await;
    visit.heading(QUESTION_1).await;
    visit.finish().await;
}

async fn blocked_storage(engine: Engine) {
    let visit = Visit::with(engine, Site::Built, engine.without_storage()).await;
    visit.open("#/sv/chefsenkat").await;
    visit.see("Webbläsaren tillåter inte att svaren sparas.").await;
    visit.press("Starta").await;
    visit.heading(QUESTION_1).await;
    visit.see("Ladda ner resultatet innan du stänger.").await;
    visit.choose("Ja").await;
    visit.press("Nästa").await;
    visit.see("Fråga 2 av 10").await;
    visit.press("Tillbaka").await;
    visit.heading(QUESTION_1).await;
    assert_eq!(visit.chosen().await, ["Ja"]);
    // Another part of the site: what is only in memory is there too.
    visit.follow("#/sv/chefsenkat/resultat").await;
    visit.see("100 %").await;
    visit.see("Webbläsaren tillåter inte att svaren sparas.").await;
    let (_, file) = download(&visit).await;
    assert_eq!(file["answers"], json!({ "1": { "choices": ["ja"] } }));
    visit.finish().await;
}

async fn download_and_open(engine: Engine) {
    let visit = visit(engine).await;
    visit.worked_case().await;
    visit.see("25 %").await;
    let (name, file) = download(&visit).await;
    assert!(name.starts_with("vattenpass-chefsenkat-") && name.ends_with(".json"), "{name}");
    visit.see(&format!("Filen {name} är nedladdad.")).await;
    open_on_another_device(&visit, &file).await;
    visit.see("25 %").await;
    let (_, again) = download(&visit).await;
    let kept = |file: &Value| ["id", "status", "answers", "score", "questionnaire"].map(|part| file[part].clone());
    assert_eq!(kept(&again), kept(&file));
    visit.finish().await;
}

async fn language(engine: Engine) {
    let visit = visit(engine).await;
    visit.open("#/sv/chefsenkat/4").await;
    visit.heading("Vem är ansvarig för att verksamhetssystemen du har i din dator fungerar?").await;
    visit.choose("Vet inte").await;
    visit.press("English").await;
    visit.heading("Who is responsible for ensuring that your computer’s business systems work?").await;
    assert_eq!(visit.route().await, "#/en/chefsenkat/4");
    assert_eq!(visit.chosen().await, ["Don’t know"]);
    assert_eq!(visit.script("return document.documentElement.lang").await, "en");
    visit.open("#/en/chefsenkat/result").await;
    visit.heading("Result").await;
    visit.see("1 answer is “Don’t know” (100% of the answers) and gives no points.").await;
    visit.see("3 questions are not answered. So the result is preliminary.").await;
    visit.open("#/en/chefsenkat/4").await;
    visit.heading("Who is responsible for ensuring that your computer’s business systems work?").await;
    visit.press("Svenska").await;
    visit.heading("Vem är ansvarig för att verksamhetssystemen du har i din dator fungerar?").await;
    assert_eq!(visit.chosen().await, ["Vet inte"]);
    visit.finish().await;
}

async fn two_tabs(engine: Engine) {
    let visit = visit(engine).await;
    visit.open("#/sv/chefsenkat/1").await;
    visit.heading(QUESTION_1).await;
    visit.choose("Nej").await;
    let first = visit.driver.window().await.unwrap();
    let second = visit.driver.new_tab().await.unwrap();
    visit.driver.switch_to_window(second.clone()).await.unwrap();
    visit.open("#/sv/chefsenkat/1").await;
    visit.wait("the other tab's answer", || async { (visit.chosen().await == ["Nej"]).then_some(()) }).await;
    visit.choose("Ja").await;
    // Told at once, without a reload.
    visit.driver.switch_to_window(first).await.unwrap();
    visit.wait("the other tab's answer", || async { (visit.chosen().await == ["Ja"]).then_some(()) }).await;
    visit.press("Nästa").await;
    visit.see("Fråga 2 av 10").await;
    visit.choose("Nej").await;
    visit.driver.switch_to_window(second).await.unwrap();
    visit.open("#/sv/chefsenkat/granska").await;
    visit.see("8 frågor är inte besvarade.").await;
    visit.finish().await;
}

async fn paper(engine: Engine) {
    let visit = visit(engine).await;
    visit.open("#/sv/chefsenkat").await;
    visit.press("Skriv ut som pappersformulär").await;
    visit.see("Svara bara om svaret på fråga 8 är ”Ja”.").await;
    if engine.prints() {
        let printed = visit.printed().await.join("\n");
        assert!(printed.contains("Ev. övriga kommentarer") && !printed.contains("Skriv ut"), "{printed}");
    } else {
        eprintln!("{engine:?}: its driver cannot print, so what comes out of the printer is not held");
    }
    visit.finish().await;
}
