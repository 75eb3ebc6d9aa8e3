//! One document made of results: what goes into it, and how it looks.

use documents::{DatedResult, Document, Inputs, Results};
use engine::Lang;
use engine::model::questionnaire::Questionnaire;
use engine::model::site::Page;
use engine::results::assessment::Assessment;
use engine::results::migration::migrate;
use engine::results::plan::Plan;
use engine::results::result_file::ResultFile;
use engine::results::status::Status;
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::Texts;
use web_sys::Event;

use crate::browser::files::DOCX;
use crate::browser::json::read_plan;
use crate::browser::worker::Kind;
use crate::browser::{format, page};
use crate::components::{
    AddedResults, Button, Download, DownloadMessage, FaultReport, FaultText, Field, Heading, Loading, RichText, Select,
    StatusChoice, fresh, numbered,
};
use crate::load::{self, Fault, Loaded};
use crate::pages::group_sections::{group_sections, leave_out};
use crate::pages::not_found::NotFound;
use crate::pages::result::compare;
use crate::state::AppState;
use crate::state::files::CannotOpen;
use crate::store::SavedAssessment;

/// A result that can go into a document.
#[derive(Debug, Clone, PartialEq)]
struct Candidate {
    /// The key it is stored under, or the id of its file.
    key: String,
    /// What it is called in a list to choose from.
    name: String,
    questionnaire: String,
    unit: Option<String>,
    answered: DatedResult,
    /// When it was answered, for the order: RFC 3339, UTC.
    dated: String,
}

/// What the visitor has decided about a document.
#[derive(Clone, Copy)]
struct Choices {
    /// For a questionnaire: the key of the result that goes in; an empty key leaves it out.
    results: RwSignal<Vec<(String, String)>>,
    /// For a questionnaire: the key of the earlier result.
    earlier: RwSignal<Vec<(String, String)>>,
    /// Results from files, which are not stored.
    files: RwSignal<Vec<ResultFile>>,
    unit: RwSignal<Option<String>>,
    status: RwSignal<Status>,
}

impl Choices {
    fn new() -> Self {
        Self {
            results: RwSignal::new(Vec::new()),
            earlier: RwSignal::new(Vec::new()),
            files: RwSignal::new(Vec::new()),
            unit: RwSignal::new(None),
            status: RwSignal::new(Status::Draft),
        }
    }
}

fn picked(list: RwSignal<Vec<(String, String)>>, questionnaire: &str) -> Option<String> {
    list.with(|list| list.iter().find(|(id, _)| id == questionnaire).map(|(_, key)| key.clone()))
}

fn pick(list: RwSignal<Vec<(String, String)>>, questionnaire: &str, key: String) {
    list.update(|list| {
        list.retain(|(id, _)| id != questionnaire);
        list.push((questionnaire.to_owned(), key));
    });
}

/// One document: what goes in, and how it looks.
#[component]
pub fn DocumentPage(
    /// The document's language.
    lang: Lang,
    /// Its id.
    id: String,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(lang);
    let content = move || {
        let ids = state.site.with(|site| site.questionnaires.clone());
        let template = match state.content.template(lang, &id) {
            None => return view! { <Loading/> }.into_any(),
            Some(Ok(template)) => template.value.clone(),
            Some(Err(fault)) if fault.is_absent() && !state.lists(|site| &site.documents, &id) => {
                return view! { <NotFound lang/> }.into_any();
            }
            Some(Err(fault)) => {
                return view! {
                    <Heading text=t.page_faulty() title=t.page_faulty()/>
                    <FaultReport fault lang/>
                }
                .into_any();
            }
        };
        // All are asked for before any is waited for.
        let asked: Vec<_> = ids.iter().map(|id| state.content.questionnaire(lang, id)).collect();
        let fetched: Option<Vec<_>> = asked.into_iter().collect();
        let Some(fetched) = fetched else { return view! { <Loading/> }.into_any() };
        // A questionnaire with faults keeps the others from nothing, but its results are missing: that is said.
        let mut faults: Vec<Fault> = fetched.iter().filter_map(|fetched| fetched.as_ref().err()).cloned().collect();
        faults.dedup();
        let questionnaires = fetched.into_iter().filter_map(Result::ok).collect();
        view! { <Made lang id=id.clone() template faults questionnaires/> }.into_any()
    };
    view! { {move || fresh(content())} }
}

/// A document whose content has come.
#[component]
fn Made(
    /// The reader's language.
    lang: Lang,
    /// The id of the document.
    id: String,
    /// Its template.
    template: Page,
    /// Why some of its questionnaires cannot be shown.
    faults: Vec<Fault>,
    /// The questionnaires that fill it.
    questionnaires: Vec<Loaded>,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(lang);
    let choices = Choices::new();
    let candidates = {
        let questionnaires = questionnaires.clone();
        Memo::new(move |_| candidates(state, choices, &questionnaires, lang))
    };
    let faults = faults.into_iter().map(|fault| {
        view! { <div class="notice notice-warning screen-only"><FaultReport fault lang/></div> }.into_any()
    });
    let title = template.title.clone();
    let made = Signal::derive({
        let questionnaires = questionnaires.clone();
        move || make(choices, &candidates.get(), &template, &questionnaires, lang)
    });
    let preview = move || {
        let Document { title, blocks, .. } = made.get();
        // On paper the page's own heading is the document's.
        view! { <p class="document-title screen-only">{title}</p> <RichText blocks=&blocks/> }.into_any()
    };
    view! {
        <Heading text=title.clone() title/>
        {faults.collect::<Vec<_>>()}
        <p class="lead screen-only">{t.documents_lead()}</p>
        <ResultsIn choices candidates questionnaires lang/>
        <GroupsIn lang/>
        <AboutDocument choices candidates t/>
        <Save made id t/>
        <h2 class="screen-only">{t.preview()}</h2>
        <article class="document">{move || fresh(preview())}</article>
    }
}

/// Every result there is, the latest of each questionnaire first.
fn candidates(state: AppState, choices: Choices, questionnaires: &[Loaded], lang: Lang) -> Vec<Candidate> {
    let t = Texts(lang);
    let mut all = Vec::new();
    for q in questionnaires.iter().map(|loaded| &loaded.value) {
        let candidate = |saved: &SavedAssessment| {
            let Assessment { name, unit, answers, questionnaire, .. } = &saved.assessment;
            let dated = saved.assessment.dated().to_owned();
            let day = format::day(&dated, lang);
            Candidate {
                key: saved.key.clone(),
                name: format!("{name}, {day}"),
                questionnaire: q.id.clone(),
                unit: unit.clone(),
                answered: DatedResult {
                    answers: migrate(q, answers).0,
                    plan: Plan::of(&saved.assessment, read_plan),
                    day,
                    version: questionnaire.version.clone(),
                },
                dated,
            }
        };
        let mut own: Vec<Candidate> = state.list(&q.id).iter().map(candidate).collect();
        choices.files.with(|files| {
            own.extend(files.iter().filter(|file| file.questionnaire.id == q.id).map(|file| {
                let day = format::day(file.dated(), lang);
                Candidate {
                    key: key_of(file),
                    name: t.from_file(&day),
                    questionnaire: q.id.clone(),
                    unit: file.unit.clone(),
                    answered: DatedResult {
                        answers: migrate(q, &file.answers).0,
                        plan: file.plan.clone(),
                        day,
                        version: file.questionnaire.version.clone(),
                    },
                    dated: file.dated().to_owned(),
                }
            }));
        });
        own.retain(|candidate| !candidate.answered.answers.is_empty());
        own.sort_by(|a, b| b.dated.cmp(&a.dated));
        let names = numbered(own.iter().map(|candidate| candidate.name.clone()));
        all.extend(own.into_iter().zip(names).map(|(candidate, name)| Candidate { name, ..candidate }));
    }
    all
}

/// What tells files apart: one assessment has the same id in every file that was made of it over the years.
fn key_of(file: &ResultFile) -> String {
    format!("{} {}", file.id, file.dated())
}

/// The result of a questionnaire that goes in.
fn result_in<'c>(choices: Choices, candidates: &'c [Candidate], questionnaire: &str) -> Option<&'c Candidate> {
    let mut own = candidates.iter().filter(|candidate| candidate.questionnaire == questionnaire);
    match picked(choices.results, questionnaire) {
        Some(key) if key.is_empty() => None,
        // One that has been removed since is as one that was never chosen.
        Some(key) => own.clone().find(|candidate| candidate.key == key).or_else(|| own.next()),
        None => own.next(),
    }
}

/// The result beside it: an earlier one, or progress would read as decline.
fn earlier_in<'c>(choices: Choices, candidates: &'c [Candidate], questionnaire: &str) -> Option<&'c Candidate> {
    let result = result_in(choices, candidates, questionnaire)?;
    let key = picked(choices.earlier, questionnaire)?;
    let mut own = candidates.iter().filter(|candidate| candidate.questionnaire == questionnaire);
    own.find(|candidate| candidate.key == key).filter(|earlier| earlier.dated < result.dated)
}

/// Which results go in, and a way to add those in files.
#[component]
fn ResultsIn(
    /// What has been chosen.
    choices: Choices,
    /// Every result there is.
    candidates: Memo<Vec<Candidate>>,
    /// The questionnaires that fill it.
    questionnaires: Vec<Loaded>,
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(lang);
    let titles = questionnaires.iter().map(|loaded| (loaded.value.id.clone(), loaded.value.title.clone()));
    let titles: Vec<_> = titles.collect();
    let rows = move || {
        let rows = questionnaires.iter().filter_map(|loaded| row(choices, candidates, &loaded.value, t));
        let rows: Vec<_> = rows.collect();
        match rows.is_empty() {
            true => view! { <p class="notice">{t.no_results_in()}</p> }.into_any(),
            false => view! { <div><p class="hint">{t.results_in_help()}</p>{rows}</div> }.into_any(),
        }
    };
    let name = UnsyncCallback::new(move |result: ResultFile| {
        match titles.iter().find(|(id, _)| *id == result.questionnaire.id) {
            Some((_, title)) => Ok(format!("{title}, {}", compare::name(&result, lang))),
            None => Err(CannotOpen::UnknownQuestionnaire(result.questionnaire.id)),
        }
    });
    let is_here = UnsyncCallback::new(move |result: ResultFile| {
        let same =
            |saved: &SavedAssessment| saved.assessment.id == result.id && saved.assessment.dated() == result.dated();
        untrack(|| state.list(&result.questionnaire.id)).iter().any(same)
    });
    view! {
        <section class="results-in screen-only">
            <h2>{t.results_in()}</h2>
            {move || fresh(rows())}
            <AddedResults files=choices.files text=t.add_results() lang name is_here/>
            <p class="hint">{t.add_results_help()}</p>
        </section>
    }
}

/// One questionnaire's results to choose from. Those to compare with follow the one that is chosen: only earlier ones.
fn row(choices: Choices, candidates: Memo<Vec<Candidate>>, q: &Questionnaire, t: Texts) -> Option<AnyView> {
    let all = candidates.get();
    let own = all.iter().filter(|candidate| candidate.questionnaire == q.id);
    own.clone().next()?;
    let id = StoredValue::new(q.id.clone());
    let result = Signal::derive(move || {
        candidates
            .with(|all| id.with_value(|id| result_in(choices, all, id).map(|c| c.key.clone()).unwrap_or_default()))
    });
    let earlier = Signal::derive(move || {
        candidates
            .with(|all| id.with_value(|id| earlier_in(choices, all, id).map(|c| c.key.clone()).unwrap_or_default()))
    });
    let choose = move |key: String| pick(choices.results, &id.get_value(), key);
    let choose_earlier = move |key: String| pick(choices.earlier, &id.get_value(), key);
    // Drawn anew when there are others to choose from, not when one is chosen.
    let before = Memo::new(move |_| {
        candidates.with(|all| {
            let before = id.with_value(|id| {
                let dated = result_in(choices, all, id).map(|result| result.dated.clone())?;
                let before = all.iter().filter(|of| of.questionnaire == *id && of.dated < dated);
                Some(options(t.no_comparison(), before))
            });
            before.filter(|options| options.len() > 1).unwrap_or_default()
        })
    });
    let results = options(t.leave_out(), own);
    let title = q.title.clone();
    let comparison = move || {
        (!before.with(Vec::is_empty)).then(|| {
            let label = format!("{}: {title}", t.compared_with());
            view! { <Field label><Select options=before value=earlier choose=choose_earlier/></Field> }.into_any()
        })
    };
    let row = view! {
        <div class="result-in">
            <Field label=q.title.clone()><Select options=results value=result choose/></Field>
            {move || fresh(comparison())}
        </div>
    };
    Some(row.into_any())
}

/// Results to choose from, after a choice that means none of them.
fn options<'c>(none: &str, of: impl Iterator<Item = &'c Candidate>) -> Vec<(String, String)> {
    let none = (String::new(), none.to_owned());
    std::iter::once(none).chain(of.map(|candidate| (candidate.key.clone(), candidate.name.clone()))).collect()
}

/// What many have answered and goes in, if there is any. It comes from the coordinator's pages.
#[component]
fn GroupsIn(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let t = Texts(lang);
    let body = move || {
        let all = group_sections().get();
        let lines = all.into_iter().filter(|section| section.language == lang).map(|section| {
            let title = section.title.clone();
            let run = move || {
                leave_out(&section.questionnaire);
                page::focus("h1");
            };
            view! { <li>{title}" "<Button class="link-button" text=t.groups_in_leave_out() run/></li> }.into_any()
        });
        let lines: Vec<_> = lines.collect();
        (!lines.is_empty()).then(|| {
            view! { <section class="screen-only"><h2>{t.groups_in()}</h2><ul>{lines}</ul></section> }.into_any()
        })
    };
    view! { <div>{move || fresh(body())}</div> }
}

/// For whom the document is, and whether it is a draft.
#[component]
fn AboutDocument(
    /// What has been chosen.
    choices: Choices,
    /// Every result there is.
    candidates: Memo<Vec<Candidate>>,
    /// The texts, in the reader's language.
    t: Texts,
) -> impl IntoView {
    let written = move |event: Event| choices.unit.set(Some(event_target_value(&event)));
    view! {
        <section class="screen-only">
            <h2>{t.about_document()}</h2>
            <Field label=t.unit()>
                <input
                    type="text"
                    maxlength="80"
                    autocomplete="off"
                    prop:value=move || unit_of(choices, &candidates.get())
                    on:input=written
                />
            </Field>
            <StatusChoice
                now=choices.status.get_untracked()
                t
                choose=move |status: Status| choices.status.set(status)
            />
        </section>
    }
}

/// The unit that was written, or the one that every result that goes in is of.
fn unit_of(choices: Choices, candidates: &[Candidate]) -> String {
    choices.unit.get().unwrap_or_else(|| {
        let is_in =
            |of: &&Candidate| result_in(choices, candidates, &of.questionnaire).is_some_and(|c| c.key == of.key);
        let mut units: Vec<_> = candidates.iter().filter(is_in).map(|candidate| candidate.unit.as_deref()).collect();
        units.dedup();
        if let [Some(one)] = units.as_slice() { (*one).to_owned() } else { String::new() }
    })
}

/// The document as it stands now.
fn make(
    choices: Choices,
    candidates: &[Candidate],
    template: &Page,
    questionnaires: &[Loaded],
    lang: Lang,
) -> Document {
    let results = questionnaires.iter().map(|loaded| {
        let id = &loaded.value.id;
        Results {
            questionnaire: &loaded.value,
            result: result_in(choices, candidates, id).map(|candidate| &candidate.answered),
            earlier: earlier_in(choices, candidates, id).map(|candidate| &candidate.answered),
        }
    });
    let inputs = Inputs {
        lang,
        questionnaires: results.collect(),
        unit: unit_of(choices, candidates),
        status: choices.status.get(),
        today: format::day(&format::now(), lang),
        year: format::year(),
        format: format::BROWSER,
        groups: &group_sections().get(),
    };
    inputs.document(template)
}

/// Buttons that download the document.
#[component]
fn Save(
    /// The document as it stands now.
    made: Signal<Document>,
    /// The id of the document.
    id: String,
    /// The texts, in the reader's language.
    t: Texts,
) -> impl IntoView {
    let download = Download::new();
    let refused: RwSignal<Option<Fault>> = RwSignal::new(None);
    let name = format!("vattenpass-{id}-{}", format::today());
    let give = move |form: Kind, ending: &str, kind: &'static str| {
        let name = format!("{name}.{ending}");
        move || {
            let (document, name) = (made.get_untracked(), name.clone());
            spawn_local(async move {
                let file = load::written(&document, form, t.0).await;
                // The visitor may have left the page in the meantime.
                refused.try_set(file.as_ref().err().cloned());
                if let Ok(file) = file {
                    download.give(name, kind, file);
                }
            });
        }
    };
    let to_word = give(Kind::Docx, "docx", DOCX);
    let to_html = give(Kind::Html, "html", "text/html;charset=utf-8");
    let to_markdown = give(Kind::Markdown, "md", "text/markdown;charset=utf-8");
    let fault = move || {
        let fault = refused.get()?;
        Some(view! { <div class="notice notice-error"><FaultText fault lang=t.0/></div> }.into_any())
    };
    view! {
        <div class="screen-only">
            <p class="buttons">
                <Button class="button" text=t.to_word() run=to_word/>
                <Button class="button button-quiet" text=t.to_web_page() run=to_html/>
                <Button class="button button-quiet" text=t.to_markdown() run=to_markdown/>
                <Button class="button button-quiet" text=t.print() run=page::print/>
            </p>
            <p class="hint">{t.to_word_help()}</p>
            <DownloadMessage of=download t/>
            <div role="alert">{move || fresh(fault())}</div>
        </div>
    }
}
