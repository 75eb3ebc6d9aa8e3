//! A questionnaire as its author declared it. `reader` makes it from Markdown; nothing changes it afterwards.

use serde::{Deserialize, Serialize};

use crate::Lang;
use crate::model::decimal::Decimal;
use crate::model::rich_text::Block;

/// One questionnaire in one language.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Questionnaire {
    /// Stable id, the same in every language: the file's name and the route.
    pub id: String,
    /// The author's version. Result files name it.
    pub version: String,
    /// The language of the texts.
    pub language: Lang,
    /// What the questionnaire is called.
    pub title: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Who answers it.
    pub audience: String,
    /// What it is: the text under the title.
    pub intro: Vec<Block>,
    /// What a reader must know before trusting the result. Stands beside every result.
    pub caveat: Vec<Block>,
    /// How it is scored and why, in the author's words.
    pub method: Vec<Block>,
    /// The roles a respondent can choose between, so that groups can be set side by side.
    pub roles: Vec<Named>,
    /// The documents the questions rest on: id and citation.
    pub sources: Vec<Named>,
    /// How answers become a score.
    pub scoring: Scoring,
    /// Figures of their own beside the whole, such as satisfaction.
    pub indices: Vec<Named>,
    /// The sections, in order.
    pub sections: Vec<Section>,
}

/// Something with an id and a name to show: a role, a source document, an index.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Named {
    /// Stable id.
    pub id: String,
    /// The name in the questionnaire's language.
    pub name: String,
}

/// How a questionnaire is scored.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Scoring {
    /// The rule.
    pub kind: ScoringKind,
    /// What the figure of the whole is called, such as "överensstämmelse med styrdokumenten".
    pub name: String,
    /// With [`ScoringKind::Levels`]: what a level asks of those below it.
    pub gate: Gate,
    /// With [`ScoringKind::Levels`]: names of the levels from 0 up; may be empty.
    pub level_names: Vec<String>,
}

/// The rules a questionnaire can be scored by. Each has its module in [`crate::scoring`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ScoringKind {
    /// A share of points: per section, and of the whole.
    #[default]
    Agreement,
    /// Met only if every applicable requirement is met.
    Baseline,
    /// Cumulative levels per section; the whole is at the lowest.
    Levels,
    /// A share per section, and none of the whole.
    Percentages,
    /// Right answers.
    Knowledge,
}

impl ScoringKind {
    /// Whether statements have levels. The author then chooses a gate and may name the levels.
    #[must_use]
    pub fn has_levels(self) -> bool {
        match self {
            Self::Levels => true,
            Self::Agreement | Self::Baseline | Self::Percentages | Self::Knowledge => false,
        }
    }

    /// Whether statements are requirements. The author can make some of them optional.
    #[must_use]
    pub fn has_requirements(self) -> bool {
        match self {
            Self::Baseline => true,
            Self::Agreement | Self::Levels | Self::Percentages | Self::Knowledge => false,
        }
    }

    /// Whether choices are right or wrong. Answers are then explained, and nothing is recommended after them.
    #[must_use]
    pub fn has_right_answers(self) -> bool {
        match self {
            Self::Knowledge => true,
            Self::Agreement | Self::Baseline | Self::Levels | Self::Percentages => false,
        }
    }
}

/// What a level asks of the levels below it. Statements at level 0 must hold for every level, whatever the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Gate {
    /// Everything at the level and below is fully or largely met: C2M2's cumulative levels.
    #[default]
    Largely,
    /// The level itself is largely met and everything below fully: ISO/IEC 33020's capability levels.
    Fully,
    /// Only the level's own statements count: NCSC CAF's columns.
    Own,
}

/// A group of questions: an area with a score of its own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Section {
    /// Stable id.
    pub id: String,
    /// The heading.
    pub title: String,
    /// The text under the heading.
    pub intro: Vec<Block>,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Stable id: the route, and the key of the answer.
    pub id: String,
    /// Ids the question had in earlier versions, so that old answers find it.
    pub formerly: Vec<String>,
    /// The question's number in its source, shown beside it: "8a".
    pub number: Option<String>,
    /// The question itself.
    pub text: String,
    /// What is shown with the question at once.
    pub hint: Vec<Block>,
    /// What is shown when help is asked for.
    pub help: Vec<Block>,
    /// Why the question is asked.
    pub why: Vec<Block>,
    /// Knowledge: the explanation shown after the answer.
    pub explanation: Vec<Block>,
    /// Points for discussion, for a trainer and for those who read a result together.
    pub discussion: Vec<Block>,
    /// What an organisation that answers yes should be able to show.
    pub evidence: Vec<Block>,
    /// The question of another questionnaire that asks the same.
    pub same_as: Option<QuestionRef>,
    /// Whether help, reason and source come after the answer: they would lead it.
    pub background_after: bool,
    /// Whether it is about reporting incidents: the site then says who takes the reports.
    pub reports: bool,
    /// The passages the question rests on.
    pub sources: Vec<Passage>,
    /// Shown only if each of these holds.
    pub conditions: Vec<Condition>,
    /// What kind of answer is asked for.
    pub kind: QuestionKind,
    /// The index it counts in, instead of section and whole.
    pub index: Option<String>,
    /// How much it counts beside the others; above 0, normally 1.
    pub weight: f64,
    /// The level it states, with [`ScoringKind::Levels`]. Level 0 must hold for every level.
    pub level: Option<u8>,
    /// Whether the baseline requires it, with [`ScoringKind::Baseline`].
    pub required: bool,
    /// Whether the answer has a field for a note.
    pub note: bool,
    /// What to do after a weak answer.
    pub recommendations: Vec<Recommendation>,
    /// Knowledge: comments on single choices, shown after the answer.
    pub remarks: Vec<Remark>,
}

impl Default for Question {
    fn default() -> Self {
        Self {
            id: String::new(),
            formerly: Vec::new(),
            number: None,
            text: String::new(),
            hint: Vec::new(),
            help: Vec::new(),
            why: Vec::new(),
            explanation: Vec::new(),
            discussion: Vec::new(),
            evidence: Vec::new(),
            same_as: None,
            background_after: false,
            reports: false,
            sources: Vec::new(),
            conditions: Vec::new(),
            kind: QuestionKind::Text,
            index: None,
            weight: 1.0,
            level: None,
            required: true,
            note: true,
            recommendations: Vec::new(),
            remarks: Vec::new(),
        }
    }
}

/// A question of a questionnaire. Written `questionnaire/question`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct QuestionRef {
    /// The questionnaire's id.
    pub questionnaire: String,
    /// The question's id.
    pub question: String,
}

/// A passage of a source document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Passage {
    /// The document's id in [`Questionnaire::sources`].
    pub document: String,
    /// The heading in the document, as it stands there.
    pub heading: String,
}

/// A condition: the earlier question is shown and one of the choices is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The id of the earlier question.
    pub question: String,
    /// The choices of which one must be chosen.
    pub choices: Vec<String>,
}

/// What kind of answer a question asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum QuestionKind {
    /// One of the choices.
    Single(Vec<Choice>),
    /// Any number of the choices.
    Several(Vec<Choice>),
    /// Free text. Never scored.
    Text,
    /// A number. Never scored.
    Number(NumberField),
}

impl QuestionKind {
    /// Whether more than one choice may be chosen.
    #[must_use]
    pub fn allows_several(&self) -> bool {
        match self {
            Self::Several(_) => true,
            Self::Single(_) | Self::Text | Self::Number(_) => false,
        }
    }
}

/// The limits of a number field. `None` is no limit.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct NumberField {
    /// The smallest number allowed, in the field's unit.
    pub min: Option<f64>,
    /// The largest number allowed, in the field's unit.
    pub max: Option<f64>,
    /// The unit shown beside the field; may be empty.
    pub unit: String,
}

impl NumberField {
    /// Whether the number is within the limits.
    #[must_use]
    pub fn allows(&self, number: &Decimal) -> bool {
        let within = |number| self.min.is_none_or(|min| number >= min) && self.max.is_none_or(|max| number <= max);
        number.value().is_some_and(within)
    }
}

/// One choice of a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Stable id within the question.
    pub id: String,
    /// The words beside the button.
    pub text: String,
    /// What choosing it means for the score.
    pub value: ChoiceValue,
}

/// What choosing a choice means for the score.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub enum ChoiceValue {
    /// Nothing: the choice describes. In a knowledge question: a wrong answer.
    #[default]
    Plain,
    /// So many points, 0 or more.
    Score(f64),
    /// The right answer to a knowledge question.
    Right,
    /// "Vet inte": counts 0 and is shown apart. Rules out the other choices.
    DontKnow,
    /// "Ej tillämpligt": leaves the denominator. Rules out the other choices.
    NotApplicable,
    /// "Kan inte bedömas": leaves the denominator, but no level or baseline that asks for it can be confirmed. Rules out
    /// the other choices.
    CannotAssess,
    /// "Inget av detta": counts 0 where there are points. Rules out the other choices.
    NoneOfThese,
}

impl ChoiceValue {
    /// Whether the choice rules out every other one.
    #[must_use]
    pub fn is_exclusive(self) -> bool {
        match self {
            Self::DontKnow | Self::NotApplicable | Self::CannotAssess | Self::NoneOfThese => true,
            Self::Plain | Self::Score(_) | Self::Right => false,
        }
    }

    /// The points of a scored choice.
    #[must_use]
    pub fn points(self) -> Option<f64> {
        match self {
            Self::Score(points) => Some(points),
            Self::Right => Some(1.0),
            Self::Plain | Self::DontKnow | Self::NotApplicable | Self::CannotAssess | Self::NoneOfThese => None,
        }
    }
}

/// What to do after a weak answer, and whose it is to do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Recommendation {
    /// The choices after which it applies.
    pub choices: Vec<String>,
    /// The role that owns it: "systemägaren".
    pub owner: String,
    /// What to do.
    pub text: Vec<Block>,
}

/// A comment on choices, shown after a knowledge question has been answered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Remark {
    /// The choices it is about.
    pub choices: Vec<String>,
    /// The comment.
    pub text: Vec<Block>,
}

impl Questionnaire {
    /// Every question in order, whether shown or not.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// The question with the id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }

    /// The section that holds the question.
    #[must_use]
    pub fn section_of(&self, question: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.questions.iter().any(|q| q.id == question))
    }

    /// The document's citation, or its id if the author gave none.
    #[must_use]
    pub fn citation<'a>(&'a self, document: &'a str) -> &'a str {
        self.sources.iter().find(|source| source.id == document).map_or(document, |source| &source.name)
    }
}

impl Question {
    /// What it measures: questions that ask the same, in whichever questionnaires, measure the same.
    #[must_use]
    pub fn measure(&self, questionnaire: &str) -> QuestionRef {
        let own = || QuestionRef { questionnaire: questionnaire.to_owned(), question: self.id.clone() };
        self.same_as.clone().unwrap_or_else(own)
    }

    /// The choices; none for text and number.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            QuestionKind::Single(choices) | QuestionKind::Several(choices) => choices,
            QuestionKind::Text | QuestionKind::Number(_) => &[],
        }
    }

    /// The right answers to a knowledge question; none for other questions.
    pub fn right_choices(&self) -> impl Iterator<Item = &Choice> {
        self.choices().iter().filter(|choice| choice.value == ChoiceValue::Right)
    }

    /// The choice with the id.
    #[must_use]
    pub fn choice(&self, id: &str) -> Option<&Choice> {
        self.choices().iter().find(|choice| choice.id == id)
    }

    /// Whether an answer to it can be worth anything at all.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        self.full_points() > 0.0
    }

    /// The most points an answer can give: the best choice, or all choices where several may be chosen.
    #[must_use]
    pub fn full_points(&self) -> f64 {
        let points = self.choices().iter().filter_map(|choice| choice.value.points());
        match self.kind {
            QuestionKind::Several(_) => points.sum(),
            QuestionKind::Single(_) | QuestionKind::Text | QuestionKind::Number(_) => points.fold(0.0, f64::max),
        }
    }
}
