//! Last year's result beside this year's.

use serde_json::json;

use crate::files::download;
use crate::harness::Visit;

#[tokio::test]
async fn earlier_results_stand_beside_this_one_and_what_cannot_be_compared_is_told() {
    let visit = Visit::new().await;
    visit.worked_case().await;
    let (_, mut earlier) = download(&visit).await;
    earlier["answered"] = json!("2025-11-20T10:00:00Z");
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
    visit.see("Filen är ingen resultatfil från Vattenpass.").await;
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
            "Totalt|25\u{a0}%|50\u{a0}%|Upp",
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
    visit.focus_is_on("Ta med åtgärder", "H1 Att göra").await;
    let plan = visit.script("return [...document.querySelectorAll('.plan textarea')].map(t => t.value)").await;
    assert_eq!(plan, json!(["Skriv en plan"]));
    // A third result makes a line.
    earlier["answered"] = json!("2024-11-20T10:00:00Z");
    visit.choose_file(field, earlier.to_string().as_bytes()).await;
    visit.find(".trend").await;
    visit.finish().await;
}

/// The same respondent, badly in one year and well in the next.
const YEARS: [(&str, &str); 2] = [
    ("2025", include_str!("fixtures/compare/resultat-2025.json")),
    ("2026", include_str!("fixtures/compare/resultat-2026.json")),
];
/// The heads of the columns, and the row of the whole.
const TABLE: &str = "return [...document.querySelectorAll('.compare thead th, .compare tbody tr:first-child > *')].map(c => c.innerText.trim()).join('|')";
const IN_ORDER: &str = "Avsnitt|20 nov. 2025|20 nov. 2026|Sedan sist|Totalt|11\u{a0}%|88\u{a0}%|Upp";

#[tokio::test]
async fn the_years_stand_in_order_whichever_is_opened_and_each_result_counts_once() {
    for ((year, opened), (other_year, added)) in [(YEARS[0], YEARS[1]), (YEARS[1], YEARS[0])] {
        let visit = Visit::with_fields().await;
        visit.open("#/sv/").await;
        visit.open_file(opened.as_bytes()).await;
        visit.heading("Resultat").await;
        visit.see(&format!("Utkast · 20 nov. {year}")).await;
        let field = ".compare input[type=file]";
        visit.choose_file(field, added.as_bytes()).await;
        visit.see(&format!("Tillagt: 20 nov. {other_year}.")).await;
        visit.see("Bättre än förra gången").await;
        assert_eq!(visit.script(TABLE).await, json!(IN_ORDER), "{year} is open");
        visit.see_no("Sämre än förra gången").await;

        // Saved again, the file is made now and is of the same day; what has been answered on is another result.
        let (name, saved) = download(&visit).await;
        assert_eq!(name, format!("vattenpass-falt-{year}-11-20.json"));
        let before: serde_json::Value = serde_json::from_str(opened).unwrap();
        assert_eq!((&saved["answered"], &saved["id"]), (&before["time"], &before["id"]));
        assert_ne!(saved["time"], before["time"]);
        for (year, same) in [(year, saved.to_string()), (other_year, added.to_owned()), (year, opened.to_owned())] {
            visit.choose_file(field, same.as_bytes()).await;
            visit.see(&format!("Resultatet finns redan här och räknas en gång: 20 nov. {year}.")).await;
        }
        assert_eq!(visit.script(TABLE).await, json!(IN_ORDER));

        visit.press(&format!("Ta bort 20 nov. {other_year}")).await;
        visit.see(&format!("Borttaget: 20 nov. {other_year}.")).await;
        visit.see_no("Sedan sist").await;
        visit
            .wait("the focus", || async {
                (visit.script("return document.activeElement.type").await == json!("file")).then_some(())
            })
            .await;
        visit.finish().await;
    }
}

#[tokio::test]
async fn a_document_takes_the_year_that_was_answered_last_and_compares_only_with_earlier_ones() {
    let visit = Visit::with_fields().await;
    visit.open("#/sv/dokument/ledningens-genomgang").await;
    let options = "return [...document.querySelectorAll('.result-in select')].map(s => [...s.options].map(o => (o.selected ? '*' : '') + o.text))";
    let shows = async |expect: serde_json::Value| {
        visit.wait(&expect, || async { (visit.script(options).await == expect).then_some(()) }).await;
    };
    let field = ".results-in input[type=file]";
    for (year, file) in [YEARS[1], YEARS[0]] {
        visit.choose_file(field, file.as_bytes()).await;
        visit.see(&format!("Tillagt: Fältprov, 20 nov. {year}.")).await;
    }
    let earlier = json!(["*Jämför inte", "Fil, 20 nov. 2025"]);
    shows(json!([["Ta inte med", "*Fil, 20 nov. 2026", "Fil, 20 nov. 2025"], earlier])).await;
    visit.choose_file(field, YEARS[1].1.as_bytes()).await;
    visit.see("Resultatet finns redan här och räknas en gång: Fältprov, 20 nov. 2026.").await;
    visit.click(".result-in option:nth-child(3)").await;
    shows(json!([["Ta inte med", "Fil, 20 nov. 2026", "*Fil, 20 nov. 2025"]])).await;
    visit.press("Ta bort Fältprov, 20 nov. 2025").await;
    visit.see("Borttaget: Fältprov, 20 nov. 2025.").await;
    shows(json!([["Ta inte med", "*Fil, 20 nov. 2026"]])).await;
    visit.finish().await;
}
