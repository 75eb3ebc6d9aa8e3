//! Markdown and TOML to what the engine knows: questionnaires, pages, and the site's settings.
//!
//! Reading never fails and does no input or output: it gives what could be understood, and diagnostics that say where,
//! what, and what to write instead. The format is described in `docs/format.md`.

pub mod diagnostics;
mod draft;
mod encoding;
mod front_matter;
mod ids;
mod lower;
mod markdown;
mod outline;
mod page;
mod pair;
mod report;
mod settings;
mod site;

pub use page::{read_page, read_template};
pub use pair::compare;
pub use report::Code;
pub use site::{contrast, read_site};

use std::collections::HashMap;
use std::ops::Range;

use engine::Lang;
use engine::model::diagnostic::Reading;
use engine::model::questionnaire::Questionnaire;

use report::Report;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 500_000;

/// The places of the parts of a questionnaire in its file, for diagnostics that are found later ([`compare`]).
#[derive(Debug, Clone, Default)]
pub struct Places {
    front: Range<usize>,
    sections: HashMap<String, Range<usize>>,
    questions: HashMap<String, Range<usize>>,
}

impl Places {
    /// The bytes of a question's heading, or of the front matter if there is no such question.
    #[must_use]
    pub fn of_question(&self, id: &str) -> std::ops::Range<usize> {
        self.questions.get(id).unwrap_or(&self.front).clone()
    }
}

/// The path of a questionnaire's file: `content/<language>/<name>.md`.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The folder.
    pub language: Lang,
    /// The file's name without its extension.
    pub name: &'a str,
}

/// Reads a questionnaire. With an origin, its id and language must be those of its file.
#[must_use]
pub fn read_questionnaire(bytes: &[u8], origin: Option<Origin<'_>>) -> Reading<Questionnaire> {
    read_with_places(bytes, origin).0
}

/// Reads a questionnaire as [`read_questionnaire`] does, and gives the places of its parts.
#[must_use]
pub fn read_with_places(bytes: &[u8], origin: Option<Origin<'_>>) -> (Reading<Questionnaire>, Places) {
    let text = match encoding::text(bytes) {
        Ok(text) => text,
        Err(diagnostics) => return (Reading { value: Questionnaire::default(), diagnostics }, Places::default()),
    };
    let mut report = Report::new(text);
    let parts = front_matter::split(text, &mut report);
    let settings = settings::Settings::parse(text, parts.toml, parts.opening.clone(), &mut report);
    // Without front matter there is one fault to fix, not one for each setting that it would have held.
    let front = match parts.found {
        true => outline::front(settings, &mut report),
        false => draft::Front { span: parts.opening, ..draft::Front::default() },
    };
    let items = markdown::items(text, parts.body, &mut report);
    let draft = outline::draft(text, front, items, &mut report);
    diagnostics::check(&draft, &mut report);
    if let Some(Origin { language, name }) = origin {
        diagnostics::misnamed::check(&draft, language, name, &mut report);
    }
    let places = Places {
        front: draft.front.span.clone(),
        sections: draft
            .sections
            .iter()
            .filter_map(|s| Some((s.id.as_ref()?.value.clone(), s.title.span.clone())))
            .collect(),
        questions: draft.questions().filter_map(|q| Some((q.id()?.to_owned(), q.text.span.clone()))).collect(),
    };
    (Reading { value: lower::questionnaire(&draft), diagnostics: report.finish() }, places)
}
