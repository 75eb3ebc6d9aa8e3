//! The coordinator's checklist: which units have answered which questionnaires.

use std::collections::BTreeMap;
use std::sync::Arc;

use engine::Lang;
use engine::group::group_file::Figures;
use engine::group::items::{ItemKind, items};
use engine::group::overview::{Overview, UnitRow};
use leptos::prelude::*;
use texts::Texts;

use crate::browser::{format, page};
use crate::components::{Button, Details};
use crate::load::Loaded;
use crate::state::AppState;

/// The units against the questionnaires, for the last year that anything is of. Nothing if no unit is known.
#[must_use]
pub fn checklist(asked: &[Loaded], overviews: &BTreeMap<String, Arc<Overview>>, lang: Lang) -> Option<AnyView> {
    let t = Texts(lang);
    let of = |loaded: &Loaded| overviews.get(&loaded.value.id).map(|overview| overview.years.as_slice());
    let year = asked.iter().filter_map(of).flatten().map(|year| year.year).max()?;
    let columns: Vec<(&Loaded, &[UnitRow])> = asked
        .iter()
        .filter_map(|loaded| Some((loaded, of(loaded)?.iter().find(|of| of.year == year)?.units.as_slice())))
        .collect();
    let mut units = AppState::get().site.with(|site| site.units.clone());
    let mut others: Vec<&String> = columns.iter().flat_map(|(_, rows)| rows.iter().map(|row| &row.unit)).collect();
    // Those who gave none come last.
    others.sort_by_key(|unit| (unit.is_empty(), *unit));
    for unit in others {
        if !units.contains(unit) {
            units.push(unit.clone());
        }
    }
    if units.iter().all(String::is_empty) {
        return None;
    }
    let heads: Vec<_> = columns
        .iter()
        .map(|(loaded, _)| view! { <th scope="col">{loaded.value.title.clone()}</th> }.into_any())
        .collect();
    let lines = units.iter().map(|unit| {
        let cells: Vec<_> = columns.iter().map(|(loaded, rows)| cell(loaded, rows, unit, t)).collect();
        let name = if unit.is_empty() { t.blank_unit().to_owned() } else { unit.clone() };
        view! { <tr><th scope="row">{name}</th>{cells}</tr> }.into_any()
    });
    let lines: Vec<_> = lines.collect();
    let id = page::fresh_id();
    let body = view! {
        <Details summary=t.checklist()>
            <p class="hint">{t.checklist_units()}" "{t.who_has_answered_help()}</p>
            <p id=id.clone()><strong>{t.checklist_year(year)}</strong></p>
            <div class="scroll" tabindex="0" role="region" aria-labelledby=id>
                <table class="numbers checklist">
                    <thead><tr><th scope="col">{t.unit_head()}</th>{heads}</tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            <p class="screen-only"><Button class="button button-quiet" text=t.print() run=page::print/></p>
        </Details>
    };
    Some(body.into_any())
}

/// How many of a unit have answered a questionnaire, when the last of them did, and the median of the whole.
fn cell(loaded: &Loaded, rows: &[UnitRow], unit: &str, t: Texts) -> AnyView {
    let questionnaire = &loaded.value;
    let Some(row) = rows.iter().find(|row| row.unit == unit) else {
        return view! { <td class="hint">{t.checklist_none()}</td> }.into_any();
    };
    let answered = t.checklist_cell(&t.answers_from(row.people as usize), &format::day(&row.last, t.0));
    let items = items(questionnaire);
    let whole = items.iter().find(|item| item.kind == ItemKind::Whole).zip(row.whole.clone());
    let level = whole.and_then(|(item, median)| {
        t.median_in_words(questionnaire, item, &Figures { spread: None, median: Some(median) })
    });
    let level = level.map(|level| view! { <p>{t.median_is(&level)}</p> }.into_any());
    view! { <td><p>{answered}</p>{level}</td> }.into_any()
}
