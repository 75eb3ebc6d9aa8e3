//! What the trainer has on a screen of their own while another window is on the projector: the answer, the points for
//! discussion, and what comes next. Either window leads.

use engine::model::questionnaire::{ChoiceValue, Question};
use engine::room::chat::letter;
use engine::room::session::RoundStep;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::page;
use crate::components::{RichText, fresh};
use crate::pages::training::room::{Room, share_of};
use crate::pages::training::stage::{Chat, Controls, Hands, Panels, discussion, listen};
use crate::pages::training::timer::Timer;
use crate::route::TrainingPage;

/// The trainer's own screen.
#[component]
pub fn Notes(
    /// The session.
    room: Room,
) -> impl IntoView {
    let t = Texts(room.questionnaire().language);
    let panels = Panels::closed();
    page::set_title(&format!("{} – {}", t.notes(), room.questionnaire().title));
    listen(&room, panels, Timer::new());
    let shown = {
        let room = room.clone();
        Memo::new(move |_| room.now().map(|(round, _)| (round.question, round.step)))
    };
    let question = {
        let room = room.clone();
        move || {
            shown.get()?;
            untrack(|| question(&room, t))
        }
    };
    let votes = {
        let room = room.clone();
        move || t.votes(room.tally().people as usize)
    };
    let setup = room.to(TrainingPage::Setup);
    let (hands, chat) = (room.clone(), room.clone());
    let hands = move || panels.hands.get().then(|| view! { <Hands room=hands.clone()/> }.into_any());
    let chat = move || panels.chat.get().then(|| view! { <Chat room=chat.clone() panels/> }.into_any());
    view! {
        <p><a href=setup>{t.to_session()}</a></p>
        <p class="lead">{t.notes_lead()}</p>
        <Controls room timer=None panels/>
        <div>{move || fresh(hands())}</div>
        <div>{move || fresh(chat())}</div>
        <p class="notes-votes" role="status"><span prop:textContent=votes></span>" "<span prop:textContent=move || panels.message.get()></span></p>
        {move || fresh(question())}
    }
}

/// The question on show, with its answer, whatever the projector shows of it.
fn question(room: &Room, t: Texts) -> Option<AnyView> {
    let (round, question) = room.now()?;
    let (place, of) = room.place();
    let tally = round.vote().tally(question);
    let is_closed = round.step > RoundStep::Collecting;
    let step = match round.step {
        RoundStep::Collecting => t.shows_question(),
        RoundStep::Distribution => t.shows_distribution(),
        RoundStep::Answer => t.shows_answer(),
    };
    let rows = question.choices().iter().enumerate().map(|(place, choice)| {
        let is_right = choice.value == ChoiceValue::Right;
        let right = is_right.then(|| view! { <strong>" ✓ "{t.right()}</strong> }.into_any());
        let share = is_closed.then(|| view! { <span class="hint">" "{share_of(&tally, place, t)}</span> }.into_any());
        view! {
            <li>
                <span class="letter">{letter(place).to_ascii_uppercase()}</span>
                <span>{choice.text.clone()}{right}{share}</span>
            </li>
        }
        .into_any()
    });
    let rows: Vec<_> = rows.collect();
    let explanation = (!question.explanation.is_empty()).then(|| {
        view! { <section><h2>{t.explanation()}</h2><RichText blocks=&question.explanation/></section> }.into_any()
    });
    let next = room.session.with(|session| Some(session.as_ref()?.rounds.get(place)?.question.clone()));
    let next: Option<&Question> = next.and_then(|id| room.questionnaire().question(&id));
    let next =
        next.map(|next| view! { <section><h2>{t.next_question()}</h2><p>{next.text.clone()}</p></section> }.into_any());
    Some(
        view! {
            <div>
                <p class="section-name">{t.place_of(place, of)}" · "{step}</p>
                <h1 tabindex="-1">{question.text.clone()}</h1>
                <ul class="plain-list notes-choices">{rows}</ul>
                {explanation}
                {discussion(room)}
                {next}
            </div>
        }
        .into_any(),
    )
}
