//! A server with the site, and a browser that visits it.

use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::Request;
use engine::answers::Answer;
use engine::assessment::Assessment;
use engine::questionnaire::Questionnaire;
use engine::result::{QuestionnaireRef, ResultFile};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::print::{PrintPage, PrintParameters};
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep};
use tower_http::services::ServeDir;

/// The folder of the origin that the site lies in: as on an intranet, never the root.
pub const FOLDER: &str = "/intranat/vattenpass/";
/// How long anything on the page may take. Generous: the machines are slow and shared.
const PATIENCE: Duration = Duration::from_secs(20);
/// Where the browser notes every request it makes, also those of workers.
const NET_LOG: &str = "net.json";
/// A phone's width and height.
const PHONE: (u32, u32) = (390, 844);

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The site's files.
pub enum Site {
    /// As they were built.
    Built,
    /// A copy, edited as a municipality would on its host.
    Edited(TempDir),
}

impl Site {
    /// A copy of the site with something changed in its content folder.
    pub fn edited(edit: impl FnOnce(&Path)) -> Self {
        let copy = tempfile::tempdir().unwrap();
        copy_folder(&Self::Built.folder(), copy.path());
        edit(&copy.path().join("content"));
        Self::Edited(copy)
    }

    pub fn folder(&self) -> PathBuf {
        match self {
            Site::Built => {
                let dist = root().join("dist");
                assert!(dist.join("index.html").exists(), "the site is not built: run `make dist` (or `make test`)");
                dist
            }
            Site::Edited(copy) => copy.path().to_owned(),
        }
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Replaces a text in a file of the content folder; the text must be there.
pub fn replace(content: &Path, file: &str, from: &str, to: &str) {
    let path = content.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} does not contain {from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// Adds a questionnaire in Swedish, as a municipality does: a file, and a line in the settings.
pub fn add_questionnaire(content: &Path, id: &str, text: &str) {
    fs::write(content.join("sv").join(format!("{id}.md")), text).unwrap();
    replace(content, "site.toml", "questionnaires = [", &format!("questionnaires = [\n  \"{id}\","));
}

/// A questionnaire of the site, as its Swedish Markdown has it.
pub fn questionnaire(id: &str) -> Questionnaire {
    let markdown = fs::read(root().join(format!("content/sv/{id}.md"))).unwrap();
    reader::read_questionnaire(&markdown, None).value
}

/// A result file of a questionnaire in Swedish, made at a time: to the question with a number from 0, the choice that
/// `pick` says, or the last one there is.
pub fn result_file(id: &str, time: &str, pick: impl Fn(usize) -> usize) -> ResultFile {
    let questionnaire = questionnaire(id);
    let answers = questionnaire.questions().enumerate().filter_map(|(n, question)| {
        let choice = question.choices().get(pick(n)).or(question.choices().last())?;
        Some((question.id.clone(), Answer::choosing([choice.id.clone()])))
    });
    let digest = engine::digest::sha256(&fs::read(root().join(format!("content/sv/{id}.md"))).unwrap());
    let version = questionnaire.version.clone();
    let reference = QuestionnaireRef { id: id.to_owned(), version, digest, ..QuestionnaireRef::default() };
    // The same id every year, as for one who carries on with last year's file.
    let own_id = engine::digest::sha256(id.as_bytes())[..32].to_owned();
    let blank = Assessment::new(reference, own_id, String::new(), time.to_owned());
    let assessment = Assessment { answers: answers.collect(), ..blank };
    ResultFile::of(&assessment, &questionnaire, time.to_owned())
}

/// A questionnaire that uses all that the format can say.
pub fn everything() -> String {
    fs::read_to_string(root().join("reader/tests/fixtures/allt.md")).unwrap()
}

/// The text of each page of a PDF, as pdftotext lays it out.
pub fn pdf_pages(path: &Path) -> Vec<String> {
    let text = std::process::Command::new("pdftotext").arg("-layout").arg(path).arg("-").output().unwrap();
    assert!(text.status.success(), "{}", String::from_utf8_lossy(&text.stderr));
    let text = String::from_utf8(text.stdout).unwrap();
    let pages: Vec<String> = text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect();
    assert!(pages.iter().all(|page| !page.trim().is_empty()), "an empty page: {pages:#?}");
    pages
}

/// chromedriver, which quits its browser when it is told to end.
struct DriverProcess(Child);

impl Drop for DriverProcess {
    fn drop(&mut self) {
        if let Some(id) = self.0.id() {
            let _ = std::process::Command::new("kill").arg(id.to_string()).status();
        }
    }
}

/// A browser on the site.
pub struct Visit {
    pub driver: WebDriver,
    pub downloads: TempDir,
    pub site: Site,
    origin: String,
    served: Arc<Mutex<Vec<String>>>,
    _driver_process: DriverProcess,
    profile: TempDir,
    server: tokio::task::JoinHandle<()>,
}

impl Visit {
    /// A phone on the site as it was built.
    pub async fn new() -> Self {
        Self::to(Site::Built, json!({})).await
    }

    /// A phone on a site, with preferences of the browser.
    pub async fn to(site: Site, preferences: Value) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let served = Arc::<Mutex<Vec<String>>>::default();
        let log = served.clone();
        let app = axum::Router::new().nest_service(FOLDER.trim_end_matches('/'), ServeDir::new(site.folder())).layer(
            axum::middleware::map_request(move |request: Request| {
                log.lock().unwrap().push(request.uri().path().to_owned());
                std::future::ready(request)
            }),
        );
        let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        let (profile, downloads) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (driver_process, port) = start_driver().await;
        let mut all = json!({
            "download.default_directory": downloads.path(),
            "download.prompt_for_download": false,
        });
        all.as_object_mut().unwrap().extend(preferences.as_object().unwrap().clone());
        let capabilities = json!({
            "browserName": "chrome",
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "args": [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--lang=sv-SE",
                    format!("--user-data-dir={}", profile.path().display()),
                    format!("--log-net-log={}", profile.path().join(NET_LOG).display()),
                    format!("--window-size={},{}", PHONE.0, PHONE.1),
                ],
                "prefs": all,
            },
        });
        let Value::Object(capabilities) = capabilities else { unreachable!() };
        let driver =
            WebDriver::new(format!("http://127.0.0.1:{port}"), Capabilities::from(capabilities)).await.unwrap();
        // Headless windows have no frame, but a smallest width: the emulation sets the phone's.
        let phone = json!({ "width": PHONE.0, "height": PHONE.1, "deviceScaleFactor": 1, "mobile": false });
        driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", phone).await.unwrap();
        let watch = json!({ "source": "addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))" });
        driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", watch).await.unwrap();
        Self { driver, downloads, site, origin, served, _driver_process: driver_process, profile, server }
    }

    /// The whole address of a route.
    pub fn address(&self, route: &str) -> String {
        format!("{}{FOLDER}{route}", self.origin)
    }

    /// Goes to a route by its address, as a link from elsewhere would.
    pub async fn open(&self, route: &str) {
        self.driver.goto(self.address(route)).await.unwrap();
    }

    pub async fn reload(&self) {
        self.driver.refresh().await.unwrap();
    }

    /// The fragment of the present address.
    pub async fn route(&self) -> String {
        self.driver.current_url().await.unwrap().fragment().map(|fragment| format!("#{fragment}")).unwrap_or_default()
    }

    /// Runs a script and gives what it returns.
    pub async fn script(&self, script: &str) -> Value {
        self.driver.execute(script, vec![]).await.unwrap().json().clone()
    }

    /// Waits until `look` gives something.
    pub async fn wait<T, F: Future<Output = Option<T>>>(&self, what: impl Debug, look: impl Fn() -> F) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = look().await {
                return found;
            }
            if start.elapsed() > PATIENCE {
                let text = self.text().await;
                panic!("waited in vain for {what:?} at {}; the page says:\n{text}", self.route().await);
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// What the page says, all of it.
    pub async fn text(&self) -> String {
        let body = self.driver.find(By::Tag("body")).await;
        match body {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// Waits until the page says something.
    pub async fn see(&self, text: &str) {
        self.wait(text, || async { self.text().await.contains(text).then_some(()) }).await;
    }

    /// Waits until the page no longer says something.
    pub async fn see_no(&self, text: &str) {
        self.wait(format!("no {text}"), || async { (!self.text().await.contains(text)).then_some(()) }).await;
    }

    /// Waits until the heading is this.
    pub async fn heading(&self, text: &str) {
        self.wait(text, || async {
            let heading = self.driver.find(By::Tag("h1")).await.ok()?.text().await.ok()?;
            (heading == text).then_some(())
        })
        .await;
    }

    /// Waits until an element is there.
    pub async fn find(&self, css: &str) -> WebElement {
        self.wait(css, || async { self.driver.find(By::Css(css)).await.ok() }).await
    }

    /// Clicks the first element that a selector finds, again if the page was just then drawn anew.
    pub async fn click(&self, css: &str) {
        self.wait(css, || async { self.driver.find(By::Css(css)).await.ok()?.click().await.ok() }).await;
    }

    /// Presses the button or follows the link with this accessible name: the first one there is.
    pub async fn press(&self, name: &str) {
        let path = format!("(//button|//a|//summary|//label)[normalize-space()='{name}']");
        self.wait(name, || async { self.driver.find(By::XPath(path.as_str())).await.ok()?.click().await.ok() }).await;
    }

    /// Presses the first button, link or summary that starts with this.
    pub async fn press_starting(&self, start: &str) {
        let path = format!("(//button|//a|//summary)[starts-with(normalize-space(), '{start}')]");
        self.wait(start, || async { self.driver.find(By::XPath(path.as_str())).await.ok()?.click().await.ok() }).await;
    }

    /// Chooses the choice with these words, in the question that is shown.
    pub async fn choose(&self, words: &str) {
        let path = format!("//label[contains(@class,'choice')][normalize-space()='{words}']");
        self.wait(words, || async { self.driver.find(By::XPath(path.as_str())).await.ok()?.click().await.ok() }).await;
    }

    /// Answers the question with this heading and goes on.
    pub async fn answer(&self, question: &str, words: &str) {
        self.heading(question).await;
        self.choose(words).await;
        self.press("Nästa").await;
    }

    /// The choices that are chosen in the question that is shown.
    pub async fn chosen(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('.choice input')].filter(i => i.checked).map(i => i.closest('label').innerText.trim())";
        serde_json::from_value(self.script(script).await).unwrap()
    }

    /// Writes into the field that a selector finds, in the place of what stood there.
    pub async fn write(&self, css: &str, text: &str) {
        self.wait(css, || async {
            let field = self.driver.find(By::Css(css)).await.ok()?;
            field.clear().await.ok()?;
            field.send_keys(text).await.ok()
        })
        .await;
    }

    /// Waits for a file to be downloaded, and gives its name and contents.
    pub async fn downloaded(&self) -> (String, Vec<u8>) {
        self.wait("a download", || async {
            let file = fs::read_dir(self.downloads.path()).ok()?.flatten().find(|file| {
                let name = file.file_name().to_string_lossy().into_owned();
                !name.ends_with(".crdownload") && !name.starts_with(".org.chromium")
            })?;
            let contents = fs::read(file.path()).ok().filter(|contents| !contents.is_empty())?;
            fs::remove_file(file.path()).ok()?;
            Some((file.file_name().to_string_lossy().into_owned(), contents))
        })
        .await
    }

    /// Opens a result file with the button on the page.
    pub async fn open_file(&self, contents: &[u8]) {
        self.choose_file(".open-file input[type=file]", contents).await;
    }

    /// Chooses a file in the field that a selector finds.
    pub async fn choose_file(&self, css: &str, contents: &[u8]) {
        // Not where downloads land: it would be taken for one. A new one each time: the page may still be reading the last.
        let file = tempfile::Builder::new().suffix(".json").tempfile_in(self.profile.path()).unwrap();
        let (_, path) = file.keep().unwrap();
        fs::write(&path, contents).unwrap();
        self.find(css).await.send_keys(path.to_string_lossy()).await.unwrap();
    }

    /// The page as it comes out of the printer: the text of each sheet of A4, as pdftotext reads it.
    pub async fn printed(&self) -> Vec<String> {
        let a4 = PrintPage { width: 21.0, height: 29.7 };
        let sheet = PrintParameters { page: a4, ..PrintParameters::default() };
        let pdf = self.driver.print_page(sheet).await.unwrap();
        let path = self.profile.path().join("sida.pdf");
        fs::write(&path, pdf).unwrap();
        pdf_pages(&path)
    }

    /// The keys of what the site has stored on the device.
    pub async fn stored_keys(&self) -> Vec<String> {
        serde_json::from_value(self.script("return Object.keys(localStorage)").await).unwrap()
    }

    /// Answers the manager survey's questions 1–7 as in the worked case of A1, from its front page.
    pub async fn worked_case_to_question_8(&self) {
        self.press("Starta").await;
        self.answer("Vet du vilka mål IT-service har för sin verksamhet?", "Nej").await;
        let second =
            "Har du haft möjlighet att påverka vilka mål och vilken servicenivå IT-service ska ha i sin verksamhet?";
        self.answer(second, "Nej").await;
        self.answer("Hur framför du dina synpunkter och förväntningar på IT-service?", "Genom servicedesken").await;
        self.answer("Vem är ansvarig för att verksamhetssystemen du har i din dator fungerar?", "IT-service").await;
        self.answer("Vem är ansvarig för att själva datorn och uppkopplingar etc fungerar för dig?", "IT-service")
            .await;
        let sixth = "När du gör en felanmälan - Inom vilken tid efter felanmälan förväntar du dig att felet avhjälpes?";
        self.answer(sixth, "Samma dag").await;
        self.answer("Är du nöjd med IT-service stöd i de ärenden du felanmält under året?", "Ja").await;
    }

    /// The manager survey to its result, by the branch without follow-up questions.
    pub async fn worked_case(&self) {
        self.open("#/sv/chefsenkat").await;
        self.worked_case_to_question_8().await;
        self.answer("Har du under året fått stöd av någon av kommunens systemförvaltare?", "Nej").await;
        self.answer(QUESTION_9, "Nej").await;
        self.heading(QUESTION_10).await;
        self.press("Nästa").await;
        self.heading("Kontrollera dina svar").await;
        self.press("Visa resultat").await;
        self.heading("Resultat").await;
    }

    /// Holds what holds for every visit, and ends it.
    pub async fn finish(self) {
        for entry in self.driver.get_log("browser").await.unwrap() {
            // The browser's own remark on trunk's preload, and a page that asks for a file that is not there on purpose.
            let fine =
                ["`integrity` attribute is currently ignored", "404", "Failed to fetch dynamically imported module"];
            let fine = fine.iter().any(|fine| entry.message.contains(fine));
            assert!(fine || entry.level != "SEVERE" && !entry.message.contains("policy"), "{}", entry.message);
        }
        self.driver.clone().quit().await.unwrap();
        let asked = self.asked_by_the_site();
        assert!(asked.iter().any(|address| address.contains(FOLDER)), "the log of requests holds none of the site's");
        for address in asked {
            let own = address.starts_with(&self.origin) || address.starts_with("data:") || address.starts_with("blob:");
            assert!(own, "the site asked for {address}");
        }
    }

    /// Every address that the site has asked for, its workers included, by the browser's own log: it is whole once the
    /// browser has ended. What the browser asks for by itself has no origin.
    fn asked_by_the_site(&self) -> Vec<String> {
        let log: Value = serde_json::from_slice(&fs::read(self.profile.path().join(NET_LOG)).unwrap()).unwrap();
        let requests = log["events"].as_array().unwrap().iter().map(|event| &event["params"]);
        let ours = requests.filter(|request| request["initiator"].as_str() == Some(&self.origin));
        ours.filter_map(|request| request["url"].as_str().map(str::to_owned)).collect()
    }

    /// The path of everything that the server was asked for, by the page or its worker.
    pub fn served(&self) -> Vec<String> {
        self.served.lock().unwrap().clone()
    }
}

/// KPMG's question 9.
pub const QUESTION_9: &str = "Har du felanmält något ärende som varit så allvarligt att kommunen lidit ekonomisk skada eller drabbat tredje person?";
/// KPMG's question 10.
pub const QUESTION_10: &str = "Ev. övriga kommentarer kring IT-service och kommunens IT-verksamhet:";

impl Drop for Visit {
    fn drop(&mut self) {
        // A test that fails ends here. The driver's own way out would wait on the runtime that it blocks, so its browser is
        // ended by what no other has: its profile.
        let _ = self.driver.clone().leak();
        self.server.abort();
        if std::thread::panicking() {
            let _ = std::process::Command::new("pkill").arg("-f").arg(self.profile.path()).status();
        }
    }
}

async fn start_driver() -> (DriverProcess, u16) {
    let mut command = Command::new("chromedriver");
    command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = DriverProcess(command.spawn().expect("chromedriver is missing: `make test` installs it"));
    let mut lines = BufReader::new(process.0.stdout.take().unwrap()).lines();
    while let Some(line) = lines.next_line().await.unwrap() {
        if let Some((_, port)) = line.split_once("was started successfully on port ") {
            let port = port.trim_end_matches('.').parse().unwrap();
            // It goes on writing, and must be able to.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return (process, port);
        }
    }
    panic!("chromedriver did not start");
}
