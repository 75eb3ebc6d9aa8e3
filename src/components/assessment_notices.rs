//! What has to be said of the assessment being worked on: its name, how safe it is, and what has become of it.

use engine::model::questionnaire::Questionnaire;
use engine::results::assessment::Change;
use engine::results::migration::MigrationReport;
use futures::FutureExt;
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;
use texts::Texts;

use crate::browser::page;
use crate::components::button::Button;
use crate::components::details::Details;
use crate::components::region::fresh;
use crate::load::Loaded;
use crate::parts::{self, Fetched, Part};
use crate::state::{AppState, Notice};
use crate::store::SaveState;

/// As many lines as may stand above a page's own content without being asked for.
const FEW: usize = 5;

/// As many lines as anybody reads. A file may hold very many answers that nobody asks for.
const MOST: usize = 100;

/// What every page of an assessment says of it, when there is something to say: which of several it is, that it is not on
/// the device, that it is a draft again, and what a changed questionnaire did to its answers.
#[component]
pub fn AssessmentNotices(
    /// Its questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(loaded.value.language);
    let id = loaded.value.id.clone();
    let name = Memo::new(move |_| {
        let name = state.active.with(|active| active.as_ref().map(|active| active.assessment.name.clone()));
        name.filter(|_| state.count(&id) > 1)
    });
    let named = move || {
        let name = name.get()?;
        Some(view! { <p class="assessment-name">{t.assessment()}": "<strong>{name}</strong></p> }.into_any())
    };
    let save_state = Memo::new(move |_| state.active.with(|active| active.as_ref().map(|active| active.save_state)));
    let draft = move || {
        let is_again = matches!(state.notice.get()?, Notice::DraftAgain);
        is_again.then(|| view! { <p class="notice">{t.draft_again()}</p> }.into_any())
    };
    // The elements stand there from the start, so that screen readers read what comes into them.
    view! {
        <div>
            {move || fresh(named())}
            <div role="status">
                {move || fresh(save_state.get().and_then(|save_state| save_notice(save_state, t)))}
                {move || fresh(draft())}
            </div>
            <Migrated loaded/>
        </div>
    }
}

/// That the answers are not on the device. `None` when they are.
fn save_notice(save_state: SaveState, t: Texts) -> Option<AnyView> {
    let warning = |text| Some(view! { <p class="notice notice-warning">{text}</p> }.into_any());
    let save_as_new = |text| Some(view! { <SaveAsNew text t/> }.into_any());
    match save_state {
        SaveState::Saved | SaveState::Elsewhere => None,
        SaveState::NotAsked => Some(view! { <p class="notice">{t.save_not_asked()}</p> }.into_any()),
        SaveState::Blocked => warning(t.save_blocked()),
        SaveState::Full => warning(t.save_full()),
        SaveState::Newer => warning(t.save_newer()),
        SaveState::Orphaned => save_as_new(t.save_orphaned()),
        SaveState::Emptied => save_as_new(t.save_emptied()),
    }
}

/// That the answers are here only, and a button that saves them.
#[component]
fn SaveAsNew(
    /// What the button says.
    text: &'static str,
    /// The texts, in the reader's language.
    t: Texts,
) -> impl IntoView {
    let state = AppState::get();
    let save = move || {
        state.save_as_new();
        page::focus("h1");
    };
    view! {
        <div class="notice notice-warning">
            <p>{text}</p>
            <p><Button class="button" text=t.save_as_new() run=save/></p>
        </div>
    }
}

/// What became of the answers when the questionnaire changed, until it has been read.
#[component]
fn Migrated(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let state = AppState::get();
    let report = Memo::new(move |_| {
        state.active.with(|active| {
            let migrated = active.as_ref()?.assessment.migrated.as_ref()?;
            (!migrated.read).then(|| migrated.report.clone())
        })
    });
    let (part, lang) = (state.parts.edited, loaded.value.language);
    let notice = move || {
        let report = report.get()?;
        match part.wanted(lang) {
            // It is there: so the notice is made at once, with the present owner.
            parts::State::There => make_migration(state, loaded.clone(), report).now_or_never().and_then(Result::ok),
            // The next page asks for it again.
            parts::State::Failed(fault) => {
                Some(view! { <p class="notice notice-warning">{fault.message}</p> }.into_any())
            }
            parts::State::NotAsked | parts::State::Underway => None,
        }
    };
    view! { <div role="status">{move || fresh(notice())}</div> }
}

/// A part of the program, since few visits meet a questionnaire that has changed.
#[wasm_split(edited, wasm_split_path = leptos::wasm_split, preload(fetch_edited), fallible)]
fn make_migration(state: AppState, loaded: Loaded, report: MigrationReport) -> Fetched<AnyView> {
    Ok(migration_notice(state, &loaded.value, &report))
}

/// The part `edited`, not fetched yet.
#[must_use]
pub fn edited_part() -> Part {
    Part::new(|| Box::pin(fetch_edited()))
}

fn migration_notice(state: AppState, q: &Questionnaire, report: &MigrationReport) -> AnyView {
    let t = Texts(q.language);
    let have_read = move || {
        state.change(Change::Read);
        page::focus("h1");
    };
    let text = |id: &String| q.question(id).map_or_else(|| id.clone(), |question| question.text.clone());
    let lines = report.choice_gone.iter().map(|id| t.lost_choice(&text(id)));
    let lines = lines.chain(report.out_of_range.iter().map(|id| t.out_of_range(&text(id))));
    let lines = lines.chain(report.renamed.iter().map(|(_, id)| t.renamed_question(&text(id))));
    let lines = lines.chain(report.gone.iter().map(|id| t.gone_question(id)));
    let mut lines: Vec<String> = lines.take(MOST).collect();
    let rest = report.count() - lines.len();
    lines.extend((rest > 0).then(|| t.and_more(rest)));
    let is_short = lines.len() <= FEW;
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect::<Vec<_>>();
    view! {
        <section class="notice notice-warning">
            <p><strong>{t.new_version()}</strong></p>
            <Details summary=t.what_became() open=is_short><div><ul>{lines}</ul></div></Details>
            <p><Button class="button button-quiet" text=t.have_read() run=have_read/></p>
        </section>
    }
    .into_any()
}
