//! A questionnaire's front page: what it is, how long it takes, what is saved, and the way in.

use std::borrow::Cow;

use engine::Lang;
use engine::model::answers::Answers;
use engine::results::assessment::{Assessment, Change};
use engine::scoring::flow;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::{files, format, page};
use crate::components::{background, caveat, have_file, heading, rich_text, sure_to_delete};
use crate::load::Loaded;
use crate::route::{Route, Step};
use crate::state::{AppState, Notice};
use crate::store::{Quarantined, SavedAssessment, short_id};
use crate::ui::{El, button, el, fresh_id, is_checked, link, text_el};

/// The front page.
pub fn front(loaded: &Loaded) -> Vec<El> {
    let state = AppState::get();
    let q = &loaded.value;
    let t = Texts(q.language);
    let none = Answers::default();
    let (now, most) = (flow::shown(q, &none).len(), flow::possible(q, &none).len());
    let count = if most > now { t.questions_up_to(now, most) } else { now.to_string() };
    let facts =
        [(t.time_it_takes(), t.minutes(q.minutes)), (t.question_count(), count), (t.for_whom(), q.audience.clone())];
    let facts = facts.map(|(name, fact)| el("div").child(text_el("dt", name)).child(text_el("dd", &fact)));
    let id = q.id.clone();
    let deleted = move || match state.notice.get()? {
        Notice::Deleted { questionnaire, .. } if questionnaire != id => None,
        Notice::Deleted { elsewhere: false, .. } => Some(text_el("p", t.deleted()).class("notice")),
        Notice::Deleted { .. } => Some(text_el("p", t.deleted_elsewhere()).class("notice notice-warning")),
        _ => None,
    };
    let mut page = vec![
        heading(&q.title, &q.title),
        el("div").attr("role", "status").live(deleted),
        rich_text(&q.intro).class("prose lead"),
        el("dl").class("facts").children(facts),
        damaged(state, loaded),
        begun(state, loaded),
        begin(state, loaded),
    ];
    page.extend(caveat(loaded));
    page.extend(background(loaded));
    page.push(el("p").child(link(&state.to(&q.id, Step::Paper { filled: false }), t.paper_form())));
    page.push(have_file(q.language));
    page
}

/// Starts a new assessment.
fn begin(state: AppState, loaded: &Loaded) -> El {
    let q = &loaded.value;
    let t = Texts(q.language);
    let keep = RwSignal::new(true);
    let start = {
        let loaded = loaded.clone();
        move || {
            state.begin(&loaded, keep.get_untracked());
            if let Some(first) = flow::shown(&loaded.value, &Answers::default()).first() {
                state.go(&loaded.value.id, Step::Question(first.id.clone()));
            }
        }
    };
    let section = el("section").class("begin").child(text_el("h2", t.stored_title()));
    let section = if state.is_blocked() {
        section.child(text_el("p", t.keeping_blocked()).class("notice notice-warning"))
    } else {
        let id = fresh_id();
        let field = el("input").attr("type", "checkbox").attr("aria-describedby", &id);
        let field = field.on("change", move |event| keep.set(!is_checked(&event)));
        section
            .child(text_el("p", t.stored()))
            .child(el("label").class("check").child(field).child(text_el("span", t.do_not_save())))
            .child(text_el("p", t.do_not_save_hint()).class("hint").attr("id", &id))
    };
    let has_others = {
        let id = q.id.clone();
        move || (state.count(&id) > 0).then(|| text_el("p", t.start_new_hint()).class("hint"))
    };
    section.child(el("p").child(button("button button-start", t.start(), start))).live(has_others)
}

/// The assessments that there are already, each in a row that stays while others change.
fn begun(state: AppState, loaded: &Loaded) -> El {
    let q = &loaded.value;
    let list = {
        let id = q.id.clone();
        Memo::new(move |_| state.list(&id))
    };
    let title = {
        let t = Texts(q.language);
        move || (!list.with(Vec::is_empty)).then(|| text_el("h2", t.your_assessments()).attr("tabindex", "-1"))
    };
    let keys = move || list.with(|list| list.iter().map(|kept| kept.key.clone()).collect());
    let row = {
        let loaded = loaded.clone();
        move |key: &str| assessment(state, &loaded, list, key)
    };
    el("section").class("begun").live(title).child(el("ul").class("assessments").keyed(keys, row))
}

/// What a respondent is doing with an assessment in the list.
#[derive(Clone, Copy, PartialEq)]
enum Doing {
    Nothing,
    Renaming,
    Deleting,
}

/// One assessment in the list.
fn assessment(state: AppState, loaded: &Loaded, list: Memo<Vec<SavedAssessment>>, key: &str) -> El {
    let q = &loaded.value;
    let t = Texts(q.language);
    let doing = RwSignal::new(Doing::Nothing);
    let (title, key) = (fresh_id(), key.to_owned());
    let own = {
        let key = key.clone();
        Memo::new(move |_| {
            list.with(|list| list.iter().find(|kept| kept.key == key).map(|kept| kept.assessment.clone()))
        })
    };
    let name = Memo::new(move |_| own.with(|own| own.as_ref().map(|own| own.name.clone()).unwrap_or_default()));
    let facts = {
        let loaded = loaded.clone();
        move || own.with(|own| own.as_ref().map(|own| facts(&loaded, own)).unwrap_or_default())
    };
    let carry_on = {
        let (loaded, key) = (loaded.clone(), key.clone());
        move || {
            let Some(own) = own.get_untracked() else { return };
            let q = &loaded.value;
            let first = || flow::shown(q, &own.answers).first().map(|question| question.id.clone());
            let at = own.position.filter(|at| q.question(at).is_some()).or_else(first);
            state.resume(&key);
            state.go(&q.id, at.map_or(Step::Review, Step::Question));
        }
    };
    let result = {
        let (id, named) = (q.id.clone(), Some(short_id(&key).to_owned()));
        let address = move || {
            let named = named.clone().filter(|_| state.count(&id) > 1);
            Some(Cow::Owned(Route::to(t.0, &id, Step::Result).of(named).to_string()))
        };
        let key = key.clone();
        link("", t.result())
            .class("button button-quiet")
            .live_attr("href", address)
            .on("click", move |_| state.resume(&key))
    };
    let again = fresh_id();
    let actions = [
        button("button", t.carry_on(), carry_on),
        result,
        button("link-button", t.rename(), move || doing.set(Doing::Renaming)).attr("id", &again),
        button("link-button", t.delete(), move || doing.set(Doing::Deleting)),
    ];
    let actions = actions.map(|action| action.attr("aria-describedby", &title));
    let back = format!("#{again}");
    let below = {
        let (id, lang) = (q.id.clone(), q.language);
        let done = move || {
            doing.set(Doing::Nothing);
            page::focus(&back);
        };
        move || match doing.get() {
            Doing::Nothing => None,
            Doing::Renaming => Some(rename_form(state, &key, &name.get_untracked(), lang, done.clone())),
            Doing::Deleting => Some(sure_to_delete(state, &id, &key, &name.get_untracked(), lang, done.clone())),
        }
    };
    el("li")
        .class("assessment")
        .child(el("h3").attr("id", &title).live_text(move || name.get()))
        .child(el("div").live(facts))
        .child(el("p").class("buttons").children(actions))
        .live(below)
}

/// How far along it is, when it was changed, and whether the questionnaire has changed since.
fn facts(loaded: &Loaded, own: &Assessment) -> Vec<El> {
    let q = &loaded.value;
    let t = Texts(q.language);
    let mut now = own.clone();
    now.apply(&Change::Migrate(loaded.clone()), &own.changed);
    let (answered, total) = flow::answered(q, &now.answers);
    let changed = t.changed(&format::time(&own.changed, q.language));
    let facts = text_el("p", &format!("{} · {changed}", t.answered_of(answered, total))).class("hint");
    let is_new = now.migrated.is_some_and(|migrated| !migrated.read);
    std::iter::once(facts).chain(is_new.then(|| text_el("p", t.new_version()).class("missing"))).collect()
}

fn rename_form(state: AppState, key: &str, name: &str, lang: Lang, done: impl Fn() + Clone + 'static) -> El {
    let t = Texts(lang);
    let hint = fresh_id();
    let field =
        el("input").attr("type", "text").attr("maxlength", "80").attr("value", name).attr("aria-describedby", &hint);
    field.focus_soon();
    let save = {
        let (key, field, done) = (key.to_owned(), field.clone(), done.clone());
        move |event: web_sys::Event| {
            event.prevent_default();
            let name = field.field_value().trim().to_owned();
            if !name.is_empty() {
                state.rename(&key, name);
            }
            done();
        }
    };
    let buttons = el("p").class("buttons").child(text_el("button", t.save_name()).class("button"));
    let buttons = buttons.child(button("button button-quiet", t.cancel(), done));
    el("form")
        .class("inline-form")
        .on("submit", save)
        .child(el("label").class("field").child(text_el("span", t.name_label())).child(field))
        .child(text_el("p", t.name_hint()).class("hint").attr("id", &hint))
        .child(buttons)
}

/// Stored records that could not be read.
fn damaged(state: AppState, loaded: &Loaded) -> El {
    let id = loaded.value.id.clone();
    let t = Texts(loaded.value.language);
    el("div").live(move || {
        let (newer, damaged): (Vec<_>, Vec<_>) = state.set_aside(&id).into_iter().partition(|record| record.newer);
        let notices = [(damaged, t.damaged_title(), t.damaged_help()), (newer, t.newer_title(), t.newer_help())];
        let notices = notices.into_iter().filter(|(records, ..)| !records.is_empty());
        let notices = notices.map(|(records, title, help)| {
            let notice = el("section").class("notice notice-warning").child(text_el("h2", title));
            let rows = records.into_iter().map(|record| unreadable(state, &id, record, t));
            notice.child(text_el("p", help)).children(rows)
        });
        notices.collect::<Vec<_>>()
    })
}

/// What can be done with a record that could not be read.
fn unreadable(state: AppState, questionnaire: &str, record: Quarantined, t: Texts) -> El {
    let name = format!("vattenpass-{questionnaire}-skadad.txt");
    let text = record.text.clone();
    let save = move || {
        let _ = files::download(&name, "text/plain", &text);
    };
    let discard = move || {
        state.discard(&record);
        page::focus_first(&[".notice h2", "h1"]);
    };
    let save = button("button", t.save_damaged(), save);
    el("p").class("buttons").child(save).child(button("button button-quiet", t.discard_damaged(), discard))
}
