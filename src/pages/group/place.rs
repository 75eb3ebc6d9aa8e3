//! The addresses of the coordinator's pages, after their word: `chefsenkat/enheter`.

use engine::Lang;

use crate::route::{Place, Route};

/// The pages of a questionnaire's group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupPage {
    /// Area by area, question by question.
    Questions,
    /// The units beside each other.
    Units,
    /// The roles beside each other, question by question.
    Roles,
    /// This year beside those before.
    Years,
    /// Files to keep, and files to share.
    Share,
}

impl GroupPage {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Questions, Self::Units, Self::Roles, Self::Years, Self::Share];

    /// The word in the address; the first one has none.
    fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Questions => "",
            Self::Units => lang.pick("enheter", "units"),
            Self::Roles => lang.pick("roller", "roles"),
            Self::Years => lang.pick("ar", "years"),
            Self::Share => lang.pick("dela", "share"),
        }
    }

    /// The page that a word in an address leads to. The words of both languages are read: the link to the other language
    /// leaves them as they are. `None` if it leads nowhere.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| Lang::ALL.iter().any(|lang| page.word(*lang) == word))
    }
}

/// The address of a page: where results are gathered, or a page of a questionnaire's group.
#[must_use]
pub fn address(lang: Lang, of: Option<(&str, GroupPage)>) -> String {
    let (id, word) = of.map_or(("", ""), |(id, page)| (id, page.word(lang)));
    Route::new(lang, Place::Group(id.to_owned(), word.to_owned())).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_read_and_written_in_both_languages() {
        for lang in Lang::ALL {
            for page in GroupPage::ALL {
                let address = address(lang, Some(("chefsenkat", page)));
                let Some(Route { place: Place::Group(id, word), .. }) = Route::parse(&address) else {
                    panic!("{address}")
                };
                assert_eq!((id.as_str(), GroupPage::of(&word)), ("chefsenkat", Some(page)), "{address}");
            }
            assert_eq!(
                Route::parse(&address(lang, None)),
                Some(Route::new(lang, Place::Group(String::new(), String::new())))
            );
        }
        assert_eq!(address(Lang::Sv, Some(("chefsenkat", GroupPage::Units))), "#/sv/grupp/chefsenkat/enheter");
        assert_eq!(GroupPage::of("annat"), None);
    }
}
