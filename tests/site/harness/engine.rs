//! The browsers: how each is started and ended, and what each can do.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::{Duration, Instant, sleep};

use super::{PATIENCE, PHONE};

/// Where Chromium notes every request it makes, also those of workers: in the browser's home.
pub const NET_LOG: &str = "net.json";

/// What Firefox saves without asking: all that the site gives.
const KINDS: &str =
    "application/json,application/octet-stream,text/calendar,text/csv,text/html,text/markdown,text/plain";

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// By Debian's Chromium.
    Chromium,
    /// By Debian's Firefox ESR.
    Firefox,
    /// By MiniBrowser, the small browser that comes with WebKitGTK.
    WebKit,
}

impl Engine {
    /// The preferences under which the browser lets no page keep anything.
    pub fn without_storage(self) -> Value {
        match self {
            Engine::Chromium => json!({ "profile.default_content_setting_values.cookies": 2 }),
            Engine::Firefox => json!({ "dom.storage.enabled": false }),
            Engine::WebKit => json!({ "enable-html5-local-storage": false }),
        }
    }

    /// Whether the driver can print a page.
    pub fn prints(self) -> bool {
        // WebKitWebDriver does not know the command.
        self != Engine::WebKit
    }

    /// Whether the driver has a log of the browser's: its console, and every request.
    pub fn has_log(self) -> bool {
        self == Engine::Chromium
    }

    /// Waits for this visit's turn. Firefox and WebKit run one at a time: they take more of the machine, and MiniBrowser
    /// is not made to run beside itself.
    async fn turn(self) -> Option<MutexGuard<'static, ()>> {
        static FIREFOX: Mutex<()> = Mutex::const_new(());
        static WEBKIT: Mutex<()> = Mutex::const_new(());
        match self {
            Engine::Chromium => None,
            Engine::Firefox => Some(FIREFOX.lock().await),
            Engine::WebKit => Some(WEBKIT.lock().await),
        }
    }

    /// What the driver is asked for: a browser with this home, this folder for downloads and these preferences.
    fn capabilities(self, home: &Path, downloads: &Path, preferences: &Value) -> Capabilities {
        let Value::Object(capabilities) = (match self {
            Engine::Chromium => chromium(home, downloads, preferences),
            Engine::Firefox => firefox(downloads, preferences),
            Engine::WebKit => webkit(preferences),
        }) else {
            unreachable!("capabilities are an object")
        };
        Capabilities::from(capabilities)
    }
}

fn with(mut own: Value, preferences: &Value) -> Value {
    own.as_object_mut().unwrap().extend(preferences.as_object().unwrap().clone());
    own
}

fn chromium(home: &Path, downloads: &Path, preferences: &Value) -> Value {
    let own = json!({ "download.default_directory": downloads, "download.prompt_for_download": false });
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": {
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--lang=sv-SE",
                format!("--user-data-dir={}", home.display()),
                format!("--log-net-log={}", home.join(NET_LOG).display()),
                format!("--window-size={},{}", PHONE.0, PHONE.1),
            ],
            "prefs": with(own, preferences),
        },
    })
}

fn firefox(downloads: &Path, preferences: &Value) -> Value {
    let own = json!({
        "browser.download.folderList": 2,
        "browser.download.dir": downloads,
        "browser.download.useDownloadDir": true,
        "browser.download.alwaysOpenPanel": false,
        "browser.download.always_ask_before_handling_new_types": false,
        "browser.helperApps.neverAsk.saveToDisk": KINDS,
        "intl.accept_languages": "sv-SE, sv",
    });
    let mut options = json!({ "args": ["-headless"], "prefs": with(own, preferences) });
    // Debian's name for it. Elsewhere the driver finds `firefox` by itself.
    if let Some(esr) = on_path("firefox-esr") {
        options["binary"] = json!(esr);
    }
    json!({ "browserName": "firefox", "moz:firefoxOptions": options })
}

fn webkit(preferences: &Value) -> Value {
    let settings = preferences.as_object().unwrap().iter().map(|(name, value)| format!("--{name}={value}"));
    let args: Vec<String> = std::iter::once("--automation".to_owned()).chain(settings).collect();
    let browser = mini_browser().expect("MiniBrowser is missing: `make test` installs it (webkit2gtk-driver)");
    json!({ "webkitgtk:browserOptions": { "binary": browser, "args": args } })
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.exists())
}

/// MiniBrowser lies beside the libraries: `/usr/lib/<machine>/webkit2gtk-4.1/MiniBrowser`.
fn mini_browser() -> Option<PathBuf> {
    let folders = |folder: PathBuf| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let libraries = folders("/usr/lib".into()).filter(|folder| folder.is_dir()).flat_map(folders);
    let webkit = libraries.filter(|folder| folder.to_string_lossy().contains("/webkit2gtk-"));
    webkit.map(|folder| folder.join("MiniBrowser")).find(|file| file.exists())
}

/// A browser that runs, with its driver. All of it ends with this.
pub struct Browser {
    /// What steers it.
    pub driver: WebDriver,
    _processes: Vec<Running>,
    // Last: it is the next one's turn when the processes are gone.
    _turn: Option<MutexGuard<'static, ()>>,
}

impl Browser {
    /// Starts a browser with a home folder of its own.
    pub async fn start(engine: Engine, home: &Path, downloads: &Path, preferences: &Value) -> Self {
        let turn = engine.turn().await;
        let (processes, port) = match engine {
            Engine::Chromium => chromedriver().await,
            Engine::Firefox => geckodriver(home).await,
            Engine::WebKit => webkit_driver(home, downloads).await,
        };
        let capabilities = engine.capabilities(home, downloads, preferences);
        let address = format!("http://127.0.0.1:{port}");
        // On a machine with much to do, a browser may exit as soon as it is started: then it is started once more.
        let mut driver = WebDriver::new(&address, capabilities.clone()).await;
        for _ in 0..2 {
            if driver.is_err() {
                sleep(Duration::from_secs(2)).await;
                driver = WebDriver::new(&address, capabilities.clone()).await;
            }
        }
        let driver = driver.unwrap();
        Self { driver, _processes: processes, _turn: turn }
    }
}

async fn chromedriver() -> (Vec<Running>, u16) {
    for _ in 0..5 {
        let mut process = Running::start(Command::new("chromedriver").arg("--port=0"));
        // It takes a port that is free for IPv6, and ends if something else has it for IPv4.
        if let Some(port) = process.says("was started successfully on port ").await {
            return (vec![process], port.trim_end_matches('.').parse().unwrap());
        }
    }
    panic!("chromedriver does not start");
}

async fn geckodriver(home: &Path) -> (Vec<Running>, u16) {
    let mut command = Command::new("geckodriver");
    command.args(["--port", "0", "--profile-root"]).arg(home).env("HOME", home);
    let mut process = Running::start(&mut command);
    let port = process.says("Listening on 127.0.0.1:").await.expect("geckodriver listens");
    (vec![process], port.parse().unwrap())
}

async fn webkit_driver(home: &Path, downloads: &Path) -> (Vec<Running>, u16) {
    let mut screen = Running::start(Command::new("Xvfb").args(["-displayfd", "1", "-nolisten", "tcp"]));
    let display = screen.says("").await.expect("Xvfb has a display");
    let config = home.join("config");
    fs::create_dir(&config).unwrap();
    // Where MiniBrowser puts downloads.
    fs::write(config.join("user-dirs.dirs"), format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display())).unwrap();
    // The driver has no way to choose a free port, nor to say that it listens.
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let mut command = Command::new("WebKitWebDriver");
    command.arg(format!("--port={port}")).envs([("DISPLAY", format!(":{display}")), ("GDK_BACKEND", "x11".to_owned())]);
    command.envs([("HOME", home), ("XDG_CONFIG_HOME", &config), ("XDG_RUNTIME_DIR", home)]);
    command.envs([("XDG_DATA_HOME", home.join("data")), ("XDG_CACHE_HOME", home.join("cache"))]);
    let process = Running::start(&mut command);
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        assert!(start.elapsed() < PATIENCE, "WebKitWebDriver does not listen");
        sleep(Duration::from_millis(20)).await;
    }
    // The browser before its screen.
    (vec![process, screen], port)
}

/// A process that the visit has started: it ends with this, and so does all that it has started in its turn.
struct Running(Child);

impl Running {
    fn start(command: &mut Command) -> Self {
        let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        Self(started.unwrap_or_else(|error| panic!("{command:?}: {error}. `make test` installs what is missing")))
    }

    /// Waits until it has said something, and gives the rest of that line. Nothing where it ends without.
    async fn says(&mut self, wanted: &str) -> Option<String> {
        let mut lines = BufReader::new(self.0.stdout.take().unwrap()).lines();
        while let Some(line) = lines.next_line().await.unwrap() {
            if let Some((_, rest)) = line.split_once(wanted) {
                drain(lines);
                return Some(rest.trim().to_owned());
            }
        }
        None
    }
}

/// It goes on writing, and must be able to.
fn drain(mut lines: tokio::io::Lines<BufReader<impl AsyncRead + Unpin + Send + 'static>>) {
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
}

impl Drop for Running {
    fn drop(&mut self) {
        // Nothing where it has ended by itself.
        let Some(id) = self.0.id() else { return };
        // Found before their parent is gone: then they would be nobody's. The browser of a test that fails is among them.
        let family = family(id);
        let _ =
            std::process::Command::new("kill").args(family.iter().map(u32::to_string)).stderr(Stdio::null()).status();
    }
}

/// The ids of a process and of all that it has started, and that these have started in their turn.
pub fn family(id: u32) -> Vec<u32> {
    let mut family = vec![id];
    let mut at = 0;
    while let Some(&parent) = family.get(at) {
        family.extend(children(parent));
        at += 1;
    }
    family
}

fn children(id: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>()).collect()
}
