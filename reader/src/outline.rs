//! The questionnaire's outline: what each heading is, and the content under it.

use std::ops::Range;

use engine::Lang;
use engine::model::id::is_id;
use engine::model::questionnaire::{ChoiceValue, Gate, Passage, QuestionRef, ScoringKind};
use engine::model::rich_text::{Block, Inline, plain_inlines, plain_text};

use crate::diagnostics::{invalid_tag, invalid_value, misplaced, missing_id, unknown_part};
use crate::draft::{
    Choice, Condition, Draft, Front, KindWord, Part, PartKind, Question, QuestionSettings, Scale, Scoring, Section,
    Tagged,
};
use crate::markdown::Item;
use crate::report::{Report, Spanned, say};
use crate::settings::Settings;

/// The longest a questionnaire may say it takes, in minutes: a working day.
const MAX_MINUTES: u32 = 480;
/// The highest level a statement may be at.
const MAX_LEVEL: u32 = 9;

/// The words for the rules of scoring.
pub(crate) const KINDS: [(&str, ScoringKind); 5] = [
    ("agreement", ScoringKind::Agreement),
    ("baseline", ScoringKind::Baseline),
    ("levels", ScoringKind::Levels),
    ("percentages", ScoringKind::Percentages),
    ("knowledge", ScoringKind::Knowledge),
];
/// The words for what a level requires of those below it.
pub(crate) const GATES: [(&str, Gate); 3] = [("largely", Gate::Largely), ("fully", Gate::Fully), ("own", Gate::Own)];
/// The words for what a choice is worth that has no points.
pub(crate) const VALUES: [(&str, ChoiceValue); 5] = [
    ("right", ChoiceValue::Right),
    ("dont-know", ChoiceValue::DontKnow),
    ("not-applicable", ChoiceValue::NotApplicable),
    ("cannot-assess", ChoiceValue::CannotAssess),
    ("none", ChoiceValue::NoneOfThese),
];
/// The words for a question's type.
const TYPES: [(&str, KindWord); 4] = [
    ("single", KindWord::Single),
    ("several", KindWord::Several),
    ("text", KindWord::Text),
    ("number", KindWord::Number),
];

/// The words for when help, reason and source are shown: beside the question, or after it is answered.
const BACKGROUND: [(&str, bool); 2] = [("beside", false), ("after", true)];

/// Reads the front matter's table.
pub(crate) fn front(mut settings: Settings<'_>, report: &mut Report<'_>) -> Front {
    let span = settings.span.clone();
    // In the order in which they are to stand, should they be missing: a table comes last.
    let id = settings.required_string("id", report);
    let version = settings.required_string("version", report);
    settings.require("language", "language = \"sv\"", report);
    let language = settings.word("language", &Lang::ALL.map(|lang| (lang.code(), lang)), report);
    settings.require("minutes", "minutes = 5", report);
    let minutes = settings.integer("minutes", (1, MAX_MINUTES), report);
    let audience = settings.required_string("audience", report);
    let front = Front {
        id,
        version,
        language,
        minutes,
        audience,
        notes: settings.boolean("notes", report),
        scoring: scoring(("scoring", settings.has("scoring")), settings.table("scoring", report), report),
        roles: settings.named("roles", report),
        sources: settings.named("sources", report),
        indices: settings.named("indices", report),
        span,
    };
    settings.finish(report);
    front
}

fn scoring(name: (&str, bool), mut table: Settings<'_>, report: &mut Report<'_>) -> Scoring {
    table.require_under(name, "kind", "kind = \"agreement\"", report);
    table.require_under(name, "name", "name = \"…\"", report);
    let scoring = Scoring {
        kind: table.word("kind", &KINDS, report),
        name: table.string("name", report),
        gate: table.word("gate", &GATES, report),
        levels: table.strings("levels", report),
    };
    table.finish(report);
    scoring
}

/// Where the text that comes next belongs.
enum At {
    Top,
    Caveat,
    Method,
    Scale,
    Section,
    Question,
    Part,
    /// Under a heading that has been reported: the content is not reported too.
    Nowhere,
}

/// Sorts the pieces of the file under their headings.
pub(crate) fn draft(file: &str, front: Front, items: Vec<Item>, report: &mut Report<'_>) -> Draft {
    let mut outline = Outline { file, draft: Draft { front, ..Draft::default() }, at: At::Top, report };
    let mut items = items.into_iter().peekable();
    while let Some(item) = items.next() {
        match item {
            Item::Heading { level, inlines, span } => {
                let text = Spanned::new(plain_inlines(&inlines).trim().to_owned(), span.clone());
                let settings = items.next_if(|next| matches!(next, Item::Settings { .. }));
                let settings = settings.and_then(|item| match item {
                    Item::Settings { toml, .. } => Some(Settings::parse(file, toml, span, outline.report)),
                    _ => None,
                });
                outline.heading(level, text, settings);
            }
            Item::Settings { toml: span, .. } => {
                let what = say!(
                    "Inställningarna står inte direkt under en rubrik.",
                    "The settings do not stand right under a heading."
                );
                let help = say!(
                    "Flytta blocket ```toml till raden under avsnittets eller frågans rubrik.",
                    "Move the ```toml block to right under the heading of the section or question."
                );
                misplaced::add(outline.report, span, what, help);
            }
            Item::Bullets { items, span } => outline.bullets(items, span),
            Item::Block { block: Block::Heading(..), .. } => {}
            Item::Block { block, span } => outline.block(block, span),
        }
    }
    outline.draft
}

struct Outline<'t, 'r, 'd> {
    file: &'t str,
    draft: Draft,
    at: At,
    report: &'r mut Report<'d>,
}

impl Outline<'_, '_, '_> {
    fn heading(&mut self, level: u8, text: Spanned<String>, settings: Option<Settings<'_>>) {
        match level {
            1 if self.draft.title.is_none() && self.draft.sections.is_empty() => {
                self.at = At::Top;
                self.draft.title = Some(text);
                self.no_settings(settings);
            }
            2 => self.second(text, settings),
            3 => self.question(text, settings),
            4 => self.part(text, settings),
            _ => {
                let what = say!(
                    "En rubrik på nivå {level} hör inte hemma här.",
                    "A level {level} heading does not belong here."
                );
                let help = say!(
                    "`#` är titeln (en gång, först), `##` ett avsnitt, `###` en fråga, `####` en del av en fråga.",
                    "`#` is the title (once, first), `##` a section, `###` a question, `####` a part of a question."
                );
                misplaced::add(self.report, text.span, what, help);
                self.at = At::Nowhere;
            }
        }
    }

    fn no_settings(&mut self, settings: Option<Settings<'_>>) {
        if let Some(settings) = settings {
            // Nothing is asked for, so every key is reported.
            settings.finish(self.report);
        }
    }

    /// `##`: a scale, a section, or the caveat or the method of the whole.
    fn second(&mut self, title: Spanned<String>, settings: Option<Settings<'_>>) {
        let word = title.value.to_lowercase();
        match settings {
            Some(mut settings) if settings.has("scale") => {
                if let Some(name) = settings.string("scale", self.report) {
                    self.draft.scales.push(Scale { name, choices: Vec::new() });
                    self.at = At::Scale;
                } else {
                    self.at = At::Nowhere;
                }
                settings.finish(self.report);
            }
            None if ["förbehåll", "caveat"].contains(&word.as_str()) => self.at = At::Caveat,
            None if ["metod", "method"].contains(&word.as_str()) => self.at = At::Method,
            settings => {
                let id = settings.and_then(|mut settings| {
                    let id = settings.string("id", self.report);
                    settings.finish(self.report);
                    id
                });
                if id.is_none() {
                    missing_id::add_section(self.report, title.span.clone(), &title.value);
                }
                self.draft.sections.push(Section { id, title, intro: Vec::new(), questions: Vec::new() });
                self.at = At::Section;
            }
        }
    }

    /// `###`: a question.
    fn question(&mut self, text: Spanned<String>, settings: Option<Settings<'_>>) {
        if !matches!(self.at, At::Section | At::Question | At::Part | At::Nowhere) || self.draft.sections.is_empty() {
            let what = say!("Frågan står inte i något avsnitt.", "The question does not stand in a section.");
            let help = say!(
                "Sätt en rubrik `## Avsnittets namn` med `id` före frågan.",
                "Put a heading `## Name of the section` with an `id` before the question."
            );
            misplaced::add(self.report, text.span.clone(), what, help);
            let (title, intro, questions) = (Spanned::new(String::new(), text.span.clone()), Vec::new(), Vec::new());
            self.draft.sections.push(Section { id: None, title, intro, questions });
        }
        let settings = settings.map(|settings| question_settings(settings, self.report)).unwrap_or_default();
        if settings.id.is_none() {
            missing_id::add_question(self.report, text.span.clone(), &text.value);
        }
        if let Some(section) = self.draft.sections.last_mut() {
            section.questions.push(Question {
                text,
                settings,
                hint: Vec::new(),
                choices: Vec::new(),
                parts: Vec::new(),
            });
        }
        self.at = At::Question;
    }

    /// `####`: a part of a question.
    fn part(&mut self, text: Spanned<String>, settings: Option<Settings<'_>>) {
        self.no_settings(settings);
        let known = PartKind::WORDS.iter().find(|(word, _)| word.to_lowercase() == text.value.to_lowercase());
        let in_question = matches!(self.at, At::Question | At::Part | At::Nowhere);
        let question = self.draft.sections.last_mut().and_then(|section| section.questions.last_mut());
        match (known, question) {
            (Some((_, kind)), Some(question)) if in_question => {
                question.parts.push(Part { kind: *kind, heading: text.span, blocks: Vec::new(), tagged: Vec::new() });
                self.at = At::Part;
            }
            (None, _) => {
                unknown_part::add(self.report, text.span, &text.value);
                self.at = At::Nowhere;
            }
            (Some((word, _)), _) => {
                let what = say!("”{word}” står inte under någon fråga.", "“{word}” does not stand under a question.");
                let help = say!(
                    "Flytta delen till under frågan den gäller.",
                    "Move the part to under the question it is about."
                );
                misplaced::add(self.report, text.span, what, help);
                self.at = At::Nowhere;
            }
        }
    }

    fn bullets(&mut self, items: Vec<(Vec<Block>, Range<usize>)>, span: Range<usize>) {
        let tagged = items.iter().any(|(item, _)| tag(item).is_some());
        let takes_tags = match self.at {
            At::Scale | At::Question => true,
            At::Part => self.last_part().is_some_and(|part| part.kind.takes_tags()),
            At::Top | At::Caveat | At::Method | At::Section | At::Nowhere => false,
        };
        if !tagged || !takes_tags {
            let block = Block::Bullets(items.into_iter().map(|(item, _)| item).collect());
            return self.block(block, span);
        }
        for (item, span) in items {
            let Some(tagged) = read_tagged(self.file, item, span.clone()) else {
                invalid_tag::add_missing(self.report, span);
                continue;
            };
            match self.at {
                At::Part => {
                    if let Some(part) = self.last_part() {
                        part.tagged.push(tagged);
                    }
                }
                At::Scale => {
                    let choice = choice(tagged, self.report);
                    if let Some(scale) = self.draft.scales.last_mut() {
                        scale.choices.extend(choice);
                    }
                }
                // The others take no tags.
                At::Question | At::Top | At::Caveat | At::Method | At::Section | At::Nowhere => {
                    let choice = choice(tagged, self.report);
                    if let Some(question) = self.draft.sections.last_mut().and_then(|s| s.questions.last_mut()) {
                        question.choices.extend(choice);
                    }
                }
            }
        }
    }

    fn last_part(&mut self) -> Option<&mut Part> {
        self.draft.sections.last_mut()?.questions.last_mut()?.parts.last_mut()
    }

    fn block(&mut self, block: Block, span: Range<usize>) {
        let section = self.draft.sections.last_mut();
        let place = match self.at {
            At::Top => Some(&mut self.draft.intro),
            At::Caveat => Some(&mut self.draft.caveat),
            At::Method => Some(&mut self.draft.method),
            At::Section => section.map(|section| &mut section.intro),
            At::Question => section.and_then(|s| s.questions.last_mut()).map(|question| &mut question.hint),
            At::Part => self.last_part().map(|part| &mut part.blocks),
            At::Scale => {
                let what = say!("Text under en svarsskala visas inte.", "Text under a scale is not shown.");
                let help = say!(
                    "Skriv bara valen, som en lista: - `ja: 1` Ja",
                    "Write only the choices, as a list: - `ja: 1` Ja"
                );
                misplaced::add(self.report, span, what, help);
                None
            }
            At::Nowhere => None,
        };
        if let Some(place) = place {
            place.push(block);
        }
    }
}

fn question_settings(mut settings: Settings<'_>, report: &mut Report<'_>) -> QuestionSettings {
    let show_if = settings.lists("show_if", report).into_iter();
    let read = QuestionSettings {
        id: settings.string("id", report),
        kind: settings.word("type", &TYPES, report),
        scale: settings.string("scale", report),
        formerly: settings.strings("formerly", report),
        number: settings.string("number", report),
        sources: sources(&mut settings, report),
        show_if: show_if.map(|(question, choices)| Condition { question, choices }).collect(),
        index: settings.string("index", report),
        weight: settings.number("weight", report),
        level: settings.integer("level", (0, MAX_LEVEL), report),
        required: settings.boolean("required", report),
        note: settings.boolean("note", report),
        same_as: same_as(&mut settings, report),
        background_after: settings.word("background", &BACKGROUND, report),
        reports: settings.boolean("reports", report),
        min: settings.number("min", report),
        max: settings.number("max", report),
        unit: settings.string("unit", report),
    };
    settings.finish(report);
    read
}

fn same_as(settings: &mut Settings<'_>, report: &mut Report<'_>) -> Option<Spanned<QuestionRef>> {
    let Spanned { value, span } = settings.string("same_as", report)?;
    let Some((questionnaire, question)) = value.split_once('/').filter(|(q, id)| is_id(q) && is_id(id)) else {
        let allowed = say!(
            "frågeformulärets id, ett snedstreck och frågans id: `kontinuitet/planer-finns`",
            "the questionnaire's id, a slash and the question's id: `kontinuitet/planer-finns`"
        );
        invalid_value::add(report, span, "same_as", &value, &allowed);
        return None;
    };
    Some(Spanned::new(QuestionRef { questionnaire: questionnaire.to_owned(), question: question.to_owned() }, span))
}

fn sources(settings: &mut Settings<'_>, report: &mut Report<'_>) -> Vec<Spanned<Passage>> {
    let passages = settings.tables("source", report).into_iter().filter_map(|mut table| {
        let span = table.span.clone();
        let (document, heading) = (table.required_string("document", report), table.required_string("heading", report));
        table.finish(report);
        Some(Spanned::new(Passage { document: document?.value, heading: heading?.value }, span))
    });
    passages.collect()
}

/// The code span that a tagged item starts with.
fn tag(item: &[Block]) -> Option<&str> {
    match item.first() {
        Some(Block::Paragraph(inlines)) => match inlines.first() {
            Some(Inline::Code(tag)) => Some(tag),
            _ => None,
        },
        _ => None,
    }
}

fn read_tagged(file: &str, mut item: Vec<Block>, span: Range<usize>) -> Option<Tagged> {
    let written = tag(&item)?.to_owned();
    // Where the tag stands: the first time its words come in the item.
    let at = file[span.clone()].find(&written).map_or(span.start, |at| span.start + at);
    let place = |part: &str, from: usize| {
        let start = at + from + (part.len() - part.trim_start().len());
        start..start + part.trim().len()
    };
    let (ids, value) = match written.split_once(':') {
        Some((ids, value)) => (ids, Some(Spanned::new(value.trim().to_owned(), place(value, ids.len() + 1)))),
        None => (written.as_str(), None),
    };
    let mut from = 0;
    let each = ids.split(',').map(|id| {
        let spanned = Spanned::new(id.trim().to_owned(), place(id, from));
        from += id.len() + 1;
        spanned
    });
    let ids = each.collect();
    if let Some(Block::Paragraph(inlines)) = item.first_mut() {
        inlines.remove(0);
        if let Some(Inline::Text(text)) = inlines.first_mut() {
            *text = text.trim_start().to_owned();
        }
        if plain_inlines(inlines).is_empty() {
            item.remove(0);
        }
    }
    Some(Tagged { ids, value, blocks: item, span })
}

fn choice(tagged: Tagged, report: &mut Report<'_>) -> Option<Choice> {
    let Tagged { mut ids, value, blocks, span } = tagged;
    let text = plain_text(&blocks);
    if ids.len() != 1 {
        invalid_tag::add_many(report, span);
        return None;
    }
    if text.is_empty() {
        invalid_tag::add_textless(report, span);
        return None;
    }
    let value = value.map_or(Some(ChoiceValue::Plain), |value| choice_value(&value, report));
    Some(Choice { id: ids.remove(0), value: value?, text })
}

fn choice_value(written: &Spanned<String>, report: &mut Report<'_>) -> Option<ChoiceValue> {
    if let Some((_, value)) = VALUES.iter().find(|(word, _)| *word == written.value) {
        return Some(*value);
    }
    match written.value.parse::<f64>() {
        Ok(points) if points.is_finite() && points >= 0.0 => Some(ChoiceValue::Score(points)),
        _ => {
            invalid_tag::add_value(report, written, &VALUES.map(|(word, _)| word));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_for_a_kind_is_described_and_every_type_is_used() {
        let docs = include_str!("../../docs/format.md");
        let words = KINDS.map(|(word, _)| word).into_iter();
        for word in words.chain(GATES.map(|(word, _)| word)).chain(TYPES.map(|(word, _)| word)) {
            assert!(docs.contains(&format!("\"{word}\"")), "docs/format.md does not describe {word}");
        }
        let everything = include_str!("../tests/fixtures/allt.md");
        // What holds if nothing is written.
        for (word, _) in TYPES.into_iter().filter(|(_, kind)| *kind != KindWord::default()) {
            assert!(everything.contains(&format!("type = \"{word}\"")), "allt.md has no question of type {word}");
        }
    }
}
