//! The action plan on the result page: what to do, by whom and when.

use engine::answers::Answers;
use engine::plan::{self, Action, Plan, Progress, YEARS};
use engine::questionnaire::Questionnaire;
use engine::recommendations::Called;
use engine::rich_text::plain_text;
use leptos::prelude::*;
use web_sys::Event;

use crate::browser::{format, page, random};
use crate::components::Download;
use crate::desk::Desk;
use crate::pages::questionnaire::Loaded;
use crate::texts::Texts;
use crate::ui::{El, button, el, fresh_id, text_el, value_of};

/// The plan's heading: what is left to read after a button that has gone.
pub const HEADING: &str = ".plan-section h2";

/// A button that takes a recommendation into the plan, or says that it is there.
pub fn take_in(desk: Desk, called: &Called<'_>, t: Texts) -> El {
    let id = called.id();
    let action = Action {
        id: id.clone(),
        text: plain_text(&called.recommendation.text),
        owner: called.recommendation.owner.clone(),
        year: Some(format::year()),
        question: Some(called.question.id.clone()),
        ..Action::default()
    };
    let taken = Memo::new(move |_| desk.plan().actions.iter().any(|action| action.id == id));
    let tag = format!("#{}", fresh_id());
    el("div").class("take-in").live(move || {
        Some(match taken.get() {
            true => text_el("p", t.in_plan()).class("tag").attr("id", &tag[1..]).attr("tabindex", "-1"),
            false => {
                let (tag, action) = (tag.clone(), action.clone());
                button("link-button", t.take_in(), move || {
                    desk.change_plan(|plan| plan.put(action.clone()));
                    // The button is gone: what stands in its place takes the focus.
                    page::focus(&tag);
                })
            }
        })
    })
}

/// The plan, each action with fields to change it.
pub fn plan(desk: Desk, loaded: &Loaded) -> El {
    let t = Texts(loaded.value.language);
    let ids = {
        let loaded = loaded.clone();
        Memo::new(move |_| {
            let (plan, answers) = (desk.plan(), desk.answers());
            plan.in_order(&loaded.value, &answers).into_iter().map(|action| action.id.clone()).collect::<Vec<_>>()
        })
    };
    let list = move || {
        let plan = desk.plan_untracked();
        let own = |id: &String| plan.actions.iter().find(|action| action.id == *id);
        let cards =
            ids.get().iter().enumerate().filter_map(|(n, id)| Some(card(desk, own(id)?, n + 1, t))).collect::<Vec<_>>();
        match cards.is_empty() {
            true => text_el("p", t.plan_empty()),
            false => el("ol").class("plan").children(cards),
        }
    };
    let add = move || {
        let action = Action { id: random::id(), year: Some(format::year()), ..Action::default() };
        let field = format!("#{} textarea", card_id(&action.id));
        desk.change_plan(|plan| plan.put(action));
        Effect::new(move || page::focus(&field));
    };
    let given = Download::new();
    let give = {
        let loaded = loaded.clone();
        move |ending: &str, kind: &str, make: fn(&Plan, &Questionnaire, &Answers) -> Option<String>| {
            let name = format!("vattenpass-{}-plan-{}.{ending}", loaded.value.id, format::today());
            let text = make(&desk.plan_untracked(), &loaded.value, &desk.answers_untracked());
            given.give(name, kind, text.as_deref());
        }
    };
    let can_save = Memo::new(move |_| !desk.plan().actions.is_empty());
    let exports = move || {
        let (csv, ics) = (give.clone(), give.clone());
        let to_csv = move || csv("csv", "text/csv;charset=utf-8", |plan, q, a| Some(plan::to_csv(plan, q, a)));
        let to_ics = move || {
            ics("ics", "text/calendar;charset=utf-8", |plan, q, a| {
                plan::to_ics(plan, q, a, &format::today(), &format::now()).file
            })
        };
        can_save.get().then(|| {
            let table = button("button button-quiet", t.plan_csv(), to_csv);
            let calendar = button("button button-quiet", t.plan_ics(), to_ics);
            el("div")
                .child(el("p").class("buttons").child(table).child(calendar))
                .child(text_el("p", t.plan_ics_help()).class("hint"))
        })
    };
    el("section")
        .class("plan-section")
        .child(text_el("h2", t.plan()).attr("tabindex", "-1"))
        .child(text_el("p", t.plan_help()).class("hint"))
        .live(move || [list()])
        .child(el("p").class("buttons").child(button("button button-quiet", t.plan_add(), add)))
        .live(exports)
        .child(given.told(t))
}

fn card_id(action: &str) -> String {
    format!("atgard-{action}")
}

/// One action. The fields are made once and not again while they are being written in.
fn card(desk: Desk, action: &Action, number: usize, t: Texts) -> El {
    let id = action.id.as_str();
    let edit = |edit: fn(&mut Action, String)| {
        let id = id.to_owned();
        move |event: Event| {
            let text = value_of(&event);
            desk.change_plan(|plan| {
                plan.actions.iter_mut().filter(|a| a.id == id).for_each(|action| edit(action, text.clone()))
            });
        }
    };
    let labelled = |label: &str, field: El| el("label").class("field").child(text_el("span", label)).child(field);
    let text = el("textarea").attr("rows", "3").text(&action.text);
    let text = text.on("input", edit(|action, text| action.text = text));
    let owner = el("input").attr("type", "text").attr("maxlength", "80").attr("autocomplete", "off");
    let owner = owner.attr("value", &action.owner).on("input", edit(|action, owner| action.owner = owner));
    // A year that has passed, or lies further ahead, stays as it was set.
    let mut years: Vec<u16> = (format::year()..format::year() + YEARS).chain(action.year).collect();
    years.sort_unstable();
    years.dedup();
    let none = el("option").attr("value", "").text(t.no_year());
    let years = years.into_iter().map(|year| {
        let chosen = action.year == Some(year);
        el("option").attr("value", &year.to_string()).flag("selected", chosen).text(&year.to_string())
    });
    let year =
        el("select").child(none).children(years).on("change", edit(|action, year| action.year = year.parse().ok()));
    let states = Progress::ALL.iter().enumerate().map(|(n, progress)| {
        let chosen = *progress == action.progress;
        el("option").attr("value", &n.to_string()).flag("selected", chosen).text(progress.word(t.0))
    });
    let progress = el("select").children(states).on(
        "change",
        edit(|action, n| {
            action.progress = n.parse().ok().and_then(|n: usize| Progress::ALL.get(n).copied()).unwrap_or_default()
        }),
    );
    let gone = id.to_owned();
    let remove = button("link-button", t.plan_remove(), move || {
        desk.change_plan(|plan| plan.actions.retain(|action| action.id != gone));
        page::focus(HEADING);
    });
    let remove = remove.child(text_el("span", &format!(" {number}")).class("visually-hidden"));
    let side_by_side = el("div").class("side-by-side");
    el("li")
        .attr("id", &card_id(id))
        .child(labelled(t.action(), text))
        .child(labelled(t.owner(), owner))
        .child(side_by_side.child(labelled(t.year(), year)).child(labelled(t.progress(), progress)))
        .child(remove)
}
