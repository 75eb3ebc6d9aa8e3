//! The scripts in `tools/`, run with stand-ins for what they call.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a panic in a test is the failure it reports")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// An npm that installs.
const NPM: &str = r#"mkdir -p "$3/node_modules""#;
/// A cargo that notes what it is called with and installs.
const CARGO: &str = r#"echo "$*" >>"$NOTES"; while [ "$1" != --root ]; do shift; done; mkdir -p "$2/bin""#;
/// One that cannot install.
const FAILING: &str = r#"echo "$*" >>"$NOTES"; echo "no such crate"; exit 101"#;

/// A checkout with nothing but the tools in it, an empty cache, and programs that stand in for the real ones.
struct Checkout(TempDir);

impl Checkout {
    fn new(programs: &[(&str, &str)]) -> Self {
        let checkout = Self(tempfile::tempdir().unwrap());
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for folder in ["tools", "bin"] {
            fs::create_dir(checkout.path(folder)).unwrap();
        }
        for name in ["audit", "bench", "env", "native", "run", "serve", "setup", "versions"] {
            fs::copy(root.join("tools").join(name), checkout.path("tools").join(name)).unwrap();
        }
        for name in ["Cargo.lock", "Trunk.toml"] {
            fs::copy(root.join(name), checkout.path(name)).unwrap();
        }
        for (name, script) in programs {
            let program = checkout.path("bin").join(name);
            fs::write(&program, format!("#!/usr/bin/env bash\n{script}\n")).unwrap();
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        }
        checkout
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn tool(&self, name: &str) -> Command {
        let mut command = Command::new(self.path("tools").join(name));
        let path = format!("{}:{}", self.path("bin").display(), std::env::var("PATH").unwrap());
        command.env("PATH", path).env("XDG_CACHE_HOME", self.path("cache")).env("NOTES", self.path("notes"));
        command.env_remove("PORT");
        command
    }

    fn setup(&self) -> Output {
        self.tool("setup").arg("build").output().unwrap()
    }

    /// What the stand-ins were called with.
    fn notes(&self) -> String {
        fs::read_to_string(self.path("notes")).unwrap_or_default()
    }

    /// What is in the cache of installed tools.
    fn installed(&self) -> Vec<String> {
        let folder = fs::read_dir(self.path("cache/vattenpass")).unwrap();
        let mut names: Vec<String> = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// A version that a tool is to have.
fn version(tool: &str) -> String {
    let script = format!(". {}/tools/env && echo \"${tool}_VERSION\"", env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("bash").args(["-c", &script]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_tool_of_the_right_version_on_the_path_is_taken_as_it_is() {
    let trunk = format!("echo 'trunk {}'", version("TRUNK"));
    let bindgen = format!("echo 'wasm-bindgen {} (abc 2026)'", version("WASM_BINDGEN"));
    let checkout = Checkout::new(&[("trunk", &trunk), ("wasm-bindgen", &bindgen), ("cargo", FAILING), ("npm", NPM)]);
    let done = checkout.setup();
    assert!(done.status.success(), "{}", said(&done));
    assert_eq!(checkout.notes(), "", "cargo has nothing to do");
    let installed = ["BINARYEN", "ESBUILD"].map(|tool| format!("{}-{}", tool.to_lowercase(), version(tool)));
    assert_eq!(checkout.installed(), installed);
}

#[test]
fn a_tool_of_another_version_is_not_and_nothing_is_installed_twice() {
    let old = "echo 'trunk 0.1.0'";
    let bindgen = "echo 'wasm-bindgen 0.2.1'";
    let checkout = Checkout::new(&[("trunk", old), ("wasm-bindgen", bindgen), ("cargo", CARGO), ("npm", NPM)]);
    let done = checkout.setup();
    assert!(done.status.success(), "{}", said(&done));
    let notes = checkout.notes();
    assert!(notes.contains(&format!("install trunk@{}", version("TRUNK"))), "{notes}");
    assert!(notes.contains(&format!("install wasm-bindgen-cli@{}", version("WASM_BINDGEN"))), "{notes}");
    assert!(checkout.setup().status.success());
    assert_eq!(checkout.notes(), notes);
}

#[test]
fn where_binstall_is_at_hand_it_installs() {
    let old = "echo 'trunk 0.1.0'";
    let checkout = Checkout::new(&[
        ("trunk", old),
        ("wasm-bindgen", old),
        ("cargo", CARGO),
        ("cargo-binstall", "exit 1"),
        ("npm", NPM),
    ]);
    let done = checkout.setup();
    assert!(done.status.success(), "{}", said(&done));
    let notes = checkout.notes();
    assert_eq!(notes.lines().count(), 2, "{notes}");
    assert!(notes.lines().all(|line| line.starts_with("binstall ")), "{notes}");
}

#[test]
fn where_binstall_has_nothing_cargo_builds() {
    let old = "echo 'trunk 0.1.0'";
    let cargo = format!(r#"[ "$1" != binstall ] || exit 1; {CARGO}"#);
    let checkout = Checkout::new(&[
        ("trunk", old),
        ("wasm-bindgen", old),
        ("cargo", &cargo),
        ("cargo-binstall", "exit 1"),
        ("npm", NPM),
    ]);
    let done = checkout.setup();
    assert!(done.status.success(), "{}", said(&done));
    assert!(checkout.notes().lines().all(|line| line.starts_with("install ")), "{}", checkout.notes());
}

#[test]
fn an_install_that_fails_says_what_to_do_and_leaves_nothing_that_looks_whole() {
    let checkout = Checkout::new(&[("trunk", "exit 1"), ("cargo", FAILING), ("npm", NPM)]);
    let done = checkout.setup();
    assert!(!done.status.success());
    let said = said(&done);
    assert!(said.contains("no such crate"), "{said}");
    assert!(said.contains(&format!("cargo install trunk@{} --locked", version("TRUNK"))), "{said}");
    assert!(checkout.installed().is_empty());
}

#[test]
fn a_long_install_tells_how_far_it_has_come() {
    // It goes on until it has been seen to tell.
    let cargo = format!(
        r#"printf '\r    Building [===>      ] 36/216: syn\r'; until [ -e "$NOTES.seen" ]; do sleep 0.2; done; {CARGO}"#
    );
    let checkout = Checkout::new(&[("trunk", "exit 1"), ("wasm-bindgen", "exit 1"), ("cargo", &cargo), ("npm", NPM)]);
    let mut setup = checkout.tool("setup");
    let mut setup = setup.arg("build").env("VATTENPASS_TELL_EVERY", "1").stdout(Stdio::piped()).spawn().unwrap();
    let mut told = String::new();
    for line in BufReader::new(setup.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        if line.contains("36/216") && told.is_empty() {
            told = line;
            fs::write(checkout.path("notes.seen"), "").unwrap();
        }
    }
    assert!(setup.wait().unwrap().success());
    assert!(told.contains(" left: Building [===>      ] 36/216: syn"), "{told}");
}

#[test]
fn serving_makes_the_folders_that_trunk_is_to_ignore() {
    let checkout = Checkout::new(&[("cargo", ""), ("wasm-bindgen", ""), ("trunk", "")]);
    let done = checkout.tool("serve").output().unwrap();
    assert!(done.status.success(), "{}", said(&done));
    let settings = fs::read_to_string(checkout.path("Trunk.toml")).unwrap();
    let ignored = settings.lines().find_map(|line| line.strip_prefix("ignore = [")?.strip_suffix(']')).unwrap();
    let ignored: Vec<&str> = ignored.split(", ").map(|folder| folder.trim_matches('"')).collect();
    assert!(ignored.contains(&"target") && ignored.contains(&"dist"));
    for folder in ignored {
        assert!(
            checkout.path(folder).is_dir(),
            "Trunk stops where it is to ignore a folder that is not there: {folder}"
        );
    }
}

#[test]
fn a_port_that_is_taken_is_told_and_the_next_free_one_used() {
    let checkout = Checkout::new(&[("cargo", ""), ("wasm-bindgen", ""), ("trunk", r#"echo "$*""#)]);
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port();
    let done = checkout.tool("serve").env("PORT", port.to_string()).output().unwrap();
    let said = said(&done);
    assert!(done.status.success(), "{said}");
    assert!(said.contains(&format!("Port {port} is taken")), "{said}");
    let used = said.split("--port ").nth(1).unwrap().split(' ').next().unwrap();
    assert!(used.parse::<u16>().unwrap() > port, "{said}");
    assert!(said.contains(&format!("http://127.0.0.1:{used}/")), "{said}");
}

#[test]
fn a_build_that_fails_is_not_taken_for_a_port_that_is_taken() {
    let checkout =
        Checkout::new(&[("cargo", ""), ("wasm-bindgen", ""), ("trunk", r#"echo called >>"$NOTES"; exit 7"#)]);
    let done = checkout.tool("serve").output().unwrap();
    assert_eq!(done.status.code(), Some(7), "{}", said(&done));
    assert_eq!(checkout.notes(), "called\n");
}

#[test]
fn a_benchmark_without_its_earlier_revision_says_what_to_do_and_builds_nothing() {
    let git = |is_shallow: bool| {
        format!(r#"case "$*" in *--verify*) exit 1 ;; *is-shallow*) echo {is_shallow} ;; *) echo .git ;; esac"#)
    };
    for (git, advice) in [
        (git(true), "git fetch --unshallow"),
        (git(false), "make bench BASELINE=<revision>"),
        ("exit 128".to_owned(), "Run make bench in a clone."),
    ] {
        let checkout = Checkout::new(&[("git", &git), ("make", r#"echo called >>"$NOTES""#)]);
        let done = checkout.tool("bench").arg("af6f570").output().unwrap();
        assert!(!done.status.success());
        assert!(said(&done).contains(advice), "{}", said(&done));
        assert_eq!(checkout.notes(), "");
    }
}

#[test]
fn a_benchmark_builds_the_earlier_site_once_and_keeps_it_when_it_is_whole() {
    let git = r#"case "$*" in
        *--verify*) echo 0123abc ;;
        *"worktree add"*) mkdir -p "$PWD/target/bench/0123abc.tree"; touch "$PWD/target/bench/0123abc.tree/.git" ;;
        *"worktree remove"*) rm -rf "$PWD/target/bench/0123abc.tree" ;;
    esac"#;
    let make = r#"[ "$2" = -C ] || exit 0
        echo build >>"$NOTES"; [ -e "$NOTES.works" ] || exit 3; mkdir "$3/dist"; touch "$3/dist/index.html""#;
    let cargo = r#"echo "bench beside ${VATTENPASS_EARLIER##*/}" >>"$NOTES""#;
    let checkout = Checkout::new(&[("git", git), ("make", make), ("cargo", cargo)]);
    let run = || checkout.tool("bench").arg("af6f570").output().unwrap();
    assert!(!run().status.success());
    assert_eq!(checkout.notes(), "build\n");
    fs::write(checkout.path("notes.works"), "").unwrap();
    for _ in 0..2 {
        let done = run();
        assert!(done.status.success(), "{}", said(&done));
    }
    assert_eq!(checkout.notes(), "build\nbuild\nbench beside 0123abc\nbench beside 0123abc\n");
    assert!(checkout.path("target/bench/0123abc/index.html").exists());
    assert!(!checkout.path("target/bench/0123abc.tree").exists());
}

#[test]
fn fuzzing_and_the_audit_install_their_own_tool_and_no_other() {
    for (mode, tool) in [("fuzz", "CARGO_FUZZ"), ("audit", "CARGO_DENY")] {
        let programs = ["cc", "c++"].map(|compiler| (compiler, ""));
        let missing = ["cargo-fuzz", "cargo-deny"].map(|tool| (tool, "exit 1"));
        let checkout = Checkout::new(&[&programs[..], &missing[..], &[("cargo", CARGO)]].concat());
        let done = checkout.tool("setup").arg(mode).output().unwrap();
        assert!(done.status.success(), "{}", said(&done));
        let name = tool.to_lowercase().replace('_', "-");
        assert_eq!(checkout.installed(), [format!("{name}-{}", version(tool))]);
    }
}

#[test]
fn an_audit_without_the_list_of_advisories_says_so_and_holds_the_rest() {
    let unreachable = r#"echo "$*" >>"$NOTES"; case "$*" in *" fetch "*) echo "no such host"; exit 1 ;; esac"#;
    let checkout = Checkout::new(&[("cargo", unreachable)]);
    let done = checkout.tool("audit").output().unwrap();
    assert!(done.status.success(), "{}", said(&done));
    assert!(said(&done).contains("no such host\nKnown weaknesses were NOT looked for"), "{}", said(&done));
    assert!(checkout.notes().contains("check licenses bans sources\n"), "{}", checkout.notes());
    assert!(!checkout.notes().contains("check --disable-fetch advisories"), "{}", checkout.notes());
    let refused = r#"case "$*" in *" check "*) exit 4 ;; esac"#;
    assert_eq!(Checkout::new(&[("cargo", refused)]).tool("audit").output().unwrap().status.code(), Some(4));
}

#[test]
fn an_audit_with_the_list_of_advisories_looks_through_them() {
    let weak = r#"case "$*" in *" advisories") echo "a weakness"; exit 1 ;; esac"#;
    let done = Checkout::new(&[("cargo", weak)]).tool("audit").output().unwrap();
    assert_eq!((done.status.code(), said(&done).as_str()), (Some(1), "a weakness\n"));
}

/// In the checkout that is tested: the inputs that they begin with lie there.
#[test]
fn every_fuzz_target_is_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let checkout = Checkout::new(&[("cargo", r#"echo "$*" >>"$NOTES""#)]);
    let path = checkout.tool("setup").get_envs().find(|(name, _)| *name == "PATH").unwrap().1.unwrap().to_owned();
    let mut fuzz = Command::new(root.join("tools/fuzz"));
    let done = fuzz.env("PATH", path).env("NOTES", checkout.path("notes")).output().unwrap();
    assert!(done.status.success(), "{}", said(&done));
    let notes = checkout.notes();
    let mut run: Vec<&str> = notes.lines().map(|line| line.split(' ').nth(4).unwrap()).collect();
    run.sort_unstable();
    let targets = fs::read_dir(root.join("fuzz/fuzz_targets")).unwrap();
    let mut targets: Vec<String> =
        targets.map(|target| target.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    targets.sort_unstable();
    assert_eq!(run, targets);
    let manifest = fs::read_to_string(root.join("fuzz/Cargo.toml")).unwrap();
    assert!(targets.iter().all(|target| manifest.contains(&format!("path = \"fuzz_targets/{target}.rs\""))));
    let unknown = Command::new(root.join("tools/fuzz")).arg("nothing").output().unwrap();
    assert!(!unknown.status.success() && said(&unknown).contains("No fuzz target is called nothing"));
}

/// They are compiled by nobody but the browsers that visitors have.
#[test]
fn every_script_of_the_site_can_be_read() {
    let scripts = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts")).unwrap();
    for script in scripts.map(|script| script.unwrap().path()) {
        let read = Command::new("node").arg("--check").arg(&script).output().unwrap();
        assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    }
}
