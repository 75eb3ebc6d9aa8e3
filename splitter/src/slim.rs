//! What a module is better without.

use std::collections::{BTreeMap, BTreeSet};

use rustc_demangle::demangle;
use wasm_encoder::{
    CodeSection, CustomSection, Encode, EntityType, ExportKind, ExportSection, Function, ImportSection, Module,
    RawSection, SectionId,
};
use wasmparser::{
    BinaryReaderError, Element, ElementItems, ElementKind, ExternalKind, KnownCustom, Name, Operator, Parser, Payload,
    TypeRef,
};

use crate::Outcome;

/// In the names of the classes that `wasm-streams` exports, in small letters. It comes with leptos's `server_fn`. The site
/// uses none of them, but no linker drops what is exported: they would cost a first visit 5 kB.
const UNUSED: &str = "intounderlying";
/// How the names of functions begin that only put a panic into words. None of them returns. A release has nowhere to say it,
/// and the words and what writes them would cost a first visit 2 kB.
const PANICS: [&str; 9] = [
    "core::panicking::",
    "core::option::unwrap_failed",
    "core::option::expect_failed",
    "core::result::unwrap_failed",
    "core::slice::index::slice_index_fail",
    "core::str::slice_error_fail",
    "core::cell::panic_already",
    "alloc::raw_vec::capacity_overflow",
    "std::thread::local::panic_access_error",
];

/// How the names of functions end that write a value for a programmer to read. Only the words of panics use them: a test in
/// `tests/architecture.rs` holds that the site does not. With them a first visit would weigh 1 kB more.
const DEBUG: &str = " as core::fmt::Debug>::fmt";

/// What stands in the place of a function that has to do with the words of panics.
#[derive(Clone, Copy)]
enum Instead {
    /// It stops the program: its name begins so.
    Stops(&'static str),
    /// It says that it has written what it was to write.
    WritesNothing,
}

/// The module without the exports that nobody uses, and without what `wasm-bindgen` would make of them.
pub fn without_unused(module: &[u8]) -> Outcome<Vec<u8>> {
    let is_unused = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_ascii_lowercase().contains(UNUSED);
    let mut slim = Module::new();
    let mut dropped = 0;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(broken)?;
        match &payload {
            Payload::ExportSection(exports) => {
                let mut kept = ExportSection::new();
                for export in exports.clone() {
                    let export = export.map_err(broken)?;
                    if is_unused(export.name.as_bytes()) {
                        dropped += 1;
                    } else {
                        kept.export(export.name, kind(export.kind), export.index);
                    }
                }
                slim.section(&kept);
            }
            Payload::CustomSection(custom) if custom.name() == "__wasm_bindgen_unstable" => {
                let (mut rest, mut kept) = (custom.data(), Vec::new());
                while !rest.is_empty() {
                    // For each use of the macro: a version, and what it describes.
                    let (version, behind) = with_length(rest)?;
                    let (description, behind) = with_length(behind)?;
                    if !is_unused(description) {
                        kept.extend_from_slice(version);
                        kept.extend_from_slice(description);
                    }
                    rest = behind;
                }
                slim.section(&CustomSection { name: custom.name().into(), data: kept.into() });
            }
            _ => as_it_is(&mut slim, module, &payload),
        }
    }
    match dropped {
        0 => Err(format!("nothing exports {UNUSED}…: this step can go")),
        _ => Ok(slim.finish()),
    }
}

/// The first bytes, as many as the four before them say, with those four; and the rest.
fn with_length(bytes: &[u8]) -> Outcome<(&[u8], &[u8])> {
    let length = bytes.first_chunk::<4>().map(|length| u32::from_le_bytes(*length) as usize);
    length.and_then(|length| bytes.split_at_checked(4 + length)).ok_or("a description is cut short".into())
}

/// The module with panics that stop the program at once, without a message.
pub fn without_messages(module: &[u8]) -> Outcome<Vec<u8>> {
    let wordy = wordy(module)?;
    let mut met = BTreeSet::new();
    let (mut slim, mut code, mut index) = (Module::new(), CodeSection::new(), 0);
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(broken)?;
        match &payload {
            Payload::ImportSection(imports) => {
                for import in imports.clone().into_imports() {
                    index += u32::from(matches!(import.map_err(broken)?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                }
                as_it_is(&mut slim, module, &payload);
            }
            Payload::CodeSectionStart { .. } => {}
            Payload::CodeSectionEntry(body) => {
                let mut function = Function::new([]);
                match wordy.get(&index) {
                    None => drop(code.raw(body.as_bytes())),
                    Some(Instead::Stops(panic)) => {
                        met.insert(*panic);
                        function.instructions().unreachable().end();
                        code.function(&function);
                    }
                    Some(Instead::WritesNothing) => {
                        // `Ok(())`.
                        function.instructions().i32_const(0).end();
                        code.function(&function);
                    }
                }
                index += 1;
            }
            _ => {
                // Whatever comes behind the code.
                if !code.is_empty() {
                    slim.section(&code);
                    code = CodeSection::new();
                }
                as_it_is(&mut slim, module, &payload);
            }
        }
    }
    match PANICS.iter().find(|panic| !met.contains(*panic)) {
        Some(panic) => Err(format!("no function is called {panic}…: see what the standard library calls it now")),
        None => Ok(slim.finish()),
    }
}

/// The module without what fills its table of functions with nothing. The table begins empty; a part fills the places that
/// are kept for it when it comes. A first visit weighs half a kilobyte less.
pub fn without_nulls(module: &[u8]) -> Outcome<Vec<u8>> {
    let (mut slim, mut dropped) = (Module::new(), 0);
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(broken)?;
        let Payload::ElementSection(elements) = &payload else {
            as_it_is(&mut slim, module, &payload);
            continue;
        };
        let (mut count, mut kept) = (0_u32, Vec::new());
        for element in elements.clone() {
            let element = element.map_err(broken)?;
            if is_null(&element)? {
                dropped += 1;
            } else {
                count += 1;
                kept.extend_from_slice(&module[element.range.start as usize..element.range.end as usize]);
            }
        }
        let mut data = Vec::new();
        count.encode(&mut data);
        data.extend(kept);
        slim.section(&RawSection { id: SectionId::Element.into(), data: &data });
    }
    match dropped {
        0 => Err("nothing fills the table of functions with nothing: this step can go".into()),
        _ => Ok(slim.finish()),
    }
}

/// Whether an element fills its places in a table with nothing.
fn is_null(element: &Element<'_>) -> Outcome<bool> {
    let ElementItems::Expressions(_, places) = &element.items else { return Ok(false) };
    for place in places.clone() {
        let first = place.map_err(broken)?.get_operators_reader().read().map_err(broken)?;
        if !matches!(first, Operator::RefNull { .. }) {
            return Ok(false);
        }
    }
    Ok(matches!(element.kind, ElementKind::Active { .. }))
}

/// The functions that only put a panic into words, by index, and what takes their place.
fn wordy(module: &[u8]) -> Outcome<BTreeMap<u32, Instead>> {
    let mut wordy = BTreeMap::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CustomSection(custom) = payload.map_err(broken)? else { continue };
        let KnownCustom::Name(names) = custom.as_known() else { continue };
        for name in names {
            let Name::Function(names) = name.map_err(broken)? else { continue };
            for naming in names {
                let naming = naming.map_err(broken)?;
                let name = format!("{:#}", demangle(naming.name));
                let stops = PANICS.iter().find(|panic| name.starts_with(*panic)).map(|panic| Instead::Stops(panic));
                let instead = stops.or_else(|| name.ends_with(DEBUG).then_some(Instead::WritesNothing));
                wordy.extend(instead.map(|instead| (naming.index, instead)));
            }
        }
    }
    Ok(wordy)
}

/// How the names begin by which the module and the script of `wasm-bindgen` know each other. A digest in each keeps those of
/// two programs apart; here there is one.
const BOUND: [&str; 2] = ["__wb", "_ZN12wasm_bindgen"];

/// The module and its script with short names for what they know each other by: 4 kB less of a first visit.
pub fn with_short_names(module: &[u8], script: &str) -> Outcome<(Vec<u8>, String)> {
    let mut short = BTreeMap::new();
    let mut shorten = |name: &str| {
        if !BOUND.iter().any(|start| name.starts_with(start)) {
            return name.to_owned();
        }
        let next = format!("_{}", short.len());
        short.entry(name.to_owned()).or_insert(next).clone()
    };
    let mut slim = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(broken)?;
        match &payload {
            Payload::ImportSection(imports) => {
                let mut named = ImportSection::new();
                for import in imports.clone().into_imports() {
                    let import = import.map_err(broken)?;
                    let TypeRef::Func(index) = import.ty else {
                        return Err(format!("{} is imported, and is no function", import.name));
                    };
                    named.import(import.module, &shorten(import.name), EntityType::Function(index));
                }
                slim.section(&named);
            }
            Payload::ExportSection(exports) => {
                let mut named = ExportSection::new();
                for export in exports.clone() {
                    let export = export.map_err(broken)?;
                    named.export(&shorten(export.name), kind(export.kind), export.index);
                }
                slim.section(&named);
            }
            _ => as_it_is(&mut slim, module, &payload),
        }
    }
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut named = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(is_of_name) {
        let (before, name) = rest.split_at(start);
        let (name, behind) = name.split_at(name.find(|c| !is_of_name(c)).unwrap_or(name.len()));
        named += before;
        named += short.get(name).map_or(name, String::as_str);
        rest = behind;
    }
    named += rest;
    // Functions of the script's own have names like these.
    match BOUND.iter().find(|start| named.contains(&format!("wasm.{start}"))) {
        Some(start) => Err(format!("the script asks the module for {start}…, which it does not export")),
        None => Ok((slim.finish(), named)),
    }
}

fn kind(kind: ExternalKind) -> ExportKind {
    match kind {
        ExternalKind::Func | ExternalKind::FuncExact => ExportKind::Func,
        ExternalKind::Table => ExportKind::Table,
        ExternalKind::Memory => ExportKind::Memory,
        ExternalKind::Global => ExportKind::Global,
        ExternalKind::Tag => ExportKind::Tag,
    }
}

/// Takes a section over.
fn as_it_is(slim: &mut Module, module: &[u8], payload: &Payload<'_>) {
    if let Some((id, range)) = payload.as_section() {
        slim.section(&RawSection { id, data: &module[range.start as usize..range.end as usize] });
    }
}

fn broken(error: BinaryReaderError) -> String {
    format!("the module cannot be read: {error}")
}
