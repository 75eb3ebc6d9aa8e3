//! What the projector shows: one question, how many have answered, what the room chose, and the right answer or what the
//! room agrees on. Each step is the trainer's.

use engine::model::questionnaire::{Choice, ChoiceValue, Question, QuestionKind};
use engine::room::chat::{Ballot, letter};
use engine::room::session::RoundStep;
use engine::room::tally::Tally;
use leptos::prelude::*;
use texts::Texts;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, HtmlElement, KeyboardEvent};

use crate::browser::fit::fit;
use crate::browser::page;
use crate::components::{Button, Qr, RichText, Select, fresh};
use crate::pages::paste::PasteField;
use crate::pages::training::agreed::Agreed;
use crate::pages::training::room::{Room, share_of};
use crate::pages::training::timer::Timer;
use crate::route::TrainingPage;

/// What the trainer has opened beside the question.
#[derive(Clone, Copy)]
pub struct Panels {
    /// What counts hands.
    pub hands: RwSignal<bool>,
    /// What the chat is pasted in.
    pub chat: RwSignal<bool>,
    discussion: RwSignal<bool>,
    /// What has become of the last act.
    pub message: RwSignal<String>,
}

impl Panels {
    /// Nothing is open.
    #[must_use]
    pub fn closed() -> Self {
        let [hands, chat, discussion] = std::array::from_fn(|_| RwSignal::new(false));
        Self { hands, chat, discussion, message: RwSignal::new(String::new()) }
    }
}

/// The presenter's view.
#[component]
pub fn Stage(
    /// The session.
    room: Room,
) -> impl IntoView {
    let t = Texts(room.questionnaire().language);
    let panels = Panels::closed();
    let timer = Timer::new();
    page::set_title(&format!("{} – {}", room.questionnaire().title, t.site_name()));
    listen(&room, panels, timer);
    // What is drawn anew: not with each vote, so that whatever has the focus keeps it.
    let shown = {
        let room = room.clone();
        Memo::new(move |_| {
            let (round, _) = room.now()?;
            Some((round.question.clone(), round.step, round.shows_both()))
        })
    };
    let refit = move || page::after_drawing(|| fit(".stage-main"));
    Effect::new(move |_| {
        shown.get();
        panels.hands.track();
        panels.chat.track();
        panels.discussion.track();
        refit();
    });
    let resized = window_event_listener_untyped("resize", move |_| refit());
    on_cleanup(move || resized.remove());
    let question = {
        let room = room.clone();
        move || {
            // Read, not only tracked: a memo that nobody reads follows nothing.
            shown.get()?;
            untrack(|| question(&room))
        }
    };
    let place = {
        let room = room.clone();
        move || {
            let (place, of) = room.place();
            t.place_of(place, of)
        }
    };
    let votes = {
        let room = room.clone();
        move || t.votes(room.tally().people as usize)
    };
    let address = room.address();
    let discussion = {
        let room = room.clone();
        move || panels.discussion.get().then(|| discussion(&room)).flatten()
    };
    let (hands, chat) = (room.clone(), room.clone());
    let hands = move || panels.hands.get().then(|| view! { <Hands room=hands.clone()/> }.into_any());
    let chat = move || panels.chat.get().then(|| view! { <Chat room=chat.clone() panels/> }.into_any());
    let title = room.questionnaire().title.clone();
    view! {
        <div class="stage">
            <div class="stage-top">
                <span>{title}" · "<span prop:textContent=place></span></span>
                <span>
                    <span role="status" prop:textContent=votes></span>
                    <span class="stage-time" prop:textContent=move || timer.text()></span>
                </span>
            </div>
            <div class="stage-main" tabindex="0">
                {move || fresh(question())}
                {move || fresh(discussion())}
            </div>
            <div class="stage-foot">
                <div class="stage-panels">
                    {move || fresh(hands())}
                    {move || fresh(chat())}
                    <p role="status" prop:textContent=move || panels.message.get()></p>
                </div>
                <p class="stage-address">
                    <span>{t.scan_or_type()}</span>
                    <span>{short(&address)}</span>
                </p>
                <Qr text=address label=t.participants_qr().to_owned()/>
            </div>
            <Controls room panels timer=Some(timer)/>
        </div>
    }
}

/// The address to type: without what every address begins with, and without the trainer's name.
fn short(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split("&n=").next().unwrap_or(rest).to_owned()
}

/// The keys of a presenter's remote, and a chat that is pasted anywhere on the page.
pub fn listen(room: &Room, panels: Panels, timer: Timer) {
    let (keys, pasted) = (room.clone(), room.clone());
    let keys = window_event_listener_untyped("keydown", move |event| {
        let event: &KeyboardEvent = event.unchecked_ref();
        if event.ctrl_key() || event.meta_key() || event.alt_key() || is_written_in(event.as_ref()) {
            return;
        }
        match event.key().as_str() {
            "PageDown" | "ArrowRight" => forward(&keys, panels),
            "PageUp" | "ArrowLeft" => back(&keys, panels),
            "Escape" => timer.stop(),
            _ => return,
        }
        event.prevent_default();
    });
    let pasted = window_event_listener_untyped("paste", move |event| {
        if is_agreed_on(&event) {
            return;
        }
        let event: &ClipboardEvent = event.unchecked_ref();
        let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        // Names in a chat are not for the projector: what is pasted is counted and never shown.
        event.prevent_default();
        count(&pasted, panels, &text);
    });
    on_cleanup(move || {
        keys.remove();
        pasted.remove();
    });
}

fn target(event: &Event) -> Option<HtmlElement> {
    event.target()?.dyn_into().ok()
}

/// Whether a key is typed in a field, which then has it.
fn is_written_in(event: &Event) -> bool {
    target(event).is_some_and(|element| {
        matches!(element.tag_name().as_str(), "TEXTAREA" | "SELECT")
            || element.tag_name() == "INPUT" && element.get_attribute("type").as_deref() != Some("button")
    })
}

/// Whether it happens where the room's own answer is written.
fn is_agreed_on(event: &Event) -> bool {
    target(event).is_some_and(|element| matches!(element.closest(".agreed"), Ok(Some(_))))
}

/// One step on, unless a panel of the last question is still open.
fn forward(room: &Room, panels: Panels) {
    let mut moved = false;
    room.change(|session| moved = session.forward(true));
    after_step(panels);
    if !moved {
        page::go(&room.to(TrainingPage::After));
    }
}

fn back(room: &Room, panels: Panels) {
    room.change(|session| {
        session.back();
    });
    after_step(panels);
}

fn after_step(panels: Panels) {
    panels.message.set(String::new());
    panels.hands.set(false);
    panels.chat.set(false);
    panels.discussion.set(false);
}

/// Counts the votes in a chat. They take the place of those that were counted before: a chat is pasted whole.
fn count(room: &Room, panels: Panels, chat: &str) {
    let Some((mut round, question)) = room.now() else { return };
    let t = Texts(room.questionnaire().language);
    let ballot = ballot(room, question);
    let Some(vote) = round.open_vote() else {
        panels.message.set(t.vote_is_closed().to_owned());
        return;
    };
    let before = vote.chat.people;
    let votes = ballot.votes(chat);
    let tally = Tally::of(ballot.choices, votes.iter().map(Vec::as_slice));
    panels.message.set(match tally.people {
        0 => t.no_votes_in_chat(ballot.number),
        now if before > 0 => format!("{} {}", t.votes_in_chat(now as usize), t.votes_replaced(before as usize)),
        now => t.votes_in_chat(now as usize),
    });
    if tally.people > 0 {
        room.change(|session| {
            if let Some(vote) = session.round_mut().and_then(|round| round.open_vote()) {
                vote.chat = tally;
            }
        });
    }
}

fn ballot(room: &Room, question: &Question) -> Ballot {
    let several = matches!(question.kind, QuestionKind::Several(_));
    Ballot { number: room.place().0, choices: question.choices().len(), several }
}

/// The question, with as much of its answers as the trainer has shown.
fn question(room: &Room) -> Option<AnyView> {
    let (round, question) = room.now()?;
    let t = Texts(room.questionnaire().language);
    let (first, now) = (round.first.tally(question), round.vote().tally(question));
    let is_closed = round.step > RoundStep::Collecting;
    let shows_answer = round.step == RoundStep::Answer;
    let rows = question.choices().iter().enumerate().map(|(place, choice)| {
        let is_right = shows_answer && choice.value == ChoiceValue::Right;
        let before = round.shows_both().then(|| bar(&first, place, "bar bar-before", Some(t.before()), t));
        let name = round.shows_both().then(|| t.now_after());
        let after = is_closed.then(|| bar(&now, place, "bar", name, t));
        let right = is_right.then(|| view! { <strong>" ✓ "{t.right()}</strong> }.into_any());
        view! {
            <li class:right=is_right>
                <span class="letter">{letter(place).to_ascii_uppercase()}</span>
                <span class="choice-text">{choice.text.clone()}{right}</span>
                <span class="bars">{before}{after}</span>
            </li>
        }
        .into_any()
    });
    let rows: Vec<_> = rows.collect();
    let several =
        matches!(question.kind, QuestionKind::Several(_)).then(|| view! { <p>{t.several_may()}</p> }.into_any());
    let hint =
        (!question.hint.is_empty()).then(|| view! { <RichText blocks=&question.hint class="stage-hint"/> }.into_any());
    let end = match (shows_answer, room.has_right_answers()) {
        (false, _) => None,
        (true, true) => Some(explanation(room, question)),
        (true, false) => Some(view! { <Agreed room=room.clone()/> }.into_any()),
    };
    let class = if is_closed || round.shows_both() { "stage-choices counted" } else { "stage-choices" };
    let both = round.shows_both().then(|| view! { <p class="stage-note">{t.before_and_now()}</p> }.into_any());
    Some(
        view! {
            <div class="stage-question">
                <h1 tabindex="-1">{question.text.clone()}</h1>
                {hint}
                {several}
                <ol class=class>{rows}</ol>
                {both}
                {end}
            </div>
        }
        .into_any(),
    )
}

/// How many chose one choice.
fn bar(tally: &Tally, place: usize, class: &'static str, name: Option<&'static str>, t: Texts) -> AnyView {
    let share = tally.share(place).unwrap_or_default();
    let text = share_of(tally, place, t);
    let text = name.map_or_else(|| text.clone(), |name| format!("{name} {text}"));
    view! {
        <span class=class>
            <span class="bar-track" aria-hidden="true"><span class="bar-fill" style:width=format!("{}%", share * 100.0)></span></span>
            <span class="bar-text">{text}</span>
        </span>
    }
    .into_any()
}

/// Why the right answer is right, and where that stands.
fn explanation(room: &Room, question: &Question) -> AnyView {
    let q = room.questionnaire();
    let sources = question.sources.iter().map(|source| format!("{}: {}", q.citation(&source.document), source.heading));
    let sources: Vec<String> = sources.collect();
    let sources = (!sources.is_empty()).then(|| view! { <p class="stage-note">{sources.join(" · ")}</p> }.into_any());
    view! { <div class="stage-explanation"><RichText blocks=&question.explanation/>{sources}</div> }.into_any()
}

/// The trainer's points for discussion.
pub fn discussion(room: &Room) -> Option<AnyView> {
    let (_, question) = room.now()?;
    let t = Texts(room.questionnaire().language);
    let points = match question.discussion.is_empty() {
        true => view! { <p>{t.no_discussion()}</p> }.into_any(),
        false => view! { <RichText blocks=&question.discussion/> }.into_any(),
    };
    Some(view! { <div class="stage-discussion"><h2>{t.discussion()}</h2>{points}</div> }.into_any())
}

/// What counts hands: buttons, and number keys while it has the focus.
#[component]
pub fn Hands(
    /// The session.
    room: Room,
) -> impl IntoView {
    let t = Texts(room.questionnaire().language);
    let choices = room.now().map(|(_, question)| question.choices().to_vec()).unwrap_or_default();
    let number = choices.len();
    let add = {
        let room = room.clone();
        move |place: usize| {
            room.change(|session| {
                if let Some(vote) = session.round_mut().and_then(|round| round.open_vote()) {
                    vote.hands.push(place);
                }
            });
        }
    };
    let undo = {
        let room = room.clone();
        move || {
            room.change(|session| {
                if let Some(vote) = session.round_mut().and_then(|round| round.open_vote()) {
                    vote.hands.pop();
                }
            });
        }
    };
    let (add_key, undo_key) = (add.clone(), undo.clone());
    let key = move |event: KeyboardEvent| {
        let place =
            event.key().parse::<usize>().ok().filter(|number| (1..=9).contains(number)).map(|number| number - 1);
        match (place, event.key().as_str()) {
            (Some(place), _) if place < number => add_key(place),
            (None, "Backspace") => undo_key(),
            _ => return,
        }
        event.prevent_default();
    };
    let buttons = choices.iter().enumerate().map(|(place, choice): (usize, &Choice)| {
        let add = add.clone();
        let text = format!("{} +1", letter(place).to_ascii_uppercase());
        let name = choice.text.clone();
        view! {
            <Button class="button button-quiet" text run=move || add(place)>
                <span class="visually-hidden">" "{name}</span>
            </Button>
        }
        .into_any()
    });
    let buttons: Vec<_> = buttons.collect();
    let count = move || t.hands(room.now().map_or(0, |(round, _)| round.vote().hands.len()));
    page::focus(".hands");
    view! {
        <div class="hands" role="group" tabindex="0" aria-label=t.count_hands_keys(number) on:keydown=key>
            <span role="status" prop:textContent=count></span>
            {buttons}
            <Button class="button button-quiet" text=t.undo() run=undo/>
        </div>
    }
}

/// A field to paste the chat in, for those who have no keyboard. It never shows what is pasted.
#[component]
pub fn Chat(
    /// The session.
    room: Room,
    /// Where it says what it has found.
    panels: Panels,
) -> impl IntoView {
    let t = Texts(room.questionnaire().language);
    let number = room.place().0;
    let take = move |text: String| count(&room, panels, &text);
    page::focus(".chat textarea");
    view! { <div class="chat"><PasteField label=t.paste_chat(number) rows="1" take/></div> }
}

/// What the trainer can do next.
#[component]
pub fn Controls(
    /// The session.
    room: Room,
    /// What is open beside the question.
    panels: Panels,
    /// The time, where it shows; there, the points for discussion are shown on request.
    timer: Option<Timer>,
) -> impl IntoView {
    let t = Texts(room.questionnaire().language);
    let has_right = room.has_right_answers();
    let step = {
        let room = room.clone();
        Memo::new(move |_| room.step())
    };
    let is_last = {
        let room = room.clone();
        Memo::new(move |_| {
            let (place, of) = room.place();
            place >= of
        })
    };
    let label = move || match step.get() {
        RoundStep::Collecting => t.close_vote(),
        RoundStep::Distribution if has_right => t.show_right(),
        RoundStep::Distribution => t.agree(),
        RoundStep::Answer if is_last.get() => t.to_after(),
        RoundStep::Answer => t.next_question(),
    };
    let (on, before) = (room.clone(), room.clone());
    let closed = {
        let room = room.clone();
        move || (step.get() > RoundStep::Collecting).then(|| view! { <Closed room=room.clone() panels/> }.into_any())
    };
    // The first vote, while the second is collected: hidden unless the trainer shows it.
    let both = room.clone();
    let compares = {
        let room = room.clone();
        Memo::new(move |_| room.now().and_then(|(round, _)| round.again.is_some().then_some(round.compares)))
    };
    let open = move || {
        let first = compares.get().map(|shown| {
            let room = both.clone();
            let turn = move || {
                room.change(|session| session.round_mut().into_iter().for_each(|round| round.compares = !shown));
                page::focus(".first-vote");
            };
            let text = if shown { t.hide_first_vote() } else { t.show_first_vote() };
            view! { <Button class="button button-quiet first-vote" text run=turn/> }.into_any()
        });
        (step.get() == RoundStep::Collecting).then(|| {
            view! {
                {first}
                <Toggle text=t.count_hands() on=panels.hands/>
                <Toggle text=t.paste_chat_short() on=panels.chat/>
            }
            .into_any()
        })
    };
    let on_stage = timer.map(|timer| {
        let minutes = [1, 2, 5].map(|minutes: usize| ((minutes * 60).to_string(), t.for_minutes(minutes)));
        let short = [("0".to_owned(), t.timer_off().to_owned()), ("30".to_owned(), t.seconds(30))];
        let times: Vec<(String, String)> = short.into_iter().chain(minutes).collect();
        let choose = move |seconds: String| timer.start(seconds.parse().unwrap_or_default());
        let value = Signal::derive(move || timer.chosen().to_string());
        view! {
            <Toggle text=t.discussion() on=panels.discussion/>
            <label class="stage-timer"><span>{t.timer()}</span><Select options=times value choose/></label>
            <a class="button button-quiet" href=room.to(TrainingPage::Setup)>{t.leave_stage()}</a>
        }
        .into_any()
    });
    view! {
        <div class="stage-controls">
            <button type="button" class="button" on:click=move |_| forward(&on, panels)>
                <span prop:textContent=label></span>
            </button>
            <Button class="button button-quiet" text=t.back() run=move || back(&before, panels)/>
            {move || fresh(open())}
            {move || fresh(closed())}
            {on_stage}
        </div>
    }
}

/// What can be done with a vote that is closed.
#[component]
fn Closed(
    /// The session.
    room: Room,
    /// What is open beside the question.
    panels: Panels,
) -> impl IntoView {
    let t = Texts(room.questionnaire().language);
    let can_again = room.now().is_some_and(|(round, _)| round.again.is_none());
    let (reopen, again) = (room.clone(), room);
    let again = can_again.then(|| {
        let vote = move || {
            again.change(engine::room::session::Session::vote_again);
            after_step(panels);
        };
        view! { <Button class="button button-quiet" text=t.vote_again() run=vote/> }.into_any()
    });
    let reopen = move || reopen.change(engine::room::session::Session::reopen);
    view! {
        <Button class="button button-quiet" text=t.reopen() run=reopen/>
        {again}
    }
}

/// A button that opens and closes something.
#[component]
fn Toggle(
    /// What it says.
    text: &'static str,
    /// Whether it is open.
    on: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button-quiet"
            aria-expanded=move || if on.get() { "true" } else { "false" }
            on:click=move |_| on.update(|on| *on = !*on)
        >
            {text}
        </button>
    }
}
