//! A network as a picture: drawn here by Graphviz, or told to the browser, which draws it. Both show the strongest nodes and say so.

use std::io::Write;

use serde::Serialize;

use super::address;
use crate::analysis::network::Kind;
use crate::export::dot::{self, MOST};
use crate::export::ties::Ties;
use crate::export::{ExportError, Imprint, svg as graphviz};
use crate::model::iri::THINGS;

/// Draws the network as SVG, whose links lead to the pages of this server.
///
/// # Errors
/// [`ExportError::NoGraphviz`] where there is none, its own, and the writer's.
pub fn svg(ties: &Ties<'_>, imprint: &Imprint, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut imprint = imprint.clone();
    let network = dot::fitting(ties.network.clone(), MOST, &mut imprint);
    let mut drawn = Vec::new();
    graphviz::write(&Ties { network: &network, store: ties.store }, &imprint, &mut drawn)?;
    let drawn = String::from_utf8_lossy(&drawn).replace(&format!("xlink:href=\"{THINGS}"), "xlink:href=\"/id/");
    Ok(out.write_all(drawn.as_bytes())?)
}

#[derive(Serialize)]
struct Told<'a> {
    notes: &'a [String],
    directed: bool,
    kinds: Vec<Sort>,
    nodes: Vec<Node<'a>>,
    links: Vec<Link<'a>>,
}

/// A kind of node.
#[derive(Serialize)]
struct Sort {
    name: &'static str,
    chinese: &'static str,
    colour: &'static str,
}

#[derive(Serialize)]
struct Node<'a> {
    label: &'a str,
    kind: &'static str,
    note: &'a str,
    territory: &'a str,
    href: String,
}

/// A link between two nodes, by their numbers in the list.
#[derive(Serialize)]
struct Link<'a> {
    from: usize,
    to: usize,
    label: String,
    weight: usize,
    days: String,
    upward: bool,
    facts: Vec<&'a str>,
}

/// Writes what the browser draws.
///
/// # Errors
/// The writer's.
pub fn json(ties: &Ties<'_>, imprint: &Imprint, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut imprint = imprint.clone();
    let network = dot::fitting(ties.network.clone(), MOST, &mut imprint);
    let kinds = Kind::ALL.iter().map(|(kind, _)| *kind).filter(|kind| network.nodes().any(|node| node.kind == *kind));
    let told = Told {
        notes: &imprint.notes,
        directed: network.is_directed(),
        kinds: kinds
            .map(|kind| Sort { name: kind.name(), chinese: kind.chinese(), colour: dot::look(kind).1 })
            .collect(),
        nodes: network
            .nodes()
            .map(|node| Node {
                label: &node.label,
                kind: node.kind.name(),
                note: &node.note,
                territory: node.territory.iter().rev().flatten().next().map_or("", String::as_str),
                href: address(&node.iri),
            })
            .collect(),
        links: network
            .links()
            .into_iter()
            .map(|(from, link, to)| Link {
                from,
                to,
                label: link.label(),
                weight: link.weight(),
                days: link.days(),
                upward: link.upward,
                facts: link.facts.iter().map(String::as_str).collect(),
            })
            .collect(),
    };
    serde_json::to_writer(&mut *out, &told).map_err(|e| ExportError::Write(e.into()))
}
