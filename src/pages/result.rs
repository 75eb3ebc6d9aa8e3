//! The result: the verdict, why it came out so, section by section, what to do, and the file.

use std::sync::Arc;

use engine::model::answers::Answers;
use engine::model::questionnaire::{Questionnaire, ScoringKind};
use engine::results::assessment::Change;
use engine::results::plan::{Plan, gap, target_fraction, target_values};
use engine::results::result_file::OpenReport;
use engine::scoring::flow;
use engine::scoring::recommendations::{self, TriggeredRecommendation};
use engine::scoring::{self, Figure, Part, Reason, Score};
use leptos::prelude::*;
use texts::{Explain, Texts, exports};

use crate::browser::{format, page};
use crate::components::{
    Aim, Download, FEWEST_AXES, Parts, Row, assessment_notices, background, caveat, heading, open_file, question_links,
    radar, rich_text, status_choice, sure_to_delete, vial, vial_with_target,
};
use crate::load::Loaded;
use crate::pages::compare::compare;
use crate::pages::plan::{plan, take_in};
use crate::route::{Place, Route, Step};
use crate::state::{AppState, Notice};
use crate::ui::{El, button, details, el, fresh_id, is_checked, link, text_el, value_of};

/// The result of the answers of the active assessment. What shows answers follows them, also when another tab changes one; what is
/// written in stays as it is.
pub fn result(loaded: &Loaded) -> Vec<El> {
    let state = AppState::get();
    let q = &loaded.value;
    let t = Texts(q.language);
    page::soon(move || state.parts.documents.prefetch());
    let answers = Memo::new(move |_| state.answers());
    // The targets alone: the charts are not drawn anew while an action is being written.
    let targets = Memo::new(move |_| Plan { targets: state.plan().targets, ..Plan::default() });
    let opened = {
        let loaded = loaded.clone();
        move || match state.notice.get()? {
            Notice::Opened(report) => Some(told(state, &loaded.value, &report)),
            _ => None,
        }
    };
    let scored = {
        let loaded = loaded.clone();
        move || {
            let (q, answers) = (&loaded.value, answers.get());
            let score = Arc::new(scoring::score(q, &answers));
            let verdict = verdict(targets, &loaded, &score);
            let parts =
                std::iter::once(verdict).chain(caveat(&loaded)).chain(sections(state, targets, &loaded, &score));
            parts.chain(to_do(state, q, &answers)).collect::<Vec<_>>()
        }
    };
    let written = {
        let loaded = loaded.clone();
        move || {
            let (q, answers) = (&loaded.value, answers.get());
            explanations(q, &answers).into_iter().chain(own_texts(q, &answers)).collect::<Vec<_>>()
        }
    };
    let mut page = vec![
        heading(t.result(), &format!("{} – {}", t.result(), q.title)),
        el("p").class("hint").text(&t.made_with(&q.title, &q.version)).live_text(move || made(state, t)),
        el("div").attr("role", "status").live(opened),
        assessment_notices(loaded),
        el("div").live(scored),
    ];
    page.extend((q.scoring.kind != ScoringKind::Knowledge).then(|| plan(state, loaded)));
    page.push(el("div").live(written));
    page.push(compare(state, loaded));
    page.push(keep(state, loaded));
    page.extend(background(loaded));
    let review = link(&state.to(&q.id, Step::Review), t.to_review()).class("button button-quiet");
    page.push(el("p").class("buttons step-buttons").child(review));
    page
}

/// Whether it is a draft, of which day, and of which unit: what paper has to say.
fn made(state: AppState, t: Texts) -> String {
    let said = state.open.with(|open| {
        let assessment = &open.as_ref()?.assessment;
        let status = t.of_status(assessment.status);
        let day = format::day(assessment.dated(), t.0);
        let unit = assessment.unit.as_ref().filter(|unit| !unit.trim().is_empty()).map(|unit| format!(" · {unit}"));
        Some(format!(" · {status} · {day}{}", unit.unwrap_or_default()))
    });
    said.unwrap_or_default()
}

/// The figure of the whole, and why it is what it is.
fn verdict(targets: Memo<Plan>, loaded: &Loaded, score: &Arc<Score>) -> El {
    let q = &loaded.value;
    let t = Texts(q.language);
    let explain = Explain::new(q, format::BROWSER);
    let whole = &score.whole;
    let no_whole = q.scoring.kind == ScoringKind::Percentages;
    let section = el("section").class("verdict");
    if whole.figure == Figure::None && whole.counts.cannot_assess == 0 && !no_whole {
        let figure = text_el("p", t.no_result()).class("verdict-figure");
        return section.child(figure).child(vial(None)).child(text_el("p", t.no_result_help()));
    }
    let preliminary = whole.preliminary.then(|| text_el("span", t.preliminary()).class("tag"));
    let figure = (!no_whole).then(|| text_el("p", &explain.figure(whole)).class("verdict-figure"));
    let sign = {
        let (loaded, score) = (loaded.clone(), score.clone());
        move || sign(&targets.get(), &loaded.value, &score)
    };
    let sentence = explain.verdict(whole).map(|sentence| text_el("p", &sentence).class("lead"));
    let reasons =
        whole.reasons.iter().map(|reason| text_el("li", &explain.reason(reason, whole)).children(concerned(q, reason)));
    let reasons: Vec<_> = reasons.collect();
    let indices = q.indices.iter().filter_map(|index| {
        let part = score.indices.iter().find(|part| part.id == index.id)?;
        Some(text_el("li", &format!("{}: ", index.name)).child(text_el("strong", &explain.figure(part))))
    });
    let indices: Vec<_> = indices.collect();
    let beside =
        (!indices.is_empty()).then(|| el("div").child(text_el("h2", t.beside())).child(el("ul").children(indices)));
    section
        .child(text_el("p", &q.scoring.name).class("verdict-name").text(" ").children(preliminary))
        .children(figure)
        .live(sign)
        .children(sentence)
        .children((!reasons.is_empty()).then(|| text_el("h2", t.why_this())))
        .child(el("ul").class("reasons").children(reasons))
        .children(beside)
}

/// The spirit level, with its marks at the target of the whole where there is one.
fn sign(plan: &Plan, q: &Questionnaire, score: &Score) -> Vec<El> {
    let whole = &score.whole;
    if whole.figure == Figure::None {
        return Vec::new();
    }
    let height = whole.figure.fraction();
    let Some(aim) = aim(plan, q, score, whole) else { return vec![vial(height)] };
    let t = Texts(q.language);
    let said = format!("{}: {}. {}: {}.", t.target(), aim.target, t.gap(), aim.gap);
    vec![vial_with_target(height, aim.height), text_el("p", &said)]
}

/// The target of a part, if the respondent has set one.
fn aim(plan: &Plan, q: &Questionnaire, score: &Score, part: &Part) -> Option<Aim> {
    let explain = Explain::new(q, format::BROWSER);
    let target = plan.target(q, score, &part.id)?;
    Some(Aim {
        height: target_fraction(&part.figure, target),
        target: explain.target(target),
        gap: explain.gap(gap(&part.figure, target)?),
    })
}

/// Links to the questions that a reason is about.
fn concerned(q: &Questionnaire, reason: &Reason) -> Option<El> {
    let list = question_links(q, reason.questions().iter().filter_map(|id| q.question(id)));
    list.map(|list| list.class("concerned"))
}

/// The sections, each with its bar, and the targets that the respondent sets for them.
fn sections(state: AppState, targets: Memo<Plan>, loaded: &Loaded, score: &Arc<Score>) -> Option<El> {
    let q = &loaded.value;
    let t = Texts(q.language);
    let parts = {
        let (loaded, score) = (loaded.clone(), score.clone());
        move || parts(&targets.get(), &loaded.value, &score)
    };
    let table = {
        let parts = parts.clone();
        move || [parts().table()]
    };
    let axes = score.sections.iter().filter(|part| part.figure.fraction().is_some()).count();
    let has_radar = axes >= FEWEST_AXES;
    let radar = has_radar.then(|| details(t.show_radar(), el("div").live(move || [radar(&parts().rows, t)])));
    let section = || el("section").child(text_el("h2", t.by_section())).live(table);
    let fields = || target_fields(state, targets, loaded, score);
    (!score.sections.is_empty())
        .then(|| section().children(radar).children(fields()).children(section_reasons(q, score)))
}

/// The sections, as rows of a table that is also their chart.
fn parts(plan: &Plan, q: &Questionnaire, score: &Score) -> Parts {
    let t = Texts(q.language);
    let explain = Explain::new(q, format::BROWSER);
    let is_levels = q.scoring.kind == ScoringKind::Levels;
    let rows = score.sections.iter().map(|part| Row {
        name: t.part(q, &part.id),
        height: part.figure.fraction(),
        figure: explain.figure(part),
        share: part.figure.share().filter(|_| is_levels).map(|share| format::percent(share, q.language)),
        target: aim(plan, q, score, part),
        counts: part.counts,
    });
    let outcome = match q.scoring.kind {
        ScoringKind::Agreement | ScoringKind::Percentages => t.share(),
        ScoringKind::Levels => t.level(),
        ScoringKind::Baseline | ScoringKind::Knowledge => t.outcome(),
    };
    Parts { caption: t.by_section(), what: t.section(), outcome, rows: rows.collect(), lang: q.language }
}

/// Fields for the target profile. Nothing where the questionnaire's figures take no targets.
fn target_fields(state: AppState, targets: Memo<Plan>, loaded: &Loaded, score: &Score) -> Option<El> {
    let q = &loaded.value;
    let t = Texts(q.language);
    let parts = std::iter::once(&score.whole).chain(&score.sections);
    let parts: Vec<(String, Vec<u8>)> = parts.map(|part| (part.id.clone(), target_values(q, &part.id))).collect();
    let parts: Vec<_> = parts.into_iter().filter(|(_, values)| !values.is_empty()).collect();
    let fields = parts.iter().map(|(part, values)| {
        let id = part.clone();
        let field = target_field(q, values).on("change", move |event| {
            let target = value_of(&event).parse().ok();
            let part = id.clone();
            state.change_plan(&format!("aim {id}"), move |plan| plan.set_target(&part, target));
        });
        let (id, of) = (part.clone(), loaded.clone());
        let own = move || targets.get().chosen_target(&of.value, &id);
        let field = field.live_prop("value", move || own().map(|target| target.to_string()).unwrap_or_default());
        el("label").class("field target").child(text_el("span", &t.part(q, part))).child(field)
    });
    let all = parts.iter().max_by_key(|(_, values)| values.len()).filter(|_| parts.len() > 1).map(|(_, values)| {
        let parts = parts.clone();
        let field = target_field(q, values).on("change", move |event| {
            let target: Option<u8> = value_of(&event).parse().ok();
            let parts = parts.clone();
            state.change_plan("aim", move |plan| {
                for (part, values) in &parts {
                    // A section that states no level so high is to reach its highest.
                    plan.set_target(part, target.map(|target| target.min(values.last().copied().unwrap_or(target))));
                }
            });
        });
        el("label").class("field target").child(text_el("span", t.target_for_all())).child(field)
    });
    let fields = el("div").child(text_el("p", t.targets_help()).class("hint")).children(all).children(fields);
    (!parts.is_empty()).then(|| details(t.set_targets(), fields).class("set-targets"))
}

fn target_field(q: &Questionnaire, values: &[u8]) -> El {
    let explain = Explain::new(q, format::BROWSER);
    let options =
        values.iter().map(|value| el("option").attr("value", &value.to_string()).text(&explain.target(*value)));
    el("select").child(el("option").attr("value", "").text(Texts(q.language).no_target())).children(options)
}

/// Why each section's figure is what it is. Only where sections stand for themselves: elsewhere the whole has told it.
fn section_reasons(q: &Questionnaire, score: &Score) -> Vec<El> {
    if !matches!(q.scoring.kind, ScoringKind::Levels | ScoringKind::Percentages) {
        return Vec::new();
    }
    let explain = Explain::new(q, format::BROWSER);
    let parts = score.sections.iter().filter(|part| !part.reasons.is_empty());
    let told = parts.map(|part| {
        let reasons = part.reasons.iter();
        let reasons = reasons.map(|reason| text_el("li", &explain.reason(reason, part)).children(concerned(q, reason)));
        details(
            &format!("{}: {}", Texts(q.language).part(q, &part.id), explain.figure(part)),
            el("div").child(el("ul").class("reasons").children(reasons)),
        )
    });
    told.collect()
}

/// The recommendations, first things first.
fn to_do(state: AppState, q: &Questionnaire, answers: &Answers) -> Option<El> {
    let t = Texts(q.language);
    if q.scoring.kind == ScoringKind::Knowledge || answers.is_empty() {
        return None;
    }
    let called = recommendations::triggered(q, answers).into_iter().map(|called| {
        let TriggeredRecommendation { question, recommendation } = called;
        let said = answers.get(&question.id).map(|answer| t.in_words(answer, question));
        let to = state.to(&q.id, Step::Question(question.id.clone()));
        let after = t.after_answer(&question.text, &said.unwrap_or_default().join(", "));
        let owner = text_el("p", t.owner()).text(": ").child(text_el("strong", &recommendation.owner)).class("owner");
        el("li")
            .child(rich_text(&recommendation.text))
            .child(owner)
            .child(el("p").class("hint").child(link(&to, &after)))
            .child(take_in(state, &called, t))
    });
    let called: Vec<_> = called.collect();
    let section = el("section").child(text_el("h2", t.to_do()));
    Some(match called.is_empty() {
        true => section.child(text_el("p", t.nothing_to_do())),
        false => section.child(el("ol").class("to-do").children(called)),
    })
}

/// A knowledge check's questions with their right answers and explanations.
fn explanations(q: &Questionnaire, answers: &Answers) -> Option<El> {
    let t = Texts(q.language);
    if q.scoring.kind != ScoringKind::Knowledge {
        return None;
    }
    let shown = flow::shown(q, answers).into_iter().filter(|question| question.is_scored());
    let items = shown.filter_map(|question| {
        let answer = answers.get(&question.id).filter(|answer| !answer.choices.is_empty())?;
        let right = answers.state(question).is_full();
        let said = t.list(&t.in_words(answer, question));
        let correct = t.list(&question.right_choices().map(|choice| choice.text.clone()).collect::<Vec<_>>());
        let verdict = el("p").child(text_el("strong", if right { t.was_right() } else { t.was_wrong() }));
        let verdict = verdict.text(&format!(" {}: {said}.", t.your_answer()));
        let correct = (!right).then(|| text_el("p", &format!("{}: {correct}.", t.right_answer())));
        let item = el("li").child(text_el("h3", &question.text)).child(verdict).children(correct);
        Some(item.child(rich_text(&question.explanation)))
    });
    let list = el("ol").class("to-do").children(items);
    Some(el("section").child(text_el("h2", t.explanation())).child(list))
}

/// What the respondent has written.
fn own_texts(q: &Questionnaire, answers: &Answers) -> Option<El> {
    let rows = flow::shown(q, answers).into_iter().filter_map(|question| {
        let answer = answers.get(&question.id)?;
        let texts = answer.written_text().into_iter().chain(answer.written_note());
        let texts: Vec<_> = texts.map(|text| text_el("p", text).class("said")).collect();
        let row = el("div").class("answer-row").child(text_el("dt", &question.text));
        (!texts.is_empty()).then(|| row.child(el("dd").children(texts)))
    });
    let rows: Vec<_> = rows.collect();
    let title = text_el("h2", Texts(q.language).your_notes());
    (!rows.is_empty()).then(|| el("section").child(title).child(el("dl").class("answers").children(rows)))
}

/// Downloading, printing, opening and deleting.
fn keep(state: AppState, loaded: &Loaded) -> El {
    let q = &loaded.value;
    let lang = q.language;
    let t = Texts(lang);
    let given = Download::new();
    let deleting = RwSignal::new(false);
    let status = Memo::new(move |_| state.open.with(|open| open.as_ref().map(|open| open.assessment.status)));
    let statuses = move || {
        let status = status.get().unwrap_or_default();
        Some(status_choice(status, t, move |status| state.change(Change::Status(status))))
    };
    let download = {
        let loaded = loaded.clone();
        move || {
            let Some(file) = state.result_file(&loaded.value) else { return };
            let name = file.file_name(&format::day_code(file.dated()));
            given.give(name, "application/json", Some(&file.to_json()));
        }
    };
    let again = fresh_id();
    let back = format!("#{again}");
    let id = q.id.clone();
    let sure = move || {
        let (key, name) = state.open.with_untracked(|open| {
            let open = open.as_ref()?;
            Some((open.key().to_owned(), open.assessment.name.clone()))
        })?;
        let back = back.clone();
        let cancel = move || {
            deleting.set(false);
            page::focus(&back);
        };
        deleting.get().then(|| sure_to_delete(state, &id, &key, &name, lang, cancel))
    };
    let buttons = el("p").class("buttons").child(button("button", t.download(), download)).child(button(
        "button button-quiet",
        t.print(),
        page::print,
    ));
    el("section")
        .class("keep")
        .child(text_el("h2", t.keep_result()))
        .child(el("div").live(statuses))
        .child(text_el("p", t.download_help()).class("hint"))
        .child(buttons)
        .child(given.told(t))
        .child(share(state, loaded))
        .child(documents(q))
        .child(text_el("h3", t.open_other()))
        .child(open_file())
        .child(el("p").child(button("link-button", t.delete(), move || deleting.set(true)).attr("id", &again)))
        .live(sure)
}

/// The ways to paper, and to a document.
fn documents(q: &Questionnaire) -> El {
    let t = Texts(q.language);
    let to_documents = Route::new(q.language, Place::Documents(None)).to_string();
    let to_paper = AppState::get().to(&q.id, Step::Paper { filled: true });
    el("div")
        .child(text_el("h3", t.documents()))
        .child(text_el("p", t.documents_help()).class("hint"))
        .child(el("p").class("buttons").child(link(&to_documents, t.make_document()).class("button button-quiet")))
        .child(el("p").child(link(&to_paper, t.filled_form())))
}

/// Sharing without anything that was written, with a preview of the very file; and the answers as a table.
fn share(state: AppState, loaded: &Loaded) -> El {
    let t = Texts(loaded.value.language);
    let given = Download::new();
    let tell_unit = RwSignal::new(false);
    let file = {
        let loaded = loaded.clone();
        move || state.result_file(&loaded.value).map(|file| file.shared(tell_unit.get(), format::day_code))
    };
    let unit = state.open.with(|open| open.as_ref().and_then(|open| open.assessment.unit.clone()));
    let unit = unit.map(|unit| {
        let input = el("input").attr("type", "checkbox").on("change", move |event| tell_unit.set(is_checked(&event)));
        el("p").child(el("label").class("check").child(input).child(text_el("span", &t.tell_unit(&unit))))
    });
    let preview = {
        let file = file.clone();
        move || file().map(|file| text_el("pre", &file.to_json()).attr("tabindex", "0"))
    };
    let preview = details(t.share_preview(), el("div").class("preview").live(preview));
    let id = loaded.value.id.clone();
    let download = move || {
        let Some(file) = untrack(&file) else { return };
        let name = format!("vattenpass-{id}-delning-{}.json", format::day_code(file.dated()));
        given.give(name, "application/json", Some(&file.to_json()));
    };
    let table = {
        let loaded = loaded.clone();
        move || {
            let text = exports::answers(&loaded.value, &state.answers_untracked());
            let day =
                state.open.with_untracked(|open| open.as_ref().map(|open| format::day_code(open.assessment.dated())));
            let name = format!("vattenpass-{}-svar-{}.csv", loaded.value.id, day.unwrap_or_default());
            given.give(name, "text/csv;charset=utf-8", Some(&text));
        }
    };
    el("div")
        .child(text_el("h3", t.share_title()))
        .child(text_el("p", t.share_help()).class("hint"))
        .children(unit)
        .child(preview)
        .child(el("p").class("buttons").child(button("button button-quiet", t.share_download(), download)))
        .child(text_el("h3", t.table_title()))
        .child(text_el("p", t.table_help()).class("hint"))
        .child(el("p").class("buttons").child(button("button button-quiet", t.table_download(), table)))
        .child(given.told(t))
}

/// What is to be told of a file that has been opened. What became of its answers is told with the assessment.
fn told(state: AppState, q: &Questionnaire, report: &OpenReport) -> El {
    let t = Texts(q.language);
    let OpenReport { other_version, answers, disagreements } = report;
    let warning = *other_version || !disagreements.is_empty();
    let kept = if untrack(|| state.is_kept()) { t.opened_kept() } else { t.opened_not_kept() };
    let title = el("p").child(text_el("strong", t.opened())).text(" ").text(kept);
    let version = format!("{} {}", t.other_version(), t.matched(answers.matched));
    let explain = Explain::new(q, format::BROWSER);
    let figures = disagreements.iter().map(|(theirs, ours)| {
        text_el("li", &t.disagreement(&t.part(q, &ours.id), &explain.figure(theirs), &explain.figure(ours)))
    });
    let disagrees = (!disagreements.is_empty()).then(|| [text_el("p", t.disagrees()), el("ul").children(figures)]);
    let notice = el("div").class(if warning { "notice notice-warning" } else { "notice" });
    let notice = notice.child(title).children(other_version.then(|| text_el("p", &version)));
    notice.children(disagrees.into_iter().flatten())
}
