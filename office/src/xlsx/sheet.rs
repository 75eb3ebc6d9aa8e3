//! A sheet: lines above a table, the table, and its charts beside it.

use engine::Lang;
use engine::exports::workbook::{Cell, Sheet};
use engine::exports::{outgoing, spreadsheet};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::chart::{self, Place};
use super::names::start;

/// How long a text can be in a cell, in units of UTF-16.
const LONGEST: usize = 32_767;
/// How many rows and columns a sheet can have.
const ROWS: usize = 1_048_576;
const COLUMNS: usize = 16_384;
/// The height of a line, in points.
const LINE: f64 = 15.0;
/// The highest that a row can be.
const HIGHEST: usize = 27;
/// Excel's number for A4.
const A4: u8 = 9;

/// How cells look.
pub(super) struct Formats {
    note: Format,
    head: Format,
    text: Format,
    /// For a text that would become a formula once somebody edits the cell.
    quoted: Format,
    number: Format,
    /// By the number of decimals.
    shares: [Format; 3],
    day: Format,
    /// How a whole percentage is written.
    percent: String,
}

impl Formats {
    pub(super) fn of(language: Lang) -> Self {
        let cell =
            || Format::new().set_align(FormatAlign::Top).set_border(FormatBorder::Thin).set_border_color("BFBFBF");
        let text = || cell().set_text_wrap();
        // In Swedish the sign stands apart from its number.
        let percent = |decimals: &str| format!("0{decimals}{}%", language.pick("\\ ", ""));
        let share = |decimals: &str| cell().set_num_format(percent(decimals));
        Self {
            note: Format::new(),
            head: text().set_bold().set_background_color("E4EFEF"),
            text: text(),
            quoted: text().set_quote_prefix(),
            number: cell(),
            shares: [share(""), share(".0"), share(".00")],
            day: cell().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            percent: percent(""),
        }
    }

    /// Only nothing is shown as 0 %, and only everything as 100 %: what comes near gets decimals.
    fn share(&self, value: f64) -> &Format {
        let [whole, one, two] = &self.shares;
        let near = |least: f64| (value > 0.0 && value < least) || (value < 1.0 && value >= 1.0 - least);
        if near(0.0005) {
            two
        } else if near(0.005) {
            one
        } else {
            whole
        }
    }
}

/// Writes a sheet. `name` is the one it has in the file.
pub(super) fn write(to: &mut Worksheet, name: &str, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    let cells = sheet.rows.iter().map(Vec::len).fold(sheet.columns.len(), usize::max);
    // With the heads, and what is left free above them.
    if sheet.notes.len() + sheet.rows.len() + 2 > ROWS || cells > COLUMNS {
        return Err(XlsxError::RowColumnLimitError);
    }
    let mut row = 0;
    for note in &sheet.notes {
        to.write_string_with_format(row, 0, fitting(&outgoing::line(note)), &formats.note)?;
        row += 1;
    }
    let head = if row > 0 { row + 1 } else { 0 };
    write_table(to, head, sheet, formats)?;
    for_paper(to, head)?;
    if !sheet.charts.is_empty() {
        // A chart hangs on the rows beside it, so their heights must be known.
        set_heights(to, head, sheet)?;
    }
    chart::insert(to, sheet, &Place { name, head, percent: &formats.percent })
}

/// The table, its heads in row `head`: these stay when the rows under them are scrolled, and can filter them.
fn write_table(to: &mut Worksheet, head: u32, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    for (column, columns) in (0..).zip(&sheet.columns) {
        to.set_column_width(column, f64::from(columns.width.clamp(2, 255)))?;
        to.write_string_with_format(head, column, fitting(&outgoing::run(&columns.head)), &formats.head)?;
    }
    let mut last = head;
    for cells in &sheet.rows {
        last += 1;
        let width = sheet.columns.len().max(cells.len());
        for (column, cell) in (0..).zip(cells.iter().chain(std::iter::repeat(&Cell::Empty)).take(width)) {
            write_cell(to, last, column, cell, formats)?;
        }
    }
    let columns = u16::try_from(sheet.columns.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    if let Some(last_column) = columns.checked_sub(1) {
        to.autofilter(head, 0, last, last_column)?;
    }
    to.set_freeze_panes(head + 1, 0)?;
    Ok(())
}

fn write_cell(to: &mut Worksheet, row: u32, column: u16, cell: &Cell, formats: &Formats) -> Result<(), XlsxError> {
    match cell {
        // What is no number has no cell for it.
        Cell::Number(value) | Cell::Share(value) if !value.is_finite() => to.write_blank(row, column, &formats.text)?,
        Cell::Empty => to.write_blank(row, column, &formats.text)?,
        Cell::Number(value) => to.write_number_with_format(row, column, *value, &formats.number)?,
        Cell::Share(value) => to.write_number_with_format(row, column, *value, formats.share(*value))?,
        Cell::Day(day) => match date(day) {
            Some(date) => to.write_datetime_with_format(row, column, &date, &formats.day)?,
            None => write_text(to, row, column, day, formats)?,
        },
        Cell::Text(text) => write_text(to, row, column, text, formats)?,
    };
    Ok(())
}

fn write_text<'w>(
    to: &'w mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    formats: &Formats,
) -> Result<&'w mut Worksheet, XlsxError> {
    let text = fitting(&outgoing::text(text));
    let format = if spreadsheet::is_formula(&text) { &formats.quoted } else { &formats.text };
    to.write_string_with_format(row, column, text, format)
}

/// A day that a spreadsheet can hold: from 1900 on.
fn date(day: &str) -> Option<ExcelDateTime> {
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    ExcelDateTime::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// As much of a text as a cell can hold.
fn fitting(text: &str) -> String {
    match start(text, LONGEST) {
        all if all.len() == text.len() => text.to_owned(),
        _ => format!("{}…", start(text, LONGEST - 1)),
    }
}

/// On paper a sheet is as wide as the page, and each page repeats the heads.
fn for_paper(to: &mut Worksheet, head: u32) -> Result<(), XlsxError> {
    to.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_footer("&R&P / &N");
    to.set_repeat_rows(head, head)?;
    Ok(())
}

/// Makes each row as high as its texts, which a spreadsheet would do itself only once it has placed the charts.
fn set_heights(to: &mut Worksheet, head: u32, sheet: &Sheet) -> Result<(), XlsxError> {
    let width = |column: usize| sheet.columns.get(column).map_or(8, |column| usize::from(column.width));
    let heads = sheet.columns.iter().enumerate().map(|(n, column)| lines(&column.head, width(n))).max();
    to.set_row_height(head, height(heads))?;
    for (row, cells) in (head + 1..).zip(&sheet.rows) {
        let texts = cells.iter().enumerate().filter_map(|(n, cell)| match cell {
            Cell::Text(text) => Some(lines(text, width(n))),
            _ => None,
        });
        to.set_row_height(row, height(texts.max()))?;
    }
    Ok(())
}

fn height(lines: Option<usize>) -> f64 {
    // At most 27: no rounding.
    LINE * lines.unwrap_or(1).clamp(1, HIGHEST) as f64
}

/// How many lines a text takes in a column, about: words are put on a line while they fit. A column's width is counted in
/// digits, which are wider than most letters.
fn lines(text: &str, width: usize) -> usize {
    let width = width.max(1);
    let of_line = |line: &str| {
        let (mut lines, mut used) = (1, 0);
        for word in line.split(' ') {
            let length = word.chars().count();
            if used > 0 && used + 1 + length > width {
                lines += 1;
                used = 0;
            }
            used += length + usize::from(used > 0);
            lines += used.saturating_sub(1) / width;
            used = if used > width { used % width } else { used };
        }
        lines
    };
    text.lines().map(of_line).sum()
}
