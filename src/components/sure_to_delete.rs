//! The question before an assessment is deleted.

use engine::Lang;
use texts::Texts;

use crate::browser::page;
use crate::state::AppState;
use crate::ui::{El, button, el, text_el};

/// The heading above the assessments: what is left to read when one has been deleted.
const BEGUN: &str = ".begun h2";

/// Asks before an assessment is deleted.
pub fn sure_to_delete(
    state: AppState,
    questionnaire: &str,
    key: &str,
    name: &str,
    lang: Lang,
    cancel: impl FnMut() + 'static,
) -> El {
    let t = Texts(lang);
    let question = el("p").attr("tabindex", "-1").child(text_el("strong", &t.delete_sure(name)));
    question.focus_soon();
    let (questionnaire, key) = (questionnaire.to_owned(), key.to_owned());
    let delete = move || {
        state.delete(&questionnaire, &key);
        // The row is gone: what is left is the list, or only the page.
        page::focus_first(&[BEGUN, "h1"]);
    };
    let buttons = el("p").class("buttons").child(button("button button-danger", t.delete_yes(), delete));
    let buttons = buttons.child(button("button button-quiet", t.cancel(), cancel));
    el("div")
        .class("notice notice-warning")
        .attr("role", "group")
        .child(question)
        .child(text_el("p", t.delete_help()))
        .child(buttons)
}
