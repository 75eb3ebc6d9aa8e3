//! Documents made of results, and paper.

use engine::results::plan::{Action, ActionStatus};
use engine::results::result_file::ResultFile;
use serde_json::json;

use crate::harness::{Site, Visit, questionnaire, replace, result_file};

/// The field that takes results in.
pub const ADD: &str = ".results-in input[type=file]";

/// A result with a plan: targets, and an action for each status.
pub fn with_plan(mut file: ResultFile) -> ResultFile {
    let year: u16 = file.time[..4].parse().unwrap();
    let action = |id: &str, year, status| Action {
        id: id.to_owned(),
        text: format!("Åtgärden {id}; <b>fet</b> & |bred|"),
        owner: "Socialnämnden".to_owned(),
        year: Some(year),
        status,
        ..Action::default()
    };
    file.plan.actions = vec![
        action("som är klar", year - 1, ActionStatus::Done),
        action("som är sen", year - 1, ActionStatus::Ongoing),
        action("för i år", year, ActionStatus::Planned),
        action("för nästa år", year + 1, ActionStatus::Planned),
    ];
    let sections: Vec<String> = file.score.sections.iter().map(|section| section.id.clone()).collect();
    sections.iter().for_each(|section| file.plan.set_target(section, Some(2)));
    file
}

/// This year's and last year's results on the page of a document.
pub async fn with_results(visit: &Visit, document: &str) {
    let year = visit.script("return new Date().getFullYear()").await.as_u64().unwrap();
    let time = format!("{year}-01-02T10:00:00Z");
    visit.open(&format!("#/sv/dokument/{document}")).await;
    visit.see("Här finns inga resultat än.").await;
    let now = with_plan(result_file("kontinuitet", &time, |n| if [7, 11, 15, 19].contains(&n) { 3 } else { 0 }));
    let then = result_file("kontinuitet", &format!("{}-01-02T10:00:00Z", year - 1), |n| if n % 2 == 0 { 3 } else { 0 });
    for file in [
        now,
        then,
        result_file("ledningens-genomgang", &time, |n| 2 * (n % 2)),
        result_file("servicedesk", &time, |_| 0),
    ] {
        visit.choose_file(ADD, file.to_json().as_bytes()).await;
        visit.see(&format!("Tillagt: {},", questionnaire(&file.questionnaire.id).title)).await;
    }
    visit
        .wait("two results of one questionnaire", || async {
            let count = visit.script("return document.querySelectorAll('.result-in:has(label + label)').length").await;
            (count == json!(1)).then_some(())
        })
        .await;
}

#[tokio::test]
async fn a_document_prints_whole_without_the_fields_around_it() {
    let visit = Visit::new().await;
    with_results(&visit, "ledningens-genomgang").await;
    let pages = visit.printed().await;
    assert!(pages.len() > 2, "{}", pages.len());
    assert!(pages[0].contains("Ledningens genomgång") && pages[0].contains("Utkast"), "{}", pages[0]);
    let all = pages.join("\n");
    assert!(all.contains("Bedömning") && all.contains("Åtgärden för nästa år"));
    for field in ["Resultat som ingår", "Ladda ner", "Så här ser det ut", "Svaren lämnar aldrig"] {
        assert!(!all.contains(field), "{field} is printed");
    }
    for page in &pages {
        let last = page.trim_end().lines().last().unwrap().trim();
        assert!(!last.starts_with(|c: char| c.is_ascii_digit()), "a heading at the end of a sheet: {last}");
    }
    visit.finish().await;
}

#[tokio::test]
async fn a_result_of_another_sites_questionnaire_or_no_result_at_all_is_told() {
    let visit = Visit::new().await;
    visit.open("#/sv/dokument/sammanfattning").await;
    visit.find(ADD).await;
    visit.choose_file(ADD, b"[]").await;
    visit.see("Filen är ingen resultatfil från Vattenpass.").await;
    let mut other = serde_json::to_value(result_file("kontinuitet", "2026-11-20T10:00:00Z", |_| 0)).unwrap();
    other["questionnaire"]["id"] = json!("grannkommunens");
    visit.choose_file(ADD, other.to_string().as_bytes()).await;
    visit.see("Filen hör till frågeformuläret ”grannkommunens”, som inte finns på den här sidan.").await;
    visit.expect_failure("finns-inte.");
    visit.open("#/sv/dokument/finns-inte").await;
    visit.heading("Sidan finns inte").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_questionnaire_with_faults_is_told_beside_the_document_and_the_others_go_in() {
    let site = Site::edited(|content| {
        replace(content, "sv/servicedesk.md", "id = ", "di = ");
        replace(
            content,
            "sv/dokument/sammanfattning.md",
            "fill = \"verdicts\"",
            "fill = \"verdicts\"\nof = [\"kontinuitet\", \"borta\"]",
        );
    });
    let visit = Visit::to(site, json!({})).await;
    visit.open("#/sv/dokument/sammanfattning").await;
    visit.see("content/sv/servicedesk.md").await;
    visit.see("borta finns inte i frågeformulären.").await;
    let file = result_file("kontinuitet", "2026-11-20T10:00:00Z", |_| 0);
    visit.choose_file(ADD, file.to_json().as_bytes()).await;
    visit.see("Nivå 3, den högsta, är nådd.").await;
    visit.finish().await;
}

#[tokio::test]
async fn the_form_is_printed_empty_and_with_the_answers() {
    let visit = Visit::new().await;
    visit.open("#/sv/chefsenkat").await;
    visit.press("Skriv ut som pappersformulär").await;
    visit.see("Svara bara om svaret på fråga 8 är ”Ja”.").await;
    let after = "return [...document.querySelectorAll('.paper-condition')].map(c => c.previousElementSibling.tagName)";
    assert_eq!(visit.script(after).await, json!(["H3", "H3", "H3"]), "the condition stands before what it is about");
    let empty = visit.printed().await.join("\n");
    let words = empty.split_whitespace().collect::<Vec<_>>().join(" ");
    for question in questionnaire("chefsenkat").questions() {
        assert!(words.contains(&question.text), "{} is not printed", question.text);
    }
    assert!(!words.contains("Skriv ut") && !words.contains("Tillbaka"), "{words}");
    assert_eq!(visit.script("return document.querySelectorAll('.paper-cross').length").await, json!(0));

    visit.worked_case().await;
    visit.open("#/sv/chefsenkat/10").await;
    visit.write("textarea", "Mer utbildning, tack.").await;
    visit.open("#/sv/chefsenkat/resultat").await;
    visit.press("Skriv ut formuläret med mina svar").await;
    visit.see("Mer utbildning, tack.").await;
    assert_eq!(visit.script("return document.querySelectorAll('.paper-cross').length").await, json!(9));
    let filled = visit.printed().await.join("\n");
    assert!(filled.contains("Mer utbildning, tack.") && !filled.contains("Svara bara om"), "{filled}");
    visit.finish().await;
}

#[tokio::test]
async fn a_result_prints_with_its_plan_and_targets_and_without_what_is_for_the_screen() {
    let visit = Visit::new().await;
    visit.open("#/sv/").await;
    let file =
        with_plan(result_file(
            "kontinuitet",
            "2026-11-20T10:00:00Z",
            |n| if [7, 11, 15, 19].contains(&n) { 3 } else { 0 },
        ));
    visit.open_file(file.to_json().as_bytes()).await;
    visit.heading("Resultat").await;
    visit.see("Mål: Nivå 2.").await;
    let pages = visit.printed().await;
    assert!((2..=5).contains(&pages.len()), "{}", pages.len());
    let all = pages.join("\n");
    for said in [
        "Kontinuitet vid IT-avbrott, version 2.0 · Utkast · 20 nov. 2026",
        "Nivå 1 av 3",
        "Grunden finns",
        "Kvar",
        "Att göra",
        "Socialnämnden",
        "Källor",
    ] {
        assert!(all.contains(said), "{said} is not printed: {all}");
    }
    for screen in ["Ladda ner", "Lägg till", "Skriv ut", "Sätt mål", "Radera"] {
        assert!(!all.contains(screen), "{screen} is printed");
    }
    visit.finish().await;
}
