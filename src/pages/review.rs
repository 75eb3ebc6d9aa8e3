//! Check your answers.

use engine::Lang;
use engine::model::answers::{Answer, AnswerState, Answers};
use engine::model::questionnaire::{Question, Questionnaire};
use engine::results::assessment::{Assessment, Change};
use engine::scoring;
use engine::scoring::flow;
use leptos::prelude::*;
use texts::Texts;
use web_sys::Event;

use crate::browser::page::fresh_id;
use crate::components::{AssessmentNotices, Field, Heading, Select, fresh, question_links};
use crate::load::Loaded;
use crate::route::Step;
use crate::state::AppState;

/// Every question that is shown, with its answer. The answers follow what is stored, also when another tab changes one;
/// what is being written about oneself stays as it is.
#[component]
pub fn Review(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
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
            let to = state.to(&q.id, Step::Question(last));
            Some(view! { <a class="button button-quiet" href=to>{t.back()}</a> }.into_any())
        }
    };
    view! {
        <Heading text=t.review_title() title=format!("{} – {}", t.review_title(), q.title)/>
        <p class="lead">{t.review_lead()}</p>
        <AssessmentNotices loaded=loaded.clone()/>
        <div>{move || fresh(rows())}</div>
        <AboutYou loaded=loaded.clone()/>
        <p class="buttons step-buttons">
            <a class="button" href=state.to(&q.id, Step::RESULT)>{t.show_result()}</a>
            {move || fresh(back())}
        </p>
    }
}

/// The questions that are not answered, and the answers section by section.
fn answered(state: AppState, q: &Questionnaire, answers: &Answers) -> AnyView {
    let t = Texts(q.language);
    let shown = flow::shown(q, answers);
    let (answered, total) = flow::answered(q, answers);
    let unanswered = (answered < total).then(|| {
        // Only questions that count make the result preliminary.
        let score = scoring::score(q, answers);
        let preliminary = score.whole.preliminary || score.indices.iter().any(|index| index.preliminary);
        let consequence = if preliminary { t.will_be_preliminary() } else { t.will_not_matter() };
        let notice = format!("{} {consequence}", t.unanswered_count(total - answered));
        let missing = shown.iter().filter(|question| answers.state(question) == AnswerState::Unanswered);
        let links = question_links(q, missing.copied(), None);
        view! { <section class="notice"><p>{notice}</p>{links}</section> }.into_any()
    });
    let sections = q.sections.iter().filter_map(|section| {
        let questions = section.questions.iter().filter(|question| shown.iter().any(|shown| shown.id == question.id));
        let rows = questions.map(|question| {
            let to = state.to(&q.id, Step::Question(question.id.clone()));
            row(question, answers.get(&question.id), answers.state(question), to, q.language)
        });
        let rows: Vec<_> = rows.collect();
        let heads = [t.question(), t.answer(), t.change()];
        let heads = heads.map(|head| view! { <th scope="col">{head}</th> }.into_any());
        (!rows.is_empty()).then(|| {
            view! {
                <section>
                    <h2>{section.title.clone()}</h2>
                    <table class="answers">
                        <caption class="visually-hidden">{section.title.clone()}</caption>
                        <thead class="visually-hidden"><tr>{Vec::from(heads)}</tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </section>
            }
            .into_any()
        })
    });
    view! { {unanswered} {sections.collect::<Vec<_>>()} }.into_any()
}

fn row(question: &Question, answer: Option<&Answer>, state: AnswerState, to: String, lang: Lang) -> AnyView {
    let t = Texts(lang);
    let is_answered = state != AnswerState::Unanswered;
    let mut lines = match answer.filter(|_| is_answered) {
        Some(answer) => {
            let lines = t.in_words(answer, question).into_iter();
            lines.map(|line| view! { <p class="said">{line}</p> }.into_any()).collect()
        }
        None if is_answered => Vec::new(),
        None => {
            let class = if question.is_scored() { "missing" } else { "hint" };
            vec![view! { <p class=class>{t.not_answered()}</p> }.into_any()]
        }
    };
    let typed = answer.and_then(|answer| answer.typed.as_ref());
    lines.extend(typed.map(|typed| view! { <p class="missing">{t.unread_number(typed)}</p> }.into_any()));
    let note = answer.and_then(Answer::written_note);
    lines.extend(note.map(|note| view! { <p class="said-note">{format!("{}: {note}", t.note())}</p> }.into_any()));
    view! {
        <tr class="answer-row">
            <th scope="row">{question.text.clone()}</th>
            <td>{lines}</td>
            <td class="answer-action">
                <a href=to>
                    {if is_answered { t.change() } else { t.answer_now() }}
                    <span class="visually-hidden">{format!(": {}", question.text)}</span>
                </a>
            </td>
        </tr>
    }
    .into_any()
}

/// The unit and the role, which go into the result file.
#[component]
fn AboutYou(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let state = AppState::get();
    let q = &loaded.value;
    let t = Texts(q.language);
    let of = |part: fn(&Assessment) -> &Option<String>| {
        Memo::new(move |_| {
            state.active.with(|active| active.as_ref().and_then(|active| part(&active.assessment).clone()))
        })
    };
    let (unit, role) = (of(|assessment| &assessment.unit), of(|assessment| &assessment.role));
    let units = state.site.with(|site| site.units.clone());
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let set_unit = move |text: String| state.change(Change::Unit(some(text)));
    let set_role = move |text: String| state.change(Change::Role(some(text)));
    let unit_field = if units.is_empty() {
        let written = move |event: Event| set_unit(event_target_value(&event));
        view! {
            <Field label=t.unit()>
                <input
                    type="text"
                    maxlength="80"
                    autocomplete="off"
                    prop:value=move || unit.get().unwrap_or_default()
                    on:input=written
                />
            </Field>
        }
        .into_any()
    } else {
        let options = units.into_iter().map(|name| (name.clone(), name)).collect();
        view! { <OwnChoice label=t.unit() options chosen=unit choose=set_unit t/> }.into_any()
    };
    let role_field = (!q.roles.is_empty()).then(|| {
        let options = q.roles.iter().map(|role| (role.id.clone(), role.name.clone())).collect();
        view! { <OwnChoice label=t.role() options chosen=role choose=set_role t/> }.into_any()
    });
    view! {
        <fieldset class="about-you">
            <legend><h2>{t.about_you()}</h2></legend>
            <p class="hint">{t.about_you_hint()}</p>
            {unit_field}
            {role_field}
        </fieldset>
    }
}

/// A field to choose from a list. What was chosen before the list lost it is still a choice, and a message says that it is
/// lost: it goes into the result file until another is chosen.
#[component]
fn OwnChoice(
    /// What the field is called.
    label: &'static str,
    /// The values and their words.
    options: Vec<(String, String)>,
    /// The value that is chosen.
    chosen: Memo<Option<String>>,
    /// Runs with the value.
    #[prop(into)]
    choose: UnsyncCallback<(String,)>,
    /// The texts, in the reader's language.
    t: Texts,
) -> impl IntoView {
    let id = fresh_id();
    let lost = {
        let options = options.clone();
        Memo::new(move |_| chosen.get().filter(|chosen| !options.iter().any(|(value, _)| value == chosen)))
    };
    let warning = {
        let id = id.clone();
        move || {
            let lost = lost.get()?;
            Some(view! { <span class="missing" id=id.clone()>{t.not_offered(&lost)}</span> }.into_any())
        }
    };
    let all = Signal::derive(move || {
        let lost = lost.get().map(|lost| (lost.clone(), lost));
        let none = (String::new(), t.not_said().to_owned());
        std::iter::once(none).chain(lost).chain(options.clone()).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || chosen.get().unwrap_or_default());
    let describedby = Signal::derive(move || lost.get().map(|_| id.clone()));
    view! {
        <Field label>
            {move || fresh(warning())}
            <Select options=all value choose describedby/>
        </Field>
    }
}
