//! Ids that nobody can guess or meet twice.

use std::fmt::Write as _;

/// 128 random bits as 32 hexadecimal digits.
#[must_use]
pub fn id() -> String {
    let mut bytes = [0u8; 16];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let filled = crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        // Every browser that runs WebAssembly has it; if one has not, ids need only differ, not be secret.
        bytes.fill_with(|| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255 fits")]
            let byte = (js_sys::Math::random() * 256.0) as u8;
            byte
        });
    }
    let mut id = String::new();
    for byte in bytes {
        // Writing to a `String` cannot fail.
        let _ = write!(id, "{byte:02x}");
    }
    id
}
