//! What is counted of a questionnaire: each question, each area and figure of its own, and the whole. Each has classes, and a
//! result falls into one of them (or, where several choices may be chosen, into several).

use crate::model::answers::{AnswerState, Answers, state_of};
use crate::model::questionnaire::{ChoiceValue, Question, QuestionKind, Questionnaire, ScoringKind};
use crate::scoring::{Figure, Score, flow, score};

/// What an item counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// The answers to a question: the classes are its choices.
    Question,
    /// The figure of a section.
    Section,
    /// A figure of its own, such as satisfaction.
    Index,
    /// The figure of the whole.
    Whole,
}

/// Something that is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The id of the question, the section, the index or the questionnaire.
    pub id: String,
    /// Which of them.
    pub kind: ItemKind,
    /// The ids of its classes: choices; or levels, tenths of a share, or whether a baseline is met. A question for a number
    /// has none: it only counts who answered.
    pub classes: Vec<String>,
    /// The places of the classes that lie on a scale, the lowest first. Fewer than two: there is no scale, and no median.
    pub scale: Vec<usize>,
    /// Whether one result can fall into several classes.
    pub several: bool,
    /// The places among the items of those that this one cannot be shown without: the questions that decide whether it is
    /// asked.
    pub rests_on: Vec<usize>,
    /// The places of the questions that a figure is made of, where how it is spread would tell how one of them was answered
    /// that is not shown. So may its median, unless it is made of many ([`Item::is_of_many`]).
    pub made_of: Vec<usize>,
}

impl Item {
    /// Whether a figure is made of so many questions that its median does not tell how one of them was answered.
    #[must_use]
    pub fn is_of_many(&self) -> bool {
        self.made_of.len() > MANY
    }

    /// Whether its first class is of those who do not meet one of its questions, whichever: a level, or a baseline.
    #[must_use]
    pub fn begins_with_gaps(&self) -> bool {
        self.classes.first().is_some_and(|class| class == NO_LEVEL || class == GAPS)
    }
}

/// The class of the lowest level, which is none.
const NO_LEVEL: &str = "0";
/// The class of a level that is not confirmed.
pub const UNCONFIRMED: &str = "unconfirmed";
/// The class of a baseline that is met.
pub const MET: &str = "met";
/// The class of a baseline that is not met.
pub const GAPS: &str = "gaps";

/// With more questions than these, a share in tenths does not tell how one of them was answered, whatever is known of the others.
const MANY: usize = 20;

/// The questions that are counted: all but those for text.
fn counted(questionnaire: &Questionnaire) -> impl Iterator<Item = &Question> {
    questionnaire.questions().filter(|question| !matches!(question.kind, QuestionKind::Text))
}

/// The items of a questionnaire: its questions, its sections, its indices and the whole, each in its order. What is made of
/// a single question is left out: it says nothing more than that one.
#[must_use]
pub fn items(questionnaire: &Questionnaire) -> Vec<Item> {
    let questions: Vec<&Question> = counted(questionnaire).collect();
    let place = |id: &str| questions.iter().position(|question| question.id == id);
    let mut items: Vec<Item> = questions
        .iter()
        .map(|question| Item {
            id: question.id.clone(),
            kind: ItemKind::Question,
            classes: question.choices().iter().map(|choice| choice.id.clone()).collect(),
            scale: scale_of(question),
            several: question.kind.allows_several(),
            rests_on: question.conditions.iter().filter_map(|condition| place(&condition.question)).collect(),
            made_of: Vec::new(),
        })
        .collect();
    let scored = |wanted: &dyn Fn(&Question) -> bool| -> Vec<usize> {
        let wanted = questions.iter().enumerate().filter(|(_, question)| question.is_scored() && wanted(question));
        wanted.map(|(place, _)| place).collect()
    };
    let kind = questionnaire.scoring.kind;
    let mut figure = |id: &str, of: ItemKind, kind: ScoringKind, made_of: Vec<usize>| {
        if made_of.len() > 1 {
            items.push(figure_item(id, of, kind, made_of, questionnaire));
        }
    };
    for section in &questionnaire.sections {
        let own =
            |question: &Question| question.index.is_none() && section.questions.iter().any(|q| q.id == question.id);
        figure(&section.id, ItemKind::Section, kind, scored(&own));
    }
    for index in &questionnaire.indices {
        let own = |question: &Question| question.index.as_ref() == Some(&index.id);
        figure(&index.id, ItemKind::Index, ScoringKind::Agreement, scored(&own));
    }
    if kind != ScoringKind::Percentages {
        figure(&questionnaire.id, ItemKind::Whole, kind, scored(&|question| question.index.is_none()));
    }
    items
}

fn figure_item(id: &str, of: ItemKind, kind: ScoringKind, made_of: Vec<usize>, questionnaire: &Questionnaire) -> Item {
    let (classes, scale, made_of) = match kind {
        ScoringKind::Levels => {
            let highest = questionnaire.questions().filter_map(|question| question.level).max().unwrap_or_default();
            let levels = usize::from(highest) + 1;
            let classes = (0..levels).map(|level| level.to_string()).chain([UNCONFIRMED.to_owned()]).collect();
            (classes, (0..levels).collect(), made_of)
        }
        ScoringKind::Baseline => ([GAPS, MET].map(str::to_owned).into(), Vec::new(), made_of),
        ScoringKind::Agreement | ScoringKind::Percentages | ScoringKind::Knowledge => {
            let told = if made_of.len() <= MANY { made_of } else { Vec::new() };
            ((0..=10).map(tenth).collect(), (0..=10).collect(), told)
        }
    };
    Item { id: id.to_owned(), kind: of, classes, scale, several: false, rests_on: Vec::new(), made_of }
}

/// The id of a class of shares: `0-9`, `10-19` … `90-99` and `100`, in percent. Only everything is in the last.
fn tenth(tenth: usize) -> String {
    if tenth == 10 { "100".to_owned() } else { format!("{}-{}", tenth * 10, tenth * 10 + 9) }
}

/// The choices of a question that lie on a scale, by their points. None if two are worth the same: then their order is not
/// known.
fn scale_of(question: &Question) -> Vec<usize> {
    let QuestionKind::Single(choices) = &question.kind else { return Vec::new() };
    let mut scale: Vec<(f64, usize)> = Vec::new();
    for (place, choice) in choices.iter().enumerate() {
        if let ChoiceValue::Score(points) = choice.value {
            scale.push((points, place));
        }
    }
    scale.sort_by(|a, b| a.0.total_cmp(&b.0));
    let is_clear = scale.len() > 1 && scale.array_windows().all(|[(a, _), (b, _)]| a < b);
    if is_clear { scale.into_iter().map(|(_, place)| place).collect() } else { Vec::new() }
}

/// What one result falls into, of each item: `None` where the item is not for it (a question that is not shown), and no
/// class where it is not answered or has no figure.
#[must_use]
pub fn classes_of(questionnaire: &Questionnaire, items: &[Item], answers: &Answers) -> Vec<Option<Vec<usize>>> {
    let shown = flow::shown(questionnaire, answers);
    let score = score(questionnaire, answers);
    let mut questions = counted(questionnaire);
    items
        .iter()
        .map(|item| match item.kind {
            ItemKind::Question => {
                // The items begin with the questions, in their order.
                let question = questions.next()?;
                shown.iter().any(|q| std::ptr::eq(*q, question)).then(|| chosen(question, answers))
            }
            ItemKind::Section | ItemKind::Index | ItemKind::Whole => {
                Some(class_of(item, figure_of(item, &score)).into_iter().collect())
            }
        })
        .collect()
}

/// The places of the choices of an answer. A number is an answer in no class: its place is past them.
fn chosen(question: &Question, answers: &Answers) -> Vec<usize> {
    let answer = answers.get(&question.id);
    let Some(answer) = answer.filter(|answer| state_of(question, answer) != AnswerState::Unanswered) else {
        return Vec::new();
    };
    let choices = question.choices();
    if choices.is_empty() {
        return vec![0];
    }
    (0..choices.len()).filter(|place| answer.choices.contains(&choices[*place].id)).collect()
}

fn figure_of<'s>(item: &Item, score: &'s Score) -> Option<&'s Figure> {
    let of = |parts: &'s [crate::scoring::Part]| parts.iter().find(|part| part.id == item.id).map(|part| &part.figure);
    match item.kind {
        ItemKind::Question => None,
        ItemKind::Section => of(&score.sections),
        ItemKind::Index => of(&score.indices),
        ItemKind::Whole => Some(&score.whole.figure),
    }
}

/// The place of the class that a figure falls into. `None` if there is no figure.
fn class_of(item: &Item, figure: Option<&Figure>) -> Option<usize> {
    match *figure? {
        Figure::None => None,
        Figure::Level { unconfirmed: true, .. } => item.classes.iter().position(|class| class == UNCONFIRMED),
        Figure::Level { level, .. } => Some(usize::from(level)).filter(|level| *level < item.classes.len()),
        Figure::Baseline { met, .. } => Some(usize::from(met)),
        // What a sum of shares may be off by is nothing to fall into another class for.
        Figure::Share { share, .. } | Figure::Right { share, .. } => {
            (0..=10).rev().find(|tenth: &u8| share + 1e-9 >= f64::from(*tenth) / 10.0).map(usize::from)
        }
    }
}

/// The median of what lies on a scale: the lower and the upper one of the two in the middle, which are mostly the same.
/// `counts` are those of the classes in the order of the scale. `None` if there are none.
#[must_use]
pub fn median(counts: &[u32]) -> Option<(usize, usize)> {
    let all: u32 = counts.iter().sum();
    Some((at(counts, all.checked_sub(1)? / 2)?, at(counts, all / 2)?))
}

/// The limits between which the middle half lies: the lower and the upper quartile, each the value of one of those counted
/// (nearest rank). `None` if there are none.
#[must_use]
pub fn middle_half(counts: &[u32]) -> Option<(usize, usize)> {
    let all: u32 = counts.iter().sum();
    let rank = |quarters: u32| (all * quarters).div_ceil(4).checked_sub(1);
    Some((at(counts, rank(1)?)?, at(counts, rank(3)?)?))
}

/// The class of the one at a place, from 0, when all stand in the order of the scale.
fn at(counts: &[u32], place: u32) -> Option<usize> {
    let mut passed = 0;
    counts.iter().position(|count| {
        passed += count;
        passed > place
    })
}
