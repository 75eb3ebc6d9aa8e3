//! The result file: downloaded, validated by an independent validator, and opened again.

use std::fs;

use engine::model::answers::Answer;
use engine::results::open_error::MAX_ANSWERS;
use serde_json::Value;

use crate::harness::{Site, Visit, result_file, root};

pub async fn download(visit: &Visit) -> (String, Value) {
    visit.press("Ladda ner resultat").await;
    let (name, file) = visit.downloaded().await;
    (name, serde_json::from_slice(&file).expect("is JSON"))
}

/// An independent validator with the schema that the site serves.
pub fn validator(visit: &Visit) -> jsonschema::Validator {
    let schema = fs::read(visit.site.folder().join("schema/result-1.json")).unwrap();
    jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap()
}

/// Opens a result file where nothing is stored, as on another device.
pub async fn open_on_another_device(visit: &Visit, file: &Value) {
    visit.script("localStorage.clear(); sessionStorage.clear()").await;
    visit.open("#/sv/").await;
    visit.reload().await;
    visit.heading("Hur står det till med kommunens IT?").await;
    visit.open_file(file.to_string().as_bytes()).await;
    visit.see("Resultatfilen är öppnad.").await;
}

#[tokio::test]
async fn the_file_holds_25_percent_and_follows_its_schema() {
    let visit = Visit::new().await;
    visit.worked_case().await;
    let (name, file) = download(&visit).await;
    let day = &name["vattenpass-chefsenkat-".len()..][..10];
    assert!(name.ends_with(".json") && day.chars().all(|c| c.is_ascii_digit() || c == '-'), "{name}");
    visit.see(&format!("Filen {name} är nedladdad.")).await;
    let validator = validator(&visit);
    let faults: Vec<_> = validator.iter_errors(&file).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    // The validator does find faults: the test could fail.
    let mut wrong = file.clone();
    wrong["answers"]["1"]["choices"] = "nej".into();
    assert!(!validator.is_valid(&wrong));

    assert_eq!(file["format"], "vattenpass-result");
    assert_eq!(file["version"], 1);
    assert_eq!(file["status"], "draft");
    assert_eq!(file["questionnaire"]["id"], "chefsenkat");
    assert_eq!(file["questionnaire"]["language"], "sv");
    let markdown = fs::read(root().join("content/sv/chefsenkat.md")).unwrap();
    assert_eq!(file["questionnaire"]["digest"], engine::encoding::digest::sha256(&markdown));
    assert_eq!(file["score"]["whole"]["figure"]["share"], 0.25);
    assert_eq!(file["score"]["whole"]["counts"]["answered"], 4);
    assert_eq!(file["answers"]["4"]["choices"], serde_json::json!(["it-service"]));
    assert!(file.get("name").is_none(), "never a name");
    visit.finish().await;
}

#[tokio::test]
async fn unit_role_and_status_go_into_the_file_and_come_back_from_it() {
    let visit = Visit::new().await;
    visit.open("#/sv/chefsenkat/1").await;
    visit.choose("Ja").await;
    visit.open("#/sv/chefsenkat/granska").await;
    visit.write(".about-you input", "Socialförvaltningen").await;
    visit.click(".about-you option[value=chef]").await;
    visit.press("Visa resultat").await;
    visit.press("Fastställd").await;
    let (_, file) = download(&visit).await;
    assert_eq!(file["unit"], "Socialförvaltningen");
    assert_eq!(file["role"], "chef");
    assert_eq!(file["status"], "final");
    open_on_another_device(&visit, &file).await;
    visit.see("100 %").await;
    let (_, again) = download(&visit).await;
    for part in ["id", "unit", "role", "status", "answers", "score", "questionnaire"] {
        assert_eq!(again[part], file[part], "{part}");
    }
    visit.finish().await;
}

#[tokio::test]
async fn a_share_is_the_preview_to_the_letter_and_holds_nothing_that_was_written() {
    let visit = Visit::new().await;
    visit.open("#/sv/chefsenkat/1").await;
    visit.choose("Nej").await;
    visit.press("Lägg till en anteckning").await;
    visit.write("textarea", "Bara för mig").await;
    visit.open("#/sv/chefsenkat/granska").await;
    visit.write(".about-you input", "Socialförvaltningen").await;
    visit.press("Visa resultat").await;
    visit.press("Visa precis vad filen innehåller").await;
    let preview = || async { visit.find(".preview pre").await.prop("textContent").await.unwrap().unwrap() };
    assert!(!preview().await.contains("Socialförvaltningen"));
    visit.press("Ladda ner för delning").await;
    let (name, file) = visit.downloaded().await;
    assert!(name.starts_with("vattenpass-chefsenkat-delning-"), "{name}");
    assert_eq!(String::from_utf8(file.clone()).unwrap(), preview().await);
    let shared: Value = serde_json::from_slice(&file).unwrap();
    assert!(validator(&visit).is_valid(&shared), "{shared}");
    assert!(!shared.to_string().contains("Bara för mig"));
    visit.press("Ta med enheten: Socialförvaltningen").await;
    visit.wait("the unit", || async { preview().await.contains("Socialförvaltningen").then_some(()) }).await;
    // The table for the respondent's own use has the note.
    visit.press("Ladda ner svaren som tabell").await;
    let (_, table) = visit.downloaded().await;
    let table = table.strip_prefix("\u{feff}".as_bytes()).unwrap();
    let mut rows = csv::ReaderBuilder::new().delimiter(b';').from_reader(table).into_records();
    let first = rows.next().unwrap().unwrap();
    assert_eq!((&first[1], &first[3], &first[4]), ("1", "Nej", "Bara för mig"));
    assert_eq!(rows.count(), 9);
    visit.finish().await;
}

#[tokio::test]
async fn a_file_that_disagrees_with_its_answers_is_told() {
    let visit = Visit::new().await;
    visit.worked_case().await;
    let (_, mut file) = download(&visit).await;
    file["score"]["whole"]["figure"]["share"] = 0.95.into();
    visit.open_file(file.to_string().as_bytes()).await;
    visit.see("Filens siffror stämmer inte med dess svar.").await;
    visit.see("Totalt: filen säger 95 %, svaren ger 25 %.").await;
    // It lies beside the one that was there.
    visit.open("#/sv/chefsenkat").await;
    visit.see("Självskattning 2").await;
    visit.see("Självskattning 1").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_file_of_another_version_opens_with_a_report_and_nothing_is_dropped() {
    let visit = Visit::new().await;
    visit.worked_case().await;
    let (_, file) = download(&visit).await;
    visit.finish().await;
    let site = Site::edited(|content| {
        let edit = |from, to| crate::harness::replace(content, "sv/chefsenkat.md", from, to);
        edit("id = \"1\"\n", "id = \"mal-kanda\"\nformerly = \"1\"\n");
        edit("id = \"2\"\n", "id = \"inflytande\"\n");
        edit("- `datastod: 0.5`", "- `datastöd-finns-inte: 0.5`");
        edit("datastöd-finns-inte", "lokalt-stod");
        edit("`datastod: IT-chefen`", "`lokalt-stod: IT-chefen`");
        edit("version = \"2.0\"", "version = \"3.0\"");
    });
    let visit = Visit::to(site, serde_json::json!({})).await;
    visit.open("#/sv/").await;
    visit.heading("Hur står det till med kommunens IT?").await;
    visit.open_file(file.to_string().as_bytes()).await;
    visit.see("Filen är gjord med en annan version av frågeformuläret.").await;
    visit.see("Frågan har fått nytt id. Svaret följde med: Vet du vilka mål").await;
    visit.see("Frågan ställs inte längre. Svaret finns kvar men räknas inte: 2").await;
    let (_, again) = download(&visit).await;
    assert_eq!(again["answers"]["mal-kanda"], file["answers"]["1"]);
    assert_eq!(again["answers"]["2"], file["answers"]["2"]);
    assert_eq!(again["questionnaire"]["version"], "3.0");
    visit.finish().await;
}

#[tokio::test]
async fn what_cannot_be_opened_gets_a_sentence_and_changes_nothing() {
    let visit = Visit::new().await;
    visit.worked_case().await;
    let (_, file) = download(&visit).await;
    let good = file.to_string();
    let big = vec![b' '; 100_000_000];
    let cases: [(&[u8], &str); 7] = [
        (b"inte json", "Filen är ingen resultatfil"),
        (b"\xff\xfe\x00\x01", "Filen är ingen resultatfil"),
        (br#"{"format": "annat", "version": 1}"#, "Filen är ingen resultatfil från Vattenpass."),
        (
            &good.replace("\"version\":1,", "\"version\":7,").into_bytes(),
            "Filen är gjord av en nyare version av Vattenpass",
        ),
        (&good.replace("\"draft\"", "\"ohej\"").into_bytes(), "Resultatfilen är skadad eller ändrad"),
        (&good.replace("\"id\":\"chefsenkat\"", "\"id\":\"okand\"").into_bytes(), "som inte finns på den här sidan"),
        (&big, "Filen är större än 5 MB."),
    ];
    let before = visit.stored_keys().await;
    visit.expect_failure("okand.");
    for (file, sentence) in cases {
        visit.open_file(file).await;
        visit.see(sentence).await;
        visit.see("Filen kunde inte öppnas").await;
    }
    assert_eq!(visit.stored_keys().await, before);
    visit.press_starting("Resultat").await;
    visit.see("25 %").await;
    visit.finish().await;
}

/// The worked case's file with so many answers to questions that nobody asks.
fn with_answers(n: usize) -> String {
    let mut file = result_file("chefsenkat", "2026-11-20T10:00:00Z", |_| 0);
    let more = (0..n - file.answers.len())
        .map(|id| (format!("x{id:06}"), Answer { note: Some("n".to_owned()), ..Answer::default() }));
    file.answers = more.chain(file.answers.iter().map(|(id, answer)| (id.to_owned(), answer.clone()))).collect();
    serde_json::to_string(&file).unwrap()
}

#[tokio::test]
async fn a_file_with_very_many_answers_opens_and_one_with_more_is_refused() {
    let visit = Visit::new().await;
    visit.open("#/sv/").await;
    let too_many = with_answers(180_000);
    assert!(too_many.len() < engine::results::open_error::MAX_BYTES);
    visit.open_file(too_many.as_bytes()).await;
    visit.see("fler än 100 000 svar").await;
    visit.open_file(with_answers(MAX_ANSWERS).as_bytes()).await;
    visit.heading("Resultat").await;
    visit.see("Resultatfilen är öppnad.").await;
    // It can be worked with.
    visit.press("Lägg till en egen åtgärd").await;
    visit.write(".plan textarea", "Öva").await;
    let (_, saved) = download(&visit).await;
    assert_eq!(saved["answers"].as_object().map(serde_json::Map::len), Some(MAX_ANSWERS));
    assert_eq!(saved["plan"]["actions"][0]["text"], "Öva");
    visit.finish().await;
}
