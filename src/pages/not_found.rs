//! An address that leads nowhere.

use engine::Lang;
use leptos::prelude::*;

use crate::components::Heading;
use crate::route::{Place, Route};
use crate::texts::Texts;

/// Says that there is no such page, and leads on.
#[component]
pub fn NotFound(
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let t = Texts(lang);
    view! {
        <Heading text=t.not_found().to_owned()/>
        <p>{t.not_found_help()}</p>
        <p><a class="button" href=Route::new(lang, Place::Start).to_string()>{t.to_start()}</a></p>
    }
}
