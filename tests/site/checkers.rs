//! Two checkers of accessibility that look at the page as it is: axe-core and IBM's. Each finding is reported by itself.

use std::fs;

use serde_json::Value;

use crate::harness::Visit;

/// What axe-core finds against WCAG 2.2 AA and its best practices, and what it leaves undecided.
pub async fn axe(visit: &Visit) -> Vec<String> {
    found(visit, "VATTENPASS_AXE", "axe", include_str!("axe.js")).await
}

/// The rules of IBM's checker that a person has to judge, or that are not ours, and why each is met.
const ANSWERED: [(&str, &str); 18] = [
    ("a_target_warning", "It knows English words alone: `OPENS_A_WINDOW` looks for the Swedish ones too."),
    ("blockquote_cite_exists", "What is quoted is named in the text beside it."),
    ("element_attribute_deprecated", "The policy stands in the page, since not every static host can send it."),
    (
        "element_tabbable_role_valid",
        "A table that scrolls is in the order of the keys: axe-core asks for that, and for a name.",
    ),
    (
        "element_tabbable_unobscured",
        "Nothing on a page lies over anything else, and nothing stays when the page is scrolled.",
    ),
    ("element_tabbable_visible", "The skip link shows itself when it has the focus: a test in `access.rs`."),
    ("heading_markup_misuse", "The questions on a paper form are its headings."),
    (
        "input_checkboxes_grouped",
        "Check boxes that belong together are in a `fieldset`; one beside them asks something else.",
    ),
    ("input_fields_grouped", "Fields that belong together are in a `fieldset`; the others stand alone."),
    ("input_label_visible", "The label is around the field, or the field's name is the question above it."),
    ("list_structure_proper", "A `dl` may hold a `div` around each term and its description."),
    ("select_options_grouped", "The options are few, or all of one kind."),
    ("style_color_misuse", "What is chosen, wrong, lowest or on target also says so in words: tests in `figures.rs`."),
    ("style_focus_visible", "One rule draws the focus of everything: `:focus-visible` in `style.css`."),
    ("style_highcontrast_visible", "The gallery passes axe-core in forced colours."),
    ("style_viewport_resizable", "What is sized by the window has limits in `rem`; pages pass at 400 % (`access.rs`)."),
    ("text_block_heading", "A figure, what it means, or a question to be sure: they stand under a heading."),
    ("text_sensory_misuse", "Texts of content that mean an order, not a place on the screen."),
];

/// What IBM's checker finds against WCAG 2.2 AA and its own recommendations, less what has been answered.
pub async fn ibm(visit: &Visit) -> Vec<String> {
    let mut found = found(visit, "VATTENPASS_IBM_CHECKER", "ace", include_str!("ibm.js")).await;
    found.retain(|finding| !ANSWERED.iter().any(|(rule, _)| finding.starts_with(&format!("{rule}: "))));
    for (what, look) in [("opens a window without saying so", OPENS_A_WINDOW), ("hidden, and seen", HIDDEN)] {
        let elements: Vec<String> = serde_json::from_value(visit.script(look).await).unwrap();
        found.extend(elements.into_iter().map(|element| format!("{what}: {element}")));
    }
    found
}

/// The links that open a window and do not say so.
const OPENS_A_WINDOW: &str = "return [...document.querySelectorAll('a[target=_blank]')].map((link) => link.innerText)
    .filter((text) => !/nytt fönster|new window/.test(text))";
/// What has the attribute `hidden` and is not: a style that gives it a display of its own wins.
const HIDDEN: &str = "return [...document.querySelectorAll('[hidden]')].filter((element) => element.checkVisibility())
    .map((element) => element.outerHTML.slice(0, 100))";

/// Has a script run a checker, which a file brings under a name unless the page has it, and gives what it finds.
async fn found(visit: &Visit, file: &str, name: &str, run: &str) -> Vec<String> {
    if visit.script(&format!("return !window.{name}")).await == true {
        let path =
            std::env::var(file).unwrap_or_else(|_| panic!("{file} names no checker: run the tests with `make test`"));
        let checker = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        // Evaluated by the driver, not by the page: the page's policy would refuse it.
        visit.driver.execute(format!("{checker}; window.{name} = {name}"), vec![]).await.unwrap();
    }
    let found: Value = visit.driver.execute_async(run, vec![]).await.unwrap().json().clone();
    serde_json::from_value(found).unwrap()
}
