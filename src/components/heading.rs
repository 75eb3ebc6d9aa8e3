//! A page's heading.

use leptos::prelude::*;

use crate::browser::page;
use crate::desk::Desk;
use crate::texts::Texts;

/// The page's one `h1`. Sets the document's title, and takes the focus when the visitor has come from another page.
#[component]
pub fn Heading(
    /// What the heading says.
    text: String,
    /// What the document's title says before the site's name; the heading where it is not given.
    #[prop(optional, into)]
    title: Option<String>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let title = title.unwrap_or_else(|| text.clone());
    let lang = desk.route.with_untracked(|route| route.lang);
    Effect::new(move || {
        page::set_title(&format!("{title} – {}", Texts(lang).site_name()));
        if desk.has_moved.get_untracked() {
            page::scroll_to_top();
            page::focus("h1");
        }
    });
    view! { <h1 tabindex="-1">{text}</h1> }
}
