//! Results on standard output: tables whose columns fit, and the formats that programs read.

use std::io::{self, BufWriter, IsTerminal, Write};

use clap::ValueEnum;
use comfy_table::presets::{ASCII_MARKDOWN, NOTHING, UTF8_HORIZONTAL_ONLY};
use comfy_table::{ContentArrangement, LineStyle, TableStyle};
use oxigraph::sparql::results::QueryResultsFormat;

use crate::query::{Answer, Table};

/// Standard output, buffered.
pub fn out() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people; as wide as the terminal
    Table,
    /// Comma-separated, as SPARQL results
    Csv,
    /// Tab-separated, terms as in SPARQL
    Tsv,
    /// SPARQL results in JSON
    Json,
    /// SPARQL results in XML
    Xml,
}

impl Format {
    fn standard(self) -> Option<QueryResultsFormat> {
        match self {
            Self::Table => None,
            Self::Csv => Some(QueryResultsFormat::Csv),
            Self::Tsv => Some(QueryResultsFormat::Tsv),
            Self::Json => Some(QueryResultsFormat::Json),
            Self::Xml => Some(QueryResultsFormat::Xml),
        }
    }
}

/// How the tables of a verb are written that gives several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sheets {
    /// For people; as wide as the terminal
    Table,
    /// Comma-separated, an empty line between tables
    Csv,
    /// One JSON object
    Json,
    /// For a document
    Markdown,
}

/// A table that is no answer of the engine: its title, its columns and its rows.
pub struct Sheet {
    pub title: String,
    pub columns: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
    /// Whether a row holds whole sentences, so that a line each reads better than columns.
    pub long: bool,
}

/// Writes tables one below the other; not as JSON, which is the verb's own.
pub fn sheets(sheets: &[Sheet], form: Sheets) -> anyhow::Result<()> {
    let mut out = out();
    for (at, sheet) in sheets.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        match form {
            Sheets::Csv => {
                let mut writer = csv::Writer::from_writer(&mut out);
                writer.write_record(&sheet.columns)?;
                for row in &sheet.rows {
                    writer.write_record(row)?;
                }
                writer.flush()?;
            }
            Sheets::Markdown => {
                let mut table = comfy_table::Table::new();
                table.load_style(ASCII_MARKDOWN).set_content_arrangement(ContentArrangement::Disabled);
                table.set_header(&sheet.columns);
                table.add_rows(sheet.rows.iter().map(|row| row.iter().map(|cell| cell.replace('|', "\\|"))));
                writeln!(out, "**{}**\n\n{}", sheet.title, table.trim_fmt())?;
            }
            Sheets::Table | Sheets::Json if sheet.long => {
                writeln!(out, "{}", sheet.title)?;
                for row in &sheet.rows {
                    writeln!(out, "{}", row.join(" "))?;
                }
            }
            Sheets::Table | Sheets::Json => {
                writeln!(out, "{}\n{}", sheet.title, small_table(&sheet.columns, sheet.rows.clone()))?;
            }
        }
    }
    Ok(out.flush()?)
}

/// Writes an answer; triples are N-Triples in any format.
pub fn answer(answer: &Answer, format: Format) -> anyhow::Result<()> {
    let mut out = out();
    match (answer, format.standard()) {
        (Answer::Table(table), Some(standard)) => table.write(standard, &mut out)?,
        (Answer::Table(found), None) => {
            let rows = found.rows.iter().map(|row| found.texts(row).collect()).collect();
            writeln!(out, "{}", table(&found.columns, rows))?;
        }
        (Answer::Truth(truth), Some(standard)) => {
            let serializer = oxigraph::sparql::results::QueryResultsSerializer::from_format(standard);
            serializer.serialize_boolean_to_writer(&mut out, *truth)?;
        }
        (Answer::Truth(truth), None) => writeln!(out, "{truth}")?,
        (Answer::Triples(triples), _) => {
            for triple in triples {
                writeln!(out, "{triple} .")?;
            }
        }
    }
    Ok(out.flush()?)
}

/// A table for people: as wide as the terminal, or as its content where there is none.
pub fn table(columns: &[String], rows: Vec<Vec<String>>) -> String {
    let mut table = comfy_table::Table::new();
    // Only at a terminal do cells wrap, and only wrapped cells want a line between rows.
    if io::stdout().is_terminal() {
        table.load_style(UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    } else {
        table.load_style(CONDENSED).set_content_arrangement(ContentArrangement::Disabled);
    }
    table.set_header(columns);
    table.add_rows(rows);
    table.trim_fmt()
}

/// One line below the header, none between rows.
const CONDENSED: TableStyle =
    UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()).header_separator(LineStyle::none().fill('─').junction('─'));

/// A table with a header given as words.
pub fn small_table(columns: &[&str], rows: Vec<Vec<String>>) -> String {
    table(&columns.iter().map(|&name| name.to_owned()).collect::<Vec<_>>(), rows)
}

/// Names and values, without lines.
pub fn list(rows: Vec<Vec<String>>) -> String {
    let mut table = comfy_table::Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.add_rows(rows);
    table.trim_fmt()
}

/// The answer as a table even where it is none, for verbs that only show tables.
pub fn rows(answer: &Answer) -> Option<&Table> {
    if let Answer::Table(table) = answer { Some(table) } else { None }
}
