use std::collections::BTreeMap;

use engine::Lang;
use engine::exports::outgoing;
use engine::exports::workbook::{Cell, Chart, ChartKind, Column, Sheet, Workbook};
use proptest::prelude::*;

use super::names::{of_sheets, start};
use super::to_xlsx;
use crate::opened::{attribute, elements, parts, text, troublesome};

fn column(head: &str) -> Column {
    Column { head: head.into(), width: 12 }
}

fn words(words: &str) -> Cell {
    Cell::Text(words.into())
}

fn sheet(rows: Vec<Vec<Cell>>) -> Sheet {
    let columns = ["Område", "Andel", "Mer"].map(column).into();
    Sheet { name: "Läget".into(), columns, rows, ..Sheet::default() }
}

fn workbook(sheets: Vec<Sheet>) -> Workbook {
    Workbook { title: "Läget <2026>".into(), language: Lang::Sv, sheets }
}

fn chart(kind: ChartKind, values: Vec<u16>) -> Chart {
    Chart {
        kind,
        title: "Andel uppfyllt".into(),
        description: "Två staplar".into(),
        categories: 0,
        values,
        rows: 0..2,
        category_axis: "Område".into(),
        value_axis: "Andel".into(),
    }
}

fn areas() -> Vec<Vec<Cell>> {
    vec![
        vec![words("Styrning"), Cell::Share(0.5), Cell::Number(2.0)],
        vec![words("Drift"), Cell::Share(1.0), Cell::Number(3.0)],
    ]
}

/// A cell as it is written: its type, what it holds (a shared text as that text) and the format of its number.
type Written = (String, String, String);

/// The cells that hold something, by their addresses.
fn cells(parts: &BTreeMap<String, String>, sheet: usize) -> BTreeMap<String, Written> {
    let shared = parts.get("xl/sharedStrings.xml").map_or("<sst/>", String::as_str);
    let shared = roxmltree::Document::parse(shared).unwrap();
    let shared: Vec<String> = elements(shared.root(), "si").into_iter().map(|node| text(node, "t")).collect();
    let styles = roxmltree::Document::parse(&parts["xl/styles.xml"]).unwrap();
    let own: BTreeMap<_, _> = elements(styles.root(), "numFmt")
        .into_iter()
        .map(|node| (attribute(node, "numFmtId").unwrap(), attribute(node, "formatCode").unwrap()))
        .collect();
    let formats = elements(elements(styles.root(), "cellXfs")[0], "xf");
    let read = roxmltree::Document::parse(&parts[&format!("xl/worksheets/sheet{sheet}.xml")]).unwrap();
    let held = elements(read.root(), "c").into_iter().filter(|node| !elements(*node, "v").is_empty());
    let held = held.map(|node| {
        let kind = attribute(node, "t").unwrap_or("n");
        let value = text(node, "v");
        let value = if kind == "s" { shared[value.parse::<usize>().unwrap()].clone() } else { value };
        let format = formats[attribute(node, "s").map_or(0, |style| style.parse().unwrap())];
        let format = attribute(format, "numFmtId").unwrap();
        let format = own.get(format).copied().unwrap_or(format).to_owned();
        (attribute(node, "r").unwrap().to_owned(), (kind.to_owned(), value, format))
    });
    held.collect()
}

fn written(kind: &str, value: &str, format: &str) -> Written {
    (kind.into(), value.into(), format.into())
}

#[test]
fn each_cell_has_the_type_of_what_it_holds() {
    let row = [
        words("=1+1"),
        words("0012"),
        Cell::Number(-2.5),
        Cell::Share(0.25),
        Cell::Day("2026-11-22".into()),
        Cell::Day("2026-02-30".into()),
        Cell::Day("22 november".into()),
        Cell::Number(f64::NAN),
        Cell::Share(f64::INFINITY),
        words(""),
        Cell::Empty,
    ];
    let parts = parts(&to_xlsx(&workbook(vec![sheet(vec![row.into()])])).unwrap());
    let cells = cells(&parts, 1);
    let row: Vec<_> = cells.iter().filter(|(at, _)| at.ends_with('2')).map(|(_, cell)| cell.clone()).collect();
    let expect = [
        written("s", "=1+1", "0"),
        written("s", "0012", "0"),
        written("n", "-2.5", "0"),
        written("n", "0.25", "0\\ %"),
        written("n", "46348", "yyyy-mm-dd"),
        written("s", "2026-02-30", "0"),
        written("s", "22 november", "0"),
    ];
    assert_eq!(row, expect);
    assert!(!parts["xl/worksheets/sheet1.xml"].contains("<f>"));
    assert!(!parts.keys().any(|name| name.contains("worksheets/_rels")), "no text becomes a link");
}

#[test]
fn only_nothing_is_shown_as_0_percent_and_only_everything_as_100() {
    let format = |share: f64| {
        let file = to_xlsx(&workbook(vec![sheet(vec![vec![Cell::Share(share)]])])).unwrap();
        cells(&parts(&file), 1)["A2"].2.clone()
    };
    for share in [0.0, 0.005, 0.5, 0.99, 1.0] {
        assert_eq!(format(share), "0\\ %", "{share}");
    }
    for share in [0.0049, 0.001, 0.996, 0.999] {
        assert_eq!(format(share), "0.0\\ %", "{share}");
    }
    for share in [0.0001, 0.9996] {
        assert_eq!(format(share), "0.00\\ %", "{share}");
    }
}

#[test]
fn the_heads_stay_and_filter_what_is_under_them_whatever_stands_above() {
    for (notes, head) in [(vec![], 1), (vec!["Arbetsmaterial".to_owned(), "Utkast".to_owned()], 4)] {
        let file = to_xlsx(&workbook(vec![Sheet { notes: notes.clone(), ..sheet(areas()) }])).unwrap();
        let parts = parts(&file);
        let read = roxmltree::Document::parse(&parts["xl/worksheets/sheet1.xml"]).unwrap();
        let pane = elements(read.root(), "pane")[0];
        assert_eq!((attribute(pane, "state"), attribute(pane, "ySplit")), (Some("frozen"), Some(&*head.to_string())));
        let filter = elements(read.root(), "autoFilter")[0];
        assert_eq!(attribute(filter, "ref"), Some(format!("A{head}:C{}", head + 2).as_str()));
        let cells = cells(&parts, 1);
        assert_eq!(cells[&format!("B{head}")].1, "Andel");
        for (n, note) in notes.iter().enumerate() {
            assert_eq!(&cells[&format!("A{}", n + 1)].1, note);
        }
    }
}

#[test]
fn names_of_sheets_are_such_as_excel_takes() {
    let names = |names: &[&str]| {
        let sheets: Vec<_> = names.iter().map(|name| Sheet { name: (*name).into(), ..Sheet::default() }).collect();
        of_sheets(&sheets)
    };
    assert_eq!(names(&["Svar/2026: [alla]?", "", "'Läget'", "History"]), ["Svar 2026 alla", "2", "Läget", "4"]);
    assert_eq!(names(&["Plan", "plan", "PLAN", "Plan (2)"]), ["Plan", "plan (2)", "PLAN (3)", "Plan (2) (2)"]);
    let long = "Informationssäkerhet och kontinuitet i kommunen";
    assert_eq!(names(&[long, long]), ["Informationssäkerhet och kontin", "Informationssäkerhet och ko (2)"]);
    assert_eq!(start("a😀b", 2), "a", "no half of a character");
}

#[test]
fn a_text_that_is_too_long_for_a_cell_is_cut_and_too_many_rows_are_an_error() {
    let long = "😀".repeat(20_000);
    let file = to_xlsx(&workbook(vec![sheet(vec![vec![words(&long)]])])).unwrap();
    let cut = cells(&parts(&file), 1)["A2"].1.clone();
    assert!(cut.ends_with("😀…") && (32_766..=32_767).contains(&cut.encode_utf16().count()));
    let fits = "å".repeat(32_767);
    let file = to_xlsx(&workbook(vec![sheet(vec![vec![words(&fits)]])])).unwrap();
    assert_eq!(cells(&parts(&file), 1)["A2"].1, fits);

    let many = to_xlsx(&workbook(vec![sheet(vec![Vec::new(); 1_048_576])])).unwrap_err();
    assert!(!many.to_string().is_empty());
    assert!(to_xlsx(&workbook(vec![sheet(vec![vec![Cell::Empty; 16_385]])])).is_err());
}

#[test]
fn charts_are_native_and_follow_the_table() {
    let charts = vec![chart(ChartKind::Bars, vec![1]), chart(ChartKind::StackedShares, vec![1, 2])];
    let sheet = Sheet { name: "Svar/fråga".into(), notes: vec!["Utkast".into()], charts, ..sheet(areas()) };
    let parts = parts(&to_xlsx(&workbook(vec![sheet])).unwrap());
    for (n, grouping, columns) in [(1, "clustered", vec!['B']), (2, "percentStacked", vec!['B', 'C'])] {
        let read = roxmltree::Document::parse(&parts[&format!("xl/charts/chart{n}.xml")]).unwrap();
        let value = |name: &str| attribute(elements(read.root(), name)[0], "val").unwrap();
        assert_eq!((value("barDir"), value("grouping")), ("bar", grouping));
        assert!(elements(read.root(), "view3D").is_empty());
        assert_eq!(text(read.root(), "t"), "Andel uppfylltOmrådeAndel");
        let ranges: Vec<_> = elements(read.root(), "f").into_iter().filter_map(|node| node.text()).collect();
        let expect: Vec<String> = columns
            .iter()
            .flat_map(|column| {
                [format!("${column}$3"), "$A$4:$A$5".to_owned(), format!("${column}$4:${column}$5")]
                    .map(|range| format!("'Svar fråga'!{range}"))
            })
            .collect();
        assert_eq!(ranges, expect);
    }
    let drawing = roxmltree::Document::parse(&parts["xl/drawings/drawing1.xml"]).unwrap();
    let described: Vec<_> = elements(drawing.root(), "cNvPr").iter().map(|node| attribute(*node, "descr")).collect();
    assert_eq!(described, [Some("Två staplar"); 2]);
    let from: Vec<_> = elements(drawing.root(), "from").iter().map(|node| text(*node, "col")).collect();
    assert_eq!(from, ["4", "4"], "beside the table");
}

#[test]
fn a_chart_of_what_is_not_there_is_left_out_and_one_of_a_part_is_of_that_part() {
    let of = |rows, categories, values| Chart { rows, categories, values, ..chart(ChartKind::Bars, Vec::new()) };
    #[expect(clippy::reversed_empty_ranges, reason = "this is what must not break a file")]
    let charts = vec![
        of(5..9, 0, vec![1]),
        of(0..2, 9, vec![1]),
        of(0..2, 0, vec![9]),
        of(0..2, 0, Vec::new()),
        of(2..1, 0, vec![1]),
        of(1..u32::MAX, 0, vec![1, 9]),
    ];
    let parts = parts(&to_xlsx(&workbook(vec![Sheet { charts, ..sheet(areas()) }])).unwrap());
    let charts: Vec<_> = parts.keys().filter(|name| name.starts_with("xl/charts/")).collect();
    assert_eq!(charts, ["xl/charts/chart1.xml"]);
    assert!(parts["xl/charts/chart1.xml"].contains("$B$3:$B$3") || parts["xl/charts/chart1.xml"].contains("$B$3<"));
}

#[test]
fn no_title_of_a_chart_is_taken_for_a_formula_or_an_address() {
    for title in ["=1+1", "=(A1,A2)", "=T[x]", "Läget!A1", "=Läget!$A$1:$B$2", "Obs!", "'x'!A1!B2"] {
        let one = Chart {
            title: title.into(),
            category_axis: title.into(),
            value_axis: title.into(),
            ..chart(ChartKind::Bars, vec![1])
        };
        let parts = parts(&to_xlsx(&workbook(vec![Sheet { charts: vec![one], ..sheet(areas()) }])).unwrap());
        let read = roxmltree::Document::parse(&parts["xl/charts/chart1.xml"]).unwrap();
        let bare = |text: &str| text.replace(' ', "");
        assert_eq!(bare(&text(read.root(), "t")), title.repeat(3));
        assert_eq!(elements(read.root(), "f").len(), 3, "those of the series alone");
    }
}

#[test]
fn the_properties_say_what_it_is_and_the_same_workbook_makes_the_same_file() {
    let workbook = workbook(vec![Sheet { charts: vec![chart(ChartKind::Bars, vec![1])], ..sheet(areas()) }]);
    let file = to_xlsx(&workbook).unwrap();
    assert_eq!(file, to_xlsx(&workbook).unwrap());
    let parts = parts(&file);
    let core = roxmltree::Document::parse(&parts["docProps/core.xml"]).unwrap();
    assert_eq!(text(core.root(), "title"), "Läget <2026>");
    assert_eq!(text(core.root(), "created"), "1980-01-01T00:00:00Z");
    let custom = roxmltree::Document::parse(&parts["docProps/custom.xml"]).unwrap();
    assert_eq!(text(custom.root(), "lpwstr"), "sv-SE");
}

#[test]
fn a_workbook_without_anything_is_a_file() {
    assert!(parts(&to_xlsx(&Workbook::default()).unwrap()).contains_key("xl/worksheets/sheet1.xml"));
    let charts = vec![chart(ChartKind::Bars, vec![0])];
    parts(&to_xlsx(&workbook(vec![Sheet { charts, ..Sheet::default() }])).unwrap());
}

#[test]
fn no_character_breaks_a_workbook() {
    for c in troublesome() {
        let troubled = format!("å{c}_x0041_ ä{c}");
        let head = Column { head: troubled.clone(), width: 0 };
        let sheet = Sheet {
            name: troubled.clone(),
            notes: vec![troubled.clone()],
            columns: vec![head, column("b")],
            rows: vec![vec![words(&troubled), Cell::Number(1.0)], vec![Cell::Day(troubled.clone())]],
            charts: vec![Chart { title: troubled.clone(), ..chart(ChartKind::Bars, vec![1]) }],
        };
        let written = Workbook { title: troubled.clone(), language: Lang::En, sheets: vec![sheet] };
        let parts = parts(&to_xlsx(&written).unwrap());
        let cells = cells(&parts, 1);
        // Excel's own way to write what XML cannot: a text that looks like it is written so.
        let read = |text: &str| text.replace("_x005F_", "_");
        assert_eq!(read(&cells["A3"].1), outgoing::run(&troubled), "{c:?}");
        assert_eq!(read(&cells["A4"].1), outgoing::text(&troubled), "{c:?}");
        let core = roxmltree::Document::parse(&parts["docProps/core.xml"]).unwrap();
        assert_eq!(text(core.root(), "title"), outgoing::line(&troubled), "{c:?}");
    }
}

fn any_words() -> impl Strategy<Value = String> {
    let c = prop_oneof![any::<char>(), prop::sample::select(troublesome())];
    prop::collection::vec(c, 0..12).prop_map(String::from_iter)
}

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Empty),
        any_words().prop_map(Cell::Text),
        any_words().prop_map(Cell::Day),
        any::<f64>().prop_map(Cell::Number),
        any::<f64>().prop_map(Cell::Share),
        (any::<u16>(), any::<u8>(), any::<u8>()).prop_map(|(y, m, d)| Cell::Day(format!("{y}-{m}-{d}"))),
    ]
}

fn any_sheet() -> impl Strategy<Value = Sheet> {
    let columns = prop::collection::vec((any_words(), any::<u16>()), 0..4);
    let rows = prop::collection::vec(prop::collection::vec(any_cell(), 0..5), 0..5);
    let charts = prop::collection::vec((any_words(), 0..5u16, prop::collection::vec(0..5u16, 0..3), 0..6u32), 0..3);
    (any_words(), prop::collection::vec(any_words(), 0..3), columns, rows, charts).prop_map(
        |(name, notes, columns, rows, charts)| {
            let columns = columns.into_iter().map(|(head, width)| Column { head, width }).collect();
            let charts = charts.into_iter().map(|(title, categories, values, end)| {
                let kind = if end % 2 == 0 { ChartKind::Bars } else { ChartKind::StackedShares };
                Chart { title, categories, rows: 1..end, ..chart(kind, values) }
            });
            Sheet { name, notes, columns, rows, charts: charts.collect() }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_workbook_is_a_whole_file(title in any_words(), sheets in prop::collection::vec(any_sheet(), 0..4)) {
        let written = Workbook { title, language: Lang::En, sheets };
        let parts = parts(&to_xlsx(&written).unwrap());
        for (name, part) in parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")) {
            prop_assert!(!part.contains("<f>"), "{}: {}", name, part);
        }
    }
}
