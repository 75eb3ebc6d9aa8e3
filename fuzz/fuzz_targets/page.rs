//! The Markdown of a page of text, and of a document that results fill.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    fuzz::check_reading(bytes, &reader::read_page(bytes));
    fuzz::check_reading(bytes, &reader::read_template(bytes));
});
