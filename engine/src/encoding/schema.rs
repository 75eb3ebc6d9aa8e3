//! The JSON Schemas of the files that other programs read.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};

/// The schema of a type, in JSON Schema 2020-12.
#[must_use]
pub fn schema_of<T: JsonSchema>() -> String {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(limits_as_numbers));
    let schema = settings.into_generator().into_root_schema_for::<T>();
    // Cannot fail: a schema is plain JSON with string keys.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// Writes the limits of a number as such. `schemars` names the Rust type as a format, which no validator knows.
fn limits_as_numbers(schema: &mut Schema) {
    let most = match schema.get("format").and_then(serde_json::Value::as_str) {
        Some("uint8") => Some(u32::from(u8::MAX)),
        Some("uint16") => Some(u32::from(u16::MAX)),
        Some("uint32") => Some(u32::MAX),
        Some("double") => None,
        _ => return,
    };
    schema.remove("format");
    if let Some(most) = most {
        schema.insert("minimum".to_owned(), 0.into());
        schema.insert("maximum".to_owned(), most.into());
    }
}
