//! A page of text from content.

use engine::Lang;
use leptos::prelude::*;

use crate::components::{FaultReport, Heading, Loading, RichText};
use crate::desk::Desk;
use crate::load::Fault;
use crate::pages::NotFound;
use crate::texts::Texts;

/// The page `content/<language>/om/<name>.md`.
#[component]
pub fn About(
    /// The language.
    lang: Lang,
    /// The page's name.
    name: String,
) -> impl IntoView {
    let page = expect_context::<Desk>().page(lang, &name);
    move || match page.get() {
        None => view! { <Loading/> }.into_any(),
        Some(Ok(page)) => {
            let text = page.value.title.clone();
            view! { <article class="text-page"><Heading text/><RichText blocks=page.value.blocks.clone()/></article> }
                .into_any()
        }
        Some(Err(Fault::Missing { .. })) => view! { <NotFound lang/> }.into_any(),
        Some(Err(fault)) => {
            let text = Texts(lang).site_faulty().to_owned();
            view! { <Heading text/><FaultReport fault lang/> }.into_any()
        }
    }
}
