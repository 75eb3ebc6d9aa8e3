//! Content, as it is on the host now. The one place that knows of compiled forms and of the worker.

use std::sync::Arc;

use engine::Lang;
#[cfg(feature = "whole")]
use engine::content::pack;
use engine::content::{Compiled, Summaries, Summary, unpack};
use engine::diagnostic::{Diagnostic, Reading, Severity};
use engine::digest::sha256;
use engine::questionnaire::Questionnaire;
use engine::site::Site;
#[cfg(feature = "whole")]
use engine::site::{Document, Page};
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
    load(&format!("content/{}", lang.code()), Kind::Questionnaire, lang, id).await
}

/// A page of text.
#[cfg(feature = "whole")]
pub async fn page(lang: Lang, name: &str) -> Loaded<Page> {
    load(&format!("content/{}/om", lang.code()), Kind::Page, lang, name).await
}

/// A document that results fill.
#[cfg(feature = "whole")]
pub async fn document(lang: Lang, id: &str) -> Loaded<Page> {
    load(&format!("content/{}/dokument", lang.code()), Kind::Document, lang, id).await
}

/// The site's settings, and the faults in them.
///
/// A fault in the settings is no reason to stop: each one that could be read holds, and the faults are told.
pub async fn site() -> (Site, Option<Fault>) {
    const PATH: &str = "content/site.toml";
    let (text, compiled) = join(fetch::bytes(PATH), fetch::bytes("content/site.bin")).await;
    let Some(text) = text else {
        return (Site::default(), Some(Fault::Missing { path: PATH.to_owned() }));
    };
    if let Some(compiled) = compiled.and_then(|bytes| Compiled::decode(&bytes, &sha256(&text))) {
        return (compiled.value, None);
    }
    match read::<Site>(Kind::Site, Lang::default(), "", &text).await {
        Some(reading) => {
            let fault = fault_in(PATH, &reading);
            (reading.value, fault)
        }
        None => (Site::default(), Some(Fault::Unread { path: PATH.to_owned() })),
    }
}

/// What the build knew of each questionnaire. Nothing where the build left no such file.
pub async fn summaries(lang: Lang) -> Loaded<Summaries> {
    let path = format!("content/{}.bin", lang.code());
    let compiled = fetch::bytes(&path).await.and_then(|bytes| Compiled::decode_any(&bytes));
    compiled.map(Arc::new).ok_or(Fault::Missing { path })
}

/// What the start page tells of a questionnaire, if it is not what the build knew: the file was edited or added.
pub async fn newer_summary(lang: Lang, id: &str, known: Option<&Summary>) -> Option<Result<Summary, Fault>> {
    let path = format!("content/{}/{id}.md", lang.code());
    let Some(text) = fetch::bytes(&path).await else {
        return Some(Err(Fault::Missing { path }));
    };
    let digest = sha256(&text);
    if known.is_some_and(|known| known.digest == digest) {
        return None;
    }
    let reading = read(Kind::Questionnaire, lang, id, &text).await;
    let loaded = usable(&path, digest, reading);
    Some(loaded.map(|compiled| Summary::of(&compiled.value, compiled.digest.clone())))
}

/// Fetches a file and its compiled form side by side, and takes the compiled form only if it is of this very file.
async fn load<T: DeserializeOwned>(folder: &str, kind: Kind, lang: Lang, name: &str) -> Loaded<T> {
    let (path, compiled) = (format!("{folder}/{name}.md"), format!("{folder}/{name}.bin"));
    let (text, compiled) = join(fetch::bytes(&path), fetch::bytes(&compiled)).await;
    let Some(text) = text else {
        return Err(Fault::Missing { path });
    };
    let digest = sha256(&text);
    if let Some(compiled) = compiled.and_then(|bytes| Compiled::decode(&bytes, &digest)) {
        return Ok(Arc::new(compiled));
    }
    let reading = read(kind, lang, name, &text).await;
    usable(&path, digest, reading)
}

async fn read<T: DeserializeOwned>(kind: Kind, lang: Lang, name: &str, text: &[u8]) -> Option<Reading<T>> {
    unpack(&worker::ask(kind, lang, name, text).await?)
}

/// A document as HTML or as Markdown. Nothing where the worker cannot run.
#[cfg(feature = "whole")]
pub async fn written(document: &Document, form: Kind) -> Option<String> {
    let bytes = worker::ask(form, document.language, "", &pack(document)).await?;
    String::from_utf8(bytes).ok().filter(|text| !text.is_empty())
}

fn usable<T>(path: &str, digest: String, reading: Option<Reading<T>>) -> Loaded<T> {
    let Some(reading) = reading else {
        return Err(Fault::Unread { path: path.to_owned() });
    };
    match fault_in(path, &reading) {
        None => Ok(Arc::new(Compiled { digest, value: reading.value })),
        Some(fault) => Err(fault),
    }
}

fn fault_in<T>(path: &str, reading: &Reading<T>) -> Option<Fault> {
    if reading.is_usable() {
        return None;
    }
    let errors = reading.diagnostics.iter().filter(|d| d.severity == Severity::Error);
    Some(Fault::Faulty { path: path.to_owned(), diagnostics: errors.cloned().collect() })
}
