//! What has to be said of the assessment being worked on: its name, how safe it is, and what has become of it.

use engine::model::questionnaire::Questionnaire;
use engine::results::migration::MigrationReport;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::page;
use crate::load::Loaded;
use crate::state::{AppState, Notice};
use crate::store::SaveState;
use crate::ui::{El, button, details, el, text_el};

/// As many lines as may stand above a page's own content without being asked for.
const FEW: usize = 5;

/// As many lines as anybody reads. A file may hold very many answers that nobody asks for.
const MOST: usize = 100;

/// What every page of an assessment says of it, when there is something to say: which of several it is, that it is not on
/// the device, that it is a draft again, and what a changed questionnaire did to its answers.
pub fn assessment_notices(loaded: &Loaded) -> El {
    let state = AppState::get();
    let t = Texts(loaded.value.language);
    let id = loaded.value.id.clone();
    let name = Memo::new(move |_| {
        let name = state.open.with(|open| open.as_ref().map(|open| open.assessment.name.clone()));
        name.filter(|_| state.count(&id) > 1)
    });
    let named = move || {
        let name = name.get()?;
        Some(text_el("p", t.assessment()).class("assessment-name").text(": ").child(text_el("strong", &name)))
    };
    let keeping = Memo::new(move |_| state.open.with(|open| open.as_ref().map(|open| open.keeping)));
    let draft = move || {
        let is_again = matches!(state.notice.get()?, Notice::DraftAgain);
        is_again.then(|| text_el("p", t.draft_again()).class("notice"))
    };
    // The elements stand there from the start, so that screen readers tell what comes into them.
    el("div")
        .live(named)
        .child(el("div").attr("role", "status").live(move || keeping_notice(state, keeping.get()?, t)).live(draft))
        .child(migrated(state, loaded))
}

/// That the answers are not on the device. Nothing when they are.
fn keeping_notice(state: AppState, keeping: SaveState, t: Texts) -> Option<El> {
    let warning = |text| Some(text_el("p", text).class("notice notice-warning"));
    match keeping {
        SaveState::Saved => None,
        SaveState::NotAsked => Some(text_el("p", t.keeping_not_asked()).class("notice")),
        SaveState::Blocked => warning(t.keeping_blocked()),
        SaveState::Full => warning(t.keeping_full()),
        SaveState::Newer => warning(t.keeping_newer()),
        SaveState::Orphaned => Some(keep_as_new(state, t.keeping_orphaned(), t)),
        SaveState::Emptied => Some(keep_as_new(state, t.keeping_emptied(), t)),
    }
}

/// That the answers are here only, and a button that saves them.
fn keep_as_new(state: AppState, said: &str, t: Texts) -> El {
    let keep = move || {
        state.keep();
        page::focus("h1");
    };
    let keep = el("p").child(button("button", t.keep_as_new(), keep));
    el("div").class("notice notice-warning").child(text_el("p", said)).child(keep)
}

/// What became of the answers when the questionnaire changed, until it has been read.
fn migrated(state: AppState, loaded: &Loaded) -> El {
    let t = Texts(loaded.value.language);
    let report = Memo::new(move |_| {
        state.open.with(|open| {
            let migrated = open.as_ref()?.assessment.migrated.as_ref()?;
            (!migrated.read).then(|| migrated.report.clone())
        })
    });
    let q = loaded.clone();
    el("div").attr("role", "status").live(move || {
        let report = report.get()?;
        let read = move || {
            state.change(engine::results::assessment::Change::Read);
            page::focus("h1");
        };
        let notice = el("section").class("notice notice-warning");
        let notice = notice.child(el("p").child(text_el("strong", t.new_version())));
        Some(notice.child(what_became(&q.value, &report)).child(el("p").child(button(
            "button button-quiet",
            t.have_read(),
            read,
        ))))
    })
}

/// What became of each answer that met another version of its questionnaire.
fn what_became(q: &Questionnaire, report: &MigrationReport) -> El {
    let t = Texts(q.language);
    let text = |id: &String| q.question(id).map_or_else(|| id.clone(), |question| question.text.clone());
    let lines = report.choice_gone.iter().map(|id| t.lost_choice(&text(id)));
    let lines = lines.chain(report.out_of_range.iter().map(|id| t.out_of_range(&text(id))));
    let lines = lines.chain(report.renamed.iter().map(|(_, id)| t.renamed_question(&text(id))));
    let lines = lines.chain(report.gone.iter().map(|id| t.gone_question(id)));
    let mut lines = lines.map(|line| text_el("li", &line));
    let mut items: Vec<El> = lines.by_ref().take(MOST).collect();
    let rest = report.count() - items.len();
    items.extend((rest > 0).then(|| text_el("li", &t.and_more(rest))));
    let is_short = items.len() <= FEW;
    details(t.what_became(), el("div").child(el("ul").children(items))).flag("open", is_short)
}
