//! Results from files beside those that are here: a button that adds one, and a list to take each out of again.

use engine::Lang;
use engine::results::compare;
use engine::results::result_file::ResultFile;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::page;
use crate::components::result_files::add_result;
use crate::state::files::CannotOpen;
use crate::ui::{El, button, el, fresh_id, text_el};

/// The results that have been added, and what the reader calls them.
#[derive(Clone, Copy)]
pub struct AddedResults {
    /// The results, in the order they were added.
    pub files: RwSignal<Vec<ResultFile>>,
    /// The reader's language.
    pub lang: Lang,
}

impl AddedResults {
    /// No results.
    pub fn new(lang: Lang) -> Self {
        Self { files: RwSignal::new(Vec::new()), lang }
    }

    /// The button, labelled, and the list. `name` says what a result is called, or why it is refused; `is_here` whether
    /// the same result is here without being added. Each result counts once, and that is said.
    pub fn fields(
        self,
        label: &str,
        name: impl Fn(&ResultFile) -> Result<String, CannotOpen> + Clone + 'static,
        is_here: impl Fn(&ResultFile) -> bool + Clone + 'static,
    ) -> El {
        let t = Texts(self.lang);
        let told = RwSignal::new(String::new());
        let id = fresh_id();
        let take = {
            let name = name.clone();
            move |result: ResultFile| {
                let name = name(&result)?;
                let here = is_here(&result);
                let more = !here && self.files.try_update(|files| compare::add(files, result)).unwrap_or_default();
                told.set(if more { t.added(&name) } else { t.already_here(&name) });
                Ok(())
            }
        };
        let list = {
            let field = format!("#{id} input");
            move || {
                let files = self.files.get();
                let names = numbered(files.iter().map(|file| name(file).unwrap_or_default()));
                let items = files.into_iter().zip(names).map(|(file, name)| {
                    let field = field.clone();
                    let hidden = text_el("span", &format!(" {name}")).class("visually-hidden");
                    let item = text_el("li", &name).text(" ");
                    let take_out = move || {
                        self.files.update(|files| files.retain(|known| !known.is_same_as(&file)));
                        told.set(t.taken_out(&name));
                        // The button is gone: the one that adds is there still.
                        page::focus(&field);
                    };
                    item.child(button("link-button", t.take_out(), take_out).child(hidden))
                });
                let items: Vec<_> = items.collect();
                (!items.is_empty()).then(|| el("ul").class("added").children(items))
            }
        };
        el("div")
            .attr("id", &id)
            .child(add_result(label, self.lang, take))
            .live(list)
            .child(el("p").attr("role", "status").live_text(move || told.get()))
    }
}

/// Names that can be told apart: the second of a name is called so.
pub fn numbered(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in names {
        let mut own = name.clone();
        let mut n = 1;
        while all.contains(&own) {
            n += 1;
            own = format!("{name} ({n})");
        }
        all.push(own);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_one_day_have_names_of_their_own() {
        let names = ["a", "b", "a", "a (2)", "a"].map(str::to_owned);
        assert_eq!(numbered(names.into_iter()), ["a", "b", "a (2)", "a (2) (2)", "a (3)"]);
    }
}
