//! A colour of the municipality's that text cannot be read on.

use std::ops::Range;

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("low-contrast");

pub(crate) fn add(report: &mut Report<'_>, span: Range<usize>, contrast: f64, dark: bool) {
    let ground = if dark { ("mörk", "dark") } else { ("vit", "white") };
    let (sv, en) = ground;
    let rounded = format!("{contrast:.1}");
    let in_swedish = rounded.replace('.', ",");
    let what = say!(
        "Färgen har kontrasten {in_swedish}:1 mot {sv} bakgrund.",
        "The colour has a contrast of {rounded}:1 on a {en} ground."
    );
    let help = match dark {
        true => say!(
            "Sidan har sin egen färg så länge. Välj en ljusare: minst 4,5:1 krävs för text (WCAG 1.4.3).",
            "The site keeps its own colour meanwhile. Choose a lighter one: text needs at least 4.5:1 (WCAG 1.4.3)."
        ),
        false => say!(
            "Sidan har sin egen färg så länge. Välj en mörkare: minst 4,5:1 krävs för text (WCAG 1.4.3).",
            "The site keeps its own colour meanwhile. Choose a darker one: text needs at least 4.5:1 (WCAG 1.4.3)."
        ),
    };
    report.add(CODE, span, what, help);
}
