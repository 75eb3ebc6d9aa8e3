//! What must hold for the content that the site ships with.

use std::collections::BTreeSet;

use engine::directives::Directive;
use engine::exports::calendar::{self, Labels};
use engine::model::answers::{Answer, Answers};
use engine::model::questionnaire::{Choice, ChoiceValue, Question, QuestionKind, Questionnaire, ScoringKind};
use engine::model::rich_text::{Block, anchor, plain_inlines, plain_text};
use engine::results::assessment::Assessment;
use engine::results::plan::{Action, Plan};
use engine::results::questionnaire_ref::QuestionnaireRef;
use engine::scoring::flow;
use engine::scoring::recommendations::{TriggeredRecommendation, triggered};
use engine::scoring::{Figure, score};

use super::*;
use crate::readability;

mod codes;
mod counts;
mod edition;
mod law;

/// The table of instruments in the product's specification, and the selection of them.
const INSTRUMENTS: [(&str, ScoringKind); 15] = [
    ("chefsenkat", ScoringKind::Agreement),
    ("it-uppdrag", ScoringKind::Levels),
    ("bits-basniva", ScoringKind::Baseline),
    ("skl-fyra-omraden", ScoringKind::Percentages),
    ("administrativ-sakerhet", ScoringKind::Levels),
    ("servicedesk", ScoringKind::Percentages),
    ("kontinuitet", ScoringKind::Levels),
    ("ledningens-genomgang", ScoringKind::Levels),
    ("outsourcing", ScoringKind::Levels),
    ("it-program", ScoringKind::Percentages),
    ("informationssakerhet", ScoringKind::Baseline),
    ("nis2-beredskap", ScoringKind::Levels),
    ("nis2-kunskap", ScoringKind::Knowledge),
    ("vem-ansvarar", ScoringKind::Knowledge),
    ("snabbkollen", ScoringKind::Agreement),
];

fn content() -> Content {
    Content::read(&crate::root().join("content")).unwrap()
}

/// Every questionnaire in every language, with a name for it.
fn all(content: &Content) -> impl Iterator<Item = (String, &Questionnaire)> {
    content.questionnaires.iter().map(|written| (written.file.path.display().to_string(), &written.file.value))
}

fn headings(page: &Page) -> Vec<String> {
    let heading = |block: &Block| match block {
        Block::Heading(_, text) => Some(plain_inlines(text)),
        _ => None,
    };
    page.blocks.iter().filter_map(heading).collect()
}

fn page<'c>(content: &'c Content, lang: Lang, name: &str) -> Option<&'c Page> {
    let path = PathBuf::from(lang.code()).join("om").join(format!("{name}.md"));
    content.pages.iter().find(|page| page.path == path).map(|page| &page.value)
}

/// The choice with the most or the fewest points; of choices without points, one that opens a later question.
fn extreme<'q>(q: &Questionnaire, question: &'q Question, best: bool) -> Option<&'q Choice> {
    let opens = |choice: &&Choice| {
        let mut conditions = q.questions().flat_map(|later| &later.conditions);
        conditions.any(|c| c.question == question.id && c.choices.contains(&choice.id))
    };
    if !question.is_scored() {
        return question.choices().iter().find(opens);
    }
    let points = |choice: &&Choice| choice.value.points().unwrap_or(0.0);
    let counting = question.choices().iter().filter(|choice| {
        matches!(
            choice.value,
            ChoiceValue::Score(_) | ChoiceValue::Right | ChoiceValue::Plain | ChoiceValue::NoneOfThese
        )
    });
    let in_order = |a: &&Choice, b: &&Choice| points(a).total_cmp(&points(b));
    if best { counting.max_by(in_order) } else { counting.min_by(in_order) }
}

/// Every question answered as well, or as badly, as can be.
fn answered(q: &Questionnaire, best: impl Fn(&Question) -> bool) -> Answers {
    let mut answers = Answers::default();
    for question in q.questions() {
        let all = question.choices().iter().filter(|choice| choice.value.points().is_some());
        let chosen: Vec<&Choice> = match question.kind {
            QuestionKind::Several(_) if best(question) && question.is_scored() => all.collect(),
            _ => extreme(q, question, best(question)).into_iter().collect(),
        };
        answers.set(&question.id, Answer::choosing(chosen.into_iter().map(|choice| choice.id.as_str())));
    }
    answers
}

#[test]
fn every_instrument_is_there_in_both_languages_without_a_remark() {
    let content = content();
    let ids: Vec<&str> = content.site.value.questionnaires.iter().map(String::as_str).collect();
    assert_eq!(ids, INSTRUMENTS.map(|(id, _)| id));
    for (id, kind) in INSTRUMENTS {
        for lang in Lang::ALL {
            let found = content.questionnaires.iter().find(|w| w.lang == lang && w.file.value.id == id);
            assert_eq!(found.unwrap().file.value.scoring.kind, kind, "{id}");
        }
    }
    for (path, _, diagnostics) in content.files() {
        assert_eq!(diagnostics, [], "{}", path.display());
    }
    assert_eq!(content.missing(), Vec::<String>::new());
}

#[test]
fn every_question_says_why_and_every_questionnaire_what_it_is_not() {
    let content = content();
    for (name, q) in all(&content) {
        assert!(!q.caveat.is_empty() && !q.method.is_empty() && !q.intro.is_empty(), "{name}");
        for question in q.questions() {
            assert!(!question.why.is_empty(), "{name}: {} does not say why it is asked", question.id);
        }
    }
}

#[test]
fn every_weak_answer_leads_to_a_recommendation_with_an_owner() {
    let content = content();
    for (name, q) in all(&content).filter(|(_, q)| q.scoring.kind != ScoringKind::Knowledge) {
        for question in q.questions().filter(|question| question.is_scored()) {
            let best = question.choices().iter().filter_map(|c| c.value.points()).fold(0.0, f64::max);
            let several = matches!(question.kind, QuestionKind::Several(_));
            let weak = question.choices().iter().filter(|choice| match choice.value {
                ChoiceValue::Score(points) => points < best && !several,
                ChoiceValue::DontKnow | ChoiceValue::CannotAssess | ChoiceValue::NoneOfThese => true,
                _ => false,
            });
            for choice in weak {
                let mut answers = answered(q, |_| true);
                answers.set(&question.id, Answer::choosing([choice.id.as_str()]));
                let called = triggered(q, &answers);
                let mut own = called.iter().filter(|called| called.question.id == question.id);
                let found = own.next().unwrap_or_else(|| panic!("{name}: nothing after {} {}", question.id, choice.id));
                assert!(!found.recommendation.owner.is_empty(), "{name}: {}", question.id);
                assert!(own.next().is_none(), "{name}: two recommendations after {} {}", question.id, choice.id);
            }
        }
    }
}

#[test]
fn no_two_reminders_of_all_plans_are_one_to_a_calendar() {
    let content = content();
    let (mut uids, mut planned) = (BTreeSet::new(), 0);
    for (name, q) in all(&content).filter(|(_, q)| q.language == Lang::Sv) {
        let called = q.questions().flat_map(|question| {
            question
                .recommendations
                .iter()
                .map(move |recommendation| TriggeredRecommendation { question, recommendation })
        });
        let action =
            |called: TriggeredRecommendation<'_>| Action { id: called.id(), year: Some(2027), ..Action::default() };
        let actions: Vec<Action> = called.map(action).collect();
        // As they were stored before actions had uids, by two units.
        for unit in ["a", "b"] {
            let reference = QuestionnaireRef { id: q.id.clone(), ..QuestionnaireRef::default() };
            let blank = Assessment::new(reference, unit.to_owned(), String::new(), String::new());
            let stored = Plan { actions: actions.clone(), ..Plan::default() }.pack();
            let plan = Plan::of(&Assessment { plan: stored, ..blank }, Plan::unpack);
            let labels = Labels { owner: "Ansvarig", question: "Fråga" };
            let (today, now) = ("2026-11-22", "2026-11-22T10:00:00Z");
            let calendar = calendar::reminders(&plan, q, &Answers::default(), labels, today, now).file;
            let calendar = calendar.unwrap_or_default().replace("\r\n ", "");
            let own = calendar.lines().filter_map(|line| line.strip_prefix("UID:"));
            assert_eq!(own.clone().count(), actions.len(), "{name}");
            uids.extend(own.map(str::to_owned));
            planned += actions.len();
        }
    }
    assert!(planned > 500, "{planned}");
    assert_eq!(uids.len(), planned);
}

#[test]
fn every_source_has_its_page_and_every_passage_its_heading() {
    let content = content();
    for (name, q) in all(&content) {
        for passage in q.questions().flat_map(|question| &question.sources) {
            let page = page(&content, q.language, &passage.document);
            let page = page.unwrap_or_else(|| panic!("{name}: no page for {}", passage.document));
            assert!(
                headings(page).contains(&passage.heading),
                "{name}: {} is not in {}",
                passage.heading,
                passage.document
            );
            assert!(content.site.value.sources.contains(&passage.document), "{name}: {}", passage.document);
        }
        for question in q.questions().filter(|question| question.is_scored()) {
            assert!(!question.sources.is_empty(), "{name}: {} rests on nothing", question.id);
        }
    }
    // The documents are not in the repository; their headings are.
    let documents = include_str!("headings.txt").lines().filter_map(|line| line.split_once('|'));
    let documents: Vec<(&str, &str)> = documents.collect();
    for (document, _) in &documents {
        let expect: Vec<_> = documents.iter().filter(|(of, _)| of == document).map(|(_, heading)| *heading).collect();
        assert_eq!(headings(page(&content, Lang::Sv, document).unwrap()), expect, "{document}");
    }
    for document in &content.site.value.sources {
        let [sv, en] = [Lang::Sv, Lang::En].map(|lang| headings(page(&content, lang, document).unwrap()));
        assert_eq!(sv, en, "{document}: headings stand in the document's own language on both pages");
    }
}

#[test]
fn all_best_answers_give_the_top_and_all_worst_the_bottom() {
    let content = content();
    for (name, q) in all(&content) {
        for best in [true, false] {
            let score = score(q, &answered(q, |_| best));
            let parts = match q.scoring.kind {
                ScoringKind::Percentages => score.sections,
                _ => vec![score.whole],
            };
            for part in parts {
                let right = match part.figure {
                    Figure::Level { level, highest, .. } => level == if best { highest } else { 0 },
                    Figure::Baseline { met, fulfilled, .. } => met == best && (best || fulfilled == 0),
                    Figure::Share { share, .. } => share == if best { 1.0 } else { 0.0 },
                    Figure::Right { right, of, .. } => right == if best { of } else { 0 },
                    Figure::None => false,
                };
                assert!(right && !part.preliminary, "{name}: best is {best}: {part:?}");
            }
        }
    }
}

#[test]
fn every_level_of_every_area_can_be_reached_and_all_areas_go_as_high() {
    let content = content();
    let mut areas = 0;
    for (name, q) in all(&content).filter(|(_, q)| q.scoring.kind == ScoringKind::Levels) {
        let highest = q.questions().filter_map(|question| question.level).max().unwrap();
        assert!(q.scoring.level_names.len() == usize::from(highest) + 1, "{name}: a name for each level");
        for wanted in 0..=highest {
            let score = score(q, &answered(q, |question| question.level.is_none_or(|level| level <= wanted)));
            for part in &score.sections {
                let Figure::Level { level, highest: own, .. } = part.figure else { panic!("{name}: {part:?}") };
                assert_eq!((level, own), (wanted, highest), "{name}: {}", part.id);
                areas += 1;
            }
        }
    }
    assert!(areas > 100);
}

#[test]
fn questions_are_short_and_easy_to_read() {
    let content = content();
    for written in &content.questionnaires {
        let lix = readability::of_questions(written);
        assert!(lix < 45.0, "{}: LIX {lix:.1}", written.file.path.display());
        for question in written.file.value.questions() {
            assert!(question.text.split_whitespace().count() <= 25, "{}", question.text);
        }
    }
}

#[test]
fn knowledge_checks_explain_each_answer_and_have_enough_questions() {
    let content = content();
    for (name, q) in all(&content).filter(|(_, q)| q.scoring.kind == ScoringKind::Knowledge) {
        let least = if q.id == "nis2-kunskap" { 15 } else { 12 };
        assert!(q.questions().count() >= least, "{name}");
        for question in q.questions() {
            assert_eq!(question.right_choices().count(), 1, "{name}: {}", question.id);
            let wrong = question.choices().iter().filter(|choice| choice.value == ChoiceValue::Plain).count();
            assert!(wrong >= 2, "{name}: {}", question.id);
            assert!(!question.explanation.is_empty() && !question.discussion.is_empty(), "{name}: {}", question.id);
        }
    }
}

#[test]
fn every_place_in_a_document_names_what_there_is() {
    let content = content();
    for lang in Lang::ALL {
        let questionnaires = content.questionnaires.iter().filter(|written| written.lang == lang);
        let questionnaires = questionnaires.map(|written| &written.file.value);
        for id in &content.site.value.documents {
            let path = PathBuf::from(lang.code()).join("dokument").join(format!("{id}.md"));
            let page = content.pages.iter().find(|page| page.path == path).unwrap();
            let fills = page.value.blocks.iter().filter_map(|block| match block {
                Block::Directive(bytes) => Directive::read(bytes),
                _ => None,
            });
            let fills: Vec<_> = fills.collect();
            assert!(fills.len() > 2, "{id}");
            for live in fills {
                let Directive::Placeholder(fill) = live else { panic!("{id}: {live:?}") };
                assert_eq!(fill.unknown(questionnaires.clone()).collect::<Vec<_>>(), [""; 0], "{id}");
            }
        }
    }
}

#[test]
fn both_languages_of_a_document_have_the_same_outline() {
    let content = content();
    let outline = |path: PathBuf| -> Vec<String> {
        let page = content.pages.iter().find(|page| page.path == path).unwrap();
        let shape = page.value.blocks.iter().map(|block| match block {
            Block::Heading(level, _) => format!("heading {level}"),
            Block::Directive(bytes) => format!("{:?}", Directive::read(bytes)),
            _ => "text".to_owned(),
        });
        shape.collect()
    };
    for id in &content.site.value.documents {
        let [sv, en] =
            Lang::ALL.map(|lang| outline(PathBuf::from(lang.code()).join("dokument").join(format!("{id}.md"))));
        assert_eq!(sv, en, "{id}");
    }
}

#[test]
fn every_link_within_the_site_leads_somewhere() {
    let content = content();
    let mut links = 0;
    for (path, text, _) in content.files() {
        for link in text.split("](#/").skip(1).filter_map(|rest| rest.split(')').next()) {
            let parts: Vec<&str> = link.split('/').collect();
            let lang = Lang::from_code(parts[0]).unwrap();
            assert!(path.starts_with(lang.code()), "{}: #/{link} is in the other language", path.display());
            let leads = match parts[1..] {
                ["om" | "about", name] => page(&content, lang, name).is_some(),
                ["om" | "about", name, to] => {
                    page(&content, lang, name).is_some_and(|page| headings(page).iter().any(|h| anchor(h) == to))
                }
                ["dokument" | "documents"] => true,
                ["dokument" | "documents", id] => content.site.value.documents.iter().any(|known| known == id),
                ["utbildning" | "training" | "grupp" | "group" | "kontroll" | "check" | "enheten" | "device"] | [] => {
                    true
                }
                ["utbildning" | "training", id] | [id, ..] => {
                    content.site.value.questionnaires.iter().any(|known| known == id)
                }
            };
            assert!(leads, "{}: #/{link} leads nowhere", path.display());
            links += 1;
        }
    }
    assert!(links > 100, "{links}");
}

#[test]
fn nothing_claims_that_a_law_or_a_standard_is_complied_with() {
    let content = content();
    let claims = [
        "uppfyller lagen",
        "uppfyller bits",
        "uppfyller nis2",
        "uppfyller cybersäkerhetslagen",
        "uppfyller infosäkkollen",
        "lagen är uppfylld",
        "bits är uppfyllt",
        "complies with the law",
        "complies with nis2",
        "complies with bits",
        "nis2 compliant",
    ];
    for (path, text, _) in content.files() {
        // The law on accessibility, in the statement that the municipality itself completes, is another matter.
        let text = text.to_lowercase().replace("uppfyller lagen om tillgänglighet", "");
        for claim in claims {
            assert!(!text.contains(claim), "{}: {claim}", path.display());
        }
    }
}

#[test]
fn the_four_areas_say_that_they_interpret_keywords() {
    let content = content();
    for (name, q) in all(&content).filter(|(_, q)| q.id == "skl-fyra-omraden") {
        let caveat = plain_text(&q.caveat).to_lowercase();
        assert!(caveat.contains("tolk") || caveat.contains("interpret"), "{name}");
    }
}

#[test]
fn follow_up_questions_are_shown_only_after_the_answers_that_open_them() {
    let content = content();
    for (name, q) in all(&content).filter(|(_, q)| q.questions().any(|question| !question.conditions.is_empty())) {
        let open = flow::shown(q, &answered(q, |_| true)).len();
        let closed = flow::shown(q, &Answers::default()).len();
        assert!(closed < open, "{name}: {closed} and {open}");
    }
}

#[test]
fn the_readme_lists_every_questionnaire_with_its_time() {
    let readme = fs::read_to_string(crate::root().join("README.md")).unwrap();
    let content = Content::read(&crate::root().join("content")).unwrap();
    for written in content.questionnaires.iter().filter(|written| written.lang == Lang::Sv) {
        let q = &written.file.value;
        let row = format!("| {} | {} min |", q.title, q.minutes);
        assert!(readme.contains(&row), "README.md does not have {row}");
    }
}
