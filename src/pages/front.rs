//! A questionnaire's front page: what it is, how long it takes, what is saved, and the way in.

use engine::model::answers::Answers;
use engine::model::questionnaire::Questionnaire;
use engine::results::assessment::{Assessment, Change};
use engine::scoring::flow;
use leptos::prelude::*;
use texts::Texts;
use web_sys::SubmitEvent;

use crate::browser::page::{self, fresh_id};
use crate::browser::{files, format};
use crate::components::{Background, Button, Caveat, Field, HaveFile, Heading, RichText, SureToDelete, fresh};
use crate::load::Loaded;
use crate::pages::invitation::Invitation;
use crate::route::{Route, Step};
use crate::state::{AppState, Notice};
use crate::store::{Quarantined, SavedAssessment, short_id};

/// The front page.
#[component]
pub fn Front(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let state = AppState::get();
    page::soon(move || state.parts.start.prefetch());
    let q = &loaded.value;
    let t = Texts(q.language);
    let none = Answers::default();
    let (now, most) = (flow::shown(q, &none).len(), flow::possible(q, &none).len());
    let count = if most > now { t.questions_up_to(now, most) } else { now.to_string() };
    let facts = [
        (t.time_it_takes(), t.minutes(q.minutes as usize)),
        (t.question_count(), count),
        (t.for_whom(), q.audience.clone()),
    ];
    let facts = facts.map(|(name, fact)| view! { <div><dt>{name}</dt><dd>{fact}</dd></div> }.into_any());
    let id = q.id.clone();
    let deleted = move || match state.notice.get()? {
        Notice::Deleted { questionnaire, .. } if questionnaire != id => None,
        Notice::Deleted { elsewhere: false, .. } => Some(view! { <p class="notice">{t.deleted()}</p> }.into_any()),
        Notice::Deleted { .. } => {
            Some(view! { <p class="notice notice-warning">{t.deleted_elsewhere()}</p> }.into_any())
        }
        _ => None,
    };
    view! {
        <Heading text=q.title.clone() title=q.title.clone()/>
        <div role="status">{move || fresh(deleted())}</div>
        <RichText blocks=&q.intro class="prose lead"/>
        <dl class="facts">{Vec::from(facts)}</dl>
        <Unreadable loaded=loaded.clone()/>
        <Begun loaded=loaded.clone()/>
        <Begin loaded=loaded.clone()/>
        <Caveat loaded=loaded.clone()/>
        <Background loaded=loaded.clone()/>
        <p><a href=state.to(&q.id, Step::Paper { filled: false })>{t.paper_form()}</a></p>
        <HaveFile lang=q.language/>
    }
}

/// Starts a new assessment.
#[component]
fn Begin(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(loaded.value.language);
    let saves = RwSignal::new(true);
    let invitation = untrack(|| state.site.with(|site| Invitation::here(&loaded.value, site)));
    let invited = invited(&invitation, &loaded.value, t);
    let id = loaded.value.id.clone();
    let has_others =
        move || (state.count(&id) > 0).then(|| view! { <p class="hint">{t.start_new_hint()}</p> }.into_any());
    let start = move || {
        let q = &loaded.value;
        state.begin(&loaded, saves.get_untracked());
        let Invitation { unit, role } = invitation.clone();
        let given = [Change::Unit as fn(Option<String>) -> Change, Change::Role].into_iter().zip([unit, role]);
        given.filter(|(_, value)| !value.is_empty()).for_each(|(change, value)| state.change(change(Some(value))));
        if let Some(first) = flow::shown(q, &Answers::default()).first() {
            state.go(&q.id, Step::Question(first.id.clone()));
        }
    };
    let choice = if state.is_blocked() {
        view! { <p class="notice notice-warning">{t.save_blocked()}</p> }.into_any()
    } else {
        let hint = fresh_id();
        let choose = move |event| saves.set(!event_target_checked(&event));
        view! {
            <p>{t.stored()}</p>
            <label class="check">
                <input type="checkbox" aria-describedby=hint.clone() on:change=choose/>
                <span>{t.do_not_save()}</span>
            </label>
            <p class="hint" id=hint>{t.do_not_save_hint()}</p>
        }
        .into_any()
    };
    view! {
        <section class="begin">
            {invited}
            <h2>{t.stored_title()}</h2>
            {choice}
            <p><Button class="button button-start" text=t.start() run=start/></p>
            {move || fresh(has_others())}
        </section>
    }
}

/// Whom the address says that the answers are for.
fn invited(Invitation { unit, role }: &Invitation, q: &Questionnaire, t: Texts) -> Option<AnyView> {
    let role = q.roles.iter().find(|known| known.id == *role).map(|role| role.name.as_str());
    let text = match (unit.as_str(), role) {
        ("", None) => return None,
        (unit, None) => t.invited_unit(unit),
        ("", Some(role)) => t.invited_role(role),
        (unit, Some(role)) => t.invited(unit, role),
    };
    Some(view! { <p class="notice">{text}</p> }.into_any())
}

/// The assessments that there are already, each in a row that stays while others change.
#[component]
fn Begun(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(loaded.value.language);
    let id = loaded.value.id.clone();
    let list = Memo::new(move |_| state.list(&id));
    let title =
        move || (!list.with(Vec::is_empty)).then(|| view! { <h2 tabindex="-1">{t.your_assessments()}</h2> }.into_any());
    let keys = move || {
        page::keep_focus();
        list.with(|list| list.iter().map(|saved| saved.key.clone()).collect::<Vec<_>>())
    };
    let row = move |key: String| view! { <Row loaded=loaded.clone() list key/> }.into_any();
    view! {
        <section class="begun">
            {move || fresh(title())}
            <ul class="assessments" hidden=move || list.with(Vec::is_empty)><For each=keys key=String::clone children=row/></ul>
        </section>
    }
}

/// What a respondent is doing with an assessment in the list.
#[derive(Clone, Copy, PartialEq)]
enum Doing {
    Nothing,
    Renaming,
    Deleting,
}

/// One assessment in the list.
#[component]
fn Row(
    /// The questionnaire.
    loaded: Loaded,
    /// The assessments of the questionnaire.
    list: Memo<Vec<SavedAssessment>>,
    /// The key of the assessment.
    key: String,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(loaded.value.language);
    let questionnaire = loaded.value.id.clone();
    let doing = RwSignal::new(Doing::Nothing);
    let own = {
        let key = key.clone();
        Memo::new(move |_| {
            list.with(|list| list.iter().find(|saved| saved.key == key).map(|saved| saved.assessment.clone()))
        })
    };
    let name = Memo::new(move |_| own.with(|own| own.as_ref().map(|own| own.name.clone()).unwrap_or_default()));
    let result = {
        let (id, named) = (questionnaire.clone(), Some(short_id(&key).to_owned()));
        move || {
            let named = named.clone().filter(|_| state.count(&id) > 1);
            Route::to(t.0, &id, Step::RESULT).of(named).to_string()
        }
    };
    let resume = {
        let key = key.clone();
        move || state.resume(&key)
    };
    let carry_on = {
        let (loaded, resume) = (loaded.clone(), resume.clone());
        move || {
            let Some(own) = own.get_untracked() else { return };
            let q = &loaded.value;
            let first = || flow::shown(q, &own.answers).first().map(|question| question.id.clone());
            let at = own.position.filter(|at| q.question(at).is_some()).or_else(first);
            resume();
            state.go(&q.id, at.map_or(Step::Review, Step::Question));
        }
    };
    let (title, rename) = (fresh_id(), fresh_id());
    let done = {
        let rename = format!("#{rename}");
        UnsyncCallback::new(move |()| {
            doing.set(Doing::Nothing);
            page::focus(&rename);
        })
    };
    let below = move || {
        let (key, name) = (key.clone(), name.get_untracked());
        match doing.get() {
            Doing::Nothing => None,
            Doing::Renaming => Some(view! { <RenameForm key name t done/> }.into_any()),
            Doing::Deleting => {
                let questionnaire = questionnaire.clone();
                Some(view! { <SureToDelete questionnaire key name t cancel=done/> }.into_any())
            }
        }
    };
    let facts = move || own.with(|own| own.as_ref().map(|own| facts(&loaded, own)));
    view! {
        <li class="assessment">
            <h3 id=title.clone() prop:textContent=move || name.get()></h3>
            <div>{move || fresh(facts())}</div>
            <p class="buttons">
                <Button class="button" text=t.carry_on() describedby=title.clone() run=carry_on/>
                <a
                    class="button button-quiet"
                    href=result
                    aria-describedby=title.clone()
                    on:click=move |_| resume()
                >
                    {t.result()}
                </a>
                <Button
                    class="link-button"
                    text=t.rename()
                    id=rename
                    describedby=title.clone()
                    run=move || doing.set(Doing::Renaming)
                />
                <Button class="link-button" text=t.delete() describedby=title run=move || doing.set(Doing::Deleting)/>
            </p>
            {move || fresh(below())}
        </li>
    }
}

/// How far along it is, when it was changed, and whether the questionnaire has changed since.
fn facts(loaded: &Loaded, own: &Assessment) -> AnyView {
    let q = &loaded.value;
    let t = Texts(q.language);
    let mut now = own.clone();
    now.apply(&Change::Migrate(loaded.clone()), &own.changed);
    let (answered, total) = flow::answered(q, &now.answers);
    let changed = t.changed(&format::time(&own.changed, q.language));
    let facts = format!("{} · {changed}", t.answered_of(answered, total));
    let is_new = now.migrated.is_some_and(|migrated| !migrated.read);
    let is_new = is_new.then(|| view! { <p class="missing">{t.new_version()}</p> }.into_any());
    view! { <p class="hint">{facts}</p> {is_new} }.into_any()
}

/// A field for an assessment's name.
#[component]
fn RenameForm(
    /// The key of the assessment.
    key: String,
    /// What it is called now.
    name: String,
    /// The texts, in the reader's language.
    t: Texts,
    /// Runs when the form is to be closed.
    done: UnsyncCallback<()>,
) -> impl IntoView {
    let state = AppState::get();
    let hint = fresh_id();
    let describedby = hint.clone();
    let name = RwSignal::new(name);
    page::focus(".inline-form input");
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let name = name.get_untracked().trim().to_owned();
        if !name.is_empty() {
            state.rename(&key, name);
        }
        done.run(());
    };
    view! {
        <form class="inline-form" on:submit=save>
            <Field label=t.name_label()>
                <input
                    type="text"
                    maxlength="80"
                    aria-describedby=describedby
                    prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </Field>
            <p class="hint" id=hint>{t.name_hint()}</p>
            <p class="buttons">
                <button type="submit" class="button">{t.save_name()}</button>
                <Button class="button button-quiet" text=t.cancel() run=move || done.run(())/>
            </p>
        </form>
    }
}

/// Stored records that could not be read.
#[component]
fn Unreadable(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(loaded.value.language);
    let notices = move || {
        let id = &loaded.value.id;
        let (newer, damaged): (Vec<_>, Vec<_>) = state.quarantined(id).into_iter().partition(|record| record.newer);
        let notices = [(damaged, t.damaged_title(), t.damaged_help()), (newer, t.newer_title(), t.newer_help())];
        let notices = notices.into_iter().filter(|(records, ..)| !records.is_empty());
        let notices = notices.map(|(records, title, help)| {
            let rows = records.into_iter().map(|record| unreadable(state, id, record, t));
            view! {
                <section class="notice notice-warning">
                    <h2>{title}</h2>
                    <p>{help}</p>
                    {rows.collect::<Vec<_>>()}
                </section>
            }
            .into_any()
        });
        notices.collect::<Vec<_>>()
    };
    view! { <div>{move || fresh(notices())}</div> }
}

/// What can be done with a record that could not be read.
fn unreadable(state: AppState, questionnaire: &str, record: Quarantined, t: Texts) -> AnyView {
    let name = format!("vattenpass-{questionnaire}-skadad.txt");
    let text = record.text.clone();
    let save = move || {
        let _ = files::download(&name, "text/plain", text.as_bytes());
    };
    let discard = move || {
        state.discard(&record);
        page::focus_first(&[".notice h2", "h1"]);
    };
    view! {
        <p class="buttons">
            <Button class="button" text=t.save_damaged() run=save/>
            <Button class="button button-quiet" text=t.discard_damaged() run=discard/>
        </p>
    }
    .into_any()
}
