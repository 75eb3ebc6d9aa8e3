//! One question.

use std::sync::Arc;

use engine::Lang;
use engine::model::answers::{Answer, AnswerField};
use engine::model::decimal::Decimal;
use engine::model::questionnaire::{NumberField, Question, QuestionKind, ScoringKind};
use engine::model::rich_text::{Block, anchor};
use engine::scoring::flow;
use leptos::prelude::*;
use texts::Texts;
use web_sys::{Event, MouseEvent, SubmitEvent};

use crate::browser::format;
use crate::browser::page::{self, fresh_id};
use crate::components::{AssessmentNotices, Button, ChoiceRow, Details, Field, Heading, RichText, fresh};
use crate::load::Loaded;
use crate::pages::later::BesideSoon;
use crate::pages::not_found::NotFound;
use crate::route::{Place, Route, Step};
use crate::state::AppState;
use crate::store::ActiveAssessment;

/// The page of a question.
#[component]
pub fn QuestionPage(
    /// The questionnaire.
    loaded: Loaded,
    /// The question's id.
    id: String,
) -> impl IntoView {
    let state = AppState::get();
    let q = &loaded.value;
    let t = Texts(q.language);
    let Some(question) = q.question(&id) else {
        return view! { <NotFound lang=q.language/> }.into_any();
    };
    let Some(position) = flow::position(q, &state.answers(), &id) else {
        return view! {
            <Heading text=t.hidden_question() title=t.hidden_question()/>
            <p>{t.hidden_question_help()}</p>
            <p><a class="button" href=state.to(&q.id, Step::Review)>{t.to_review()}</a></p>
        }
        .into_any();
    };
    state.remember_position(&id);
    // While the respondent answers, what comes after is fetched, and what lies behind.
    page::soon(move || {
        state.parts.result.prefetch();
        state.parts.front.prefetch();
        state.parts.start.prefetch();
    });
    let (question, lang) = (Arc::new(question.clone()), q.language);
    let answer = {
        let id = question.id.clone();
        Memo::new(move |_| {
            let find = |active: &ActiveAssessment| active.assessment.answers.get(&id).cloned();
            state.active.with(|active| active.as_ref().and_then(find)).unwrap_or_default()
        })
    };
    let error = {
        let question = question.clone();
        Memo::new(move |_| answer.with(|answer| error_in(&question, answer, lang)))
    };
    let form = Arc::new(Form {
        state,
        title: format!("{}: {} – {}", t.question_of(position.number, position.total), question.text, q.title),
        loaded,
        question,
        answer,
        error,
        // What was left with an error says so at once when the respondent comes back.
        shows_error: RwSignal::new(error.with_untracked(Option::is_some)),
        heading_id: fresh_id(),
        field_id: fresh_id(),
    });
    view! {
        <Progress form=form.clone()/>
        <AssessmentNotices loaded=form.loaded.clone()/>
        <ErrorSummary form=form.clone()/>
        <div class="asked wide">
            <QuestionForm form=form.clone()/>
            <Background form/>
        </div>
    }
    .into_any()
}

/// What the parts of the page share.
struct Form {
    state: AppState,
    loaded: Loaded,
    question: Arc<Question>,
    /// The document's title.
    title: String,
    /// The answer as it stands in the active assessment.
    answer: Memo<Answer>,
    /// What is wrong with it.
    error: Memo<Option<String>>,
    /// Whether the error is shown: from when the respondent wants to go on.
    shows_error: RwSignal<bool>,
    /// The element that asks the question.
    heading_id: String,
    /// The field for text or a number.
    field_id: String,
}

impl Form {
    fn t(&self) -> Texts {
        Texts(self.lang())
    }

    fn lang(&self) -> Lang {
        self.loaded.value.language
    }

    fn is_knowledge(&self) -> bool {
        self.loaded.value.scoring.kind == ScoringKind::Knowledge
    }

    /// The error, once it is shown.
    fn shown_error(&self) -> Option<String> {
        self.error.get().filter(|_| self.shows_error.get())
    }

    /// Goes to the next question that is shown, or the one before; past the ends to the review or the front page.
    fn step(&self, forward: bool) {
        let shown = flow::shown(&self.loaded.value, &self.state.answers_untracked());
        let at = shown.iter().position(|q| q.id == self.question.id).unwrap_or(0);
        let to = if forward { shown.get(at + 1) } else { at.checked_sub(1).and_then(|at| shown.get(at)) };
        let step = match to {
            Some(question) => Step::Question(question.id.clone()),
            None if forward => Step::Review,
            None => Step::Front,
        };
        self.state.go(&self.loaded.value.id, step);
    }

    /// Changes one field of the answer.
    fn edit(&self, edit: impl FnOnce(&Answer) -> AnswerField) {
        self.state.answer(&self.question.id, edit);
    }

    /// What is shown with the question at once, with its id. `None` if there is nothing.
    fn hint(&self) -> Option<(String, AnyView)> {
        let (id, blocks) = (fresh_id(), &self.question.hint);
        let hint = || view! { <RichText blocks class="prose hint" id=id.clone()/> }.into_any();
        (!blocks.is_empty()).then(|| (id.clone(), hint()))
    }
}

/// The questionnaire, how far along the question is, and its section.
#[component]
fn Progress(
    /// The question and what has been answered.
    form: Arc<Form>,
) -> impl IntoView {
    let t = form.t();
    let q = &form.loaded.value;
    let position = {
        let form = form.clone();
        Memo::new(move |_| flow::position(&form.loaded.value, &form.state.answers(), &form.question.id))
    };
    let place = move || position.get().map(|p| t.question_of(p.number, p.total)).unwrap_or_default();
    let more = move || {
        let more = position.get().filter(|p| p.at_most > p.total);
        more.map(|p| format!(" ({})", t.at_most(p.at_most))).unwrap_or_default()
    };
    #[expect(clippy::cast_precision_loss, reason = "counts of questions")]
    let share = move || position.get().map_or(0.0, |p| (p.number - 1) as f64 / p.total.max(1) as f64);
    let section = q.section_of(&form.question.id).map(|section| {
        let number = form.question.number.as_ref();
        let number = number.map(|number| view! { <span>{t.number_in_source(number)}</span> }.into_any());
        let is_first = section.questions.first().is_some_and(|first| first.id == form.question.id);
        let intro =
            (is_first && !section.intro.is_empty()).then(|| view! { <RichText blocks=&section.intro/> }.into_any());
        view! { <p class="section-name"><span>{section.title.clone()}</span>{number}</p> {intro} }.into_any()
    });
    view! {
        <div class="progress">
            <p class="progress-text">
                <a href=form.state.to(&q.id, Step::Front)>{q.title.clone()}</a>
                <span><span prop:textContent=place></span><span class="hint" prop:textContent=more></span></span>
            </p>
            <progress aria-hidden="true" prop:value=share></progress>
        </div>
        {section}
    }
}

/// What is wrong, with a link to the field.
#[component]
fn ErrorSummary(
    /// The question and what has been answered.
    form: Arc<Form>,
) -> impl IntoView {
    let t = form.t();
    let summary = move || {
        let message = form.shown_error()?;
        let field = format!("#{}", form.field_id);
        let address = field.clone();
        // A fragment is a route here: the link must not change it.
        let to_field = move |event: MouseEvent| {
            event.prevent_default();
            page::focus(&field);
        };
        let summary = view! {
            <div class="error-summary" role="alert" tabindex="-1">
                <h2>{t.problem()}</h2>
                <p><a href=address on:click=to_field>{message}</a></p>
            </div>
        };
        Some(summary.into_any())
    };
    view! { <div>{move || fresh(summary())}</div> }
}

/// The fields for the answer, and the way on.
#[component]
fn QuestionForm(
    /// The question and what has been answered.
    form: Arc<Form>,
) -> impl IntoView {
    let t = form.t();
    let fields = match &form.question.kind {
        QuestionKind::Single(_) | QuestionKind::Several(_) => view! { <Choices form=form.clone()/> }.into_any(),
        QuestionKind::Text => view! { <TextField form=form.clone()/> }.into_any(),
        QuestionKind::Number(field) => view! { <Number form=form.clone() field=field.clone()/> }.into_any(),
    };
    let feedback = form.is_knowledge().then(|| view! { <Feedback form=form.clone()/> }.into_any());
    let beside = view! { <BesideSoon loaded=form.loaded.clone() question=form.question.clone()/> }.into_any();
    let note = form.question.note.then(|| view! { <Note form=form.clone()/> }.into_any());
    let back = {
        let form = form.clone();
        move || form.step(false)
    };
    let next = move |event: SubmitEvent| {
        event.prevent_default();
        if form.error.with_untracked(Option::is_some) {
            form.shows_error.set(true);
            page::focus(".error-summary");
        } else {
            form.step(true);
        }
    };
    view! {
        <form novalidate on:submit=next>
            {fields}
            {feedback}
            {beside}
            {note}
            <p class="buttons step-buttons">
                <button type="submit" class="button">{t.next()}</button>
                <Button class="button button-quiet" text=t.back() run=back/>
            </p>
        </form>
    }
}

/// The question as the page's heading.
#[component]
fn Asked(
    /// The question and what has been answered.
    form: Arc<Form>,
) -> impl IntoView {
    view! { <Heading text=form.question.text.clone() title=form.title.clone() id=form.heading_id.clone()/> }
}

/// Radio buttons or check boxes: the whole row is the label.
#[component]
fn Choices(
    /// The question and what has been answered.
    form: Arc<Form>,
) -> impl IntoView {
    let answer = form.answer;
    let several = matches!(form.question.kind, QuestionKind::Several(_));
    let rows =
        form.question.choices().iter().map(|choice| {
            view! { <ChoiceRow question=form.question.clone() choice=choice.clone() answer/> }.into_any()
        });
    let rows: Vec<_> = rows.collect();
    let (describedby, hint) = form.hint().unzip();
    let asked = view! { <Asked form=form.clone()/> }.into_any();
    let clear = move || {
        let can_clear = !several && answer.with(|answer| !answer.choices.is_empty());
        can_clear.then(|| {
            let form = form.clone();
            let t = form.t();
            let clear = move || {
                form.edit(|_| AnswerField::Choices(Vec::new()));
                page::focus("input[name=answer]");
            };
            view! { <Button class="link-button" text=t.clear_answer() run=clear/> }.into_any()
        })
    };
    view! {
        <fieldset class="choices" aria-describedby=describedby>
            <legend>{asked}</legend>
            {hint}
            {rows}
        </fieldset>
        <p class="clear-answer">{move || fresh(clear())}</p>
    }
}

/// A field for free text. Its name is the question.
#[component]
fn TextField(
    /// The question and what has been answered.
    form: Arc<Form>,
) -> impl IntoView {
    let warning = fresh_id();
    let (hint_id, hint) = form.hint().unzip();
    let described: Vec<String> = hint_id.into_iter().chain([warning.clone()]).collect();
    view! {
        <Asked form=form.clone()/>
        {hint}
        <div class="field">
            <p class="hint" id=warning>{form.t().text_warning()}</p>
            <TextArea
                rows="5"
                field=AnswerField::Text
                part=|answer| answer.text.as_deref()
                describedby=described.join(" ")
                id=form.field_id.clone()
                labelledby=form.heading_id.clone()
                form
            />
        </div>
    }
}

/// The note to an answer.
#[component]
fn Note(
    /// The question and what has been answered.
    form: Arc<Form>,
) -> impl IntoView {
    let t = form.t();
    let warning = fresh_id();
    let open = form.answer.with_untracked(|answer| answer.note.is_some());
    let describedby = warning.clone();
    view! {
        <Details summary=t.add_note() class="note" open>
            <Field label=t.note()>
                <span class="hint" id=warning>{t.text_warning()}</span>
                <TextArea rows="3" field=AnswerField::Note part=|answer| answer.note.as_deref() describedby form/>
            </Field>
        </Details>
    }
}

/// A field of several lines with a part of the answer in it.
#[component]
fn TextArea(
    /// The question and what has been answered.
    form: Arc<Form>,
    /// How many rows it has.
    rows: &'static str,
    /// The part as a change of the answer.
    field: fn(Option<String>) -> AnswerField,
    /// The part as it stands.
    part: fn(&Answer) -> Option<&str>,
    /// The ids of what describes it.
    describedby: String,
    /// An id of its own.
    #[prop(optional, into)]
    id: Option<String>,
    /// The id of what names it.
    #[prop(optional, into)]
    labelledby: Option<String>,
) -> impl IntoView {
    let answer = form.answer;
    let written = move |event: Event| {
        let text = event_target_value(&event);
        form.edit(|_| field(Some(text).filter(|text| !text.is_empty())));
    };
    view! {
        <textarea
            rows=rows
            id=id
            aria-labelledby=labelledby
            aria-describedby=describedby
            prop:value=move || answer.with(|answer| part(answer).unwrap_or_default().to_owned())
            on:input=written
        ></textarea>
    }
}

/// A field for a number. Its name is the question. What is no number stays in the field, with an error, and never becomes
/// an answer.
#[component]
fn Number(
    /// The question and what has been answered.
    form: Arc<Form>,
    /// What numbers are allowed.
    field: NumberField,
) -> impl IntoView {
    let (lang, answer) = (form.lang(), form.answer);
    let typed = StoredValue::new(String::new());
    let unit = field.unit.clone();
    let written = {
        let form = form.clone();
        move |event: Event| {
            let text = event_target_value(&event);
            typed.set_value(text.clone());
            let number = Decimal::read(&text).filter(|number| field.allows(number));
            form.edit(|_| match number {
                None if !text.trim().is_empty() => AnswerField::Typed(text),
                number => AnswerField::Number(number),
            });
        }
    };
    // A number is left as it was typed, also with spaces between thousands.
    let value = move || {
        let stored = answer.get();
        typed.with_value(|typed| match &stored.typed {
            Some(unread) => unread.clone(),
            None if Decimal::read(typed) == stored.number => typed.clone(),
            None => stored.number.map(|number| number.written(lang)).unwrap_or_default(),
        })
    };
    let (hint_id, hint) = form.hint().unzip();
    let (message_id, unit_id) = (fresh_id(), fresh_id());
    let described = {
        let (form, message_id, unit_id) = (form.clone(), message_id.clone(), unit_id.clone());
        move || {
            let message = form.shown_error().map(|_| message_id.clone());
            let ids = hint_id.clone().into_iter().chain(message).chain([unit_id.clone()]);
            ids.collect::<Vec<_>>().join(" ")
        }
    };
    let invalid = {
        let form = form.clone();
        move || form.shown_error().map(|_| "true")
    };
    let (field_id, heading_id) = (form.field_id.clone(), form.heading_id.clone());
    let asked = view! { <Asked form=form.clone()/> }.into_any();
    let message = move || {
        let message = form.shown_error()?;
        Some(view! { <p class="error" id=message_id.clone()>{message}</p> }.into_any())
    };
    view! {
        {asked}
        {hint}
        <div class="field">
            {move || fresh(message())}
            <div class="with-unit">
                <input
                    type="text"
                    inputmode="decimal"
                    size="8"
                    id=field_id
                    aria-labelledby=heading_id
                    aria-invalid=invalid
                    aria-describedby=described
                    prop:value=value
                    on:input=written
                />
                <span id=unit_id>{unit}</span>
            </div>
        </div>
    }
}

/// What is said after the answer to a knowledge question, when the respondent asks for it.
#[component]
fn Feedback(
    /// The question and what has been answered.
    form: Arc<Form>,
) -> impl IntoView {
    let answer = form.answer;
    let shown = RwSignal::new(false);
    let t = form.t();
    let explain = move || {
        shown.set(true);
        page::focus(".feedback h2");
    };
    let ask = move || {
        let can_ask = !shown.get() && answer.with(|answer| !answer.choices.is_empty());
        can_ask.then(|| view! { <Button class="button button-quiet" text=t.explanation() run=explain/> }.into_any())
    };
    let verdict = move || shown.get().then(|| verdict(&form, &answer.get()));
    view! {
        <div class="feedback">
            {move || fresh(ask())}
            <div role="status">{move || fresh(verdict())}</div>
        </div>
    }
}

/// Whether the answer was right, what would have been, why, and by which passage.
fn verdict(form: &Arc<Form>, answer: &Answer) -> AnyView {
    let (question, t) = (&form.question, form.t());
    let right = form.state.answers().state(question).is_full();
    let answers = t.list(&question.right_choices().map(|choice| choice.text.clone()).collect::<Vec<_>>());
    let correct = (!right).then(|| view! { <p>{format!("{}: {answers}", t.right_answer())}</p> }.into_any());
    let remarks = question.remarks.iter().filter(|remark| remark.choices.iter().any(|id| answer.choices.contains(id)));
    let remarks = remarks.map(|remark| view! { <RichText blocks=&remark.text/> }.into_any());
    view! {
        <section class="notice">
            <h2>{if right { t.was_right() } else { t.was_wrong() }}</h2>
            {correct}
            {remarks.collect::<Vec<_>>()}
            <RichText blocks=&question.explanation/>
            <Sources form=form.clone()/>
        </section>
    }
    .into_any()
}

/// Help, why the question is asked, and where it comes from.
#[component]
fn Background(
    /// The question and what has been answered.
    form: Arc<Form>,
) -> impl IntoView {
    let t = form.t();
    // In a knowledge check the passage would give the answer away: it comes with the explanation.
    let sources = (!form.is_knowledge()).then(|| view! { <Sources form=form.clone()/> }.into_any());
    let (answer, after) = (form.answer, form.question.background_after);
    view! {
        <div class="background" hidden=move || after && answer.with(|answer| answer.choices.is_empty())>
            {opening(t.help(), &form.question.help)}
            {opening(t.why(), &form.question.why)}
            {sources}
        </div>
    }
}

fn opening(summary: &'static str, blocks: &[Block]) -> Option<AnyView> {
    (!blocks.is_empty()).then(|| {
        let text = view! { <RichText blocks/> }.into_any();
        view! { <Details summary>{text}</Details> }.into_any()
    })
}

/// The passages the question rests on, each with a link to its place on the document's page.
#[component]
fn Sources(
    /// The question and what has been answered.
    form: Arc<Form>,
) -> impl IntoView {
    let (q, question) = (&form.loaded.value, &form.question);
    let passages = question.sources.iter().map(|passage| {
        let place = Place::About(passage.document.clone(), Some(anchor(&passage.heading)));
        let heading = passage.heading.clone();
        let heading = match form.state.has_source_page(&passage.document) {
            true => view! { <a href=Route::new(q.language, place).to_string()>{heading}</a> }.into_any(),
            false => view! { <span>{heading}</span> }.into_any(),
        };
        view! { <li>{q.citation(&passage.document).to_owned()}": "<cite>{heading}</cite></li> }.into_any()
    });
    let passages: Vec<_> = passages.collect();
    let summary = form.t().source();
    (!passages.is_empty()).then(|| view! { <Details summary><ul>{passages}</ul></Details> }.into_any())
}

/// What is wrong with an answer: a number that cannot be read, or lies outside what is allowed.
fn error_in(question: &Question, answer: &Answer, lang: Lang) -> Option<String> {
    let QuestionKind::Number(field) = &question.kind else { return None };
    let is_wrong = answer.typed.is_some() || answer.number.as_ref().is_some_and(|number| !field.allows(number));
    is_wrong.then(|| limits(field, lang))
}

/// Which numbers are allowed.
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
