//! An address that leads nowhere.

use engine::Lang;
use texts::Texts;

use crate::components::heading;
use crate::route::{Place, Route};
use crate::ui::{El, el, link, text_el};

/// Says that there is no such page, and leads on.
pub fn not_found(lang: Lang) -> Vec<El> {
    let t = Texts(lang);
    let start = Route::new(lang, Place::Start).to_string();
    vec![
        heading(t.not_found(), t.not_found()),
        text_el("p", t.not_found_help()),
        el("p").child(link(&start, t.to_start()).class("button")),
    ]
}
