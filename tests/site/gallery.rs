//! The gallery: two checkers look at every component in every state, in light, dark and forced
//! colours, both languages and three engines. It is the development build, in `target/gallery`.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::checkers;
use crate::harness::{COLOURS, Engine, Site, Visit, root};
use crate::widths::BROKEN;

/// The gallery in a browser.
pub async fn gallery(engine: Engine, preferences: Value, lang: &str) -> Visit {
    let folder = root().join("target/gallery");
    assert!(folder.join("index.html").exists(), "the gallery is not built: run `make target/gallery` (or `make test`)");
    let visit = Visit::with(engine, Site::copy_of(&folder), preferences).await;
    visit.open(&format!("?gallery={lang}")).await;
    visit.find("nav a").await;
    visit
}

/// The names of all that there is.
pub async fn names(visit: &Visit) -> Vec<String> {
    let names = visit
        .script("return [...document.querySelectorAll('nav[aria-label=Gallery] a')].map(link => link.textContent)")
        .await;
    let names: Vec<String> = serde_json::from_value(names).unwrap();
    assert!(names.len() > 40, "{names:?}");
    names
}

/// Shows what has a name.
pub async fn show(visit: &Visit, name: &str) {
    visit.script(&format!("location.hash = '#{name}'")).await;
    visit.find(&format!("nav[aria-label=Gallery] a[aria-current][href='#{name}']")).await;
    // One of them shows what stands where something is still to come.
    visit.wait(name, || async { (name == "loading" || visit.is_settled().await).then_some(()) }).await;
    if name == "start" {
        // What can wait comes a second later.
        visit.find("section.aside").await;
    }
}

/// Shows one after the other to a checker.
async fn shown_to(visit: &Visit, how: &str, checker: impl AsyncFn(&Visit) -> Vec<String>) {
    for name in names(visit).await {
        show(visit, &name).await;
        visit.faults(&format!("{name}, {how}"), checker(visit).await);
    }
}

async fn passes_axe(lang: &str) {
    let visit = gallery(Engine::Chromium, json!({}), lang).await;
    for (how, features) in COLOURS {
        visit.prefer(features).await;
        shown_to(&visit, how, checkers::axe).await;
    }
    visit.finish().await;
}

#[tokio::test]
async fn passes_axe_in_swedish() {
    passes_axe("sv").await;
}

#[tokio::test]
async fn passes_axe_in_english() {
    passes_axe("en").await;
}

#[tokio::test]
async fn passes_axe_in_firefox() {
    for (how, dark) in [("light", 0), ("dark", 1)] {
        let visit = gallery(Engine::Firefox, json!({ "ui.systemUsesDarkTheme": dark }), "sv").await;
        shown_to(&visit, how, checkers::axe).await;
        visit.finish().await;
    }
}

#[tokio::test]
async fn passes_axe_in_webkit() {
    let visit = gallery(Engine::WebKit, json!({}), "sv").await;
    shown_to(&visit, "light", checkers::axe).await;
    visit.finish().await;
}

#[tokio::test]
async fn passes_the_checker_of_ibm() {
    let visit = gallery(Engine::Chromium, json!({}), "sv").await;
    shown_to(&visit, "light", checkers::ibm).await;
    visit.finish().await;
}

/// What WCAG asks that a page bears (1.4.12).
const SPACING: &str = "const wide = new CSSStyleSheet();
    wide.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }'
      + 'p { margin-bottom: 2em !important }');
    document.adoptedStyleSheets = [wide]";

/// What is wider than the page, and text that is cut off.
async fn cut_off(visit: &Visit) -> Vec<String> {
    let look = "const wide = document.documentElement.scrollWidth;
        const cut = [...document.querySelectorAll('main *, header *, footer *')].filter((e) => {
          const { overflowX, overflowY } = getComputedStyle(e);
          const hides = [overflowX, overflowY].some((flow) => flow === 'hidden' || flow === 'clip');
          return hides && !e.closest('.visually-hidden') && e.clientHeight && (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1);
        });
        return [...(wide > innerWidth ? [`${wide} pixels wide, of ${innerWidth}`] : []), ...cut.map((e) => `cut off: ${e.outerHTML}`)]";
    serde_json::from_value(visit.script(look).await).unwrap()
}

#[tokio::test]
async fn nothing_is_cut_off_at_400_percent_or_with_wide_spacing() {
    let visit = gallery(Engine::Chromium, json!({}), "sv").await;
    visit.resize(320, 256).await;
    shown_to(&visit, "400 %", cut_off).await;
    visit.resize(390, 844).await;
    visit.script(SPACING).await;
    shown_to(&visit, "wide spacing", cut_off).await;
    visit.finish().await;
}

#[tokio::test]
async fn no_word_that_fits_is_broken_at_any_width() {
    let visit = gallery(Engine::Chromium, json!({}), "sv").await;
    for width in [360, 768, 1440] {
        visit.resize(width, 800).await;
        let broken = async |visit: &Visit| serde_json::from_value(visit.script(BROKEN).await).unwrap();
        shown_to(&visit, &format!("{width} pixels wide"), broken).await;
    }
    visit.finish().await;
}

/// Goes through the page with the tab key, and gives each stop that cannot be seen: out of sight, under something else, or
/// without a mark of the focus.
async fn unseen_stops(visit: &Visit) -> Vec<String> {
    let look = "const e = document.activeElement;
        if (e === document.body) return null;
        const stop = e.outerHTML.slice(0, 200);
        // A field that is drawn by its label is seen there.
        const drawn = e.closest('label.choice, label.file-button') ?? e;
        const { left, top, width, height } = drawn.getClientRects()[0] ?? drawn.getBoundingClientRect();
        // A field of several lines is seen where the caret is: browsers bring its first line into sight, not all of it. What
        // is higher than the screen is to fill half of it, and the middle of that is to be seen.
        const shown = e.localName === 'textarea' ? Math.min(height, 40) : height;
        const isHigher = height > innerHeight;
        const [above, below] = [Math.max(top, 0), Math.min(top + height, innerHeight)];
        if (isHigher && below - above < innerHeight / 2) return [stop, 'is hardly in sight'];
        const middle = isHigher ? (above + below) / 2 : top + shown / 2;
        const [x, y] = [left + Math.min(width, innerWidth) / 2, middle];
        const at = document.elementFromPoint(x, y);
        const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
        if (!at || !(drawn.contains(at) || at.contains(drawn))) return [stop, 'is not in sight'];
        if (outlineStyle === 'none' || outlineWidth === '0px') return [stop, 'has no mark of the focus'];
        return [stop, ''];";
    visit.script("document.querySelector('nav').hidden = true; document.activeElement.blur(); scrollTo(0, 0)").await;
    let least = visit
        .script("return [...document.querySelectorAll('a[href], button')].filter(e => e.checkVisibility()).length")
        .await;
    let (mut unseen, mut stops) = (Vec::new(), 0);
    // Every page has fewer.
    for _ in 0..300 {
        visit.driver.action_chain().send_keys(Key::Tab).perform().await.unwrap();
        let Ok([stop, fault]) = serde_json::from_value::<[String; 2]>(visit.script(look).await) else { break };
        stops += 1;
        if !fault.is_empty() {
            unseen.push(format!("{fault}: {stop}"));
        }
    }
    visit.script("document.querySelector('nav').hidden = false").await;
    if stops == 300 {
        unseen.push("the tab key leads in a circle".to_owned());
    }
    if stops < least.as_u64().unwrap() {
        unseen.push(format!("the tab key stops {stops} times, at {least} buttons and links"));
    }
    unseen
}

#[tokio::test]
async fn every_stop_of_the_tab_key_can_be_seen() {
    let visit = gallery(Engine::Chromium, json!({}), "sv").await;
    shown_to(&visit, "tab", unseen_stops).await;
    visit.finish().await;
}
