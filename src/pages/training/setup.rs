//! Where a session is set up.

use engine::model::questionnaire::{Question, Questionnaire};
use engine::room::session::{Session, can_be_voted_on};
use leptos::prelude::*;
use texts::Texts;
use web_sys::Event;

use crate::browser::page;
use crate::browser::random;
use crate::components::{Button, CopyText, Details, Field, Heading, Qr, fresh};
use crate::pages::training::package::ForPlatform;
use crate::pages::training::room::Room;
use crate::route::{Place, Route, TrainingPage};

/// What the trainer has chosen so far.
#[derive(Clone, Copy)]
struct Draft {
    picked: RwSignal<Vec<String>>,
    trainer: RwSignal<String>,
    participants: RwSignal<String>,
    explains: RwSignal<bool>,
}

/// The page where a session is set up, and where the participants' address is.
#[component]
pub fn Setup(
    /// The session.
    room: Room,
) -> impl IntoView {
    let q = room.questionnaire();
    let t = Texts(q.language);
    let all = Route::new(q.language, Place::Training(None, TrainingPage::Setup)).to_string();
    let title = if room.has_right_answers() { t.training_of(&q.title) } else { t.workshop_of(&q.title) };
    let lead = if room.has_right_answers() { t.training_of_lead() } else { t.workshop_of_lead() };
    let is_set_up = {
        let session = room.session;
        Memo::new(move |_| session.with(Option::is_some))
    };
    let for_platform = room.has_right_answers().then(|| view! { <ForPlatform loaded=room.loaded.clone()/> }.into_any());
    let content = move || match is_set_up.get() {
        true => view! { <Underway room=room.clone()/> }.into_any(),
        false => view! { <Choose room=room.clone()/> }.into_any(),
    };
    view! {
        <p><a href=all>{t.training()}</a></p>
        <Heading text=title.clone() title/>
        <p class="lead">{lead}</p>
        {move || fresh(content())}
        {for_platform}
    }
}

/// The choice of questions, and what the participants are told.
#[component]
fn Choose(
    /// The session, which is to be begun.
    room: Room,
) -> impl IntoView {
    let q = room.questionnaire();
    let t = Texts(q.language);
    let every: Vec<String> = q.questions().filter(|q| can_be_voted_on(q)).map(|q| q.id.clone()).collect();
    let draft = Draft {
        picked: RwSignal::new(every.clone()),
        trainer: RwSignal::new(String::new()),
        participants: RwSignal::new(String::new()),
        explains: RwSignal::new(true),
    };
    let of_kind = match room.has_right_answers() {
        true => view! {
            <Written label=t.trainer_name() help=t.trainer_name_help() value=draft.trainer/>
            <p>
                <label class="check">
                    <input
                        type="checkbox"
                        name="explains"
                        prop:checked=move || draft.explains.get()
                        on:change=move |event| draft.explains.set(event_target_checked(&event))
                    />
                    <span>{t.explains_at_once()}</span>
                </label>
            </p>
        }
        .into_any(),
        false => view! { <Written label=t.workshop_roles() help=t.workshop_roles_help() value=draft.participants/> }
            .into_any(),
    };
    let sections = q.sections.iter().filter_map(|section| {
        let rows: Vec<_> =
            section.questions.iter().filter(|q| can_be_voted_on(q)).map(|q| pick(q, draft.picked)).collect();
        (!rows.is_empty()).then(|| {
            view! { <section><h3>{section.title.clone()}</h3><ul class="plain-list">{rows}</ul></section> }.into_any()
        })
    });
    let sections: Vec<_> = sections.collect();
    let of = every.len();
    let count = move || t.picked(draft.picked.with(Vec::len), of);
    let (all, none) = (every, Vec::new());
    let is_empty = RwSignal::new(false);
    let begin = {
        let room = room.clone();
        move || {
            if draft.picked.with_untracked(Vec::is_empty) {
                is_empty.set(true);
                page::focus("#none-picked");
                return;
            }
            begin(&room, draft);
        }
    };
    let error = move || is_empty.get() && draft.picked.with(Vec::is_empty);
    view! {
        {of_kind}
        <fieldset class="picks">
        <legend><h2>{t.pick_questions()}</h2></legend>
        <p class="buttons">
            <Button class="button button-quiet" text=t.pick_all() run=move || draft.picked.set(all.clone())/>
            <Button class="button button-quiet" text=t.pick_none() run=move || draft.picked.set(none.clone())/>
            <span role="status" class="hint" prop:textContent=count></span>
        </p>
        {sections}
        </fieldset>
        <p id="none-picked" class="error" role="alert" tabindex="-1">
            <span prop:textContent=move || if error() { t.none_picked() } else { "" }></span>
        </p>
        <p class="buttons"><Button class="button" text=t.begin_session() run=begin/></p>
    }
}

fn begin(room: &Room, draft: Draft) {
    let q = room.questionnaire();
    let key = random::id()[..4].to_owned();
    let picked = draft.picked.get_untracked();
    room.begin(Session {
        trainer: draft.trainer.get_untracked().trim().to_owned(),
        participants: draft.participants.get_untracked().trim().to_owned(),
        explains: draft.explains.get_untracked(),
        ..Session::new(q, key, &picked)
    });
    page::focus("h2");
}

/// A field to write a line in.
#[component]
fn Written(
    /// What it asks for.
    label: &'static str,
    /// What is to be known about it.
    help: &'static str,
    /// What is written.
    value: RwSignal<String>,
) -> impl IntoView {
    let help_id = page::fresh_id();
    let described = help_id.clone();
    view! {
        <Field label>
            <span class="hint" id=help_id>{help}</span>
            <input
                type="text"
                maxlength="100"
                aria-describedby=described
                prop:value=move || value.get()
                on:input=move |event: Event| value.set(event_target_value(&event))
            />
        </Field>
    }
}

fn pick(question: &Question, picked: RwSignal<Vec<String>>) -> AnyView {
    let id = question.id.clone();
    let is_picked = {
        let id = id.clone();
        move || picked.with(|picked| picked.contains(&id))
    };
    let change = move |event: Event| {
        let on = event_target_checked(&event);
        picked.update(|picked| {
            picked.retain(|other| *other != id);
            if on {
                picked.push(id.clone());
            }
        });
    };
    view! {
        <li>
            <label class="check">
                <input type="checkbox" name="picked" prop:checked=is_picked on:change=change/>
                <span>{question.text.clone()}</span>
            </label>
        </li>
    }
    .into_any()
}

/// The session that is under way: to the projector, the participants' address, what comes after.
#[component]
fn Underway(
    /// The session.
    room: Room,
) -> impl IntoView {
    let t = Texts(room.questionnaire().language);
    let address = room.address();
    let (label, text) = (t.participants_qr(), address.clone());
    let steps = if room.has_right_answers() { t.session_steps() } else { t.workshop_steps() };
    let steps: Vec<_> = steps.split('\n').map(|step| view! { <li>{step}</li> }.into_any()).collect();
    let (place, of) = room.place();
    let end = {
        let room = room.clone();
        move || {
            room.end();
            page::focus("h1");
        }
    };
    view! {
        <h2>{t.session_is_ready()}</h2>
        <p>{t.session_at(place, of)}</p>
        <p class="buttons">
            <a class="button" href=room.to(TrainingPage::Stage)>{t.to_stage()}</a>
            <a class="button button-quiet" href=room.to(TrainingPage::Notes) target="_blank">{t.notes_beside()}</a>
            <a class="button button-quiet" href=room.to(TrainingPage::After)>{t.to_after()}</a>
            <a class="button button-quiet" href=room.to(TrainingPage::Sheet)>{t.sheet()}</a>
            <a class="button button-quiet" href=room.to(TrainingPage::Attendance)>{t.attendance()}</a>
        </p>
        <ol>{steps}</ol>
        <section>
            <h2>{t.participants_address()}</h2>
            {page::is_on_disk().then(|| view! { <p class="notice notice-warning">{t.on_disk()}</p> }.into_any())}
            <p>{t.participants_address_help()}</p>
            <div class="invitation">
                <div><CopyText label=t.copy_address() text=Signal::stored(address) t/></div>
                <Qr text label=label.to_owned()/>
            </div>
            <p class="notice">{t.chat_is_not_anonymous()}</p>
        </section>
        <Details summary=t.stage_keys()>
            <p>{t.stage_keys_help()}</p>
        </Details>
        <p><Button class="link-button" text=t.end_session() run=end/></p>
    }
}

/// What a session of a questionnaire is called in the list of assessments.
#[must_use]
pub fn session_name(questionnaire: &Questionnaire, key: &str) -> String {
    let t = Texts(questionnaire.language);
    match questionnaire.scoring.kind.has_right_answers() {
        true => t.training_name(key),
        false => t.workshop_name(key),
    }
}
