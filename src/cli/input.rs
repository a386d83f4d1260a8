//! The pages that a verb is given.

use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;

use super::say::{Say, advice};
use crate::model::Page;
use crate::source::{Inputs, Problem};

/// A page, or why there is none.
pub type Incoming = Result<Page, Problem>;

/// How many pages are read at a time: enough to keep the cores busy, few enough to forget.
const CHUNK: usize = 64;

/// The pages of `paths`, in a stable order.
///
/// # Errors
/// None of the paths is there.
pub fn pages(paths: &[PathBuf]) -> anyhow::Result<Inputs> {
    let there = |path: &PathBuf| path.as_os_str() == "-" || path.exists();
    if !paths.iter().any(there) {
        let named: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        let here = std::env::current_dir().map(|folder| folder.display().to_string()).unwrap_or_default();
        let message = format!("no such file or folder: {}", named.join(", "));
        return Err(advice(message, format!("paths are looked for from {here}")));
    }
    Ok(Inputs::new(paths))
}

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/examples/pages/"]
struct Samples;

/// The sample pages that the program carries, all invented.
pub fn samples() -> Vec<Incoming> {
    let file = |name: &str| Samples::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned());
    let table = file("pages.csv").unwrap_or_default();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let mut pages = Vec::new();
    for row in reader.deserialize::<(String, String, String, String, String)>().flatten() {
        let (name, newspaper, issue_date, number, home) = row;
        pages.push(Ok(Page {
            stem: name.trim_end_matches(".txt").to_owned(),
            origin: format!("sample {name}"),
            text: file(&name).unwrap_or_default(),
            newspaper: Some(newspaper),
            issue_date: issue_date.parse().ok(),
            number: Some(number),
            home: home.parse().ok(),
        }));
    }
    pages
}

/// What tells a page apart from all others in whatever state: its file by the way from the store, and its stem.
/// The way from the store makes no difference between two spellings of one path.
pub fn key(page: &Page, store: &Path) -> String {
    let file = page.origin.split(", line ").next().unwrap_or(&page.origin);
    let place = way_from(store, Path::new(file)).unwrap_or_else(|| "-".to_owned());
    format!("{place}#{}", page.stem)
}

/// The way from the folder of a store to a file; none if the file is not there.
pub fn way_from(store: &Path, file: &Path) -> Option<String> {
    let (file, store) = (std::fs::canonicalize(file).ok()?, std::path::absolute(store).ok()?);
    Some(way(&std::fs::canonicalize(&store).unwrap_or(store), &file))
}

/// The way from the folder `from` to `to`, both absolute.
fn way(from: &Path, to: &Path) -> String {
    let common = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(common).map(|_| "..".to_owned());
    let down = to.components().skip(common).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// Takes the inputs some at a time.
pub fn chunks(inputs: impl Iterator<Item = Incoming>) -> impl Iterator<Item = Vec<Incoming>> {
    let mut inputs = inputs;
    std::iter::from_fn(move || {
        let chunk: Vec<Incoming> = inputs.by_ref().take(CHUNK).collect();
        (!chunk.is_empty()).then_some(chunk)
    })
}

/// The pages of a chunk; what could not be read is said.
pub fn readable(chunk: Vec<Incoming>, say: &mut Say) -> Vec<Page> {
    chunk.into_iter().filter_map(|incoming| incoming.map_err(|problem| say.skip(&problem)).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_from_the_store_leads_to_the_page() {
        for (from, to, expected) in [
            ("/a/store", "/a/pages/1.txt", "../pages/1.txt"),
            ("/a/b/store", "/c/1.txt", "../../../c/1.txt"),
            ("/a", "/a/1.txt", "1.txt"),
        ] {
            assert_eq!(way(Path::new(from), Path::new(to)), expected);
        }
    }
}
