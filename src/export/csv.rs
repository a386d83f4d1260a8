//! A table, comma-separated, in UTF-8; an open value is an empty cell.

use std::io::Write;

use super::ExportError;
use super::sheet::Sheet;

/// Writes the table.
///
/// # Errors
/// The writer's.
pub fn write(sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut writer = ::csv::Writer::from_writer(out);
    let written = |e: ::csv::Error| ExportError::Write(e.into());
    writer.write_record(sheet.columns.iter().map(|column| column.name)).map_err(written)?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(|value| value.as_deref().unwrap_or_default())).map_err(written)?;
    }
    Ok(writer.flush()?)
}
