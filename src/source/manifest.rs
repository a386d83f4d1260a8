//! `pages.csv` beside the pages: what paper, day, page number and home each file has.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::{Cause, Problem};
use crate::model::Page;

/// The rows of a `pages.csv`, by file name.
#[derive(Debug, Default)]
pub struct Manifest {
    rows: BTreeMap<String, (u64, Row)>,
    place: String,
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
        let path = folder.join("pages.csv");
        let mut manifest = Self { place: path.display().to_string(), ..Self::default() };
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                if error.kind() != std::io::ErrorKind::NotFound {
                    manifest.problems.push(Problem::new(&path, Cause::Unreadable(error)));
                }
                return manifest;
            }
        };
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
                    let line = error.position().map_or(0, csv::Position::line);
                    manifest.problems.push(Problem::at(&manifest.place, line, Cause::Row(error.to_string())));
                }
            }
        }
        manifest
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
        state(page, &self.place, *line, [&row.newspaper, &row.issue_date, &row.page, &row.home])
    }
}

/// Fills in what is stated, as text, of a page: newspaper, issue date, page number, home. Empty says nothing.
pub fn state(page: &mut Page, place: &str, line: u64, stated: [&str; 4]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let [newspaper, issue_date, number, home] =
        stated.map(|value| Some(value.trim()).filter(|value| !value.is_empty()));
    let mut bad = |field, reason: String| problems.push(Problem::at(place, line, Cause::Field { field, reason }));
    if let Some(name) = newspaper {
        page.newspaper = Some(name.to_owned());
    }
    match issue_date.map(str::parse) {
        Some(Ok(date)) => page.issue_date = Some(date),
        Some(Err(_)) => {
            bad("issue_date", format!("{:?} is no date such as 2022-05-12", issue_date.unwrap_or_default()))
        }
        None => {}
    }
    if let Some(number) = number {
        page.number = Some(number.to_owned());
    }
    match home.map(str::parse) {
        Some(Ok(code)) => page.home = Some(code),
        Some(Err(error)) => bad("home", error.to_string()),
        None => {}
    }
    problems
}
