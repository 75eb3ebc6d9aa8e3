//! What the room has answered: question by question, what divided it most, and the codes that were collected.

use std::sync::Arc;

use engine::model::questionnaire::{ChoiceValue, Question};
use engine::results::code::ResultCode;
use engine::results::structure::Structure;
use engine::room::chat::letter;
use engine::room::measured::{Measured, RoomFile, When};
use engine::room::session::Session;
use engine::room::tally::Tally;
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::Texts;

use crate::browser::{format, page};
use crate::components::{Button, Download, DownloadMessage, Heading, RichText, fresh};
use crate::load;
use crate::pages::paste::PasteField;
use crate::pages::training::room::{Room, codes, share_of};
use crate::pages::training::setup::session_name;
use crate::pages::training::typed_form::TypedForm;
use crate::route::{Step, TrainingPage};
use crate::state::AppState;

/// How many questions are taken up in the discussion.
const DISCUSSED: usize = 3;

/// The structures of earlier versions; nothing until they have come.
type Released = RwSignal<Option<Vec<Structure>>>;

/// The page of what the room has answered.
#[component]
pub fn After(
    /// The session.
    room: Room,
) -> impl IntoView {
    let q = room.questionnaire();
    let t = Texts(q.language);
    let released: Released = RwSignal::new(None);
    spawn_local(async move {
        let _ = known(released).await;
    });
    let title = t.room_result(&q.title);
    let setup = room.to(TrainingPage::Setup);
    let measured = {
        let room = room.clone();
        Memo::new(move |_| {
            let released = released.get().unwrap_or_default();
            let of = |session: &Session| Measured::of(session, room.questionnaire(), &released);
            Arc::new(room.session.with(|session| session.as_ref().map(of)).unwrap_or_default())
        })
    };
    let tables = {
        let room = room.clone();
        move || tables(&room, &measured.get(), t)
    };
    let discussed = {
        let room = room.clone();
        move || discussed(&room, &measured.get(), t)
    };
    let own = (!room.has_right_answers()).then(|| own_result(&room, t)).flatten();
    let download = Download::new();
    let give = {
        let room = room.clone();
        move || {
            let q = room.questionnaire();
            let name = format!("vattenpass-rum-{}-{}.json", q.id, format::today());
            let file = room.session.with_untracked(|session| {
                let session = session.as_ref()?;
                Some(RoomFile::new(session, &measured.get_untracked(), q, format::today()).to_json())
            });
            // Gone, if another window has ended the session.
            file.iter().for_each(|file| download.give(name.clone(), "application/json", file));
        }
    };
    view! {
        <p class="screen-only"><a href=setup>{t.to_session()}</a></p>
        <Heading text=title.clone() title/>
        <p class="lead">{t.room_result_lead()}</p>
        {own}
        <section class="screen-only">
            <h2>{t.collect_codes()}</h2>
            <p>{t.collect_codes_help()}</p>
            <div class="two-fields">
                <CodeField room=room.clone() label=t.codes_before() is_after=false released/>
                <CodeField room=room.clone() label=t.codes_after() is_after=true released/>
            </div>
        </section>
        <p class="buttons screen-only">
            <Button class="button" text=t.print() run=page::print/>
            <Button class="button button-quiet" text=t.room_file() run=give/>
            <a class="button button-quiet" href=room.to(TrainingPage::Attendance)>{t.attendance()}</a>
        </p>
        <DownloadMessage of=download t/>
        {move || fresh(discussed())}
        {move || fresh(tables())}
    }
}

/// The structures of earlier versions. A code that is pasted before they have come waits for them. Where they do not come,
/// codes of earlier versions are told apart and not read; the next code asks for them again.
async fn known(released: Released) -> Vec<Structure> {
    if let Some(Some(known)) = released.try_get_untracked() {
        return known;
    }
    let Ok(fetched) = load::released().await else { return Vec::new() };
    released.try_set(Some(fetched.clone()));
    fetched
}

/// The way to what a workshop has agreed on: an ordinary result.
fn own_result(room: &Room, t: Texts) -> Option<AnyView> {
    let state = AppState::get();
    let q = room.questionnaire();
    let key = room.session.with_untracked(|session| session.as_ref().map(|session| session.key.clone()))?;
    let name = session_name(q, &key);
    let saved = untrack(|| state.list(&q.id)).into_iter().find(|saved| saved.assessment.name == name)?;
    let id = q.id.clone();
    let show = move || {
        state.resume(&saved.key);
        state.go(&id, Step::RESULT);
    };
    Some(view! { <p class="buttons"><Button class="button" text=t.show_agreed() run=show/></p> }.into_any())
}

/// A table for each question that the room has answered.
fn tables(room: &Room, measured: &Measured, t: Texts) -> AnyView {
    if measured.is_empty() {
        return view! { <p class="notice">{t.nothing_collected()}</p> }.into_any();
    }
    let tables: Vec<_> =
        room.questions().into_iter().enumerate().filter_map(|(n, question)| table(n, question, measured, t)).collect();
    view! { <section class="room-tables"><h2>{t.question_by_question()}</h2>{tables}</section> }.into_any()
}

fn table(n: usize, question: &Question, measured: &Measured, t: Texts) -> Option<AnyView> {
    let name = |when| match when {
        When::CodesBefore => t.codes_before(),
        When::FirstVote => t.first_vote(),
        When::SecondVote => t.second_vote(),
        When::CodesAfter => t.codes_after(),
    };
    let measured: Vec<(&str, &Tally)> = measured.round(n).map(|(when, tally)| (name(when), tally)).collect();
    if measured.is_empty() {
        return None;
    }
    let heads = measured.iter().map(|(name, tally)| {
        view! { <th scope="col">{(*name).to_owned()}<br/><span class="hint">{t.votes(tally.people as usize)}</span></th> }.into_any()
    });
    let heads: Vec<_> = heads.collect();
    let rows = question.choices().iter().enumerate().map(|(place, choice)| {
        let cells = measured.iter().map(|(_, tally)| {
            let share = tally.share(place).unwrap_or_default();
            view! {
                <td>
                    <span class="bar-track" aria-hidden="true"><span class="bar-fill" style:width=format!("{}%", share * 100.0)></span></span>
                    {share_of(tally, place, t)}
                </td>
            }
            .into_any()
        });
        let cells: Vec<_> = cells.collect();
        let is_right = choice.value == ChoiceValue::Right;
        let right = is_right.then(|| view! { <strong>" ✓ "{t.right()}</strong> }.into_any());
        view! {
            <tr class:right=is_right>
                <th scope="row"><span class="letter">{letter(place).to_ascii_uppercase()}</span>" "{choice.text.clone()}{right}</th>
                {cells}
            </tr>
        }
        .into_any()
    });
    let rows: Vec<_> = rows.collect();
    Some(
        view! {
            <section class="room-question">
                <h3>{format!("{}. {}", n + 1, question.text)}</h3>
                <div class="scroll" tabindex="0">
                    <table>
                        <thead><tr><th scope="col">{t.choice()}</th>{heads}</tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
        .into_any(),
    )
}

/// The questions that divide the room most, with the points for discussion.
fn discussed(room: &Room, measured: &Measured, t: Texts) -> Option<AnyView> {
    let questions = room.questions();
    let divided = measured.most_divided(DISCUSSED);
    if divided.is_empty() {
        return None;
    }
    let items = divided.into_iter().filter_map(|n| {
        let question = questions.get(n)?;
        let spread = measured.undiscussed(n).map(|tally| {
            let chosen = question.choices().iter().enumerate().filter(|(place, _)| tally.count(*place) > 0);
            let chosen: Vec<String> =
                chosen.map(|(place, choice)| format!("{} {}", choice.text, tally.count(place))).collect();
            view! { <p class="hint">{chosen.join(" · ")}</p> }.into_any()
        });
        let points =
            (!question.discussion.is_empty()).then(|| view! { <RichText blocks=&question.discussion/> }.into_any());
        Some(view! { <li><h3>{format!("{}. {}", n + 1, question.text)}</h3>{spread}{points}</li> }.into_any())
    });
    let items: Vec<_> = items.collect();
    Some(
        view! {
            <section class="group-discussion">
                <h2>{t.group_discussion()}</h2>
                <p>{t.group_discussion_help()}</p>
                <ol class="plain-list">{items}</ol>
            </section>
        }
        .into_any(),
    )
}

/// A field that takes codes with whatever stands around them, and says what it has found.
#[component]
fn CodeField(
    /// The session.
    room: Room,
    /// What it is called.
    label: &'static str,
    /// Whether the codes are from after the session.
    is_after: bool,
    /// The structures of earlier versions.
    released: Released,
) -> impl IntoView {
    let t = Texts(room.questionnaire().language);
    let message = RwSignal::new(Vec::<String>::new());
    let count = {
        let room = room.clone();
        move || {
            let count = room.session.with(|session| session.as_ref().map(|session| pile(session, is_after).len()));
            t.codes_collected(count.unwrap_or_default())
        }
    };
    let clear = {
        let room = room.clone();
        move || {
            room.change(|session| *pile_mut(session, is_after) = Vec::new());
            message.set(Vec::new());
        }
    };
    let typed = {
        let pile = room.clone();
        let typed = move |code| pile.change(|session| pile_mut(session, is_after).push(code));
        view! { <TypedForm room=room.clone() label take=typed/> }.into_any()
    };
    let taken = move |text: String| {
        let room = room.clone();
        spawn_local(async move {
            let released = known(released).await;
            message.try_set(take(&room, is_after, &text, &released, t));
        });
    };
    let messages = move || {
        let lines: Vec<_> = message.get().into_iter().map(|line| view! { <p>{line}</p> }.into_any()).collect();
        (!lines.is_empty()).then(|| view! { <div class="notice">{lines}</div> }.into_any())
    };
    view! {
        <div>
            <PasteField label rows="3" take=taken/>
            <p><span prop:textContent=count></span>" "<Button class="link-button" text=t.clear_codes() run=clear/></p>
            <div role="status">{move || fresh(messages())}</div>
            {typed}
        </div>
    }
}

fn pile(session: &Session, is_after: bool) -> &Vec<ResultCode> {
    if is_after { &session.after } else { &session.before }
}

fn pile_mut(session: &mut Session, is_after: bool) -> &mut Vec<ResultCode> {
    if is_after { &mut session.after } else { &mut session.before }
}

/// Takes the codes in a text, and says what became of each kind.
fn take(room: &Room, is_after: bool, text: &str, released: &[Structure], t: Texts) -> Vec<String> {
    let q = room.questionnaire();
    let (found, damaged) = codes(text);
    if found.is_empty() && damaged.is_empty() {
        return vec![t.no_codes().to_owned()];
    }
    let (own, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|code| code.questionnaire == q.id);
    let (known, unknown): (Vec<_>, Vec<_>) = own.into_iter().partition(|code| code.open(q, released).is_some());
    let migrated = known.iter().filter(|code| !code.is_of(&Structure::of(q))).count();
    let (mut added, mut again) = (0, 0);
    room.change(|session| {
        let pile = pile_mut(session, is_after);
        for code in known {
            match pile.iter_mut().find(|before| before.nonce == code.nonce) {
                Some(before) => {
                    *before = code;
                    again += 1;
                }
                None => {
                    pile.push(code);
                    added += 1;
                }
            }
        }
    });
    let mut lines = vec![t.codes_added(added)];
    lines.extend((again > 0).then(|| t.codes_again(again)));
    lines.extend((migrated > 0).then(|| t.codes_migrated(migrated)));
    lines.extend((!others.is_empty()).then(|| t.codes_of_others(others.len())));
    lines.extend((!unknown.is_empty()).then(|| t.codes_unknown(unknown.len())));
    lines.extend((!damaged.is_empty()).then(|| t.codes_damaged(&damaged.join(", "))));
    lines
}
