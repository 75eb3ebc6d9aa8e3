//! The roles beside each other, question by question: where managers expect something else than IT does.

use std::cmp::Reverse;

use engine::group::findings::{gap, otherwise};
use engine::group::group_file::{By, Spread};
use engine::group::items::ItemKind;
use leptos::prelude::*;
use web_sys::Event;

use crate::browser::format;
use crate::pages::group::chart::stacked;
use crate::pages::group::units::rows;
use crate::pages::group::view::GroupView;
use crate::pages::group::work::Work;
use crate::state::AppState;

/// The page of the roles.
#[component]
pub fn Roles(
    /// The group.
    group: GroupView,
    /// The year.
    year: u16,
) -> impl IntoView {
    let t = group.t();
    let mut questions: Vec<(f64, usize)> = group
        .of_kind(ItemKind::Question)
        .filter_map(|place| Some((largest_gap(&group, year, place)?, place)))
        .collect();
    // Of the same gap, the first stays first.
    questions.sort_by_key(|(gap, _)| Reverse(thousandths(*gap)));
    let figures: Vec<_> = questions.into_iter().map(|(gap, place)| figure(&group, year, place, gap)).collect();
    let none = figures.is_empty().then(|| view! { <p class="notice">{t.roles_none()}</p> }.into_any());
    let joint = joint(&group, year);
    view! { <div><p>{t.roles_lead()}</p>{joint}{none}{figures}</div> }
}

#[allow(clippy::cast_possible_truncation, reason = "a share is at most 1")]
fn thousandths(share: f64) -> i32 {
    (share * 1000.0) as i32
}

/// How much the roles differ: the largest gap between two that are shown, or to a joint answer.
fn largest_gap(group: &GroupView, year: u16, place: usize) -> Option<f64> {
    let item = group.items.get(place)?;
    let shown: Vec<_> = group
        .parts(year, place, By::Role)
        .iter()
        .filter_map(|part| Some(part.figures.spread.as_ref()?.counts(item)))
        .collect();
    let pairs = shown.iter().enumerate().flat_map(|(n, one)| shown[n + 1..].iter().map(move |other| (one, other)));
    let between = pairs.filter_map(|(one, other)| gap(one, other));
    let to_joint = joint_answers(group, year, place).into_iter().filter_map(|(_, choices)| {
        let (others, of) = otherwise(item, &group.counts(year, place)?, &choices);
        (of > 0).then(|| f64::from(others) / f64::from(of))
    });
    between.chain(to_joint).max_by(f64::total_cmp)
}

/// The joint answers to a question: the role's id, and what it chose.
fn joint_answers(group: &GroupView, year: u16, place: usize) -> Vec<(String, Vec<String>)> {
    let (Some(shared), Some(item)) = (group.shared_year(year), group.items.get(place)) else { return Vec::new() };
    let of = shared.joint.iter().filter_map(|(role, answers)| {
        let answer = answers.iter().find(|answer| answer.question == item.id)?;
        Some((role.clone(), answer.choices.clone()))
    });
    of.collect()
}

fn figure(group: &GroupView, year: u16, place: usize, gap: f64) -> AnyView {
    let (t, lang) = (group.t(), group.loaded.value.language);
    let Some(item) = group.items.get(place) else { return ().into_any() };
    let joint = joint_answers(group, year, place);
    let says = joint.iter().map(|(role, choices)| {
        let names: Vec<String> =
            choices.iter().map(|choice| t.quoted(&t.class_name(group.questionnaire(), item, choice))).collect();
        let role = t.role_name(group.questionnaire(), role);
        let others = group.all(year, place).map(|spread: Spread| {
            let (n, of) = otherwise(item, &spread.counts(item), choices);
            t.otherwise(n, of)
        });
        view! { <p>{t.joint_says(&role, &t.list(&names))}" "<strong>{others}</strong></p> }.into_any()
    });
    let says: Vec<_> = says.collect();
    let parts = group.parts(year, place, By::Role);
    let between = joint.is_empty().then(|| t.gap_is(&format::percent(gap, lang)));
    let chart = if parts.is_empty() {
        stacked(group, place, &rows(group, year, place, By::Role))
    } else {
        let mut rows = rows(group, year, place, By::Role);
        // Everybody is no role.
        rows.pop();
        stacked(group, place, &rows)
    };
    view! {
        <figure class="group-item">
            <figcaption><h3>{group.name(place)}</h3>{says}{between.map(|gap| view! { <p class="hint">{gap}</p> }.into_any())}</figcaption>
            {chart}
        </figure>
    }
    .into_any()
}

/// Which roles' answers are joint: of those that have one answer in the year.
fn joint(group: &GroupView, year: u16) -> Option<AnyView> {
    let state = AppState::get();
    let t = group.t();
    let id = group.loaded.value.id.clone();
    let own = group.own.years.iter().find(|own| own.year == year)?;
    let chosen = Work::get().choices_of(&id).joint;
    let checks = own.roles.iter().filter(|(role, people)| !role.is_empty() && **people == 1).map(|(role, _)| {
        let (id, role) = (id.clone(), role.clone());
        let label = t.joint_check(&t.role_name(group.questionnaire(), &role));
        let is_on = chosen.contains(&role);
        // By its id it keeps the focus when what it changes draws it anew.
        let own_id = format!("joint-{role}");
        let change = move |event: Event| {
            let (on, role) = (event_target_checked(&event), role.clone());
            Work::get().choose(state, &id, |choices| {
                if on {
                    choices.joint.insert(role);
                } else {
                    choices.joint.remove(&role);
                }
            });
        };
        view! {
            <label class="check">
                <input id=own_id type="checkbox" prop:checked=is_on on:change=change/>
                <span>{label}</span>
            </label>
        }
        .into_any()
    });
    let checks: Vec<_> = checks.collect();
    (!checks.is_empty()).then(|| view! { <div>{checks}</div> }.into_any())
}
