//! Check your answers.

use std::borrow::Cow;

use engine::Lang;
use engine::model::answers::{Answer, AnswerState, Answers};
use engine::model::questionnaire::{Question, Questionnaire};
use engine::results::assessment::{Assessment, Change};
use engine::scoring;
use engine::scoring::flow;
use leptos::prelude::*;
use texts::Texts;
use web_sys::Event;

use crate::components::{assessment_notices, heading};
use crate::load::Loaded;
use crate::route::Step;
use crate::state::AppState;
use crate::ui::{El, el, fresh_id, link, text_el, value_of};

/// Every question that is shown, with its answer. The answers follow what is stored, also when another tab changes one;
/// what is being written about oneself stays as it is.
pub fn review(loaded: &Loaded) -> Vec<El> {
    let state = AppState::get();
    let q = &loaded.value;
    let t = Texts(q.language);
    let answers = Memo::new(move |_| state.answers());
    let rows = {
        let loaded = loaded.clone();
        move || answered(state, &loaded.value, &answers.get())
    };
    let back = {
        let loaded = loaded.clone();
        move || {
            let q = &loaded.value;
            let last = answers.with(|answers| flow::shown(q, answers).last().map(|last| last.id.clone()))?;
            Some(link(&state.to(&q.id, Step::Question(last)), t.back()).class("button button-quiet"))
        }
    };
    let result = link(&state.to(&q.id, Step::Result), t.show_result()).class("button");
    vec![
        heading(t.review_title(), &format!("{} – {}", t.review_title(), q.title)),
        text_el("p", t.review_lead()).class("lead"),
        assessment_notices(loaded),
        el("div").live(rows),
        about_you(state, loaded),
        el("p").class("buttons step-buttons").child(result).live(back),
    ]
}

/// How many questions are unanswered, and the answers section by section.
fn answered(state: AppState, q: &Questionnaire, answers: &Answers) -> Vec<El> {
    let t = Texts(q.language);
    let shown = flow::shown(q, answers);
    let (answered, total) = flow::answered(q, answers);
    let mut all = Vec::new();
    if answered < total {
        // Only questions that count make the result preliminary.
        let score = scoring::score(q, answers);
        let preliminary = score.whole.preliminary || score.indices.iter().any(|index| index.preliminary);
        let consequence = if preliminary { t.will_be_preliminary() } else { t.will_not_matter() };
        let notice = format!("{} {consequence}", t.unanswered_count(total - answered));
        all.push(text_el("p", &notice).class("notice"));
    }
    for section in &q.sections {
        let questions = section.questions.iter().filter(|question| shown.iter().any(|shown| shown.id == question.id));
        let rows = questions.map(|question| {
            let to = state.to(&q.id, Step::Question(question.id.clone()));
            row(question, answers.get(&question.id), answers.state(question), &to, q.language)
        });
        let rows: Vec<_> = rows.collect();
        if !rows.is_empty() {
            let list = el("dl").class("answers").children(rows);
            all.push(el("section").child(text_el("h2", &section.title)).child(list));
        }
    }
    all
}

fn row(question: &Question, answer: Option<&Answer>, standing: AnswerState, to: &str, lang: Lang) -> El {
    let t = Texts(lang);
    let answered = standing != AnswerState::Unanswered;
    let said = answer.filter(|_| answered).map_or_else(Vec::new, |answer| t.in_words(answer, question));
    let said = match answered {
        true => el("dd").children(said.iter().map(|line| text_el("p", line).class("said"))),
        false => {
            let class = if question.is_scored() { "missing" } else { "hint" };
            el("dd").child(text_el("p", t.not_answered()).class(class))
        }
    };
    let typed = answer.and_then(|answer| answer.typed.as_ref());
    let typed = typed.map(|typed| text_el("p", &t.unread_number(typed)).class("missing"));
    let note = answer.and_then(Answer::written_note);
    let note = note.map(|note| text_el("p", &format!("{}: {note}", t.note())).class("said-note"));
    let action = link(to, if answered { t.change() } else { t.answer_now() });
    let action = action.child(text_el("span", &format!(": {}", question.text)).class("visually-hidden"));
    el("div")
        .class("answer-row")
        .child(text_el("dt", &question.text))
        .child(said.children(typed).children(note))
        .child(el("dd").class("answer-action").child(action))
}

/// The unit and the role, which go into the result file.
fn about_you(state: AppState, loaded: &Loaded) -> El {
    let q = &loaded.value;
    let t = Texts(q.language);
    let of = |part: fn(&Assessment) -> &Option<String>| {
        Memo::new(move |_| state.open.with(|open| open.as_ref().and_then(|open| part(&open.assessment).clone())))
    };
    let (unit, role) = (of(|assessment| &assessment.unit), of(|assessment| &assessment.role));
    let units = state.site.with(|site| site.as_ref().map(|site| site.units.clone()).unwrap_or_default());
    let said = |event: &Event| Some(value_of(event)).filter(|text| !text.is_empty());
    let set_unit = move |event: Event| state.change(Change::Unit(said(&event)));
    let set_role = move |event: Event| state.change(Change::Role(said(&event)));
    let unit_field = if units.is_empty() {
        let field = el("input").attr("type", "text").attr("maxlength", "80").attr("autocomplete", "off");
        let field = field.live_prop("value", move || unit.get().unwrap_or_default()).on("input", set_unit);
        el("label").class("field").child(text_el("span", t.unit())).child(field)
    } else {
        select(t.unit(), units.into_iter().map(|name| (name.clone(), name)).collect(), unit, t).on("change", set_unit)
    };
    let role_field = (!q.roles.is_empty()).then(|| {
        let roles = q.roles.iter().map(|role| (role.id.clone(), role.name.clone())).collect();
        select(t.role(), roles, role, t).on("change", set_role)
    });
    el("fieldset")
        .class("about-you")
        .child(el("legend").child(text_el("h2", t.about_you())))
        .child(text_el("p", t.about_you_hint()).class("hint"))
        .child(unit_field)
        .children(role_field)
}

/// A field to choose from a list. What was chosen before the list lost it is still a choice, and said to be lost: it goes
/// into the result file until another is chosen.
fn select(label: &'static str, options: Vec<(String, String)>, chosen: Memo<Option<String>>, t: Texts) -> El {
    let id = fresh_id();
    let lost = {
        let options = options.clone();
        Memo::new(move |_| chosen.get().filter(|chosen| !options.iter().any(|(value, _)| value == chosen)))
    };
    let warning = {
        let id = id.clone();
        move || lost.get().map(|lost| text_el("span", &t.not_offered(&lost)).class("missing").attr("id", &id))
    };
    let all = move || {
        let none = el("option").attr("value", "").text(t.not_said());
        let lost = lost.get().map(|lost| (lost.clone(), lost));
        let options = lost.into_iter().chain(options.clone());
        let options = options.map(|(value, text)| el("option").attr("value", &value).text(&text));
        std::iter::once(none).chain(options).collect::<Vec<_>>()
    };
    let described = move || lost.get().map(|_| Cow::Owned(id.clone()));
    let field = el("select").live(all).live_prop("value", move || chosen.get().unwrap_or_default());
    let field = field.live_attr("aria-describedby", described);
    el("label").class("field").child(text_el("span", label)).live(warning).child(field)
}
