//! Segments: sorted N-Quads, zstd, named for their content.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Cursor};
use std::path::{Path, PathBuf};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;

use super::error::StoreError;
use super::manifest::{Manifest, Packed, Segment, hex, replace};
use super::texts::{self, Texts};
use super::vocabulary as v;

/// Folder of the segments in a store.
pub const FOLDER: &str = "segments";

/// The level at which compressing is still faster than writing the quads.
pub(super) const LEVEL: i32 = 6;

/// The file of segment `name`.
pub fn path(store: &Path, name: &str) -> PathBuf {
    store.join(FOLDER).join(format!("{name}.nq.zst"))
}

/// Writes `lines` as a segment, with the `texts` of its pages beside it; its name is made from the lines.
pub(super) fn write(store: &Path, lines: &BTreeSet<String>, texts: &Texts) -> Result<(String, Segment), StoreError> {
    let mut text = String::with_capacity(lines.iter().map(String::len).sum());
    text.extend(lines.iter().map(String::as_str));
    let articles = articles(lines);
    let name = hex(text.as_bytes())[..16].to_owned();
    let file = path(store, &name);
    let packed = zstd::encode_all(text.as_bytes(), LEVEL).map_err(StoreError::writing(&file))?;
    replace(&file, &packed)?;
    let quads = lines.len() as u64;
    let texts = texts::write(store, &name, texts)?;
    Ok((name, Segment { sha256: hex(&packed), bytes: packed.len() as u64, quads, texts, articles }))
}

/// The article and the page that a graph in a segment is named for, as `ARTICLE/PAGE`.
pub(super) fn printed(graph: &str) -> Option<&str> {
    graph.strip_prefix(v::ARTICLE_GRAPHS).or_else(|| graph.strip_prefix(v::FACT_GRAPHS))
}

/// The article and page whose graph a line belongs to.
fn printed_line(line: &str) -> Option<&str> {
    printed(line.trim_end().strip_suffix("> .")?.rsplit_once('<')?.1)
}

/// The page whose graph a line belongs to.
pub(super) fn page(line: &str) -> Option<&str> {
    Some(printed_line(line)?.split_once('/')?.1)
}

/// Whether a segment's files are there, and as long as they were written: a look at the folder, no byte is read.
///
/// # Errors
/// It is damaged, or cannot be looked at.
pub(super) fn stands(store: &Path, name: &str, entry: &Segment) -> Result<(), StoreError> {
    is_there(&path(store, name), entry.bytes)?;
    entry.texts.as_ref().map_or(Ok(()), |texts| is_there(&texts::path(store, name), texts.bytes))
}

fn is_there(file: &Path, bytes: u64) -> Result<(), StoreError> {
    let reason = match std::fs::metadata(file) {
        Ok(found) if found.len() == bytes => return Ok(()),
        Ok(found) => format!("it has {} bytes, {bytes} were written", found.len()),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => "the file is missing".to_owned(),
        Err(e) => return Err(StoreError::reading(file)(e)),
    };
    Err(StoreError::Damaged { file: file.to_owned(), reason })
}

/// The bytes of a file, if they are those that were written.
pub(super) fn packed(file: &Path, entry: &Packed) -> Result<Vec<u8>, StoreError> {
    is_there(file, entry.bytes)?;
    let bytes = std::fs::read(file).map_err(StoreError::reading(file))?;
    if hex(&bytes) != entry.sha256 {
        let reason = "its bytes are not those that were written".to_owned();
        return Err(StoreError::Damaged { file: file.to_owned(), reason });
    }
    Ok(bytes)
}

impl Segment {
    /// Its own file.
    fn file(&self) -> Packed {
        Packed { sha256: self.sha256.clone(), bytes: self.bytes }
    }
}

/// A manifest of all segments that unpack, for a store whose own cannot be read. It knows of no page, so that all are
/// read again; the evidence of those that are not at hand stays.
pub(super) fn salvage(store: &Path) -> Result<Manifest, StoreError> {
    let folder = store.join(FOLDER);
    let mut manifest = Manifest::default();
    for entry in std::fs::read_dir(&folder).map_err(StoreError::reading(&folder))?.filter_map(Result::ok) {
        let file = entry.file_name();
        let Some(name) = file.to_str().and_then(|file| file.strip_suffix(".nq.zst")) else { continue };
        let packed = std::fs::read(entry.path()).map_err(StoreError::reading(&entry.path()))?;
        let mut found =
            Segment { sha256: hex(&packed), bytes: packed.len() as u64, quads: 0, texts: None, articles: Vec::new() };
        let Ok(lines) = lines(store, name, &found) else { continue };
        found.quads = lines.len() as u64;
        found.articles = articles(&lines);
        manifest.segments.insert(name.to_owned(), found);
    }
    Ok(manifest)
}

/// The articles that the lines tell of, each with its page, sorted.
fn articles(lines: &BTreeSet<String>) -> Vec<String> {
    let found: BTreeSet<&str> = lines.iter().filter_map(|line| printed_line(line)).collect();
    found.into_iter().map(str::to_owned).collect()
}

/// Whether the segment is whole.
///
/// # Errors
/// How it is damaged.
pub fn verify(store: &Path, name: &str, entry: &Segment) -> Result<(), StoreError> {
    packed(&path(store, name), &entry.file())?;
    entry.texts.as_ref().map_or(Ok(()), |entry| texts::read(store, name, entry).map(drop))
}

/// The lines of a segment.
pub(super) fn lines(store: &Path, name: &str, entry: &Segment) -> Result<BTreeSet<String>, StoreError> {
    let bytes = packed(&path(store, name), &entry.file())?;
    let damaged = |e: std::io::Error| StoreError::Damaged { file: path(store, name), reason: e.to_string() };
    let mut reader = BufReader::new(zstd::Decoder::new(bytes.as_slice()).map_err(damaged)?);
    let mut lines = BTreeSet::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).map_err(damaged)? == 0 {
            return Ok(lines);
        }
        lines.insert(line);
    }
}

/// The quads of a segment.
pub(super) fn quads(
    store: &Path,
    name: &str,
    entry: &Segment,
) -> Result<impl Iterator<Item = Result<Quad, StoreError>>, StoreError> {
    let file = path(store, name);
    let bytes = packed(&file, &entry.file())?;
    let damaged = move |reason: String| StoreError::Damaged { file: file.clone(), reason };
    let reader = zstd::Decoder::new(Cursor::new(bytes)).map_err(|e| damaged(e.to_string()))?;
    // The hash vouches for the lines, so they are not checked again.
    let quads = RdfParser::from_format(RdfFormat::NQuads).lenient().for_reader(reader);
    Ok(quads.map(move |quad| quad.map_err(|e| damaged(e.to_string()))))
}

/// A quad as a line of N-Quads.
pub fn line(quad: &Quad) -> String {
    format!("{quad} .\n")
}
