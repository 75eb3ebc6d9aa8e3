//! An address that leads nowhere.

use engine::Lang;
use leptos::prelude::*;
use texts::Texts;

use crate::components::Heading;
use crate::route::{Place, Route};

/// Says that there is no such page, and leads on.
#[component]
pub fn NotFound(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let t = Texts(lang);
    let start = Route::new(lang, Place::Start).to_string();
    view! {
        <Heading text=t.not_found() title=t.not_found()/>
        <p>{t.not_found_help()}</p>
        <p><a class="button" href=start>{t.to_start()}</a></p>
    }
}
