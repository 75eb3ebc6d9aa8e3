//! Content, as it is on the host now. The one place that knows of compiled forms and of the worker.

use std::sync::Arc;

use engine::Lang;
use engine::content::{Compiled, Index, Summary, unpack};
use engine::diagnostic::{Diagnostic, Reading, Severity};
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
    load(&format!("content/{}", lang.code()), Kind::Questionnaire, lang, id).await
}

/// A page of text.
pub async fn page(lang: Lang, name: &str) -> Loaded<Page> {
    load(&format!("content/{}/om", lang.code()), Kind::Page, lang, name).await
}

/// The site's settings, the faults in them, and what the build knew of each questionnaire.
///
/// A fault in the settings is no reason to stop: each one that could be read holds, and the faults are told.
pub async fn index() -> (Index, Option<Fault>) {
    const PATH: &str = "content/site.toml";
    let (text, compiled) = join(fetch::bytes(PATH), fetch::bytes("content/site.bin")).await;
    let Some(text) = text else {
        return (Index::default(), Some(Fault::Missing { path: PATH.to_owned() }));
    };
    let compiled = compiled.unwrap_or_default();
    if let Some(compiled) = Compiled::decode(&compiled, &sha256(&text)) {
        return (compiled.value, None);
    }
    match read::<Site>(Kind::Site, Lang::default(), "", &text).await {
        // What the build knew of the questionnaires holds all the same: each goes by its own digest.
        Some(reading) => {
            let summaries = Compiled::<Index>::decode_any(&compiled).map(|index| index.summaries).unwrap_or_default();
            let fault = fault_in(PATH, &reading);
            (Index { site: reading.value, summaries }, fault)
        }
        None => (Index::default(), Some(Fault::Unread { path: PATH.to_owned() })),
    }
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
    unpack(&worker::read(kind, lang, name, text).await?)
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
