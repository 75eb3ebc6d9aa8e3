//! What the texts say of the law. The law itself is not in the repository: these tests hold the kinds of fault that a
//! reading of it has found.

use super::*;

/// The texts about the law: their files' names.
const LAW: [&str; 6] = [
    "nis2-beredskap",
    "nis2-kunskap",
    "cybersakerhetslagen",
    "cybersakerhetsforordningen",
    "nis2-direktivet",
    "ordlista",
];

/// What one reads in one go: a paragraph, an item of a list, or a question with its choices.
struct Read {
    place: String,
    lang: Lang,
    text: String,
}

fn leaves(blocks: &[Block]) -> Vec<String> {
    let leaves = |block: &Block| match block {
        Block::Paragraph(inlines) | Block::Heading(_, inlines) => vec![plain_inlines(inlines)],
        Block::Bullets(items) | Block::Numbers(items) => items.iter().flat_map(|item| leaves(item)).collect(),
        Block::Quote(blocks) => leaves(blocks),
        Block::Table(..) => vec![plain_text(std::slice::from_ref(block))],
        Block::Directive(_) => Vec::new(),
    };
    blocks.iter().flat_map(leaves).collect()
}

/// A question, and each of its parts by itself: what is folded out or shown after the answer is read by itself.
fn of_question(question: &Question) -> Vec<String> {
    let choices = question.choices().iter().map(|choice| choice.text.as_str());
    let hint = plain_text(&question.hint);
    let asked: Vec<&str> = [question.text.as_str(), &hint].into_iter().chain(choices).collect();
    let mut read = vec![asked.join(" ")];
    let parts = [&question.help, &question.why, &question.explanation, &question.discussion];
    let recommendations = question.recommendations.iter().map(|recommendation| &recommendation.text);
    let remarks = question.remarks.iter().map(|remark| &remark.text);
    read.extend(parts.into_iter().chain(recommendations).chain(remarks).flat_map(|blocks| leaves(blocks)));
    read
}

fn of_questionnaire(q: &Questionnaire) -> Vec<String> {
    let texts = [&q.intro, &q.caveat, &q.method].into_iter().chain(q.sections.iter().map(|section| &section.intro));
    let texts = texts.flat_map(|blocks| leaves(blocks));
    texts.chain(q.questions().flat_map(of_question)).collect()
}

/// Everything there is to read in the files that are asked for.
fn read(content: &Content, wanted: impl Fn(&str) -> bool) -> Vec<Read> {
    let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut all = Vec::new();
    let mut add = |path: &Path, lang, texts: Vec<String>| {
        let place = path.display().to_string();
        all.extend(texts.into_iter().map(|text| Read { place: place.clone(), lang, text }));
    };
    for written in content.questionnaires.iter().filter(|written| wanted(&name(&written.file.path))) {
        add(&written.file.path, written.lang, of_questionnaire(&written.file.value));
    }
    for page in content.pages.iter().filter(|page| wanted(&name(&page.path))) {
        let lang = if page.path.starts_with("sv") { Lang::Sv } else { Lang::En };
        add(&page.path, lang, leaves(&page.value.blocks));
    }
    all
}

/// The texts that break a rule.
fn breaking(texts: &[Read], kept: impl Fn(&Read) -> bool) -> Vec<String> {
    texts.iter().filter(|text| !kept(text)).map(|text| format!("{}: {}", text.place, text.text)).collect()
}

fn names(text: &str, any_of: &[&str]) -> bool {
    any_of.iter().any(|word| text.contains(word))
}

/// What a page says under a heading.
fn under(content: &Content, lang: Lang, document: &str, heading: &str) -> String {
    let page = page(content, lang, document).unwrap();
    let is_it = |block: &Block| matches!(block, Block::Heading(_, text) if plain_inlines(text) == heading);
    let from = page.blocks.iter().position(is_it).unwrap_or_else(|| panic!("{document} has no {heading}"));
    let rest = &page.blocks[from + 1..];
    let to = rest.iter().position(|block| matches!(block, Block::Heading(..))).unwrap_or(rest.len());
    plain_text(&rest[..to])
}

#[test]
fn a_time_limit_never_stands_without_as_soon_as_possible() {
    let limits = |lang| match lang {
        Lang::Sv => (["24 timmar", "72 timmar", "en månad", "14 dagar"].as_slice(), "så snart"),
        Lang::En => (["24 hours", "72 hours", "one month", "within a month", "14 days"].as_slice(), "as soon as"),
    };
    let texts = read(&content(), |name| LAW.contains(&name));
    let with_limit = texts.into_iter().filter(|text| names(&text.text.to_lowercase(), limits(text.lang).0));
    let with_limit: Vec<Read> = with_limit.collect();
    assert!(with_limit.len() > 40, "{}", with_limit.len());
    let kept = |text: &Read| text.text.to_lowercase().contains(limits(text.lang).1);
    assert_eq!(breaking(&with_limit, kept), [""; 0]);
}

#[test]
fn words_that_are_not_the_laws_are_gone() {
    let gone = [
        // "Sanktion" is the law's word; "påföljd" is of criminal law, and so is "penalty".
        "påföljd",
        "penalt",
        // The Directive's words for what is significant, and for the report in between.
        "störning eller förlust",
        "stor skada för andra",
        "serious disruption",
        "interim report",
        // The Act says security measures.
        "riskhanteringsåtgärd",
    ];
    let kept = |text: &Read| !names(&text.text.to_lowercase(), &gone);
    assert_eq!(breaking(&read(&content(), |_| true), kept), [""; 0]);
}

#[test]
fn a_paragraph_of_the_law_is_named_by_its_own_number() {
    // What falls away for security-sensitive parts is a range in the Act; so is supervision in our reading of the Ordinance.
    let ranges = ["3–10 §§", "7–16 §§", "sections 3–10", "sections 7–16"];
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let has_range = |part: &str| {
        part.match_indices('–')
            .any(|(at, dash)| digit(part[..at].chars().next_back()) && digit(part[at + dash.len()..].chars().next()))
    };
    let kept = |text: &Read| {
        let text = ranges.iter().fold(text.text.to_lowercase(), |text, range| text.replace(range, ""));
        let of_law = text.contains('§') || text.contains("sections ");
        !of_law || !has_range(&text)
    };
    let content = content();
    assert_eq!(breaking(&read(&content, |name| LAW.contains(&name)), kept), [""; 0]);
    for heading in headings(page(&content, Lang::Sv, "cybersakerhetslagen").unwrap()) {
        assert!(!heading.contains("§§"), "{heading}");
    }
}

#[test]
fn an_authority_that_has_a_new_name_is_never_called_only_by_the_old() {
    let says = |text: &str, name| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
    let old = |text: &str| says(text, "MSB") || text.contains("Myndigheten för samhällsskydd");
    let kept = |text: &Read| !old(&text.text) || says(&text.text, "MCF");
    assert_eq!(breaking(&read(&content(), |_| true), kept), [""; 0]);
}

#[test]
fn regulations_that_were_not_read_are_to_be_checked_and_no_threshold_is_given() {
    let content = content();
    let texts = read(&content, |name| name != "cybersakerhetslagen");
    let named = |text: &Read| names(&text.text, &["MCFFS", "2026:8"]);
    let checked = |text: &str| names(&text.to_lowercase(), &["kontrollera", "läs ", "check", "read "]);
    assert!(texts.iter().filter(|text| named(text)).count() > 8);
    assert_eq!(breaking(&texts, |text| !named(text) || checked(&text.text)), [""; 0]);
    let texts = read(&content, |_| true);
    let kept =
        |text: &Read| !text.text.contains("2026:8") || !names(&text.text, &["timm", "hour", "procent", "per cent"]);
    assert_eq!(breaking(&texts, kept), [""; 0]);
}

#[test]
fn the_page_on_the_act_says_what_the_act_says() {
    let content = content();
    // The heading, then what stands under it in both languages.
    let says: [(&str, &[&str], &[&str]); 17] = [
        ("1 kap. 3 §", &["alla kommunalförbund"], &["every joint municipal authority"]),
        (
            "1 kap. 9 §",
            &["250", "50 miljoner", "43 miljoner", "Kontrollera"],
            &["250", "50 million", "43 million", "Check"],
        ),
        (
            "1 kap. 12 §",
            &["2 kap. 3–10 §§", "(2 kap. 2 §) är kvar"],
            &["sections 3–10", "(chapter 2, section 2) remains"],
        ),
        ("1 kap. 13 §", &["säkerhetsskyddsklassificerade"], &["security-classified"]),
        ("1 kap. 14 §", &["förbundsdirektioner", "rättskipning"], &["directorates", "administer justice"]),
        ("2 kap. 2 §", &["så snart det kan ske, senast 14 dagar"], &["no later than 14 days"]),
        (
            "2 kap. 4 §",
            &["utbildning om säkerhetsåtgärder", "artikel 20.1"],
            &["training on security measures", "20(1)"],
        ),
        (
            "2 kap. 5 §",
            &[
                "så snart det kan ske, dock senast 24 timmar",
                "allvarlig driftsstörning för den erbjudna tjänsten eller ekonomisk skada för verksamhetsutövaren",
                "påverkat eller kan påverka andra genom betydande skada",
                "även helgen räknas",
            ],
            &[
                "as soon as possible, and no later than 24 hours",
                "severe operational disruption of the service offered, or financial loss for the entity",
                "has affected or can affect others by causing considerable damage",
                "count weekends too",
            ],
        ),
        ("2 kap. 6 §", &["72 timmar", "betrodda tjänster"], &["72 hours", "trust services"]),
        ("2 kap. 7 §", &["delrapport", "begärs"], &["intermediate report", "on request"]),
        (
            "2 kap. 8 §",
            &["en månad", "lägesrapport", "1930:173", "den 28 december 2026", "den 1 mars 2027"],
            &["one month", "progress report", "1930:173", "28 December 2026", "1 March 2027"],
        ),
        (
            "2 kap. 9 §",
            &["där det är lämpligt", "informera dem som tar emot"],
            &["Where appropriate", "those who receive"],
        ),
        (
            "2 kap. 10 §",
            &["betydande cyberhot", "skyddsåtgärder"],
            &["significant cyber threat", "protective measures"],
        ),
        ("3 kap. 2 §", &["bara vid misstanke"], &["only where shortcomings are suspected"]),
        (
            "4 kap.",
            &["föreläggande", "vite", "anmärkning", "sanktionsavgift"],
            &["order", "reprimand", "administrative fine"],
        ),
        ("4 kap. 6 §", &["enskilda", "väsentliga"], &["private", "essential"]),
        ("4 kap. 10 §", &["5 000", "10 000 000", "1,4 procent"], &["5,000", "10,000,000", "1.4 per cent"]),
    ];
    for (heading, sv, en) in says {
        for (lang, phrases) in [(Lang::Sv, sv), (Lang::En, en)] {
            let said = under(&content, lang, "cybersakerhetslagen", heading);
            for phrase in phrases {
                assert!(said.contains(phrase), "{heading}, {lang:?}: no {phrase:?} in {said:?}");
            }
        }
    }
}

#[test]
fn each_regulation_is_named_with_the_day_it_came_into_force() {
    let content = content();
    let regulations = [
        ("MCFFS 2026:1", "den 2 februari 2026", "2 February 2026"),
        ("MCFFS 2026:8", "den 1 juli 2026", "1 July 2026"),
        ("MCFFS 2026:11", "den 1 oktober 2026", "1 October 2026"),
        ("MCFFS 2026:12", "den 1 oktober 2026", "1 October 2026"),
    ];
    let texts = read(&content, |name| name == "cybersakerhetslagen");
    for (regulation, sv, en) in regulations {
        for (lang, day) in [(Lang::Sv, sv), (Lang::En, en)] {
            let is_it = |text: &str| text.strip_prefix(regulation).is_some_and(|rest| rest.starts_with([',', ' ']));
            let mut named = texts.iter().filter(|text| text.lang == lang && is_it(&text.text));
            assert!(named.any(|text| text.text.contains(day)), "{regulation} {lang:?}");
        }
    }
    for (lang, check) in [(Lang::Sv, "kontrollera dem"), (Lang::En, "check them")] {
        assert!(under(&content, lang, "cybersakerhetslagen", "Föreskrifter (MCFFS)").contains(check));
    }
}

#[test]
fn supervision_is_given_by_sector_and_every_county_has_its_board() {
    let content = content();
    let counties = [
        "Blekinge",
        "Dalarna",
        "Gotland",
        "Gävleborg",
        "Halland",
        "Jämtland",
        "Jönköping",
        "Kalmar",
        "Kronoberg",
        "Norrbotten",
        "Skåne",
        "Stockholm",
        "Södermanland",
        "Uppsala",
        "Värmland",
        "Västerbotten",
        "Västernorrland",
        "Västmanland",
        "Västra Götaland",
        "Örebro",
        "Östergötland",
    ];
    let sectors = ["IVO", "Livsmedelsverket", "Energimyndigheten", "PTS"];
    for lang in Lang::ALL {
        let said = under(&content, lang, "cybersakerhetsforordningen", "7–16 §§");
        for name in counties.iter().chain(&sectors) {
            assert!(said.contains(name), "{lang:?}: {name}");
        }
        let board = if lang == Lang::Sv { "Länsstyrelsen i " } else { "The board in " };
        assert_eq!(said.matches(board).count(), 6, "{lang:?}");
    }
}

/// How a text cites a passage of the law: "2 kap. 5 §" is "chapter 2, section 5" in English.
fn citation(lang: Lang, passage: &str) -> String {
    let words: Vec<&str> = passage.split(' ').collect();
    match (words.as_slice(), lang) {
        (["Artikel", number, ..], Lang::Sv) => format!("artikel {number}"),
        (["Artikel", number, ..], Lang::En) => match number.split_once('.') {
            Some((article, paragraph)) => format!("Article {article}({paragraph})"),
            None => format!("Article {number}"),
        },
        ([chapter, "kap.", section, "§", ..], Lang::Sv) => format!("{chapter} kap. {section} §"),
        ([chapter, "kap.", section, "§", ..], Lang::En) => format!("chapter {chapter}, section {section}"),
        ([chapter, "kap."], Lang::En) => format!("chapter {chapter}"),
        ([sections, "§§"], Lang::En) => format!("sections {sections}"),
        _ => passage.to_owned(),
    }
}

#[test]
fn an_explanation_cites_every_passage_that_its_question_rests_on() {
    let content = content();
    let mut cited = 0;
    for (name, q) in all(&content).filter(|(_, q)| q.id == "nis2-kunskap") {
        for question in q.questions() {
            let said = plain_text(&question.explanation);
            for passage in &question.sources {
                let citation = citation(q.language, &passage.heading);
                assert!(said.contains(&citation), "{name}: {} does not cite {citation}", question.id);
                cited += 1;
            }
        }
    }
    assert!(cited > 60, "{cited}");
}
