//! `content/site.toml`: what the municipality decides about its own site.

use engine::Lang;
use engine::model::diagnostic::Reading;
use engine::model::id::is_id;
use engine::model::lang::Bilingual;
use engine::model::site::{Contact, QuestionnaireGroup, Site};

use crate::diagnostics::{duplicate_id, invalid_id, invalid_value, low_contrast, unknown_key};
use crate::encoding;
use crate::report::{Report, Spanned, nearest, say};
use crate::settings::Settings;

/// The least contrast for text: WCAG 2.2, criterion 1.4.3.
const MIN_CONTRAST: f64 = 4.5;
/// The grounds that `style.css` paints and that a text in the accent colour is hardest to read on, as relative luminance:
/// the light one (#fbfaf7), and the dark one of a card (#1a2320).
const GROUNDS: [(f64, bool); 2] = [(0.956, false), (0.0153, true)];

/// Reads the site's settings. Each one that could be read applies, even if the file was saved in another encoding.
#[must_use]
pub fn read_site(bytes: &[u8]) -> Reading<Site> {
    match encoding::text(bytes) {
        Ok(text) => read(text),
        Err(diagnostics) => Reading { diagnostics, ..read(&encoding::guess(bytes)) },
    }
}

fn read(text: &str) -> Reading<Site> {
    let mut report = Report::new(text);
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut settings = Settings::parse(text, start..text.len(), start..start, &mut report);
    let site = site(&mut settings, &mut report);
    settings.finish(&mut report);
    Reading { value: site, diagnostics: report.finish() }
}

fn site(settings: &mut Settings<'_>, report: &mut Report<'_>) -> Site {
    let default = Site::default();
    settings.require("name", "name = \"Kommunen\"", report);
    settings.require("questionnaires", "questionnaires = [\"bits-basniva\"]", report);
    let has_colours = settings.has("colours");
    let mut colours = settings.table("colours", report);
    let accent = colour(colours.string("accent", report), GROUNDS[0], "accent", report);
    let accent_dark = colour(colours.string("accent_dark", report), GROUNDS[1], "accent_dark", report);
    colours.finish(report);
    let stray = ["accent", "accent_dark"].map(|key| settings.take_key(key).map(|span| (key, span)));
    if let Some((key, span)) = stray.into_iter().flatten().next() {
        unknown_key::add_outside_table(report, span, key, ("colours", has_colours));
    }
    let mut contact = settings.table("contact", report);
    let read_contact = Contact {
        name: contact.bilingual("name", report).unwrap_or_default(),
        email: email(contact.string("email", report), report),
        phone: value(contact.string("phone", report)),
    };
    contact.finish(report);
    let languages = languages(settings, report);
    let questionnaires = ids("questionnaires", settings, report);
    let groups = groups(settings, &questionnaires, report);
    let sources = ids("sources", settings, report);
    let documents = ids("documents", settings, report);
    let threshold = settings.integer("group_threshold", (3, 100), report);
    let spread_threshold = settings.integer("group_spread_threshold", (3, 100), report);
    if let (Some(threshold), Some(spread)) = (&threshold, &spread_threshold)
        && spread.value < threshold.value
    {
        let least = threshold.value;
        let allowed = say!("minst {least}, som `group_threshold`", "at least {least}, as `group_threshold`");
        let written = spread.value.to_string();
        invalid_value::add(report, spread.span.clone(), "group_spread_threshold", &written, &allowed);
    }
    Site {
        name: settings.bilingual("name", report).unwrap_or_default(),
        logo: logo(settings.string("logo", report), report),
        accent,
        accent_dark,
        contact: read_contact,
        languages: if languages.is_empty() { default.languages } else { languages },
        questionnaires,
        groups,
        sources,
        documents,
        units: units(settings, report),
        group_threshold: threshold.map_or(default.group_threshold, |threshold| threshold.value),
        group_spread_threshold: spread_threshold.map_or(default.group_spread_threshold, |threshold| threshold.value),
        incident_recipient: settings.bilingual("incident_recipient", report).unwrap_or_default(),
    }
}

fn value(text: Option<Spanned<String>>) -> String {
    text.map_or_else(String::new, |text| text.value)
}

/// The ids that name files. Anything else is reported and left out: no path is made of it.
fn ids(key: &'static str, settings: &mut Settings<'_>, report: &mut Report<'_>) -> Vec<String> {
    let written = settings.strings(key, report);
    written.iter().for_each(|id| invalid_id::shape(id, report));
    duplicate_id::listed(written.iter(), &say!("Id:t", "The id"), report);
    written.into_iter().map(|id| id.value).filter(|id| is_id(id)).collect()
}

/// How the start page groups the questionnaires. A group can only hold what the site has: another is left out, without a word
/// unless it looks like a slip. Whoever takes a questionnaire off the list need not look for it in the groups.
fn groups(settings: &mut Settings<'_>, known: &[String], report: &mut Report<'_>) -> Vec<QuestionnaireGroup> {
    let mut groups = Vec::new();
    let mut all = Vec::new();
    for mut group in settings.tables("groups", report) {
        group.require("name", "name = \"För alla chefer\"", report);
        group.require("questionnaires", "questionnaires = [\"chefsenkat\"]", report);
        let name = group.bilingual("name", report).unwrap_or_default();
        let (own, others): (Vec<_>, Vec<_>) =
            group.strings("questionnaires", report).into_iter().partition(|id| known.contains(&id.value));
        for other in others {
            let words: Vec<&str> = known.iter().map(String::as_str).collect();
            if nearest(&other.value, words.iter().copied()).is_some() {
                invalid_value::add_word(report, other.span, "questionnaires", &other.value, &words);
            }
        }
        group.finish(report);
        groups.push(QuestionnaireGroup { name, questionnaires: own.iter().map(|id| id.value.clone()).collect() });
        all.extend(own);
    }
    // Each stands in one place.
    duplicate_id::listed(all.iter(), &say!("Id:t", "The id"), report);
    groups
}

/// Each once, in order. None if it is left open.
fn languages(settings: &mut Settings<'_>, report: &mut Report<'_>) -> Vec<Lang> {
    let written = settings.some_strings(
        "languages",
        &say!("minst ett språk: [\"sv\"]", "at least one language: [\"sv\"]"),
        report,
    );
    duplicate_id::listed(written.iter(), &say!("Språket", "The language"), report);
    each_once(written.iter().filter_map(|code| language(code, report)))
}

/// The units to choose between, each once: results are told apart by them.
fn units(settings: &mut Settings<'_>, report: &mut Report<'_>) -> Vec<String> {
    let written =
        settings.some_strings("units", &say!("minst en enhet: [\"…\"]", "at least one unit: [\"…\"]"), report);
    let trim = |unit: Spanned<String>| Spanned::new(unit.value.trim().to_owned(), unit.span);
    let (named, nameless): (Vec<_>, Vec<_>) = written.into_iter().map(trim).partition(|unit| !unit.value.is_empty());
    for unit in nameless {
        let what = say!("En enhet i `units` har inget namn.", "A unit in `units` has no name.");
        report.add(
            invalid_value::CODE,
            unit.span,
            what,
            say!("Skriv namnet, eller ta bort den.", "Write the name, or remove it."),
        );
    }
    duplicate_id::listed(named.iter(), &say!("Enheten", "The unit"), report);
    each_once(named.into_iter().map(|unit| unit.value))
}

/// What stands several times counts where it stands first.
fn each_once<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut once = Vec::new();
    for item in all {
        if !once.contains(&item) {
            once.push(item);
        }
    }
    once
}

fn language(code: &Spanned<String>, report: &mut Report<'_>) -> Option<Lang> {
    let lang = Lang::from_code(&code.value);
    if lang.is_none() {
        invalid_value::add_word(report, code.span.clone(), "languages", &code.value, &Lang::ALL.map(Lang::code));
    }
    lang
}

/// An address that mail can be sent to.
fn email(written: Option<Spanned<String>>, report: &mut Report<'_>) -> String {
    let Some(Spanned { value, span }) = written else { return String::new() };
    let is_one = |(name, host): (&str, &str)| !name.is_empty() && host.contains('.');
    if value.is_empty() || !value.contains(char::is_whitespace) && value.split_once('@').is_some_and(is_one) {
        return value;
    }
    let allowed = say!("en e-postadress: namn@kommunen.se", "an email address: name@municipality.se");
    invalid_value::add(report, span, "email", &format!("`{value}`"), &allowed);
    String::new()
}

/// A file name in the content folder: nothing outside the site may be fetched.
fn logo(written: Option<Spanned<String>>, report: &mut Report<'_>) -> String {
    let Some(Spanned { value, span }) = written else { return String::new() };
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if value.chars().all(plain) && !value.starts_with('.') {
        return value;
    }
    let allowed =
        say!("namnet på en fil i mappen content: logo.svg", "the name of a file in the folder content: logo.svg");
    invalid_value::add(report, span, "logo", &format!("`{value}`"), &allowed);
    String::new()
}

fn colour(written: Option<Spanned<String>>, ground: (f64, bool), key: &str, report: &mut Report<'_>) -> String {
    let Some(Spanned { value, span }) = written else { return String::new() };
    let Some(luminance) = luminance(&value) else {
        let allowed: Bilingual = say!("en färg som \"#005a70\"", "a colour such as \"#005a70\"");
        invalid_value::add(report, span, key, &format!("`{value}`"), &allowed);
        return String::new();
    };
    let contrast = ratio(luminance, ground.0);
    if contrast < MIN_CONTRAST {
        low_contrast::add(report, span, contrast, ground.1);
        return String::new();
    }
    value
}

/// The contrast of two colours `#rrggbb`, 1 to 21 (WCAG 2.2, definition of contrast ratio). `None` if one is no colour.
#[must_use]
pub fn contrast(a: &str, b: &str) -> Option<f64> {
    Some(ratio(luminance(a)?, luminance(b)?))
}

fn ratio(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    (high + 0.05) / (low + 0.05)
}

/// The relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, definition of relative luminance).
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let channel = |at: usize| {
        let value = u8::from_str_radix(&digits[at..at + 2], 16).ok()?;
        let c = f64::from(value) / 255.0;
        Some(if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(toml: &str, expect: &[&str]) -> Site {
        let read = read_site(toml.as_bytes());
        let codes: Vec<_> = read.diagnostics.iter().map(|d| d.code.as_str()).collect();
        assert_eq!(codes, expect, "{toml}");
        read.value
    }

    #[test]
    fn a_whole_site() {
        let site = check(
            r##"
name = { sv = "Provkommun", en = "Test Municipality" }
logo = "logo.svg"
languages = ["en", "sv"]
questionnaires = ["bits-basniva", "chefsenkat"]
units = ["Socialförvaltningen"]
group_threshold = 7
group_spread_threshold = 12
incident_recipient = "NCSC"
[colours]
accent = "#005a70"
accent_dark = "#7fd0e0"
[contact]
name = "Samordnaren"
email = "a@b.se"
[[groups]]
name = { sv = "Chefer", en = "Managers" }
questionnaires = ["chefsenkat"]
"##,
            &[],
        );
        assert_eq!(site.name.en, "Test Municipality");
        assert_eq!(site.languages, [Lang::En, Lang::Sv]);
        assert_eq!((site.questionnaires.len(), site.group_threshold, site.group_spread_threshold), (2, 7, 12));
        assert_eq!(site.contact.name.en, "Samordnaren");
        assert_eq!(site.groups[0].name.en, "Managers");
        assert_eq!(site.groups[0].questionnaires, ["chefsenkat"]);
    }

    #[test]
    fn what_can_go_wrong_is_reported() {
        check("", &["missing-key", "missing-key"]);
        let rest = "name = \"K\"\nquestionnaires = [\"a\"]\n";
        check(&format!("{rest}kulör = 1"), &["toml-syntax"]);
        check(&format!("{rest}logga = \"x\""), &["unknown-key"]);
        check(&format!("{rest}logo = \"https://x.se/l.svg\""), &["invalid-value"]);
        check(&format!("{rest}logo = \"../l.svg\""), &["invalid-value"]);
        check(&format!("{rest}languages = [\"se\"]"), &["invalid-value"]);
        check(&format!("{rest}group_threshold = 2"), &["invalid-value"]);
        check(&format!("{rest}group_threshold = 10\ngroup_spread_threshold = 8"), &["invalid-value"]);
        check(&format!("{rest}group_threshold = 10\ngroup_spread_threshold = 10"), &[]);
        check(&format!("{rest}units = []"), &["invalid-value"]);
        let site = check(&format!("{rest}units = [\"A\", \"\", \" A\", \"B\"]"), &["invalid-value", "duplicate-id"]);
        assert_eq!(site.units, ["A", "B"]);
        let site = check(&format!("{rest}languages = []"), &["invalid-value"]);
        assert_eq!(site.languages, Lang::ALL);
        let site = check(&format!("{rest}languages = [\"sv\", \"sv\"]"), &["duplicate-id"]);
        assert_eq!(site.languages, [Lang::Sv]);
        check(&format!("{rest}accent = \"#005a70\""), &["unknown-key"]);
        check(&format!("{rest}[[groups]]\nname = \"A\"\nquestionnaires = [\"b\"]"), &["invalid-value"]);
        let site = check(&format!("{rest}[[groups]]\nname = \"A\"\nquestionnaires = [\"a\", \"snabbkollen\"]"), &[]);
        assert_eq!(site.groups[0].questionnaires, ["a"]);
        check(&format!("{rest}[[groups]]\nname = \"A\""), &["missing-key"]);
        check(&format!("{rest}[[groups]]\nname = \"A\"\nquestionnaires = [\"a\", \"a\"]"), &["duplicate-id"]);
        check(&format!("{rest}[colours]\naccent = \"red\""), &["invalid-value"]);
        check(&format!("{rest}[colours]\naccent = \"#ffee00\""), &["low-contrast"]);
        check(&format!("{rest}[contact]\nemail = \"infosak varkommun.se\""), &["invalid-value"]);
        check(&format!("{rest}[contact]\nemail = \"infosak@varkommun.se\""), &[]);
        check(&format!("{rest}[colours]\naccent_dark = \"#203040\""), &["low-contrast"]);
        check("name = 1\nquestionnaires = [\"a\", \"a\", \"Å\"]", &["wrong-type", "duplicate-id", "invalid-id"]);
    }

    #[test]
    fn what_to_write_instead_is_what_goes() {
        let help = |toml: &str| {
            let rest = "name = \"K\"\nquestionnaires = [\"a\"]\n";
            let read = read_site(format!("{rest}{toml}").as_bytes());
            read.diagnostics
                .into_iter()
                .map(|found| format!("{} {}", found.message.sv, found.help.sv))
                .collect::<String>()
        };
        assert_eq!(
            help("group_threshold = \"5\""),
            "Värdet för `group_threshold` är en text. Skriv ett tal: group_threshold = 3."
        );
        assert_eq!(
            help("group_threshold = 10\ngroup_spread_threshold = 8"),
            "`group_spread_threshold` kan inte vara 8. Skriv minst 10, som `group_threshold`."
        );
        assert_eq!(
            help("languages = []"),
            "`languages` kan inte vara en tom lista. Skriv minst ett språk: [\"sv\"], eller ta bort raden."
        );
        let outside = "Nyckeln `accent` hör till `[colours]`. ";
        assert_eq!(
            help("accent = \"#005a70\"\naccent_dark = \"#7fd0e0\""),
            format!(
                "{outside}Ta bort # framför raden [colours], eller flytta raden till sist i filen, under en rad [colours]."
            )
        );
        assert_eq!(help("accent = \"#005a70\"\n[colours]"), format!("{outside}Flytta raden till under [colours]."));
        assert_eq!(help("units = [\"A\", \"A\"]"), "Enheten `A` står två gånger. Ta bort dubbletten.");
    }

    #[test]
    fn what_is_no_id_is_reported_and_names_no_file() {
        let long = "a".repeat(41);
        for bad in [
            "..",
            "../x",
            "..\\\\..\\\\x",
            "/etc/passwd",
            "%2e%2e%2fx",
            "https://x.se/a",
            "å",
            "A",
            "a b",
            "",
            "-a",
            &long,
        ] {
            for key in ["questionnaires", "sources", "documents"] {
                let rest = if key == "questionnaires" { "" } else { "questionnaires = [\"b\"]\n" };
                let site = check(&format!("name = \"K\"\n{rest}{key} = [\"{bad}\", \"c\"]"), &["invalid-id"]);
                let named = [site.questionnaires, site.sources, site.documents].concat();
                assert!(named.iter().all(|id| id == "b" || id == "c"), "{bad}: {named:?}");
                assert!(named.contains(&"c".to_owned()), "{bad}: {named:?}");
            }
        }
    }

    #[test]
    fn contrast_is_wcags() {
        assert!((luminance("#ffffff").unwrap() - 1.0).abs() < 1e-9);
        for (colour, (ground, _)) in ["#fbfaf7", "#1a2320"].into_iter().zip(GROUNDS) {
            assert!((luminance(colour).unwrap() - ground).abs() < 1e-3, "{:?}", luminance(colour));
        }
        // #767676 on white is 4.54:1, the well-known lightest grey that passes.
        assert!((contrast("#767676", "#ffffff").unwrap() - 4.54).abs() < 0.01);
    }
}
