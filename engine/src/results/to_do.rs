//! What is to be done after a result, area by area: what the answers recommend, and what is planned already.

use crate::model::answers::Answers;
use crate::model::questionnaire::Questionnaire;
use crate::results::plan::Plan;
use crate::scoring::recommendations;

/// The entries of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// The section's id. `None` for what belongs to no section of the questionnaire.
    pub section: Option<String>,
    /// The entries, the most important first.
    pub entries: Vec<Entry>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The id of the action, and of the recommendation that it may come from.
    pub id: String,
    /// How many recommendations are more important, among those that are not planned. `None` if it is planned.
    pub rank: Option<usize>,
}

/// The recommendations that the answers trigger and the actions of the plan; what is both is one entry.
///
/// The recommendations keep their order ([`recommendations::triggered`]), and the areas that of their first one. Behind
/// them, in each area, stands what is planned without one; last, what belongs to no area.
#[must_use]
pub fn to_do(questionnaire: &Questionnaire, answers: &Answers, plan: &Plan) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    let mut rank = 0;
    for triggered in recommendations::triggered(questionnaire, answers) {
        let id = triggered.id();
        let is_planned = plan.actions.iter().any(|action| action.id == id);
        let own = (!is_planned).then_some(rank);
        rank += usize::from(!is_planned);
        put(&mut areas, questionnaire, Some(&triggered.question.id), Entry { id, rank: own });
    }
    let listed = |areas: &[Area], id: &str| areas.iter().any(|area| area.entries.iter().any(|entry| entry.id == id));
    for action in plan.in_order(questionnaire, answers) {
        if !listed(&areas, &action.id) {
            let entry = Entry { id: action.id.clone(), rank: None };
            put(&mut areas, questionnaire, action.question.as_deref(), entry);
        }
    }
    // Stable: the others keep their order.
    areas.sort_by_key(|area| area.section.is_none());
    areas
}

/// Puts an entry last in its area.
fn put(areas: &mut Vec<Area>, questionnaire: &Questionnaire, question: Option<&str>, entry: Entry) {
    let section = question.and_then(|question| questionnaire.section_of(question)).map(|section| section.id.clone());
    match areas.iter_mut().find(|area| area.section == section) {
        Some(area) => area.entries.push(entry),
        None => areas.push(Area { section, entries: vec![entry] }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::answers::Answer;
    use crate::model::questionnaire::{Choice, ChoiceValue, Question, QuestionKind, Recommendation, Section};
    use crate::results::plan::Action;

    fn questionnaire() -> Questionnaire {
        let question = |id: &str, level| Question {
            id: id.into(),
            level: Some(level),
            kind: QuestionKind::Single(vec![Choice {
                id: "nej".into(),
                text: "Nej".into(),
                value: ChoiceValue::Score(0.0),
            }]),
            recommendations: vec![Recommendation { choices: vec!["nej".into()], ..Recommendation::default() }],
            ..Question::default()
        };
        let section = |id: &str, questions| Section { id: id.into(), questions, ..Section::default() };
        let sections = vec![
            section("styrning", vec![question("a", 2), question("b", 2)]),
            section("drift", vec![question("c", 1), question("d", 3)]),
        ];
        Questionnaire { sections, ..Questionnaire::default() }
    }

    /// A section, and the id and rank of each of its entries.
    type Listed<'a> = (Option<&'a str>, Vec<(&'a str, Option<usize>)>);

    #[track_caller]
    fn check(answered: &[&str], planned: &[(&str, Option<&str>)], expect: &[Listed<'_>]) {
        let answers: Answers = answered.iter().map(|id| (*id, Answer::choosing(["nej"]))).collect();
        let actions = planned.iter().map(|(id, question)| Action {
            id: (*id).into(),
            question: question.map(str::to_owned),
            ..Action::default()
        });
        let plan = Plan { actions: actions.collect(), ..Plan::default() };
        let areas = to_do(&questionnaire(), &answers, &plan);
        let listed = |area: &'_ Area| {
            let entries = area.entries.iter().map(|entry| (entry.id.clone(), entry.rank)).collect::<Vec<_>>();
            (area.section.clone(), entries)
        };
        let expect = expect.iter().map(|(section, entries)| {
            let entries = entries.iter().map(|(id, rank)| ((*id).to_owned(), *rank)).collect::<Vec<_>>();
            (section.map(str::to_owned), entries)
        });
        let found: Vec<_> = areas.iter().map(listed).collect();
        assert_eq!(found, expect.collect::<Vec<_>>());
    }

    #[test]
    fn the_area_of_the_most_important_comes_first() {
        check(
            &["a", "b", "c", "d"],
            &[],
            &[
                (Some("drift"), vec![("c-nej", Some(0)), ("d-nej", Some(3))]),
                (Some("styrning"), vec![("a-nej", Some(1)), ("b-nej", Some(2))]),
            ],
        );
    }

    #[test]
    fn what_is_planned_keeps_its_place_and_is_listed_once() {
        check(
            &["a", "b"],
            &[("eget", None), ("a-nej", Some("a")), ("d-nej", Some("d")), ("gammal", Some("okänd"))],
            &[
                (Some("styrning"), vec![("a-nej", None), ("b-nej", Some(0))]),
                (Some("drift"), vec![("d-nej", None)]),
                (None, vec![("eget", None), ("gammal", None)]),
            ],
        );
    }

    #[test]
    fn without_answers_and_plan_there_is_nothing_to_do() {
        check(&[], &[], &[]);
    }
}
