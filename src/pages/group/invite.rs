//! Invitations to answer: for each unit an address, its QR code and a text for a mail.

use engine::Lang;
use leptos::prelude::*;
use texts::Texts;
use web_sys::Event;

use crate::browser::page;
use crate::components::{CopyText, Details, Field, Loading, Qr, Select, fresh};
use crate::load::Loaded;
use crate::pages::invitation::Invitation;
use crate::state::AppState;

/// A part of the page that makes invitations.
#[component]
pub fn Invite(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let t = Texts(lang);
    let state = AppState::get();
    let is_open = RwSignal::new(false);
    let questionnaire = RwSignal::new(String::new());
    let role = RwSignal::new(String::new());
    let units = RwSignal::new(state.site.with_untracked(|site| site.units.join("\n")));
    let body = move || {
        is_open.get().then(|| {
            let ids = state.site.with(|site| site.questionnaires.clone());
            // All are asked for before any is waited for.
            let fetched: Vec<_> = ids.iter().map(|id| state.content.questionnaire(lang, id)).collect();
            let Some(fetched) = fetched.into_iter().collect::<Option<Vec<_>>>() else {
                return view! { <Loading/> }.into_any();
            };
            let asked: Vec<_> = fetched.into_iter().filter_map(Result::ok).collect();
            if questionnaire.with_untracked(String::is_empty)
                && let Some(first) = asked.first()
            {
                questionnaire.set(first.value.id.clone());
            }
            let options: Vec<_> =
                asked.iter().map(|loaded| (loaded.value.id.clone(), loaded.value.title.clone())).collect();
            let choose = move |id: String| {
                questionnaire.set(id);
                role.set(String::new());
            };
            view! {
                <div>
                    <Field label=t.col_questionnaire()>
                        <Select options=Signal::stored(options) value=move || questionnaire.get() choose/>
                    </Field>
                    {move || fresh(choose_role(&asked, questionnaire, role, t))}
                </div>
            }
            .into_any()
        })
    };
    let written = move |event: Event| units.set(event_target_value(&event));
    let invitations = move || is_open.get().then(|| invitations(lang, &questionnaire.get(), &role.get(), &units.get()));
    view! {
        <section class="screen-only invite" on:click=move |_| is_open.set(true)>
            <Details summary=t.invite()>
                <p>{t.invite_lead()}</p>
                {move || fresh(body())}
                <Field label=t.invite_units()>
                    <textarea rows="4" on:input=written prop:value=move || units.get()></textarea>
                </Field>
                {move || fresh(invitations())}
            </Details>
        </section>
    }
}

fn choose_role(asked: &[Loaded], questionnaire: RwSignal<String>, role: RwSignal<String>, t: Texts) -> Option<AnyView> {
    let id = questionnaire.get();
    let roles = &asked.iter().find(|loaded| loaded.value.id == id)?.value.roles;
    let any = (String::new(), t.invite_any_role().to_owned());
    let options: Vec<_> =
        [any].into_iter().chain(roles.iter().map(|role| (role.id.clone(), role.name.clone()))).collect();
    (options.len() > 1).then(|| {
        view! {
            <Field label=t.role_head()>
                <Select options=Signal::stored(options) value=move || role.get() choose=move |id: String| role.set(id)/>
            </Field>
        }
        .into_any()
    })
}

/// An invitation for each unit, or one without a unit.
fn invitations(lang: Lang, questionnaire: &str, role: &str, units: &str) -> AnyView {
    let t = Texts(lang);
    let mut units: Vec<&str> = units.lines().map(str::trim).filter(|unit| !unit.is_empty()).collect();
    units.truncate(MOST);
    if units.is_empty() {
        units.push("");
    }
    let items = units.into_iter().map(|unit| {
        let address = Invitation { unit: unit.to_owned(), role: role.to_owned() }.address(lang, questionnaire);
        let name = if unit.is_empty() { t.invite_all().to_owned() } else { unit.to_owned() };
        let mail = t.invite_mail(&address);
        let label = t.invite_qr(&name);
        view! {
            <li>
                <p><strong>{name}</strong></p>
                <div class="invitation">
                    <div>
                        <CopyText label=t.copy_address() text=Signal::stored(address.clone()) t/>
                        <Details summary=t.invite_mail_title()><CopyText label=t.copy_mail() text=Signal::stored(mail) t/></Details>
                    </div>
                    <Qr text=address label/>
                </div>
            </li>
        }
        .into_any()
    });
    let items: Vec<_> = items.collect();
    let on_disk = page::is_on_disk().then(|| view! { <p class="notice notice-warning">{t.on_disk()}</p> }.into_any());
    view! { <div>{on_disk}<ul class="plain-list">{items}</ul></div> }.into_any()
}

/// How many invitations are made at once.
const MOST: usize = 60;
