//! What the second edition of the content holds to, as far as a program can tell.

use std::collections::BTreeMap;

use engine::model::questionnaire::QuestionRef;

use super::*;

/// The questionnaires whose statements say what can be shown for them.
fn with_evidence(q: &Questionnaire) -> bool {
    q.scoring.kind.has_levels() || q.scoring.kind.has_requirements()
}

#[test]
fn every_statement_says_what_can_be_shown_for_it() {
    let content = content();
    for (name, q) in all(&content).filter(|(_, q)| with_evidence(q)) {
        for question in q.questions().filter(|question| question.is_scored()) {
            assert!(!question.evidence.is_empty(), "{name}: {}", question.id);
        }
    }
}

#[test]
fn statements_with_levels_have_a_step_between_half_and_full() {
    let content = content();
    for (name, q) in all(&content).filter(|(_, q)| q.scoring.kind.has_levels()) {
        for question in q.questions().filter(|question| question.is_scored()) {
            let points: Vec<f64> = question.choices().iter().filter_map(|choice| choice.value.points()).collect();
            assert_eq!(points, [1.0, 0.75, 0.5, 0.0], "{name}: {}", question.id);
        }
    }
}

#[test]
fn the_method_calls_the_levels_what_the_settings_call_them() {
    let content = content();
    for (name, q) in all(&content).filter(|(_, q)| q.scoring.kind.has_levels()) {
        let method = plain_text(&q.method);
        assert!(q.scoring.level_names.len() > 1, "{name} names no levels");
        for (level, called) in q.scoring.level_names.iter().enumerate().skip(1) {
            let says = format!("{} {level}, {called}:", q.language.pick("Nivå", "Level"));
            assert!(method.contains(&says), "{name} does not say “{says}”");
        }
    }
}

#[test]
fn the_first_level_asks_for_the_most_important_and_not_for_everything() {
    let content = content();
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase().split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect()
    };
    for (name, q) in all(&content) {
        for question in q.questions().filter(|question| question.level == Some(1)) {
            let asks = words(&question.text.replace("each other", ""));
            let all = asks.iter().any(|word| ["varje", "samtliga", "every", "each"].contains(&word.as_str()));
            // Every year is no measure of everything.
            let yearly = question.text.contains("varje år") || question.text.contains("every year");
            assert!(!all || yearly, "{name}: {}: {}", question.id, question.text);
        }
    }
}

#[test]
fn the_quick_check_asks_what_the_others_ask_word_for_word() {
    let content = content();
    for lang in Lang::ALL {
        let of = |id: &str| {
            let mut own = content.questionnaires.iter().filter(|written| written.lang == lang);
            &own.find(|written| written.file.value.id == id).unwrap().file.value
        };
        let quick = of("snabbkollen");
        assert_eq!(quick.questions().count(), 12);
        for question in quick.questions() {
            let same = question.same_as.as_ref().unwrap_or_else(|| panic!("{} is the same as none", question.id));
            let other = of(&same.questionnaire).question(&same.question).unwrap();
            // It has no levels, and points to the other.
            let as_here = Question { level: None, same_as: question.same_as.clone(), ..other.clone() };
            assert_eq!(*question, as_here, "{lang:?}: {}", question.id);
        }
    }
}

#[test]
fn a_measure_that_several_questionnaires_ask_about_has_one_owner() {
    let content = content();
    let mut owners: BTreeMap<(Lang, QuestionRef), Vec<(String, String)>> = BTreeMap::new();
    for (name, q) in all(&content) {
        for question in q.questions() {
            // Whose it is to do what is missing; who finds out what is not known may be another.
            let missing = question
                .recommendations
                .iter()
                .find(|of| of.choices.iter().any(|id| id.contains("nej") || id == "inte-uppfyllt"));
            if let Some(recommendation) = missing {
                let measure = (q.language, question.measure(&q.id));
                owners.entry(measure).or_default().push((name.clone(), recommendation.owner.clone()));
            }
        }
    }
    let shared: Vec<_> = owners.into_iter().filter(|(_, all)| all.len() > 1).collect();
    assert!(shared.len() >= 2 * 12, "{}", shared.len());
    for (measure, all) in shared {
        assert!(all.iter().all(|(_, owner)| *owner == all[0].1), "{measure:?}: {all:?}");
    }
}

#[test]
fn the_executive_board_decides_and_does_no_work() {
    const WORK: &str = "fråga lista samla skriv testa pröva utbilda erbjud kontrollera läs ask list collect write test train \
                        offer check read";
    let content = content();
    for (name, q) in all(&content) {
        for question in q.questions() {
            for recommendation in &question.recommendations {
                if ["Kommunstyrelsen", "The municipal executive board"].contains(&recommendation.owner.as_str()) {
                    let text = plain_text(&recommendation.text).to_lowercase();
                    let first = text.split(' ').next().unwrap_or_default();
                    assert!(!WORK.split_whitespace().any(|work| work == first), "{name}: {}: {text}", question.id);
                }
            }
        }
    }
}

#[test]
fn nothing_that_would_lead_the_answer_to_the_managers_survey_is_shown_before_it() {
    let content = content();
    for (name, q) in all(&content).filter(|(_, q)| q.id == "chefsenkat") {
        for question in q.questions().filter(|question| question.is_scored() && question.index.is_none()) {
            assert!(question.background_after, "{name}: {}", question.id);
        }
        for id in ["4", "5"] {
            let choices = q.question(id).unwrap().choices();
            assert!(choices[0].value.points().is_none_or(|points| points < 1.0), "{name}: {id}");
        }
    }
}

#[test]
fn choices_that_are_the_same_in_swedish_are_the_same_in_english() {
    let content = content();
    let mut pairs = BTreeMap::new();
    for lang in Lang::ALL {
        let own = content.questionnaires.iter().filter(|written| written.lang == lang);
        let own: Vec<&Questionnaire> = own.map(|written| &written.file.value).collect();
        for (q, question) in own.iter().flat_map(|q| q.questions().map(move |question| (q, question))) {
            if let Some(same) = &question.same_as {
                let other = own.iter().find(|other| other.id == same.questionnaire).unwrap();
                let is_same = other.question(&same.question).unwrap().kind == question.kind;
                pairs.entry((q.id.clone(), question.id.clone())).or_insert_with(Vec::new).push(is_same);
            }
        }
    }
    // Where they are the same the answer can be used, in both languages.
    assert!(pairs.values().any(|same| *same == [true, true]));
    assert!(pairs.values().all(|same| same[0] == same[1]), "{pairs:?}");
}
