//! Stands before `wasm-bindgen` on the path when trunk builds the site.
//!
//! For the site's own module: link → **split** → `wasm-bindgen` on the main part → `wasm-opt` on every part (trunk runs it
//! on the main part). Everything else, such as the worker, is handed on as it came. The parts and the script that starts
//! the site and fetches them lie in `parts/` beside what `wasm-bindgen` writes; `cargo xtask finish` takes them from there.

mod slim;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use engine::encoding::digest::sha256;
use wasm_encoder::{CustomSection, Module};
use wasm_split_cli_support::{Options, transform};

use slim::{with_short_names, without_messages, without_nulls, without_unused};

/// The name of the module that is split.
const SITE: &str = "vattenpass";
/// What starts the site; a line for each part is added to it.
const BOOT: &str = "scripts/boot.js";
/// The part that most visits begin with.
const START: &str = "start";
/// The parts that respondents do not meet.
const LATER: [&str; 6] = ["room", "join", "pack", "group", "check", "device"];
/// The one of them that is fetched by many, on their phones.
const JOIN: &str = "join";
/// A module below this size, in bytes, costs more to ask for than to carry along.
const SMALL: usize = 4_000;
/// What the main part asks for its parts: in the script that binds it, what [`BOOT`] leaves behind takes the place of a
/// module of this name.
const LOADER: &str = "./boot.js";
/// That: an object of the page's.
const LEFT_BEHIND: &str = "vattenpass";
/// How many digits of a file's digest its name has (`xtask/src/finish.rs` names the others so).
const DIGITS: usize = 8;
/// Where the real program is: `tools/run` sets it.
const REAL: &str = "VATTENPASS_WASM_BINDGEN";

/// What a step gives, or what is wrong, for whoever builds.
type Outcome<T> = Result<T, String>;

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    let done = std::env::var_os(REAL).ok_or(format!("{REAL} is not set: tools/run sets it")).and_then(|real| {
        let own = args.iter().any(|arg| arg.to_str() == Some(&format!("--out-name={SITE}")));
        let asks_version = args.iter().any(|arg| arg.to_str() == Some("--version"));
        if own { site(&real, args) } else { run(Command::new(&real).args(&args)) }?;
        if asks_version { Ok(()) } else { tidy() }
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("splitter: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Splits the site's module, and has the real program bind its main part.
fn site(real: &OsString, mut args: Vec<OsString>) -> Outcome<()> {
    let input = args.iter_mut().find(|arg| Path::new(arg).extension().is_some_and(|ending| ending == "wasm"));
    let input = input.ok_or("trunk gave no .wasm file")?;
    let module = without_unused(&read(Path::new(input))?)?;
    let (split, parts, main) = {
        let out = PathBuf::from(argument("--out-dir=")?);
        (fresh(&out.join("split"))?, fresh(&out.join("parts"))?, out.join("split").join(SITE).with_extension("wasm"))
    };
    *input = main.clone().into();
    let bound = parts.with_file_name(SITE).with_extension("js");
    let release = parts.parent().is_some_and(|out| out.ends_with("release"));

    let mut options = Options::new(&module);
    options.output_dir = &split;
    options.main_out_path = &main;
    options.link_name = LOADER;
    let cut = transform(options).map_err(|error| format!("{error:#}"))?;

    let wanted: BTreeMap<_, _> = cut.prefetch_map.iter().collect();
    let mut modules: BTreeMap<String, Vec<(String, Vec<u8>)>> = BTreeMap::new();
    for file in &cut.split_modules {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if release {
            optimise(file)?;
        }
        let bytes = read(file)?;
        modules.entry(file_for(&stem, bytes.len(), &wanted)).or_default().push((stem, bytes));
    }
    let mut names = BTreeMap::new();
    for (file, mut modules) in modules {
        modules.sort();
        let bytes = match modules.as_slice() {
            [(_, alone)] => alone.clone(),
            several => together(several.iter().map(|(_, module)| module)),
        };
        // The number of a module says nothing: the digest tells files apart.
        let name =
            file.split_once('_').filter(|(start, _)| *start == "chunk").map_or(file.as_str(), |(start, _)| start);
        let name = format!("{name}-{}.wasm", &sha256(&bytes)[..DIGITS]);
        write(&parts.join(&name), &bytes)?;
        names.extend(modules.into_iter().map(|(stem, _)| (stem, name.clone())));
    }
    let mut boot = String::from_utf8(read(Path::new(BOOT))?).map_err(|error| format!("{BOOT}: {error}"))?;
    for (part, stems) in &wanted {
        if !stems.contains(&format!("split_{part}")) {
            return Err(format!("the part {part} holds nothing: the main part has everything that it calls"));
        }
        let mut files: Vec<&String> = stems.iter().filter_map(|stem| names.get(stem)).collect();
        files.sort();
        files.dedup();
        if let Some(missing) = stems.iter().find(|stem| !names.contains_key(*stem)) {
            return Err(format!("the part {part} needs {missing}, which there is not"));
        }
        boot += &format!("{LEFT_BEHIND}.__wasm_split_load_{part} = {LEFT_BEHIND}.part({part:?}, {files:?});\n");
    }
    write(&parts.join("boot.js"), boot.as_bytes())?;
    if release {
        write(&main, &without_messages(&read(&main)?)?)?;
    }

    // The parts find the table of functions among what the main part exports.
    run(Command::new(real).args(args).args(["--keep-lld-exports", "--no-demangle"]))?;
    let script = with_loader(&String::from_utf8_lossy(&read(&bound)?), wanted.len())?;
    write(&bound, script.as_bytes())?;
    if release {
        let module = bound.with_file_name(format!("{SITE}_bg.wasm"));
        let (short, script) = with_short_names(&read(&module)?, &script)?;
        write(&module, &without_nulls(&short)?)?;
        write(&bound, script.as_bytes())?;
    }
    Ok(())
}

/// Which file a module lies in. What several parts share comes out as one module for each set of parts: those that the start
/// page needs are one file, and so are the small ones, so that a part asks for few. Trainers' and coordinators' parts count
/// apart: what only one other part shares with them lies in a file with that part's own, so that no respondent fetches for
/// one page what another needs; nor does a participant for a coordinator's.
fn file_for(stem: &str, size: usize, wanted: &BTreeMap<&String, &Vec<String>>) -> String {
    if let Some(part) = stem.strip_prefix("split_") {
        return part.to_owned();
    }
    let parts = wanted.iter().filter(|(_, stems)| stems.iter().any(|of| of == stem)).map(|(part, _)| part.as_str());
    let (later, respondents): (Vec<&str>, Vec<&str>) = parts.partition(|part| LATER.contains(part));
    match respondents.as_slice() {
        parts if parts.contains(&START) => format!("for_{START}"),
        _ if size >= SMALL => stem.to_owned(),
        [] if later.contains(&JOIN) => format!("shared_{JOIN}"),
        [] => "shared_later".to_owned(),
        [part] => format!("shared_{part}"),
        _ => "shared".to_owned(),
    }
}

/// Modules in one file: an empty module with each of them in a section that no browser reads. `boot.js` takes them out.
fn together<'m>(modules: impl Iterator<Item = &'m Vec<u8>>) -> Vec<u8> {
    let mut file = Module::new();
    for module in modules {
        file.section(&CustomSection { name: "module".into(), data: module.into() });
    }
    file.finish()
}

/// What trunk has given as an argument. By name, so that a change in how it calls the program is seen at once.
fn argument(name: &str) -> Outcome<String> {
    let value = std::env::args().find_map(|arg| arg.strip_prefix(name).map(str::to_owned));
    value.ok_or(format!("trunk gave no {name}"))
}

/// Writes the script so that trunk can make it small: what does that for trunk knows neither an import without a semicolon
/// nor another name for the default.
fn tidy() -> Outcome<()> {
    let path = Path::new(&argument("--out-dir=")?).join(argument("--out-name=")?).with_extension("js");
    let script = String::from_utf8_lossy(&read(&path)?).into_owned();
    let lines = script.lines().map(|line| match line {
        import if import.starts_with("import ") && !import.ends_with(';') => format!("{import};\n"),
        "export { initSync, __wbg_init as default };" => {
            "export { initSync };\nexport default __wbg_init;\n".to_owned()
        }
        line => format!("{line}\n"),
    });
    write(&path, lines.collect::<String>().as_bytes())
}

/// The script that binds the main part, with what [`BOOT`] leaves behind in the place of each module [`LOADER`]: one for
/// each part.
fn with_loader(script: &str, parts: usize) -> Outcome<String> {
    let from = format!(" from \"{LOADER}\"");
    let mut times = 0;
    let lines = script.lines().map(|line| {
        let name = line.strip_prefix("import * as ").and_then(|rest| Some(rest.split_once(&from)?.0));
        times += usize::from(name.is_some());
        name.map_or_else(|| format!("{line}\n"), |name| format!("const {name} = {LEFT_BEHIND};\n"))
    });
    let script: String = lines.collect();
    if times != parts || script.contains(&from) {
        return Err(format!("the main part asks for {times} parts, and {parts} were cut off"));
    }
    Ok(script)
}

/// Makes a part as small as trunk makes the main part, with the very same settings.
fn optimise(part: &Path) -> Outcome<()> {
    let page = String::from_utf8_lossy(&read(Path::new("index.html"))?).into_owned();
    let settings = page.split_once("data-wasm-opt-params=\"").and_then(|(_, rest)| rest.split_once('"'));
    let (settings, _) = settings.ok_or("index.html: no data-wasm-opt-params")?;
    run(Command::new("wasm-opt").arg("-Oz").args(settings.split_whitespace()).arg(part).arg("-o").arg(part))
}

fn run(command: &mut Command) -> Outcome<()> {
    let status = command.status().map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    status.success().then_some(()).ok_or(format!("{}: {status}", command.get_program().display()))
}

/// An empty folder: what an earlier build left does not belong to this one.
fn fresh(folder: &Path) -> Outcome<PathBuf> {
    let named = |error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(named)?;
    }
    fs::create_dir_all(folder).map_err(named)?;
    Ok(folder.to_owned())
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Outcome<()> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
