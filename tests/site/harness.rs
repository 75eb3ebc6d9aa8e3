//! A browser that visits the site, in any of three engines.

use std::fmt::Debug;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::print::{PrintPage, PrintParameters};
use thirtyfour::prelude::*;
use tokio::time::{Instant, sleep};

pub mod engine;
mod hosts;
mod pages;
mod server;
mod site;

pub use engine::Engine;
use engine::{Browser, NET_LOG};
pub use hosts::{Host, Running, SET_UP, another_release, published};
pub use pages::{FIELDS, GROUP_FILES, QUESTION_1, QUESTION_9, QUESTION_10};
pub use server::Instead;
use server::Server;
pub use site::{
    Site, add_questionnaire, brotli, everything, pdf_pages, questionnaire, release_file, replace, result_file, root,
    scored,
};

/// Makes tests of journeys, each a function of an [`Engine`]: `journey::chromium`, `journey::firefox` and
/// `journey::webkit`. Runs without one of them leave it out by its name.
macro_rules! in_every_engine {
    ($($journey:ident),* $(,)?) => {
        $(mod $journey {
            use crate::harness::Engine;

            #[tokio::test]
            async fn chromium() {
                super::$journey(Engine::Chromium).await;
            }

            #[tokio::test]
            async fn firefox() {
                super::$journey(Engine::Firefox).await;
            }

            #[tokio::test]
            async fn webkit() {
                super::$journey(Engine::WebKit).await;
            }
        })*
    };
}
pub(crate) use in_every_engine;

/// The folder of the origin that the site lies in: as on an intranet, never the root.
pub const FOLDER: &str = "/intranat/vattenpass/";
/// How long anything on the page may take. Generous: the machines are slow and shared.
const PATIENCE: Duration = Duration::from_secs(45);
/// A phone's width and height.
const PHONE: (u32, u32) = (390, 844);

/// What a reader may prefer, as Chromium's media features: for [`Visit::prefer`].
pub const COLOURS: [(&str, &[(&str, &str)]); 3] =
    [("light", &[]), ("dark", &[("prefers-color-scheme", "dark")]), ("forced colours", &[("forced-colors", "active")])];

/// A browser on the site.
pub struct Visit {
    pub driver: WebDriver,
    pub site: Site,
    pub engine: Engine,
    /// The address of the site's folder.
    folder: String,
    server: Server,
    _browser: Browser,
    downloads: TempDir,
    home: TempDir,
    /// What has been found wrong so far: told at the end, all of it.
    faults: Mutex<Vec<String>>,
    /// A part of each address that is to fail.
    to_fail: Mutex<Vec<String>>,
    /// A part of each address that may fail.
    may_fail: Mutex<Vec<String>>,
}

impl Visit {
    /// A phone on the site as it was built, with Chromium.
    pub async fn new() -> Self {
        Self::to(Site::Built, json!({})).await
    }

    /// A phone on a site, with Chromium and preferences of its own.
    pub async fn to(site: Site, preferences: Value) -> Self {
        Self::with(Engine::Chromium, site, preferences).await
    }

    /// A phone on a site, with a browser and preferences of its own: for WebKit, MiniBrowser's options.
    pub async fn with(engine: Engine, site: Site, preferences: Value) -> Self {
        let server = Server::start(site.folder(), !engine.has_log()).await;
        let folder = format!("{}{FOLDER}", server.origin);
        let (home, downloads) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let browser = Browser::start(engine, home.path(), downloads.path(), &preferences).await;
        let driver = browser.driver.clone();
        let (faults, to_fail, may_fail) = (Mutex::default(), Mutex::default(), Mutex::default());
        let visit = Self {
            driver,
            site,
            engine,
            folder,
            server,
            _browser: browser,
            downloads,
            home,
            faults,
            to_fail,
            may_fail,
        };
        let (width, height) = PHONE;
        if engine == Engine::Chromium {
            // Headless windows have no frame, but a smallest width: the emulation sets the phone's.
            visit.resize(width, height).await;
            visit.before_each_page("addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))").await;
        } else {
            // As near to it as their windows go: 450 pixels wide.
            visit.driver.set_window_rect(0, 0, width, height).await.unwrap();
        }
        visit
    }

    /// A phone on a site that lies on a web server of its own.
    pub async fn on(engine: Engine, running: &Running) -> Self {
        let mut visit = Self::with(engine, Site::Built, json!({})).await;
        visit.folder.clone_from(&running.address);
        visit
    }

    /// Has the visit go to a page on the device's own disk, and gives the place for it.
    pub fn on_disk(&mut self, name: &str) -> std::path::PathBuf {
        let path = self.home.path().join(name);
        self.folder = format!("file://{}", path.display());
        path
    }

    /// Has a script run before those of each page that is opened from now on. Chromium can.
    pub async fn before_each_page(&self, script: &str) {
        let script = json!({ "source": script });
        self.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", script).await.unwrap();
    }

    /// Moves the device to a time zone, such as `Europe/Stockholm`, and sets its clock to a moment in UTC: for the pages
    /// that are opened from now on, where the clock goes on from that moment. Chromium can.
    pub async fn at(&self, time_zone: &str, moment: &str) {
        let zone = json!({ "timezoneId": time_zone });
        self.driver.cdp().send_raw("Emulation.setTimezoneOverride", zone).await.unwrap();
        let clock = format!("const ahead = Date.parse('{moment}') - Date.now()");
        self.before_each_page(&format!(
            "{{ {clock}; const {{ now }} = Date; const moved = () => now() + ahead; Date.now = moved;
               window.Date = new Proxy(Date, {{
                 construct: (real, given, target) => Reflect.construct(real, given.length ? given : [moved()], target),
                 apply: (real) => new real(moved()).toString(),
               }}) }}"
        ))
        .await;
    }

    /// Gives the page a width and a height, in CSS pixels. Chromium can.
    pub async fn resize(&self, width: u32, height: u32) {
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", screen).await.unwrap();
    }

    /// Takes the reader to prefer something: media features and their values. Chromium can.
    pub async fn prefer(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.driver.cdp().send_raw("Emulation.setEmulatedMedia", json!({ "features": features })).await.unwrap();
    }

    /// Has the server give something else for every path that ends so, until [`Visit::mend_server`].
    pub fn instead_of(&self, ending: &'static str, instead: Instead) {
        self.server.give(ending, instead);
    }

    /// Lets the site keep itself for when there is no network.
    pub fn let_keep(&self) {
        self.server.let_keep();
    }

    /// Has the server give its files again.
    pub fn mend_server(&self) {
        self.server.mend();
    }

    /// Names a part of an address that is to fail: the site asks for it, and it is not there or cannot be reached. Every
    /// other failure is a fault, and so is none.
    pub fn expect_failure(&self, address: &str) {
        self.to_fail.lock().unwrap().push(address.to_owned());
    }

    /// As [`Visit::expect_failure`], where some engines complain of it and others do not.
    pub fn may_fail(&self, address: &str) {
        self.may_fail.lock().unwrap().push(address.to_owned());
    }

    /// That files of the program may fail: in the browsers' own words, some of which name no file.
    pub fn program_may_fail(&self) {
        for words in ["boot-", "vattenpass-", ".wasm", "WebAssembly", "CompileError", "SyntaxError", "Load failed"] {
            self.may_fail(words);
        }
        self.may_fail("NetworkError");
        self.may_fail("Importing a module script failed");
        self.may_fail("is not a valid JavaScript MIME type");
    }

    /// Notes a fault, and lets the test go on: [`Visit::finish`] fails with all of them.
    pub fn fault(&self, fault: String) {
        self.faults.lock().unwrap().push(fault);
    }

    /// Notes faults of a case.
    pub fn faults(&self, case: &str, faults: Vec<String>) {
        faults.into_iter().for_each(|fault| self.fault(format!("{case}: {fault}")));
    }

    /// The whole address of a route.
    pub fn address(&self, route: &str) -> String {
        format!("{}{route}", self.folder)
    }

    fn origin(&self) -> &str {
        let after = self.folder.find("://").map_or(0, |at| at + 3);
        let end = self.folder[after..].find('/').map_or(self.folder.len(), |at| after + at);
        &self.folder[..end]
    }

    /// Goes to a route by its address, as a link from elsewhere would.
    pub async fn open(&self, route: &str) {
        self.go(|| self.driver.goto(self.address(route))).await;
    }

    pub async fn reload(&self) {
        if self.engine == Engine::WebKit {
            // It complains of what a reload cuts off: the script that would have found out why something else was.
            self.may_fail("trouble-");
        }
        self.go(|| self.driver.refresh()).await;
    }

    /// Goes somewhere, again as long as the page goes somewhere by itself at that very moment (a page that does not start
    /// asks for itself once more): Chromium's driver gives up then.
    async fn go<F: Future<Output = WebDriverResult<()>>>(&self, there: impl Fn() -> F) {
        let start = Instant::now();
        loop {
            match there().await {
                Err(error) if error.to_string().contains("aborted by navigation") && start.elapsed() < PATIENCE => {}
                done => return done.unwrap(),
            }
        }
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
                let (route, text) = (self.route().await, self.text().await);
                let heard = self.complaints().await.join("\n");
                panic!("waited in vain for {what:?} at {route}; the page says:\n{text}\nThe browser says:\n{heard}");
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

    /// Waits until the page says something no more. It is asked only when it has been drawn: what is still on its way
    /// says nothing at all.
    pub async fn see_no(&self, text: &str) {
        self.wait(format!("no {text}"), || async {
            (self.is_settled().await && !self.text().await.contains(text)).then_some(())
        })
        .await;
    }

    /// Whether the page stands as its address asks, and nothing on it is still to come.
    pub async fn is_settled(&self) -> bool {
        // Two turns of the event loop: what a click or a new address has set off has run by then.
        let look = "const done = arguments[arguments.length - 1];
            setTimeout(() => setTimeout(() => done(!!document.querySelector('main:not(.boot) h1') && !document.querySelector('.loading'))))";
        self.driver.execute_async(look, vec![]).await.is_ok_and(|settled| *settled.json() == json!(true))
    }

    /// Waits until the heading is this.
    pub async fn heading(&self, text: &str) {
        self.wait(text, || async { (self.now_heading().await? == text).then_some(()) }).await;
    }

    /// The heading of the page that is shown. A result has more pages, which are not.
    pub async fn now_heading(&self) -> Option<String> {
        self.driver.find(By::Css("h1:not([hidden] *)")).await.ok()?.text().await.ok()
    }

    /// Goes to the page of the result that an element is on, if another one is shown. `None` if it had to: the element may
    /// be there in a moment.
    async fn is_on_this_page(&self, element: &WebElement) -> Option<()> {
        let go = "const page = arguments[0].closest('.tab-page[hidden]');
            const title = page?.querySelector('h1').textContent;
            [...document.querySelectorAll('.tabs a')].find(link => page && link.textContent.startsWith(title))?.click();
            return !page;";
        let is_here = self.driver.execute(go, vec![element.to_json().ok()?]).await.ok()?;
        (*is_here.json() == json!(true)).then_some(())
    }

    /// Waits until an element is there.
    pub async fn find(&self, css: &str) -> WebElement {
        self.wait(css, || async { self.driver.find(By::Css(css)).await.ok() }).await
    }

    /// Clicks the first element that a selector finds, again if the page was just then drawn anew.
    pub async fn click(&self, css: &str) {
        self.click_on(By::Css(css), css).await;
    }

    /// Presses the button or follows the link with this accessible name: the first one there is.
    pub async fn press(&self, name: &str) {
        let path = format!("(//button|//a|//summary|//label)[normalize-space()='{name}']");
        self.click_on(By::XPath(path), name).await;
    }

    /// Presses the first button, link or summary that starts with this.
    pub async fn press_starting(&self, start: &str) {
        let path = format!("(//button|//a|//summary)[starts-with(normalize-space(), '{start}')]");
        self.click_on(By::XPath(path), start).await;
    }

    /// Chooses the choice with these words, in the question that is shown.
    pub async fn choose(&self, words: &str) {
        let path = format!("//label[contains(@class,'choice')][normalize-space()='{words}']");
        self.click_on(By::XPath(path), words).await;
    }

    async fn click_on(&self, place: By, what: &str) {
        self.wait(what, || async {
            let element = self.driver.find(place.clone()).await.ok()?;
            self.is_on_this_page(&element).await?;
            if self.engine == Engine::WebKit {
                // Its driver takes MiniBrowser's toolbar for a part of the page, and so does not scroll to what lies just
                // below the edge.
                let scroll = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
                self.driver.execute(scroll, vec![element.to_json().ok()?]).await.ok()?;
            }
            element.click().await.ok()
        })
        .await;
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
            self.is_on_this_page(&field).await?;
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
                // What Chromium, Firefox and WebKit call a file that is still coming.
                !name.starts_with('.') && ![".crdownload", ".part", ".wkdownload"].iter().any(|end| name.ends_with(end))
            })?;
            let contents = fs::read(file.path()).ok().filter(|contents| !contents.is_empty())?;
            // WebKit may still be writing it under its own name.
            sleep(Duration::from_millis(200)).await;
            let is_whole = fs::metadata(file.path()).is_ok_and(|now| now.len() == contents.len() as u64);
            is_whole.then(|| fs::remove_file(file.path()).ok()).flatten()?;
            Some((file.file_name().to_string_lossy().into_owned(), contents))
        })
        .await
    }

    /// Opens a result file with the button on the page.
    pub async fn open_file(&self, contents: &[u8]) {
        self.choose_file(":not(.add-file) > .open-file input[type=file]", contents).await;
    }

    /// Chooses a file in the field that a selector finds.
    pub async fn choose_file(&self, css: &str, contents: &[u8]) {
        // Not where downloads land: it would be taken for one. A new one each time: the page may still be reading the last.
        let file = tempfile::Builder::new().suffix(".json").tempfile_in(self.home.path()).unwrap();
        let (_, path) = file.keep().unwrap();
        fs::write(&path, contents).unwrap();
        self.choose_path(css, &path).await;
    }

    /// Chooses a file that lies on the device, in the field that a selector finds.
    pub async fn choose_path(&self, css: &str, path: &Path) {
        self.wait(css, || async {
            let field = self.driver.find(By::Css(css)).await.ok()?;
            self.is_on_this_page(&field).await?;
            field.send_keys(path.to_string_lossy()).await.ok()
        })
        .await;
    }

    /// Compares with a result file on the result page, as if it had been answered at that time.
    pub async fn compare_with(&self, file: &[u8], answered: &str) {
        let mut earlier: Value = serde_json::from_slice(file).unwrap();
        earlier["answered"] = json!(answered);
        self.choose_file(".compare input[type=file]", earlier.to_string().as_bytes()).await;
    }

    /// The page as it comes out of the printer: the text of each sheet of A4, as pdftotext reads it.
    pub async fn printed(&self) -> Vec<String> {
        let a4 = PrintPage { width: 21.0, height: 29.7 };
        let sheet = PrintParameters { page: a4, ..PrintParameters::default() };
        let pdf = self.driver.print_page(sheet).await.unwrap();
        let path = self.home.path().join("sida.pdf");
        fs::write(&path, pdf).unwrap();
        pdf_pages(&path)
    }

    /// The keys of what the site has stored on the device.
    pub async fn stored_keys(&self) -> Vec<String> {
        serde_json::from_value(self.script("return Object.keys(localStorage)").await).unwrap()
    }

    /// Ends the visit, and fails if anything was wrong in it: see [`Visit::end`].
    pub async fn finish(self) {
        let faults = self.end().await;
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    /// Ends the visit, and gives what was wrong in it: what the test has noted, what the browser complained of, what the
    /// site asked for outside its origin, what was asked for and not there, and what was to fail and did not.
    pub async fn end(self) -> Vec<String> {
        let mut faults = std::mem::take(&mut *self.faults.lock().unwrap());
        let mut heard = self.complaints().await;
        self.driver.clone().quit().await.unwrap();
        let added =
            self.server.refused().into_iter().partition::<Vec<_>, _>(|path| self.server.is_of_an_added_file(path));
        let (added, refused) = added;
        heard.extend(refused.into_iter().map(|path| format!("not there: {path}")));
        let to_fail = self.to_fail.lock().unwrap();
        let may_fail = self.may_fail.lock().unwrap();
        let is_excused =
            |fault: &String| to_fail.iter().chain(may_fail.iter()).chain(&added).any(|address| fault.contains(address));
        let in_vain = to_fail.iter().filter(|address| !heard.iter().any(|fault| fault.contains(*address)));
        faults.extend(in_vain.map(|address| format!("was to fail, and did not: {address}")));
        faults.extend(heard.iter().filter(|fault| !is_excused(fault)).cloned());
        if self.engine.has_log() {
            let asked = self.asked_by_the_site();
            // A page on the disk asks nobody for anything.
            let is_on_disk = self.folder.starts_with("file:");
            assert_eq!(asked.is_empty(), is_on_disk, "what the log of requests holds of the site's: {asked:?}");
            let own = [self.origin(), "data:", "blob:"];
            let foreign = asked.iter().filter(|address| !own.iter().any(|own| address.starts_with(own)));
            faults.extend(foreign.map(|address| format!("the site asked for {address}")));
        }
        faults
    }

    /// What the browser, or the page itself, has complained of.
    async fn complaints(&self) -> Vec<String> {
        if !self.engine.has_log() {
            // What the page has just met is told in a moment.
            sleep(Duration::from_millis(200)).await;
            return self.server.reports();
        }
        let log = self.driver.get_log("browser").await.unwrap();
        let bad = log.into_iter().filter(|entry| entry.level == "SEVERE" || entry.message.contains("policy"));
        bad.map(|entry| entry.message).collect()
    }

    /// Every address that the site has asked for, its workers included, by the browser's own log: it is whole once the
    /// browser has ended. What the browser asks for by itself has no origin.
    fn asked_by_the_site(&self) -> Vec<String> {
        let log: Value = serde_json::from_slice(&fs::read(self.home.path().join(NET_LOG)).unwrap()).unwrap();
        let requests = log["events"].as_array().unwrap().iter().map(|event| &event["params"]);
        let is_ours = |initiator: &str| match self.folder.starts_with("file:") {
            // A page on the disk has no origin, or that of all pages on the disk.
            true => initiator == "null" || initiator.starts_with("file:"),
            false => initiator == self.origin(),
        };
        let ours = requests.filter(|request| request["initiator"].as_str().is_some_and(is_ours));
        let asked = ours.filter_map(|request| request["url"].as_str().map(str::to_owned));
        asked.filter(|address| address.starts_with("http")).collect()
    }

    /// The path of everything that the server was asked for, by the page or its worker.
    pub fn served(&self) -> Vec<String> {
        self.server.served()
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        // A test that fails ends here. The driver's own way out would wait on the runtime that it blocks: its process is
        // ended instead, with the browser.
        let _ = self.driver.clone().leak();
        if std::thread::panicking() {
            self.faults.lock().unwrap().iter().for_each(|fault| eprintln!("before that: {fault}"));
        }
    }
}
