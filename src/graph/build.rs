//! Building a store: pages come in, and go to disk in batches that are whole or not there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::contribution::Contribution;
use super::error::StoreError;
use super::lock::Lock;
use super::manifest::{Manifest, PageEntry, hex};
use super::{index, segment};
use crate::model::Page;

/// How many lines wait in memory before they are written: some hundred pages.
const BATCH: usize = 200_000;

/// A page that waits to be written.
struct Pending {
    input: String,
    articles: Vec<String>,
}

/// A build under way. Pages that are in the store and unchanged need not be read: ask [`Build::plan`].
///
/// Each batch is committed by a new manifest. A build that is cut short keeps the batches before; files of an
/// unfinished one are not named by the manifest, and go with the next build.
pub struct Build {
    folder: PathBuf,
    manifest: Manifest,
    _lock: Lock,
    /// How many pages hold each article.
    holders: BTreeMap<String, usize>,
    /// Keys that this run has met.
    met: BTreeMap<String, usize>,
    pending: BTreeMap<String, Pending>,
    lines: BTreeSet<String>,
    summary: Summary,
}

/// What a build did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Pages that were not in the store.
    pub added: usize,
    /// Pages whose evidence was replaced.
    pub replaced: usize,
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
}

impl Build {
    /// Begins to build the store in `folder`, which is made if it is not there. With `repair`, the pages of damaged
    /// segments count as never read; without it, a damaged segment is an error.
    ///
    /// # Errors
    /// The folder is locked, not writable, no store, of another format, or damaged.
    pub fn start(folder: &Path, repair: bool) -> Result<Self, StoreError> {
        let segments = folder.join(segment::FOLDER);
        let manifest = match Manifest::read(folder) {
            Ok(manifest) => manifest,
            Err(StoreError::Missing(_)) => {
                let foreign = |entry: std::io::Result<std::fs::DirEntry>| {
                    entry.is_ok_and(|e| ![segment::FOLDER, "lock", "index"].iter().any(|own| e.file_name() == *own))
                };
                if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.any(foreign)) {
                    return Err(StoreError::Foreign(folder.to_owned()));
                }
                Manifest::default()
            }
            Err(StoreError::Manifest { .. }) if repair => segment::salvage(folder)?,
            Err(e) => return Err(e),
        };
        std::fs::create_dir_all(&segments).map_err(StoreError::writing(&segments))?;
        let lock = Lock::writing(folder)?;
        let mut build = Self {
            folder: folder.to_owned(),
            manifest,
            _lock: lock,
            holders: BTreeMap::new(),
            met: BTreeMap::new(),
            pending: BTreeMap::new(),
            lines: BTreeSet::new(),
            summary: Summary::default(),
        };
        build.manifest.program = Manifest::default().program;
        build.examine(repair)?;
        for article in build.manifest.pages.values().flat_map(|page| &page.articles) {
            *build.holders.entry(article.clone()).or_default() += 1;
        }
        Ok(build)
    }

    /// Looks whether every segment is whole, and forgets those that are not, with their pages, when told to repair.
    fn examine(&mut self, repair: bool) -> Result<(), StoreError> {
        let mut damaged = Vec::new();
        for (name, entry) in &self.manifest.segments {
            match segment::verify(&self.folder, name, entry) {
                Err(StoreError::Damaged { .. }) if repair => damaged.push(name.clone()),
                other => other?,
            }
        }
        let entries: Vec<_> = damaged.iter().filter_map(|name| self.manifest.segments.remove(name)).collect();
        let gone: BTreeSet<&String> = entries.iter().flat_map(|entry| &entry.articles).collect();
        let hit = |page: &PageEntry| page.articles.iter().any(|article| gone.contains(article));
        self.summary.lost = self.manifest.pages.iter().filter(|(_, page)| hit(page)).map(|(k, _)| k.clone()).collect();
        // Their other articles stand in whole segments and must stay until the page is read again: an input hash that
        // no page has makes it changed.
        for key in &self.summary.lost {
            if let Some(page) = self.manifest.pages.get_mut(key) {
                page.input.clear();
                page.articles.retain(|article| !gone.contains(article));
            }
        }
        Ok(())
    }

    /// Whether the page must be read. `key` tells which page it is in whatever state (its file); `reading` tells all
    /// that its records depend on beside the page itself, such as the word lists. Two pages of one run with one key
    /// are two pages.
    pub fn plan(&mut self, key: &str, page: &Page, reading: &str) -> Plan {
        let times = self.met.entry(key.to_owned()).or_default();
        *times += 1;
        let key = if *times > 1 { format!("{key}~{times}") } else { key.to_owned() };
        let date = page.issue_date.map_or_else(String::new, |date| date.to_string());
        let home = page.home.map_or_else(String::new, |home| home.to_string());
        let [paper, number] = [&page.newspaper, &page.number].map(|text| text.as_deref().unwrap_or(""));
        let all = [self.manifest.program.as_str(), reading, &page.stem, paper, &date, number, &home, &page.text];
        let input = hex(all.join("\0").as_bytes())[..32].to_owned();
        if self.manifest.pages.get(&key).is_some_and(|known| known.input == input) {
            self.summary.unchanged += 1;
            return Plan::Unchanged;
        }
        Plan::Read(Ticket { key, input })
    }

    /// Takes what a page says; it reaches the disk with its batch, at the latest with [`Build::finish`].
    ///
    /// # Errors
    /// The folder is not writable, or a segment that holds the page's old evidence is damaged.
    pub fn put(&mut self, ticket: Ticket, contributions: Vec<Contribution>) -> Result<(), StoreError> {
        let mut articles = Vec::new();
        let old: BTreeSet<&String> =
            self.manifest.pages.get(&ticket.key).map(|page| page.articles.iter().collect()).unwrap_or_default();
        for contribution in contributions {
            let article = contribution.article.clone();
            // Another page holds the same article of the same paper and day: it is told once.
            let held = self.holders.get(&article).is_some_and(|&holders| holders > usize::from(old.contains(&article)));
            let waits = self.pending.values().any(|page| page.articles.contains(&article));
            if !held && !waits && !articles.contains(&article) {
                self.lines.extend(contribution.into_quads().map(|quad| segment::line(&quad)));
            }
            articles.push(article);
        }
        articles.sort();
        articles.dedup();
        self.pending.insert(ticket.key, Pending { input: ticket.input, articles });
        if self.lines.len() >= BATCH { self.flush() } else { Ok(()) }
    }

    /// Writes what waits: drops the old graphs of its pages, writes the new ones, and commits both at once.
    fn flush(&mut self) -> Result<(), StoreError> {
        let mut dropped: BTreeSet<String> = BTreeSet::new();
        let mut manifest = self.manifest.clone();
        for (key, page) in std::mem::take(&mut self.pending) {
            let entry = PageEntry { input: page.input, articles: page.articles };
            for article in &entry.articles {
                *self.holders.entry(article.clone()).or_default() += 1;
            }
            let rewritten: BTreeSet<String> = entry.articles.iter().cloned().collect();
            match manifest.pages.insert(key, entry) {
                Some(old) => {
                    self.summary.replaced += 1;
                    for article in old.articles {
                        let holders = self.holders.entry(article.clone()).or_default();
                        *holders = holders.saturating_sub(1);
                        // Gone, or there again in the new lines.
                        if *holders == 0 || rewritten.contains(&article) && *holders == 1 {
                            dropped.insert(article);
                        }
                    }
                }
                None => self.summary.added += 1,
            }
        }
        if !dropped.is_empty() {
            self.rewrite(&mut manifest, &dropped)?;
        }
        let lines = std::mem::take(&mut self.lines);
        if !lines.is_empty() {
            let (name, entry) = segment::write(&self.folder, &lines)?;
            manifest.segments.insert(name, entry);
        }
        manifest.write(&self.folder)?;
        self.manifest = manifest;
        Ok(())
    }

    /// Writes the segments that hold `dropped` articles anew, without them.
    fn rewrite(&self, manifest: &mut Manifest, dropped: &BTreeSet<String>) -> Result<(), StoreError> {
        let touched: Vec<String> = manifest
            .segments
            .iter()
            .filter(|(_, entry)| entry.articles.iter().any(|article| dropped.contains(article)))
            .map(|(name, _)| name.clone())
            .collect();
        for name in touched {
            let Some(entry) = manifest.segments.remove(&name) else { continue };
            let mut lines = segment::lines(&self.folder, &name, &entry)?;
            lines.retain(|line| segment::article(line).is_none_or(|article| !dropped.contains(article)));
            if !lines.is_empty() {
                let (name, entry) = segment::write(&self.folder, &lines)?;
                manifest.segments.insert(name, entry);
            }
        }
        Ok(())
    }

    /// Writes what is left, and clears away files that no manifest names.
    ///
    /// # Errors
    /// The folder is not writable.
    pub fn finish(mut self) -> Result<Summary, StoreError> {
        self.flush()?;
        let lost = std::mem::take(&mut self.summary.lost);
        let still = |key: &String| self.manifest.pages.get(key).is_some_and(|page| page.input.is_empty());
        self.summary.lost = lost.into_iter().filter(still).collect();
        let folder = self.folder.join(segment::FOLDER);
        let entries = std::fs::read_dir(&folder).map_err(StoreError::reading(&folder))?;
        for entry in entries.filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let live = name.strip_suffix(".nq.zst").is_some_and(|name| self.manifest.segments.contains_key(name));
            let ours = name.ends_with(".nq.zst") || name.starts_with(".part-");
            if ours && !live {
                // A file that stays costs room only.
                std::fs::remove_file(entry.path()).ok();
            }
        }
        index::clear(&self.folder, &self.manifest);
        Ok(self.summary)
    }

    /// The manifest as committed so far.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }
}
