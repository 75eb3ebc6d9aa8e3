//! What the room agrees on: the answer of a workshop, recorded in an assessment of its own.

use std::sync::Arc;

use engine::model::answers::AnswerField;
use engine::room::tally::Tally;
use leptos::prelude::*;
use texts::Texts;
use web_sys::Event;

use crate::components::{ChoiceRow, Field};
use crate::pages::training::room::Room;
use crate::pages::training::setup::session_name;
use crate::state::AppState;

/// The fields for the room's answer and for what was said.
#[component]
pub fn Agreed(
    /// The session.
    room: Room,
) -> impl IntoView {
    let state = AppState::get();
    let q = room.questionnaire();
    let t = Texts(q.language);
    let (round, question) = room.now()?;
    let key = room.session.with_untracked(|session| session.as_ref().map(|session| session.key.clone()))?;
    state.enter_named(&room.loaded, &session_name(q, &key));
    let answer = {
        let id = question.id.clone();
        Memo::new(move |_| state.answers().get(&id).cloned().unwrap_or_default())
    };
    let of = Arc::new(question.clone());
    let noted = {
        let (room, id) = (room.clone(), question.id.clone());
        UnsyncCallback::new(move |()| state.answer(&id, |_| AnswerField::Note(Some(note_of(&room)))))
    };
    // How the room had answered stands beside what it agrees on, from when it does.
    Effect::new(move |before: Option<Vec<String>>| {
        let chosen = answer.get().choices;
        if before.is_some_and(|before| before != chosen) {
            noted.run(());
        }
        chosen
    });
    let rows = question
        .choices()
        .iter()
        .map(|choice| view! { <ChoiceRow question=of.clone() choice=choice.clone() answer/> }.into_any());
    let rows: Vec<_> = rows.collect();
    let note = RwSignal::new(round.note.clone());
    let written = {
        let room = room.clone();
        move |event: Event| {
            let text = event_target_value(&event);
            note.set(text.clone());
            room.change(|session| session.round_mut().into_iter().for_each(|round| round.note.clone_from(&text)));
            noted.run(());
        }
    };
    let view = view! {
        <fieldset class="choices agreed">
            <legend><h2>{t.our_answer()}</h2></legend>
            {rows}
            <Field label=t.discussion_note()>
                <textarea rows="2" prop:value=move || note.get() on:input=written></textarea>
            </Field>
            <p class="hint">{t.our_answer_help()}</p>
        </fieldset>
    };
    Some(view.into_any())
}

/// The note to the room's answer: what was said, how the room had answered before, and who took part. Each stands by
/// itself: people come and go in a workshop.
fn note_of(room: &Room) -> String {
    let t = Texts(room.questionnaire().language);
    let Some((round, question)) = room.now() else { return String::new() };
    let spread = |tally: &Tally, say: fn(Texts, &str, u32) -> String| {
        let counted = question.choices().iter().enumerate().filter(|(place, _)| tally.count(*place) > 0);
        let counted: Vec<String> =
            counted.map(|(place, choice)| format!("{} {}", choice.text, tally.count(place))).collect();
        (!counted.is_empty()).then(|| say(t, &counted.join(", "), tally.people))
    };
    let participants = room.session.with_untracked(|session| {
        session.as_ref().map(|session| session.participants.clone()).filter(|roles| !roles.is_empty())
    });
    let said = Some(round.note.trim().to_owned()).filter(|note| !note.is_empty());
    let again = round.again.as_ref().and_then(|vote| spread(&vote.tally(question), Texts::after_discussion));
    let first = spread(&round.first.tally(question), Texts::room_spread);
    let parts = [said, first, again, participants.map(|roles| t.took_part(&roles))];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
