//! A questionnaire's front page: what it is, how long it takes, what is saved, and the way in.

use engine::Lang;
use engine::answers::Answers;
use engine::flow;
use leptos::prelude::*;

use crate::browser::{files, format};
use crate::components::{heading, rich_text};
use crate::desk::{Desk, Notice};
use crate::pages::questionnaire::Loaded;
use crate::pages::start::have_file;
use crate::route::{Place, Route, Step};
use crate::store::{Keeping, Kept, SetAside};
use crate::texts::Texts;
use crate::ui::{El, button, details, el, fresh_id, is_checked, link, text_el};

/// The front page.
pub fn front(loaded: &Loaded) -> Vec<El> {
    let desk = Desk::get();
    let q = &loaded.value;
    let t = Texts(q.language);
    let none = Answers::default();
    let (now, most) = (flow::shown(q, &none).len(), flow::possible(q, &none).len());
    let count = if most > now { t.questions_up_to(now, most) } else { now.to_string() };
    let facts =
        [(t.time_it_takes(), t.minutes(q.minutes)), (t.question_count(), count), (t.for_whom(), q.audience.clone())];
    let facts = facts.map(|(name, fact)| el("div").child(text_el("dt", name)).child(text_el("dd", &fact)));
    let deleted = move || match desk.notice.get()? {
        Notice::Deleted { elsewhere: false } => Some(text_el("p", t.deleted()).class("notice")),
        Notice::Deleted { elsewhere: true } => Some(text_el("p", t.deleted_elsewhere()).class("notice notice-warning")),
        _ => None,
    };
    let lists = {
        let loaded = loaded.clone();
        move || [damaged(desk, &loaded), begun(desk, &loaded)].into_iter().flatten().collect::<Vec<_>>()
    };
    let mut page = vec![
        heading(&q.title, &q.title),
        el("div").attr("role", "status").live(deleted),
        rich_text(&q.intro).class("prose lead"),
        el("dl").class("facts").children(facts),
        el("div").live(lists),
        begin(desk, loaded),
    ];
    page.extend(caveat(loaded));
    page.extend(background(loaded));
    let paper = Route::to(q.language, &q.id, Step::Paper { filled: false }).to_string();
    page.push(el("p").child(link(&paper, t.paper_form())));
    page.push(have_file(q.language));
    page
}

/// What a reader must know before trusting the result.
pub fn caveat(loaded: &Loaded) -> Option<El> {
    let q = &loaded.value;
    let title = text_el("h2", Texts(q.language).caveat());
    (!q.caveat.is_empty()).then(|| el("section").class("caveat").child(title).child(rich_text(&q.caveat)))
}

/// How it is counted, and what it rests on.
pub fn background(loaded: &Loaded) -> Vec<El> {
    let q = &loaded.value;
    let t = Texts(q.language);
    let sources = el("ul").children(q.sources.iter().map(|source| {
        let page = Route::new(q.language, Place::About(source.id.clone(), None));
        match Desk::get().has_source_page(&source.id) {
            true => el("li").child(link(&page.to_string(), &source.name)),
            false => text_el("li", &source.name),
        }
    }));
    let method = (!q.method.is_empty()).then(|| details(t.method(), rich_text(&q.method)));
    let sources = (!q.sources.is_empty()).then(|| el("section").child(text_el("h2", t.sources())).child(sources));
    method.into_iter().chain(sources).collect()
}

/// Starts a new assessment.
fn begin(desk: Desk, loaded: &Loaded) -> El {
    let q = &loaded.value;
    let t = Texts(q.language);
    let keep = RwSignal::new(true);
    let start = {
        let loaded = loaded.clone();
        move || {
            desk.begin(&loaded, keep.get_untracked());
            if let Some(first) = flow::shown(&loaded.value, &Answers::default()).first() {
                desk.go(&loaded.value.id, Step::Question(first.id.clone()));
            }
        }
    };
    let section = el("section").class("begin").child(text_el("h2", t.stored_title()));
    let blocked = desk.open.with_untracked(|open| open.as_ref().is_some_and(|open| open.keeping == Keeping::Blocked));
    let section = if blocked {
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
        move || (!desk.list(&id).is_empty()).then(|| text_el("p", t.start_new_hint()).class("hint"))
    };
    section.child(el("p").child(button("button button-start", t.start(), start))).live(has_others)
}

/// The assessments that there are already.
fn begun(desk: Desk, loaded: &Loaded) -> Option<El> {
    let q = &loaded.value;
    let title = text_el("h2", Texts(q.language).your_assessments());
    let rows = desk.list(&q.id).into_iter().map(|kept| assessment(desk, loaded, kept));
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty())
        .then(|| el("section").class("begun").child(title).child(el("ul").class("assessments").children(rows)))
}

/// What a respondent is doing with an assessment in the list.
#[derive(Clone, Copy, PartialEq)]
enum Doing {
    Nothing,
    Renaming,
    Deleting,
}

/// One assessment in the list.
fn assessment(desk: Desk, loaded: &Loaded, kept: Kept) -> El {
    let q = &loaded.value;
    let t = Texts(q.language);
    let doing = RwSignal::new(Doing::Nothing);
    let title = fresh_id();
    let Kept { key, assessment } = kept;
    let (answered, total) = flow::answered(q, &assessment.answers);
    let facts =
        format!("{} · {}", t.answered_of(answered, total), t.changed(&format::time(&assessment.changed, q.language)));
    let choose = {
        let key = key.clone();
        move || desk.resume(&key)
    };
    let carry_on = {
        let (id, choose) = (q.id.clone(), choose.clone());
        let first = || flow::shown(q, &assessment.answers).first().map(|question| question.id.clone());
        let at = assessment.position.clone().filter(|at| q.question(at).is_some()).or_else(first);
        move || {
            choose();
            desk.go(&id, at.clone().map_or(Step::Review, Step::Question));
        }
    };
    let result = link(&Route::to(q.language, &q.id, Step::Result).to_string(), t.result()).class("button button-quiet");
    let actions = [
        button("button", t.carry_on(), carry_on),
        result.on("click", move |_| choose()),
        button("link-button", t.rename(), move || doing.set(Doing::Renaming)),
        button("link-button", t.delete(), move || doing.set(Doing::Deleting)),
    ];
    let actions = actions.map(|action| action.attr("aria-describedby", &title));
    let (name, lang) = (assessment.name.clone(), q.language);
    let below = move || match doing.get() {
        Doing::Nothing => None,
        Doing::Renaming => Some(rename_form(desk, &key, &name, lang, doing)),
        Doing::Deleting => Some(sure_to_delete(desk, &key, &name, lang, move || doing.set(Doing::Nothing))),
    };
    el("li")
        .class("assessment")
        .child(text_el("h3", &assessment.name).attr("id", &title))
        .child(text_el("p", &facts).class("hint"))
        .child(el("p").class("buttons").children(actions))
        .live(below)
}

fn rename_form(desk: Desk, key: &str, name: &str, lang: Lang, doing: RwSignal<Doing>) -> El {
    let t = Texts(lang);
    let hint = fresh_id();
    let field =
        el("input").attr("type", "text").attr("maxlength", "80").attr("value", name).attr("aria-describedby", &hint);
    field.focus_soon();
    let save = {
        let (key, field) = (key.to_owned(), field.clone());
        move |event: web_sys::Event| {
            event.prevent_default();
            let name = field.field_value().trim().to_owned();
            if !name.is_empty() {
                desk.rename(&key, name);
            }
            doing.set(Doing::Nothing);
        }
    };
    let buttons = el("p").class("buttons").child(text_el("button", t.save_name()).class("button")).child(button(
        "button button-quiet",
        t.cancel(),
        move || doing.set(Doing::Nothing),
    ));
    el("form")
        .class("inline-form")
        .on("submit", save)
        .child(el("label").class("field").child(text_el("span", t.name_label())).child(field))
        .child(text_el("p", t.name_hint()).class("hint").attr("id", &hint))
        .child(buttons)
}

/// Asks before an assessment is deleted.
pub fn sure_to_delete(desk: Desk, key: &str, name: &str, lang: Lang, cancel: impl FnMut() + 'static) -> El {
    let t = Texts(lang);
    let question = el("p").attr("tabindex", "-1").child(text_el("strong", &t.delete_sure(name)));
    question.focus_soon();
    let key = key.to_owned();
    let delete = move || desk.delete(&key);
    let buttons = el("p").class("buttons").child(button("button button-danger", t.delete_yes(), delete)).child(button(
        "button button-quiet",
        t.cancel(),
        cancel,
    ));
    el("div")
        .class("notice notice-warning")
        .attr("role", "group")
        .child(question)
        .child(text_el("p", t.delete_help()))
        .child(buttons)
}

/// Stored records that could not be read.
fn damaged(desk: Desk, loaded: &Loaded) -> Option<El> {
    let q = &loaded.value;
    let t = Texts(q.language);
    let records = desk.set_aside(&q.id);
    let rows = records.into_iter().map(|record| {
        let name = format!("vattenpass-{}-skadad.txt", q.id);
        let SetAside { text, .. } = record.clone();
        let save = move || {
            let _ = files::download(&name, "text/plain", &text);
        };
        el("p").class("buttons").child(button("button", t.save_damaged(), save)).child(button(
            "button button-quiet",
            t.discard_damaged(),
            move || desk.discard(&record),
        ))
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| {
        let notice = el("section").class("notice notice-warning").child(text_el("h2", t.damaged_title()));
        notice.child(text_el("p", t.damaged_help())).children(rows)
    })
}
