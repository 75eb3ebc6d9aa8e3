//! Tables for Swedish spreadsheets: CSV with semicolons and a byte order mark, and nothing that a spreadsheet would run.

use crate::exports::outgoing;
use crate::exports::workbook::{Cell, Sheet};
use crate::model::answers::{Answer, Answers};
use crate::model::questionnaire::{Question, Questionnaire};
use crate::results::plan::{ActionStatus, Plan};
use crate::scoring::flow;

/// The table of a sheet, without its notes and charts.
#[must_use]
pub fn of_sheet(sheet: &Sheet) -> String {
    let cell = |cell: &Cell| match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Day(text) => text.clone(),
        Cell::Number(number) | Cell::Share(number) => number.to_string(),
    };
    let heads = sheet.columns.iter().map(|column| column.head.clone()).collect();
    written(heads, sheet.rows.iter().map(|row| row.iter().map(cell).collect()))
}

/// Rows under their heads.
fn table<const N: usize>(heads: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    written(heads.map(str::to_owned).into(), rows.map(Vec::from))
}

fn written(heads: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let width = heads.len();
    for mut row in std::iter::once(heads).chain(rows) {
        row.resize(width, String::new());
        // Writing to memory cannot fail, and every row has as many cells as the first.
        let _ = writer.write_record(row.into_iter().map(harmless));
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
    if is_formula(&cell) { format!("'{cell}") } else { cell }
}

/// Whether a spreadsheet may take a text for a formula. In a workbook it does so once somebody edits the cell.
#[must_use]
pub fn is_formula(text: &str) -> bool {
    text.starts_with(RUN)
}

/// The answers to the questions that are shown, a row each. The columns are the section, the question's id and text, the
/// answer and the note; `heads` names them, and `in_words` writes an answer.
#[must_use]
pub fn answers(
    questionnaire: &Questionnaire,
    answers: &Answers,
    heads: [&str; 5],
    in_words: impl Fn(&Answer, &Question) -> String,
) -> String {
    let rows = flow::shown(questionnaire, answers).into_iter().map(|question| {
        let section = questionnaire.section_of(&question.id).map(|section| section.title.clone()).unwrap_or_default();
        let answer = answers.get(&question.id).cloned().unwrap_or_default();
        let words = in_words(&answer, question);
        let note = answer.written_note().unwrap_or_default().to_owned();
        [section, question.id.clone(), question.text.clone(), words, note]
    });
    table(heads, rows)
}

/// The actions of a plan, a row each, by year. The columns are the year, the action, its owner and status, the question and
/// the questionnaire; `heads` names them, and `status_word` writes a status.
#[must_use]
pub fn actions(
    plan: &Plan,
    questionnaire: &Questionnaire,
    answers: &Answers,
    heads: [&str; 6],
    status_word: impl Fn(ActionStatus) -> &'static str,
) -> String {
    let rows = plan.by_year(questionnaire, answers).into_iter().map(|action| {
        let asked = action.question.as_deref().and_then(|id| questionnaire.question(id));
        let year = action.year.map(|year| year.to_string()).unwrap_or_default();
        let question = asked.map(|question| question.text.clone()).unwrap_or_default();
        let status = status_word(action.status).to_owned();
        [year, action.text.clone(), action.owner.clone(), status, question, questionnaire.title.clone()]
    });
    table(heads, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::outgoing::tests::troublesome;
    use crate::model::questionnaire::{QuestionKind, Section};
    use crate::results::plan::tests::{action, no, plan, questionnaire};

    #[test]
    fn each_answer_is_a_row_that_a_spreadsheet_reads() {
        let question = |id: &str| Question {
            id: id.into(),
            text: format!("Fråga {id}?"),
            kind: QuestionKind::Text,
            ..Question::default()
        };
        let section =
            Section { title: "Allt".into(), questions: ["a", "b"].map(question).into(), ..Section::default() };
        let questionnaire = Questionnaire { sections: vec![section], ..Questionnaire::default() };
        let mut given = Answers::default();
        given.set("a", Answer { text: Some("-rad\nett".into()), note: Some("=A1".into()), ..Answer::default() });
        given.set("b", Answer { note: Some(" \n".into()), ..Answer::default() });
        let in_words = |answer: &Answer, _: &Question| answer.text.clone().unwrap_or_default();
        let text = answers(&questionnaire, &given, ["1", "2", "3", "4", "5"], in_words);
        let mut reader =
            csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        assert_eq!(reader.headers().unwrap(), vec!["1", "2", "3", "4", "5"]);
        let rows: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(rows[0], ["Allt", "a", "Fråga a?", "'-rad\nett", "'=A1"]);
        assert_eq!(rows[1][3..], ["", ""], "a question without an answer has its row, and a blank note is none");
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
        let text = actions(&plan, &questionnaire(), &no(), ["1", "2", "3", "4", "5", "6"], |status| match status {
            ActionStatus::Planned => "planned",
            ActionStatus::Ongoing | ActionStatus::Done => "other",
        });
        let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap(), vec!["1", "2", "3", "4", "5", "6"]);
        let rows: Vec<_> = reader.records().map(|row| row.unwrap()).collect();
        let cells: Vec<_> = rows.iter().map(|row| row[1].to_owned()).collect();
        assert_eq!(cells, ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\tx", "'\nx", "a;\"b\"\nc"]);
        assert_eq!((&rows[0][3], &rows[0][4]), ("planned", "Finns det en plan; en riktig?"));
    }
}
