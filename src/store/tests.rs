//! Answers are never lost.

use std::cell::Cell;
use std::rc::Rc;

use engine::model::answers::AnswerField;
use engine::results::assessment::RecordError;
use engine::results::questionnaire_ref::QuestionnaireRef;

use super::*;

/// A storage that two tabs share, and that can be full.
#[derive(Default, Clone)]
struct Shared {
    memory: Rc<Memory>,
    full: Rc<Cell<bool>>,
}

impl Storage for Shared {
    fn keys(&self) -> Vec<String> {
        self.memory.keys()
    }
    fn get(&self, key: &str) -> Option<String> {
        self.memory.get(key)
    }
    fn set(&self, key: &str, text: &str) -> Result<(), Refused> {
        if self.full.get() { Err(Refused) } else { self.memory.set(key, text) }
    }
    fn remove(&self, key: &str) {
        self.memory.remove(key);
    }
}

const JSON: Json = Json {
    read: |text| {
        let json: serde_json::Value = serde_json::from_str(text).map_err(|_| RecordError::Damaged)?;
        Assessment::read_from(|| &json)
    },
    write: |assessment| serde_json::to_string(assessment).map_err(|_| Refused),
};

fn tab(device: &Shared) -> Store {
    Store::new(Box::new(device.clone()), Box::new(Memory::default()), JSON, "/", false)
}

fn assessment(name: &str) -> Assessment {
    let questionnaire = QuestionnaireRef { id: "q".into(), ..QuestionnaireRef::default() };
    Assessment::new(questionnaire, "i".into(), name.into(), "1".into())
}

/// A tab with an assessment whose first question is answered.
fn begun(device: &Shared) -> (Store, ActiveAssessment) {
    let store = tab(device);
    let mut open = store.create(assessment("a"), "k", true);
    store.change(&mut open, answer("1", "ja"), "2");
    (store, open)
}

fn answer(question: &str, choice: &str) -> Change {
    Change::Answer(question.into(), AnswerField::Choices(vec![choice.into()]))
}

fn chosen(open: &ActiveAssessment, question: &str) -> Option<String> {
    open.assessment.answers.get(question).map(|answer| answer.choices.join(","))
}

#[test]
fn a_change_is_there_after_a_reload() {
    let device = Shared::default();
    let store = tab(&device);
    let mut open = store.create(assessment("Hösten"), "k", true);
    assert!(device.keys().is_empty(), "nothing is stored before the first change");
    store.change(&mut open, answer("1", "ja"), "2");
    let again = tab(&device).current("q").unwrap();
    assert_eq!(chosen(&again, "1").as_deref(), Some("ja"));
    assert_eq!(again.assessment.name, "Hösten");
    assert_eq!(again.save_state, SaveState::Saved);
}

#[test]
fn two_tabs_answer_without_losing_each_others_answers() {
    let device = Shared::default();
    let (one, two) = (tab(&device), tab(&device));
    let mut first = one.create(assessment("a"), "k", true);
    one.change(&mut first, answer("1", "ja"), "2");
    let mut second = two.current("q").unwrap();
    one.change(&mut first, answer("2", "nej"), "3");
    two.change(&mut second, answer("3", "ja"), "4");
    assert_eq!(one.refresh(&mut first), Presence::There);
    for open in [&first, &second] {
        assert_eq!(["1", "2", "3"].map(|q| chosen(open, q).unwrap()), ["ja", "nej", "ja"]);
    }
}

#[test]
fn what_is_on_no_device_is_laid_aside_and_found_again() {
    let store = tab(&Shared::default());
    let mut open = store.create(assessment("a"), "k", false);
    store.change(&mut open, answer("1", "ja"), "2");
    let key = open.key().to_owned();
    store.hold_unsaved(open);
    // An empty one says that nothing is to be saved.
    store.hold_unsaved(store.create(assessment("tom"), "l", false));
    assert!(store.is_at_risk());
    assert_eq!(store.list("q").iter().map(|kept| kept.key.as_str()).collect::<Vec<_>>(), [key.as_str()]);
    let empty = store.current("q").unwrap();
    assert_eq!((empty.save_state, empty.assessment.answers.is_empty()), (SaveState::NotAsked, true), "the last one");
    let open = store.open(&key).unwrap();
    assert_eq!((chosen(&open, "1").as_deref(), open.save_state), (Some("ja"), SaveState::NotAsked));
    assert!(!store.is_at_risk());
    store.hold_unsaved(open);
    store.delete(&key);
    assert!(store.list("q").is_empty());
}

#[test]
fn a_full_storage_keeps_the_answers_here_and_writes_them_when_it_can() {
    let device = Shared::default();
    let (store, mut open) = begun(&device);
    device.full.set(true);
    store.change(&mut open, answer("2", "nej"), "3");
    assert_eq!(open.save_state, SaveState::Full);
    assert!(open.is_at_risk());
    assert_eq!(chosen(&open, "2").as_deref(), Some("nej"));
    assert_eq!(store.refresh(&mut open), Presence::There, "another tab's event loses nothing");
    assert_eq!(chosen(&open, "2").as_deref(), Some("nej"));
    device.full.set(false);
    store.change(&mut open, answer("3", "ja"), "4");
    assert_eq!(open.save_state, SaveState::Saved);
    let again = tab(&device).current("q").unwrap();
    assert_eq!(["1", "2", "3"].map(|q| chosen(&again, q).unwrap()), ["ja", "nej", "ja"]);
}

#[test]
fn a_damaged_record_is_set_aside_and_never_overwritten() {
    let device = Shared::default();
    let (store, mut open) = begun(&device);
    for damage in ["{\"name\": \"a\", \"cha", "annan skada"] {
        device.memory.set(open.key(), damage).unwrap();
        store.change(&mut open, answer("2", "nej"), "3");
        assert_eq!(chosen(&open, "1").as_deref(), Some("ja"), "what this tab knows is written anew");
    }
    let aside: Vec<_> = store.quarantined("q").into_iter().map(|record| record.text).collect();
    assert_eq!(aside, ["{\"name\": \"a\", \"cha", "annan skada"]);
    assert_eq!(store.list("q").len(), 1);
    store.discard(&store.quarantined("q")[0]);
    assert_eq!(store.quarantined("q").len(), 1);
}

#[test]
fn a_damaged_record_is_found_by_the_first_look() {
    let device = Shared::default();
    device.memory.set("vattenpass:/:assessment:q:k", "skada").unwrap();
    assert_eq!(tab(&device).quarantined("q").len(), 1);
}

#[test]
fn a_damaged_record_stays_where_it_is_when_there_is_no_room_to_move_it() {
    let device = Shared::default();
    device.memory.set("vattenpass:/:assessment:q:k", "skada").unwrap();
    device.full.set(true);
    assert!(tab(&device).list("q").is_empty());
    assert_eq!(device.get("vattenpass:/:assessment:q:k").as_deref(), Some("skada"));
}

#[test]
fn several_assessments_lie_side_by_side_and_each_tab_keeps_to_its_own() {
    let device = Shared::default();
    let store = tab(&device);
    let mut spring = store.create(assessment("Våren"), "k1", true);
    store.change(&mut spring, answer("1", "ja"), "2");
    let mut autumn = store.create(assessment("Hösten"), "k2", true);
    store.change(&mut autumn, answer("1", "nej"), "3");
    let names: Vec<_> = store.list("q").into_iter().map(|kept| kept.assessment.name).collect();
    assert_eq!(names, ["Hösten", "Våren"], "the one changed last first");
    let opened = store.open(spring.key()).unwrap();
    assert_eq!(opened.assessment.name, "Våren");
    assert_eq!(store.current("q").unwrap().assessment.name, "Våren");
    assert_eq!(tab(&device).current("q").unwrap().assessment.name, "Hösten");
}

#[test]
fn a_tab_that_has_begun_a_new_one_does_not_fall_back_on_an_older() {
    let device = Shared::default();
    let store = tab(&device);
    let mut old = store.create(assessment("Våren"), "k1", true);
    store.change(&mut old, answer("1", "ja"), "2");
    let new = store.create(assessment("Hösten"), "k2", true);
    store.remember(&new);
    assert!(store.current("q").is_none(), "a reload before the first answer begins anew");
    assert_eq!(tab(&device).current("q").unwrap().assessment.name, "Våren");
}

#[test]
fn not_asked_to_keep_means_that_nothing_is_written() {
    let device = Shared::default();
    let store = tab(&device);
    let mut open = store.create(assessment("a"), "k", false);
    store.change(&mut open, answer("1", "ja"), "2");
    assert!(device.keys().is_empty());
    assert_eq!(chosen(&open, "1").as_deref(), Some("ja"));
    assert!(store.refresh(&mut open) == Presence::There && open.is_at_risk());
}

#[test]
fn what_another_tab_has_deleted_is_not_brought_back() {
    let device = Shared::default();
    let (store, mut open) = begun(&device);
    tab(&device).delete(open.key());
    assert_eq!(store.refresh(&mut open), Presence::Deleted);
    // The event may be missed, and something answered before it comes.
    assert_eq!(store.change(&mut open, answer("2", "nej"), "3"), Presence::Deleted);
    assert!(device.keys().is_empty(), "nothing is written");
    let mut new = store.orphan(open, assessment("b"), "l", "3").expect("an answer waits");
    assert_eq!((chosen(&new, "1"), chosen(&new, "2").as_deref()), (None, Some("nej")), "only what came after");
    store.change(&mut new, answer("3", "ja"), "4");
    assert!(device.keys().is_empty() && new.is_at_risk(), "not before the respondent asks for it");
    store.save_as_new(&mut new, "5");
    assert_eq!(new.save_state, SaveState::Saved);
    let again = tab(&device).current("q").unwrap();
    assert_eq!(["2", "3"].map(|q| chosen(&again, q).unwrap()), ["nej", "ja"]);
}

#[test]
fn an_emptied_storage_takes_no_answers_and_gets_none_back_unasked() {
    let device = Shared::default();
    let (store, mut open) = begun(&device);
    device.remove(open.key());
    store.has_been_emptied(&mut open);
    assert_eq!(store.refresh(&mut open), Presence::There);
    store.change(&mut open, answer("2", "nej"), "3");
    assert!(device.keys().is_empty() && open.is_at_risk());
    store.save_as_new(&mut open, "4");
    let again = tab(&device).current("q").unwrap();
    assert_eq!(["1", "2"].map(|q| chosen(&again, q).unwrap()), ["ja", "nej"]);
}

#[test]
fn nothing_typed_means_nothing_to_begin_with() {
    let store = tab(&Shared::default());
    let mut open = store.create(assessment("a"), "k", true);
    store.change(&mut open, answer("1", "ja"), "2");
    store.delete(open.key());
    assert_eq!(store.change(&mut open, Change::Position("2".into()), "3"), Presence::Deleted);
    assert!(store.orphan(open, assessment("b"), "l", "3").is_none());
}

#[test]
fn what_waits_is_one_change_for_each_thing_that_was_changed() {
    let device = Shared::default();
    let (store, mut open) = begun(&device);
    device.full.set(true);
    for n in 0..100 {
        let note = AnswerField::Note(Some("x".repeat(n)));
        store.change(&mut open, Change::Answer("1".into(), note), "3");
        store.change(&mut open, answer("2", if n % 2 == 0 { "ja" } else { "nej" }), "3");
    }
    assert_eq!(open.waiting.len(), 2, "{:?}", open.waiting);
    // Meanwhile another tab has answered: both are there when there is room again.
    device.full.set(false);
    let other = tab(&device);
    other.change(&mut other.current("q").unwrap(), answer("3", "ja"), "4");
    store.change(&mut open, answer("4", "ja"), "5");
    assert_eq!(["1", "2", "3", "4"].map(|q| chosen(&open, q).unwrap()), ["ja", "nej", "ja", "ja"]);
    assert_eq!(open.assessment.answers.get("1").unwrap().note.as_ref().map(String::len), Some(99));
    assert!(open.waiting.is_empty());
}

#[test]
fn a_field_of_an_answer_that_another_tab_has_changed_is_not_overwritten() {
    let device = Shared::default();
    let (one, two) = (tab(&device), tab(&device));
    let mut first = one.create(assessment("a"), "k", true);
    one.change(&mut first, answer("1", "ja"), "2");
    let mut second = two.current("q").unwrap();
    one.change(&mut first, answer("1", "nej"), "3");
    two.change(&mut second, Change::Answer("1".into(), AnswerField::Note(Some("n".into()))), "4");
    assert_eq!(chosen(&second, "1").as_deref(), Some("nej"), "the event was missed");
}

#[test]
fn answers_migrate_as_they_are_stored_and_not_as_a_tab_remembers_them() {
    let device = Shared::default();
    let (one, two) = (tab(&device), tab(&device));
    let mut first = one.create(assessment("a"), "k", true);
    one.change(&mut first, answer("1", "ja"), "2");
    let mut second = two.current("q").unwrap();
    one.change(&mut first, answer("2", "nej"), "3");
    let value = engine::model::questionnaire::Questionnaire { id: "q".into(), ..Default::default() };
    let newer = std::sync::Arc::new(engine::encoding::content::Compiled { digest: "ny".into(), value });
    two.change(&mut second, Change::Migrate(newer), "4");
    assert_eq!(chosen(&second, "2").as_deref(), Some("nej"));
    assert_eq!(second.assessment.migrated.as_ref().unwrap().report.gone, ["1", "2"]);
}

#[test]
fn what_a_newer_site_has_written_is_neither_damaged_nor_overwritten() {
    let device = Shared::default();
    let (store, mut open) = begun(&device);
    let newer = r#"{"format":"vattenpass-assessment-2","annat":1}"#;
    device.memory.set(open.key(), newer).unwrap();
    store.change(&mut open, answer("2", "nej"), "3");
    assert_eq!((open.save_state, chosen(&open, "2").as_deref()), (SaveState::Newer, Some("nej")));
    assert!(open.is_at_risk() && store.list("q").is_empty());
    let unread = store.quarantined("q");
    assert_eq!((unread.len(), unread[0].newer, unread[0].text.as_str()), (1, true, newer));
    assert_eq!(device.get(open.key()).as_deref(), Some(newer));
}

#[test]
fn a_damaged_record_that_cannot_be_moved_is_not_overwritten() {
    let device = Shared::default();
    let (store, mut open) = begun(&device);
    device.memory.set(open.key(), "skada").unwrap();
    device.full.set(true);
    store.change(&mut open, answer("2", "nej"), "3");
    assert_eq!((open.save_state, device.get(open.key()).as_deref()), (SaveState::Full, Some("skada")));
    assert_eq!(store.quarantined("q").len(), 1, "it is offered as a file all the same");
    device.full.set(false);
    store.change(&mut open, answer("3", "ja"), "4");
    assert_eq!(open.save_state, SaveState::Saved);
    assert_eq!(["1", "2", "3"].map(|q| chosen(&open, q).unwrap()), ["ja", "nej", "ja"]);
}

#[test]
fn a_change_to_another_assessment_leaves_the_one_being_worked_on() {
    let device = Shared::default();
    let store = tab(&device);
    let mut spring = store.create(assessment("Våren"), "k1", true);
    store.change(&mut spring, answer("1", "ja"), "2");
    let mut autumn = store.create(assessment("Hösten"), "k2", true);
    store.change(&mut autumn, answer("1", "nej"), "3");
    store.change_other(spring.key(), Change::Name("Vår".into()), "4");
    assert_eq!(store.current("q").unwrap().assessment.name, "Hösten");
    let names: Vec<_> = store.list("q").into_iter().map(|kept| kept.assessment.name).collect();
    assert_eq!(names, ["Hösten", "Vår"]);
    let unsaved = store.create(assessment("c"), "k3", false);
    let key = unsaved.key().to_owned();
    store.hold_unsaved(unsaved);
    store.change_other(&key, Change::Name("d".into()), "5");
    assert_eq!(store.open(&key).unwrap().assessment.name, "d");
    assert_eq!(device.keys().len(), 2, "what is not to be kept is not written");
}

#[test]
fn an_address_names_an_assessment_by_the_first_digits_of_its_key() {
    let device = Shared::default();
    let store = tab(&device);
    let mut open = store.create(assessment("a"), "1a2b3c4d5e6f", true);
    store.change(&mut open, answer("1", "ja"), "2");
    assert_eq!(open.short_id(), "1a2b3c4d");
    assert_eq!(store.find("q", "1a2b3c4d").as_deref(), Some(open.key()));
    assert_eq!((store.find("q", "ffffffff"), store.find("annat", "1a2b3c4d")), (None, None));
    assert_eq!((store.count("q", Some(&open)), store.count("q", None)), (1, 1));
    let memory = store.create(assessment("b"), "99999999", false);
    assert_eq!(store.count("q", Some(&memory)), 2);
    store.hold_unsaved(memory);
    assert!(store.find("q", "99999999").is_some());
}

#[test]
fn other_applications_on_the_origin_are_none_of_ours() {
    let store = tab(&Shared::default());
    assert!(store.owns(None) && store.owns(Some("vattenpass:/:assessment:q:k")));
    assert!(!store.owns(Some("annat")) && !store.owns(Some("vattenpass:/annan/:assessment:q:k")));
}

#[test]
fn two_sites_on_one_origin_do_not_see_each_other() {
    let device = Shared::default();
    let here = tab(&device);
    let mut open = here.create(assessment("a"), "k", true);
    here.change(&mut open, answer("1", "ja"), "2");
    let there = Store::new(Box::new(device), Box::new(Memory::default()), JSON, "/annan/", false);
    assert!(there.list("q").is_empty());
}

#[test]
fn everything_goes_to_another_device_and_overwrites_nothing_there() {
    let here = Shared::default();
    let (store, mut open) = begun(&here);
    here.memory.set("vattenpass:/:set-aside:q:k2:0", "skada").unwrap();
    here.memory.set("vattenpass:/annan/:assessment:q:k", "en annan webbplats").unwrap();
    let all = store.everything();
    assert_eq!(all.len(), 2, "{all:?}");

    let there = Shared::default();
    let other = tab(&there);
    let take = |fresh: &str| -> Vec<Arrival> {
        all.iter().map(|(key, text)| other.take_record(key, text, fresh).unwrap()).collect()
    };
    assert_eq!(take("f"), [Arrival::Added; 2]);
    assert_eq!(other.list("q")[0].assessment, store.list("q")[0].assessment);
    assert_eq!(other.quarantined("q")[0].text, "skada");
    // Again: nothing is there twice.
    assert_eq!(take("f"), [Arrival::There; 2]);

    // Changed on both: both stay.
    store.change(&mut open, answer("1", "nej"), "3");
    let (key, text) = store.everything().into_iter().find(|(key, _)| key.starts_with("assessment:")).unwrap();
    let taken = other.take_record(&key, &text, "f").unwrap();
    assert_eq!((taken, other.list("q").len()), (Arrival::Beside, 2));
    assert_eq!(other.take_record(&key, &text, "g"), Ok(Arrival::There));

    // Nothing but records comes in, and a full storage says so.
    for key in ["", "assessment:", "assessment:q:", "assessment:Ö:k", "current:q:", "annat:q:k"] {
        assert_eq!(other.take_record(key, "x", "f"), Ok(Arrival::Unknown), "{key}");
    }
    there.full.set(true);
    assert_eq!(other.take_record("assessment:q:n", "x", "f"), Err(Refused));

    store.delete_everything();
    assert!(store.list("q").is_empty() && here.get("vattenpass:/annan/:assessment:q:k").is_some());
}
