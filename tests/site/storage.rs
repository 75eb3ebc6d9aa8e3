//! Answers are never lost: reload, blocked, full and damaged storage, two tabs, several assessments.

use engine::model::answers::AnswerField;
use engine::results::assessment::{Assessment, Change, RecordError};
use engine::results::plan::Plan;
use serde_json::{Value, json};
use thirtyfour::By;

use crate::harness::{Engine, QUESTION_1, Site, Visit, in_every_engine, result_file};

in_every_engine!(records_are_read_as_serde_json_reads_them);
in_every_engine!(plans_are_read_as_serde_json_reads_them);

#[tokio::test]
async fn a_full_storage_is_told_and_written_to_again_when_it_can_be() {
    let visit = Visit::new().await;
    visit.answer_first("Nej").await;
    // Fills what is left to the last byte.
    let fill = "let n = 1 << 22; let i = 0; while (n > 0) { try { localStorage.setItem('annat' + i++, 'x'.repeat(n)) } catch { n >>= 1 } }";
    visit.script(fill).await;
    visit.press("Nästa").await;
    visit.see("Fråga 2 av 10").await;
    visit.choose("Ja").await;
    visit.see("Webbläsarens lagring är full.").await;
    visit.press("Nästa").await;
    visit.see("Fråga 3 av 10").await;
    visit.see("Webbläsarens lagring är full.").await;
    // The result can still be shown and downloaded.
    visit.follow("#/sv/chefsenkat/resultat").await;
    visit.see("50 %").await;
    visit
        .script(
            "for (const key of Object.keys(localStorage)) if (key.startsWith('annat')) localStorage.removeItem(key)",
        )
        .await;
    visit.follow("#/sv/chefsenkat/3").await;
    visit.choose("På annat sätt").await;
    visit.see_no("Webbläsarens lagring är full.").await;
    visit.reload().await;
    visit.see("Fråga 3 av 10").await;
    assert_eq!(visit.chosen().await, ["På annat sätt"]);
    visit.press("Tillbaka").await;
    visit.see("Fråga 2 av 10").await;
    assert_eq!(visit.chosen().await, ["Ja"], "what could not be written then has been written since");
    visit.finish().await;
}

#[tokio::test]
async fn a_damaged_record_is_set_aside_and_offered_as_a_file() {
    let visit = Visit::new().await;
    visit.answer_first("Nej").await;
    let damage = "const key = Object.keys(localStorage).find(k => k.includes(':assessment:')); localStorage.setItem(key, '{\"name\": \"trasig')";
    visit.script(damage).await;
    visit.open("#/sv/chefsenkat").await;
    visit.reload().await;
    visit.see("En sparad självskattning är skadad").await;
    visit.press("Spara som fil").await;
    let (name, file) = visit.downloaded().await;
    assert_eq!(
        (name.as_str(), file.as_slice()),
        ("vattenpass-chefsenkat-skadad.txt", br#"{"name": "trasig"#.as_slice())
    );
    // A new one is made beside it, and the damaged one stays until it is removed.
    visit.press("Starta").await;
    visit.heading(QUESTION_1).await;
    visit.choose("Ja").await;
    visit.open("#/sv/chefsenkat").await;
    visit.see("En sparad självskattning är skadad").await;
    visit.see("1 av 10 besvarade").await;
    visit.press("Ta bort den").await;
    visit.see_no("En sparad självskattning är skadad").await;
    visit.reload().await;
    visit.see("1 av 10 besvarade").await;
    visit.see_no("En sparad självskattning är skadad").await;
    visit.finish().await;
}

#[tokio::test]
async fn two_tabs_answer_side_by_side_and_see_each_others_answers() {
    let visit = Visit::new().await;
    visit.answer_first("Nej").await;
    let first = visit.driver.window().await.unwrap();
    let second = visit.driver.new_tab().await.unwrap();
    visit.driver.switch_to_window(second.clone()).await.unwrap();
    visit.open("#/sv/chefsenkat/4").await;
    visit.choose("Vet inte").await;
    visit.driver.switch_to_window(first.clone()).await.unwrap();
    visit.press("Nästa").await;
    visit.see("Fråga 2 av 10").await;
    visit.choose("Ja").await;
    visit.open("#/sv/chefsenkat/granska").await;
    visit.see("Vet inte").await;
    visit.see("7 frågor är inte besvarade.").await;
    // The other tab has all of it too, without a reload.
    visit.driver.switch_to_window(second.clone()).await.unwrap();
    visit.press("Tillbaka").await;
    visit.press("Tillbaka").await;
    visit.see("Fråga 2 av 10").await;
    assert_eq!(visit.chosen().await, ["Ja"]);
    // Deleted in one, told in the other.
    visit.driver.switch_to_window(first).await.unwrap();
    visit.open("#/sv/chefsenkat").await;
    visit.delete_answers().await;
    visit.see("Svaren är raderade.").await;
    assert!(visit.stored_keys().await.is_empty());
    visit.driver.switch_to_window(second).await.unwrap();
    visit.see("Svaren raderades i ett annat fönster.").await;
    assert_eq!(visit.route().await, "#/sv/chefsenkat");
    visit.finish().await;
}

#[tokio::test]
async fn not_saved_on_this_device_means_that_nothing_is() {
    let visit = Visit::new().await;
    visit.begin_unsaved("#/sv/chefsenkat").await;
    visit.heading(QUESTION_1).await;
    visit.see("Svaren sparas inte på den här enheten.").await;
    visit.choose("Ja").await;
    visit.press("Nästa").await;
    visit.see("Fråga 2 av 10").await;
    assert!(visit.stored_keys().await.is_empty());
    assert_eq!(visit.script("return sessionStorage.length").await, 0);
    // Within the page they are there, to the result and back.
    visit.follow("#/sv/chefsenkat/resultat").await;
    visit.see("100 %").await;
    visit.follow("#/sv/chefsenkat/1").await;
    visit.heading(QUESTION_1).await;
    assert_eq!(visit.chosen().await, ["Ja"]);
    assert!(visit.stored_keys().await.is_empty());
    visit.reload().await;
    visit.heading(QUESTION_1).await;
    assert!(visit.chosen().await.is_empty(), "a reload forgets them");
    visit.finish().await;
}

#[tokio::test]
async fn what_is_not_saved_survives_another_questionnaire_and_an_opened_file() {
    let visit = Visit::new().await;
    visit.answer_first_unsaved("Ja").await;
    // Another questionnaire; then a page of another part of the program.
    visit.open("#/sv/bits-basniva").await;
    visit.heading("BITS basnivå").await;
    visit.open("#/sv/om/ordlista").await;
    visit.heading("Ordlista").await;
    visit.open("#/sv/chefsenkat/1").await;
    visit.heading(QUESTION_1).await;
    assert_eq!(visit.chosen().await, ["Ja"]);
    let file = result_file("chefsenkat", "2025-11-20T10:00:00Z", |_| 1).to_json();
    visit.open_result("#/sv/chefsenkat").await;
    visit.open_file(file.as_bytes()).await;
    visit.see("Resultatfilen är öppnad.").await;
    visit.open("#/sv/chefsenkat").await;
    visit.see("9 av 10 besvarade").await;
    visit.see("Självskattning 2").await;
    let other = "//li[contains(@class,'assessment')][contains(.,'1 av 10 besvarade')]//button[1]";
    visit
        .wait("the one that is not saved", || async {
            visit.driver.find(By::XPath(other)).await.ok()?.click().await.ok()
        })
        .await;
    visit.heading(QUESTION_1).await;
    assert_eq!(visit.chosen().await, ["Ja"]);
    visit.finish().await;
}

#[tokio::test]
async fn another_part_of_the_site_goes_on_with_what_is_being_worked_on() {
    let visit = Visit::new().await;
    // One that is not to be saved, then one that is: the second is the one that is shown.
    visit.answer_first_unsaved("Ja").await;
    visit.answer_first("Nej").await;
    visit.open("#/sv/chefsenkat/resultat").await;
    visit.see("Svaren ger 0 av 1 poäng").await;
    // Nothing has been answered yet, and it is still not to be saved.
    visit.open("#/sv/bits-basniva").await;
    visit.reload().await;
    visit.press("Spara inte på den här enheten").await;
    visit.press("Starta").await;
    visit.see("Fråga 1 av 11").await;
    visit.open("#/sv/om/ordlista").await;
    visit.heading("Ordlista").await;
    visit.open("#/sv/bits-basniva/policy").await;
    visit.see("Svaren sparas inte på den här enheten.").await;
    visit.choose("Uppfyllt").await;
    let keys = visit.stored_keys().await;
    assert!(!keys.iter().any(|key| key.contains("bits-basniva")), "{keys:?}");
    visit.finish().await;
}

#[tokio::test]
async fn several_named_assessments_lie_side_by_side() {
    let visit = Visit::new().await;
    visit.answer_first("Nej").await;
    visit.open("#/sv/chefsenkat").await;
    visit.rename("Hösten").await;
    visit.see("Hösten").await;
    visit.press("Starta").await;
    visit.heading(QUESTION_1).await;
    assert!(visit.chosen().await.is_empty(), "a new one begins empty");
    visit.choose("Ja").await;
    visit.open("#/sv/chefsenkat").await;
    visit.see("Självskattning 2").await;
    // The older one stands second: go on with it.
    let path = "(//li[contains(@class,'assessment')][.//h3='Hösten']//button)[1]";
    visit.driver.find(By::XPath(path)).await.unwrap().click().await.unwrap();
    visit.heading(QUESTION_1).await;
    assert_eq!(visit.chosen().await, ["Nej"]);
    visit.reload().await;
    visit.heading(QUESTION_1).await;
    assert_eq!(visit.chosen().await, ["Nej"], "the tab stays with the one it worked on");
    visit.finish().await;
}

/// What `serde_json` reads in a record.
fn read(text: &str) -> Result<Assessment, RecordError> {
    let json: Value = serde_json::from_str(text).map_err(|_| RecordError::Damaged)?;
    Assessment::read_from(|| &json)
}

/// Records that are easily misread, made of a plain one.
fn tricky(plain: &Value) -> Vec<String> {
    let with = |field: &str, value: Value| {
        let mut record = plain.clone();
        record[field] = value;
        record.to_string()
    };
    let without = |field: &str| {
        let mut record = plain.clone();
        record.as_object_mut().unwrap().remove(field);
        record.to_string()
    };
    let text = plain.to_string();
    let inside = |more: &str| text.replacen('{', &format!("{{{more},"), 1);
    let note = "\u{0} \u{1f} \u{2028} \" \\ / \r\n\t 😀 \u{fffd} \u{feff} e\u{301}";
    let ids = ["10", "2", "02", "", "__proto__", "constructor", "toString", "length", "å😀", "\u{2028}"];
    let answers: serde_json::Map<_, _> = ids.map(|id| (id.to_owned(), json!({ "note": note }))).into_iter().collect();
    let nested = |n: usize| format!("\"x\":{}{}", "[".repeat(n), "]".repeat(n));
    vec![
        // Whole.
        text.clone(),
        serde_json::to_string_pretty(plain).unwrap(),
        with("answers", answers.into()),
        with(
            "answers",
            json!({ "2": {}, "3": { "number": "-0.10", "typed": "ca 2", "text": "", "x": 1 }, "4": { "text": null } }),
        ),
        with("answers", json!({ "2": { "choices": ["b", "a", "a", ""] } })),
        with("name", note.into()),
        with("answered", Value::Null),
        without("answered"),
        with("role", "chef".into()),
        with("plan", r#"{"targets":[{"part":"a","value":5}]}"#.into()),
        with("migrated", json!({ "report": { "renamed": [["a", "b"]], "gone": ["__proto__"] }, "read": true })),
        inside(r#""x":{"__proto__":{"name":1},"y":[12345678901234567890,-1.5e-7,null,true]}"#),
        inside(r#""__proto__":{"unit":"another","role":"another"}"#),
        inside(&nested(100)),
        inside(r#""name":"the last of two counts""#),
        // Newer, or of another program.
        r#"{"format":"vattenpass-assessment-9","other":{}}"#.to_owned(),
        with("format", "vattenpass-assessment-2".into()),
        r#"{"format":"another"}"#.to_owned(),
        // Damaged.
        text[..text.len() / 2].to_owned(),
        format!("{text}{text}"),
        format!("\u{feff}{text}"),
        inside(r#""x":NaN"#),
        inside(&nested(100_000).replace(']', "")),
        text.replace('"', "'"),
        String::new(),
        "null".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
        without("id"),
        without("answers"),
        with("id", 5.into()),
        with("unit", true.into()),
        with("plan", Value::Null),
        with("status", "other".into()),
        with("questionnaire", "chefsenkat".into()),
        with("answers", Value::Null),
        with("answers", json!([])),
        with("answers", "".into()),
        with("answers", json!({ "2": { "choices": "ja" } })),
        with("answers", json!({ "2": { "choices": {} } })),
        with("answers", json!({ "2": null })),
        with("answers", json!({ "2": { "choices": null } })),
        with("answers", json!({ "2": { "choices": [1] } })),
        with("answers", json!({ "2": { "number": 2 } })),
        with("migrated", json!({ "report": {}, "read": 1 })),
    ]
}

/// The browser parses the records. Whatever stands in the storage, the site finds in it what `serde_json` finds.
async fn records_are_read_as_serde_json_reads_them(engine: Engine) {
    let visit = Visit::with(engine, Site::Built, json!({})).await;
    visit.answer_first("Nej").await;
    let key = visit.stored_keys().await.into_iter().find(|key| key.contains(":assessment:")).unwrap();
    let stored = async |key: &str| {
        let text = visit.script(&format!("return localStorage.getItem({})", json!(key))).await;
        text.as_str().map(str::to_owned)
    };
    let plain: Value = serde_json::from_str(&stored(&key).await.unwrap()).unwrap();
    for (n, record) in tricky(&plain).into_iter().enumerate() {
        // The next answer is a change to what is stored: the site reads that, and writes it with the change.
        visit.script(&format!("localStorage.setItem({}, {})", json!(key), json!(record))).await;
        let (words, choice) = if n % 2 == 0 { ("Ja", "ja") } else { ("Nej", "nej") };
        visit.choose(words).await;
        let now = stored(&key).await.unwrap();
        let shown = record.chars().take(300).collect::<String>();
        match read(&record) {
            Ok(mut expected) => {
                let written = read(&now).unwrap();
                let change = Change::Answer("1".into(), AnswerField::Choices(vec![choice.into()]));
                expected.apply(&change, &written.changed);
                assert_eq!(written, expected, "{shown}");
                assert_eq!(now, serde_json::to_string(&expected).unwrap(), "{shown}");
            }
            Err(RecordError::Newer { .. }) => assert_eq!(now, record),
            Err(RecordError::Damaged | RecordError::NotOurs) => {
                let mut aside = None;
                for key in visit.stored_keys().await.iter().filter(|key| key.contains(":set-aside:")) {
                    aside = stored(key).await.filter(|text| *text == record).or(aside);
                }
                assert_eq!(aside, Some(record), "{shown}");
            }
        }
    }
    visit.finish().await;
}

/// The same for the plan that a record holds as a text.
async fn plans_are_read_as_serde_json_reads_them(engine: Engine) {
    let visit = Visit::with(engine, Site::Built, json!({})).await;
    visit.open("#/sv/").await;
    visit.open_file(result_file("kontinuitet", "2026-11-20T10:00:00Z", |_| 0).to_json().as_bytes()).await;
    visit.heading("Resultat").await;
    visit.press("Sätt mål").await;
    let key = visit.stored_keys().await.into_iter().find(|key| key.contains(":assessment:")).unwrap();
    let set = |value: &str| format!(".set-targets label:nth-of-type(2) option[value='{value}']");
    let stored = async || -> Value {
        let text = visit.script(&format!("return localStorage.getItem({})", json!(key))).await;
        serde_json::from_str(text.as_str().unwrap()).unwrap()
    };
    visit.click(&set("3")).await;
    let part = Plan::unpack(stored().await["plan"].as_str().unwrap()).targets[0].part.clone();
    let action = |more: &str| format!(r#"{{"actions":[{{"id":"a","text":"t"{more}}}]}}"#);
    let target = |value: &str| format!(r#"{{"targets":[{{"part":"p","value":{value}}}]}}"#);
    let plans = [
        // Whole.
        String::new(),
        "{}".to_owned(),
        action(""),
        action(r#","year":2027,"owner":"å \u2028 😀","progress":"ongoing","question":"1","uid":"u","new":[{}]"#),
        action(r#","year":null"#),
        action(r#","year":65535"#),
        target("0"),
        target("255"),
        format!(" {} ", target("5")),
        // Not a plan.
        action(r#","year":65536"#),
        action(r#","year":-1"#),
        action(r#","year":2027.5"#),
        action(r#","year":1e300"#),
        action(r#","year":"2027""#),
        action(r#","progress":"other""#),
        action(r#","owner":1"#),
        target("256"),
        target("null"),
        target("true"),
        target("5").replace('[', "{\"x\":").replace(']', "}"),
        "[]".to_owned(),
        "null".to_owned(),
        target("5")[1..].to_owned(),
    ];
    for (n, plan) in plans.into_iter().enumerate() {
        let mut record = stored().await;
        record["plan"] = plan.clone().into();
        visit.script(&format!("localStorage.setItem({}, {})", json!(key), json!(record.to_string()))).await;
        let value = if n % 2 == 0 { 2 } else { 3 };
        visit.click(&set(&value.to_string())).await;
        let mut expected = Plan::unpack(&plan);
        expected.set_target(&part, Some(value));
        assert_eq!(stored().await["plan"], expected.pack(), "{plan}");
    }
    visit.finish().await;
}
