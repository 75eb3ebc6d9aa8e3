//! A worked example on a page about the method: what the engine makes of it.

use engine::directives::Directive;
use engine::directives::example::Example;
use engine::scoring;
use leptos::prelude::*;
use texts::{Explain, Texts};

use crate::browser::format;
use crate::state::AppState;

/// A directive of a page of text. Only documents have placeholders.
pub fn directive(bytes: &[u8]) -> AnyView {
    match Directive::read(bytes) {
        Some(Directive::Example(example)) => view! { <WorkedExample example/> }.into_any(),
        Some(Directive::Placeholder(_)) | None => ().into_any(),
    }
}

/// The example's sections with their answers and figures, then the figure of the whole and why it is that.
#[component]
fn WorkedExample(
    /// The example.
    example: Example,
) -> impl IntoView {
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
        let answers = answers.map(|answer| view! { <li>{answer}</li> }.into_any()).collect::<Vec<_>>();
        view! {
            <tr>
                <th scope="row">{section.title.clone()}</th>
                <td><ul class="plain">{answers}</ul></td>
                <td class="figure">{explain.figure(part)}</td>
            </tr>
        }
        .into_any()
    });
    let heads = [t.section(), t.answers(), t.outcome()];
    let heads = heads.map(|head| view! { <th scope="col">{head}</th> }.into_any());
    let whole = &score.whole;
    let figure = whole
        .figure
        .share()
        .map(|_| view! { <strong>{format!("{}: {}.", t.the_whole(), explain.figure(whole))}</strong> }.into_any());
    let why =
        explain.verdict(whole).into_iter().chain(whole.reasons.iter().map(|reason| explain.reason(reason, whole)));
    let why: Vec<_> = why.map(|sentence| view! { <li>{sentence}</li> }.into_any()).collect();
    let why = (!why.is_empty()).then(|| view! { <ul>{why}</ul> }.into_any());
    view! {
        <figure class="example" aria-label=t.example()>
            <table>
                <caption>{t.example()}</caption>
                <thead><tr>{Vec::from(heads)}</tr></thead>
                <tbody>{rows.collect::<Vec<_>>()}</tbody>
            </table>
            <p>{figure}</p>
            {why}
        </figure>
    }
}
