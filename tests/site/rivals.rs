//! The manager survey as others would show it, one question a page: a plain HTML page, SurveyJS and Forms.md. For the
//! benchmark alone. `tools/bench` fetches their files.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use engine::model::questionnaire::{Question, QuestionKind};
use serde_json::json;
use tempfile::TempDir;

use crate::harness::questionnaire;

/// The questions that are asked whatever is answered: text and choices.
fn questions() -> Vec<Question> {
    let always = |question: &&Question| question.conditions.is_empty();
    questionnaire("chefsenkat").questions().filter(always).cloned().collect()
}

/// A page with these lines in its head and its body.
fn page(folder: &Path, head: &str, body: &str) {
    let page = format!(
        "<!doctype html>\n<html lang=\"sv\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>Chefsenkäten</title>\n{head}\n<body>\n{body}\n</body>\n</html>\n"
    );
    fs::write(folder.join("index.html"), page).unwrap();
}

/// Files of a package beside the page.
fn package(packages: &Path, files: &[&str], folder: &Path) {
    for file in files {
        let from = packages.join("node_modules").join(file);
        fs::copy(&from, folder.join(from.file_name().unwrap())).unwrap_or_else(|error| panic!("{file}: {error}"));
    }
}

/// HTML with all questions in it, of which one is shown, and a script of a few lines.
pub fn plain() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut body = String::from("<main>\n");
    for (n, question) in questions().iter().enumerate() {
        let hidden = if n > 0 { " hidden" } else { "" };
        let _ = writeln!(body, "<form{hidden}><fieldset><legend><h1>{}</h1></legend>", question.text);
        let kind = if question.kind.allows_several() { "checkbox" } else { "radio" };
        for choice in question.choices() {
            let _ = writeln!(body, "<p><label><input type=\"{kind}\" name=\"q{n}\"> {}</label></p>", choice.text);
        }
        if question.kind == QuestionKind::Text {
            body += "<textarea rows=\"4\"></textarea>\n";
        }
        body += "</fieldset><button>Nästa</button></form>\n";
    }
    body += "<section hidden><h1>Tack</h1></section>\n</main>\n<script>\n\
             addEventListener('submit', (event) => {\n  event.preventDefault();\n  event.target.hidden = true;\n\
             \u{20} event.target.nextElementSibling.hidden = false;\n});\n</script>";
    page(folder.path(), "<style>body { font: 1rem/1.5 sans-serif; max-width: 40rem; margin: 1rem }</style>", &body);
    folder
}

/// SurveyJS with its own small interface, without React or another framework.
pub fn survey_js(packages: &Path) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        "survey-core/survey.core.min.js",
        "survey-core/survey-core.fontless.min.css",
        "survey-js-ui/survey-js-ui.min.js",
    ];
    package(packages, &files, folder.path());
    let elements = questions().into_iter().map(|question| {
        let kind = match question.kind {
            QuestionKind::Single(_) => "radiogroup",
            QuestionKind::Several(_) => "checkbox",
            QuestionKind::Text | QuestionKind::Number(_) => "comment",
        };
        let choices: Vec<_> =
            question.choices().iter().map(|choice| json!({ "value": choice.id, "text": choice.text })).collect();
        json!({ "type": kind, "name": question.id, "title": question.text, "choices": choices })
    });
    let model = json!({ "questionsOnPageMode": "questionPerPage", "elements": elements.collect::<Vec<_>>() });
    page(
        folder.path(),
        "<link rel=\"stylesheet\" href=\"survey-core.fontless.min.css\">",
        &format!(
            "<div id=\"form\"></div>\n<script src=\"survey.core.min.js\"></script>\n\
             <script src=\"survey-js-ui.min.js\"></script>\n\
             <script>new Survey.Model({model}).render(document.getElementById('form'))</script>"
        ),
    );
    folder
}

/// Forms.md, with its template written out.
pub fn forms_md(packages: &Path) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    package(packages, &["formsmd/dist/js/formsmd.bundle.min.js", "formsmd/dist/css/formsmd.min.css"], folder.path());
    let slides = questions().into_iter().enumerate().map(|(n, question)| {
        // A comma ends a choice.
        let plain = |text: &str| text.replace(',', "");
        let choices: Vec<String> = question.choices().iter().map(|choice| plain(&choice.text)).collect();
        let field = match question.kind {
            QuestionKind::Single(_) => {
                format!("ChoiceInput(\n\t| question = {}\n\t| choices = {}\n)", question.text, choices.join(", "))
            }
            QuestionKind::Several(_) => {
                format!(
                    "ChoiceInput(\n\t| question = {}\n\t| multiple\n\t| choices = {}\n)",
                    question.text,
                    choices.join(", ")
                )
            }
            QuestionKind::Text | QuestionKind::Number(_) => {
                format!("TextInput(\n\t| question = {}\n\t| multiline\n)", question.text)
            }
        };
        format!("q{n} = {field}\n")
    });
    let template = format!("#! id = survey\n\n{}", slides.collect::<Vec<_>>().join("\n---\n\n"));
    page(
        folder.path(),
        "<link rel=\"stylesheet\" href=\"formsmd.min.css\">",
        &format!(
            "<div id=\"form\"></div>\n<script src=\"formsmd.bundle.min.js\"></script>\n\
             <script>new Formsmd({}, document.getElementById('form'), {{}}).init()</script>",
            json!(template)
        ),
    );
    folder
}

/// Where `tools/bench` has put the packages.
pub fn packages() -> PathBuf {
    PathBuf::from(std::env::var("VATTENPASS_RIVALS").expect("VATTENPASS_RIVALS names a folder: run `make bench`"))
}
