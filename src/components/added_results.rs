//! Results from files beside those that are here: a button that adds one, and a list to take each out of again.

use engine::Lang;
use engine::results::compare;
use engine::results::result_file::ResultFile;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::page::{self, fresh_id};
use crate::components::button::Button;
use crate::components::open_file::OpenFile;
use crate::components::read_file::Then;
use crate::components::region::fresh;
use crate::state::files::CannotOpen;

/// A button that adds a result, and the list of those that have been added. Each result counts once, and that is said.
#[component]
pub fn AddedResults(
    /// The results that have been added, in that order.
    files: RwSignal<Vec<ResultFile>>,
    /// What the button says.
    text: &'static str,
    /// The reader's language.
    lang: Lang,
    /// What a result is called, or why it is refused.
    name: UnsyncCallback<ResultFile, Result<String, CannotOpen>>,
    /// Whether the same result is here without being added.
    is_here: UnsyncCallback<ResultFile, bool>,
) -> impl IntoView {
    let t = Texts(lang);
    let message = RwSignal::new(String::new());
    let id = fresh_id();
    let field = StoredValue::new(format!("#{id} input"));
    let take = UnsyncCallback::new(move |result: ResultFile| {
        let name = name.run(result.clone())?;
        let here = is_here.run(result.clone());
        let is_new = !here && files.try_update(|files| compare::add(files, result)).unwrap_or_default();
        message.set(if is_new { t.added(&name) } else { t.already_here(&name) });
        Ok(())
    });
    let row = move |(file, name): (ResultFile, String)| {
        let hidden = format!(" {name}");
        let shown = name.clone();
        let remove = move || {
            files.update(|files| files.retain(|known| !known.is_same_as(&file)));
            message.set(t.removed(&name));
            // The button is gone: the one that adds is there still.
            field.with_value(|field| page::focus(field));
        };
        view! {
            <li>
                {shown}
                " "
                <Button class="link-button" text=t.remove() run=remove>
                    <span class="visually-hidden">{hidden}</span>
                </Button>
            </li>
        }
        .into_any()
    };
    let list = move || {
        let files = files.get();
        let names = numbered(files.iter().map(|file| name.run(file.clone()).unwrap_or_default()));
        let rows: Vec<_> = files.into_iter().zip(names).map(row).collect();
        (!rows.is_empty()).then(|| view! { <ul class="added">{rows}</ul> }.into_any())
    };
    view! {
        <div id=id class="add-file">
            <OpenFile text then=Then::Take(take)/>
            {move || fresh(list())}
            <p role="status" prop:textContent=move || message.get()></p>
        </div>
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
