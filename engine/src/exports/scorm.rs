//! What a learning platform is given of an attempt: SCORM 1.2 (ADL, October 2001).

use crate::model::answers::Answers;
use crate::model::questionnaire::Question;
use crate::results::code::ResultCode;
use crate::scoring::to_show;

/// A length of time as a platform wants it: `CMITimespan`, `HHHH:MM:SS`. The longest is 9999 hours and a bit.
#[must_use]
pub fn time_span(seconds: u64) -> String {
    let seconds = seconds.min(9999 * 3600 + 3599);
    format!("{:04}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The score of an attempt: how many of all the questions were answered right, in whole percent. What is not answered yet
/// is not right yet: one right answer and no other passes nobody. Only nothing is 0, and only everything 100.
#[must_use]
pub fn score<'q>(questions: impl IntoIterator<Item = &'q Question>, answers: &Answers) -> u8 {
    let (mut right, mut of) = (0.0, 0.0);
    for question in questions {
        of += 1.0;
        right += f64::from(u8::from(answers.state(question).is_full()));
    }
    if of == 0.0 {
        return 0;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
    let percent = to_show(100.0 * right / of, 100.0, 1.0).round() as u8;
    percent
}

/// What a platform keeps of an attempt that is not finished.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspended {
    /// The answers.
    pub code: ResultCode,
    /// The places of the questions, from 1, whose right answer has been shown.
    pub shown: Vec<usize>,
}

impl Suspended {
    /// As the platform keeps it: the result code, and the places.
    #[must_use]
    pub fn write(&self) -> String {
        let shown: String = self.shown.iter().map(|place| format!("{place},")).collect();
        format!("{} {shown}", self.code.write())
    }

    /// Reads what was written. `None` if there is no code in it, or one that is damaged.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let found = ResultCode::find(text).into_iter().next()?;
        let code = found.code.ok()?;
        let shown = text[found.end..].trim().split(',').filter_map(|place| place.parse().ok()).collect();
        Some(Self { code, shown })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::answers::Answer;
    use crate::model::questionnaire::{Choice, ChoiceValue, QuestionKind, Questionnaire, Section};
    use crate::results::code::Contents;
    use crate::results::structure::Structure;

    /// A check of so many questions: `q0` and on, where `a` is right.
    fn check(questions: usize) -> Questionnaire {
        let choice = |(id, value): (&str, _)| Choice { id: id.into(), text: id.into(), value };
        let choices: Vec<_> = [("a", ChoiceValue::Right), ("b", ChoiceValue::Plain)].map(choice).into();
        let question =
            |n| Question { id: format!("q{n}"), kind: QuestionKind::Single(choices.clone()), ..Question::default() };
        let section =
            Section { id: "s".into(), questions: (0..questions).map(question).collect(), ..Section::default() };
        Questionnaire {
            id: "prov".into(),
            title: "Vad & hur <1>".into(),
            sections: vec![section],
            ..Questionnaire::default()
        }
    }

    fn answers(given: &[(usize, &str)]) -> Answers {
        given.iter().map(|(n, choice)| (format!("q{n}"), Answer::choosing([*choice]))).collect()
    }

    #[test]
    fn times_are_as_the_platform_writes_them() {
        let spans = [0, 59, 60, 3_661, 360_000, u64::MAX].map(time_span);
        assert_eq!(spans, ["0000:00:00", "0000:00:59", "0000:01:00", "0001:01:01", "0100:00:00", "9999:59:59"]);
    }

    #[test]
    fn what_is_unanswered_is_not_right_yet() {
        let check = check(3);
        let of = |given: &[(usize, &str)]| score(check.questions(), &answers(given));
        assert_eq!([of(&[]), of(&[(0, "a")]), of(&[(0, "a"), (1, "b"), (2, "b")])], [0, 33, 33]);
        assert_eq!([of(&[(0, "a"), (1, "a")]), of(&[(0, "a"), (1, "a"), (2, "a")])], [67, 100]);
        assert_eq!(score([], &answers(&[])), 0);
    }

    #[test]
    fn only_everything_is_100_and_only_nothing_0() {
        let check = check(1000);
        let all: Vec<_> = (0..1000).map(|n| (n, "a")).collect();
        assert_eq!(score(check.questions(), &answers(&all[1..])), 99);
        assert_eq!(score(check.questions(), &answers(&all[..1])), 1);
    }

    #[test]
    fn an_attempt_goes_on_where_it_was_and_fits_into_what_a_platform_keeps() {
        let check = check(200);
        let given: Vec<_> = (0..200).map(|n| (n, "b")).collect();
        let given = answers(&given);
        let contents = Contents { id: "0a1b2c3d", day: "2026-11-26", unit: None, role: None, answers: &given };
        let code = ResultCode::new(&Structure::of(&check), &[], contents);
        let suspended = Suspended { code, shown: (1..=200).collect() };
        let text = suspended.write();
        // `CMIString4096`.
        assert!(text.len() <= 4096, "{}", text.len());
        assert_eq!(Suspended::read(&text), Some(suspended.clone()));
        assert_eq!(suspended.code.open(&check, &[]).unwrap().0, given);
        let none = Suspended { shown: Vec::new(), ..suspended };
        assert_eq!(Suspended::read(&none.write()), Some(none));
    }

    #[test]
    fn what_is_no_attempt_is_none() {
        for text in ["", "VP1-", "annat", "1,2,3", "VP9-abc 1"] {
            assert_eq!(Suspended::read(text), None, "{text}");
        }
    }
}
