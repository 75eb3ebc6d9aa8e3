//! The colours of the style sheet: each pair that stands together has the contrast that WCAG asks for, in both schemes.

#![expect(clippy::unwrap_used, reason = "a panic in a test is the failure it reports")]

use std::collections::HashMap;

use reader::contrast;

/// What text stands on, and the least contrast (1.4.3).
const TEXT: (&[&str], &[&str], f64) =
    (&["text", "quiet", "accent", "warning", "danger"], &["ground", "card", "panel", "chosen"], 4.5);
/// Text on the ground of a notice.
const NOTICES: (&[&str], &[&str], f64) = (&["text", "accent"], &["warning-ground", "danger-ground"], 4.5);
/// Outlines, bars and marks (1.4.11).
const SHAPES: (&[&str], &[&str], f64) =
    (&["line-strong", "accent", "liquid-edge", "mark"], &["ground", "card", "panel"], 3.0);
/// The bubble in its glass, and the marks over both.
const VIAL: (&[&str], &[&str], f64) = (&["bubble-edge", "mark"], &["liquid"], 3.0);

/// The colours of each scheme: light, then dark with what it leaves as it is.
fn schemes() -> [HashMap<String, String>; 2] {
    let sheet = include_str!("../style.css");
    let (light, dark) = sheet.split_once("@media (prefers-color-scheme: dark)").unwrap();
    let (dark, _) = dark.split_once("/* The page. */").unwrap();
    let colours = |part: &str| -> HashMap<String, String> {
        let lines = part.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "));
        let colour = |value: &str| {
            let digits = value.rsplit_once('#').map(|(_, digits)| digits.trim_end_matches([';', ')']).to_owned())?;
            // #fff is #ffffff.
            Some(if digits.len() == 3 { digits.chars().flat_map(|digit| [digit, digit]).collect() } else { digits })
        };
        lines.filter_map(|(name, value)| Some((name.to_owned(), format!("#{}", colour(value)?)))).collect()
    };
    let light = colours(light);
    let dark = light.clone().into_iter().chain(colours(dark)).collect();
    [light, dark]
}

#[test]
fn colours_that_stand_together_can_be_told_apart() {
    let mut faults = Vec::new();
    for (scheme, colours) in ["light", "dark"].into_iter().zip(schemes()) {
        assert!(colours.len() > 20, "{colours:?}");
        for (over, under, least) in [TEXT, NOTICES, SHAPES, VIAL] {
            for (over, under) in over.iter().flat_map(|over| under.iter().map(move |under| (over, under))) {
                let found = contrast(&colours[*over], &colours[*under]).unwrap();
                if found < least {
                    faults.push(format!("{scheme}: {over} on {under} is {found:.2}:1, of {least}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
