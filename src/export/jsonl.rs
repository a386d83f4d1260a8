//! A table as JSON Lines: an object a row, open values left out.

use std::io::Write;

use serde_json::{Map, Value};

use super::ExportError;
use super::sheet::{Sheet, Type};

/// Writes the table.
///
/// # Errors
/// The writer's, and a value that is none of its column's type.
pub fn write(sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExportError> {
    for row in &sheet.rows {
        let mut object = Map::new();
        for (column, value) in sheet.columns.iter().zip(row) {
            let Some(text) = value else { continue };
            let value = match column.kind {
                Type::Text | Type::Day | Type::Month => Some(Value::from(text.as_str())),
                Type::Whole => text.parse::<i64>().ok().map(Value::from),
                // What is written without a point stays whole.
                Type::Number => {
                    text.parse::<i64>().map(Value::from).or_else(|_| text.parse::<f64>().map(Value::from)).ok()
                }
                Type::Truth => text.parse::<bool>().ok().map(Value::from),
            };
            object.insert(column.name.to_owned(), value.ok_or_else(|| sheet.misfit(column, text))?);
        }
        serde_json::to_writer(&mut *out, &object).map_err(std::io::Error::from)?;
        writeln!(out)?;
    }
    Ok(())
}
