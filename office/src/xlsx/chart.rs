//! The charts of a sheet: native ones, which follow the table when it is edited.

use std::ops::Range;

use engine::exports::outgoing;
use engine::exports::workbook::{Cell, Chart, ChartKind, Sheet};
use rust_xlsxwriter::{
    ChartAxisLabelPosition, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill,
    ChartType, ObjectMovement, Worksheet, XlsxError,
};

/// The width of a chart, in pixels.
const WIDTH: u32 = 680;
/// What is left between charts.
const BETWEEN: u32 = 24;
/// What stands between the marks of an axis for shares.
const STEP: f64 = 0.2;
/// The colours of the series, the darkest first. They can be told apart in grey too.
const COLOURS: [&str; 6] = ["0B5A6E", "6AA5B2", "C3DBDF", "8A5A00", "D9B26A", "7F7F7F"];

/// Where the charts of a sheet come to stand.
pub(super) struct Place<'p> {
    /// The name that the sheet has in the file.
    pub(super) name: &'p str,
    /// The row of the heads.
    pub(super) head: u32,
    /// How a share is written along an axis.
    pub(super) percent: &'p str,
}

/// What of a chart is in its table.
struct Drawn<'c> {
    chart: &'c Chart,
    rows: Range<u32>,
    /// The columns with values.
    values: Vec<u16>,
    /// The cells with values.
    cells: Vec<&'c Cell>,
}

/// Puts the charts of a sheet beside its table, one under the other, from the row of its heads on.
pub(super) fn insert(to: &mut Worksheet, sheet: &Sheet, place: &Place) -> Result<(), XlsxError> {
    let column = u16::try_from(sheet.columns.len() + 1).map_err(|_| XlsxError::RowColumnLimitError)?;
    let mut down = 0;
    for drawn in sheet.charts.iter().filter_map(|chart| drawn(chart, sheet)) {
        to.insert_chart_with_offset(place.head, column, &made(&drawn, place), 0, down)?;
        down = u32::saturating_add(down, height(&drawn) + BETWEEN);
    }
    Ok(())
}

/// `None` if nothing of the chart is in the table.
fn drawn<'c>(chart: &'c Chart, sheet: &'c Sheet) -> Option<Drawn<'c>> {
    let count = u32::try_from(sheet.rows.len()).ok()?;
    let rows = chart.rows.start.min(count)..chart.rows.end.min(count);
    let is_there = |column: u16| usize::from(column) < sheet.columns.len();
    let values: Vec<u16> = chart.values.iter().copied().filter(|column| is_there(*column)).collect();
    let cells = rows.clone().filter_map(|row| sheet.rows.get(usize::try_from(row).ok()?));
    let cells = cells.flat_map(|row| values.iter().filter_map(|column| row.get(usize::from(*column)))).collect();
    let nothing = rows.is_empty() || values.is_empty() || !is_there(chart.categories);
    (!nothing).then_some(Drawn { chart, rows, values, cells })
}

/// Room for every bar, within what a screen shows.
fn height(drawn: &Drawn) -> u32 {
    let beside = match drawn.chart.kind {
        ChartKind::Bars => drawn.values.len(),
        ChartKind::StackedShares => 1,
    };
    let bars = drawn.rows.len().saturating_mul(beside);
    u32::try_from(bars).unwrap_or(u32::MAX).saturating_mul(26).saturating_add(150).clamp(240, 900)
}

/// A chart as the library draws it.
fn made(drawn: &Drawn, place: &Place) -> rust_xlsxwriter::Chart {
    let Place { name, head, .. } = *place;
    let Drawn { chart, rows, values, .. } = drawn;
    let mut made = rust_xlsxwriter::Chart::new(match chart.kind {
        ChartKind::Bars => ChartType::Bar,
        ChartKind::StackedShares => ChartType::BarPercentStacked,
    });
    let (first, last) = (head + 1 + rows.start, head + rows.end);
    for (n, column) in values.iter().enumerate() {
        let mut colour = ChartSolidFill::new();
        colour.set_color(COLOURS[n % COLOURS.len()]);
        let series = made.add_series();
        series
            .set_name((name, head, *column))
            .set_categories((name, first, chart.categories, last, chart.categories))
            .set_values((name, first, *column, last, *column))
            .set_format(ChartFormat::new().set_solid_fill(&colour))
            .set_gap(50);
        if chart.kind == ChartKind::Bars {
            series.set_data_label(ChartDataLabel::new().show_value());
        }
    }
    if chart.kind == ChartKind::Bars && values.len() == 1 {
        made.legend().set_hidden();
    } else {
        made.legend().set_position(ChartLegendPosition::Bottom);
    }
    set_words(&mut made, chart);
    set_scale(&mut made, drawn, place.percent);
    made.set_width(WIDTH).set_height(height(drawn)).set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
    made
}

/// Titles, and what goes with them. The library has the axes change places where bars lie.
fn set_words(made: &mut rust_xlsxwriter::Chart, chart: &Chart) {
    let mut font = ChartFont::new();
    font.set_size(13);
    let mut line = ChartLine::new();
    line.set_color("D9D9D9");
    made.title().set_name(&words(&chart.title)).set_font(&font);
    // The first row is on top, and the values are measured below as usual.
    made.y_axis().set_reverse().set_name(&words(&chart.category_axis));
    made.x_axis().set_label_position(ChartAxisLabelPosition::High).set_name(&words(&chart.value_axis));
    made.x_axis().set_major_gridlines_line(&line);
    let description = match outgoing::line(&chart.description) {
        none if none.is_empty() => outgoing::line(&chart.title),
        description => description,
    };
    made.set_alt_text(description);
}

/// Bars are measured from nothing, and those of shares up to everything: a spreadsheet may begin or end elsewhere.
fn set_scale(made: &mut rust_xlsxwriter::Chart, drawn: &Drawn, percent: &str) {
    let is_negative = |cell: &&Cell| matches!(cell, Cell::Number(value) | Cell::Share(value) if *value < 0.0);
    let is_share = |cell: &&Cell| matches!(cell, Cell::Share(value) if (0.0..=1.0).contains(value));
    let axis = made.x_axis();
    if drawn.chart.kind == ChartKind::StackedShares {
        axis.set_major_unit(STEP).set_num_format(percent);
    } else if drawn.cells.iter().all(is_share) {
        axis.set_min(0).set_max(1).set_major_unit(STEP).set_num_format(percent);
    } else if !drawn.cells.iter().any(is_negative) {
        axis.set_min(0);
    }
}

/// A title on one line, that the library does not take for a formula or for the address of a cell: a space keeps apart what
/// would look like one.
fn words(title: &str) -> String {
    let mut title = outgoing::line(title);
    let begins_address = |c: char| c.is_ascii_alphanumeric() || c == '$';
    if let Some((sheet, cell)) = title.split_once('!').filter(|(_, cell)| cell.starts_with(begins_address)) {
        title = format!("{sheet}! {cell}");
    }
    if title.starts_with('=') { format!(" {title}") } else { title }
}
