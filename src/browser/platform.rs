//! The learning platform that runs the site, if one does: its SCORM 1.2 API, an object of the window around the page.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// How many windows lie around the page at most. Nobody has more; a page that is its own parent in a ring has no end.
const MOST_AROUND: usize = 50;

/// The platform's API.
#[derive(Clone)]
pub struct Platform(JsValue);

impl Platform {
    /// Looks for the API in the page's own window, in those around it, and in the window that opened it and those around
    /// that. `None` if there is none, as when the page was not opened by a platform.
    #[must_use]
    pub fn find() -> Option<Self> {
        let own: JsValue = web_sys::window()?.into();
        // What lies in a window of another origin can't be read: reading it throws.
        let of = |window: &JsValue, name: &str| Reflect::get(window, &name.into()).ok().filter(JsValue::is_object);
        let around = |window: JsValue| {
            let next = |window: &JsValue| of(window, "parent").filter(|parent| parent != window);
            std::iter::successors(Some(window), next).take(MOST_AROUND).find_map(|window| of(&window, "API"))
        };
        // A platform may open a window of its own, with the page in a frame in it.
        let openers = [of(&own, "opener"), of(&own, "top").and_then(|top| of(&top, "opener"))];
        std::iter::once(own).chain(openers.into_iter().flatten()).find_map(around).map(Self)
    }

    /// Begins to talk to the platform: once for each time the page is opened.
    #[must_use]
    pub fn initialize(&self) -> bool {
        self.says_true("LMSInitialize", &[""])
    }

    /// What the platform knows of an element; empty if it says nothing.
    #[must_use]
    pub fn get(&self, element: &str) -> String {
        self.call("LMSGetValue", &[element]).and_then(|value| value.as_string()).unwrap_or_default()
    }

    /// Gives the platform the value of an element.
    #[must_use]
    pub fn set(&self, element: &str, value: &str) -> bool {
        self.says_true("LMSSetValue", &[element, value])
    }

    /// Has the platform keep what it has been given.
    #[must_use]
    pub fn commit(&self) -> bool {
        self.says_true("LMSCommit", &[""])
    }

    /// Ends the talk with the platform.
    #[must_use]
    pub fn finish(&self) -> bool {
        self.says_true("LMSFinish", &[""])
    }

    /// What the platform says was wrong, in its own words.
    #[must_use]
    pub fn error(&self) -> String {
        // Some give numbers.
        #[expect(clippy::cast_possible_truncation, reason = "a code has three digits")]
        let number = |value: &JsValue| value.as_f64().map(|number| (number as i32).to_string());
        let text = |value: Option<JsValue>| value.and_then(|value| value.as_string().or_else(|| number(&value)));
        let code = text(self.call("LMSGetLastError", &[])).unwrap_or_default();
        match text(self.call("LMSGetErrorString", &[&code])).filter(|words| !words.is_empty()) {
            Some(words) => format!("{words}, {code}"),
            None => code,
        }
    }

    /// Whether the platform says yes: by a text, or as some do, by a boolean.
    fn says_true(&self, name: &str, arguments: &[&str]) -> bool {
        self.call(name, arguments)
            .is_some_and(|said| said.as_string().as_deref() == Some("true") || said == JsValue::TRUE)
    }

    /// `None` if the platform has no such function, or if that throws.
    fn call(&self, name: &str, arguments: &[&str]) -> Option<JsValue> {
        let function: Function = Reflect::get(&self.0, &name.into()).ok()?.dyn_into().ok()?;
        let said = match arguments {
            [] => function.call0(&self.0),
            [one] => function.call1(&self.0, &JsValue::from_str(one)),
            [one, two, ..] => function.call2(&self.0, &JsValue::from_str(one), &JsValue::from_str(two)),
        };
        said.ok()
    }
}
