//! What is wrong, whom it is to be blamed on, and what to do.

use std::borrow::Cow;

use engine::Lang;
use leptos::prelude::*;
use texts::Texts;

use crate::browser::page;
use crate::components::button::Button;
use crate::load::Fault;
use crate::state::AppState;

/// A fault with a button that tries again.
#[component]
pub fn FaultReport(
    /// The fault.
    fault: Fault,
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    view! { <div><FaultText fault lang/><p><TryAgain lang/></p></div> }
}

/// A button that fetches anew what failed on the page.
#[component]
pub fn TryAgain(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let state = AppState::get();
    let again = move || {
        // The button may go: the focus does not go with it. What is drawn anew takes it from there.
        page::focus("main");
        state.has_moved.set(true);
        state.content.try_again();
    };
    view! { <Button class="button button-quiet" text=Texts(lang).try_again() run=again/> }
}

/// A fault in words. In content: file, line and what to write instead.
#[component]
pub fn FaultText(
    /// The fault.
    fault: Fault,
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let t = Texts(lang);
    match fault {
        Fault::Faulty { path, diagnostics } => {
            let rows = diagnostics.into_iter().map(|d| {
                view! {
                    <li>
                        <p class="fault-place">{t.at_line(&path, d.line, d.column)}" "<code>{d.code}</code></p>
                        <p>{d.message.get(lang).to_owned()}</p>
                        <p>{d.help.get(lang).to_owned()}</p>
                    </li>
                }
                .into_any()
            });
            view! { <ol class="faults">{rows.collect::<Vec<_>>()}</ol> }.into_any()
        }
        fault => {
            let mut message = Vec::new();
            sentences(&fault, t, &mut message);
            let message = message.into_iter().map(|sentence| view! { <p>{sentence.into_owned()}</p> }.into_any());
            view! { <div>{message.collect::<Vec<_>>()}</div> }.into_any()
        }
    }
}

/// A fault in words, on one line: of faults in the content the first.
#[must_use]
pub fn fault_in_words(fault: &Fault, t: Texts) -> String {
    let mut message = Vec::new();
    sentences(fault, t, &mut message);
    if let Fault::Faulty { path, diagnostics } = fault {
        if let Some(first) = diagnostics.first() {
            let (what, help) = (first.message.get(t.0), first.help.get(t.0));
            message.push(format!("{}: {what} {help}", t.at_line(path, first.line, first.column)).into());
        }
        if diagnostics.len() > 1 {
            message.push(format!("{}.", t.has_faults(diagnostics.len())).into());
        }
    }
    message.join(" ")
}

/// The sentences about a fault that is not in the content.
fn sentences(fault: &Fault, t: Texts, message: &mut Vec<Cow<'static, str>>) {
    match fault {
        Fault::Offline => message.push(t.offline().into()),
        Fault::Refused { path, status, .. } => {
            let what = if *status == 200 { t.page_instead(path) } else { t.refused_file(path, *status) };
            message.push(what.into());
            if matches!(status, 200 | 401 | 403) {
                message.push(t.help_sign_in().into());
            }
            let help = match status {
                200 | 404 | 410 => t.help_missing(),
                500.. => t.help_server(),
                _ => t.help_allow(),
            };
            message.push(help.into());
        }
        Fault::NoPart { message: why } => message.push(why.clone().into()),
        Fault::NoWorker { cause, files } => {
            message.push(t.no_worker().into());
            match cause {
                Some(cause) => sentences(cause, t, message),
                None => message.push(t.no_worker_files(&t.list(files)).into()),
            }
        }
        Fault::Faulty { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(path: &str, status: u16) -> Fault {
        Fault::Refused { path: path.to_owned(), status, built: true }
    }

    #[track_caller]
    fn check(fault: &Fault, in_swedish: &[&str], in_english: &[&str]) {
        for (lang, expect) in [(Lang::Sv, in_swedish), (Lang::En, in_english)] {
            let mut message = Vec::new();
            sentences(fault, Texts(lang), &mut message);
            let message = message.join(" ");
            for words in expect {
                assert!(message.contains(words), "{words}: {message}");
            }
        }
    }

    #[test]
    fn each_fault_blames_what_is_to_blame_and_says_what_to_do() {
        check(&Fault::Offline, &["går inte att nå", "Kontrollera nätet"], &["cannot be reached", "Check the network"]);
        let (sv, en) = (["content/sv/a.md", "404", "saknas", "sorten"], ["content/sv/a.md", "404", "missing", "kind"]);
        check(&refused("content/sv/a.md", 404), &sv, &en);
        check(&refused("content/site.toml", 410), &["site.toml", "410"], &["site.toml", "410"]);
        check(&refused("a.md", 200), &["en webbsida i stället", "saknas"], &["a web page in place", "missing"]);
        check(&refused("a.md", 401), &["401", "Logga in"], &["401", "Sign in"]);
        check(&refused("a.md", 403), &["403", "låt alla besökare läsa"], &["403", "let every visitor read"]);
        for status in [500, 503, 599] {
            let status = status.to_string();
            check(&refused("a.md", status.parse().unwrap()), &[&status, "serverns logg"], &[&status, "server’s log"]);
        }
        let cause = Some(Box::new(refused("worker_bg.wasm", 404)));
        let files = ["worker.js", "worker_bg.wasm"];
        let no_worker = |cause| Fault::NoWorker { cause, files: files.map(str::to_owned).to_vec() };
        check(&no_worker(cause), &["startade inte", "worker_bg.wasm"], &["did not start", "worker_bg.wasm"]);
        check(&no_worker(None), &files, &files);
    }

    #[test]
    fn only_what_no_one_named_and_no_build_knew_can_be_a_wrong_address() {
        let absent = |status, built| Fault::Refused { path: "a.md".to_owned(), status, built }.is_absent();
        for status in [200, 403, 404, 410] {
            assert!(absent(status, false) && !absent(status, true), "{status}");
        }
        for status in [401, 429, 500, 503] {
            assert!(!absent(status, false), "{status}");
        }
        assert!(Fault::nowhere().is_absent() && !Fault::Offline.is_absent());
        assert!(!Fault::NoWorker { cause: Some(Box::new(Fault::nowhere())), files: Vec::new() }.is_absent());
    }
}
