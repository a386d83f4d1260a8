//! What can be wrong with an input.

use std::path::Path;

/// A file, or a line of one, that gives no page, or a page with less known of it. The run goes on.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {cause}")]
pub struct Problem {
    /// The file, with the line where there is one.
    pub place: String,
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
    Unreadable(std::io::Error),
    /// A folder without pages.
    #[error("no page in this folder: pages are files that end in .txt, .jsonl or .ndjson")]
    NoPages,
    /// A file whose name ends in something else.
    #[error(
        "not a page: pages are files that end in .txt, .jsonl or .ndjson; give the text itself one of these endings"
    )]
    Format,
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// Bytes that are no text.
    #[error("not a text but binary data; give the page's text (pdftotext makes it from a PDF)")]
    Binary,
    /// Hardly a Chinese character.
    #[error("not Chinese: fewer than one character in twenty is")]
    NotChinese,
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
    /// A row of pages.csv that does not parse.
    #[error("row skipped: {0}; the columns are file,newspaper,issue_date,page,home")]
    Row(String),
}

impl Problem {
    /// A problem with a whole file.
    pub fn new(path: &Path, cause: Cause) -> Self {
        Self { place: path.display().to_string(), cause }
    }

    /// A problem with a line of a file, counted from 1.
    pub fn at(place: &str, line: u64, cause: Cause) -> Self {
        Self { place: format!("{place}, line {line}"), cause }
    }

    /// Whether the user named something that is not there or cannot be used at all, which is an error and not a skipped
    /// file.
    pub fn is_fatal(&self) -> bool {
        matches!(self.cause, Cause::Missing | Cause::Format | Cause::NoPages)
    }

    /// Whether a page was read all the same, with less known of it.
    pub fn is_warning(&self) -> bool {
        matches!(self.cause, Cause::Row(_))
            || matches!(&self.cause, Cause::Field { field, .. } if *field != "text" && *field != "page")
    }
}
