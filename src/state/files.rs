//! Result files: opening one, and making one of the assessment being worked on.

use engine::model::id::Id;
use engine::model::questionnaire::Questionnaire;
use engine::results::assessment::{Assessment, Change};
use engine::results::code::{Contents, ResultCode};
use engine::results::open_error::OpenError;
use engine::results::plan::Plan;
use engine::results::questionnaire_ref::QuestionnaireRef;
use engine::results::result_file::{Opened, ResultFile};
use engine::results::structure::Structure;
use leptos::prelude::*;

use crate::browser::format;
use crate::browser::json::read_plan;
use crate::load;
use crate::load::Fault;
use crate::state::{AppState, Notice};

impl AppState {
    /// Opens a result file: makes it the active assessment, as one of its own, and gives its questionnaire's id.
    ///
    /// # Errors
    /// Says why it cannot be opened; then nothing has changed.
    pub async fn open_file(self, file: ResultFile) -> Result<String, CannotOpen> {
        let Some(id) = Id::new(&file.questionnaire.id) else {
            return Err(CannotOpen::File(OpenError::NoQuestionnaire));
        };
        let lang = self.lang_untracked();
        let questionnaire = load::questionnaire(lang, id.clone()).await.map_err(|fault| {
            let is_listed = untrack(|| self.lists(|site| &site.questionnaires, id.as_str()));
            match fault.is_absent() && !is_listed {
                true => CannotOpen::UnknownQuestionnaire(id.to_string()),
                false => CannotOpen::Content(fault),
            }
        })?;
        // The language a file was answered in makes no other version of the questionnaire. Newer files say by themselves.
        let mut digests = vec![questionnaire.digest.clone()];
        if file.questionnaire.language != lang && file.structure.is_none() {
            match load::questionnaire(file.questionnaire.language, id.clone()).await {
                Ok(theirs) => digests.push(theirs.digest.clone()),
                // Without it nobody knows which version it is.
                Err(fault @ Fault::Offline) => return Err(CannotOpen::Content(fault)),
                Err(_) => {}
            }
        }
        let Opened { assessment, report } =
            Opened::new(file, &questionnaire.value, QuestionnaireRef::to(&questionnaire), &digests);
        let blank = self.blank(&questionnaire, true);
        let name = blank.assessment.name.clone();
        self.put(blank);
        self.change(Change::New(Box::new(Assessment { name, ..assessment })));
        self.notice.set(Some(Notice::Opened(report)));
        Ok(id.to_string())
    }

    /// The result file of the active assessment.
    #[must_use]
    pub fn result_file(self, questionnaire: &Questionnaire) -> Option<ResultFile> {
        self.active.with(|active| {
            let assessment = &active.as_ref()?.assessment;
            Some(ResultFile::of(assessment, Plan::of(assessment, read_plan), questionnaire, format::now()))
        })
    }

    /// The result code of the active assessment.
    #[must_use]
    pub fn result_code(self, questionnaire: &Questionnaire) -> Option<ResultCode> {
        let file = self.result_file(questionnaire)?;
        let day = format::day_code(file.dated());
        let (unit, role) = (file.unit.as_deref(), file.role.as_deref());
        let contents = Contents { id: &file.id, day: &day, unit, role, answers: &file.answers };
        let structure = Structure::of(questionnaire);
        Some(self.site.with(|site| ResultCode::new(&structure, &site.units, contents)))
    }
}

/// Why a result file cannot be opened here.
#[derive(Debug, Clone, PartialEq)]
pub enum CannotOpen {
    /// It is larger than a result file can be, or the browser cannot read it.
    Unreadable,
    /// It is no result file that this site reads.
    File(OpenError),
    /// Its questionnaire is not on this site.
    UnknownQuestionnaire(String),
    /// It is of another questionnaire than the one it is to be compared in.
    OtherQuestionnaire(String),
    /// Its questionnaire cannot be shown.
    Content(Fault),
}
