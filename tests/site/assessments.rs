//! The assessment being worked on: which one it is, what a changed questionnaire or a deletion elsewhere does to it, and
//! that nothing typed is lost, whichever way the page is left.

use serde_json::json;
use thirtyfour::WindowHandle;

use crate::harness::{FIELDS, Site, Visit, add_questionnaire, replace, result_file};

const PLAN: &str = "Finns en plan?";
const HOURS: &str = "Hur många timmar klarar ni er?";
const OUTAGE: &str = "Beskriv det senaste avbrottet";
const CHANGED: &str = "Frågeformuläret har ändrats sedan du svarade.";

async fn fields() -> Visit {
    let visit = Visit::with_fields().await;
    visit.open("#/sv/falt").await;
    visit
}

/// An assessment of the questionnaire with an answer to its first question, which is on show.
async fn begun(choice: &str) -> Visit {
    let visit = fields().await;
    visit.press("Starta").await;
    visit.heading(PLAN).await;
    visit.choose(choice).await;
    visit
}

/// Edits the questionnaire on the host, as its author does between two visits.
fn edit(visit: &Visit, from: &str, to: &str) {
    replace(&visit.site.folder().join("content"), "sv/falt.md", from, to);
}

/// Opens a second tab that never hears of the other's changes.
async fn deaf_tab(visit: &Visit, route: &str) -> (WindowHandle, WindowHandle) {
    let first = visit.driver.window().await.unwrap();
    let second = visit.driver.new_tab().await.unwrap();
    visit.driver.switch_to_window(second.clone()).await.unwrap();
    visit.open(route).await;
    visit.find("h1").await;
    // The site passes over what other applications on the origin store.
    visit.script("Object.defineProperty(StorageEvent.prototype, 'key', { get: () => 'annat' })").await;
    (first, second)
}

/// Two assessments of the questionnaire, Våren with Ja and then Hösten with Nej, and the front page.
async fn spring_and_autumn() -> Visit {
    let visit = fields().await;
    for (name, choice) in [("Våren", "Ja"), ("Hösten", "Nej")] {
        visit.press("Starta").await;
        visit.heading(PLAN).await;
        visit.choose(choice).await;
        visit.open("#/sv/falt").await;
        visit.rename(name).await;
        visit.see(name).await;
    }
    visit
}

/// Presses a button or link of the assessment with a name.
async fn press_of(visit: &Visit, assessment: &str, name: &str) {
    let path = format!(
        "//li[contains(@class,'assessment')][.//h3='{assessment}']//*[self::button or self::a][normalize-space()='{name}']"
    );
    visit
        .wait(name, || async { visit.driver.find(thirtyfour::By::XPath(path.as_str())).await.ok()?.click().await.ok() })
        .await;
}

#[tokio::test]
async fn no_act_on_the_list_changes_which_assessment_is_being_worked_on() {
    let visit = spring_and_autumn().await;
    press_of(&visit, "Våren", "Byt namn").await;
    visit.write(".inline-form input", "Vårvintern").await;
    visit.press("Spara namnet").await;
    visit.see("Vårvintern").await;
    // By an address that names none: Hösten is the one that was being worked on.
    visit.open("#/sv/falt/plan").await;
    visit.heading(PLAN).await;
    visit.see("Självskattning: Hösten").await;
    assert_eq!(visit.chosen().await, ["Nej"]);
    visit.open("#/sv/falt").await;
    press_of(&visit, "Vårvintern", "Radera mina svar").await;
    visit.press("Ja, radera").await;
    visit.see("Svaren är raderade.").await;
    visit.open("#/sv/falt/plan").await;
    visit.heading(PLAN).await;
    assert_eq!(visit.chosen().await, ["Nej"]);
    visit.see_no("Självskattning: Hösten").await;
    visit.finish().await;
}

#[tokio::test]
async fn an_address_names_one_of_several_assessments() {
    let visit = spring_and_autumn().await;
    press_of(&visit, "Våren", "Fortsätt").await;
    visit.heading(PLAN).await;
    let address = visit.route().await;
    assert!(address.starts_with("#/sv/falt/plan?a="), "{address}");
    // Every page of it says which one it is, and the way there keeps to it.
    visit.see("Självskattning: Våren").await;
    visit.press("Nästa").await;
    visit.see("Självskattning: Våren").await;
    let named = address.split_once('?').unwrap().1.to_owned();
    for step in ["granska", "ifyllt", "resultat"] {
        visit.open(&format!("#/sv/falt/{step}?{named}")).await;
        visit.see("Självskattning: Våren").await;
    }
    assert_eq!(
        visit.find("header .language").await.attr("href").await.unwrap().unwrap(),
        format!("#/en/falt/result?{named}")
    );
    // Another tab, where the one changed last would be opened without it.
    let tab = visit.driver.new_tab().await.unwrap();
    visit.driver.switch_to_window(tab).await.unwrap();
    visit.open(&address).await;
    visit.heading(PLAN).await;
    assert_eq!(visit.chosen().await, ["Ja"]);
    visit.open("#/sv/falt/plan").await;
    visit.heading(PLAN).await;
    // One that this device does not have is said to be unknown, and nothing is made in its place.
    visit.open("#/sv/falt/plan?a=00000000").await;
    visit.heading("Självskattningen finns inte här").await;
    visit.press("Till Fältprov").await;
    visit.heading("Fältprov").await;
    visit.see("Våren").await;
    visit.finish().await;
}

#[tokio::test]
async fn default_names_are_never_equal() {
    let visit = fields().await;
    for _ in 0..3 {
        visit.press("Starta").await;
        visit.heading(PLAN).await;
        visit.choose("Ja").await;
        visit.open("#/sv/falt").await;
        visit.heading("Fältprov").await;
    }
    press_of(&visit, "Självskattning 1", "Radera mina svar").await;
    visit.press("Ja, radera").await;
    visit.see_no("Självskattning 1").await;
    visit.press("Starta").await;
    visit.heading(PLAN).await;
    visit.choose("Ja").await;
    visit.open("#/sv/falt").await;
    visit.see("Självskattning 4").await;
    let names =
        visit.script("return [...document.querySelectorAll('.assessment h3')].map(h => h.innerText).sort()").await;
    assert_eq!(names, json!(["Självskattning 2", "Självskattning 3", "Självskattning 4"]));
    visit.finish().await;
}

#[tokio::test]
async fn that_the_questionnaire_has_changed_is_said_until_it_is_read() {
    let visit = begun("Delvis").await;
    visit.open("#/sv/falt/timmar").await;
    visit.heading(HOURS).await;
    visit.write("input", "300").await;
    edit(&visit, "- `delvis: 0.5` Delvis", "- `nastan: 0.5` Nästan");
    edit(
        &visit,
        "#### Rekommendation\n\n- `nej, delvis: Systemägaren`",
        "#### Rekommendation\n\n- `nej, nastan: Systemägaren`",
    );
    edit(&visit, "- `nej, delvis: Nämnden`", "- `nej, nastan: Nämnden`");
    edit(&visit, "- `nej, delvis: Nämnden`", "- `nej, nastan: Nämnden`");
    edit(&visit, "- `nej, delvis, vet-inte:", "- `nej, nastan, vet-inte:");
    edit(&visit, "max = 500", "max = 200");
    visit.open("#/sv/falt").await;
    visit.reload().await;
    visit.see(CHANGED).await;
    visit.press("Fortsätt").await;
    visit.heading(HOURS).await;
    visit.see(CHANGED).await;
    // What was stored and is no longer allowed stands there with its error.
    visit.see("Något behöver rättas").await;
    assert_eq!(visit.find("main input").await.prop("value").await.unwrap().as_deref(), Some("300"));
    for step in ["plan", "granska", "resultat"] {
        visit.open(&format!("#/sv/falt/{step}")).await;
        visit.see(CHANGED).await;
        visit.see(&format!("Svara igen: {PLAN}")).await;
        visit.see(&format!("Svara igen: {HOURS}")).await;
    }
    visit.reload().await;
    visit.heading("Resultat").await;
    visit.see(CHANGED).await;
    visit.press("Jag har läst det").await;
    visit.see_no(CHANGED).await;
    visit.focus_is_on("Jag har läst det", "H1 Resultat").await;
    visit.reload().await;
    visit.heading("Resultat").await;
    visit.see_no(CHANGED).await;
    visit.open("#/sv/falt").await;
    visit.see_no(CHANGED).await;
    visit.finish().await;
}

#[tokio::test]
async fn a_unit_or_role_that_the_host_takes_away_is_said_to_be_gone() {
    let site = Site::edited(|content| {
        add_questionnaire(content, "falt", FIELDS);
        replace(content, "site.toml", "# units = [", "units = [\"Kulturförvaltningen\", ");
    });
    let visit = Visit::to(site, json!({})).await;
    visit.begin("#/sv/falt").await;
    visit.choose("Ja").await;
    visit.open("#/sv/falt/granska").await;
    visit.click(".about-you option[value='Kulturförvaltningen']").await;
    visit.click(".about-you option[value='handlaggare']").await;
    visit.see_no("går inte längre att välja").await;
    replace(&visit.site.folder().join("content"), "site.toml", "\"Kulturförvaltningen\", ", "");
    edit(&visit, "handlaggare = \"Handläggare\"", "");
    visit.reload().await;
    visit.see("”Kulturförvaltningen” går inte längre att välja.").await;
    visit.see("”handlaggare” går inte längre att välja.").await;
    let values = "return [...document.querySelectorAll('.about-you select')].map(s => s.value)";
    assert_eq!(visit.script(values).await, json!(["Kulturförvaltningen", "handlaggare"]), "as in the file");
    visit.click(".about-you option[value='chef']").await;
    visit.see_no("”handlaggare” går inte längre att välja.").await;
    assert_eq!(visit.script(values).await, json!(["Kulturförvaltningen", "chef"]));
    visit.finish().await;
}

/// What stands in the question's field.
async fn in_field(visit: &Visit) -> String {
    visit.find("main form input, main form textarea").await.prop("value").await.unwrap().unwrap_or_default()
}

#[tokio::test]
async fn a_number_that_cannot_be_read_is_told_and_kept_whichever_way_one_leaves() {
    let visit = fields().await;
    visit.press("Starta").await;
    visit.heading(PLAN).await;
    visit.open("#/sv/falt/timmar").await;
    visit.heading(HOURS).await;
    visit.write("input", "24").await;
    for way in ["Tillbaka", "länk", "bakåt", "omladdning"] {
        visit.write("main form input", "cirka 24").await;
        match way {
            "Tillbaka" => visit.press("Tillbaka").await,
            "länk" => visit.press("Fältprov").await,
            "bakåt" => visit.driver.back().await.unwrap(),
            _ => visit.reload().await,
        }
        if way != "omladdning" {
            visit.wait("another page", || async { (visit.route().await != "#/sv/falt/timmar").then_some(()) }).await;
            visit.open("#/sv/falt/timmar").await;
        }
        visit.heading(HOURS).await;
        assert_eq!(in_field(&visit).await, "cirka 24", "{way}");
        visit.see("Något behöver rättas").await;
    }
    visit.open("#/sv/falt/granska").await;
    visit.see("24 timmar").await;
    visit.see("Du skrev ”cirka 24”").await;
    visit.open("#/sv/falt/timmar").await;
    visit.heading(HOURS).await;
    // The summary leads to the field, and a number ends the error.
    visit.click(".error-summary a").await;
    let focused = "return document.activeElement === document.querySelector('main form input')";
    visit.wait("the field", || async { (visit.script(focused).await == true).then_some(()) }).await;
    visit.write("main form input", "1 0").await;
    visit.see_no("Något behöver rättas").await;
    assert_eq!(in_field(&visit).await, "1 0", "as it was typed");
    visit.press("Nästa").await;
    visit.heading(OUTAGE).await;
    visit.open("#/sv/falt/granska").await;
    visit.see("10 timmar").await;
    visit.see_no("Du skrev").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_field_is_named_by_the_question_and_described_by_its_hint() {
    let visit = fields().await;
    visit.press("Starta").await;
    visit.heading(PLAN).await;
    let named = "const f = document.querySelector('main form input, main form textarea');
        const text = (ids) => ids.split(' ').map(id => document.getElementById(id).innerText).join(' ');
        return [text(f.getAttribute('aria-labelledby')), text(f.getAttribute('aria-describedby'))]";
    visit.open("#/sv/falt/timmar").await;
    visit.heading(HOURS).await;
    assert_eq!(visit.script(named).await, json!([HOURS, "timmar"]));
    visit.write("main form input", "x").await;
    visit.press("Nästa").await;
    visit.see("Något behöver rättas").await;
    let described = visit.script(named).await[1].as_str().unwrap().to_owned();
    assert!(described.contains("0") && described.contains("500"), "the error is described: {described}");
    visit.open("#/sv/falt/avbrott").await;
    visit.heading(OUTAGE).await;
    let of_text = visit.script(named).await;
    assert_eq!(of_text[0], OUTAGE);
    assert!(of_text[1].as_str().unwrap().contains("personuppgifter"), "{of_text}");
    visit.finish().await;
}

#[tokio::test]
async fn the_unit_is_stored_as_it_is_typed_and_blank_is_not_said() {
    let visit = begun("Nej").await;
    visit.open("#/sv/falt/avbrott").await;
    visit.heading(OUTAGE).await;
    visit.write("textarea", "   ").await;
    visit.open("#/sv/falt/timmar").await;
    visit.heading(HOURS).await;
    visit.press("Lägg till en anteckning").await;
    visit.write(".note textarea", "  ").await;
    visit.open("#/sv/falt/granska").await;
    visit.heading("Kontrollera dina svar").await;
    visit.see_no("Anteckning:").await;
    let unanswered =
        "return [...document.querySelectorAll('.answer-row')].find(r => r.innerText.includes('avbrottet')).innerText";
    assert!(visit.script(unanswered).await.as_str().unwrap().contains("Inte besvarad"), "blank is unanswered");
    visit.open_result("#/sv/falt").await;
    visit.see_no("Dina anteckningar och fritextsvar").await;
    visit.press("Ladda ner svaren som tabell").await;
    let (_, table) = visit.downloaded().await;
    let table = String::from_utf8(table).unwrap();
    assert!(table.contains(&format!("{OUTAGE};;\r\n")), "{table}");
    visit.open("#/sv/falt/ifyllt").await;
    visit.heading("Fältprov").await;
    let lines =
        "const q = [...document.querySelectorAll('.paper-question')].find(q => q.innerText.includes('avbrottet'));
        return [...q.querySelectorAll('.paper-line')].every(line => !line.innerText.trim())";
    assert_eq!(visit.script(lines).await, true, "lines to write on");
    visit.finish().await;
}

#[tokio::test]
async fn a_free_unit_is_kept_letter_by_letter() {
    let visit = begun("Nej").await;
    visit.open("#/sv/falt/granska").await;
    visit.write(".about-you input", "Kultur och ").await;
    // No other field has been gone to: the page is left at once.
    visit.reload().await;
    visit.heading("Kontrollera dina svar").await;
    let unit = visit.find(".about-you input").await;
    assert_eq!(unit.prop("value").await.unwrap().as_deref(), Some("Kultur och "));
    visit.press("Visa resultat").await;
    visit.see("· Kultur och").await;
    visit.finish().await;
}

#[tokio::test]
async fn what_is_answered_after_a_deletion_elsewhere_begins_a_new_one_if_one_wants_it() {
    let visit = begun("Ja").await;
    let (first, second) = deaf_tab(&visit, "#/sv/falt/plan").await;
    visit.heading(PLAN).await;
    visit.driver.switch_to_window(first.clone()).await.unwrap();
    visit.open("#/sv/falt").await;
    visit.delete_answers().await;
    visit.see("Svaren är raderade.").await;
    visit.driver.switch_to_window(second).await.unwrap();
    visit.choose("Nej").await;
    visit.see("raderades i ett annat fönster").await;
    assert!(visit.stored_keys().await.is_empty(), "what was deleted is not brought back");
    visit.press("Spara som en ny självskattning").await;
    visit.focus_is_on("Spara som en ny självskattning", &format!("H1 {PLAN}")).await;
    visit.see_no("raderades i ett annat fönster").await;
    assert_eq!(visit.stored_keys().await.len(), 1);
    visit.driver.switch_to_window(first).await.unwrap();
    visit.see("1 av").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_page_from_the_browsers_memory_takes_in_what_it_missed() {
    let visit = begun("Ja").await;
    let (first, second) = deaf_tab(&visit, "#/sv/falt/plan").await;
    visit.heading(PLAN).await;
    visit.driver.switch_to_window(first).await.unwrap();
    visit.choose("Nej").await;
    visit.driver.switch_to_window(second).await.unwrap();
    assert_eq!(visit.chosen().await, ["Ja"], "the event was missed");
    visit.script("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))").await;
    visit.wait("the other tab's answer", || async { (visit.chosen().await == ["Nej"]).then_some(()) }).await;
    visit.finish().await;
}

#[tokio::test]
async fn result_and_review_follow_what_another_tab_answers() {
    let visit = begun("Ja").await;
    visit.open("#/sv/falt/resultat").await;
    visit.see("100 %").await;
    visit.press("Lägg till en egen åtgärd").await;
    visit.write(".plan textarea", "Halvskriv").await;
    let first = visit.driver.window().await.unwrap();
    let second = visit.driver.new_tab().await.unwrap();
    visit.driver.switch_to_window(second.clone()).await.unwrap();
    visit.open("#/sv/falt/plan").await;
    visit.heading(PLAN).await;
    visit.choose("Nej").await;
    visit.driver.switch_to_window(first).await.unwrap();
    let verdict = "return document.querySelector('.verdict').textContent.includes('Svaren ger 0 av 1 poäng')";
    visit.wait("the other tab's answer", || async { (visit.script(verdict).await == true).then_some(()) }).await;
    let focused = visit.script("return document.activeElement.value").await;
    assert_eq!(focused, "Halvskriv", "the field being written in keeps the focus");
    visit.press("Ladda ner resultat").await;
    let (_, file) = visit.downloaded().await;
    assert!(String::from_utf8(file).unwrap().contains("\"nej\""));
    // The plan's fields follow too.
    visit.driver.switch_to_window(second.clone()).await.unwrap();
    visit.open("#/sv/falt/resultat").await;
    visit.write(".plan textarea", "Skriven i den andra").await;
    visit.click(".plan select option:last-child").await;
    visit.open("#/sv/falt/granska").await;
    visit.heading("Kontrollera dina svar").await;
    let windows = visit.driver.windows().await.unwrap();
    visit.driver.switch_to_window(windows[0].clone()).await.unwrap();
    let field = "return document.querySelector('.plan textarea').value";
    visit
        .wait("the other tab's text", || async { (visit.script(field).await == "Skriven i den andra").then_some(()) })
        .await;
    let chosen = "const s = document.querySelector('.plan select'); return s.selectedIndex === s.options.length - 1";
    visit.wait("the other tab's choice", || async { (visit.script(chosen).await == true).then_some(()) }).await;
    visit.open("#/sv/falt/plan").await;
    visit.choose("Delvis").await;
    visit.driver.switch_to_window(second).await.unwrap();
    visit.see("Delvis").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_list_keeps_what_is_half_typed_when_something_else_changes() {
    let visit = spring_and_autumn().await;
    press_of(&visit, "Våren", "Byt namn").await;
    visit.write(".inline-form input", "Halvt nam").await;
    let first = visit.driver.window().await.unwrap();
    let second = visit.driver.new_tab().await.unwrap();
    visit.driver.switch_to_window(second).await.unwrap();
    visit.open("#/sv/falt").await;
    // Another application on the origin, and then our own.
    visit.script("localStorage.setItem('annat', 'x')").await;
    press_of(&visit, "Hösten", "Byt namn").await;
    visit.write(".inline-form input", "Senhösten").await;
    visit.press("Spara namnet").await;
    visit.driver.switch_to_window(first).await.unwrap();
    visit.see("Senhösten").await;
    let typed = visit.script("return [document.activeElement.value, document.activeElement.selectionStart]").await;
    assert_eq!(typed, json!(["Halvt nam", 9]));
    visit.finish().await;
}

#[tokio::test]
async fn a_row_being_written_in_stays_where_the_focus_is_when_the_order_changes() {
    let visit = spring_and_autumn().await;
    press_of(&visit, "Hösten", "Byt namn").await;
    visit.write(".inline-form input", "Halvt nam").await;
    let first = visit.driver.window().await.unwrap();
    let second = visit.driver.new_tab().await.unwrap();
    visit.driver.switch_to_window(second).await.unwrap();
    visit.open("#/sv/falt").await;
    press_of(&visit, "Våren", "Fortsätt").await;
    visit.heading(PLAN).await;
    visit.choose("Nej").await;
    visit.driver.switch_to_window(first).await.unwrap();
    let order = "return [...document.querySelectorAll('.assessment h3')].map(h => h.innerText)";
    visit
        .wait("the other order", || async { (visit.script(order).await == json!(["Våren", "Hösten"])).then_some(()) })
        .await;
    let typed = visit.script("return [document.activeElement.value, document.activeElement.selectionStart]").await;
    assert_eq!(typed, json!(["Halvt nam", 9]));
    visit.finish().await;
}

#[tokio::test]
async fn answers_outlive_a_storage_that_another_application_empties() {
    let visit = begun("Ja").await;
    let first = visit.driver.window().await.unwrap();
    let second = visit.driver.new_tab().await.unwrap();
    visit.driver.switch_to_window(second).await.unwrap();
    visit.open("#/sv/").await;
    visit.heading("Hur står det till med kommunens IT?").await;
    visit.script("localStorage.clear()").await;
    visit.driver.switch_to_window(first).await.unwrap();
    visit.see("Webbläsarens lagring har tömts.").await;
    assert_eq!(visit.chosen().await, ["Ja"]);
    assert!(visit.stored_keys().await.is_empty(), "it may have been emptied on purpose");
    visit.press("Spara som en ny självskattning").await;
    visit.see_no("Webbläsarens lagring har tömts.").await;
    visit.reload().await;
    visit.heading(PLAN).await;
    assert_eq!(visit.chosen().await, ["Ja"]);
    visit.finish().await;
}

#[tokio::test]
async fn a_final_result_that_is_changed_is_a_draft_again_and_says_so() {
    let visit = begun("Ja").await;
    visit.open("#/sv/falt/resultat").await;
    visit.press("Fastställd").await;
    visit.see("· Fastställd ·").await;
    visit.open("#/sv/falt/plan").await;
    visit.heading(PLAN).await;
    visit.see_no("Nu är det ett utkast").await;
    visit.choose("Nej").await;
    visit.see("Nu är det ett utkast").await;
    visit.open("#/sv/falt/resultat").await;
    visit.see("· Utkast ·").await;
    visit.finish().await;
}

#[tokio::test]
async fn what_a_newer_site_has_saved_is_not_called_damaged() {
    let visit = begun("Ja").await;
    let newer = "for (const key of Object.keys(localStorage)) localStorage.setItem(key, '{\"format\": \"vattenpass-assessment-2\"}')";
    visit.script(newer).await;
    visit.choose("Nej").await;
    visit.see("En nyare version av sidan har sparat").await;
    visit.open("#/sv/falt").await;
    visit.see("sparad av en nyare version av sidan").await;
    visit.see_no("är skadad").await;
    visit.finish().await;
}

#[tokio::test]
async fn that_answers_were_deleted_is_said_of_their_own_questionnaire_alone() {
    let visit = begun("Ja").await;
    visit.open("#/sv/falt").await;
    visit.delete_answers().await;
    visit.see("Svaren är raderade.").await;
    visit.open("#/sv/bits-basniva").await;
    visit.heading("BITS basnivå").await;
    visit.see_no("Svaren är raderade.").await;
    visit.finish().await;
}

#[tokio::test]
async fn an_opened_file_is_said_to_be_saved_only_where_it_is() {
    let blocked = json!({ "profile.default_content_setting_values.cookies": 2 });
    let visit = Visit::to(Site::Built, blocked).await;
    visit.open("#/sv/").await;
    visit.open_file(result_file("chefsenkat", "2025-11-20T10:00:00Z", |_| 1).to_json().as_bytes()).await;
    visit.see("Resultatfilen är öppnad.").await;
    visit.see_no("Den är sparad").await;
    visit.see("Den finns bara så länge sidan är öppen.").await;
    visit.finish().await;
}
