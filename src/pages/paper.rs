//! A questionnaire as a form for paper: empty, or with the answers.

use engine::model::answers::{Answer, Answers};
use engine::model::questionnaire::{Choice, Question, QuestionKind, Questionnaire};
use engine::scoring::flow;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::{format, page};
use crate::components::{AssessmentNotices, Button, Heading, RichText};
use crate::load::Loaded;
use crate::route::Step;
use crate::state::AppState;

/// The most characters of choices that stand side by side: paper is short of space.
const SHORT: usize = 24;
/// The drawing of a cross. Named, since Leptos wraps a shape that is all literals in a `g`.
const CROSS: &str = "M4 4L16 16M16 4L4 16";
/// The side of the square around it.
const SIDE: &str = "18";

/// The form. Empty, it has every question; with the answers, those that were asked.
#[component]
pub fn Paper(
    /// The questionnaire.
    loaded: Loaded,
    /// Whether the answers are in it.
    filled: bool,
) -> impl IntoView {
    let state = AppState::get();
    let q = &loaded.value;
    let t = Texts(q.language);
    let back = state.to(&q.id, if filled { Step::RESULT } else { Step::Front });
    let notices = filled.then(|| view! { <AssessmentNotices loaded=loaded.clone()/> }.into_any());
    view! {
        <Heading text=q.title.clone() title=q.title.clone()/>
        <div class="screen-only">
            <p class="hint">{t.paper_lead()}</p>
            <p class="buttons">
                <Button class="button" text=t.print() run=page::print/>
                <a class="button button-quiet" href=back>{t.back()}</a>
            </p>
            {notices}
        </div>
        <RichText blocks=&q.intro class="prose lead"/>
        {about(state, q, filled)}
        <div class="paper">{questions(state, q, filled)}</div>
    }
}

/// Who answers, for what, and when: filled, or lines to write on.
fn about(state: AppState, q: &Questionnaire, filled: bool) -> AnyView {
    let t = Texts(q.language);
    let (unit, role, day, status) = state.active.with(|active| {
        let assessment = active.as_ref().filter(|_| filled).map(|active| &active.assessment);
        let role = assessment.and_then(|a| q.roles.iter().find(|role| a.role.as_ref() == Some(&role.id)));
        let unit = assessment.and_then(|a| a.unit.clone()).unwrap_or_default();
        let day = assessment.map(|a| format::day(a.dated(), q.language)).unwrap_or_default();
        let status = assessment.map(|a| t.of_status(a.status).to_owned());
        (unit, role.map(|role| role.name.clone()).unwrap_or_default(), day, status)
    });
    let row = |name: &'static str, text: String| {
        let text = match text.is_empty() {
            true => view! { <dd class="paper-line"></dd> }.into_any(),
            false => view! { <dd>{text}</dd> }.into_any(),
        };
        view! { <div><dt>{name}</dt>{text}</div> }.into_any()
    };
    let role = (!q.roles.is_empty()).then(|| match filled {
        true => row(t.role(), role),
        false => {
            let roles = q.roles.iter().map(|role| boxed(&role.name, false, t)).collect::<Vec<_>>();
            view! { <div><dt>{t.role()}</dt><dd><ul class="paper-choices">{roles}</ul></dd></div> }.into_any()
        }
    });
    let status = status.map(|status| row(t.status(), status));
    view! { <dl class="facts paper-about">{row(t.unit(), unit)}{role}{row(t.date(), day)}{status}</dl> }.into_any()
}

/// The questions, section by section.
fn questions(state: AppState, q: &Questionnaire, filled: bool) -> Vec<AnyView> {
    let t = Texts(q.language);
    let answers = if filled { state.answers() } else { Answers::default() };
    let asked: Vec<&Question> = if filled { flow::shown(q, &answers) } else { q.questions().collect() };
    let number = |id: &str| asked.iter().position(|question| question.id == id).map(|n| n + 1);
    let sections = q.sections.iter().filter_map(|section| {
        let own = section.questions.iter().filter_map(|question| Some((number(&question.id)?, question)));
        let questions = own.map(|(n, question)| {
            let condition = (!filled).then(|| condition(q, question, &number)).flatten();
            asked_question(n, question, condition, answers.get(&question.id), t)
        });
        let questions: Vec<_> = questions.collect();
        let intro = (!section.intro.is_empty()).then(|| view! { <RichText blocks=&section.intro/> }.into_any());
        (!questions.is_empty())
            .then(|| view! { <section><h2>{section.title.clone()}</h2>{intro}{questions}</section> }.into_any())
    });
    sections.collect()
}

/// When the question is to be answered at all.
fn condition(q: &Questionnaire, question: &Question, number: &dyn Fn(&str) -> Option<usize>) -> Option<AnyView> {
    let t = Texts(q.language);
    let conditions = question.conditions.iter().filter_map(|condition| {
        let earlier = q.question(&condition.question)?;
        let choices = condition.choices.iter().filter_map(|id| earlier.choice(id)).map(|choice| choice.text.as_str());
        let choices = choices.collect::<Vec<_>>().join(&format!("” {} {}", t.or(), q.language.pick("”", "“")));
        Some(t.answer_only_if(number(&earlier.id)?, &choices))
    });
    let conditions: Vec<_> = conditions.collect();
    (!conditions.is_empty()).then(|| view! { <p class="paper-condition">{conditions.join(" ")}</p> }.into_any())
}

/// One question with its choices or lines.
fn asked_question(
    number: usize,
    question: &Question,
    condition: Option<AnyView>,
    answer: Option<&Answer>,
    t: Texts,
) -> AnyView {
    let source = question.number.as_ref();
    let source = source
        .map(|number| view! { <span class="hint">{format!(" ({})", t.number_in_source(number))}</span> }.into_any());
    let field = match &question.kind {
        QuestionKind::Single(choices) | QuestionKind::Several(choices) => {
            let several = matches!(question.kind, QuestionKind::Several(_));
            // A hint of the author's says it already.
            let several = several && question.hint.is_empty();
            boxes(choices, answer, several, t)
        }
        QuestionKind::Text => written(answer.and_then(Answer::written_text), 3),
        QuestionKind::Number(field) => {
            let number = answer.map(|answer| t.in_words(answer, question).join(" ")).filter(|text| !text.is_empty());
            let line = match number {
                Some(number) => view! { <p class="said">{number}</p> }.into_any(),
                None => view! { <p><span class="paper-number"></span>{format!(" {}", field.unit)}</p> }.into_any(),
            };
            view! { <div>{line}</div> }.into_any()
        }
    };
    let evidence = (!question.evidence.is_empty()).then(|| {
        let blocks = &question.evidence;
        view! { <div class="paper-evidence"><p class="paper-note">{format!("{}:", t.evidence())}</p><RichText blocks/></div> }
            .into_any()
    });
    let note = question.note.then(|| {
        let note = written(answer.and_then(Answer::written_note), 1);
        view! { <div><p class="paper-note">{format!("{}:", t.note())}</p>{note}</div> }.into_any()
    });
    view! {
        <div class="paper-question">
            <h3>{format!("{number}. {}", question.text)}{source}</h3>
            {condition}
            <RichText blocks=&question.hint/>
            {field}
            {evidence}
            {note}
        </div>
    }
    .into_any()
}

/// The choices, each with a box.
fn boxes(choices: &[Choice], answer: Option<&Answer>, says_several: bool, t: Texts) -> AnyView {
    let several = says_several.then(|| view! { <p class="hint">{t.several_allowed()}</p> }.into_any());
    let short = choices.iter().all(|choice| choice.text.chars().count() <= SHORT);
    let class = if short { "paper-choices paper-choices-short" } else { "paper-choices" };
    let is_chosen = |id: &String| answer.is_some_and(|answer| answer.choices.contains(id));
    let choices = choices.iter().map(|choice| boxed(&choice.text, is_chosen(&choice.id), t)).collect::<Vec<_>>();
    view! { <div>{several}<ul class=class>{choices}</ul></div> }.into_any()
}

/// A choice with its box.
fn boxed(text: &str, chosen: bool, t: Texts) -> AnyView {
    let cross = chosen.then(|| view! { <path class="paper-cross" d=CROSS/> }.into_any());
    let says = chosen.then(|| view! { <span class="visually-hidden">{t.chosen()}</span> }.into_any());
    view! {
        <li>
            <svg class="paper-box" viewBox="0 0 20 20" aria-hidden="true">
                <rect class="paper-square" x="1" y="1" width=SIDE height=SIDE/>
                {cross}
            </svg>
            <span>{says}{text.to_owned()}</span>
        </li>
    }
    .into_any()
}

/// What was written, or lines to write on.
fn written(text: Option<&str>, lines: usize) -> AnyView {
    match text {
        Some(text) => view! { <div><p class="said">{text.to_owned()}</p></div> }.into_any(),
        None => {
            let lines = (0..lines).map(|_| view! { <p class="paper-line"></p> }.into_any());
            view! { <div>{lines.collect::<Vec<_>>()}</div> }.into_any()
        }
    }
}
