//! The action plan on the result page: what to do, by whom and when.

use engine::exports::calendar::Reminders;
use engine::model::rich_text::plain_text;
use engine::results::plan::{self, Action, ActionStatus, YEARS};
use engine::scoring::recommendations::TriggeredRecommendation;
use leptos::prelude::*;
use texts::{Texts, exports};
use web_sys::Event;

use crate::browser::{format, page, random};
use crate::components::Download;
use crate::load::Loaded;
use crate::state::AppState;
use crate::ui::{El, button, el, fresh_id, text_el, value_of};

/// The plan's heading: what is left to read after a button that has gone.
pub const HEADING: &str = ".plan-section h2";

/// A button that takes a recommendation into the plan, or says that it is there.
pub fn take_in(state: AppState, called: &TriggeredRecommendation<'_>, t: Texts) -> El {
    let id = called.id();
    let action = Action {
        id: id.clone(),
        text: plain_text(&called.recommendation.text),
        owner: called.recommendation.owner.clone(),
        question: Some(called.question.id.clone()),
        ..Action::default()
    };
    let taken = Memo::new(move |_| state.plan().actions.iter().any(|action| action.id == id));
    let tag = format!("#{}", fresh_id());
    el("div").class("take-in").live(move || {
        Some(match taken.get() {
            true => text_el("p", t.in_plan()).class("tag").attr("id", &tag[1..]).attr("tabindex", "-1"),
            false => {
                let (tag, action) = (tag.clone(), action.clone());
                button("link-button", t.take_in(), move || {
                    let action = proposed(action.clone());
                    state.change_plan(&format!("put {}", action.id), move |plan| plan.put(action.clone()));
                    // The button is gone: what stands in its place takes the focus.
                    page::focus(&tag);
                })
            }
        })
    })
}

/// A new action, with an id of its own in calendars and a year whose reminder is to come.
fn proposed(action: Action) -> Action {
    Action { uid: random::id(), year: plan::next_year(&format::today()), ..action }
}

/// The plan, each action with fields to change it.
pub fn plan(state: AppState, loaded: &Loaded) -> El {
    let t = Texts(loaded.value.language);
    let ids = {
        let loaded = loaded.clone();
        Memo::new(move |_| {
            let (plan, answers) = (state.plan(), state.answers());
            plan.in_order(&loaded.value, &answers).into_iter().map(|action| action.id.clone()).collect::<Vec<_>>()
        })
    };
    let empty = move || ids.with(Vec::is_empty).then(|| text_el("p", t.plan_empty()));
    let list = el("ol").class("plan").keyed(move || ids.get(), move |id| card(state, id, ids, t));
    let add = move || {
        let action = proposed(Action { id: random::id(), ..Action::default() });
        let field = format!("#{} textarea", card_id(&action.id));
        state.change_plan(&format!("put {}", action.id), move |plan| plan.put(action.clone()));
        page::focus(&field);
    };
    let given = Download::new();
    let can_save = Memo::new(move |_| !state.plan().actions.is_empty());
    let exports = {
        let loaded = loaded.clone();
        move || can_save.get().then(|| exports(state, &loaded, given))
    };
    el("section")
        .class("plan-section")
        .child(text_el("h2", t.plan()).attr("tabindex", "-1"))
        .child(text_el("p", t.plan_help()).class("hint"))
        .live(empty)
        .child(list)
        .child(el("p").class("buttons").child(button("button button-quiet", t.plan_add(), add)))
        .live(exports)
        .child(given.told(t))
}

/// The plan as files: a table, and reminders for a calendar.
fn exports(state: AppState, loaded: &Loaded, given: Download) -> El {
    let t = Texts(loaded.value.language);
    let name = {
        let id = loaded.value.id.clone();
        move |ending: &str| format!("vattenpass-{id}-plan-{}.{ending}", format::today())
    };
    let to_csv = {
        let (name, loaded) = (name.clone(), loaded.clone());
        move || {
            let table = exports::actions(&state.plan_untracked(), &loaded.value, &state.answers_untracked());
            given.give(name("csv"), "text/csv;charset=utf-8", Some(&table));
        }
    };
    let loaded = loaded.clone();
    let to_ics = move || {
        let (plan, answers) = (state.plan_untracked(), state.answers_untracked());
        let Reminders { file, past } =
            exports::reminders(&plan, &loaded.value, &answers, &format::today(), &format::now());
        let left_out = (past > 0).then(|| t.past_left_out(past));
        match file {
            Some(file) => given.give_all_but(name("ics"), "text/calendar;charset=utf-8", &file, left_out),
            None => given.give_nothing(if past > 0 { t.only_past_reminders() } else { t.no_reminders() }),
        }
    };
    let table = button("button button-quiet", t.plan_csv(), to_csv);
    let calendar = button("button button-quiet", t.plan_ics(), to_ics);
    el("div")
        .child(el("p").class("buttons").child(table).child(calendar))
        .child(text_el("p", t.plan_ics_help()).class("hint"))
}

fn card_id(action: &str) -> String {
    format!("atgard-{action}")
}

/// One action. What stands in its fields follows what is stored.
fn card(state: AppState, id: &str, ids: Memo<Vec<String>>, t: Texts) -> El {
    let own = {
        let id = id.to_owned();
        Memo::new(move |_| state.plan().actions.into_iter().find(|action| action.id == id).unwrap_or_default())
    };
    // `slot` names the field: each change of it leaves nothing of the one before.
    let edit = |slot: &str, edit: fn(&mut Action, &str)| {
        let (id, slot) = (id.to_owned(), format!("{slot} {id}"));
        move |event: Event| {
            let (id, text) = (id.clone(), value_of(&event));
            state.change_plan(&slot, move |plan| {
                plan.actions.iter_mut().filter(|a| a.id == id).for_each(|action| edit(action, &text));
            });
        }
    };
    let labelled = |label: &str, field: El| el("label").class("field").child(text_el("span", label)).child(field);
    let text = el("textarea").attr("rows", "3").live_prop("value", move || own.get().text);
    let text = text.on("input", edit("text", |action, text| text.clone_into(&mut action.text)));
    let owner = el("input").attr("type", "text").attr("maxlength", "80").attr("autocomplete", "off");
    let owner = owner.live_prop("value", move || own.get().owner);
    let owner = owner.on("input", edit("owner", |action, owner| owner.clone_into(&mut action.owner)));
    let year = Memo::new(move |_| own.get().year);
    let years = move || {
        // A year that has passed, or lies further ahead, stays as it was set.
        let mut years: Vec<u16> = (format::year()..format::year() + YEARS).chain(year.get()).collect();
        years.sort_unstable();
        years.dedup();
        let none = el("option").attr("value", "").text(t.no_year());
        let years = years.into_iter().map(|year| text_el("option", &year.to_string()).attr("value", &year.to_string()));
        std::iter::once(none).chain(years).collect::<Vec<_>>()
    };
    let year_field = el("select").live(years);
    let year_field = year_field.live_prop("value", move || year.get().map(|y| y.to_string()).unwrap_or_default());
    let year_field = year_field.on("change", edit("year", |action, year| action.year = year.parse().ok()));
    let past_id = fresh_id();
    let year_field = year_field.attr("aria-describedby", &past_id);
    let past = Memo::new(move |_| own.with(|action| action.year.filter(|_| action.is_past(&format::today()))));
    let past = move || past.get().map(|year| text_el("p", &t.past_reminder(year)).class("notice notice-warning"));
    let past = el("div").attr("id", &past_id).attr("role", "status").live(past);
    let states = ActionStatus::ALL
        .iter()
        .enumerate()
        .map(|(n, progress)| el("option").attr("value", &n.to_string()).text(t.action_status(*progress)));
    let action_state = move || ActionStatus::ALL.iter().position(|progress| *progress == own.get().status).unwrap_or(0);
    let set_state: fn(&mut Action, &str) = |action, n| {
        action.status = n.parse().ok().and_then(|n: usize| ActionStatus::ALL.get(n).copied()).unwrap_or_default();
    };
    let progress = el("select").children(states).live_prop("value", move || action_state().to_string());
    let progress = progress.on("change", edit("progress", set_state));
    let gone = id.to_owned();
    let remove = button("link-button", t.plan_remove(), move || {
        let gone = gone.clone();
        state.change_plan(&format!("remove {gone}"), move |plan| plan.actions.retain(|action| action.id != gone));
        page::focus(HEADING);
    });
    let number = {
        let id = id.to_owned();
        move || ids.with(|ids| ids.iter().position(|of| *of == id)).map(|n| format!(" {}", n + 1)).unwrap_or_default()
    };
    let remove = remove.child(el("span").class("visually-hidden").live_text(number));
    let side_by_side = el("div").class("side-by-side");
    el("li")
        .attr("id", &card_id(id))
        .child(labelled(t.action(), text))
        .child(labelled(t.owner(), owner))
        .child(side_by_side.child(labelled(t.year(), year_field)).child(labelled(t.progress(), progress)))
        .child(past)
        .child(remove)
}
