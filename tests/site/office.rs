//! What word processors and spreadsheets make of the files: in LibreOffice. `make quick` leaves this module out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::documents::{ADD, with_plan, with_results};
use crate::group::{JOINT, autumn};
use crate::harness::{Visit, pdf_pages, questionnaire, result_file};

/// Opens a web page as a text document, as whoever means to go on writing does.
const AS_TEXT: &str = "HTML (StarWriter)";

/// Opens a file for Word.
const WORD: &str = "MS Word 2007 XML";
/// Opens a file for Excel.
const EXCEL: &str = "Calc MS Excel 2007 XML";

/// Has LibreOffice convert a file. `filter` is what it is to be read as.
fn libreoffice(file: &Path, to: &str, filter: &str) -> PathBuf {
    let folder = file.parent().unwrap();
    let profile = format!("-env:UserInstallation=file://{}/libreoffice", folder.display());
    let run = Command::new("soffice")
        .args([profile.as_str(), "--headless", &format!("--infilter={filter}"), "--convert-to", to, "--outdir"])
        .args([folder, file])
        .output()
        .expect("LibreOffice is missing: `make test` installs it");
    let made = file.with_extension(to.split(':').next().unwrap());
    assert!(made.exists(), "{}", String::from_utf8_lossy(&run.stderr));
    made
}

/// The headings of a flat OpenDocument file, each with its level.
fn headings(document: &str) -> Vec<(u8, String)> {
    let found = document.split("<text:h ").skip(1).map(|rest| {
        let level = rest.split("text:outline-level=\"").nth(1).unwrap()[..1].parse().unwrap();
        let inside = rest.split("</text:h>").next().unwrap().split_once('>').unwrap().1;
        let mut text = String::new();
        let mut in_tag = false;
        for c in inside.chars() {
            match c {
                '<' => in_tag = true,
                '>' => in_tag = false,
                c if !in_tag => text.push(c),
                _ => {}
            }
        }
        (level, text.trim().to_owned())
    });
    found.filter(|(_, text)| !text.is_empty()).collect()
}

#[tokio::test]
async fn a_management_review_is_drafted_from_results_and_opens_in_libreoffice() {
    let visit = Visit::new().await;
    visit.open("#/sv/").await;
    visit.press_starting("Följ upp").await;
    visit.press_starting("Ledningens genomgång").await;
    visit.heading("Ledningens genomgång").await;
    with_results(&visit, "ledningens-genomgang").await;
    visit.see("Inget tidigare resultat är valt").await;
    visit.click(".result-in label + label option:nth-child(2)").await;
    visit.see("Bättre än förra gången").await;
    visit.write(".results-in ~ section input[type=text]", "Äldrenämnden").await;
    visit.press("Fastställd").await;
    visit.see("Äldrenämnden").await;
    visit.press("Ladda ner för Word").await;
    let (name, docx) = visit.downloaded().await;
    assert!(name.starts_with("vattenpass-ledningens-genomgang-") && name.ends_with(".docx"), "{name}");
    visit.press("Ladda ner som webbsida").await;
    let (name, html) = visit.downloaded().await;
    assert!(name.ends_with(".html"), "{name}");
    visit.press("Ladda ner som Markdown").await;
    let (name, markdown) = visit.downloaded().await;
    assert!(name.ends_with(".md"), "{name}");

    let folder = tempfile::tempdir().unwrap();
    let web_page = folder.path().join("webbsida.html");
    fs::write(&web_page, &html).unwrap();
    let plain = headings(&fs::read_to_string(libreoffice(&web_page, "fodt", AS_TEXT)).unwrap());
    let file = folder.path().join("genomgang.docx");
    fs::write(&file, &docx).unwrap();
    let opened = fs::read_to_string(libreoffice(&file, "fodt", WORD)).unwrap();
    let headings = headings(&opened);
    let read = reader::read_template(&markdown).value;
    assert_eq!(headings[0], (1, read.title), "the Markdown has the same headings");
    assert_eq!(headings, plain, "and so has the web page");
    let outline: Vec<_> = headings.iter().filter(|(level, _)| *level == 2).map(|(_, text)| text.as_str()).collect();
    assert_eq!(
        outline,
        [
            "Bakgrund",
            "1 Status för åtgärder från tidigare genomgångar",
            "2 Ledningssystem för informationssäkerhet (LIS)",
            "3 Faktorer som påverkar",
            "4 Resultat från egen uppföljning",
            "5 Möjligheter till förbättring",
            "Bedömning",
            "Beslut",
        ]
    );
    let year = visit.script("return new Date().getFullYear()").await.as_u64().unwrap();
    for wanted in [year, year + 1, year + 2] {
        assert!(headings.contains(&(4, wanted.to_string())), "{wanted}: {headings:?}");
    }
    assert_eq!(opened.matches("<table:table ").count(), String::from_utf8(html).unwrap().matches("<table ").count());

    let pages = pdf_pages(&libreoffice(&file, "pdf:writer_pdf_Export", WORD)).join("\n");
    let words = pages.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "Fastställd",
        "Äldrenämnden",
        "Åtgärden som är klar; <b>fet</b> & |bred|",
        "Klar",
        "Pågår, försenad",
        "Nivå 0",
        "Nivå 2",
        "Upp",
        "Hjälpen: 100 %",
        "Självskattning – inte revision, intyg eller juridisk rådgivning.",
    ] {
        assert!(words.contains(said), "{said} is not in {words}");
    }
    visit.finish().await;
}

#[tokio::test]
async fn the_summary_for_the_board_is_one_sheet_even_with_every_questionnaire() {
    let visit = Visit::new().await;
    visit.open("#/sv/dokument/sammanfattning").await;
    visit.see("Inga resultat är valda.").await;
    let site = fs::read(visit.site.folder().join("content/site.toml")).unwrap();
    for id in reader::read_site(&site).value.questionnaires {
        let file = with_plan(result_file(&id, "2026-11-20T10:00:00Z", |n| n % 3));
        visit.choose_file(ADD, file.to_json().as_bytes()).await;
        visit.see(&format!("Tillagt: {},", questionnaire(&id).title)).await;
    }
    visit.see("är nådd").await;
    let pages = visit.printed().await;
    assert_eq!(pages.len(), 1, "{pages:#?}");
    assert!(pages[0].contains("Det vi ska göra först") && pages[0].contains("Att ta ställning till"), "{}", pages[0]);
    visit.press("Ladda ner för Word").await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sammanfattning.docx");
    fs::write(&file, visit.downloaded().await.1).unwrap();
    assert_eq!(pdf_pages(&libreoffice(&file, "pdf:writer_pdf_Export", WORD)).len(), 1);
    visit.finish().await;
}

/// Gathers two autumns with IT-service's joint answer, and goes to where files are made of them.
async fn save_and_share(visit: &Visit) {
    visit.open("#/sv/grupp").await;
    visit.drop_files(&[autumn(2026), autumn(2025)].concat()).await;
    visit.see("78 resultat").await;
    visit.press("Chefsenkäten").await;
    visit.press("Rollerna").await;
    visit.press(JOINT).await;
    visit.see("Gemensamt svar från rollen IT-service").await;
    visit.press("Spara och dela").await;
}

#[tokio::test]
async fn what_a_group_shares_opens_in_libreoffice() {
    let visit = Visit::new().await;
    save_and_share(&visit).await;
    visit.press("Ladda ner rapport (Word)").await;
    let (name, report) = visit.downloaded().await;
    assert!(name.starts_with("vattenpass-grupp-chefsenkat-for-delning-") && name.ends_with(".docx"), "{name}");
    visit.press("Ladda ner arbetsbok (Excel)").await;
    let (name, workbook) = visit.downloaded().await;
    assert!(name.ends_with(".xlsx"), "{name}");
    visit.press("Ladda ner som tabell (CSV)").await;
    let (name, table) = visit.downloaded().await;
    assert!(name.ends_with(".csv"), "{name}");
    let table = String::from_utf8(table).unwrap();
    assert!(table.contains("2026;Vet du vilka mål IT-service har för sin verksamhet?;Alla;Ja;"), "{}", &table[..400]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rapport.docx");
    fs::write(&file, &report).unwrap();
    let opened = fs::read_to_string(libreoffice(&file, "fodt", WORD)).unwrap();
    assert!(opened.contains("Gemensamt svar från rollen IT-service"));
    let outline = headings(&opened);
    assert_eq!(outline[0], (1, "Chefsenkäten: svaren tillsammans".to_owned()));
    for wanted in ["Det här sticker ut", "Områdena", "Mål och inflytande", "Enheterna", "Rollerna", "Förbehåll"] {
        assert!(outline.contains(&(2, wanted.to_owned())), "{wanted}: {outline:?}");
    }
    let pages = pdf_pages(&libreoffice(&file, "pdf:writer_pdf_Export", WORD)).join(" ");
    let words = pages.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in ["38 svar", "Självskattning – inte revision"] {
        assert!(words.contains(said), "{said} is not in {words}");
    }
    let file = folder.path().join("arbetsbok.xlsx");
    fs::write(&file, &workbook).unwrap();
    let opened = fs::read_to_string(libreoffice(&file, "fods", EXCEL)).unwrap();
    for sheet in ["Om", "Frågorna", "Områdena", "Enheterna"] {
        assert!(opened.contains(&format!("table:name=\"{sheet}\"")), "{sheet}");
    }
    assert!(!opened.contains("table:formula") && !opened.contains("svar-2026-1"), "no formula, and no file's name");
    let pages = pdf_pages(&libreoffice(&file, "pdf:calc_pdf_Export", EXCEL)).join(" ");
    assert!(pages.contains("Områdena 2026"), "the chart has its title");
    visit.finish().await;
}

#[tokio::test]
async fn an_autumn_ends_in_a_management_review_in_word() {
    let visit = Visit::new().await;
    save_and_share(&visit).await;
    visit.press("Ladda ner svaren (Excel)").await;
    let (name, answers) = visit.downloaded().await;
    assert!(name.starts_with("vattenpass-grupp-chefsenkat-arbetsmaterial-") && name.ends_with(".xlsx"), "{name}");
    visit.press("Ta med i ”Ledningens genomgång”").await;
    visit.heading("Ledningens genomgång").await;
    visit.see("Svar från många").await;
    visit.see("38 svar").await;
    visit.press("Ladda ner för Word").await;
    let (_, docx) = visit.downloaded().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("genomgang.docx");
    fs::write(&file, &docx).unwrap();
    let opened = fs::read_to_string(libreoffice(&file, "fodt", WORD)).unwrap();
    let outline = headings(&opened);
    let at = outline.iter().position(|heading| heading == &(3, "4.2 Svar från många".to_owned())).unwrap();
    assert_eq!(outline[at + 1], (4, "Chefsenkäten".to_owned()), "{outline:?}");
    let pages = pdf_pages(&libreoffice(&file, "pdf:writer_pdf_Export", WORD)).join(" ");
    let words = pages.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in ["38 svar", "Det här sticker ut", "Sedan förra året", "Starkast:"] {
        assert!(words.contains(said), "{said} is not in {words}");
    }
    // What is for the coordinator's own desk has a row for each result, and says what it is.
    let file = folder.path().join("svaren.xlsx");
    fs::write(&file, &answers).unwrap();
    let opened = fs::read_to_string(libreoffice(&file, "fods", EXCEL)).unwrap();
    assert!(opened.contains("Arbetsmaterial – inte för delning"));
    assert_eq!(opened.matches("<text:p>Chef i verksamheten</text:p>").count(), 38 * 2);
    assert!(!opened.contains("table:formula"));
    // It can be left out again.
    visit.press("Ta inte med").await;
    visit.see("Inga svar från många är med.").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_spreadsheet_takes_no_text_for_a_formula() {
    let visit = Visit::new().await;
    visit.worked_case().await;
    visit.press("Lägg till en egen åtgärd").await;
    visit.write(".to-do:last-child textarea", "=1+1").await;
    visit.press("Ladda ner planen som tabell").await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.csv");
    fs::write(&file, visit.downloaded().await.1).unwrap();
    // Semicolons, quotation marks, UTF-8.
    let opened = fs::read_to_string(libreoffice(&file, "fods", "Text - txt - csv (StarCalc):59,34,76")).unwrap();
    assert!(opened.contains("<text:p>Åtgärd</text:p>") && opened.contains("=1+1</text:p>"), "{opened}");
    assert!(!opened.contains("table:formula"), "a formula in the sheet");
    visit.finish().await;
}
