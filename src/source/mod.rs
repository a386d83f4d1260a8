//! From bytes to pages: text files, tables, JSON lines, web pages, PDFs, archives and folders of them, standard input.
//!
//! Each format is one file and one row of [`FORMATS`]. Pages come one at a time in a stable order (the order of the
//! arguments; within a folder by path), so that an archive of any size streams. A file that cannot be read is a
//! [`Problem`], named with its line, and never stops the rest.

mod archive;
mod columns;
mod context;
mod csv;
mod docx;
mod encoding;
mod file;
mod file_name;
mod html;
mod jsonl;
mod manifest;
mod names;
mod pdf;
mod problem;
mod stated;
mod txt;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::JoinHandle;

use walkdir::WalkDir;

use crate::model::{Origin, Page};
use context::Context;
use file::File;
use manifest::Manifest;

pub use names::{NamePattern, PatternError};
pub use problem::{Cause, Problem};

/// Takes pages and problems as they come; breaks off when nobody wants more.
type Tell<'a> = dyn FnMut(Result<Page, Problem>) -> ControlFlow<()> + 'a;

/// A format of files.
pub struct Format {
    /// Endings of file names, in lower case.
    pub endings: &'static [&'static str],
    /// Tells the pages of a file, and what is wrong with it.
    read: fn(&mut File<'_>, &mut Tell<'_>) -> ControlFlow<()>,
}

/// The formats that can be read.
pub const FORMATS: &[Format] = &[
    Format { endings: &["txt", "text"], read: txt::read },
    Format { endings: &["jsonl", "ndjson"], read: jsonl::read },
    Format { endings: &["csv", "tsv"], read: csv::read },
    Format { endings: &["html", "htm", "xhtml", "shtml"], read: html::read },
    Format { endings: &["pdf"], read: pdf::read },
    Format { endings: &["docx"], read: docx::read },
    Format { endings: &["zip"], read: archive::zip::read },
    Format { endings: &["tar"], read: archive::tar::bare },
    Format { endings: &["tar.gz", "tgz"], read: archive::tar::gz },
    Format { endings: &["tar.zst", "tzst"], read: archive::tar::zst },
    Format { endings: &["gz"], read: archive::packed::gz },
    Format { endings: &["zst"], read: archive::packed::zst },
];

/// The endings of all formats, for messages.
fn endings() -> String {
    let all: Vec<String> =
        FORMATS.iter().flat_map(|format| format.endings).map(|ending| format!(".{ending}")).collect();
    all.join(", ")
}

/// How many pages are read ahead of whoever works on them.
const AHEAD: usize = 32;

/// The pages of paths, in order. They are read in a thread of their own, a few ahead.
///
/// ```
/// use fangzhi::source::Inputs;
/// let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
/// assert_eq!(Inputs::new([folder]).filter(Result::is_ok).count(), 0); // no page is named *.rs
/// ```
pub struct Inputs {
    pages: Receiver<Result<Page, Problem>>,
    thread: Option<JoinHandle<()>>,
}

impl Inputs {
    /// The pages of files and folders; `-` is standard input, as JSON lines.
    pub fn new<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Self {
        Self::named(paths, None)
    }

    /// The same, of which paths state something by a pattern.
    pub fn named<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>, names: Option<NamePattern>) -> Self {
        let paths: Vec<PathBuf> = paths.into_iter().map(|path| path.as_ref().to_owned()).collect();
        let (sender, pages) = sync_channel(AHEAD);
        let thread = std::thread::spawn(move || {
            let mut reading = Reading { manifests: BTreeMap::new(), context: Context::of(names) };
            let mut tell = |told| sender.send(told).map_or(ControlFlow::Break(()), ControlFlow::Continue);
            // It breaks off when nobody listens any more.
            let _ = paths.iter().try_for_each(|path| reading.path(path, &mut tell));
            let _ = reading.context.end(&mut tell);
        });
        Self { pages, thread: Some(thread) }
    }
}

impl Iterator for Inputs {
    type Item = Result<Page, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        let told = self.pages.recv().ok();
        if told.is_none()
            && let Some(Err(panic)) = self.thread.take().map(JoinHandle::join)
        {
            std::panic::resume_unwind(panic);
        }
        told
    }
}

/// What is kept while paths are read.
struct Reading {
    manifests: BTreeMap<PathBuf, Manifest>,
    context: Context,
}

impl Reading {
    /// Reads a path that was given.
    fn path(&mut self, path: &Path, tell: &mut Tell<'_>) -> ControlFlow<()> {
        if path.as_os_str() == "-" {
            return jsonl::stream(&Origin::file("standard input"), &mut std::io::stdin().lock(), tell);
        }
        if path.is_dir() {
            return self.folder(path, tell);
        }
        if !path.exists() {
            return tell(Err(Problem::new(path, Cause::Missing)));
        }
        match format(&path.to_string_lossy()) {
            Some(format) => self.file(path, format, tell),
            None => tell(Err(Problem::new(path, Cause::Format))),
        }
    }

    /// Reads the files of a folder, and of those within it.
    fn folder(&mut self, folder: &Path, tell: &mut Tell<'_>) -> ControlFlow<()> {
        let mut nothing = true;
        let files = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        for entry in files.filter_entry(|entry| !is_of_page(entry.path())) {
            match entry {
                Ok(entry) if entry.file_type().is_file() && entry.file_name() != manifest::NAME => {
                    if let Some(format) = format(&entry.path().to_string_lossy()) {
                        nothing = false;
                        self.file(entry.path(), format, tell)?;
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    nothing = false;
                    let path = error.path().unwrap_or(folder).to_owned();
                    let source =
                        error.into_io_error().unwrap_or_else(|| std::io::Error::other("folders that hold each other"));
                    tell(Err(Problem::new(&path, source.into())))?;
                }
            }
        }
        if nothing { tell(Err(Problem::new(folder, Cause::NoPages))) } else { ControlFlow::Continue(()) }
    }

    /// Reads a file in its format.
    fn file(&mut self, path: &Path, format: &Format, tell: &mut Tell<'_>) -> ControlFlow<()> {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let manifest = self.manifests.entry(folder.clone()).or_insert_with(|| Manifest::beside(&folder));
        match std::fs::File::open(path) {
            Ok(mut bytes) => {
                let origin = Origin::file(path.display().to_string());
                let (bytes, context) = (&mut bytes, &self.context);
                (format.read)(&mut File { origin, bytes, manifest, context, depth: 0, budget: None }, tell)
            }
            Err(error) => tell(Err(Problem::new(path, error.into()))),
        }
    }
}

/// Whether browsers made this folder for what belongs to a page that they saved: `page_files` beside `page.html`.
fn is_of_page(folder: &Path) -> bool {
    let page = folder.to_str().and_then(|folder| folder.strip_suffix("_files"));
    page.is_some_and(|page| ["html", "htm"].iter().any(|ending| Path::new(&format!("{page}.{ending}")).is_file()))
}

/// The format of a file by its name, of whose endings the longest counts.
fn format(name: &str) -> Option<&'static Format> {
    let name = name.to_lowercase();
    let ends = |ending: &&str| name.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.'));
    let longest = |format: &Format| format.endings.iter().copied().filter(ends).map(str::len).max();
    FORMATS
        .iter()
        .filter_map(|format| Some((longest(format)?, format)))
        .max_by_key(|(length, _)| *length)
        .map(|(_, f)| f)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a format tells of a file of that name.
    pub fn told(
        name: &str,
        mut bytes: &[u8],
        read: fn(&mut File<'_>, &mut Tell<'_>) -> ControlFlow<()>,
    ) -> Vec<Result<Page, Problem>> {
        let mut told = Vec::new();
        let (manifest, context) = (&mut Manifest::default(), &Context::default());
        let origin = Origin::file(name);
        let mut file = File { origin, bytes: &mut bytes, manifest, context, depth: 0, budget: None };
        let went = read(&mut file, &mut |next| {
            told.push(next);
            ControlFlow::Continue(())
        });
        assert!(went.is_continue());
        told
    }
}
