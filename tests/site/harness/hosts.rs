//! Real web servers, as a municipality has them: each started on a port of its own.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest as _, Sha384};
use tempfile::TempDir;
use tokio::time::sleep;

use super::{release_file, root};

/// A web server, and how it has been set up for the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// nginx with `hosting/nginx.conf`.
    Nginx,
    /// nginx as it is installed: it knows nothing of the site.
    NginxAsInstalled,
    /// Apache that takes what the folder's `.htaccess` says.
    Apache,
    /// Apache that takes nothing from it, which is how it is installed.
    ApacheAsInstalled,
    /// Apache that takes other things from it than the site needs.
    ApacheWithoutFileInfo,
    /// Caddy with `hosting/Caddyfile`.
    Caddy,
}

/// The ones that have been set up for the site.
pub const SET_UP: [Host; 3] = [Host::Nginx, Host::Apache, Host::Caddy];

/// A server that runs. It ends when this is dropped.
pub struct Running {
    /// The address of the site's folder, as `http://127.0.0.1:4711/Vår sida/`.
    pub address: String,
    child: Child,
    home: TempDir,
}

/// Apache's modules: those that Debian turns on and a folder of files meets, and two that our rules can use.
const MODULES: [&str; 11] = [
    "mpm_event",
    "authz_core",
    "authz_host",
    "mime",
    "dir",
    "negotiation",
    "filter",
    "deflate",
    "brotli",
    "headers",
    "setenvif",
];

impl Host {
    /// Serves a folder under a path: `/`, or `/Vår sida/`.
    pub async fn serve(self, site: &Path, under: &str) -> Running {
        let home = tempfile::tempdir().unwrap();
        let documents = home.path().join("documents");
        match under.trim_matches('/') {
            "" => symlink(site, &documents).unwrap(),
            name => {
                let place = documents.join(name);
                fs::create_dir_all(place.parent().unwrap()).unwrap();
                symlink(site, place).unwrap();
            }
        }
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = match self {
            Host::Nginx | Host::NginxAsInstalled => self.nginx(home.path(), &documents, port, under),
            Host::Apache | Host::ApacheAsInstalled | Host::ApacheWithoutFileInfo => {
                self.apache(home.path(), &documents, port)
            }
            Host::Caddy => caddy(home.path(), &documents, port, under),
        };
        let log = fs::File::create(home.path().join("log")).unwrap();
        command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
        let child = command.spawn().unwrap_or_else(|error| panic!("{self:?}: {error} (`tools/setup quick`)"));
        let mut running = Running { address: format!("http://127.0.0.1:{port}{under}"), child, home };
        for _ in 0..200 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return running;
            }
            assert!(running.child.try_wait().unwrap().is_none(), "{self:?} ended:\n{}", running.log());
            sleep(Duration::from_millis(50)).await;
        }
        panic!("{self:?} does not answer:\n{}", running.log());
    }

    fn nginx(self, home: &Path, documents: &Path, port: u16, under: &str) -> Command {
        let include = match self {
            Host::Nginx => format!("include \"{}\";", root().join("hosting/nginx.conf").display()),
            _ => String::new(),
        };
        // The types that it knows as installed, as far as the site has any of them. That is Debian's list.
        let types = "types { text/html html; text/css css; image/svg+xml svg; application/javascript js;
            application/json json; application/wasm wasm; image/png png; text/plain txt; }
            default_type application/octet-stream;";
        let paths: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("{name}_temp_path {}/{name};\n", home.display()))
            .concat();
        let user = if is_root() { "user root;" } else { "" };
        let config = format!(
            "{user} daemon off; pid {home}/pid; error_log stderr; events {{}}
             http {{ access_log off; {paths} {types}
               server {{ listen 127.0.0.1:{port}; root {documents}; location \"{under}\" {{ {include} }} }} }}",
            home = home.display(),
            documents = documents.display(),
        );
        let path = home.join("nginx.conf");
        fs::write(&path, config).unwrap();
        let mut command = Command::new("nginx");
        command.arg("-c").arg(path).arg("-p").arg(home).arg("-e").arg("stderr");
        command
    }

    fn apache(self, home: &Path, documents: &Path, port: u16) -> Command {
        let allowed = match self {
            Host::Apache => "FileInfo",
            Host::ApacheWithoutFileInfo => "AuthConfig",
            _ => "None",
        };
        let modules: String = MODULES
            .iter()
            // Debian turns neither on by itself.
            .filter(|module| self == Host::Apache || !["headers", "brotli"].contains(module))
            .map(|module| format!("LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so\n"))
            .collect();
        let types = home.join("mime.types");
        fs::write(
            &types,
            "text/html html\ntext/css css\ntext/javascript js\nimage/svg+xml svg\napplication/wasm wasm\n",
        )
        .unwrap();
        let user = if is_root() { "User www-data\nGroup www-data\n" } else { "" };
        let config = format!(
            "{modules}{user}ServerName localhost\nListen 127.0.0.1:{port}\nPidFile {home}/pid\nMutex posixsem\n\
             ErrorLog /dev/stderr\nTypesConfig {types}\nDocumentRoot \"{documents}\"\nDirectoryIndex index.html\n\
             <Directory \"{documents}\">\nOptions FollowSymLinks\nAllowOverride {allowed}\nRequire all granted\n</Directory>\n\
             AddOutputFilterByType DEFLATE text/html text/css text/javascript\n",
            home = home.display(),
            types = types.display(),
            documents = documents.display(),
        );
        let path = home.join("apache.conf");
        fs::write(&path, config).unwrap();
        // It gives up being root: its folders are to be read by anybody.
        for folder in [home, documents] {
            fs::set_permissions(folder, PermissionsExt::from_mode(0o755)).unwrap();
        }
        let mut command = Command::new("apache2");
        command.arg("-DFOREGROUND").arg("-f").arg(path);
        command
    }
}

fn caddy(home: &Path, documents: &Path, port: u16, under: &str) -> Command {
    let ours = fs::read_to_string(root().join("hosting/Caddyfile")).unwrap();
    let ours = ours
        .replace("handle /vattenpass/*", &format!("handle \"{under}*\""))
        .replace("redir /vattenpass /vattenpass/", "")
        .replace("/srv", &documents.display().to_string());
    let config = format!("{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{\n{ours}\n}}\n");
    let path = home.join("Caddyfile");
    fs::write(&path, config).unwrap();
    let mut command = Command::new("caddy");
    command.arg("run").arg("--adapter").arg("caddyfile").arg("--config").arg(path).env("HOME", home);
    command
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

impl Running {
    /// What the server has said.
    pub fn log(&self) -> String {
        fs::read_to_string(self.home.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Asked to end, it ends its own processes too.
        let pid = self.child.id().to_string();
        let asked = Command::new("kill").arg(&pid).status().is_ok_and(|status| status.success());
        if !asked {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

/// The folder of the site in the release's package, unpacked.
pub fn published() -> TempDir {
    let package = fs::read_dir(root().join("release")).ok().and_then(|mut entries| {
        entries
            .find_map(|entry| Some(entry.ok()?.path()).filter(|path| path.extension().is_some_and(|end| end == "zip")))
    });
    let package = package.expect("there is no release: run `make release` (or `make test`)");
    let mut package = zip::ZipArchive::new(fs::File::open(package).unwrap()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for n in 0..package.len() {
        let mut file = package.by_index(n).unwrap();
        let name = file.name().unwrap().into_owned();
        let Some((_, path)) = name.split_once("/vattenpass/") else { continue };
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::io::copy(&mut file, &mut fs::File::create(path).unwrap()).unwrap();
    }
    // Apache gives up being root: its folders are to be read by anybody.
    fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
    folder
}

/// Puts another release in the place of the one in a folder: the same, under other names, as if each file were another.
pub fn another_release(folder: &Path) {
    let named = |start: &str, ending: &str| release_file(folder, start, ending);
    let other = |name: &str, digest: &str| {
        let (start, rest) = name.split_once('-').unwrap();
        format!("{start}-{digest}{}", &rest[8..])
    };
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let [result, office, boot, list] = [("result", ".wasm"), ("office", ".js"), ("boot", ".js"), ("release", ".json")]
        .map(|(start, end)| named(start, end));
    let renamed = |name: &str| other(name, "00c0ffee");
    let mut lines = [read(&boot), read(&list), read("index.html"), read("sw.js")];
    for name in [&result, &office, &boot, &list] {
        lines = lines.map(|text| text.replace(name, &renamed(name)));
        for packed in ["", ".br", ".gz"] {
            let from = folder.join(format!("{name}{packed}"));
            if packed.is_empty() { fs::rename(from, folder.join(renamed(name))) } else { fs::remove_file(from) }
                .unwrap();
        }
    }
    let [boot_text, list_text, page, worker] = lines;
    // The script that starts it is another one now, and so is its integrity.
    let mut release: serde_json::Value = serde_json::from_str(&list_text).unwrap();
    let digest = BASE64_STANDARD.encode(Sha384::digest(&boot_text));
    release["files"][renamed(&boot)] = serde_json::Value::from(format!("sha384-{digest}"));
    fs::write(folder.join(renamed(&boot)), boot_text).unwrap();
    fs::write(folder.join(renamed(&list)), release.to_string()).unwrap();
    fs::write(folder.join("index.html"), page).unwrap();
    fs::write(folder.join("sw.js"), worker).unwrap();
}
