//! Files of the respondent's own: given and taken.

use gloo_file::futures::read_as_bytes;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// A file that the browser holds, and that is on no disk.
pub type HeldFile = Blob;

/// What browsers call a file for word processors.
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// What browsers call a file for spreadsheets.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Gives the respondent a file to save. `None` if the browser refuses.
pub fn download(name: &str, kind: &str, contents: &[u8]) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = [js_sys::Uint8Array::from(contents)].iter().collect::<js_sys::Array>();
    download_held(name, &Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?)
}

/// Gives the respondent a file that the browser holds already. `None` if the browser refuses.
pub fn download_held(name: &str, blob: &HeldFile) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let address = Url::create_object_url_with_blob(blob).ok()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address).ok()
}

/// The bytes of a file that was chosen, or an error if it is larger than `limit` or cannot be read.
pub async fn read(file: &web_sys::File, limit: usize) -> Result<Vec<u8>, ReadError> {
    #[expect(clippy::cast_precision_loss, reason = "limits are far below what an f64 holds exactly")]
    if file.size() > limit as f64 {
        return Err(ReadError::TooLarge);
    }
    let file = gloo_file::File::from(file.clone());
    read_as_bytes(&file).await.map_err(|_| ReadError::Unreadable)
}

/// Why a chosen file could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadError {
    /// It is larger than the limit.
    TooLarge,
    /// The browser cannot read it: it has been moved, or permission is missing.
    Unreadable,
}
