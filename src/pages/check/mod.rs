//! The page for whoever runs the site: what the host sends, whether everything is there, what has been edited, and what the
//! browser can do here. Each line says what to do.

pub mod judge;

use engine::Lang;
use engine::model::id::Id;
use engine::model::rich_text::{gaps, plain_text};
use engine::model::site::Site;
use leptos::prelude::*;
use leptos::task::spawn_local;
use packaging::release::{Release, Standing, version_of};
use texts::Texts;

use crate::browser::boot::{Able, able, fault_in, sent};
use crate::browser::json::read_json;
use crate::browser::{fetch, format, page};
use crate::components::{AskToKeep, Button, Download, DownloadMessage, Heading, fault_in_words, fresh};
use crate::load::{self, Fault};
use crate::pages::check::judge::{Finding, Grade, browser, host};
use crate::pages::offline::content_files;
use crate::pages::packing::{Files, make_single, make_zip, not_ours, site_files};
use crate::route::about;
use crate::state::AppState;

/// What a check has come to.
#[derive(Clone, Default)]
pub struct Report {
    /// How the host sends its files. Empty where there is none.
    pub host: Vec<Finding>,
    /// Whether the program is whole.
    pub program: Vec<Finding>,
    /// What can be read of the content, and what is left to do.
    pub content: Vec<Finding>,
    /// What the browser can do.
    pub browser: Vec<Finding>,
    /// The files of the content that are not as they were released.
    pub other: Vec<(String, Standing)>,
    /// Those of them that are the host's own work.
    pub own: Files,
    /// How many files the release has, if that is known.
    pub files: Option<usize>,
    /// The released questionnaires that are there and that the settings do not name.
    pub hidden: Vec<String>,
}

impl Report {
    /// How many findings of the installation have a grade. What the browser can do is the reader's.
    fn count(&self, grade: Grade) -> usize {
        [&self.host, &self.program, &self.content]
            .into_iter()
            .flatten()
            .filter(|finding| finding.grade == grade)
            .count()
    }
}

/// The page.
#[component]
pub fn Check(
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(lang);
    let report = RwSignal::new(None::<Report>);
    // How many files have been asked for, and how many there are.
    let progress = RwSignal::new((0, 0));
    let check = move || {
        report.set(None);
        progress.set((0, 0));
        spawn_local(async move {
            let made = checked(state, lang, progress).await;
            // The visitor may have left the page in the meantime.
            report.try_set(Some(made));
        });
    };
    check();
    let again = move || {
        // The button goes: the focus must not go with it.
        page::focus("h1");
        check();
    };
    let status = move || match report.get() {
        None => {
            let (done, all) = progress.get();
            view! { <p class="loading">{t.checking(done, all)}</p> }.into_any()
        }
        Some(report) => {
            let (wrong, fair) = (report.count(Grade::Wrong), report.count(Grade::Fair));
            let class = match (wrong, fair) {
                (0, 0) => "notice",
                (0, _) => "notice",
                _ => "notice notice-warning",
            };
            view! { <p class=class><strong>{t.checked(wrong, fair)}</strong></p> }.into_any()
        }
    };
    let found = move || report.get().map(|report| view! { <Found report lang again/> }.into_any());
    view! {
        <Heading text=t.check() title=t.check()/>
        <p class="lead">{if page::is_on_disk() { t.check_on_disk() } else { t.check_lead() }}</p>
        <div role="status">{move || fresh(status())}</div>
        <div>{move || fresh(found())}</div>
    }
    .into_any()
}

/// What `content/site.toml` has as examples: the municipality's name, and its contact.
const EXAMPLE_NAMES: [&str; 2] = ["Er kommun", "Your municipality"];
const EXAMPLE_CONTACTS: [&str; 2] = ["informationssakerhet@kommunen.se", "010-000 00 00"];

/// What has been found.
#[component]
pub fn Found(
    /// It.
    report: Report,
    /// The reader's language.
    lang: Lang,
    /// Checks once more.
    #[prop(into)]
    again: UnsyncCallback<()>,
) -> impl IntoView {
    let t = Texts(lang);
    let is_set_up = report.host.iter().all(|finding| finding.grade == Grade::Good);
    let host_help = (!is_set_up).then(|| t.check_host_help());
    let sections = [
        (t.check_host(), host_help, report.host),
        (t.check_program(), None, report.program),
        (t.check_content(), None, report.content),
    ];
    let sections = sections.into_iter().filter(|(_, _, findings)| !findings.is_empty());
    let sections = sections.map(|(title, help, findings)| {
        let help = help.map(|help| view! { <p>{help}</p> }.into_any());
        view! { <section><h2>{title}</h2>{help}{lines(findings, t)}</section> }.into_any()
    });
    let sections: Vec<AnyView> = sections.collect();
    let in_browser = RwSignal::new(report.browser);
    let answered = move || {
        spawn_local(async move {
            in_browser.try_set(browser(able_here(report.files).await, report.files, t));
        });
    };
    view! {
        <div>
            <p class="buttons"><Button class="button" text=t.check_again() run=again/></p>
            {sections}
            <section>
                <h2>{t.check_browser()}</h2>
                {move || fresh(Some(lines(in_browser.get(), t)))}
                <AskToKeep t answered/>
            </section>
            <Own other=report.other own=report.own lang/>
        </div>
    }
}

/// Findings, what is to be mended first.
fn lines(mut findings: Vec<Finding>, t: Texts) -> AnyView {
    // Stable: of one grade in the order they were found.
    findings.sort_by_key(|finding| finding.grade);
    let items: Vec<AnyView> = findings.into_iter().map(|finding| line(finding, t)).collect();
    view! { <ul class="findings">{items}</ul> }.into_any()
}

/// A finding: a sign and a word for how it is, what was found, and what to do.
fn line(Finding { grade, found, help }: Finding, t: Texts) -> AnyView {
    let (class, sign, word) = match grade {
        Grade::Wrong => ("finding finding-wrong", "✗", t.check_wrong()),
        Grade::Fair => ("finding finding-fair", "!", t.check_fair()),
        Grade::Good => ("finding finding-good", "✓", t.check_good()),
    };
    let help = (!help.is_empty()).then(|| view! { <p class="hint">{help}</p> }.into_any());
    view! {
        <li class=class>
            <span class="finding-sign" aria-hidden="true">{sign}</span>
            <div><p><strong>{word}</strong>" "<span>{found}</span></p>{help}</div>
        </li>
    }
    .into_any()
}

/// What the host has made its own, and the site in one piece.
#[component]
fn Own(
    /// The files that are not as they were released.
    other: Vec<(String, Standing)>,
    /// Those that are the host's own work.
    own: Files,
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let state = AppState::get();
    let t = Texts(lang);
    let download = Download::new();
    let failed = RwSignal::new(None::<String>);
    let rows = other.into_iter().map(|(path, standing)| {
        let standing = match standing {
            Standing::AsReleased | Standing::OtherLineEnds => t.standing_line_ends(),
            Standing::OfEarlier => t.standing_earlier(),
            Standing::Edited => t.standing_edited(),
            Standing::Own => t.standing_own(),
        };
        view! { <tr><th scope="row"><code>{path}</code></th><td>{standing}</td></tr> }.into_any()
    });
    let rows: Vec<AnyView> = rows.collect();
    let table = match rows.is_empty() {
        true => view! { <p>{t.standing_none()}</p> }.into_any(),
        false => view! {
            <div class="scroll" tabindex="0">
                <table><thead><tr><th scope="col">{t.file()}</th><th scope="col">{t.standing()}</th></tr></thead><tbody>{rows}</tbody></table>
            </div>
        }
        .into_any(),
    };
    let has_own = !own.is_empty();
    let zip = move || {
        let own = own.clone();
        spawn_local(async move {
            let made = match state.parts.pack.fetched(lang).await {
                Ok(()) => make_zip(own).await.ok().flatten().ok_or(t.download_failed().to_owned()),
                Err(fault) => Err(fault.message),
            };
            match made {
                Ok(bytes) => {
                    download.give(format!("vattenpass-eget-{}.zip", format::today()), "application/zip", bytes);
                }
                Err(why) => {
                    failed.try_set(Some(why));
                }
            }
        });
    };
    let single = move || {
        spawn_local(async move {
            match in_one(state, lang).await {
                Ok(page) => download.give("vattenpass.html".to_owned(), "text/html;charset=utf-8", page),
                Err(why) => {
                    failed.try_set(Some(why));
                }
            }
        });
    };
    let (single, single_help) = match page::is_on_disk() {
        // It is the file.
        true => (None, None),
        false => (
            Some(view! { <Button class="button button-quiet" text=t.single_file() run=single/> }.into_any()),
            Some(view! { <p class="hint">{t.single_file_help()}</p> }.into_any()),
        ),
    };
    let zip = has_own.then(|| view! { <Button class="button" text=t.own_zip() run=zip/> }.into_any());
    let message = move || failed.get().map(|why| view! { <p class="notice notice-warning">{why}</p> }.into_any());
    view! {
        <section>
            <h2>{t.own_content()}</h2>
            <p>{t.own_content_help()}</p>
            {table}
            <p class="buttons">{zip}{single}</p>
            {single_help}
            <div role="alert">{move || fresh(message())}</div>
            <DownloadMessage of=download t/>
        </section>
    }
}

/// The site as it is on the host now, in one file.
async fn in_one(state: AppState, lang: Lang) -> Result<String, String> {
    let t = Texts(lang);
    state.parts.pack.fetched(lang).await.map_err(|fault| fault.message)?;
    let (page, files) = site_files(state).await.map_err(|fault| fault_in_words(&fault, t))?;
    // The part has just come.
    make_single(page, files).await.ok().flatten().ok_or_else(|| fault_in_words(&not_ours(), t))
}

/// Checks everything. `progress` hears how far it has come.
async fn checked(state: AppState, lang: Lang, progress: RwSignal<(usize, usize)>) -> Report {
    let t = Texts(lang);
    state.read_settings().await;
    let site = state.site.get_untracked();
    let list = page::release_file("release");
    let release = fetch::bytes(&list).await.ok();
    let release = release.and_then(|text| read_json::<Release>(&String::from_utf8_lossy(&text)));
    let Some(release) = release else {
        let lost = Finding::wrong(t.check_refused(&list, 404), t.help_missing());
        return Report { program: vec![lost], browser: browser(able_here(None).await, None, t), ..Report::default() };
    };
    // What the settings name, and what was released: of that too the host may have made its own.
    let named = content_files(&site).into_iter().filter(|path| !path.ends_with(".bin"));
    let mut paths: Vec<String> = named.chain(release.content.keys().cloned()).collect();
    paths.sort();
    paths.dedup();
    let step = move || {
        progress.try_update(|(done, _)| *done += 1);
    };
    let on_disk = page::is_on_disk();
    let files = release.files.len();
    progress.try_set((0, if on_disk { paths.len() } else { files + paths.len() }));

    let (program, host) = match on_disk {
        // The program has started out of the very file.
        true => (vec![Finding::good(t.check_version(&release.version))], Vec::new()),
        false => (program(&release, &list, lang, step).await, probed(&site, lang).await),
    };
    let mut report = Report { host, program, files: Some(files), ..Report::default() };
    edited(&site, &release, &paths, &mut report, lang, step).await;
    read(state, &site, &mut report, t).await;
    compared(&site, &mut report, t).await;
    report.browser = browser(able_here(report.files).await, report.files, t);
    report
}

/// What the browser can do here. `files` is how many files the release has, if that is known.
async fn able_here(files: Option<usize>) -> Able {
    let able = able(&page::release_file("release")).await;
    match page::is_on_disk() {
        // All of it is in the file, and nothing is fetched.
        true => Able { is_secure: true, can_keep: true, kept: files.unwrap_or_default(), ..able },
        false => able,
    }
}

/// How the host sends some files of each kind.
async fn probed(site: &Site, lang: Lang) -> Vec<Finding> {
    let first = site.questionnaires.first().map(|id| questionnaire_path(lang, id));
    let mut files = vec![(false, "./".to_owned()), (false, "content/site.toml".to_owned())];
    files.extend(first.map(|file| (false, file)));
    files.extend(["js", "sheet", "wasm"].map(|kind| (true, page::release_file(kind))));
    let mut all = Vec::new();
    for (by_content, file) in files {
        let name = if file == "./" { "index.html" } else { file.trim_start_matches("./") };
        all.push((by_content, name.to_owned(), sent(&file).await));
    }
    host(&all, Texts(lang))
}

/// Whether all of the release is there and whole, and is the one that the host starts now.
async fn program(release: &Release, list: &str, lang: Lang, step: impl Fn()) -> Vec<Finding> {
    let t = Texts(lang);
    let mut findings = Vec::new();
    for (file, integrity) in &release.files {
        findings.extend(fault_in(file, integrity, lang).await.map(|fault| Finding::wrong(fault, t.check_upload())));
        step();
    }
    if findings.is_empty() {
        findings.push(Finding::good(t.check_whole(release.files.len())));
    }
    let page = fetch::page("./").await.unwrap_or_default();
    findings.push(match page.contains(list) {
        true => Finding::good(t.check_version(&release.version)),
        false => Finding::wrong(t.check_other_version(&release.version), t.replaced()),
    });
    findings
}

/// What of the content is not as it was released.
async fn edited(site: &Site, release: &Release, paths: &[String], report: &mut Report, lang: Lang, step: impl Fn()) {
    let t = Texts(lang);
    let mut fine = 0;
    let mut there = Vec::new();
    for path in paths {
        let fetched = fetch::bytes(path).await;
        step();
        let Ok(bytes) = fetched else {
            // Of every other file that the settings name, what reads it says so.
            if !site.logo.is_empty() && *path == format!("content/{}", site.logo) {
                report.content.push(Finding::wrong(t.check_logo(path), t.check_logo_help()));
            }
            continue;
        };
        there.push(path.as_str());
        let standing = release.standing(path, &bytes);
        match standing {
            Standing::AsReleased => fine += 1,
            Standing::OtherLineEnds => {
                report.content.push(Finding::fair(t.check_line_ends(path), t.check_line_ends_help()));
            }
            Standing::OfEarlier => report.content.push(Finding::fair(t.check_earlier(path), t.check_earlier_help())),
            Standing::Edited | Standing::Own => {}
        }
        if standing != Standing::AsReleased {
            report.other.push((path.clone(), standing));
        }
        if standing.is_own() {
            report.own.push((path.clone(), bytes));
        }
    }
    report.content.push(Finding::good(t.check_as_released(fine)));
    let is_there = |id: &String| Lang::ALL.iter().any(|lang| there.contains(&questionnaire_path(*lang, id).as_str()));
    report.hidden = release.not_shown(&site.questionnaires).into_iter().filter(is_there).collect();
    if !report.hidden.is_empty() {
        report.content.push(Finding::good(t.check_not_shown(&t.list(&report.hidden))));
    }
    if report.other.iter().all(|(path, _)| path != "content/site.toml") {
        report.content.push(Finding::fair(t.check_settings(), t.check_settings_help()));
    } else {
        let contact = [&site.contact.email, &site.contact.phone];
        if contact.iter().all(|way| way.is_empty()) {
            report.content.push(Finding::fair(t.check_contact(), t.check_contact_help()));
        }
        if site.languages.iter().any(|lang| EXAMPLE_NAMES.contains(&site.name.get(*lang))) {
            report.content.push(Finding::fair(t.check_example_name(), t.check_example_help()));
        }
        for example in EXAMPLE_CONTACTS.into_iter().filter(|example| contact.iter().any(|way| way == example)) {
            report.content.push(Finding::fair(t.check_example_contact(example), t.check_example_help()));
        }
    }
    for (path, own, released) in own_questionnaires(report, release) {
        report.content.push(Finding::fair(t.check_upstream(&path, &own, &released), t.check_upstream_help()));
    }
}

/// The questionnaires that the host has edited, whose released version is another than what theirs was made from: the path
/// and both versions.
fn own_questionnaires(report: &Report, release: &Release) -> Vec<(String, String, String)> {
    let other = report.own.iter().filter_map(|(path, bytes)| {
        let released = &release.content.get(path)?.version;
        let own = version_of(&String::from_utf8_lossy(bytes))?.to_owned();
        (!released.is_empty() && own != *released).then(|| (path.clone(), own, released.clone()))
    });
    other.collect()
}

/// Whether everything that the settings name can be read, and what is left to fill in.
async fn read(state: AppState, site: &Site, report: &mut Report, t: Texts) {
    let mut faults: Vec<Fault> = state.site_fault.get_untracked().into_iter().collect();
    // Of what the settings list: there it can be removed.
    let mut listed: Vec<Fault> = Vec::new();
    for lang in site.languages.iter().copied() {
        for id in &site.questionnaires {
            let Some(name) = Id::new(id) else { continue };
            listed.extend(load::questionnaire(lang, name).await.err());
        }
        for id in &report.hidden {
            let Some(name) = Id::new(id) else { continue };
            // One of the two languages is enough.
            let fault = load::questionnaire(lang, name).await.err();
            faults.extend(fault.filter(|fault| matches!(fault, Fault::Faulty { .. })));
        }
        for name in about::ALL.into_iter().map(str::to_owned).chain(site.sources.iter().cloned()) {
            let Some(name) = Id::new(&name) else { continue };
            match load::page(lang, name.clone()).await {
                Ok(page) => match gaps(&plain_text(&page.value.blocks)).count() {
                    0 => {}
                    n => {
                        let path = format!("content/{}/om/{name}.md", lang.code());
                        let is_statement = name.as_str() == about::ACCESSIBILITY;
                        let help = if is_statement { t.check_statement_help() } else { t.check_gaps_help() };
                        report.content.push(Finding::fair(t.check_gaps(&path, n), help));
                    }
                },
                Err(fault) if about::ALL.contains(&name.as_str()) => faults.push(fault),
                Err(fault) => listed.push(fault),
            }
        }
        for id in &site.documents {
            let Some(name) = Id::new(id) else { continue };
            listed.extend(load::template(lang, name).await.err());
        }
    }
    let all = faults.iter().map(|fault| (fault, "")).chain(listed.iter().map(|fault| (fault, t.check_missing_help())));
    report.content.extend(all.map(|(fault, if_missing)| {
        let help = match fault {
            Fault::Faulty { .. } => t.check_faulty_help(),
            Fault::Refused { status: 200 | 404 | 410, .. } => if_missing,
            // What is wrong says what to do.
            _ => "",
        };
        Finding::wrong(fault_in_words(fault, t), help)
    }));
}

/// Where a questionnaire's file lies.
fn questionnaire_path(lang: Lang, id: &str) -> String {
    format!("content/{}/{id}.md", lang.code())
}

/// Whether the questionnaires that are not as they were released say the same in both languages: in each file that is another,
/// what differs, and in its counterpart what is missing in it. The first of each are told: whoever corrects them sees the next.
async fn compared(site: &Site, report: &mut Report, t: Texts) {
    const MOST: usize = 3;
    for id in site.questionnaires.iter().filter(|_| site.languages.len() > 1) {
        let is_other = |lang: Lang| report.other.iter().any(|(other, _)| *other == questionnaire_path(lang, id));
        let is_other = Lang::ALL.map(|lang| (lang, is_other(lang)));
        if is_other.iter().all(|(_, is_other)| !is_other) {
            continue;
        }
        for (here, is_other) in is_other {
            let path = questionnaire_path(here, id);
            let files = (fetch::bytes(&path).await, fetch::bytes(&questionnaire_path(here.other(), id)).await);
            // What reads them says so if they did not come.
            let (Ok(own), Ok(other)) = files else { continue };
            let found = load::differences(here, own, other).await.unwrap_or_default();
            let found = found.into_iter().filter(|found| is_other || found.code == "pair-missing").take(MOST);
            report.content.extend(found.map(|found| {
                let place = t.at_line(&path, found.line, found.column);
                Finding::wrong(format!("{place}: {}", found.message.get(t.0)), found.help.get(t.0).to_owned())
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_are_those_of_the_settings() {
        let settings = include_str!("../../../content/site.toml");
        for example in EXAMPLE_NAMES.into_iter().chain(EXAMPLE_CONTACTS) {
            assert!(settings.contains(&format!("\"{example}\"")), "{example}");
        }
    }
}
