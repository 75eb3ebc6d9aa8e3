//! Parts of a result, as a table that is also its chart.

use engine::Lang;
use engine::scoring::Counts;

use crate::texts::Texts;
use crate::ui::{El, el, svg, text_el};

/// One row of the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the row is about.
    pub name: String,
    /// How far the bar goes, from 0 to 1; nothing where there is no figure.
    pub height: Option<f64>,
    /// The figure in words.
    pub figure: String,
    /// The share of the points, where the figure says something else.
    pub share: Option<String>,
    /// How its questions stand.
    pub counts: Counts,
}

/// A bar for each row, in a table that says the same in words and numbers.
pub struct Bars {
    /// What the table is about.
    pub caption: &'static str,
    /// The heading of the first column.
    pub what: &'static str,
    /// The heading of the figures.
    pub outcome: &'static str,
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// The reader's language.
    pub lang: Lang,
}

/// A heading and the count under it.
type Column = (&'static str, fn(Counts) -> u32);

impl Bars {
    /// The table.
    pub fn table(&self) -> El {
        let t = Texts(self.lang);
        let columns: [Column; 5] = [
            (t.figure_answered(), |counts| counts.answered),
            (t.dont_know(), |counts| counts.dont_know),
            (t.cannot_assess(), |counts| counts.cannot_assess),
            (t.not_applicable(), |counts| counts.not_applicable),
            (t.unanswered(), |counts| counts.unanswered),
        ];
        // A column that would hold only zeros is left out: on a phone there is no room for it.
        let used: Vec<_> =
            columns.into_iter().filter(|(_, of)| self.rows.iter().any(|row| of(row.counts) > 0)).collect();
        let has_shares = self.rows.iter().any(|row| row.share.is_some());
        let heads = [self.what, self.outcome].into_iter().chain(has_shares.then(|| t.share()));
        let heads = heads.chain(used.iter().map(|(head, _)| *head));
        let heads = heads.map(|head| text_el("th", head).attr("scope", "col"));
        let rows = self.rows.iter().map(|row| {
            let name = text_el("th", &row.name).attr("scope", "row").child(bar(row.height));
            let counts = used.iter().map(|(_, of)| text_el("td", &of(row.counts).to_string()));
            let share = has_shares.then(|| text_el("td", row.share.as_deref().unwrap_or_default()));
            el("tr").child(name).child(text_el("td", &row.figure).class("figure")).children(share).children(counts)
        });
        let table = el("table")
            .class("bars")
            .child(text_el("caption", self.caption).class("visually-hidden"))
            .child(el("thead").child(el("tr").children(heads)))
            .child(el("tbody").children(rows));
        let scroll = el("div").class("scroll").attr("tabindex", "0").attr("role", "region");
        scroll.attr("aria-label", self.caption).child(table)
    }
}

fn bar(height: Option<f64>) -> El {
    let rect = |class: &str, width: &str| {
        svg("rect").class(class).attr("x", "0").attr("y", "0").attr("width", width).attr("height", "10")
    };
    let value = height.map(|height| {
        // Thousandths, so that whole numbers do. A bar of nothing still shows where it starts.
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1000")]
        let width = (height.clamp(0.0, 1.0) * 1000.0) as i32;
        rect("bar-value", &width.max(8).to_string())
    });
    svg("svg")
        .class("bar")
        .attr("viewBox", "0 0 1000 10")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .child(rect("bar-ground", "1000"))
        .children(value)
}
