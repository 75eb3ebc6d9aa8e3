//! What of a group may be shared, as a workbook and as a report for those who decide.

use engine::Lang;
use engine::exports::workbook::{Cell, Chart, ChartKind, Column, Sheet, Workbook};
use engine::group::findings::Findings;
use engine::group::group_file::{By, Figures, GroupFile, GroupItem, People, Year};
use engine::group::items::{Item, ItemKind};
use engine::model::questionnaire::Questionnaire;
use engine::model::rich_text::{Block, Inline};
use texts::{Format, Texts};

use crate::Document;

/// What many have answered to a questionnaire, as it goes into a document: nothing but what may be shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSection {
    /// The questionnaire's id.
    pub questionnaire: String,
    /// The questionnaire's title.
    pub title: String,
    /// The language that it is written in.
    pub language: Lang,
    /// Who has answered, what stands out, the areas, and what has changed. There are no headings in it.
    pub blocks: Vec<Block>,
}

/// What a group's files are made of.
#[derive(Clone, Copy)]
pub struct GroupInputs<'a> {
    /// The questionnaire, in the language of the files.
    pub questionnaire: &'a Questionnaire,
    /// What is counted of it.
    pub items: &'a [Item],
    /// What may be shared.
    pub file: &'a GroupFile,
    /// How numbers are written.
    pub format: Format,
    /// How a day such as `2026-11-22` is written.
    pub day: fn(&str, Lang) -> String,
}

impl<'a> GroupInputs<'a> {
    fn t(self) -> Texts {
        Texts(self.questionnaire.language)
    }

    fn name(self, item: &Item) -> String {
        self.t().item_name(self.questionnaire, item)
    }

    /// The items of some kinds, each with what is shown of it in a year.
    fn shown(self, year: &'a Year, kinds: &'a [ItemKind]) -> impl Iterator<Item = (&'a Item, &'a GroupItem)> {
        self.items.iter().filter(|item| kinds.contains(&item.kind)).filter_map(|item| Some((item, year.item(item)?)))
    }

    /// The name of a part, or the names of those that are shown together.
    fn part(self, of: &[String], by: By) -> String {
        let t = self.t();
        let name = |one: &String| t.part_name(self.questionnaire, one, by);
        t.list(&of.iter().map(name).collect::<Vec<_>>())
    }

    /// The workbook: what it is, the questions, the areas, and the parts.
    #[must_use]
    pub fn workbook(self) -> Workbook {
        let t = self.t();
        let mut sheets = vec![self.about(), self.questions()];
        sheets.extend(self.areas());
        let splits = [(By::Unit, t.group_units()), (By::Role, t.group_roles()), (By::Municipality, t.municipalities())];
        sheets.extend(splits.into_iter().filter_map(|(by, name)| self.parts(by, name)));
        Workbook { title: t.group_of(&self.questionnaire.title), language: self.questionnaire.language, sheets }
    }

    /// What the workbook is, and what its columns mean.
    fn about(self) -> Sheet {
        let t = self.t();
        let line = |name: &str, text: String| vec![Cell::Text(name.to_owned()), Cell::Text(text)];
        let mut rows = vec![
            line(t.col_questionnaire(), self.questionnaire.title.clone()),
            line(t.municipality_head(), t.list(&self.file.municipalities)),
            vec![Cell::Text(t.made_head().to_owned()), Cell::Day(self.file.day.clone())],
            line(t.to_share(), t.thresholds(self.file.thresholds)),
        ];
        let meanings = [
            (t.count_head(), t.count_meaning()),
            (t.share_head(), t.share_meaning()),
            (t.answered_head(), t.answered_meaning()),
            (t.median_head(), t.median_meaning()),
        ];
        rows.extend(meanings.map(|(name, meaning)| line(name, meaning.to_owned())));
        Sheet {
            name: t.about_sheet().to_owned(),
            notes: vec![t.shared_note().to_owned(), t.not_an_audit().to_owned()],
            columns: columns(&[(t.word_head(), 24), (t.meaning_head(), 80)]),
            rows,
            charts: Vec::new(),
        }
    }

    /// Each answer to each question, with a chart for each question of the last year.
    fn questions(self) -> Sheet {
        let t = self.t();
        let (mut rows, mut charts) = (Vec::new(), Vec::new());
        for (n, year) in self.file.years.iter().enumerate() {
            for (item, shown) in self.shown(year, &[ItemKind::Question]) {
                let Some(spread) = &shown.all.spread else { continue };
                let counts = spread.counts(item);
                let first = rows.len();
                for (class, count) in item.classes.iter().zip(&counts.classes) {
                    rows.push(vec![
                        Cell::Number(year.year.into()),
                        Cell::Text(self.name(item)),
                        Cell::Text(t.class_name(self.questionnaire, item, class)),
                        Cell::Number((*count).into()),
                        share(*count, counts.answered()),
                        Cell::Number(counts.answered().into()),
                    ]);
                }
                if n == 0 {
                    charts.push(Chart {
                        kind: ChartKind::Bars,
                        title: self.name(item),
                        description: t.spread_in_words(self.questionnaire, item, spread),
                        categories: 2,
                        values: vec![3],
                        rows: range(first, rows.len()),
                        category_axis: String::new(),
                        value_axis: t.count_head().to_owned(),
                    });
                }
            }
        }
        Sheet {
            name: t.group_questions().to_owned(),
            notes: vec![t.shared_note().to_owned()],
            columns: columns(&[
                (t.choose_year(), 8),
                (t.question_head(), 50),
                (t.class_head(), 34),
                (t.count_head(), 10),
                (t.share_head(), 10),
                (t.answered_head(), 10),
            ]),
            rows,
            charts,
        }
    }

    /// The areas: a row for each, with a column for each class. Areas and figures of their own may have other classes: then
    /// each kind has a sheet.
    fn areas(self) -> Vec<Sheet> {
        let t = self.t();
        let kinds: [(&str, &[ItemKind]); 2] =
            [(t.areas_together(), &[ItemKind::Whole, ItemKind::Section]), (t.indices_sheet(), &[ItemKind::Index])];
        let sheets = kinds.into_iter().filter_map(|(name, kinds)| {
            let lines = self.file.years.iter().flat_map(|year| {
                self.shown(year, kinds).map(move |(item, shown)| (year.year, self.name(item), item, &shown.all))
            });
            self.wide(name, t.col_area(), lines.collect())
        });
        sheets.collect()
    }

    /// Everything as one table, a row for each class of what is shown: for programs that read tables.
    #[must_use]
    pub fn table(self) -> Sheet {
        let all = [None, Some(By::Unit), Some(By::Role), Some(By::Municipality)];
        self.long(self.t().group_table_name(), &all)
    }

    /// The parts of everybody, item by item.
    fn parts(self, by: By, name: &str) -> Option<Sheet> {
        Some(self.long(name, &[Some(by)])).filter(|sheet| !sheet.rows.is_empty())
    }

    /// A row for each class of what is shown, of everybody (`None`) or of parts.
    fn long(self, name: &str, of: &[Option<By>]) -> Sheet {
        let t = self.t();
        let mut rows = Vec::new();
        let all = [ItemKind::Whole, ItemKind::Section, ItemKind::Index, ItemKind::Question];
        for year in &self.file.years {
            for (item, shown) in self.shown(year, &all) {
                for by in of {
                    match by {
                        None => rows.extend(self.lines(year, item, t.everybody().to_owned(), &shown.all)),
                        Some(by) => {
                            let parts = shown.parts_by(*by).iter();
                            rows.extend(
                                parts.flat_map(|part| self.lines(year, item, self.part(&part.of, *by), &part.figures)),
                            );
                        }
                    }
                }
            }
        }
        Sheet {
            name: name.to_owned(),
            notes: vec![t.shared_note().to_owned(), t.thresholds(self.file.thresholds)],
            columns: columns(&[
                (t.choose_year(), 8),
                (t.col_item(), 50),
                (t.col_part(), 34),
                (t.class_head(), 34),
                (t.count_head(), 10),
                (t.answered_head(), 10),
                (t.median_head(), 24),
            ]),
            rows,
            charts: Vec::new(),
        }
    }

    /// The rows of what is shown of some people: one for each class, or one with the median alone.
    fn lines(self, year: &Year, item: &Item, name: String, figures: &Figures) -> Vec<Vec<Cell>> {
        let t = self.t();
        let start = [Cell::Number(year.year.into()), Cell::Text(self.name(item)), Cell::Text(name)];
        let median = t.median_in_words(self.questionnaire, item, figures).map_or(Cell::Empty, Cell::Text);
        let Some(spread) = &figures.spread else {
            let nothing = median == Cell::Empty;
            let row = start.into_iter().chain([Cell::Empty, Cell::Empty, Cell::Empty, median]).collect();
            return if nothing { Vec::new() } else { vec![row] };
        };
        let counts = spread.counts(item);
        let rows = item.classes.iter().zip(&counts.classes).map(|(class, count)| {
            let end = [
                Cell::Text(t.class_name(self.questionnaire, item, class)),
                Cell::Number((*count).into()),
                Cell::Number(counts.answered().into()),
                median.clone(),
            ];
            start.iter().cloned().chain(end).collect()
        });
        rows.collect()
    }

    /// A table with a column for each class, and a chart of 100 % of its last year.
    fn wide(self, name: &str, head: &str, lines: Vec<(u16, String, &Item, &Figures)>) -> Option<Sheet> {
        let t = self.t();
        let first = lines.first()?.2;
        let last = lines.first()?.0;
        let mut heads = vec![(t.choose_year().to_owned(), 8), (head.to_owned(), 40)];
        let names = first.classes.iter().map(|class| (t.class_name(self.questionnaire, first, class), 12));
        heads.extend(names.chain([(t.answered_head().to_owned(), 10), (t.median_head().to_owned(), 24)]));
        let rows: Vec<Vec<Cell>> = lines
            .iter()
            .map(|(year, name, item, figures)| {
                let start = [Cell::Number((*year).into()), Cell::Text(name.clone())];
                let median = t.median_in_words(self.questionnaire, item, figures).map_or(Cell::Empty, Cell::Text);
                let Some(spread) = &figures.spread else {
                    let empty = (0..=first.classes.len()).map(|_| Cell::Empty);
                    return start.into_iter().chain(empty).chain([median]).collect();
                };
                let counts = spread.counts(item);
                let numbers = counts
                    .classes
                    .iter()
                    .chain([&counts.answered()])
                    .map(|n| Cell::Number((*n).into()))
                    .collect::<Vec<_>>();
                start.into_iter().chain(numbers).chain([median]).collect()
            })
            .collect();
        let of_last = lines.iter().take_while(|(year, ..)| *year == last).count();
        let classes = u16::try_from(first.classes.len()).unwrap_or_default();
        let chart = Chart {
            kind: ChartKind::StackedShares,
            title: format!("{name} {last}"),
            description: t.stacked_meaning().to_owned(),
            categories: 1,
            values: (2..2 + classes).collect(),
            rows: range(0, of_last),
            category_axis: String::new(),
            value_axis: t.share_head().to_owned(),
        };
        Some(Sheet {
            name: name.to_owned(),
            notes: vec![t.shared_note().to_owned()],
            columns: heads.into_iter().map(|(head, width)| Column { head, width }).collect(),
            rows,
            charts: vec![chart],
        })
    }

    /// The report: what stands out, the areas, the questions, the parts, and what has changed.
    #[must_use]
    pub fn report(self) -> Document {
        let t = self.t();
        let q = self.questionnaire;
        let mut blocks = Vec::new();
        if let Some(year) = self.file.years.first() {
            blocks.push(paragraph(self.lead(year)));
            blocks.push(paragraph(format!("{} {}", t.to_share_help(), t.thresholds(self.file.thresholds))));
            blocks.extend(self.findings(year));
            blocks.extend(self.area_tables(year));
            blocks.extend(self.question_tables(year));
            blocks.extend(self.part_tables(year, By::Unit, t.group_units()));
            blocks.extend(self.part_tables(year, By::Municipality, t.municipalities()));
            blocks.extend(self.role_tables(year));
            blocks.extend(self.since(year, false));
        }
        blocks.push(heading(2, t.caveat().to_owned()));
        blocks.extend(q.caveat.iter().cloned());
        blocks.push(paragraph(t.not_an_audit().to_owned()));
        Document { title: t.group_of(&q.title), language: q.language, blocks }
    }

    /// The report in short, for a document about more than this questionnaire. `None` if nothing may be shared.
    #[must_use]
    pub fn section(self) -> Option<GroupSection> {
        let year = self.file.years.first()?;
        let mut blocks = vec![paragraph(format!("{} {}", self.lead(year), self.t().thresholds(self.file.thresholds)))];
        let parts = [self.findings(year), self.area_tables(year), self.since(year, true)];
        blocks.extend(parts.into_iter().flatten().map(|block| match block {
            // The document has its own order of headings.
            Block::Heading(_, text) => Block::Paragraph(vec![Inline::Strong(text)]),
            other => other,
        }));
        let Questionnaire { id, title, language, .. } = self.questionnaire;
        Some(GroupSection { questionnaire: id.clone(), title: title.clone(), language: *language, blocks })
    }

    fn lead(self, year: &Year) -> String {
        let t = self.t();
        let days = t.days_in_words((self.day)(&year.days.0, t.0), &(self.day)(&year.days.1, t.0));
        let people = t.answers_from(year.people as usize);
        format!("{} {people}, {days}.", t.group_municipalities(&t.list(&self.file.municipalities)))
    }

    fn findings(self, year: &'a Year) -> Vec<Block> {
        let t = self.t();
        let of = |item: &Item| year.item(item);
        let counts: Vec<_> = self.items.iter().map(|item| Some(of(item)?.all.spread.as_ref()?.counts(item))).collect();
        let found = Findings::of(self.items, &counts);
        let median = |place: usize| {
            let figures = of(&self.items[place]).map(|shown| shown.all.clone()).unwrap_or_default();
            t.median_in_words(self.questionnaire, &self.items[place], &figures).unwrap_or_default()
        };
        let mut lines = Vec::new();
        if let Some((high, low)) = found.strongest_and_weakest {
            lines.push(t.strongest(&self.name(&self.items[high]), &median(high)));
            lines.push(t.weakest(&self.name(&self.items[low]), &median(low)));
        }
        for place in found.divided {
            let item = &self.items[place];
            if let Some(spread) = of(item).and_then(|shown| shown.all.spread.as_ref()) {
                let says = t.spread_in_words(self.questionnaire, item, spread);
                lines.push(format!("{} {} {says}", t.most_divided(), self.name(item)));
            }
        }
        if lines.is_empty() {
            return Vec::new();
        }
        let items = lines.into_iter().map(|line| vec![paragraph(line)]).collect();
        vec![heading(2, t.stands_out().to_owned()), Block::Bullets(items)]
    }

    fn area_tables(self, year: &'a Year) -> Vec<Block> {
        let t = self.t();
        let rows: Vec<Vec<String>> = self
            .shown(year, &[ItemKind::Whole, ItemKind::Section, ItemKind::Index])
            .map(|(item, shown)| {
                let median = t.median_in_words(self.questionnaire, item, &shown.all);
                let says = shown.all.spread.as_ref().map_or_else(
                    || t.hidden_figures().to_owned(),
                    |spread| t.spread_in_words(self.questionnaire, item, spread),
                );
                vec![self.name(item), median.unwrap_or_else(|| "–".to_owned()), says]
            })
            .collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let heads = [t.col_area(), t.median_head(), t.figure_head()];
        vec![heading(2, t.areas_together().to_owned()), table(&heads, rows)]
    }

    fn question_tables(self, year: &'a Year) -> Vec<Block> {
        let t = self.t();
        let mut blocks = Vec::new();
        for section in &self.questionnaire.sections {
            let questions: Vec<_> = self
                .shown(year, &[ItemKind::Question])
                .filter(|(item, _)| section.questions.iter().any(|question| question.id == item.id))
                .collect();
            if !questions.is_empty() {
                blocks.push(heading(2, section.title.clone()));
            }
            for (item, shown) in questions {
                blocks.push(heading(3, self.name(item)));
                let Some(spread) = &shown.all.spread else {
                    blocks.push(paragraph(t.hidden_figures().to_owned()));
                    continue;
                };
                blocks.push(paragraph(format!(
                    "{}. {}",
                    t.denominator(item, spread),
                    t.spread_in_words(self.questionnaire, item, spread)
                )));
                let counts = spread.counts(item);
                let rows = item.classes.iter().zip(&counts.classes).map(|(class, count)| {
                    let name = t.class_name(self.questionnaire, item, class);
                    vec![name, t.so_many(*count, counts.answered(), self.format)]
                });
                blocks.push(table(&[t.class_head(), t.count_head()], rows.collect()));
            }
        }
        blocks
    }

    /// The medians of the areas, the parts beside each other.
    fn part_tables(self, year: &'a Year, by: By, title: &str) -> Vec<Block> {
        let t = self.t();
        let people: &[People] = year.people_by(by);
        if people.is_empty() {
            return Vec::new();
        }
        let heads: Vec<String> = people
            .iter()
            .map(|block| format!("{} ({})", self.part(&block.of, by), t.answers_from(block.people as usize)))
            .collect();
        let figures = self.shown(year, &[ItemKind::Whole, ItemKind::Section, ItemKind::Index]);
        let rows = figures.filter(|(item, _)| item.scale.len() > 1).map(|(item, shown)| {
            let cells = people.iter().map(|block| {
                let part = shown.parts_by(by).iter().find(|part| part.of == block.of);
                let median = part.and_then(|part| t.median_in_words(self.questionnaire, item, &part.figures));
                median.unwrap_or_else(|| "–".to_owned())
            });
            std::iter::once(self.name(item)).chain(cells).collect()
        });
        let rows: Vec<Vec<String>> = rows.collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let heads: Vec<&str> = std::iter::once(t.median_head()).chain(heads.iter().map(String::as_str)).collect();
        vec![heading(2, title.to_owned()), table(&heads, rows)]
    }

    /// What a function has answered jointly beside what everybody else expects, and what the roles have answered.
    fn role_tables(self, year: &'a Year) -> Vec<Block> {
        let t = self.t();
        let mut rows = Vec::new();
        for (item, shown) in self.shown(year, &[ItemKind::Question]) {
            for (role, answers) in &year.joint {
                let answer = answers.iter().find(|answer| answer.question == item.id);
                let (Some(answer), Some(spread)) = (answer, &shown.all.spread) else { continue };
                let choices: Vec<String> =
                    answer.choices.iter().map(|choice| t.class_name(self.questionnaire, item, choice)).collect();
                let (n, of) = engine::group::findings::otherwise(item, &spread.counts(item), &answer.choices);
                let role = t.role_name(self.questionnaire, role);
                rows.push(vec![self.name(item), t.joint_says(&role, &t.list(&choices)), t.otherwise(n, of)]);
            }
            let roles: Vec<String> = shown
                .roles
                .iter()
                .filter_map(|part| {
                    let spread = part.figures.spread.as_ref()?;
                    let says = t.spread_in_words(self.questionnaire, item, spread);
                    Some(format!("{}: {says}", self.part(&part.of, By::Role)))
                })
                .collect();
            if roles.len() > 1 {
                rows.push(vec![self.name(item), roles.join(" "), String::new()]);
            }
        }
        if rows.is_empty() {
            return Vec::new();
        }
        let heads = [t.question_head(), t.class_head(), t.everybody()];
        vec![heading(2, t.group_roles().to_owned()), table(&heads, rows)]
    }

    /// This year's medians beside those of the year before: all of them, or those that have changed.
    fn since(self, year: &'a Year, is_short: bool) -> Vec<Block> {
        let t = self.t();
        let Some(before) = self.file.years.get(1) else { return Vec::new() };
        let kinds = [ItemKind::Whole, ItemKind::Section, ItemKind::Index, ItemKind::Question];
        let mut rows = Vec::new();
        for (item, shown) in self.shown(year, &kinds) {
            let then = before.item(item);
            let median = |figures: &Figures| t.median_in_words(self.questionnaire, item, figures);
            if let (Some(now), Some(then)) = (median(&shown.all), then.and_then(|then| median(&then.all))) {
                rows.push(vec![self.name(item), then, now]);
            }
        }
        if rows.is_empty() {
            return Vec::new();
        }
        if is_short {
            rows.retain(|row| row[1] != row[2]);
        }
        let (then, now) = (before.year.to_string(), year.year.to_string());
        let changes = match rows.is_empty() {
            true => paragraph(t.no_median_changed().to_owned()),
            false => table(&[t.col_item(), &then, &now], rows),
        };
        vec![heading(2, t.since_last_year().to_owned()), changes]
    }
}

fn columns(heads: &[(&str, u16)]) -> Vec<Column> {
    heads.iter().map(|(head, width)| Column { head: (*head).to_owned(), width: *width }).collect()
}

fn share(count: u32, of: u32) -> Cell {
    if of == 0 { Cell::Empty } else { Cell::Share(f64::from(count) / f64::from(of)) }
}

fn range(from: usize, to: usize) -> std::ops::Range<u32> {
    u32::try_from(from).unwrap_or(u32::MAX)..u32::try_from(to).unwrap_or(u32::MAX)
}

fn paragraph(text: String) -> Block {
    Block::Paragraph(vec![Inline::Text(text)])
}

fn heading(level: u8, text: String) -> Block {
    Block::Heading(level, vec![Inline::Text(text)])
}

fn table(heads: &[&str], rows: Vec<Vec<String>>) -> Block {
    let cell = |text: String| vec![Inline::Text(text)];
    let heads = heads.iter().map(|head| cell((*head).to_owned())).collect();
    Block::Table(heads, rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use engine::exports::spreadsheet::of_sheet;
    use engine::group::cells::Cells;
    use engine::group::disclosure::Thresholds;
    use engine::group::entry::Entry;
    use engine::group::group_file::Making;
    use engine::group::items::items;
    use engine::group::pile::Counting;
    use engine::model::answers::Answer;
    use engine::model::rich_text::plain_text;
    use engine::results::structure::Structure;

    use super::*;

    fn questionnaire() -> Questionnaire {
        reader::read_questionnaire(include_bytes!("../../content/sv/chefsenkat.md"), None).value
    }

    /// Two years, three units of which one is too small, and IT-service's joint answer.
    fn file(questionnaire: &Questionnaire) -> GroupFile {
        let items = items(questionnaire);
        let version = Structure::of(questionnaire).digest();
        let counting =
            Counting { questionnaire: questionnaire.clone(), items, versions: vec![version.clone()], migrates: false };
        let mut cells = Cells::default();
        for year in [2025, 2026] {
            for n in 0..28_usize {
                let answers = questionnaire.questions().enumerate().filter_map(|(at, question)| {
                    let choice = question.choices().get((n * 7 + at * 3 + year) % question.choices().len().max(1))?;
                    Some((question.id.clone(), Answer::choosing([choice.id.clone()])))
                });
                let entry = Entry {
                    id: format!("{n:032x}"),
                    dated: format!("{year}-11-20T10:00:00Z"),
                    questionnaire: questionnaire.id.clone(),
                    version: version.clone(),
                    unit: if n == 27 { "" } else { ["Omsorgen", "Skolan", "Miljö & bygg"][n.min(25) / 12] }.to_owned(),
                    role: if n == 27 { "it-service" } else { "chef" }.to_owned(),
                    answers: answers.collect(),
                    ..Entry::default()
                };
                counting.count(&mut cells, &entry);
            }
        }
        let joint = BTreeSet::from(["it-service".to_owned()]);
        let thresholds = Thresholds::new(5, 8);
        let making = Making { items: &counting.items, thresholds, joint: &joint };
        GroupFile {
            format: GroupFile::FORMAT.into(),
            version: GroupFile::VERSION,
            day: "2026-11-26".into(),
            municipalities: vec!["Exempelby".into()],
            questionnaire: questionnaire.id.clone(),
            structure: version,
            thresholds,
            years: cells.years().into_iter().filter_map(|year| making.year(&cells, year)).collect(),
        }
    }

    fn with<T>(run: impl FnOnce(GroupInputs<'_>) -> T) -> T {
        let questionnaire = questionnaire();
        let (items, file) = (items(&questionnaire), file(&questionnaire));
        let format =
            Format { percent: |share, _| format!("{:.0} %", share * 100.0), number: |number, _| number.to_string() };
        let day = |day: &str, _: Lang| day.to_owned();
        run(GroupInputs { questionnaire: &questionnaire, items: &items, file: &file, format, day })
    }

    fn text(blocks: &[Block]) -> String {
        let inlines = |inlines: &[Inline]| plain_text(&[Block::Paragraph(inlines.to_vec())]);
        let lines = blocks.iter().map(|block| match block {
            Block::Paragraph(text) | Block::Heading(_, text) => inlines(text),
            Block::Bullets(items) | Block::Numbers(items) => items.iter().map(|item| self::text(item)).collect(),
            Block::Table(heads, rows) => {
                let all = std::iter::once(heads).chain(rows);
                all.map(|row| row.iter().map(|cell| inlines(cell)).collect::<Vec<_>>().join(" | ") + "\n").collect()
            }
            Block::Quote(inside) => self::text(inside),
            Block::Directive(_) => String::new(),
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_report_says_what_may_be_shared() {
        let report = with(|inputs| inputs.report());
        assert_eq!(report.title, "Chefsenkäten: svaren tillsammans");
        let text = text(&report.blocks);
        for said in [
            "Från Exempelby. 27 svar, 2026-11-20.",
            "Vet du vilka mål IT-service har för sin verksamhet?",
            "Skolan (12 svar)",
            "Gemensamt svar från rollen IT-service:",
            "Median | ",
            "2025 | 2026",
            "Självskattning – inte revision",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(!text.contains("Miljö & bygg (3 svar)"), "three are too few: {text}");
    }

    #[test]
    fn the_section_of_a_document_is_the_report_in_short() {
        let (report, section) = with(|inputs| (inputs.report(), inputs.section().unwrap()));
        assert_eq!(section.title, "Chefsenkäten");
        assert!(section.blocks.iter().all(|block| !matches!(block, Block::Heading(..))));
        let (all, short) = (text(&report.blocks), text(&section.blocks));
        for said in ["Från Exempelby. 27 svar, 2026-11-20.", "Det här sticker ut", "2025 | 2026"] {
            assert!(all.contains(said) && short.contains(said), "{said}: {short}");
        }
        assert!(!short.contains("Skolan"), "the units are in the report: {short}");
    }

    #[test]
    fn the_workbook_has_a_sheet_for_each_view_with_charts_over_its_rows() {
        let workbook = with(|inputs| inputs.workbook());
        let names: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names, ["Om", "Frågorna", "Områdena", "Andra mått", "Enheterna"]);
        for sheet in &workbook.sheets {
            assert!(!sheet.rows.is_empty(), "{}", sheet.name);
            for chart in &sheet.charts {
                assert!(chart.rows.end as usize <= sheet.rows.len() && !chart.rows.is_empty(), "{}", chart.title);
                assert!(chart.values.iter().all(|column| usize::from(*column) < sheet.columns.len()));
            }
            assert!(sheet.rows.iter().all(|row| row.len() <= sheet.columns.len()), "{}", sheet.name);
        }
        assert!(workbook.sheets[1].charts.len() > 3 && workbook.sheets[2].charts.len() == 1);
    }

    #[test]
    fn the_table_has_a_row_for_each_class_of_what_is_shown() {
        let sheet = with(|inputs| inputs.table());
        let text = of_sheet(&sheet);
        let mut rows = text.trim_start_matches('\u{feff}').lines();
        assert_eq!(rows.next(), Some("År;Område eller fråga;Del;Svar;Antal;Svarande;Median"));
        assert!(text.contains("2026;Vet du vilka mål IT-service har för sin verksamhet?;Alla;Ja;"), "{text}");
        assert_eq!(rows.count(), sheet.rows.len());
    }
}
