//! Parts of a result, as a table that is also its chart.

use engine::Lang;
use engine::scoring::Counts;
use texts::Texts;

use crate::components::vial::{vial, vial_with_target};
use crate::ui::{El, el, text_el};

/// One row of the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the row is about.
    pub name: String,
    /// Where the bubble is, from 0 to 1; nothing where there is no figure.
    pub height: Option<f64>,
    /// The figure in words.
    pub figure: String,
    /// The share of the points, where the figure says something else.
    pub share: Option<String>,
    /// The target, where one is set.
    pub target: Option<Aim>,
    /// How its questions stand.
    pub counts: Counts,
}

/// A target beside a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Aim {
    /// Where the marks are, from 0 to 1.
    pub height: f64,
    /// The target in words.
    pub target: String,
    /// What is left to it, in words.
    pub gap: String,
}

/// A spirit level for each row, in a table that says the same in words and numbers.
pub struct Parts {
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

impl Parts {
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
        let has_targets = self.rows.iter().any(|row| row.target.is_some());
        let heads = [self.what, self.outcome].into_iter();
        let heads = heads.chain(has_targets.then(|| [t.target(), t.gap()]).into_iter().flatten());
        let heads = heads.chain(has_shares.then(|| t.share()));
        let heads = heads.chain(used.iter().map(|(head, _)| *head));
        let heads = heads.map(|head| text_el("th", head).attr("scope", "col"));
        let rows = self.rows.iter().map(|row| {
            let sign = match &row.target {
                Some(aim) => vial_with_target(row.height, aim.height),
                None => vial(row.height),
            };
            let name = text_el("th", &row.name).attr("scope", "row").child(sign);
            let counts = used.iter().map(|(_, of)| text_el("td", &of(row.counts).to_string()));
            let share = has_shares.then(|| text_el("td", row.share.as_deref().unwrap_or_default()));
            let aim = row.target.as_ref().map_or(["–", "–"], |aim| [&aim.target, &aim.gap]);
            let aim = has_targets.then(|| aim.map(|said| text_el("td", said))).into_iter().flatten();
            let figure = text_el("td", &row.figure).class("figure");
            el("tr").child(name).child(figure).children(aim).children(share).children(counts)
        });
        let table = el("table")
            .class("parts")
            .child(text_el("caption", self.caption).class("visually-hidden"))
            .child(el("thead").child(el("tr").children(heads)))
            .child(el("tbody").children(rows));
        let scroll = el("div").class("scroll").attr("tabindex", "0").attr("role", "region");
        scroll.attr("aria-label", self.caption).child(table)
    }
}
