//! The site's files as a host has them, and what tests put in or take as their measure.

use std::fs;
use std::path::{Path, PathBuf};

use engine::model::answers::{Answer, Answers};
use engine::model::questionnaire::Questionnaire;
use engine::results::assessment::Assessment;
use engine::results::plan::Plan;
use engine::results::questionnaire_ref::QuestionnaireRef;
use engine::results::result_file::ResultFile;
use tempfile::TempDir;

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The site's files.
pub enum Site {
    /// As they were built.
    Built,
    /// A copy, edited as a municipality would on its host.
    Edited(TempDir),
}

impl Site {
    /// A copy of the site with something changed in its content folder.
    pub fn edited(edit: impl FnOnce(&Path)) -> Self {
        let copy = Self::copy_of(&Self::Built.folder());
        edit(&copy.folder().join("content"));
        copy
    }

    /// A copy of the site that lies in a folder.
    pub fn copy_of(folder: &Path) -> Self {
        let copy = tempfile::tempdir().unwrap();
        copy_folder(folder, copy.path());
        Self::Edited(copy)
    }

    /// The name of the one file of the release that begins and ends so: there is a digest in it.
    pub fn file(&self, start: &str, ending: &str) -> String {
        release_file(&self.folder(), start, ending)
    }

    /// The files that `boot.js` fetches for a part.
    pub fn files_of(&self, part: &str) -> Vec<String> {
        let boot = fs::read_to_string(self.folder().join(self.file("boot", ".js"))).unwrap();
        let (_, list) = boot
            .split_once(&format!("__wasm_split_load_{part}="))
            .unwrap_or_else(|| panic!("boot.js fetches no part {part}"));
        let list = list.split(']').next().unwrap();
        list.split('"').filter(|name| name.ends_with(".wasm")).map(str::to_owned).collect()
    }

    pub fn folder(&self) -> PathBuf {
        match self {
            Site::Built => {
                let dist = root().join("dist");
                assert!(dist.join("index.html").exists(), "the site is not built: run `make dist` (or `make test`)");
                dist
            }
            Site::Edited(copy) => copy.path().to_owned(),
        }
    }
}

/// The name of the one file of the release in a folder that begins and ends so.
pub fn release_file(folder: &Path, start: &str, ending: &str) -> String {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut found = names.filter(|name| name.starts_with(&format!("{start}-")) && name.ends_with(ending));
    let name = found.next().unwrap_or_else(|| panic!("the site has no file {start}-…{ending}"));
    assert!(found.next().is_none(), "two files {start}-…{ending}");
    name
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Replaces a text in a file of the content folder; the text must be there.
pub fn replace(content: &Path, file: &str, from: &str, to: &str) {
    let path = content.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} does not contain {from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// Adds a questionnaire in Swedish, as a municipality does: a file, and a line in the settings.
pub fn add_questionnaire(content: &Path, id: &str, text: &str) {
    fs::write(content.join("sv").join(format!("{id}.md")), text).unwrap();
    replace(content, "site.toml", "questionnaires = [", &format!("questionnaires = [\n  \"{id}\","));
}

/// A questionnaire of the site, as its Swedish Markdown has it.
pub fn questionnaire(id: &str) -> Questionnaire {
    let markdown = fs::read(root().join(format!("content/sv/{id}.md"))).unwrap();
    reader::read_questionnaire(&markdown, None).value
}

/// A result file of a questionnaire in Swedish, made at a time: to the question with a number from 0, the choice that
/// `pick` says, or the last one there is.
pub fn result_file(id: &str, time: &str, pick: impl Fn(usize) -> usize) -> ResultFile {
    let questionnaire = questionnaire(id);
    let answers = questionnaire.questions().enumerate().filter_map(|(n, question)| {
        let choice = question.choices().get(pick(n)).or(question.choices().last())?;
        Some((question.id.clone(), Answer::choosing([choice.id.clone()])))
    });
    scored(id, time, answers.collect())
}

/// A result file of a questionnaire in Swedish with these answers, made at a time.
pub fn scored(id: &str, time: &str, answers: Answers) -> ResultFile {
    let questionnaire = questionnaire(id);
    let digest = engine::encoding::digest::sha256(&fs::read(root().join(format!("content/sv/{id}.md"))).unwrap());
    let version = questionnaire.version.clone();
    let reference = QuestionnaireRef { id: id.to_owned(), version, digest, ..QuestionnaireRef::default() };
    // The same id every year, as for one who carries on with last year's file.
    let own_id = engine::encoding::digest::sha256(id.as_bytes())[..32].to_owned();
    let blank = Assessment::new(reference, own_id, String::new(), time.to_owned());
    let assessment = Assessment { answers, ..blank };
    ResultFile::of(&assessment, Plan::default(), &questionnaire, time.to_owned())
}

/// A questionnaire that uses all that the format can say.
pub fn everything() -> String {
    fs::read_to_string(root().join("reader/tests/fixtures/allt.md")).unwrap()
}

/// A file's bytes under brotli, as small as it makes them.
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters).unwrap();
    out
}

/// The text of each page of a PDF, as pdftotext lays it out.
pub fn pdf_pages(path: &Path) -> Vec<String> {
    let text = std::process::Command::new("pdftotext").arg("-layout").arg(path).arg("-").output().unwrap();
    assert!(text.status.success(), "{}", String::from_utf8_lossy(&text.stderr));
    let text = String::from_utf8(text.stdout).unwrap();
    let pages: Vec<String> = text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect();
    assert!(pages.iter().all(|page| !page.trim().is_empty()), "an empty page: {pages:#?}");
    pages
}
