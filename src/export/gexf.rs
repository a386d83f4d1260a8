//! A network as GEXF, with the days of nodes and links, for Gephi's timeline.

use std::io::{self, Write};

use quick_xml::Writer;

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
    let root =
        writer.create_element("gexf").with_attributes([("xmlns", "http://www.gexf.net/1.2draft"), ("version", "1.2")]);
    root.write_inner_content(|writer| {
        let graph = writer.create_element("graph").with_attributes([
            ("mode", "dynamic"),
            ("timeformat", "date"),
            ("defaultedgetype", direction),
        ]);
        graph.write_inner_content(|writer| {
            attributes(writer, "node", &nodes.columns)?;
            attributes(writer, "edge", &links.columns)?;
            writer.create_element("nodes").write_inner_content(|writer| {
                for row in &nodes.rows {
                    element(writer, "node", &[("id", "id"), ("label", "label")], &nodes, row)?;
                }
                Ok(())
            })?;
            writer.create_element("edges").write_inner_content(|writer| {
                for row in &links.rows {
                    let ends = [("source", "source"), ("target", "target"), ("weight", "weight"), ("label", "label")];
                    element(writer, "edge", &ends, &links, row)?;
                }
                Ok(())
            })?;
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(writeln!(writer.into_inner())?)
}

/// Columns that stand in attributes of GEXF's own.
const OWN: [&str; 8] = ["id", "label", "source", "target", "type", "weight", "first", "last"];

fn attributes(writer: &mut Out<'_>, of: &str, columns: &[Column]) -> io::Result<()> {
    let list = writer.create_element("attributes").with_attributes([("class", of), ("mode", "static")]);
    list.write_inner_content(|writer| {
        for column in columns.iter().filter(|column| !OWN.contains(&column.name)) {
            let kind = match column.kind {
                Type::Whole => "integer",
                Type::Number => "double",
                Type::Truth => "boolean",
                Type::Text | Type::Day | Type::Month => "string",
            };
            let attribute = [("id", column.name), ("title", column.name), ("type", kind)];
            writer.create_element("attribute").with_attributes(attribute).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A node or link: GEXF's `own` attributes, its days, and what else is known of it.
fn element(writer: &mut Out<'_>, name: &str, own: &[(&str, &str)], sheet: &Sheet, row: &Row) -> io::Result<()> {
    let value = |wanted: &str| {
        let at = sheet.columns.iter().position(|column| column.name == wanted)?;
        row[at].as_deref().map(clean)
    };
    let days = [("start", "first"), ("end", "last")];
    let own: Vec<(&str, String)> =
        own.iter().chain(&days).filter_map(|(name, column)| Some((*name, value(column)?))).collect();
    let element = writer.create_element(name).with_attributes(own.iter().map(|(name, value)| (*name, value.as_str())));
    element.write_inner_content(|writer| {
        writer.create_element("attvalues").write_inner_content(|writer| {
            let known = sheet.columns.iter().zip(row).filter(|(column, _)| !OWN.contains(&column.name));
            for (column, value) in known {
                if let Some(value) = value {
                    let pair = [("for", column.name), ("value", &clean(value))];
                    writer.create_element("attvalue").with_attributes(pair).write_empty()?;
                }
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}
