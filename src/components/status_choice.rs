//! Draft or final.

use engine::results::status::Status;
use texts::Texts;

use crate::ui::{El, el, text_el};

/// A choice between draft and final, and what to do when it is made.
pub fn status_choice(now: Status, t: Texts, set: impl Fn(Status) + Clone + 'static) -> El {
    let choices = [Status::Draft, Status::Final].map(|value| {
        let set = set.clone();
        let input = el("input").attr("type", "radio").attr("name", "status").flag("checked", now == value);
        let input = input.on("change", move |_| set(value));
        el("label").class("check").child(input).child(text_el("span", t.of_status(value)))
    });
    el("fieldset").class("inline").child(text_el("legend", t.status())).children(choices)
}
