//! The start page: the questionnaires.

use engine::Lang;
use engine::content::Summary;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{Heading, OpenFile};
use crate::desk::Desk;
use crate::load::{self, Fault};
use crate::route::{Route, Step};
use crate::texts::Texts;

/// The questionnaires in the municipality's order, and a way in for those who have a result file.
#[component]
pub fn Start(
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let t = Texts(lang);
    let desk = expect_context::<Desk>();
    let ids = desk
        .index
        .with_untracked(|index| index.as_ref().map(|index| index.site.questionnaires.clone()).unwrap_or_default());
    let list = if ids.is_empty() {
        view! { <p class="notice">{t.no_questionnaires()}</p> }.into_any()
    } else {
        let cards = ids.into_iter().map(|id| view! { <li><Card lang id/></li> }).collect_view();
        view! { <ul class="cards">{cards}</ul> }.into_any()
    };
    view! {
        <Heading text=t.start_title().to_owned() title=t.home()/>
        <p class="lead">{t.start_lead()}</p>
        {list}
        <section class="aside">
            <h2>{t.have_file()}</h2>
            <p>{t.have_file_help()}</p>
            <OpenFile/>
        </section>
    }
}

/// One questionnaire. Shows what the build knew at once, and what the host has edited since as soon as it is read.
#[component]
fn Card(lang: Lang, id: String) -> impl IntoView {
    let t = Texts(lang);
    let desk = expect_context::<Desk>();
    let known = desk.index.with_untracked(|index| index.as_ref().and_then(|index| index.summary(lang, &id).cloned()));
    let summary: RwSignal<Option<Result<Summary, Fault>>> = RwSignal::new(known.clone().map(|known| Ok(known.value)));
    spawn_local({
        let id = id.clone();
        async move {
            if let Some(newer) = load::newer_summary(lang, &id, known.as_ref()).await {
                // The visitor may have left the page in the meantime.
                summary.try_set(Some(newer));
            }
        }
    });
    let begun = !desk.list(&id).is_empty();
    let to = Route::to(lang, &id, Step::Front).to_string();
    move || match summary.get() {
        None => view! { <div class="card"><p class="loading">{t.loading()}</p></div> }.into_any(),
        Some(Ok(Summary { title, about, audience, minutes })) => view! {
            <a class="card" href=to.clone()>
                <h2>{title}</h2>
                <p>{about}</p>
                <p class="card-facts">
                    <span>{t.minutes(minutes)}</span>
                    <span>{audience}</span>
                    {begun.then(|| view! { <span class="tag">{t.begun()}</span> })}
                </p>
            </a>
        }
        .into_any(),
        Some(Err(fault)) => {
            let count = match &fault {
                Fault::Faulty { diagnostics, .. } => diagnostics.len(),
                Fault::Missing { .. } | Fault::Unread { .. } => 1,
            };
            view! {
                <div class="card card-faulty">
                    <h2>{id.clone()}</h2>
                    <p>{t.faulty_title()} ". " {t.has_faults(count)} "."</p>
                    <p><a href=to.clone()>{t.show_faults()}</a></p>
                </div>
            }
            .into_any()
        }
    }
}
