//! The result: the verdict, why it came out so, section by section, what to do, and the file.

use engine::answers::Answers;
use engine::assessment::Change;
use engine::flow;
use engine::questionnaire::{Questionnaire, ScoringKind};
use engine::recommendations::{self, Called};
use engine::result::{Reconciliation, Status};
use engine::scoring::{self, Figure, Part, Reason, Score};
use leptos::prelude::*;

use crate::browser::{files, format};
use crate::components::{Bars, Heading, KeepingNotice, OpenFile, RichText, Row, Vial};
use crate::desk::{Desk, Notice};
use crate::explain::{Explain, Format};
use crate::pages::front::SureToDelete;
use crate::pages::questionnaire::Loaded;
use crate::pages::review::answer_in_words;
use crate::route::{Route, Step};
use crate::texts::Texts;

/// The result of the answers on the desk.
#[component]
pub fn ResultPage(
    /// The questionnaire.
    loaded: Loaded,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let q = &loaded.value;
    let t = Texts(q.language);
    let answers = desk.answers_untracked();
    let score = scoring::score(q, &answers);
    let review = Route::to(q.language, &q.id, Step::Review).to_string();
    let caveat = (!q.caveat.is_empty()).then(|| {
        view! {
            <section class="caveat"><h2>{t.caveat()}</h2><RichText blocks=q.caveat.clone()/></section>
        }
    });
    let method = (!q.method.is_empty()).then(|| {
        view! {
            <details><summary>{t.method()}</summary><RichText blocks=q.method.clone()/></details>
        }
    });
    let sources = q.sources.iter().map(|source| view! { <li>{source.name.clone()}</li> }).collect_view();
    view! {
        <Heading text=t.result().to_owned() title=format!("{} – {}", t.result(), q.title)/>
        <p class="hint">{t.made_with(&q.title, &q.version)}</p>
        <KeepingNotice/>
        <AboutNotice loaded=loaded.clone()/>
        <Verdict loaded=loaded.clone() score=score.clone()/>
        {caveat}
        <Sections loaded=loaded.clone() score/>
        <ToDo loaded=loaded.clone() answers=answers.clone()/>
        <Explanations loaded=loaded.clone() answers=answers.clone()/>
        <OwnTexts loaded=loaded.clone() answers/>
        <Keep loaded=loaded.clone()/>
        {method}
        <section>
            <h2>{t.sources()}</h2>
            <ul>{sources}</ul>
        </section>
        <p class="buttons step-buttons"><a class="button button-quiet" href=review>{t.to_review()}</a></p>
    }
}

/// Sentences about the scores of a questionnaire, with numbers as the browser writes them.
fn explain(questionnaire: &Questionnaire) -> Explain<'_> {
    let format = Format { percent: format::percent, number: format::number };
    Explain { questionnaire, lang: questionnaire.language, format }
}

/// The figure of the whole, and why it is what it is.
#[component]
fn Verdict(loaded: Loaded, score: Score) -> impl IntoView {
    let q = &loaded.value;
    let t = Texts(q.language);
    let explain = explain(q);
    let whole = &score.whole;
    let no_whole = q.scoring.kind == ScoringKind::Percentages;
    if whole.figure == Figure::None && !no_whole {
        return view! {
            <section class="verdict">
                <p class="verdict-figure">{t.no_result()}</p>
                <Vial share=None/>
                <p>{t.no_result_help()}</p>
            </section>
        }
        .into_any();
    }
    let figure = (!no_whole).then(|| view! { <p class="verdict-figure">{explain.figure(whole)}</p> });
    let preliminary = whole.preliminary.then(|| view! { <span class="tag">{t.preliminary()}</span> });
    let vial = whole.figure.share().map(|share| view! { <Vial share=Some(share)/> });
    let own = explain.made_of(whole).map(|sentence| view! { <li>{sentence}</li> });
    let reasons = whole.reasons.iter().map(|reason| {
        view! {
            <li>{explain.reason(reason, whole)}<Concerned loaded=loaded.clone() reason=reason.clone()/></li>
        }
    });
    let indices = q.indices.iter().filter_map(|index| {
        let part = score.indices.iter().find(|part| part.id == index.id)?;
        let figure = explain.figure(part);
        Some(view! { <li>{index.name.clone()} ": " <strong>{figure}</strong></li> })
    });
    let indices: Vec<_> = indices.collect();
    let beside = (!indices.is_empty()).then(|| view! { <h3>{t.beside()}</h3><ul>{indices.collect_view()}</ul> });
    view! {
        <section class="verdict">
            <p class="verdict-name">{q.scoring.name.clone()} {preliminary}</p>
            {figure}
            {vial}
            <h2>{t.why_this()}</h2>
            <ul class="reasons">{own}{reasons.collect_view()}</ul>
            {beside}
        </section>
    }
    .into_any()
}

/// Links to the questions that a reason is about.
#[component]
fn Concerned(loaded: Loaded, reason: Reason) -> impl IntoView {
    let q = &loaded.value;
    let links = reason.questions().iter().filter_map(|id| q.question(id)).map(|question| {
        let to = Route::to(q.language, &q.id, Step::Question(question.id.clone())).to_string();
        view! { <li><a href=to>{question.text.clone()}</a></li> }
    });
    let links: Vec<_> = links.collect();
    (!links.is_empty()).then(|| view! { <ul class="concerned">{links.collect_view()}</ul> })
}

/// The sections, each with its bar.
#[component]
fn Sections(loaded: Loaded, score: Score) -> impl IntoView {
    let q = &loaded.value;
    let t = Texts(q.language);
    let explain = explain(q);
    if score.sections.is_empty() {
        return ().into_any();
    }
    let title = |id: &str| q.sections.iter().find(|section| section.id == id).map(|section| section.title.clone());
    let rows = score.sections.iter().map(|part| Row {
        name: title(&part.id).unwrap_or_default(),
        share: part.figure.share(),
        figure: explain.figure(part),
        counts: part.counts,
    });
    let outcome = match q.scoring.kind {
        ScoringKind::Agreement | ScoringKind::Percentages => t.share(),
        ScoringKind::Levels => t.level(),
        ScoringKind::Baseline | ScoringKind::Knowledge => t.outcome(),
    };
    view! {
        <section>
            <h2>{t.by_section()}</h2>
            <Bars caption=t.by_section() what=t.section() outcome rows=rows.collect() lang=q.language/>
        </section>
    }
    .into_any()
}

/// The recommendations, first things first.
#[component]
fn ToDo(loaded: Loaded, answers: Answers) -> impl IntoView {
    let q = &loaded.value;
    let t = Texts(q.language);
    if q.scoring.kind == ScoringKind::Knowledge || answers.is_empty() {
        return ().into_any();
    }
    let called = recommendations::called_for(q, &answers);
    let list = if called.is_empty() {
        view! { <p>{t.nothing_to_do()}</p> }.into_any()
    } else {
        let items = called.into_iter().map(|Called { question, recommendation }| {
            let said = answers
                .get(&question.id)
                .map(|answer| answer_in_words(question, answer, q.language))
                .unwrap_or_default();
            let to = Route::to(q.language, &q.id, Step::Question(question.id.clone())).to_string();
            view! {
                <li>
                    <RichText blocks=recommendation.text.clone()/>
                    <p class="owner">{t.owner()} ": " <strong>{recommendation.owner.clone()}</strong></p>
                    <p class="hint"><a href=to>{t.after_answer(&question.text, &said.join(", "))}</a></p>
                </li>
            }
        });
        view! { <ol class="to-do">{items.collect_view()}</ol> }.into_any()
    };
    view! { <section><h2>{t.to_do()}</h2>{list}</section> }.into_any()
}

/// A knowledge check's questions with their right answers and explanations.
#[component]
fn Explanations(loaded: Loaded, answers: Answers) -> impl IntoView {
    let q = &loaded.value;
    let t = Texts(q.language);
    if q.scoring.kind != ScoringKind::Knowledge {
        return ().into_any();
    }
    let items = flow::shown(q, &answers).into_iter().filter(|question| question.is_scored()).filter_map(|question| {
        let answer = answers.get(&question.id).filter(|answer| !answer.choices.is_empty())?;
        let right = answers.standing(question).share() >= 1.0;
        let said = t.list(&answer_in_words(question, answer, q.language));
        let correct = question.choices().iter().filter(|choice| choice.value.points().is_some());
        let correct = t.list(&correct.map(|choice| choice.text.clone()).collect::<Vec<_>>());
        Some(view! {
            <li>
                <h3>{question.text.clone()}</h3>
                <p><strong>{if right { t.was_right() } else { t.was_wrong() }}</strong> " " {t.your_answer()} ": " {said} "."</p>
                {(!right).then(|| view! { <p>{t.right_answer()} ": " {correct} "."</p> })}
                <RichText blocks=question.explanation.clone()/>
            </li>
        })
    });
    view! { <section><h2>{t.explanation()}</h2><ol class="to-do">{items.collect_view()}</ol></section> }.into_any()
}

/// What the respondent has written.
#[component]
fn OwnTexts(loaded: Loaded, answers: Answers) -> impl IntoView {
    let q = &loaded.value;
    let t = Texts(q.language);
    let rows: Vec<_> = flow::shown(q, &answers)
        .into_iter()
        .filter_map(|question| {
            let answer = answers.get(&question.id)?;
            let texts: Vec<_> = [&answer.text, &answer.note].into_iter().flatten().cloned().collect();
            (!texts.is_empty()).then(|| {
                let texts = texts.into_iter().map(|text| view! { <p class="said">{text}</p> }).collect_view();
                view! { <div class="answer-row"><dt>{question.text.clone()}</dt><dd>{texts}</dd></div> }
            })
        })
        .collect();
    (!rows.is_empty())
        .then(|| view! { <section><h2>{t.your_notes()}</h2><dl class="answers">{rows.collect_view()}</dl></section> })
}

/// Downloading, printing, opening and deleting.
#[component]
fn Keep(loaded: Loaded) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let lang = loaded.value.language;
    let t = Texts(lang);
    let told = RwSignal::new(None::<Result<String, ()>>);
    let deleting = RwSignal::new(false);
    let status =
        desk.open.with_untracked(|open| open.as_ref().map(|open| open.assessment.file.status).unwrap_or_default());
    let (key, name) = desk.open.with_untracked(|open| {
        open.as_ref().map(|open| (open.key().to_owned(), open.assessment.name.clone())).unwrap_or_default()
    });
    let key = StoredValue::new(key);
    let download = {
        let loaded = loaded.clone();
        move |_| {
            let Some(file) = desk.result_file(&loaded.value) else { return };
            let name = file.file_name(&format::today());
            let done = files::download(&name, "application/json", &file.to_json());
            told.set(Some(done.map(|()| name).ok_or(())));
        }
    };
    let message = move || {
        told.get().map(|done| match done {
            Ok(name) => view! { <p class="notice">{t.downloaded(&name)}</p> }.into_any(),
            Err(()) => view! { <p class="notice notice-warning">{t.download_failed()}</p> }.into_any(),
        })
    };
    let choice = |value: Status, text: &'static str| {
        view! {
            <label class="check">
                <input type="radio" name="status" checked=status == value on:change=move |_| desk.change(Change::Status(value))/>
                <span>{text}</span>
            </label>
        }
    };
    view! {
        <section class="keep">
            <h2>{t.keep_result()}</h2>
            <fieldset class="inline"><legend>{t.status()}</legend>{choice(Status::Draft, t.draft())}{choice(Status::Final, t.final_())}</fieldset>
            <p class="hint" id="download-help">{t.download_help()}</p>
            <p class="buttons">
                <button type="button" class="button" aria-describedby="download-help" on:click=download>{t.download()}</button>
                <button type="button" class="button button-quiet" on:click=move |_| drop(window().print())>{t.print()}</button>
            </p>
            <div role="status">{message}</div>
            <OpenFile/>
            <p><button type="button" class="link-button" on:click=move |_| deleting.set(true)>{t.delete()}</button></p>
            {move || deleting.get().then(|| view! { <SureToDelete key name=name.clone() lang on_cancel=move || deleting.set(false)/> })}
        </section>
    }
}

/// What is to be told about where the answers came from.
#[component]
fn AboutNotice(loaded: Loaded) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let t = Texts(loaded.value.language);
    let content = move || {
        let q = &loaded.value;
        match desk.notice.get()? {
            Notice::Deleted { .. } => None,
            Notice::NewVersion(report) => Some(view! {
                <div class="notice notice-warning"><p><strong>{t.new_version()}</strong></p>{report_list(q, &report)}</div>
            }.into_any()),
            Notice::Opened { other_version, report, disagreements } => {
                let warning = other_version || !disagreements.is_empty();
                let version = other_version.then(|| view! { <p>{t.other_version()} " " {t.matched(report.matched)}</p> });
                let figures = (!disagreements.is_empty()).then(|| {
                    let explain = explain(q);
                    let items = disagreements.iter().map(|(theirs, ours)| {
                        let what = part_name(q, ours, t);
                        view! { <li>{t.disagreement(&what, &explain.figure(theirs), &explain.figure(ours))}</li> }
                    });
                    view! { <p>{t.disagrees()}</p><ul>{items.collect_view()}</ul> }
                });
                Some(view! {
                    <div class="notice" class:notice-warning=warning>
                        <p><strong>{t.opened()}</strong> " " {t.opened_kept()}</p>
                        {version}
                        {report_list(q, &report)}
                        {figures}
                    </div>
                }.into_any())
            }
        }
    };
    view! { <div role="status">{content}</div> }
}

fn report_list(questionnaire: &Questionnaire, report: &Reconciliation) -> impl IntoView + use<> {
    let t = Texts(questionnaire.language);
    let text = |id: &String| questionnaire.question(id).map_or_else(|| id.clone(), |question| question.text.clone());
    let lines = report.renamed.iter().map(|(_, id)| t.renamed_question(&text(id)));
    let lines = lines.chain(report.choice_gone.iter().map(|id| t.lost_choice(&text(id))));
    let lines: Vec<_> = lines.chain(report.gone.iter().map(|id| t.gone_question(id))).collect();
    (!lines.is_empty())
        .then(|| view! { <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> })
}

/// What a part of the score is about.
fn part_name(questionnaire: &Questionnaire, part: &Part, t: Texts) -> String {
    let section = questionnaire.sections.iter().find(|section| section.id == part.id).map(|section| &section.title);
    let index = || questionnaire.indices.iter().find(|index| index.id == part.id).map(|index| &index.name);
    section.or_else(index).cloned().unwrap_or_else(|| t.the_whole().to_owned())
}
