//! The text that the evidence points at: raw pages and the bodies of their articles, beside the segments and never in the engine, so
//! that a store costs no more memory for them. A line of JSON a page, zstd, one file a segment, with its name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::manifest::{Manifest, Packed, hex, replace};
use super::segment::{self, FOLDER, LEVEL};

/// A page with the bodies of its articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageText {
    /// The page as it was read, decoded: raw spans count its code points.
    pub raw: String,
    /// The repaired body of each article, by the digits of its IRI.
    pub bodies: BTreeMap<String, String>,
}

/// Lines by the names of their pages.
pub(super) type Texts = BTreeMap<String, String>;

/// The file of the texts of segment `name`.
pub fn path(store: &Path, name: &str) -> PathBuf {
    store.join(FOLDER).join(format!("{name}{ENDING}"))
}

/// How the files of texts end.
pub(super) const ENDING: &str = ".text.zst";

/// A page as a line.
pub(super) fn line(page: &PageText) -> String {
    // A struct of strings always serialises.
    serde_json::to_string(page).unwrap_or_default()
}

/// Writes the texts of segment `name`; nothing where there are none.
pub(super) fn write(store: &Path, name: &str, texts: &Texts) -> Result<Option<Packed>, StoreError> {
    if texts.is_empty() {
        return Ok(None);
    }
    let file = path(store, name);
    let all: String = texts.iter().map(|(page, line)| format!("{page} {line}\n")).collect();
    let packed = zstd::encode_all(all.as_bytes(), LEVEL).map_err(StoreError::writing(&file))?;
    replace(&file, &packed)?;
    Ok(Some(Packed { sha256: hex(&packed), bytes: packed.len() as u64 }))
}

/// The texts of a segment as one.
fn unpacked(store: &Path, name: &str, entry: &Packed) -> Result<String, StoreError> {
    let file = path(store, name);
    let bytes = segment::packed(&file, entry)?;
    let damaged = |reason: String| StoreError::Damaged { file: file.clone(), reason };
    let all = zstd::decode_all(bytes.as_slice()).map_err(|e| damaged(e.to_string()))?;
    String::from_utf8(all).map_err(|e| damaged(e.to_string()))
}

/// The texts of a segment, page by page.
pub(super) fn read(store: &Path, name: &str, entry: &Packed) -> Result<Texts, StoreError> {
    let all = unpacked(store, name, entry)?;
    let lines = all.lines().filter_map(|line| line.split_once(' '));
    Ok(lines.map(|(page, line)| (page.to_owned(), line.to_owned())).collect())
}

/// The page that tells of `article` (the digits of its IRI), with its text; none in a store built without.
///
/// # Errors
/// The file is missing or damaged.
pub fn of(store: &Path, manifest: &Manifest, article: &str) -> Result<Option<PageText>, StoreError> {
    // An article that several pages print is told by the one whose name is least: see `Manifest::untold`.
    let start = format!("{article}/");
    let printed = manifest.segments.iter().flat_map(|(name, segment)| {
        let from = segment.articles.partition_point(|printed| *printed < start);
        segment.articles[from..]
            .iter()
            .take_while(|printed| printed.starts_with(&start))
            .map(move |p| (p, name, segment))
    });
    let Some((printed, name, segment)) = printed.min_by_key(|(printed, ..)| *printed) else { return Ok(None) };
    let (Some(entry), Some(page)) = (&segment.texts, printed.strip_prefix(&start)) else { return Ok(None) };
    let all = unpacked(store, name, entry)?;
    let Some(line) = all.lines().find_map(|line| line.strip_prefix(page)?.strip_prefix(' ')) else { return Ok(None) };
    let bad = |e: serde_json::Error| StoreError::Damaged { file: path(store, name), reason: e.to_string() };
    serde_json::from_str(line).map(Some).map_err(bad)
}
