//! The content folder, read whole.

use std::fs;
use std::path::{Path, PathBuf};

use engine::Lang;
use engine::model::diagnostic::{Diagnostic, Severity, line_and_column};
use engine::model::lang::Bilingual;
use engine::model::questionnaire::{QuestionRef, Questionnaire};
use engine::model::site::{Page, Site};
use reader::{Origin, Places};

use crate::terms;

/// A file with what was read from it.
pub struct File<T> {
    /// The path, relative to the content folder.
    pub path: PathBuf,
    pub bytes: Vec<u8>,
    /// The bytes as text, whatever they are.
    pub text: String,
    pub value: T,
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> File<T> {
    /// The digest of the file as it was read.
    pub fn digest(&self) -> String {
        engine::encoding::digest::sha256(&self.bytes)
    }
}

/// A questionnaire's file.
pub struct Written {
    pub file: File<Questionnaire>,
    pub lang: Lang,
    pub places: Places,
}

/// Everything in the content folder.
pub struct Content {
    pub site: File<Site>,
    pub questionnaires: Vec<Written>,
    pub pages: Vec<File<Page>>,
}

impl Content {
    /// Reads the folder.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let (text, bytes) = load(folder, Path::new("site.toml"))?;
        let reading = reader::read_site(&bytes);
        let path = PathBuf::from("site.toml");
        let site = File { path, bytes, text, value: reading.value, diagnostics: reading.diagnostics };
        let (mut questionnaires, mut pages) = (Vec::new(), Vec::new());
        for lang in Lang::ALL {
            for path in markdown_in(folder, Path::new(lang.code()))? {
                let (text, bytes) = load(folder, &path)?;
                let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let (reading, places) = reader::read_with_places(&bytes, Some(Origin { language: lang, name: &name }));
                let file = File { path, bytes, text, value: reading.value, diagnostics: reading.diagnostics };
                questionnaires.push(Written { file, lang, places });
            }
            for path in markdown_in(folder, &Path::new(lang.code()).join("om"))? {
                let (text, bytes) = load(folder, &path)?;
                let reading = reader::read_page(&bytes);
                pages.push(File { path, bytes, text, value: reading.value, diagnostics: reading.diagnostics });
            }
            for path in markdown_in(folder, &Path::new(lang.code()).join("dokument"))? {
                let (text, bytes) = load(folder, &path)?;
                let reading = reader::read_template(&bytes);
                pages.push(File { path, bytes, text, value: reading.value, diagnostics: reading.diagnostics });
            }
        }
        let mut content = Self { site, questionnaires, pages };
        content.compare_languages();
        content.follow_references();
        content.check_terms();
        Ok(content)
    }

    /// Adds what differs between a questionnaire's languages to each of its files.
    fn compare_languages(&mut self) {
        let mut found: Vec<(usize, Vec<Diagnostic>)> = Vec::new();
        for (n, here) in self.questionnaires.iter().enumerate() {
            let id = &here.file.value.id;
            let there = self.questionnaires.iter().find(|there| there.lang != here.lang && there.file.value.id == *id);
            if let Some(there) = there {
                let diagnostics = reader::compare(&here.file.text, &here.file.value, &here.places, &there.file.value);
                found.push((n, diagnostics));
            }
        }
        for (n, diagnostics) in found {
            self.questionnaires[n].file.diagnostics.extend(diagnostics);
        }
    }

    /// Adds an error for each question that is said to be the same as one that is not there, or that is itself one of
    /// another's.
    fn follow_references(&mut self) {
        let questions = |lang| {
            let own = self.questionnaires.iter().filter(move |written| written.lang == lang);
            own.flat_map(|written| written.file.value.questions().map(|question| (&written.file.value.id, question)))
        };
        let mut found: Vec<(usize, Diagnostic)> = Vec::new();
        for (n, here) in self.questionnaires.iter().enumerate() {
            for question in here.file.value.questions() {
                let Some(same) = &question.same_as else { continue };
                let is_there = questions(here.lang).any(|(questionnaire, other)| {
                    *questionnaire == same.questionnaire && other.id == same.question && other.same_as.is_none()
                });
                if !is_there {
                    let span = here.places.of_question(&question.id);
                    found.push((n, no_such_question(&here.file.text, span, same)));
                }
            }
        }
        for (n, diagnostic) in found {
            self.questionnaires[n].file.diagnostics.push(diagnostic);
        }
    }

    /// Adds a warning for each word that the term list has another word for.
    fn check_terms(&mut self) {
        for Written { file, lang, .. } in &mut self.questionnaires {
            file.diagnostics.extend(terms::check(&file.text, *lang));
        }
        for file in &mut self.pages {
            let lang = if file.path.starts_with(Lang::En.code()) { Lang::En } else { Lang::Sv };
            file.diagnostics.extend(terms::check(&file.text, lang));
        }
    }

    /// Every file's path, text and diagnostics.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &str, &[Diagnostic])> {
        fn parts<T>(file: &File<T>) -> (&Path, &str, &[Diagnostic]) {
            (&file.path, &file.text, &file.diagnostics)
        }
        let questionnaires = self.questionnaires.iter().map(|written| parts(&written.file));
        std::iter::once(parts(&self.site)).chain(questionnaires).chain(self.pages.iter().map(parts))
    }

    /// Files that the site's settings name and the folder does not have.
    pub fn missing(&self) -> Vec<String> {
        let site = &self.site.value;
        let there: Vec<String> = self.files().map(|(path, ..)| path.display().to_string()).collect();
        let wanted = site.languages.iter().flat_map(|lang| {
            let questionnaires = site.questionnaires.iter().map(move |id| format!("{}/{id}.md", lang.code()));
            let sources = site.sources.iter().map(move |id| format!("{}/om/{id}.md", lang.code()));
            let documents = site.documents.iter().map(move |id| format!("{}/dokument/{id}.md", lang.code()));
            questionnaires.chain(sources).chain(documents)
        });
        wanted.filter(|path| !there.contains(path)).collect()
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.files().flat_map(|(_, _, diagnostics)| diagnostics).filter(|d| d.severity == severity).count()
    }
}

fn no_such_question(text: &str, span: std::ops::Range<usize>, same: &QuestionRef) -> Diagnostic {
    let (line, column) = line_and_column(text, span.start);
    let QuestionRef { questionnaire, question } = same;
    Diagnostic {
        code: "unknown-same".to_owned(),
        severity: Severity::Error,
        span,
        line,
        column,
        message: Bilingual::new(
            format!("`same_as` pekar på `{questionnaire}/{question}`, som inte finns eller som själv pekar vidare."),
            format!("`same_as` points to `{questionnaire}/{question}`, which is not there or points on itself."),
        ),
        help: Bilingual::new(
            "Skriv id:t för frågan som de andra pekar på.".to_owned(),
            "Write the id of the question that the others point to.".to_owned(),
        ),
        related: None,
    }
}

fn load(folder: &Path, path: &Path) -> Result<(String, Vec<u8>), String> {
    let full = folder.join(path);
    let bytes = fs::read(&full).map_err(|error| format!("{}: {error}", full.display()))?;
    Ok((String::from_utf8_lossy(&bytes).into_owned(), bytes))
}

/// The Markdown files right in a folder, in the order of their names. A folder that is not there has none.
fn markdown_in(folder: &Path, inside: &Path) -> Result<Vec<PathBuf>, String> {
    let Ok(entries) = fs::read_dir(folder.join(inside)) else { return Ok(Vec::new()) };
    let mut paths = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| format!("{}: {error}", folder.join(inside).display()))?;
        let name = PathBuf::from(entry.file_name());
        if name.extension().is_some_and(|ending| ending == "md") {
            paths.push(inside.join(name));
        }
    }
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests;
