//! A document and a workbook with one of everything.

use documents::Document;
use engine::Lang;
use engine::exports::workbook::{Cell, Chart, ChartKind, Column, Sheet, Workbook};
use engine::model::rich_text::{Block, Inline};

/// Text without formatting.
pub fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

/// A paragraph of it.
pub fn paragraph(words: &str) -> Block {
    Block::Paragraph(text(words))
}

/// A heading.
pub fn heading(level: u8, words: &str) -> Block {
    Block::Heading(level, text(words))
}

/// The rows of a table that goes on over several pages.
pub const LONG_TABLE: usize = 60;

/// A management review, with one of everything.
pub fn document() -> Document {
    let mut blocks = vec![
        paragraph("Utkast den 22 november 2026. Underlag för kommunstyrelsens genomgång av informationssäkerheten."),
        heading(2, "Bakgrund"),
        formatted(),
        heading(2, "1 Status för \"åtgärder\" <från> tidigare & äldre genomgångar"),
        Block::Bullets(vec![
            vec![paragraph(
                "Systemägare är utsedda för alla verksamhetskritiska system, och förvaltningarna vet vilka de är. Listan gås igenom varje år.",
            )],
            vec![
                paragraph("Återläsning är prövad:"),
                Block::Bullets(vec![vec![paragraph("journalsystemet")], vec![paragraph("ekonomisystemet")]]),
            ],
            vec![
                paragraph("Tillsynen sade:"),
                Block::Quote(vec![paragraph("Kommunen har inte visat att säkerhetskopiorna går att läsa tillbaka.")]),
                paragraph("Det är åtgärdat."),
            ],
        ]),
        heading(2, "2 Beslut"),
        paragraph("Kommunstyrelsen beslutar"),
        Block::Numbers(vec![
            vec![paragraph("att godkänna genomgången,")],
            vec![
                paragraph("att uppdra åt kommunchefen"),
                Block::Numbers(vec![
                    vec![paragraph("att utse systemägare,")],
                    vec![paragraph("att pröva återläsning,")],
                ]),
            ],
            vec![paragraph("att följa upp i juni.")],
        ]),
        paragraph("Kommunstyrelsen noterar vidare"),
        Block::Numbers(vec![vec![paragraph("att budgeten räcker.")]]),
        Block::Quote(vec![paragraph(
            "Ledningen ska gå igenom ledningssystemet med planerade intervall, för att säkerställa att det fortfarande är lämpligt, tillräckligt och verkningsfullt.",
        )]),
        heading(2, "3 Faktorer som påverkar"),
        heading(3, "3.1 Nya och ändrade lagkrav"),
        paragraph("Cybersäkerhetslagen gäller sedan januari."),
        heading(4, "2027"),
        heading(3, "3.2 Omvärld"),
        small_table(),
        small_table(),
        heading(2, "4 Åtgärder"),
    ];
    blocks.extend([long_table(), heading(2, "Bedömning"), paragraph("Läget är bättre än förra året.")]);
    Document { title: "Ledningens genomgång <2026>".into(), language: Lang::Sv, blocks }
}

fn formatted() -> Block {
    Block::Paragraph(vec![
        Inline::Text("Kommunen har ".into()),
        Inline::Strong(text("fyra")),
        Inline::Text(" områden, se ".into()),
        Inline::Link(
            "https://www.imy.se/?a=1&b=2".into(),
            vec![Inline::Strong(text("IMY")), Inline::Text(":s sida".into())],
        ),
        Inline::Text(" och ".into()),
        Inline::Link("#/sv/om/metod".into(), text("metoden")),
        Inline::Text(", och ".into()),
        Inline::Emphasis(vec![Inline::Text("lutad och ".into()), Inline::Strong(text("fet"))]),
        Inline::Text(" text med ".into()),
        Inline::Code("kod <1>".into()),
        Inline::Text(".".into()),
        Inline::Break,
        Inline::Text("Efter en radbrytning.".into()),
    ])
}

fn small_table() -> Block {
    let head = ["Område", "Nivå"].map(text).into();
    let rows = [["Styrning | drift", "2 <3"], ["Kontinuitet", ""]];
    Block::Table(head, rows.map(|row| row.map(text).into()).into())
}

fn long_table() -> Block {
    let head = ["Nr", "Åtgärd", "Ansvarig", "Klart", "Läge"].map(text).into();
    let row = |n: usize| {
        let what = match n % 3 {
            0 => "Utse systemägare för alla verksamhetskritiska system och skriv in dem i systemförteckningen",
            1 => "Pröva återläsning",
            _ => "Skriv en kontinuitetsplan för bortfall av journalsystemet; öva den med förvaltningen",
        };
        let cells = [&n.to_string(), what, "Informationssäkerhetssamordnaren", "2027-03-31", "Pågår, försenad"];
        cells.map(text).into()
    };
    Block::Table(head, (1..=LONG_TABLE).map(row).collect())
}

/// Results of a municipality: a sheet with a chart of shares, one with a chart of numbers, and texts that a spreadsheet
/// could take for formulas.
pub fn workbook() -> Workbook {
    Workbook {
        title: "Resultat & åtgärder <2026>".into(),
        language: Lang::Sv,
        sheets: vec![shares(), answers(), plan()],
    }
}

fn column(head: &str, width: u16) -> Column {
    Column { head: head.into(), width }
}

fn words(words: &str) -> Cell {
    Cell::Text(words.into())
}

/// The areas and how far each has come.
const AREAS: [(&str, f64, f64, f64, f64); 6] = [
    ("Styrning och ledning", 0.75, 12.0, 3.0, 1.0),
    ("Kontinuitet och krisberedskap för verksamhetskritiska system", 0.4, 4.0, 5.0, 1.0),
    ("Leverantörer", 0.999, 20.0, 0.0, 0.0),
    ("Behörigheter", 0.0, 0.0, 6.0, 2.0),
    ("Incidenter", 1.0, 7.0, 0.0, 0.0),
    ("Utbildning", 0.62, 5.0, 3.0, 0.0),
];

fn shares() -> Sheet {
    let rows = AREAS.map(|(area, share, ..)| vec![words(area), Cell::Share(share), Cell::Day("2026-11-22".into())]);
    Sheet {
        name: "Läget".into(),
        notes: vec!["Arbetsmaterial – inte för delning".into(), "Självskattning, inte revision".into()],
        columns: vec![column("Område", 30), column("Andel uppfyllt", 12), column("Senast besvarat", 14)],
        rows: rows.into(),
        charts: vec![Chart {
            kind: ChartKind::Bars,
            title: "Andel uppfyllt i varje område".into(),
            description: "Liggande staplar: Incidenter 100 procent, Behörigheter 0 procent.".into(),
            categories: 0,
            values: vec![1],
            rows: 0..6,
            category_axis: "Område".into(),
            value_axis: "Andel av kraven".into(),
        }],
    }
}

fn answers() -> Sheet {
    let rows = AREAS.map(|(area, _, yes, no, unknown)| {
        vec![words(area), Cell::Number(yes), Cell::Number(no), Cell::Number(unknown)]
    });
    let chart = |kind, title: &str, values: Vec<u16>| Chart {
        kind,
        title: title.into(),
        description: String::new(),
        categories: 0,
        values,
        rows: 0..6,
        category_axis: "Område".into(),
        value_axis: "Svar".into(),
    };
    Sheet {
        name: "Svar/fördelning: [2026]?".into(),
        notes: Vec::new(),
        columns: vec![column("Område", 30), column("Ja", 8), column("Nej", 8), column("Vet inte", 8)],
        rows: rows.into(),
        charts: vec![
            chart(ChartKind::StackedShares, "Svaren i varje område", vec![1, 2, 3]),
            chart(ChartKind::Bars, "Antal svar", vec![1]),
        ],
    }
}

/// Texts that a spreadsheet must not run, follow or count with.
pub const HOSTILE: [&str; 8] =
    ["=1+1", "+46 8 123", "-1", "@SUM(A1)", "0012", "https://www.imy.se/", "_x0041_", "2026-11-22"];

fn plan() -> Sheet {
    let rows = HOSTILE.map(|text| vec![words(text), Cell::Number(2027.0), Cell::Empty, Cell::Number(-2.5)]);
    Sheet {
        name: String::new(),
        notes: vec!["Planen".into()],
        columns: vec![column("Åtgärd", 40), column("År", 8), column("Ansvarig", 20), column("Avvikelse", 10)],
        rows: rows.into(),
        charts: Vec::new(),
    }
}
