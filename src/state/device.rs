//! Everything that is saved on the device, in one file and out of it.

use std::collections::BTreeMap;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use engine::results::result_file;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browser::gatherer::{AskedOnce, ask_once};
use crate::browser::{format, keep, random};
use crate::state::AppState;
use crate::store::Arrival;

/// What a file of a whole device says it is.
const FORMAT: &str = "vattenpass-device";
/// The version of its layout.
const VERSION: u32 = 1;

/// A file of everything on a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceFile {
    format: String,
    version: u32,
    /// When it was saved, as RFC 3339, UTC.
    saved: String,
    /// Assessments, and records that could not be read, to the letter, by their keys in the storage.
    records: BTreeMap<String, String>,
    /// What pages keep for themselves, by its name.
    kept: BTreeMap<String, String>,
    /// The batches of the coordinator's work, packed, in base64.
    group: Vec<String>,
}

/// Why a file of a whole device cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDeviceFile {
    /// It is no such file.
    Other,
    /// It is a result file: those are opened elsewhere.
    Result,
    /// A newer version of the site has saved it.
    Newer,
}

/// What became of what a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Arrivals {
    /// How many are on this device now.
    pub added: usize,
    /// How many were there already.
    pub there: usize,
    /// How many are on this device now, beside others that have their place.
    pub beside: usize,
    /// How many the browser had no room for, or refused.
    pub refused: usize,
    /// Whether some of what a coordinator has gathered is damaged in the file.
    pub damaged: bool,
    /// Whether what a coordinator has gathered is on this device now.
    pub gathered: bool,
}

impl DeviceFile {
    /// Reads a file.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn read(text: &[u8]) -> Result<Self, NoDeviceFile> {
        #[derive(Deserialize)]
        struct Head {
            #[serde(default)]
            format: String,
            version: Option<u32>,
        }
        let head: Head = serde_json::from_slice(text).map_err(|_| NoDeviceFile::Other)?;
        match (head.format.as_str(), head.version) {
            (FORMAT, Some(version)) if version > VERSION => Err(NoDeviceFile::Newer),
            (FORMAT, _) => serde_json::from_slice(text).map_err(|_| NoDeviceFile::Other),
            (result_file::FORMAT, _) => Err(NoDeviceFile::Result),
            _ => Err(NoDeviceFile::Other),
        }
    }

    /// Its text.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Cannot fail: every key is a string.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.kept.is_empty() && self.group.is_empty()
    }
}

impl AppState {
    /// The records on the device, by their keys. Whoever asks hears of changes.
    #[must_use]
    pub fn records(self) -> Vec<(String, String)> {
        self.stored.track();
        self.store.with_value(|store| store.everything())
    }

    /// Everything that is on the device. `None` if the coordinator's work cannot be fetched.
    pub async fn device_file(self) -> Option<DeviceFile> {
        let kept: BTreeMap<String, String> = keep::all().into_iter().collect();
        let group = match kept.contains_key(keep::GROUP) {
            true => ask_once(AskedOnce::Export(keep::key(keep::GROUP))).await?,
            false => Vec::new(),
        };
        Some(DeviceFile {
            format: FORMAT.to_owned(),
            version: VERSION,
            saved: format::now(),
            records: untrack(|| self.records()).into_iter().collect(),
            kept,
            group: group.iter().map(|batch| BASE64_STANDARD.encode(batch)).collect(),
        })
    }

    /// Puts what a file holds on this device. Nothing that is here is overwritten.
    pub async fn take_device(self, file: DeviceFile) -> Arrivals {
        let mut arrivals = Arrivals::default();
        for (key, text) in &file.records {
            let taken = self.store.with_value(|store| store.take_record(key, text, &random::id()));
            match taken {
                Ok(Arrival::Added) => arrivals.added += 1,
                Ok(Arrival::There) => arrivals.there += 1,
                Ok(Arrival::Beside) => arrivals.beside += 1,
                Ok(Arrival::Unknown) => {}
                Err(_) => arrivals.refused += 1,
            }
        }
        let batches: Vec<Vec<u8>> = file.group.iter().filter_map(|batch| BASE64_STANDARD.decode(batch).ok()).collect();
        arrivals.damaged = batches.len() < file.group.len();
        if !batches.is_empty() {
            arrivals.gathered = ask_once(AskedOnce::Import(keep::key(keep::GROUP), batches)).await.is_some();
            arrivals.refused += usize::from(!arrivals.gathered);
        }
        let here: BTreeMap<String, String> = keep::all().into_iter().collect();
        for (name, text) in file.kept.iter().filter(|(name, _)| !here.contains_key(*name)) {
            // That work is kept here is said only where some of it is.
            if name != keep::GROUP || arrivals.gathered || file.group.is_empty() {
                keep::keep(name, text);
            }
        }
        self.catch_up();
        arrivals
    }

    /// Deletes everything on the device for good.
    pub async fn delete_everything(self) {
        let had_group = keep::kept(keep::GROUP).is_some();
        // By the reader's wish: nobody else has deleted it.
        self.active.maybe_update(|active| active.take_if(|active| !active.save_state.waits_to_be_asked()).is_some());
        self.store.with_value(|store| store.delete_everything());
        keep::all().iter().for_each(|(name, _)| keep::forget(name));
        if had_group {
            // Where the browser has no database, there is nothing in it.
            let _ = ask_once(AskedOnce::LetGo(keep::key(keep::GROUP))).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> DeviceFile {
        DeviceFile {
            format: FORMAT.to_owned(),
            version: VERSION,
            saved: "2026-11-27T08:00:00Z".to_owned(),
            records: [("assessment:q:k".to_owned(), "{\"ä\":1}".to_owned())].into(),
            kept: [(keep::GROUP.to_owned(), "{}".to_owned())].into(),
            group: vec![BASE64_STANDARD.encode([0, 255])],
        }
    }

    #[test]
    fn what_is_written_reads_the_same() {
        assert_eq!(DeviceFile::read(file().to_json().as_bytes()), Ok(file()));
        assert!(!file().is_empty());
    }

    #[test]
    fn another_file_is_told_apart() {
        let read = |text: &str| DeviceFile::read(text.as_bytes()).unwrap_err();
        for text in
            ["", "{", "[]", "null", "{}", "{\"format\":\"annat\"}", "{\"format\":\"vattenpass-device\",\"version\":1}"]
        {
            assert_eq!(read(text), NoDeviceFile::Other, "{text}");
        }
        assert_eq!(read("{\"format\":\"vattenpass-device\",\"version\":2,\"new\":[]}"), NoDeviceFile::Newer);
        assert_eq!(read("{\"format\":\"vattenpass-result\",\"version\":1}"), NoDeviceFile::Result);
    }
}
