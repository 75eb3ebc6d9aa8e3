//! What the browser keeps for the coordinator, so that the work survives a reload: batches in a database of the site's own.
//! Nothing is kept unless the coordinator has asked for it.
//!
//! Batches are only added, never changed: two windows keep what is gathered in both. A database without batches is one that
//! nothing is kept in.

use std::io::{Read, Write};

use engine::group::pile::Batch;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use idb::{DatabaseEvent, Error, Factory, ObjectStore, ObjectStoreParams, TransactionMode};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

/// The only store of the database.
const STORE: &str = "batches";

/// A batch in little space: JSON, which later versions of the site can still read, packed.
#[must_use]
pub fn packed(batch: &Batch) -> Vec<u8> {
    // Neither can fail: every key is a string, and memory takes what is written.
    let json = serde_json::to_vec(batch).unwrap_or_default();
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&json).and_then(|()| packed.finish()).unwrap_or_default()
}

/// The batch. `None` if it is damaged.
#[must_use]
pub fn unpacked(packed: &[u8]) -> Option<Batch> {
    let mut json = Vec::new();
    DeflateDecoder::new(packed).read_to_end(&mut json).ok()?;
    serde_json::from_slice(&json).ok()
}

/// Opens the database, does something in its store, and sees it done.
async fn within<T>(
    name: &str,
    mode: TransactionMode,
    run: impl AsyncFnOnce(ObjectStore) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut request = Factory::new()?.open(name, Some(1))?;
    request.on_upgrade_needed(|event| {
        let mut params = ObjectStoreParams::new();
        params.auto_increment(true);
        // Where it cannot be made, the transaction below fails.
        let _ = event.database().map(|database| database.create_object_store(STORE, params));
    });
    let database = request.await?;
    let transaction = database.transaction(&[STORE], mode)?;
    let done = run(transaction.object_store(STORE)?).await;
    let is_done = transaction.await;
    database.close();
    // A browser that runs out of room only says so at the end.
    if is_done?.is_aborted() { Err(Error::TransactionAbortError(JsValue::NULL)) } else { done }
}

/// Every batch that is kept, in the order they came.
///
/// # Errors
/// The browser has no database, or does not let the site use it.
pub async fn all(name: &str) -> Result<Vec<Vec<u8>>, Error> {
    let batches = within(name, TransactionMode::ReadOnly, async |store| store.get_all(None, None)?.await).await?;
    Ok(batches.iter().map(|batch| Uint8Array::new(batch).to_vec()).collect())
}

/// Keeps one more batch. The first takes the place of whatever is there; another is only kept where there are batches: a
/// window that does not know that another one has deleted them does not begin anew. Says whether it is kept.
///
/// # Errors
/// The browser has no database, does not let the site use it, or has no room.
pub async fn add(name: &str, batch: &[u8], is_first: bool) -> Result<bool, Error> {
    within(name, TransactionMode::ReadWrite, async |store| {
        if is_first {
            store.clear()?.await?;
        } else if store.count(None)?.await? == 0 {
            return Ok(false);
        }
        store.add(&JsValue::from(Uint8Array::from(batch)), None)?.await?;
        Ok(true)
    })
    .await
}

/// Deletes every batch.
///
/// # Errors
/// The browser has no database, or does not let the site use it.
pub async fn clear(name: &str) -> Result<(), Error> {
    within(name, TransactionMode::ReadWrite, async |store| store.clear()?.await).await
}
