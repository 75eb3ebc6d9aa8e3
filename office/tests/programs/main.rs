//! What programs make of the files: LibreOffice, and two libraries that have nothing in common with those that wrote them.
//! `make quick` leaves these tests out.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a panic in a test is the failure it reports")]

mod group;
mod sample;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use documents::Document;
use engine::exports::workbook::{Cell, Workbook};
use roxmltree::Node;
use serde_json::{Value, json};
use tempfile::TempDir;

use sample::{HOSTILE, LONG_TABLE};

/// A file in a folder of its own.
struct File {
    folder: TempDir,
    path: PathBuf,
}

impl File {
    fn docx(document: &Document) -> Self {
        Self::new("document.docx", &office::to_docx(document).unwrap())
    }

    fn xlsx(workbook: &Workbook) -> Self {
        Self::new("workbook.xlsx", &office::to_xlsx(workbook).unwrap())
    }

    fn new(name: &str, bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        Self { folder, path }
    }

    /// Has LibreOffice open the file and save it in another format.
    fn libreoffice(&self, to: &str) -> PathBuf {
        let profile = format!("-env:UserInstallation=file://{}/libreoffice", self.folder.path().display());
        let run = Command::new("soffice")
            .args([profile.as_str(), "--headless", "--convert-to", to, "--outdir"])
            .args([self.folder.path(), &self.path])
            .output()
            .expect("LibreOffice is missing: `make test` installs it");
        let made = self.path.with_extension(to);
        assert!(made.exists(), "{}", String::from_utf8_lossy(&run.stderr));
        made
    }

    /// The same as XML.
    fn flat(&self, to: &str) -> String {
        fs::read_to_string(self.libreoffice(to)).unwrap()
    }

    /// The words on each page, single spaces between them.
    fn pages(&self) -> Vec<String> {
        let pdf = self.libreoffice("pdf");
        let run = Command::new("pdftotext").args([pdf.as_path(), Path::new("-")]).output();
        let text = run.expect("pdftotext is missing: `make test` installs it").stdout;
        let text = String::from_utf8(text).unwrap();
        let words = |page: &str| page.split_whitespace().collect::<Vec<_>>().join(" ");
        text.trim_end_matches('\u{c}').split('\u{c}').map(words).collect()
    }

    /// What the Python libraries read in it.
    fn python(&self) -> Value {
        let packages = std::env::var("VATTENPASS_PYTHON").expect("run by `make test`, which installs the packages");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs/read.py");
        let run = Command::new("python3").env("PYTHONPATH", packages).args([&script, &self.path]).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        serde_json::from_slice(&run.stdout).unwrap()
    }
}

/// A flat file of LibreOffice's.
fn parsed(xml: &str) -> roxmltree::Document<'_> {
    roxmltree::Document::parse(xml).unwrap()
}

/// The elements of a name under a node.
fn elements<'d, 'i>(under: Node<'d, 'i>, name: &str) -> Vec<Node<'d, 'i>> {
    under.descendants().filter(|node| node.tag_name().name() == name).collect()
}

fn attribute<'d>(node: Node<'d, '_>, name: &str) -> Option<&'d str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// All the text under a node.
fn text(under: Node<'_, '_>) -> String {
    let texts = under.descendants().filter(Node::is_text).filter_map(|node| node.text());
    texts.collect::<String>().trim().to_owned()
}

/// The headings of the sample, each with its level.
const HEADINGS: [(u8, &str); 10] = [
    (1, "Ledningens genomgång <2026>"),
    (2, "Bakgrund"),
    (2, "1 Status för \"åtgärder\" <från> tidigare & äldre genomgångar"),
    (2, "2 Beslut"),
    (2, "3 Faktorer som påverkar"),
    (3, "3.1 Nya och ändrade lagkrav"),
    (4, "2027"),
    (3, "3.2 Omvärld"),
    (2, "4 Åtgärder"),
    (2, "Bedömning"),
];

#[test]
fn libreoffice_reads_the_document_as_it_was_meant() {
    let xml = File::docx(&sample::document()).flat("fodt");
    let read = parsed(&xml);
    let level = |node: Node| attribute(node, "outline-level").unwrap().parse::<u8>().unwrap();
    let headings: Vec<_> = elements(read.root(), "h").into_iter().map(|node| (level(node), text(node))).collect();
    assert_eq!(headings, HEADINGS.map(|(level, words)| (level, words.to_owned())));

    let contents = elements(read.root(), "table-of-content");
    let entries = elements(elements(contents[0], "index-body")[0], "p").into_iter().map(text);
    let expect = HEADINGS.iter().filter(|(level, _)| (2..=3).contains(level)).map(|(_, words)| *words);
    assert_eq!(entries.collect::<Vec<_>>(), ["Innehåll"].into_iter().chain(expect).collect::<Vec<_>>());

    let tables = elements(read.root(), "table");
    let rows: Vec<_> = tables.iter().map(|table| elements(*table, "table-row").len()).collect();
    assert_eq!(rows, [3, 3, LONG_TABLE + 1]);
    let heads: Vec<_> = tables.iter().map(|table| text(elements(*table, "table-header-rows")[0])).collect();
    assert!(heads[0].contains("Område") && heads[2].contains("Ansvarig"), "{heads:?}");

    let language =
        elements(read.root(), "default-style").into_iter().flat_map(|node| elements(node, "text-properties"));
    let language: Vec<_> = language.map(|node| (attribute(node, "language"), attribute(node, "country"))).collect();
    assert!(language.contains(&(Some("sv"), Some("SE"))), "{language:?}");
    let links: Vec<_> = elements(read.root(), "a").into_iter().filter_map(|node| attribute(node, "href")).collect();
    assert!(
        links.contains(&"https://www.imy.se/?a=1&b=2") && !links.iter().any(|to| to.starts_with("#/")),
        "{links:?}"
    );
}

#[test]
fn libreoffice_prints_the_document() {
    let pages = File::docx(&sample::document()).pages();
    let (first, last) = (&pages[0], pages.len());
    assert!(last > 2, "{pages:?}");
    for (n, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("Sida {} av {last}", n + 1)), "{page}");
    }
    for said in [
        "1. att godkänna genomgången, 2. att uppdra åt kommunchefen 1. att utse systemägare, 2. att pröva återläsning, 3. att",
        "Kommunstyrelsen noterar vidare 1. att budgeten räcker.",
        "Återläsning är prövad: – journalsystemet – ekonomisystemet",
    ] {
        assert!(pages.join(" ").contains(said), "{said}: {pages:#?}");
    }
    assert!(first.starts_with("Ledningens genomgång <2026> Innehåll Bakgrund 1 Status"), "{first}");
    let table = pages.iter().filter(|page| page.contains("Pågår, försenad"));
    for page in table {
        assert!(
            page.contains("Nr") && page.contains("Ansvarig") && page.contains("Klart"),
            "its head is missing: {page}"
        );
    }
}

#[test]
fn python_reads_the_document_for_office_as_it_was_meant() {
    let read = File::docx(&sample::document()).python();
    assert_eq!((&read["title"], &read["language"]), (&json!("Ledningens genomgång <2026>"), &json!("sv-SE")));
    assert_eq!(read["page"], json!([210, 297]), "A4");
    let headings = HEADINGS.map(|(level, words)| json!([format!("Heading {level}"), words]));
    assert_eq!(read["headings"], json!(headings));
    let small = json!([["Område", "Nivå"], ["Styrning | drift", "2 <3"], ["Kontinuitet", ""]]);
    assert_eq!((&read["tables"][0], &read["tables"][1]), (&small, &small));
    assert_eq!(read["tables"][2].as_array().unwrap().len(), LONG_TABLE + 1);
    let link = json!(["IMY:s sida", "https://www.imy.se/?a=1&b=2"]);
    assert!(read["links"].as_array().unwrap().contains(&link), "{}", read["links"]);
}

#[test]
fn libreoffice_reads_the_workbook_as_it_was_meant() {
    let xml = File::xlsx(&sample::workbook()).flat("fods");
    let read = parsed(&xml);
    let body = elements(read.root(), "spreadsheet")[0];
    let sheets: Vec<_> = body.children().filter(|node| node.tag_name().name() == "table").collect();
    let names: Vec<_> = sheets.iter().filter_map(|sheet| attribute(*sheet, "name")).collect();
    assert_eq!(names, ["Läget", "Svar fördelning 2026", "3"]);
    assert!(!xml.contains("table:formula"), "a formula in a sheet");

    // A chart has a table of its own.
    let is_of = |sheet: Node, row: &Node| row.ancestors().find(|node| node.tag_name().name() == "table") == Some(sheet);
    let kinds = |sheet: usize, words: &str| {
        let mut rows = elements(sheets[sheet], "table-row").into_iter().filter(|row| is_of(sheets[sheet], row));
        let row = rows.find(|row| text(*row).starts_with(words)).unwrap();
        let cells = row.children().filter_map(|cell| attribute(cell, "value-type"));
        cells.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(kinds(0, "Styrning"), ["string", "percentage", "date"]);
    assert_eq!(kinds(1, "Styrning"), ["string", "float", "float", "float"]);
    for hostile in HOSTILE {
        assert_eq!(kinds(2, hostile), ["string", "float", "float"], "{hostile}");
    }
    let charts: Vec<_> = sheets.iter().map(|sheet| elements(*sheet, "object").len()).collect();
    assert_eq!(charts, [1, 2, 0]);
}

#[test]
fn libreoffice_draws_the_charts_of_the_workbook() {
    let pages = File::xlsx(&sample::workbook()).pages();
    assert_eq!(pages.len(), 3, "a sheet a page: {pages:#?}");
    for (page, said) in [
        (0, "Arbetsmaterial – inte för delning"),
        (0, "Andel uppfyllt i varje område"),
        (0, "Andel av kraven"),
        (0, "80 %"),
        (1, "Svaren i varje område"),
        (1, "Antal svar"),
        (1, "Vet inte"),
    ] {
        assert!(pages[page].contains(said), "{said}: {}", pages[page]);
    }
}

#[test]
fn python_reads_the_workbook_for_office_as_it_was_meant() {
    let read = File::xlsx(&sample::workbook()).python();
    assert_eq!((&read["title"], &read["language"]), (&json!("Resultat & åtgärder <2026>"), &json!("sv-SE")));
    let of =
        |name: &str| read["sheets"].as_array().unwrap().iter().map(|sheet| sheet[name].clone()).collect::<Vec<_>>();
    assert_eq!(of("state"), [json!("visible"), json!("visible"), json!("visible")]);
    assert_eq!(of("frozen"), [json!("A5"), json!("A2"), json!("A4")]);
    assert_eq!(of("filter"), [json!("A4:C10"), json!("A1:D7"), json!("A3:D11")]);
    assert_eq!(of("charts"), [json!(["BarChart"]), json!(["BarChart", "BarChart"]), json!([])]);
    assert_eq!(of("links"), [json!([]), json!([]), json!([])]);
    let cells = of("cells");
    assert_eq!(cells[0]["B5"], json!(["n", "0.75", "0\\ %"]));
    assert_eq!(cells[0]["B7"], json!(["n", "0.999", "0.0\\ %"]));
    assert_eq!(cells[0]["C5"], json!(["d", "2026-11-22 00:00:00", "yyyy-mm-dd"]));
    assert_eq!(cells[1]["B2"], json!(["n", "12", "General"]));
    for (n, hostile) in HOSTILE.iter().enumerate() {
        let cell = &cells[2][format!("A{}", n + 4)];
        assert_eq!(cell[0], "s", "{cell}");
        // openpyxl gives what looks like an escape as it is written in the file.
        assert_eq!(cell[1].as_str().unwrap().replace("_x005F_", "_"), *hostile);
    }
    let kinds =
        cells.iter().flat_map(|cells| cells.as_object().unwrap().values()).map(|cell| cell[0].as_str().unwrap());
    assert!(kinds.into_iter().all(|kind| ["s", "n", "d"].contains(&kind)), "no formula");
}

#[test]
fn python_reads_the_report_of_a_group_for_office_as_it_was_meant() {
    let (report, _) = group::files();
    let read = File::docx(&report).python();
    assert_eq!((&read["title"], &read["language"]), (&json!("Chefsenkäten: svaren tillsammans"), &json!("sv-SE")));
    let headings: Vec<(&str, &str)> = read["headings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|heading| (heading[0].as_str().unwrap(), heading[1].as_str().unwrap()))
        .collect();
    assert_eq!(headings[0], ("Heading 1", "Chefsenkäten: svaren tillsammans"));
    let areas = ["Mål och inflytande", "Ansvar", "Fel och stöd", "Allvarliga händelser och kommentarer"];
    let own = ["Det här sticker ut", "Områdena", "Enheterna", "Rollerna", "Sedan förra året", "Förbehåll"];
    let second: Vec<&str> =
        headings.iter().filter(|(style, _)| *style == "Heading 2").map(|(_, words)| *words).collect();
    assert_eq!(second, [&own[..2], &areas, &own[2..]].concat());
    assert!(headings.contains(&("Heading 3", "Vet du vilka mål IT-service har för sin verksamhet?")), "{headings:?}");
    // Each table has one head, which is repeated on each page.
    let (tables, heads) = (read["tables"].as_array().unwrap(), read["heads"].as_array().unwrap());
    assert!(tables.len() > 10 && heads.iter().all(|heads| *heads == 1), "{heads:?}");
    assert_eq!(tables[0][0], json!(["Område", "Median", "Resultat"]));
    assert_eq!(tables[1], json!([["Svar", "Antal"], ["Ja", "14 av 27 (52 %)"], ["Nej", "13 av 27 (48 %)"]]));
    let units = tables.iter().find(|table| table[0][0] == "Median").unwrap();
    assert_eq!(units[0], json!(["Median", "Skolan (12 svar)", "Miljö & bygg och =Omsorgen (15 svar)"]));
    assert_eq!(read["links"], json!([]));
}

#[test]
fn libreoffice_prints_the_report_of_a_group() {
    let pages = File::docx(&group::files().0).pages();
    for (n, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("Sida {} av {}", n + 1, pages.len())), "{page}");
    }
    let all = pages.join(" ");
    for said in [
        "Från Exempelby. 27 svar, 2026-11-20.",
        "Svar Ja Nej Antal 14 av 27 (52 %) 13 av 27 (48 %)",
        "Visas inte, för att skydda enskildas svar.",
        "14 av 27 svarar något annat.",
        "Sedan förra året",
        "Självskattning – inte revision, intyg eller juridisk rådgivning.",
    ] {
        assert!(all.contains(said), "{said}: {pages:#?}");
    }
}

#[test]
fn python_reads_the_workbook_of_a_group_for_office_as_it_was_meant() {
    let (_, workbook) = group::files();
    let read = File::xlsx(&workbook).python();
    assert_eq!((&read["title"], &read["language"]), (&json!("Chefsenkäten: svaren tillsammans"), &json!("sv-SE")));
    assert_eq!((&read["names"], &read["outside"]), (&json!([]), &json!([])));
    let sheets = read["sheets"].as_array().unwrap();
    let of = |name: &str| sheets.iter().map(|sheet| sheet[name].clone()).collect::<Vec<_>>();
    assert_eq!(of("name"), ["Om", "Frågorna", "Områdena", "Andra mått", "Enheterna"]);
    assert!(sheets.iter().all(|sheet| sheet["state"] == "visible" && sheet["links"] == json!([])));
    // The row under the head, and the head with all that is under it.
    assert_eq!(of("frozen"), ["A5", "A4", "A4", "A4", "A5"]);
    for (sheet, made) in sheets.iter().zip(&workbook.sheets) {
        let head = made.notes.len() + 2;
        let last = char::from(b'A' + u8::try_from(made.columns.len()).unwrap() - 1);
        assert_eq!(sheet["filter"], json!(format!("A{head}:{last}{}", head + made.rows.len())));
        assert_eq!(sheet["charts"].as_array().unwrap().len(), made.charts.len());
        assert_eq!(sheet["cells"][format!("{last}{head}")], json!(["s", made.columns.last().unwrap().head, "General"]));
    }
    assert_eq!(workbook.sheets.iter().map(|sheet| sheet.charts.len()).collect::<Vec<_>>(), [0, 9, 1, 1, 0]);
    let cells = of("cells");
    assert_eq!(cells[0]["B7"], json!(["d", "2026-11-26 00:00:00", "yyyy-mm-dd"]));
    let row = |row: usize| ["A", "C", "D", "E", "F"].map(|column| cells[1][format!("{column}{row}")].clone());
    assert_eq!(
        row(4)[..3],
        [json!(["n", "2026", "General"]), json!(["s", "Ja", "General"]), json!(["n", "14", "General"])]
    );
    assert_eq!(
        (&row(4)[3][0], &row(4)[3][2], &row(4)[4]),
        (&json!("n"), &json!("0\\ %"), &json!(["n", "27", "General"]))
    );
    let kinds = |kind: &str| {
        cells.iter().flat_map(|cells| cells.as_object().unwrap().values()).filter(|cell| cell[0] == kind).count()
    };
    let made = workbook.sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten());
    let numbers = made.filter(|cell| matches!(cell, Cell::Number(_) | Cell::Share(_))).count();
    assert_eq!(
        (kinds("n"), kinds("d"), kinds("f") + kinds("e") + kinds("b")),
        (numbers, 1, 0),
        "as many numbers, no formula"
    );
    let mut units = cells[4].as_object().unwrap().values();
    let formula = units.find(|cell| cell[1].as_str().unwrap().starts_with('=')).unwrap();
    assert_eq!(*formula, json!(["s", "=Omsorgen och Miljö & bygg", "General"]), "a text, whatever it begins with");
}

#[test]
fn libreoffice_draws_the_charts_of_a_groups_workbook() {
    let file = File::xlsx(&group::files().1);
    let xml = file.flat("fods");
    assert!(!xml.contains("table:formula"), "a formula in a sheet");
    let all = file.pages().join(" ");
    for said in ["För delning – antal, andelar och medianer.", "Områdena 2026", "Andra mått 2026", "Ja 14 Nej 13"]
    {
        assert!(all.contains(said), "{said}: {all}");
    }
}
