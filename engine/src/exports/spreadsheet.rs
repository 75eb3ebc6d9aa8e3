//! Tables for Swedish spreadsheets: CSV with semicolons and a byte order mark, and nothing that a spreadsheet would run.

use crate::exports::outgoing;
use crate::model::answers::Answers;
use crate::model::questionnaire::Questionnaire;
use crate::results::plan::Plan;
use crate::scoring::flow;

/// Rows under their heads.
fn table<const N: usize>(heads: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in std::iter::once(heads.map(str::to_owned)).chain(rows) {
        // Writing to memory cannot fail, and every row has as many cells as the first.
        let _ = writer.write_record(row.map(harmless));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8(bytes).unwrap_or_default())
}

/// What a spreadsheet may take for the beginning of a formula (OWASP, CSV injection).
const RUN: [char; 10] = ['=', '+', '-', '@', '\t', '\n', '＝', '＋', '－', '＠'];

/// A cell as any spreadsheet reads it, and that none takes for a formula.
fn harmless(cell: String) -> String {
    // First what must not be there: a formula could hide behind it.
    let cell = outgoing::text(&cell);
    if cell.starts_with(RUN) { format!("'{cell}") } else { cell }
}

/// The answers to the questions that are shown, a row each.
#[must_use]
pub fn answers(questionnaire: &Questionnaire, answers: &Answers) -> String {
    let heads = questionnaire
        .language
        .pick(["Avsnitt", "Id", "Fråga", "Svar", "Anteckning"], ["Section", "Id", "Question", "Answer", "Note"]);
    let rows = flow::shown(questionnaire, answers).into_iter().map(|question| {
        let section = questionnaire.section_of(&question.id).map(|section| section.title.clone()).unwrap_or_default();
        let answer = answers.get(&question.id).cloned().unwrap_or_default();
        let words = answer.in_words(question, questionnaire.language).join(", ");
        let note = answer.written_note().unwrap_or_default().to_owned();
        [section, question.id.clone(), question.text.clone(), words, note]
    });
    table(heads, rows)
}

/// The actions of a plan, a row each, by year.
#[must_use]
pub fn actions(plan: &Plan, questionnaire: &Questionnaire, answers: &Answers) -> String {
    let lang = questionnaire.language;
    let heads = lang.pick(
        ["År", "Åtgärd", "Ansvarig", "Läge", "Fråga", "Frågeformulär"],
        ["Year", "Action", "Owner", "Progress", "Question", "Questionnaire"],
    );
    let rows = plan.by_year(questionnaire, answers).into_iter().map(|action| {
        let asked = action.question.as_deref().and_then(|id| questionnaire.question(id));
        let year = action.year.map(|year| year.to_string()).unwrap_or_default();
        let question = asked.map(|question| question.text.clone()).unwrap_or_default();
        let status = action.status.word(lang).to_owned();
        [year, action.text.clone(), action.owner.clone(), status, question, questionnaire.title.clone()]
    });
    table(heads, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::outgoing::tests::troublesome;
    use crate::model::answers::Answer;
    use crate::model::decimal::Decimal;
    use crate::model::questionnaire::{Choice, ChoiceValue, NumberField, Question, QuestionKind, Section};
    use crate::results::plan::tests::{action, no, plan, questionnaire};

    #[test]
    fn each_answer_is_a_row_that_a_spreadsheet_reads() {
        let choice = |id: &str, text: &str| Choice { id: id.into(), text: text.into(), value: ChoiceValue::Plain };
        let question =
            |id: &str, kind| Question { id: id.into(), text: format!("Fråga {id}?"), kind, ..Question::default() };
        let questions = vec![
            question("a", QuestionKind::Several(vec![choice("x", "Möten"), choice("y", "Brev; post")])),
            question("b", QuestionKind::Text),
            question("c", QuestionKind::Number(NumberField::default())),
            question("d", QuestionKind::Single(vec![choice("x", "Ja")])),
        ];
        let section = Section { title: "Allt".into(), questions, ..Section::default() };
        let questionnaire = Questionnaire { sections: vec![section], ..Questionnaire::default() };
        let mut given = Answers::default();
        given.set("a", Answer { note: Some("=A1".into()), ..Answer::choosing(["x", "y"]) });
        given.set("d", Answer { note: Some(" \n".into()), ..Answer::default() });
        given.set("b", Answer { text: Some("-rad\nett".into()), ..Answer::default() });
        given.set("c", Answer { number: Decimal::read("12.5"), ..Answer::default() });
        let text = answers(&questionnaire, &given);
        let mut reader =
            csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let rows: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(rows[0], ["Allt", "a", "Fråga a?", "Möten, Brev; post", "'=A1"]);
        assert_eq!(rows[1][3], "'-rad\nett");
        assert_eq!(rows[2][3], "12,5");
        assert_eq!(rows[3][3..], ["", ""], "a question without an answer has its row, and a blank note is none");
    }

    #[test]
    fn no_character_breaks_a_cell_or_hides_a_formula() {
        for c in troublesome() {
            let text = table(["a", "b"], std::iter::once([format!("{c}=1+1"), format!("a{c}b;\"{c}")]));
            let forbidden = |c: char| c.is_control() && !matches!(c, '\r' | '\n' | '\t');
            assert!(!text.contains(forbidden) && !text.replace("\r\n", "").contains('\r'), "{c:?}: {text:?}");
            let mut reader =
                csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
            let row = reader.records().next().unwrap().unwrap();
            assert!(row[0].starts_with('\'') && row[0].ends_with("=1+1"), "{c:?}: {row:?}");
            assert_eq!(row[1], outgoing::text(&format!("a{c}b;\"{c}")), "{c:?}");
        }
    }

    #[test]
    fn a_spreadsheet_reads_the_table_and_runs_nothing_of_it() {
        let hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "a;\"b\"\nc"];
        let plan = plan(hostile.iter().map(|text| action(text, text, Some(2027))).collect());
        let text = actions(&plan, &questionnaire(), &no());
        let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap(), vec!["År", "Åtgärd", "Ansvarig", "Läge", "Fråga", "Frågeformulär"]);
        let rows: Vec<_> = reader.records().map(|row| row.unwrap()).collect();
        let cells: Vec<_> = rows.iter().map(|row| row[1].to_owned()).collect();
        assert_eq!(cells, ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\tx", "'\nx", "a;\"b\"\nc"]);
        assert_eq!((&rows[0][3], &rows[0][4]), ("Planerad", "Finns det en plan; en riktig?"));
    }
}
