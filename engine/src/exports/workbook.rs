//! A workbook for a spreadsheet program: sheets with a table and charts each. It is plain data, so that it can be sent to
//! the worker that writes the file. Its words come from whoever makes it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::Lang;

/// A workbook.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Workbook {
    /// The title, in the properties of the file.
    pub title: String,
    /// The language it is written in.
    pub language: Lang,
    /// The sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet with one table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// The name on the sheet's tab. What no spreadsheet program takes in a name is changed when the file is written.
    pub name: String,
    /// Lines above the table.
    pub notes: Vec<String>,
    /// The columns of the table.
    pub columns: Vec<Column>,
    /// The rows under the heads. A short row ends with empty cells.
    pub rows: Vec<Vec<Cell>>,
    /// The charts of the table, which stand beside it.
    pub charts: Vec<Chart>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// How wide it is, in characters.
    pub width: u16,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text. It is never run as a formula.
    Text(String),
    /// A number.
    Number(f64),
    /// A share, 0 to 1. It is shown as a percentage.
    Share(f64),
    /// A day, as in `2026-11-22`. What is no day becomes a text.
    Day(String),
}

/// A chart of some columns of the table on its sheet. Columns and rows are counted from 0, and the row of heads is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// How the values are drawn.
    pub kind: ChartKind,
    /// The title above the chart.
    pub title: String,
    /// What the chart shows, for who cannot see it.
    pub description: String,
    /// The column with the name of each bar.
    pub categories: u16,
    /// The columns with the values, a series each. The head of a column names its series.
    pub values: Vec<u16>,
    /// The rows that are drawn, a bar each.
    pub rows: Range<u32>,
    /// The title of the axis along which the bars stand.
    pub category_axis: String,
    /// The title of the axis along which they are measured.
    pub value_axis: String,
}

/// How the values of a chart are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChartKind {
    /// Horizontal bars, one beside the other.
    Bars,
    /// Horizontal bars of equal length, each made up of its row's values.
    StackedShares,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::packing::{pack, unpack};

    #[test]
    fn a_workbook_comes_to_the_worker_as_it_was_sent() {
        let cells = vec![
            Cell::Empty,
            Cell::Text("Styrning".into()),
            Cell::Number(-2.5),
            Cell::Share(0.1),
            Cell::Day("2026-11-22".into()),
        ];
        let chart = Chart {
            kind: ChartKind::StackedShares,
            title: "Svaren".into(),
            description: "Hur svaren fördelar sig".into(),
            categories: 0,
            values: vec![2, 3],
            rows: 0..1,
            category_axis: "Område".into(),
            value_axis: "Andel".into(),
        };
        let sheet = Sheet {
            name: "Läget".into(),
            notes: vec!["Arbetsmaterial".into()],
            columns: vec![Column { head: "Område".into(), width: 30 }],
            rows: vec![cells],
            charts: vec![chart],
        };
        let sent = Workbook { title: "Resultat".into(), language: Lang::En, sheets: vec![sheet] };
        assert_eq!(unpack(&pack(&sent)), Some(sent));
    }
}
