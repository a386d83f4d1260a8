//! `pages.csv` beside the pages: what paper, day, page number and home each file has.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::stated::Field;
use super::{Cause, Problem};
use crate::model::{Origin, Page};

/// What a manifest is called.
pub const NAME: &str = "pages.csv";

/// The rows of a `pages.csv`, by file name.
#[derive(Debug, Default)]
pub struct Manifest {
    rows: BTreeMap<String, (u64, Row)>,
    place: Origin,
    /// Rows that could not be read, to be told once.
    problems: Vec<Problem>,
}

#[derive(Debug, Deserialize)]
struct Row {
    file: String,
    #[serde(default)]
    newspaper: String,
    #[serde(default)]
    issue_date: String,
    #[serde(default)]
    page: String,
    #[serde(default)]
    home: String,
}

impl Manifest {
    /// The manifest in `folder`; an empty one if there is none.
    pub fn beside(folder: &Path) -> Self {
        let path = folder.join(NAME);
        match std::fs::read(&path) {
            Ok(bytes) => Self::of(Origin::file(path.display().to_string()), bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::default(),
            Err(error) => Self::broken(Problem::new(&path, error.into())),
        }
    }

    /// The manifest that stands at `place`.
    pub fn of(place: Origin, bytes: Vec<u8>) -> Self {
        let mut manifest = Self { place, ..Self::default() };
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| encoding_rs::GB18030.decode(error.as_bytes()).0.into_owned());
        let mut reader =
            csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let headers = reader.headers().cloned().unwrap_or_default();
        for record in reader.records() {
            let row = record.and_then(|record| {
                let line = record.position().map_or(0, csv::Position::line);
                record.deserialize::<Row>(Some(&headers)).map(|row| (line, row))
            });
            match row {
                Ok((line, row)) => {
                    manifest.rows.insert(row.file.clone(), (line, row));
                }
                Err(error) => {
                    let place = manifest.place.line(error.position().map_or(0, csv::Position::line));
                    let cause = Cause::Row(format!("{error}; the columns are file,newspaper,issue_date,page,home"));
                    manifest.problems.push(Problem { place, cause });
                }
            }
        }
        manifest
    }

    /// One that cannot be read.
    pub fn broken(problem: Problem) -> Self {
        Self { problems: vec![problem], ..Self::default() }
    }

    /// Rows that could not be read, once.
    pub fn take_problems(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.problems)
    }

    /// Fills in what the row of `file` states.
    ///
    /// Returns what is wrong with the row; the page keeps what is right.
    pub fn fill(&self, file: &str, page: &mut Page) -> Vec<Problem> {
        let Some((line, row)) = self.rows.get(file) else { return Vec::new() };
        let stated = [
            (Field::Newspaper, &row.newspaper),
            (Field::IssueDate, &row.issue_date),
            (Field::Number, &row.page),
            (Field::Home, &row.home),
        ];
        let wrong = stated.into_iter().filter_map(|(field, value)| field.state(page, value).err());
        wrong.map(|cause| Problem { place: self.place.line(*line), cause }).collect()
    }
}
