//! Getting the site's own files.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::browser::boot::fetch_file;

/// Why a file did not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The host cannot be reached, or was lost before the whole file had come.
    Unreachable,
    /// The host gives another answer than the file, with this HTTP status. 200 is a page of the host's own: what many
    /// hosts give where they have no file.
    Refused(u16),
}

/// The bytes of a file of the site.
///
/// Asks the host each time whether the file has changed: what was edited there is what the page shows.
///
/// # Errors
/// Says why the file did not come.
pub async fn bytes(path: &str) -> Result<Vec<u8>, Failure> {
    let (body, is_html) = answer(JsFuture::from(fetch_file(path)).await)?;
    if is_web_page(&body, is_html) { Err(Failure::Refused(200)) } else { Ok(body) }
}

/// A page of the site, as it is on the host.
///
/// # Errors
/// Says why the page did not come.
pub async fn page(path: &str) -> Result<String, Failure> {
    let (body, _) = answer(JsFuture::from(fetch_file(path)).await)?;
    Ok(String::from_utf8_lossy(&body).into_owned())
}

/// What the host has answered, and whether it calls it HTML.
fn answer(answer: Result<JsValue, JsValue>) -> Result<(Vec<u8>, bool), Failure> {
    let answer = answer.ok().and_then(|answer| answer.dyn_into::<Array>().ok());
    let answer = answer.ok_or(Failure::Unreachable)?;
    let status = answer.get(0).as_f64().map_or(0, |status| status as u16);
    if !(200..300).contains(&status) {
        return Err(Failure::Refused(status));
    }
    let is_html = answer.get(1).as_string().is_some_and(|kind| kind.starts_with("text/html"));
    Ok((Uint8Array::new(&answer.get(2)).to_vec(), is_html))
}

/// Whether it is a web page. No file of the site's begins as one; some hosts call Markdown HTML, so that alone says
/// nothing.
fn is_web_page(body: &[u8], is_html: bool) -> bool {
    let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body).trim_ascii_start();
    let begins = |with: &str| body.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()));
    begins("<!doctype") || begins("<html") || is_html && begins("<")
}

#[cfg(test)]
mod tests {
    use super::is_web_page;

    #[test]
    fn a_page_of_the_hosts_own_is_no_file_of_ours() {
        let pages =
            ["<!doctype html><p>", "<!DOCTYPE HTML PUBLIC", "\n  <html lang=sv>", "\u{feff}<!doctype html>", "<HTML>"];
        for page in pages {
            assert!(is_web_page(page.as_bytes(), false), "{page}");
        }
        // Some begin with a remark, a script or a tag that is left out.
        for page in ["<!-- Intranätet -->\n<html>", "<script>", "<title>Logga in</title>"] {
            assert!(is_web_page(page.as_bytes(), true), "{page}");
        }
        for file in ["", "+++\nid = \"a\"", "# Om", "name = \"<html>\"", "import init from", "\0asm", "\u{2}@abc", "<"]
        {
            assert!(!is_web_page(file.as_bytes(), false), "{file}");
        }
        for file in ["+++\nid = \"a\"", "# Om <html>", ""] {
            assert!(!is_web_page(file.as_bytes(), true), "{file}: a host may call it HTML");
        }
        // An author's fault, which the reader reports.
        assert!(!is_web_page(b"<img src=x>\n# Om", false));
    }
}
