//! A worked example on a page about the method: what the engine makes of it.

use engine::directives::Directive;
use engine::directives::example::Example;
use engine::scoring;
use texts::{Explain, Texts};

use crate::browser::format;
use crate::state::AppState;
use crate::ui::{El, el, text_el};

/// A directive of a page of text. Only documents have placeholders.
pub fn directive(bytes: &[u8]) -> El {
    match Directive::read(bytes) {
        Some(Directive::Example(example)) => worked_example(&example),
        Some(Directive::Placeholder(_)) | None => el("div"),
    }
}

/// The example's sections with their answers and figures, then the figure of the whole and why it is that.
fn worked_example(example: &Example) -> El {
    let lang = AppState::get().lang_untracked();
    let t = Texts(lang);
    let (questionnaire, answers) = example.worked(lang);
    let score = scoring::score(&questionnaire, &answers);
    let explain = Explain::new(&questionnaire, format::BROWSER);
    let rows = example.sections.iter().zip(&questionnaire.sections).zip(&score.sections);
    let rows = rows.map(|((statements, section), part)| {
        let answers = statements.iter().map(|stated| match stated.level {
            Some(level) => format!("{} {level}: {}", t.level(), t.example_answer(stated)),
            None => t.example_answer(stated).to_owned(),
        });
        let answers = answers.map(|answer| text_el("li", &answer));
        el("tr")
            .child(text_el("th", &section.title).attr("scope", "row"))
            .child(el("td").child(el("ul").class("plain").children(answers)))
            .child(text_el("td", &explain.figure(part)).class("figure"))
    });
    let heads = [t.section(), t.answers(), t.outcome()].map(|head| text_el("th", head).attr("scope", "col"));
    let table = el("table")
        .child(text_el("caption", t.example()))
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(rows));
    let whole = &score.whole;
    let figure =
        whole.figure.share().map(|_| text_el("strong", &format!("{}: {}.", t.the_whole(), explain.figure(whole))));
    let why =
        explain.verdict(whole).into_iter().chain(whole.reasons.iter().map(|reason| explain.reason(reason, whole)));
    let why = why.map(|sentence| text_el("li", &sentence));
    el("figure").class("example").child(table).child(el("p").children(figure)).child(el("ul").children(why))
}
