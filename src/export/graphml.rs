//! A network as GraphML: nodes with their measures, links with weight, days and facts.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::sheet::{Column, Row, Sheet, Type};
use super::ties::Ties;
use super::xml::{begin, clean};
use super::{ExportError, Imprint};

type Out<'a> = Writer<&'a mut dyn Write>;

/// Writes the network; a node's id is its IRI.
///
/// # Errors
/// The writer's.
pub fn write(ties: &Ties<'_>, imprint: &Imprint, out: &mut dyn Write) -> Result<(), ExportError> {
    let (nodes, links) = (ties.nodes(), ties.links());
    let direction = if ties.network.is_directed() { "directed" } else { "undirected" };
    let mut writer = begin(out, imprint)?;
    let root = writer.create_element("graphml").with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"));
    root.write_inner_content(|writer| {
        // The ends of a link are no data of it, nor is its direction.
        keys(writer, "node", &nodes.columns[1..])?;
        keys(writer, "edge", &links.columns[3..])?;
        let graph = writer.create_element("graph").with_attribute(("edgedefault", direction));
        graph.write_inner_content(|writer| {
            for row in &nodes.rows {
                element(writer, "node", &[("id", &row[0])], &nodes, row, 1)?;
            }
            for row in &links.rows {
                element(writer, "edge", &[("source", &row[0]), ("target", &row[1])], &links, row, 3)?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(writeln!(writer.into_inner())?)
}

fn keys(writer: &mut Out<'_>, of: &str, columns: &[Column]) -> io::Result<()> {
    for column in columns {
        let kind = match column.kind {
            Type::Whole => "long",
            Type::Number => "double",
            Type::Truth => "boolean",
            Type::Text | Type::Day | Type::Month => "string",
        };
        let id = format!("{of}-{}", column.name);
        let key = writer.create_element("key").with_attributes([
            ("id", id.as_str()),
            ("for", of),
            ("attr.name", column.name),
            ("attr.type", kind),
        ]);
        key.write_empty()?;
    }
    Ok(())
}

/// A node or link with its data, from the column `first` on.
fn element(
    writer: &mut Out<'_>,
    name: &str,
    ends: &[(&str, &Option<String>)],
    sheet: &Sheet,
    row: &Row,
    first: usize,
) -> io::Result<()> {
    let ends = ends.iter().map(|(name, iri)| (*name, iri.as_deref().unwrap_or_default()));
    writer.create_element(name).with_attributes(ends).write_inner_content(|writer| {
        for (column, value) in sheet.columns.iter().zip(row).skip(first) {
            if let Some(value) = value {
                let key = format!("{name}-{}", column.name);
                let data = writer.create_element("data").with_attribute(("key", key.as_str()));
                data.write_text_content(BytesText::new(&clean(value)))?;
            }
        }
        Ok(())
    })?;
    Ok(())
}
