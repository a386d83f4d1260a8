//! What can be wrong with an input.

use std::path::Path;

use crate::model::Origin;

/// A file, or a line of one, that gives no page, or a page with less known of it. The run goes on.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {cause}")]
pub struct Problem {
    /// The file, with the line where there is one.
    pub place: Origin,
    /// What is wrong.
    #[source]
    pub cause: Cause,
}

/// What is wrong.
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    /// No such path.
    #[error("no such file or folder")]
    Missing,
    /// The system will not read it.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// A folder or archive without pages.
    #[error("no page in it: pages are files that end in {}", super::endings())]
    NoPages,
    /// A file whose name ends in something else.
    #[error("not a page: pages are files that end in {}; give the text itself one of these endings", super::endings())]
    Format,
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// Bytes that are no text.
    #[error("not a text but binary data; give the page's text")]
    Binary,
    /// Hardly a Chinese character.
    #[error("not Chinese: fewer than one character in twenty is")]
    NotChinese,
    /// Files whose paths do not fit the user's pattern.
    #[error("{count} pages whose paths do not fit {pattern:?}; what it names is not known of them")]
    Misfit {
        /// The pattern.
        pattern: String,
        /// How many pages.
        count: usize,
    },
    /// A PDF that is none, or is broken.
    #[error("cannot be read by pdftotext: {0}")]
    Pdf(String),
    /// Pages that are pictures.
    #[error("{} of {of} pages have no text, only pictures ({}); have them read by an OCR program first", empty.len(), some(empty))]
    Scanned {
        /// Their numbers, counted from 1.
        empty: Vec<u64>,
        /// How many pages the file has.
        of: u64,
    },
    /// PDFs without the program that reads them.
    #[error(
        "{0} PDF not read: pdftotext is not installed; Debian and Ubuntu: sudo apt-get install poppler-utils poppler-data; \
macOS: brew install poppler"
    )]
    NoPdftotext(usize),
    /// Fonts that are not in the PDF, without the tables of their characters.
    #[error("its Chinese fonts are not in it, and poppler has no tables for them; install poppler-data")]
    NoPopplerData,
    /// A document of Word that is none.
    #[error("no document of Word: {0}")]
    Document(String),
    /// An archive that is none, or is broken.
    #[error("cannot be unpacked: {0}")]
    Archive(String),
    /// An archive that is made to fill memory or disk.
    #[error("unpacks to more than a hundred times its size, which no text does; the rest of it is left out")]
    Bomb,
    /// Archives in archives in archives.
    #[error("lies in more than {0} archives in one another")]
    Nested(usize),
    /// A web page of links and labels.
    #[error("no report on this web page, only links and labels")]
    NoReport,
    /// More than one page can be.
    #[error("longer than {} MB, which no page is; cut it into pages", .0 >> 20)]
    TooLong(u64),
    /// Files of an archive, or lines in them, of which each is longer than a page can be.
    #[error("{} files or lines in it are longer than {} MB, which no page is ({}); cut them into pages", names.len(), longest >> 20, first(names))]
    Long {
        /// Their places in the archive.
        names: Vec<String>,
        /// What a page may have, in bytes.
        longest: u64,
    },
    /// A line that is no JSON.
    #[error("not JSON: {0}; each line is an object with \"page\" and \"text\"")]
    Json(serde_json::Error),
    /// A field that does not hold.
    #[error("{field}: {reason}")]
    Field {
        /// Its name.
        field: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// A row of a table that does not parse.
    #[error("row skipped: {0}")]
    Row(String),
    /// A table that names no column for the text.
    #[error("no column for the text among {0:?}; it may be called {names}", names = super::columns::TEXT.join(", "))]
    NoText(Vec<String>),
}

/// The first of many numbers.
fn some(numbers: &[u64]) -> String {
    let first: Vec<String> = numbers.iter().take(10).map(u64::to_string).collect();
    first.join(", ") + if numbers.len() > first.len() { ", …" } else { "" }
}

/// The first of many names.
fn first(names: &[String]) -> String {
    names[..names.len().min(3)].join(", ") + if names.len() > 3 { ", …" } else { "" }
}

impl Problem {
    /// A problem with a whole file.
    pub fn new(path: &Path, cause: Cause) -> Self {
        Self { place: Origin::file(path.display().to_string()), cause }
    }
}
