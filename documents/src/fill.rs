//! Fills a template with results.

use std::collections::{BTreeMap, BTreeSet};

use engine::Lang;
use engine::directives::Directive;
use engine::directives::placeholder::{Placeholder, PlaceholderKind};
use engine::exports::outgoing;
use engine::model::answers::{Answer, AnswerState, Answers};
use engine::model::questionnaire::{Question, QuestionRef, Questionnaire, ScoringKind};
use engine::model::rich_text::{Block, Inline, plain_text};
use engine::model::site::Page;
use engine::results::compare::{self, Trend};
use engine::results::plan::{Action, ActionStatus, Plan, YEARS, gap};
use engine::results::status::Status;
use engine::scoring::flow;
use engine::scoring::recommendations;
use engine::scoring::{Figure, Part, Score, score};
use texts::{Explain, Format, Texts};

use crate::{Document, GroupSection};

/// The results of one questionnaire that go into a document.
#[derive(Clone, Copy)]
pub struct Results<'r> {
    /// The questionnaire.
    pub questionnaire: &'r Questionnaire,
    /// The result that goes in. `None` if there is none, or if the visitor leaves it out.
    pub result: Option<&'r DatedResult>,
    /// An earlier result to compare it with.
    pub earlier: Option<&'r DatedResult>,
}

/// A result, with the day and the version it is of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DatedResult {
    /// The answers, migrated to the questionnaire's present version.
    pub answers: Answers,
    /// The plan.
    pub plan: Plan,
    /// The day of the last answer, ready to read.
    pub day: String,
    /// The version of the questionnaire that was answered.
    pub version: String,
}

/// What a document is made of, besides its template.
pub struct Inputs<'r> {
    /// The document's language.
    pub lang: Lang,
    /// Each questionnaire of the site with its results, in the site's order.
    pub questionnaires: Vec<Results<'r>>,
    /// The unit or administration; may be empty.
    pub unit: String,
    /// Whether the document is a draft.
    pub status: Status,
    /// Today, ready to read.
    pub today: String,
    /// This year: the first that actions are planned for.
    pub year: u16,
    /// How numbers are written.
    pub format: Format,
    /// What many have answered.
    pub groups: &'r [GroupSection],
}

/// A result with its questionnaire and score.
struct Scored<'r> {
    questionnaire: &'r Questionnaire,
    result: &'r DatedResult,
    earlier: Option<&'r DatedResult>,
    score: Score,
}

/// An action of a plan.
struct Planned {
    action: Action,
    /// What it is about. `None` for an action of the respondent's own.
    measure: Option<QuestionRef>,
    /// The title of the questionnaire whose plan it is in.
    title: String,
}

/// A question, as it stands in a list of statements.
struct Stated<'r> {
    /// What has been answered comes first, in the order of the template, its own questionnaire before others.
    order: (bool, usize, bool),
    questionnaire: &'r Questionnaire,
    answers: &'r Answers,
    question: &'r Question,
}

/// Has each measure stand once: under the questionnaire that comes first with it. There it may lead to several actions.
#[derive(Default)]
struct Once(BTreeMap<QuestionRef, String>);

impl Once {
    /// Whether a measure is that of a questionnaire, by its title. The first to ask has it. What measures nothing is its own.
    fn is_of(&mut self, measure: Option<&QuestionRef>, title: &str) -> bool {
        measure.is_none_or(|measure| self.0.entry(measure.clone()).or_insert_with(|| title.to_owned()) == title)
    }
}

/// The cells of a row.
type Cells = Vec<Vec<Inline>>;

impl Inputs<'_> {
    /// The template as a document: with a head, with results in the place of each [`Directive::Placeholder`], and with a foot.
    #[must_use]
    pub fn document(&self, template: &Page) -> Document {
        let mut blocks = vec![self.head()];
        let mut level = 1;
        for block in &template.blocks {
            match block {
                Block::Directive(bytes) => {
                    if let Some(Directive::Placeholder(fill)) = Directive::read(bytes) {
                        blocks.extend(self.filled(&fill, (level + 1).min(4)));
                    }
                }
                Block::Heading(at, _) => {
                    level = *at;
                    blocks.push(block.clone());
                }
                _ => blocks.push(block.clone()),
            }
        }
        blocks.push(Block::Paragraph(vec![Inline::Emphasis(vec![Inline::Text(self.t().not_an_audit().to_owned())])]));
        Document { title: template.title.clone(), language: self.lang, blocks }
    }

    /// The status, the unit and the day.
    fn head(&self) -> Block {
        let t = self.t();
        let (status, day) = match self.status {
            Status::Draft => (t.of_status(self.status).to_owned(), Some(self.today.as_str())),
            Status::Final => (t.made_final(&self.today), None),
        };
        let unit = Some(self.unit.trim()).filter(|unit| !unit.is_empty());
        let rest: String = unit.into_iter().chain(day).map(|text| format!(" · {text}")).collect();
        Block::Paragraph(vec![Inline::Strong(vec![Inline::Text(status)]), Inline::Text(rest)])
    }

    /// The blocks that fill one placeholder. Their headings are at `level`.
    fn filled(&self, fill: &Placeholder, level: u8) -> Vec<Block> {
        let unknown: Vec<String> =
            fill.unknown(self.questionnaires.iter().map(|of| of.questionnaire)).cloned().collect();
        let warning = (!unknown.is_empty()).then(|| prompt(&self.t().document_unknown(&unknown.join(", "))));
        let filled = match fill.kind {
            PlaceholderKind::Results => self.results(fill),
            PlaceholderKind::Verdicts => self.verdicts(fill),
            PlaceholderKind::Areas => self.areas(fill, level),
            PlaceholderKind::Statements => self.statements(fill),
            PlaceholderKind::Changes => self.changes(fill),
            PlaceholderKind::Recommendations => self.recommendations(fill, level),
            PlaceholderKind::EarlierActions => self.earlier_actions(fill),
            PlaceholderKind::Priorities => self.priorities(fill, level),
            PlaceholderKind::Groups => self.groups(fill, level),
        };
        warning.into_iter().chain(filled).collect()
    }

    fn t(&self) -> Texts {
        Texts(self.lang)
    }

    fn explain<'q>(&self, questionnaire: &'q Questionnaire) -> Explain<'q> {
        Explain { questionnaire, lang: self.lang, format: self.format }
    }

    /// The results that a placeholder is about.
    fn scored(&self, fill: &Placeholder) -> Vec<Scored<'_>> {
        let wanted = self.questionnaires.iter().filter(|of| fill.is_about(&of.questionnaire.id));
        let scored = wanted.filter_map(|of| {
            let (questionnaire, result) = (of.questionnaire, of.result?);
            let score = score(questionnaire, &result.answers);
            Some(Scored { questionnaire, result, earlier: of.earlier, score })
        });
        scored.collect()
    }

    /// Takes the place of a placeholder that no result fills. Says what is missing and how to get it.
    fn no_results(&self, fill: &Placeholder) -> Vec<Block> {
        let named = |of: &&Results<'_>| !fill.of.is_empty() && fill.is_about(&of.questionnaire.id);
        let quoted = |title: &str| self.lang.pick(format!("”{title}”"), format!("“{title}”"));
        let titles = self.questionnaires.iter().filter(named).map(|of| quoted(&of.questionnaire.title));
        let titles: Vec<_> = titles.collect();
        vec![prompt(&match titles.is_empty() {
            true => self.t().document_no_results().to_owned(),
            false => self.t().document_lacks(&self.t().list(&titles)),
        })]
    }

    fn results(&self, fill: &Placeholder) -> Vec<Block> {
        let t = self.t();
        let scored = self.scored(fill);
        if scored.is_empty() {
            return self.no_results(fill);
        }
        let has_targets = scored.iter().any(|of| of.target(&of.questionnaire.id).is_some());
        let rows = scored.iter().map(|of| {
            let Scored { questionnaire: q, score, .. } = of;
            let explain = self.explain(q);
            let target = of.target(&q.id).map(|target| explain.target(target)).unwrap_or_default();
            let dont_know = score.whole.counts.dont_know_share();
            let dont_know = dont_know.map(|share| (self.format.percent)(share, self.lang)).unwrap_or_default();
            let answered = t.answered_when(&of.result.day, &of.result.version);
            let mut row = vec![cell(&q.title), vec![bold(&self.outcome(of))]];
            row.extend(has_targets.then(|| cell(&target)));
            row.extend([cell(&dont_know), cell(&answered)]);
            row
        });
        let heads = [t.questionnaire(), t.outcome()].into_iter().chain(has_targets.then(|| t.target()));
        vec![table(heads.chain([t.dont_know(), t.answered_title()]), rows)]
    }

    /// The figure of the whole, or of each section if the whole has none.
    fn outcome(&self, of: &Scored<'_>) -> String {
        let q = of.questionnaire;
        if q.scoring.kind != ScoringKind::Percentages {
            return self.figure(q, &of.score.whole);
        }
        let named = |part: &Part| format!("{}: {}", self.t().part(q, &part.id), self.figure(q, part));
        of.score.sections.iter().map(named).collect::<Vec<_>>().join("; ")
    }

    /// The figure of a part, and whether it is preliminary.
    fn figure(&self, q: &Questionnaire, part: &Part) -> String {
        let figure = self.explain(q).figure(part);
        match part.preliminary && part.figure != Figure::None {
            true => format!("{figure} ({})", self.t().preliminary().to_lowercase()),
            false => figure,
        }
    }

    /// The figure of a part. With levels its share too, which can change while the level does not.
    fn figure_and_share(&self, q: &Questionnaire, part: &Part) -> String {
        let figure = self.figure(q, part);
        match part.figure {
            Figure::Level { share, .. } => format!("{figure}, {}", (self.format.percent)(share, self.lang)),
            _ => figure,
        }
    }

    fn verdicts(&self, fill: &Placeholder) -> Vec<Block> {
        let scored = self.scored(fill);
        if scored.is_empty() {
            return self.no_results(fill);
        }
        // A selection says nothing in short that the whole does not say.
        let has_result = |id: &str| scored.iter().any(|of| of.questionnaire.id == id);
        let is_told = |q: &Questionnaire| {
            let own = q.questions().filter(|question| question.is_scored());
            let mut others = own.map(|question| &question.same_as).peekable();
            let is_told =
                |same: &Option<QuestionRef>| same.as_ref().is_some_and(|same| has_result(&same.questionnaire));
            others.peek().is_some() && others.all(is_told)
        };
        let items = scored.iter().filter(|of| !is_told(of.questionnaire)).map(|of| {
            let whole = &of.score.whole;
            let verdict = self.explain(of.questionnaire).verdict(whole);
            let preliminary = (verdict.is_some() && whole.preliminary).then(|| format!(" {}.", self.t().preliminary()));
            let verdict = verdict.unwrap_or_else(|| format!("{}.", self.outcome(of)));
            let target = of.target(&of.questionnaire.id);
            let target = target
                .map(|target| format!(" {}: {}.", self.t().target(), self.explain(of.questionnaire).target(target)));
            let rest = format!("{verdict}{}{}", preliminary.unwrap_or_default(), target.unwrap_or_default());
            item(vec![bold(&format!("{}:", of.questionnaire.title)), space(), plain(&rest)])
        });
        vec![Block::Bullets(items.collect())]
    }

    fn areas(&self, fill: &Placeholder, level: u8) -> Vec<Block> {
        let t = self.t();
        let scored = self.scored(fill);
        let with_areas = scored.iter().filter(|of| of.score.sections.len() > 1);
        let blocks = with_areas.flat_map(|of| {
            let Scored { questionnaire: q, score, .. } = of;
            let explain = self.explain(q);
            let has_targets = score.sections.iter().any(|part| of.target(&part.id).is_some());
            let rows = score.sections.iter().map(|part| {
                let mut row = vec![cell(&t.part(q, &part.id)), cell(&self.figure(q, part))];
                if has_targets {
                    let target = of.target(&part.id);
                    let left = target.and_then(|target| Some(explain.gap(gap(&part.figure, target)?)));
                    row.extend(
                        [target.map(|target| explain.target(target)), left].map(|text| cell(&text.unwrap_or_default())),
                    );
                }
                row
            });
            let heads = [t.section(), t.outcome()]
                .into_iter()
                .chain(has_targets.then(|| [t.target(), t.gap()]).into_iter().flatten());
            [heading(level, &q.title), table(heads, rows)]
        });
        blocks.collect()
    }

    fn statements(&self, fill: &Placeholder) -> Vec<Block> {
        let t = self.t();
        let nothing = Answers::default();
        let mut all: Vec<Stated<'_>> = Vec::new();
        for Results { questionnaire: q, result, .. } in &self.questionnaires {
            let Some(answers) = result.map(|result| &result.answers).or(fill.unanswered.then_some(&nothing)) else {
                continue;
            };
            for question in flow::shown(q, answers) {
                let is_open = answers.state(question) == AnswerState::Unanswered;
                let own = self.place(fill, q, &question.id);
                // Another questionnaire's answer to what is named is an answer to it too.
                let same = || question.same_as.as_ref().filter(|_| !is_open).and_then(|same| self.place_of(fill, same));
                if let Some(place) = own.or_else(same) {
                    all.push(Stated { order: (is_open, place, own.is_none()), questionnaire: q, answers, question });
                }
            }
        }
        all.sort_by_key(|stated| stated.order);
        // What several questionnaires ask stands once.
        let mut once = BTreeSet::new();
        all.retain(|stated| once.insert(stated.question.measure(&stated.questionnaire.id)));
        let is_listed =
            |of: &&Results<'_>| (of.result.is_some() || fill.unanswered) && fill.is_about(&of.questionnaire.id);
        let is_of_several = self.questionnaires.iter().filter(is_listed).count() > 1
            || all.iter().any(|Stated { order: (.., is_other), .. }| *is_other);
        let items = all.into_iter().map(|Stated { questionnaire: q, answers, question, .. }| {
            statement(question, answers, is_of_several.then_some(q.title.as_str()), t)
        });
        let items: Vec<_> = items.collect();
        if items.is_empty() { self.no_results(fill) } else { vec![Block::Bullets(items)] }
    }

    /// The place in a placeholder of a question of a questionnaire. `None` if it is not about it.
    fn place(&self, fill: &Placeholder, q: &Questionnaire, question: &str) -> Option<usize> {
        let section = q.section_of(question).map(|section| section.id.as_str()).unwrap_or_default();
        fill.place_of(&q.id, section, question)
    }

    /// The same, for a question of one of the questionnaires.
    fn place_of(&self, fill: &Placeholder, of: &QuestionRef) -> Option<usize> {
        let q = self.questionnaires.iter().find(|each| each.questionnaire.id == of.questionnaire)?.questionnaire;
        self.place(fill, q, &of.question)
    }

    fn changes(&self, fill: &Placeholder) -> Vec<Block> {
        let t = self.t();
        let scored = self.scored(fill);
        let both: Vec<(&Scored<'_>, &DatedResult)> = scored.iter().filter_map(|of| Some((of, of.earlier?))).collect();
        if both.is_empty() {
            return vec![prompt(t.document_no_earlier())];
        }
        let rows = both.iter().flat_map(|(of, earlier)| self.changed_figures(of, earlier));
        let heads = [t.questionnaire(), t.last_time(), t.now(), t.since_last()];
        let mut blocks = vec![table(heads, rows)];
        let moved = both.iter().flat_map(|(of, earlier)| {
            let moved = compare::moved(of.questionnaire, &earlier.answers, &of.result.answers);
            moved.into_iter().filter_map(|(id, way)| Some((way, of.questionnaire.question(&id)?)))
        });
        let moved: Vec<(Trend, &Question)> = moved.collect();
        for way in [Trend::Fell, Trend::Rose] {
            let questions = moved.iter().filter(|(went, _)| *went == way).take(limit(fill));
            let texts: Vec<_> = questions.map(|(_, question)| item(cell(&question.text))).collect();
            if !texts.is_empty() {
                let title = bold(&format!("{}:", t.questions_that(way)));
                blocks.extend([Block::Paragraph(vec![title]), Block::Bullets(texts)]);
            }
        }
        blocks
    }

    /// A row for the whole, or for each section if the whole has no figure.
    fn changed_figures(&self, of: &Scored<'_>, earlier: &DatedResult) -> Vec<Cells> {
        let (t, q) = (self.t(), of.questionnaire);
        let before = score(q, &earlier.answers);
        let row = |name: &str, before: &Part, now: &Part| {
            let went = compare::trend(&before.figure, &now.figure).map_or(t.unchanged(), |way| t.trend(way));
            let then = format!("{}, {}", self.figure_and_share(q, before), earlier.day);
            vec![cell(name), cell(&then), cell(&self.figure_and_share(q, now)), cell(went)]
        };
        if q.scoring.kind != ScoringKind::Percentages {
            return vec![row(&q.title, &before.whole, &of.score.whole)];
        }
        let sections = of.score.sections.iter().map(|now| {
            let before = before.sections.iter().find(|part| part.id == now.id).cloned().unwrap_or_default();
            row(&format!("{}: {}", q.title, t.part(q, &now.id)), &before, now)
        });
        sections.collect()
    }

    fn recommendations(&self, fill: &Placeholder, level: u8) -> Vec<Block> {
        let t = self.t();
        // One measure is recommended once, and not where another questionnaire's plan has it.
        let mut once = Once::default();
        for planned in self.actions(fill) {
            once.is_of(planned.measure.as_ref(), &planned.title);
        }
        let blocks = self.scored(fill).into_iter().flat_map(|of| {
            let q = of.questionnaire;
            let planned = |id: &str| of.result.plan.actions.iter().any(|action| action.id == id);
            let called = recommendations::triggered(q, &of.result.answers);
            let left = called
                .iter()
                .filter(|called| !planned(&called.id()))
                .filter(|called| once.is_of(Some(&called.question.measure(&q.id)), &q.title));
            let items = left
                .take(limit(fill))
                .map(|called| with_owner(&plain_text(&called.recommendation.text), &called.recommendation.owner, t));
            let items: Vec<_> = items.map(item).collect();
            match items.is_empty() {
                true => Vec::new(),
                false => vec![heading(level, &of.questionnaire.title), Block::Bullets(items)],
            }
        });
        let blocks: Vec<_> = blocks.collect();
        if blocks.is_empty() { vec![prompt(t.document_no_recommendations())] } else { blocks }
    }

    /// Every action that a placeholder is about. Of several for one measure, the first to be done.
    fn actions(&self, fill: &Placeholder) -> Vec<Planned> {
        let actions = self.scored(fill).into_iter().flat_map(|of| {
            let q = of.questionnaire;
            let planned = |action: &Action| Planned {
                measure: action.question.as_ref().and_then(|id| Some(q.question(id)?.measure(&q.id))),
                action: action.clone(),
                title: q.title.clone(),
            };
            of.result.plan.by_year(q, &of.result.answers).into_iter().map(planned).collect::<Vec<_>>()
        });
        let mut actions: Vec<_> = actions.filter(|planned| !planned.action.text.trim().is_empty()).collect();
        actions.sort_by_key(|planned| planned.action.year.unwrap_or(u16::MAX));
        let mut once = Once::default();
        actions.retain(|Planned { measure, title, .. }| once.is_of(measure.as_ref(), title));
        actions
    }

    fn is_late(&self, action: &Action) -> bool {
        action.status != ActionStatus::Done && action.year.is_some_and(|year| year < self.year)
    }

    fn earlier_actions(&self, fill: &Placeholder) -> Vec<Block> {
        let t = self.t();
        let rows = self
            .actions(fill)
            .into_iter()
            .map(|planned| planned.action)
            .filter(|action| action.status != ActionStatus::Planned || self.is_late(action));
        let rows = rows.map(|action| {
            let progress = Texts(self.lang).action_status(action.status);
            let progress =
                if self.is_late(&action) { format!("{progress}, {}", t.late()) } else { progress.to_owned() };
            let year = action.year.map(|year| year.to_string()).unwrap_or_default();
            vec![cell(&action.text), cell(&action.owner), cell(&year), cell(&progress)]
        });
        let rows: Vec<_> = rows.collect();
        match rows.is_empty() {
            true => vec![prompt(t.document_no_earlier_actions())],
            false => vec![table([t.action(), t.owner(), t.year(), t.progress()], rows.into_iter())],
        }
    }

    fn priorities(&self, fill: &Placeholder, level: u8) -> Vec<Block> {
        let t = self.t();
        let left: Vec<_> =
            self.actions(fill).into_iter().filter(|planned| planned.action.status != ActionStatus::Done).collect();
        if left.is_empty() {
            return vec![prompt(t.document_no_actions())];
        }
        if fill.limit.is_some() {
            let rows = left.into_iter().take(limit(fill)).map(|Planned { action, .. }| {
                let year = action.year.map(|year| year.to_string()).unwrap_or_default();
                vec![cell(&action.text), cell(&action.owner), cell(&year)]
            });
            return vec![table([t.action(), t.owner(), t.year()], rows)];
        }
        let years = (self.year..self.year + YEARS).map(Some).chain([None]);
        let blocks = years.flat_map(|year| {
            let of_year = left.iter().filter(|planned| match year {
                Some(year) => planned.action.year == Some(year),
                None => planned.action.year.is_none_or(|year| year >= self.year + YEARS),
            });
            let items = of_year.map(|Planned { action, title, .. }| {
                let mut text = with_owner(&action.text, &action.owner, t);
                text.extend([space(), Inline::Emphasis(cell(title))]);
                item(text)
            });
            let items: Vec<_> = items.collect();
            match (year, items.is_empty()) {
                (None, true) => Vec::new(),
                (Some(year), true) => vec![heading(level, &year.to_string()), prompt(t.document_no_actions_year())],
                (Some(year), false) => vec![heading(level, &year.to_string()), Block::Bullets(items)],
                (None, false) => vec![heading(level, t.later_or_no_year()), Block::Bullets(items)],
            }
        });
        blocks.collect()
    }
}

impl Inputs<'_> {
    /// What many have answered, under a heading for each questionnaire.
    fn groups(&self, fill: &Placeholder, level: u8) -> Vec<Block> {
        let wanted = self.groups.iter().filter(|group| fill.is_about(&group.questionnaire));
        let wanted = wanted.filter(|group| group.language == self.lang);
        let blocks: Vec<Block> = wanted
            .flat_map(|group| std::iter::once(heading(level, &group.title)).chain(group.blocks.iter().cloned()))
            .collect();
        if blocks.is_empty() { vec![prompt(self.t().document_no_groups())] } else { blocks }
    }
}

impl Scored<'_> {
    fn target(&self, part: &str) -> Option<u8> {
        self.result.plan.target(self.questionnaire, &self.score, part)
    }
}

fn limit(fill: &Placeholder) -> usize {
    fill.limit.map_or(usize::MAX, |limit| limit as usize)
}

/// A statement with its answer and note, and its questionnaire's title where there are several.
fn statement(question: &Question, answers: &Answers, title: Option<&str>, t: Texts) -> Vec<Block> {
    let answer = answers.get(&question.id);
    let words = match answers.state(question) {
        AnswerState::Unanswered => t.not_answered().to_owned(),
        _ => answer.map(|answer| t.in_words(answer, question).join(", ")).unwrap_or_default(),
    };
    let mut text = vec![plain(&question.text), space(), bold(&sentence(&words))];
    let note = answer.and_then(Answer::written_note);
    text.extend(note.into_iter().flat_map(|note| [space(), plain(&format!("{}: {note}", t.note()))]));
    text.extend(title.into_iter().flat_map(|title| [space(), Inline::Emphasis(cell(title))]));
    let mut blocks = item(text);
    // What is to be shown, where something is claimed.
    if answers.state(question).holds() {
        blocks.extend(question.evidence.iter().cloned());
    }
    blocks
}

/// What is to be done, and who is responsible for it.
fn with_owner(text: &str, owner: &str, t: Texts) -> Vec<Inline> {
    let owner = if owner.is_empty() { String::new() } else { format!(" {}: {owner}.", t.owner()) };
    let text = if owner.is_empty() { text.to_owned() } else { sentence(text) };
    cell(&format!("{text}{owner}"))
}

/// The text with a full stop, unless it ends as a sentence.
fn sentence(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// A note to whoever finishes the document, in brackets.
fn prompt(text: &str) -> Block {
    Block::Paragraph(vec![Inline::Emphasis(cell(&format!("[{text}]")))])
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading(level, cell(text))
}

fn item(text: Vec<Inline>) -> Vec<Block> {
    vec![Block::Paragraph(text)]
}

fn cell(text: &str) -> Vec<Inline> {
    vec![plain(text)]
}

fn bold(text: &str) -> Inline {
    Inline::Strong(cell(text))
}

/// A text on one line: a respondent may have written line breaks, and Markdown would give them a meaning.
fn plain(text: &str) -> Inline {
    Inline::Text(outgoing::line(text))
}

fn space() -> Inline {
    Inline::Text(" ".to_owned())
}

fn table<'t>(heads: impl IntoIterator<Item = &'t str>, rows: impl Iterator<Item = Cells>) -> Block {
    Block::Table(heads.into_iter().map(cell).collect(), rows.collect())
}

#[cfg(test)]
#[cfg(feature = "write")]
mod tests {
    use engine::model::answers::Answer;
    use engine::model::questionnaire::{Choice, ChoiceValue, QuestionKind, Recommendation, Scoring, Section};
    use engine::scoring::to_show;

    use super::*;
    use crate::to_markdown;

    const FORMAT: Format = Format {
        percent: |share, _| format!("{:.0}\u{a0}%", to_show(share, 1.0, 0.01) * 100.0),
        number: |number, _| number.to_string(),
    };

    /// Two sections, "Plan" with levels 1 and 2 and "Drift" with level 1; every "nej" has a recommendation.
    fn questionnaire(id: &str, title: &str) -> Questionnaire {
        let choice = |id: &str, text: &str, points| Choice {
            id: id.into(),
            text: text.into(),
            value: ChoiceValue::Score(points),
        };
        let question = |id: &str, level| {
            let text = vec![Block::Paragraph(vec![Inline::Text(format!("Åtgärda {id}."))])];
            Question {
                id: id.into(),
                text: format!("Påstående {id}."),
                level: Some(level),
                kind: QuestionKind::Single(vec![choice("ja", "Ja", 1.0), choice("nej", "Nej", 0.0)]),
                recommendations: vec![Recommendation { choices: vec!["nej".into()], owner: "Nämnden".into(), text }],
                ..Question::default()
            }
        };
        let section = |id: &str, title: &str, questions| Section {
            id: id.into(),
            title: title.into(),
            questions,
            ..Section::default()
        };
        Questionnaire {
            id: id.into(),
            title: title.into(),
            version: "1.0".into(),
            scoring: Scoring { kind: ScoringKind::Levels, ..Scoring::default() },
            sections: vec![
                section("plan", "Plan", vec![question("a", 1), question("b", 2)]),
                section("drift", "Drift", vec![question("c", 1)]),
            ],
            ..Questionnaire::default()
        }
    }

    #[test]
    fn a_measure_that_two_questionnaires_ask_about_stands_once() {
        let (first, mut second) = (questionnaire("ett", "Ett"), questionnaire("tva", "Två"));
        second.sections[0].questions[0].same_as =
            Some(QuestionRef { questionnaire: "ett".into(), question: "a".into() });
        let of = |fill: &str, first_result: &DatedResult, second_result: &DatedResult| {
            let all = [(&first, first_result), (&second, second_result)];
            let all = all.map(|(questionnaire, result)| Results { questionnaire, result: Some(result), earlier: None });
            filled_by(fill, all.into())
        };
        let count = |text: &str, part: &str| text.matches(part).count();
        // Recommended by both: once. Answered in both: the first answer.
        let (no, yes) = (answered(&[("a", "nej")], vec![]), answered(&[("a", "ja")], vec![]));
        let text = of("recommendations", &no, &no);
        assert_eq!(count(&text, "Åtgärda a."), 1, "{text}");
        let text = of("statements", &yes, &no);
        assert_eq!((count(&text, "Påstående a. Ja."), count(&text, "Påstående a. Nej.")), (1, 0), "{text}");
        // Not answered in the first: the second's answer.
        let text = of("statements", &answered(&[("b", "ja")], vec![]), &no);
        assert_eq!(count(&text, "Påstående a. Nej."), 1, "{text}");
        // Where the first alone is named the second's answer counts too, and says whose it is.
        let named = |unanswered, result| {
            let fill =
                Placeholder { of: vec!["ett/plan".into()], unanswered, kind: PlaceholderKind::Statements, limit: None };
            let first = Results { questionnaire: &first, result: None, earlier: None };
            filled(vec![first, Results { questionnaire: &second, result, earlier: None }], fill)
        };
        assert_eq!(named(false, Some(&no)), "* Påstående a. **Nej.** *Två*\n");
        let text = named(true, None);
        assert_eq!(count(&text, "Inte besvarad."), 2, "{text}");
        // All that the second asks the first asks too: its figure stands in short only where the first has none.
        let of_one = answered(&[("a", "ja")], vec![]);
        let text = of("verdicts", &of_one, &of_one);
        assert!(text.contains("Ett:") && text.contains("Två:"), "{text}");
        // Planned in one: neither recommended in the other nor planned twice.
        let planned = |year| {
            let action = Action { question: Some("a".into()), ..action("a-nej", Some(year), ActionStatus::Planned) };
            answered(&[("a", "nej")], vec![Action { text: "Gör det".into(), ..action }])
        };
        let text = of("recommendations", &planned(2026), &no);
        assert_eq!(count(&text, "Åtgärda a."), 0, "{text}");
        let text = of("priorities", &planned(2028), &planned(2027));
        assert_eq!((count(&text, "Gör det"), count(&text, "Två")), (1, 1), "{text}");
    }

    #[test]
    fn a_selection_is_not_told_beside_what_it_selects_from() {
        let (first, mut second) = (questionnaire("ett", "Ett"), questionnaire("tva", "Två"));
        for question in second.sections.iter_mut().flat_map(|section| &mut section.questions) {
            question.same_as = Some(QuestionRef { questionnaire: "ett".into(), question: question.id.clone() });
        }
        let answers = answered(&[("a", "ja")], vec![]);
        let told = |first_result| {
            let results = |questionnaire, result| Results { questionnaire, result, earlier: None };
            filled_by("verdicts", vec![results(&first, first_result), results(&second, Some(&answers))])
        };
        assert!(told(None).contains("Två:"), "{}", told(None));
        let both = told(Some(&answers));
        assert!(both.contains("Ett:") && !both.contains("Två:"), "{both}");
    }

    #[test]
    fn what_holds_says_what_can_be_shown() {
        let mut q = questionnaire("ett", "Ett");
        q.sections[0].questions[0].evidence = vec![Block::Paragraph(vec![Inline::Text("Planen, med datum.".into())])];
        let shown = |choice: &str| {
            let answers = answered(&[("a", choice)], vec![]).answers;
            plain_text(&statement(&q.sections[0].questions[0], &answers, None, Texts(Lang::Sv)))
        };
        assert!(shown("ja").contains("Planen, med datum."));
        assert!(!shown("nej").contains("Planen, med datum."));
    }

    /// What results put in the place of a placeholder of a kind, about everything.
    fn filled_by(kind: &str, questionnaires: Vec<Results<'_>>) -> String {
        let page = Page { blocks: vec![filling(kind)], ..Page::default() };
        let inputs = Inputs {
            lang: Lang::Sv,
            questionnaires,
            unit: String::new(),
            status: Status::Draft,
            today: "26 nov. 2026".into(),
            year: 2026,
            format: FORMAT,
            groups: &[],
        };
        plain_text(&inputs.document(&page).blocks)
    }

    /// A placeholder of a kind, about everything.
    fn filling(kind: &str) -> Block {
        let (_, kind) = engine::directives::placeholder::KINDS.iter().find(|(word, _)| *word == kind).unwrap();
        Directive::Placeholder(Placeholder { kind: *kind, ..Placeholder::default() }).block()
    }

    fn answered(answers: &[(&str, &str)], actions: Vec<Action>) -> DatedResult {
        let answers = answers.iter().map(|(id, choice)| (*id, Answer::choosing([*choice]))).collect();
        DatedResult {
            answers,
            plan: Plan { actions, ..Plan::default() },
            day: "22 nov. 2026".into(),
            version: "0.9".into(),
        }
    }

    fn action(id: &str, year: Option<u16>, status: ActionStatus) -> Action {
        Action { id: id.into(), text: format!("Gör {id}"), owner: "Chefen".into(), year, status, ..Action::default() }
    }

    fn inputs(questionnaires: Vec<Results<'_>>) -> Inputs<'_> {
        Inputs {
            lang: Lang::Sv,
            questionnaires,
            unit: String::new(),
            status: Status::Draft,
            today: "24 nov. 2026".into(),
            year: 2026,
            format: FORMAT,
            groups: &[],
        }
    }

    /// What one place in an template is filled with, as Markdown.
    fn filled(questionnaires: Vec<Results<'_>>, fill: Placeholder) -> String {
        let blocks = vec![heading(2, "Avsnitt"), Directive::Placeholder(fill).block()];
        let document = inputs(questionnaires).document(&Page { title: "T".into(), blocks });
        let markdown = to_markdown(&document);
        let after_head = markdown.strip_prefix("# T\n\n**Utkast** · 24 nov. 2026\n\n## Avsnitt\n").unwrap();
        let (filled, _) = after_head.rsplit_once("\n*Självskattning – inte revision").unwrap();
        filled.trim_start().to_owned()
    }

    fn of(kind: PlaceholderKind) -> Placeholder {
        Placeholder { kind, ..Placeholder::default() }
    }

    #[test]
    fn each_place_is_filled_from_the_results() {
        let q = questionnaire("kontinuitet", "Kontinuitet");
        let other = questionnaire("annat", "Annat");
        let mut now = answered(
            &[("a", "ja"), ("b", "nej"), ("c", "ja")],
            vec![
                action("sent", Some(2025), ActionStatus::Ongoing),
                action("nu", Some(2026), ActionStatus::Planned),
                action("gjort", Some(2025), ActionStatus::Done),
                action("sen", None, ActionStatus::Planned),
            ],
        );
        now.plan.set_target("plan", Some(2));
        now.plan.set_target("drift", Some(1));
        now.answers.set("c", Answer { note: Some("Provat i maj.\n# Två gånger".into()), ..Answer::choosing(["ja"]) });
        let earlier =
            DatedResult { day: "20 nov. 2025".into(), ..answered(&[("a", "nej"), ("b", "ja"), ("c", "ja")], vec![]) };
        let results = || {
            vec![
                Results { questionnaire: &q, result: Some(&now), earlier: Some(&earlier) },
                Results { questionnaire: &other, result: None, earlier: None },
            ]
        };
        let show = |fill| filled(results(), fill);
        let kinds = engine::directives::placeholder::KINDS.map(|(word, kind)| format!("{word}:\n{}", show(of(kind))));
        insta::assert_snapshot!(kinds.join("\n"));
    }

    #[test]
    fn a_place_can_be_about_one_thing_and_short() {
        let q = questionnaire("kontinuitet", "Kontinuitet");
        let now = answered(
            &[("a", "nej"), ("b", "nej")],
            vec![action("x", Some(2027), ActionStatus::Planned), action("y", Some(2026), ActionStatus::Planned)],
        );
        let results = || vec![Results { questionnaire: &q, result: Some(&now), earlier: None }];
        let one = Placeholder { of: vec!["kontinuitet/drift".into()], ..of(PlaceholderKind::Statements) };
        assert_eq!(filled(results(), one), "* Påstående c. **Inte besvarad.**\n");
        let first = Placeholder { limit: Some(1), ..of(PlaceholderKind::Recommendations) };
        assert_eq!(filled(results(), first), "### Kontinuitet\n\n* Åtgärda a. Ansvarig: Nämnden.\n");
        let first = Placeholder { limit: Some(1), ..of(PlaceholderKind::Priorities) };
        assert!(filled(results(), first).contains("|Gör y|Chefen|2026|\n"));
    }

    #[test]
    fn what_no_questionnaire_has_is_reported_to_the_author() {
        let q = questionnaire("kontinuitet", "Kontinuitet");
        let fill = Placeholder { of: vec!["kontinuitet/dirft".into()], ..of(PlaceholderKind::Statements) };
        let text = filled(vec![Results { questionnaire: &q, result: None, earlier: None }], fill);
        assert!(text.contains("kontinuitet/dirft finns inte"), "{text}");
    }

    #[test]
    fn what_is_missing_is_reported() {
        let q = questionnaire("kontinuitet", "Kontinuitet");
        let results = || vec![Results { questionnaire: &q, result: None, earlier: None }];
        let about = Placeholder { of: vec!["kontinuitet/drift".into()], ..of(PlaceholderKind::Statements) };
        assert!(filled(results(), about).contains("svara på ”Kontinuitet”"));
        for (word, kind) in engine::directives::placeholder::KINDS {
            let text = filled(results(), of(kind));
            // The tables of areas stand under that of all results, which reports it.
            assert_eq!(text.starts_with("*\\["), kind != PlaceholderKind::Areas, "{word}: {text}");
        }
    }

    #[test]
    fn a_head_says_what_the_document_is_and_a_foot_what_it_is_not() {
        let template = Page { title: "T".into(), blocks: vec![heading(2, "Avsnitt")] };
        let draft = Inputs { unit: " Socialförvaltningen ".into(), ..inputs(Vec::new()) };
        assert_eq!(
            to_markdown(&draft.document(&template)),
            "# T\n\n**Utkast** · Socialförvaltningen · 24 nov. 2026\n\n## Avsnitt\n\n\
             *Självskattning – inte revision, intyg eller juridisk rådgivning.*\n"
        );
        let finished = Inputs { lang: Lang::En, status: Status::Final, ..draft };
        let markdown = to_markdown(&finished.document(&template));
        assert!(markdown.starts_with("# T\n\n**Finalised 24 nov. 2026** · Socialförvaltningen\n\n##"), "{markdown}");
    }
}
