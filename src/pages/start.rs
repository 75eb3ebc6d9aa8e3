//! The start page: what this is, what one has begun, and the questionnaires.

use engine::Lang;
use engine::encoding::content::{Summaries, Summary};
use engine::model::id::Id;
use engine::model::site::Site;
use engine::results::assessment::Assessment;
use engine::results::status::Status;
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::Texts;
use web_sys::MouseEvent;

use crate::browser::{format, page};
use crate::components::{Button, Heading, Loading, TryAgain, fresh};
use crate::load::Fault;
use crate::pages::later::{HaveFileSoon, figure, newer_summary};
use crate::route::{Place, Route, Step, TrainingPage};
use crate::state::AppState;
use crate::store::SavedAssessment;

/// The shackle and the body of a lock, and the icons of the ways in. They are named, since Leptos wraps a shape that is all
/// literals in a `g`.
const LOCK: &str = "M3 9h14v9H3zM6 9V6a4 4 0 0 1 8 0v3";
const LIST: &str = "M5 8h5M5 16h5M5 24h5M15 8h12M15 16h12M15 24h12";
const CHART: &str = "M4 27h24M8 27V17M16 27V7M24 27V13";
const SCREEN: &str = "M3 5h26M5 5v15h22V5M16 20v5M10 29l6-4 6 4";

/// The front door: what this is, what one has begun, the ways in, and the questionnaires in their groups.
#[component]
pub fn Start(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(lang);
    let content = move || {
        let site = state.site.get();
        let Some(known) = state.content.summaries(lang) else { return view! { <Loading/> }.into_any() };
        let known = known.map(|known| known.value.clone()).unwrap_or_default();
        let list = match site.questionnaires.is_empty() {
            // What the settings name is not known, and a message above says so.
            true if state.site_fault.with(Option::is_some) => view! { <div></div> }.into_any(),
            true => view! { <p class="notice">{t.no_questionnaires()}</p> }.into_any(),
            false => groups(&site, &known, lang),
        };
        let ids = site.questionnaires.clone();
        let resume = move || latest(state, &ids).map(|saved| resume(state, &saved, &known, t));
        view! {
            <Heading text=t.start_title() title=t.home()/>
            <p class="lead">{t.start_lead()}</p>
            <p class="assure">
                <svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d=LOCK/></svg>
                {t.stays_here()}
            </p>
            <div class="wide">{move || fresh(resume())}</div>
            <Ways lang/>
            {list}
            <HaveFileSoon lang/>
        }
        .into_any()
    };
    view! { {move || fresh(content())} }
}

/// The ways in: for those who answer, those who follow up, and those who train.
#[component]
fn Ways(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let t = Texts(lang);
    // A fragment is a route here: the link must not change it.
    let to_list = move |event: MouseEvent| {
        event.prevent_default();
        page::focus("#questionnaires");
    };
    let documents = Route::new(lang, Place::Documents(None)).to_string();
    let training = Route::new(lang, Place::Training(None, TrainingPage::Setup)).to_string();
    view! {
        <nav class="ways wide" aria-label=t.ways()>
            <a class="card" href="#questionnaires" on:click=to_list>
                <svg class="icon" viewBox="0 0 32 32" aria-hidden="true"><path d=LIST/></svg>
                <span><strong>{t.way_answer()}</strong>" "<span>{t.way_answer_help()}</span></span>
            </a>
            <a class="card" href=documents>
                <svg class="icon" viewBox="0 0 32 32" aria-hidden="true"><path d=CHART/></svg>
                <span><strong>{t.way_follow_up()}</strong>" "<span>{t.start_documents()}</span></span>
            </a>
            <a class="card" href=training>
                <svg class="icon" viewBox="0 0 32 32" aria-hidden="true"><path d=SCREEN/></svg>
                <span><strong>{t.way_train()}</strong>" "<span>{t.way_train_help()}</span></span>
            </a>
        </nav>
    }
}

/// The questionnaires in the municipality's groups; those in none come last.
fn groups(site: &Site, known: &Summaries, lang: Lang) -> AnyView {
    let t = Texts(lang);
    let grouped = |id: &String| site.groups.iter().any(|group| group.questionnaires.contains(id));
    let rest: Vec<String> = site.questionnaires.iter().filter(|id| !grouped(id)).cloned().collect();
    let rest_name = if site.groups.is_empty() { String::new() } else { t.more_questionnaires().to_owned() };
    let named = site.groups.iter().map(|group| (group.name.get(lang).to_owned(), group.questionnaires.clone()));
    let groups = named.chain([(rest_name, rest)]).filter(|(_, ids)| !ids.is_empty()).map(|(name, ids)| {
        let items = ids.into_iter().map(|id| {
            let known = summary_of(known, &id).cloned();
            view! { <Item lang known id/> }.into_any()
        });
        let items: Vec<_> = items.collect();
        let name = (!name.is_empty()).then(|| view! { <h3>{name}</h3> }.into_any());
        view! { <section>{name}<ul>{items}</ul></section> }.into_any()
    });
    let groups: Vec<_> = groups.collect();
    view! {
        <section class="questionnaires wide">
            <h2 id="questionnaires" tabindex="-1">{t.questionnaires()}</h2>
            <div class="groups">{groups}</div>
        </section>
    }
    .into_any()
}

/// What the build knew of a questionnaire.
fn summary_of<'k>(known: &'k Summaries, id: &str) -> Option<&'k Summary> {
    known.iter().find(|(of, _)| of == id).map(|(_, summary)| summary)
}

/// The assessment that was changed last, unless it is final.
fn latest(state: AppState, questionnaires: &[String]) -> Option<SavedAssessment> {
    let all = questionnaires.iter().flat_map(|id| state.list(id));
    let open = all.filter(|saved| saved.assessment.status == Status::Draft && !saved.assessment.answers.is_empty());
    open.max_by(|a, b| a.assessment.changed.cmp(&b.assessment.changed))
}

/// The way back to where one was.
fn resume(state: AppState, saved: &SavedAssessment, known: &Summaries, t: Texts) -> AnyView {
    let assessment = &saved.assessment;
    let id = assessment.questionnaire.id.clone();
    let changed = t.changed(&format::day(&assessment.changed, t.0));
    let (title, facts, bar) = match summary_of(known, &id) {
        // Added on the host: nothing is known of it before it is opened.
        None => (id.clone(), changed, None),
        Some(summary) => {
            let (answered, of) = (summary.answered(&assessment.answers), summary.questions.len());
            #[expect(clippy::cast_precision_loss, reason = "counts of questions")]
            let share = answered as f64 / of.max(1) as f64;
            let bar = view! { <progress aria-hidden="true" prop:value=share></progress> }.into_any();
            (summary.title.clone(), format!("{} · {changed}", t.answered_of(answered, of)), Some(bar))
        }
    };
    let name = (state.count(&id) > 1).then(|| format!(" · {}", assessment.name));
    // If the questionnaire is another one now, the question may be gone: its front page finds out.
    let is_same = summary_of(known, &id).is_some_and(|summary| summary.digest == assessment.questionnaire.digest);
    let (key, at) = (saved.key.clone(), assessment.position.clone().filter(|_| is_same));
    let carry_on = move || {
        state.resume(&key);
        state.go(&id, at.clone().map_or(Step::Front, Step::Question));
    };
    view! {
        <section class="card resume">
            <div>
                <h2>{t.where_you_were()}</h2>
                <p><strong id="resume">{title}{name}</strong></p>
                <p class="hint">{facts}</p>
                {bar}
            </div>
            <Button class="button" text=t.carry_on() describedby="resume" run=carry_on/>
        </section>
    }
    .into_any()
}

/// One questionnaire. Shows what the build knew at once, and what the host has edited since as soon as it is read.
#[component]
fn Item(
    /// The reader's language.
    lang: Lang,
    /// What the build knew of it.
    known: Option<Summary>,
    /// The id of the questionnaire.
    id: String,
) -> impl IntoView {
    let state = AppState::get();
    let summary: Shown = RwSignal::new(known.clone().map(Ok));
    let named = Id::new(&id);
    // A file with faults may have no title.
    let name = known.as_ref().map_or_else(|| id.clone(), |known| known.title.clone());
    Effect::new(move |before: Option<()>| {
        state.content.attempts.track();
        let (named, known) = (named.clone(), known.clone());
        let is_known = known.is_some() && before.is_none();
        let look = move || {
            spawn_local(async move {
                let Some(id) = named else { return };
                let newer = newer_summary(lang, id, known.clone()).await;
                // The visitor may have left the page in the meantime. At first, what is on show is what the build knew.
                if before.is_some() || newer.is_some() {
                    summary.try_set(newer.or(known.map(Ok)));
                }
            });
        };
        // What is on show can wait for what the visitor does first.
        if is_known { page::soon(look) } else { look() }
    });
    let outcome = RwSignal::new(String::new());
    page::soon({
        let id = id.clone();
        move || {
            spawn_local(async move {
                // The visitor may have left the page in the meantime.
                outcome.try_set(last_figure(state, lang, &id, summary).await.unwrap_or_default());
            })
        }
    });
    view! { <li>{move || fresh(item(state, lang, &id, &name, summary.get(), outcome))}</li> }
}

/// What the assessment that was answered last has come to, if it was answered to its end.
async fn last_figure(state: AppState, lang: Lang, id: &str, summary: Shown) -> Option<String> {
    let last = untrack(|| last(&state.list(id)).map(|last| last.answers.clone()))?;
    let summary = summary.try_get_untracked()??.ok()?;
    match summary.answered(&last) < summary.questions.len() {
        true => None,
        false => figure(lang, Id::new(id)?, last).await,
    }
}

/// What is shown of a questionnaire: `None` while nothing is known of it.
type Shown = RwSignal<Option<Result<Summary, Fault>>>;

fn item(
    state: AppState,
    lang: Lang,
    id: &str,
    name: &str,
    summary: Option<Result<Summary, Fault>>,
    outcome: RwSignal<String>,
) -> AnyView {
    let t = Texts(lang);
    let to = Route::to(lang, id, Step::Front).to_string();
    match summary {
        None => view! { <div class="item"><p class="hint">{t.loading()}</p></div> }.into_any(),
        Some(Ok(summary)) => {
            let stand = stand(state, id, &summary, outcome, t);
            let facts = t.questions_and_minutes(summary.questions.len(), summary.minutes);
            view! {
                <div class="item">
                    <a href=to>{summary.title}</a>
                    {stand}
                    <p class="hint">{format!("{} {facts}", summary.about)}</p>
                </div>
            }
            .into_any()
        }
        Some(Err(fault)) => {
            let (count, show, again) = match &fault {
                Fault::Faulty { diagnostics, .. } => {
                    (format!(" {}.", t.has_faults(diagnostics.len())), t.show_faults(), None)
                }
                _ => (String::new(), t.show_why(), Some(view! { <TryAgain lang/> }.into_any())),
            };
            view! {
                <div class="item item-faulty">
                    <strong>{name.to_owned()}</strong>
                    <p>{format!("{}.{count}", t.faulty_title())}</p>
                    <p class="buttons"><a href=to>{show}</a>{again}</p>
                </div>
            }
            .into_any()
        }
    }
}

/// The assessment that was changed last.
fn last(list: &[SavedAssessment]) -> Option<&Assessment> {
    list.iter().map(|saved| &saved.assessment).max_by(|a, b| a.changed.cmp(&b.changed))
}

/// How far one has come with a questionnaire, with the assessment that was changed last, or what it has come to.
fn stand(state: AppState, id: &str, summary: &Summary, outcome: RwSignal<String>, t: Texts) -> Option<AnyView> {
    let list = state.list(id);
    let last = last(&list)?;
    let (answered, of) = (summary.answered(&last.answers), summary.questions.len());
    let text = match last.status {
        Status::Final => t.made_final(&format::day(last.dated(), t.0)),
        Status::Draft if answered >= of => t.answered_on(&format::day(last.dated(), t.0)),
        Status::Draft => t.of(&answered.to_string(), &of.to_string()),
    };
    // It comes later, in a place of its own: the link beside it keeps the focus.
    let outcome =
        move || outcome.with(|outcome| if outcome.is_empty() { String::new() } else { format!("{outcome} · ") });
    Some(view! { <span class="tag"><span prop:textContent=outcome></span>{text}</span> }.into_any())
}
