//! A link to something other than a web page, an address or a place in the site.

use std::ops::Range;

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("link-scheme");

pub(crate) fn add(report: &mut Report<'_>, span: Range<usize>, address: &str) {
    let address: String = address.chars().take(60).collect();
    let what = say!("Länken får inte gå till `{address}`.", "The link may not go to `{address}`.");
    let help = say!(
        "Skriv hela adressen med https://, http://, mailto: eller tel:, eller en plats på sidan som börjar med #/",
        "Write the whole address with https://, http://, mailto: or tel:, or a place in the site that starts with #/"
    );
    report.add(CODE, span, what, help);
}
