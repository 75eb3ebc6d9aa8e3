//! Widths: no text of a respondent's own widens a page, and no word of ours that fits is broken.

use serde_json::json;

use crate::harness::{Site, Visit, add_questionnaire, root};

/// Tells of each word that stands on two lines. Long ones may be hyphenated, and what holds a sign may break there.
pub const BROKEN: &str = "const broken = [];
    const texts = document.createTreeWalker(document.querySelector('.site'), NodeFilter.SHOW_TEXT);
    for (let node; (node = texts.nextNode()); ) {
      if (!node.parentElement.checkVisibility() || node.parentElement.closest('.visually-hidden')) continue;
      for (const word of node.data.matchAll(/[^\\s]+/g)) {
        if (word[0].length >= 18 || /[^\\p{L}.,:;?!()]/u.test(word[0])) continue;
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) broken.push(word[0]);
      }
    }
    return broken";

#[tokio::test]
async fn no_word_of_ours_that_fits_is_broken() {
    let visit = Visit::new().await;
    visit.resize(360, 640).await;
    let settings = reader::read_site(&std::fs::read(root().join("content/site.toml")).unwrap()).value;
    let whole = async |page: &str| {
        // The heading of the page before is not taken for this one's.
        visit.script("document.querySelector('main h1')?.remove()").await;
        visit.open(page).await;
        visit.find(".site main h1").await;
        for word in visit.script(BROKEN).await.as_array().unwrap() {
            visit.fault(format!("{page}: {word} is broken"));
        }
    };
    for (lang, paper) in [("sv", "papper"), ("en", "paper")] {
        whole(&format!("#/{lang}/")).await;
        for id in &settings.questionnaires {
            whole(&format!("#/{lang}/{id}")).await;
            // With roles to choose from, where the questionnaire has some.
            whole(&format!("#/{lang}/{id}/{paper}")).await;
        }
    }
    visit.begin("#/sv/kontinuitet").await;
    visit.choose("Delvis").await;
    for steps in [
        ["granska", "resultat", "ifyllt"].map(|s| format!("sv/kontinuitet/{s}")),
        ["review", "result", "paper"].map(|s| format!("en/kontinuitet/{s}")),
    ]
    .concat()
    {
        whole(&format!("#/{steps}")).await;
    }
    for page in [
        "sv/dokument/ledningens-genomgang",
        "en/documents/sammanfattning",
        "sv/om/cybersakerhetslagen",
        "en/about/ordlista",
    ] {
        whole(&format!("#/{page}")).await;
    }
    visit.finish().await;
}

/// The longest that each field takes, in one word.
fn long(length: usize) -> String {
    "samhällsbyggnadsförvaltningsområdet".chars().cycle().take(length).collect()
}

#[tokio::test]
async fn no_text_of_a_respondents_own_widens_any_page() {
    let site = Site::edited(|content| add_questionnaire(content, "allt", &crate::harness::everything()));
    let visit = Visit::to(site, json!({})).await;
    visit.resize(320, 640).await;
    visit.begin("#/sv/allt").await;
    visit.heading("Finns en policy?").await;
    visit.choose("Delvis").await;
    visit.press("Lägg till en anteckning").await;
    visit.write("main textarea", &long(400)).await;
    visit.open("#/sv/allt/mer").await;
    visit.heading("Något mer?").await;
    visit.write("main textarea", &long(400)).await;
    visit.open("#/sv/allt/antal").await;
    visit.heading("Hur många system har ni?").await;
    visit.write("main form input", &long(200)).await;
    visit.press("Nästa").await;
    visit.see("Något behöver rättas").await;
    let wide = "const d = document.scrollingElement; const w = innerWidth;
        if (d.scrollWidth <= w) return '';
        const over = [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > w + 1);
        return d.scrollWidth + ' of ' + w + ': ' + over.slice(-3).map(e => e.outerHTML.slice(0, 160)).join(' | ')";
    let fits = async |page: &str| assert_eq!(visit.script(wide).await, "", "{page}");
    fits("number").await;
    visit.open("#/sv/allt/granska").await;
    visit.heading("Kontrollera dina svar").await;
    visit.write(".about-you input", &long(80)).await;
    fits("review").await;
    visit.open_result("#/sv/allt").await;
    visit.press("Lägg till en egen åtgärd").await;
    visit.write(".plan textarea", &long(400)).await;
    visit.write(".plan input", &long(80)).await;
    visit.press("Visa precis vad filen innehåller").await;
    visit.press("Ladda ner resultat").await;
    let (_, file) = visit.downloaded().await;
    visit.compare_with(&file, "2025-11-20T10:00:00Z").await;
    visit.see("Sedan sist").await;
    fits("result").await;
    for route in ["#/sv/allt/ifyllt", "#/sv/allt/mer", "#/sv/allt/policy", "#/sv/dokument/ledningens-genomgang"] {
        visit.open(route).await;
        visit.find("h1").await;
        visit.see_no("Sidan laddas").await;
        fits(route).await;
    }
    visit.open("#/sv/allt").await;
    visit.rename(&long(80)).await;
    visit.see(&long(80)).await;
    fits("front page").await;
    visit.press("Radera mina svar").await;
    fits("front page, asking before it deletes").await;
    visit.press("Avbryt").await;
    visit.press("Starta").await;
    visit.heading("Finns en policy?").await;
    visit.choose("Delvis").await;
    visit.open("#/sv/allt").await;
    visit.press("Fortsätt").await;
    visit.find("h1").await;
    fits("question of one of several").await;
    visit.finish().await;
}
