//! What to do, area by area: what the answers recommend, and the plan.

use engine::model::answers::Answers;
use engine::model::questionnaire::{QuestionRef, Questionnaire};
use engine::results::plan::{Action, Plan};
use engine::results::to_do::{Area, Entry};
use engine::scoring::recommendations;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::json::read_plan;
use crate::browser::page::{self, fresh_id};
use crate::browser::random;
use crate::components::{Button, Download, DownloadMessage, RichText, fresh};
use crate::load::Loaded;
use crate::pages::result::plan::{AddToPlan, Exports, PlannedAction, action_for, card_id, proposed};
use crate::route::Step;
use crate::state::AppState;

/// As many recommendations as are shown at first, beside what is planned.
const FEW: usize = 6;

/// The recommendations and the plan in one list.
#[component]
pub fn ToDo(
    /// The questionnaire.
    loaded: Loaded,
    /// The answers.
    answers: Memo<Answers>,
    /// What is to be done, area by area.
    areas: Memo<Vec<Area>>,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(loaded.value.language);
    let elsewhere = {
        let loaded = loaded.clone();
        Memo::new(move |_| planned_elsewhere(state, &loaded.value))
    };
    let shows_all = RwSignal::new(false);
    let shows = move |entry: &Entry| shows_all.get() || entry.rank.is_none_or(|rank| rank < FEW);
    let empty = move || {
        let text = match answers.with(Answers::is_empty) {
            true => t.no_result_help(),
            false => t.nothing_to_do(),
        };
        areas.with(Vec::is_empty).then(|| view! { <p>{text}</p> }.into_any())
    };
    let each = move || {
        page::keep_focus();
        areas
            .with(|areas| areas.iter().flat_map(|area| &area.entries).map(|entry| entry.id.clone()).collect::<Vec<_>>())
    };
    let item = {
        let loaded = loaded.clone();
        move |id: String| {
            let own = card_id(&id);
            let is_hidden = {
                let id = id.clone();
                move || areas.with(|areas| find(areas, &id).is_some_and(|(_, entry, _)| !shows(entry)))
            };
            let heading = {
                let (loaded, id) = (loaded.clone(), id.clone());
                move || areas.with(|areas| heading(&loaded.value, areas, &id, shows))
            };
            view! {
                <div class="to-do" hidden=is_hidden>
                    {move || fresh(heading())}
                    <div class="to-do-item" id=own tabindex="-1"><Item id loaded=loaded.clone() answers elsewhere/></div>
                </div>
            }
            .into_any()
        }
    };
    let hidden = Memo::new(move |_| {
        areas.with(|areas| areas.iter().flat_map(|area| &area.entries).filter(|entry| !shows(entry)).count())
    });
    let more = move || {
        let hidden = hidden.get();
        let show = move || {
            let first = areas.with_untracked(|areas| {
                let mut entries = areas.iter().flat_map(|area| &area.entries);
                entries.find(|entry| entry.rank.is_some_and(|rank| rank >= FEW)).map(|entry| card_id(&entry.id))
            });
            shows_all.set(true);
            // The button is gone: the first of what has come takes the focus.
            page::focus(&format!("#{}", first.unwrap_or_default()));
        };
        (hidden > 0).then(|| {
            view! { <p class="buttons"><Button class="button button-quiet" text=t.show_more(hidden) run=show/></p> }
                .into_any()
        })
    };
    let add = move || {
        let action = proposed(Action { id: random::id(), ..Action::default() });
        let field = format!("#{} textarea", card_id(&action.id));
        state.change_plan(&format!("put {}", action.id), move |plan| plan.put(action.clone()));
        page::focus(&field);
    };
    let download = Download::new();
    let has_actions = Memo::new(move |_| !state.plan().actions.is_empty());
    let exports = move || has_actions.get().then(|| view! { <Exports loaded=loaded.clone() download/> }.into_any());
    view! {
        <p class="hint">{t.plan_help()}</p>
        {move || fresh(empty())}
        <div class="plan"><For each key=String::clone children=item/></div>
        {move || fresh(more())}
        <p class="buttons"><Button class="button button-quiet" text=t.plan_add() run=add/></p>
        {move || fresh(exports())}
        <DownloadMessage of=download t/>
    }
}

/// An entry with its area, and its place there.
fn find<'a>(areas: &'a [Area], id: &str) -> Option<(&'a Area, &'a Entry, usize)> {
    areas.iter().find_map(|area| {
        let at = area.entries.iter().position(|entry| entry.id == id)?;
        Some((area, &area.entries[at], at))
    })
}

/// The name of the area above the entry that begins it. On the screen that is the first one shown; paper shows all.
fn heading(q: &Questionnaire, areas: &[Area], id: &str, shows: impl Fn(&Entry) -> bool) -> Option<AnyView> {
    let t = Texts(q.language);
    let (area, _, at) = find(areas, id)?;
    let is_first = at == 0;
    if !is_first && area.entries.iter().position(shows) != Some(at) {
        return None;
    }
    let name = area.section.as_ref().map_or_else(|| t.own_actions().to_owned(), |section| t.part(q, section));
    Some(view! { <h2 class=(!is_first).then_some("screen-only")>{name}</h2> }.into_any())
}

/// An action with its fields, or what is recommended and not planned.
#[component]
fn Item(
    /// The id of the action, and of the recommendation.
    id: String,
    /// The questionnaire.
    loaded: Loaded,
    /// The answers.
    answers: Memo<Answers>,
    /// What is planned in other questionnaires.
    elsewhere: Memo<Vec<(QuestionRef, String)>>,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(loaded.value.language);
    let is_planned = {
        let id = id.clone();
        Memo::new(move |_| state.plan().actions.iter().any(|action| action.id == id))
    };
    let content = move || match is_planned.get() {
        true => view! { <PlannedAction id=id.clone() t/> }.into_any(),
        false => view! { <div>{recommended(state, &loaded, &answers.get(), &elsewhere.get(), &id)}</div> }.into_any(),
    };
    view! { {move || fresh(content())} }
}

/// A recommendation that the answers trigger.
fn recommended(
    state: AppState,
    loaded: &Loaded,
    answers: &Answers,
    elsewhere: &[(QuestionRef, String)],
    id: &str,
) -> Option<AnyView> {
    let q = &loaded.value;
    let t = Texts(q.language);
    let triggered = recommendations::triggered(q, answers).into_iter().find(|triggered| triggered.id() == id)?;
    let (question, recommendation) = (triggered.question, triggered.recommendation);
    let answer = answers.get(&question.id).map(|answer| t.in_words(answer, question)).unwrap_or_default();
    let to = state.to(&q.id, Step::Question(question.id.clone()));
    let level = question.level.map(|level| format!("{} {level} · ", t.level()));
    let described = fresh_id();
    let measure = question.measure(&q.id);
    let plan = match elsewhere.iter().find(|(planned, _)| *planned == measure) {
        Some((_, title)) => view! { <p class="hint">{t.planned_in(title)}</p> }.into_any(),
        None => view! { <AddToPlan action=action_for(&triggered) described=described.clone() t/> }.into_any(),
    };
    let view = view! {
        <RichText blocks=&recommendation.text id=described/>
        <p class="owner">{level}{t.owner()}": "<strong>{recommendation.owner.clone()}</strong></p>
        <p class="hint"><a href=to>{t.after_answer(&question.text, &answer.join(", "))}</a></p>
        {plan}
    };
    Some(view.into_any())
}

/// What the newest plan of each other questionnaire has an action for: the measure, and the questionnaire's title.
fn planned_elsewhere(state: AppState, q: &Questionnaire) -> Vec<(QuestionRef, String)> {
    let others = state.site.with(|site| site.questionnaires.clone());
    let planned = others.into_iter().filter(|id| *id != q.id).filter_map(|id| {
        let actions = Plan::of(&state.newest(&id)?, read_plan).actions;
        // Without a plan nothing is fetched.
        let other = (!actions.is_empty()).then(|| state.content.questionnaire(q.language, &id)).flatten()?;
        Some((actions, other.ok()?))
    });
    let measures = planned.flat_map(|(actions, other)| {
        let q = &other.value;
        let questions = actions.iter().filter_map(|action| q.question(action.question.as_ref()?));
        questions.map(|question| (question.measure(&q.id), q.title.clone())).collect::<Vec<_>>()
    });
    measures.collect()
}
