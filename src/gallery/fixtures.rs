//! What the gallery shows, and what the components in it are given.

use engine::Lang;
use engine::model::answers::{Answer, Answers};
use engine::model::site::Site;
use leptos::prelude::*;
use texts::Texts;

use crate::load::Loaded;
use crate::pages::split::parts;
use crate::route::Route;
use crate::state::AppState;
use crate::store::ActiveAssessment;

/// Something that the gallery shows, in its states.
pub struct Group {
    /// What its address ends with.
    pub name: &'static str,
    /// Whether it is a page, which brings its own heading and perhaps its own frame.
    pub is_page: bool,
    /// Its states.
    pub stories: Vec<Story>,
}

/// A component in a state: the state's name, and what makes it. It has an [`AppState`] of its own.
pub type Story = (&'static str, fn(Fixtures) -> AnyView);

/// What the components show: the settings and some questionnaires of this site.
#[derive(Clone)]
pub struct Fixtures {
    /// The language of all of it.
    pub lang: Lang,
    /// The texts in it.
    pub t: Texts,
    /// The site's settings.
    pub site: Site,
    /// Levels from 0 to 3.
    pub levels: Loaded,
    /// Shares of points, with several choices and with text.
    pub shares: Loaded,
    /// Percentages alone.
    pub percentages: Loaded,
    /// A check of knowledge.
    pub knowledge: Loaded,
}

impl Fixtures {
    /// A state of the site in which a page is open.
    pub fn state(&self, route: Route) -> AppState {
        AppState::new(route, self.site.clone(), parts())
    }

    /// Begins an assessment that is kept nowhere: to the question with a number from 0, the choice that `pick` says.
    pub fn begin(&self, state: AppState, loaded: &Loaded, pick: impl Fn(usize) -> Option<usize>) {
        state.begin(loaded, false);
        let answers = loaded.value.questions().enumerate().filter_map(|(n, question)| {
            let choice = question.choices().get(pick(n)?)?;
            Some((question.id.clone(), Answer::choosing([choice.id.clone()])))
        });
        let answers: Answers = answers.collect();
        edit(state, |active| active.assessment.answers = answers);
    }
}

/// Changes the assessment that has been begun, past all that keeps it.
pub fn edit(state: AppState, edit: impl FnOnce(&mut ActiveAssessment)) {
    state.active.update(|active| {
        if let Some(active) = active {
            edit(active);
        }
    });
}
