//! The frame around every page.

use leptos::prelude::*;

use crate::browser::page;
use crate::components::{FaultReport, Vial};
use crate::desk::Desk;
use crate::route::{Place, Route, about};
use crate::texts::Texts;

/// Head, content and foot.
#[component]
pub fn Layout(
    /// The page.
    children: Children,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let texts = move || Texts(desk.lang());
    let skip = move |event: leptos::ev::MouseEvent| {
        // A fragment is a route here: the link must not change it.
        event.prevent_default();
        page::focus("main");
    };
    let fault = move || {
        desk.site_fault.get().map(|fault| {
            view! {
                <section class="notice notice-warning" role="alert">
                    <p><strong>{texts().site_faulty()}</strong></p>
                    <FaultReport fault lang=desk.lang()/>
                </section>
            }
        })
    };
    view! {
        <a class="skip" href="#main" on:click=skip>{move || texts().skip()}</a>
        <Head/>
        <main id="main" tabindex="-1">
            {fault}
            {children()}
        </main>
        <Foot/>
    }
}

#[component]
fn Head() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let start = move || Route::new(desk.lang(), Place::Start).to_string();
    let name = move || {
        desk.index
            .with(|index| index.as_ref().map(|index| index.site.name.get(desk.lang()).to_owned()).unwrap_or_default())
    };
    let logo = move || {
        let file = desk.index.with(|index| index.as_ref().map(|index| index.site.logo.clone()).unwrap_or_default());
        if file.is_empty() {
            view! { <Vial share=Some(1.0)/> }.into_any()
        } else {
            view! { <img class="logo" src=format!("content/{file}") alt=""/> }.into_any()
        }
    };
    let other = move || {
        let route = desk.route.get().in_other_language();
        let offered =
            desk.index.with(|index| index.as_ref().is_none_or(|index| index.site.languages.contains(&route.lang)));
        offered.then(|| view! {
            <a class="language" href=route.to_string() lang=route.lang.code() hreflang=route.lang.code()>{Texts(desk.lang()).other_language()}</a>
        })
    };
    view! {
        <header class="site-head">
            <div class="inner">
                <a class="brand" href=start>
                    {logo}
                    <span class="brand-names">
                        <span class="brand-product">{move || Texts(desk.lang()).site_name()}</span>
                        <span class="brand-owner">{name}</span>
                    </span>
                </a>
                {other}
            </div>
        </header>
    }
}

#[component]
fn Foot() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let texts = move || Texts(desk.lang());
    let to = move |page: &'static str| Route::new(desk.lang(), Place::About(page.to_owned())).to_string();
    let contact = move || {
        desk.index.with(|index| {
            let contact = &index.as_ref()?.site.contact;
            let name = contact.name.get(desk.lang()).to_owned();
            let (email, phone) = (contact.email.clone(), contact.phone.clone());
            if name.is_empty() && email.is_empty() && phone.is_empty() {
                return None;
            }
            let email =
                (!email.is_empty()).then(|| view! { ", " <a href=format!("mailto:{email}")>{email.clone()}</a> });
            let phone = (!phone.is_empty())
                .then(|| view! { ", " <a href=format!("tel:{}", phone.replace(' ', ""))>{phone.clone()}</a> });
            Some(view! { <p>{texts().contact()} ": " {name} {email} {phone}</p> })
        })
    };
    view! {
        <footer class="site-foot">
            <div class="inner">
                <p class="not-an-audit">{move || texts().not_an_audit()}</p>
                <p>{move || texts().nothing_sent()}</p>
                {contact}
                <ul class="foot-links">
                    <li><a href=move || to(about::SITE)>{move || texts().about_site()}</a></li>
                    <li><a href=move || to(about::ACCESSIBILITY)>{move || texts().accessibility()}</a></li>
                </ul>
            </div>
        </footer>
    }
}

/// What stands where content is on its way.
#[component]
pub fn Loading() -> impl IntoView {
    let desk = expect_context::<Desk>();
    view! { <p class="loading" role="status">{move || Texts(desk.lang()).loading()}</p> }
}
