//! The frame around every page.

use engine::model::site::Contact;
use leptos::prelude::*;
use texts::Texts;
use web_sys::MouseEvent;

use crate::browser::{boot, page};
use crate::components::faults::FaultReport;
use crate::components::region::fresh;
use crate::load::Fault;
use crate::route::{Place, Route, about};
use crate::state::AppState;

/// The site's sign: a spirit level with its bubble between the marks. The shapes are named, since Leptos wraps one that is all
/// literals in a `g`.
const SIGN_TUBE: &str = "M14 4H90a12 12 0 0 1 0 24H14a12 12 0 0 1 0-24Z";
const SIGN_BUBBLE: &str = "M39 16a13 8 0 0 1 26 0a13 8 0 0 1-26 0Z";
const SIGN_MARKS: &str = "M35 1v30M69 1v30";

/// Head, content and foot. Everything but the content follows the language.
#[component]
pub fn Layout(
    /// The page.
    children: Children,
) -> impl IntoView {
    let state = AppState::get();
    // A fragment is a route here: the link must not change it.
    let skip = |event: MouseEvent| {
        event.prevent_default();
        page::focus("main");
    };
    view! {
        <div class="site">
            <header class="site-head">
                <a class="skip" href="#main" on:click=skip prop:textContent=move || Texts(state.lang()).skip()></a>
                {move || fresh(head(state))}
            </header>
            <main id="main" tabindex="-1">
                {move || fresh(site_fault(state))}
                {children()}
            </main>
            {move || fresh(foot(state))}
        </div>
    }
}

/// What is wrong with the site's settings.
fn site_fault(state: AppState) -> Option<AnyView> {
    let lang = state.lang();
    let fault = state.site_fault.get()?;
    let title = match fault {
        Fault::Faulty { .. } => Texts(lang).site_faulty(),
        _ => Texts(lang).site_not_fetched(),
    };
    let notice = view! {
        <section class="notice notice-warning" role="alert">
            <p><strong>{title}</strong></p>
            <FaultReport fault lang/>
        </section>
    };
    Some(notice.into_any())
}

/// The site's sign and name, the municipality's, and the way to the other language.
fn head(state: AppState) -> AnyView {
    let route = state.route.get();
    let t = Texts(route.lang);
    let (name, logo, offers_other) = state.site.with(|site| {
        let offers_other = site.languages.contains(&route.lang.other());
        (site.name.get(route.lang).to_owned(), site.logo.clone(), offers_other)
    });
    let sign = match logo.as_str() {
        "" => view! {
            <svg class="sign" viewBox="0 0 104 32" aria-hidden="true">
                <path class="vial-tube" d=SIGN_TUBE/>
                <path class="vial-bubble" d=SIGN_BUBBLE/>
                <path class="vial-mark" d=SIGN_MARKS/>
            </svg>
        }
        .into_any(),
        file => view! { <img class="logo" src=boot::image(&format!("content/{file}")) alt=""/> }.into_any(),
    };
    let other = offers_other.then(|| {
        let other = route.in_other_language();
        let code = other.lang.code();
        view! { <a class="language" href=other.to_string() lang=code hreflang=code>{t.other_language()}</a> }.into_any()
    });
    view! {
        <div class="inner">
            <a class="brand" href=Route::new(route.lang, Place::Start).to_string()>
                {sign}
                <span class="brand-names">
                    <span class="brand-owner">{name}</span>
                    <span class="brand-product">{t.site_and_what()}</span>
                </span>
            </a>
            {other}
        </div>
    }
    .into_any()
}

/// What a result is not, that nothing is sent, whom to ask, and the pages about the site.
fn foot(state: AppState) -> AnyView {
    let lang = state.lang();
    let t = Texts(lang);
    let links = [
        (about::SITE, t.about_site()),
        (about::METHOD, t.method()),
        (about::GLOSSARY, t.glossary()),
        (about::ACCESSIBILITY, t.accessibility()),
        (about::PRIVACY, t.privacy()),
    ];
    let links = links.map(|(page, text)| {
        let to = Route::new(lang, Place::About(page.to_owned(), None)).to_string();
        view! { <li><a href=to>{text}</a></li> }.into_any()
    });
    let contact = state.site.with(|site| site.contact.clone());
    let contact = (contact != Contact::default()).then(|| {
        let ways = [("mailto:", contact.email), ("tel:", contact.phone)].map(|(scheme, address)| {
            let to = format!("{scheme}{}", address.replace(' ', ""));
            (!address.is_empty()).then(|| view! { " "<a href=to>{address}</a> }.into_any())
        });
        view! { <p>{t.contact()}": "{contact.name.get(lang).to_owned()}{Vec::from(ways)}</p> }.into_any()
    });
    view! {
        <footer class="site-foot">
            <div class="inner">
                <p class="not-an-audit">{t.not_an_audit()}</p>
                <p>{t.nothing_sent()}</p>
                {contact}
                <ul class="foot-links">{Vec::from(links)}</ul>
            </div>
        </footer>
    }
    .into_any()
}

/// What stands where content is on its way.
#[component]
pub fn Loading() -> impl IntoView {
    view! { <p class="loading" role="status">{Texts(AppState::get().lang_untracked()).loading()}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_the_same_sign_before_the_site_runs() {
        let page = include_str!("../../index.html");
        for shape in [SIGN_TUBE, SIGN_BUBBLE, SIGN_MARKS] {
            assert!(page.contains(&format!("d=\"{shape}\"")), "{shape}");
        }
    }
}
