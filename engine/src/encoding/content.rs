//! The compiled forms of content. The build writes one beside each Markdown file, so that a first visit need not read
//! Markdown. A compiled form counts only while its digest is that of the file beside it.
//!
//! They are binary (postcard), not JSON: reading JSON into the model cost the first visit some 25 kB of code. What stands in
//! the file beside it is not written again ([`delta`]).

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::encoding::delta::{delta, whole};
use crate::encoding::packing::{pack, unpack};
use crate::model::answers::{Answer, Answers};
use crate::model::questionnaire::{QuestionRef, Questionnaire};
use crate::model::rich_text::plain_text;
use crate::scoring::flow;

/// The layout of compiled forms. Raise it whenever a type of the model changes shape: a compiled form of another layout
/// is ignored, and the file beside it is read instead. A test holds the two together.
pub const LAYOUT: u16 = 9;

/// Something read from a content file, with the digest of the file it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Compiled<T> {
    /// The SHA-256 of the file.
    pub digest: String,
    /// What was read from it.
    pub value: T,
}

impl<T: Serialize> Compiled<T> {
    /// The compiled form: layout, digest, and the value as what is new beside the file it was read from.
    #[must_use]
    pub fn encode(&self, source: &[u8]) -> Vec<u8> {
        pack(&(LAYOUT, &self.digest, delta(&pack(&self.value), source)))
    }
}

impl<T: DeserializeOwned> Compiled<T> {
    /// Reads a compiled form with the file it was made from, and that file's digest. `None` if it is damaged, has another
    /// layout, or was made from another file.
    #[must_use]
    pub fn decode(bytes: &[u8], digest: &str, source: &[u8]) -> Option<Self> {
        // Layout and digest are read first: what follows another layout may be anything.
        let (layout, rest) = postcard::take_from_bytes::<u16>(bytes).ok()?;
        (layout == LAYOUT).then_some(())?;
        let (written, rest) = postcard::take_from_bytes::<&str>(rest).ok()?;
        (written == digest).then_some(())?;
        let delta: &[u8] = postcard::from_bytes(rest).ok()?;
        Some(Self { digest: digest.to_owned(), value: unpack(&whole(delta, source)?)? })
    }
}

/// What was known of each questionnaire of one language when the site was built: id and summary. The start page shows it
/// at once; each summary has its own digest.
pub type Summaries = Vec<(String, Summary)>;

/// What the start page shows of a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The SHA-256 of its Markdown.
    pub digest: String,
    /// What it is called.
    pub title: String,
    /// The first sentences of the text under its title, without formatting.
    pub about: String,
    /// Who answers it.
    pub audience: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// The ids of the questions that are asked of whoever begins it: without follow-up questions.
    pub questions: Vec<String>,
    /// The questions that another questionnaire asks too: each id, and the one that they all are the same as.
    pub same: Vec<(String, QuestionRef)>,
}

impl Summary {
    /// The summary of a questionnaire.
    #[must_use]
    pub fn of(questionnaire: &Questionnaire, digest: String) -> Self {
        Self {
            digest,
            title: questionnaire.title.clone(),
            about: first_sentences(&plain_text(&questionnaire.intro)),
            audience: questionnaire.audience.clone(),
            minutes: questionnaire.minutes,
            questions: flow::shown(questionnaire, &Answers::default()).into_iter().map(|q| q.id.clone()).collect(),
            same: questionnaire.questions().filter_map(|q| Some((q.id.clone(), q.same_as.clone()?))).collect(),
        }
    }

    /// How many of the questions have an answer. A note alone is none.
    #[must_use]
    pub fn answered(&self, answers: &Answers) -> usize {
        let is_answered =
            |answer: &Answer| !answer.choices.is_empty() || answer.number.is_some() || answer.written_text().is_some();
        self.questions.iter().filter(|id| answers.get(id).is_some_and(is_answered)).count()
    }
}

/// How many characters the start page shows of a questionnaire's text at most. A longer first sentence is shown whole.
const ABOUT: usize = 90;

/// As many whole sentences as there is room for, but at least one.
fn first_sentences(text: &str) -> String {
    let ends = text.match_indices(['.', '!', '?']).map(|(at, _)| at + 1);
    // Not the point in "t.ex." or "2.1": a sentence ends before a space or at the end.
    let ends = ends.filter(|end| text[*end..].is_empty() || text[*end..].starts_with(' '));
    let mut cut = None;
    for end in ends {
        if cut.is_some() && text[..end].chars().count() > ABOUT {
            break;
        }
        cut = Some(end);
    }
    text[..cut.unwrap_or(text.len())].to_owned()
}

#[cfg(test)]
mod tests {
    use serde_reflection::{Format, Tracer, TracerConfig};

    use super::*;
    use crate::Lang;
    use crate::directives::Directive;
    use crate::directives::placeholder::PlaceholderKind;
    use crate::model::questionnaire::{
        Choice, ChoiceValue, Condition, Gate, Question, QuestionKind, ScoringKind, Section,
    };
    use crate::model::rich_text::{Block, Inline};
    use crate::model::site::{Page, Site};

    fn full() -> Compiled<Questionnaire> {
        let choices = vec![Choice { id: "c".into(), text: "t".into(), value: ChoiceValue::Score(0.5) }];
        let kind = QuestionKind::Single(choices);
        let questions = vec![Question { id: "q".into(), kind, ..Question::default() }];
        let sections = vec![Section { id: "s".into(), questions, ..Section::default() }];
        let value = Questionnaire { id: "full".into(), sections, ..Questionnaire::default() };
        Compiled { digest: "d".into(), value }
    }

    #[test]
    fn what_was_encoded_is_decoded_only_for_its_own_file() {
        let bytes = full().encode(b"full");
        assert_eq!(Compiled::decode(&bytes, "d", b"full"), Some(full()));
        assert_eq!(Compiled::<Questionnaire>::decode(&bytes, "e", b"full"), None);
        for cut in 0..bytes.len() {
            assert_eq!(Compiled::<Questionnaire>::decode(&bytes[..cut], "d", b"full"), None, "cut at {cut}");
        }
    }

    #[test]
    fn the_start_page_tells_the_first_sentences() {
        let long = "Ord ".repeat(60);
        let cases = [
            ("Kort. Också kort.", "Kort. Också kort."),
            (&format!("Kort? {long}."), "Kort?"),
            (&format!("{long}slut. Mer."), &format!("{long}slut.")),
            ("Utan punkt", "Utan punkt"),
            ("Enligt 2.1 gäller det.", "Enligt 2.1 gäller det."),
            ("", ""),
        ];
        for (text, expect) in cases {
            assert_eq!(first_sentences(text), expect);
        }
    }

    #[test]
    fn follow_up_questions_notes_and_what_is_no_longer_asked_are_not_counted() {
        let mut q = full().value;
        q.sections[0].questions.push(Question { id: "r".into(), ..Question::default() });
        q.sections[0].questions.push(Question {
            id: "follow-up".into(),
            conditions: vec![Condition { question: "q".into(), choices: vec!["c".into()] }],
            ..Question::default()
        });
        let summary = Summary::of(&q, String::new());
        assert_eq!(summary.questions, ["q", "r"]);
        let note = Answer { note: Some("n".into()), ..Answer::default() };
        let text = Answer { text: Some("t".into()), ..Answer::default() };
        let mut answers = Answers::default();
        for (id, answer) in [("q", Answer::choosing(["c"])), ("r", note), ("follow-up", text.clone()), ("old", text)] {
            answers.set(id, answer);
        }
        assert_eq!(summary.answered(&answers), 1);
    }

    #[test]
    fn another_layout_is_passed_over() {
        let mut bytes = full().encode(b"");
        bytes[0] += 1;
        assert_eq!(Compiled::<Questionnaire>::decode(&bytes, "d", b""), None);
    }

    /// The shape of everything in compiled forms: each field of each type, each variant of each choice, in
    /// their order.
    fn shape() -> String {
        fn traced<'de, T: Deserialize<'de>>(tracer: &mut Tracer) -> Format {
            tracer.trace_simple_type::<T>().unwrap().0
        }
        let mut tracer = Tracer::new(TracerConfig::default());
        let forms = [
            traced::<Questionnaire>(&mut tracer),
            traced::<Site>(&mut tracer),
            traced::<Page>(&mut tracer),
            traced::<Summaries>(&mut tracer),
            // A text holds it as bytes.
            traced::<Directive>(&mut tracer),
        ];
        // Each choice by itself, for all its variants. The registry refuses if one is missing here.
        traced::<Lang>(&mut tracer);
        traced::<ScoringKind>(&mut tracer);
        traced::<Gate>(&mut tracer);
        traced::<QuestionKind>(&mut tracer);
        traced::<ChoiceValue>(&mut tracer);
        traced::<Block>(&mut tracer);
        traced::<Inline>(&mut tracer);
        traced::<PlaceholderKind>(&mut tracer);
        let registry = tracer.registry().unwrap();
        let types: Vec<String> = registry.iter().map(|(name, shape)| format!("{name}: {shape:?}")).collect();
        format!("{forms:?}\n{}", types.join("\n"))
    }

    #[test]
    fn a_new_shape_of_the_model_raises_the_layout() {
        let shape = shape();
        for part in [
            "Site",
            "Contact",
            "QuestionnaireGroup",
            "Page",
            "Summary",
            "Remark",
            "NumberField",
            "Recommendation",
            "Statement",
            "Placeholder",
        ] {
            assert!(shape.contains(&format!("\n{part}: ")), "{part} is missing:\n{shape}");
        }
        let known = (LAYOUT, crate::encoding::digest::sha256(shape.as_bytes()));
        assert_eq!(
            (known.0, known.1.as_str()),
            (9, "3af2be4007eccf52e4cd26a212e66f4b8b9797a2b920dbbc6f62c992ef1905b9"),
            "the model has changed shape: raise LAYOUT and note the new digest here\n{shape}"
        );
    }
}
