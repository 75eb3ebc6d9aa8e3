//! One question.

use std::sync::Arc;

use engine::Lang;
use engine::answers::{Answer, Standing};
use engine::content::Compiled;
use engine::flow;
use engine::questionnaire::{ChoiceValue, NumberField, Question, QuestionKind, Questionnaire, ScoringKind};
use engine::rich_text::Block;
use leptos::prelude::*;

use crate::browser::{format, page};
use crate::components::{Heading, KeepingNotice, RichText, Vial};
use crate::desk::Desk;
use crate::pages::NotFound;
use crate::pages::questionnaire::Loaded;
use crate::route::{Route, Step};
use crate::texts::Texts;

/// The page of the question with the id.
#[component]
pub fn QuestionPage(
    /// The questionnaire.
    loaded: Loaded,
    /// The question's id.
    question: String,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let lang = loaded.value.language;
    let t = Texts(lang);
    let Some(asked) = loaded.value.question(&question).cloned() else {
        return view! { <NotFound lang/> }.into_any();
    };
    if flow::progress(&loaded.value, &desk.answers_untracked(), &question).is_none() {
        let review = Route::to(lang, &loaded.value.id, Step::Review).to_string();
        return view! {
            <Heading text=t.hidden_question().to_owned()/>
            <p>{t.hidden_question_help()}</p>
            <p><a class="button" href=review>{t.to_review()}</a></p>
        }
        .into_any();
    }
    desk.remember_position(&question);
    view! { <Form loaded question=Arc::new(asked)/> }.into_any()
}

/// The question's form.
#[component]
fn Form(loaded: Loaded, question: Arc<Question>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let lang = loaded.value.language;
    let t = Texts(lang);
    // What is wrong with what has been entered; told when the respondent wants to go on.
    let error = RwSignal::new(None::<String>);
    let told = RwSignal::new(false);

    let step_to = {
        let loaded = loaded.clone();
        let id = question.id.clone();
        move |forward: bool| {
            let shown = flow::shown(&loaded.value, &desk.answers_untracked());
            let at = shown.iter().position(|q| q.id == id).unwrap_or(0);
            let to = if forward { shown.get(at + 1) } else { at.checked_sub(1).and_then(|at| shown.get(at)) };
            match to {
                Some(question) => Step::Question(question.id.clone()),
                None if forward => Step::Review,
                None => Step::Front,
            }
        }
    };
    let next = {
        let (id, step_to) = (loaded.value.id.clone(), step_to.clone());
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if error.with_untracked(Option::is_some) {
                told.set(true);
                page::focus(".error-summary");
            } else {
                desk.go(&id, step_to(true));
            }
        }
    };
    let back = {
        let id = loaded.value.id.clone();
        move |_| desk.go(&id, step_to(false))
    };
    let summary = move || {
        let message = error.get().filter(|_| told.get());
        message.map(|message| {
            view! {
                <div class="error-summary" role="alert" tabindex="-1">
                    <h2>{t.problem()}</h2>
                    <p>{message}</p>
                </div>
            }
        })
    };
    let fields = match &question.kind {
        QuestionKind::Single(_) | QuestionKind::Several(_) => {
            view! { <Choices loaded=loaded.clone() question=question.clone()/> }.into_any()
        }
        QuestionKind::Text => view! { <TextField loaded=loaded.clone() question=question.clone()/> }.into_any(),
        QuestionKind::Number(field) => {
            view! { <NumberInput loaded=loaded.clone() question=question.clone() field=field.clone() error told/> }
                .into_any()
        }
    };
    let knowledge = loaded.value.scoring.kind == ScoringKind::Knowledge;
    view! {
        <Progress loaded=loaded.clone() question=question.clone()/>
        <KeepingNotice/>
        {summary}
        <form novalidate=true on:submit=next>
            {fields}
            {knowledge.then(|| view! { <Feedback question=question.clone() lang/> })}
            {question.note.then(|| view! { <NoteField question=question.clone() lang/> })}
            <p class="buttons step-buttons">
                <button class="button">{t.next()}</button>
                <button type="button" class="button button-quiet" on:click=back>{t.back()}</button>
            </p>
        </form>
        <Background loaded question/>
    }
}

/// The section, the question's number, and how far along it is.
#[component]
fn Progress(loaded: Loaded, question: Arc<Question>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let t = Texts(loaded.value.language);
    let section = loaded.value.section_of(&question.id);
    let first = section.is_some_and(|section| section.questions.first().is_some_and(|first| first.id == question.id));
    let intro = section.filter(|section| first && !section.intro.is_empty()).map(|section| section.intro.clone());
    let section = section.map(|section| section.title.clone());
    let number =
        question.number.clone().map(|number| view! { <span class="hint">{t.number_in_source(&number)}</span> });
    let progress = {
        let loaded = loaded.clone();
        Memo::new(move |_| flow::progress(&loaded.value, &desk.answers(), &question.id))
    };
    let place = move || progress.get().map(|p| t.question_of(p.number, p.total));
    let more = move || progress.get().filter(|p| p.at_most > p.total).map(|p| format!(" ({})", t.at_most(p.at_most)));
    #[expect(clippy::cast_precision_loss, reason = "counts of questions")]
    let share = Signal::derive(move || progress.get().map(|p| (p.number - 1) as f64 / p.total.max(1) as f64));
    view! {
        <div class="progress">
            <p class="progress-text">
                <a href=Route::to(loaded.value.language, &loaded.value.id, Step::Front).to_string()>{loaded.value.title.clone()}</a>
                <span>{place}<span class="hint">{more}</span></span>
            </p>
            <Vial share/>
        </div>
        <p class="section-name">{section} {number}</p>
        {intro.map(|blocks| view! { <RichText blocks/> })}
    }
}

/// The question as the page's heading.
#[component]
fn Asked(loaded: Loaded, question: Arc<Question>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let t = Texts(loaded.value.language);
    let progress = flow::progress(&loaded.value, &desk.answers_untracked(), &question.id);
    let place = progress.map_or_else(String::new, |p| t.question_of(p.number, p.total));
    let title = format!("{place}: {} – {}", question.text, loaded.value.title);
    view! { <Heading text=question.text.clone() title/> }
}

/// What is shown with the question at once.
#[component]
fn Hint(blocks: Vec<Block>) -> impl IntoView {
    (!blocks.is_empty()).then(|| view! { <div class="hint" id="hint"><RichText blocks/></div> })
}

/// The answer to a question, as it stands on the desk.
fn answer(desk: Desk, question: &Arc<Question>) -> Memo<Answer> {
    let id = question.id.clone();
    Memo::new(move |_| {
        desk.open.with(|open| {
            open.as_ref().and_then(|open| open.assessment.file.answers.get(&id)).cloned().unwrap_or_default()
        })
    })
}

/// Radio buttons or check boxes: the whole row is the label.
#[component]
fn Choices(loaded: Loaded, question: Arc<Question>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let t = Texts(loaded.value.language);
    let answer = answer(desk, &question);
    let kind = if matches!(question.kind, QuestionKind::Several(_)) { "checkbox" } else { "radio" };
    let rows = question.choices().iter().map(|choice| {
        let (id, question) = (choice.id.clone(), question.clone());
        let chosen = {
            let id = id.clone();
            move || answer.with(|answer| answer.choices.contains(&id))
        };
        let changed = move |event: web_sys::Event| {
            let on = event_target_checked(&event);
            desk.answer(&question.id, |answer| answer.toggle(&question, &id, on));
        };
        let special = choice.value.is_exclusive();
        view! {
            <label class="choice" class:choice-special=special>
                <input type=kind name="answer" value=choice.id.clone() prop:checked=chosen on:change=changed/>
                <span>{choice.text.clone()}</span>
            </label>
        }
    });
    let rows = rows.collect_view();
    let clear = {
        let question = question.clone();
        move |_| {
            desk.answer(&question.id, |answer| answer.choices.clear());
            page::focus("input[name=answer]");
        }
    };
    let can_clear = move || kind == "radio" && answer.with(|answer| !answer.choices.is_empty());
    let described = (!question.hint.is_empty()).then_some("hint");
    view! {
        <fieldset class="choices" aria-describedby=described>
            <legend><Asked loaded question=question.clone()/></legend>
            <Hint blocks=question.hint.clone()/>
            {rows}
        </fieldset>
        <p class="clear-answer">
            {move || can_clear().then(|| view! { <button type="button" class="link-button" on:click=clear.clone()>{t.clear_answer()}</button> })}
        </p>
    }
}

/// A field for free text.
#[component]
fn TextField(loaded: Loaded, question: Arc<Question>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let t = Texts(loaded.value.language);
    let answer = answer(desk, &question);
    let written = {
        let question = question.clone();
        move |event: web_sys::Event| {
            let text = event_target_value(&event);
            desk.answer(&question.id, |answer| answer.text = Some(text).filter(|text| !text.is_empty()));
        }
    };
    view! {
        <Asked loaded question=question.clone()/>
        <Hint blocks=question.hint.clone()/>
        <label class="field">
            <span>{t.your_answer()}</span>
            <span class="hint" id="text-warning">{t.text_warning()}</span>
            <textarea rows="5" aria-describedby="text-warning" on:input=written
                prop:value=move || answer.with(|answer| answer.text.clone().unwrap_or_default())></textarea>
        </label>
    }
}

/// A field for a number. What is no number stays in the field, with an error, and never becomes an answer.
#[component]
fn NumberInput(
    loaded: Loaded,
    question: Arc<Question>,
    field: NumberField,
    error: RwSignal<Option<String>>,
    told: RwSignal<bool>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let lang = loaded.value.language;
    let t = Texts(lang);
    let stored = desk.answers_untracked().get(&question.id).and_then(|answer| answer.number);
    let text =
        RwSignal::new(stored.map(|number| number.to_string().replace('.', lang.pick(",", "."))).unwrap_or_default());
    let unit = field.unit.clone();
    let written = {
        let question = question.clone();
        move |event: web_sys::Event| {
            text.set(event_target_value(&event));
            let (number, wrong) = match parse_number(&text.get_untracked()) {
                Ok(None) => (None, false),
                Ok(Some(number)) if field.allows(number) => (Some(number), false),
                _ => (None, true),
            };
            error.set(wrong.then(|| limits(&field, lang)));
            desk.answer(&question.id, |answer| answer.number = number);
        }
    };
    let message = move || {
        error
            .get()
            .filter(|_| told.get())
            .map(|message| view! { <span class="error" id="number-error">{message}</span> })
    };
    let invalid = move || if told.get() && error.with(Option::is_some) { "true" } else { "false" };
    view! {
        <Asked loaded question=question.clone()/>
        <Hint blocks=question.hint.clone()/>
        <label class="field">
            <span>{t.your_answer()}</span>
            {message}
            <span class="with-unit">
                <input type="text" inputmode="decimal" size="8" prop:value=text on:input=written aria-invalid=invalid
                    aria-describedby=move || told.get().then_some("number-error")/>
                <span>{unit}</span>
            </span>
        </label>
    }
}

/// The number in a text, with comma or point and with spaces between thousands. Nothing for an empty text.
fn parse_number(text: &str) -> Result<Option<f64>, ()> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let allowed = |c: char| c.is_ascii_digit() || "+-.,−".contains(c);
    if !plain.chars().all(allowed) {
        return Err(());
    }
    plain.replace(',', ".").replace('−', "-").parse().map(Some).map_err(|_| ())
}

fn limits(field: &NumberField, lang: Lang) -> String {
    let t = Texts(lang);
    let shown = |number: f64| format::number(number, lang);
    match (field.min, field.max) {
        (Some(min), Some(max)) => t.number_between(&shown(min), &shown(max)),
        (Some(min), None) => t.number_from(&shown(min)),
        (None, Some(max)) => t.number_to(&shown(max)),
        (None, None) => t.number_any().to_owned(),
    }
}

/// The note to an answer.
#[component]
fn NoteField(question: Arc<Question>, lang: Lang) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let t = Texts(lang);
    let answer = answer(desk, &question);
    let open = answer.with_untracked(|answer| answer.note.is_some());
    let written = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        desk.answer(&question.id, |answer| answer.note = Some(text).filter(|text| !text.is_empty()));
    };
    view! {
        <details class="note" open=open>
            <summary>{t.add_note()}</summary>
            <label class="field">
                <span>{t.note()}</span>
                <span class="hint" id="note-warning">{t.text_warning()}</span>
                <textarea rows="3" aria-describedby="note-warning" on:input=written
                    prop:value=move || answer.with(|answer| answer.note.clone().unwrap_or_default())></textarea>
            </label>
        </details>
    }
}

/// What is said after the answer to a knowledge question, when the respondent asks for it.
#[component]
fn Feedback(question: Arc<Question>, lang: Lang) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let t = Texts(lang);
    let answer = answer(desk, &question);
    let standing = {
        let question = question.clone();
        move || desk.open.with(|open| open.as_ref().map(|open| open.assessment.file.answers.standing(&question)))
    };
    let shown = RwSignal::new(false);
    let answered = move || answer.with(|answer| !answer.choices.is_empty());
    let said = move || {
        shown.get().then(|| {
            let right = matches!(standing(), Some(Standing::Answered(share)) if share >= 1.0);
            let verdict = if right { t.was_right() } else { t.was_wrong() };
            let answers = question.choices().iter().filter(|choice| choice.value == ChoiceValue::Right);
            let answers = t.list(&answers.map(|choice| format!("”{}”", choice.text)).collect::<Vec<_>>());
            let chosen = answer.with(|answer| answer.choices.clone());
            let remarks = question.remarks.iter().filter(|remark| remark.choices.iter().any(|id| chosen.contains(id)));
            let remarks = remarks.map(|remark| view! { <RichText blocks=remark.text.clone()/> }).collect_view();
            view! {
                <section class="notice">
                    <h2>{verdict}</h2>
                    {(!right).then(|| view! { <p>{t.right_answer()} ": " {answers}</p> })}
                    {remarks}
                    <RichText blocks=question.explanation.clone()/>
                </section>
            }
        })
    };
    view! {
        {move || (answered() && !shown.get()).then(|| view! {
            <p><button type="button" class="button button-quiet" on:click=move |_| shown.set(true)>{t.explanation()}</button></p>
        })}
        <div role="status">{said}</div>
    }
}

/// Help, why the question is asked, and where it comes from.
#[component]
fn Background(loaded: Loaded, question: Arc<Question>) -> impl IntoView {
    let questionnaire: &Compiled<Questionnaire> = &loaded;
    let t = Texts(questionnaire.value.language);
    let part = |summary: &'static str, blocks: &[Block]| {
        (!blocks.is_empty())
            .then(|| view! { <details><summary>{summary}</summary><RichText blocks=blocks.to_vec()/></details> })
    };
    let passages = question.sources.iter().map(|passage| {
        let citation = questionnaire.value.citation(&passage.document).to_owned();
        view! { <li>{citation} ": " <cite>{passage.heading.clone()}</cite></li> }
    });
    let sources = (!question.sources.is_empty()).then(|| {
        view! {
            <details><summary>{t.source()}</summary><ul>{passages.collect_view()}</ul></details>
        }
    });
    view! {
        <div class="background">
            {part(t.help(), &question.help)}
            {part(t.why(), &question.why)}
            {sources}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::parse_number;

    #[test]
    fn numbers_are_read_as_swedes_and_britons_write_them() {
        for (text, expect) in
            [("12", 12.0), ("0,5", 0.5), ("0.5", 0.5), (" 1 000 ", 1000.0), ("1\u{a0}000,5", 1000.5), ("−3", -3.0)]
        {
            assert_eq!(parse_number(text), Ok(Some(expect)), "{text}");
        }
        for text in ["", "  "] {
            assert_eq!(parse_number(text), Ok(None));
        }
        for text in ["tolv", "1,2,3", "NaN", "inf", "1e5", "-", ","] {
            assert_eq!(parse_number(text), Err(()), "{text}");
        }
    }
}
