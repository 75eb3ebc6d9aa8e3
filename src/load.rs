//! Content, as it is on the host now. The one place that knows of compiled forms and of the worker.

use std::sync::Arc;

use engine::Lang;
use engine::content::{Compiled, Index, Summary};
use engine::diagnostic::{Diagnostic, Reading};
use engine::digest::sha256;
use engine::questionnaire::Questionnaire;
use engine::site::{Page, Site};
use futures::future::join;
use serde::de::DeserializeOwned;

use crate::browser::fetch;
use crate::browser::worker::{self, Kind};

/// Why content cannot be shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// The host has no such file, or cannot be reached.
    Missing {
        /// The file.
        path: String,
    },
    /// The file has faults that its author has to mend.
    Faulty {
        /// The file.
        path: String,
        /// The faults, warnings left out.
        diagnostics: Vec<Diagnostic>,
    },
    /// The file was edited on the host, and the worker that would read it cannot run.
    Unread {
        /// The file.
        path: String,
    },
}

/// Content with the digest of the file it came from.
pub type Loaded<T> = Result<Arc<Compiled<T>>, Fault>;

/// A questionnaire.
pub async fn questionnaire(lang: Lang, id: &str) -> Loaded<Questionnaire> {
    let path = format!("content/{}/{id}", lang.code());
    usable(&path, "md", load(&path, "md", Kind::Questionnaire, lang, id).await?)
}

/// A page of text.
pub async fn page(lang: Lang, name: &str) -> Loaded<Page> {
    let path = format!("content/{}/om/{name}", lang.code());
    usable(&path, "md", load(&path, "md", Kind::Page, lang, name).await?)
}

/// The site's settings, the faults in them, and what the build knew of each questionnaire.
///
/// A fault in the settings is no reason to stop: each one that could be read holds, and the faults are told.
pub async fn index() -> (Index, Option<Fault>) {
    let path = "content/site";
    let (text, compiled) = both::<Index>(path, "toml").await;
    let Some(text) = text else {
        let fault = Fault::Missing { path: format!("{path}.toml") };
        return (compiled.map_or_else(Index::default, |compiled| compiled.value), Some(fault));
    };
    if let Some(compiled) = compiled.as_ref().filter(|compiled| compiled.digest == sha256(&text)) {
        return (compiled.value.clone(), None);
    }
    let before = compiled.map_or_else(Index::default, |compiled| compiled.value);
    match read::<Site>(Kind::Site, Lang::default(), "", &text).await {
        Some(reading) => {
            let fault = fault_in(path, "toml", &reading);
            (Index { site: reading.value, ..before }, fault)
        }
        None => (before, Some(Fault::Unread { path: format!("{path}.toml") })),
    }
}

/// What the start page tells of a questionnaire, if it is not what the build knew: the file was edited or added.
pub async fn newer_summary(lang: Lang, id: &str, known: Option<&Compiled<Summary>>) -> Option<Result<Summary, Fault>> {
    let path = format!("content/{}/{id}", lang.code());
    let Some(text) = fetch::bytes(&format!("{path}.md")).await else {
        return Some(Err(Fault::Missing { path: format!("{path}.md") }));
    };
    if known.is_some_and(|known| known.digest == sha256(&text)) {
        return None;
    }
    let loaded = match read(Kind::Questionnaire, lang, id, &text).await {
        Some(reading) => usable(&path, "md", (String::new(), reading)),
        None => Err(Fault::Unread { path: format!("{path}.md") }),
    };
    Some(loaded.map(|compiled| Summary::from(&compiled.value)))
}

/// Fetches a file and its compiled form side by side, and takes the compiled form only if it is of this very file.
async fn load<T: DeserializeOwned>(
    path: &str,
    ending: &str,
    kind: Kind,
    lang: Lang,
    name: &str,
) -> Result<(String, Reading<T>), Fault> {
    let (text, compiled) = both::<T>(path, ending).await;
    let text = text.ok_or_else(|| Fault::Missing { path: format!("{path}.{ending}") })?;
    let digest = sha256(&text);
    if let Some(compiled) = compiled.filter(|compiled| compiled.digest == digest) {
        return Ok((digest, Reading { value: compiled.value, diagnostics: Vec::new() }));
    }
    let reading = read(kind, lang, name, &text).await;
    reading.map(|reading| (digest, reading)).ok_or_else(|| Fault::Unread { path: format!("{path}.{ending}") })
}

/// The file's bytes and its compiled form, whichever there are.
async fn both<T: DeserializeOwned>(path: &str, ending: &str) -> (Option<Vec<u8>>, Option<Compiled<T>>) {
    let (text_path, compiled_path) = (format!("{path}.{ending}"), format!("{path}.json"));
    let (text, compiled) = join(fetch::bytes(&text_path), fetch::bytes(&compiled_path)).await;
    (text, compiled.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
}

async fn read<T: DeserializeOwned>(kind: Kind, lang: Lang, name: &str, text: &[u8]) -> Option<Reading<T>> {
    serde_json::from_str(&worker::read(kind, lang, name, text).await?).ok()
}

fn usable<T>(path: &str, ending: &str, (digest, reading): (String, Reading<T>)) -> Loaded<T> {
    match fault_in(path, ending, &reading) {
        None => Ok(Arc::new(Compiled { digest, value: reading.value })),
        Some(fault) => Err(fault),
    }
}

fn fault_in<T>(path: &str, ending: &str, reading: &Reading<T>) -> Option<Fault> {
    if reading.is_usable() {
        return None;
    }
    let errors = reading.diagnostics.iter().filter(|d| d.severity == engine::diagnostic::Severity::Error);
    Some(Fault::Faulty { path: format!("{path}.{ending}"), diagnostics: errors.cloned().collect() })
}
