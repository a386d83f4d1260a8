//! The pages that a verb is given.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Context;
use rust_embed::RustEmbed;

use super::say::{Say, advice};
use crate::model::{Origin, Page};
use crate::source::{Inputs, NamePattern, Problem};

/// A page, or why there is none.
pub type Incoming = Result<Page, Problem>;

/// How many pages are read at a time: enough to keep the cores busy, few enough to forget.
const CHUNK: usize = 64;

/// Where pages come from beside the paths themselves.
#[derive(clap::Args)]
pub struct Sources {
    /// Read the paths from a file, or - for standard input: one a line, or with zero bytes between them
    #[arg(long, value_name = "FILE", group = "given")]
    files_from: Option<PathBuf>,
    /// How files are named, such as '{newspaper}/{date}/{page}.txt'; also {year}, {month}, {day}, {column}, {home}, and * for
    /// anything
    #[arg(long, value_name = "PATTERN")]
    names: Option<NamePattern>,
}

impl Sources {
    /// The pages of `paths` and of those that the list names; none if nothing was given.
    ///
    /// # Errors
    /// None of the paths is there, or the list cannot be read.
    pub fn pages(&self, paths: &[PathBuf]) -> anyhow::Result<Option<Inputs>> {
        let mut paths = paths.to_vec();
        if let Some(list) = &self.files_from {
            paths.extend(listed(list)?);
        }
        if paths.is_empty() && self.files_from.is_none() {
            Ok(None)
        } else {
            named(&paths, self.names.clone()).map(Some)
        }
    }
}

/// The paths that a list names.
fn listed(list: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut names = String::new();
    let read = match list.as_os_str() == "-" {
        true => std::io::stdin().read_to_string(&mut names).map(|_| ()),
        false => std::fs::read_to_string(list).map(|read| names = read),
    };
    read.with_context(|| format!("cannot read the list of files {}", list.display()))?;
    let separator = if names.contains('\0') { '\0' } else { '\n' };
    let paths = names.split(separator).map(|name| name.trim_end_matches('\r'));
    let paths: Vec<PathBuf> = paths.filter(|name| !name.is_empty()).map(PathBuf::from).collect();
    if paths.is_empty() {
        return Err(advice("the list of files is empty", "it has a path a line, as `find` prints them"));
    }
    Ok(paths)
}

/// The inputs up to the first that is wrong, and that one.
pub fn until_wrong(inputs: impl Iterator<Item = Incoming>) -> impl Iterator<Item = Incoming> {
    let mut wrong = false;
    inputs.take_while(move |incoming| !std::mem::replace(&mut wrong, incoming.is_err()))
}

/// The pages of `paths`, in a stable order.
///
/// # Errors
/// None of the paths is there.
pub fn pages(paths: &[PathBuf]) -> anyhow::Result<Inputs> {
    named(paths, None)
}

/// The same, of which paths state something by a pattern.
fn named(paths: &[PathBuf], names: Option<NamePattern>) -> anyhow::Result<Inputs> {
    let there = |path: &PathBuf| path.as_os_str() == "-" || path.exists();
    if !paths.iter().any(there) {
        let named: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        let here = std::env::current_dir().map(|folder| folder.display().to_string()).unwrap_or_default();
        let message = format!("no such file or folder: {}", named.join(", "));
        return Err(advice(message, format!("paths are looked for from {here}")));
    }
    Ok(Inputs::named(paths, names))
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
            origin: Origin::file(format!("sample {name}")),
            text: file(&name).unwrap_or_default(),
            newspaper: Some(newspaper),
            issue_date: issue_date.parse().ok(),
            number: Some(number),
            home: home.parse().ok(),
            ..Page::default()
        }));
    }
    pages
}

/// What tells a page apart from all others in whatever state: its file by the way from the store, and its stem.
/// The way from the store makes no difference between two spellings of one path.
pub fn key(page: &Page, store: &Path) -> String {
    let Origin { file, member, .. } = &page.origin;
    let place = way_from(store, Path::new(file)).unwrap_or_else(|| "-".to_owned());
    let within = if member.is_empty() { "" } else { "/" };
    format!("{place}{within}{member}#{}", page.stem)
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
