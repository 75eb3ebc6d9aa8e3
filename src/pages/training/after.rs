//! What the room has answered: question by question, what divided it most, and the codes that were collected.

use std::sync::Arc;

use engine::model::answers::Answers;
use engine::model::questionnaire::{ChoiceValue, Question};
use engine::results::code::ResultCode;
use engine::results::structure::Structure;
use engine::room::chat::letter;
use engine::room::session::Session;
use engine::room::tally::Tally;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use texts::Texts;

use crate::browser::{format, page};
use crate::components::{Button, Download, DownloadMessage, Heading, RichText, fresh};
use crate::load;
use crate::pages::training::paste::PasteField;
use crate::pages::training::room::{Room, codes, share_of};
use crate::pages::training::setup::session_name;
use crate::route::{Step, TrainingPage};
use crate::state::AppState;

/// How many questions are taken up in the discussion.
const DISCUSSED: usize = 3;

/// The structures of earlier versions; nothing while they are on their way.
type Released = RwSignal<Vec<Structure>>;

/// The page of what the room has answered.
#[component]
pub fn After(
    /// The session.
    room: Room,
) -> impl IntoView {
    let q = room.questionnaire();
    let t = Texts(q.language);
    let released: Released = RwSignal::new(Vec::new());
    spawn_local(async move {
        // Without them, codes of earlier versions are told apart and not read.
        released.try_set(load::released().await.unwrap_or_default());
    });
    let title = t.room_result(&q.title);
    let setup = room.to(TrainingPage::Setup);
    let columns = {
        let room = room.clone();
        Memo::new(move |_| Arc::new(columns(&room, &released.get())))
    };
    let tables = {
        let room = room.clone();
        move || tables(&room, &columns.get(), t)
    };
    let discussed = {
        let room = room.clone();
        move || discussed(&room, &columns.get(), t)
    };
    let own = (!room.has_right_answers()).then(|| own_result(&room, t)).flatten();
    let download = Download::new();
    let give = {
        let room = room.clone();
        move || {
            let id = &room.questionnaire().id;
            let name = format!("vattenpass-rum-{id}-{}.json", format::today());
            download.give(name, "application/json", &room_file(&room, &columns.get_untracked()));
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

/// What the room has answered, measured several times.
#[derive(PartialEq)]
struct Columns {
    /// The codes from before the session, the first votes, the second votes, the codes from after.
    of: [Vec<Option<Tally>>; 4],
}

/// For each round, each measurement that there is.
fn columns(room: &Room, released: &[Structure]) -> Columns {
    let q = room.questionnaire();
    let of = room.session.with(|session| {
        let Some(session) = session else { return Default::default() };
        let opened = |codes: &[ResultCode]| -> Vec<Answers> {
            codes.iter().filter_map(|code| Some(code.open(q, released)?.0)).collect()
        };
        let (before, after) = (opened(&session.before), opened(&session.after));
        let each = |tally: &dyn Fn(&Question, usize) -> Option<Tally>| -> Vec<Option<Tally>> {
            let rounds = session.rounds.iter().enumerate();
            rounds.map(|(n, round)| q.question(&round.question).and_then(|question| tally(question, n))).collect()
        };
        let some = |tally: Tally| Some(tally).filter(|tally| tally.people > 0);
        [
            each(&|question, _| some(Tally::of_answers(question, &before))),
            each(&|question, n| some(session.rounds[n].first.tally(question))),
            each(&|question, n| session.rounds[n].again.as_ref().and_then(|vote| some(vote.tally(question)))),
            each(&|question, _| some(Tally::of_answers(question, &after))),
        ]
    });
    Columns { of }
}

impl Columns {
    /// The tally that tells how the room stood before it discussed: the votes, or else the codes.
    fn divided(&self, round: usize) -> Option<&Tally> {
        [1, 3, 0].into_iter().find_map(|column: usize| self.of[column].get(round)?.as_ref())
    }

    /// Whether there is anything to show.
    fn is_empty(&self) -> bool {
        self.of.iter().flatten().all(Option::is_none)
    }
}

/// The rounds' questions, each with its place.
fn questions(room: &Room) -> Vec<(usize, &Question)> {
    let ids: Vec<String> = room.session.with(|session| {
        session.iter().flat_map(|session| &session.rounds).map(|round| round.question.clone()).collect()
    });
    ids.iter().enumerate().filter_map(|(n, id)| Some((n, room.loaded.value.question(id)?))).collect()
}

/// A table for each question that the room has answered.
fn tables(room: &Room, columns: &Columns, t: Texts) -> AnyView {
    if columns.is_empty() {
        return view! { <p class="notice">{t.nothing_collected()}</p> }.into_any();
    }
    let tables: Vec<_> =
        questions(room).into_iter().filter_map(|(n, question)| table(n, question, columns, t)).collect();
    view! { <section class="room-tables"><h2>{t.question_by_question()}</h2>{tables}</section> }.into_any()
}

fn table(n: usize, question: &Question, columns: &Columns, t: Texts) -> Option<AnyView> {
    let names = [t.codes_before(), t.first_vote(), t.second_vote(), t.codes_after()];
    let measured: Vec<(&str, &Tally)> = names
        .into_iter()
        .zip(&columns.of)
        .filter_map(|(name, column)| Some((name, column.get(n)?.as_ref()?)))
        .collect();
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
fn discussed(room: &Room, columns: &Columns, t: Texts) -> Option<AnyView> {
    let mut divided: Vec<(usize, &Question, f64)> = questions(room)
        .into_iter()
        .filter_map(|(n, question)| Some((n, question, columns.divided(n)?.division())))
        .filter(|(_, _, division)| *division > 0.0)
        .collect();
    divided.sort_by(|a, b| b.2.total_cmp(&a.2));
    divided.truncate(DISCUSSED);
    if divided.is_empty() {
        return None;
    }
    let items = divided.into_iter().map(|(n, question, _)| {
        let spread = columns.divided(n).map(|tally| {
            let chosen = question.choices().iter().enumerate().filter(|(place, _)| tally.count(*place) > 0);
            let chosen: Vec<String> =
                chosen.map(|(place, choice)| format!("{} {}", choice.text, tally.count(place))).collect();
            view! { <p class="hint">{chosen.join(" · ")}</p> }.into_any()
        });
        let points =
            (!question.discussion.is_empty()).then(|| view! { <RichText blocks=&question.discussion/> }.into_any());
        view! { <li><h3>{format!("{}. {}", n + 1, question.text)}</h3>{spread}{points}</li> }.into_any()
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
    let taken = move |text: String| message.set(take(&room, is_after, &text, &released.get_untracked(), t));
    let messages = move || {
        let lines: Vec<_> = message.get().into_iter().map(|line| view! { <p>{line}</p> }.into_any()).collect();
        (!lines.is_empty()).then(|| view! { <div class="notice">{lines}</div> }.into_any())
    };
    view! {
        <div>
            <PasteField label rows="3" take=taken/>
            <p><span prop:textContent=count></span>" "<Button class="link-button" text=t.clear_codes() run=clear/></p>
            <div role="status">{move || fresh(messages())}</div>
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

/// The room's answers as a file: counts alone, nothing of any one person.
#[derive(Serialize)]
struct RoomFile<'a> {
    format: &'static str,
    version: u32,
    day: String,
    questionnaire: &'a str,
    structure: String,
    questions: Vec<RoomQuestion<'a>>,
}

#[derive(Serialize)]
struct RoomQuestion<'a> {
    id: &'a str,
    measurements: Vec<Measurement<'a>>,
}

#[derive(Serialize)]
struct Measurement<'a> {
    when: &'static str,
    people: u32,
    chosen: Vec<(&'a str, u32)>,
}

fn room_file(room: &Room, columns: &Columns) -> String {
    let q = room.questionnaire();
    let of: [&'static str; 4] = ["codes-before", "first-vote", "second-vote", "codes-after"];
    let questions = questions(room).into_iter().map(|(n, question)| {
        let measurements = of.into_iter().zip(&columns.of).filter_map(|(when, column)| {
            let tally = column.get(n)?.as_ref()?;
            let chosen = question.choices().iter().enumerate();
            let chosen = chosen.map(|(place, choice)| (choice.id.as_str(), tally.count(place))).collect();
            Some(Measurement { when, people: tally.people, chosen })
        });
        RoomQuestion { id: &question.id, measurements: measurements.collect() }
    });
    let file = RoomFile {
        format: "vattenpass-room",
        version: 1,
        day: format::today(),
        questionnaire: &q.id,
        structure: Structure::of(q).digest(),
        questions: questions.collect(),
    };
    // Cannot fail: every key is a string.
    serde_json::to_string_pretty(&file).unwrap_or_default()
}
