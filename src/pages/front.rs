//! A questionnaire's front page: what it is, how long it takes, what is saved, and the way in.

use engine::Lang;
use engine::answers::Answers;
use engine::flow;
use leptos::prelude::*;

use crate::browser::{files, format};
use crate::components::{Heading, OpenFile, RichText};
use crate::desk::{Desk, Notice};
use crate::pages::questionnaire::Loaded;
use crate::route::{Route, Step};
use crate::store::{Keeping, Kept};
use crate::texts::Texts;

/// The front page.
#[component]
pub fn Front(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let q = &loaded.value;
    let t = Texts(q.language);
    let none = Answers::default();
    let (now, most) = (flow::shown(q, &none).len(), flow::possible(q, &none).len());
    let count = if most > now { t.questions_up_to(now, most) } else { now.to_string() };
    let deleted = move || match desk.notice.get() {
        Some(Notice::Deleted { elsewhere: false }) => Some(view! { <p class="notice">{t.deleted()}</p> }),
        Some(Notice::Deleted { elsewhere: true }) => {
            Some(view! { <p class="notice notice-warning">{t.deleted_elsewhere()}</p> })
        }
        _ => None,
    };
    let sources = q.sources.iter().map(|source| view! { <li>{source.name.clone()}</li> }).collect_view();
    let method = (!q.method.is_empty()).then(|| {
        view! {
            <details>
                <summary>{t.method()}</summary>
                <RichText blocks=q.method.clone()/>
            </details>
        }
    });
    let caveat = (!q.caveat.is_empty()).then(|| {
        view! {
            <section class="caveat">
                <h2>{t.caveat()}</h2>
                <RichText blocks=q.caveat.clone()/>
            </section>
        }
    });
    view! {
        <Heading text=q.title.clone()/>
        <div role="status">{deleted}</div>
        <div class="lead"><RichText blocks=q.intro.clone()/></div>
        <dl class="facts">
            <div><dt>{t.time_it_takes()}</dt><dd>{t.minutes(q.minutes)}</dd></div>
            <div><dt>{t.question_count()}</dt><dd>{count}</dd></div>
            <div><dt>{t.for_whom()}</dt><dd>{q.audience.clone()}</dd></div>
        </dl>
        <Begun loaded=loaded.clone()/>
        <Begin loaded=loaded.clone()/>
        <Damaged id=q.id.clone() lang=q.language/>
        {caveat}
        {method}
        <section>
            <h2>{t.sources()}</h2>
            <ul>{sources}</ul>
        </section>
        <section class="aside">
            <h2>{t.have_file()}</h2>
            <p>{t.have_file_help()}</p>
            <OpenFile/>
        </section>
    }
}

/// Starts a new assessment.
#[component]
fn Begin(loaded: Loaded) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let id = loaded.value.id.clone();
    let t = Texts(loaded.value.language);
    let keep = RwSignal::new(true);
    let has_others = move || !desk.list(&id).is_empty();
    let start = move |_| {
        desk.begin(&loaded, keep.get_untracked());
        if let Some(first) = flow::shown(&loaded.value, &Answers::default()).first() {
            desk.go(&loaded.value.id, Step::Question(first.id.clone()));
        }
    };
    let blocked = desk.open.with_untracked(|open| open.as_ref().is_some_and(|open| open.keeping == Keeping::Blocked));
    let stored = if blocked {
        view! { <p class="notice notice-warning">{t.keeping_blocked()}</p> }.into_any()
    } else {
        view! {
            <p>{t.stored()}</p>
            <label class="check">
                <input type="checkbox" aria-describedby="do-not-save-hint" on:change=move |event| keep.set(!event_target_checked(&event))/>
                <span>{t.do_not_save()}</span>
            </label>
            <p class="hint" id="do-not-save-hint">{t.do_not_save_hint()}</p>
        }
        .into_any()
    };
    view! {
        <section class="begin">
            <h2>{t.stored_title()}</h2>
            {stored}
            <p><button type="button" class="button button-start" on:click=start>{t.start()}</button></p>
            {move || has_others().then(|| view! { <p class="hint">{t.start_new_hint()}</p> })}
        </section>
    }
}

/// The assessments that are stored already.
#[component]
fn Begun(loaded: Loaded) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let t = Texts(loaded.value.language);
    // What is on the desk but not on the device is the visitor's too.
    let on_desk = {
        let id = loaded.value.id.clone();
        move || {
            desk.open.with(|open| {
                let open =
                    open.as_ref().filter(|open| open.assessment.file.questionnaire.id == id && open.is_at_risk())?;
                Some(Kept { key: open.key().to_owned(), assessment: open.assessment.clone() })
            })
        }
    };
    let list = move || {
        let mut list = desk.list(&loaded.value.id);
        if let Some(mine) = on_desk() {
            list.retain(|kept| kept.key != mine.key);
            list.insert(0, mine);
        }
        (!list.is_empty()).then(|| {
            let rows = list.into_iter().map(|kept| view! { <Assessment loaded=loaded.clone() kept/> }).collect_view();
            view! {
                <section class="begun">
                    <h2>{t.your_assessments()}</h2>
                    <ul class="assessments">{rows}</ul>
                </section>
            }
        })
    };
    list
}

/// One stored assessment.
#[component]
fn Assessment(loaded: Loaded, kept: Kept) -> impl IntoView {
    /// What the respondent is doing with it.
    #[derive(Clone, Copy, PartialEq)]
    enum Doing {
        Nothing,
        Renaming,
        Deleting,
    }
    let desk = expect_context::<Desk>();
    let t = Texts(loaded.value.language);
    let lang = loaded.value.language;
    let doing = RwSignal::new(Doing::Nothing);
    let name = kept.assessment.name.clone();
    let title = format!("assessment-{}", kept.assessment.file.id);
    let [by_carry_on, by_result, by_rename, by_delete] = [(); 4].map(|()| title.clone());
    let (answered, total) = flow::answered(&loaded.value, &kept.assessment.file.answers);
    let key = StoredValue::new(kept.key.clone());
    let on_desk = move || {
        desk.open.with_untracked(|open| open.as_ref().is_some_and(|open| key.with_value(|key| open.key() == key)))
    };
    let carry_on = {
        let id = loaded.value.id.clone();
        let position = kept.assessment.position.clone().filter(|at| loaded.value.question(at).is_some());
        let first = flow::shown(&loaded.value, &Answers::default()).first().map(|question| question.id.clone());
        move |_| {
            if !on_desk() {
                key.with_value(|key| desk.resume(key));
            }
            let at = position.clone().or_else(|| first.clone());
            desk.go(&id, at.map_or(Step::Review, Step::Question));
        }
    };
    let result = Route::to(lang, &loaded.value.id, Step::Result).to_string();
    let choose = move |_| {
        if !on_desk() {
            key.with_value(|key| desk.resume(key));
        }
    };
    let below = {
        let name = name.clone();
        move || match doing.get() {
            Doing::Nothing => ().into_any(),
            Doing::Renaming => {
                let field = NodeRef::<leptos::html::Input>::new();
                let save = move |event: leptos::ev::SubmitEvent| {
                    event.prevent_default();
                    let name = field.get_untracked().map(|field| field.value().trim().to_owned()).unwrap_or_default();
                    if !name.is_empty() {
                        key.with_value(|key| desk.rename(key, name));
                    }
                    doing.set(Doing::Nothing);
                };
                view! {
                    <form class="inline-form" on:submit=save>
                        <label>
                            <span>{t.name_label()}</span>
                            <input type="text" maxlength="80" value=name.clone() node_ref=field aria-describedby="name-hint"/>
                        </label>
                        <p class="hint" id="name-hint">{t.name_hint()}</p>
                        <p class="buttons">
                            <button class="button">{t.save_name()}</button>
                            <button type="button" class="button button-quiet" on:click=move |_| doing.set(Doing::Nothing)>{t.cancel()}</button>
                        </p>
                    </form>
                }
                .into_any()
            }
            Doing::Deleting => {
                view! { <SureToDelete key name=name.clone() lang on_cancel=move || doing.set(Doing::Nothing)/> }
                    .into_any()
            }
        }
    };
    view! {
        <li class="assessment">
            <h3 id=title>{name}</h3>
            <p class="hint">{t.answered_of(answered, total)} " · " {t.changed(&format::time(&kept.assessment.changed, lang))}</p>
            <p class="buttons">
                <button type="button" class="button" aria-describedby=by_carry_on on:click=carry_on>{t.carry_on()}</button>
                <a class="button button-quiet" href=result aria-describedby=by_result on:click=choose>{t.result()}</a>
                <button type="button" class="link-button" aria-describedby=by_rename on:click=move |_| doing.set(Doing::Renaming)>{t.rename()}</button>
                <button type="button" class="link-button" aria-describedby=by_delete on:click=move |_| doing.set(Doing::Deleting)>{t.delete()}</button>
            </p>
            {below}
        </li>
    }
}

/// Asks before an assessment is deleted.
#[component]
pub fn SureToDelete(
    /// The assessment's key.
    key: StoredValue<String>,
    /// Its name.
    name: String,
    /// The language.
    lang: Lang,
    /// Called when the respondent thinks better of it.
    on_cancel: impl Fn() + 'static,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let t = Texts(lang);
    let delete = move |_| {
        let id =
            desk.open.with_untracked(|open| open.as_ref().map(|open| open.assessment.file.questionnaire.id.clone()));
        key.with_value(|key| desk.delete(key));
        if let Some(id) = id {
            desk.go(&id, Step::Front);
        }
    };
    let question = NodeRef::<leptos::html::P>::new();
    Effect::new(move || {
        if let Some(question) = question.get() {
            let _ = question.focus();
        }
    });
    view! {
        <div class="notice notice-warning" role="group">
            <p tabindex="-1" node_ref=question><strong>{t.delete_sure(&name)}</strong></p>
            <p>{t.delete_help()}</p>
            <p class="buttons">
                <button type="button" class="button button-danger" on:click=delete>{t.delete_yes()}</button>
                <button type="button" class="button button-quiet" on:click=move |_| on_cancel()>{t.cancel()}</button>
            </p>
        </div>
    }
}

/// Stored records that could not be read.
#[component]
fn Damaged(id: String, lang: Lang) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let t = Texts(lang);
    move || {
        let records = desk.set_aside(&id).into_iter().map(|record| {
            let name = format!("vattenpass-{id}-skadad.txt");
            let text = record.text.clone();
            let save = move |_| {
                let _ = files::download(&name, "text/plain", &text);
            };
            view! {
                <section class="notice notice-warning">
                    <h2>{t.damaged_title()}</h2>
                    <p>{t.damaged_help()}</p>
                    <p class="buttons">
                        <button type="button" class="button" on:click=save>{t.save_damaged()}</button>
                        <button type="button" class="button button-quiet" on:click=move |_| desk.discard(&record)>{t.discard_damaged()}</button>
                    </p>
                </section>
            }
        });
        records.collect_view()
    }
}
