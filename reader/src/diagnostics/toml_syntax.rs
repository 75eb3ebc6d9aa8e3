//! The settings are not TOML. The TOML library's message is in English: only the English sentence has it. The help names the
//! usual causes.

use std::ops::Range;

use crate::report::{Code, Report, say};

pub(crate) const CODE: Code = Code::error("toml-syntax");

/// `file` is the text of the whole file, `library` the message.
pub(crate) fn add(report: &mut Report<'_>, file: &str, span: Range<usize>, library: &str) {
    let library = library.lines().next().unwrap_or_default();
    let line = line_at(file, span.start);
    let above = start_of_line(file, span.start).checked_sub(1).map_or("", |end| line_at(file, end));
    let is_open = |line: &str| line.matches('{').count() > line.matches('}').count();
    let key = line.split('=').next().map(str::trim).filter(|key| is_key(key));
    let what = say!("Raden går inte att läsa.", "The line cannot be read ({library}).");
    let help = if line.contains(['”', '“', '„', '’']) {
        let key = key.unwrap_or("title");
        say!(
            "Citattecknen är böjda. Skriv raka: {key} = \"…\"",
            "The quotation marks are curly. Write straight ones: {key} = \"…\""
        )
    } else if is_open(above) {
        say!(
            "Raden ovanför har en {{ utan }}. Sätt en }} sist på den.",
            "The line above has a {{ without a }}. Put a }} at its end."
        )
    } else if line.contains('{') {
        let key = key.unwrap_or("show_if");
        say!(
            "Text ska stå inom raka citattecken, också mellan {{ och }}: {key} = {{ … = \"…\" }}",
            "Text stands in straight quotes, between {{ and }} too: {key} = {{ … = \"…\" }}"
        )
    } else if library.contains("missing comma") {
        say!("Sätt ett kommatecken efter raden ovanför.", "Put a comma after the line above.")
    } else {
        let key = key.unwrap_or("title");
        say!(
            "Skriv nyckel = värde på en rad, text inom raka citattecken och tal med punkt: {key} = \"…\" eller {key} = 2.5. En nyckel får stå en gång.",
            "Write key = value on one line, text in straight quotes and numbers with a point: {key} = \"…\" or {key} = 2.5. A key may stand once."
        )
    };
    report.add(CODE, span, what, help);
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
        assert_eq!(
            help("name = { sv = \"a\"\nlogo = \"b\"\n"),
            "Raden ovanför har en { utan }. Sätt en } sist på den."
        );
        assert!(help("name = { sv = a, en = \"b\" }\n").ends_with("mellan { och }: name = { … = \"…\" }"));
        assert!(help("units = [\"a\"\n\"b\"]\n").starts_with("Sätt ett kommatecken"));
        assert!(help("name = ”a”\n").starts_with("Citattecknen är böjda"));
        assert!(help("name = a\n").starts_with("Skriv nyckel = värde"));
    }
}
