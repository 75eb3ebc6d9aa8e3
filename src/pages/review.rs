//! Check your answers.

use engine::answers::{Answer, Standing};
use engine::assessment::Change;
use engine::flow;
use engine::questionnaire::{Question, QuestionKind, Questionnaire};
use leptos::prelude::*;

use crate::browser::format;
use crate::components::{Heading, KeepingNotice};
use crate::desk::Desk;
use crate::pages::questionnaire::Loaded;
use crate::route::{Route, Step};
use crate::texts::Texts;

/// Every question that is shown, with its answer.
#[component]
pub fn Review(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let q = &loaded.value;
    let t = Texts(q.language);
    let answers = desk.answers_untracked();
    let shown = flow::shown(q, &answers);
    let (answered, total) = flow::answered(q, &answers);
    let unanswered = (answered < total).then(|| view! { <p class="notice">{t.unanswered_count(total - answered)}</p> });
    let sections = q.sections.iter().filter_map(|section| {
        let rows: Vec<_> = section
            .questions
            .iter()
            .filter(|question| shown.iter().any(|shown| shown.id == question.id))
            .map(|question| row(q, question, answers.get(&question.id), answers.standing(question)))
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <section>
                    <h2>{section.title.clone()}</h2>
                    <dl class="answers">{rows.collect_view()}</dl>
                </section>
            }
        })
    });
    let sections = sections.collect_view();
    let result = Route::to(q.language, &q.id, Step::Result).to_string();
    let last =
        shown.last().map(|question| Route::to(q.language, &q.id, Step::Question(question.id.clone())).to_string());
    view! {
        <Heading text=t.review_title().to_owned() title=format!("{} – {}", t.review_title(), q.title)/>
        <p class="lead">{t.review_lead()}</p>
        <KeepingNotice/>
        {unanswered}
        {sections}
        <AboutYou loaded=loaded.clone()/>
        <p class="buttons step-buttons">
            <a class="button" href=result>{t.show_result()}</a>
            {last.map(|last| view! { <a class="button button-quiet" href=last>{t.back()}</a> })}
        </p>
    }
}

fn row(
    questionnaire: &Questionnaire,
    question: &Question,
    answer: Option<&Answer>,
    standing: Standing,
) -> impl IntoView + use<> {
    let t = Texts(questionnaire.language);
    let answered = standing != Standing::Unanswered;
    let to = Route::to(questionnaire.language, &questionnaire.id, Step::Question(question.id.clone())).to_string();
    let said = answer
        .filter(|_| answered)
        .map_or_else(Vec::new, |answer| answer_in_words(question, answer, questionnaire.language));
    let said = match answered {
        true => said.into_iter().map(|line| view! { <p class="said">{line}</p> }).collect_view().into_any(),
        false => view! { <p class="missing">{t.not_answered()}</p> }.into_any(),
    };
    let note = answer
        .and_then(|answer| answer.note.clone())
        .map(|note| view! { <p class="said-note">{t.note()} ": " {note}</p> });
    let action = if answered { t.change() } else { t.answer_now() };
    view! {
        <div class="answer-row">
            <dt>{question.text.clone()}</dt>
            <dd>{said}{note}</dd>
            <dd class="answer-action"><a href=to>{action}<span class="visually-hidden">": " {question.text.clone()}</span></a></dd>
        </div>
    }
}

/// An answer as a reader would say it, a line for each choice.
pub fn answer_in_words(question: &Question, answer: &Answer, lang: engine::Lang) -> Vec<String> {
    match &question.kind {
        QuestionKind::Single(_) | QuestionKind::Several(_) => {
            let chosen = answer.choices.iter().filter_map(|id| question.choice(id));
            chosen.map(|choice| choice.text.clone()).collect()
        }
        QuestionKind::Text => answer.text.iter().cloned().collect(),
        QuestionKind::Number(field) => {
            let number = answer.number.map(|number| format::number(number, lang));
            number.map(|number| format!("{number} {}", field.unit).trim_end().to_owned()).into_iter().collect()
        }
    }
}

/// The unit and the role, which go into the result file.
#[component]
fn AboutYou(loaded: Loaded) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let q = &loaded.value;
    let t = Texts(q.language);
    let (unit, role) = desk.open.with_untracked(|open| {
        let file = open.as_ref().map(|open| &open.assessment.file);
        (
            file.and_then(|file| file.unit.clone()).unwrap_or_default(),
            file.and_then(|file| file.role.clone()).unwrap_or_default(),
        )
    });
    let units =
        desk.index.with_untracked(|index| index.as_ref().map(|index| index.site.units.clone()).unwrap_or_default());
    let said = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let set_unit = move |event: web_sys::Event| desk.change(Change::Unit(said(event_target_value(&event))));
    let set_role = move |event: web_sys::Event| desk.change(Change::Role(said(event_target_value(&event))));
    let unit_field = if units.is_empty() {
        view! { <input type="text" maxlength="80" autocomplete="off" prop:value=unit on:change=set_unit/> }.into_any()
    } else {
        let options = units.into_iter().map(|name| {
            let selected = name == unit;
            view! { <option value=name.clone() selected=selected>{name.clone()}</option> }
        });
        view! { <select on:change=set_unit><option value="">{t.not_said()}</option>{options.collect_view()}</select> }
            .into_any()
    };
    let role_field = (!q.roles.is_empty()).then(|| {
        let options = q.roles.iter().map(|named| {
            let selected = named.id == role;
            view! { <option value=named.id.clone() selected=selected>{named.name.clone()}</option> }
        });
        view! {
            <label class="field">
                <span>{t.role()}</span>
                <select on:change=set_role><option value="">{t.not_said()}</option>{options.collect_view()}</select>
            </label>
        }
    });
    view! {
        <fieldset class="about-you">
            <legend><h2>{t.about_you()}</h2></legend>
            <p class="hint">{t.about_you_hint()}</p>
            <label class="field"><span>{t.unit()}</span>{unit_field}</label>
            {role_field}
        </fieldset>
    }
}
