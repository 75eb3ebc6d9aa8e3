//! This year beside last.

use engine::group::group_file::Figures;
use engine::group::items::{ItemKind, median};
use leptos::prelude::*;

use crate::pages::group::chart::{Row, stacked};
use crate::pages::group::view::GroupView;

/// The page of the years.
#[component]
pub fn Years(
    /// The group.
    group: GroupView,
) -> impl IntoView {
    let t = group.t();
    let [now, before, ..] = group.years.as_slice() else {
        return view! { <p class="notice">{t.years_none()}</p> }.into_any();
    };
    let (now, before) = (*now, *before);
    let places = group.figures().into_iter().chain(group.of_kind(ItemKind::Question));
    let figures = places.filter_map(|place| {
        let row = |year: u16| Row {
            name: year.to_string(),
            figures: Figures { spread: group.all(year, place), median: None },
        };
        let rows = [row(before), row(now)];
        rows.iter().any(|row| row.figures.spread.is_some()).then_some(())?;
        let change = change(&group, place, before, now).map(|says| view! { <p>{says}</p> }.into_any());
        let chart = stacked(&group, place, &rows);
        Some(
            view! { <figure class="group-item"><figcaption><h3>{group.name(place)}</h3>{change}</figcaption>{chart}</figure> }
                .into_any(),
        )
    });
    let figures: Vec<_> = figures.collect();
    view! { <div><p>{t.years_lead()}</p>{figures}</div> }.into_any()
}

/// How the median has changed. `None` without two of them.
fn change(group: &GroupView, place: usize, before: u16, now: u16) -> Option<String> {
    let t = group.t();
    let item = group.items.get(place)?;
    let of = |year: u16| {
        let spread = group.all(year, place)?;
        let (lower, upper) = median(&spread.counts(item).on_scale(item))?;
        Some((lower + upper, group.median(place, &Figures { spread: Some(spread), median: None })?))
    };
    let ((then, was), (today, is)) = (of(before)?, of(now)?);
    let word = match today.cmp(&then) {
        std::cmp::Ordering::Greater => t.rose(),
        std::cmp::Ordering::Less => t.fell(),
        std::cmp::Ordering::Equal => t.same(),
    };
    (item.scale.len() > 1).then(|| format!("{}: {was} → {is}. {word}.", t.median_head()))
}
