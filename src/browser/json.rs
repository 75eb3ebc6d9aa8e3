//! Records as JSON. The browser parses them, since a parser of our own would cost a first visit more; `serde_json` writes
//! them, which is little code and keeps every byte as it has been.

use std::fmt;

use engine::results::assessment::{Assessment, RecordError};
use engine::results::plan::Plan;
use js_sys::{Array, JSON as BrowserJson, Object};
use serde::de::value::{MapDeserializer, SeqDeserializer, StringDeserializer};
use serde::de::{self, Deserializer, IntoDeserializer, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};
use wasm_bindgen::JsValue;

use crate::store::{Json, Refused};

/// The browser's reader, and `serde_json` as the writer.
pub const JSON: Json = Json { read, write: |assessment| serde_json::to_string(assessment).map_err(|_| Refused) };

/// Reads a plan as it is packed in a record. Empty if the text holds no plan.
#[must_use]
pub fn read_plan(text: &str) -> Plan {
    BrowserJson::parse(text).ok().and_then(|json| Plan::deserialize(Parsed(json)).ok()).unwrap_or_default()
}

fn read(text: &str) -> Result<Assessment, RecordError> {
    let json = BrowserJson::parse(text).map_err(|_| RecordError::Damaged)?;
    Assessment::read_from(|| Parsed(json.clone()))
}

/// What the browser has parsed, as `serde` reads it. What `serde_json` refuses is refused here too, except for a key that
/// stands twice (the last counts), half of a surrogate pair (U+FFFD in its place), and a whole number that is written with
/// decimals: no version has written any of them. Whole numbers go from 0 to `u32::MAX`.
///
/// The crate for it, `serde-wasm-bindgen`, reads a text where a list is expected, and brings the tables for writing numbers
/// in its messages.
struct Parsed(JsValue);

/// It does not fit. Nobody reads more about a record.
#[derive(Debug)]
struct Unfit;

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("does not fit")
    }
}

impl std::error::Error for Unfit {}

impl de::Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Unfit
    }
    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Unfit
    }
    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Unfit
    }
}

impl IntoDeserializer<'_, Unfit> for Parsed {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Parsed {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let Parsed(json) = self;
        if let Some(text) = json.as_string() {
            visitor.visit_string(text)
        } else if let Some(yes) = json.as_bool() {
            visitor.visit_bool(yes)
        } else if let Some(number) = json.as_f64() {
            // Limited to what `u32` holds; what is not the same then was no such number.
            let whole = number as u32;
            if f64::from(whole) == number { visitor.visit_u32(whole) } else { visitor.visit_f64(number) }
        } else if Array::is_array(&json) {
            let mut items = SeqDeserializer::new(Array::from(&json).into_iter().map(Parsed));
            let value = visitor.visit_seq(&mut items)?;
            items.end().map(|()| value)
        } else if json.is_object() {
            // Its own entries, also one under `__proto__`.
            let entries = Object::entries(&Object::from(json)).into_iter().map(|entry| {
                let entry = Array::from(&entry);
                (Parsed(entry.get(0)), Parsed(entry.get(1)))
            });
            visitor.visit_map(MapDeserializer::new(entries))
        } else {
            visitor.visit_unit()
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    /// Enums in records are words.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        let word: StringDeserializer<Unfit> = self.0.as_string().ok_or(Unfit)?.into_deserializer();
        visitor.visit_enum(word)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier
    }
}
