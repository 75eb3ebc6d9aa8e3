//! What the targets share: what must hold of everything that is read, and questionnaires to open results with.

use std::fmt::Debug;
use std::sync::LazyLock;

use engine::directives::Directive;
use engine::encoding::content::Compiled;
use engine::encoding::digest::sha256;
use engine::encoding::packing::{pack, unpack};
use engine::model::diagnostic::{Diagnostic, Reading};
use engine::model::questionnaire::Questionnaire;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

/// Questionnaires with every kind of question, and with a scoring each.
static QUESTIONNAIRES: LazyLock<Vec<Questionnaire>> = LazyLock::new(|| {
    [
        include_str!("../../reader/tests/fixtures/allt.md"),
        include_str!("../../tests/site/fixtures/fields/falt.md"),
        include_str!("../../content/sv/chefsenkat.md"),
        include_str!("../../content/sv/bits-basniva.md"),
        include_str!("../../content/sv/it-program.md"),
        include_str!("../../content/sv/servicedesk.md"),
        include_str!("../../content/sv/nis2-kunskap.md"),
    ]
    .map(|markdown| reader::read_questionnaire(markdown.as_bytes(), None).value)
    .into()
});

/// Where a site lies.
static BASE: LazyLock<Url> = LazyLock::new(|| Url::parse("https://kommunen.se/vattenpass/").expect("an address"));

/// The questionnaires that results are opened with.
pub fn questionnaires() -> &'static [Questionnaire] {
    &QUESTIONNAIRES
}

/// Checks what holds of whatever is read: its diagnostics, its links, its directives, and that its compiled form reads the
/// same.
pub fn check_reading<T>(bytes: &[u8], reading: &Reading<T>)
where
    T: Debug + PartialEq + Serialize + DeserializeOwned,
{
    check_diagnostics(bytes, &reading.diagnostics);
    match serde_json::to_value(&reading.value) {
        Ok(value) => check_value(&value),
        Err(error) => panic!("what was read cannot be written: {error}"),
    }
    let packed = unpack::<T>(&pack(&reading.value));
    assert_eq!(packed.as_ref(), Some(&reading.value), "the packed value is not what was read");
    // It takes longer than everything else together: so for a part of the inputs, always the same ones.
    if bytes.len().is_multiple_of(8) {
        let digest = sha256(bytes);
        let encoded = Compiled { digest: digest.clone(), value: &reading.value }.encode(bytes);
        let decoded = Compiled::<T>::decode(&encoded, &digest, bytes).map(|compiled| compiled.value);
        assert_eq!(decoded.as_ref(), Some(&reading.value), "the compiled form is not what was read");
    }
}

/// Every diagnostic points into the file, at whole characters, and speaks both languages.
fn check_diagnostics(bytes: &[u8], diagnostics: &[Diagnostic]) {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.matches('\n').count() + 1;
    for diagnostic in diagnostics {
        let Diagnostic { span, line, column, message, help, .. } = diagnostic;
        assert!((1..=lines).contains(line) && *column >= 1, "{diagnostic:?}");
        // In another encoding the places are those of the text that was made of it.
        if let Ok(text) = std::str::from_utf8(bytes) {
            assert!(text.get(span.clone()).is_some(), "{diagnostic:?}");
            let related = diagnostic.related.as_ref().map(|related| related.span.clone());
            assert!(related.is_none_or(|span| text.get(span).is_some()), "{diagnostic:?}");
        }
        assert!([&message.sv, &message.en, &help.sv, &help.en].iter().all(|text| !text.is_empty()), "{diagnostic:?}");
    }
    assert!(diagnostics.is_sorted_by_key(|diagnostic| diagnostic.span.start), "{diagnostics:?}");
}

/// Every link in a value leads where one may, as a browser reads it and not as we do, and every directive can be read.
fn check_value(value: &Value) {
    match value {
        Value::Array(values) => values.iter().for_each(check_value),
        Value::Object(fields) => {
            for (name, field) in fields {
                match name.as_str() {
                    "Link" => check_link(field[0].as_str().expect("an address")),
                    "Directive" => {
                        let bytes: Vec<u8> = serde_json::from_value(field.clone()).expect("bytes");
                        assert!(Directive::read(&bytes).is_some(), "{bytes:?}");
                    }
                    _ => {}
                }
                check_value(field);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn check_link(address: &str) {
    // What is no address leads nowhere.
    let Ok(leads_to) = BASE.join(address) else { return };
    let is_inside = address.starts_with("#/") && leads_to.path() == BASE.path();
    assert!(is_inside || ["https", "http", "mailto", "tel"].contains(&leads_to.scheme()), "{address}");
    assert!(is_inside || leads_to.host() != BASE.host() || address.contains("://"), "{address} leads here unseen");
}
