//! The list of those who were there, apart from every answer. Nothing of it is kept.

use leptos::prelude::*;
use texts::Texts;
use web_sys::Event;

use crate::browser::{format, page};
use crate::components::{Button, Field, Heading, fresh};
use crate::pages::training::certificate::Certificate;
use crate::pages::training::room::Room;
use crate::route::TrainingPage;

/// The page where names are written or pasted, sorted, and printed.
#[component]
pub fn Attendance(
    /// The session.
    room: Room,
) -> impl IntoView {
    let q = room.questionnaire();
    let t = Texts(q.language);
    let lang = q.language;
    let names = RwSignal::new(String::new());
    let trainer = room.session.with_untracked(|session| session.as_ref().map(|session| session.trainer.clone()));
    let trainer = trainer.unwrap_or_default();
    let by = if trainer.is_empty() { String::new() } else { format!(" · {}: {trainer}", t.trainer()) };
    let facts = format!("{} · {}{by}", q.title, format::day(&format::now(), lang));
    let of_each = RwSignal::new(false);
    let title = q.title.clone();
    let certificates = move || {
        let sorted = if of_each.get() { sorted(&names.get(), lang) } else { Vec::new() };
        let each: Vec<_> = sorted
            .into_iter()
            .map(|name| {
                let (title, trainer) = (title.clone(), trainer.clone());
                view! {
                    <section class="certificate-of-one">
                        <h2>{t.certificate()}</h2>
                        <Certificate name=Signal::stored(name) title result=None trainer t/>
                        <p class="signed">{t.signature_of_trainer()}</p>
                    </section>
                }
                .into_any()
            })
            .collect();
        (!each.is_empty()).then(|| view! { <div>{each}</div> }.into_any())
    };
    let list = move || {
        let sorted = sorted(&names.get(), lang);
        (!sorted.is_empty()).then(|| {
            let count = t.people(sorted.len());
            let rows: Vec<_> = sorted
                .into_iter()
                .map(|name| view! { <tr><th scope="row">{name}</th><td></td></tr> }.into_any())
                .collect();
            view! {
                <div>
                    <p>{count}</p>
                    <table class="attendance">
                        <thead><tr><th scope="col">{t.name()}</th><th scope="col">{t.signature()}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
            .into_any()
        })
    };
    view! {
        <p class="screen-only"><a href=room.to(TrainingPage::Setup)>{t.to_session()}</a></p>
        <Heading text=t.attendance() title=format!("{} – {}", t.attendance(), q.title)/>
        <p>{facts}</p>
        <div class="screen-only">
            <p class="lead">{t.attendance_lead()}</p>
            <Field label=t.names()>
                <span class="hint">{t.names_help()}</span>
                <textarea
                    rows="6"
                    prop:value=move || names.get()
                    on:input=move |event: Event| names.set(event_target_value(&event))
                ></textarea>
            </Field>
            <p>
                <label class="check">
                    <input
                        type="checkbox"
                        name="certificates"
                        prop:checked=move || of_each.get()
                        on:change=move |event| of_each.set(event_target_checked(&event))
                    />
                    <span>{t.certificates()}</span>
                </label>
            </p>
            <p class="buttons"><Button class="button" text=t.print() run=page::print/></p>
        </div>
        {move || fresh(list())}
        <p class="paper-only">{t.nothing_stored()}</p>
        {move || fresh(certificates())}
    }
}

/// The names, one a line or between commas, in the order of the language's alphabet, each once.
fn sorted(names: &str, lang: engine::Lang) -> Vec<String> {
    let mut names: Vec<String> =
        names.split(['\n', ',', ';']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    format::sort(&mut names, lang);
    names.dedup();
    names
}
