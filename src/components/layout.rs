//! The frame around every page.

use leptos::prelude::*;
use texts::Texts;

use crate::browser::page;
use crate::components::faults::fault_report;
use crate::components::vial::vial;
use crate::load::Fault;
use crate::route::{Place, Route, about};
use crate::state::AppState;
use crate::ui::{El, el, link, text_el};

/// Head, content and foot. Everything but the content follows the language.
pub fn layout(content: impl FnMut() -> Vec<El> + 'static) -> El {
    let state = AppState::get();
    let skip = move || {
        // A fragment is a route here: the link must not change it.
        let skip = link("#main", Texts(state.lang()).skip()).class("skip");
        [skip.on("click", |event| {
            event.prevent_default();
            page::focus("main");
        })]
    };
    let fault = move || {
        let lang = state.lang();
        state.site_fault.get().map(|fault| {
            let title = match fault {
                Fault::Faulty { .. } => Texts(lang).site_faulty(),
                _ => Texts(lang).site_not_fetched(),
            };
            let title = el("p").child(text_el("strong", title));
            el("section")
                .class("notice notice-warning")
                .attr("role", "alert")
                .child(title)
                .child(fault_report(&fault, lang))
        })
    };
    el("div")
        .class("site")
        .live(skip)
        .live(move || [head(state)])
        .child(el("main").attr("id", "main").attr("tabindex", "-1").live(fault).live(content))
        .live(move || [foot(state)])
}

fn head(state: AppState) -> El {
    let route = state.route.get();
    let t = Texts(route.lang);
    let (name, logo, offers_other) = state.site.with(|site| {
        let site = site.as_ref();
        let name = site.map(|site| site.name.get(route.lang).to_owned()).unwrap_or_default();
        let logo = site.map(|site| site.logo.clone()).unwrap_or_default();
        (name, logo, site.is_none_or(|site| site.languages.contains(&route.lang.other())))
    });
    let sign = match logo.as_str() {
        "" => vial(Some(1.0)),
        file => el("img").class("logo").attr("src", &format!("content/{file}")).attr("alt", ""),
    };
    let names = el("span")
        .class("brand-names")
        .child(text_el("span", t.site_name()).class("brand-product"))
        .child(text_el("span", &name).class("brand-owner"));
    let start = Route::new(route.lang, Place::Start).to_string();
    let brand = link(&start, "").class("brand").child(sign).child(names);
    let other = offers_other.then(|| {
        let other = route.in_other_language();
        let code = other.lang.code();
        link(&other.to_string(), t.other_language()).class("language").attr("lang", code).attr("hreflang", code)
    });
    el("header").class("site-head").child(el("div").class("inner").child(brand).children(other))
}

fn foot(state: AppState) -> El {
    let lang = state.lang();
    let t = Texts(lang);
    let to = |page: &str, text: &str| {
        let to = Route::new(lang, Place::About(page.to_owned(), None)).to_string();
        el("li").child(link(&to, text))
    };
    let contact = state.site.with(|site| site.as_ref().map(|site| site.contact.clone())).map(|contact| {
        let mut line = el("p").text(t.contact()).text(": ").text(contact.name.get(lang));
        for (scheme, address) in [("mailto:", &contact.email), ("tel:", &contact.phone)] {
            if !address.is_empty() {
                line = line.text(" ").child(link(&format!("{scheme}{}", address.replace(' ', "")), address));
            }
        }
        line
    });
    let inner = el("div")
        .class("inner")
        .child(text_el("p", t.not_an_audit()).class("not-an-audit"))
        .child(text_el("p", t.nothing_sent()))
        .children(contact)
        .child(
            el("ul")
                .class("foot-links")
                .child(to(about::SITE, t.about_site()))
                .child(to(about::METHOD, t.method()))
                .child(to(about::GLOSSARY, t.glossary()))
                .child(to(about::ACCESSIBILITY, t.accessibility())),
        );
    el("footer").class("site-foot").child(inner)
}

/// What stands where content is on its way.
pub fn loading() -> El {
    text_el("p", Texts(AppState::get().lang_untracked()).loading()).class("loading").attr("role", "status")
}
