//! What a reader does on the pages of the site, and what several tests begin with: the page object of the browser tests.

use serde_json::json;

use super::{Site, Visit, add_questionnaire};

/// A small questionnaire with a question of each kind, at `#/sv/falt`.
pub const FIELDS: &str = include_str!("../fixtures/fields/falt.md");
/// The field on the group page that has files chosen.
pub const GROUP_FILES: &str = ".drop-zone label:first-child input[type=file]";
/// The manager survey's question 1.
pub const QUESTION_1: &str = "Vet du vilka mål IT-service har för sin verksamhet?";
/// The manager survey's question 9.
pub const QUESTION_9: &str = "Har du felanmält något ärende som varit så allvarligt att kommunen lidit ekonomisk skada eller drabbat tredje person?";
/// The manager survey's question 10.
pub const QUESTION_10: &str = "Ev. övriga kommentarer kring IT-service och kommunens IT-verksamhet:";

impl Visit {
    /// A phone on a site with the questionnaire [`FIELDS`], with Chromium. No page is open yet.
    pub async fn with_fields() -> Self {
        Self::to(Site::edited(|content| add_questionnaire(content, "falt", FIELDS)), json!({})).await
    }

    /// Goes to a route within the page, as a link on it does.
    pub async fn follow(&self, route: &str) {
        self.script(&format!("location.hash = '{route}'")).await;
    }

    /// Begins an assessment on the front page of a questionnaire.
    pub async fn begin(&self, front_page: &str) {
        self.open(front_page).await;
        self.press("Starta").await;
    }

    /// Begins an assessment that is not saved on the device.
    pub async fn begin_unsaved(&self, front_page: &str) {
        self.open(front_page).await;
        self.press("Spara inte på den här enheten").await;
        self.press("Starta").await;
    }

    /// Begins the manager survey, and answers its first question.
    pub async fn answer_first(&self, words: &str) {
        self.begin("#/sv/chefsenkat").await;
        self.heading(QUESTION_1).await;
        self.choose(words).await;
    }

    /// As [`Visit::answer_first`], in an assessment that is not saved on the device.
    pub async fn answer_first_unsaved(&self, words: &str) {
        self.begin_unsaved("#/sv/chefsenkat").await;
        self.heading(QUESTION_1).await;
        self.choose(words).await;
    }

    /// Goes from the review to the result.
    pub async fn show_result(&self) {
        self.press("Visa resultat").await;
        self.heading("Resultat").await;
    }

    /// Opens the result of a questionnaire by its address.
    pub async fn open_result(&self, front_page: &str) {
        self.open(&format!("{front_page}/resultat")).await;
        self.heading("Resultat").await;
    }

    /// Gives the assessment that comes first on the front page another name.
    pub async fn rename(&self, name: &str) {
        self.press("Byt namn").await;
        self.write(".inline-form input", name).await;
        self.press("Spara namnet").await;
    }

    /// Deletes the answers, and confirms it.
    pub async fn delete_answers(&self) {
        self.press("Radera mina svar").await;
        self.press("Ja, radera").await;
    }

    /// Waits until the focus is on an element with this text (or value, or label), and never on the page as a whole.
    pub async fn focus_is_on(&self, what: &str, expected: &str) {
        let look = "const a = document.activeElement;
            return a === document.body ? '' : a.tagName + ' ' + ((a.value || a.innerText || a.getAttribute('aria-label') || '').trim())";
        self.wait(format!("the focus after {what} on {expected:?}"), || async {
            self.script(look).await.as_str()?.contains(expected).then_some(())
        })
        .await;
    }

    /// Answers the manager survey's questions 1–7 as in the worked case of A1, from its front page.
    pub async fn worked_case_to_question_8(&self) {
        self.press("Starta").await;
        self.answer(QUESTION_1, "Nej").await;
        let second =
            "Har du haft möjlighet att påverka vilka mål och vilken servicenivå IT-service ska ha i sin verksamhet?";
        self.answer(second, "Nej").await;
        self.answer("Hur framför du dina synpunkter och förväntningar på IT-service?", "Genom servicedesken").await;
        self.answer("Vem är ansvarig för att verksamhetssystemen du har i din dator fungerar?", "IT-service").await;
        self.answer("Vem är ansvarig för att själva datorn och uppkopplingar etc fungerar för dig?", "IT-service")
            .await;
        let sixth = "När du gör en felanmälan - Inom vilken tid efter felanmälan förväntar du dig att felet avhjälpes?";
        self.answer(sixth, "Samma dag").await;
        self.answer("Är du nöjd med IT-service stöd i de ärenden du felanmält under året?", "Ja").await;
    }

    /// The manager survey to its result, by the branch without follow-up questions.
    pub async fn worked_case(&self) {
        self.open("#/sv/chefsenkat").await;
        self.worked_case_to_question_8().await;
        self.answer("Har du under året fått stöd av någon av kommunens systemförvaltare?", "Nej").await;
        self.answer(QUESTION_9, "Nej").await;
        self.heading(QUESTION_10).await;
        self.press("Nästa").await;
        self.heading("Kontrollera dina svar").await;
        self.show_result().await;
    }
}
