//! The pages of a questionnaire, in their states: what only one page has is a component too.

use std::sync::Arc;

use engine::encoding::content::Compiled;
use engine::model::answers::Answer;
use engine::model::decimal::Decimal;
use engine::model::questionnaire::{NumberField, QuestionKind};
use engine::results::migration::MigrationReport;
use engine::results::plan::{Action, ActionStatus, Plan};
use engine::results::result_file::OpenReport;
use engine::results::status::Status;
use engine::room::session::{Round, RoundStep, Session, Vote};
use engine::scoring::score;
use leptos::prelude::*;
use packaging::release::Standing;

use crate::components::Heading;
use crate::gallery::fixtures::{Fixtures, Group, Story, edit};
use crate::load::Loaded;
use crate::pages::NotFound;
use crate::pages::check::judge::{Finding, Grade};
use crate::pages::check::{Found, Report};
use crate::pages::device::{DevicePage, Done, said};
use crate::pages::front::Front;
use crate::pages::join::of_session;
use crate::pages::paper::Paper;
use crate::pages::question::QuestionPage;
use crate::pages::result::ResultView;
use crate::pages::review::Review;
use crate::pages::start::Start;
use crate::pages::training::{Room, Training, of_room};
use crate::route::{PLATFORM, Route, Step, Tab, TrainingPage};
use crate::state::device::Arrivals;
use crate::state::{AppState, Notice};
use crate::store::SaveState;

/// The pages, each in a state.
pub fn groups() -> Vec<Group> {
    PAGES.iter().map(|&(name, make)| Group { name, is_page: true, stories: vec![(name, make)] }).collect()
}

const PAGES: [Story; 46] = [
    ("start", |c| view! { <main><Start lang=c.lang/></main> }.into_any()),
    ("front", |c| front(&c, &c.levels)),
    ("front-begun", |c| {
        c.begin(AppState::get(), &c.levels, |n| (n < 5).then_some(n % 3));
        front(&c, &c.levels)
    }),
    ("question-single", |c| question(&c, &c.levels, 0, None)),
    ("question-single-answered", |c| question(&c, &c.levels, 0, Some(choosing(&c.levels, 0, &[1])))),
    ("question-several", |c| question(&c, &c.shares, 2, Some(choosing(&c.shares, 2, &[0, 1])))),
    ("question-text", |c| {
        let text = Answer { text: Some(c.t.own_view().to_owned()), ..Answer::default() };
        question(&c, &asking(&c, QuestionKind::Text), 0, Some(text))
    }),
    ("question-number", |c| {
        let answer = Answer { number: Decimal::read("12,5"), ..Answer::default() };
        question(&c, &asking(&c, number()), 0, Some(answer))
    }),
    ("question-number-wrong", |c| {
        let typed = Answer { typed: Some("-1".to_owned()), ..Answer::default() };
        question(&c, &asking(&c, number()), 0, Some(typed))
    }),
    ("question-with-a-note", |c| {
        let note = Some(c.t.own_view().to_owned());
        question(&c, &c.levels, 0, Some(Answer { note, ..choosing(&c.levels, 0, &[2]) }))
    }),
    ("question-of-knowledge", |c| question(&c, &c.knowledge, 0, None)),
    ("question-of-knowledge-answered", |c| question(&c, &c.knowledge, 0, Some(choosing(&c.knowledge, 0, &[1])))),
    ("question-unknown", |c| {
        let id = "finns-inte".to_owned();
        view! { <main><QuestionPage loaded=c.levels.clone() id/></main> }.into_any()
    }),
    ("review-empty", |c| review(&c, |_| None)),
    ("review-some", |c| review(&c, |n| (n % 3 > 0).then_some(n % 4))),
    ("review-all", |c| review(&c, |n| Some(n % 4))),
    ("result-empty", |c| result(&c, &c.levels, Tab::Summary, |_| None)),
    ("result-preliminary", |c| result(&c, &c.levels, Tab::Summary, |n| (n % 5 > 0).then_some(n % 3))),
    ("result-lowest", |c| result(&c, &c.levels, Tab::Summary, |_| Some(2))),
    ("result-highest", |c| result(&c, &c.levels, Tab::Summary, |_| Some(0))),
    ("result-with-targets", |c| {
        plan(&c);
        shown(&c, &c.levels, Tab::Summary)
    }),
    ("result-shares", |c| result(&c, &c.shares, Tab::Summary, |n| Some(n % 3))),
    ("result-percentages", |c| result(&c, &c.percentages, Tab::Summary, |n| Some(n % 3))),
    ("result-of-knowledge", |c| result(&c, &c.knowledge, Tab::Summary, |n| Some(n % 3))),
    ("result-opened", |c| {
        opened(&c);
        shown(&c, &c.levels, Tab::Summary)
    }),
    ("result-to-do", |c| {
        plan(&c);
        shown(&c, &c.levels, Tab::ToDo)
    }),
    ("paper", |c| view! { <main><Paper loaded=c.shares.clone() filled=false/></main> }.into_any()),
    ("not-found", |c| view! { <main><NotFound lang=c.lang/></main> }.into_any()),
    ("check-good", |c| found(&c, Grade::Good)),
    ("check-with-faults", |c| found(&c, Grade::Wrong)),
    // Last: what they begin stays on the device.
    ("training", |c| view! { <main><Training lang=c.lang id=None page=TrainingPage::Setup/></main> }.into_any()),
    ("training-setup", |c| room(&c.knowledge, TrainingPage::Setup, None)),
    ("training-underway", |c| room(&c.knowledge, TrainingPage::Setup, Some(|_| ()))),
    ("stage-collecting", |c| room(&c.knowledge, TrainingPage::Stage, Some(|_| ()))),
    ("stage-distribution", |c| {
        room(&c.knowledge, TrainingPage::Stage, Some(|round| round.step = RoundStep::Distribution))
    }),
    ("stage-answer", |c| {
        room(
            &c.knowledge,
            TrainingPage::Stage,
            Some(|round| {
                round.step = RoundStep::Answer;
                round.again = Some(Vote { hands: vec![2, 2, 2, 1], ..Vote::default() });
            }),
        )
    }),
    ("stage-agreed", |c| room(&c.levels, TrainingPage::Stage, Some(|round| round.step = RoundStep::Answer))),
    ("notes", |c| room(&c.knowledge, TrainingPage::Notes, Some(|_| ()))),
    ("sheet", |c| room(&c.knowledge, TrainingPage::Sheet, Some(|_| ()))),
    ("room-answers", |c| room(&c.knowledge, TrainingPage::After, Some(|_| ()))),
    ("attendance", |c| room(&c.knowledge, TrainingPage::Attendance, None)),
    ("join", |c| view! { <main>{of_session(c.knowledge.clone(), "e=1&s=ab12")}</main> }.into_any()),
    ("in-platform", |c| view! { <main>{of_session(c.knowledge.clone(), PLATFORM)}</main> }.into_any()),
    ("join-cut-off", |c| view! { <main>{of_session(c.knowledge.clone(), "e=1")}</main> }.into_any()),
    // A session is on the device by now.
    ("device", |c| view! { <main><DevicePage lang=c.lang/></main> }.into_any()),
    ("device-taken", |c| {
        let arrivals = Arrivals { added: 2, there: 1, beside: 1, refused: 1, damaged: true, gathered: true };
        view! { <main><Heading text=c.t.device() title=c.t.device()/>{said(Done::Taken(arrivals), c.t)}</main> }
            .into_any()
    }),
];

/// What a check has found where everything is good, or where each grade is there.
fn found(c: &Fixtures, worst: Grade) -> AnyView {
    let t = c.t;
    let mut report = Report {
        host: vec![Finding::good(t.check_types_good())],
        program: vec![Finding::good(t.check_whole(60)), Finding::good(t.check_version("1.2.3"))],
        content: vec![Finding::good(t.check_as_released(90))],
        browser: vec![Finding::good(t.check_saves())],
        ..Report::default()
    };
    if worst == Grade::Wrong {
        report
            .host
            .push(Finding::wrong(t.check_type("a.js", "text/plain"), t.check_type_help(".js", "text/javascript")));
        report.host.push(Finding::fair(t.check_guards_missing("Referrer-Policy"), t.check_guards_help()));
        report.content.push(Finding::wrong(t.check_logo("content/logo.svg"), t.check_logo_help()));
        report.content.push(Finding::fair(t.check_contact(), t.check_contact_help()));
        report.browser.push(Finding::fair(t.persists_not(), t.check_persists_help()));
        let path = "content/sv/chefsenkat.md".to_owned();
        report.other.push((path.clone(), Standing::Edited));
        report.own.push((path, Vec::new()));
    }
    let title = t.check();
    view! { <main><Heading text=title title=title/><Found report lang=c.lang again=|| ()/></main> }.into_any()
}

/// A page of a session with some hands counted, or without a session.
fn room(loaded: &Loaded, page: TrainingPage, first: Option<fn(&mut Round)>) -> AnyView {
    let room = Room::open(loaded.clone());
    match first {
        Some(edit) => {
            let every: Vec<String> = loaded.value.questions().map(|question| question.id.clone()).collect();
            let mut session = Session::new(&loaded.value, "ab12".to_owned(), &every);
            session.rounds.iter_mut().take(1).for_each(|round| {
                round.first.hands = vec![0, 0, 1, 2];
                edit(round);
            });
            room.begin(session);
        }
        None => room.end(),
    }
    view! { <main>{of_room(room, page)}</main> }.into_any()
}

fn front(_: &Fixtures, loaded: &Loaded) -> AnyView {
    view! { <main><Front loaded=loaded.clone()/></main> }.into_any()
}

/// A question with its answer. The respondent has been at it, so that coming to it changes nothing.
fn question(c: &Fixtures, loaded: &Loaded, n: usize, answer: Option<Answer>) -> AnyView {
    let state = AppState::get();
    c.begin(state, loaded, |_| None);
    let id = loaded.value.questions().nth(n).map(|question| question.id.clone()).unwrap_or_default();
    edit(state, |active| {
        active.save_state = SaveState::Saved;
        active.assessment.position = Some(id.clone());
        if let Some(answer) = answer {
            active.assessment.answers.set(&id, answer);
        }
    });
    view! { <main><QuestionPage loaded=loaded.clone() id/></main> }.into_any()
}

fn choosing(loaded: &Loaded, n: usize, choices: &[usize]) -> Answer {
    let question = loaded.value.questions().nth(n);
    let ids = choices.iter().filter_map(|choice| Some(question?.choices().get(*choice)?.id.clone()));
    Answer::choosing(ids)
}

/// A questionnaire whose first question is of another kind.
fn asking(c: &Fixtures, kind: QuestionKind) -> Loaded {
    let mut value = c.levels.value.clone();
    if let Some(first) = value.sections.iter_mut().flat_map(|section| &mut section.questions).next() {
        first.kind = kind;
    }
    Arc::new(Compiled { digest: c.levels.digest.clone(), value })
}

/// None of this site's questions asks for a number.
fn number() -> QuestionKind {
    QuestionKind::Number(NumberField { min: Some(0.0), max: Some(500.0), unit: "system".into() })
}

fn review(c: &Fixtures, pick: impl Fn(usize) -> Option<usize>) -> AnyView {
    c.begin(AppState::get(), &c.levels, pick);
    view! { <main><Review loaded=c.levels.clone()/></main> }.into_any()
}

fn result(c: &Fixtures, loaded: &Loaded, tab: Tab, pick: impl Fn(usize) -> Option<usize>) -> AnyView {
    c.begin(AppState::get(), loaded, pick);
    shown(c, loaded, tab)
}

/// The result of the assessment that has been begun.
fn shown(c: &Fixtures, loaded: &Loaded, tab: Tab) -> AnyView {
    let state = AppState::get();
    state.route.set(Route::to(c.lang, &loaded.value.id, Step::Result(tab)));
    view! { <main><ResultView loaded=loaded.clone()/></main> }.into_any()
}

/// A final result with a target and with actions: planned, begun and done.
fn plan(c: &Fixtures) {
    let state = AppState::get();
    c.begin(state, &c.levels, |n| Some(n % 4));
    let question = c.levels.value.questions().next().map(|question| question.id.clone());
    let actions = ActionStatus::ALL.map(|status| Action {
        id: format!("{status:?}").to_lowercase(),
        text: c.t.own_view().to_owned(),
        owner: c.t.role().to_owned(),
        year: Some(2026),
        status,
        question: question.clone().filter(|_| status == ActionStatus::Planned),
        ..Action::default()
    });
    let mut plan = Plan { actions: actions.into(), ..Plan::default() };
    for section in &c.levels.value.sections {
        plan.set_target(&section.id, Some(2));
    }
    edit(state, |active| {
        active.assessment.plan = plan.pack();
        active.assessment.status = Status::Final;
    });
}

/// A result from a file of another version, whose figures are not those of its answers.
fn opened(c: &Fixtures) {
    let state = AppState::get();
    c.begin(state, &c.levels, |n| Some(n % 4));
    let now = score(&c.levels.value, &state.answers_untracked());
    let disagreements = now.sections.iter().take(2).map(|part| (now.whole.clone(), part.clone())).collect();
    let report = OpenReport { other_version: true, answers: MigrationReport::default(), disagreements };
    state.notice.set(Some(Notice::Opened(report)));
}
