//! A score in words. The engine explains a score as data; this module turns that into sentences.

use engine::Lang;
use engine::model::questionnaire::{Questionnaire, ScoringKind};
use engine::scoring::{Figure, Part, Reason, to_show};

use crate::Texts;

/// How numbers are written. The site gives the browser's own way, and a test gives its own.
#[derive(Clone, Copy)]
pub struct Format {
    /// A share from 0 to 1 as a percentage.
    pub percent: fn(f64, Lang) -> String,
    /// A number.
    pub number: fn(f64, Lang) -> String,
}

/// Explains the scores of one questionnaire.
#[derive(Clone, Copy)]
pub struct Explain<'q> {
    /// The questionnaire.
    pub questionnaire: &'q Questionnaire,
    /// The reader's language.
    pub lang: Lang,
    /// How numbers are written.
    pub format: Format,
}

impl<'q> Explain<'q> {
    /// Explains in the questionnaire's language.
    #[must_use]
    pub fn new(questionnaire: &'q Questionnaire, format: Format) -> Self {
        Self { questionnaire, lang: questionnaire.language, format }
    }

    fn texts(&self) -> Texts {
        Texts(self.lang)
    }

    fn percent(&self, share: f64) -> String {
        (self.format.percent)(share, self.lang)
    }

    fn number(&self, number: f64) -> String {
        (self.format.number)(number, self.lang)
    }

    /// The figure in a few characters: "25 %", "Nivå 2 av 3", "Nådd".
    #[must_use]
    pub fn figure(&self, part: &Part) -> String {
        let t = self.texts();
        match part.figure {
            Figure::None if part.counts.cannot_assess > 0 => t.cannot_assess().to_owned(),
            Figure::None => t.no_result().to_owned(),
            Figure::Share { share, .. } => self.percent(share),
            Figure::Baseline { met: true, .. } => t.met().to_owned(),
            // Only unanswered questions stand in the way.
            Figure::Baseline { fulfilled, applicable, .. } if fulfilled == applicable => t.not_met_yet().to_owned(),
            Figure::Baseline { .. } => t.not_met().to_owned(),
            Figure::Level { unconfirmed: true, .. } => t.no_level().to_owned(),
            Figure::Level { level, highest, .. } => {
                self.level_name(level).unwrap_or_else(|| t.level_of(level, highest))
            }
            Figure::Right { right, of, .. } => t.of(&right.to_string(), &of.to_string()),
        }
    }

    /// The figure where the head of its column says that it is a level: "2: Infört".
    #[must_use]
    pub fn figure_in_column(&self, part: &Part) -> String {
        match part.figure {
            Figure::Level { level, unconfirmed: false, .. } => {
                let name = self.questionnaire.scoring.level_names.get(usize::from(level));
                name.map_or_else(|| level.to_string(), |name| format!("{level}: {name}"))
            }
            _ => self.figure(part),
        }
    }

    /// The figure of the whole as short as it can be said, and what it means if its author has a name for it: "Nivå 2 av 3"
    /// and "Infört".
    #[must_use]
    pub fn headline(&self, part: &Part) -> (String, Option<String>) {
        match part.figure {
            Figure::Level { level, highest, unconfirmed: false, .. } => {
                let name = self.questionnaire.scoring.level_names.get(usize::from(level));
                (self.texts().level_of(level, highest), name.cloned())
            }
            _ => (self.figure(part), None),
        }
    }

    /// The scale of a figure: what stands at which share of the highest, from 0 to 1. Empty if there is no figure.
    #[must_use]
    pub fn scale(&self, part: &Part) -> Vec<(f64, String)> {
        let ends = |least: String, most: String| vec![(0.0, least), (1.0, most)];
        match part.figure {
            Figure::None => Vec::new(),
            Figure::Level { highest, .. } => {
                let share = |level: u8| f64::from(level) / f64::from(highest.max(1));
                (0..=highest).map(|level| (share(level), level.to_string())).collect()
            }
            Figure::Share { .. } => ends(self.percent(0.0), self.percent(1.0)),
            Figure::Baseline { applicable: of, .. } | Figure::Right { of, .. } => ends("0".to_owned(), of.to_string()),
        }
    }

    /// The author's own name for a level, with its number.
    fn level_name(&self, level: u8) -> Option<String> {
        let name = self.questionnaire.scoring.level_names.get(usize::from(level))?;
        Some(format!("{} {level}: {name}", self.texts().level()))
    }

    /// The figure in a sentence, with what it is made of. `None` if there is no figure.
    #[must_use]
    pub fn verdict(&self, part: &Part) -> Option<String> {
        let lang = self.lang;
        let sentence = match part.figure {
            Figure::None => return None,
            Figure::Share { points, possible, share } => {
                let points = self.number(to_show(points, possible, 0.01));
                let (possible, share) = (self.number(possible), self.percent(share));
                lang.pick(
                    format!("Svaren ger {points} av {possible} poäng, {share}."),
                    format!(
                        "The answers give {points} of {possible} {}, {share}.",
                        if possible == "1" { "point" } else { "points" }
                    ),
                )
            }
            Figure::Baseline { met: true, fulfilled, applicable, .. } => lang.pick(
                format!("{fulfilled} av {applicable} krav är {}. Basnivån är nådd.", fulfilled_word(fulfilled)),
                format!("{} The baseline is reached.", requirements_met(fulfilled, applicable, "")),
            ),
            Figure::Baseline { fulfilled, applicable, .. } => {
                let answered = if part.preliminary { lang.pick(" besvarade", " answered") } else { "" };
                lang.pick(
                    format!("{fulfilled} av {applicable}{answered} krav är {}. Basnivån är nådd först när alla krav som gäller är uppfyllda.", fulfilled_word(fulfilled)),
                    format!("{} The baseline is reached only when every requirement that applies is met.", requirements_met(fulfilled, applicable, answered)),
                )
            }
            Figure::Level { level, highest, share, unconfirmed } => {
                let share = self.percent(share);
                let lowest = part.reasons.iter().find_map(|reason| match reason {
                    Reason::LowestSection { sections } if level < highest && !unconfirmed => Some(sections.len()),
                    _ => None,
                });
                let reached = match level {
                    _ if unconfirmed => {
                        lang.pick("Ingen nivå är bekräftad.".to_owned(), "No level has been confirmed.".to_owned())
                    }
                    0 => {
                        lang.pick("Nivå 1 är inte nådd än.".to_owned(), "Level 1 has not been reached yet.".to_owned())
                    }
                    _ if level == highest => lang.pick(
                        format!("Nivå {level}, den högsta, är nådd."),
                        format!("Level {level}, the highest, has been reached."),
                    ),
                    _ => lang.pick(
                        format!("Nivå {level} av {highest} är nådd."),
                        format!("Level {level} of {highest} has been reached."),
                    ),
                };
                match lowest {
                    // The share is of all, and may be high where one section is low.
                    Some(sections) => {
                        // That level 1 has not been reached is said by those that do not reach it.
                        let reached = if level == 0 { String::new() } else { reached + " " };
                        let left = self.short_of(level + 1, sections);
                        lang.pick(
                            format!("{reached}{left} Svaren ger {share} av poängen."),
                            format!("{reached}{left} The answers give {share} of the points."),
                        )
                    }
                    None => lang.pick(
                        format!("{reached} Svaren ger {share} av poängen."),
                        format!("{reached} The answers give {share} of the points."),
                    ),
                }
            }
            Figure::Right { right, of, .. } => lang.pick(
                format!("{right} av {of} svar var rätt."),
                format!(
                    "{right} of {of} {} right.",
                    match (of, right) {
                        (1, _) => "answer was",
                        (_, 1) => "answers was",
                        _ => "answers were",
                    }
                ),
            ),
        };
        Some(sentence)
    }

    /// How many sections do not reach a level. Short: it stands in a summary of one sheet too.
    fn short_of(&self, level: u8, sections: usize) -> String {
        match (self.lang, sections) {
            (Lang::Sv, _) => format!("{sections} avsnitt når inte nivå {level}."),
            (Lang::En, 1) => format!("1 section does not reach level {level}."),
            (Lang::En, _) => format!("{sections} sections do not reach level {level}."),
        }
    }

    /// A target in a few characters: "Nivå 2", "80 %".
    #[must_use]
    pub fn target(&self, target: u8) -> String {
        match self.questionnaire.scoring.kind {
            ScoringKind::Levels => format!("{} {target}", self.texts().level()),
            _ => self.percent(f64::from(target) / 100.0),
        }
    }

    /// How far a part is below its target ([`engine::results::plan::gap`]), in a few words.
    #[must_use]
    pub fn gap(&self, gap: f64) -> String {
        // A smaller gap is a rounding error. Every other gap is shown, even if it rounds to 0.
        if gap < 1e-7 {
            return self.texts().target_reached().to_owned();
        }
        let number = self.number(gap.max(0.01));
        match (self.questionnaire.scoring.kind, self.lang) {
            (ScoringKind::Levels, Lang::Sv) => format!("{number} {}", if gap > 1.0 { "nivåer" } else { "nivå" }),
            (ScoringKind::Levels, Lang::En) => format!("{number} {}", if gap > 1.0 { "levels" } else { "level" }),
            (_, Lang::Sv) => format!("{number} {}", if number == "1" { "procentenhet" } else { "procentenheter" }),
            (_, Lang::En) => {
                format!("{number} {}", if number == "1" { "percentage point" } else { "percentage points" })
            }
        }
    }

    /// The titles of the sections, as a list to read.
    fn titles(&self, sections: &[String]) -> String {
        let of = self.questionnaire.sections.iter().filter(|section| sections.contains(&section.id));
        self.texts().list(&of.map(|section| section.title.clone()).collect::<Vec<_>>())
    }

    /// Why no level is confirmed: how many statements are missing, and in which sections.
    fn not_confirmed(&self, questions: &[String], sections: &[String], part: &Part) -> String {
        let lang = self.lang;
        let unanswered = part.reasons.iter().find(|reason| matches!(reason, Reason::Unanswered { .. }));
        let unanswered = unanswered.map(Reason::questions).unwrap_or_default();
        let (unanswered, unassessed): (Vec<_>, Vec<_>) = questions.iter().partition(|id| unanswered.contains(id));
        let count = |n: usize, (sv, svs, en, ens): (&str, &str, &str, &str)| {
            (n > 0).then(|| match n {
                1 => lang.pick(format!("1 påstående inte {sv}"), format!("1 statement {en}")),
                _ => lang.pick(format!("{n} påståenden inte {svs}"), format!("{n} statements {ens}")),
            })
        };
        let cannot =
            count(unassessed.len(), ("kan bedömas", "kan bedömas", "cannot be assessed", "cannot be assessed"));
        let missing = count(unanswered.len(), ("är besvarat", "är besvarade", "is not answered", "are not answered"));
        let why = self.texts().list(&cannot.into_iter().chain(missing).collect::<Vec<_>>());
        let place = match sections.is_empty() {
            true => String::new(),
            false => lang.pick(format!(" i {}", self.titles(sections)), format!(" in {}", self.titles(sections))),
        };
        lang.pick(
            format!("Ingen nivå kan bekräftas, för att {why}{place}."),
            format!("No level can be confirmed, because {why}{place}."),
        )
    }

    /// Why the part has its figure, in one or two sentences.
    #[must_use]
    pub fn reason(&self, reason: &Reason, part: &Part) -> String {
        let lang = self.lang;
        let n = reason.questions().len();
        let word = |one: &'static str, many: &'static str| if n == 1 { one } else { many };
        match reason {
            Reason::Capped { level, .. } => {
                let reached = match part.figure {
                    Figure::Level { level: own, .. } if own > 0 => {
                        lang.pick(format!("Ni stannar på nivå {own}"), format!("You stay at level {own}"))
                    }
                    _ => lang.pick(format!("Ni når inte nivå {level} än"), format!("You do not reach level {level} yet")),
                };
                let (is, are) = (word("påstående", "påståenden"), word("uppfyllt", "uppfyllda"));
                lang.pick(
                    format!("{reached}: {n} {is} på nivå {level} är inte {are}."),
                    format!("{reached}: {n} {} at level {level} {} not met.", word("statement", "statements"), word("is", "are")),
                )
            }
            Reason::NotConfirmed { sections, .. } => self.not_confirmed(reason.questions(), sections, part),
            Reason::Gaps { .. } => lang.pick(
                format!("{n} krav är inte helt {}.", word("uppfyllt", "uppfyllda")),
                format!("{n} {} not fully met.", word("requirement is", "requirements are")),
            ),
            Reason::NotFull { .. } if self.questionnaire.scoring.kind == ScoringKind::Knowledge => lang.pick(
                format!("{n} svar var inte rätt."),
                format!("{n} {} not right.", word("answer was", "answers were")),
            ),
            Reason::NotFull { .. } => lang.pick(
                format!("{n} svar gav mindre än full poäng."),
                format!("{n} {} less than full points.", word("answer gave", "answers gave")),
            ),
            Reason::LowestSection { sections } => {
                let one = sections.len() == 1;
                let titles = self.titles(sections);
                lang.pick(
                    format!("Den samlade nivån är {}: {titles}.", if one { "det lägsta avsnittets" } else { "de lägsta avsnittens" }),
                    format!("The overall level is that of the lowest {}: {titles}.", if one { "section" } else { "sections" }),
                )
            }
            Reason::NotApplicable { .. } => lang.pick(
                format!("{n} svar är ”Ej tillämpligt” och räknas inte."),
                format!("{n} {} “Not applicable” and {} not count.", word("answer is", "answers are"), word("does", "do")),
            ),
            Reason::CannotAssess { .. } => lang.pick(
                format!("{n} svar är ”Kan inte bedömas” och räknas inte i andelen. Den nivå som kräver {} blir inte bekräftad.", word("det", "dem")),
                format!("{n} {} “Cannot be assessed” and {} left out of the share. A level that asks for {} is not confirmed.", word("answer is", "answers are"), word("is", "are"), word("it", "them")),
            ),
            Reason::DontKnow { .. } => {
                let share = part.counts.dont_know_share().map(|share| self.percent(share)).unwrap_or_default();
                lang.pick(
                    format!("{n} svar är ”Vet inte” ({share} av svaren) och ger inga poäng. Ta reda på hur det är. Då kan resultatet ändras."),
                    format!("{n} {} “Don’t know” ({share} of the answers) and {} no points. Find out how things stand. The result may then change.", word("answer is", "answers are"), word("gives", "give")),
                )
            }
            Reason::Unanswered { .. } => lang.pick(
                format!(
                    "{n} {} inte {}. Därför är resultatet preliminärt.",
                    word("fråga är", "frågor är"),
                    word("besvarad", "besvarade")
                ),
                format!("{n} {} not answered. So the result is preliminary.", word("question is", "questions are")),
            ),
        }
    }
}

/// "Uppfyllt" or "uppfyllda", after a number of requirements.
fn fulfilled_word(fulfilled: u32) -> &'static str {
    if fulfilled == 1 { "uppfyllt" } else { "uppfyllda" }
}

fn requirements_met(fulfilled: u32, applicable: u32, answered: &str) -> String {
    let requirements = if applicable == 1 { "requirement" } else { "requirements" };
    let are = if fulfilled == 1 || applicable == 1 { "is" } else { "are" };
    format!("{fulfilled} of {applicable}{answered} {requirements} {are} met.")
}

#[cfg(test)]
mod tests {
    use engine::model::answers::{Answer, Answers};
    use engine::model::questionnaire::{Choice, ChoiceValue, Question, QuestionKind, Scoring, Section};
    use engine::scoring::{Score, score};

    use super::*;

    /// Explains two sections of two statements at levels 1 and 2. Each word answers one statement.
    fn explained(kind: ScoringKind, answers: [&str; 4], lang: Lang) -> Vec<String> {
        let (whole, _) = both_explained(kind, answers, lang);
        whole
    }

    /// Why each of the sections has its figure.
    fn sections_explained(kind: ScoringKind, answers: [&str; 4], lang: Lang) -> Vec<String> {
        let (_, sections) = both_explained(kind, answers, lang);
        sections
    }

    fn both_explained(kind: ScoringKind, answers: [&str; 4], lang: Lang) -> (Vec<String>, Vec<String>) {
        let choice = |id: &str, value| Choice { id: id.into(), text: id.into(), value };
        let choices = || {
            QuestionKind::Single(vec![
                choice("ja", ChoiceValue::Score(1.0)),
                choice("nej", ChoiceValue::Score(0.0)),
                choice("vet-inte", ChoiceValue::DontKnow),
                choice("ej", ChoiceValue::NotApplicable),
                choice("kan-inte", ChoiceValue::CannotAssess),
            ])
        };
        let question =
            |n: u8| Question { id: format!("q{n}"), kind: choices(), level: Some(n % 2 + 1), ..Question::default() };
        let section = |n: u8, title: &str| Section {
            id: format!("s{n}"),
            title: title.into(),
            questions: vec![question(2 * n), question(2 * n + 1)],
            ..Section::default()
        };
        let questionnaire = Questionnaire {
            scoring: Scoring { kind, level_names: vec!["Ingen".into(), "Grund".into()], ..Scoring::default() },
            sections: vec![section(0, "Styrning"), section(1, "Drift")],
            ..Questionnaire::default()
        };
        let mut given = Answers::default();
        for (n, answer) in answers.iter().enumerate().filter(|(_, answer)| !answer.is_empty()) {
            given.set(&format!("q{n}"), Answer::choosing([*answer]));
        }
        let format = Format {
            percent: |share, _| format!("{:.0} %", to_show(share, 1.0, 0.01) * 100.0),
            number: |number, _| number.to_string(),
        };
        let explain = Explain { questionnaire: &questionnaire, lang, format };
        let Score { whole, sections, .. } = score(&questionnaire, &given);
        let mut all = vec![explain.figure(&whole)];
        all.extend(explain.verdict(&whole));
        all.extend(whole.reasons.iter().map(|reason| explain.reason(reason, &whole)));
        let of_sections =
            sections.iter().flat_map(|part| part.reasons.iter().map(|reason| explain.reason(reason, part)));
        (all, of_sections.collect())
    }

    #[test]
    fn levels_name_the_lowest_section_and_what_was_left_out() {
        assert_eq!(
            explained(ScoringKind::Levels, ["ja", "ja", "ja", "vet-inte"], Lang::Sv),
            [
                "Nivå 1: Grund",
                "Nivå 1 av 2 är nådd. 1 avsnitt når inte nivå 2. Svaren ger 75 % av poängen.",
                "Den samlade nivån är det lägsta avsnittets: Drift.",
                "1 svar är ”Vet inte” (25 % av svaren) och ger inga poäng. Ta reda på hur det är. Då kan resultatet ändras.",
            ]
        );
        assert_eq!(
            explained(ScoringKind::Levels, ["ja", "ja", "ja", ""], Lang::En),
            [
                "Level 1: Grund",
                "Level 1 of 2 has been reached. 1 section does not reach level 2. The answers give 100 % of the points.",
                "The overall level is that of the lowest section: Drift.",
                "1 question is not answered. So the result is preliminary.",
            ]
        );
    }

    #[test]
    fn an_unconfirmed_level_says_what_is_missing_and_where() {
        assert_eq!(
            explained(ScoringKind::Levels, ["ja", "ja", "kan-inte", "kan-inte"], Lang::Sv),
            [
                "Ingen nivå bekräftad",
                "Ingen nivå är bekräftad. Svaren ger 100 % av poängen.",
                "Ingen nivå kan bekräftas, för att 1 påstående inte kan bedömas i Drift.",
                "2 svar är ”Kan inte bedömas” och räknas inte i andelen. Den nivå som kräver dem blir inte bekräftad.",
            ]
        );
        assert_eq!(
            explained(ScoringKind::Levels, ["kan-inte", "ja", "", ""], Lang::En)[..3],
            [
                "No level confirmed",
                "No level has been confirmed. The answers give 100 % of the points.",
                "No level can be confirmed, because 1 statement cannot be assessed and 1 statement is not answered in Styrning and Drift.",
            ]
        );
        let known = explained(ScoringKind::Levels, ["nej", "ja", "kan-inte", ""], Lang::Sv);
        assert_eq!(
            known[..3],
            [
                "Nivå 0: Ingen",
                "1 avsnitt når inte nivå 1. Svaren ger 50 % av poängen.",
                "Den samlade nivån är det lägsta avsnittets: Styrning.",
            ]
        );
    }

    #[test]
    fn what_cannot_be_assessed_is_no_level() {
        assert_eq!(
            explained(ScoringKind::Levels, ["kan-inte"; 4], Lang::Sv),
            [
                "Kan inte bedömas",
                "Ingen nivå kan bekräftas, för att 2 påståenden inte kan bedömas i Styrning och Drift.",
                "4 svar är ”Kan inte bedömas” och räknas inte i andelen. Den nivå som kräver dem blir inte bekräftad.",
            ]
        );
    }

    #[test]
    fn a_baseline_counts_its_gaps_and_never_calls_the_unanswered_a_gap() {
        assert_eq!(
            explained(ScoringKind::Baseline, ["ja", "nej", "ej", "ej"], Lang::Sv),
            [
                "Inte nådd",
                "1 av 2 krav är uppfyllt. Basnivån är nådd först när alla krav som gäller är uppfyllda.",
                "1 krav är inte helt uppfyllt.",
                "2 svar är ”Ej tillämpligt” och räknas inte."
            ]
        );
        assert_eq!(explained(ScoringKind::Baseline, ["ja", "ja", "ja", ""], Lang::Sv)[0], "Inte klar");
        assert_eq!(explained(ScoringKind::Baseline, ["ja"; 4], Lang::En)[0], "Reached");
    }

    #[test]
    fn a_share_below_100_percent_is_never_rounded_up_to_it() {
        let questionnaire = Questionnaire::default();
        let format = Format {
            percent: |share, _| format!("{:.0} %", to_show(share, 1.0, 0.01) * 100.0),
            number: |number, _| format!("{number:.2}"),
        };
        let explain = Explain { questionnaire: &questionnaire, lang: Lang::Sv, format };
        let part = |points, possible| Part {
            figure: Figure::Share { share: points / possible, points, possible },
            ..Part::default()
        };
        let nearly = part(4.998, 5.0);
        assert_eq!(explain.figure(&nearly), "99 %");
        assert_eq!(explain.verdict(&nearly).as_deref(), Some("Svaren ger 4.99 av 5.00 poäng, 99 %."));
        assert_eq!(explain.gap(0.0), "Inget");
        assert_ne!(explain.gap(0.001), "Inget", "99 % is not the target of 100 %");
    }

    #[test]
    fn each_count_is_right_for_one_and_for_two() {
        for (kind, answers, lang, expect) in [
            (
                ScoringKind::Levels,
                ["ja", "nej", "ja", "ja"],
                Lang::Sv,
                "Ni stannar på nivå 1: 1 påstående på nivå 2 är inte uppfyllt.",
            ),
            (
                ScoringKind::Levels,
                ["nej", "ja", "ja", "ja"],
                Lang::En,
                "You do not reach level 1 yet: 1 statement at level 1 is not met.",
            ),
            (
                ScoringKind::Baseline,
                ["ja", "ej", "ej", "ej"],
                Lang::En,
                "1 of 1 requirement is met. The baseline is reached.",
            ),
            (ScoringKind::Baseline, ["nej", "nej", "ja", "ja"], Lang::Sv, "2 krav är inte helt uppfyllda."),
            (
                ScoringKind::Baseline,
                ["ja", "ej", "ja", "ja"],
                Lang::En,
                "1 answer is “Not applicable” and does not count.",
            ),
            (
                ScoringKind::Levels,
                ["ja", "ja", "ja", "kan-inte"],
                Lang::Sv,
                "1 svar är ”Kan inte bedömas” och räknas inte i andelen. Den nivå som kräver det blir inte bekräftad.",
            ),
            (
                ScoringKind::Agreement,
                ["vet-inte", "vet-inte", "ja", "ja"],
                Lang::En,
                "2 answers are “Don’t know” (50 % of the answers) and give no points. Find out how things stand. The result may then change.",
            ),
        ] {
            let all: Vec<String> = explained(kind, answers, lang);
            let of_sections = sections_explained(kind, answers, lang);
            assert!(all.iter().chain(&of_sections).any(|text| text == expect), "{expect}: {all:#?} {of_sections:#?}");
        }
    }

    #[test]
    fn nothing_answered_is_no_result() {
        let sentences = explained(ScoringKind::Agreement, [""; 4], Lang::Sv);
        assert_eq!(sentences, ["Inget resultat än", "4 frågor är inte besvarade. Därför är resultatet preliminärt."]);
    }
}
