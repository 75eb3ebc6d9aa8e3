//! A QR code.

use std::fmt::Write as _;

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// The quiet zone around a code, in modules, as ISO/IEC 18004 asks.
const QUIET: i32 = 4;

/// A text as a QR code, dark on light whatever the page's colours. Nothing if the text is too long for one.
#[component]
pub fn Qr(
    /// The text.
    text: String,
    /// What it is, for those who do not see it.
    label: String,
) -> impl IntoView {
    let code = QrCode::encode_text(&text, QrCodeEcc::Low).ok()?;
    let size = code.size() + 2 * QUIET;
    let ground = format!("M0 0h{size}v{size}h-{size}z");
    let code = view! {
        <svg class="qr" viewBox=format!("0 0 {size} {size}") role="img" aria-label=label shape-rendering="crispEdges">
            <path fill="#fff" d=ground/>
            <path fill="#000" d=modules(&code)/>
        </svg>
    };
    Some(code.into_any())
}

/// The dark modules as one path: a rectangle for each run of them in a row.
fn modules(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            let run = i32::try_from(run).unwrap_or_default();
            if run > 0 {
                // Writing to a `String` cannot fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run + 1;
        }
    }
    path
}
