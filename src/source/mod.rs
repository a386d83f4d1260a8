//! From bytes to pages: text files, folders of them, JSON lines, standard input.
//!
//! Each format is one file and one row of [`FORMATS`]. Pages come one at a time in a stable order (the order of the
//! arguments; within a folder by path), so that an archive of any size streams. A file that cannot be read is a
//! [`Problem`], named with its line, and never stops the rest.

mod encoding;
mod file_name;
mod jsonl;
mod manifest;
mod problem;
mod txt;

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::model::Page;
use manifest::Manifest;

pub use problem::{Cause, Problem};

/// What a file gives: its pages or what is wrong with it, one after another.
pub type Pages = Box<dyn Iterator<Item = Result<Page, Problem>> + Send>;

/// A format of files.
pub struct Format {
    /// Endings of file names, in lower case.
    pub endings: &'static [&'static str],
    /// Opens a file.
    open: fn(&Path, &mut Manifest) -> Pages,
}

/// The formats that can be read.
pub const FORMATS: &[Format] = &[
    Format { endings: &["txt", "text"], open: txt::open },
    Format { endings: &["jsonl", "ndjson"], open: jsonl::open },
];

/// The pages of paths, in order.
///
/// ```
/// use fangzhi::source::Inputs;
/// let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
/// assert_eq!(Inputs::new([folder]).filter(Result::is_ok).count(), 0); // no page is named *.rs
/// ```
pub struct Inputs {
    waiting: VecDeque<PathBuf>,
    manifests: BTreeMap<PathBuf, Manifest>,
    open: Option<Pages>,
}

impl Inputs {
    /// The pages of files and folders; `-` is standard input, as JSON lines.
    pub fn new<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Self {
        let waiting = paths.into_iter().map(|path| path.as_ref().to_owned()).collect();
        Self { waiting, manifests: BTreeMap::new(), open: None }
    }

    /// How many files are still to be opened, for progress. A folder is one file until it is looked into.
    pub fn left(&self) -> usize {
        self.waiting.len()
    }

    /// The pages of the next path, or what is wrong with it.
    fn next_file(&mut self) -> Option<Pages> {
        let path = self.waiting.pop_front()?;
        if path.as_os_str() == "-" {
            return Some(jsonl::lines(
                "standard input".to_owned(),
                Box::new(std::io::BufReader::new(std::io::stdin())),
            ));
        }
        if path.is_dir() {
            return Some(self.look_into(&path));
        }
        if !path.exists() {
            return Some(one(Problem::new(&path, Cause::Missing)));
        }
        let Some(format) = format(&path) else { return Some(one(Problem::new(&path, Cause::Format))) };
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let manifest = self.manifests.entry(folder.clone()).or_insert_with(|| Manifest::beside(&folder));
        Some((format.open)(&path, manifest))
    }

    /// Puts the files of a folder, and of those within it, before what is waiting.
    fn look_into(&mut self, folder: &Path) -> Pages {
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_file() && format(entry.path()).is_some() => {
                    files.push(entry.into_path())
                }
                Ok(_) => {}
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let source =
                        error.into_io_error().unwrap_or_else(|| std::io::Error::other("folders that hold each other"));
                    problems.push(Err(Problem::new(&path, Cause::Unreadable(source))));
                }
            }
        }
        if files.is_empty() && problems.is_empty() {
            problems.push(Err(Problem::new(folder, Cause::NoPages)));
        }
        for file in files.into_iter().rev() {
            self.waiting.push_front(file);
        }
        Box::new(problems.into_iter())
    }
}

impl Iterator for Inputs {
    type Item = Result<Page, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(page) = self.open.as_mut().and_then(Iterator::next) {
                return Some(page);
            }
            self.open = Some(self.next_file()?);
        }
    }
}

fn format(path: &Path) -> Option<&'static Format> {
    let ending = path.extension()?.to_str()?.to_lowercase();
    FORMATS.iter().find(|format| format.endings.contains(&ending.as_str()))
}

fn one(problem: Problem) -> Pages {
    Box::new(std::iter::once(Err(problem)))
}
