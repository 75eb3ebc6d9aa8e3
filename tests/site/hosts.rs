//! The site on web servers: nginx, Apache and Caddy as they are, and IIS by reading its rules as it would.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use reqwest::{Client, Response};
use roxmltree::{Document, Node};

use crate::harness::{Engine, Host, QUESTION_1, Running, SET_UP, Visit, published, release_file, root};

/// Headers that every server is to send with every file, as `web.config` has them.
const SENT: [&str; 4] = ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"];
/// What changes its name with its content is never asked for again; everything else is, each time.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const EACH_TIME: &str = "no-cache";
/// A folder that a municipality may well have.
const FOLDER: &str = "/Vår sida/";

/// Names, or endings of files without their dot, and what they are given.
type Given = BTreeMap<String, String>;

/// A list of IIS, below a folder whose own list holds every key already: there a second entry of one key is the error
/// 500.19, and nothing of the site is served.
fn iis_list(list: Node, entry: &str, key: &str, value: &str) -> Given {
    let entries = || list.children().filter(|node| node.has_tag_name(entry));
    let mut inherited: BTreeSet<&str> = entries().map(|node| node.attribute(key).unwrap()).collect();
    let mut given = Given::new();
    for node in list.children().filter(Node::is_element) {
        if node.has_tag_name("remove") {
            inherited.remove(node.attribute(key).unwrap());
        } else if node.has_tag_name(entry) {
            let name = node.attribute(key).unwrap();
            assert!(inherited.insert(name), "500.19: {name} is there already, without <remove> before it");
            given.insert(name.to_owned(), node.attribute(value).unwrap().to_owned());
        }
    }
    given
}

fn find<'a>(document: &'a Document, name: &str) -> Node<'a, 'a> {
    let mut found = document.descendants().filter(|node| node.has_tag_name(name));
    let node = found.next().unwrap_or_else(|| panic!("no <{name}>"));
    assert!(found.next().is_none(), "<{name}> twice");
    node
}

/// The types and the headers that IIS sends by the folder's rules.
fn iis() -> (Given, Given) {
    let config = fs::read_to_string(root().join("public/web.config")).unwrap();
    let config = Document::parse(&config).unwrap();
    let kinds = iis_list(find(&config, "staticContent"), "mimeMap", "fileExtension", "mimeType");
    let mut headers = iis_list(find(&config, "customHeaders"), "add", "name", "value");
    let cache = find(&config, "clientCache");
    assert_eq!(cache.attribute("cacheControlMode"), Some("DisableCache"));
    // What a folder above has set here would be added to it.
    assert_eq!(cache.attribute("cacheControlCustom"), Some(""));
    // That is how IIS writes it.
    headers.insert("Cache-Control".to_owned(), EACH_TIME.to_owned());
    (kinds, headers)
}

/// The paths of the files in a folder, those for the web server itself and the packed ones left out.
fn files(folder: &Path) -> Vec<String> {
    fn walk(folder: &Path, under: &str, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
            let name = format!("{under}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{name}/"), found);
            } else if !name.starts_with('.') && ![".br", ".gz", ".config"].iter().any(|end| name.ends_with(end)) {
                found.push(name);
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, "", &mut found);
    found
}

/// One file for each ending and each way to be named: a browser need not fetch all to know how they are sent.
fn some_of(folder: &Path) -> Vec<String> {
    let mut met = BTreeSet::new();
    let mut files = files(folder);
    files.retain(|file| met.insert((ending(file).to_owned(), is_named_by_content(file))));
    files
}

fn ending(file: &str) -> &str {
    file.rsplit_once('.').unwrap().1
}

fn is_named_by_content(file: &str) -> bool {
    let digest = file.rsplit_once('-').and_then(|(_, rest)| rest.get(..8));
    !file.starts_with("content/") && digest.is_some_and(|digest| digest.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Asks for a file as a browser does that unpacks `packing`.
async fn ask(running: &Running, file: &str, packing: &str) -> Response {
    let request = Client::new().get(format!("{}{file}", running.address)).header("Accept-Encoding", packing);
    request.send().await.unwrap()
}

fn header<'r>(response: &'r Response, name: &str) -> &'r str {
    response.headers().get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

#[test]
fn iis_takes_the_settings_under_a_folder_that_has_set_the_same_and_knows_every_type() {
    let (kinds, headers) = iis();
    for name in SENT {
        assert!(headers.contains_key(name), "{name}");
    }
    assert!(headers["Content-Security-Policy"].ends_with("; frame-ancestors 'self'"));
    let unknown: Vec<String> = some_of(published().path())
        .into_iter()
        .filter(|file| !kinds.contains_key(&format!(".{}", ending(file))))
        .collect();
    assert!(unknown.is_empty(), "IIS answers 404 for {unknown:?}");
}

#[test]
fn git_changes_no_line_ends_in_the_folder() {
    let rules = fs::read_to_string(root().join("public/.gitattributes")).unwrap();
    let rules: Vec<&str> = rules.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(rules, ["* -text"]);
}

#[tokio::test]
async fn every_server_sends_what_its_configuration_promises() {
    let (kinds, headers) = iis();
    let site = published();
    for host in SET_UP {
        let running = host.serve(site.path(), FOLDER).await;
        for file in some_of(site.path()) {
            let response = ask(&running, &file, "identity").await;
            let case = format!("{host:?}: {file}");
            assert_eq!(response.status(), 200, "{case}");
            let bare = |kind: &str| kind.split(';').next().unwrap().to_owned();
            let kind = bare(header(&response, "Content-Type"));
            assert_eq!(kind, bare(&kinds[&format!(".{}", ending(&file))]), "{case}");
            for name in SENT {
                assert_eq!(header(&response, name), headers[name], "{case}: {name}");
            }
            let kept = if is_named_by_content(&file) { FOR_EVER } else { EACH_TIME };
            assert_eq!(header(&response, "Cache-Control"), kept, "{case}");
            assert_eq!(response.bytes().await.unwrap(), fs::read(site.path().join(&file)).unwrap(), "{case}");
        }
    }
}

/// What a browser asks for anew each time is not sent anew: without that, a visit would cost the same each time.
#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let site = published();
    for host in SET_UP {
        let running = host.serve(site.path(), "/").await;
        for (file, packing) in [("index.html", "gzip, br"), ("content/sv/chefsenkat.md", "gzip, br")] {
            let response = ask(&running, file, packing).await;
            let mark = header(&response, "ETag").to_owned();
            let again = Client::new().get(format!("{}{file}", running.address)).header("Accept-Encoding", packing);
            let again = match mark.is_empty() {
                true => again.header("If-Modified-Since", header(&response, "Last-Modified")),
                false => again.header("If-None-Match", &mark),
            };
            assert_eq!(again.send().await.unwrap().status(), 304, "{host:?}: {file} by {mark}");
        }
    }
}

#[tokio::test]
async fn everything_is_sent_packed_and_no_packed_file_hides_an_edit() {
    let site = published();
    for host in SET_UP {
        let running = host.serve(site.path(), FOLDER).await;
        let module = release_file(site.path(), "vattenpass", "_bg.wasm");
        let whole = fs::read(site.path().join(&module)).unwrap();
        for file in [&module, "content/sv/chefsenkat.md", "content/site.toml", "index.html"] {
            let response = ask(&running, file, "gzip").await;
            assert_eq!(header(&response, "Content-Encoding"), "gzip", "{host:?}: {file}");
            assert!(header(&response, "Vary").to_lowercase().contains("accept-encoding"), "{host:?}: {file}");
        }
        // nginx needs a module for it that Debian does not install.
        if host != Host::Nginx {
            let response = ask(&running, &module, "br").await;
            assert_eq!(header(&response, "Content-Encoding"), "br", "{host:?}");
            assert!(response.bytes().await.unwrap().len() < whole.len() / 2, "{host:?}");
        }
        // As the host edits it: no packed file lies beside it, and the browser gets the new text at once.
        let file = site.path().join("content/sv/chefsenkat.md");
        let before = fs::read_to_string(&file).unwrap();
        fs::write(&file, before.replacen("# Chefsenkäten", "# Vår egen enkät", 1)).unwrap();
        let visit = Visit::on(Engine::Chromium, &running).await;
        visit.open("#/sv/chefsenkat").await;
        visit.heading("Vår egen enkät").await;
        visit.finish().await;
        fs::write(&file, before).unwrap();
    }
}

/// From the front page to a result: the page, its parts, the content and both workers.
async fn runs(running: &Running) {
    let visit = Visit::on(Engine::Chromium, running).await;
    visit.open("").await;
    visit.see("Chefsenkäten").await;
    visit.open("#/sv/chefsenkat").await;
    visit.press("Starta").await;
    visit.answer(QUESTION_1, "Nej").await;
    visit.open("#/sv/chefsenkat/resultat").await;
    visit.heading("Resultat").await;
    visit.open("#/sv/dokument/sammanfattning").await;
    visit.press("Ladda ner som Markdown").await;
    visit.downloaded().await;
    visit.finish().await;
}

#[tokio::test]
async fn the_site_runs_at_the_root_and_in_a_folder_with_any_name() {
    let site = published();
    for host in SET_UP {
        for under in ["/", FOLDER] {
            runs(&host.serve(site.path(), under).await).await;
        }
    }
}

#[tokio::test]
async fn the_site_runs_on_servers_as_they_are_installed() {
    let site = published();
    for host in [Host::NginxAsInstalled, Host::ApacheAsInstalled] {
        runs(&host.serve(site.path(), FOLDER).await).await;
    }
}

/// The guide says so first of all.
#[tokio::test]
async fn apache_that_allows_other_rules_answers_500_until_the_rules_are_taken_away() {
    let site = published();
    let running = Host::ApacheWithoutFileInfo.serve(site.path(), "/").await;
    assert_eq!(ask(&running, "index.html", "identity").await.status(), 500);
    fs::remove_file(site.path().join(".htaccess")).unwrap();
    assert_eq!(ask(&running, "index.html", "identity").await.status(), 200);
    let guide = fs::read_to_string(root().join("docs/hosting.md")).unwrap();
    let first = guide.split("\n## ").next().unwrap();
    assert!(first.contains("500") && first.contains(".htaccess"), "{first}");
}
