//! How far a statement is fulfilled, in four bands.

/// Not, partially, largely or fully fulfilled: ISO/IEC 33020's rating scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// 0 to 15 %.
    Not,
    /// Above 15 to 50 %.
    Partially,
    /// Above 50 to 85 %.
    Largely,
    /// Above 85 to 100 %.
    Fully,
}

impl Rating {
    /// The band of a share from 0 to 1. A limit belongs to the band below it.
    #[must_use]
    pub fn from_share(share: f64) -> Self {
        match share {
            s if s > 0.85 => Self::Fully,
            s if s > 0.50 => Self::Largely,
            s if s > 0.15 => Self::Partially,
            _ => Self::Not,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rating::{self, Fully, Largely, Not, Partially};

    #[test]
    fn iso_33020_limits_belong_to_the_band_below() {
        let cases = [
            (0.0, Not),
            (15.0, Not),
            (15.01, Partially),
            (50.0, Partially),
            (50.01, Largely),
            (85.0, Largely),
            (85.01, Fully),
            (100.0, Fully),
        ];
        for (percent, expect) in cases {
            assert_eq!(Rating::from_share(percent / 100.0), expect, "{percent} %");
        }
    }
}
