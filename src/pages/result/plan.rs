//! The actions of the plan: what to do, by whom and when.

use engine::exports::calendar::Reminders;
use engine::model::rich_text::plain_text;
use engine::results::plan::{self, Action, ActionStatus, YEARS};
use engine::scoring::recommendations::TriggeredRecommendation;
use leptos::prelude::*;
use texts::{Texts, exports};
use web_sys::Event;

use crate::browser::page::{self, fresh_id};
use crate::browser::{format, random};
use crate::components::{Button, Download, Field, Select, fresh};
use crate::load::Loaded;
use crate::pages::result::tabs::SHOWN_HEADING;
use crate::state::AppState;

/// The action that a recommendation proposes.
#[must_use]
pub fn action_for(triggered: &TriggeredRecommendation<'_>) -> Action {
    Action {
        id: triggered.id(),
        text: plain_text(&triggered.recommendation.text),
        owner: triggered.recommendation.owner.clone(),
        question: Some(triggered.question.id.clone()),
        ..Action::default()
    }
}

/// An action with an id of its own in calendars, and a year whose reminder is to come.
pub fn proposed(action: Action) -> Action {
    Action { uid: random::id(), year: plan::next_year(&format::today()), ..action }
}

/// A button that adds an action to the plan, or a text that says that it is there.
#[component]
pub fn AddToPlan(
    /// The action.
    action: Action,
    /// The id of the element that says what it is.
    described: String,
    /// The reader's language.
    t: Texts,
) -> impl IntoView {
    let state = AppState::get();
    let added = {
        let id = action.id.clone();
        Memo::new(move |_| state.plan().actions.iter().any(|action| action.id == id))
    };
    let tag = fresh_id();
    let content = move || match added.get() {
        true => view! { <p class="tag" id=tag.clone() tabindex="-1">{t.in_plan()}</p> }.into_any(),
        false => {
            // In the list the action's own fields come in the place of all this.
            let (tag, card, action) = (format!("#{tag}"), format!("#{} .tag", card_id(&action.id)), action.clone());
            let add = move || {
                let action = proposed(action.clone());
                state.change_plan(&format!("put {}", action.id), move |plan| plan.put(action.clone()));
                // The button is gone: what stands in its place takes the focus.
                page::focus_first(&[&tag, &card]);
            };
            view! { <Button class="link-button" text=t.take_in() describedby=described.clone() run=add/> }.into_any()
        }
    };
    view! { <div class="take-in">{move || fresh(content())}</div> }
}

/// The plan as files: a table, and reminders for a calendar.
#[component]
pub fn Exports(
    /// The questionnaire.
    loaded: Loaded,
    /// What is downloaded.
    download: Download,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(loaded.value.language);
    let name = {
        let id = loaded.value.id.clone();
        move |ending: &str| format!("vattenpass-{id}-plan-{}.{ending}", format::today())
    };
    let give_table = {
        let (name, loaded) = (name.clone(), loaded.clone());
        move || {
            let table = exports::actions(&state.plan_untracked(), &loaded.value, &state.answers_untracked());
            download.give(name("csv"), "text/csv;charset=utf-8", &table);
        }
    };
    let give_reminders = move || {
        let (plan, answers) = (state.plan_untracked(), state.answers_untracked());
        let Reminders { file, past } =
            exports::reminders(&plan, &loaded.value, &answers, &format::today(), &format::now());
        let left_out = (past > 0).then(|| t.past_left_out(past));
        match file {
            Some(file) => download.give_all_but(name("ics"), "text/calendar;charset=utf-8", &file, left_out),
            None => download.give_nothing(if past > 0 { t.only_past_reminders() } else { t.no_reminders() }),
        }
    };
    view! {
        <div class="screen-only">
            <p class="buttons">
                <Button class="button button-quiet" text=t.plan_csv() run=give_table/>
                <Button class="button button-quiet" text=t.plan_ics() run=give_reminders/>
            </p>
            <p class="hint">{t.plan_ics_help()}</p>
        </div>
    }
}

/// The id of the element that holds an action, or the recommendation it may come from.
pub fn card_id(action: &str) -> String {
    format!("atgard-{action}")
}

/// One action. What stands in its fields follows what is stored.
#[component]
pub fn PlannedAction(
    /// The id of the action.
    id: String,
    /// The texts, in the reader's language.
    t: Texts,
) -> impl IntoView {
    let state = AppState::get();
    let id = StoredValue::new(id);
    let own = Memo::new(move |_| {
        let mut actions = state.plan().actions.into_iter();
        actions.find(|action| id.with_value(|id| action.id == *id)).unwrap_or_default()
    });
    // `slot` names the field: each change of it leaves nothing of the one before.
    let edit = move |slot: &str, edit: fn(&mut Action, &str), text: String| {
        let id = id.get_value();
        state.change_plan(&format!("{slot} {id}"), move |plan| {
            plan.actions.iter_mut().filter(|action| action.id == id).for_each(|action| edit(action, &text));
        });
    };
    let set_text = move |event: Event| {
        edit("text", |action, text| text.clone_into(&mut action.text), event_target_value(&event));
    };
    let set_owner = move |event: Event| {
        edit("owner", |action, owner| owner.clone_into(&mut action.owner), event_target_value(&event));
    };
    let set_year = move |year: String| edit("year", |action, year| action.year = year.parse().ok(), year);
    let set_status = move |code: String| {
        let set: fn(&mut Action, &str) = |action, code| {
            action.status =
                code.parse().ok().and_then(|n: usize| ActionStatus::ALL.get(n).copied()).unwrap_or_default();
        };
        edit("progress", set, code);
    };
    let year = Memo::new(move |_| own.with(|action| action.year));
    let years = Signal::derive(move || {
        // A year that has passed, or lies further ahead, stays as it was set.
        let mut years: Vec<u16> = (format::year()..format::year() + YEARS).chain(year.get()).collect();
        years.sort_unstable();
        years.dedup();
        let none = (String::new(), t.no_year().to_owned());
        std::iter::once(none).chain(years.into_iter().map(|year| (year.to_string(), year.to_string()))).collect()
    });
    let chosen_year = Signal::derive(move || year.get().map(|year| year.to_string()).unwrap_or_default());
    let past = Memo::new(move |_| own.with(|action| action.year.filter(|_| action.is_past(&format::today()))));
    let past = move || {
        past.get().map(|year| view! { <p class="notice notice-warning">{t.past_reminder(year)}</p> }.into_any())
    };
    let statuses = ActionStatus::ALL.iter().enumerate();
    let statuses: Vec<_> = statuses.map(|(n, status)| (n.to_string(), t.action_status(*status).to_owned())).collect();
    let status = Signal::derive(move || {
        let status = own.with(|action| action.status);
        ActionStatus::ALL.iter().position(|of| *of == status).unwrap_or(0).to_string()
    });
    let remove = move || {
        let id = id.get_value();
        let again = format!("#{} button", card_id(&id));
        state.change_plan(&format!("remove {id}"), move |plan| plan.actions.retain(|action| action.id != id));
        // What it came from stands in its place again, unless it was the respondent's own.
        page::focus_first(&[&again, SHOWN_HEADING]);
    };
    let text = move || own.with(|action| format!(": {}", action.text));
    let past_id = fresh_id();
    let describedby = Some(past_id.clone());
    view! {
        <div>
            <p class="tag" tabindex="-1">{t.in_plan()}</p>
            <Field label=t.action()>
                <textarea rows="3" prop:value=move || own.with(|action| action.text.clone()) on:input=set_text></textarea>
            </Field>
            <Field label=t.owner()>
                <input
                    type="text"
                    maxlength="80"
                    autocomplete="off"
                    prop:value=move || own.with(|action| action.owner.clone())
                    on:input=set_owner
                />
            </Field>
            <div class="side-by-side">
                <Field label=t.year()>
                    <Select options=years value=chosen_year choose=set_year describedby/>
                </Field>
                <Field label=t.progress()><Select options=statuses value=status choose=set_status/></Field>
            </div>
            <div id=past_id role="status">{move || fresh(past())}</div>
            <Button class="link-button" text=t.plan_remove() run=remove>
                <span class="visually-hidden" prop:textContent=text></span>
            </Button>
        </div>
    }
}
