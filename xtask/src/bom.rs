//! What the site is made of: a bill of materials in CycloneDX 1.5 (ECMA-424), by what cargo knows.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use engine::encoding::digest::sha256;
use serde_json::{Value, json};

use crate::root;

/// The packages whose programs a browser runs.
const PROGRAMS: [&str; 3] = ["vattenpass", "worker", "gather"];

/// The bill of materials of a version of the site, of a time.
///
/// A crate that only runs while the site is built is listed as excluded from it.
pub fn of_site(version: &str, time: &str) -> Result<Vec<u8>, String> {
    let metadata = metadata()?;
    let packages: BTreeMap<&str, &Value> = list(&metadata["packages"]).map(|p| (text(&p["id"]), p)).collect();
    let nodes: BTreeMap<&str, &Value> = list(&metadata["resolve"]["nodes"]).map(|n| (text(&n["id"]), n)).collect();
    let ours = |id: &&str| PROGRAMS.contains(&text(&packages[id]["name"])) && packages[id]["source"].is_null();
    let roots: Vec<&str> = packages.keys().copied().filter(ours).collect();

    // Each package that these lead to; and whether a program holds it, or only the build.
    let mut met: BTreeMap<&str, bool> = BTreeMap::new();
    let mut left: Vec<(&str, bool)> = roots.iter().map(|id| (*id, true)).collect();
    while let Some((id, held)) = left.pop() {
        let held = held && !runs_in_the_build(packages[id]);
        if met.get(id).is_some_and(|before| *before || !held) {
            continue;
        }
        met.insert(id, held);
        for (of, is_normal) in dependencies(nodes[id]) {
            left.push((of, held && is_normal));
        }
    }
    let named = |id: &str| match packages[id]["source"].is_null() {
        true => format!("vattenpass/{}", text(&packages[id]["name"])),
        false => purl(packages[id]),
    };
    let checksums = checksums()?;
    let components: Vec<Value> = met
        .iter()
        .filter(|(id, _)| !packages[*id]["source"].is_null())
        .map(|(id, held)| component(packages[id], *held, &checksums))
        .collect();
    let dependencies: Vec<Value> = met
        .keys()
        .map(|id| {
            let on: BTreeSet<String> =
                dependencies(nodes[id]).map(|(of, _)| of).filter(|of| met.contains_key(of)).map(&named).collect();
            json!({ "ref": named(id), "dependsOn": on })
        })
        .collect();
    let members: Vec<Value> = met
        .keys()
        .filter(|id| packages[*id]["source"].is_null())
        .map(|id| json!({ "type": "library", "bom-ref": named(id), "name": packages[id]["name"], "version": version }))
        .collect();
    let mut bom = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": time,
            "component": {
                "type": "application",
                "bom-ref": format!("vattenpass@{version}"),
                "name": "vattenpass",
                "version": version,
                "licenses": [{ "expression": "EUPL-1.2" }],
                "components": members,
            },
        },
        "components": components,
        "dependencies": dependencies,
    });
    // Of its content: the same release has the same number.
    let digest = sha256(bom.to_string().as_bytes());
    let (a, b, c, d, e) = (&digest[..8], &digest[8..12], &digest[13..16], &digest[17..20], &digest[20..32]);
    bom["serialNumber"] = json!(format!("urn:uuid:{a}-{b}-8{c}-8{d}-{e}"));
    serde_json::to_vec_pretty(&bom).map_err(|error| error.to_string())
}

/// What cargo knows of the packages, for browsers.
fn metadata() -> Result<Value, String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", "wasm32-unknown-unknown"]);
    let said = cargo.current_dir(root()).output().map_err(|error| format!("cargo metadata: {error}"))?;
    if !said.status.success() {
        return Err(String::from_utf8_lossy(&said.stderr).into_owned());
    }
    serde_json::from_slice(&said.stdout).map_err(|error| format!("cargo metadata: {error}"))
}

/// The SHA-256 of each crate as it was downloaded, by name and version.
fn checksums() -> Result<BTreeMap<(String, String), String>, String> {
    let path = root().join("Cargo.lock");
    let lock = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let value = |entry: &str, key: &str| {
        let line = entry.lines().find_map(|line| line.strip_prefix(&format!("{key} = \"")).map(str::to_owned));
        line.map(|line| line.trim_end_matches('"').to_owned())
    };
    let entries = lock
        .split("[[package]]")
        .filter_map(|entry| Some(((value(entry, "name")?, value(entry, "version")?), value(entry, "checksum")?)));
    Ok(entries.collect())
}

fn component(package: &Value, held: bool, checksums: &BTreeMap<(String, String), String>) -> Value {
    let (name, version) = (text(&package["name"]).to_owned(), text(&package["version"]).to_owned());
    let mut component = json!({
        "type": "library",
        "bom-ref": purl(package),
        "name": name,
        "version": version,
        "scope": if held { "required" } else { "excluded" },
        "purl": purl(package),
    });
    // The old way to write "or".
    let licence = text(&package["license"]).replace('/', " OR ");
    if !licence.is_empty() {
        component["licenses"] = json!([{ "expression": licence }]);
    }
    if let Some(checksum) = checksums.get(&(name, version)) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    if let Some(address) = package["repository"].as_str() {
        component["externalReferences"] = json!([{ "type": "vcs", "url": address }]);
    }
    component
}

fn purl(package: &Value) -> String {
    format!("pkg:cargo/{}@{}", text(&package["name"]), text(&package["version"]).replace('+', "%2B"))
}

/// Whether it is a macro, which the compiler runs.
fn runs_in_the_build(package: &Value) -> bool {
    list(&package["targets"]).any(|target| list(&target["kind"]).any(|kind| kind == "proc-macro"))
}

/// The packages that a package leads to, its tests left out; and whether it is for more than its own build.
fn dependencies(node: &Value) -> impl Iterator<Item = (&str, bool)> {
    list(&node["deps"]).filter_map(|dependency| {
        let kinds: Vec<&Value> = list(&dependency["dep_kinds"]).map(|of| &of["kind"]).collect();
        let is_normal = kinds.iter().any(|kind| kind.is_null());
        (is_normal || kinds.iter().any(|kind| *kind == "build")).then_some((text(&dependency["pkg"]), is_normal))
    })
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use cyclonedx_bom::models::bom::Bom;
    use cyclonedx_bom::validation::Validate;

    use super::*;

    #[test]
    fn it_is_what_cyclonedx_reads_and_lists_what_a_browser_runs() {
        let made = of_site("1.2.3", "2026-11-27T08:00:00+00:00").unwrap();
        assert_eq!(made, of_site("1.2.3", "2026-11-27T08:00:00+00:00").unwrap());
        let bom = Bom::parse_from_json_v1_5(made.as_slice()).unwrap();
        let outcome = bom.validate();
        assert!(outcome.passed(), "{outcome:?}");
        let components = bom.components.unwrap().0;
        let scope = |name: &str| {
            let found = components.iter().find(|component| component.name.to_string() == name);
            found.map(|component| component.scope.as_ref().unwrap().to_string())
        };
        for name in ["leptos", "pulldown-cmark", "docx-rs", "rust_xlsxwriter", "serde_json"] {
            assert_eq!(scope(name).as_deref(), Some("required"), "{name}");
        }
        // A macro runs in the build; what only tests use is in no release.
        assert_eq!(scope("serde_derive").as_deref(), Some("excluded"));
        assert_eq!([scope("thirtyfour"), scope("insta")], [None, None]);
        assert!(components.iter().all(|component| component.licenses.is_some() && component.hashes.is_some()));
    }
}
