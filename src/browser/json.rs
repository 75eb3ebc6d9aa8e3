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

/// Reads anything else of ours. `None` if it does not fit.
#[must_use]
pub fn read_json<T: for<'de> Deserialize<'de>>(text: &str) -> Option<T> {
    T::deserialize(Parsed(BrowserJson::parse(text).ok()?)).ok()
}

/// Reads a plan as it is packed in a record. Empty if the text holds no plan.
#[must_use]
pub fn read_plan(text: &str) -> Plan {
    BrowserJson::parse(text).ok().and_then(|json| Plan::deserialize(Parsed(json)).ok()).unwrap_or_default()
}

fn read(text: &str) -> Result<Assessment, RecordError> {
    let json = BrowserJson::parse(text).map_err(|_| RecordError::Damaged)?;
    Assessment::read_from(|| Parsed(json.clone()))
}

/// What the browser has parsed, as `serde` reads it: only the kinds of values that records hold, so that each type brings the
/// code for its own kind alone. What `serde_json` refuses is refused here too, except for a key that stands twice (the last
/// counts), half of a surrogate pair (U+FFFD in its place), and a whole number that is written with decimals. A list is no
/// record here. No version has written any of them. Whole numbers go from 0 to `u32::MAX`.
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

    /// Records say of everything what it is.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unfit> {
        Err(Unfit)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_string(self.0.as_string().ok_or(Unfit)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_string(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_string(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_bool(self.0.as_bool().ok_or(Unfit)?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let number = self.0.as_f64().ok_or(Unfit)?;
        // The nearest of its type: another one where the number has decimals, or is too large.
        let whole = number as u32;
        if f64::from(whole) == number { visitor.visit_u32(whole) } else { Err(Unfit) }
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_u32(visitor)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_u32(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        if !Array::is_array(&self.0) {
            return Err(Unfit);
        }
        let mut items = SeqDeserializer::new(Array::from(&self.0).into_iter().map(Parsed));
        let value = visitor.visit_seq(&mut items)?;
        items.end().map(|()| value)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        if Array::is_array(&self.0) || !self.0.is_object() {
            return Err(Unfit);
        }
        // Its own entries, also one under `__proto__`.
        let entries = Object::entries(&Object::from(self.0)).into_iter().map(|entry| {
            let entry = Array::from(&entry);
            (Parsed(entry.get(0)), Parsed(entry.get(1)))
        });
        visitor.visit_map(MapDeserializer::new(entries))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.deserialize_map(visitor)
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
        i8 i16 i32 i64 i128 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct
    }
}
