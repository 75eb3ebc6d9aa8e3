//! Last year's result beside this year's.

use serde_json::json;

use crate::files::download;
use crate::harness::Visit;

#[tokio::test]
async fn earlier_results_stand_beside_this_one_and_what_cannot_be_compared_is_told() {
    let visit = Visit::new().await;
    visit.worked_case().await;
    let (_, mut earlier) = download(&visit).await;
    earlier["time"] = json!("2025-11-20T10:00:00Z");
    earlier["answers"]["gammal"] = json!({ "choices": ["ja"] });
    let left = json!({ "id": "a", "text": "Skriv en plan", "year": 2025 });
    let done = json!({ "id": "b", "text": "Gjort", "progress": "done" });
    earlier["plan"] = json!({ "actions": [left, done] });
    visit.open("#/sv/chefsenkat/1").await;
    visit.choose("Ja").await;
    visit.open("#/sv/chefsenkat/7").await;
    visit.choose("Nej").await;
    visit.open("#/sv/chefsenkat/resultat").await;
    visit.see("50 %").await;

    let field = ".compare input[type=file]";
    visit.choose_file(field, b"{}").await;
    visit.see("Filen är inte gjord av Vattenpass.").await;
    let mut other = earlier.clone();
    other["questionnaire"]["id"] = json!("bits-basniva");
    visit.choose_file(field, other.to_string().as_bytes()).await;
    visit.see("Filen hör till ett annat frågeformulär, ”bits-basniva”.").await;

    visit.choose_file(field, earlier.to_string().as_bytes()).await;
    visit.see("Sedan sist").await;
    visit.see_no("Filen hör till ett annat").await;
    let rows = "return [...document.querySelectorAll('.compare tbody tr')].map(r => [...r.cells].map(c => c.innerText.trim()).join('|'))";
    let shown = visit.script(rows).await;
    assert_eq!(
        shown,
        json!([
            "Helheten|25\u{a0}%|50\u{a0}%|Upp",
            "Mål och inflytande|0\u{a0}%|50\u{a0}%|Upp",
            "Ansvar|50\u{a0}%|50\u{a0}%|Oförändrat",
            "Nöjdhet|100\u{a0}%|0\u{a0}%|Ner"
        ])
    );
    visit.see("Bättre än förra gången (1)").await;
    visit.see("Sämre än förra gången (1)").await;
    visit.see("Svar på frågor som inte längre ställs räknas inte: gammal.").await;
    visit.press("Ta med åtgärder som återstår från tidigare planer: 1").await;
    visit.see_no("Ta med åtgärder som återstår").await;
    let plan = visit.script("return [...document.querySelectorAll('.plan textarea')].map(t => t.value)").await;
    assert_eq!(plan, json!(["Skriv en plan"]));
    // A third result makes a line.
    earlier["time"] = json!("2024-11-20T10:00:00Z");
    visit.choose_file(field, earlier.to_string().as_bytes()).await;
    visit.find(".trend").await;
    visit.finish().await;
}
