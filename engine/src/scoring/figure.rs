//! The figure of a part of a score.

use serde::{Deserialize, Deserializer, Serialize};

/// The figure of a part. Shares are 0 to 1, unrounded.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Figure {
    /// No result: nothing applicable has been answered, or this whole has no figure of its own.
    #[default]
    None,
    /// A share of the points.
    Share {
        /// `points / possible`.
        share: f64,
        /// The points given: each question's share of its full points, times its weight.
        points: f64,
        /// The points that could have been given: the sum of the weights.
        possible: f64,
    },
    /// The baseline gate.
    Baseline {
        /// Whether every applicable requirement is met.
        met: bool,
        /// How many requirements are fully met.
        fulfilled: u32,
        /// How many requirements are applicable and answered.
        applicable: u32,
        /// `fulfilled / applicable`.
        share: f64,
    },
    /// A cumulative level.
    Level {
        /// The level that the answers confirm; 0 is none.
        level: u8,
        /// The highest level there is to reach.
        highest: u8,
        /// The share of the points over all levels.
        share: f64,
        /// Whether the level is 0 only because something cannot be assessed or is not answered: no level is confirmed, and
        /// nothing has been said against one. [`Reason::NotConfirmed`] tells what.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        unconfirmed: bool,
    },
    /// Right answers.
    Right {
        /// How many were right.
        right: u32,
        /// How many were answered.
        of: u32,
        /// `right / of`.
        share: f64,
    },
}

/// A figure as it stands in a file, all kinds in one. Serde's own way of reading tagged enums would cost the first visit
/// several kilobytes.
#[derive(Default, Deserialize)]
#[serde(default)]
struct FlatFigure {
    kind: String,
    share: f64,
    points: f64,
    possible: f64,
    met: bool,
    fulfilled: u32,
    applicable: u32,
    level: u8,
    highest: u8,
    unconfirmed: bool,
    right: u32,
    of: u32,
}

impl<'de> Deserialize<'de> for Figure {
    /// A kind that is not known is no figure: then the file's score disagrees with ours, and that is told.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let flat = FlatFigure::deserialize(deserializer)?;
        let FlatFigure { share, points, possible, met, fulfilled, applicable, .. } = flat;
        let FlatFigure { level, highest, unconfirmed, right, of, .. } = flat;
        Ok(match flat.kind.as_str() {
            "share" => Figure::Share { share, points, possible },
            "baseline" => Figure::Baseline { met, fulfilled, applicable, share },
            "level" => Figure::Level { level, highest, share, unconfirmed },
            "right" => Figure::Right { right, of, share },
            _ => Figure::None,
        })
    }
}

impl Figure {
    /// The figure as a share from 0 to 1, if there is a figure.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        match *self {
            Figure::None => None,
            Figure::Share { share, .. }
            | Figure::Baseline { share, .. }
            | Figure::Level { share, .. }
            | Figure::Right { share, .. } => Some(share),
        }
    }

    /// How far up its own scale the figure is, from 0 to 1, if there is a figure: a level of the highest there is, or the
    /// share. A level that is not confirmed stands nowhere.
    #[must_use]
    pub fn height(&self) -> Option<f64> {
        match *self {
            Figure::Level { unconfirmed: true, .. } => None,
            Figure::Level { level, highest, .. } => Some(f64::from(level) / f64::from(highest.max(1))),
            _ => self.share(),
        }
    }

    /// The highest level there is to reach, if it is a level.
    pub(super) fn highest(&self) -> Option<u8> {
        if let Figure::Level { highest, .. } = *self { Some(highest) } else { None }
    }

    /// Whether two figures say the same, but for the last digits of a division. Files older than `unconfirmed` call such
    /// a level 0.
    #[must_use]
    pub fn agrees_with(&self, other: &Figure) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        match (*self, *other) {
            (
                Figure::Share { share: a, points: p, possible: m },
                Figure::Share { share: b, points: q, possible: n },
            ) => near(a, b) && near(p, q) && near(m, n),
            (
                Figure::Baseline { met: a, fulfilled: f, applicable: m, .. },
                Figure::Baseline { met: b, fulfilled: g, applicable: n, .. },
            ) => a == b && f == g && m == n,
            (
                Figure::Level { level: a, highest: m, share: s, .. },
                Figure::Level { level: b, highest: n, share: t, .. },
            ) => a == b && m == n && near(s, t),
            (Figure::Right { right: a, of: m, .. }, Figure::Right { right: b, of: n, .. }) => a == b && m == n,
            (Figure::None, Figure::None) => true,
            _ => false,
        }
    }
}

/// A part of a whole as it is to be shown, where `step` is the smallest difference that is: only what is nothing is shown
/// as nothing, and only what is whole as the whole. 0.998 of 1 in steps of 0.01 is 0.99, which no rounding makes 1.
///
/// Rounding itself is left to whoever writes the number.
#[must_use]
pub fn to_show(part: f64, whole: f64, step: f64) -> f64 {
    // What a sum of shares may be off by.
    let noise = 1e-9 * whole.max(1.0);
    if part <= noise {
        0.0
    } else if part >= whole - noise {
        whole
    } else {
        part.min(whole - step).max(step)
    }
}
