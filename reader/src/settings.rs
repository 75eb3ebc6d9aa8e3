//! Tables of TOML, read key by key with the place of each. A key that is not asked for is reported as unknown.

use std::ops::Range;

use engine::model::lang::Bilingual;
use engine::model::questionnaire::Named;
use toml::de::{DeTable, DeValue};

use crate::diagnostics::{invalid_value, missing_key, toml_syntax, unknown_key, wrong_type};
use crate::report::{Report, Spanned, say};

/// A table that is being read.
pub(crate) struct Settings<'t> {
    /// Keys and values with their places in the file.
    entries: Vec<(Spanned<String>, Value<'t>)>,
    asked: Vec<&'static str>,
    /// Whether the TOML has faults of its own. What is missing or unknown then may come from them and is not reported.
    broken: bool,
    /// Where the table stands; a missing key is reported here.
    pub span: Range<usize>,
}

/// A value, and how far into the file its TOML starts: the places inside it count from there.
struct Value<'t> {
    value: toml::Spanned<DeValue<'t>>,
    offset: usize,
}

impl<'t> Value<'t> {
    fn span(&self) -> Range<usize> {
        self.value.span().start + self.offset..self.value.span().end + self.offset
    }

    fn text(self) -> Result<Spanned<String>, Self> {
        let span = self.span();
        let Value { value, offset } = self;
        let own = value.span();
        match value.into_inner() {
            DeValue::String(text) => Ok(Spanned::new(text.into_owned(), span)),
            other => Err(Value { value: toml::Spanned::new(own, other), offset }),
        }
    }

    /// The items of a list, or the value itself if it is no list.
    fn items(self) -> Vec<Value<'t>> {
        let offset = self.offset;
        let own = self.value.span();
        match self.value.into_inner() {
            DeValue::Array(items) => items.iter().cloned().map(|value| Value { value, offset }).collect(),
            one => vec![Value { value: toml::Spanned::new(own, one), offset }],
        }
    }

    /// A finite number, with or without decimals.
    fn number(&self) -> Option<f64> {
        let text = match self.value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
            DeValue::Float(float) => float.as_str(),
            _ => return None,
        };
        text.parse().ok().filter(|number: &f64| number.is_finite())
    }

    fn wrong(&self, report: &mut Report<'_>, key: &str, expected: &Bilingual) {
        wrong_type::add(report, self.span(), key, expected, self.value.get_ref());
    }
}

impl<'t> Settings<'t> {
    /// Reads the TOML that stands at `at` in the file. `span` is where a missing key is reported.
    pub fn parse(file: &'t str, at: Range<usize>, span: Range<usize>, report: &mut Report<'_>) -> Self {
        let (table, errors) = DeTable::parse_recoverable(&file[at.clone()]);
        let broken = !errors.is_empty();
        for error in errors {
            let place = error.span().map_or(at.clone(), |s| s.start + at.start..s.end + at.start);
            if toml_syntax::add(report, file, place, error.message()) {
                break;
            }
        }
        Self::new(table.into_inner(), at.start, broken, span)
    }

    fn new(table: DeTable<'t>, offset: usize, broken: bool, span: Range<usize>) -> Self {
        let mut entries: Vec<_> = table
            .into_iter()
            .map(|(key, value)| {
                let place = key.span().start + offset..key.span().end + offset;
                (Spanned::new(key.into_inner().into_owned(), place), Value { value, offset })
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span.start);
        Self { entries, asked: Vec::new(), broken, span }
    }

    /// Whether the key is there. Does not count as asking for it.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(written, _)| written.value == key)
    }

    fn take(&mut self, key: &'static str) -> Option<Value<'t>> {
        self.asked.push(key);
        let at = self.entries.iter().position(|(written, _)| written.value == key)?;
        Some(self.entries.remove(at).1)
    }

    /// Where a key stands that belongs elsewhere. It counts as reported.
    pub fn take_key(&mut self, key: &str) -> Option<Range<usize>> {
        if self.broken {
            return None;
        }
        let at = self.entries.iter().position(|(written, _)| written.value == key)?;
        Some(self.entries.remove(at).0.span)
    }

    /// A text.
    pub fn string(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<Spanned<String>> {
        let text = self.take(key)?.text();
        text.map_err(|other| other.wrong(report, key, &say!("en text: {key} = \"…\"", "a text: {key} = \"…\""))).ok()
    }

    /// Reports a key that is not there.
    pub fn require(&self, key: &str, example: &str, report: &mut Report<'_>) {
        if !self.has(key) && !self.broken {
            missing_key::add(report, self.span.clone(), key, example);
        }
    }

    /// As [`Settings::require`], of a key of a table, by its name and whether it is there.
    pub fn require_under(&self, table: (&str, bool), key: &str, example: &str, report: &mut Report<'_>) {
        if !self.has(key) && !self.broken {
            missing_key::add_under(report, self.span.clone(), table, key, example);
        }
    }

    /// A text that must be there.
    pub fn required_string(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<Spanned<String>> {
        self.require(key, &format!("{key} = \"…\""), report);
        self.string(key, report)
    }

    /// One text or a list of texts.
    pub fn strings(&mut self, key: &'static str, report: &mut Report<'_>) -> Vec<Spanned<String>> {
        self.take(key).map_or_else(Vec::new, |value| texts(key, value, report))
    }

    /// As [`Settings::strings`]. A list with nothing in it is a fault: `least` says what it has at least.
    pub fn some_strings(
        &mut self,
        key: &'static str,
        least: &Bilingual,
        report: &mut Report<'_>,
    ) -> Vec<Spanned<String>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        if value.value.get_ref().as_array().is_some_and(|items| items.is_empty()) {
            invalid_value::add_empty(report, value.span(), key, least);
        }
        texts(key, value, report)
    }

    /// A list of lists of texts.
    pub fn nested(&mut self, key: &'static str, report: &mut Report<'_>) -> Vec<Vec<Spanned<String>>> {
        let lists = self.take(key).map_or_else(Vec::new, Value::items);
        lists.into_iter().map(|list| texts(key, list, report)).collect()
    }

    /// A number, with or without decimals.
    pub fn number(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<Spanned<f64>> {
        self.number_such_as(key, 1, report)
    }

    fn number_such_as(&mut self, key: &'static str, example: u32, report: &mut Report<'_>) -> Option<Spanned<f64>> {
        let value = self.take(key)?;
        let number = value.number();
        if number.is_none() {
            value.wrong(report, key, &say!("ett tal: {key} = {example}", "a number: {key} = {example}"));
        }
        Some(Spanned::new(number?, value.span()))
    }

    /// A whole number within limits.
    pub fn integer(
        &mut self,
        key: &'static str,
        (low, high): (u32, u32),
        report: &mut Report<'_>,
    ) -> Option<Spanned<u32>> {
        let Spanned { value, span } = self.number_such_as(key, low, report)?;
        let whole = (low..=high).find(|whole| f64::from(*whole) == value);
        if whole.is_none() {
            let allowed = say!("ett heltal från {low} till {high}", "a whole number from {low} to {high}");
            invalid_value::add(report, span.clone(), key, &value.to_string(), &allowed);
        }
        Some(Spanned::new(whole?, span))
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<Spanned<bool>> {
        let value = self.take(key)?;
        let yes = value.value.get_ref().as_bool();
        if yes.is_none() {
            value.wrong(report, key, &say!("`true` eller `false`", "`true` or `false`"));
        }
        Some(Spanned::new(yes?, value.span()))
    }

    /// One of some words.
    pub fn word<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
        report: &mut Report<'_>,
    ) -> Option<Spanned<T>> {
        let Spanned { value, span } = self.string(key, report)?;
        let meant = words.iter().find(|(word, _)| *word == value);
        if meant.is_none() {
            let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            invalid_value::add_word(report, span.clone(), key, &value, &known);
        }
        meant.map(|(_, value)| Spanned::new(*value, span))
    }

    /// A table of its own. Empty if it is missing.
    pub fn table(&mut self, key: &'static str, report: &mut Report<'_>) -> Settings<'t> {
        let broken = self.broken;
        let empty = Settings { entries: Vec::new(), asked: Vec::new(), broken, span: self.span.clone() };
        self.take(key).and_then(|value| table(key, value, broken, report)).unwrap_or(empty)
    }

    /// One table or a list of tables.
    pub fn tables(&mut self, key: &'static str, report: &mut Report<'_>) -> Vec<Settings<'t>> {
        let items = self.take(key).map_or_else(Vec::new, Value::items);
        let broken = self.broken;
        items.into_iter().filter_map(|value| table(key, value, broken, report)).collect()
    }

    /// A table of ids of the author's own, each with its name.
    pub fn named(&mut self, key: &'static str, report: &mut Report<'_>) -> Vec<Spanned<Named>> {
        let entries = self.table(key, report).entries.into_iter();
        let each = entries.filter_map(|(Spanned { value: id, span }, value)| match value.text() {
            Ok(name) => Some(Spanned::new(Named { id, name: name.value }, span)),
            Err(other) => {
                other.wrong(report, &id, &say!("en text: {id} = \"…\"", "a text: {id} = \"…\""));
                None
            }
        });
        each.collect()
    }

    /// A table of ids of the author's own, each with one text or a list of texts.
    pub fn lists(
        &mut self,
        key: &'static str,
        report: &mut Report<'_>,
    ) -> Vec<(Spanned<String>, Vec<Spanned<String>>)> {
        let entries = self.table(key, report).entries.into_iter();
        entries.map(|(id, value)| (id.clone(), texts(&id.value, value, report))).collect()
    }

    /// A text that is the same in both languages, or a table with one in each.
    pub fn bilingual(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<Bilingual> {
        let (_, value) = self.entries.iter().find(|(written, _)| written.value == key)?;
        if value.value.get_ref().is_table() {
            let mut table = self.table(key, report);
            let (sv, en) = (table.required_string("sv", report), table.required_string("en", report));
            table.finish(report);
            Some(Bilingual::new(sv?.value, en?.value))
        } else {
            self.string(key, report).map(|text| Bilingual::new(text.value.clone(), text.value))
        }
    }

    /// Reports every key that was not asked for.
    pub fn finish(self, report: &mut Report<'_>) {
        for (key, _) in self.entries.into_iter().filter(|_| !self.broken) {
            unknown_key::add(report, key.span, &key.value, &self.asked);
        }
    }
}

fn table<'t>(key: &str, value: Value<'t>, broken: bool, report: &mut Report<'_>) -> Option<Settings<'t>> {
    if !value.value.get_ref().is_table() {
        value.wrong(report, key, &say!("en tabell: {key} = {{ … }}", "a table: {key} = {{ … }}"));
    }
    let span = value.span();
    let Value { value, offset } = value;
    match value.into_inner() {
        DeValue::Table(table) => Some(Settings::new(table, offset, broken, span)),
        _ => None,
    }
}

fn texts(key: &str, value: Value<'_>, report: &mut Report<'_>) -> Vec<Spanned<String>> {
    let expected =
        say!("en text eller en lista med texter: {key} = [\"…\"]", "a text or a list of texts: {key} = [\"…\"]");
    let items = value.items().into_iter();
    items.filter_map(|item| item.text().map_err(|other| other.wrong(report, key, &expected)).ok()).collect()
}
