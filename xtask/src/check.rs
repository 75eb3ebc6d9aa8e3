//! `cargo xtask check`: the content as an author sees it.

use std::path::Path;

use engine::Lang;
use engine::model::diagnostic::Severity;

use crate::content::Content;
use crate::{readability, terminal};

/// Prints every diagnostic, and how easy the questions are to read; fails if there is an error or a file is missing.
pub fn run(folder: &Path, lang: Lang) -> Result<(), String> {
    let content = Content::read(folder)?;
    for written in &content.questionnaires {
        eprintln!("LIX {:4.1}  {}", readability::of_questions(written), written.file.path.display());
    }
    report(&content, folder, lang)
}

/// Prints the diagnostics of content that has been read.
pub fn report(content: &Content, folder: &Path, lang: Lang) -> Result<(), String> {
    for (path, text, diagnostics) in content.files() {
        let path = folder.join(path).display().to_string();
        for diagnostic in diagnostics {
            eprintln!("{}\n", terminal::render(&path, text, diagnostic, lang));
        }
    }
    let missing = content.missing();
    for path in &missing {
        let path = folder.join(path).display().to_string();
        let sv = format!("fel: {path} finns inte, men site.toml tar upp den\n");
        let en = format!("error: {path} does not exist, but site.toml lists it\n");
        eprintln!("{}", lang.pick(sv, en));
    }
    let (errors, warnings) = (content.count(Severity::Error) + missing.len(), content.count(Severity::Warning));
    let files = content.files().count();
    let sv = format!("{files} filer: {errors} fel, {warnings} varningar");
    let en = format!("{files} files: {errors} errors, {warnings} warnings");
    let summary = lang.pick(sv, en);
    if errors > 0 {
        return Err(summary);
    }
    eprintln!("{summary}");
    Ok(())
}
