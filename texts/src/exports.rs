//! The files for other programs, with their words in the questionnaire's language.

use engine::Lang;
use engine::exports::calendar::{self, Labels, Reminders};
use engine::exports::spreadsheet;
use engine::model::answers::Answers;
use engine::model::questionnaire::Questionnaire;
use engine::results::plan::Plan;

use crate::Texts;
use crate::site::texts;

texts! {
    // In files for word processors.
    contents: "Innehåll", "Contents";
    page_of(page: &str, pages: &str): "Sida {page} av {pages}", "Page {page} of {pages}";
}

/// The table of answers: [`spreadsheet::answers`].
#[must_use]
pub fn answers(questionnaire: &Questionnaire, answers: &Answers) -> String {
    let t = Texts(questionnaire.language);
    let heads =
        t.0.pick(["Avsnitt", "Id", "Fråga", "Svar", "Anteckning"], ["Section", "Id", "Question", "Answer", "Note"]);
    spreadsheet::answers(questionnaire, answers, heads, |answer, question| t.in_words(answer, question).join(", "))
}

/// The table of actions: [`spreadsheet::actions`].
#[must_use]
pub fn actions(plan: &Plan, questionnaire: &Questionnaire, answers: &Answers) -> String {
    let t = Texts(questionnaire.language);
    let heads = t.0.pick(
        ["År", "Åtgärd", "Ansvarig", "Läge", "Fråga", "Frågeformulär"],
        ["Year", "Action", "Owner", "Progress", "Question", "Questionnaire"],
    );
    spreadsheet::actions(plan, questionnaire, answers, heads, |status| t.action_status(status))
}

/// The reminders of a plan: [`calendar::reminders`].
#[must_use]
pub fn reminders(plan: &Plan, questionnaire: &Questionnaire, answers: &Answers, today: &str, now: &str) -> Reminders {
    let t = Texts(questionnaire.language);
    let labels = Labels { owner: t.owner(), question: t.question() };
    calendar::reminders(plan, questionnaire, answers, labels, today, now)
}

#[cfg(test)]
mod tests {
    use engine::Lang;
    use engine::model::answers::Answer;
    use engine::model::decimal::Decimal;
    use engine::model::questionnaire::{Choice, ChoiceValue, NumberField, Question, QuestionKind, Section};
    use engine::results::plan::{Action, ActionStatus};

    use super::*;

    fn questionnaire(language: Lang) -> Questionnaire {
        let choice = |id: &str, text: &str| Choice { id: id.into(), text: text.into(), value: ChoiceValue::Plain };
        let question =
            |id: &str, kind| Question { id: id.into(), text: format!("Fråga {id}?"), kind, ..Question::default() };
        let questions = vec![
            question("a", QuestionKind::Several(vec![choice("x", "Möten"), choice("y", "Brev; post")])),
            question("b", QuestionKind::Text),
            question("c", QuestionKind::Number(NumberField { unit: "år".into(), ..NumberField::default() })),
            question("d", QuestionKind::Single(vec![choice("x", "Ja")])),
        ];
        let section = Section { title: "Allt".into(), questions, ..Section::default() };
        Questionnaire { language, title: "Titel".into(), sections: vec![section], ..Questionnaire::default() }
    }

    #[test]
    fn the_table_of_answers_is_in_the_questionnaires_language() {
        let mut given = Answers::default();
        given.set("a", Answer { note: Some("=A1".into()), ..Answer::choosing(["x", "y"]) });
        given.set("b", Answer { text: Some("-rad\nett".into()), ..Answer::default() });
        given.set("c", Answer { number: Decimal::read("12.5"), ..Answer::default() });
        let rows = "Allt;a;Fråga a?;\"Möten, Brev; post\";'=A1\r\n\
            Allt;b;Fråga b?;\"'-rad\nett\";\r\n\
            Allt;c;Fråga c?;12,5 år;\r\n\
            Allt;d;Fråga d?;;\r\n";
        let swedish = answers(&questionnaire(Lang::Sv), &given);
        assert_eq!(swedish, format!("\u{feff}Avsnitt;Id;Fråga;Svar;Anteckning\r\n{rows}"));
        let english = answers(&questionnaire(Lang::En), &given);
        let rows = rows.replace("12,5", "12.5");
        assert_eq!(english, format!("\u{feff}Section;Id;Question;Answer;Note\r\n{rows}"));
    }

    fn plan() -> Plan {
        let action = |id: &str, year, status| Action {
            id: id.into(),
            uid: id.repeat(32),
            text: format!("Gör {id}"),
            owner: "Nämnden".into(),
            year: Some(year),
            status,
            question: Some("a".into()),
        };
        let actions = [(2027, ActionStatus::Planned), (2028, ActionStatus::Ongoing), (2029, ActionStatus::Done)];
        let actions = actions.iter().zip(["a", "b", "c"]).map(|((year, status), id)| action(id, *year, *status));
        Plan { actions: actions.collect(), ..Plan::default() }
    }

    #[test]
    fn the_table_of_actions_is_in_the_questionnaires_language() {
        assert_eq!(
            actions(&plan(), &questionnaire(Lang::Sv), &Answers::default()),
            "\u{feff}År;Åtgärd;Ansvarig;Läge;Fråga;Frågeformulär\r\n\
            2027;Gör a;Nämnden;Planerad;Fråga a?;Titel\r\n\
            2028;Gör b;Nämnden;Pågår;Fråga a?;Titel\r\n\
            2029;Gör c;Nämnden;Klar;Fråga a?;Titel\r\n"
        );
        assert_eq!(
            actions(&plan(), &questionnaire(Lang::En), &Answers::default()),
            "\u{feff}Year;Action;Owner;Progress;Question;Questionnaire\r\n\
            2027;Gör a;Nämnden;Planned;Fråga a?;Titel\r\n\
            2028;Gör b;Nämnden;Under way;Fråga a?;Titel\r\n\
            2029;Gör c;Nämnden;Done;Fråga a?;Titel\r\n"
        );
    }

    #[test]
    fn a_reminder_is_in_the_questionnaires_language() {
        for (lang, description) in [
            (Lang::Sv, "DESCRIPTION:Ansvarig: Nämnden\\nFråga: Fråga a?\r\n"),
            (Lang::En, "DESCRIPTION:Owner: Nämnden\\nQuestion: Fråga a?\r\n"),
        ] {
            let questionnaire = questionnaire(lang);
            let now = "2026-11-22T10:00:00Z";
            let file = reminders(&plan(), &questionnaire, &Answers::default(), "2026-11-22", now).file.unwrap();
            assert!(file.contains(description), "{file}");
        }
    }
}
