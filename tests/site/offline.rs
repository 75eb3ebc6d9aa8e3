//! The site without a network, and with another release on the host than the one that is open.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::harness::{
    Engine, GROUP_FILES, Host, QUESTION_1, Running, Visit, another_release, in_every_engine, published, release_file,
    result_file,
};

in_every_engine!(
    after_one_visit_everything_runs_without_a_network,
    an_open_tab_goes_on_whatever_the_host_does,
    a_new_release_is_offered_and_costs_no_answer,
);

/// Runs a script that gives a promise, and gives what comes of it.
async fn promised(visit: &Visit, script: &str) -> Value {
    let script =
        format!("const done = arguments[0]; (async () => {{ {script} }})().then(done, (e) => done(String(e)))");
    visit.driver.execute_async(&script, vec![]).await.unwrap().json().clone()
}

/// Waits until all of the site has been kept: the last of its content is.
async fn is_kept(visit: &Visit) {
    let look = "const all = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys())));
        return all.flat().map((request) => new URL(request.url).pathname)";
    visit
        .wait("all that is kept", || async {
            let kept = promised(visit, look).await;
            kept.as_array()?.iter().any(|path| path.as_str().unwrap().ends_with("sv/vem-ansvarar.md")).then_some(())
        })
        .await;
}

/// A visit to a site on a server that can be taken away.
async fn visit_to(engine: Engine, running: &Running) -> Visit {
    let visit = Visit::on(engine, running).await;
    visit.may_fail("ERR_CONNECTION_REFUSED");
    visit.open("#/sv/").await;
    visit.see("Chefsenkäten").await;
    visit
}

async fn after_one_visit_everything_runs_without_a_network(engine: Engine) {
    let site = published();
    let running = Host::Nginx.serve(site.path(), "/intranat/vattenpass/").await;
    let visit = visit_to(engine, &running).await;
    is_kept(&visit).await;
    drop(running);
    visit.open("?igen#/sv/chefsenkat").await;
    visit.press("Starta").await;
    visit.answer(QUESTION_1, "Nej").await;
    // As the reader does: the driver's own way leaves the worker out in Firefox.
    visit.script("location.reload()").await;
    visit.see("Fråga 2 av 10").await;
    visit.open("#/sv/chefsenkat/resultat").await;
    visit.heading("Resultat").await;
    // A language that has not been read yet, a document, the coordinator's page with its worker, the office programs'.
    visit.open("#/en/nis2-kunskap").await;
    visit.see("Start").await;
    visit.open("#/sv/dokument/sammanfattning").await;
    visit.press("Ladda ner för Word").await;
    visit.downloaded().await;
    visit.open("#/sv/grupp").await;
    visit.find(".drop-zone").await;
    let file = result_file("chefsenkat", "2026-11-20T10:00:00Z", |_| 0).to_json();
    visit.choose_file(GROUP_FILES, file.as_bytes()).await;
    visit.see("1 resultat").await;
    visit.finish().await;
}

/// What a host may have done while a page was open.
#[derive(Debug, Clone, Copy)]
enum Done {
    Replaced,
    HalfReplaced,
    Gone,
}

async fn an_open_tab_goes_on_whatever_the_host_does(engine: Engine) {
    for done in [Done::Replaced, Done::HalfReplaced, Done::Gone] {
        let site = published();
        let running = Host::Nginx.serve(site.path(), "/").await;
        let visit = visit_to(engine, &running).await;
        is_kept(&visit).await;
        visit.open("?igen#/sv/chefsenkat/1").await;
        visit.answer(QUESTION_1, "Nej").await;
        match done {
            Done::Replaced => another_release(site.path()),
            Done::HalfReplaced => {
                another_release(site.path());
                fs::remove_file(site.path().join(release_file(site.path(), "result", ".wasm"))).unwrap();
            }
            Done::Gone => fs::read_dir(site.path()).unwrap().for_each(|entry| {
                let path = entry.unwrap().path();
                if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
            }),
        }
        visit.may_fail("404");
        visit.script("location.hash = '#/sv/chefsenkat/resultat'").await;
        visit.heading("Resultat").await;
        visit.script("location.hash = '#/sv/dokument/sammanfattning'").await;
        visit.press("Ladda ner för Word").await;
        visit.downloaded().await;
        visit.finish().await;
    }
}

async fn a_new_release_is_offered_and_costs_no_answer(engine: Engine) {
    let site = published();
    let running = Host::Nginx.serve(site.path(), "/").await;
    let visit = visit_to(engine, &running).await;
    is_kept(&visit).await;
    visit.open("?igen#/sv/chefsenkat/1").await;
    visit.answer(QUESTION_1, "Nej").await;
    // Time enough to keep it again; nothing new is there.
    let version = "return document.querySelector('script[data-release]').dataset.release";
    let before = visit.script(version).await;
    visit.see_no("Det finns en nyare version").await;
    another_release(site.path());
    // As when the reader comes back to the tab.
    let is_controlled = "return Boolean(navigator.serviceWorker.controller)";
    visit.wait("the worker", || async { (visit.script(is_controlled).await == true).then_some(()) }).await;
    promised(
        &visit,
        "await new Promise((done) => setTimeout(done, 6000)); await (await navigator.serviceWorker.ready).update()",
    )
    .await;
    visit.see("Det finns en nyare version av webbplatsen.").await;
    visit.see("Fråga 2 av 10").await;
    assert_eq!(visit.script(version).await, before, "nothing is forced");
    visit.press("Ladda om sidan").await;
    visit.wait("the new release", || async { (visit.script(version).await != before).then_some(()) }).await;
    visit.see("Fråga 2 av 10").await;
    visit.see_no("Det finns en nyare version").await;
    visit.open("#/sv/chefsenkat/1").await;
    visit.heading(QUESTION_1).await;
    assert_eq!(visit.chosen().await, ["Nej"]);
    // And without a network it is the new one that runs.
    drop(running);
    visit.open("?sist#/sv/").await;
    visit.see("Chefsenkäten").await;
    assert_ne!(visit.script(version).await, before);
    visit.finish().await;
}

#[tokio::test]
async fn what_the_host_edits_is_asked_for_first_and_other_sites_are_left_alone() {
    let site = published();
    fs::create_dir(site.path().join("annan")).unwrap();
    fs::write(site.path().join("annan/index.html"), "<!doctype html><title>Annan</title><p>En annan sida").unwrap();
    let running = Host::Nginx.serve(site.path(), "/").await;
    let visit = visit_to(Engine::Chromium, &running).await;
    promised(&visit, "await (await caches.open('annan')).put('annan/x', new Response('x'))").await;
    is_kept(&visit).await;
    // Twice, so that a release has been kept and another has taken over.
    another_release(site.path());
    promised(&visit, "await (await navigator.serviceWorker.ready).update()").await;
    let names = "return (await caches.keys()).filter((name) => name.includes('release')).length";
    visit.wait("two releases", || async { (promised(&visit, names).await == json!(2)).then_some(()) }).await;
    let edited = site.path().join("content/sv/chefsenkat.md");
    let text = fs::read_to_string(&edited).unwrap();
    fs::write(&edited, text.replacen("# Chefsenkäten", "# Vår egen enkät", 1)).unwrap();
    visit.open("?igen#/sv/chefsenkat").await;
    visit.heading("Vår egen enkät").await;
    assert_eq!(promised(&visit, "return await (await caches.match('annan/x')).text()").await, json!("x"));
    assert_eq!(promised(&visit, "return (await fetch('annan/')).status").await, json!(200));
    drop(running);
    // The edit has been kept too; the other site has not.
    visit.open("?sist#/sv/chefsenkat").await;
    visit.heading("Vår egen enkät").await;
    let other = promised(&visit, "return (await fetch('annan/')).status").await;
    assert!(other.as_str().is_some_and(|fault| fault.contains("TypeError")), "{other}");
    visit.finish().await;
}

/// A visit costs the host no more than what it shows, once all has been kept.
#[tokio::test]
async fn what_has_been_kept_today_is_not_asked_for_again() {
    let visit = Visit::new().await;
    visit.let_keep();
    visit.open("#/sv/").await;
    visit.see("Chefsenkäten").await;
    is_kept(&visit).await;
    // All is written down only behind the last file.
    let renewed = "return Boolean(await caches.match('renewed'))";
    visit.wait("the end of it", || async { (promised(&visit, renewed).await == json!(true)).then_some(()) }).await;
    let before = visit.served().len();
    visit.open("?igen#/sv/chefsenkat/1").await;
    visit.heading(QUESTION_1).await;
    tokio::time::sleep(std::time::Duration::from_secs(8)).await;
    let asked: Vec<String> = visit.served().split_off(before);
    let others: Vec<&String> = asked
        .iter()
        .filter(|path| path.contains("/content/") && !path.contains("site.") && !path.contains("chefsenkat"))
        .collect();
    assert!(others.is_empty(), "{others:#?}");
    visit.finish().await;
}

/// A host without https, other than one's own machine, has no such worker: nothing is kept, and nothing is wrong.
#[tokio::test]
async fn where_the_browser_keeps_nothing_the_site_runs_as_before() {
    let site = published();
    let running = Host::Nginx.serve(site.path(), "/").await;
    let visit = Visit::on(Engine::Chromium, &running).await;
    visit.before_each_page("delete Navigator.prototype.serviceWorker; delete window.caches").await;
    visit.open("#/sv/chefsenkat/1").await;
    visit.answer(QUESTION_1, "Nej").await;
    tokio::time::sleep(std::time::Duration::from_secs(7)).await;
    visit.see("Fråga 2 av 10").await;
    visit.finish().await;
}

/// A list that names a file which the host has not got, or has got wrong, keeps nothing of that release.
#[tokio::test]
async fn half_a_release_is_not_kept() {
    for spoil in [|file: &Path| fs::remove_file(file).unwrap(), |file: &Path| fs::write(file, "half").unwrap()] {
        let site = published();
        spoil(&site.path().join(release_file(site.path(), "office_worker", "_bg.wasm")));
        let running = Host::NginxAsInstalled.serve(site.path(), "/").await;
        let visit = visit_to(Engine::Chromium, &running).await;
        visit.may_fail("office_worker");
        visit.may_fail("ServiceWorker");
        let state = "const r = await navigator.serviceWorker.getRegistration(); return r && !r.active && !r.installing && !r.waiting";
        let asked = "return Boolean(await navigator.serviceWorker.getRegistration())";
        visit.wait("the attempt", || async { (promised(&visit, asked).await == true).then_some(()) }).await;
        visit.wait("its end", || async { (promised(&visit, state).await != json!(true)).then_some(()) }).await;
        let active =
            promised(&visit, "return Boolean((await navigator.serviceWorker.getRegistration())?.active)").await;
        assert_eq!(active, json!(false));
        visit.see("Chefsenkäten").await;
        visit.finish().await;
    }
}
