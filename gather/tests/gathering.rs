//! Files of every kind, hostile ones among them, and how far the reading has come.

#![expect(clippy::unwrap_used, reason = "a panic in a test is the failure it reports")]

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

use engine::group::disclosure::Thresholds;
use engine::group::items::items;
use engine::group::pile::{Counting, Problem};
use engine::model::answers::Answer;
use engine::model::questionnaire::{Choice, ChoiceValue, Question, QuestionKind, Questionnaire, Section};
use engine::results::assessment::Assessment;
use engine::results::code::{Contents, ResultCode};
use engine::results::open_error::OpenError;
use engine::results::plan::Plan;
use engine::results::questionnaire_ref::QuestionnaireRef;
use engine::results::result_file::ResultFile;
use engine::results::structure::Structure;
use gather::{Count, Gathering, is_of_system};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn questionnaire() -> Questionnaire {
    let choice =
        |(id, points): (&str, f64)| Choice { id: id.into(), text: id.into(), value: ChoiceValue::Score(points) };
    let kind = QuestionKind::Single([("ja", 1.0), ("nej", 0.0)].map(choice).into());
    let question = |id: &str| Question { id: id.into(), kind: kind.clone(), ..Question::default() };
    let section = Section { id: "s".into(), questions: ["a", "b"].map(question).into(), ..Section::default() };
    Questionnaire { id: "prov".into(), sections: vec![section], ..Questionnaire::default() }
}

fn result(n: usize) -> ResultFile {
    let reference = QuestionnaireRef { id: "prov".into(), ..QuestionnaireRef::default() };
    let blank = Assessment::new(reference, format!("{n:032x}"), String::new(), String::new());
    let choice = if n.is_multiple_of(3) { "ja" } else { "nej" };
    let answers = ["a", "b"].map(|id| (id, Answer::choosing([choice]))).into_iter().collect();
    let assessment = Assessment { answers, ..blank };
    ResultFile::of(&assessment, Plan::default(), &questionnaire(), "2026-11-22T10:00:00Z".into())
}

fn line(n: usize) -> String {
    serde_json::to_string(&result(n)).unwrap() + "\n"
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn add(gathering: &mut Gathering, name: &str, bytes: Vec<u8>) {
    gathering.add(name, bytes.len() as u64, Box::new(Cursor::new(bytes)));
}

/// Reads everything. How far it has come never goes back, and a slice is a small part of many.
fn read(gathering: &mut Gathering) -> usize {
    let (mut slices, mut before) = (0, 0.0);
    while let Some(done) = gathering.step() {
        assert!((0.0..=1.0).contains(&done) && done >= before, "{before} {done}");
        (slices, before) = (slices + 1, done);
    }
    slices
}

fn refused(gathering: &Gathering) -> Vec<(String, Problem)> {
    gathering.report().refused.into_iter().map(|refused| (refused.source, refused.problem)).collect()
}

#[test]
fn files_packed_files_and_lines_are_gathered_together() {
    let mut gathering = Gathering::default();
    let (one, two) = (result(1).to_json(), result(2).to_json());
    let packed: &[(&str, &[u8])] = &[
        ("Skolan/två.json", two.as_bytes()),
        ("__MACOSX/._två.json", b"x"),
        (".DS_Store", b"x"),
        ("Thumbs.db", b"x"),
        ("läs mig.txt", b"Hej"),
    ];
    add(&mut gathering, "ett.json", one.clone().into_bytes());
    add(&mut gathering, "svar.zip", zip(packed));
    add(&mut gathering, "rader.ndjson", (3..6).map(line).collect::<String>().into_bytes());
    add(&mut gathering, "igen.json", one.into_bytes());
    read(&mut gathering);
    let report = gathering.report();
    assert_eq!((report.results, report.questionnaires), (5, vec!["prov".to_owned()]));
    assert_eq!(refused(&gathering), [("svar.zip/läs mig.txt".to_owned(), Problem::Nothing)]);
    assert_eq!(report.duplicates.len(), 1);
}

#[test]
fn a_file_of_many_lines_is_read_in_slices_and_counted_in_slices() {
    let text: String = (0..10_000).map(line).collect();
    assert!(text.len() > 5_000_000, "larger than a single result may be");
    let mut gathering = Gathering::default();
    add(&mut gathering, "alla.ndjson", text.into_bytes());
    assert!(read(&mut gathering) >= 99);
    assert_eq!(gathering.report().results, 10_000);
    let questionnaire = questionnaire();
    let versions = vec![Structure::of(&questionnaire).digest()];
    let counting = Counting { items: items(&questionnaire), questionnaire, versions, migrates: false };
    let mut count = Count::new(&gathering.pile, counting);
    let mut slices = 0;
    while count.step(&gathering.pile).is_some() {
        slices += 1;
    }
    assert!(slices >= 39);
    let overview = count.overview(Thresholds::new(5, 8), &BTreeSet::new());
    assert_eq!((overview.counted, overview.years.len(), overview.years[0].people), (10_000, 1, 10_000));
    assert_eq!(overview.years[0].all[0].classes["ja"], 3334);
    assert_eq!(overview.years[0].shared.as_ref().unwrap().items[0].all.spread.as_ref().unwrap().classes["nej"], 6666);
}

#[test]
fn ten_thousand_files_are_gathered() {
    let mut gathering = Gathering::default();
    (0..10_000).for_each(|n| add(&mut gathering, &format!("{n}.json"), result(n % 9_000).to_json().into_bytes()));
    read(&mut gathering);
    let report = gathering.report();
    assert_eq!((report.results, report.duplicates.len()), (9_000, 1_000));
}

#[test]
fn what_is_hostile_is_refused_with_its_reason_and_the_rest_counts() {
    let mut gathering = Gathering::default();
    let good = result(1).to_json();
    let zeros = vec![0; 40_000_000];
    let bomb = zip(&[("nollor.json", &zeros), ("bra.json", good.as_bytes())]);
    assert!(bomb.len() < 100_000);
    let inner = zip(&[("a.json", good.as_bytes())]);
    let mut cut = zip(&[("a.json", good.as_bytes()), ("b.json", good.as_bytes())]);
    cut.truncate(cut.len() / 2);
    let mut wrong = zip(&[("fel.json", result(2).to_json().as_bytes())]);
    let at = wrong.len() / 3;
    wrong[at] ^= 0xff;
    add(&mut gathering, "bomb.zip", bomb);
    add(&mut gathering, "dubbel.zip", zip(&[("inre.zip", &inner)]));
    add(&mut gathering, "avklippt.zip", cut);
    add(&mut gathering, "fel.zip", wrong);
    add(&mut gathering, "stor.bin", vec![b'{'; 6_000_000]);
    add(&mut gathering, "tom.json", Vec::new());
    read(&mut gathering);
    let refused = refused(&gathering);
    let of = |name: &str| &refused.iter().find(|(source, _)| source.starts_with(name)).expect(name).1;
    assert!(matches!(of("bomb.zip/nollor.json"), Problem::File(OpenError::TooLarge)), "{refused:?}");
    assert_eq!(*of("dubbel.zip/inre.zip"), Problem::PackedTwice);
    assert_eq!(*of("avklippt.zip"), Problem::Packed);
    assert!(matches!(of("fel.zip"), Problem::Packed | Problem::File(_)), "{refused:?}");
    assert_eq!(*of("stor.bin"), Problem::File(OpenError::TooLarge));
    assert_eq!(*of("tom.json"), Problem::Nothing);
    assert_eq!((refused.len(), gathering.report().results), (6, 1), "{refused:?}");
}

/// What each file is called, what it holds, and the reason that is given for it.
type Hostile = (&'static str, Vec<u8>, fn(&OpenError) -> bool);

/// What nobody can open as a result: the cases of `engine::results::result_file`.
fn hostile() -> Vec<Hostile> {
    let good = ResultFile { unit: Some("Skolan".into()), ..result(9) }.to_json();
    let not_json = |error: &OpenError| matches!(error, OpenError::NotJson { .. });
    let not_ours = |error: &OpenError| *error == OpenError::NotOurs;
    let damaged = |error: &OpenError| matches!(error, OpenError::Damaged { .. });
    let newer = |error: &OpenError| matches!(error, OpenError::Newer { version: 2 | 99_999_999_999 });
    let nameless = |error: &OpenError| *error == OpenError::NoQuestionnaire;
    let too_many = |error: &OpenError| *error == OpenError::TooMany;
    let with = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replacen(from, to, 1).into_bytes()
    };
    let answers = |more: &str| with("\"answers\": {", &format!("\"answers\": {{{more},"));
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let many: Vec<String> = (0..100_001).map(|n| format!("\"x{n}\":{{\"note\":\"\"}}")).collect();
    let mut not_utf8 = good.clone().into_bytes();
    not_utf8[good.find("Skolan").unwrap()] = 0xff;
    let group = |version: &str| format!("{{\"format\": \"vattenpass-group\", \"version\": {version}}}").into_bytes();
    vec![
        ("avklippt.json", good.as_bytes()[..good.len() / 2].to_vec(), not_json),
        ("styrtecken.json", with("Skolan", "Sko\u{1}lan"), not_json),
        ("inte-utf8.json", not_utf8, not_json),
        ("inte-ett-tal.json", answers("\"9\": {\"number\": NaN}"), not_json),
        ("efteråt.json", format!("{good} x").into_bytes(), not_json),
        ("annat.json", br#"{"format": "annat", "version": 1}"#.to_vec(), not_ours),
        ("formatet-ett-tal.json", br#"{"format": 7}"#.to_vec(), not_ours),
        ("formatet-djupt.json", format!("{{\"format\": {deep}}}").into_bytes(), not_ours),
        ("versionen-en-text.json", with("\"version\": 1,", "\"version\": \"ett\","), not_ours),
        ("nyare.json", with("\"version\": 1,", "\"version\": 2,"), newer),
        ("mycket-nyare.json", with("\"version\": 1,", "\"version\": 99999999999,"), newer),
        ("nyare-grupp.json", group("2"), newer),
        ("halv-grupp.json", group("1"), damaged),
        ("djup.json", answers(&format!("\"9\": {deep}")), damaged),
        ("okänd-status.json", with("\"draft\"", "\"ohej\""), damaged),
        ("svaret-ett-tal.json", answers("\"9\": 7"), damaged),
        ("samma-fråga-igen.json", answers("\"a\": {\"choices\": [\"ja\"]}"), damaged),
        ("samma-nyckel-igen.json", with("\"id\":", "\"id\": \"a\", \"id\":"), damaged),
        ("en-sökväg.json", with("\"prov\"", "\"../../prov\""), nameless),
        ("för-många-svar.json", answers(&many.join(",")), too_many),
        (
            "för-många-val.json",
            answers(&format!("\"9\": {{\"choices\": [\"x\"{}]}}", ",\"x\"".repeat(1_000))),
            too_many,
        ),
        ("för-stor.json", vec![b' '; 6_000_000], |error| *error == OpenError::TooLarge),
    ]
}

#[test]
fn each_hostile_file_is_listed_with_its_reason_packed_or_not_and_the_rest_counts() {
    let hostile = hostile();
    let good = [result(1).to_json(), format!("\u{feff}{}", result(2).to_json())];
    let mut files: Vec<(&str, &[u8])> = vec![("först.json", good[0].as_bytes())];
    files.extend(hostile.iter().map(|(name, bytes, _)| (*name, bytes.as_slice())));
    files.push(("sist-med-märke.json", good[1].as_bytes()));
    let mut gathering = Gathering::default();
    files.iter().for_each(|(name, bytes)| add(&mut gathering, name, bytes.to_vec()));
    add(&mut gathering, "allt.zip", zip(&files));
    read(&mut gathering);
    let refused = refused(&gathering);
    for (name, _, expect) in &hostile {
        for name in [(*name).to_owned(), format!("allt.zip/{name}")] {
            let of: Vec<_> = refused.iter().filter(|(source, _)| *source == name).map(|(_, problem)| problem).collect();
            assert!(matches!(&of[..], [Problem::File(error)] if expect(error)), "{name}: {of:?}");
        }
    }
    assert_eq!(refused.len(), 2 * hostile.len(), "{refused:?}");
    let report = gathering.report();
    assert_eq!((report.results, report.duplicates.len()), (2, 2));
}

#[test]
fn a_line_that_is_not_utf_8_is_refused_and_those_beside_it_count() {
    let unit = |unit: &str, n| ResultFile { unit: Some(unit.into()), ..result(n) };
    let mut lines = line(1).into_bytes();
    let at = lines.len();
    lines.extend(serde_json::to_string(&unit("Skolan", 2)).unwrap().bytes().chain(*b"\r\n"));
    let place = at + lines[at..].windows(6).position(|word| word == b"Skolan").unwrap();
    lines[place] = 0xff;
    lines.extend(line(3).bytes());
    let mut gathering = Gathering::default();
    add(&mut gathering, "rader.ndjson", lines);
    read(&mut gathering);
    let report = gathering.report();
    let lines: Vec<_> = report.refused.iter().map(|refused| (refused.line, &refused.problem)).collect();
    assert!(matches!(lines[..], [(Some(2), Problem::File(OpenError::NotJson { .. }))]), "{lines:?}");
    assert_eq!(report.results, 2);
}

#[test]
fn what_is_stopped_leaves_what_was_there_before() {
    let mut gathering = Gathering::default();
    add(&mut gathering, "först.json", result(1).to_json().into_bytes());
    read(&mut gathering);
    (2..50).for_each(|n| add(&mut gathering, &format!("{n}.json"), result(n).to_json().into_bytes()));
    for _ in 0..10 {
        gathering.step();
    }
    gathering.cancel();
    assert_eq!((gathering.report().results, gathering.step()), (1, None));
    // Rows that were cut off do not go into the next file's.
    let half = "{\"result\":\"0\",\"questionnaire\":\"prov\",\"version\":\"v\",\"day\":\"2026-11-22\",\"status\":\"final\",\
                \"unit\":\"\",\"role\":\"\",\"joint\":false,\"question\":\"a\",\"choice\":\"ja\",\"number\":null}\n";
    add(&mut gathering, "halv.ndjson", half.repeat(40_000).into_bytes());
    for _ in 0..3 {
        gathering.step();
    }
    gathering.cancel();
    add(&mut gathering, "ny.ndjson", line(7).into_bytes());
    read(&mut gathering);
    assert_eq!(gathering.report().results, 2);
}

#[test]
fn what_systems_leave_in_folders_is_passed_over() {
    for name in ["a/.DS_Store", "Thumbs.db", "b/desktop.ini", "__MACOSX/x.json", ".gömd"] {
        assert!(is_of_system(name), "{name}");
    }
    assert!(!is_of_system("Skolan/svar.json") && !is_of_system("v.1.json"));
}

#[test]
fn what_is_kept_is_the_same_when_it_is_taken_again() {
    let mut gathering = Gathering::default();
    add(&mut gathering, "ett.json", result(1).to_json().into_bytes());
    read(&mut gathering);
    let first = gathering.before();
    // A code is kept as it came, whether or not what it is of is known by then.
    let structure = Structure::of(&questionnaire());
    let contents = Contents {
        id: "5eed0000000000000000000000000000",
        day: "2026-11-20",
        unit: None,
        role: None,
        answers: &result(7).answers,
    };
    let code = ResultCode::new(&structure, &[], contents).write();
    add(&mut gathering, "chatt.txt", format!("Anna: {code}").into_bytes());
    add(&mut gathering, "många.ndjson", (2..600).map(line).collect::<String>().into_bytes());
    add(&mut gathering, "brev.txt", b"Hej!".to_vec());
    read(&mut gathering);
    let (second, pile) = (gathering.before(), &gathering.pile);
    assert_eq!((first.results(), second.results(), pile.mark().results()), (0, 1, 599));
    // As they were gathered, and in pieces.
    let batches = [
        pile.batch(first.results()..second.results()),
        pile.batch_since(second),
        pile.batch(second.results()..300),
        pile.batch(300..pile.mark().results()),
    ];
    let mut other = Gathering::default();
    for batch in batches {
        let json = serde_json::to_string(&batch).unwrap();
        other.pile.take_batch(serde_json::from_str(&json).unwrap());
    }
    for gathering in [&mut gathering, &mut other] {
        gathering.pile.know(std::slice::from_ref(&structure), &[]);
    }
    assert_eq!(other.report(), gathering.report());
    assert_eq!(other.report().results, 599 + 1);
    assert_eq!(refused(&other), [("brev.txt".to_owned(), Problem::Nothing)]);
}
