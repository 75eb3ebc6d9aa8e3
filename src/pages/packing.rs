//! The site in one piece, as it is on the host now: the part `pack`, which few ask for.

use futures::future::{join, join_all};
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;
use packaging::{ENTRY, package, release_files, single_file, zipped};

use crate::browser::fetch::{self, Failure};
use crate::browser::page::address;
use crate::load::{Fault, Loaded};
use crate::pages::offline::content_files;
use crate::parts::{Fetched, Part, Soon};
use crate::state::AppState;

/// Files by their paths.
pub type Files = Vec<(String, Vec<u8>)>;

/// A questionnaire as a package for learning platforms, with these files. `None` if they can't be packed.
#[wasm_split(pack, wasm_split_path = leptos::wasm_split, preload(fetch_pack), fallible)]
pub fn make_pack(loaded: Loaded, files: Files) -> Fetched<Option<Vec<u8>>> {
    Ok(package(&loaded.value, &files).ok())
}

/// The files in one. `None` if they can't be packed.
#[wasm_split(pack, wasm_split_path = leptos::wasm_split, fallible)]
pub fn make_zip(files: Files) -> Fetched<Option<Vec<u8>>> {
    Ok(zipped(&files).ok())
}

/// The whole site in a page. `None` if it is no page of the site's.
#[wasm_split(pack, wasm_split_path = leptos::wasm_split, fallible)]
pub fn make_single(page: String, files: Files) -> Fetched<Option<String>> {
    Ok(single_file(&page, &files))
}

/// The part `pack`, not fetched yet.
#[must_use]
pub fn pack_part() -> Part {
    Part::new(|| -> Soon<Fetched<()>> { Box::pin(fetch_pack()) })
}

/// What the host has in the place of the site's page.
#[must_use]
pub fn not_ours() -> Fault {
    Fault::of(Failure::Refused(200), ENTRY, true)
}

/// The page that starts the site, and every other file of the site, as they are on the host now.
///
/// # Errors
/// Says which file did not come.
pub async fn site_files(state: AppState) -> Result<(String, Files), Fault> {
    let fault = |failure, name: &str| Fault::of(failure, name, true);
    let page = fetch::page(&address()).await.map_err(|failure| fault(failure, ENTRY))?;
    let mut program: Vec<String> = release_files(&page).into_iter().map(str::to_owned).collect();
    let lists: Vec<String> = program.iter().filter(|name| name.starts_with("release-")).cloned().collect();
    for list in lists {
        let text = fetch::bytes(&list).await.map_err(|failure| fault(failure, &list))?;
        program.extend(release_files(&String::from_utf8_lossy(&text)).into_iter().map(str::to_owned));
    }
    program.sort();
    program.dedup();
    let content = untrack(|| state.site.with(content_files));
    let (program, content) = join(all(&program), all(&content)).await;
    let mut files = Files::new();
    for (name, fetched) in program {
        files.push((name.to_owned(), fetched.map_err(|failure| fault(failure, name))?));
    }
    for (name, fetched) in content {
        match fetched {
            Ok(bytes) => files.push((name.to_owned(), bytes)),
            Err(Failure::Unreachable) => return Err(Fault::Offline),
            // The site has none either: of a file that the host has added there is no compiled form.
            Err(Failure::Refused(_)) => {}
        }
    }
    Ok((page, files))
}

async fn all(names: &[String]) -> Vec<(&str, Result<Vec<u8>, Failure>)> {
    join_all(names.iter().map(|name| async move { (name.as_str(), fetch::bytes(name).await) })).await
}
