//! Two checkers of accessibility that look at the page as it is: axe-core and IBM's. Each finding is told apart.

use std::fs;

use serde_json::Value;

use crate::harness::Visit;

/// What axe-core finds against WCAG 2.2 AA and its best practices, and what it leaves undecided.
pub async fn axe(visit: &Visit) -> Vec<String> {
    found(visit, "VATTENPASS_AXE", "axe", include_str!("axe.js")).await
}

/// The rules of IBM's checker that ask for a person's judgment, and what the answer is.
const ANSWERED: [(&str, &str); 0] = [];

/// What IBM's checker finds against WCAG 2.2 AA and its own recommendations, less what has been answered.
pub async fn ibm(visit: &Visit) -> Vec<String> {
    let mut found = found(visit, "VATTENPASS_IBM_CHECKER", "ace", include_str!("ibm.js")).await;
    found.retain(|finding| !ANSWERED.iter().any(|(rule, _)| finding.starts_with(&format!("{rule}: "))));
    found
}

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
