//! What the other tests trust the harness for: it hears of what goes wrong, waits where it must, and tells all it found.

use std::fs;

use serde_json::json;

use crate::checkers;
use crate::harness::{Engine, Site, Visit, in_every_engine};

in_every_engine!(what_goes_wrong_is_heard, a_named_failure_is_the_only_one_excused);

async fn what_goes_wrong_is_heard(engine: Engine) {
    let site = Site::edited(|content| {
        let wrong = "console.error('en klagan');
            setTimeout(() => { throw new Error('ett kast') });
            Promise.reject(new Error('ett avslag'));
            new Image().src = 'https://example.com/bild.png';
            fetch('finns-inte.txt');";
        fs::write(content.join("../wrong.js"), wrong).unwrap();
    });
    let visit = Visit::with(engine, site, json!({})).await;
    visit.open("#/sv/").await;
    visit.see("BITS basnivå").await;
    // As the page's own: what the driver runs is not the page's in every engine.
    let load = "const script = document.createElement('script'); script.src = 'wrong.js'; document.head.append(script)";
    visit.script(load).await;
    visit.wait("the request", || async { (visit.served().last()?.ends_with("finns-inte.txt")).then_some(()) }).await;
    let faults = visit.end().await;
    for said in ["en klagan", "ett kast", "ett avslag", "policy: img-src https://example.com", "finns-inte.txt"] {
        assert!(faults.iter().any(|fault| fault.contains(said)), "{engine:?}: {said} is not in {faults:#?}");
    }
}

async fn a_named_failure_is_the_only_one_excused(engine: Engine) {
    let visit = Visit::with(engine, Site::Built, json!({})).await;
    visit.open("#/sv/").await;
    visit.see("BITS basnivå").await;
    visit.expect_failure("borta.txt");
    visit.expect_failure("index.html");
    visit.script("fetch('borta.txt'); fetch('404.txt'); fetch('index.html')").await;
    visit
        .wait("the requests", || async {
            (visit.served().iter().filter(|path| path.ends_with(".txt")).count() == 2).then_some(())
        })
        .await;
    let faults = visit.end().await;
    assert!(faults.iter().any(|fault| fault.contains("404.txt")), "{faults:#?}");
    assert!(!faults.iter().any(|fault| fault.contains("borta.txt")), "{faults:#?}");
    assert!(faults.iter().any(|fault| fault == "was to fail, and did not: index.html"), "{faults:#?}");
}

#[tokio::test]
async fn what_is_not_to_be_seen_is_looked_for_when_the_page_has_been_drawn() {
    let visit = Visit::new().await;
    visit.open("#/sv/").await;
    visit.see("BITS basnivå").await;
    // Nothing, then the sentence, then the page without it: as a page that is drawn slowly and hears of something then.
    let slow = "const main = document.querySelector('main');
        main.innerHTML = '<p class=loading>Hämtar</p>';
        setTimeout(() => main.innerHTML = '<h1>Sidan</h1><p>Svaret är borta.</p>', 500);
        setTimeout(() => main.innerHTML = '<h1>Sidan</h1><p>Svaret är tillbaka.</p>', 1000)";
    visit.script(slow).await;
    visit.see_no("Svaret är borta.").await;
    assert!(visit.text().await.contains("Svaret är tillbaka."));
    visit.finish().await;
}

#[tokio::test]
async fn the_accessibility_check_tells_the_faults_of_every_page() {
    let visit = Visit::new().await;
    for page in ["metod", "ordlista"] {
        visit.open(&format!("#/sv/om/{page}")).await;
        visit.find(".prose").await;
        visit
            .script(
                "const image = new Image(); image.src = document.querySelector('link[rel=icon]').href; \
                 document.querySelector('main').append(image)",
            )
            .await;
        visit.faults(page, checkers::axe(&visit).await);
    }
    let faults = visit.end().await;
    let without_alt = |page: &str| faults.iter().any(|fault| fault.contains(page) && fault.contains("image-alt"));
    assert!(without_alt("metod") && without_alt("ordlista"), "{faults:#?}");
}
