//! Tables.

use docx_rs::{Paragraph, Table, TableCell, TableRow, WidthType};
use engine::model::rich_text::{Inline, plain_inlines};

use super::TEXT_WIDTH;

/// How many letters a line of a table over the page's whole width holds, about.
const LINE: usize = 88;
/// A cell longer than this is no reason for a wider column.
const LONG: usize = 120;
/// A word longer than this may be broken.
const LONG_WORD: usize = 22;

/// What the space at both sides of a cell takes, and the bold letters of a head.
const SIDES: usize = 3;

/// A table, whose first row is its head. `paragraph` makes the paragraph of a cell, by the style and the text. `None` if it
/// has no cells.
pub(super) fn table(
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    mut paragraph: impl FnMut(&str, &[Inline]) -> Paragraph,
) -> Option<Table> {
    let widths = widths(head, rows);
    if widths.is_empty() {
        return None;
    }
    let mut row = |style: &str, cells: &[Vec<Inline>]| {
        let cells = widths.iter().enumerate().map(|(n, width)| {
            let text = cells.get(n).map(Vec::as_slice).unwrap_or_default();
            TableCell::new().width(*width, WidthType::Dxa).add_paragraph(paragraph(style, text))
        });
        TableRow::new(cells.collect()).cant_split()
    };
    let mut made = vec![row("TableHeading", head)];
    made.extend(rows.iter().map(|cells| row("TableContents", cells)));
    Some(Table::new(made).set_grid(widths.clone()))
}

/// How wide each column is, by what stands in it. Together they fill the page's width.
fn widths(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Vec<usize> {
    let count = rows.iter().map(Vec::len).fold(head.len(), usize::max);
    let mut needs = vec![Need { word: 1, cell: 1 }; count];
    for row in rows.iter().map(Vec::as_slice).chain([head]) {
        for (need, cell) in needs.iter_mut().zip(row) {
            need.take(&plain_inlines(cell));
        }
    }
    let (words, cells) = needs.iter().fold((0, 0), |(words, cells), need| (words + need.word, cells + need.cell));
    let share = |need: &Need| {
        if cells <= LINE {
            // All on one line each.
            need.cell * TEXT_WIDTH / cells
        } else if words >= LINE || words == cells {
            need.word * TEXT_WIDTH / words
        } else {
            // Room for the longest word, and of what is left as much as there is to say.
            let more = (LINE - words) * (need.cell - need.word) / (cells - words);
            (need.word + more) * TEXT_WIDTH / LINE
        }
    };
    needs.iter().map(share).collect()
}

/// What a column needs, in letters, with what the space at its sides takes.
#[derive(Clone)]
struct Need {
    /// For its longest word.
    word: usize,
    /// For its longest cell on one line. Never less.
    cell: usize,
}

impl Need {
    fn take(&mut self, text: &str) {
        let word = text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
        self.word = self.word.max(word.min(LONG_WORD) + SIDES);
        self.cell = self.cell.max(text.chars().count().min(LONG) + SIDES);
    }
}
