//! The components that pages share, in their states.

use engine::model::diagnostic::{Diagnostic, Severity};
use engine::model::lang::Bilingual;
use engine::model::rich_text::{Block, Inline};
use engine::model::site::Site;
use engine::results::migration::{Migrated, MigrationReport};
use engine::results::status::Status;
use engine::scoring::Counts;
use leptos::prelude::*;

use crate::components::{
    AddedResults, AssessmentNotices, Background, Button, Caveat, CaveatInBrief, CopyText, Details, Download,
    DownloadMessage, FaultReport, Field, HaveFile, Heading, Layout, Loading, Meter, OpenFile, PartMissing, PartNotice,
    Qr, Radar, RichText, Row, SectionTable, Select, StatusChoice, SureToDelete, Target, Then, Vial, question_links,
};
use crate::gallery::fixtures::{Fixtures, Group, Story, edit};
use crate::load::Fault;
use crate::parts::PartFault;
use crate::state::{AppState, Notice};
use crate::store::SaveState;

/// Every component that pages share.
pub fn groups() -> Vec<Group> {
    let component = |name, states: &[Story]| Group { name, is_page: false, stories: states.to_vec() };
    let page = |name, state: Story| Group { name, is_page: true, stories: vec![state] };
    vec![
        component("button", &BUTTON),
        component("details", &DETAILS),
        component("field", &FIELD),
        component("download", &DOWNLOAD),
        component("fault", &FAULT),
        component("meter", &METER),
        component("vial", &VIAL),
        component("section-table", &SECTION_TABLE),
        component("radar", &RADAR),
        component("rich-text", &RICH_TEXT),
        component("notices", &NOTICES),
        component("files", &FILES),
        component(
            "draft",
            &[("draft", |c| view! { <StatusChoice now=Status::Draft t=c.t choose=|_: (Status,)| ()/> }.into_any())],
        ),
        component(
            "final",
            &[("final", |c| view! { <StatusChoice now=Status::Final t=c.t choose=|_: (Status,)| ()/> }.into_any())],
        ),
        component("sure-to-delete", &SURE_TO_DELETE),
        component("background", &BACKGROUND),
        component("loading", &[("loading", |_| view! { <Loading/> }.into_any())]),
        component("part-notice", &PART_NOTICE),
        component("copy-text", &COPY_TEXT),
        component("qr", &QR),
        page("part-missing", ("offline", |c| missing(&c, 1, false))),
        page("part-replaced", ("another release", |c| missing(&c, 2, true))),
        page(
            "part-replaced-unsaved",
            ("another release, answers in memory alone", |c| {
                c.begin(AppState::get(), &c.levels, |n| (n == 0).then_some(1));
                missing(&c, 2, true)
            }),
        ),
        page("layout", ("in order", |c| frame(&c, None))),
        page("layout-faulty", ("the settings have a fault", |c| frame(&c, Some(faulty("content/site.toml"))))),
        page(
            "layout-offline",
            ("the settings did not come", |c| {
                AppState::get().site.set(Site::default());
                frame(&c, Some(Fault::Offline))
            }),
        ),
    ]
}

const BUTTON: [Story; 5] = [
    ("first", |c| view! { <Button class="button" text=c.t.start() run=|| ()/> }.into_any()),
    ("quiet", |c| view! { <Button class="button button-quiet" text=c.t.back() run=|| ()/> }.into_any()),
    ("danger", |c| view! { <Button class="button button-danger" text=c.t.delete_yes() run=|| ()/> }.into_any()),
    ("as a link, with more for screen readers", |c| {
        view! {
            <Button class="link-button" text=c.t.remove() run=|| ()>
                <span class="visually-hidden">{format!(" {}", c.levels.value.title)}</span>
            </Button>
        }
        .into_any()
    }),
    ("a link that looks like one", |c| view! { <a class="button" href="#button">{c.t.to_review()}</a> }.into_any()),
];

const DETAILS: [Story; 2] = [
    ("closed", |c| view! { <Details summary=c.t.method()><p>{c.t.own_view()}</p></Details> }.into_any()),
    ("open", |c| view! { <Details summary=c.t.method() open=true><p>{c.t.own_view()}</p></Details> }.into_any()),
];

const FIELD: [Story; 3] = [
    ("line", |c| view! { <Field label=c.t.owner()><input type="text"/></Field> }.into_any()),
    ("list", |c| {
        let value = RwSignal::new("1".to_owned());
        let options: Vec<_> = (0..4).map(|n| (n.to_string(), format!("{} {n}", c.t.level()))).collect();
        let choose = move |chosen| value.set(chosen);
        view! { <Field label=c.t.target()><Select options value choose/></Field> }.into_any()
    }),
    ("with a long label", |c| view! { <Field label=c.t.delete_help()><input type="text"/></Field> }.into_any()),
];

const DOWNLOAD: [Story; 3] = [
    ("nothing yet", |c| view! { <DownloadMessage of=Download::new() t=c.t/> }.into_any()),
    ("when it is pressed", |c| {
        let (of, t) = (Download::new(), c.t);
        let give = move || of.give("vattenpass.txt".to_owned(), "text/plain", "Vattenpass");
        view! { <Button class="button" text=t.download() run=give/><DownloadMessage of t/> }.into_any()
    }),
    ("nothing to give", |c| {
        let of = Download::new();
        of.give_nothing(c.t.no_result());
        view! { <DownloadMessage of t=c.t/> }.into_any()
    }),
];

const FAULT: [Story; 8] = [
    ("offline", |c| fault(&c, Fault::Offline)),
    ("a page in its place", |c| fault(&c, refused(200))),
    ("not allowed", |c| fault(&c, refused(403))),
    ("not there", |c| fault(&c, refused(404))),
    ("the host fails", |c| fault(&c, refused(503))),
    ("faults in the file", |c| fault(&c, faulty("content/sv/nis2-beredskap.md"))),
    ("no worker", |c| {
        fault(&c, Fault::NoWorker { cause: None, files: vec!["worker.js".into(), "worker.wasm".into()] })
    }),
    ("no worker, with the cause", |c| {
        fault(&c, Fault::NoWorker { cause: Some(Box::new(refused(404))), files: vec!["worker.js".into()] })
    }),
];

const METER: [Story; 8] = [
    ("a bar at nothing", |_| meter(Some(0.0), 0, None)),
    ("a bar", |_| meter(Some(0.43), 0, None)),
    ("a full bar", |_| meter(Some(1.0), 0, None)),
    ("a bar with a target", |_| meter(Some(0.43), 0, Some(0.8))),
    ("no figure", |_| meter(None, 3, None)),
    ("no step of three", |_| meter(Some(0.0), 3, None)),
    ("two steps of three, with a target", |_| meter(Some(2.0 / 3.0), 3, Some(1.0))),
    ("all steps", |_| meter(Some(1.0), 3, None)),
];

const VIAL: [Story; 5] = [
    ("at nothing", |c| vial(&c, 0.0, 1.0)),
    ("low", |c| vial(&c, 1.0 / 3.0, 1.0)),
    ("level at the highest", |c| vial(&c, 1.0, 1.0)),
    ("level at the target", |c| vial(&c, 2.0 / 3.0, 2.0 / 3.0)),
    ("past the target", |c| vial(&c, 1.0, 1.0 / 3.0)),
];

const SECTION_TABLE: [Story; 4] = [
    ("shares", |c| table(&c, "shares", &rows(&c, 0, false))),
    ("levels", |c| table(&c, "levels", &rows(&c, 3, false))),
    ("levels with targets", |c| table(&c, "levels with targets", &rows(&c, 3, true))),
    ("no figures", |c| {
        let none = rows(&c, 3, false).into_iter().map(|row| Row {
            fraction: None,
            is_lowest: false,
            figure: c.t.no_result().to_owned(),
            in_column: "–".to_owned(),
            counts: Counts { unanswered: 4, ..Counts::default() },
            ..row
        });
        table(&c, "no figures", &none.collect::<Vec<_>>())
    }),
];

const RADAR: [Story; 3] = [
    ("three axes", |c| view! { <Radar rows=rows(&c, 3, false)[..4].to_vec() t=c.t/> }.into_any()),
    ("all", |c| view! { <Radar rows=rows(&c, 0, false) t=c.t/> }.into_any()),
    ("with targets", |c| view! { <Radar rows=rows(&c, 3, true) t=c.t/> }.into_any()),
];

const RICH_TEXT: [Story; 1] = [("everything", |c| {
    let text = |text: &str| vec![Inline::Text(text.to_owned())];
    let words = c.t.own_view();
    let blocks = vec![
        Block::Heading(3, text(c.t.method())),
        Block::Paragraph(vec![
            Inline::Strong(text(c.t.result())),
            Inline::Text(" ".into()),
            Inline::Emphasis(text(c.t.target())),
            Inline::Text(" ".into()),
            Inline::Code("vattenpass/result".into()),
            Inline::Break,
            Inline::Link("#rich-text".into(), text(c.t.glossary())),
        ]),
        Block::Bullets(vec![vec![Block::Paragraph(text(words))], vec![Block::Paragraph(text(words))]]),
        Block::Numbers(vec![vec![Block::Paragraph(text(words)), Block::Paragraph(text(words))]]),
        Block::Quote(vec![Block::Paragraph(text(words))]),
        Block::Table(vec![text(c.t.section()), text(c.t.outcome())], vec![vec![text(c.t.method()), text("3")]]),
    ];
    view! { <RichText blocks=&blocks/> }.into_any()
})];

const NOTICES: [Story; 10] = [
    ("saved", |c| notices(&c, SaveState::Saved)),
    ("not to be saved", |c| notices(&c, SaveState::NotAsked)),
    ("the browser refuses", |c| notices(&c, SaveState::Blocked)),
    ("full", |c| notices(&c, SaveState::Full)),
    ("deleted in another tab", |c| notices(&c, SaveState::Orphaned)),
    ("the storage was emptied", |c| notices(&c, SaveState::Emptied)),
    ("a newer version wrote it", |c| notices(&c, SaveState::Newer)),
    ("a draft again", |c| {
        let notices = notices(&c, SaveState::Saved);
        AppState::get().notice.set(Some(Notice::DraftAgain));
        notices
    }),
    ("another version, two changes", |c| migrated(&c, 1)),
    ("another version, many changes", |c| migrated(&c, 12)),
];

const FILES: [Story; 4] = [
    ("open", |c| view! { <OpenFile text=c.t.open_result() then=Then::Open/> }.into_any()),
    ("a way in for those who have one", |c| view! { <HaveFile lang=c.lang/> }.into_any()),
    ("add, with none", |c| added(&c, 0)),
    ("add, with two of one day", |c| added(&c, 2)),
];

const SURE_TO_DELETE: [Story; 1] = [("asks", |c| {
    let (questionnaire, name) = (c.levels.value.id.clone(), c.levels.value.title.clone());
    view! { <SureToDelete questionnaire key=String::new() name t=c.t cancel=|| ()/> }.into_any()
})];

const BACKGROUND: [Story; 4] = [
    ("the caveat", |c| view! { <Caveat loaded=c.shares.clone()/> }.into_any()),
    ("the caveat in brief", |c| view! { <CaveatInBrief loaded=c.shares.clone()/> }.into_any()),
    ("method and sources", |c| view! { <Background loaded=c.shares.clone()/> }.into_any()),
    ("questions", |c| question_links(&c.shares.value, c.shares.value.questions().take(3), None).into_any()),
];

fn fault(c: &Fixtures, fault: Fault) -> AnyView {
    view! { <FaultReport fault lang=c.lang/> }.into_any()
}

fn refused(status: u16) -> Fault {
    Fault::Refused { path: "content/sv/nis2-beredskap.md".to_owned(), status, built: true }
}

fn faulty(path: &str) -> Fault {
    let diagnostic = |line, column| Diagnostic {
        code: "unknown-word".to_owned(),
        severity: Severity::Error,
        span: 0..1,
        line,
        column,
        message: Bilingual::new("”kind” kan inte vara ”nivåer”.", "“kind” cannot be “nivåer”."),
        help: Bilingual::new("Skriv ”levels”.", "Write “levels”."),
        related: None,
    };
    Fault::Faulty { path: path.to_owned(), diagnostics: vec![diagnostic(7, 8), diagnostic(112, 1)] }
}

fn meter(share: Option<f64>, steps: u8, target: Option<f64>) -> AnyView {
    view! { <Meter share steps target/> }.into_any()
}

fn vial(c: &Fixtures, share: f64, target: f64) -> AnyView {
    let level = |n: u8| (f64::from(n) / 3.0, format!("{} {n}", c.t.level()));
    let scale: Vec<_> = (0..4).map(level).collect();
    view! { <Vial share target scale/> }.into_any()
}

/// A row for each section, the first without a figure.
fn rows(c: &Fixtures, steps: u8, targets: bool) -> Vec<Row> {
    let row = |(n, name): (u32, String)| {
        let percent = (n * 37) % 101;
        let figure = if steps == 0 { format!("{percent} %") } else { format!("{} {}", c.t.level(), n % 4) };
        Row {
            name,
            fraction: (n > 0).then(|| if steps == 0 { f64::from(percent) / 100.0 } else { f64::from(n % 4) / 3.0 }),
            steps,
            is_lowest: n == 1,
            in_column: figure.clone(),
            figure,
            share: (steps > 0).then(|| format!("{percent} %")),
            target: targets.then(|| Target {
                fraction: 2.0 / 3.0,
                text: format!("{} 2", c.t.level()),
                gap: "1".into(),
            }),
            counts: Counts { answered: n, dont_know: u32::from(n == 2), ..Counts::default() },
        }
    };
    (0..).zip(c.levels.value.sections.iter().map(|section| section.title.clone())).map(row).collect()
}

/// A table of its own name: each is a region of the page.
fn table(c: &Fixtures, caption: &'static str, rows: &[Row]) -> AnyView {
    let (what, outcome) = (c.t.section(), c.t.outcome());
    view! { <SectionTable caption what outcome rows=rows.to_vec() t=c.t/> }.into_any()
}

fn notices(c: &Fixtures, save_state: SaveState) -> AnyView {
    let state = AppState::get();
    c.begin(state, &c.levels, |n| (n < 3).then_some(n));
    edit(state, |active| active.save_state = save_state);
    view! { <AssessmentNotices loaded=c.levels.clone()/> }.into_any()
}

fn migrated(c: &Fixtures, gone: usize) -> AnyView {
    let state = AppState::get();
    c.begin(state, &c.levels, |n| (n < 3).then_some(n));
    let ids: Vec<String> = c.levels.value.questions().map(|question| question.id.clone()).collect();
    let report = MigrationReport {
        choice_gone: ids[..1].to_vec(),
        gone: (0..gone).map(|n| format!("fraga-{n}")).collect(),
        ..MigrationReport::default()
    };
    edit(state, |active| {
        active.save_state = SaveState::Saved;
        active.assessment.migrated = Some(Migrated { report, read: false });
    });
    view! { <AssessmentNotices loaded=c.levels.clone()/> }.into_any()
}

fn added(c: &Fixtures, count: usize) -> AnyView {
    let state = AppState::get();
    c.begin(state, &c.levels, |n| Some(n % 4));
    let file = state.result_file(&c.levels.value);
    let files = RwSignal::new(file.into_iter().cycle().take(count).collect());
    let title = c.levels.value.title.clone();
    let name = UnsyncCallback::new(move |_| Ok(title.clone()));
    view! { <AddedResults files text=c.t.compare_add() lang=c.lang name is_here=UnsyncCallback::new(|_| false)/> }
        .into_any()
}

const COPY_TEXT: [Story; 1] = [("a code", |c| {
    let text = Signal::stored("VP1-KgHfwB3VxKe6A5dODG5pczIta3Vuc2thcIgSqYfjsAAACSAAAAAAAAAAEA".to_owned());
    view! { <CopyText label=c.t.copy_code() text t=c.t/> }.into_any()
})];

const QR: [Story; 1] = [("an address", |c| {
    view! { <Qr text="https://example.se/#/sv/delta/prov".to_owned() label=c.t.participants_qr().to_owned()/> }
        .into_any()
})];

const PART_NOTICE: [Story; 1] =
    [("offline", |c| view! { <PartNotice message=c.t.offline().to_owned() lang=c.lang again=|| ()/> }.into_any())];

fn missing(c: &Fixtures, times: u32, replaced: bool) -> AnyView {
    let fault = PartFault { message: c.t.offline().to_owned(), replaced, times };
    let back = Some(("#part-missing".to_owned(), c.t.to_start().to_owned()));
    view! { <main><PartMissing part=AppState::get().parts.start fault lang=c.lang back/></main> }.into_any()
}

fn frame(c: &Fixtures, fault: Option<Fault>) -> AnyView {
    AppState::get().site_fault.set(fault);
    let title = c.levels.value.title.clone();
    view! { <Layout><Heading text=title.clone() title/></Layout> }.into_any()
}
