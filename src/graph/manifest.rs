//! `manifest.json`: which segments are live, and which page gave which articles.
//!
//! It holds no time and nothing of the machine, so that the same pages give the same file. A change of the store is
//! the renaming of a new manifest over the old one.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::decisions::Decisions;
use super::error::StoreError;

/// The format that this program writes and reads.
pub const FORMAT: u64 = 2;

/// Name of the file.
pub const NAME: &str = "manifest.json";

/// How the names of files begin that are not written to their end yet.
pub(super) const PARTIAL: &str = ".part-";

/// What a store holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Format of the store.
    pub format: u64,
    /// The program that wrote it last.
    pub program: String,
    /// The file of decisions, by the way from the store's folder, if it is not the store's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decisions: Option<String>,
    /// For a store that was restored from an export: the snapshot that this tells of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restored: Option<String>,
    /// Live segments by name.
    pub segments: BTreeMap<String, Segment>,
    /// Pages by key.
    pub pages: BTreeMap<String, PageEntry>,
}

/// A live segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// SHA-256 of the file.
    pub sha256: String,
    /// Size of the file.
    pub bytes: u64,
    /// Lines in it.
    pub quads: u64,
    /// The texts of its pages, where it was built with them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub texts: Option<Packed>,
    /// Articles whose graphs it holds, each as `ARTICLE/PAGE` with the page that prints it (`page_name`), sorted.
    pub articles: Vec<String>,
}

/// A file as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// SHA-256 of the file.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// A page that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageEntry {
    /// Hash of all that its records come from.
    pub input: String,
    /// Its articles, sorted.
    pub articles: Vec<String>,
}

#[derive(Deserialize)]
struct Version {
    format: u64,
}

impl Default for Manifest {
    fn default() -> Self {
        let program = format!("fangzhi {}", env!("CARGO_PKG_VERSION"));
        Self {
            format: FORMAT,
            program,
            decisions: None,
            restored: None,
            segments: BTreeMap::new(),
            pages: BTreeMap::new(),
        }
    }
}

impl Manifest {
    /// Reads the manifest of the store in `folder`.
    ///
    /// # Errors
    /// No manifest, one of another format, or one that does not parse.
    pub fn read(folder: &Path) -> Result<Self, StoreError> {
        let file = folder.join(NAME);
        let text = match std::fs::read(&file) {
            Ok(text) => text,
            Err(e) if matches!(e.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
                return Err(StoreError::Missing(folder.to_owned()));
            }
            Err(e) => return Err(StoreError::reading(&file)(e)),
        };
        let bad =
            |e: serde_json::Error| StoreError::Manifest { file: file.clone(), line: e.line(), reason: e.to_string() };
        let Version { format } = serde_json::from_slice(&text).map_err(bad)?;
        if format != FORMAT {
            return Err(StoreError::Format { folder: folder.to_owned(), found: format, wanted: FORMAT });
        }
        serde_json::from_slice(&text).map_err(bad)
    }

    /// Writes it over the old one, whole or not at all.
    ///
    /// # Errors
    /// The folder is not writable.
    pub fn write(&self, folder: &Path) -> Result<(), StoreError> {
        let file = folder.join(NAME);
        if std::fs::read(&file).is_ok_and(|old| old == self.bytes()) {
            return Ok(());
        }
        replace(&file, &self.bytes())
    }

    fn bytes(&self) -> Vec<u8> {
        // A struct of maps, strings and numbers always serialises.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// The keys of the pages of that name: a whole key, or what stands behind its `#`, the page's stem.
    pub fn pages_named(&self, name: &str) -> Vec<String> {
        if self.pages.contains_key(name) {
            return vec![name.to_owned()];
        }
        let stem = |key: &&String| key.rsplit_once('#').is_some_and(|(_, stem)| stem == name);
        self.pages.keys().filter(stem).cloned().collect()
    }

    /// How many quads the segments hold.
    pub fn quads(&self) -> u64 {
        self.segments.values().map(|segment| segment.quads).sum()
    }

    /// What segments hold and no store tells: an article that several pages of one paper and day print is told by the one
    /// whose name is least. So it does not matter which came first, and if that one goes, another tells it.
    pub(super) fn untold(&self) -> BTreeSet<&str> {
        let mut printed: Vec<&str> =
            self.segments.values().flat_map(|segment| &segment.articles).map(String::as_str).collect();
        printed.sort_unstable();
        let article = |printed: &str| printed.split('/').next().map(str::to_owned);
        printed.windows(2).filter(|two| article(two[0]) == article(two[1])).map(|two| two[1]).collect()
    }

    /// The name of what was built: hash of the pages with the word lists and the program that read them, and of the
    /// decisions. It does not depend on where the pages lie, nor on the order in which they came.
    pub fn snapshot(&self, decisions: &Decisions) -> String {
        if let Some(restored) = &self.restored {
            return restored.clone();
        }
        let mut inputs: Vec<&str> = self.pages.values().map(|page| page.input.as_str()).collect();
        inputs.sort_unstable();
        hex([&self.program, &decisions.digest(), &inputs.join(" ")].map(String::as_str).join("\n").as_bytes())[..16]
            .to_owned()
    }

    /// Hash of the whole, which an index beside the segments bears.
    pub fn digest(&self) -> String {
        hex(&self.bytes())
    }
}

/// The name that a page's graphs bear in segments, from its key.
pub(super) fn page_name(key: &str) -> String {
    hex(key.as_bytes())[..16].to_owned()
}

/// SHA-256 of `bytes` in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes `bytes` to `file`, whole or not at all: temporary file, fsync, rename, fsync of the folder.
pub(super) fn replace(file: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> std::io::Result<()> {
        let mut temporary = tempfile::Builder::new().prefix(PARTIAL).tempfile_in(folder)?;
        temporary.write_all(bytes)?;
        temporary.as_file().sync_all()?;
        make_readable(temporary.as_file())?;
        temporary.persist(file).map_err(|e| e.error)?;
        // Renaming is durable once the folder is; some systems cannot sync one, which is no reason to fail.
        if let Ok(folder) = std::fs::File::open(folder) {
            folder.sync_all().ok();
        }
        Ok(())
    };
    write().map_err(StoreError::writing(file))
}

/// A temporary file is its owner's alone; a store may be read by others.
#[cfg(unix)]
fn make_readable(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
