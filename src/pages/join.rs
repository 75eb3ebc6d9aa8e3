//! A participant's page, on a phone: the questions that the trainer has picked, one at a time, and at the end a code.

use std::sync::Arc;

use engine::Lang;
use engine::model::answers::{Answer, AnswerState, Answers};
use engine::model::questionnaire::{ChoiceValue, Question, QuestionKind};
use engine::room::chat::letter;
use engine::room::session::{can_be_voted_on, read_places};
use leptos::prelude::*;
use texts::Texts;
use web_sys::Event;

use crate::browser::{keep, page};
use crate::components::{Button, ChoiceRow, CopyText, Field, Heading, RichText, Select, fresh};
use crate::load::Loaded;
use crate::pages::attempt::{Attempt, HandIn, Welcome};
use crate::pages::of_questionnaire::of_questionnaire;
use crate::pages::training::{Certificate, session_name};
use crate::route::PLATFORM;
use crate::state::AppState;

/// What the trainer's address says of the session.
#[derive(Clone)]
struct Invitation {
    loaded: Loaded,
    /// The ids of the questions, in order.
    questions: Vec<String>,
    /// What tells sessions apart.
    key: String,
    /// Who leads it; may be empty.
    trainer: String,
    /// Whether right answers are shown at once.
    explains: bool,
    /// The attempt, if a learning platform runs the page and not a trainer.
    attempt: Option<Attempt>,
}

/// The participant's page.
#[component]
pub fn Join(
    /// The reader's language.
    lang: Lang,
    /// The questionnaire's id.
    id: String,
    /// What the address says besides.
    query: String,
) -> impl IntoView {
    of_questionnaire(lang, id, Box::new(move |loaded| of_session(loaded, &query)))
}

/// The page of a session that an address names.
pub fn of_session(loaded: Loaded, query: &str) -> AnyView {
    let lang = loaded.value.language;
    if query == PLATFORM {
        return view! { <InPlatform loaded/> }.into_any();
    }
    match Invitation::read(loaded, query) {
        Some(invitation) => view! { <Participant invitation=Arc::new(invitation)/> }.into_any(),
        None => view! { <NoInvitation lang/> }.into_any(),
    }
}

impl Invitation {
    /// `None` if the address is cut off: then it names no questions or no session.
    fn read(loaded: Loaded, query: &str) -> Option<Self> {
        let of =
            |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).unwrap_or("");
        let q = &loaded.value;
        let all: Vec<&Question> = q.questions().collect();
        let every = format!("1-{}", all.len());
        let places = read_places(if of("f").is_empty() { &every } else { of("f") }, all.len());
        let picked = places.into_iter().filter_map(|place| all.get(place - 1)).filter(|q| can_be_voted_on(q));
        let questions: Vec<String> = picked.map(|question| question.id.clone()).collect();
        let key = of("s").to_owned();
        let is_key = key.len() == 4 && key.chars().all(|c| c.is_ascii_hexdigit());
        let (trainer, explains) = (page::decoded(of("n")), of("e") == "1");
        (is_key && !questions.is_empty()).then_some(())?;
        Some(Self { questions, key, trainer, explains, loaded, attempt: None })
    }

    /// All questions, for an attempt in a learning platform.
    fn to_attempt(attempt: Attempt, loaded: Loaded) -> Self {
        let questions = attempt.questions();
        let (key, trainer) = (String::new(), String::new());
        Self { questions, key, trainer, explains: true, loaded, attempt: Some(attempt) }
    }

    fn question(&self, at: usize) -> Option<&Question> {
        self.loaded.value.question(self.questions.get(at)?)
    }
}

/// The questions whose right answer has been shown. From then on nothing can be changed, also after a reload: so a guess
/// stays a guess.
#[derive(Clone, Copy)]
struct Revealed {
    ids: RwSignal<Vec<String>>,
    /// The name they are kept under on the device; none if a learning platform keeps them.
    name: Option<StoredValue<String>>,
}

impl Revealed {
    fn of(invitation: &Invitation) -> Self {
        if let Some(attempt) = invitation.attempt {
            return Self { ids: attempt.shown, name: None };
        }
        let name = format!("shown-{}-{}", invitation.loaded.value.id, invitation.key);
        let ids = keep::kept(&name).unwrap_or_default().split_whitespace().map(str::to_owned).collect();
        Self { ids: RwSignal::new(ids), name: Some(StoredValue::new(name)) }
    }

    fn has(self, question: &str) -> Memo<bool> {
        let id = question.to_owned();
        Memo::new(move |_| self.ids.with(|ids| ids.contains(&id)))
    }

    fn show(self, question: &str) {
        self.ids.update(|ids| ids.push(question.to_owned()));
        let text = self.ids.with_untracked(|ids| ids.join(" "));
        self.name.iter().for_each(|name| name.with_value(|name| keep::keep(name, &text)));
    }
}

/// What the page says when its address was cut off on its way.
#[component]
fn NoInvitation(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let t = Texts(lang);
    view! {
        <Heading text=t.no_invitation() title=t.no_invitation()/>
        <p>{t.no_invitation_help()}</p>
    }
}

/// The page that a learning platform opens: what it is, then the questions.
#[component]
fn InPlatform(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let attempt = Attempt::begin(&loaded);
    let has_begun = RwSignal::new(false);
    let content = move || match has_begun.get() {
        false => view! { <Welcome attempt begin=move |()| has_begun.set(true)/> }.into_any(),
        true => {
            let invitation = Arc::new(Invitation::to_attempt(attempt, loaded.clone()));
            view! { <Participant invitation/> }.into_any()
        }
    };
    view! {
        // The attempt ends when its page goes: what a link leads to is read beside it.
        <div on:click=|event| page::open_beside(&event)>{move || fresh(content())}</div>
    }
}

/// The questions, one at a time, and the end.
#[component]
fn Participant(
    /// What the address says of the session.
    invitation: Arc<Invitation>,
) -> impl IntoView {
    let state = AppState::get();
    let q = &invitation.loaded.value;
    let t = Texts(q.language);
    if invitation.attempt.is_none() {
        state.enter_named(&invitation.loaded, &session_name(q, &invitation.key));
    }
    let count = invitation.questions.len();
    // After a reload one goes on where one was.
    let position = state.active.with_untracked(|active| active.as_ref()?.assessment.position.clone());
    let start = position.and_then(|id| invitation.questions.iter().position(|of| *of == id)).unwrap_or_default();
    let at = RwSignal::new(start);
    let revealed = Revealed::of(&invitation);
    let attempt = invitation.attempt;
    let go = move |to: usize| {
        at.set(to);
        state.has_moved.set(true);
        attempt.iter().for_each(|attempt| attempt.report());
    };
    let (is_first, is_end) = (Memo::new(move |_| at.get() == 0), Memo::new(move |_| at.get() >= count));
    let next = move |_| go((at.get_untracked() + 1).min(count));
    let back = move |_| go(at.get_untracked().saturating_sub(1));
    let jump = move |to: String| go(to.parse().unwrap_or_default());
    let (choose, end, told) = match attempt {
        None => (t.go_to_question(), t.the_end(), Some(t.join_privacy())),
        Some(attempt) => (t.question(), t.hand_in(), attempt.is_given().then(|| t.platform_privacy())),
    };
    let options: Vec<(String, String)> = (0..count)
        .map(|n| (n.to_string(), t.place_of(n + 1, count)))
        .chain([(count.to_string(), end.to_owned())])
        .collect();
    let by = (!invitation.trainer.is_empty()).then(|| format!(" · {}: {}", t.trainer(), invitation.trainer));
    let (title, by) = (q.title.clone(), by.unwrap_or_default());
    let shown = move || match (at.get(), attempt) {
        (n, _) if n < count => view! { <Asked invitation=invitation.clone() n revealed/> }.into_any(),
        (_, Some(attempt)) => view! { <HandIn attempt/> }.into_any(),
        (_, None) => view! { <End invitation=invitation.clone()/> }.into_any(),
    };
    view! {
        <p class="section-name"><span>{title}{by}</span></p>
        <Field label=choose class="field join-place">
            <Select options value=Signal::derive(move || at.get().to_string()) choose=jump/>
        </Field>
        <div>{move || fresh(shown())}</div>
        <p class="buttons step-buttons">
            <button type="button" class="button" hidden=move || is_end.get() on:click=next>{t.next()}</button>
            <button type="button" class="button button-quiet" hidden=move || is_first.get() on:click=back>
                {t.back()}
            </button>
        </p>
        <div>{attempt.map(|attempt| attempt.notice(t))}</div>
        <p class="hint screen-only">{told}</p>
    }
}

/// One question.
#[component]
fn Asked(
    /// What the address says of the session.
    invitation: Arc<Invitation>,
    /// The place of the question, from 0.
    n: usize,
    /// The questions whose right answer has been shown.
    revealed: Revealed,
) -> impl IntoView {
    let state = AppState::get();
    let q = &invitation.loaded.value;
    let t = Texts(q.language);
    let question = invitation.question(n)?.clone();
    let answer = {
        let id = question.id.clone();
        Memo::new(move |_| state.answers().get(&id).cloned().unwrap_or_default())
    };
    let is_answered = {
        let question = question.clone();
        Memo::new(move |_| state.answers().state(&question) != AnswerState::Unanswered)
    };
    let reveals = revealed.has(&question.id);
    let several = matches!(question.kind, QuestionKind::Several(_));
    let asked = Arc::new(question.clone());
    // After a reload one goes on at the question that was answered last.
    Effect::new({
        let id = question.id.clone();
        move || {
            answer.track();
            untrack(|| state.remember_position(&id));
        }
    });
    let rows = question
        .choices()
        .iter()
        .map(|choice| view! { <ChoiceRow question=asked.clone() choice=choice.clone() answer/> }.into_any());
    let rows: Vec<_> = rows.collect();
    let vote = {
        let question = question.clone();
        move || {
            let chosen = answer.get().choices;
            let letters = question.choices().iter().enumerate().filter(|(_, choice)| chosen.contains(&choice.id));
            format!("{}{}", n + 1, letters.map(|(place, _)| letter(place)).collect::<String>())
        }
    };
    let vote = Signal::derive(vote);
    // Where no trainer leads, nobody counts.
    let is_counted = invitation.attempt.is_none();
    let chat = move || {
        (is_counted && is_answered.get()).then(|| {
            view! {
                <div class="vote">
                    <p>{t.type_in_chat()}</p>
                    <CopyText label=t.copy_vote() text=vote t/>
                </div>
            }
            .into_any()
        })
    };
    let has_right = q.scoring.kind.has_right_answers();
    let explains = invitation.explains;
    let reveal = {
        let question = question.clone();
        move || match (has_right, is_answered.get(), reveals.get()) {
            (true, true, false) => {
                let hint = if explains { t.reveal_help() } else { t.reveal_when_told() };
                let id = question.id.clone();
                let show = move || {
                    revealed.show(&id);
                    page::focus(".feedback");
                };
                Some(view! { <div><p class="hint">{hint}</p><p><Button class="button button-quiet" text=t.show_right() run=show/></p></div> }.into_any())
            }
            (true, true, true) => Some(feedback(&question, &answer.get(), t)),
            _ => None,
        }
    };
    let title = format!("{}: {} – {}", t.place_of(n + 1, invitation.questions.len()), question.text, q.title);
    let hint =
        (!question.hint.is_empty()).then(|| view! { <RichText blocks=&question.hint class="prose hint"/> }.into_any());
    let several = several.then(|| view! { <p class="hint">{t.several_may()}</p> }.into_any());
    let view = view! {
        <fieldset class="choices lettered" prop:disabled=move || reveals.get()>
            <legend><Heading text=format!("{}. {}", n + 1, question.text) title/></legend>
            {hint}
            {several}
            {rows}
        </fieldset>
        <div>{move || fresh(chat())}</div>
        <div>{move || fresh(reveal())}</div>
    };
    Some(view.into_any())
}

/// Whether it was right, what is right, and why.
fn feedback(question: &Question, answer: &Answer, t: Texts) -> AnyView {
    let answers = [(question.id.clone(), answer.clone())].into_iter().collect::<Answers>();
    let is_right = answers.state(question).is_full();
    let right: Vec<_> = question
        .choices()
        .iter()
        .filter(|choice| choice.value == ChoiceValue::Right)
        .map(|choice| view! { <li>{choice.text.clone()}</li> }.into_any())
        .collect();
    let verdict = if is_right { t.it_was_right() } else { t.it_was_wrong() };
    view! {
        <section class="feedback" tabindex="-1">
            <h2>{verdict}</h2>
            <p>{t.right_is()}</p>
            <ul>{right}</ul>
            <RichText blocks=&question.explanation/>
        </section>
    }
    .into_any()
}

/// The end: the code, and a record of attendance of one's own.
#[component]
fn End(
    /// What the address says of the session.
    invitation: Arc<Invitation>,
) -> impl IntoView {
    let state = AppState::get();
    let q = &invitation.loaded.value;
    let t = Texts(q.language);
    let code = {
        let loaded = invitation.loaded.clone();
        Memo::new(move |_| state.result_code(&loaded.value).map(|code| code.write()).unwrap_or_default())
    };
    let text = Signal::derive(move || code.get());
    let answered = state.answers_untracked();
    let picked: Vec<&Question> = (0..invitation.questions.len()).filter_map(|n| invitation.question(n)).collect();
    let answered_count = picked.iter().filter(|q| answered.state(q) != AnswerState::Unanswered).count();
    let right = picked.iter().filter(|q| answered.state(q).is_full()).count();
    let figure = match q.scoring.kind.has_right_answers() {
        true => t.right_of(right, answered_count),
        false => t.answered_of(answered_count, picked.len()),
    };
    let name = RwSignal::new(String::new());
    let record = has_record(&invitation).then(|| {
        view! {
            <section class="certificate">
                <h2>{t.certificate()}</h2>
                <div class="screen-only">
                    <p class="hint">{t.certificate_help()}</p>
                    <Field label=t.your_name()>
                        <input
                            type="text"
                            autocomplete="off"
                            maxlength="100"
                            on:input=move |event: Event| name.set(event_target_value(&event))
                        />
                    </Field>
                </div>
                <Certificate
                    name
                    title=q.title.clone()
                    result=Some(figure.clone())
                    trainer=invitation.trainer.clone()
                    t
                />
                <p class="paper-only">{t.certificate_foot()}</p>
                <p class="buttons screen-only"><Button class="button button-quiet" text=t.print() run=page::print/></p>
            </section>
        }
        .into_any()
    });
    view! {
        <Heading text=t.thanks() title=format!("{} – {}", t.thanks(), q.title)/>
        <p class="lead">{figure.clone()}</p>
        <section class="screen-only">
            <h2>{t.your_code()}</h2>
            <p>{t.your_code_help()}</p>
            <CopyText label=t.copy_code() text t/>
        </section>
        {record}
    }
}

/// Whether there is something to keep a record of: a training, that is, and not a workshop.
fn has_record(invitation: &Invitation) -> bool {
    invitation.loaded.value.scoring.kind.has_right_answers()
}
