//! Diagnostics as a compiler prints them.

use std::io::IsTerminal as _;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use engine::Lang;
use engine::model::diagnostic::{Diagnostic, Severity};

/// The diagnostic with the lines it is about.
pub fn render(path: &str, text: &str, diagnostic: &Diagnostic, lang: Lang) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(lang.pick("fel", "error")),
        Severity::Warning => Level::WARNING.with_name(lang.pick("varning", "warning")),
    };
    let mut snippet = Snippet::source(text).path(path);
    // Only the first line: a heading is easier to find than a whole section that is underlined.
    let first = &text[diagnostic.span.clone()];
    let end = diagnostic.span.start + first.find('\n').unwrap_or(first.len());
    snippet = snippet.annotation(AnnotationKind::Primary.span(diagnostic.span.start..end));
    if let Some(related) = &diagnostic.related {
        let label = related.message.get(lang);
        snippet = snippet.annotation(AnnotationKind::Context.span(related.span.clone()).label(label));
    }
    let help = Level::HELP.with_name(lang.pick("hjälp", "help")).message(diagnostic.help.get(lang));
    let report =
        &[level.primary_title(diagnostic.message.get(lang)).id(&*diagnostic.code).element(snippet).element(help)];
    let renderer = if std::io::stderr().is_terminal() { Renderer::styled() } else { Renderer::plain() };
    renderer.render(report)
}
