//! Building a store: pages come in, and go to disk in batches that are whole or not there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::contribution::Contribution;
use super::decisions::Decisions;
use super::error::StoreError;
use super::lock::{self, Lock};
use super::manifest::{Manifest, PARTIAL, PageEntry, Segment, hex, page_name};
use super::texts::{self, PageText, Texts};
use super::{decisions, index, segment};
use crate::model::Page;

/// How many lines wait in memory before they are written, at least: a dozen dense pages.
const LEAST: usize = 10_000;

/// And at most: some hundred pages.
const MOST: usize = 200_000;

/// What is written at once is this share of what is there.
const SHARE: u64 = 16;

/// A build under way. Pages that are in the store and unchanged need not be read: ask [`Build::plan`].
///
/// Each batch is committed by a new manifest. A build that is cut short keeps the batches before; files of an
/// unfinished one are not named by the manifest, and go with the next build.
pub struct Build {
    folder: PathBuf,
    manifest: Manifest,
    _lock: Lock,
    /// Keys that this run has met.
    met: BTreeMap<String, usize>,
    /// Pages that wait to be written; none for one that goes.
    pending: BTreeMap<String, Option<PageEntry>>,
    lines: BTreeSet<String>,
    /// The texts of the pages that these lines tell of.
    texts: Texts,
    /// Lines in segments.
    written: u64,
    /// Those of them that no manifest on disk names yet.
    uncommitted: u64,
    summary: Summary,
}

/// What a build did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Pages that were not in the store.
    pub added: usize,
    /// Pages whose evidence was replaced.
    pub replaced: usize,
    /// Pages that were taken out.
    pub removed: usize,
    /// Pages that had not changed.
    pub unchanged: usize,
    /// Pages whose segment was damaged and that were not read anew.
    pub lost: Vec<String>,
}

/// What is to be done with a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Nothing: it is there as it is.
    Unchanged,
    /// Read it, and [`put`](Build::put) what it says.
    Read(Ticket),
}

/// Where a page's contributions belong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    key: String,
    input: String,
    raw: String,
}

impl Build {
    /// Begins to build the store in `folder`, which is made if it is not there. With `repair`, the pages of damaged
    /// segments count as never read; without it, a damaged segment is an error.
    ///
    /// # Errors
    /// The folder is locked, not writable, no store, restored from an export, of another format, or damaged.
    pub fn start(folder: &Path, repair: bool) -> Result<Self, StoreError> {
        let lock = room(folder)?;
        // What stood there before the lock was ours may be another build's, and older than what that has written since.
        let manifest = match Manifest::read(folder) {
            Ok(manifest) => manifest,
            Err(StoreError::Missing(_)) => Manifest::default(),
            Err(StoreError::Manifest { .. }) if repair => segment::salvage(folder)?,
            Err(e) => return Err(e),
        };
        if manifest.restored.is_some() {
            return Err(StoreError::Restored(folder.to_owned()));
        }
        let mut build = Self {
            folder: folder.to_owned(),
            manifest,
            _lock: lock,
            met: BTreeMap::new(),
            pending: BTreeMap::new(),
            lines: BTreeSet::new(),
            texts: Texts::new(),
            written: 0,
            uncommitted: 0,
            summary: Summary::default(),
        };
        build.manifest.program = Manifest::default().program;
        build.examine(repair)?;
        build.written = build.manifest.quads();
        Ok(build)
    }

    /// Follows the decisions in `file`, by the way from the store's folder, from now on; without one, those that it
    /// followed before. They are read, so that a bad row is told before the pages are.
    ///
    /// # Errors
    /// The file is missing, or a row of it cannot be read.
    pub fn decide_by(&mut self, file: Option<String>) -> Result<(), StoreError> {
        if let Some(file) = file {
            self.manifest.decisions = (file != decisions::NAME).then_some(file);
        }
        Decisions::of(&self.folder, &self.manifest).map(drop)
    }

    /// Looks whether every segment stands. To repair, looks at every byte, and forgets those that are damaged, with
    /// their pages; else bytes are looked at when they are used.
    fn examine(&mut self, repair: bool) -> Result<(), StoreError> {
        let mut damaged = Vec::new();
        for (name, entry) in &self.manifest.segments {
            if !repair {
                segment::stands(&self.folder, name, entry)?;
                continue;
            }
            match segment::verify(&self.folder, name, entry) {
                Err(StoreError::Damaged { .. }) => damaged.push(name.clone()),
                other => other?,
            }
        }
        let entries: Vec<_> = damaged.iter().filter_map(|name| self.manifest.segments.remove(name)).collect();
        let gone: BTreeSet<&str> = entries.iter().flat_map(pages_of).collect();
        for (key, page) in &mut self.manifest.pages {
            if gone.contains(page_name(key).as_str()) {
                // What whole segments hold of it must stay until it is read again: an input hash that no page has
                // makes it changed.
                page.input.clear();
                self.summary.lost.push(key.clone());
            }
        }
        Ok(())
    }

    /// Whether the page must be read. `key` tells which page it is in whatever state (its file); `reading` tells all
    /// that its records depend on beside the page itself, such as the word lists. Two pages of one run with one key
    /// are two pages.
    pub fn plan(&mut self, key: &str, page: &Page, reading: &str) -> Plan {
        let mut key = key.to_owned();
        let times = self.met.entry(key.clone()).or_default();
        *times += 1;
        if *times > 1 {
            key = format!("{key}~{times}");
            self.met.insert(key.clone(), 1);
        }
        let date = page.issue_date.map_or_else(String::new, |date| date.to_string());
        let home = page.home.map_or_else(String::new, |home| home.to_string());
        let [paper, number] = [&page.newspaper, &page.number].map(|text| text.as_deref().unwrap_or(""));
        let mut all =
            vec![self.manifest.program.as_str(), reading, &page.stem, paper, &date, number, &home, &page.text];
        all.extend([&page.column, &page.url].into_iter().flatten().map(String::as_str));
        let input = hex(all.join("\0").as_bytes())[..32].to_owned();
        if self.manifest.pages.get(&key).is_some_and(|known| known.input == input) {
            self.summary.unchanged += 1;
            return Plan::Unchanged;
        }
        Plan::Read(Ticket { key, input, raw: page.text.clone() })
    }

    /// Takes what a page says; it reaches the disk with its batch, at the latest with [`Build::finish`].
    ///
    /// # Errors
    /// The folder is not writable, or a segment that holds the page's old evidence is damaged.
    pub fn put(&mut self, ticket: Ticket, contributions: Vec<Contribution>) -> Result<(), StoreError> {
        let page = page_name(&ticket.key);
        let mut articles = Vec::new();
        let mut text = PageText { raw: ticket.raw, bodies: BTreeMap::new() };
        for mut contribution in contributions {
            articles.push(contribution.article.clone());
            text.bodies.insert(contribution.article.clone(), std::mem::take(&mut contribution.body));
            self.lines.extend(contribution.into_quads(&page).map(|quad| segment::line(&quad)));
        }
        articles.sort();
        articles.dedup();
        if !articles.is_empty() {
            self.texts.insert(page, texts::line(&text));
        }
        self.pending.insert(ticket.key, Some(PageEntry { input: ticket.input, articles }));
        // A batch is a share of what is there, so that a build that is cut short loses a share of what it has done, and the
        // segments of a large store are few.
        let share = usize::try_from(self.written / SHARE).unwrap_or(usize::MAX);
        if self.lines.len() < share.clamp(LEAST, MOST) {
            return Ok(());
        }
        self.flush()?;
        // The manifest names all pages, so it is written the more rarely the larger it is: all writing of manifests stays
        // in proportion to the pages.
        if self.uncommitted >= self.written / SHARE { self.commit() } else { Ok(()) }
    }

    /// Takes a page out of the store, with the evidence and the facts that hang on it. Pages are named by their keys;
    /// one that the store does not hold is no error, and is told by `false`.
    pub fn remove(&mut self, key: &str) -> bool {
        let known = self.manifest.pages.contains_key(key);
        if known {
            self.pending.insert(key.to_owned(), None);
        }
        known
    }

    /// Takes out all pages that this run was not shown: the store then holds the pages of this run and no others.
    pub fn remove_unmet(&mut self) {
        let unmet: Vec<String> =
            self.manifest.pages.keys().filter(|key| !self.met.contains_key(*key)).cloned().collect();
        self.pending.extend(unmet.into_iter().map(|key| (key, None)));
    }

    /// Writes what waits as a segment, and those that held its pages before anew without them. It counts from the next
    /// [`commit`](Build::commit) on.
    fn flush(&mut self) -> Result<(), StoreError> {
        let pending = std::mem::take(&mut self.pending);
        let names: BTreeSet<String> = pending.keys().map(|key| page_name(key)).collect();
        self.rewrite(&names)?;
        for (key, page) in pending {
            let old = match page {
                Some(page) => self
                    .manifest
                    .pages
                    .insert(key, page)
                    .map_or(&mut self.summary.added, |_| &mut self.summary.replaced),
                None => {
                    self.manifest.pages.remove(&key);
                    &mut self.summary.removed
                }
            };
            *old += 1;
        }
        let (lines, texts) = (std::mem::take(&mut self.lines), std::mem::take(&mut self.texts));
        self.uncommitted += lines.len() as u64;
        if !lines.is_empty() {
            let (name, entry) = segment::write(&self.folder, &lines, &texts)?;
            self.manifest.segments.insert(name, entry);
        }
        self.written = self.manifest.quads();
        Ok(())
    }

    /// Makes all that was written count.
    fn commit(&mut self) -> Result<(), StoreError> {
        self.uncommitted = 0;
        self.manifest.write(&self.folder)
    }

    /// Writes the segments that hold something of these pages anew, without it.
    fn rewrite(&mut self, pages: &BTreeSet<String>) -> Result<(), StoreError> {
        let segments = &mut self.manifest.segments;
        let touched = |entry: &Segment| pages_of(entry).any(|page| pages.contains(page));
        let touched: Vec<String> =
            segments.iter().filter(|(_, entry)| touched(entry)).map(|(name, _)| name.clone()).collect();
        for name in touched {
            let Some(entry) = segments.remove(&name) else { continue };
            let mut lines = segment::lines(&self.folder, &name, &entry)?;
            lines.retain(|line| segment::page(line).is_none_or(|page| !pages.contains(page)));
            let mut texts = match &entry.texts {
                Some(packed) => texts::read(&self.folder, &name, packed)?,
                None => Texts::new(),
            };
            texts.retain(|page, _| !pages.contains(page));
            if !lines.is_empty() {
                let (name, entry) = segment::write(&self.folder, &lines, &texts)?;
                segments.insert(name, entry);
            }
        }
        Ok(())
    }

    /// Writes what is left, and clears away files that no manifest names.
    ///
    /// # Errors
    /// The folder is not writable, or a row of the decisions cannot be read.
    pub fn finish(mut self) -> Result<Summary, StoreError> {
        self.flush()?;
        self.commit()?;
        let lost = std::mem::take(&mut self.summary.lost);
        let still = |key: &String| self.manifest.pages.get(key).is_some_and(|page| page.input.is_empty());
        self.summary.lost = lost.into_iter().filter(still).collect();
        if let Some(_clearing) = Lock::clearing(&self.folder) {
            clear(&self.folder, &self.manifest)?;
        }
        Ok(self.summary)
    }

    /// The manifest as committed so far.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }
}

/// Makes room for a store in `folder`, which is made if it is not there, and locks it.
///
/// # Errors
/// There are other files in it, somebody builds there, or it is not writable.
pub(super) fn room(folder: &Path) -> Result<Lock, StoreError> {
    let is_new = matches!(Manifest::read(folder), Err(StoreError::Missing(_)));
    if is_new && std::fs::read_dir(folder).is_ok_and(|mut entries| entries.any(is_foreign)) {
        return Err(StoreError::Foreign(folder.to_owned()));
    }
    let segments = folder.join(segment::FOLDER);
    std::fs::create_dir_all(&segments).map_err(StoreError::writing(&segments))?;
    Lock::building(folder)
}

/// Clears away files that no manifest names: those of builds that were cut short, and those that this one replaced.
pub(super) fn clear(store: &Path, manifest: &Manifest) -> Result<(), StoreError> {
    let segments = &manifest.segments;
    let is_stray = |name: &str| {
        if let Some(name) = name.strip_suffix(".nq.zst") {
            return !segments.contains_key(name);
        }
        if let Some(name) = name.strip_suffix(texts::ENDING) {
            return segments.get(name).is_none_or(|segment| segment.texts.is_none());
        }
        name.starts_with(PARTIAL)
    };
    for folder in [store.join(segment::FOLDER), store.to_owned()] {
        let entries = std::fs::read_dir(&folder).map_err(StoreError::reading(&folder))?;
        for entry in entries.filter_map(Result::ok) {
            if is_stray(&entry.file_name().to_string_lossy()) {
                // A file that stays costs room only.
                std::fs::remove_file(entry.path()).ok();
            }
        }
    }
    index::clear(store, manifest, &Decisions::of(store, manifest)?);
    Ok(())
}

/// Whether a thing in the folder of a store that has no manifest yet is none of ours.
fn is_foreign(entry: std::io::Result<std::fs::DirEntry>) -> bool {
    let own = [segment::FOLDER, lock::BUILDING, lock::READING, index::FOLDER, decisions::NAME];
    let is_own = |name: &str| own.contains(&name) || name.starts_with(PARTIAL);
    entry.is_ok_and(|entry| !is_own(&entry.file_name().to_string_lossy()))
}

/// The names of the pages that a segment tells of; one as often as it has articles there.
fn pages_of(entry: &Segment) -> impl Iterator<Item = &str> {
    entry.articles.iter().filter_map(|printed| Some(printed.split_once('/')?.1))
}
