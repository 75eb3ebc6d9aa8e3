//! Content, as it is on the host now. The one place that knows of compiled forms and of the worker.

use std::sync::Arc;

use engine::Lang;
use engine::encoding::content::{Compiled, Summaries, Summary};
use engine::encoding::digest::sha256;
use engine::encoding::packing::{pack, unpack};
use engine::model::diagnostic::{Diagnostic, Reading, Severity};
use engine::model::id::Id;
use engine::model::questionnaire::Questionnaire;
use engine::model::site::Page;
use engine::model::site::Site;
use engine::results::structure::Structure;
use futures::future::join;
use leptos::wasm_split::wasm_split;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::browser::boot::why_part_failed;
use crate::browser::fetch::{self, Failure};
use crate::browser::worker::{self, Kind};
use crate::parts::{Fetched, Soon};

/// Why something cannot be shown. Each blames another: the network, the host, the file's author, or the site's own files.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// The host cannot be reached.
    Offline,
    /// The host gives another answer than the file.
    Refused {
        /// The file.
        path: String,
        /// The HTTP status; 200 where a page of the host's own came in the place of the file.
        status: u16,
        /// Whether the build knew the file: its compiled form is there.
        built: bool,
    },
    /// The file has faults that its author has to fix.
    Faulty {
        /// The file.
        path: String,
        /// The faults, warnings left out.
        diagnostics: Vec<Diagnostic>,
    },
    /// A part of the program did not come.
    NoPart {
        /// What is wrong and what to do, in the reader's language.
        message: String,
    },
    /// The worker does not start, or has stopped.
    NoWorker {
        /// What keeps one of its files from coming, if something does.
        cause: Option<Box<Fault>>,
        /// Its files.
        files: Vec<String>,
    },
}

impl Fault {
    /// The fault of a file that did not come. `built` says whether the build knew it.
    #[must_use]
    pub fn of(failure: Failure, path: &str, built: bool) -> Self {
        match failure {
            Failure::Unreachable => Fault::Offline,
            Failure::Refused(status) => Fault::Refused { path: path.to_owned(), status, built },
        }
    }

    /// The fault of an address that can name no file.
    #[must_use]
    pub fn nowhere() -> Self {
        Fault::Refused { path: String::new(), status: 404, built: false }
    }

    /// Whether nothing says that there should be such a file, but perhaps the site's settings. Hosts answer in several
    /// ways where they have none.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Fault::Refused { status: 200 | 403 | 404 | 410, built: false, .. })
    }
}

/// A questionnaire with the digest of its Markdown.
pub type Loaded = Arc<Compiled<Questionnaire>>;

/// Content with the digest of the file it came from.
pub type Outcome<T> = Result<Arc<Compiled<T>>, Fault>;

/// A questionnaire.
pub async fn questionnaire(lang: Lang, id: Id) -> Outcome<Questionnaire> {
    load(&format!("content/{}", lang.code()), Kind::Questionnaire, lang, &id).await
}

/// What a questionnaire's file does not say as the one in the other language does: ids, choices, scores and conditions.
///
/// # Errors
/// The worker cannot compare them.
pub async fn differences(lang: Lang, here: Vec<u8>, there: Vec<u8>) -> Result<Vec<Diagnostic>, Fault> {
    let answer = ask_worker(Kind::Pair, lang, "", pack(&(here, there))).await?;
    unpack(&answer).ok_or(Fault::NoWorker { cause: None, files: Vec::new() })
}

/// A page of text.
pub async fn page(lang: Lang, name: Id) -> Outcome<Page> {
    load(&format!("content/{}/om", lang.code()), Kind::Page, lang, &name).await
}

/// The template of a document.
pub async fn template(lang: Lang, id: Id) -> Outcome<Page> {
    load(&format!("content/{}/dokument", lang.code()), Kind::Template, lang, &id).await
}

/// The site's settings, unless nothing of them could be read, and what is wrong with them.
///
/// A fault in the settings is no reason to stop: each one that could be read holds, and the faults are reported.
pub async fn site() -> (Option<Site>, Option<Fault>) {
    const PATH: &str = "content/site.toml";
    let (text, compiled) = join(fetch::bytes(PATH), fetch::bytes("content/site.bin")).await;
    let text = match text {
        Ok(text) => text,
        Err(failure) => return (None, Some(Fault::of(failure, PATH, compiled.is_ok()))),
    };
    if let Some(compiled) = compiled.ok().and_then(|bytes| Compiled::decode(&bytes, &sha256(&text), &text)) {
        return (Some(compiled.value), None);
    }
    match read::<Site>(Kind::Site, Lang::default(), "", &text).await {
        Ok(reading) => {
            let fault = fault_in(PATH, &reading);
            (Some(reading.value), fault)
        }
        Err(fault) => (None, Some(fault)),
    }
}

/// What the build knew of each questionnaire. A fault where the build left no such file.
pub async fn summaries(lang: Lang) -> Outcome<Summaries> {
    let path = format!("content/{}.bin", lang.code());
    let bytes = fetch::bytes(&path).await.map_err(|failure| Fault::of(failure, &path, false))?;
    // Made from no file.
    Compiled::decode(&bytes, "", &[]).map(Arc::new).ok_or_else(Fault::nowhere)
}

/// The structures of questionnaires that have been released, to read the result codes of earlier versions.
pub async fn released() -> Result<Vec<Structure>, Fault> {
    const PATH: &str = "content/released.bin";
    let bytes = fetch::bytes(PATH).await.map_err(|failure| Fault::of(failure, PATH, true))?;
    // Made from no file.
    Compiled::decode(&bytes, "", &[]).map(|compiled| compiled.value).ok_or_else(Fault::nowhere)
}

/// What the start page says of a questionnaire, if it is not what the build knew: the file was edited or added. What the
/// build knew stays where the host cannot be asked.
pub async fn newer_summary(lang: Lang, id: Id, known: Option<&Summary>) -> Option<Result<Summary, Fault>> {
    let path = format!("content/{}/{id}.md", lang.code());
    let text = match fetch::bytes(&path).await {
        Ok(text) => text,
        Err(Failure::Unreachable) if known.is_some() => return None,
        Err(failure) => return Some(Err(Fault::of(failure, &path, known.is_some()))),
    };
    let digest = sha256(&text);
    if known.is_some_and(|known| known.digest == digest) {
        return None;
    }
    let loaded = loaded(&path, digest, Kind::Questionnaire, lang, &id, &text).await;
    Some(loaded.map(|compiled| Summary::of(&compiled.value, compiled.digest.clone())))
}

/// Fetches a file and its compiled form side by side, and takes the compiled form only if it is of this very file.
async fn load<T: DeserializeOwned>(folder: &str, kind: Kind, lang: Lang, name: &Id) -> Outcome<T> {
    let (path, compiled) = (format!("{folder}/{name}.md"), format!("{folder}/{name}.bin"));
    let (text, compiled) = join(fetch::bytes(&path), fetch::bytes(&compiled)).await;
    let text = text.map_err(|failure| Fault::of(failure, &path, compiled.is_ok()))?;
    let digest = sha256(&text);
    if let Some(compiled) = compiled.ok().and_then(|bytes| Compiled::decode(&bytes, &digest, &text)) {
        return Ok(Arc::new(compiled));
    }
    loaded(&path, digest, kind, lang, name, &text).await
}

/// Has the worker read a file whose compiled form does not count.
async fn loaded<T: DeserializeOwned>(
    path: &str,
    digest: String,
    kind: Kind,
    lang: Lang,
    name: &Id,
    text: &[u8],
) -> Outcome<T> {
    let reading = read(kind, lang, name.as_str(), text).await?;
    match fault_in(path, &reading) {
        None => Ok(Arc::new(Compiled { digest, value: reading.value })),
        Some(fault) => Err(fault),
    }
}

/// What asks the worker is a part of the program too: most visits meet nothing that was edited. It gives the worker's answer.
#[wasm_split(edited, wasm_split_path = leptos::wasm_split, fallible)]
fn make_asked(kind: Kind, lang: Lang, name: String, bytes: Vec<u8>) -> Fetched<Soon<Result<Vec<u8>, Fault>>> {
    Ok(Box::pin(async move {
        match worker::ask(kind, lang, &name, &bytes).await.filter(|answer| !answer.is_empty()) {
            Some(answer) => Ok(answer),
            None => Err(no_worker(kind.script()).await),
        }
    }))
}

async fn ask_worker(kind: Kind, lang: Lang, name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, Fault> {
    match make_asked(kind, lang, name.to_owned(), bytes).await {
        Ok(asked) => asked.await,
        Err(_) => Err(Fault::NoPart { message: why_part_failed(lang).await.0 }),
    }
}

async fn read<T: DeserializeOwned>(kind: Kind, lang: Lang, name: &str, text: &[u8]) -> Result<Reading<T>, Fault> {
    let answer = ask_worker(kind, lang, name, text.to_vec()).await?;
    unpack(&answer).ok_or(Fault::NoWorker { cause: None, files: Vec::new() })
}

/// A document, or a workbook, as a file. `lang` is the reader's language.
///
/// # Errors
/// Says why the worker cannot write it.
pub async fn written(what: &impl Serialize, form: Kind, lang: Lang) -> Result<Vec<u8>, Fault> {
    written_packed(pack(what), form, lang).await
}

/// A document, or a workbook, that is packed already, as a file. `lang` is the reader's language.
///
/// # Errors
/// Says why the worker cannot write it.
pub async fn written_packed(packed: Vec<u8>, form: Kind, lang: Lang) -> Result<Vec<u8>, Fault> {
    ask_worker(form, lang, "", packed).await
}

/// Why there is no worker. The browser does not say, so the script that starts it is asked for, and the files that it names.
pub async fn no_worker(script: String) -> Fault {
    let mut files = vec![script];
    for at in 0.. {
        let Some(file) = files.get(at) else { break };
        match fetch::bytes(file).await {
            Ok(text) if at == 0 => {
                let text = String::from_utf8_lossy(&text).into_owned();
                files.extend(text.split('"').filter_map(|name| name.strip_prefix("./")).map(str::to_owned));
            }
            Ok(_) => {}
            Err(Failure::Unreachable) => return Fault::Offline,
            Err(failure) => {
                let cause = Some(Box::new(Fault::of(failure, file, true)));
                return Fault::NoWorker { cause, files };
            }
        }
    }
    Fault::NoWorker { cause: None, files }
}

fn fault_in<T>(path: &str, reading: &Reading<T>) -> Option<Fault> {
    if reading.is_usable() {
        return None;
    }
    let errors = reading.diagnostics.iter().filter(|d| d.severity == Severity::Error);
    Some(Fault::Faulty { path: path.to_owned(), diagnostics: errors.cloned().collect() })
}
