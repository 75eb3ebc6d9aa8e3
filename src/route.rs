//! The routes. They live in the fragment, so that any static host in any sub-folder works.

use std::fmt;

use engine::Lang;
use engine::model::id::is_id;

use crate::store::SHORT_ID;

/// Where the visitor is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The language of the page.
    pub lang: Lang,
    /// The page.
    pub place: Place,
    /// Which of several assessments of a questionnaire is meant: the first hexadecimal digits of its key.
    pub assessment: Option<String>,
}

/// A page, whatever its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The questionnaires.
    Start,
    /// A page of text, by its name, and the heading on it that is meant.
    About(String, Option<String>),
    /// The documents that results fill, or one of them by its id.
    Documents(Option<String>),
    /// Where a trainer leads a room through a questionnaire: its id (without one, the list of them) and the page.
    Training(Option<String>, TrainingPage),
    /// A participant's page, with the questionnaire's id and what the trainer's address says of the session.
    Join(String, String),
    /// Where a coordinator gathers results; or a questionnaire's id, and the word for one of the pages of its group, which
    /// its part reads (`pages::group::place`). Both may be empty.
    Group(String, String),
    /// Where whoever runs the site checks it.
    Check,
    /// Everything that is saved on the device.
    Device,
    /// A questionnaire, by its id.
    Questionnaire(String, Step),
    /// A fragment that leads nowhere.
    Unknown,
}

/// How far into a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Its front page.
    Front,
    /// A question, by its id.
    Question(String),
    /// Check your answers.
    Review,
    /// The result, one of its pages.
    Result(Tab),
    /// A form for paper: empty, or with the answers.
    Paper {
        /// Whether it shows the answers.
        filled: bool,
    },
}

/// The pages of a result. They are drawn together: the address says which one is shown, and paper gets all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// The figure, what it means, why, and section by section.
    Summary,
    /// Recommendations and the plan.
    ToDo,
    /// Earlier results beside it.
    Compare,
    /// The file, documents, and deleting.
    Save,
}

/// The trainer's pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrainingPage {
    /// Where a session is set up.
    Setup,
    /// What the projector shows.
    Stage,
    /// What the room has answered, afterwards.
    After,
    /// The list of those who were there.
    Attendance,
    /// What the trainer has on a screen of their own.
    Notes,
    /// The questions on paper.
    Sheet,
}

impl TrainingPage {
    const ALL: [Self; 6] = [Self::Setup, Self::Stage, Self::After, Self::Attendance, Self::Notes, Self::Sheet];

    /// The word in the address; the first one has none.
    fn word(self, words: &Words) -> &'static str {
        match self {
            Self::Setup => "",
            Self::Stage => words.stage,
            Self::After => words.after,
            Self::Attendance => words.attendance,
            Self::Notes => words.notes,
            Self::Sheet => words.paper,
        }
    }
}

impl Tab {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Summary, Self::ToDo, Self::Compare, Self::Save];

    /// The word in the address; the first one has none.
    fn word(self, words: &Words) -> &'static str {
        match self {
            Self::Summary => "",
            Self::ToDo => words.to_do,
            Self::Compare => words.compare,
            Self::Save => words.save,
        }
    }
}

impl Step {
    /// The result, where one begins to read it.
    pub const RESULT: Self = Self::Result(Tab::Summary);
}

/// What stands in the place of an invitation where a learning platform runs the page.
pub const PLATFORM: &str = "scorm";

/// The pages of text that the site itself links to.
pub mod about {
    /// What the site is and what it does with answers.
    pub const SITE: &str = "vattenpass";
    /// How answers are counted.
    pub const METHOD: &str = "metod";
    /// The glossary.
    pub const GLOSSARY: &str = "ordlista";
    /// The accessibility statement.
    pub const ACCESSIBILITY: &str = "tillganglighet";
    /// What is saved where, and the reader's rights.
    pub const PRIVACY: &str = "integritet";
    /// All of them.
    pub const ALL: [&str; 5] = [SITE, METHOD, GLOSSARY, ACCESSIBILITY, PRIVACY];
}

impl Route {
    /// A route to a page.
    #[must_use]
    pub fn new(lang: Lang, place: Place) -> Self {
        Self { lang, place, assessment: None }
    }

    /// The route with the assessment that is meant.
    #[must_use]
    pub fn of(self, assessment: Option<String>) -> Self {
        Self { assessment, ..self }
    }

    /// A route into a questionnaire.
    #[must_use]
    pub fn to(lang: Lang, questionnaire: &str, step: Step) -> Self {
        Self::new(lang, Place::Questionnaire(questionnaire.to_owned(), step))
    }

    /// The same page in the other language.
    #[must_use]
    pub fn in_other_language(&self) -> Self {
        Self { lang: self.lang.other(), ..self.clone() }
    }

    /// Reads a fragment, with or without its `#`. `None` if it names no language: the site chooses one.
    #[must_use]
    pub fn parse(fragment: &str) -> Option<Self> {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let (fragment, query) = fragment.split_once('?').unwrap_or((fragment, ""));
        let mut parts = fragment.split('/').filter(|part| !part.is_empty());
        let lang = Lang::from_code(parts.next()?)?;
        let rest: Vec<&str> = parts.collect();
        let words = Words::of(lang);
        let place = match rest.as_slice() {
            [] => Place::Start,
            [word, page] if *word == words.about && is_id(page) => Place::About((*page).to_owned(), None),
            [word, page, anchor] if *word == words.about && is_id(page) && is_anchor(anchor) => {
                Place::About((*page).to_owned(), Some((*anchor).to_owned()))
            }
            [word] if *word == words.documents => Place::Documents(None),
            [word, id] if *word == words.documents && is_id(id) => Place::Documents(Some((*id).to_owned())),
            [word] if *word == words.training => Place::Training(None, TrainingPage::Setup),
            [word, id] if *word == words.training && is_id(id) => {
                Place::Training(Some((*id).to_owned()), TrainingPage::Setup)
            }
            [word, id, page] if *word == words.training && is_id(id) => {
                let page = TrainingPage::ALL.into_iter().skip(1).find(|of| of.word(&words) == *page);
                page.map_or(Place::Unknown, |page| Place::Training(Some((*id).to_owned()), page))
            }
            [word, rest @ ..] if *word == words.group && rest.len() < 3 && rest.iter().all(|part| is_id(part)) => {
                let part = |at: usize| rest.get(at).map_or_else(String::new, |part| (*part).to_owned());
                Place::Group(part(0), part(1))
            }
            [word] if *word == words.check => Place::Check,
            [word] if *word == words.device => Place::Device,
            [word, id] if *word == words.join && is_id(id) => Place::Join((*id).to_owned(), query.to_owned()),
            [id] if is_id(id) => Place::Questionnaire((*id).to_owned(), Step::Front),
            [id, step] if is_id(id) && is_id(step) => {
                let step = match *step {
                    step if step == words.review => Step::Review,
                    step if step == words.result => Step::RESULT,
                    step if step == words.paper => Step::Paper { filled: false },
                    step if step == words.filled => Step::Paper { filled: true },
                    question => Step::Question(question.to_owned()),
                };
                Place::Questionnaire((*id).to_owned(), step)
            }
            [id, step, tab] if is_id(id) && *step == words.result => {
                let tab = Tab::ALL.into_iter().skip(1).find(|of| of.word(&words) == *tab);
                tab.map_or(Place::Unknown, |tab| Place::Questionnaire((*id).to_owned(), Step::Result(tab)))
            }
            _ => Place::Unknown,
        };
        let named = query.split('&').find_map(|pair| pair.strip_prefix(ASSESSMENT));
        match named {
            Some(named) if !is_short_id(named) => Some(Self::new(lang, Place::Unknown)),
            named => Some(Self { lang, place, assessment: named.map(str::to_owned) }),
        }
    }
}

/// A heading can be longer than an id; otherwise its anchor is made of the same (`engine::model::rich_text::anchor`).
fn is_anchor(part: &str) -> bool {
    part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// What stands before the digits that name an assessment.
const ASSESSMENT: &str = "a=";

fn is_short_id(text: &str) -> bool {
    text.len() == SHORT_ID && text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'))
}

/// The words of routes.
struct Words {
    about: &'static str,
    documents: &'static str,
    review: &'static str,
    result: &'static str,
    to_do: &'static str,
    compare: &'static str,
    save: &'static str,
    paper: &'static str,
    filled: &'static str,
    training: &'static str,
    stage: &'static str,
    after: &'static str,
    attendance: &'static str,
    notes: &'static str,
    join: &'static str,
    group: &'static str,
    check: &'static str,
    device: &'static str,
}

impl Words {
    fn of(lang: Lang) -> Self {
        lang.pick(
            Self {
                about: "om",
                documents: "dokument",
                review: "granska",
                result: "resultat",
                to_do: "att-gora",
                compare: "jamfor",
                save: "spara",
                paper: "papper",
                filled: "ifyllt",
                training: "utbildning",
                stage: "visa",
                after: "efterat",
                attendance: "narvaro",
                notes: "anteckningar",
                join: "delta",
                group: "grupp",
                check: "kontroll",
                device: "enheten",
            },
            Self {
                about: "about",
                documents: "documents",
                review: "review",
                result: "result",
                to_do: "to-do",
                compare: "compare",
                save: "save",
                paper: "paper",
                filled: "filled-in",
                training: "training",
                stage: "present",
                after: "after",
                attendance: "attendance",
                notes: "notes",
                join: "join",
                group: "group",
                check: "check",
                device: "device",
            },
        )
    }
}

impl fmt::Display for Route {
    /// The fragment with its `#`, as it stands in a link.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = Words::of(self.lang);
        let path = match &self.place {
            Place::Start | Place::Unknown => ["", "", ""],
            Place::About(page, anchor) => [words.about, page, anchor.as_deref().unwrap_or_default()],
            Place::Documents(id) => [words.documents, id.as_deref().unwrap_or_default(), ""],
            Place::Training(id, page) => [words.training, id.as_deref().unwrap_or_default(), page.word(&words)],
            Place::Join(id, _) => [words.join, id, ""],
            Place::Group(id, page) => [words.group, id, page],
            Place::Check => [words.check, "", ""],
            Place::Device => [words.device, "", ""],
            Place::Questionnaire(id, Step::Front) => [id, "", ""],
            Place::Questionnaire(id, Step::Question(question)) => [id, question, ""],
            Place::Questionnaire(id, Step::Review) => [id, words.review, ""],
            Place::Questionnaire(id, Step::Result(tab)) => [id, words.result, tab.word(&words)],
            Place::Questionnaire(id, Step::Paper { filled: false }) => [id, words.paper, ""],
            Place::Questionnaire(id, Step::Paper { filled: true }) => [id, words.filled, ""],
        };
        f.write_str("#/")?;
        f.write_str(self.lang.code())?;
        f.write_str("/")?;
        f.write_str(path[0])?;
        for part in path.into_iter().skip(1).filter(|part| !part.is_empty()) {
            f.write_str("/")?;
            f.write_str(part)?;
        }
        if let Place::Join(_, query) = &self.place {
            f.write_str("?")?;
            f.write_str(query)?;
        }
        if let Some(named) = &self.assessment {
            f.write_str("?")?;
            f.write_str(ASSESSMENT)?;
            f.write_str(named)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(fragment: &str, expect: Place) {
        let route = Route::parse(fragment).expect("names a language");
        assert_eq!(route.place, expect, "{fragment}");
        if expect != Place::Unknown {
            assert_eq!(Route::parse(&route.to_string()), Some(route), "{fragment}");
        }
    }

    #[test]
    fn every_route_of_the_contract_is_read_and_written() {
        let questionnaire = |step| Place::Questionnaire("chefsenkat".into(), step);
        check("#/sv/", Place::Start);
        check("#/sv", Place::Start);
        check("#/en/", Place::Start);
        check("#/sv/chefsenkat", questionnaire(Step::Front));
        check("#/sv/chefsenkat/8a", questionnaire(Step::Question("8a".into())));
        check("#/sv/chefsenkat/granska", questionnaire(Step::Review));
        check("#/sv/chefsenkat/resultat", questionnaire(Step::RESULT));
        check("#/en/chefsenkat/review", questionnaire(Step::Review));
        check("#/en/chefsenkat/result", questionnaire(Step::RESULT));
        check("#/sv/chefsenkat/resultat/att-gora", questionnaire(Step::Result(Tab::ToDo)));
        check("#/sv/chefsenkat/resultat/jamfor", questionnaire(Step::Result(Tab::Compare)));
        check("#/sv/chefsenkat/resultat/spara", questionnaire(Step::Result(Tab::Save)));
        check("#/en/chefsenkat/result/to-do", questionnaire(Step::Result(Tab::ToDo)));
        check("#/sv/chefsenkat/papper", questionnaire(Step::Paper { filled: false }));
        check("#/en/chefsenkat/filled-in", questionnaire(Step::Paper { filled: true }));
        check("#/sv/dokument", Place::Documents(None));
        let training = |page| Place::Training(Some("nis2-kunskap".into()), page);
        check("#/sv/utbildning", Place::Training(None, TrainingPage::Setup));
        check("#/sv/utbildning/nis2-kunskap", training(TrainingPage::Setup));
        check("#/en/training/nis2-kunskap/present", training(TrainingPage::Stage));
        check("#/sv/utbildning/nis2-kunskap/efterat", training(TrainingPage::After));
        check("#/en/training/nis2-kunskap/attendance", training(TrainingPage::Attendance));
        check("#/sv/delta/nis2-kunskap?f=1-3&s=ab12", Place::Join("nis2-kunskap".into(), "f=1-3&s=ab12".into()));
        check("#/en/join/nis2-kunskap?", Place::Join("nis2-kunskap".into(), String::new()));
        check("#/sv/grupp", Place::Group(String::new(), String::new()));
        check("#/sv/kontroll", Place::Check);
        check("#/en/check", Place::Check);
        check("#/sv/enheten", Place::Device);
        check("#/en/device", Place::Device);
        check("#/en/group/chefsenkat/share", Place::Group("chefsenkat".into(), "share".into()));
        check("#/en/documents/sammanfattning", Place::Documents(Some("sammanfattning".into())));
        check("#/sv/om/tillganglighet", Place::About("tillganglighet".into(), None));
        check("#/en/about/tillganglighet", Place::About("tillganglighet".into(), None));
        check("#/sv/om/ordlista/systemagare", Place::About("ordlista".into(), Some("systemagare".into())));
    }

    /// It fetches the questionnaire that an address names before the site runs.
    #[test]
    fn boot_js_takes_no_other_page_for_a_questionnaire() {
        let boot = include_str!("../scripts/boot.js");
        let places = [
            Place::Start,
            Place::About("a".into(), None),
            Place::Documents(None),
            Place::Training(None, TrainingPage::Setup),
            Place::Join("a".into(), String::new()),
            Place::Group(String::new(), String::new()),
            Place::Check,
            Place::Device,
        ];
        for place in places {
            let part = match place {
                // Whatever is added here stands in the list above too.
                Place::About(..) | Place::Documents(_) => "documents",
                Place::Training(..) => "room",
                Place::Group(..) => "group",
                Place::Check => "check",
                Place::Device => "device",
                Place::Join(..) => "join",
                Place::Start | Place::Questionnaire(..) | Place::Unknown => "start",
            };
            for lang in Lang::ALL {
                let route = Route::new(lang, place.clone()).to_string();
                let word = route.split('/').nth(2).unwrap();
                let line = format!("  \"{word}\": \"{part}\",\n");
                assert!(word.is_empty() || boot.contains(&line), "boot.js does not know {route}");
            }
        }
    }

    /// It fetches the part that an address leads to before the site runs.
    #[test]
    fn boot_js_knows_the_part_of_each_step() {
        let boot = include_str!("../scripts/boot.js");
        let steps = [Step::Review, Step::RESULT, Step::Paper { filled: false }, Step::Paper { filled: true }];
        for step in steps {
            let part = match step {
                // These need no word.
                Step::Front | Step::Question(_) => continue,
                // Whatever is added here stands in the list above too.
                Step::Review | Step::Result(_) => "result",
                Step::Paper { .. } => "documents",
            };
            for lang in Lang::ALL {
                let route = Route::to(lang, "a", step.clone()).to_string();
                let word = route.rsplit('/').next().unwrap();
                assert!(boot.contains(&format!("  \"{word}\": \"{part}\",\n")), "boot.js does not know {route}");
            }
        }
    }

    #[test]
    fn what_leads_nowhere_is_unknown_and_what_names_no_language_is_nothing() {
        for fragment in [
            "#/sv/a/b/c",
            "#/sv/a/resultat/x",
            "#/sv/a/granska/spara",
            "#/sv/Å",
            "#/sv/a/<b>",
            "#/sv/..%2f",
            "#/sv/a/B",
        ] {
            check(fragment, Place::Unknown);
        }
        for fragment in ["", "#", "#/", "#/de/", "#x"] {
            assert_eq!(Route::parse(fragment), None, "{fragment}");
        }
    }

    #[test]
    fn an_address_can_name_one_of_several_assessments() {
        let route = Route::parse("#/sv/chefsenkat/granska?a=1a2b3c4d").unwrap();
        assert_eq!(route, Route::to(Lang::Sv, "chefsenkat", Step::Review).of(Some("1a2b3c4d".into())));
        assert_eq!(route.to_string(), "#/sv/chefsenkat/granska?a=1a2b3c4d");
        assert_eq!(route.in_other_language().to_string(), "#/en/chefsenkat/review?a=1a2b3c4d");
        assert_eq!(Route::parse("#/sv/chefsenkat/granska?utm=1&a=1a2b3c4d"), Some(route));
        let unnamed = Route::to(Lang::Sv, "chefsenkat", Step::Front);
        assert_eq!(Route::parse("#/sv/chefsenkat?utm=a=1"), Some(unnamed));
        for wrong in ["", "1A2B3C4D", "1a2b3c4", "1a2b3c4d5", "../../x"] {
            check(&format!("#/sv/chefsenkat?a={wrong}"), Place::Unknown);
        }
    }

    #[test]
    fn no_address_leads_out_of_the_content_folder() {
        let long = "a".repeat(41);
        let parts = [
            "..",
            r"..\..\x",
            "..%2f..%2fx",
            "%2e%2e",
            "..%5c..%5cx",
            "%5c",
            r"\x",
            "x.md",
            "x:y",
            "https:",
            "%C3%A5",
            "å",
            "A",
            "a b",
            "%00",
            "-a",
            "a-",
            &long,
        ];
        let patterns =
            ["om/{}", "om/metod/{}x", "dokument/{}", "{}", "{}/1", "chefsenkat/{}", "{}/resultat", "om/{}/metod"];
        for pattern in patterns {
            for part in parts {
                // A heading may have a long anchor, and one that ends so.
                if !(pattern.contains("metod/") && (part == long || part.ends_with('-') || part.starts_with('-'))) {
                    check(&format!("#/sv/{}", pattern.replace("{}", part)), Place::Unknown);
                }
            }
        }
    }

    #[test]
    fn the_other_language_shows_the_same_page() {
        let route = Route::to(Lang::Sv, "chefsenkat", Step::Review);
        assert_eq!(route.in_other_language().to_string(), "#/en/chefsenkat/review");
    }
}
