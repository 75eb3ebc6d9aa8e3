//! The units beside each other, or the municipalities.

use std::collections::BTreeMap;

use engine::group::group_file::{By, Figures, People};
use engine::group::items::ItemKind;
use engine::group::overview::YearOverview;
use leptos::prelude::*;

use crate::browser::format;
use crate::browser::page;
use crate::components::{Button, Details, Field, Select, fresh};
use crate::pages::group::chart::{Row, numbers, stacked};
use crate::pages::group::view::GroupView;

/// The page of the units.
#[component]
pub fn Units(
    /// The group.
    group: GroupView,
    /// The year.
    year: u16,
) -> impl IntoView {
    let t = group.t();
    let by = match group.shared_year(year) {
        Some(shared) if !shared.municipalities.is_empty() => By::Municipality,
        _ => By::Unit,
    };
    let beside = beside(&group, year, by);
    let list = group.own.years.iter().find(|own| own.year == year).map(|own| answered(&group, own));
    let intro = if by == By::Municipality { t.municipalities_beside() } else { t.units_lead() };
    let thresholds = t.thresholds(group.together.file.thresholds);
    view! { <div><p>{intro}" "{thresholds}</p>{beside}{list}</div> }
}

/// The blocks of a split.
fn blocks(group: &GroupView, year: u16, by: By) -> &[People] {
    group.shared_year(year).map_or(&[], |year| year.people_by(by))
}

fn beside(group: &GroupView, year: u16, by: By) -> AnyView {
    let t = group.t();
    let blocks = blocks(group, year, by);
    if blocks.is_empty() {
        return view! { <p class="notice">{t.units_none()}</p> }.into_any();
    }
    let first = group.figures().first().copied().unwrap_or_default();
    let shown = RwSignal::new(first);
    let options: Vec<_> = group
        .figures()
        .into_iter()
        .chain(group.of_kind(ItemKind::Question))
        .map(|place| (place.to_string(), group.name(place)))
        .collect();
    let choose = move |place: String| shown.set(place.parse().unwrap_or(first));
    let chart = {
        let group = group.clone();
        move || {
            let place = shown.get();
            view! { <figure class="group-item"><figcaption><h3>{group.name(place)}</h3></figcaption>{stacked(&group, place, &rows(&group, year, place, by))}</figure> }
                .into_any()
        }
    };
    let medians = medians(group, year, by, blocks);
    view! {
        <div>
            <Field label=t.choose_item()>
                <Select options=Signal::stored(options) value=move || shown.get().to_string() choose/>
            </Field>
            <div>{move || fresh(chart())}</div>
            {medians}
        </div>
    }
    .into_any()
}

/// A row for each block of an item, and one of everybody.
#[must_use]
pub fn rows(group: &GroupView, year: u16, place: usize, by: By) -> Vec<Row> {
    let all = Row {
        name: group.t().everybody().to_owned(),
        figures: Figures { spread: group.all(year, place), median: None },
    };
    let people: BTreeMap<_, _> = blocks(group, year, by).iter().map(|block| (&block.of, block.people)).collect();
    let parts = group.parts(year, place, by).iter().map(|part| Row {
        name: name_with_people(group, &part.of, people.get(&part.of).copied(), by),
        figures: part.figures.clone(),
    });
    parts.chain([all]).collect()
}

fn name_with_people(group: &GroupView, of: &[String], people: Option<u32>, by: By) -> String {
    let name = group.part_name(of, by);
    let names = (of.len() > 1).then(|| {
        let names: Vec<String> = of.iter().map(|one| group.part_name(std::slice::from_ref(one), by)).collect();
        format!(" ({})", group.t().list(&names))
    });
    match (names, people) {
        (Some(names), _) => name + &names,
        (None, Some(people)) => format!("{name} ({})", group.t().answers_from(people as usize)),
        (None, None) => name,
    }
}

/// The medians of the areas, the blocks beside each other.
fn medians(group: &GroupView, year: u16, by: By, blocks: &[People]) -> Option<AnyView> {
    let t = group.t();
    let lines = group.figures().into_iter().filter(|place| group.items[*place].scale.len() > 1).map(|place| {
        let parts: BTreeMap<_, _> = group.parts(year, place, by).iter().map(|part| (&part.of, &part.figures)).collect();
        let cells = blocks.iter().map(|block| {
            let median = parts.get(&block.of).and_then(|figures| group.median(place, figures));
            median.unwrap_or_else(|| "–".to_owned())
        });
        (group.name(place), cells.collect())
    });
    let lines: Vec<_> = lines.collect();
    let id = page::fresh_id();
    (!lines.is_empty()).then(|| {
        view! {
            <section>
                <h2 id=id.clone()>{t.medians_by_area()}</h2>
                <div class="scroll" tabindex="0" role="region" aria-labelledby=id>
                    <table class="numbers">
                        {numbers(t.figure_head(), blocks.iter().map(|block| group.part_name(&block.of, by)).collect(), lines)}
                    </table>
                </div>
            </section>
        }
        .into_any()
    })
}

/// Who has answered: the coordinator's list.
fn answered(group: &GroupView, own: &YearOverview) -> AnyView {
    let (t, lang) = (group.t(), group.loaded.value.language);
    let whole = group.figures().into_iter().find(|place| group.items[*place].kind == ItemKind::Whole);
    let lines = own.units.iter().map(|row| {
        let name = group.part_name(std::slice::from_ref(&row.unit), By::Unit);
        let median = whole
            .zip(row.whole.clone())
            .and_then(|(place, median)| group.median(place, &Figures { spread: None, median: Some(median) }));
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{row.people}</td>
                <td>{format::day(&row.last, lang)}</td>
                <td>{median.unwrap_or_else(|| "–".to_owned())}</td>
            </tr>
        }
        .into_any()
    });
    let lines: Vec<_> = lines.collect();
    view! {
        <Details summary=t.who_has_answered()>
            <p class="hint">{t.who_has_answered_help()}</p>
            <table class="numbers">
                <thead>
                    <tr>
                        <th scope="col">{t.unit_head()}</th>
                        <th scope="col">{t.col_results()}</th>
                        <th scope="col">{t.last_head()}</th>
                        <th scope="col">{t.median_head()}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
            <p class="screen-only"><Button class="button button-quiet" text=t.print() run=page::print/></p>
        </Details>
    }
    .into_any()
}
