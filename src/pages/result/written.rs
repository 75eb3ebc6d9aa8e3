//! What stands below the plan: the explanations of a knowledge check, and what the respondent has written.

use engine::model::answers::Answers;
use engine::model::questionnaire::ScoringKind;
use engine::model::rich_text::Block;
use engine::scoring::flow;
use leptos::prelude::*;
use texts::Texts;

use crate::components::{Details, RichText};
use crate::load::Loaded;

/// A knowledge check's questions with their right answers and explanations.
#[component]
pub fn Explanations(
    /// The questionnaire.
    loaded: Loaded,
    /// The answers.
    answers: Answers,
) -> impl IntoView {
    let q = &loaded.value;
    let t = Texts(q.language);
    if q.scoring.kind != ScoringKind::Knowledge {
        return None;
    }
    let shown = flow::shown(q, &answers).into_iter().filter(|question| question.is_scored());
    let rows = shown.filter_map(|question| {
        let answer = answers.get(&question.id).filter(|answer| !answer.choices.is_empty())?;
        let right = answers.state(question).is_full();
        let own = t.list(&t.in_words(answer, question));
        let correct = t.list(&question.right_choices().map(|choice| choice.text.clone()).collect::<Vec<_>>());
        let correct = (!right).then(|| view! { <p>{format!("{}: {correct}.", t.right_answer())}</p> }.into_any());
        let row = view! {
            <li>
                <h3>{question.text.clone()}</h3>
                <p>
                    <strong>{if right { t.was_right() } else { t.was_wrong() }}</strong>
                    {format!(" {}: {own}.", t.your_answer())}
                </p>
                {correct}
                <RichText blocks=&question.explanation/>
            </li>
        };
        Some(row.into_any())
    });
    let rows: Vec<_> = rows.collect();
    Some(view! { <section><h2>{t.explanation()}</h2><ol class="explanations">{rows}</ol></section> }.into_any())
}

/// What an organisation should be able to show of what it says holds, and what is worth talking about: each folded.
#[component]
pub fn ToShow(
    /// The questionnaire.
    loaded: Loaded,
    /// The answers.
    answers: Answers,
) -> impl IntoView {
    let q = &loaded.value;
    let t = Texts(q.language);
    let shown = flow::shown(q, &answers);
    let evidence = shown.iter().filter(|question| answers.state(question).holds());
    let evidence = listed(t.evidence(), Some(t.evidence_lead()), evidence.map(|q| (&q.text, &q.evidence)));
    let discussion = listed(t.to_discuss(), None, shown.iter().map(|q| (&q.text, &q.discussion)));
    view! { {evidence} {discussion} }
}

/// What is said of questions, question by question. `None` if nothing is.
fn listed<'q>(
    summary: &'static str,
    lead: Option<&'static str>,
    all: impl Iterator<Item = (&'q String, &'q Vec<Block>)>,
) -> Option<AnyView> {
    let rows = all
        .filter(|(_, blocks)| !blocks.is_empty())
        .map(|(text, blocks)| view! { <div><dt>{text.clone()}</dt><dd><RichText blocks/></dd></div> }.into_any());
    let rows: Vec<_> = rows.collect();
    let lead = lead.map(|lead| view! { <p class="hint">{lead}</p> }.into_any());
    (!rows.is_empty())
        .then(|| view! { <Details summary><div>{lead}<dl class="own-texts">{rows}</dl></div></Details> }.into_any())
}

/// What the respondent has written.
#[component]
pub fn OwnTexts(
    /// The questionnaire.
    loaded: Loaded,
    /// The answers.
    answers: Answers,
) -> impl IntoView {
    let q = &loaded.value;
    let rows = flow::shown(q, &answers).into_iter().filter_map(|question| {
        let answer = answers.get(&question.id)?;
        let texts = answer.written_text().into_iter().chain(answer.written_note());
        let texts = texts.map(|text| view! { <p class="said">{text.to_owned()}</p> }.into_any());
        let texts: Vec<_> = texts.collect();
        (!texts.is_empty())
            .then(|| view! { <div class="own-text"><dt>{question.text.clone()}</dt><dd>{texts}</dd></div> }.into_any())
    });
    let rows: Vec<_> = rows.collect();
    let title = Texts(q.language).your_notes();
    (!rows.is_empty())
        .then(|| view! { <section><h2>{title}</h2><dl class="own-texts">{rows}</dl></section> }.into_any())
}
