//! What a page of a group shows: the coordinator's own results together with the files of others.

use std::sync::Arc;

use engine::group::cells::Counts;
use engine::group::group_file::{By, Figures, GroupFile, GroupItem, Part, Spread, Together, Year};
use engine::group::items::{Item, ItemKind, items};
use engine::group::overview::{Overview, YearOverview};
use engine::model::questionnaire::Questionnaire;
use engine::results::structure::Structure;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::format;
use crate::load::Loaded;
use crate::pages::group::work::{Work, thresholds};
use crate::state::AppState;

/// The group of a questionnaire.
#[derive(Clone)]
pub struct GroupView {
    /// The questionnaire.
    pub loaded: Loaded,
    /// What is counted of it.
    pub items: Arc<Vec<Item>>,
    /// The coordinator's own results.
    pub own: Arc<Overview>,
    /// What may be shared, with the files of others.
    pub together: Arc<Together>,
    /// The years that there is something to show of, the last one first.
    pub years: Vec<u16>,
}

impl GroupView {
    /// The group of a questionnaire. `None` if nothing of it has been gathered. Whoever calls this follows what has.
    #[must_use]
    pub fn new(state: AppState, loaded: &Loaded) -> Option<Self> {
        let work = Work::get();
        let q = &loaded.value;
        let own = work.overviews.with(|all| all.get(&q.id).cloned()).unwrap_or_default();
        let files = work.report.with(|report| report.as_ref().map(|report| report.groups.clone()).unwrap_or_default());
        let files: Vec<&GroupFile> = files.iter().map(AsRef::as_ref).collect();
        let file = GroupFile {
            format: GroupFile::FORMAT.to_owned(),
            version: GroupFile::VERSION,
            day: format::today(),
            municipalities: vec![state.site.with(|site| site.name.get(q.language).to_owned())],
            questionnaire: q.id.clone(),
            structure: Structure::of(q).digest(),
            thresholds: thresholds(state),
            years: own.years.iter().filter_map(|year| year.shared.clone()).collect(),
        };
        let own_years: Vec<u16> = own.years.iter().map(|year| year.year).collect();
        let together = Together::new(file, &own_years, &files);
        let mut years: Vec<u16> =
            own_years.into_iter().chain(together.file.years.iter().map(|year| year.year)).collect();
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        let items = Arc::new(items(q));
        let has_any = !years.is_empty() || own.of_other_versions > 0;
        has_any.then(|| Self { loaded: loaded.clone(), items, own, together: together.into(), years })
    }

    /// The questionnaire.
    #[must_use]
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.loaded.value
    }

    /// The texts in its language.
    #[must_use]
    pub fn t(&self) -> Texts {
        Texts(self.loaded.value.language)
    }

    /// The coordinator's own results of a year, if the figures are of them alone.
    #[must_use]
    pub fn own_year(&self, year: u16) -> Option<&YearOverview> {
        let is_with_others = || {
            let year = self.shared_year(year);
            year.is_some_and(|year| !year.municipalities.is_empty())
        };
        self.own.years.iter().find(|own| own.year == year).filter(|_| !is_with_others())
    }

    /// What may be shared of a year.
    #[must_use]
    pub fn shared_year(&self, year: u16) -> Option<&Year> {
        self.together.file.years.iter().find(|of| of.year == year)
    }

    /// What everybody has answered to an item, by its place. `None` where it is not shown.
    #[must_use]
    pub fn all(&self, year: u16, place: usize) -> Option<Spread> {
        match self.own_year(year) {
            Some(own) => own.all.get(place).cloned(),
            None => self.shared_item(year, place)?.all.spread.clone(),
        }
    }

    /// What everybody has answered to an item, as counts.
    #[must_use]
    pub fn counts(&self, year: u16, place: usize) -> Option<Counts> {
        Some(self.all(year, place)?.counts(self.items.get(place)?))
    }

    fn shared_item(&self, year: u16, place: usize) -> Option<&GroupItem> {
        self.shared_year(year)?.item(self.items.get(place)?)
    }

    /// What is shown of the parts of everybody: units, roles or municipalities.
    #[must_use]
    pub fn parts(&self, year: u16, place: usize, by: By) -> &[Part] {
        self.shared_item(year, place).map_or(&[], |item| item.parts_by(by))
    }

    /// The name of a part, or of several that are shown together.
    #[must_use]
    pub fn part_name(&self, of: &[String], by: By) -> String {
        let t = self.t();
        match (of, by) {
            ([one], by) => t.part_name(self.questionnaire(), one, by),
            (several, By::Unit) => t.parts_together(several.len()),
            (several, By::Role) => t.roles_together(several.len()),
            (several, By::Municipality) => t.municipalities_together(several.len()),
        }
    }

    /// The places of the items of a kind.
    pub fn of_kind(&self, kind: ItemKind) -> impl Iterator<Item = usize> {
        let items = self.items.clone();
        (0..items.len()).filter(move |place| items[*place].kind == kind)
    }

    /// The places of what is a figure: the whole, the areas, and figures of their own.
    #[must_use]
    pub fn figures(&self) -> Vec<usize> {
        let kinds = [ItemKind::Whole, ItemKind::Section, ItemKind::Index];
        kinds.into_iter().flat_map(|kind| self.of_kind(kind)).collect()
    }

    /// What an item is called.
    #[must_use]
    pub fn name(&self, place: usize) -> String {
        self.items.get(place).map(|item| self.t().item_name(self.questionnaire(), item)).unwrap_or_default()
    }

    /// The median of what is shown, in words. `None` if there is none.
    #[must_use]
    pub fn median(&self, place: usize, figures: &Figures) -> Option<String> {
        self.t().median_in_words(self.questionnaire(), self.items.get(place)?, figures)
    }
}
