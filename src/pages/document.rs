//! Documents made of results: which there are, what goes into one, and how it looks.

use documents::{DatedResult, Document, Inputs, Results};
use engine::Lang;
use engine::model::questionnaire::Questionnaire;
use engine::model::rich_text::Block;
use engine::model::site::Page;
use engine::results::assessment::Assessment;
use engine::results::migration::migrate;
use engine::results::plan::Plan;
use engine::results::result_file::ResultFile;
use engine::results::status::Status;
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::Texts;

use crate::browser::worker::Kind;
use crate::browser::{format, page};
use crate::components::{
    AddedResults, Download, fault_report, fault_words, heading, loading, numbered, rich_text, status_choice,
};
use crate::load::{self, Fault, Loaded};
use crate::pages::{compare, not_found};
use crate::route::{Place, Route};
use crate::state::AppState;
use crate::state::files::CannotOpen;
use crate::store::SavedAssessment;
use crate::ui::{El, button, el, link, text_el, value_of};

/// The documents there are.
pub fn documents(lang: Lang) -> Vec<El> {
    let state = AppState::get();
    let t = Texts(lang);
    let Some(ids) = state.site.with(|site| site.as_ref().map(|site| site.documents.clone())) else {
        return vec![loading()];
    };
    // All are asked for before any is waited for.
    let asked: Vec<_> = ids.into_iter().map(|id| (state.shelf.document(lang, &id).get(), id)).collect();
    let fetched: Option<Vec<_>> = asked.into_iter().map(|(page, id)| Some((page?, id))).collect();
    let Some(fetched) = fetched else { return vec![loading()] };
    let cards = fetched.into_iter().map(|(page, id)| {
        let page = match page {
            Ok(page) => page,
            Err(fault) => return el("li").child(fault_report(&fault, lang)),
        };
        let to = Route::new(lang, Place::Documents(Some(id))).to_string();
        let about = page.value.blocks.iter().find(|block| matches!(block, Block::Paragraph(_)));
        let about = about.map(|about| rich_text(std::slice::from_ref(about)));
        let card = link(&to, "").class("card card-small");
        el("li").child(card.child(text_el("h2", &page.value.title)).children(about))
    });
    let cards: Vec<_> = cards.collect();
    let list = match cards.is_empty() {
        true => text_el("p", t.no_documents()).class("notice"),
        false => el("ul").class("cards").children(cards),
    };
    vec![heading(t.documents_title(), t.documents_title()), text_el("p", t.documents_lead()).class("lead"), list]
}

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
    added: AddedResults,
    unit: RwSignal<Option<String>>,
    status: RwSignal<Status>,
}

impl Choices {
    fn new(lang: Lang) -> Self {
        Self {
            results: RwSignal::new(Vec::new()),
            earlier: RwSignal::new(Vec::new()),
            added: AddedResults::new(lang),
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
pub fn document(lang: Lang, id: &str) -> Vec<El> {
    let state = AppState::get();
    let t = Texts(lang);
    let Some(ids) = state.site.with(|site| site.as_ref().map(|site| site.questionnaires.clone())) else {
        return vec![loading()];
    };
    let template = match state.shelf.document(lang, id).get() {
        None => return vec![loading()],
        Some(Ok(template)) => template,
        Some(Err(fault)) if fault.is_absent() && !state.lists(|site| &site.documents, id) => return not_found(lang),
        Some(Err(fault)) => return vec![heading(t.page_faulty(), t.page_faulty()), fault_report(&fault, lang)],
    };
    let asked: Vec<_> = ids.iter().map(|id| state.shelf.questionnaire(lang, id).get()).collect();
    let fetched: Option<Vec<_>> = asked.into_iter().collect();
    let Some(fetched) = fetched else { return vec![loading()] };
    // A questionnaire with faults keeps the others from nothing, but its results are missing: that is told.
    let mut faults: Vec<&Fault> = fetched.iter().filter_map(|fetched| fetched.as_ref().err()).collect();
    faults.dedup();
    let faults: Vec<El> = faults
        .into_iter()
        .map(|fault| el("div").class("notice notice-warning screen-only").child(fault_report(fault, lang)))
        .collect();
    let questionnaires: Vec<Loaded> = fetched.into_iter().filter_map(Result::ok).collect();
    let mut page = untrack(|| shown(state, lang, id, &template.value, questionnaires));
    page.splice(1..1, faults);
    page
}

fn shown(state: AppState, lang: Lang, id: &str, template: &Page, questionnaires: Vec<Loaded>) -> Vec<El> {
    let t = Texts(lang);
    let choices = Choices::new(lang);
    let candidates = {
        let questionnaires = questionnaires.clone();
        Memo::new(move |_| candidates(state, choices, &questionnaires, lang))
    };
    let made = {
        let (template, questionnaires) = (template.clone(), questionnaires.clone());
        move || make(choices, &candidates.get(), &template, &questionnaires, lang)
    };
    let preview = {
        let made = made.clone();
        move || {
            let document = made();
            // On paper the page's own heading is the document's.
            [text_el("p", &document.title).class("document-title screen-only"), rich_text(&document.blocks)]
        }
    };
    vec![
        heading(&template.title, &template.title),
        text_el("p", t.documents_lead()).class("lead screen-only"),
        results_in(state, choices, candidates, questionnaires, lang),
        about_document(choices, candidates, t),
        save(made, id, t),
        text_el("h2", t.preview()).class("screen-only"),
        el("article").class("document").live(preview),
    ]
}

/// Every result there is, the latest of each questionnaire first.
fn candidates(state: AppState, choices: Choices, questionnaires: &[Loaded], lang: Lang) -> Vec<Candidate> {
    let t = Texts(lang);
    let mut all = Vec::new();
    for q in questionnaires.iter().map(|loaded| &loaded.value) {
        let candidate = |kept: &SavedAssessment| {
            let Assessment { name, unit, answers, questionnaire, .. } = &kept.assessment;
            let dated = kept.assessment.dated().to_owned();
            let day = format::day(&dated, lang);
            Candidate {
                key: kept.key.clone(),
                name: format!("{name}, {day}"),
                questionnaire: q.id.clone(),
                unit: unit.clone(),
                answered: DatedResult {
                    answers: migrate(q, answers).0,
                    plan: Plan::of(&kept.assessment),
                    day,
                    version: questionnaire.version.clone(),
                },
                dated,
            }
        };
        let mut own: Vec<Candidate> = state.list(&q.id).iter().map(candidate).collect();
        choices.added.files.with(|files| {
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

/// Tells files apart: one assessment has the same id in every file that was made of it over the years.
fn key_of(file: &ResultFile) -> String {
    format!("{} {}", file.id, file.dated())
}

/// The result of a questionnaire that goes in, and the one beside it: an earlier one, or progress would read as decline.
fn chosen<'c>(
    choices: Choices,
    candidates: &'c [Candidate],
    questionnaire: &str,
) -> (Option<&'c Candidate>, Option<&'c Candidate>) {
    let own = || candidates.iter().filter(|candidate| candidate.questionnaire == questionnaire);
    let by_key = |key: &str| own().find(|candidate| candidate.key == key);
    let result = match picked(choices.results, questionnaire) {
        Some(key) if key.is_empty() => None,
        // One that has been taken out since is as one that was never chosen.
        Some(key) => by_key(&key).or_else(|| own().next()),
        None => own().next(),
    };
    let earlier = picked(choices.earlier, questionnaire).and_then(|key| by_key(&key));
    let earlier = earlier.filter(|earlier| result.is_some_and(|result| earlier.dated < result.dated));
    (result, earlier)
}

/// Which results go in, and a way to add those in files.
fn results_in(
    state: AppState,
    choices: Choices,
    candidates: Memo<Vec<Candidate>>,
    questionnaires: Vec<Loaded>,
    lang: Lang,
) -> El {
    let t = Texts(lang);
    let titles = questionnaires.iter().map(|loaded| (loaded.value.id.clone(), loaded.value.title.clone()));
    let titles: Vec<_> = titles.collect();
    let rows = move || {
        let all = candidates.get();
        let rows = questionnaires.iter().filter_map(|loaded| row(choices, candidates, &all, &loaded.value, t));
        let rows: Vec<_> = rows.collect();
        match rows.is_empty() {
            true => text_el("p", t.no_results_in()).class("notice"),
            false => el("div").child(text_el("p", t.results_in_help()).class("hint")).children(rows),
        }
    };
    let name = move |result: &ResultFile| match titles.iter().find(|(id, _)| *id == result.questionnaire.id) {
        Some((_, title)) => Ok(format!("{title}, {}", compare::name(result, lang))),
        None => Err(CannotOpen::UnknownQuestionnaire(result.questionnaire.id.clone())),
    };
    let is_here = move |result: &ResultFile| {
        let same =
            |kept: &SavedAssessment| kept.assessment.id == result.id && kept.assessment.dated() == result.dated();
        untrack(|| state.list(&result.questionnaire.id)).iter().any(same)
    };
    el("section")
        .class("results-in screen-only")
        .child(text_el("h2", t.results_in()))
        .live(move || [rows()])
        .child(choices.added.fields(t.add_results(), name, is_here))
        .child(text_el("p", t.add_results_help()).class("hint"))
}

/// One questionnaire's results to choose from. Those to compare with follow the one that is chosen: only earlier ones.
fn row(
    choices: Choices,
    candidates: Memo<Vec<Candidate>>,
    all: &[Candidate],
    q: &Questionnaire,
    t: Texts,
) -> Option<El> {
    let own = all.iter().filter(|candidate| candidate.questionnaire == q.id);
    own.clone().next()?;
    let (result, _) = untrack(|| chosen(choices, all, &q.id));
    let select = options(t.leave_out(), own, result);
    let result = choice(&q.title, &q.id, choices.results, select);
    let (id, name) = (q.id.clone(), format!("{}: {}", t.compared_with(), q.title));
    let picked = {
        let id = id.clone();
        Memo::new(move |_| picked(choices.results, &id))
    };
    let earlier = move || {
        // Read, and not only tracked: a memo that nobody reads follows nothing.
        picked.with(|_| ());
        untrack(|| {
            let all = candidates.get();
            let (result, earlier) = chosen(choices, &all, &id);
            let dated = &result?.dated;
            let before = all.iter().filter(|candidate| candidate.questionnaire == id && candidate.dated < *dated);
            before.clone().next()?;
            Some(choice(&name, &id, choices.earlier, options(t.no_comparison(), before, earlier)))
        })
    };
    Some(el("div").class("result-in").child(result).live(earlier))
}

/// Results to choose from, and none of them.
fn options<'c>(none: &str, of: impl Iterator<Item = &'c Candidate>, now: Option<&Candidate>) -> El {
    let rest = of.map(|candidate| {
        let is_chosen = now.is_some_and(|now| now.key == candidate.key);
        el("option").attr("value", &candidate.key).flag("selected", is_chosen).text(&candidate.name)
    });
    el("select").child(el("option").attr("value", "").text(none)).children(rest)
}

/// A labelled field that picks a result of a questionnaire.
fn choice(label: &str, questionnaire: &str, list: RwSignal<Vec<(String, String)>>, select: El) -> El {
    let id = questionnaire.to_owned();
    let select = select.on("change", move |event| pick(list, &id, value_of(&event)));
    el("label").class("field").child(text_el("span", label)).child(select)
}

/// For whom the document is, and whether it is a draft.
fn about_document(choices: Choices, candidates: Memo<Vec<Candidate>>, t: Texts) -> El {
    let unit = el("input").attr("type", "text").attr("maxlength", "80").attr("autocomplete", "off");
    let unit = unit
        .live_prop("value", move || unit_of(choices, &candidates.get()))
        .on("input", move |event| choices.unit.set(Some(value_of(&event))));
    el("section")
        .class("screen-only")
        .child(text_el("h2", t.about_document()))
        .child(el("label").class("field").child(text_el("span", t.unit())).child(unit))
        .child(status_choice(choices.status.get_untracked(), t, move |status| choices.status.set(status)))
}

/// The unit that was written, or the one that every result that goes in is of.
fn unit_of(choices: Choices, candidates: &[Candidate]) -> String {
    choices.unit.get().unwrap_or_else(|| {
        let is_in = |of: &&Candidate| chosen(choices, candidates, &of.questionnaire).0.is_some_and(|c| c.key == of.key);
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
        let (result, earlier) = chosen(choices, candidates, &loaded.value.id);
        Results {
            questionnaire: &loaded.value,
            result: result.map(|candidate| &candidate.answered),
            earlier: earlier.map(|candidate| &candidate.answered),
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
    };
    inputs.document(template)
}

/// Taking the document along.
fn save(made: impl Fn() -> Document + Clone + 'static, id: &str, t: Texts) -> El {
    let given = Download::new();
    let refused: RwSignal<Option<Fault>> = RwSignal::new(None);
    let name = format!("vattenpass-{id}-{}", format::today());
    let give = move |form: Kind, ending: &str, kind: &'static str| {
        let (made, name) = (made.clone(), format!("{name}.{ending}"));
        move || {
            let (document, name) = (untrack(&made), name.clone());
            spawn_local(async move {
                let text = load::written(&document, form).await;
                // The visitor may have left the page in the meantime.
                refused.try_set(text.as_ref().err().cloned());
                if let Ok(text) = text {
                    given.give(name, kind, Some(&text));
                }
            });
        }
    };
    let to_word = button("button", t.to_word(), give(Kind::Html, "html", "text/html;charset=utf-8"));
    let to_markdown = give(Kind::Markdown, "md", "text/markdown;charset=utf-8");
    let to_markdown = button("button button-quiet", t.to_markdown(), to_markdown);
    let print = button("button button-quiet", t.print(), page::print);
    el("div")
        .class("screen-only")
        .child(el("p").class("buttons").child(to_word).child(to_markdown).child(print))
        .child(text_el("p", t.to_word_help()).class("hint"))
        .child(given.told(t))
        .child(el("div").attr("role", "alert").live(move || {
            refused.get().map(|fault| el("div").class("notice notice-error").child(fault_words(&fault, t.0)))
        }))
}
