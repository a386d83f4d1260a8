//! A tidy table: columns with a type and a meaning, rows of values as text. And a folder of them, written whole or not at all.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use super::{ExportError, Imprint, datapackage};

/// The type of a column's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// A day, such as 2022-05-01.
    Day,
    /// A month, such as 2022-05.
    Month,
    /// true or false.
    Truth,
}

impl Type {
    /// Its name in Frictionless table schemas.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Whole => "integer",
            Self::Number => "number",
            Self::Day => "date",
            Self::Month => "yearmonth",
            Self::Truth => "boolean",
        }
    }
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Type of its values.
    pub kind: Type,
    /// What it means, in Chinese and English.
    pub about: &'static str,
}

/// A row: a value for each column, none where it is open.
pub type Row = Vec<Option<String>>;

/// A column whose values stand in a column of another table: own columns, the table, its columns.
pub type Reference = (&'static [&'static str], &'static str, &'static [&'static str]);

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name, which its file bears.
    pub name: &'static str,
    /// What it holds, in Chinese and English.
    pub about: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The columns that tell a row from all others.
    pub key: &'static [&'static str],
    /// Columns that lead to other tables.
    pub references: &'static [Reference],
    /// Its rows, sorted.
    pub rows: Vec<Row>,
}

impl Sheet {
    /// The same with the snapshot's name in each row: for a table that leaves without the dictionary that tells it.
    pub fn alone(mut self, imprint: &Imprint) -> Self {
        let about = "快照 | name of the build of the store";
        self.columns.push(Column { name: "snapshot", kind: Type::Text, about });
        self.rows.iter_mut().for_each(|row| row.push(Some(imprint.snapshot.clone())));
        self
    }

    /// What to say of a value that is none of its column's type.
    pub(super) fn misfit(&self, column: &Column, value: &str) -> ExportError {
        let (table, value) = (self.name.to_owned(), value.to_owned());
        ExportError::Value { table, column: column.name, value, wanted: column.kind.name() }
    }
}

/// How one table is written.
pub type WriteSheet = fn(&Sheet, &mut dyn Write) -> Result<(), ExportError>;

/// Writes tables into the folder `to`, one file each, named with `ending`, and a `datapackage.json` that describes them.
/// An earlier export there is replaced; a folder of anything else is left alone.
///
/// # Errors
/// The store's, the writer's, and [`ExportError::Foreign`].
pub fn folder(
    sheets: impl IntoIterator<Item = Result<Sheet, ExportError>>,
    ending: &str,
    write: WriteSheet,
    imprint: &Imprint,
    to: &Path,
) -> Result<usize, ExportError> {
    let is_empty = |path: &Path| fs::read_dir(path).is_ok_and(|mut inside| inside.next().is_none());
    if to.exists() && !to.join(datapackage::NAME).is_file() && !is_empty(to) {
        return Err(ExportError::Foreign(to.to_owned()));
    }
    let above = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let part = tempfile::Builder::new().prefix(".part-").tempdir_in(above)?;
    let inside = part.path().join("new");
    fs::create_dir(&inside)?;
    let (mut resources, mut rows) = (Vec::new(), 0);
    for sheet in sheets {
        let sheet = sheet?;
        let file = format!("{}.{ending}", sheet.name);
        let mut out = BufWriter::new(File::create(inside.join(&file))?);
        write(&sheet, &mut out)?;
        out.into_inner().map_err(|e| e.into_error())?.sync_all()?;
        rows += sheet.rows.len();
        resources.push(datapackage::resource(&sheet, &file, ending));
    }
    fs::write(inside.join(datapackage::NAME), datapackage::package(imprint, resources))?;
    if to.exists() {
        fs::rename(to, part.path().join("old"))?;
    }
    fs::rename(&inside, to)?;
    Ok(rows)
}
