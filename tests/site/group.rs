//! A coordinator's autumn: results gathered from files, folders, chats and earlier years, and what is made of them.

use std::fs;
use std::io::{Cursor, Write as _};

use engine::group::group_file::GroupFile;
use engine::model::answers::{Answer, Answers};
use engine::results::code::{Contents, ResultCode};
use engine::results::result_file::ResultFile;
use engine::results::structure::Structure;
use serde_json::{Value, json};
use thirtyfour::Key;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::access::{key, reach};
use crate::harness::{Engine, GROUP_FILES, Site, Visit, in_every_engine, questionnaire, replace, scored};

in_every_engine!(a_coordinator_gathers_an_autumn);

const UNITS: [(&str, usize); 5] = [("Omsorgen", 13), ("Skolan", 11), ("Tekniska", 9), ("Miljö", 3), ("Kultur", 2)];

/// The choice that makes IT-service's answer a joint one.
pub const JOINT: &str =
    "IT-service: svaret är gemensamt för en funktion, inte en persons. Det visas öppet och följer med i det som delas.";

/// A number that looks like chance and is the same every time.
fn chance(seed: usize, below: usize) -> usize {
    let mixed = (seed as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from((mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 40).unwrap() % below
}

/// How a manager answers the manager survey.
fn answers(person: usize) -> Answers {
    let q = questionnaire("chefsenkat");
    let all = q.questions().enumerate().filter_map(|(n, question)| {
        let choices = question.choices();
        let pick = chance(person * 31 + n * 7, choices.len().max(1) + 1).min(choices.len().saturating_sub(1));
        Some((question.id.clone(), Answer::choosing([choices.get(pick)?.id.clone()])))
    });
    all.collect()
}

fn result(person: usize, year: u16, unit: &str, role: &str) -> ResultFile {
    let day = 1 + person % 20;
    let file = scored("chefsenkat", &format!("{year}-11-{day:02}T10:00:00Z"), answers(person + usize::from(year)));
    let id = engine::encoding::digest::sha256(format!("{person}").as_bytes())[..32].to_owned();
    ResultFile { id, unit: Some(unit.to_owned()).filter(|unit| !unit.is_empty()), role: Some(role.to_owned()), ..file }
}

/// The managers of a year, and IT-service's joint answer.
pub fn autumn(year: u16) -> Vec<(String, Vec<u8>)> {
    let units = UNITS.iter().flat_map(|(unit, people)| std::iter::repeat_n(*unit, *people));
    let managers = units.enumerate().map(|(person, unit)| result(person, year, unit, "chef"));
    let all = managers.chain([result(99, year, "", "it-service")]);
    all.enumerate().map(|(n, file)| (format!("svar-{year}-{n}.json"), file.to_json().into_bytes())).collect()
}

fn code(person: usize) -> String {
    let answers = answers(person);
    let id = engine::encoding::digest::sha256(format!("{person}").as_bytes())[..32].to_owned();
    let contents = Contents { id: &id, day: "2026-11-01", unit: None, role: Some("chef"), answers: &answers };
    ResultCode::new(&Structure::of(&questionnaire("chefsenkat")), &[], contents).write()
}

/// A packed file of them.
fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

impl Visit {
    /// Drops files on the page.
    pub async fn drop_files(&self, files: &[(String, Vec<u8>)]) {
        let files: Vec<Value> =
            files.iter().map(|(name, bytes)| json!([name, String::from_utf8_lossy(bytes)])).collect();
        self.find(".drop-zone").await;
        self.script(&format!(
            "const data = new DataTransfer();
             for (const [name, text] of {}) data.items.add(new File([text], name));
             document.querySelector('.drop-zone').dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }}))",
            json!(files)
        ))
        .await;
    }

    async fn paste_codes(&self, text: &str) {
        let paste = "const field = document.querySelector('.drop-zone textarea');
             field.value = TEXT; field.dispatchEvent(new Event('change', { bubbles: true }))";
        self.script(&paste.replace("TEXT", &json!(text).to_string())).await;
    }
}

async fn a_coordinator_gathers_an_autumn(engine: Engine) {
    let visit = Visit::with(engine, Site::Built, json!({})).await;
    visit.open("#/sv/grupp").await;
    visit.heading("Samla svar").await;
    visit.see("Här är inget samlat än.").await;
    let mut files = autumn(2026);
    files.extend([("brev.txt".into(), "Hej!".into()), ("trasig.json".into(), "{\"format\": 1}".into())]);
    files.push(("igen.json".into(), files[0].1.clone()));
    // WebKit gives a script no files to drop.
    visit.choose_file(GROUP_FILES, &packed(&files)).await;
    visit.see("39 resultat").await;
    visit.see("2 räknas inte: visa varför").await;
    visit.see("1 fanns mer än en gång").await;
    visit.paste_codes(&format!("Anna 10:02\nhär är min {}\nBo 10:03 {}", code(0), code(500))).await;
    see_counted(&visit, "40 resultat", 2026).await;
    visit.press("Chefsenkäten").await;
    visit.heading("Chefsenkäten: svaren tillsammans").await;
    visit.see("40 svar från 5 enheter").await;
    visit.see("Vet du vilka mål IT-service har för sin verksamhet?").await;
    // IT-service's answer is a function's.
    visit.press("Rollerna").await;
    visit.press(JOINT).await;
    visit.see("Gemensamt svar från rollen IT-service").await;
    visit.press("Enheterna").await;
    visit.see("Omsorgen (13 svar)").await;
    visit.see("enheter tillsammans").await;
    visit.press("Åren").await;
    visit.see("Här finns bara ett år.").await;
    visit.press("Till sidan Samla svar").await;
    visit.choose_file(GROUP_FILES, &packed(&autumn(2025))).await;
    visit.see("79 resultat").await;
    visit.see("1 nov. 2025 – 20 nov. 2025").await;
    visit.press("Chefsenkäten").await;
    visit.see("39 svar").await;
    visit.press("Åren").await;
    visit.see("Det här året bredvid det förra.").await;
    visit.press("Spara och dela").await;
    visit.press("Ladda ner gruppfilen").await;
    let (name, file) = visit.downloaded().await;
    assert!(name.starts_with("vattenpass-grupp-chefsenkat-for-delning-"), "{name}");
    let file = GroupFile::read(&String::from_utf8(file).unwrap()).unwrap();
    assert_eq!(file.years.iter().map(|year| (year.year, year.people)).collect::<Vec<_>>(), [(2026, 39), (2025, 38)]);
    assert!(file.years[0].joint.contains_key("it-service"));
    visit.press("Ladda ner som tabell (CSV)").await;
    let (name, _) = visit.downloaded().await;
    assert!(name.ends_with(".csv"), "{name}");
    visit.press("Ladda ner raderna (NDJSON)").await;
    let (name, rows) = visit.downloaded().await;
    assert!(name.starts_with("vattenpass-grupp-chefsenkat-arbetsmaterial-"), "{name}");
    let rows = String::from_utf8(rows).unwrap();
    assert!(rows.lines().next().unwrap().contains("Arbetsmaterial – inte för delning"), "{}", &rows[..200]);
    assert!(rows.lines().count() > 500);
    visit.finish().await;
}

#[tokio::test]
async fn the_work_is_kept_where_the_coordinator_asks_for_it_and_can_be_deleted() {
    keeps_and_deletes(Engine::Chromium).await;
}

#[tokio::test]
async fn the_work_is_kept_where_the_coordinator_asks_for_it_in_firefox() {
    keeps_and_deletes(Engine::Firefox).await;
}

#[tokio::test]
async fn the_work_is_kept_where_the_coordinator_asks_for_it_in_webkit() {
    keeps_and_deletes(Engine::WebKit).await;
}

async fn keeps_and_deletes(engine: Engine) {
    let visit = Visit::with(engine, Site::Built, json!({})).await;
    visit.open("#/sv/grupp").await;
    visit.choose_file(GROUP_FILES, &packed(&autumn(2026))).await;
    visit.see("39 resultat").await;
    visit.reload().await;
    visit.see("Här är inget samlat än.").await;
    assert_eq!(visit.stored_keys().await, Vec::<String>::new(), "nothing is kept that nobody asked for");

    let group = [autumn(2026), vec![("brev.txt".to_owned(), b"Hej!".to_vec())]].concat();
    visit.choose_file(GROUP_FILES, &packed(&group)).await;
    see_counted(&visit, "39 resultat", 2026).await;
    visit.press("Spara på datorn").await;
    visit.see("Arbetet sparas på den här datorn").await;
    visit.press("Chefsenkäten").await;
    visit.press("Rollerna").await;
    visit.press(JOINT).await;
    visit.see("Gemensamt svar från rollen IT-service").await;
    visit.reload().await;
    // The page that was open is there, with the results and the choices.
    visit.see("Gemensamt svar från rollen IT-service").await;
    visit.press("Till sidan Samla svar").await;
    visit.see("39 resultat").await;
    visit.see("1 räknas inte: visa varför").await;
    // What is added is kept too: files, and codes that can be read when the questionnaire has come.
    visit.choose_file(GROUP_FILES, &packed(&autumn(2025))).await;
    visit.see("78 resultat").await;
    visit.paste_codes(&code(500)).await;
    visit.see("79 resultat").await;
    kept_batches(&visit, 4).await;
    visit.reload().await;
    see_counted(&visit, "79 resultat", 2025).await;
    visit.see_no("fanns mer än en gång").await;
    // It can be deleted from the computer, and lives on the page.
    visit.press("Ta bort från datorn").await;
    kept_batches(&visit, 0).await;
    visit.see("79 resultat").await;
    visit.reload().await;
    visit.see("Här är inget samlat än.").await;
    assert_eq!(visit.stored_keys().await, Vec::<String>::new());
    visit.finish().await;
}

/// By keyboard alone, and none of what is pressed leaves the focus nowhere.
#[tokio::test]
async fn the_work_is_kept_read_shared_and_deleted_by_keyboard_alone() {
    let visit = Visit::new().await;
    visit.resize(390, 844).await;
    visit.open("#/sv/grupp").await;
    visit.drop_files(&[autumn(2026), autumn(2025)].concat()).await;
    see_counted(&visit, "78 resultat", 2026).await;
    reach(&visit, Key::Tab, "button Spara på datorn").await;
    key(&visit, Key::Enter).await;
    visit.see("Arbetet sparas på den här datorn").await;
    visit.focus_is_on("Spara på datorn", "SECTION Spara arbetet").await;
    reach(&visit, Key::Tab, "a Chefsenkäten").await;
    key(&visit, Key::Enter).await;
    visit.heading("Chefsenkäten: svaren tillsammans").await;
    reach(&visit, Key::Tab, "a Rollerna").await;
    key(&visit, Key::Enter).await;
    visit.see("Samma fråga, svaren bredvid varandra.").await;
    reach(&visit, Key::Tab, &format!("input {JOINT}")).await;
    key(&visit, Key::Space).await;
    visit.see("Gemensamt svar från rollen IT-service").await;
    visit.focus_is_on(JOINT, "INPUT on").await;
    reach(&visit, Key::Tab, "summary Som tabell").await;
    key(&visit, Key::Enter).await;
    visit.see("Svarande").await;
    reach(&visit, Key::Tab, &format!("input {JOINT}")).await;
    key(&visit, Key::Space).await;
    visit.see_no("Gemensamt svar från rollen IT-service").await;
    visit.focus_is_on(JOINT, "INPUT on").await;
    reach(&visit, Key::Tab, "a Frågorna").await;
    key(&visit, Key::Enter).await;
    visit.see("20 nov. 2026").await;
    reach(&visit, Key::Tab, "select 2026").await;
    key(&visit, Key::Down).await;
    visit.see("20 nov. 2025").await;
    visit.focus_is_on("År", "SELECT 2025").await;
    reach(&visit, Key::Tab, "a Spara och dela").await;
    key(&visit, Key::Enter).await;
    reach(&visit, Key::Tab, "button Ta med i ”Ledningens genomgång”").await;
    key(&visit, Key::Enter).await;
    visit.heading("Ledningens genomgång").await;
    reach(&visit, Key::Tab, "button Ta inte med").await;
    key(&visit, Key::Enter).await;
    visit.focus_is_on("Ta inte med", "H1 Ledningens genomgång").await;
    visit.open("#/sv/grupp").await;
    reach(&visit, Key::Tab, "button Ta bort från datorn").await;
    key(&visit, Key::Enter).await;
    kept_batches(&visit, 0).await;
    visit.focus_is_on("Ta bort från datorn", "SECTION Spara arbetet").await;
    visit.finish().await;
}

#[tokio::test]
async fn two_windows_keep_what_is_gathered_in_both() {
    let visit = Visit::new().await;
    visit.open("#/sv/grupp").await;
    visit.drop_files(&autumn(2026)).await;
    see_counted(&visit, "39 resultat", 2026).await;
    let first = visit.driver.window().await.unwrap();
    let second = visit.driver.new_tab().await.unwrap();
    visit.driver.switch_to_window(second.clone()).await.unwrap();
    visit.open("#/sv/grupp").await;
    visit.drop_files(&autumn(2025)).await;
    see_counted(&visit, "39 resultat", 2025).await;
    visit.press("Spara på datorn").await;
    visit.see("Arbetet sparas på den här datorn").await;
    visit.driver.switch_to_window(first).await.unwrap();
    visit.press("Spara på datorn").await;
    visit.see("Arbetet sparas på den här datorn").await;
    visit.driver.switch_to_window(second).await.unwrap();
    visit.reload().await;
    visit.see("78 resultat").await;
    visit.finish().await;
}

/// Sees so many results gathered, and those of a year counted: until then the page still moves, and a press may go astray.
async fn see_counted(visit: &Visit, results: &str, year: u16) {
    visit.see(results).await;
    visit.see(&format!("20 nov. {year}")).await;
}

/// Waits until the browser's database has as many batches as that.
async fn kept_batches(visit: &Visit, wanted: u64) {
    let count = "const done = arguments[arguments.length - 1];
        indexedDB.databases().then(all => {
            const request = indexedDB.open(all[0].name);
            request.onsuccess = () => {
                const count = request.result.transaction('batches').objectStore('batches').count();
                count.onsuccess = () => { request.result.close(); done(count.result); };
            };
        })";
    visit
        .wait(format!("{wanted} batches"), || async {
            let counted = visit.driver.execute_async(count, Vec::new()).await.unwrap();
            (counted.json().as_u64() == Some(wanted)).then_some(())
        })
        .await;
}

#[tokio::test]
async fn what_the_browser_has_deleted_is_told() {
    let visit = Visit::new().await;
    visit.open("#/sv/grupp").await;
    visit.drop_files(&autumn(2026)).await;
    see_counted(&visit, "39 resultat", 2026).await;
    visit.press("Spara på datorn").await;
    visit.see("Arbetet sparas på den här datorn").await;
    visit
        .script(
            "return indexedDB.databases().then(all => new Promise(done => {
                const request = indexedDB.open(all[0].name);
                request.onsuccess = () => {
                    const transaction = request.result.transaction('batches', 'readwrite');
                    transaction.objectStore('batches').clear();
                    transaction.oncomplete = () => { request.result.close(); done(); };
                };
            }))",
        )
        .await;
    visit.reload().await;
    visit.see("Webbläsaren har inte kvar det som var sparat.").await;
    visit.drop_files(&autumn(2026)).await;
    visit.see("39 resultat").await;
    visit.finish().await;
}

#[tokio::test]
async fn the_checklist_says_who_has_answered_what() {
    let site = Site::edited(|content| {
        replace(content, "site.toml", "# units = [", "units = [\"Skolan\", \"Räddningstjänsten\"] # [");
    });
    let visit = Visit::to(site, json!({})).await;
    visit.open("#/sv/grupp").await;
    let other = scored("kontinuitet", "2026-10-02T10:00:00Z", Answers::default());
    let other = ResultFile { unit: Some("Miljö".to_owned()), ..other };
    visit.drop_files(&[autumn(2026), vec![("kontinuitet.json".into(), other.to_json().into_bytes())]].concat()).await;
    visit.see("40 resultat").await;
    visit.press("Checklista: vilka har svarat").await;
    let rows = visit
        .script("return [...document.querySelectorAll('.checklist tr')].map(row => [...row.cells].map(cell => cell.innerText.split('\\n')[0]))")
        .await;
    let rows: Vec<Vec<String>> = serde_json::from_value(rows).unwrap();
    assert_eq!(rows[0], ["Enhet", "Chefsenkäten", "Kontinuitet vid IT-avbrott"], "{rows:?}");
    let units: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(
        units,
        ["Skolan", "Räddningstjänsten", "Kultur", "Miljö", "Omsorgen", "Tekniska", "Utan enhet"],
        "those in the settings first"
    );
    assert_eq!(rows[2][1..], ["Inget svar", "Inget svar"], "who has not answered is seen");
    assert!(rows[1][1].starts_with("11 svar, senast "), "{rows:?}");
    assert!(rows[4][2].starts_with("1 svar, senast 2 okt"), "{rows:?}");
    visit.finish().await;
}

#[tokio::test]
async fn a_few_files_show_nothing_of_anybody_and_can_be_forgotten() {
    let visit = Visit::new().await;
    visit.open("#/en/group").await;
    let [one, two, ..] = &autumn(2026)[..] else { panic!() };
    visit.choose_file(GROUP_FILES, &one.1).await;
    visit.see("1 result").await;
    visit.choose_file(GROUP_FILES, &two.1).await;
    visit.see("2 results").await;
    visit.press("The manager survey").await;
    visit.see("Fewer than 5 have answered.").await;
    visit.press("Save and share").await;
    visit.see("There is nothing to share: fewer than 5 have answered.").await;
    visit.press("To the Gather answers page").await;
    visit.press("Clear and start again").await;
    visit.see("Nothing has been gathered yet.").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_file_that_would_tell_of_a_few_is_not_shared() {
    let visit = Visit::new().await;
    let (all, before) = (autumn(2026), 36);
    visit.open("#/sv/grupp").await;
    visit.drop_files(&all[..before]).await;
    visit.see("36 resultat").await;
    visit.press("Chefsenkäten").await;
    visit.press("Spara och dela").await;
    visit.see("Har du delat något för samma år förut?").await;
    visit.press("Ladda ner gruppfilen").await;
    let (name, shared) = visit.downloaded().await;
    visit.press("Till sidan Samla svar").await;
    visit.drop_files(&[all[before..before + 2].to_vec(), vec![(name, shared)]].concat()).await;
    visit.see("38 resultat, 1 gruppfil").await;
    visit.press("Chefsenkäten").await;
    visit.press("Spara och dela").await;
    visit.see("Det här kan inte delas nu. För 2026").await;
    visit.see_no("Ladda ner gruppfilen").await;
    visit.finish().await;
}

#[tokio::test]
async fn an_invitation_fills_in_the_unit_and_the_role() {
    let visit = Visit::new().await;
    visit.open("#/sv/grupp").await;
    visit.press("Bjud in dem som ska svara").await;
    visit.write(".invite textarea", "Omsorgen & hälsan\nSkolan").await;
    visit.script("const role = document.querySelectorAll('.invite select')[1]; role.value = 'chef'; role.dispatchEvent(new Event('change', { bubbles: true }))").await;
    visit.see("r=chef").await;
    let addresses = visit.script("return [...document.querySelectorAll('.invite .invitation > div > .copy-text .to-copy')].map(e => e.textContent)").await;
    let addresses: Vec<String> = addresses.as_array().unwrap().iter().map(|a| a.as_str().unwrap().to_owned()).collect();
    assert_eq!(addresses.len(), 2, "{addresses:?}");
    assert!(addresses[0].ends_with("#/sv/chefsenkat?e=Omsorgen%20%26%20h%C3%A4lsan&r=chef"), "{addresses:?}");
    let (_, route) = addresses[0].split_once('#').unwrap();
    visit.open("#/sv/").await;
    visit.open(&format!("#{route}")).await;
    visit.see("Du är inbjuden att svara för Omsorgen & hälsan, i rollen Chef i verksamheten.").await;
    visit.press("Starta").await;
    visit.see("Fråga 1 av 10").await;
    visit.open("#/sv/chefsenkat/granska").await;
    visit.heading("Kontrollera dina svar").await;
    let unit = visit.script("return document.querySelector('main input[type=text]').value").await;
    assert_eq!(unit, "Omsorgen & hälsan");
    visit.see("Chef i verksamheten").await;
    // What the site does not know is not taken from an address.
    visit.open("#/sv/chefsenkat?r=kung").await;
    visit.heading("Chefsenkäten").await;
    visit.see_no("Du är inbjuden").await;
    visit.finish().await;
}

#[tokio::test]
async fn the_groups_pages_fit_a_page_at_400_percent() {
    let visit = Visit::new().await;
    // 1280 pixels at 400 %.
    visit.resize(320, 256).await;
    visit.open("#/sv/grupp").await;
    visit.drop_files(&[autumn(2026), autumn(2025)].concat()).await;
    visit.see("78 resultat").await;
    visit.press("Bjud in dem som ska svara").await;
    visit.see("Kopiera adressen").await;
    for page in ["", "Chefsenkäten", "Enheterna", "Rollerna", "Åren", "Spara och dela"] {
        if !page.is_empty() {
            visit.press(page).await;
            visit.find(".group").await;
        }
        let wide = visit.script("return document.documentElement.scrollWidth").await;
        if wide.as_u64() > Some(320) {
            visit.fault(format!("{page} is {wide} wide"));
        }
    }
    visit.finish().await;
}

#[tokio::test]
async fn a_worker_that_does_not_come_is_told_and_asked_again() {
    let visit = Visit::to(Site::edited(|_| {}), json!({})).await;
    let module = visit.site.file("gather", "_bg.wasm");
    visit.expect_failure(&module);
    // What starts it reports the error, too.
    visit.expect_failure(&visit.site.file("gatherer", ".js"));
    let path = visit.site.folder().join(&module);
    let before = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    visit.open("#/sv/grupp").await;
    visit.drop_files(&autumn(2026)).await;
    visit.see("Det som var samlat är borta. Välj filerna igen.").await;
    visit.see(&format!("Servern lämnar inte ut filen {module}")).await;
    fs::write(&path, before).unwrap();
    visit.drop_files(&autumn(2026)).await;
    visit.see("39 resultat").await;
    visit.see_no("Välj filerna igen").await;
    visit.finish().await;
}
