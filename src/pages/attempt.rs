//! An attempt at a knowledge check in a learning platform, which runs the page and keeps what is answered (SCORM 1.2).
//!
//! It is the one thing on the site that speaks to something else. Whoever opens it or closes it has passed nothing: it is
//! over when it is handed in.

use engine::Lang;
use engine::exports::scorm::{Suspended, score, time_span};
use engine::model::answers::{AnswerField, AnswerState};
use engine::model::questionnaire::{Question, Questionnaire};
use engine::room::session::can_be_voted_on;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::format;
use crate::browser::page;
use crate::browser::platform::Platform;
use crate::components::{Button, Heading, PartNotice, fresh};
use crate::load::Loaded;
use crate::state::AppState;
use crate::store::SaveState;

/// An attempt, from when the page is opened until it goes.
#[derive(Clone, Copy)]
pub struct Attempt {
    state: AppState,
    loaded: StoredValue<Loaded>,
    /// Who keeps the answers; nobody, if no platform runs the page or it has refused.
    platform: StoredValue<Option<Platform>, LocalStorage>,
    /// What is to be said before the first question.
    greeting: StoredValue<Greeting>,
    /// The questions whose right answer has been shown.
    pub shown: RwSignal<Vec<String>>,
    standing: RwSignal<Standing>,
    /// Whether one was handed in before, of which the platform has kept no answers: what is answered now changes nothing.
    is_practice: bool,
    /// Why the platform has not taken the last answers, in its own words.
    refusal: RwSignal<Option<String>>,
    /// When it began, in milliseconds.
    began: f64,
}

/// How far an attempt has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// It is being answered.
    Open,
    /// It has been handed in.
    HandedIn,
    /// The talk with the platform has ended.
    Ended,
}

/// What the platform has said as the page was opened.
#[derive(Clone)]
enum Greeting {
    /// There is no platform.
    NoPlatform,
    /// It has refused, for a reason in its own words.
    Refused(String),
    /// It keeps the answers.
    Keeps,
    /// It keeps the answers. Those it had are of other questions, and can't be read.
    Changed,
}

impl Attempt {
    /// Looks for the platform, and goes on where the attempt was. It ends when the page goes.
    #[must_use]
    pub fn begin(loaded: &Loaded) -> Self {
        let state = AppState::get();
        let q = &loaded.value;
        let (platform, mut greeting) = match Platform::find() {
            None => (None, Greeting::NoPlatform),
            Some(platform) if platform.initialize() => (Some(platform), Greeting::Keeps),
            Some(platform) => (None, Greeting::Refused(platform.error())),
        };
        state.begin(loaded, false);
        let (mut shown, mut standing, mut is_practice) = (Vec::new(), Standing::Open, false);
        if let Some(platform) = &platform {
            state.active.update(|active| active.iter_mut().for_each(|active| active.save_state = SaveState::Elsewhere));
            let kept = platform.get("cmi.suspend_data");
            let opened = Suspended::read(&kept).and_then(|kept| Some((kept.code.open(q, &[])?.0, kept.shown)));
            let is_over = matches!(platform.get("cmi.core.lesson_status").as_str(), "completed" | "passed" | "failed");
            match &opened {
                Some(_) if is_over => standing = Standing::HandedIn,
                _ => is_practice = is_over,
            }
            if let Some((answers, places)) = opened {
                for question in questions(q) {
                    if let Some(answer) = answers.get(&question.id) {
                        state.answer(&question.id, |_| AnswerField::Choices(answer.choices.clone()));
                    }
                }
                state.remember_position(&platform.get("cmi.core.lesson_location"));
                let all: Vec<&Question> = questions(q).collect();
                shown =
                    places.into_iter().filter_map(|place| Some(all.get(place.checked_sub(1)?)?.id.clone())).collect();
            } else if !kept.is_empty() {
                greeting = Greeting::Changed;
            }
        }
        let attempt = Self {
            state,
            loaded: StoredValue::new(loaded.clone()),
            platform: StoredValue::new_local(platform),
            greeting: StoredValue::new(greeting),
            shown: RwSignal::new(shown),
            standing: RwSignal::new(standing),
            is_practice,
            refusal: RwSignal::new(None),
            began: format::milliseconds(),
        };
        if standing == Standing::Open && !is_practice {
            // A platform takes a page that says nothing for one that is finished.
            attempt.give(&[("cmi.core.lesson_status", "incomplete")]);
        }
        // From when a right answer is shown, the guess before it stays.
        Effect::new(move |before: Option<()>| {
            attempt.shown.track();
            before.iter().for_each(|()| untrack(|| attempt.report()));
        });
        let ends = window_event_listener_untyped("pagehide", move |_| attempt.end());
        // A phone may never show the page again, and never say that it goes.
        let hides = window_event_listener_untyped("visibilitychange", move |_| attempt.report());
        on_cleanup(move || {
            ends.remove();
            hides.remove();
            attempt.end();
        });
        attempt
    }

    /// The ids of the questions, in order.
    #[must_use]
    pub fn questions(self) -> Vec<String> {
        self.loaded.with_value(|loaded| questions(&loaded.value).map(|question| question.id.clone()).collect())
    }

    /// Gives the platform the answers, as long as the attempt is open.
    pub fn report(self) {
        if self.standing.try_get_untracked() == Some(Standing::Open) && !self.is_practice {
            self.give(&[]);
        }
    }

    /// Gives the platform what is known of the attempt, and values besides. Says whether it has taken everything; what no
    /// platform is there to take is taken.
    fn give(self, besides: &[(&str, &str)]) -> bool {
        let Some(platform) = self.platform.get_value() else { return true };
        let (code, score) = self.loaded.with_value(|loaded| {
            let answers = self.state.answers_untracked();
            let code = untrack(|| self.state.result_code(&loaded.value));
            (code, score(questions(&loaded.value), &answers).to_string())
        });
        let shown = self.shown.get_untracked();
        let places =
            self.questions().iter().enumerate().filter(|(_, id)| shown.contains(id)).map(|(n, _)| n + 1).collect();
        let kept = code.map(|code| Suspended { code, shown: places }.write()).unwrap_or_default();
        let position = self.state.active.with_untracked(|active| active.as_ref()?.assessment.position.clone());
        // A platform need not know these two.
        let _ = platform.set("cmi.core.score.min", "0") && platform.set("cmi.core.score.max", "100");
        let values = [
            ("cmi.suspend_data", kept.as_str()),
            ("cmi.core.lesson_location", &position.unwrap_or_default()),
            ("cmi.core.score.raw", &score),
        ];
        let is_taken =
            values.iter().chain(besides).all(|(element, value)| platform.set(element, value)) && platform.commit();
        self.refusal.set((!is_taken).then(|| platform.error()));
        is_taken
    }

    /// Hands the attempt in: it is over, and its answers stand.
    fn hand_in(self) {
        let before = self.shown.get_untracked();
        self.shown.set(self.questions());
        if self.is_practice || self.give(&[("cmi.core.lesson_status", "completed")]) {
            self.standing.set(Standing::HandedIn);
            page::focus("h1");
        } else {
            self.shown.set(before);
        }
    }

    /// Ends the talk with the platform: once.
    fn end(self) {
        let Some(standing) = self.standing.try_get_untracked().filter(|standing| *standing != Standing::Ended) else {
            return;
        };
        let Some(platform) = self.platform.get_value() else { return };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole seconds, and none before it began"
        )]
        let seconds = ((format::milliseconds() - self.began) / 1000.0).max(0.0) as u64;
        let exit = if standing == Standing::Open && !self.is_practice { "suspend" } else { "" };
        let _ = platform.set("cmi.core.session_time", &time_span(seconds)) && platform.set("cmi.core.exit", exit);
        self.report();
        // Nobody is there to be told that it was not taken.
        let _ = (platform.commit(), platform.finish());
        self.standing.set(Standing::Ended);
    }

    /// Whether the platform is given what is answered.
    #[must_use]
    pub fn is_given(self) -> bool {
        self.has_platform() && !self.is_practice && self.standing.get() == Standing::Open
    }

    fn has_platform(self) -> bool {
        self.platform.with_value(Option::is_some)
    }

    /// What is wrong between the page and the platform.
    #[must_use]
    pub fn notice(self, t: Texts) -> AnyView {
        let notice = move || match (self.standing.get(), self.refusal.get()) {
            (Standing::Ended, _) => {
                Some(view! { <p class="notice notice-warning">{t.platform_ended()}</p> }.into_any())
            }
            (_, Some(why)) => {
                let message = t.platform_took_nothing(&why);
                Some(view! { <PartNotice message lang=t.0 again=move |()| self.report()/> }.into_any())
            }
            (_, None) => None,
        };
        view! { <div role="status">{move || fresh(notice())}</div> }.into_any()
    }
}

fn questions(questionnaire: &Questionnaire) -> impl Iterator<Item = &Question> {
    questionnaire.questions().filter(|question| can_be_voted_on(question))
}

/// The page that the platform opens first: what it is, what it gives to the platform, and the way to the questions.
#[component]
pub fn Welcome(
    /// The attempt.
    attempt: Attempt,
    /// Goes to the questions.
    #[prop(into)]
    begin: UnsyncCallback<()>,
) -> impl IntoView {
    let (title, lang): (String, Lang) =
        attempt.loaded.with_value(|loaded| (loaded.value.title.clone(), loaded.value.language));
    let t = Texts(lang);
    let ids = attempt.questions();
    let warning = |text: String| view! { <p class="notice notice-warning">{text}</p> }.into_any();
    let told = match attempt.greeting.get_value() {
        Greeting::NoPlatform => warning(t.platform_absent().to_owned()),
        Greeting::Refused(why) => warning(t.platform_refused(&why)),
        // Then it is given the time alone.
        _ if attempt.is_practice => view! { <p class="notice">{t.attempt_practice()}</p> }.into_any(),
        Greeting::Keeps => view! { <p class="notice">{t.platform_is_told()}</p> }.into_any(),
        Greeting::Changed => {
            view! { <p class="notice">{t.platform_is_told()}</p><p class="notice notice-warning">{t.attempt_changed()}</p> }.into_any()
        }
    };
    let standing = attempt.standing.get_untracked();
    let position = attempt.state.active.with_untracked(|active| active.as_ref()?.assessment.position.clone());
    let place = position.and_then(|position| ids.iter().position(|id| *id == position));
    let text = match (standing, place) {
        (Standing::HandedIn, _) => t.attempt_see().to_owned(),
        (_, Some(place)) => t.attempt_go_on(place + 1),
        (_, None) => t.attempt_begin().to_owned(),
    };
    let go = move || {
        attempt.state.has_moved.set(true);
        begin.run(());
    };
    view! {
        <Heading text=title.clone() title/>
        <p class="lead">{t.attempt_lead(ids.len())}</p>
        {told}
        <p class="buttons"><button type="button" class="button" on:click=move |_| go()>{text}</button></p>
        {attempt.notice(t)}
    }
}

/// The end: what is left, or handing in, or how it went.
#[component]
pub fn HandIn(
    /// The attempt.
    attempt: Attempt,
) -> impl IntoView {
    let state = attempt.state;
    let (title, lang) = attempt.loaded.with_value(|loaded| (loaded.value.title.clone(), loaded.value.language));
    let t = Texts(lang);
    let is_over = Memo::new(move |_| attempt.standing.get() == Standing::HandedIn);
    let content = move || {
        let answers = state.answers();
        attempt.loaded.with_value(|loaded| {
            let all: Vec<&Question> = questions(&loaded.value).collect();
            let left =
                all.iter().enumerate().filter(|(_, question)| answers.state(question) == AnswerState::Unanswered);
            let left: Vec<String> = left.map(|(place, _)| (place + 1).to_string()).collect();
            if is_over.get() {
                let right = all.iter().filter(|question| answers.state(question).is_full()).count();
                let kept = match attempt.has_platform() {
                    true if attempt.is_practice => t.attempt_was_practice(),
                    true => t.attempt_is_kept(),
                    false => t.attempt_is_nowhere(),
                };
                view! { <p class="lead">{t.right_of(right, all.len())}</p><p class="notice">{kept}</p> }.into_any()
            } else if left.is_empty() {
                view! {
                    <p>{t.hand_in_help()}</p>
                    <p><Button class="button hand-in" text=t.hand_in() run=move || attempt.hand_in()/></p>
                }
                .into_any()
            } else {
                view! { <p>{t.attempt_left(&left.join(", "))}</p> }.into_any()
            }
        })
    };
    let heading = move || if is_over.get() { t.thanks() } else { t.hand_in() };
    let head = move || view! { <Heading text=heading() title=format!("{} – {title}", heading())/> }.into_any();
    view! {
        {move || fresh(head())}
        <div>{move || fresh(content())}</div>
    }
}
