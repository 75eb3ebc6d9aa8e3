//! The settings are not TOML. The TOML library's message is in English: only the English sentence has it. The help names the
//! usual causes.

use std::ops::Range;

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("toml-syntax");

/// `file` is the text of the whole file, `library` the message. Whether everything after it may follow from it: the rest of the
/// settings lies within a brace that is open.
pub(crate) fn add(report: &mut Report<'_>, file: &str, span: Range<usize>, library: &str) -> bool {
    let library = library.lines().next().unwrap_or_default();
    let line = line_at(file, span.start);
    let key = line.split('=').next().map(str::trim).filter(|key| is_key(key));
    let name = key.unwrap_or("title");
    let what = say!("Raden går inte att läsa.", "The line cannot be read ({library}).");
    let open = open_brace_above(file, span.start);
    let help = if line.contains(['”', '“', '„', '’']) {
        say!(
            "Citattecknen är böjda. Skriv raka: {name} = \"…\"",
            "The quotation marks are curly. Write straight ones: {name} = \"…\""
        )
    } else if library.contains("duplicate key") {
        say!(
            "Nyckeln `{name}` står två gånger. Ta bort den ena.",
            "The key `{name}` is there twice. Remove one of them."
        )
    } else if let Some(line) = open {
        say!(
            "Rad {line} har en {{ utan }}. Sätt en }} sist på den.",
            "Line {line} has a {{ without a }}. Put a }} at its end."
        )
    } else if library.contains("missing comma") && line.contains('{') {
        say!("Sätt ett kommatecken mellan delarna inom {{ och }}.", "Put a comma between the parts within {{ and }}.")
    } else if library.contains("missing comma") {
        say!("Sätt ett kommatecken efter raden ovanför.", "Put a comma after the line above.")
    } else if line.contains('{') {
        say!(
            "Text ska stå inom raka citattecken, också mellan {{ och }}: {name} = {{ … = \"…\" }}",
            "Put text in straight quotes, also between {{ and }}: {name} = {{ … = \"…\" }}"
        )
    } else {
        say!(
            "Skriv nyckel = värde på en rad, text inom raka citattecken och tal med punkt: {name} = \"…\" eller {name} = 2.5.",
            "Write key = value on one line, text in straight quotes and numbers with a point: {name} = \"…\" or {name} = 2.5."
        )
    };
    report.add(CODE, span, what, help);
    open.is_some()
}

/// The number of the nearest line above that says something, if it opens a brace that it does not close.
fn open_brace_above(file: &str, at: usize) -> Option<usize> {
    let above = file.get(..start_of_line(file, at))?;
    let says = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let (before, line) = above.lines().enumerate().filter(|(_, line)| says(line)).last()?;
    (line.matches('{').count() > line.matches('}').count()).then_some(before + 1)
}

/// The line that a byte stands on.
fn line_at(file: &str, at: usize) -> &str {
    let end = file.get(at..).and_then(|after| Some(at + after.find('\n')?)).unwrap_or(file.len());
    file.get(start_of_line(file, at)..end).unwrap_or_default()
}

fn start_of_line(file: &str, at: usize) -> usize {
    file.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}

#[cfg(test)]
mod tests {
    use crate::site::read_site;

    #[test]
    fn the_help_is_about_what_is_wrong() {
        let help = |toml: &str| {
            let read = read_site(toml.as_bytes());
            read.diagnostics.into_iter().find(|found| found.code == "toml-syntax").unwrap().help.sv
        };
        for between in ["", "\n# Logotypen = {\n"] {
            let open = format!("# Namnet.\nname = {{ sv = \"a\"\n{between}logo = \"b\"\n");
            assert_eq!(help(&open), "Rad 2 har en { utan }. Sätt en } sist på den.");
            let read = read_site(format!("{open}languages = [\"sv\"]\n[contact]\nemail = \"a\"\n").as_bytes());
            assert_eq!(read.diagnostics.len(), 1, "{:?}", read.diagnostics);
        }
        assert_eq!(help("name = { sv = \"a\" en = \"b\" }\n"), "Sätt ett kommatecken mellan delarna inom { och }.");
        let twice = "Nyckeln `name` står två gånger. Ta bort den ena.";
        assert_eq!(help("name = \"a\"\nname = \"b\"\n"), twice);
        assert_eq!(help("name = \"a\"\nname = { sv = \"b\", en = \"b\" }\n"), twice);
        assert!(help("name = { sv = a, en = \"b\" }\n").ends_with("mellan { och }: name = { … = \"…\" }"));
        assert!(help("units = [\"a\"\n\"b\"]\n").starts_with("Sätt ett kommatecken"));
        assert!(help("name = ”a”\n").starts_with("Citattecknen är böjda"));
        assert!(help("name = a\n").starts_with("Skriv nyckel = värde"));
    }
}
