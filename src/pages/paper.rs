//! A questionnaire as a form for paper: empty, or with the answers.

use engine::model::answers::{Answer, Answers};
use engine::model::questionnaire::{Question, QuestionKind, Questionnaire};
use engine::scoring::flow;
use leptos::prelude::With;
use texts::Texts;

use crate::browser::{format, page};
use crate::components::{assessment_notices, heading, rich_text};
use crate::load::Loaded;
use crate::route::Step;
use crate::state::AppState;
use crate::ui::{El, button, el, link, svg, text_el};

/// The most characters of choices that stand side by side: paper is short of space.
const SHORT: usize = 24;

/// The form. Empty, it has every question; with the answers, those that were asked.
pub fn paper(loaded: &Loaded, filled: bool) -> Vec<El> {
    let state = AppState::get();
    let q = &loaded.value;
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
        let intro = (!section.intro.is_empty()).then(|| rich_text(&section.intro));
        let head = el("section").child(text_el("h2", &section.title)).children(intro);
        (!questions.is_empty()).then(|| head.children(questions))
    });
    let back = if filled { Step::Result } else { Step::Front };
    let back = state.to(&q.id, back);
    let buttons = el("p").class("buttons").child(button("button", t.print(), page::print));
    vec![
        heading(&q.title, &q.title),
        el("div")
            .class("screen-only")
            .child(text_el("p", t.paper_lead()).class("hint"))
            .child(buttons.child(link(&back, t.back()).class("button button-quiet")))
            .children(filled.then(|| assessment_notices(loaded))),
        rich_text(&q.intro).class("prose lead"),
        about(state, q, filled),
        el("div").class("paper").children(sections),
    ]
}

/// Who answers, for what, and when: filled, or lines to write on.
fn about(state: AppState, q: &Questionnaire, filled: bool) -> El {
    let t = Texts(q.language);
    let (unit, role, day, status) = state.open.with(|open| {
        let assessment = open.as_ref().filter(|_| filled).map(|open| &open.assessment);
        let role = assessment.and_then(|a| q.roles.iter().find(|role| a.role.as_ref() == Some(&role.id)));
        let unit = assessment.and_then(|a| a.unit.clone()).unwrap_or_default();
        let day = assessment.map(|a| format::day(a.dated(), q.language)).unwrap_or_default();
        let status = assessment.map(|a| t.of_status(a.status));
        (unit, role.map(|role| role.name.clone()).unwrap_or_default(), day, status)
    });
    let row = |name: &str, said: &str| {
        let said = if said.is_empty() { el("dd").class("paper-line") } else { text_el("dd", said) };
        el("div").child(text_el("dt", name)).child(said)
    };
    let role = (!q.roles.is_empty()).then(|| match filled {
        true => row(t.role(), &role),
        false => {
            let boxes =
                el("ul").class("paper-choices").children(q.roles.iter().map(|role| boxed(&role.name, false, t)));
            el("div").child(text_el("dt", t.role())).child(el("dd").child(boxes))
        }
    });
    el("dl")
        .class("facts paper-about")
        .child(row(t.unit(), &unit))
        .children(role)
        .child(row(t.date(), &day))
        .children(status.map(|status| row(t.status(), status)))
}

/// When the question is to be answered at all.
fn condition(q: &Questionnaire, question: &Question, number: &dyn Fn(&str) -> Option<usize>) -> Option<El> {
    let t = Texts(q.language);
    let told = question.conditions.iter().filter_map(|condition| {
        let earlier = q.question(&condition.question)?;
        let choices = condition.choices.iter().filter_map(|id| earlier.choice(id)).map(|choice| choice.text.as_str());
        let choices = choices.collect::<Vec<_>>().join(&format!("” {} {}", t.or(), q.language.pick("”", "“")));
        Some(t.answer_only_if(number(&earlier.id)?, &choices))
    });
    let told: Vec<_> = told.collect();
    (!told.is_empty()).then(|| text_el("p", &told.join(" ")).class("paper-condition"))
}

/// One question with its choices or lines.
fn asked_question(number: usize, question: &Question, condition: Option<El>, answer: Option<&Answer>, t: Texts) -> El {
    let source = question
        .number
        .as_ref()
        .map(|number| text_el("span", &format!(" ({})", t.number_in_source(number))).class("hint"));
    let title = text_el("h3", &format!("{number}. {}", question.text)).children(source);
    let field = match &question.kind {
        QuestionKind::Single(choices) | QuestionKind::Several(choices) => {
            let several = matches!(question.kind, QuestionKind::Several(_));
            // A hint of the author's says it already.
            let several = several && question.hint.is_empty();
            let told = several.then(|| text_el("p", t.several_allowed()).class("hint"));
            let short = choices.iter().all(|choice| choice.text.chars().count() <= SHORT);
            let class = if short { "paper-choices paper-choices-short" } else { "paper-choices" };
            let is_chosen = |id: &String| answer.is_some_and(|answer| answer.choices.contains(id));
            let choices = choices.iter().map(|choice| boxed(&choice.text, is_chosen(&choice.id), t));
            el("div").children(told).child(el("ul").class(class).children(choices))
        }
        QuestionKind::Text => written(answer.and_then(Answer::written_text), 3),
        QuestionKind::Number(field) => {
            let number = answer.map(|answer| t.in_words(answer, question).join(" ")).filter(|said| !said.is_empty());
            let line = match number {
                Some(number) => text_el("p", &number).class("said"),
                None => el("p").child(el("span").class("paper-number")).text(&format!(" {}", field.unit)),
            };
            el("div").child(line)
        }
    };
    let note = question.note.then(|| {
        let note = answer.and_then(Answer::written_note);
        el("div").child(text_el("p", &format!("{}:", t.note())).class("paper-note")).child(written(note, 1))
    });
    let hint = rich_text(&question.hint);
    el("div").class("paper-question").child(title).children(condition).child(hint).child(field).children(note)
}

/// A choice with its box.
fn boxed(text: &str, chosen: bool, t: Texts) -> El {
    let cross = chosen.then(|| svg("path").class("paper-cross").attr("d", "M4 4L16 16M16 4L4 16"));
    let square =
        svg("rect").class("paper-square").attr("x", "1").attr("y", "1").attr("width", "18").attr("height", "18");
    let square = svg("svg").class("paper-box").attr("viewBox", "0 0 20 20").attr("aria-hidden", "true").child(square);
    let said = chosen.then(|| text_el("span", t.chosen()).class("visually-hidden"));
    el("li").child(square.children(cross)).child(el("span").children(said).text(text))
}

/// What was written, or lines to write on.
fn written(text: Option<&str>, lines: usize) -> El {
    match text {
        Some(text) => el("div").child(text_el("p", text).class("said")),
        None => el("div").children((0..lines).map(|_| el("p").class("paper-line"))),
    }
}
