//! A knowledge check as a package for learning platforms (SCORM 1.2): made by the trainer's page, and run by a platform
//! that holds every call to the standard.

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;

use engine::model::questionnaire::{ChoiceValue, QuestionKind};
use serde_json::{Value, json};

use crate::harness::{Engine, Instead, Site, Visit, in_every_engine, questionnaire, replace};

in_every_engine!(an_attempt_goes_on_and_is_over_when_it_is_handed_in);

const CHECK: &str = "#/sv/utbildning/nis2-kunskap";

impl Visit {
    /// Makes the package on the trainer's page, and lays it on a platform. Gives the names of its files.
    async fn lay_on_platform(&self) -> BTreeSet<String> {
        self.open(CHECK).await;
        self.press("Ladda ner SCORM-paketet").await;
        let (name, bytes) = self.downloaded().await;
        assert_eq!(name, "vattenpass-scorm-nis2-kunskap-sv.zip");
        let folder = self.site.folder();
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        zip.extract(folder.join("platform")).unwrap();
        fs::write(folder.join("platform.html"), include_str!("platform.html")).unwrap();
        fs::write(folder.join("away.html"), "<!doctype html><title>Någon annanstans</title>").unwrap();
        // A page that is no page of ours has no icon, and what watches this one was packed with it.
        self.may_fail("favicon.ico");
        self.may_fail("platform/watch");
        zip.file_names().map(|name| name.unwrap().into_owned()).collect()
    }

    /// Opens the platform, and goes into the frame where it runs the package.
    async fn enter_platform(&self, query: &str) {
        self.driver.enter_default_frame().await.unwrap();
        self.open(&format!("platform.html{query}")).await;
        self.find("iframe").await.enter_frame().await.unwrap();
        self.find("main:not(.boot) h1").await;
    }

    /// Leaves the platform, and gives what it has kept.
    async fn leave_platform(&self) -> Value {
        self.driver.enter_default_frame().await.unwrap();
        self.open("away.html").await;
        self.kept().await
    }

    /// What the platform has kept so far.
    async fn kept(&self) -> Value {
        let kept = self.script("return sessionStorage.platform").await;
        serde_json::from_str(kept.as_str().unwrap()).unwrap()
    }

    /// Answers the question that is shown, right or not.
    async fn answer_nth(&self, n: usize, is_right: bool) {
        let check = questionnaire("nis2-kunskap");
        let question = check.questions().nth(n).unwrap();
        self.see(&format!("{}. {}", n + 1, question.text)).await;
        for (place, choice) in question.choices().iter().enumerate() {
            let chosen = (choice.value == ChoiceValue::Right) == is_right;
            // One wrong answer is enough.
            let is_single = matches!(question.kind, QuestionKind::Single(_));
            if chosen {
                self.script(&format!("document.querySelectorAll('input[name=answer]')[{place}].click()")).await;
                if is_single || !is_right {
                    break;
                }
            }
        }
    }
}

fn count(kept: &Value, call: &str) -> usize {
    kept["calls"].as_array().unwrap().iter().filter(|given| given[0] == call).count()
}

async fn an_attempt_goes_on_and_is_over_when_it_is_handed_in(engine: Engine) {
    let visit = Visit::with(engine, Site::edited(|_| {}), json!({})).await;
    visit.lay_on_platform().await;
    let all = questionnaire("nis2-kunskap").questions().count();
    visit.script("sessionStorage.clear(); localStorage.clear()").await;

    // Opened and closed: nobody has passed anything.
    visit.enter_platform("").await;
    visit.see("Sidan körs av er lärplattform").await;
    let kept = visit.leave_platform().await;
    assert_eq!(kept["committed"]["cmi.core.lesson_status"], "incomplete");
    assert_eq!(kept["committed"]["cmi.core.score.raw"], "0");

    // Two answers, one of them shown.
    visit.enter_platform("").await;
    visit.press("Börja").await;
    visit.answer_nth(0, true).await;
    visit.press("Visa rätt svar").await;
    visit.see("Rätt svar:").await;
    visit.press("Nästa").await;
    visit.answer_nth(1, false).await;
    visit.press("Nästa").await;
    visit.see("3. ").await;
    let kept = visit.leave_platform().await;
    let expect = (100.0 / all as f64).round().to_string();
    assert_eq!(kept["committed"]["cmi.core.score.raw"], expect, "{kept}");
    assert_eq!(kept["committed"]["cmi.core.lesson_status"], "incomplete");
    assert_eq!(kept["suspended"], true);
    assert!(kept["sessionTime"].as_str().unwrap().starts_with("0000:0"), "{kept}");
    assert_eq!([count(&kept, "LMSInitialize"), count(&kept, "LMSFinish")], [1, 1], "{kept}");
    assert!(count(&kept, "LMSCommit") >= 4, "one for each question, and each right answer that is shown: {kept}");

    // It goes on there, and a guess stays a guess.
    visit.enter_platform("").await;
    visit.press("Fortsätt med fråga 3").await;
    visit.see("3. ").await;
    visit.press("Tillbaka").await;
    visit.press("Tillbaka").await;
    visit.see("Rätt svar:").await;
    assert_eq!(visit.script("return document.querySelector('fieldset').disabled").await, true);
    assert_eq!(visit.chosen().await.len(), 1);
    // The rest, all right.
    for n in 0..all {
        if n > 1 {
            visit.answer_nth(n, true).await;
        }
        if n == 2 {
            visit.press("Tillbaka").await;
            visit.press("Nästa").await;
        }
        visit.press("Nästa").await;
    }
    visit.heading("Lämna in").await;
    visit.see("Du har svarat på allt.").await;
    let before = visit.kept().await;
    assert_eq!(before["committed"]["cmi.core.lesson_status"], "incomplete");
    visit.click("main .hand-in").await;
    visit.heading("Tack!").await;
    visit.see(&format!("{} rätt av {all} besvarade", all - 1)).await;
    visit.see("Resultatet är lämnat till lärplattformen.").await;
    let kept = visit.leave_platform().await;
    assert_eq!(kept["committed"]["cmi.core.lesson_status"], "completed");
    let expect = (100.0 * (all - 1) as f64 / all as f64).round().to_string();
    assert_eq!(kept["committed"]["cmi.core.score.raw"], expect);
    assert_eq!(kept["suspended"], false);

    // Once more: nothing of it counts.
    visit.enter_platform("").await;
    visit.see("Du har redan lämnat in dina svar.").await;
    visit.press("Börja").await;
    visit.answer_nth(0, false).await;
    visit.press("Nästa").await;
    visit.see("2. ").await;
    let again = visit.leave_platform().await;
    assert_eq!(again["committed"]["cmi.core.score.raw"], expect);
    assert_eq!(again["committed"]["cmi.core.lesson_status"], "completed");
    assert_eq!(again["faults"], json!([]), "every call is by the standard");
    // Neither the attempt nor anything else is left in the browser.
    assert_eq!(visit.stored_keys().await, [""; 0]);
    visit.finish().await;
}

#[tokio::test]
async fn the_package_is_the_whole_site_with_a_manifest_of_it() {
    let visit = Visit::with(Engine::Chromium, Site::edited(|_| {}), json!({})).await;
    let names = visit.lay_on_platform().await;
    let folder = visit.site.folder().join("platform");
    let manifest = fs::read_to_string(folder.join("imsmanifest.xml")).unwrap();
    let manifest = roxmltree::Document::parse(&manifest).unwrap();
    let listed: BTreeSet<String> = manifest
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.imsproject.org/xsd/imscp_rootv1p1p2", "file")))
        .filter_map(|file| file.attribute("href"))
        .map(str::to_owned)
        .collect();
    assert_eq!(names.iter().filter(|name| *name != "imsmanifest.xml").cloned().collect::<BTreeSet<_>>(), listed);
    // Everything that the site is made of, but for what only servers and other programs read, and what makes a site of its
    // own of it.
    const LEFT_OUT: [&str; 8] = [
        "platform.html",
        "away.html",
        "web.config",
        "sw.js",
        "manifest.webmanifest",
        "icon.svg",
        "icon-512.png",
        "apple-touch-icon.png",
    ];
    let mut site = BTreeSet::new();
    let mut folders = vec![visit.site.folder()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(visit.site.folder()).unwrap().to_str().unwrap().to_owned();
            match path.is_dir() {
                true if name != "platform" && name != "schema" => folders.push(path),
                false if !LEFT_OUT.contains(&name.as_str()) && !name.starts_with('.') => {
                    let _ = site.insert(name);
                }
                _ => {}
            }
        }
    }
    assert_eq!(listed, site);
    for name in site.iter().filter(|name| *name != "index.html") {
        assert_eq!(fs::read(folder.join(name)).unwrap(), fs::read(visit.site.folder().join(name)).unwrap(), "{name}");
    }
    visit.finish().await;
}

#[tokio::test]
async fn without_a_platform_one_can_answer_and_is_told_that_nothing_is_kept() {
    let visit = Visit::with(Engine::Chromium, Site::edited(|_| {}), json!({})).await;
    visit.lay_on_platform().await;
    visit.open("platform/index.html").await;
    visit.see("Svaren sparas inte här: sidan hittar ingen lärplattform.").await;
    visit.press("Börja").await;
    visit.answer_nth(0, true).await;
    visit.press("Visa rätt svar").await;
    visit.see("Du svarade rätt").await;
    visit.press("Nästa").await;
    assert_eq!(visit.stored_keys().await, [""; 0]);
    // The browser asks before it closes a page whose answers are nowhere else.
    let asks = visit
        .script(
            "const e = new Event('beforeunload', { cancelable: true }); dispatchEvent(e); return e.defaultPrevented",
        )
        .await;
    assert_eq!(asks, true);
    visit.finish().await;
}

#[tokio::test]
async fn the_platform_may_be_the_window_that_opened_the_page() {
    let visit = Visit::with(Engine::Chromium, Site::edited(|_| {}), json!({})).await;
    visit.lay_on_platform().await;
    visit.open("platform.html?beside").await;
    visit.script("document.body.onclick = () => open('platform/index.html')").await;
    visit.find("h1").await.click().await.unwrap();
    let windows = visit.driver.windows().await.unwrap();
    visit.driver.switch_to_window(windows[1].clone()).await.unwrap();
    visit.see("Sidan körs av er lärplattform").await;
    visit.press("Börja").await;
    visit.answer_nth(0, true).await;
    visit.press("Nästa").await;
    visit.see("2. ").await;
    visit.driver.close_window().await.unwrap();
    visit.driver.switch_to_window(windows[0].clone()).await.unwrap();
    let kept =
        visit.wait("the end", || async { Some(visit.kept().await).filter(|kept| kept["suspended"] == true) }).await;
    assert_eq!(kept["faults"], json!([]));
    visit.finish().await;
}

#[tokio::test]
async fn a_platform_that_refuses_is_named_and_no_answer_is_lost() {
    let visit = Visit::with(Engine::Chromium, Site::edited(|_| {}), json!({})).await;
    visit.lay_on_platform().await;
    visit.enter_platform("?broken=LMSInitialize").await;
    visit.see("fick ingen kontakt med lärplattformen (Fel 101, 101)").await;
    visit.enter_platform("?throws=LMSInitialize").await;
    visit.see("fick ingen kontakt med lärplattformen").await;
    visit.enter_platform("?broken=LMSCommit").await;
    visit.press("Börja").await;
    visit.answer_nth(0, true).await;
    visit.press("Nästa").await;
    visit.see("Lärplattformen tog inte emot de senaste svaren (Fel 101, 101).").await;
    // The platform comes back.
    visit.script("parent.mended()").await;
    visit.press("Försök igen").await;
    visit.see_no("tog inte emot").await;
    let kept = visit.leave_platform().await;
    assert_eq!(kept["faults"], json!([]));
    let code = kept["committed"]["cmi.suspend_data"].as_str().unwrap().to_owned();
    assert!(code.starts_with("VP1-"), "{kept}");
    visit.finish().await;
}

#[tokio::test]
async fn what_the_platform_has_kept_of_other_questions_is_said_and_passed_over() {
    let visit = Visit::with(Engine::Chromium, Site::edited(|_| {}), json!({})).await;
    visit.lay_on_platform().await;
    for kept in ["VP1-annat 1", "något annat", "VP1-"] {
        let kept = json!({ "committed": { "cmi.suspend_data": kept, "cmi.core.lesson_status": "incomplete" }, "suspended": true });
        visit.driver.enter_default_frame().await.unwrap();
        visit.open("away.html").await;
        visit.script(&format!("sessionStorage.platform = {}", json!(kept.to_string()))).await;
        visit.enter_platform("").await;
        visit.see("Frågorna har ändrats sedan du var här sist.").await;
        visit.press("Börja").await;
        visit.see("1. ").await;
    }
    visit.finish().await;
}

#[tokio::test]
async fn the_package_holds_the_municipalitys_own_questions_and_links_open_beside_it() {
    let edit = |content: &std::path::Path| {
        replace(
            content,
            "sv/nis2-kunskap.md",
            "Alla kommuner och kommunalförbund omfattas",
            "Vår egen kommun omfattas",
        );
    };
    let visit = Visit::with(Engine::Chromium, Site::edited(edit), json!({})).await;
    visit.lay_on_platform().await;
    visit.enter_platform("").await;
    visit.press("Börja").await;
    visit.answer_nth(0, true).await;
    visit.press("Visa rätt svar").await;
    visit.see("Vår egen kommun omfattas").await;
    visit.press("verksamhetsutövare").await;
    let windows = visit
        .wait("a new page", || async { Some(visit.driver.windows().await.ok()?).filter(|windows| windows.len() == 2) });
    let windows = windows.await;
    // The attempt goes on.
    visit.see("Vår egen kommun omfattas").await;
    assert_eq!(visit.script("return document.querySelector('.site-head').checkVisibility()").await, false);
    visit.driver.switch_to_window(windows[1].clone()).await.unwrap();
    visit.heading("Ordlista").await;
    assert_eq!(visit.script("return document.querySelector('.site-head').checkVisibility()").await, true);
    visit.driver.close_window().await.unwrap();
    visit.driver.switch_to_window(windows[0].clone()).await.unwrap();
    let kept = visit.leave_platform().await;
    assert_eq!(kept["faults"], json!([]));
    assert_eq!([count(&kept, "LMSInitialize"), count(&kept, "LMSFinish")], [1, 1], "the new page is no attempt");
    visit.finish().await;
}

/// A platform that others have written: scorm-again, which learning platforms build on.
#[tokio::test]
async fn another_implementation_of_the_standard_takes_everything() {
    let visit = Visit::with(Engine::Chromium, Site::edited(|_| {}), json!({})).await;
    visit.lay_on_platform().await;
    let folder = visit.site.folder();
    let path = std::env::var("VATTENPASS_SCORM_AGAIN").expect("names scorm-again: run the tests with `make test`");
    fs::copy(path, folder.join("scorm12.js")).unwrap();
    let page = "<!doctype html><title>Lärplattformen</title><script src=scorm12.js></script>
        <script>
          window.API = new Scorm12API({ logLevel: 5 });
          window.refused = [];
          for (const name of ['LMSInitialize', 'LMSSetValue', 'LMSCommit', 'LMSFinish']) {
            const call = API[name].bind(API);
            API[name] = (...given) => {
              const said = call(...given);
              if (String(said) !== 'true' || API.LMSGetLastError() !== '0') refused.push([name, given, said, API.LMSGetLastError()]);
              return said;
            };
          }
        </script><iframe src=platform/index.html width=100% height=700></iframe>";
    fs::write(folder.join("platform.html"), page).unwrap();
    visit.enter_platform("").await;
    visit.see("Sidan körs av er lärplattform").await;
    visit.press("Börja").await;
    let all = questionnaire("nis2-kunskap").questions().count();
    for n in 0..all {
        visit.answer_nth(n, n > 0).await;
        visit.press("Nästa").await;
    }
    visit.see("Du har svarat på allt.").await;
    visit.click("main .hand-in").await;
    visit.see("Resultatet är lämnat till lärplattformen.").await;
    visit.driver.enter_default_frame().await.unwrap();
    visit.script("document.querySelector('iframe').remove()").await;
    let said =
        visit.script("return [refused, API.cmi.core.lesson_status, API.cmi.core.score.raw, API.isTerminated()]").await;
    let expect = (100.0 * (all - 1) as f64 / all as f64).round().to_string();
    assert_eq!(said, json!([[], "completed", expect, true]));
    visit.finish().await;
}

#[tokio::test]
async fn a_file_that_does_not_come_is_named_and_the_package_can_be_made_again() {
    let visit = Visit::new().await;
    visit.open(CHECK).await;
    visit.see("För lärplattformen").await;
    visit.instead_of(".svg", Instead::Answer(503, "text/plain", ""));
    visit.expect_failure(".svg");
    visit.press("Ladda ner SCORM-paketet").await;
    visit.see("icon-").await;
    visit.mend_server();
    visit.press("Ladda ner SCORM-paketet").await;
    let (name, _) = visit.downloaded().await;
    assert_eq!(name, "vattenpass-scorm-nis2-kunskap-sv.zip");
    visit.see_no("icon-").await;
    visit.finish().await;
}
