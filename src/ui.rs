//! Elements of the page, all of one type.
//!
//! Leptos's `view!` gives every element a type of its own; with some hundred different elements that cost the first visit
//! more than everything else together (`ARCHITECTURE.md` has the figures). Here an element is made at once and is
//! always an [`El`]. What changes is a Leptos effect that changes just that: a region, an attribute, a property.

use std::borrow::Cow;
use std::cell::Cell;

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, HtmlElement, HtmlInputElement, Node};

use crate::browser::page;

/// An element that is being made. Put it somewhere with [`El::child`] or in what a live region gives.
#[derive(Clone)]
pub struct El(Element);

#[inline(never)]
fn document() -> Document {
    let document = web_sys::window().and_then(|window| window.document());
    #[expect(clippy::expect_used, reason = "the site runs in a page, and a page has a document")]
    document.expect("a page has a document")
}

/// An HTML element.
#[must_use]
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    #[expect(clippy::expect_used, reason = "only a malformed name fails, and every name is written in this crate")]
    El(document().create_element(tag).expect("a tag's name is well-formed"))
}

/// An SVG element.
#[must_use]
#[inline(never)]
pub fn svg(tag: &'static str) -> El {
    #[expect(clippy::expect_used, reason = "as in `el`")]
    El(document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag).expect("a tag's name is well-formed"))
}

/// An element with a text in it: `text_el("h2", …)`.
#[must_use]
#[inline(never)]
pub fn text_el(tag: &'static str, text: &str) -> El {
    el(tag).text(text)
}

/// A link.
#[must_use]
#[inline(never)]
pub fn link(to: &str, text: &str) -> El {
    el("a").attr("href", to).text(text)
}

/// A button that runs something. The class says how much it weighs.
#[must_use]
pub fn button(class: &'static str, text: &str, run: impl FnMut() + 'static) -> El {
    let mut run = run;
    el("button").attr("type", "button").class(class).text(text).on("click", move |_| run())
}

/// A button that has a file chosen. It is a label around a field, which is there for the keyboard and screen readers.
#[must_use]
pub fn file_button(text: &str, mut chosen: impl FnMut(HtmlInputElement) + 'static) -> El {
    let input = el("input").attr("type", "file").class("visually-hidden").attr("accept", ".json,application/json");
    let input = input.on("change", move |event| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into().ok()) {
            chosen(input);
        }
    });
    el("label").class("button button-quiet file-button").child(input).text(text)
}

/// A part that opens: its summary, and what is in it.
#[must_use]
#[inline(never)]
pub fn details(summary: &str, content: El) -> El {
    el("details").child(text_el("summary", summary)).child(content)
}

thread_local! {
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// An id for an element that another refers to, unlike every other on the page.
#[must_use]
pub fn fresh_id() -> String {
    LAST.set(LAST.get() + 1);
    format!("id-{}", LAST.get())
}

impl El {
    /// Sets the classes.
    #[must_use]
    pub fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    /// Sets an attribute.
    #[must_use]
    #[inline(never)]
    pub fn attr(self, name: &str, value: &str) -> Self {
        // Only a malformed name fails, and every name is written in this crate.
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// Sets an attribute that is there or not.
    #[must_use]
    pub fn flag(self, name: &str, on: bool) -> Self {
        if on { self.attr(name, "") } else { self }
    }

    /// Adds a text.
    #[must_use]
    #[inline(never)]
    pub fn text(self, text: &str) -> Self {
        let _ = self.0.append_child(&document().create_text_node(text));
        self
    }

    /// Adds an element.
    #[must_use]
    #[inline(never)]
    pub fn child(self, child: El) -> Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Adds elements.
    #[must_use]
    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, El::child)
    }

    /// Runs something at an event.
    #[must_use]
    pub fn on(self, event: &str, run: impl FnMut(Event) + 'static) -> Self {
        self.listen(event, Box::new(run))
    }

    #[inline(never)]
    fn listen(self, event: &str, run: Box<dyn FnMut(Event)>) -> Self {
        // The browser drops the closure with the element.
        let run = Closure::wrap(run).into_js_value();
        let _ = self.0.add_event_listener_with_callback(event, run.unchecked_ref());
        self
    }

    /// Adds a region whose elements follow the signals that `render` reads: they are made anew when one changes.
    #[must_use]
    pub fn live<I: IntoIterator<Item = El>>(self, mut render: impl FnMut() -> I + 'static) -> Self {
        self.region(Box::new(move || render().into_iter().map(|El(element)| element.into()).collect()))
    }

    /// Adds a text that follows the signals that `render` reads.
    #[must_use]
    pub fn live_text<T: AsRef<str>>(self, mut render: impl FnMut() -> T + 'static) -> Self {
        self.region(Box::new(move || vec![document().create_text_node(render().as_ref()).into()]))
    }

    #[inline(never)]
    fn region(self, mut render: Box<dyn FnMut() -> Vec<Node>>) -> Self {
        let end: Node = document().create_comment("").into();
        let _ = self.0.append_child(&end);
        let mut shown: Vec<Node> = Vec::new();
        keep(move || {
            let new = render();
            // The region may have been moved since: its end knows where it is.
            let Some(parent) = end.parent_node() else { return };
            shown.iter().for_each(|node| drop(parent.remove_child(node)));
            new.iter().for_each(|node| drop(parent.insert_before(node, Some(&end))));
            shown = new;
        });
        self
    }

    /// Adds a region with one element for each key that `keys` gives, in that order. An element stays, with its focus and
    /// what is half typed in it, for as long as its key is there.
    #[must_use]
    pub fn keyed(self, mut keys: impl FnMut() -> Vec<String> + 'static, row: impl Fn(&str) -> El + 'static) -> Self {
        let end: Node = document().create_comment("").into();
        let _ = self.0.append_child(&end);
        // Each row has an owner of its own, beside the effect's, which is emptied at each run.
        let owner = Owner::current().unwrap_or_default();
        let mut shown: Vec<(String, Owner, Node)> = Vec::new();
        keep(move || {
            let wanted = keys();
            let Some(parent) = end.parent_node() else { return };
            let mut before = std::mem::take(&mut shown);
            for key in wanted {
                let known = before.iter().position(|(of, ..)| *of == key).map(|at| before.swap_remove(at));
                shown.push(known.unwrap_or_else(|| {
                    let owner = owner.child();
                    let node = owner.with(|| untrack(|| row(&key)));
                    (key, owner, node.0.into())
                }));
            }
            for (_, owner, node) in before {
                drop(parent.remove_child(&node));
                owner.cleanup();
            }
            // From the end, and only what is out of place. What is moved loses its focus, so the others are moved around
            // the one that has it.
            let focused = document().active_element();
            let mut next = end.clone();
            for (.., node) in shown.iter().rev() {
                let has_focus = focused.as_ref().is_some_and(|focused| node.contains(Some(focused)));
                if !has_focus && node.next_sibling().as_ref() != Some(&next) {
                    drop(parent.insert_before(node, Some(&next)));
                }
                next = node.clone();
            }
        });
        self
    }

    /// Sets an attribute that follows the signals that `value` reads; nothing takes it away.
    #[must_use]
    pub fn live_attr(self, name: &'static str, mut value: impl FnMut() -> Option<Cow<'static, str>> + 'static) -> Self {
        let element = self.0.clone();
        keep(move || {
            let _ = match value() {
                Some(value) => element.set_attribute(name, &value),
                None => element.remove_attribute(name),
            };
        });
        self
    }

    /// Sets a property, such as `checked` or `value`, that follows the signals that `value` reads.
    #[must_use]
    pub fn live_prop<V: Into<JsValue>>(self, name: &'static str, mut value: impl FnMut() -> V + 'static) -> Self {
        let element = self.0.clone();
        keep(move || drop(js_sys::Reflect::set(&element, &name.into(), &value().into())));
        self
    }

    /// Moves the focus to it, once it is on the page.
    pub fn focus_soon(&self) {
        let element = self.0.clone();
        page::after_drawing(move || {
            if let Some(element) = element.dyn_ref::<HtmlElement>() {
                let _ = element.focus();
            }
        });
    }

    /// What stands in a field.
    #[must_use]
    pub fn field_value(&self) -> String {
        js_sys::Reflect::get(&self.0, &"value".into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
    }

    /// Puts it into the page, at the end of an element that is there.
    pub fn mount(&self, place: &Element) {
        let _ = place.append_child(&self.0);
    }
}

/// Runs an effect for as long as the present owner lives.
pub fn keep(run: impl FnMut() + 'static) {
    StoredValue::new_local(effect(Box::new(run)));
}

#[inline(never)]
fn effect(mut run: Box<dyn FnMut()>) -> RenderEffect<()> {
    RenderEffect::new(move |_| run())
}

/// The value of the field an event comes from.
#[must_use]
pub fn value_of(event: &Event) -> String {
    event.target().map(|target| El(target.unchecked_into()).field_value()).unwrap_or_default()
}

/// Whether the box an event comes from is checked.
#[must_use]
pub fn is_checked(event: &Event) -> bool {
    let checked = event.target().and_then(|target| js_sys::Reflect::get(&target, &"checked".into()).ok());
    checked.is_some_and(|checked| checked.is_truthy())
}
