//! What the room agrees on: the answer of a workshop, recorded in an assessment of its own.

use engine::model::answers::{Answer, AnswerField};
use engine::model::questionnaire::{Choice, Question, QuestionKind};
use engine::room::tally::Tally;
use leptos::prelude::*;
use texts::Texts;
use web_sys::Event;

use crate::components::Field;
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
    let several = matches!(question.kind, QuestionKind::Several(_));
    let answer = {
        let id = question.id.clone();
        Memo::new(move |_| state.answers().get(&id).cloned().unwrap_or_default())
    };
    let rows = question.choices().iter().map(|choice| row(&room, question, choice.clone(), answer, several));
    let rows: Vec<_> = rows.collect();
    let note = RwSignal::new(round.note.clone());
    let written = {
        let room = room.clone();
        let id = question.id.clone();
        move |event: Event| {
            let text = event_target_value(&event);
            note.set(text.clone());
            room.change(|session| session.round_mut().into_iter().for_each(|round| round.note.clone_from(&text)));
            let (room, id) = (room.clone(), id.clone());
            state.answer(&id, move |_| AnswerField::Note(Some(note_of(&room))));
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

fn row(room: &Room, question: &Question, choice: Choice, answer: Memo<Answer>, several: bool) -> AnyView {
    let state = AppState::get();
    let class = if choice.value.is_exclusive() { "choice choice-special" } else { "choice" };
    let (value, id) = (choice.id.clone(), choice.id.clone());
    let changed = {
        let (room, question) = (room.clone(), question.clone());
        move |event: Event| {
            let on = event_target_checked(&event);
            state.answer(&question.id, |answer| {
                let mut answer = answer.clone();
                answer.toggle(&question, &id, on);
                AnswerField::Choices(answer.choices)
            });
            state.answer(&question.id, |_| AnswerField::Note(Some(note_of(&room))));
        }
    };
    view! {
        <label class=class>
            <input
                type=if several { "checkbox" } else { "radio" }
                name="agreed"
                value=value
                prop:checked=move || answer.with(|answer| answer.choices.contains(&choice.id))
                on:change=changed
            />
            <span>{choice.text}</span>
        </label>
    }
    .into_any()
}

/// The note to the room's answer: what was said, how the room had answered before, and who took part. Each stands by
/// itself: people come and go in a workshop.
fn note_of(room: &Room) -> String {
    let t = Texts(room.questionnaire().language);
    let Some((round, question)) = room.now() else { return String::new() };
    let spread = |tally: &Tally| {
        let counted = question.choices().iter().enumerate().filter(|(place, _)| tally.count(*place) > 0);
        let counted: Vec<String> =
            counted.map(|(place, choice)| format!("{} {}", choice.text, tally.count(place))).collect();
        (!counted.is_empty()).then(|| t.room_spread(&counted.join(", "), tally.people))
    };
    let participants = room.session.with_untracked(|session| {
        session.as_ref().map(|session| session.participants.clone()).filter(|roles| !roles.is_empty())
    });
    let said = Some(round.note.trim().to_owned()).filter(|note| !note.is_empty());
    let again =
        round.again.as_ref().and_then(|vote| spread(&vote.tally(question))).map(|text| t.after_discussion(&text));
    let parts = [said, spread(&round.first.tally(question)), again, participants.map(|roles| t.took_part(&roles))];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
