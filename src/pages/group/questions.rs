//! What everybody has answered: what stands out, the areas, and question by question.

use engine::group::findings::Findings;
use engine::group::group_file::Figures;
use engine::group::items::ItemKind;
use leptos::prelude::*;

use crate::components::RichText;
use crate::pages::group::chart::{Row, bars, denominator, sentence, stacked};
use crate::pages::group::view::GroupView;

/// The page of the questions.
#[component]
pub fn Questions(
    /// The group.
    group: GroupView,
    /// The year.
    year: u16,
) -> impl IntoView {
    let t = group.t();
    let sections = group.questionnaire().sections.iter().filter_map(|section| {
        let of_section = |place: &usize| section.questions.iter().any(|question| question.id == group.items[*place].id);
        let questions = group.of_kind(ItemKind::Question).filter(of_section);
        let figures: Vec<_> = questions.filter_map(|place| figure(&group, year, place)).collect();
        (!figures.is_empty()).then(|| view! { <section><h2>{section.title.clone()}</h2>{figures}</section> }.into_any())
    });
    let sections: Vec<_> = sections.collect();
    let findings = findings(&group, year);
    let areas = areas(&group, year);
    view! {
        <div>
            {findings}
            {(!areas.is_empty()).then(|| view! { <section><h2>{t.areas_together()}</h2>{areas}</section> }.into_any())}
            {sections}
        </div>
    }
}

/// What stands out.
fn findings(group: &GroupView, year: u16) -> Option<AnyView> {
    let t = group.t();
    let counts: Vec<_> = (0..group.items.len()).map(|place| group.counts(year, place)).collect();
    let found = Findings::of(&group.items, &counts);
    let median = |place: usize| {
        let figures = Figures { spread: group.all(year, place), median: None };
        group.median(place, &figures).unwrap_or_default()
    };
    let mut lines = Vec::new();
    if let Some((high, low)) = found.strongest_and_weakest {
        lines.push(view! { <li>{t.strongest(&group.name(high), &median(high))}</li> }.into_any());
        lines.push(view! { <li>{t.weakest(&group.name(low), &median(low))}</li> }.into_any());
    }
    if !found.divided.is_empty() {
        let divided = found.divided.into_iter().filter_map(|place| {
            let says = sentence(group, place, &group.all(year, place)?);
            Some(view! { <li><strong>{group.name(place)}</strong>" "{says}</li> }.into_any())
        });
        let divided: Vec<_> = divided.collect();
        lines.push(view! { <li>{t.most_divided()}<ul>{divided}</ul></li> }.into_any());
    }
    (!lines.is_empty())
        .then(|| view! { <section class="panel"><h2>{t.stands_out()}</h2><ul>{lines}</ul></section> }.into_any())
}

/// The areas: how the figures are spread.
fn areas(group: &GroupView, year: u16) -> Vec<AnyView> {
    let figures = group.figures().into_iter().filter_map(|place| {
        let spread = group.all(year, place)?;
        let (hint, says) = (denominator(group, place, &spread), sentence(group, place, &spread));
        let name = group.name(place);
        let rows = [Row { name: name.clone(), figures: Figures { spread: Some(spread), median: None } }];
        let chart = stacked(group, place, &rows);
        Some(view! { <figure class="group-item"><figcaption><h3>{name}</h3><p class="hint">{hint}</p><p>{says}</p></figcaption>{chart}</figure> }.into_any())
    });
    figures.collect()
}

/// A question: what it is of, what to see, and the chart.
fn figure(group: &GroupView, year: u16, place: usize) -> Option<AnyView> {
    let spread = group.all(year, place)?;
    let item = group.items.get(place)?;
    let hint = denominator(group, place, &spread);
    let several = item.several.then(|| format!(" · {}", group.t().several_chosen()));
    let says = sentence(group, place, &spread);
    let chart = bars(group, place, &spread);
    let question = group.questionnaire().question(&item.id)?;
    let number = question.number.as_ref().map(|number| format!("{number}. "));
    let discussion = (!question.discussion.is_empty()).then(|| {
        view! { <details><summary>{group.t().discussion()}</summary><RichText blocks=&question.discussion/></details> }.into_any()
    });
    Some(
        view! {
            <figure class="group-item">
                <figcaption>
                    <h3>{number}{question.text.clone()}</h3>
                    <p class="hint">{hint}{several}</p>
                    <p>{says}</p>
                </figcaption>
                {chart}
                {discussion}
            </figure>
        }
        .into_any(),
    )
}
