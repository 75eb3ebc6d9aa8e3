//! The picked questions on paper, for those who have no phone: numbers and letters as the trainer types them in.

use engine::model::questionnaire::QuestionKind;
use engine::room::chat::letter;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::page;
use crate::components::{Button, Heading, RichText};
use crate::pages::training::room::Room;
use crate::route::TrainingPage;

/// The form to print.
#[component]
pub fn Sheet(
    /// The session.
    room: Room,
) -> impl IntoView {
    let q = room.questionnaire();
    let t = Texts(q.language);
    let questions = room.questions().into_iter().enumerate().map(|(n, question)| {
        let choices = question.choices().iter().enumerate().map(|(place, choice)| {
            view! {
                <li>
                    <span class="box" aria-hidden="true"></span>
                    <span class="letter">{letter(place)}</span>
                    <span>{choice.text.clone()}</span>
                </li>
            }
            .into_any()
        });
        let choices: Vec<_> = choices.collect();
        let hint = (!question.hint.is_empty())
            .then(|| view! { <RichText blocks=&question.hint class="prose hint"/> }.into_any());
        let several = matches!(question.kind, QuestionKind::Several(_))
            .then(|| view! { <p class="hint">{t.several_may()}</p> }.into_any());
        view! {
            <section class="sheet-question">
                <h2>{format!("{}. {}", n + 1, question.text)}</h2>
                {hint}
                {several}
                <ul class="plain-list">{choices}</ul>
            </section>
        }
        .into_any()
    });
    let questions: Vec<_> = questions.collect();
    view! {
        <p class="screen-only"><a href=room.to(TrainingPage::Setup)>{t.to_session()}</a></p>
        <Heading text=q.title.clone() title=format!("{} – {}", t.sheet(), q.title)/>
        <div class="screen-only">
            <p class="lead">{t.sheet_lead()}</p>
            <p class="buttons"><Button class="button" text=t.print() run=page::print/></p>
        </div>
        <p>{t.sheet_foot()}</p>
        {questions}
    }
}
