//! The page itself: its address, title, language, focus and colours.

use std::cell::Cell;
use std::time::Duration;

use engine::Lang;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, HtmlElement, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// The fragment of the address, with its `#`; empty where there is none.
#[must_use]
pub fn fragment() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// The query of the address, with its `?`; empty where there is none.
#[cfg(debug_assertions)]
#[must_use]
pub fn query() -> String {
    window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// The folder that the site is in, as its path: `/matning/`.
#[must_use]
pub fn folder() -> String {
    let path = window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    format!("{}/", path.rsplit_once('/').map_or(path.as_str(), |(folder, _)| folder))
}

/// The address of the site, without a fragment.
#[must_use]
pub fn address() -> String {
    let address = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Whether the page was opened from a disk: then nobody else can open it at its address.
#[must_use]
pub fn is_on_disk() -> bool {
    address().starts_with("file:")
}

/// Whether the browser deletes what is saved here after seven days without a visit: all of Apple's do, unless the site has
/// been put on the home screen.
#[must_use]
pub fn deletes_after_a_week() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let vendor = js_sys::Reflect::get(&window.navigator(), &"vendor".into()).ok().and_then(|vendor| vendor.as_string());
    let is_app = window.match_media("(display-mode: standalone)").ok().flatten().is_some_and(|query| query.matches());
    vendor.is_some_and(|vendor| vendor.starts_with("Apple")) && !is_app
}

/// A text as it can stand in an address.
#[must_use]
pub fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// A text as it stood in an address. What is no encoding stays as it is.
#[must_use]
pub fn decoded(text: &str) -> String {
    js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), Into::into)
}

/// Goes to a fragment, so that the back button leads here again.
pub fn go(fragment: &str) {
    let Some(window) = window() else { return };
    // Sooner there than by setting the fragment: that has the browser look for an element of the name, and tell the page
    // later. Refused only for an address that is none; routes are.
    let pushed = window.history().and_then(|history| history.push_state_with_url(&JsValue::NULL, "", Some(fragment)));
    if let (Ok(()), Ok(event)) = (pushed, Event::new("hashchange")) {
        let _ = window.dispatch_event(&event);
    }
}

/// Puts a fragment in the place of the present one: the back button passes it over.
pub fn replace(fragment: &str) {
    if let Some(window) = window() {
        let _ = window.location().replace(fragment);
    }
}

/// Sets the document's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets the document's language, so that it is read aloud in it.
pub fn set_language(lang: Lang) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", lang.code());
    }
}

/// The municipality's colours; the site's own where they are empty. Set through the object model, which the policy allows; a
/// style attribute it would not.
pub fn apply_colours(light: &str, dark: &str) {
    let root = document().and_then(|document| document.document_element());
    if let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        for (name, value) in [("--accent-light", light), ("--accent-dark", dark)] {
            let _ = root.style().set_property(name, value);
        }
    }
}

/// Moves the focus to the first element a selector finds, once the page has been drawn: what is focused may only then be
/// there.
pub fn focus(selector: &str) {
    focus_first(&[selector]);
}

/// As [`focus`], with the first of several selectors that finds something.
pub fn focus_first(selectors: &[&str]) {
    let selectors: Vec<String> = selectors.iter().map(|selector| (*selector).to_owned()).collect();
    after_drawing(move || {
        let Some(document) = document() else { return };
        let mut found = selectors.iter().filter_map(|selector| document.query_selector(selector).ok().flatten());
        if let Some(element) = found.next().and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // What takes the focus only because something else has gone is none of the reader's fields.
            if element.tab_index() < 0 && !element.has_attribute("tabindex") {
                let _ = element.set_attribute("tabindex", "-1");
            }
            let _ = element.focus();
        }
    });
}

thread_local! {
    static LAST_ID: Cell<u32> = const { Cell::new(0) };
}

/// An id for an element that another refers to, unlike every other on the page.
#[must_use]
pub fn fresh_id() -> String {
    LAST_ID.set(LAST_ID.get() + 1);
    format!("id-{}", LAST_ID.get())
}

/// Gives the focus back to the element that has it, if what is drawn next takes it away: moving an element does. One that is
/// drawn anew gets it by its id.
pub fn keep_focus() {
    let focused = document().and_then(|document| document.active_element());
    let Some(focused) = focused else { return };
    after_drawing(move || {
        let Some(document) = document() else { return };
        // Whatever has the focus now has been given it.
        let is_nowhere = document.active_element().is_none_or(|now| now.tag_name() == "BODY");
        let again = if focused.is_connected() {
            Some(focused)
        } else {
            let id = focused.get_attribute("id").unwrap_or_default();
            document.query_selector(&format!("[id='{id}']")).ok().flatten()
        };
        if let Some(again) = again.filter(|_| is_nowhere).and_then(|again| again.dyn_into::<HtmlElement>().ok()) {
            let _ = again.focus();
        }
    });
}

/// Runs something when the signals that have changed have been drawn: effects run in microtasks, this after them.
pub fn after_drawing(run: impl FnOnce() + 'static) {
    leptos::prelude::set_timeout(run, std::time::Duration::ZERO);
}

/// Has a link of the site's own that was clicked open a page beside this one, which stays.
pub fn open_beside(event: &Event) {
    let clicked = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(link) = clicked.and_then(|clicked| clicked.closest("a[href^='#/']").ok().flatten()) else { return };
    // The browser follows the link after this. The new page must not take this one's platform for its own.
    for (name, value) in [("target", "_blank"), ("rel", "noopener")] {
        let _ = link.set_attribute(name, value);
    }
}

/// Moves the page to its top.
pub fn scroll_to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// The name of a file of this release, which changes with its content: `xtask finish` has put it into the page.
#[must_use]
pub fn release_file(kind: &str) -> String {
    let tag = document().and_then(|document| document.query_selector("script[data-wasm]").ok().flatten());
    tag.and_then(|tag| tag.get_attribute(&format!("data-{kind}"))).unwrap_or_default()
}

/// Loads the page anew. What is in memory alone is lost: see that there is nothing.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Runs something a second from now: what the reader waits for has been fetched and drawn then.
pub fn soon(run: impl FnOnce() + 'static) {
    after(Duration::from_secs(1), run);
}

/// Runs something later.
pub fn after(wait: Duration, run: impl FnOnce() + 'static) {
    leptos::prelude::set_timeout(run, wait);
}

/// Opens the browser's print dialogue.
pub fn print() {
    if let Some(window) = window() {
        // Refused only where the page may not print; then nothing happens, as with the browser's own command.
        let _ = window.print();
    }
}
