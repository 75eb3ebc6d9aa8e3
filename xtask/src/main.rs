//! Build steps of Vattenpass, run as `cargo xtask <step>`.

mod bom;
mod check;
mod content;
mod finish;
mod generate;
mod readability;
mod release;
mod released;
mod terminal;
mod terms;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use engine::Lang;

const HELP: &str = "\
cargo xtask check [FOLDER] [--en]   check the content, and print what has to be fixed (in Swedish, or English)
cargo xtask finish                  finish a built site: compile its content, set its policy (run by trunk)
cargo xtask release                 make the release of the site in dist/: the package, the bill of materials, checksums
cargo xtask generate                write what is generated: the result file's schema, the list of diagnostics
cargo xtask keep-structures [FOLDER]  keep what is being released: the ids of questionnaires, for their result codes, and digests
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["check", rest @ ..] => {
            let lang = if rest.contains(&"--en") { Lang::En } else { Lang::Sv };
            let folder = rest.iter().find(|argument| !argument.starts_with("--"));
            check::run(&folder.map_or_else(|| root().join("content"), PathBuf::from), lang)
        }
        ["finish"] => finish::run(),
        ["release"] => release::run(),
        ["generate"] => generate::run(),
        ["keep-structures", rest @ ..] => {
            released::keep(&rest.first().map_or_else(|| root().join("content"), PathBuf::from))
        }
        _ => Err(HELP.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// The repository's root.
fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}
