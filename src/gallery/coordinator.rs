//! The coordinator's pages, in their states: what the worker would have gathered and counted is made here.

use std::collections::{BTreeMap, BTreeSet};

use engine::group::cells::Cells;
use engine::group::disclosure::Thresholds;
use engine::group::entry::Entry;
use engine::group::group_file::{GroupFile, Making};
use engine::group::items::items;
use engine::group::overview::{Overview, Report};
use engine::group::pile::{Counting, Duplicate, Problem, Refused};
use engine::model::answers::Answer;
use engine::model::questionnaire::Questionnaire;
use engine::results::open_error::OpenError;
use engine::results::status::Status;
use engine::results::structure::Structure;
use leptos::prelude::*;

use crate::components::{Loading, fresh};
use crate::gallery::fixtures::{Fixtures, Group, Story};
use crate::load::{Fault, Loaded};
use crate::pages::group::OfQuestionnaire;
use crate::pages::group::gather::Gather;
use crate::pages::group::place::GroupPage;
use crate::pages::group::work::{Choices, Kept, Progress, Work};
use crate::state::AppState;

/// The pages, each in a state.
pub fn groups() -> Vec<Group> {
    PAGES.iter().map(|&(name, make)| Group { name, is_page: true, stories: vec![(name, make)] }).collect()
}

const PAGES: [Story; 25] = [
    ("group-empty", |c| gathering(&c, |_| ())),
    ("group-underway", |c| gathering(&c, |work| work.progress.set(Progress::Gathering(0.4)))),
    ("group-stopped", |c| gathering(&c, |work| work.stopped.set(true))),
    ("group-counting", |c| {
        gathering(&c, |work| {
            work.report.set(Some(report(&[&c.shares.value.id], 73)));
            work.progress.set(Progress::Counting(0.7));
        })
    }),
    ("group-gathered", |c| {
        gathering(&c, |work| {
            let all = [(&c.shares, two_years(&c.shares)), (&c.levels, year(&c.levels, 2026))];
            let overviews =
                all.map(|(loaded, results)| overview(&loaded.value, &results, &Choices::default(), limits(&c)));
            let results = overviews.iter().map(|overview| overview.counted).sum();
            work.report.set(Some(Report {
                refused: refused(),
                duplicates: duplicates(),
                groups: vec![neighbour(&c).into()],
                ..report(&[&c.shares.value.id, &c.levels.value.id], results)
            }));
            work.overviews.set(overviews.map(|overview| (overview.questionnaire.clone(), overview.into())).into());
        })
    }),
    ("group-missing", |c| {
        gathering(&c, |work| {
            let missing = [("hallbarhet", Fault::nowhere()), ("arbetsmiljo", Fault::Offline)];
            work.report.set(Some(report(&missing.each_ref().map(|(id, _)| *id), 14)));
            work.missing.set(missing.map(|(id, fault)| (id.to_owned(), fault)).into());
        })
    }),
    ("group-no-worker", |c| {
        gathering(&c, |work| {
            let files = ["gatherer.js", "gather.js", "gather_bg.wasm"].map(str::to_owned).to_vec();
            let cause = Fault::Refused { path: "gather_bg.wasm".to_owned(), status: 404, built: true };
            work.fault.set(Some(Fault::NoWorker { cause: Some(Box::new(cause)), files }));
        })
    }),
    ("group-nothing", |c| {
        forget();
        of_questionnaire(&c.shares, GroupPage::Questions)
    }),
    ("group-questions", |c| two_years_on(&c, GroupPage::Questions)),
    ("group-questions-of-knowledge", |c| {
        let results = year(&c.knowledge, 2026);
        counted(&c, &c.knowledge, GroupPage::Questions, &results, Choices::default(), vec![])
    }),
    ("group-questions-too-few", |c| few(&c, GroupPage::Questions)),
    ("group-units", |c| two_years_on(&c, GroupPage::Units)),
    ("group-units-too-few", |c| few(&c, GroupPage::Units)),
    ("group-municipalities", |c| {
        let results = year(&c.shares, 2026);
        counted(&c, &c.shares, GroupPage::Units, &results, Choices::default(), vec![neighbour(&c)])
    }),
    ("group-roles", |c| two_years_on(&c, GroupPage::Roles)),
    ("group-roles-not-joint", |c| {
        counted(&c, &c.shares, GroupPage::Roles, &two_years(&c.shares), Choices::default(), vec![])
    }),
    ("group-years", |c| two_years_on(&c, GroupPage::Years)),
    ("group-years-one", |c| counted(&c, &c.shares, GroupPage::Years, &year(&c.shares, 2026), joint(), vec![])),
    ("group-share", |c| two_years_on(&c, GroupPage::Share)),
    ("group-share-too-few", |c| few(&c, GroupPage::Share)),
    ("group-share-again", |c| {
        // As many as before: the file may be shared once more.
        let results = year(&c.shares, 2026);
        counted(&c, &c.shares, GroupPage::Share, &results, joint(), vec![own(&c, &results)])
    }),
    ("group-share-refused", |c| {
        // Two have answered since a file was shared: the difference would tell how.
        let results = year(&c.shares, 2026);
        counted(&c, &c.shares, GroupPage::Share, &results, joint(), vec![own(&c, &results[2..])])
    }),
    ("group-other-versions", |c| other_versions(&c, 12, false)),
    ("group-other-versions-alone", |c| other_versions(&c, usize::MAX, false)),
    ("group-migrated", |c| other_versions(&c, 12, true)),
];

/// The units, and how many answer in each. The last one is too small to be shown alone.
const UNITS: [(&str, usize); 4] = [("Omsorgen", 13), ("Skolan", 11), ("Tekniska", 9), ("Miljö", 3)];

/// The role whose answer is a function's and not a person's.
const JOINT: &str = "it-service";

/// Nothing gathered. It is the window's own: each story begins with this.
fn forget() -> Work {
    let work = Work::get();
    work.progress.set(Progress::Idle);
    work.report.set(None);
    work.overviews.set(BTreeMap::new());
    work.choices.set(BTreeMap::new());
    work.missing.set(BTreeMap::new());
    work.fault.set(None);
    work.year.set(None);
    work.stopped.set(false);
    work.writing.set(false);
    work.kept.set(Kept::Nothing);
    work
}

/// The page where results are gathered.
fn gathering(c: &Fixtures, gather: impl FnOnce(&Work)) -> AnyView {
    gather(&forget());
    let (state, lang) = (AppState::get(), c.lang);
    let listed = [&c.shares, &c.levels].map(|loaded| loaded.value.id.clone());
    let page = move || {
        // All are asked for before any is waited for. The page names them by their titles, and would be drawn twice.
        let asked: Vec<_> = listed.iter().map(|id| state.content.questionnaire(lang, id)).collect();
        match asked.iter().all(Option::is_some) {
            true => view! { <Gather lang/> }.into_any(),
            false => view! { <Loading/> }.into_any(),
        }
    };
    view! { <main>{move || fresh(page())}</main> }.into_any()
}

/// A page of a questionnaire's group.
fn of_questionnaire(loaded: &Loaded, page: GroupPage) -> AnyView {
    view! { <main><OfQuestionnaire loaded=loaded.clone() page/></main> }.into_any()
}

/// A page of the group that these results are, beside these files.
fn counted(
    c: &Fixtures,
    loaded: &Loaded,
    page: GroupPage,
    results: &[Entry],
    choices: Choices,
    files: Vec<GroupFile>,
) -> AnyView {
    let work = forget();
    let id = loaded.value.id.clone();
    let groups = files.iter().cloned().map(Into::into).collect();
    let overview = overview(&loaded.value, results, &choices, limits(c));
    work.report.set(Some(Report { groups, ..report(&[&id], overview.counted + overview.of_other_versions) }));
    work.overviews.set(BTreeMap::from([(id.clone(), overview.into())]));
    work.choices.set(BTreeMap::from([(id, choices)]));
    of_questionnaire(loaded, page)
}

/// A page of two years, with IT-service's joint answer.
fn two_years_on(c: &Fixtures, page: GroupPage) -> AnyView {
    counted(c, &c.shares, page, &two_years(&c.shares), joint(), vec![])
}

/// A page of fewer people than anything is shown of.
fn few(c: &Fixtures, page: GroupPage) -> AnyView {
    counted(c, &c.shares, page, &year(&c.shares, 2026)[..3], Choices::default(), vec![])
}

/// The page of the questions, where the first `others` results are of another version.
fn other_versions(c: &Fixtures, others: usize, migrates: bool) -> AnyView {
    let mut results = year(&c.shares, 2026);
    results.iter_mut().take(others).for_each(|entry| entry.version = "0".repeat(64));
    counted(c, &c.shares, GroupPage::Questions, &results, Choices { migrates, ..joint() }, vec![])
}

fn joint() -> Choices {
    Choices { joint: BTreeSet::from([JOINT.to_owned()]), ..Choices::default() }
}

fn limits(c: &Fixtures) -> Thresholds {
    Thresholds::new(c.site.group_threshold, c.site.group_spread_threshold)
}

fn report(questionnaires: &[&str], results: u32) -> Report {
    let questionnaires = questionnaires.iter().map(|id| (*id).to_owned()).collect();
    Report { results, questionnaires, ..Report::default() }
}

/// Something of each kind that does not count.
fn refused() -> Vec<Refused> {
    let refused = |source: &str, line, problem| Refused { source: source.to_owned(), line, problem };
    vec![
        refused("Omsorgen/brev.txt", None, Problem::Nothing),
        refused("Omsorgen/svar-12.json", None, Problem::File(OpenError::NotJson { line: 3, column: 14 })),
        refused("arbetsmaterial.ndjson", Some(41), Problem::File(OpenError::NotOurs)),
        refused("Skolan.zip", None, Problem::Packed),
        refused("Chatten", None, Problem::UnknownVersion("VP1-KgHfwB3V".to_owned())),
    ]
}

fn duplicates() -> Vec<Duplicate> {
    let same = |source: &str, counted: &str| Duplicate { source: source.to_owned(), counted: counted.to_owned() };
    vec![same("Omsorgen/svar-3 (1).json", "Omsorgen/svar-3.json"), same("Chatten", "Skolan/svar-8.json")]
}

/// The results of two years, of which fewer answered in the first.
fn two_years(loaded: &Loaded) -> Vec<Entry> {
    year(loaded, 2026).into_iter().chain(year(loaded, 2025).into_iter().skip(4)).collect()
}

/// The results of a year: those of the managers, unit by unit, and IT-service's at the end.
fn year(loaded: &Loaded, year: u16) -> Vec<Entry> {
    let units = UNITS.iter().flat_map(|(unit, people)| std::iter::repeat_n(*unit, *people));
    let all = units.map(|unit| (unit, "chef")).chain([("", JOINT)]).enumerate();
    all.map(|(person, (unit, role))| result(&loaded.value, year, person, unit, role)).collect()
}

fn result(questionnaire: &Questionnaire, year: u16, person: usize, unit: &str, role: &str) -> Entry {
    let answers = questionnaire.questions().enumerate().filter_map(|(n, question)| {
        let last = question.choices().len().checked_sub(1)?;
        let first = pick(person, n, year).min(last);
        // Where several can be chosen, most choose two.
        let more = (question.kind.allows_several() && !person.is_multiple_of(3)).then_some((first + 1).min(last));
        let ids = std::iter::once(first).chain(more).map(|choice| question.choices()[choice].id.clone());
        Some((question.id.clone(), Answer::choosing(ids)))
    });
    Entry {
        id: format!("{person:032x}"),
        dated: format!("{year}-11-{:02}T10:00:00Z", 3 + person % 16),
        status: if person % 12 == 7 { Status::Draft } else { Status::Final },
        questionnaire: questionnaire.id.clone(),
        version: Structure::of(questionnaire).digest(),
        unit: unit.to_owned(),
        role: role.to_owned(),
        answers: answers.collect(),
    }
}

/// The place of what a person chooses: mostly among the first, and each dozen of people, question and year otherwise.
fn pick(person: usize, question: usize, year: u16) -> usize {
    const USUAL: [[usize; 11]; 2] = [[0, 0, 1, 0, 0, 2, 0, 1, 0, 0, 1], [1, 0, 1, 0, 1, 2, 0, 1, 3, 1, 2]];
    let usual = USUAL[person / 12 % 2];
    usual[(person * person + person * (question + 2) + question * 4 + usize::from(year)) % usual.len()]
}

/// What the worker counts.
fn overview(questionnaire: &Questionnaire, results: &[Entry], choices: &Choices, thresholds: Thresholds) -> Overview {
    let counting = Counting {
        questionnaire: questionnaire.clone(),
        items: items(questionnaire),
        versions: vec![Structure::of(questionnaire).digest()],
        migrates: choices.migrates,
    };
    let mut cells = Cells::default();
    let mut overview = Overview { questionnaire: questionnaire.id.clone(), ..Overview::default() };
    for entry in results {
        let (is_counted, is_other) = (counting.count(&mut cells, entry), !counting.versions.contains(&entry.version));
        overview.counted += u32::from(is_counted);
        overview.migrated += u32::from(is_counted && is_other);
        overview.of_other_versions += u32::from(!is_counted);
    }
    let making = Making { items: &counting.items, thresholds, joint: &choices.joint };
    overview.years = cells.years().into_iter().map(|year| making.overview(&cells, year)).collect();
    overview
}

/// What a municipality has shared of the manager survey.
fn file(c: &Fixtures, municipality: &str, results: &[Entry]) -> GroupFile {
    let questionnaire = &c.shares.value;
    let overview = overview(questionnaire, results, &joint(), limits(c));
    GroupFile {
        format: GroupFile::FORMAT.to_owned(),
        version: GroupFile::VERSION,
        day: "2026-11-16".to_owned(),
        municipalities: vec![municipality.to_owned()],
        questionnaire: questionnaire.id.clone(),
        structure: Structure::of(questionnaire).digest(),
        thresholds: limits(c),
        years: overview.years.into_iter().filter_map(|year| year.shared).collect(),
    }
}

/// What this municipality itself has shared before.
fn own(c: &Fixtures, results: &[Entry]) -> GroupFile {
    file(c, c.site.name.get(c.lang), results)
}

/// What another municipality has shared.
fn neighbour(c: &Fixtures) -> GroupFile {
    file(c, "Grannby", &year(&c.shares, 2026)[4..])
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;

    use engine::Lang;
    use engine::encoding::content::Compiled;
    use engine::model::site::Site;
    use texts::Texts;

    use super::*;

    fn fixtures() -> Fixtures {
        let loaded = |id: &str| -> Loaded {
            let value = reader::read_questionnaire(&fs::read(format!("content/sv/{id}.md")).unwrap(), None).value;
            Arc::new(Compiled { digest: String::new(), value })
        };
        Fixtures {
            lang: Lang::Sv,
            t: Texts(Lang::Sv),
            site: Site::default(),
            levels: loaded("nis2-beredskap"),
            shares: loaded("chefsenkat"),
            percentages: loaded("servicedesk"),
            knowledge: loaded("nis2-kunskap"),
        }
    }

    /// The pages show what the stories are named after only if the figures are so.
    #[test]
    fn the_figures_are_what_the_stories_say() {
        let c = fixtures();
        let count = |results: &[Entry], choices: Choices| overview(&c.shares.value, results, &choices, limits(&c));
        let both = count(&two_years(&c.shares), joint());
        let years: Vec<_> = both.years.iter().map(|year| (year.year, year.people)).collect();
        assert_eq!(years, [(2026, 36), (2025, 32)]);
        let shared = both.years[0].shared.as_ref().unwrap();
        let units: Vec<_> = shared.units.iter().map(|block| (block.of.join(" "), block.people)).collect();
        assert_eq!(units, [("Omsorgen".into(), 13), ("Skolan".into(), 11), ("Miljö Tekniska".into(), 12)]);
        assert!(shared.joint.contains_key(JOINT));

        let now = year(&c.shares, 2026);
        assert_eq!(own(&c, &now).differences(&own(&c, &now)), []);
        assert!(!own(&c, &now).differences(&own(&c, &now[2..])).is_empty());
        assert_eq!(neighbour(&c).years[0].people, 32);
        assert!(count(&now[..3], Choices::default()).years[0].shared.is_none());

        let mut others = now;
        others.iter_mut().take(12).for_each(|entry| entry.version.clear());
        let left_out = count(&others, joint());
        assert_eq!((left_out.counted, left_out.migrated, left_out.of_other_versions), (25, 0, 12));
        let migrated = count(&others, Choices { migrates: true, ..joint() });
        assert_eq!((migrated.counted, migrated.migrated, migrated.of_other_versions), (37, 12, 0));
    }
}
