//! Every component in every state, for those who build: `make gallery` shows it, and `tests/site/gallery.rs` has axe-core
//! look at each. Development builds alone have it, as a part of its own.
//!
//! Its addresses are `?gallery=sv#meter`: the language, and what is shown.

mod components;
mod coordinator;
mod fixtures;
mod pages;

use engine::Lang;
use engine::model::id::Id;
use futures::FutureExt;
use leptos::context::Provider;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::wasm_split;
use texts::Texts;

use crate::browser::page;
use crate::components::fresh;
use crate::gallery::fixtures::{Fixtures, Group};
use crate::load;
use crate::pages::split::parts;
use crate::parts::Fetched;
use crate::route::{Place, Route};

/// Everything that is shown. Its name in the address chooses among it.
fn groups() -> Vec<Group> {
    [components::groups(), pages::groups(), coordinator::groups()].into_iter().flatten().collect()
}

#[wasm_split(gallery, wasm_split_path = leptos::wasm_split, preload(fetch_gallery), fallible)]
fn make_gallery(fixtures: Fixtures) -> Fetched<AnyView> {
    Ok(view! { <Stories fixtures/> }.into_any())
}

/// The language that the address asks the gallery in. `None` if it asks for the site.
#[must_use]
pub fn asked() -> Option<Lang> {
    Lang::ALL.into_iter().find(|lang| page::query() == format!("?gallery={}", lang.code()))
}

/// The gallery, once its content has come.
#[component]
pub fn Gallery(
    /// The language of all of it.
    lang: Lang,
) -> impl IntoView {
    page::set_language(lang);
    let fixtures: RwSignal<Option<Fixtures>> = RwSignal::new(None);
    let message = RwSignal::new(Texts(lang).loading().to_owned());
    spawn_local(async move {
        match fetched(lang).await {
            Ok(fetched) => fixtures.set(Some(fetched)),
            Err(why) => message.set(why),
        }
    });
    let gallery = move || match fixtures.get() {
        // The part has come: so the page is made at once, with the present owner.
        Some(fixtures) => make_gallery(fixtures).now_or_never().and_then(Result::ok),
        None => Some(view! { <p prop:textContent=move || message.get()></p> }.into_any()),
    };
    view! { {move || fresh(gallery())} }
}

/// What the components show, and the part that they are in.
///
/// # Errors
/// What did not come.
async fn fetched(lang: Lang) -> Result<Fixtures, String> {
    fetch_gallery().await.map_err(|error| format!("{error:?}"))?;
    // The coordinator's pages have a style sheet of their own: it comes with their part.
    parts().group.fetched(lang).await.map_err(|fault| fault.message)?;
    let (site, _) = load::site().await;
    let questionnaire = async |id: &str| {
        let id = Id::new(id).ok_or(format!("no id: {id}"))?;
        load::questionnaire(lang, id).await.map_err(|fault| format!("{fault:?}"))
    };
    Ok(Fixtures {
        lang,
        t: Texts(lang),
        site: site.ok_or("no settings")?,
        levels: questionnaire("nis2-beredskap").await?,
        shares: questionnaire("chefsenkat").await?,
        percentages: questionnaire("servicedesk").await?,
        knowledge: questionnaire("nis2-kunskap").await?,
    })
}

/// The list of what there is, and what the address asks for in its states.
#[component]
fn Stories(
    /// What the components show.
    fixtures: Fixtures,
) -> impl IntoView {
    let asked = RwSignal::new(page::fragment());
    let _ = window_event_listener_untyped("hashchange", move |_| asked.set(page::fragment()));
    // The site has one state as long as it runs. So what a page does a second later may use its own, though it is gone.
    let owner = Owner::current().unwrap_or_default();
    let links = groups().into_iter().map(|group| {
        let to = format!("#{}", group.name);
        let is_shown = to.clone();
        let current = move || (asked.get() == is_shown).then_some("page");
        view! { <li><a href=to aria-current=current>{group.name}</a></li> }.into_any()
    });
    let links: Vec<_> = links.collect();
    let shown = move || {
        let group = groups().into_iter().find(|group| asked.get() == format!("#{}", group.name))?;
        page::set_title(group.name);
        let states = group.stories.into_iter().map(|(name, make)| {
            let state = owner.with(|| fixtures.state(Route::new(fixtures.lang, Place::Start)));
            let fixtures = fixtures.clone();
            let shown = move || match group.is_page {
                true => make(fixtures.clone()),
                false => view! { <section class="wide"><h2>{name}</h2>{make(fixtures.clone())}</section> }.into_any(),
            };
            view! { <Provider value=state>{shown()}</Provider> }.into_any()
        });
        let states: Vec<_> = states.collect();
        Some(match group.is_page {
            true => view! { <div>{states}</div> }.into_any(),
            false => view! { <main id="main"><h1>{group.name}</h1>{states}</main> }.into_any(),
        })
    };
    view! {
        <div class="site">
            <nav class="tabs wide" aria-label="Gallery"><ul>{links}</ul></nav>
            {move || fresh(shown())}
        </div>
    }
}
