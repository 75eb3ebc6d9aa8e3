//! A browser's translator puts nodes of its own in the place of the page's texts. What changes afterwards takes the place
//! of what it has put there.

use serde_json::json;

use crate::harness::Visit;

/// Translates the page as a browser does, and whatever comes later: each text goes into two elements more. `KEEP` says
/// whether it is the page's own node that goes there, or another in its place.
const TRANSLATOR: &str = r##"
const translate = (text) => {
  const place = text.parentElement;
  if (!place || place.closest("font, script, style, svg, textarea, option") || !text.data.trim()) return;
  const [outer, inner] = [document.createElement("font"), document.createElement("font")];
  text.replaceWith(outer);
  outer.append(inner);
  inner.append(KEEP ? text : new Text(text.data));
};
const all = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return translate(node);
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) found.push(texts.currentNode);
  found.forEach(translate);
};
const app = document.querySelector("#app");
all(app);
new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach(all)))
  .observe(app, { childList: true, subtree: true });
"##;

/// Waits until an element says this and nothing else.
async fn says(visit: &Visit, css: &str, text: &str) {
    let look = format!("return document.querySelector({})?.textContent.trim()", json!(css));
    visit.wait(format!("{css}: {text}"), || async { (visit.script(&look).await == text).then_some(()) }).await;
}

/// Waits until the page says which of the questions this is, once.
async fn is_question(visit: &Visit, place: &str) {
    says(visit, ".progress-text > span > span", place).await;
}

async fn a_translated_page_changes_as_any_other(keep: bool) {
    let visit = Visit::new().await;
    visit.open("#/sv/chefsenkat/1").await;
    is_question(&visit, "Fråga 1 av 10").await;
    visit.script(&TRANSLATOR.replace("KEEP", &keep.to_string())).await;
    // Through the questions. The answer to the eighth adds one.
    visit.choose("Nej").await;
    for number in 1..=7 {
        visit.press("Nästa").await;
        is_question(&visit, &format!("Fråga {} av 10", number + 1)).await;
    }
    visit.choose("Ja").await;
    is_question(&visit, "Fråga 8 av 11").await;
    visit.press("Ta bort svaret").await;
    visit.see_no("Ta bort svaret").await;
    is_question(&visit, "Fråga 8 av 10").await;
    // The language, and back.
    visit.press("English").await;
    is_question(&visit, "Question 8 of 10").await;
    visit.see_no("Fråga").await;
    says(&visit, ".skip", "Skip to the content").await;
    visit.press("Svenska").await;
    is_question(&visit, "Fråga 8 av 10").await;
    // The result: a status, two actions, a message.
    visit.open("#/sv/chefsenkat/resultat").await;
    visit.heading("Resultat").await;
    let made = "return document.querySelector('.made > span').innerText";
    assert!(visit.script(made).await.as_str().unwrap().contains("Utkast"));
    visit.press("Fastställd").await;
    visit
        .wait("the status", || async {
            let made = visit.script(made).await;
            let made = made.as_str()?;
            (made.contains("Fastställd") && !made.contains("Utkast")).then_some(())
        })
        .await;
    visit.press("Lägg till i planen").await;
    visit.see("Finns i planen").await;
    visit.press("Lägg till en egen åtgärd").await;
    visit
        .wait("two actions", || async {
            (visit.script("return document.querySelectorAll('.plan textarea').length").await == 2).then_some(())
        })
        .await;
    visit.press("Ladda ner resultat").await;
    visit.see("är nedladdad").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_page_whose_texts_were_moved_changes_as_any_other() {
    a_translated_page_changes_as_any_other(true).await;
}

#[tokio::test]
async fn a_page_whose_texts_were_replaced_changes_as_any_other() {
    a_translated_page_changes_as_any_other(false).await;
}
