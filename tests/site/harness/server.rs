//! The server that a visit's site lies on: it keeps a log, and hears what goes wrong in the page.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Html, IntoResponse, Response};
use tower_http::services::ServeDir;

use super::FOLDER;

/// Reports what goes wrong in the page, for engines whose driver has no log of it.
const WATCH: &str = include_str!("watch.js");

/// What the server gives in the place of a file.
#[derive(Debug, Clone, Copy)]
pub enum Instead {
    /// An answer with this status, type and body.
    Answer(u16, &'static str, &'static str),
    /// The file, as something of this type. An empty one is none at all.
    Typed(&'static str),
    /// Half of the file; then the line is lost.
    CutOff,
    /// Half of the file, as if it were the whole.
    Half,
}

/// The server. It ends with the visit.
pub struct Server {
    /// Where it answers, as `http://127.0.0.1:4711`.
    pub origin: String,
    shared: Arc<Shared>,
    task: tokio::task::JoinHandle<()>,
}

struct Shared {
    folder: PathBuf,
    /// Whether the page is to report what goes wrong in it.
    watch: bool,
    /// Whether the site may keep itself for when there is no network.
    keeps: AtomicBool,
    /// The path of every request, and how it was answered.
    requests: Mutex<Vec<(String, StatusCode)>>,
    reports: Mutex<Vec<String>>,
    /// How the paths end that get something else than their file.
    instead: Mutex<Vec<(&'static str, Instead)>>,
}

impl Server {
    /// Serves a folder: a file that lies there compressed too (`.br`) is sent so. With `watch`, the page gets a script
    /// that reports what goes wrong in it.
    pub async fn start(folder: PathBuf, watch: bool) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let files = ServeDir::new(&folder).precompressed_br();
        let shared = Arc::new(Shared {
            folder,
            watch,
            keeps: AtomicBool::new(false),
            requests: Mutex::default(),
            reports: Mutex::default(),
            instead: Mutex::default(),
        });
        let app = Router::new()
            .nest_service(FOLDER.trim_end_matches('/'), files)
            .layer(from_fn_with_state(shared.clone(), answer));
        let task = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { origin, shared, task }
    }

    /// Has every path that ends so get something else than its file.
    pub fn give(&self, ending: &'static str, instead: Instead) {
        self.shared.instead.lock().unwrap().push((ending, instead));
    }

    /// Lets the site keep itself for when there is no network. Otherwise what answers would depend on how long a test takes.
    pub fn let_keep(&self) {
        self.shared.keeps.store(true, Ordering::Relaxed);
    }

    /// Has every path get its file again.
    pub fn mend(&self) {
        self.shared.instead.lock().unwrap().clear();
    }

    /// The path of everything that was asked for, by the page or its worker.
    pub fn served(&self) -> Vec<String> {
        self.shared.requests.lock().unwrap().iter().map(|(path, _)| path.clone()).collect()
    }

    /// The path of everything that was asked for and not there.
    pub fn refused(&self) -> Vec<String> {
        let requests = self.shared.requests.lock().unwrap();
        requests
            .iter()
            .filter(|(_, status)| !status.is_success() && !status.is_redirection())
            .map(|(path, _)| path.clone())
            .collect()
    }

    /// Whether a path is that of a compiled form which a file that the host added has none of, or of a file that it added in
    /// the other language alone: what keeps the site for when there is no network asks for both.
    pub fn is_of_an_added_file(&self, path: &str) -> bool {
        let Some(name) = path.strip_prefix(FOLDER) else { return false };
        let other = [("/sv/", "/en/"), ("/en/", "/sv/")].map(|(from, to)| name.replacen(from, to, 1));
        let is_there = |name: &str| {
            let name = name.trim_end_matches(".bin").trim_end_matches(".md");
            self.shared.folder.join(format!("{name}.md")).exists()
        };
        (name.ends_with(".bin") && is_there(name))
            || name.starts_with("content/") && other.iter().any(|other| other != name && is_there(other))
    }

    /// What the page has reported.
    pub fn reports(&self) -> Vec<String> {
        self.shared.reports.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let instead = shared.instead.lock().unwrap().iter().find(|(end, _)| path.ends_with(end)).map(|(_, given)| *given);
    let response = match path.strip_prefix(FOLDER) {
        _ if instead.is_some() => in_its_place(instead, next.run(request).await).await,
        Some("" | "index.html") if shared.watch => Html(watched_page(&shared.folder)).into_response(),
        Some("sw.js") if !shared.keeps.load(Ordering::Relaxed) => {
            ([(CONTENT_TYPE, "text/javascript")], "// It keeps nothing.").into_response()
        }
        Some("watch.js") if shared.watch => return ([(CONTENT_TYPE, "text/javascript")], WATCH).into_response(),
        Some("watch") if shared.watch => {
            let report = axum::body::to_bytes(request.into_body(), 1 << 20).await.unwrap();
            shared.reports.lock().unwrap().push(String::from_utf8_lossy(&report).into_owned());
            return StatusCode::NO_CONTENT.into_response();
        }
        _ => next.run(request).await,
    };
    shared.requests.lock().unwrap().push((path, response.status()));
    response
}

async fn in_its_place(instead: Option<Instead>, file: Response) -> Response {
    match instead {
        None => file,
        Some(Instead::Answer(status, kind, body)) => {
            (StatusCode::from_u16(status).unwrap(), [(CONTENT_TYPE, kind)], body).into_response()
        }
        Some(Instead::Typed(kind)) => {
            let mut response = file;
            response.headers_mut().remove(CONTENT_TYPE);
            if !kind.is_empty() {
                response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
            }
            response
        }
        Some(Instead::Half) => {
            let kind = file.headers().get(CONTENT_TYPE).cloned();
            let bytes = axum::body::to_bytes(file.into_body(), usize::MAX).await.unwrap();
            let half = bytes.slice(..bytes.len() / 2);
            let mut response = half.into_response();
            kind.into_iter().for_each(|kind| drop(response.headers_mut().insert(CONTENT_TYPE, kind)));
            response
        }
        Some(Instead::CutOff) => {
            let bytes = axum::body::to_bytes(file.into_body(), usize::MAX).await.unwrap();
            let half = bytes.slice(..bytes.len() / 2);
            let parts = [Ok(half), Err(std::io::Error::other("the line is lost"))];
            axum::body::Body::from_stream(futures::stream::iter(parts)).into_response()
        }
    }
}

/// The page with the script that reports: before all others, or it would miss what they do.
fn watched_page(folder: &Path) -> String {
    let page = std::fs::read_to_string(folder.join("index.html")).unwrap();
    let first = page.find("<script").expect("the page has a script");
    let (before, after) = page.split_at(first);
    format!("{before}<script src=\"watch.js\"></script>{after}")
}
