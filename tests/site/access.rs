//! Accessibility: two checkers on every kind of page, and the survey by keyboard alone.

use std::pin::Pin;
use std::rc::Rc;

use serde_json::json;
use thirtyfour::prelude::*;
use tokio::task::LocalSet;

use crate::checkers;
use crate::group::{JOINT, autumn};
use crate::harness::{COLOURS, QUESTION_1, Site, Visit, add_questionnaire, everything, result_file};

/// What leads to a page in a state.
type Steps = for<'a> fn(&'a Visit) -> Pin<Box<dyn Future<Output = ()> + 'a>>;

/// A page in a state, and what leads there. Each case opens an address of its own, in the browser that the cases before
/// it have used: what they have answered is there.
type Case = (&'static str, Steps);

/// Every kind of page, on a site with the questionnaires `allt` and `trasig`.
const CASES: &[Case] = &[
    ("start page, with a faulty questionnaire", |visit| {
        Box::pin(async move {
            visit.open("#/sv/").await;
            visit.see("Fel i filen:").await;
        })
    }),
    ("faults", |visit| {
        Box::pin(async move {
            visit.open("#/sv/trasig").await;
            visit.heading("Frågeformuläret kan inte visas").await;
        })
    }),
    ("gathering, with what does not count and an invitation", |visit| {
        Box::pin(async move {
            visit.open("#/sv/grupp").await;
            visit
                .drop_files(&[autumn(2026), autumn(2025), vec![("brev.txt".to_owned(), b"Hej".to_vec())]].concat())
                .await;
            visit.see("1 räknas inte: visa varför").await;
            visit.press("1 räknas inte: visa varför").await;
            visit.press("Bjud in dem som ska svara").await;
            visit.see("Kopiera adressen").await;
        })
    }),
    ("a group's questions", |visit| {
        Box::pin(async move {
            visit.press("Chefsenkäten").await;
            visit.see("Det här sticker ut").await;
        })
    }),
    ("a group's units", |visit| {
        Box::pin(async move {
            visit.press("Enheterna").await;
            visit.see("Medianen, område för område").await;
            visit.press("Vilka har svarat").await;
        })
    }),
    ("a group's roles", |visit| {
        Box::pin(async move {
            visit.press("Rollerna").await;
            visit.press(JOINT).await;
            visit.see("Gemensamt svar från rollen IT-service").await;
        })
    }),
    ("a group's years", |visit| {
        Box::pin(async move {
            visit.press("Åren").await;
            visit.see("Det här året bredvid det förra.").await;
        })
    }),
    ("a group's files", |visit| {
        Box::pin(async move {
            visit.press("Spara och dela").await;
            visit.see("Ladda ner gruppfilen").await;
        })
    }),
    ("the check of an installation", |visit| {
        Box::pin(async move {
            // Nobody has written them in English, and the page says so.
            for id in ["allt", "trasig"] {
                visit.may_fail(&format!("content/en/{id}."));
            }
            visit.open("#/sv/kontroll").await;
            visit.see("Den här webbläsaren").await;
        })
    }),
    ("device", |visit| {
        Box::pin(async move {
            visit.answer_first("Nej").await;
            visit.open("#/sv/enheten").await;
            visit.see("Chefsenkäten").await;
            visit.press("Ta bort allt från enheten").await;
            visit.see("Vill du ta bort allt").await;
        })
    }),
    ("not found", |visit| {
        Box::pin(async move {
            visit.open("#/sv/finns/inte/alls").await;
            visit.heading("Sidan finns inte").await;
        })
    }),
    ("vattenpass", |visit| {
        Box::pin(async move {
            visit.open("#/sv/om/vattenpass").await;
            visit.find(".prose").await;
        })
    }),
    ("tillganglighet", |visit| {
        Box::pin(async move {
            visit.open("#/sv/om/tillganglighet").await;
            visit.find(".prose").await;
        })
    }),
    ("metod", |visit| {
        Box::pin(async move {
            visit.open("#/sv/om/metod").await;
            visit.find(".prose").await;
        })
    }),
    ("ordlista", |visit| {
        Box::pin(async move {
            visit.open("#/sv/om/ordlista").await;
            visit.find(".prose").await;
        })
    }),
    ("kpmg-kumla-2012", |visit| {
        Box::pin(async move {
            visit.open("#/sv/om/kpmg-kumla-2012").await;
            visit.find(".prose").await;
        })
    }),
    ("front page", |visit| {
        Box::pin(async move {
            visit.open("#/sv/allt").await;
            visit.heading("Allt på en gång").await;
        })
    }),
    ("single choice, everything open", |visit| {
        Box::pin(async move {
            visit.begin("#/sv/allt").await;
            visit.heading("Finns en policy?").await;
            visit.see_no("Hjälp").await;
            visit.choose("Delvis").await;
            visit.press("Hjälp").await;
            visit.press("Varför vi frågar").await;
            visit.press("Källa").await;
            visit.press("Lägg till en anteckning").await;
        })
    }),
    ("several choices", |visit| {
        Box::pin(async move {
            visit.open("#/sv/allt/kanaler").await;
            visit.heading("Hur når ni ut?").await;
        })
    }),
    ("number with an error", |visit| {
        Box::pin(async move {
            visit.open("#/sv/allt/antal").await;
            visit.heading("Hur många system har ni?").await;
            visit.write("input", "-1").await;
            visit.press("Nästa").await;
            visit.see("Något behöver rättas").await;
        })
    }),
    ("text", |visit| {
        Box::pin(async move {
            visit.open("#/sv/allt/mer").await;
            visit.heading("Något mer?").await;
            visit.write("textarea", "Text").await;
        })
    }),
    ("review", |visit| {
        Box::pin(async move {
            visit.open("#/sv/allt/granska").await;
            visit.heading("Kontrollera dina svar").await;
        })
    }),
    ("result, with a question and an error", |visit| {
        Box::pin(async move {
            visit.open_result("#/sv/allt").await;
            visit.press("Lägg till en egen åtgärd").await;
            visit.press("Ladda ner resultat").await;
            let (_, file) = visit.downloaded().await;
            visit.compare_with(&file, "2025-11-20T10:00:00Z").await;
            visit.see("Sedan sist").await;
            visit.compare_with(&file, "2024-11-20T10:00:00Z").await;
            visit.find(".trend").await;
            visit.press("Visa precis vad filen innehåller").await;
            visit.press("Radera mina svar").await;
            visit.open_file(b"fel").await;
            visit.see("Filen kunde inte öppnas").await;
        })
    }),
    ("knowledge, explained", |visit| {
        Box::pin(async move {
            visit.begin("#/sv/nis2-kunskap").await;
            visit.choose("Vet inte").await;
            visit.press("Förklaring").await;
            visit.press("Källa").await;
        })
    }),
    ("result of a knowledge check", |visit| {
        Box::pin(async move {
            visit.open_result("#/sv/nis2-kunskap").await;
        })
    }),
    ("result in percentages", |visit| {
        Box::pin(async move {
            visit.begin("#/sv/servicedesk").await;
            visit.choose("Nej").await;
            visit.open_result("#/sv/servicedesk").await;
        })
    }),
    ("a source with its questions", |visit| {
        Box::pin(async move {
            visit.open("#/sv/om/stockholm-kontinuitet-2020").await;
            visit.press_starting("Frågor som bygger på detta").await;
        })
    }),
    ("a form for paper", |visit| {
        Box::pin(async move {
            visit.open("#/sv/allt/papper").await;
            visit.see("Datum").await;
        })
    }),
    ("a form with the answers", |visit| {
        Box::pin(async move {
            visit.open("#/sv/allt/ifyllt").await;
            visit.see("Valt:").await;
        })
    }),
    ("levels with targets and a radar", |visit| {
        Box::pin(async move {
            visit.open("#/sv/").await;
            let file = result_file("nis2-beredskap", "2026-11-20T10:00:00Z", |n| n % 4).to_json();
            visit.open_file(file.as_bytes()).await;
            visit.press("Visa som radardiagram").await;
            visit.press("Sätt mål").await;
            visit.click(".set-targets option[value='2']").await;
            visit.see("Mål: Nivå 2.").await;
        })
    }),
    ("what to do, all of it, with an action planned", |visit| {
        Box::pin(async move {
            visit.open_result("#/sv/nis2-beredskap").await;
            visit.press_starting("Visa fler").await;
            visit.click(".to-do-item .take-in button").await;
            visit.see("Finns i planen").await;
        })
    }),
    ("a result beside an earlier one", |visit| {
        Box::pin(async move {
            visit.open_result("#/sv/nis2-beredskap").await;
            let file = result_file("nis2-beredskap", "2025-11-20T10:00:00Z", |n| n % 3).to_json();
            visit.compare_with(file.as_bytes(), "2025-11-20T10:00:00Z").await;
            visit.see("Sedan sist").await;
        })
    }),
    ("save and share", |visit| {
        Box::pin(async move {
            visit.open("#/sv/nis2-beredskap/resultat/spara").await;
            visit.heading("Spara och dela").await;
            visit.press("Visa precis vad filen innehåller").await;
        })
    }),
    ("the documents", |visit| {
        Box::pin(async move {
            visit.open("#/sv/dokument").await;
            visit.see("Sammanfattning till styrelsen").await;
        })
    }),
    ("a document", |visit| {
        Box::pin(async move {
            visit.open("#/sv/dokument/ledningens-genomgang").await;
            visit.see("Resultat som ingår").await;
            let file = result_file("nis2-beredskap", "2025-11-20T10:00:00Z", |n| n % 3).to_json();
            visit.choose_file(".results-in input[type=file]", file.as_bytes()).await;
            visit.click(".result-in label + label option:nth-child(2)").await;
            visit.see("Bättre än förra gången").await;
        })
    }),
    ("front page with an assessment that is being renamed", |visit| {
        Box::pin(async move {
            visit.open("#/sv/allt").await;
            visit.press("Byt namn").await;
        })
    }),
    ("what a room can go through", |visit| {
        Box::pin(async move {
            visit.open("#/sv/utbildning").await;
            visit.see("Vem ansvarar?").await;
        })
    }),
    ("a session to set up", |visit| {
        Box::pin(async move {
            visit.open("#/sv/utbildning/nis2-kunskap").await;
            visit.see("Välj frågor").await;
        })
    }),
    ("a session that is under way", |visit| {
        Box::pin(async move {
            visit.open("#/sv/utbildning/nis2-kunskap").await;
            visit.press("Starta").await;
            visit.see("Sessionen är igång").await;
            visit.press("Tangenter och fjärrkontroll").await;
        })
    }),
    ("the projector while hands are counted", |visit| {
        Box::pin(async move {
            visit.open("#/sv/utbildning/nis2-kunskap/visa").await;
            visit.press("Räkna händer").await;
            visit.press("Klistra in chatten").await;
            visit.press_starting("A +1").await;
            visit.see("1 hand").await;
        })
    }),
    ("the projector with the right answer", |visit| {
        Box::pin(async move {
            visit.open("#/sv/utbildning/nis2-kunskap/visa").await;
            visit.press_starting("Stäng och visa").await;
            visit.press_starting("Visa rätt svar").await;
            visit.press("Att prata om").await;
            visit.see("✓ rätt").await;
        })
    }),
    ("what the room has answered", |visit| {
        Box::pin(async move {
            visit.open("#/sv/utbildning/nis2-kunskap/efterat").await;
            visit.see("1 av 1").await;
            visit.press("Skriv in pappersformulär").await;
        })
    }),
    ("the list of attendance", |visit| {
        Box::pin(async move {
            visit.open("#/sv/utbildning/nis2-kunskap/narvaro").await;
            visit.write("textarea", "Bo Ek\nAnna Svensson").await;
            visit.see("2 deltagare").await;
        })
    }),
    ("a workshop that agrees", |visit| {
        Box::pin(async move {
            visit.open("#/sv/utbildning/allt").await;
            visit.press("Starta").await;
            visit.see("Sessionen är igång").await;
            visit.press("Visa på projektorn").await;
            visit.press_starting("Stäng och visa").await;
            visit.press_starting("Enas om ett svar").await;
            visit.find(".agreed").await;
        })
    }),
    ("a participant with the right answer", |visit| {
        Box::pin(async move {
            visit.open("#/sv/delta/nis2-kunskap?e=1&s=ab12").await;
            visit.click("input[name=answer]").await;
            visit.press("Visa rätt svar").await;
            visit.find(".feedback").await;
        })
    }),
    ("a participant at the end", |visit| {
        Box::pin(async move {
            visit.open("#/sv/delta/nis2-kunskap?f=1&e=1&s=ab13").await;
            visit.press("Nästa").await;
            visit.heading("Tack!").await;
        })
    }),
    ("the trainer's notes", |visit| {
        Box::pin(async move {
            visit.open("#/sv/utbildning/nis2-kunskap/anteckningar").await;
            visit.press("Öppna igen").await;
            visit.press("Räkna händer").await;
            visit.press("Klistra in chatten").await;
            visit.see("Förklaring").await;
        })
    }),
    ("a form for paper of what was picked", |visit| {
        Box::pin(async move {
            visit.open("#/sv/utbildning/nis2-kunskap/papper").await;
            visit.see("Kryssa för ditt svar.").await;
        })
    }),
    ("the first page of a package, without a platform", |visit| {
        Box::pin(async move {
            visit.open("#/sv/delta/nis2-kunskap?scorm").await;
            visit.see("Svaren sparas inte här").await;
        })
    }),
    ("the last page of a package", |visit| {
        Box::pin(async move {
            visit.open("#/sv/delta/vem-ansvarar?scorm").await;
            visit.press("Börja").await;
            visit.see("1. ").await;
            let to_the_end = "const select = document.querySelector('.join-place select');
                select.value = select.options[select.options.length - 1].value;
                select.dispatchEvent(new Event('change', { bubbles: true }))";
            visit.script(to_the_end).await;
            visit.see("Kvar att besvara").await;
        })
    }),
    ("a participant whose address was cut off", |visit| {
        Box::pin(async move {
            visit.open("#/sv/delta/nis2-kunskap").await;
            visit.heading("Adressen är inte hel").await;
        })
    }),
    ("English", |visit| {
        Box::pin(async move {
            visit.open("#/en/bits-basniva/policy").await;
            visit.heading("An information security policy states aims and direction.").await;
        })
    }),
];

/// Runs axe-core on each case in all colours, and IBM's checker. Those that cannot be reached and those with faults are all reported, by name, when the
/// visit ends.
async fn check_each(visit: Visit, cases: &'static [Case]) {
    let visit = Rc::new(visit);
    let tasks = LocalSet::new();
    for &(name, steps) in cases {
        let at = Rc::clone(&visit);
        // A task of its own: a step that waits in vain ends this case alone.
        let case = tasks.spawn_local(async move {
            steps(&at).await;
            for (how, features) in COLOURS {
                at.prefer(features).await;
                at.faults(&format!("{name}, {how}"), checkers::axe(&at).await);
            }
            at.prefer(&[]).await;
            at.faults(name, checkers::ibm(&at).await);
        });
        if let Err(error) = tasks.run_until(case).await {
            visit.fault(format!("{name}: {error}"));
        }
    }
    Rc::into_inner(visit).expect("every case has ended").finish().await;
}

#[tokio::test]
async fn every_kind_of_page_passes_both_checkers() {
    let site = Site::edited(|content| {
        add_questionnaire(content, "allt", &everything());
        add_questionnaire(content, "trasig", "+++\nid = \"trasig\"\n+++\n<b>\n");
    });
    check_each(Visit::to(site, json!({})).await, CASES).await;
}

#[tokio::test]
async fn nothing_is_wider_than_the_page_at_400_percent() {
    let visit = Visit::new().await;
    // 1280 pixels at 400 %.
    visit.resize(320, 256).await;
    visit.worked_case().await;
    for route in [
        "#/sv/",
        "#/sv/chefsenkat",
        "#/sv/chefsenkat/4",
        "#/sv/chefsenkat/granska",
        "#/sv/chefsenkat/resultat",
        "#/sv/chefsenkat/resultat/att-gora",
        "#/sv/chefsenkat/resultat/jamfor",
        "#/sv/chefsenkat/resultat/spara",
        "#/sv/chefsenkat/papper",
        "#/sv/chefsenkat/ifyllt",
        "#/sv/dokument",
        "#/sv/dokument/ledningens-genomgang",
        "#/sv/enheten",
        "#/sv/om/integritet",
        "#/sv/om/tillganglighet",
        "#/sv/om/metod",
        "#/sv/om/ordlista",
        "#/sv/om/kpmg-kumla-2012",
        "#/sv/ledningens-genomgang",
        "#/sv/nis2-beredskap",
        "#/en/vem-ansvarar",
        "#/sv/utbildning",
        "#/sv/utbildning/nis2-kunskap",
        "#/sv/utbildning/nis2-kunskap/efterat",
        "#/en/training/nis2-kunskap/attendance",
        "#/en/training/nis2-kunskap/notes",
        "#/en/training/nis2-kunskap/paper",
        "#/sv/delta/nis2-kunskap?scorm",
        "#/sv/delta/nis2-kunskap?e=1&s=ab12",
    ] {
        visit.open(route).await;
        visit.find("h1").await;
        let wide = visit.script("return document.documentElement.scrollWidth").await;
        if wide.as_u64() > Some(320) {
            visit.fault(format!("{route} is {wide} wide"));
        }
    }
    visit.finish().await;
}

/// What has the focus: its tag and text, or its name.
pub async fn focused(visit: &Visit) -> String {
    let script = "const e = document.activeElement; return e.tagName.toLowerCase() + ' ' + (e.innerText || e.closest('label')?.innerText || '').trim()";
    visit.script(script).await.as_str().unwrap().to_owned()
}

/// Presses a key until something has the focus.
pub async fn reach(visit: &Visit, key: Key, target: &str) {
    let mut seen = Vec::new();
    for _ in 0..90 {
        if seen.last().is_some_and(|last: &String| last == target || last.lines().next() == Some(target)) {
            return;
        }
        visit.driver.action_chain().send_keys(key.clone()).perform().await.unwrap();
        seen.push(focused(visit).await);
    }
    panic!("{target} was not reached: {seen:#?}");
}

pub async fn key(visit: &Visit, key: Key) {
    visit.driver.action_chain().send_keys(key).perform().await.unwrap();
}

#[tokio::test]
async fn the_survey_can_be_answered_by_keyboard_alone_and_the_focus_goes_to_each_heading() {
    let visit = Visit::new().await;
    visit.open("#/sv/chefsenkat").await;
    visit.heading("Chefsenkäten").await;
    reach(&visit, Key::Tab, "button Starta").await;
    key(&visit, Key::Enter).await;
    visit.heading(QUESTION_1).await;
    visit
        .wait("focus on the heading", || async { (focused(&visit).await == format!("h1 {QUESTION_1}")).then_some(()) })
        .await;
    assert!(visit.driver.title().await.unwrap().starts_with("Fråga 1 av 10: Vet du vilka mål"));
    key(&visit, Key::Tab).await;
    assert_eq!(focused(&visit).await, "input Ja");
    key(&visit, Key::Down).await;
    visit.wait("Nej", || async { (visit.chosen().await == ["Nej"]).then_some(()) }).await;
    key(&visit, Key::Enter).await;
    visit.see("Fråga 2 av 10").await;
    visit
        .wait("focus on the heading", || async { focused(&visit).await.starts_with("h1 Har du haft").then_some(()) })
        .await;
    reach(&visit, Key::Tab, "button Nästa").await;
    key(&visit, Key::Enter).await;
    visit.see("Fråga 3 av 10").await;
    visit
        .wait("focus on the heading", || async { focused(&visit).await.starts_with("h1 Hur framför").then_some(()) })
        .await;
    key(&visit, Key::Tab).await;
    key(&visit, Key::Space).await;
    visit.wait("a check box", || async { (visit.chosen().await == ["Genom servicedesken"]).then_some(()) }).await;
    reach(&visit, Key::Tab, "button Tillbaka").await;
    key(&visit, Key::Enter).await;
    visit.see("Fråga 2 av 10").await;
    visit.finish().await;
}

#[tokio::test]
async fn from_the_start_to_a_printed_plan_by_keyboard_alone() {
    let visit = Visit::new().await;
    visit.open("#/sv/").await;
    visit.see("Servicedesken").await;
    visit.script("window.print = () => { window.sheets = (window.sheets || 0) + 1 }").await;
    reach(&visit, Key::Tab, "a Servicedesken").await;
    key(&visit, Key::Enter).await;
    reach(&visit, Key::Tab, "button Starta").await;
    key(&visit, Key::Enter).await;
    let mut last = "h1 Servicedesken".to_owned();
    loop {
        last = visit
            .wait("focus on the next heading", || async {
                Some(focused(&visit).await).filter(|now| now.starts_with("h1") && *now != last)
            })
            .await;
        if last == "h1 Kontrollera dina svar" {
            break;
        }
        // Past help in the question's own text, to its choices; the second of them.
        let mut tag = String::new();
        while tag != "input" && tag != "textarea" {
            key(&visit, Key::Tab).await;
            tag = focused(&visit).await.split(' ').next().unwrap().to_owned();
        }
        if tag == "input" {
            key(&visit, Key::Down).await;
        }
        reach(&visit, Key::Tab, "button Nästa").await;
        key(&visit, Key::Enter).await;
    }
    reach(&visit, Key::Tab, "a Visa resultat").await;
    key(&visit, Key::Enter).await;
    visit.heading("Resultat").await;
    reach(&visit, Key::Tab, "button Lägg till i planen").await;
    key(&visit, Key::Enter).await;
    visit.see("Finns i planen").await;
    reach(&visit, Key::Tab, "a Se allt att göra (2)").await;
    key(&visit, Key::Enter).await;
    visit.heading("Att göra").await;
    reach(&visit, Key::Tab, "button Lägg till en egen åtgärd").await;
    key(&visit, Key::Enter).await;
    visit
        .wait("focus in the new action", || async { focused(&visit).await.starts_with("textarea").then_some(()) })
        .await;
    visit.driver.action_chain().send_keys("Öva på att ringa").perform().await.unwrap();
    reach(&visit, Key::Tab, "a Resultat").await;
    key(&visit, Key::Enter).await;
    visit.heading("Resultat").await;
    reach(&visit, Key::Tab, "button Skriv ut").await;
    key(&visit, Key::Enter).await;
    assert_eq!(visit.script("return window.sheets").await, json!(1));
    let sheets = visit.printed().await.join("\n");
    assert!(sheets.contains("Att göra") && sheets.contains("Öva på att ringa"), "{sheets}");
    visit.finish().await;
}

#[tokio::test]
async fn the_skip_link_comes_first_and_leads_to_the_content() {
    let visit = Visit::new().await;
    visit.open("#/sv/").await;
    visit.see("BITS basnivå").await;
    key(&visit, Key::Tab).await;
    assert_eq!(focused(&visit).await, "a Hoppa till innehållet");
    key(&visit, Key::Enter).await;
    assert!(focused(&visit).await.starts_with("main"));
    assert_eq!(visit.route().await, "#/sv/");
    visit.finish().await;
}
