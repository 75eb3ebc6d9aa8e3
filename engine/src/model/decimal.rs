//! A number that a respondent has written, kept as it was written.

use serde::{Deserialize, Serialize};

use crate::Lang;

/// A decimal number: an optional minus, digits, and decimals after a point, with at most [`Decimal::MAX_DIGITS`] digits.
///
/// A text, also in files: what was written is what is kept, without the rounding of binary numbers. (And reading binary
/// numbers from JSON would cost the first visit six kilobytes of tables.)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Decimal(#[cfg_attr(feature = "schema", schemars(regex(pattern = r"^-?[0-9]+(\.[0-9]+)?$")))] String);

impl Decimal {
    /// As many digits as a binary number distinguishes exactly.
    pub const MAX_DIGITS: usize = 15;

    /// Reads a number as people write it: decimals after a comma or a point, spaces between thousands, a minus of either
    /// kind. `None` if it is no number or has too many digits.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        let mut plain = String::new();
        for c in written.chars().filter(|c| !c.is_whitespace()) {
            plain.push(match c {
                ',' => '.',
                '−' => '-',
                c => c,
            });
        }
        let read = Self(plain);
        read.value().map(|_| read)
    }

    /// The number as it is kept: decimals after a point.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as a language writes it: "12,5" in Swedish.
    #[must_use]
    pub fn written(&self, lang: Lang) -> String {
        self.0.replace('.', lang.pick(",", "."))
    }

    /// Its value. `None` if the text is no number: it may come from a file that another program made.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        let (negative, digits) = match self.0.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, self.0.as_str()),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        if whole.is_empty() || decimals.is_empty() || whole.len() + decimals.len() > Self::MAX_DIGITS + 1 {
            return None;
        }
        // Both parts are whole numbers below 10¹⁵ and the power of ten below 10²²: all exact, so only the division rounds.
        let (mut value, mut unit) = (0.0, 1.0);
        for digit in whole.chars().chain(decimals.chars()) {
            value = value * 10.0 + f64::from(digit.to_digit(10)?);
        }
        decimals.chars().for_each(|_| unit *= 10.0);
        let value = value / unit;
        Some(if negative { -value } else { value })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_as_swedes_and_britons_write_them() {
        let cases = [
            ("12", 12.0),
            ("0,5", 0.5),
            ("0.5", 0.5),
            (" 1 000 ", 1000.0),
            ("1\u{a0}000,5", 1000.5),
            ("−3", -3.0),
            ("007", 7.0),
        ];
        for (text, expect) in cases {
            assert_eq!(Decimal::read(text).and_then(|n| n.value()), Some(expect), "{text}");
        }
        let written = [Lang::Sv, Lang::En].map(|lang| Decimal::read("12,5").map(|number| number.written(lang)));
        assert_eq!(written.map(Option::unwrap), ["12,5", "12.5"]);
        for text in ["", "tolv", "1,2,3", "NaN", "inf", "1e5", "-", ",", ",5", "5,", "+1", "1-", "1234567890123456"] {
            assert_eq!(Decimal::read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_value_is_the_nearest_binary_number(whole in 0u64..100_000_000, decimals in 0u32..1_000_000) {
            let text = format!("{whole}.{decimals:06}");
            prop_assert_eq!(Decimal::read(&text).and_then(|n| n.value()), text.parse::<f64>().ok());
        }

        #[test]
        fn no_text_makes_it_fail(text in "\\PC*") {
            let _ = Decimal::read(&text);
        }
    }
}
