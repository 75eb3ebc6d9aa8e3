//! A questionnaire as it was written, with the place of everything: what the checks look at.

use std::ops::Range;

use engine::Lang;
use engine::model::questionnaire::{ChoiceValue, Gate, Named, NumberField, Passage, QuestionRef, ScoringKind};
use engine::model::rich_text::Block;

use crate::report::Spanned;

/// The whole file.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub front: Front,
    pub title: Option<Spanned<String>>,
    pub intro: Vec<Block>,
    pub caveat: Vec<Block>,
    pub method: Vec<Block>,
    pub scales: Vec<Scale>,
    pub sections: Vec<Section>,
}

/// The front matter.
#[derive(Debug, Default)]
pub(crate) struct Front {
    pub span: Range<usize>,
    pub id: Option<Spanned<String>>,
    pub version: Option<Spanned<String>>,
    pub language: Option<Spanned<Lang>>,
    pub minutes: Option<Spanned<u32>>,
    pub audience: Option<Spanned<String>>,
    pub notes: Option<Spanned<bool>>,
    pub scoring: Scoring,
    pub roles: Vec<Spanned<Named>>,
    pub sources: Vec<Spanned<Named>>,
    pub indices: Vec<Spanned<Named>>,
}

/// The table `[scoring]`.
#[derive(Debug, Default)]
pub(crate) struct Scoring {
    pub kind: Option<Spanned<ScoringKind>>,
    pub name: Option<Spanned<String>>,
    pub gate: Option<Spanned<Gate>>,
    pub levels: Vec<Spanned<String>>,
}

/// Choices defined once, for several questions.
#[derive(Debug)]
pub(crate) struct Scale {
    pub name: Spanned<String>,
    pub choices: Vec<Choice>,
}

#[derive(Debug)]
pub(crate) struct Choice {
    pub id: Spanned<String>,
    pub value: ChoiceValue,
    pub text: String,
}

#[derive(Debug)]
pub(crate) struct Section {
    pub id: Option<Spanned<String>>,
    pub title: Spanned<String>,
    pub intro: Vec<Block>,
    pub questions: Vec<Question>,
}

#[derive(Debug)]
pub(crate) struct Question {
    pub text: Spanned<String>,
    pub settings: QuestionSettings,
    pub hint: Vec<Block>,
    /// Its own choices. Empty if it uses a scale.
    pub choices: Vec<Choice>,
    pub parts: Vec<Part>,
}

/// The block of settings under a question's heading.
#[derive(Debug, Default)]
pub(crate) struct QuestionSettings {
    pub id: Option<Spanned<String>>,
    pub kind: Option<Spanned<KindWord>>,
    pub scale: Option<Spanned<String>>,
    pub formerly: Vec<Spanned<String>>,
    pub number: Option<Spanned<String>>,
    pub sources: Vec<Spanned<Passage>>,
    pub show_if: Vec<Condition>,
    pub index: Option<Spanned<String>>,
    pub weight: Option<Spanned<f64>>,
    pub level: Option<Spanned<u32>>,
    pub required: Option<Spanned<bool>>,
    pub note: Option<Spanned<bool>>,
    pub same_as: Option<Spanned<QuestionRef>>,
    pub background_after: Option<Spanned<bool>>,
    pub reports: Option<Spanned<bool>>,
    pub min: Option<Spanned<f64>>,
    pub max: Option<Spanned<f64>>,
    pub unit: Option<Spanned<String>>,
}

/// The words for a question's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum KindWord {
    #[default]
    Single,
    Several,
    Text,
    Number,
}

impl KindWord {
    /// Whether its answers are choices: its own or its scale's.
    pub fn has_choices(self) -> bool {
        match self {
            Self::Single | Self::Several => true,
            Self::Text | Self::Number => false,
        }
    }

    /// Whether more than one choice may be chosen.
    pub fn allows_several(self) -> bool {
        match self {
            Self::Several => true,
            Self::Single | Self::Text | Self::Number => false,
        }
    }

    /// Whether its answer is a number, with limits and a unit.
    pub fn has_number(self) -> bool {
        match self {
            Self::Number => true,
            Self::Single | Self::Several | Self::Text => false,
        }
    }

    /// Whether the answer may have a note beside it. A text needs none.
    pub fn takes_note(self) -> bool {
        match self {
            Self::Single | Self::Several | Self::Number => true,
            Self::Text => false,
        }
    }
}

#[derive(Debug)]
pub(crate) struct Condition {
    pub question: Spanned<String>,
    pub choices: Vec<Spanned<String>>,
}

/// A part of a question under a heading of its own.
#[derive(Debug)]
pub(crate) struct Part {
    pub kind: PartKind,
    pub heading: Range<usize>,
    pub blocks: Vec<Block>,
    pub tagged: Vec<Tagged>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartKind {
    Help,
    Why,
    Explanation,
    Discussion,
    Evidence,
    Recommendation,
}

impl PartKind {
    /// The headings that may be written, in both languages, and what they mean.
    pub const WORDS: [(&'static str, PartKind); 12] = [
        ("Hjälp", PartKind::Help),
        ("Help", PartKind::Help),
        ("Varför vi frågar", PartKind::Why),
        ("Why we ask", PartKind::Why),
        ("Förklaring", PartKind::Explanation),
        ("Explanation", PartKind::Explanation),
        ("Diskussion", PartKind::Discussion),
        ("Discussion", PartKind::Discussion),
        ("Underlag", PartKind::Evidence),
        ("Evidence", PartKind::Evidence),
        ("Rekommendation", PartKind::Recommendation),
        ("Recommendation", PartKind::Recommendation),
    ];

    /// Whether its list items may begin with a code span that names choices.
    pub fn takes_tags(self) -> bool {
        match self {
            Self::Explanation | Self::Recommendation => true,
            Self::Help | Self::Why | Self::Discussion | Self::Evidence => false,
        }
    }
}

/// A list item that starts with a code span: "`nej, delvis: Systemägaren` Utse …".
#[derive(Debug)]
pub(crate) struct Tagged {
    pub ids: Vec<Spanned<String>>,
    pub value: Option<Spanned<String>>,
    pub blocks: Vec<Block>,
    pub span: Range<usize>,
}

impl Draft {
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id() == Some(id))
    }

    /// The choices a question has: its own, or its scale's.
    pub fn choices<'d>(&'d self, question: &'d Question) -> &'d [Choice] {
        let scale = question.settings.scale.as_ref();
        let scale = scale.and_then(|name| self.scales.iter().find(|scale| scale.name.value == name.value));
        match scale {
            Some(scale) if question.choices.is_empty() => &scale.choices,
            _ => &question.choices,
        }
    }

    /// Whether the question's choices are those of a scale that the file does not have. That is reported as such; what seems
    /// to be wrong with the choices follows from it.
    pub fn lacks_scale(&self, question: &Question) -> bool {
        let named = question.settings.scale.as_ref().filter(|_| question.choices.is_empty());
        named.is_some_and(|name| self.scales.iter().all(|scale| scale.name.value != name.value))
    }

    pub fn scoring_kind(&self) -> ScoringKind {
        self.front.scoring.kind.as_ref().map_or(ScoringKind::default(), |kind| kind.value)
    }

    /// The most points one choice of the question gives: above 0 for a scored question.
    pub fn best(&self, question: &Question) -> f64 {
        self.choices(question).iter().filter_map(|choice| choice.value.points()).fold(0.0, f64::max)
    }
}

impl Question {
    pub fn id(&self) -> Option<&str> {
        self.settings.id.as_ref().map(|id| id.value.as_str())
    }

    pub fn kind(&self) -> KindWord {
        self.settings.kind.as_ref().map_or(KindWord::Single, |kind| kind.value)
    }

    pub fn parts(&self, kind: PartKind) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| part.kind == kind)
    }

    /// The field of a number question.
    pub fn number_field(&self) -> NumberField {
        let value = |number: &Option<Spanned<f64>>| number.as_ref().map(|number| number.value);
        let unit = self.settings.unit.as_ref().map_or_else(String::new, |unit| unit.value.clone());
        NumberField { min: value(&self.settings.min), max: value(&self.settings.max), unit }
    }
}
