//! A table as a Parquet file with typed columns, which DuckDB, pandas and R read.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type as Schema;

use super::ExportError;
use super::sheet::{Column, Sheet, Type};

/// Rows that are written, and read, at a time.
const GROUP: usize = 100_000;

/// Writes the table.
///
/// # Errors
/// The writer's, and a value that is none of its column's type.
pub fn write(sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExportError> {
    let fields = sheet.columns.iter().map(|column| field(column).map(Arc::new)).collect::<Result<Vec<_>, _>>()?;
    let schema = Schema::group_type_builder(sheet.name).with_fields(fields).build()?;
    // The program's own name, and no version of the writer: the same table, the same bytes.
    let properties =
        WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by("fangzhi".to_owned());
    // The writer wants to send what it writes from thread to thread, which a borrowed one cannot.
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, Arc::new(schema), Arc::new(properties.build()))?;
    for rows in sheet.rows.chunks(GROUP) {
        let mut group = writer.next_row_group()?;
        for (at, column) in sheet.columns.iter().enumerate() {
            let values = rows.iter().map(|row| row[at].as_deref());
            let misfit = |value: &str| sheet.misfit(column, value);
            match column.kind {
                Type::Text | Type::Month => {
                    fill::<ByteArrayType>(&mut group, values, |text| Some(ByteArray::from(text)), misfit)?;
                }
                Type::Whole => fill::<Int64Type>(&mut group, values, |text| text.parse().ok(), misfit)?,
                Type::Number => fill::<DoubleType>(&mut group, values, |text| text.parse().ok(), misfit)?,
                Type::Truth => fill::<BoolType>(&mut group, values, |text| text.parse().ok(), misfit)?,
                Type::Day => fill::<Int32Type>(&mut group, values, days, misfit)?,
            }
        }
        group.close()?;
    }
    writer.close()?;
    Ok(out.write_all(&bytes)?)
}

fn field(column: &Column) -> Result<Schema, ExportError> {
    let (physical, logical) = match column.kind {
        Type::Text | Type::Month => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Type::Whole => (Physical::INT64, None),
        Type::Number => (Physical::DOUBLE, None),
        Type::Truth => (Physical::BOOLEAN, None),
        Type::Day => (Physical::INT32, Some(LogicalType::Date)),
    };
    let field = Schema::primitive_type_builder(column.name, physical);
    Ok(field.with_repetition(Repetition::OPTIONAL).with_logical_type(logical).build()?)
}

/// Writes the next column of a group: its values, and which rows have one.
fn fill<'a, T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>,
    values: impl Iterator<Item = Option<&'a str>>,
    read: impl Fn(&str) -> Option<T::T>,
    misfit: impl Fn(&str) -> ExportError,
) -> Result<(), ExportError> {
    let (mut told, mut levels) = (Vec::new(), Vec::new());
    for value in values {
        levels.push(i16::from(value.is_some()));
        if let Some(text) = value {
            told.push(read(text).ok_or_else(|| misfit(text))?);
        }
    }
    if let Some(mut column) = group.next_column()? {
        column.typed::<T>().write_batch(&told, Some(&levels), None)?;
        column.close()?;
    }
    Ok(())
}

/// Days since 1970-01-01.
fn days(text: &str) -> Option<i32> {
    let day: jiff::civil::Date = text.parse().ok()?;
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.until(day).ok().map(|span| span.get_days())
}
