//! The trainer's pages: a room goes through a questionnaire together, without a server.

mod after;
mod agreed;
mod attendance;
mod certificate;
mod notes;
mod package;
mod room;
mod setup;
mod sheet;
mod stage;
mod timer;
mod typed_form;

pub use crate::pages::training::certificate::Certificate;
pub use crate::pages::training::room::Room;
pub use crate::pages::training::setup::session_name;

use engine::Lang;
use engine::model::questionnaire::Questionnaire;
use engine::room::session::can_be_voted_on;
use leptos::prelude::*;
use texts::Texts;

use crate::components::{Heading, Loading, fresh};
use crate::load::Loaded;
use crate::pages::of_questionnaire::of_questionnaire;
use crate::pages::training::after::After;
use crate::pages::training::attendance::Attendance;
use crate::pages::training::notes::Notes;
use crate::pages::training::setup::Setup;
use crate::pages::training::sheet::Sheet;
use crate::pages::training::stage::Stage;
use crate::route::{Place, Route, TrainingPage};
use crate::state::AppState;

/// One of the trainer's pages.
#[component]
pub fn Training(
    /// The reader's language.
    lang: Lang,
    /// The questionnaire's id; without one, the list of them.
    id: Option<String>,
    /// The page.
    page: TrainingPage,
) -> impl IntoView {
    let Some(id) = id else { return view! { <List lang/> }.into_any() };
    of_questionnaire(lang, id, Box::new(move |loaded| of_room(Room::open(loaded), page)))
}

/// A page of a session. One that has ended, or was never begun, has nothing to show: it is set up first.
pub fn of_room(room: Room, page: TrainingPage) -> AnyView {
    let is_set_up = room.session.with_untracked(Option::is_some);
    match page {
        TrainingPage::Attendance => view! { <Attendance room/> }.into_any(),
        TrainingPage::Stage if is_set_up => view! { <Stage room/> }.into_any(),
        TrainingPage::After if is_set_up => view! { <After room/> }.into_any(),
        TrainingPage::Notes if is_set_up => view! { <Notes room/> }.into_any(),
        TrainingPage::Sheet if is_set_up => view! { <Sheet room/> }.into_any(),
        TrainingPage::Setup | TrainingPage::Stage | TrainingPage::After | TrainingPage::Notes | TrainingPage::Sheet => {
            view! { <Setup room/> }.into_any()
        }
    }
}

/// The questionnaires that a room can go through: those with right answers first.
#[component]
fn List(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(lang);
    let lists = move || {
        let ids = state.site.with(|site| site.questionnaires.clone());
        // All are asked for before any is waited for.
        let asked: Vec<_> = ids.iter().map(|id| state.content.questionnaire(lang, id)).collect();
        let Some(fetched) = asked.into_iter().collect::<Option<Vec<_>>>() else {
            return view! { <Loading/> }.into_any();
        };
        let (checks, others): (Vec<_>, Vec<_>) =
            fetched.iter().flatten().partition(|loaded| loaded.value.scoring.kind.has_right_answers());
        let list = |title: &'static str, help: &'static str, of: Vec<&Loaded>| {
            let items: Vec<_> = of.into_iter().map(|loaded| item(&loaded.value, t)).collect();
            (!items.is_empty()).then(|| {
                view! { <section><h2>{title}</h2><p class="hint">{help}</p><ul class="plain-list">{items}</ul></section> }
                    .into_any()
            })
        };
        view! {
            <div>
                {list(t.training_checks(), t.training_checks_help(), checks)}
                {list(t.training_workshops(), t.training_workshops_help(), others)}
            </div>
        }
        .into_any()
    };
    view! {
        <Heading text=t.training() title=t.training()/>
        <p class="lead">{t.training_lead()}</p>
        {move || fresh(lists())}
    }
}

fn item(q: &Questionnaire, t: Texts) -> AnyView {
    let to = Route::new(q.language, Place::Training(Some(q.id.clone()), TrainingPage::Setup)).to_string();
    let count = q.questions().filter(|question| can_be_voted_on(question)).count();
    view! { <li><a href=to>{q.title.clone()}</a>" "<span class="hint">{t.questions(count)}</span></li> }.into_any()
}
