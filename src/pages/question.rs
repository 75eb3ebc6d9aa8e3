//! One question.

use std::borrow::Cow;
use std::sync::Arc;

use engine::Lang;
use engine::model::answers::{Answer, AnswerField};
use engine::model::decimal::Decimal;
use engine::model::questionnaire::{NumberField, Question, QuestionKind, ScoringKind};
use engine::model::rich_text::{Block, anchor};
use engine::scoring::flow;
use leptos::prelude::*;
use texts::Texts;
use web_sys::Event;

use crate::browser::{format, page};
use crate::components::{assessment_notices, heading, live_vial, rich_text};
use crate::load::Loaded;
use crate::pages::not_found;
use crate::route::{Place, Route, Step};
use crate::state::AppState;
use crate::ui::{El, button, details, el, fresh_id, is_checked, link, text_el, value_of};

/// The page of the question with the id.
pub fn question(loaded: &Loaded, id: &str) -> Vec<El> {
    let state = AppState::get();
    let q = &loaded.value;
    let t = Texts(q.language);
    let Some(asked) = q.question(id) else {
        return not_found(q.language);
    };
    let Some(progress) = flow::position(q, &state.answers(), id) else {
        let review = state.to(&q.id, Step::Review);
        return vec![
            heading(t.hidden_question(), t.hidden_question()),
            text_el("p", t.hidden_question_help()),
            el("p").child(link(&review, t.to_review()).class("button")),
        ];
    };
    state.remember_position(id);
    // While the respondent answers, what comes after is fetched.
    page::soon(move || state.parts.result.prefetch());
    let title = format!("{}: {} – {}", t.question_of(progress.number, progress.total), asked.text, q.title);
    let (loaded, question, lang) = (loaded.clone(), Arc::new(asked.clone()), q.language);
    let answer = {
        let id = question.id.clone();
        Memo::new(move |_| {
            let find = |open: &crate::store::ActiveAssessment| open.assessment.answers.get(&id).cloned();
            state.open.with(|open| open.as_ref().and_then(find)).unwrap_or_default()
        })
    };
    let error = {
        let question = question.clone();
        Memo::new(move |_| answer.with(|answer| error_in(&question, answer, lang)))
    };
    let form = Form {
        state,
        loaded,
        question,
        title,
        answer,
        error,
        // What was left with an error is told at once on coming back.
        told: RwSignal::new(error.with_untracked(Option::is_some)),
        heading_id: fresh_id(),
        field_id: fresh_id(),
    };
    form.page()
}

/// The question's form.
#[derive(Clone)]
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
    /// Whether it has been told: when the respondent wanted to go on.
    told: RwSignal<bool>,
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

    fn page(&self) -> Vec<El> {
        let mut page = self.progress();
        page.push(assessment_notices(&self.loaded));
        page.push(el("div").live(self.error_summary()));
        page.push(self.form());
        page.push(self.background());
        page
    }

    fn form(&self) -> El {
        let fields = match &self.question.kind {
            QuestionKind::Single(_) | QuestionKind::Several(_) => self.choices(),
            QuestionKind::Text => self.text_field(),
            QuestionKind::Number(field) => self.number_field(field),
        };
        let this = self.clone();
        let next = move |event: Event| {
            event.prevent_default();
            if this.error.with_untracked(Option::is_some) {
                this.told.set(true);
                page::focus(".error-summary");
            } else {
                this.step(true);
            }
        };
        let this = self.clone();
        let buttons = el("p")
            .class("buttons step-buttons")
            .child(text_el("button", self.t().next()).class("button"))
            .child(button("button button-quiet", self.t().back(), move || this.step(false)));
        el("form")
            .attr("novalidate", "")
            .on("submit", next)
            .children(fields)
            .children(self.is_knowledge().then(|| self.feedback()))
            .children(self.question.note.then(|| self.note_field()))
            .child(buttons)
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

    fn error_summary(&self) -> impl FnMut() -> Option<El> + use<> {
        let (error, told, t) = (self.error, self.told, self.t());
        let field = format!("#{}", self.field_id);
        move || {
            let message = error.get().filter(|_| told.get())?;
            let summary = el("div").class("error-summary").attr("role", "alert").attr("tabindex", "-1");
            let field = field.clone();
            // A fragment is a route here: the link must not change it.
            let to_field = link(&field, &message).on("click", move |event| {
                event.prevent_default();
                page::focus(&field);
            });
            Some(summary.child(text_el("h2", t.problem())).child(el("p").child(to_field)))
        }
    }

    /// The questionnaire, how far along the question is, and its section.
    fn progress(&self) -> Vec<El> {
        let q = &self.loaded.value;
        let t = self.t();
        let progress = {
            let (state, loaded, id) = (self.state, self.loaded.clone(), self.question.id.clone());
            Memo::new(move |_| flow::position(&loaded.value, &state.answers(), &id))
        };
        let place = move || progress.get().map(|p| t.question_of(p.number, p.total)).unwrap_or_default();
        let more = move || {
            let more = progress.get().filter(|p| p.at_most > p.total);
            more.map(|p| format!(" ({})", t.at_most(p.at_most))).unwrap_or_default()
        };
        #[expect(clippy::cast_precision_loss, reason = "counts of questions")]
        let share = move || progress.get().map(|p| (p.number - 1) as f64 / p.total.max(1) as f64);
        let front = self.state.to(&q.id, Step::Front);
        let place = el("span").live_text(place).child(el("span").class("hint").live_text(more));
        let text = el("p").class("progress-text").child(link(&front, &q.title)).child(place);
        let mut all = vec![el("div").class("progress").child(text).child(live_vial(share))];
        if let Some(section) = q.section_of(&self.question.id) {
            let number = self.question.number.as_ref().map(|number| text_el("span", &t.number_in_source(number)));
            all.push(el("p").class("section-name").child(text_el("span", &section.title)).children(number));
            let first = section.questions.first().is_some_and(|first| first.id == self.question.id);
            if first && !section.intro.is_empty() {
                all.push(rich_text(&section.intro));
            }
        }
        all
    }

    /// The question as the page's heading.
    fn asked(&self) -> El {
        heading(&self.question.text, &self.title).attr("id", &self.heading_id)
    }

    /// What is shown with the question at once, with its id.
    fn hint(&self) -> (String, Option<El>) {
        let id = fresh_id();
        let blocks: &[Block] = &self.question.hint;
        let hint = (!blocks.is_empty()).then(|| rich_text(blocks).class("prose hint").attr("id", &id));
        (id, hint)
    }

    /// Changes one field of the answer.
    fn edit(&self, edit: impl FnOnce(&Answer) -> AnswerField) {
        self.state.answer(&self.question.id, edit);
    }

    /// Radio buttons or check boxes: the whole row is the label.
    fn choices(&self) -> Vec<El> {
        let answer = self.answer;
        let kind = if matches!(self.question.kind, QuestionKind::Several(_)) { "checkbox" } else { "radio" };
        let rows = self.question.choices().iter().map(|choice| {
            let id = choice.id.clone();
            let chosen = move || answer.with(|answer| answer.choices.contains(&id));
            let (this, id) = (self.clone(), choice.id.clone());
            let changed = move |event: Event| {
                let on = is_checked(&event);
                this.edit(|answer| {
                    let mut answer = answer.clone();
                    answer.toggle(&this.question, &id, on);
                    AnswerField::Choices(answer.choices)
                });
            };
            let input = el("input").attr("type", kind).attr("name", "answer").attr("value", &choice.id);
            let input = input.live_prop("checked", chosen).on("change", changed);
            let class = if choice.value.is_exclusive() { "choice choice-special" } else { "choice" };
            el("label").class(class).child(input).child(text_el("span", &choice.text))
        });
        let rows: Vec<_> = rows.collect();
        let (id, hint) = self.hint();
        let mut fields = el("fieldset").class("choices");
        if hint.is_some() {
            fields = fields.attr("aria-describedby", &id);
        }
        let fields = fields.child(el("legend").child(self.asked())).children(hint).children(rows);
        let this = self.clone();
        let can_clear = move || kind == "radio" && answer.with(|answer| !answer.choices.is_empty());
        let clear = move || {
            can_clear().then(|| {
                let this = this.clone();
                button("link-button", this.t().clear_answer(), move || {
                    this.edit(|_| AnswerField::Choices(Vec::new()));
                    page::focus("input[name=answer]");
                })
            })
        };
        vec![fields, el("p").class("clear-answer").live(clear)]
    }

    /// A field for free text. Its name is the question.
    fn text_field(&self) -> Vec<El> {
        let warning = fresh_id();
        let (hint_id, hint) = self.hint();
        let described = if hint.is_some() { format!("{hint_id} {warning}") } else { warning.clone() };
        let area = self.text_area("5", AnswerField::Text, |answer| answer.text.as_deref());
        let area = area.attr("id", &self.field_id).attr("aria-labelledby", &self.heading_id);
        let warning = text_el("p", self.t().text_warning()).class("hint").attr("id", &warning);
        let field = el("div").class("field").child(warning).child(area.attr("aria-describedby", &described));
        std::iter::once(self.asked()).chain(hint).chain([field]).collect()
    }

    /// The note to an answer.
    fn note_field(&self) -> El {
        let id = fresh_id();
        let area = self.text_area("3", AnswerField::Note, |answer| answer.note.as_deref());
        let warning = text_el("span", self.t().text_warning()).class("hint").attr("id", &id);
        let label = el("label").class("field").child(text_el("span", self.t().note())).child(warning);
        let open = self.answer.with_untracked(|answer| answer.note.is_some());
        details(self.t().add_note(), label.child(area.attr("aria-describedby", &id))).class("note").flag("open", open)
    }

    /// A field of several lines with a part of the answer in it.
    fn text_area(&self, rows: &str, field: fn(Option<String>) -> AnswerField, part: fn(&Answer) -> Option<&str>) -> El {
        let (answer, this) = (self.answer, self.clone());
        let written = move |event: Event| {
            let text = value_of(&event);
            this.edit(|_| field(Some(text).filter(|text| !text.is_empty())));
        };
        let value = move || answer.with(|answer| part(answer).unwrap_or_default().to_owned());
        el("textarea").attr("rows", rows).live_prop("value", value).on("input", written)
    }

    /// A field for a number. Its name is the question. What is no number stays in the field, with an error, and never
    /// becomes an answer.
    fn number_field(&self, field: &NumberField) -> Vec<El> {
        let lang = self.lang();
        let (answer, error, told) = (self.answer, self.error, self.told);
        let in_field = StoredValue::new(String::new());
        let written = {
            let (this, limits) = (self.clone(), field.clone());
            move |event: Event| {
                let text = value_of(&event);
                in_field.set_value(text.clone());
                let number = Decimal::read(&text).filter(|number| limits.allows(number));
                this.edit(|_| match number {
                    None if !text.trim().is_empty() => AnswerField::Typed(text),
                    number => AnswerField::Number(number),
                });
            }
        };
        // A number is left as it was typed, also with spaces between thousands.
        let value = move || {
            let stored = answer.get();
            in_field.with_value(|typed| match &stored.typed {
                Some(unread) => unread.clone(),
                None if Decimal::read(typed) == stored.number => typed.clone(),
                None => stored.number.map(|number| number.written(lang)).unwrap_or_default(),
            })
        };
        let wrong = move || error.get().filter(|_| told.get());
        let (hint_id, hint) = self.hint();
        let (message_id, unit_id) = (fresh_id(), fresh_id());
        let described = {
            let hint_id = hint.is_some().then_some(hint_id);
            let (message_id, unit_id) = (message_id.clone(), unit_id.clone());
            move || {
                let message = wrong().map(|_| message_id.clone());
                let ids = hint_id.clone().into_iter().chain(message).chain([unit_id.clone()]);
                Some(Cow::Owned(ids.collect::<Vec<_>>().join(" ")))
            }
        };
        let message = move || wrong().map(|message| text_el("p", &message).class("error").attr("id", &message_id));
        let input = el("input")
            .attr("type", "text")
            .attr("inputmode", "decimal")
            .attr("size", "8")
            .attr("id", &self.field_id)
            .attr("aria-labelledby", &self.heading_id)
            .live_prop("value", value)
            .live_attr("aria-invalid", move || wrong().map(|_| Cow::Borrowed("true")))
            .live_attr("aria-describedby", described)
            .on("input", written);
        let unit = text_el("span", &field.unit).attr("id", &unit_id);
        let input = el("div").class("with-unit").child(input).child(unit);
        let field = el("div").class("field").live(message).child(input);
        std::iter::once(self.asked()).chain(hint).chain([field]).collect()
    }

    /// What is said after the answer to a knowledge question, when the respondent asks for it.
    fn feedback(&self) -> El {
        let answer = self.answer;
        let shown = RwSignal::new(false);
        let t = self.t();
        let ask = move || {
            let can_ask = !shown.get() && answer.with(|answer| !answer.choices.is_empty());
            can_ask.then(|| {
                button("button button-quiet", t.explanation(), move || {
                    shown.set(true);
                    page::focus(".feedback h2");
                })
            })
        };
        let this = self.clone();
        let said = move || shown.get().then(|| this.verdict(&answer.get()));
        el("div").class("feedback").live(ask).child(el("div").attr("role", "status").live(said))
    }

    /// Whether the answer was right, what would have been, why, and by which passage.
    fn verdict(&self, answer: &Answer) -> El {
        let (question, t) = (&self.question, self.t());
        let right = self.state.answers().state(question).is_full();
        let answers = t.list(&question.right_choices().map(|choice| choice.text.clone()).collect::<Vec<_>>());
        let correct = (!right).then(|| text_el("p", &format!("{}: {answers}", t.right_answer())));
        let remarks =
            question.remarks.iter().filter(|remark| remark.choices.iter().any(|id| answer.choices.contains(id)));
        el("section")
            .class("notice")
            .child(text_el("h2", if right { t.was_right() } else { t.was_wrong() }))
            .children(correct)
            .children(remarks.map(|remark| rich_text(&remark.text)))
            .child(rich_text(&question.explanation))
            .children(self.sources())
    }

    /// Help, why the question is asked, and where it comes from.
    fn background(&self) -> El {
        let t = self.t();
        let question = &self.question;
        let part = |summary: &str, blocks: &[Block]| (!blocks.is_empty()).then(|| details(summary, rich_text(blocks)));
        el("div")
            .class("background")
            .children(part(t.help(), &question.help))
            .children(part(t.why(), &question.why))
            // In a knowledge check the passage would give the answer away: it comes with the explanation.
            .children((!self.is_knowledge()).then(|| self.sources()).flatten())
    }

    /// The passages the question rests on, each with a link to its place on the document's page.
    fn sources(&self) -> Option<El> {
        let (q, question) = (&self.loaded.value, &self.question);
        let passages = question.sources.iter().map(|passage| {
            let place = Place::About(passage.document.clone(), Some(anchor(&passage.heading)));
            let heading = match self.state.has_source_page(&passage.document) {
                true => link(&Route::new(q.language, place).to_string(), &passage.heading),
                false => text_el("span", &passage.heading),
            };
            text_el("li", q.citation(&passage.document)).text(": ").child(el("cite").child(heading))
        });
        (!question.sources.is_empty()).then(|| details(self.t().source(), el("ul").children(passages)))
    }

    fn is_knowledge(&self) -> bool {
        self.loaded.value.scoring.kind == ScoringKind::Knowledge
    }
}

/// What is wrong with an answer: a number that cannot be read, or lies outside what is allowed.
fn error_in(question: &Question, answer: &Answer, lang: Lang) -> Option<String> {
    let QuestionKind::Number(field) = &question.kind else { return None };
    let is_wrong = answer.typed.is_some() || answer.number.as_ref().is_some_and(|number| !field.allows(number));
    is_wrong.then(|| told_limits(field, lang))
}

fn told_limits(field: &NumberField, lang: Lang) -> String {
    let t = Texts(lang);
    let shown = |number: f64| format::number(number, lang);
    match (field.min, field.max) {
        (Some(min), Some(max)) => t.number_between(&shown(min), &shown(max)),
        (Some(min), None) => t.number_from(&shown(min)),
        (None, Some(max)) => t.number_to(&shown(max)),
        (None, None) => t.number_any().to_owned(),
    }
}
