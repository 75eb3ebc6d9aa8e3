//! An invitation: the address of a questionnaire with the unit and the role that the answers are for.

use engine::Lang;
use engine::model::questionnaire::Questionnaire;
use engine::model::site::Site;

use crate::browser::page;
use crate::route::{Route, Step};

/// What an invitation says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Invitation {
    /// The unit; empty if none is named.
    pub unit: String,
    /// The id of the role; empty if none is named.
    pub role: String,
}

/// What stands before the unit, and before the role.
const UNIT: &str = "e=";
const ROLE: &str = "r=";

impl Invitation {
    /// The whole address.
    #[must_use]
    pub fn address(&self, lang: Lang, questionnaire: &str) -> String {
        let parts = [(UNIT, &self.unit), (ROLE, &self.role)].into_iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = parts.map(|(name, value)| format!("{name}{}", page::encoded(value))).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        let route = Route::to(lang, questionnaire, Step::Front);
        format!("{}{route}{mark}{}", page::address(), query.join("&"))
    }

    /// What the present address says, as far as the questionnaire and the site know it: anybody can write an address.
    #[must_use]
    pub fn here(questionnaire: &Questionnaire, site: &Site) -> Self {
        let fragment = page::fragment();
        let query = fragment.split_once('?').map_or("", |(_, query)| query);
        let of = |name: &str| {
            let value = query.split('&').find_map(|part| part.strip_prefix(name));
            value.map(page::decoded).map(|value| value.trim().to_owned()).unwrap_or_default()
        };
        let (unit, role) = (of(UNIT), of(ROLE));
        let knows_unit = (site.units.is_empty() && unit.chars().count() <= MOST) || site.units.contains(&unit);
        let knows_role = questionnaire.roles.iter().any(|known| known.id == role);
        Self {
            unit: if knows_unit { unit } else { String::new() },
            role: if knows_role { role } else { String::new() },
        }
    }
}

/// How long the name of a unit may be that an address gives, in characters.
const MOST: usize = 100;
