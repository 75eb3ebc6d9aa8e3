//! Numbers and times as the reader's language writes them.

use engine::Lang;
use engine::scoring::to_show;
use js_sys::{Array, Date, Intl, Object, Reflect};
use texts::Format;
use wasm_bindgen::JsValue;

/// How the browser writes numbers, for the crates that know no browser.
pub const BROWSER: Format = Format { percent, number };

/// Now, as RFC 3339 in UTC.
#[must_use]
pub fn now() -> String {
    String::from(Date::new_0().to_iso_string())
}

/// Now, in milliseconds since 1970.
#[must_use]
pub fn milliseconds() -> f64 {
    Date::new_0().get_time()
}

/// Today where the reader is, as `2026-11-22`.
#[must_use]
pub fn today() -> String {
    day_code(&now())
}

/// The day of a time where the reader is, as `2026-11-22`. Today where it is no time.
#[must_use]
pub fn day_code(rfc3339: &str) -> String {
    if let Some(day) = rfc3339.strip_suffix(ONLY_DAY) {
        return day.to_owned();
    }
    let date = Date::new(&JsValue::from_str(rfc3339));
    let date = if date.get_time().is_nan() { Date::new_0() } else { date };
    format!("{}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// How a time ends that is only a day, as in a share: the same day wherever the reader is.
const ONLY_DAY: &str = "T00:00:00Z";

/// This year where the reader is.
#[must_use]
pub fn year() -> u16 {
    // A browser's clock set beyond the year 65 535 is no clock.
    u16::try_from(Date::new_0().get_full_year()).unwrap_or(u16::MAX - 9)
}

/// A share from 0 to 1 as a whole percentage: "25 %". Only nothing is 0 %, and only everything 100 %.
#[must_use]
pub fn percent(share: f64, lang: Lang) -> String {
    let options = options(&[("style", "percent")]);
    formatted(to_show(share, 1.0, 0.01), lang, &options)
}

/// A number with at most two decimals: "1,5".
#[must_use]
pub fn number(number: f64, lang: Lang) -> String {
    let options = options(&[]);
    let _ = Reflect::set(&options, &"maximumFractionDigits".into(), &2.into());
    formatted(number, lang, &options)
}

/// The day of a time, such as "22 nov. 2026"; the text itself where it is no time.
#[must_use]
pub fn day(rfc3339: &str, lang: Lang) -> String {
    let style = &[("dateStyle", "medium"), ("timeZone", "UTC")];
    moment(rfc3339, lang, if rfc3339.ends_with(ONLY_DAY) { style } else { &style[..1] })
}

/// A time such as "22 november 2026 11:05"; the text itself where it is no time.
#[must_use]
pub fn time(rfc3339: &str, lang: Lang) -> String {
    moment(rfc3339, lang, &[("dateStyle", "long"), ("timeStyle", "short")])
}

fn moment(rfc3339: &str, lang: Lang, style: &[(&str, &str)]) -> String {
    let date = Date::new(&JsValue::from_str(rfc3339));
    if date.get_time().is_nan() {
        return rfc3339.to_owned();
    }
    let options = options(style);
    let format = Intl::DateTimeFormat::new(&locales(lang), &options).format();
    format.call1(&JsValue::NULL, &date).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn formatted(number: f64, lang: Lang, options: &Object) -> String {
    let format = Intl::NumberFormat::new(&locales(lang), options).format();
    format.call1(&JsValue::NULL, &number.into()).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn locales(lang: Lang) -> Array {
    [JsValue::from(lang.pick("sv-SE", "en-GB"))].iter().collect()
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (key, value) in pairs {
        // A plain object takes every key.
        let _ = Reflect::set(&options, &(*key).into(), &(*value).into());
    }
    options
}

/// Sorts names by the language's alphabet.
pub fn sort(names: &mut [String], lang: Lang) {
    let (locales, options) = (locales(lang), Object::new());
    let compare =
        |a: &String, b: &String| js_sys::JsString::from(a.as_str()).locale_compare(b, &locales, &options).cmp(&0);
    names.sort_by(compare);
}
