//! What is wrong with content, for whoever runs the site.

use engine::Lang;

use crate::load::Fault;
use crate::texts::Texts;
use crate::ui::{El, el, text_el};

/// A fault in content: file, line and what to write instead.
pub fn fault_report(fault: &Fault, lang: Lang) -> El {
    let t = Texts(lang);
    match fault {
        Fault::Missing { path } => text_el("p", &t.missing_file(path)),
        Fault::Unread { path } => text_el("p", &t.unread_file(path)),
        Fault::Faulty { path, diagnostics } => el("ol").class("faults").children(diagnostics.iter().map(|d| {
            let place = text_el("p", &t.at_line(path, d.line, d.column)).text(" ").child(text_el("code", &d.code));
            el("li")
                .child(place.class("fault-place"))
                .child(text_el("p", d.message.get(lang)))
                .child(text_el("p", d.help.get(lang)))
        })),
    }
}
