//! Check your answers.

use engine::Lang;
use engine::answers::{Answer, Standing};
use engine::assessment::Change;
use engine::flow;
use engine::questionnaire::Question;
use engine::scoring;
use leptos::prelude::*;
use web_sys::Event;

use crate::components::{heading, keeping_notice};
use crate::desk::Desk;
use crate::pages::questionnaire::Loaded;
use crate::route::{Route, Step};
use crate::texts::Texts;
use crate::ui::{El, el, link, text_el, value_of};

/// Every question that is shown, with its answer.
pub fn review(loaded: &Loaded) -> Vec<El> {
    let desk = Desk::get();
    let q = &loaded.value;
    let t = Texts(q.language);
    let answers = desk.answers();
    let shown = flow::shown(q, &answers);
    let (answered, total) = flow::answered(q, &answers);
    let to = |step: Step| Route::to(q.language, &q.id, step).to_string();
    let mut page = vec![
        heading(t.review_title(), &format!("{} – {}", t.review_title(), q.title)),
        text_el("p", t.review_lead()).class("lead"),
        keeping_notice(),
    ];
    if answered < total {
        // Only questions that count make the result preliminary.
        let score = scoring::score(q, &answers);
        let preliminary = score.whole.preliminary || score.indices.iter().any(|index| index.preliminary);
        let consequence = if preliminary { t.will_be_preliminary() } else { t.will_not_matter() };
        let notice = format!("{} {consequence}", t.unanswered_count(total - answered));
        page.push(text_el("p", &notice).class("notice"));
    }
    for section in &q.sections {
        let questions = section.questions.iter().filter(|question| shown.iter().any(|shown| shown.id == question.id));
        let rows = questions.map(|question| {
            let standing = answers.standing(question);
            row(question, answers.get(&question.id), standing, &to(Step::Question(question.id.clone())), q.language)
        });
        let rows: Vec<_> = rows.collect();
        if !rows.is_empty() {
            let list = el("dl").class("answers").children(rows);
            page.push(el("section").child(text_el("h2", &section.title)).child(list));
        }
    }
    let last = shown
        .last()
        .map(|question| link(&to(Step::Question(question.id.clone())), t.back()).class("button button-quiet"));
    let result = link(&to(Step::Result), t.show_result()).class("button");
    page.push(about_you(desk, loaded));
    page.push(el("p").class("buttons step-buttons").child(result).children(last));
    page
}

fn row(question: &Question, answer: Option<&Answer>, standing: Standing, to: &str, lang: Lang) -> El {
    let t = Texts(lang);
    let answered = standing != Standing::Unanswered;
    let said = answer.filter(|_| answered).map_or_else(Vec::new, |answer| answer.in_words(question, lang));
    let said = match answered {
        true => el("dd").children(said.iter().map(|line| text_el("p", line).class("said"))),
        false => {
            let class = if question.is_scored() { "missing" } else { "hint" };
            el("dd").child(text_el("p", t.not_answered()).class(class))
        }
    };
    let note = answer.and_then(|answer| answer.note.as_ref());
    let note = note.map(|note| text_el("p", &format!("{}: {note}", t.note())).class("said-note"));
    let action = link(to, if answered { t.change() } else { t.answer_now() });
    let action = action.child(text_el("span", &format!(": {}", question.text)).class("visually-hidden"));
    el("div")
        .class("answer-row")
        .child(text_el("dt", &question.text))
        .child(said.children(note))
        .child(el("dd").class("answer-action").child(action))
}

/// The unit and the role, which go into the result file.
fn about_you(desk: Desk, loaded: &Loaded) -> El {
    let q = &loaded.value;
    let t = Texts(q.language);
    let (unit, role) = desk.open.with(|open| {
        let assessment = open.as_ref().map(|open| open.assessment.clone());
        assessment.map(|a| (a.unit.unwrap_or_default(), a.role.unwrap_or_default())).unwrap_or_default()
    });
    let units = desk.site.with(|site| site.as_ref().map(|site| site.units.clone()).unwrap_or_default());
    let said = |event: &Event| Some(value_of(event).trim().to_owned()).filter(|text| !text.is_empty());
    let set_unit = move |event: Event| desk.change(Change::Unit(said(&event)));
    let set_role = move |event: Event| desk.change(Change::Role(said(&event)));
    let unit_field = if units.is_empty() {
        el("input").attr("type", "text").attr("maxlength", "80").attr("autocomplete", "off").attr("value", &unit)
    } else {
        select(units.iter().map(|name| (name.as_str(), name.as_str())), &unit, t)
    };
    let role_field = (!q.roles.is_empty()).then(|| {
        let field = select(q.roles.iter().map(|role| (role.id.as_str(), role.name.as_str())), &role, t);
        el("label").class("field").child(text_el("span", t.role())).child(field.on("change", set_role))
    });
    let unit_field =
        el("label").class("field").child(text_el("span", t.unit())).child(unit_field.on("change", set_unit));
    el("fieldset")
        .class("about-you")
        .child(el("legend").child(text_el("h2", t.about_you())))
        .child(text_el("p", t.about_you_hint()).class("hint"))
        .child(unit_field)
        .children(role_field)
}

fn select<'a>(options: impl Iterator<Item = (&'a str, &'a str)>, chosen: &str, t: Texts) -> El {
    let none = el("option").attr("value", "").text(t.not_said());
    let options =
        options.map(|(value, text)| el("option").attr("value", value).flag("selected", value == chosen).text(text));
    el("select").child(none).children(options)
}
