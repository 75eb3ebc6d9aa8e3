//! Workbooks as `.xlsx`.

mod chart;
mod names;
mod sheet;
#[cfg(test)]
mod tests;

use engine::exports::outgoing;
use engine::exports::workbook::Workbook;
use rust_xlsxwriter::{DocProperties, ExcelDateTime};

use crate::{Error, tag};
use sheet::Formats;

/// The workbook as a file that Excel and LibreOffice open. The same workbook makes the same file.
///
/// # Errors
/// A sheet has more rows or columns than a spreadsheet takes, or a chart is of rows or columns that are not there.
pub fn to_xlsx(workbook: &Workbook) -> Result<Vec<u8>, Error> {
    let mut file = rust_xlsxwriter::Workbook::new();
    file.set_properties(&properties(workbook)?);
    let formats = Formats::of(workbook.language);
    let names = names::of_sheets(&workbook.sheets);
    for (sheet, name) in workbook.sheets.iter().zip(&names) {
        let made = file.add_worksheet();
        made.set_name(name)?;
        sheet::write(made, name, sheet, &formats)?;
    }
    Ok(file.save_to_buffer()?)
}

/// The title, and the language: a workbook has no property of its own for that, and Excel offers one of this name. The time
/// is the beginning of what zip can count, as in each file's parts: nobody here knows the day.
fn properties(workbook: &Workbook) -> Result<DocProperties, Error> {
    Ok(DocProperties::new()
        .set_title(outgoing::line(&workbook.title))
        .set_creation_datetime(&ExcelDateTime::from_ymd(1980, 1, 1)?)
        .set_custom_property("Language", tag(workbook.language)))
}
