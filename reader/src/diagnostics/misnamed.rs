//! The id or the language is not what the file's name and folder say: routes and languages would not find each other.

use engine::Lang;

use crate::draft::Draft;
use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("misnamed");

/// `folder` and `name` are parts of its path: `content/<folder>/<name>.md`.
pub(crate) fn check(draft: &Draft, folder: Lang, name: &str, report: &mut Report<'_>) {
    if let Some(id) = draft.front.id.as_ref().filter(|id| id.value != name) {
        let written = &id.value;
        let what = say!(
            "Filen heter `{name}.md` men id:t är `{written}`.",
            "The file is called `{name}.md` but the id is `{written}`."
        );
        let help =
            say!("Skriv id = \"{name}\", eller byt namn på filen.", "Write id = \"{name}\", or rename the file.");
        report.add(CODE, id.span.clone(), what, help);
    }
    if let Some(language) = draft.front.language.as_ref().filter(|language| language.value != folder) {
        let (written, folder) = (language.value.code(), folder.code());
        let what = say!(
            "Filen ligger i mappen `{folder}` men språket är `{written}`.",
            "The file lies in the folder `{folder}` but its language is `{written}`."
        );
        let help = say!(
            "Skriv language = \"{folder}\", eller flytta filen.",
            "Write language = \"{folder}\", or move the file."
        );
        report.add(CODE, language.span.clone(), what, help);
    }
}
